"""Corrections put into a table of events."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from gazetteer.errors import CoordinateError
from gazetteer.names import fold
from geo.columns import EVENT_COLUMNS
from geo.corrections.finding import EventFinder, Row, report_keys
from geo.corrections.naming import Meaning, ReportNames, in_scope, renamed, with_meaning
from geo.corrections.record import Correction, standing
from geo.corrections.values import (
    Columns,
    PlaceReader,
    count_columns,
    date_columns,
    factuality_columns,
    type_columns,
)
from geo.errors import CorrectionsError
from geo.export.geojson import plain_rows
from geo.frame import conform
from geo.records import ParsedReport
from geo.rows import event_rows, iso_day

if TYPE_CHECKING:
    from gazetteer import Gazetteer

SURE = 1.0
"""The confidence in a row that a person has corrected or confirmed."""

_NAMES = [column.name for column in EVENT_COLUMNS if column.kind != "geometry"]
_OF_EVENT: dict[str, Callable[[str], Columns]] = {
    "type": type_columns,
    "date": date_columns,
    "factuality": factuality_columns,
}
"""What changes every row of an event alike."""


@dataclass(slots=True)
class Outcome:
    """What became of corrections."""

    dropped: int = 0
    """Rows that were dropped."""
    _fates: dict[Correction, str | None] = field(default_factory=dict)

    def applied(self) -> int:
        """How many are in the table, also where it was so already."""
        return sum(fate is None for fate in self._fates.values())

    def elsewhere(self) -> int:
        """How many are of reports that are not in the table."""
        return sum(fate == _ELSEWHERE for fate in self._fates.values())

    def stale(self) -> list[tuple[Correction, str]]:
        """Those that no longer apply, or can't, and why."""
        return [(c, fate) for c, fate in self._fates.items() if fate and fate != _ELSEWHERE]

    def note(self, correction: Correction, fate: str | None) -> None:
        """Say what became of one; that it was applied somewhere counts most."""
        known = self._fates.get(correction, _ELSEWHERE)
        if known == _ELSEWHERE or fate is None:
            self._fates[correction] = fate


_NO_NUMBERS: Columns = {"counts": [], "fatalities_low": None, "fatalities_high": None}
_NUMBERS = tuple(_NO_NUMBERS)
_ELSEWHERE = "the report is not here"


def correct(
    frame: gpd.GeoDataFrame,
    corrections: Iterable[Correction],
    *,
    gazetteer: "Gazetteer | None" = None,
    parsed: Sequence[ParsedReport] = (),
) -> tuple[gpd.GeoDataFrame, Outcome]:
    """A table of events with corrections, and what became of them; `frame` is not changed.

    Of several corrections of one thing the last holds. `parsed` are the reports that the table was
    made of, where they are at hand: their names say more of where an event was placed from. A row
    that was changed tells it in `corrected`; one that is in the end as it was tells nothing.
    """
    given = list(corrections)
    outcome = Outcome()
    if not given:
        return frame, outcome
    if gazetteer is None:
        from gazetteer import open_gazetteer

        gazetteer = open_gazetteer()
    table = conform(frame)
    held = _standing(given, outcome)
    work = _Work(plain_table(table), PlaceReader(gazetteer), parsed, outcome)
    work.apply(held)
    return _with_rows(table, work.changed(), work.dropped), outcome


class ReportCorrector:
    """Corrects parsed reports one by one, as they come, and keeps account of the corrections."""

    def __init__(self, corrections: Iterable[Correction], gazetteer: "Gazetteer") -> None:
        self.outcome = Outcome()
        self._gazetteer = gazetteer
        self._places = PlaceReader(gazetteer)
        self._of_names: list[Correction] = []
        self._of_events: dict[str, list[Correction]] = defaultdict(list)
        for correction in _standing(corrections, self.outcome):
            self.outcome.note(correction, _ELSEWHERE)
            if correction.name is not None:
                self._of_names.append(correction)
            keys = report_keys(correction.report_id, correction.source_url)
            for key in keys or [f"event {correction.event_id}"]:
                self._of_events[key].append(correction)

    def apply(self, report: ParsedReport) -> tuple[ParsedReport, list[Row]]:
        """The report with its names as people say, and the corrected rows of its events."""
        rows = [_iso_row(row) for row in event_rows([report], self._gazetteer)]
        keys = report_keys(report.report.report_id, report.report.url)
        keys += [f"event {row['event_id']}" for row in rows]
        about = dict.fromkeys(c for key in keys for c in self._of_events.get(key, ()))
        held = [*self._of_names, *(c for c in about if c.name is None)]
        if not held:
            return report, rows
        work = _Work(rows, self._places, [report], self.outcome)
        work.apply(held)
        changed = work.changed()
        self.outcome.dropped += len(work.dropped)
        named = corrected_reports([report], self._of_names, self._gazetteer, self._places)[0]
        return named, [
            changed.get(position, row)
            for position, row in enumerate(rows)
            if position not in work.dropped
        ]


