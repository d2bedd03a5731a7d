"""Rows of events while they are corrected."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gazetteer.errors import CoordinateError
from gazetteer.names import fold
from geo.corrections.finding import EventFinder, Row, report_keys
from geo.corrections.naming import (
    Meaning,
    ReportNames,
    in_scope,
    is_said_of,
    with_meaning,
    with_sure_place,
)
from geo.corrections.outcome import ELSEWHERE, UNKNOWN, UNPLACED, Outcome
from geo.corrections.record import Correction
from geo.corrections.retold import OF_PAIRS, Retold
from geo.corrections.values import (
    Columns,
    PlaceReader,
    count_columns,
    date_columns,
    factuality_columns,
    type_columns,
)
from geo.errors import CorrectionsError
from geo.merge.people import ALL, APART_FROM, SAME_AS
from geo.records import ParsedReport

SURE = 1.0
"""The confidence in a row that a person has corrected or confirmed."""

_OF_EVENT: dict[str, Callable[[str], Columns]] = {
    "type": type_columns,
    "date": date_columns,
    "factuality": factuality_columns,
}
"""What changes every row of an event alike."""
_UNTOLD = frozenset({"geometry", "evidence"})
"""Columns whose values before are not told: the place's other columns and the action say it."""
_WITHOUT_COLUMNS = OF_PAIRS | {"confirm"}
"""Actions that are told though they change no column of their own."""
_CONFIRMING = frozenset({"confirm", "place", "counts", *_OF_EVENT})
"""Actions that say of an event what is right, also where it is so already."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person said of a row."""

    correction: Correction
    columns: Columns
    """What is right."""
    was: Columns
    """Those of its columns that were otherwise, as they were."""


def absent(correction: Correction) -> str:
    """Why a correction whose event is in no report here is not applied."""
    keys = report_keys(correction.report_id, correction.source_url)
    return ELSEWHERE if keys or correction.name is not None else UNKNOWN


