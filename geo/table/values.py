"""The values of the table as those that JSON knows."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np

from geo.table.columns import EVENT_COLUMNS, Column

BETWEEN_SOURCES = "; "
"""Stands between those who published what a merged row was made of, in the column `source`."""


def sources_in(text: str) -> list[str]:
    """What a cell of the column `source` may be called: by all of it, or by one of its sources."""
    return list(dict.fromkeys([text, *filter(None, text.split(BETWEEN_SOURCES))]))


def plain_rows(
    frame: gpd.GeoDataFrame, *, json_as: Callable[[str], Any] = str
) -> Iterator[tuple[Any, ...]]:
    """The values of each row but the geometry, as those that JSON knows; days are ISO strings.

    `json_as` makes something of the text of a JSON column.
    """
    convert: dict[str, Callable[[Any], Any]] = {
        "text": str, "whole": int, "real": float, "day": _iso_day, "json": json_as
    }  # fmt: skip
    columns = [
        [
            None if null else convert[column.kind](value)
            for value, null in _with_nulls(frame, column)
        ]
        for column in EVENT_COLUMNS
        if column.kind != "geometry"
    ]
    return zip(*columns, strict=True)


def _with_nulls(frame: gpd.GeoDataFrame, column: Column) -> Iterator[tuple[Any, bool]]:
    values = frame[column.name]
    nulls = values.isna()
    if column.kind == "real":
        # JSON has no infinity.
        nulls |= ~np.isfinite(values)
    return zip(values, nulls, strict=True)


def _iso_day(value: Any) -> str:
    return date(value.year, value.month, value.day).isoformat()
