"""Compares parsed reports with the gold table of the examples (tests/gold/README.md)."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gazetteer.place import Place, distance_km
from geo.records import Event, EventDate, Location, ParsedReport, ResolvedToponym, Span

RIGHT_KM = 161.0
"""100 miles, the customary radius within which a place name counts as placed right."""
EVENT_KM = 50.0
"""An event's place may be this far off where it is known as exactly as in the gold."""

Row = dict[str, Any]
"""A line of the gold table, or one of its place names or events."""
Pair = tuple[Row, ParsedReport]


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, found and wanted: what precision, recall and F1 are made of."""

    right: int
    found: int
    wanted: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 where both are."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.found + other.found, self.wanted + other.wanted)


def load_gold(path: Path) -> list[Row]:
    """The lines of the gold table."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sha256(paths: Iterable[Path]) -> str:
    """One checksum of several files: of their names and contents, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def pair_up(gold: Sequence[Row], parsed: Sequence[ParsedReport]) -> list[Pair]:
    """Each line of the gold with the report that has its first paragraph.

    The offsets of the gold are carried over into the report's own text. Raises `ValueError` for a
    line whose report is missing, or lacks one of its paragraphs.
    """
    pairs = []
    for line in gold:
        first = line["text"].partition("\n\n")[0]
        report = next((found for found in parsed if first in found.report.text), None)
        if report is None:
            raise ValueError(
                f"{line['file']}: no report has the first paragraph of {line['report']}"
            )
        pairs.append((carried_over(line, report.report.text), report))
    return pairs


def carried_over(line: Row, text: str) -> Row:
    """The gold line with its offsets counted in `text`, found again paragraph by paragraph."""
    shift, at, position = [], 0, 0
    for paragraph in line["text"].split("\n\n"):
        found = text.find(paragraph, position)
        if found < 0:
            raise ValueError(f"{line['file']}: the text lacks the paragraph {paragraph[:60]!r}")
        shift.append((at, found - at))
        at, position = at + len(paragraph) + 2, found + len(paragraph)

    def moved(item: Row) -> Row:
        by = [by for start, by in shift if start <= item["start"]][-1]
        return {**item, "start": item["start"] + by, "end": item["end"] + by}

    events = [{**e, "mentions": [moved(m) for m in e["mentions"]]} for e in line["events"]]
    return {
        **line,
        "text": text,
        "toponyms": [moved(t) for t in line["toponyms"]],
        "events": events,
        "ignored": [moved(w) for w in line["ignored"]],
    }


# Place names


def score_toponyms(pairs: Iterable[Pair]) -> dict[str, float]:
    """Figures from 0 to 1 for place names, over all reports together.

    `overlap_f1`, `exact_f1`: found, with any shared character or with just the same span.
    `placed`: share of the found that are placed right. `usage`: share of the found with the right
    usage. `end_to_end_f1`: found and placed right, among names that have a place.
    """
    overlap = exact = end_to_end = Tally(0, 0, 0)
    placed: list[bool] = []
    usage: list[bool] = []
    for line, report in pairs:
        gold = [name for name in line["toponyms"] if not name.get("optional")]
        found = [name for name in report.toponyms if not _may_be_passed_over(name, line)]
        couples = _couples(gold, found)
        same = sum((g["start"], g["end"]) == _span(f) for g, f in couples)
        overlap += Tally(len(couples), len(found), len(gold))
        exact += Tally(same, len(found), len(gold))
        judged = [(g, is_placed_right(g, f.place)) for g, f in couples if _has_place(g)]
        # A name found in a river or a region, for which the gold has no place, is not judged.
        unjudged = [f for g, f in couples if not _has_place(g)]
        with_place = sum(f.place is not None and f not in unjudged for f in found)
        right = sum(ok for _, ok in judged)
        end_to_end += Tally(right, with_place, sum(map(_has_place, gold)))
        placed += [ok for _, ok in judged]
        usage += [g["usage"] == f.toponym.usage for g, f in couples]
    return {
        "overlap_f1": overlap.f1,
        "exact_f1": exact.f1,
        "placed": _share(placed),
        "usage": _share(usage),
        "end_to_end_f1": end_to_end.f1,
    }


def is_placed_right(gold: Row, place: Place | None, within_km: float = RIGHT_KM) -> bool:
    """Whether a place is the gold's: the same entry, or a point near enough to its point."""
    if place is None:
        return False
    if gold["geonameid"] is not None and gold["geonameid"] == place.geonameid:
        return True
    if gold["latitude"] is None or place.latitude is None or place.longitude is None:
        return False
    off = distance_km(gold["latitude"], gold["longitude"], place.latitude, place.longitude)
    return off <= within_km


