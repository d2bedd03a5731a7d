"""The table of events described for other programs: JSON Schema and Frictionless Table Schema.

Both are made from `EVENT_COLUMNS`, so that what is said of a column stands in one place.
"""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from geo.event_types import EVENT_TYPES
from geo.records import Factuality, Kind, Role, Usage
from geo.table.columns import EVENT_COLUMNS, Column

Described = dict[str, Any]
"""A description as JSON values."""

FORMS = ("table", "json-schema", "table-schema")
"""What a table can be described as; `table` is for people."""

VALUES: dict[str, tuple[str, ...]] = {
    "event_type": tuple(EVENT_TYPES),
    "factuality": get_args(Factuality),
}
"""The texts that a column of the table of events may hold, where there are few."""

KIND_WORDS = {
    "text": "text",
    "whole": "whole number",
    "real": "number",
    "day": "date",
    "json": "JSON",
    "geometry": "geometry",
}

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_JSON_TYPES = {"text": "string", "whole": "integer", "real": "number", "day": "string"}
_FIELD_TYPES = {"text": "string", "whole": "integer", "real": "number", "day": "date"}


def _record(**properties: Described) -> Described:
    """A JSON object that has exactly these members."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _maybe(kind: str, **more: Any) -> Described:
    return {"type": [kind, "null"], **more}


_OFFSET: Described = {"type": "integer", "minimum": 0}
_SPAN: Described = {"type": "array", "items": _OFFSET, "minItems": 2, "maxItems": 2}
_COUNT = _record(
    what={"type": "string"},
    low={"type": "integer", "minimum": 0},
    high=_maybe("integer", minimum=0),
    start=_maybe("integer", minimum=0),
    end=_maybe("integer", minimum=0),
)
_LINK = _record(
    start=_OFFSET,
    end=_OFFSET,
    text={"type": "string"},
    role={"enum": list(get_args(Role))},
    usage={"enum": list(get_args(Usage))},
    kind={"enum": list(get_args(Kind))},
    place_id=_maybe("string"),
    name=_maybe("string"),
    latitude=_maybe("number", minimum=-90, maximum=90),
    longitude=_maybe("number", minimum=-180, maximum=180),
    country_code=_maybe("string"),
    feature_code=_maybe("string"),
)
_IDENTITIES: Described = {
    "type": "array",
    "items": _record(role=_maybe("string"), country_code=_maybe("string")),
}
_EVIDENCE: Described = {
    "type": "object",
    "properties": {
        "sentence_text": {"type": "string"},
        "sentence_start": _OFFSET,
        "location_step": _maybe("string"),
        "telling": {"type": "array", "items": {"type": "string"}},
        "seen": _maybe("object"),
        "published": _maybe("string"),
        "sources": {"type": "array", "items": {"type": "object"}},
        "actors": _record(actor1=_IDENTITIES, actor2=_IDENTITIES),
        "confidence": {
            "type": "object",
            "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1},
        },
    },
    "additionalProperties": {"type": "array", "items": _SPAN},
}
_CHANGE = _record(
    action={"type": "string"},
    who=_maybe("string"),
    when=_maybe("string"),
    why=_maybe("string"),
    was={"type": "object"},
)
_JSON_SHAPES: dict[str, Described] = {
    "counts": {"type": ["array", "null"], "items": _COUNT},
    "places": {"type": ["array", "null"], "items": _LINK},
    "corrected": {"type": ["array", "null"], "items": _CHANGE},
    "evidence": {**_EVIDENCE, "type": ["object", "null"]},
}
"""What the JSON columns hold."""

_NEVER_NULL = frozenset({"event_id", "event_type"})


def rows(columns: Iterable[Column] = EVENT_COLUMNS) -> list[tuple[str, str, str | None, str]]:
    """Name, type, unit and meaning of each column, for people."""
    return [(c.name, KIND_WORDS[c.kind], c.unit, c.meaning) for c in columns]


def json_schema() -> Described:
    """JSON Schema (2020-12) of a GeoJSON file of events.

    `#/$defs/feature` is one of its features, which is a line of .geojsonl, and `#/$defs/event` the
    row of the table that is in its properties.
    """
    named = [column for column in EVENT_COLUMNS if column.kind != "geometry"]
    event = _record(**{column.name: _json_value(column) for column in named})
    (geometry,) = (column for column in EVENT_COLUMNS if column.kind == "geometry")
    feature = {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": {"type": ["object", "null"], "description": geometry.meaning},
            "properties": {"$ref": "#/$defs/event"},
        },
        "required": ["type", "id", "geometry", "properties"],
    }
    return {
        "$schema": _DIALECT,
        "title": "Dateline's table of events as GeoJSON",
        "type": "object",
        "properties": {
            "type": {"const": "FeatureCollection"},
            "metadata": {"type": "object", "description": "how the table was made"},
            "features": {"type": "array", "items": {"$ref": "#/$defs/feature"}},
        },
        "required": ["type", "features"],
        "$defs": {"event": event, "feature": feature},
    }


def row_schema(columns: Iterable[Column], title: str) -> Described:
    """JSON Schema (2020-12) of one row of a plain table, as an object by column."""
    row = _record(**{column.name: _json_value(column) for column in columns})
    return {"$schema": _DIALECT, "title": title, **row}


def table_schema(columns: Sequence[Column] = EVENT_COLUMNS, *, key: str = "event_id") -> Described:
    """Frictionless Table Schema of a table as CSV; `key` is the column that is unique."""
    return {
        "fields": [_field(column, key) for column in columns],
        "missingValues": [""],
        "primaryKey": key,
    }


def _json_value(column: Column) -> Described:
    if column.kind == "json":
        return {"description": column.meaning, **_JSON_SHAPES[column.name]}
    kind = _JSON_TYPES[column.kind]
    found: Described = {"description": _told(column)}
    found["type"] = kind if column.name in _NEVER_NULL else [kind, "null"]
    if column.kind == "day":
        found["format"] = "date"
    if values := _values(column):
        found["enum"] = [*values] if column.name in _NEVER_NULL else [*values, None]
    return found | _bounds(column)


def _field(column: Column, key: str) -> Described:
    if column.kind == "json":
        kind = "object" if column.name == "evidence" else "array"
    else:
        kind = _FIELD_TYPES.get(column.kind, "string")
    meaning = f"{column.meaning} (WKT)" if column.kind == "geometry" else _told(column)
    limits: Described = _bounds(column)
    if column.name == key:
        limits |= {"required": True, "unique": True}
    if values := _values(column):
        limits["enum"] = list(values)
    found: Described = {"name": column.name, "type": kind, "description": meaning}
    return {**found, "constraints": limits} if limits else found


def _values(column: Column) -> tuple[str, ...] | None:
    return VALUES.get(column.name) if column in EVENT_COLUMNS else None


def _bounds(column: Column) -> Described:
    bounds = {"minimum": column.least, "maximum": column.most}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def _told(column: Column) -> str:
    named = column.unit is None or column.unit in column.meaning
    return column.meaning if named else f"{column.meaning} ({column.unit})"
