"""Files of many reports: JSON Lines, JSON and tables."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geo.errors import ReportError
from geo.readers.fields import Draft, draft_from, known_field
from geo.readers.text import decode

Numbered = tuple[int, Draft | ReportError]
"""A line or record number from 1, and the report there or why it can't be read."""

_LISTS = ("reports", "articles", "documents", "items", "data", "results")
_DELIMITERS = ",;\t|"
csv.field_size_limit(1 << 30)


def read_jsonl(lines: Iterable[bytes]) -> Iterator[Numbered]:
    """One report a line, streamed; blank lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield number, _record(json.loads(decode(line)))
        except ReportError as error:
            yield number, error
        except (ValueError, RecursionError) as error:
            yield number, ReportError(f"broken JSON ({_reason(error)})")


def read_json(data: bytes) -> Iterator[Numbered]:
    """The reports of one JSON value: a list of objects, one object, or one that holds a list.

    Raises `ReportError` where the whole file is of no use.
    """
    try:
        value = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise ReportError(f"broken JSON ({_reason(error)})") from error
    if isinstance(value, Mapping) and not any(known_field(str(k)) == "text" for k in value):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        try:
            yield number, _record(item)
        except ReportError as error:
            yield number, error


def read_table(data: bytes) -> Iterator[Numbered]:
    """The reports of a CSV or TSV file: a heading with known names, then one report a row.

    The number is that of the line where the row ends. Raises `ReportError` without a text column.
    """
    text = decode(data)
    heading = text.lstrip("\ufeff").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = next(rows, [])
        if "text" not in map(known_field, names):
            found = ", ".join(names)[:200]
            raise ReportError(f"no column 'text' (or body, content, article) among: {found}")
        for row in rows:
            if not any(row):
                continue
            try:
                yield rows.line_num, _row(names, row)
            except ReportError as error:
                yield rows.line_num, error
    except csv.Error as error:
        yield rows.line_num, ReportError(f"broken table ({error})")


def _row(names: list[str], row: list[str]) -> Draft:
    values: dict[str, Any] = dict(zip(names, row, strict=False))
    for name, value in values.items():
        if known_field(name) in ("spans", "triggers"):
            try:
                values[name] = json.loads(value) if value.strip() else None
            except ValueError as error:
                raise ReportError(f"column {name!r}: {_reason(error)}") from error
    return draft_from(values)


def _record(value: object) -> Draft:
    if not isinstance(value, Mapping):
        raise ReportError(f"a report must be a JSON object, this is {type(value).__name__}")
    return draft_from(value)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