def _may_be_passed_over(name: ResolvedToponym, line: Row) -> bool:
    """An optional name of the gold, such as a person's, that was not taken for a real place."""
    span = _span(name)
    wanted = any(_overlap(span, g) for g in line["toponyms"] if not g.get("optional"))
    optional = any(_overlap(span, g) for g in line["toponyms"] if g.get("optional"))
    return optional and not wanted and name.toponym.usage == "associative"


def _has_place(gold: Row) -> bool:
    return gold["geonameid"] is not None or gold["latitude"] is not None


def _couples(
    gold: Sequence[Row], found: Sequence[ResolvedToponym]
) -> list[tuple[Row, ResolvedToponym]]:
    """Gold and found names that overlap, one to one, those that share most letters first."""
    edges = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            shared = _overlap(_span(f), g)
            if shared:
                start, end = _span(f)
                edges.append((-shared / (g["end"] - g["start"] + end - start - shared), i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    couples = []
    for _, i, j in sorted(edges):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            couples.append((gold[i], found[j]))
    return couples


# Events


def score_events(pairs: Iterable[Pair]) -> dict[str, float]:
    """Figures from 0 to 1 for events, over all reports together.

    `trigger_f1`: events of the gold that were found. One that tells of the same event again is
    passed over, and counted in `repeats`: found events for each one that was met, 1 at best. The
    others are shares of the met events: `type`, `place`, `where_prec` (of those placed right),
    `country`, `date` (of those that the gold dates), `factuality`, `claimed_by`, `counts` (of
    those that have any).
    """
    trigger = Tally(0, 0, 0)
    met = told = 0
    marks: dict[str, list[bool]] = {name: [] for name in _MARKS}
    exactly: list[bool] = []
    for line, report in pairs:
        matched, spurious = match_events(line, report.events)
        scored = [(g, events) for g, events in matched if not g["optional"]]
        wanted = sum(not g["optional"] for g in line["events"])
        trigger += Tally(len(scored), len(scored) + len(spurious), wanted)
        met += len(scored)
        told += sum(len(events) for _, events in scored)
        for gold, events in scored:
            best = events[0]
            for name, mark in _MARKS.items():
                verdict = mark(gold, best)
                if verdict is not None:
                    marks[name].append(verdict)
            if is_well_placed(gold, best) and gold["places"]:
                precs = {p["where_prec"] for p in gold["places"]}
                exactly.append(any(loc.where_prec in precs for loc in best.locations))
    return {
        "trigger_f1": trigger.f1,
        "repeats": told / met if met else 0.0,
        **{name: _share(verdicts) for name, verdicts in marks.items()},
        "where_prec": _share(exactly),
    }


def rows_judged(line: Row, events: Sequence[Event]) -> list[tuple[Event, bool]]:
    """Each found event, and whether its type, place and day are all right.

    What the gold does not tell (a place, a day) can't be wrong; a spurious event is.
    """
    matched, spurious = match_events(line, events)
    judged = [(event, False) for event in spurious]
    for gold, found in matched:
        for event in found:
            marks = (_type(gold, event), is_well_placed(gold, event), _date(gold, event))
            judged.append((event, False not in marks))
    return judged


def match_events(
    line: Row, events: Sequence[Event]
) -> tuple[list[tuple[Row, list[Event]]], list[Event]]:
    """The gold's events that were met, each with its found ones, best first; and the spurious.

    A found event meets the gold's event whose mention its trigger overlaps, the clearest mention
    first; failing that, one of its own type with a mention in its sentence. One on a word that the
    gold ignores is neither.
    """
    meetings: dict[int, list[tuple[tuple[int, int, int], Event]]] = {}
    spurious = []
    for event in events:
        meeting = _meeting(line["events"], event)
        if meeting:
            rank, number = meeting
            right_type = event.event_type in _types(line["events"][number])
            key = (rank, not right_type, event.trigger.start)
            meetings.setdefault(number, []).append((key, event))
        elif not any(_overlap(_trigger(event), word) for word in line["ignored"]):
            spurious.append(event)
    matched = [
        (line["events"][number], [event for _, event in sorted(found, key=lambda pair: pair[0])])
        for number, found in sorted(meetings.items())
    ]
    return matched, spurious


def _meeting(gold: Sequence[Row], event: Event) -> tuple[int, int] | None:
    """Rank of the mention that is met (0: the clearest) and the number of the gold's event."""
    options = []
    for number, wanted in enumerate(gold):
        for rank, mention in enumerate(wanted["mentions"]):
            if _overlap(_trigger(event), mention):
                options.append((rank, number))
            elif event.event_type in _types(wanted) and _overlap(event.sentence, mention):
                options.append((len(wanted["mentions"]) + rank, number))
    direct = [(r, n) for r, n in options if r < len(gold[n]["mentions"])]
    return min(direct or options, default=None)


def _types(gold: Row) -> set[str]:
    return {gold["event_type"], *gold["also_types"]}


def _type(gold: Row, event: Event) -> bool:
    return event.event_type in _types(gold)


def is_well_placed(gold: Row, event: Event) -> bool:
    if not gold["places"]:
        return not event.locations
    return any(is_there(place, loc) for place in gold["places"] for loc in event.locations)


def is_there(gold: Row, location: Location) -> bool:
    """Whether a location is one of the gold's: its entry, or near its point and as exact."""
    place = location.place
    if gold["geonameid"] is None and gold["latitude"] is None:
        return gold["name"].casefold() == place.name.casefold()
    if gold["geonameid"] is not None and gold["geonameid"] == place.geonameid:
        return True
    if gold["latitude"] is None or gold["where_prec"] != location.where_prec:
        return False
    off = distance_km(gold["latitude"], gold["longitude"], location.latitude, location.longitude)
    return off <= EVENT_KM


def _country(gold: Row, event: Event) -> bool | None:
    if gold["country"] is None:
        return None
    return any(loc.place.country_code == gold["country"] for loc in event.locations)


def _date(gold: Row, event: Event) -> bool | None:
    return None if gold["first"] is None else is_dated_right(gold, event.date)


def is_dated_right(gold: Row, found: EventDate | None) -> bool:
    """Whether both days are those of the gold; if it is approximate, whether any is shared."""
    if found is None:
        return False
    first, last = date.fromisoformat(gold["first"]), date.fromisoformat(gold["last"])
    if gold["approximate"]:
        return found.first <= last and first <= found.last
    return (found.first, found.last) == (first, last)


def _factuality(gold: Row, event: Event) -> bool:
    return gold["factuality"] == event.factuality


def _claimed_by(gold: Row, event: Event) -> bool:
    if gold["claimed_by"] is None or event.claimed_by is None:
        return gold["claimed_by"] is None and event.claimed_by is None
    return bool(_words(gold["claimed_by"]) & _words(event.claimed_by.text))


def _counts(gold: Row, event: Event) -> bool | None:
    if not gold["counts"]:
        return None
    found = {(count.what, count.low, count.high) for count in event.counts}
    # "Up to 19" has no lower bound, which a count that must have one writes as 0.
    return all(
        (what, low, high) in found or (low is None and (what, 0, high) in found)
        for what, (low, high) in gold["counts"].items()
    )


_MARKS: dict[str, Callable[[Row, Event], bool | None]] = {
    "type": _type,
    "place": is_well_placed,
    "country": _country,
    "date": _date,
    "factuality": _factuality,
    "claimed_by": _claimed_by,
    "counts": _counts,
}


def _words(text: str) -> set[str]:
    return {word.strip(".,'’\"").casefold() for word in text.split()} - {"the", "a", "an", "of"}


def _span(name: ResolvedToponym) -> Span:
    return name.toponym.start, name.toponym.end


def _trigger(event: Event) -> Span:
    return event.trigger.start, event.trigger.end


def _overlap(span: Span, item: Row) -> int:
    """Characters that the two share."""
    return max(0, min(span[1], item["end"]) - max(span[0], item["start"]))


def _share(verdicts: Sequence[bool]) -> float:
    return sum(verdicts) / len(verdicts) if verdicts else 0.0
