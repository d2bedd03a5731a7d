"""The table of events as a GeoDataFrame."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point

from geo.records import ParsedReport
from geo.table.columns import CRS, EVENT_COLUMNS, Column, dump_json
from geo.table.rows import Row, event_rows

if TYPE_CHECKING:
    from gazetteer import Gazetteer


def to_frame(parsed: Iterable[ParsedReport], gazetteer: "Gazetteer") -> gpd.GeoDataFrame:
    """The events of parsed reports as a GeoDataFrame (EPSG:4326), one row an event and place."""
    return rows_frame(event_rows(parsed, gazetteer))


def rows_frame(rows: Iterable[Row]) -> gpd.GeoDataFrame:
    """Rows of the table in plain values as a GeoDataFrame (EPSG:4326)."""
    pointed = [
        {**row, "geometry": Point(row["geometry"]) if row["geometry"] else None} for row in rows
    ]
    return conform(pd.DataFrame(pointed, columns=[column.name for column in EVENT_COLUMNS]))


def conform(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """A copy with exactly the columns and dtypes of the table; a missing column is all null.

    An event without a group is a group of its own.

    Other columns are left out. JSON columns may hold objects or their JSON, days may be strings.
    Raises `ValueError` or `TypeError` for a value that its column can't hold.
    """
    frame = frame.reset_index(drop=True)
    empty = pd.Series([None] * len(frame), dtype=object)
    columns = {
        column.name: _conformed(column, frame.get(column.name, empty)) for column in EVENT_COLUMNS
    }
    # A table of other making, with ids and coordinates only, is whole all the same.
    columns["event_group"] = columns["event_group"].fillna(columns["event_id"])
    return gpd.GeoDataFrame(columns, geometry="geometry", crs=CRS)


def _conformed(column: Column, values: Any) -> Any:
    match column.kind:
        case "geometry":
            return gpd.GeoSeries(list(values), crs=CRS)
        case "text" | "whole" | "real" if values.dtypes == pd.api.types.pandas_dtype(column.dtype):
            return values  # so most columns come, and to convert them is half of the time
        case "day":
            # A time of day, should there be one, says nothing of the day that was meant.
            if not pd.api.types.is_datetime64_dtype(values):
                values = values.map(_iso_part, na_action="ignore").astype(object)
            return pd.to_datetime(values, format="ISO8601").astype(column.dtype).dt.normalize()
        case "json":
            values = values.astype(object).map(_as_json, na_action="ignore")
        case "real" | "whole":
            return _numbers(column, values)
    return values.astype(column.dtype)


def _numbers(column: Column, values: Any) -> Any:
    try:
        found = pd.to_numeric(values.astype(object).where(values.notna()))
        with np.errstate(invalid="ignore"):  # a number that does not fit is the error below
            return found.astype(column.dtype)
    except OverflowError as error:
        raise ValueError(f"{column.name}: {error}") from error


def _iso_part(value: object) -> str:
    return str(value)[:10]


def _as_json(value: object) -> str:
    return dump_json(json.loads(value) if isinstance(value, str) else value)
