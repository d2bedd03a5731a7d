"""The table of events as CSV that no spreadsheet takes for formulas, and back."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

import geopandas as gpd
import pandas as pd
import shapely

from geo.errors import EventsFileError
from geo.table.columns import EVENT_COLUMNS, Column
from geo.table.values import plain_rows

_NUMBERS = {column.name for column in EVENT_COLUMNS if column.kind in ("whole", "real", "day")}
# Spreadsheets run a cell that begins so; a quote before it makes it text. A cell that already has
# such quotes gets one more, so that reading takes exactly one away.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_QUOTED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def csv_lines(frame: gpd.GeoDataFrame) -> Iterator[str]:
    """A heading and one line a row; JSON columns as JSON, the geometry as WKT, null as nothing."""
    names = [column.name for column in EVENT_COLUMNS]
    yield _line(names)
    geometries = shapely.to_wkt(frame.geometry.to_numpy(), rounding_precision=7)
    for values, wkt in zip(plain_rows(frame), geometries, strict=True):
        yield _line([_cell(*pair) for pair in zip(names, (*values, wkt), strict=True)])


def plain_csv_lines(table: pd.DataFrame, columns: Sequence[Column]) -> Iterator[str]:
    """A heading and one line a row of a table without geometry; days as ISO, null as nothing."""
    texts = {column.name for column in columns if column.kind == "text"}
    yield _line([column.name for column in columns])
    values = [
        table[column.name].dt.strftime("%Y-%m-%d") if column.kind == "day" else table[column.name]
        for column in columns
    ]
    plain = [column.astype(object).where(column.notna(), None) for column in values]
    names = [column.name for column in columns]
    for row in zip(*plain, strict=True):
        yield _line(
            [
                "" if cell is None else defuse(str(cell)) if name in texts else str(cell)
                for name, cell in zip(names, row, strict=True)
            ]
        )


def read_csv(text: str, name: str) -> pd.DataFrame:
    """The rows as a plain table; `name` is for error messages."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        heading = next(rows, [])
        cells = [[_value(cell) for cell in row] for row in rows if row]
    except csv.Error as error:
        raise EventsFileError(f"{name}:{rows.line_num}: broken CSV ({error})") from error
    if wrong := next((n for n, row in enumerate(cells, 2) if len(row) != len(heading)), None):
        raise EventsFileError(
            f"{name}: row {wrong} has not {len(heading)} cells as the heading has"
        )
    table = pd.DataFrame(cells, columns=heading, dtype=object)
    if "geometry" in table:
        try:
            table["geometry"] = list(shapely.from_wkt(table["geometry"].to_list()))
        except shapely.errors.ShapelyError as error:
            raise EventsFileError(f"{name}: column geometry is not WKT ({error})") from error
    elif {"latitude", "longitude"} <= set(table.columns):
        table["geometry"] = [
            None if pd.isna(x) or pd.isna(y) else shapely.Point(float(x), float(y))
            for x, y in zip(table["longitude"], table["latitude"], strict=True)
        ]
    return table


def defuse(text: str) -> str:
    """A text cell that no spreadsheet runs: "=1+1" becomes "'=1+1"."""
    return f"'{text}" if _FORMULA.match(text) else text


def undefuse(cell: str) -> str:
    """The text of a cell that `defuse` may have made safe."""
    return cell[1:] if _QUOTED.match(cell) else cell


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    return str(value) if name in _NUMBERS else defuse(str(value))


def _value(cell: str) -> str | None:
    return undefuse(cell) or None


def _line(cells: list[str]) -> str:
    buffer = io.StringIO()
    # RFC 4180's line end; with another, Python leaves a carriage return in a cell unquoted.
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()
