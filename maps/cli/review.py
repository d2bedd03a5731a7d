"""`dateline review`: the least sure rows one by one, and what a person says of them into a file."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from geo.errors import CorrectionsError, FilterError
from maps.cli.corrected import NO_FILE
from maps.cli.options import TableOptions
from maps.cli.terminal import counted, plain

if TYPE_CHECKING:
    from geo.corrections import Correction
    from geo.corrections.finding import Row
    from geo.corrections.values import PlaceReader

ORDERS = ("confidence", "table")
KEYS = {
    "": "right as it is", "p": "place", "t": "type", "d": "date", "f": "factuality",
    "c": "counts", "m": "one with another event, by its id", "o": "a report of it tells of another",
    "x": "drop: no event, or not there", "s": "skip", "u": "undo the last", "q": "quit",
    "?": "help",
}  # fmt: skip
_ACTIONS = {"t": "type", "d": "date", "f": "factuality", "c": "counts"}
_FORMS = {
    "place": "an id, a name, 33.9,35.6 or none",
    "type": "ASSAULT or ASSAULT/bombing",
    "date": "2018-08-27, 2018-08, 2018-08-27/2018-08-29 or none",
    "factuality": "reported, planned, conditional or denied",
    "counts": "killed=12; wounded=30-40; displaced=100+",
}
_SCOPES = {"r": "report", "s": "source", "e": "everywhere"}
_MARKS = {"trigger": ("\x1b[1;4m", "\x1b[0m"), "location": ("\x1b[1;36m", "\x1b[0m")}
_PLAIN_MARKS = {"trigger": ("«", "»"), "location": ("[", "]")}


class _EndError(Exception):
    """There is no more input, or the person has had enough."""


def review(
    inputs: Sequence[str], output: str, *, order: str, who: str | None, everything: bool
) -> None:
    """Walk through the rows of tables of events, and write each correction as it is made."""
    from geo.corrections import read_corrections
    from geo.corrections.files import check_suffix
    from geo.corrections.values import PlaceReader
    from maps.cli.run import check_tables, refuse_to_overwrite
    from maps.cli.session import open_session
    from maps.cli.terminal import Voice

    if order not in ORDERS:
        raise FilterError(f"--order {order!r}: choose from {', '.join(ORDERS)}")
    check_suffix(Path(output))
    check_tables(inputs)
    refuse_to_overwrite(inputs, output)
    before = read_corrections(output) if Path(output).exists() else []
    with Voice() as voice:
        held = TableOptions(corrections=output if Path(output).exists() else NO_FILE)
        session = open_session(voice, options=held)
        frame = session.table(inputs, published=None, jobs=1)
        rows = list(_in_order(frame, order, {c.event_id for c in before}, everything))
        desk = _Desk(rows, output, who, PlaceReader(session.gazetteer), sys.stdin, sys.stdout)
        voice.if_stopped = desk.summary
        desk.work()
        voice.say(desk.summary())


def _in_order(frame: Any, order: str, done: "set[str | None]", everything: bool) -> "Iterator[Row]":
    """The rows to look at: those that nobody has said anything of, the least sure first."""
    from geo.corrections.applying import plain_table

    rows = plain_table(frame)
    if not everything:
        rows = [r for r in rows if r["corrected"] is None and r["event_id"] not in done]
    if order == "confidence":
        rows.sort(key=lambda r: (r["confidence"] is not None, r["confidence"], r["event_id"]))
    return iter(rows)


@dataclass(slots=True)
class _Desk:
    """A person at work on rows; what they say goes into the file at once."""

    rows: "Sequence[Row]"
    output: str
    who: str | None
    places: "PlaceReader"
    source: TextIO
    screen: TextIO
    seen: int = 0
    written: int = 0
    last: "tuple[Correction, ...]" = ()
    changed: bool = False
    """Something was said of the row that is shown."""

    def work(self) -> None:
        """Show row after row until they end or the person does."""
        try:
            for number, row in enumerate(self.rows, start=1):
                self._say(f"\n{number} of {len(self.rows)}")
                for line in described(row, colour=self.screen.isatty()):
                    self._say(line)
                self.changed = False
                while not self._answered(row):
                    pass
                self.seen += 1
        except _EndError:
            pass

    def summary(self) -> str:
        """The closing line."""
        left = len(self.rows) - self.seen
        made = "nothing written"
        if self.written:
            made = f"{counted(self.written, 'correction')} written to {self.output}"
        return f"{counted(self.seen, 'row')} seen, {left} left; {made}"

    def _answered(self, row: "Row") -> bool:
        """Take one answer on a row; whether the row is done with."""
        done = "go on" if self.changed else "right"
        key = self._ask(
            f"Enter {done}, p t d f c change, m o join part, x drop, s skip, u undo, q quit, "
            "? help: "
        )
        match key.casefold():
            case "":
                if not self.changed:
                    self._write(*self._of(row, "confirm"))
            case "p":
                return self._placed(row)
            case "t" | "d" | "f" | "c":
                action = _ACTIONS[key.casefold()]
                value = self._value(row, action)
                if value:
                    self._write(*self._of(row, action, value))
                return False  # there may be more to say of the row
            case "m":
                self._write(*self._joined(row))
                return False
            case "o":
                self._write(*self._parted(row))
                return False
            case "x":
                self._write(*self._of(row, "drop"))
            case "s":
                pass
            case "q":
                raise _EndError
            case "u":
                self._undo()
                return False
            case _:
                for name, meaning in KEYS.items():
                    self._say(f"  {name or 'Enter':5} {meaning}")
                return False
        return True

    def _placed(self, row: "Row") -> bool:
        value = self._value(row, "place")
        if not value:
            return False
        corrections = self._of(row, "place", value)
        name = _name_of(row)
        if name is not None:
            answer = self._ask(
                f"Enter this event; or wherever {plain(name)!r} is named: r in this report, s in "
                "all of this source, e everywhere: "
            )
            scope = _SCOPES.get(answer.casefold())
            if scope is not None:
                # A merged row has all its sources, and its sentence is of one.
                told = _tellings(row)
                own = (one for one in told if one.get("report_id") == row["report_id"])
                of_row = self._of_telling(next(own, told[0]), "place", value)
                corrections = (
                    replace(
                        of_row, event_id=None, sentence=None, trigger=None, name=name, scope=scope
                    ),
                )
        self._write(*corrections)
        return True

    def _joined(self, row: "Row") -> "tuple[Correction, ...]":
        """The row's event as one with another that the person names."""
        while event_id := self._ask("id of the other event (Enter for none): "):
            other = next((r for r in self.rows if r["event_id"] == event_id), None)
            if other is not None and other is not row:
                return (_with(self._of(row, "merge")[0], _tellings(other)[0]),)
            self._say(f"  no other event here has the id {plain(event_id)}")
        return ()

    def _parted(self, row: "Row") -> "tuple[Correction, ...]":
        """A report of the row that the person chooses, which tells of another event."""
        tellings = _tellings(row)
        if len(tellings) == 1:
            self._say("  only one report tells of it")
            return ()
        for number, one in enumerate(tellings, start=1):
            told = [plain(one[name]) for name in ("source", "title", "notes") if one.get(name)]
            self._say(f"  {number:3} {': '.join(told)}")
        while answer := self._ask("number of the report (Enter for none): "):
            if answer.isdecimal() and 1 <= int(answer) <= len(tellings):
                own = tellings.pop(int(answer) - 1)
                split = self._of_telling(own, "split")
                return tuple(_with(split, other) for other in tellings)
        return ()

    def _value(self, row: "Row", action: str) -> str | None:
        """A value of the right form; None where the person gives none after all."""
        from geo.corrections import values

        readers: dict[str, Callable[[str], object]] = {
            "place": lambda value: self.places.columns(value, row["iso3"]),
            "type": values.type_columns,
            "date": values.date_columns,
            "factuality": values.factuality_columns,
            "counts": lambda value: values.count_columns(value, row["counts"] or []),
        }
        while value := self._ask(f"{action} ({_FORMS[action]}; Enter for none): "):
            try:
                readers[action](value)
            except (CorrectionsError, ValueError) as error:
                self._say(f"  {plain(error)}")
            else:
                return value
        return None

    def _undo(self) -> None:
        from geo.corrections import append_correction, undoing

        if not self.last:
            self._say("  nothing to undo")
            return
        for correction in reversed(self.last):
            append_correction(undoing(correction), self.output)
        self._say(f"  undone: {plain(self.last[0])}")
        self.written += len(self.last)
        self.last = ()
        self.changed = False

    def _write(self, *corrections: "Correction") -> None:
        """Write what was said in one go; nothing where that is nothing."""
        from geo.corrections import append_correction

        if not corrections:
            return
        if corrections[0].action != "confirm":
            why = self._ask("why (Enter for none): ") or None
            corrections = tuple(replace(correction, why=why) for correction in corrections)
        for correction in corrections:
            append_correction(correction, self.output)
        self.last = corrections
        self.changed = True
        self.written += len(corrections)

    def _of(self, row: "Row", action: str, value: str | None = None) -> "tuple[Correction, ...]":
        """Corrections of an event: one for each report that tells of it."""
        return tuple(self._of_telling(one, action, value) for one in _tellings(row))

    def _of_telling(self, row: "Row", action: str, value: str | None = None) -> "Correction":
        from geo.corrections import Correction
        from geo.corrections.finding import sentence_of, trigger_of

        return Correction(
            action,
            value,
            event_id=row["event_id"],
            report_id=row.get("report_id"),
            source=row.get("source"),
            source_url=row.get("source_url"),
            sentence=sentence_of(row),
            trigger=trigger_of(row),
            who=self.who,
            when=date.today().isoformat(),
        )

    def _ask(self, prompt: str) -> str:
        self.screen.write(prompt)
        self.screen.flush()
        line = self.source.readline()
        if not line:
            self.screen.write("\n")
            raise _EndError
        return line.strip()

    def _say(self, text: str) -> None:
        self.screen.write(f"{text}\n")


