"""The table of events as GeoParquet, GeoPackage and FlatGeobuf, and back."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.errors import EventsFileError
from geo.frame import CRS, EVENT_COLUMNS, dump_json

LAYER = "events"
METADATA_KEY = "dateline"
"""Where the file formats carry the provenance, as JSON."""

_DAYS = [column.name for column in EVENT_COLUMNS if column.kind == "day"]


def write_parquet(frame: gpd.GeoDataFrame, path: Path, metadata: Mapping[str, Any]) -> None:
    """GeoParquet with the frame's own dtypes; the provenance is in the file's metadata."""
    import pyarrow.parquet as pq

    frame.to_parquet(path)
    # geopandas takes no metadata of ours, so the table is written once more with it.
    table = pq.read_table(path)
    told = {**(table.schema.metadata or {}), METADATA_KEY.encode(): _told(metadata)}
    pq.write_table(table.replace_schema_metadata(told), path)


def write_gpkg(frame: gpd.GeoDataFrame, path: Path, metadata: Mapping[str, Any]) -> None:
    """A GeoPackage with one layer; days are ISO text."""
    _write_layer(frame, path, "GPKG", metadata)


def write_fgb(frame: gpd.GeoDataFrame, path: Path, metadata: Mapping[str, Any]) -> None:
    """FlatGeobuf; days are ISO text.

    Its spatial index orders the rows by place. It has none, and the table's own order, where a row
    has no geometry, because the format can't index those.
    """
    indexed = "YES" if frame.geometry.notna().all() and len(frame) else "NO"
    _write_layer(frame, path, "FlatGeobuf", metadata, SPATIAL_INDEX=indexed)


def read_parquet(path: Path) -> pd.DataFrame:
    """A GeoParquet file, or a plain one with columns latitude and longitude."""
    try:
        return _in_degrees(gpd.read_parquet(path), path)
    except ValueError as error:
        raise EventsFileError(f"{path}: not a GeoParquet file ({_line(error)})") from error


def read_layer(path: Path) -> pd.DataFrame:
    """The layer of events of a GeoPackage or FlatGeobuf, or its only layer."""
    import pyogrio

    try:
        layers = [name for name, _ in pyogrio.list_layers(path)]
        if LAYER not in layers and len(layers) != 1:
            raise EventsFileError(f"{path}: no layer {LAYER!r} among {', '.join(layers)}")
        layer = LAYER if LAYER in layers else layers[0]
        return _in_degrees(pyogrio.read_dataframe(path, layer=layer), path)
    except pyogrio.errors.DataSourceError as error:
        raise EventsFileError(f"{path}: can't be read ({_line(error)})") from error


def _write_layer(
    frame: gpd.GeoDataFrame, path: Path, driver: str, metadata: Mapping[str, Any], **options: str
) -> None:
    import pyogrio

    table = frame.copy()
    for name in _DAYS:
        table[name] = table[name].dt.strftime("%Y-%m-%d").astype("string")
    only_points = set(table.geometry.dropna().geom_type) <= {"Point"}
    pyogrio.write_dataframe(
        table,
        path,
        layer=LAYER,
        driver=driver,
        geometry_type="Point" if only_points else "Unknown",
        layer_options=options,
        layer_metadata={METADATA_KEY: _told(metadata).decode()},
    )


def _in_degrees(frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    if not isinstance(frame, gpd.GeoDataFrame):
        raise EventsFileError(f"{path}: has no geometry")
    degrees: pd.DataFrame = frame if frame.crs is None else frame.to_crs(CRS)
    return degrees


def _told(metadata: Mapping[str, Any]) -> bytes:
    return dump_json(dict(metadata)).encode()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
