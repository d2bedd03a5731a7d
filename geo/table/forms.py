"""What files of events are called, and how they are told from reports."""

import io
import sys
from pathlib import Path

from geo.errors import FormatError
from geo.readers.own import has_event_columns

STDOUT = STDIN = "-"

SUFFIXES: dict[str, str] = {
    ".geojson": "geojson",
    ".geojsonl": "geojsonl",
    ".parquet": "parquet",
    ".geoparquet": "parquet",
    ".gpkg": "gpkg",
    ".fgb": "fgb",
    ".csv": "csv",
}
"""File endings, and the format that each one means."""

FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))

_HEAD_BYTES = 512


def is_events_file(path: str | Path) -> bool:
    """Whether an input holds events and not reports.

    A file's ending says so, of a .csv its heading, of standard input its first characters.
    """
    if str(path) == STDIN:
        return b'"FeatureCollection"' in peek_stdin()
    path = Path(path)
    chosen = SUFFIXES.get(path.suffix.lower())
    if chosen != "csv":
        return chosen is not None
    try:
        with path.open("rb") as file:
            return has_event_columns(file.readline(1 << 16))
    except OSError:
        return False


def format_of(path: str | Path, given: str | None) -> str:
    """The format to write or read: the one given, or what the ending means; else `FormatError`."""
    if given is not None:
        if given.lower() not in FORMATS:
            raise FormatError(f"no format {given!r}: choose one of {', '.join(FORMATS)}")
        return given.lower()
    if str(path) == STDOUT:
        return "geojson"
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise FormatError(
            f"{path}: the ending {suffix or '(none)'} means no format; "
            f"use one of {', '.join(SUFFIXES)}"
        )
    return SUFFIXES[suffix]


def peek_stdin() -> bytes:
    """The first bytes of standard input, which stay to be read."""
    stream = sys.stdin.buffer
    return stream.peek(_HEAD_BYTES)[:_HEAD_BYTES] if isinstance(stream, io.BufferedReader) else b""
