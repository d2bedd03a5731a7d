"""Files of many reports: JSON Lines, JSON and tables."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from geo.errors import ReportError
from geo.readers.fields import Draft, draft_from, known_field, to_date
from geo.readers.headings import with_stated_day
from geo.readers.table_rows import delimiter_of, table_rows
from geo.readers.text import decode

Numbered = tuple[int, Draft | ReportError]
"""A line or record number from 1, and the report there or why it can't be read."""

_LISTS = ("reports", "articles", "documents", "items", "data", "results")
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

    The number is that of the line where the row ends or, where a quotation mark is not closed, of
    that where it opens. Raises `ReportError` without a text column.
    """
    text = decode(data)
    heading = text.lstrip("\ufeff").partition("\n")[0]
    rows = table_rows(text, delimiter_of(heading), _fits)
    line = 1
    try:
        names = next(rows).cells
        if "text" not in map(known_field, names):
            found = ", ".join(names)[:200]
            raise ReportError(f"no column 'text' (or body, content, article) among: {found}")
        for row in rows:
            line = row.line
            if row.is_lost:
                yield line, ReportError(str(row.doubt))
            elif any(row.cells):
                try:
                    yield line, replace(_row(names, row.cells), doubt=row.doubt)
                except ReportError as error:
                    yield line, error
    except csv.Error as error:
        yield line, ReportError(f"broken table behind this line ({error})")


def _fits(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether cells are surely those of a report: as many as the heading has, a text, a day where
    one belongs, and no comma that has a space behind it, as in a sentence."""
    if len(cells) != len(names) or any(cell.startswith(" ") for cell in cells):
        return False
    fields = [(known_field(name), cell) for name, cell in zip(names, cells, strict=True)]
    return any(field == "text" and cell.strip() for field, cell in fields) and all(
        not cell or cell.isdigit() or to_date(cell) is not None
        for field, cell in fields
        if field == "published"
    )


def _row(names: Sequence[str], row: Sequence[str]) -> Draft:
    values: dict[str, Any] = dict(zip(names, row, strict=False))
    for name, value in values.items():
        if known_field(name) in ("spans", "triggers"):
            try:
                values[name] = json.loads(value) if value.strip() else None
            except ValueError as error:
                raise ReportError(f"column {name!r}: {_reason(error)}") from error
    return draft_from(with_stated_day(values))


def _record(value: object) -> Draft:
    if not isinstance(value, Mapping):
        raise ReportError(f"a report must be a JSON object, this is {type(value).__name__}")
    return draft_from(with_stated_day(value))


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
