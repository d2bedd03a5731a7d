"""What a crosswalk is: the columns of another table of events, and what each is made of."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.table.columns import EVENT_COLUMNS, Column, ColumnKind

Row = dict[str, Any]
"""A row of the table of events as plain values by column; days are ISO strings, JSON is parsed."""

Make = Callable[[Row], Any]

_DAY = "datetime64[ms]"
"""The dtype of days that Parquet gives back as it was given."""


@dataclass(frozen=True, slots=True)
class Target:
    """A column of the other table."""

    column: Column
    make: Make | None
    """Its value from a row; None: Dateline has nothing for it, and the column stays empty."""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """How the table of events becomes another one."""

    name: str
    title: str
    key: str
    """The column that is unique."""
    targets: tuple[Target, ...]
    covers: Callable[[Row], str | None]
    """None for a row that the other table would hold, else why it would not."""
    beyond: str
    """Which rows are left out, in words."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order; the meaning says what each is made of."""
        return tuple(target.column for target in self.targets)

    @property
    def dtypes(self) -> dict[str, str]:
        """The pandas dtype of each column."""
        return {
            column.name: _DAY if column.kind == "day" else column.dtype for column in self.columns
        }

    @property
    def gaps(self) -> tuple[str, ...]:
        """The columns that stay empty."""
        return tuple(target.column.name for target in self.targets if target.make is None)

    def apply(self, frame: gpd.GeoDataFrame) -> tuple[pd.DataFrame, Counter[str]]:
        """The rows of a table of events that the other table covers, and why others are left out.

        The columns have the dtypes that `dtypes` states. `frame` is not changed.
        """
        left_out: Counter[str] = Counter()
        kept = []
        for row in _plain(frame):
            reason = self.covers(row)
            if reason is None:
                kept.append(row)
            else:
                left_out[reason] += 1
        made = {
            column.name: pd.Series(
                [target.make(row) if target.make else None for row in kept], dtype=object
            ).pipe(_typed, column)
            for target in self.targets
            for column in [target.column]
        }
        return pd.DataFrame(made), left_out


def field(
    name: str,
    kind: ColumnKind,
    made_of: str,
    make: Make,
    *,
    least: int | None = None,
    most: int | None = None,
) -> Target:
    """A column that is made of what `made_of` says; `least` and `most` bound a number."""
    return Target(Column(name, kind, made_of, least=least, most=most), make)


def same(
    name: str,
    kind: ColumnKind,
    of: str,
    *,
    least: int | None = None,
    most: int | None = None,
) -> Target:
    """A column that is another name for the column `of`."""
    return field(name, kind, of, lambda row: row[of], least=least, most=most)


def gap(name: str, kind: ColumnKind, why: str) -> Target:
    """A column that stays empty."""
    return Target(Column(name, kind, f"empty: {why}"), None)


def reported(row: Row) -> str | None:
    """Why a row is no event that happened, which other tables hold alone."""
    word = row["factuality"]
    return None if word in (None, "reported") else "planned, conditional or denied"


def part(row: Row, start: int, end: int) -> int | None:
    """Digits of the event's first day: 0 to 4 is the year, 4 to 6 the month, 6 to 8 the day."""
    day = row["event_date"]
    return int(day.replace("-", "")[start:end]) if day else None


def _plain(frame: gpd.GeoDataFrame) -> Iterator[Row]:
    from geo.table.values import plain_rows

    names = [column.name for column in EVENT_COLUMNS if column.kind != "geometry"]
    for values in plain_rows(frame, json_as=json.loads):
        yield dict(zip(names, values, strict=True))


def _typed(values: Any, column: Column) -> Any:
    if column.kind == "day":
        return pd.to_datetime(values, format="ISO8601").astype(_DAY)
    if column.kind in ("real", "whole"):
        values = pd.to_numeric(values)
    return values.astype(column.dtype)
