"""Parsed reports as lines of JSON: the contract of `dateline parse`."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.records import Event, ParsedReport, ResolvedToponym, Span
from geo.table.columns import EVENT_COLUMNS, dump_json
from geo.table.redaction import without_text_row
from geo.table.rows import Row, event_rows, iso_day

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.place import Place


def parsed_line(
    parsed: ParsedReport,
    gazetteer: "Gazetteer",
    *,
    text: bool = True,
    rows: Iterable[Row] | None = None,
) -> str:
    """One report as one line of JSON, without the line break."""
    return dump_json(parsed_object(parsed, gazetteer, text=text, rows=rows))


def parsed_object(
    parsed: ParsedReport,
    gazetteer: "Gazetteer",
    *,
    text: bool = True,
    rows: Iterable[Row] | None = None,
) -> dict[str, Any]:
    """A report's place names and events as JSON values.

    An event has every column of the table (the geometry as GeoJSON), its `trigger`, and as
    `location_spans` the words that say where it happened, of its sentence or of a later one that
    tells of it again and names a finer place. One at several places is several objects of one
    `event_group`, each with the spans of all. Without `text` its titles and sentences are null.
    `rows` are those of its events where they were corrected.
    """
    report = parsed.report
    events = {event.event_id: event for event in parsed.events}
    rows = event_rows([parsed], gazetteer) if rows is None else rows
    return {
        "report_id": report.report_id,
        "title": report.title if text else None,
        "published": iso_day(report.published),
        "source": report.source,
        "url": report.url,
        "language": report.language,
        "toponyms": [_toponym(resolved) for resolved in parsed.toponyms],
        "events": [
            _event(row if text else without_text_row(row), events[row["event_group"]])
            for row in rows
        ],
    }


def _event(row: dict[str, Any], event: Event) -> dict[str, Any]:
    values = {column.name: row[column.name] for column in EVENT_COLUMNS}
    for name in ("event_date", "event_date_end"):
        if isinstance(values[name], date):
            values[name] = iso_day(values[name])
    point = values["geometry"]
    values["geometry"] = {"type": "Point", "coordinates": list(point)} if point else None
    trigger = event.trigger
    return {
        **values,
        "trigger": {
            "start": trigger.start,
            "end": trigger.end,
            "text": trigger.text,
            "probability": trigger.probability,
        },
        "location_spans": [_span(span) for span in event.evidence.get("where", ())],
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}


def _toponym(resolved: ResolvedToponym) -> dict[str, Any]:
    toponym, location = resolved.toponym, resolved.location
    found: dict[str, Any] = {
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "usage": toponym.usage,
        "kind": toponym.kind,
        "probability": toponym.probability,
        "place": _place(resolved.place) if resolved.place else None,
        "score": resolved.score,
        "candidates": [
            {**_place(candidate.place), "score": candidate.score}
            for candidate in resolved.candidates
        ],
    }
    if location and location.source != "named":
        found["source"] = location.source
    if location and location.relation:
        found["relation"] = {
            "words": location.relation,
            "latitude": location.latitude,
            "longitude": location.longitude,
            "radius_km": location.radius_km,
            "where_prec": location.where_prec,
        }
    if around := resolved.approximate:
        found["approximate"] = {
            "around": _place(around.place),
            "latitude": around.latitude,
            "longitude": around.longitude,
            "radius_km": around.radius_km,
            "where_prec": around.where_prec,
            "source": around.source,
        }
    return found


def _place(place: "Place") -> dict[str, Any]:
    return {
        "place_id": place.place_id,
        "geonameid": place.geonameid,
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country_code": place.country_code,
        "admin1_code": place.admin1_code,
        "feature_code": place.feature_code,
    }
