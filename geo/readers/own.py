"""Dateline's own outputs, known by what they hold, so that they are not read as reports."""

import json
import re
from pathlib import Path

from geo.readers.table_rows import delimiter_of

_HEAD_BYTES = 1 << 16
_TABLE_COLUMNS = {"event_id", "event_type"}
_HEADING = b"event_id,event_group,event_date,"
_GENERATOR = re.compile(rb'"generator"\s*:\s*"Dateline"')
_PAGE_MARK = re.compile(rb"\bid=[\"']?dateline-count\b")


def is_own_output(path: str | Path) -> bool:
    """Whether a file is a table of events, its metadata, parsed reports, corrections, or a map.

    False for a file that can't be opened.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as file:
            if suffix in (".html", ".htm"):
                # The mark stands after the styles, which are long.
                return _PAGE_MARK.search(file.read()) is not None
            if suffix in (".jsonl", ".ndjson", ".geojsonl"):
                line = file.readline()
                return _is_own_line(line) or _is_correction(line)
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    if suffix == ".geojson" or path.name.endswith("-metadata.json"):
        return _GENERATOR.search(head) is not None
    if suffix == ".csv" and is_corrections(path):
        return True
    return suffix == ".csv" and head.removeprefix(b"\xef\xbb\xbf").startswith(_HEADING)


CORRECTIONS = ("corrections.csv", "corrections.jsonl")
"""What the file of corrections beside a user's project is called."""


def is_corrections(path: Path) -> bool:
    """Whether a file holds corrections, by its heading or its first line."""
    try:
        with path.open("rb") as file:
            head = file.readline(_HEAD_BYTES)
    except OSError:
        return False
    if path.suffix.lower() == ".jsonl":
        return _is_correction(head)
    heading = head.decode("utf-8", "replace").removeprefix("\ufeff").strip()
    names = heading.split(delimiter_of(heading))
    return "action" in names and not {"event_id", "name"}.isdisjoint(names) and "text" not in names


def _is_correction(line: bytes) -> bool:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    known = isinstance(value, dict) and "action" in value and "text" not in value
    return known and not {"event_id", "name"}.isdisjoint(value)


def _is_own_line(line: bytes) -> bool:
    """Whether a line of JSON is an event or a parsed report, which unlike reports have no text."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or "text" in value:
        return False
    properties = value.get("properties")
    if value.get("type") == "Feature" and isinstance(properties, dict):
        return _TABLE_COLUMNS.issubset(properties)
    return {"report_id", "toponyms", "events"}.issubset(value)


def has_event_columns(head: bytes) -> bool:
    """Whether a CSV file that begins so has the columns of a table of events."""
    heading = head.partition(b"\n")[0].decode("utf-8", "replace").removeprefix("\ufeff")
    return set(heading.strip().split(",")) >= _TABLE_COLUMNS
