"""Corrections put into a table of events."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point

from geo.corrections.finding import Row, report_keys
from geo.corrections.naming import renamed
from geo.corrections.outcome import Outcome
from geo.corrections.record import Correction, standing
from geo.corrections.retold import OF_PAIRS
from geo.corrections.values import PlaceReader
from geo.corrections.work import Work, absent, meaning_of
from geo.errors import CorrectionsError
from geo.merge import TakenApart, take_apart
from geo.records import ParsedReport
from geo.table.columns import EVENT_COLUMNS
from geo.table.frame import conform, rows_frame
from geo.table.rows import event_rows, iso_day
from geo.table.values import plain_rows

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_NAMES = [column.name for column in EVENT_COLUMNS if column.kind != "geometry"]


def correct(
    frame: gpd.GeoDataFrame,
    corrections: Iterable[Correction],
    *,
    gazetteer: "Gazetteer | None" = None,
    parsed: Sequence[ParsedReport] = (),
) -> tuple[gpd.GeoDataFrame, Outcome]:
    """A table of events with corrections, and what became of them; `frame` is not changed.

    Of several corrections of one thing the last holds. They are of tellings: what is merged is
    taken apart, corrected, and put together again as it was, but where people merge and split.
    `parsed` are the reports that the table was made of, where they are at hand: their names say
    more of where an event was placed from. A row that a person spoke of tells it in
    `corrected`, also where it was so already; one whose value was set back tells nothing.
    """
    given = list(corrections)
    outcome = Outcome()
    if not given:
        return frame, outcome
    if gazetteer is None:
        from gazetteer import open_gazetteer

        gazetteer = open_gazetteer()
    apart = take_apart(conform(frame))
    held = _standing(given, outcome)
    rows = plain_table(apart.frame)
    work = Work(rows, PlaceReader(gazetteer), parsed, outcome, apart.tellings())
    work.apply(held)
    outcome.dropped += len(work.dropped)
    return _put_together(apart, work.changed(), work.dropped), outcome


class ReportCorrector:
    """Corrects parsed reports one by one, as they come, and keeps account of the corrections."""

    def __init__(self, corrections: Iterable[Correction], gazetteer: "Gazetteer") -> None:
        self.outcome = Outcome()
        self._gazetteer = gazetteer
        self._places = PlaceReader(gazetteer)
        self._of_names: list[Correction] = []
        self._of_events: dict[str, list[Correction]] = defaultdict(list)
        for correction in _standing(corrections, self.outcome):
            self.outcome.note(correction, absent(correction))
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
        work = Work(rows, self._places, [report], self.outcome)
        work.apply(held)
        self.outcome.dropped += len(work.dropped)
        named = corrected_reports([report], self._of_names, self._gazetteer, self._places)[0]
        changed = work.changed()
        if any(correction.action in ("merge", "split") for correction in held):
            return named, plain_table(
                _put_together(take_apart(rows_frame(rows)), changed, work.dropped)
            )
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
                meaning = meaning_of(correction, places)
            except CorrectionsError:
                continue  # told where the rows are corrected
            reports = [renamed(report, correction, meaning) for report in reports]
    return reports


def _standing(corrections: Iterable[Correction], outcome: Outcome) -> list[Correction]:
    """Those that hold, names first: what is said of one event is more than what is of all.

    Then what parts and joins events, so that the rest is said of the same events in a second run.
    """
    held, idle = standing(corrections)
    for undo in idle:
        outcome.note(undo, "there is nothing before it to undo")
    return sorted(held, key=lambda c: (c.name is None, c.action not in OF_PAIRS))


def _put_together(
    apart: TakenApart, changed: dict[int, Row], dropped: set[int]
) -> gpd.GeoDataFrame:
    events = {int(apart.event[position]) for position in (*changed, *dropped)}
    rows = _with_rows(apart.frame, changed, dropped)
    return apart.put_together(rows, np.delete(apart.event, list(dropped)), events)


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