def _tellings(row: "Row") -> "list[Row]":
    """What each report told, of a merged event; else the row itself."""
    sources = (row["evidence"] or {}).get("sources")
    told = [one for one in sources or () if isinstance(one, dict) and one.get("event_id")]
    heads: dict[str, Row] = {}
    for one in told:
        heads.setdefault(
            one.get("event_group") or one["event_id"], {"notes": None, "evidence": None} | one
        )
    return list(heads.values()) or [row]


def _with(correction: "Correction", other: "Row") -> "Correction":
    """A correction of an event and another."""
    from geo.corrections.finding import sentence_of

    return replace(
        correction,
        value=other["event_id"],
        with_report_id=other.get("report_id"),
        with_sentence=sentence_of(other),
    )


def described(row: "Row", *, colour: bool) -> Iterator[str]:
    """What a person needs to judge a row, in lines; a report's words can't drive the terminal."""
    sure = "?" if row["confidence"] is None else f"{row['confidence']:.0%}"
    kind = " / ".join(filter(None, (row["event_type"], row["sub_event_type"])))
    yield f"{plain(kind)}, {plain(row['factuality'] or 'reported')}, {sure} sure"
    days = [day for day in (row["event_date"], row["event_date_end"]) if day]
    yield f"  when   {' to '.join(dict.fromkeys(days)) or 'not known'}"
    around = [row[name] for name in ("location", "admin2", "admin1", "country") if row[name]]
    place = ", ".join(dict.fromkeys(map(plain, around)))
    point = "" if row["latitude"] is None else f" ({row['latitude']:.4f}, {row['longitude']:.4f})"
    place_id = f" {plain(row['place_id'])}" if row["place_id"] else ""
    yield f"  where  {place or 'not known'}{point}{place_id}"
    actors = [plain(row[name]) for name in ("actor1", "actor2") if row[name]]
    if actors:
        yield f"  who    {' -> '.join(actors)}"
    if row["counts"]:
        yield f"  counts {'; '.join(map(_count, row['counts']))}"
    told = [plain(row[name]) for name in ("title", "source", "report_id") if row[name]]
    yield f"  from   {' - '.join(told)}"
    sources = len(_tellings(row))
    yield f"  id     {plain(row['event_id'])}{f', of {sources} reports' if sources > 1 else ''}"
    yield f"  {_marked(row, _MARKS if colour else _PLAIN_MARKS)}"


