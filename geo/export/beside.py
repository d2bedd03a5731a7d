"""What stands beside a file of a format that has no room for metadata."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.atomic import replacing
from geo.table.columns import EVENT_COLUMNS

_SIDECAR = "-metadata.json"
METADATA = "metadata"
"""Where the table that a reader gives has what its file says of itself, in `attrs`."""


def write_beside(path: str | Path, told: Mapping[str, Any]) -> None:
    """Write `<path>-metadata.json`, atomically."""
    text = json.dumps(dict(told), ensure_ascii=False, indent=1)
    with replacing(f"{path}{_SIDECAR}") as draft:
        draft.write_text(text + "\n", encoding="utf-8")


def read_beside(path: str | Path) -> Any:
    """What `<path>-metadata.json` says, None where there is none."""
    try:
        return json.loads(Path(f"{path}{_SIDECAR}").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def resource(path: str | Path, schema: Mapping[str, Any], name: str = "events") -> dict[str, Any]:
    """A CSV file as a Frictionless Data Resource; `schema` is its Table Schema."""
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": Path(path).name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": dict(schema),
    }


def meanings() -> dict[str, Any]:
    """What each column of the table of events means."""
    return {"columns": {column.name: column.meaning for column in EVENT_COLUMNS}}