def corrected_reports(
    parsed: Iterable[ParsedReport],
    corrections: Iterable[Correction],
    gazetteer: "Gazetteer",
    places: PlaceReader | None = None,
) -> list[ParsedReport]:
    """Parsed reports whose names mean what corrections say; their events are not changed."""
    reports = list(parsed)
    places = places or PlaceReader(gazetteer)
    held, _ = standing(corrections)
    for correction in held:
        if correction.name is not None:
            try:
                meaning = _meaning(correction, places)
            except CorrectionsError:
                continue  # told where the rows are corrected
            reports = [renamed(report, correction, meaning) for report in reports]
    return reports


def _standing(corrections: Iterable[Correction], outcome: Outcome) -> list[Correction]:
    """Those that hold, names first: what is said of one event is more than what is of all."""
    held, idle = standing(corrections)
    for undo in idle:
        outcome.note(undo, "there is nothing before it to undo")
    return sorted(held, key=lambda c: c.name is None)


class _Work:
    """Rows being corrected, and what each was before."""

    def __init__(
        self,
        rows: Sequence[Row],
        places: PlaceReader,
        parsed: Sequence[ParsedReport],
        outcome: Outcome,
    ) -> None:
        self.dropped: set[int] = set()
        self._before = rows
        self._rows = [dict(row) for row in rows]
        self._said: dict[int, list[tuple[Correction, Columns]]] = {}
        self._places = places
        self._names = ReportNames(rows, parsed)
        self._finder = EventFinder(rows, [p.report.report_id for p in parsed])
        self._outcome = outcome

    def apply(self, corrections: Iterable[Correction]) -> None:
        """Put corrections into the rows, in their order."""
        for correction in corrections:
            try:
                fate = (
                    self._event(correction) if correction.name is None else self._rename(correction)
                )
            except (CorrectionsError, CoordinateError) as error:
                fate = str(error)
            self._outcome.note(correction, fate)

    def _event(self, correction: Correction) -> str | None:
        """Correct an event; why it can't be, or None."""
        found = self._finder.find(correction)
        if found.positions:
            for position, columns in self._changes(correction, found.positions):
                self._put(position, correction, columns)
            return None
        if found.twice:
            return "several events of the report have these words"
        return "the report has no such event any more" if found.report_known else _ELSEWHERE

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
                return [(first, self._places.columns(value))]
            case "counts":
                head = group[0]
                return [(head, count_columns(value, self._rows[head]["counts"] or []))]
            case "merge":
                return self._merged(correction, group)
            case "split":
                return [(first, self._split(correction, group))]
        columns = _OF_EVENT[action](value)
        return [(position, columns) for position in group]

    def _merged(self, correction: Correction, group: Sequence[int]) -> list[tuple[int, Columns]]:
        """Rows of an event as rows of another: one group, whose numbers stand in it once."""
        found = self._finder.find_other(correction).positions
        if not found:
            raise CorrectionsError(f"there is no event {correction.value!r} to merge it with")
        other = self._group(found[0])
        if other == group:
            raise CorrectionsError("an event can't be merged with itself")
        whole = [*other, *group]
        reports = len({self._rows[position]["report_id"] for position in whole})
        head, mine = self._rows[other[0]], self._rows[group[0]]
        numbers = {name: mine[name] for name in _NUMBERS}
        changes: list[tuple[int, Columns]] = [(p, {"n_sources": reports}) for p in whole]
        changes += [(p, {"event_group": head["event_group"]}) for p in group]
        if not head["counts"]:
            changes.append((other[0], numbers))
        return [*changes, (group[0], _NO_NUMBERS)]

    def _split(self, correction: Correction, group: Sequence[int]) -> Columns:
        """A row as an event of its own."""
        if len(group) == 1 or correction.event_id == self._rows[group[0]]["event_id"]:
            raise CorrectionsError(
                "an event is split by the id of the row that is another event, such as <id>-2"
            )
        return {"event_group": correction.event_id}

    def _group(self, position: int) -> list[int]:
        """The rows of the event that a row is of by now."""
        group = self._rows[position]["event_group"]
        rows = [p for p, row in enumerate(self._rows) if row["event_group"] == group]
        # The row that the others are numbered after has the numbers of people.
        return sorted(rows, key=lambda p: (self._rows[p]["event_id"] != group, p))

    def _rename(self, correction: Correction) -> str | None:
        """Give a name its place; why it can't be given, or None."""
        meaning = _meaning(correction, self._places)
        reports = self._finder.reports_of(correction)
        known = False
        for position, row in enumerate(self._rows):
            if not in_scope(correction, row, reports):
                continue
            if not self._names.places(row, meaning.name):
                continue
            known = True
            changed = with_meaning(row, meaning, self._names, self._places)
            columns = {name: value for name, value in changed.items() if value != row[name]}
            if columns:
                self._put(position, correction, columns)
        if known:
            return None
        gone = correction.scope == "report" and reports
        return "the report has no such name any more" if gone else _ELSEWHERE

    def _put(self, position: int, correction: Correction, columns: Columns) -> None:
        row = self._rows[position]
        was = {name: row[name] for name, value in columns.items() if row[name] != value}
        row.update(columns)
        if was or correction.action == "confirm":
            self._said.setdefault(position, []).append((correction, was))

    def changed(self) -> dict[int, Row]:
        """The rows that are no more as they were, by position, with what was said of them."""
        found = {}
        for position, said in self._said.items():
            row, before = self._rows[position], self._before[position]
            told = [
                entry
                for correction, was in said
                if (entry := _entry(correction, was, row, before)) is not None
            ]
            if told and position not in self.dropped:
                row["corrected"] = [*(before["corrected"] or []), *told]
                if any(correction.name is None for correction, _ in said):
                    row["confidence"] = SURE
                found[position] = row
        return found