def _marked(row: "Row", marks: dict[str, tuple[str, str]]) -> str:
    """The sentence with its event word and place names marked, each piece made safe by itself."""
    evidence = row["evidence"] or {}
    text, start = evidence.get("sentence_text"), evidence.get("sentence_start")
    if not isinstance(text, str) or not isinstance(start, int):
        return plain(row["notes"] or "(no sentence)")
    kinds: list[str | None] = [None] * len(text)
    for kind in ("location", "trigger"):
        for first, last in evidence.get(kind) or ():
            inside = range(max(0, first - start), min(len(text), last - start))
            for position in inside:
                kinds[position] = kind
    pieces, first = [], 0
    for position in range(1, len(text) + 1):
        if position == len(text) or kinds[position] != kinds[first]:
            before, after = marks.get(kinds[first] or "", ("", ""))
            pieces.append(f"{before}{_safe(text[first:position])}{after}")
            first = position
    return "".join(pieces)


def _safe(text: str) -> str:
    """A piece of a sentence made safe, with a space where it began or ended with one."""
    inner = plain(text)
    edges = [" " if text[:1].isspace() else "", " " if inner and text[-1:].isspace() else ""]
    return f"{edges[0]}{inner}{edges[1]}"


def _count(count: dict[str, Any]) -> str:
    low, high = count.get("low"), count.get("high")
    bounds = f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"
    return plain(f"{count.get('what')}={bounds}")


def _name_of(row: "Row") -> str | None:
    """The place name that says where it happened, as the text has it."""
    where = (link for link in row["places"] or () if link.get("role") == "where")
    found = [link for link in where if link.get("place_id") == row["place_id"]]
    return str(found[0]["text"]) if found else None