class Work:
    """Rows being corrected, and what each was before."""

    def __init__(
        self,
        rows: Sequence[Row],
        places: PlaceReader,
        parsed: Sequence[ParsedReport],
        outcome: Outcome,
        merged: Mapping[str, Sequence[tuple[str, tuple[int, ...]]]] | None = None,
    ) -> None:
        """`merged` has for each merged event, by its id, its tellings and their rows."""
        self.dropped: set[int] = set()
        self._before = rows
        self._rows = [dict(row) for row in rows]
        self._said: dict[int, list[_Said]] = {}
        self._places = places
        self._names = ReportNames(rows, parsed)
        self._finder = EventFinder(rows, [p.report.report_id for p in parsed])
        self._outcome = outcome
        self._retold = Retold(rows, merged or {})
        self._to_drop: set[int] = set()
        self._moved_by_name: set[int] = set()

    def apply(self, corrections: Iterable[Correction]) -> None:
        """Put corrections into the rows, in their order."""
        held = list(corrections)
        # What is said of an event that is dropped says nothing of another: in a second run it is
        # not there any more.
        self._to_drop = {
            position
            for correction in held
            if correction.action == "drop"
            for position in self._finder.find(correction).positions
        }
        superseded = self._superseded(held)
        for number, correction in enumerate(held):
            if number in superseded:
                self._outcome.note(correction, None)
                continue
            try:
                fate = (
                    self._event(correction) if correction.name is None else self._rename(correction)
                )
            except (CorrectionsError, CoordinateError) as error:
                fate = str(error)
            self._outcome.note(correction, fate)
        self._outcome.reaching.extend(self._retold.notes())

    def _superseded(self, held: Sequence[Correction]) -> set[int]:
        """Those of two events of which a later one says something else: the last word holds, and a
        second run, in which that has been said, must find nothing to take back."""
        said: dict[frozenset[tuple[int, ...]], int] = {}
        superseded = set()
        for number, correction in enumerate(held):
            if correction.action not in OF_PAIRS:
                continue
            found = self._finder.find(correction).positions
            other = self._finder.find_other(correction).positions
            if not found or not other or found == other:
                continue
            pair = frozenset({tuple(found), tuple(other)})
            if pair in said:
                superseded.add(said[pair])
            said[pair] = number
        return superseded

    def _event(self, correction: Correction) -> str | None:
        """Correct an event; why it can't be, or None."""
        found = self._finder.find(correction)
        if correction.action in OF_PAIRS:
            other = self._finder.find_other(correction)
            if correction.with_report_id and not other.positions and not other.report_known:
                return ELSEWHERE
            if any(f.positions and self._to_drop.issuperset(f.positions) for f in (found, other)):
                return None
        if found.positions:
            for positions in self._retold.tellings(correction, found.positions):
                for position, columns in self._changes(correction, positions):
                    self._put(position, correction, columns)
                self._retold.put(correction, positions)
            return None
        if found.twice:
            return "several events of the report have these words"
        return "the report has no such event any more" if found.report_known else absent(correction)

    def _changes(
        self, correction: Correction, positions: Sequence[int]
    ) -> list[tuple[int, Columns]]:
        """The columns that each row gets."""
        value, action = correction.value or "", correction.action
        first = positions[0]
        group = self._group(first)
        match action:
            case "drop":
                self.dropped.update(positions)
                return []
            case "confirm":
                return [(position, {}) for position in positions]
            case "place":
                # An event's places are its rows: the id of the event is that of the first.
                return [(first, self._places.columns(value, self._rows[first]["iso3"]))]
            case "counts":
                head = group[0]
                return [(head, count_columns(value, self._rows[head]["counts"] or []))]
            case "merge":
                return self._joined(correction, group)
            case "split":
                return self._parted(correction, positions, group)
        columns = _OF_EVENT[action](value)
        return [(position, columns) for position in group]

    def _joined(self, correction: Correction, group: Sequence[int]) -> list[tuple[int, Columns]]:
        """The event and another as one, whatever was said of the two before."""
        found = self._finder.find_other(correction)
        if not found.positions:
            raise CorrectionsError(f"there is no event {correction.value!r} to merge it with")
        other = self._group(found.positions[0])
        if other == group:
            raise CorrectionsError("an event can't be merged with itself")
        merged = (self._rows[group[0]]["evidence"] or {}).get(SAME_AS, ())
        if self._parted_from(found.positions[0]) & set(merged):
            return []  # said of the event that the row was of before it became one
        own_name, other_name = (self._rows[rows[0]]["event_group"] for rows in (group, other))
        return [
            *self._marked(group, add={SAME_AS: other_name}, remove={APART_FROM: (other_name, ALL)}),
            *self._marked(other, remove={APART_FROM: (own_name, ALL)}),
        ]

    def _parted(
        self, correction: Correction, positions: Sequence[int], group: Sequence[int]
    ) -> list[tuple[int, Columns]]:
        """The event and another as two; without another, an event that no other is."""
        first, head = positions[0], self._rows[group[0]]["event_group"]
        other = self._other_of_split(correction, group)
        if other is not None and other != group:
            name = self._rows[other[0]]["event_group"]
            return [
                *self._marked(group, add={APART_FROM: name}, remove={SAME_AS: (name,)}),
                *self._marked(other, remove={SAME_AS: (head,)}),
            ]
        if len(positions) == 1 and first != group[0]:
            # A row of an event at several places becomes an event.
            self._put(first, correction, {"event_group": self._rows[first]["event_id"]})
            return self._marked([first], add={APART_FROM: head})
        if other is None:
            if self._parted_from(first):
                return []  # a row that became an event before
            for parent in self._parted_from(first, SAME_AS):
                # The same, joined again since.
                return self._marked(group, add={APART_FROM: parent}, remove={SAME_AS: (parent,)})
            return self._marked(group, add={APART_FROM: ALL})
        raise CorrectionsError(
            "an event is split from itself by the id of the row that is another, such as <id>-2"
        )

    def _parted_from(self, position: int, mark: str = APART_FROM) -> set[str]:
        """The event that a row was of before it became one of its own, where that is marked so."""
        row = self._rows[position]
        parent = str(row["event_id"]).rpartition("-")[0]
        return {parent} & set((row["evidence"] or {}).get(mark, ()))

    def _other_of_split(self, correction: Correction, group: Sequence[int]) -> list[int] | None:
        if correction.value is None:
            return None
        found = self._finder.find_other(correction).positions
        if not found:
            raise CorrectionsError(f"there is no event {correction.value!r} to split it from")
        return self._group(found[0])

    def _marked(
        self,
        positions: Sequence[int],
        *,
        add: dict[str, str] | None = None,
        remove: dict[str, Sequence[str]] | None = None,
    ) -> list[tuple[int, Columns]]:
        """The evidence of rows with the names of other events that people said something of."""
        changes: list[tuple[int, Columns]] = []
        for position in positions:
            before = self._rows[position]["evidence"] or {}
            evidence = dict(before)
            for mark in (SAME_AS, APART_FROM):
                names = set(evidence.pop(mark, ())) - set((remove or {}).get(mark, ()))
                names |= {add[mark]} if add and mark in add else set()
                if names:
                    evidence[mark] = sorted(names)
            changes += [(position, {"evidence": evidence})] if evidence != before else []
        return changes

    def _group(self, position: int) -> list[int]:
        """The rows of the event that a row is of by now."""
        group = self._rows[position]["event_group"]
        rows = [p for p, row in enumerate(self._rows) if row["event_group"] == group]
        # The row that the others are numbered after has the numbers of people.
        return sorted(rows, key=lambda p: (self._rows[p]["event_id"] != group, p))

    def _rename(self, correction: Correction) -> str | None:
        """Give a name its place; why it can't be given, or None."""
        meaning = meaning_of(correction, self._places)
        reports = self._finder.reports_of(correction)
        known = said = False
        for position, row in enumerate(self._rows):
            if not in_scope(correction, row, reports):
                continue
            had = self._names.places(row, meaning.name)
            if not had:
                continue
            known = True
            changed = with_meaning(row, meaning, self._names, self._places)
            before = dict(row)
            columns = {name: value for name, value in changed.items() if value != row[name]}
            if columns:
                self._put(position, correction, columns)
            # The map shows what any name of the report means, whatever the event's place.
            moved = set(columns) - {"places"}
            if moved:
                self._moved_by_name.add(position)
            said = said or bool(moved) or had != {None} or is_said_of(before, meaning)
        if known:
            return None if said else UNPLACED
        gone = correction.scope == "report" and reports
        return "the report has no such name any more" if gone else ELSEWHERE

    def _put(self, position: int, correction: Correction, columns: Columns) -> None:
        row = self._rows[position]
        was = {name: row[name] for name, value in columns.items() if row[name] != value}
        row.update(columns)
        if was or (correction.action in _CONFIRMING and correction.name is None):
            self._said.setdefault(position, []).append(_Said(correction, columns, was))

    def changed(self) -> dict[int, Row]:
        """The rows that are no more as they were, by position, with what was said of them."""
        found = {}
        for position, said in self._said.items():
            row, before = self._rows[position], self._before[position]
            told = list(before["corrected"] or [])
            for one in said:
                entry = _entry(one, row, before)
                if entry is not None and not _is_told(entry, told):
                    told.append(entry)
            changed = any(row[name] != before[name] for name in row)
            if (changed or told != (before["corrected"] or [])) and position not in self.dropped:
                row["corrected"] = told or None
                if any(one.correction.name is None for one in said):
                    row["confidence"] = SURE
                elif position in self._moved_by_name:
                    row.update(with_sure_place(row))
                found[position] = row
        return found


def _entry(said: _Said, row: Row, before: Row) -> Row | None:
    """What the column `corrected` says of a correction; None where what it changed is in the end as
    it was, and where another word holds."""
    correction = said.correction
    differing = {
        name: before[name] for name in said.was if name not in _UNTOLD and row[name] != before[name]
    }
    was_right = not said.was and all(row[name] == value for name, value in said.columns.items())
    if not (differing or was_right or correction.action in _WITHOUT_COLUMNS):
        return None
    return {
        "action": correction.action,
        "who": correction.who,
        "when": correction.when,
        "why": correction.why,
        "was": differing,
    }


def _is_told(entry: Row, told: Sequence[Row]) -> bool:
    """Whether it is said already; in a second run what was changed in the first is as it should
    be, and that is no word more."""
    if entry["was"]:
        return entry in told
    return any({**one, "was": {}} == entry for one in told)


def meaning_of(correction: Correction, places: PlaceReader) -> Meaning:
    """The place that a correction gives a name. Raises `CorrectionsError` for one there is not."""
    value = correction.value or ""
    return Meaning(fold(correction.name or ""), places.place(value), places.columns(value))
