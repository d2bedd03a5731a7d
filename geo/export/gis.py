"""The table of events as GeoParquet, GeoPackage and FlatGeobuf, and back."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geo.errors import EventsFileError, WriteError
from geo.export.beside import METADATA
from geo.table.columns import CRS, dump_json

LAYER = "events"
METADATA_KEY = "dateline"
"""Where the file formats carry the provenance, as JSON."""


def write_parquet(frame: gpd.GeoDataFrame, path: Path, metadata: Mapping[str, Any]) -> None:
    """GeoParquet with the frame's own dtypes; the provenance is in the file's metadata."""
    import pyarrow.parquet as pq

    frame.to_parquet(path)
    # geopandas takes no metadata of ours, so the table is written once more with it.
    table = pq.read_table(path)
    told = {**(table.schema.metadata or {}), METADATA_KEY.encode(): _told(metadata)}
    pq.write_table(table.replace_schema_metadata(told), path)


def write_gpkg(frame: gpd.GeoDataFrame, path: Path, metadata: Mapping[str, Any]) -> None:
    """A GeoPackage with one layer; days are moments at midnight, as GIS programs want them."""
    _write_layer(frame, path, "GPKG", metadata)


def write_fgb(frame: gpd.GeoDataFrame, path: Path, metadata: Mapping[str, Any]) -> None:
    """FlatGeobuf; days are moments at midnight.

    Its spatial index orders the rows by place. It has none, and the table's own order, where a row
    has no geometry, because the format can't index those.
    """
    indexed = "YES" if frame.geometry.notna().all() and len(frame) else "NO"
    _write_layer(frame, path, "FlatGeobuf", metadata, SPATIAL_INDEX=indexed)


def check_layers(path: Path) -> None:
    """Raise `WriteError` where a GeoPackage holds other layers, which writing would delete."""
    import pyogrio

    if path.suffix.lower() != ".gpkg" or not path.is_file():
        return
    try:
        others = [name for name, _ in pyogrio.list_layers(path) if name != LAYER]
    except pyogrio.errors.DataSourceError:
        return  # no GeoPackage that anything could be lost from
    if others:
        raise WriteError(
            f"can't write {path}: it holds other layers ({', '.join(others)}), which would be "
            "lost; name another file"
        )


def read_parquet(path: Path) -> pd.DataFrame:
    """A GeoParquet file, or a plain one with columns latitude and longitude."""
    import pyarrow.parquet as pq

    try:
        frame = _in_degrees(gpd.read_parquet(path), path)
        frame.attrs[METADATA] = _read(pq.read_schema(path).metadata, METADATA_KEY.encode())
        return frame
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
        frame = _in_degrees(pyogrio.read_dataframe(path, layer=layer), path)
        frame.attrs[METADATA] = _read(pyogrio.read_info(path, layer=layer)["layer_metadata"])
        return frame
    except pyogrio.errors.DataSourceError as error:
        raise EventsFileError(f"{path}: can't be read ({_line(error)})") from error


def _write_layer(
    frame: gpd.GeoDataFrame, path: Path, driver: str, metadata: Mapping[str, Any], **options: str
) -> None:
    import pyogrio

    only_points = set(frame.geometry.dropna().geom_type) <= {"Point"}
    try:
        pyogrio.write_dataframe(
            frame,
            path,
            layer=LAYER,
            driver=driver,
            geometry_type="Point" if only_points else "Unknown",
            layer_options=options,
            layer_metadata={METADATA_KEY: _told(metadata).decode()},
        )
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
    ) as error:
        # GDAL says no more than that; a full disk is the commonest cause.
        raise WriteError(
            f"can't write {path.name}: {_line(error)}; is there room on the disk?"
        ) from error


def _in_degrees(frame: pd.DataFrame, path: Path) -> pd.DataFrame:
    if not isinstance(frame, gpd.GeoDataFrame):
        raise EventsFileError(f"{path}: has no geometry")
    degrees: pd.DataFrame = frame if frame.crs is None else frame.to_crs(CRS)
    return degrees


def _read(metadata: Mapping[Any, Any] | None, key: str | bytes = METADATA_KEY) -> Any:
    """What a file of ours says of itself, None for another's."""
    try:
        return json.loads((metadata or {})[key])
    except (KeyError, ValueError):
        return None


def _told(metadata: Mapping[str, Any]) -> bytes:
    return dump_json(dict(metadata)).encode()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