def _with_rows(
    table: gpd.GeoDataFrame, changed: dict[int, Row], dropped: set[int]
) -> gpd.GeoDataFrame:
    """The table with some rows in the place of its own, and without others."""
    kept = table.drop(index=[*changed, *dropped])
    if changed:
        rows = pd.DataFrame([_with_point(row) for row in changed.values()], dtype=object)
        fresh = conform(rows).set_axis(list(changed))
        kept = gpd.GeoDataFrame(pd.concat([kept, fresh] if len(kept) else [fresh]))
    in_order: gpd.GeoDataFrame = kept.sort_index().reset_index(drop=True)
    return in_order


def _entry(correction: Correction, was: Columns, row: Row, before: Row) -> Row | None:
    """What the column `corrected` says of a correction; None where in the end nothing differs."""
    differing = {
        name: before[name] for name in was if name != "geometry" and row[name] != before[name]
    }
    if not differing and correction.action != "confirm":
        return None
    return {
        "action": correction.action,
        "who": correction.who,
        "when": correction.when,
        "why": correction.why,
        "was": differing,
    }


def _meaning(correction: Correction, places: PlaceReader) -> Meaning:
    value = correction.value or ""
    return Meaning(fold(correction.name or ""), places.place(value), places.columns(value))


def plain_table(frame: gpd.GeoDataFrame) -> list[Row]:
    """The rows of a table as plain values by column; a point is (longitude, latitude)."""
    points = [
        (shape.x, shape.y) if shape is not None and shape.geom_type == "Point" else shape
        for shape in frame.geometry
    ]
    return [
        {**dict(zip(_NAMES, values, strict=True)), "geometry": point}
        for values, point in zip(plain_rows(frame, json_as=json.loads), points, strict=True)
    ]


def _iso_row(row: Row) -> Row:
    return {**row, **{name: iso_day(row[name]) for name in ("event_date", "event_date_end")}}


def _with_point(row: Row) -> Row:
    point = row["geometry"]
    return {**row, "geometry": Point(point) if isinstance(point, tuple) else point}
