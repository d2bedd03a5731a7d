"""The rows of a CSV file, of which a quotation mark that nobody closed costs one and not the rest.

Such a mark opens a cell that swallows the rows behind it, up to the next mark or to the end of the
file. Where the swallowed lines are rows by themselves they are read as such.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

Fits = Callable[[Sequence[str]], bool]
"""Whether cells are surely a row of the table."""

_DELIMITERS = ",;\t|"
_SURE_ROWS = 20
"""So many rows must fit, if there are so many, for lines to be rows and not lines of a text."""
_REMEDY = "close it, and write a mark within a cell twice"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table and where it stands."""

    line: int
    """From 1: where the row ends or, of a row with a `doubt`, where the quotation mark opens."""
    cells: Sequence[str]
    doubt: str | None = None
    """What is wrong with its quotation marks, with the remedy."""
    is_lost: bool = False
    """Where the row ends can't be told, and its cells are not to be read."""


def delimiter_of(heading: str) -> str:
    """What stands between the cells of a table, by its first line: where the comma is that of
    numbers, Excel writes semicolons."""
    return max(_DELIMITERS, key=heading.count)


def table_rows(
    text: str, delimiter: str, fits: Callable[[Sequence[str], Sequence[str]], bool]
) -> Iterator[TableRow]:
    """The rows of a table, the heading first; `fits` tells of a heading and cells whether they are
    surely a row of it. Raises `csv.Error` where the table can't be read on."""
    lines = list(io.StringIO(text, newline=""))
    heading: Sequence[str] | None = None
    start = 0
    while start < len(lines):
        for row in _sound_rows(lines, start, delimiter):
            yield row
            heading = row.cells if heading is None else heading
            start = row.line
        if start < len(lines):
            row, start = _broken_row(lines, start, delimiter, partial(fits, heading or ()))
            yield row
            heading = row.cells if heading is None else heading


def _reader(lines: Sequence[str], start: int, delimiter: str, strict: bool) -> "Reader":
    rest = (lines[number] for number in range(start, len(lines)))
    return csv.reader(rest, delimiter=delimiter, strict=strict)


def _sound_rows(lines: Sequence[str], start: int, delimiter: str) -> Iterator[TableRow]:
    """The rows from a line on, up to the first whose quotation marks are wrong."""
    rows = _reader(lines, start, delimiter, True)
    try:
        for cells in rows:
            yield TableRow(start + rows.line_num, cells)
    except csv.Error:
        return


def _broken_row(
    lines: Sequence[str], start: int, delimiter: str, fits: Fits
) -> tuple[TableRow, int]:
    """The row at a line whose quotation marks are wrong, and the line from which to read on."""
    loose = _reader(lines, start, delimiter, False)
    cells = next(loose)
    end = start + loose.line_num
    opened = _where_opened(lines, start, delimiter)
    if opened is None:
        return TableRow(end, cells), end
    # Marks of two rows may have made one of both, which is none.
    behind = range(opened + 1, end if fits(cells) else end + 1)
    following = next((line for line in behind if _are_rows(lines, line, delimiter, fits)), None)
    if following is None:
        doubt = f"is not closed where a cell ends, and rows behind it may be part of it; {_REMEDY}"
        return TableRow(opened + 1, cells, _of_mark(doubt)), end
    alone = _without_marks(lines[opened], delimiter)
    if (start, following) == (opened, opened + 1) and fits(alone):
        doubt = f"is not closed: the row is taken to end with the line; {_REMEDY}"
        return TableRow(opened + 1, alone, _of_mark(doubt)), following
    doubt = f"is not closed: the row is left out, and line {following + 1} is the next; {_REMEDY}"
    return TableRow(opened + 1, (), _of_mark(doubt), True), following


def _of_mark(doubt: str) -> str:
    return f"a quotation mark opens here and {doubt}"


def _where_opened(lines: Sequence[str], start: int, delimiter: str) -> int | None:
    """The line in which the cell opens that runs on wrongly; None where all is on one line."""
    strict = _reader(lines, start, delimiter, True)
    at_end = False
    try:
        next(strict)
    except csv.Error as error:
        at_end = "end of data" in str(error)
    stop: int = start + strict.line_num - (0 if at_end else 1)
    if stop == start:
        return None
    # Up to here nothing is wrong but that the last cell is open.
    cell = next(_reader(lines[start:stop], 0, delimiter, False))[-1]
    return stop - max(1, len(list(io.StringIO(cell, newline=""))))


def _are_rows(lines: Sequence[str], start: int, delimiter: str, fits: Fits) -> bool:
    """Whether the lines from one on are rows, and not lines of a text within a row."""
    rows = islice(_sound_rows(lines, start, delimiter), _SURE_ROWS)
    told = [fits(row.cells) for row in rows if any(row.cells)]
    return bool(told) and all(told)


def _without_marks(line: str, delimiter: str) -> list[str]:
    """The cells of a line by its delimiters alone."""
    cells = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return [cell.removeprefix('"').removesuffix('"') for cell in cells]
