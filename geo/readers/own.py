"""Dateline's own outputs, known by what they hold, so that they are not read as reports."""

import re
from pathlib import Path

_HEAD_BYTES = 1 << 16
_TABLE_COLUMNS = {"event_id", "event_type"}
_HEADING = b"event_id,event_group,event_date,"
_GENERATOR = re.compile(rb'"generator"\s*:\s*"Dateline"')
_PAGE_MARK = re.compile(rb"\bid=[\"']?dateline-count\b")
_FEATURE = re.compile(rb'\s*\{"type"\s*:\s*"Feature".*"properties"\s*:.*"event_type"', re.DOTALL)
_PARSED = re.compile(rb'\s*\{"report_id"\s*:.*"toponyms"\s*:\s*\[.*"events"\s*:', re.DOTALL)


def is_own_output(path: str | Path) -> bool:
    """Whether a file is a table of events, its metadata, parsed reports, or a map page.

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
                return bool(_FEATURE.match(line) or _PARSED.match(line))
            head = file.read(_HEAD_BYTES)
    except OSError:
        return False
    if suffix == ".geojson" or path.name.endswith("-metadata.json"):
        return _GENERATOR.search(head) is not None
    return suffix == ".csv" and head.removeprefix(b"\xef\xbb\xbf").startswith(_HEADING)


def has_event_columns(head: bytes) -> bool:
    """Whether a CSV file that begins so has the columns of a table of events."""
    heading = head.partition(b"\n")[0].decode("utf-8", "replace").removeprefix("\ufeff")
    return set(heading.strip().split(",")) >= _TABLE_COLUMNS
