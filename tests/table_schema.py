"""A check of CSV files against a Frictionless Table Schema, as its specification says."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

CASTS = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "array": lambda cell: _json(cell, list),
    "object": lambda cell: _json(cell, dict),
}


def _json(cell: str, kind: type) -> Any:
    value = json.loads(cell)
    if not isinstance(value, kind):
        raise ValueError(f"not a JSON {kind.__name__}")
    return value


def problems(path: Path, schema: dict[str, Any]) -> list[str]:
    """What is wrong with each cell, with its row from 1."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    fields = schema["fields"]
    if heading != [field["name"] for field in fields]:
        return [f"the heading is {heading}"]
    found = []
    for number, row in enumerate(rows, start=1):
        for field, cell in zip(fields, row, strict=True):
            if reason := _reason(field, cell, schema["missingValues"]):
                found.append(f"row {number}, {field['name']}: {cell!r} {reason}")
    key = heading.index(schema["primaryKey"])
    keys = [row[key] for row in rows]
    return found + [f"{one!r} is not unique" for one in sorted(set(keys)) if keys.count(one) > 1]


def _reason(field: dict[str, Any], cell: str, missing: list[str]) -> str | None:
    limits = field.get("constraints", {})
    if cell in missing:
        return "is required" if limits.get("required") else None
    try:
        value = CASTS[field["type"]](cell)
    except ValueError as error:
        return f"is no {field['type']} ({error})"
    if "minimum" in limits and value < limits["minimum"]:
        return f"is below {limits['minimum']}"
    if "maximum" in limits and value > limits["maximum"]:
        return f"is above {limits['maximum']}"
    if "enum" in limits and value not in limits["enum"]:
        return "is not among the values"
    return None
