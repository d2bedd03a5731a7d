"""The table of events as GeoJSON after RFC 7946, and back."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.affinity import translate
from shapely.geometry import box, mapping, shape
from shapely.geometry.base import BaseGeometry

from geo.errors import EventsFileError
from geo.export.beside import METADATA
from geo.table.columns import EVENT_COLUMNS, dump_json
from geo.table.rows import COORDINATE_DECIMALS
from geo.table.values import plain_rows

_GEOMETRIES = (
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
    "GeometryCollection",
)  # fmt: skip
AS_REGION = "a file of polygons is given as the region to filter by (--region FILE)"
"""What is said of polygons that are given for events."""
_CRS84 = ("CRS84", "EPSG::4326", "EPSG:4326")


def features(frame: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """One GeoJSON Feature a row: columns as properties, JSON columns as real objects.

    `frame` has the columns and dtypes of the table of events.
    """
    names = [column.name for column in EVENT_COLUMNS if column.kind != "geometry"]
    for values, geometry in zip(plain_rows(frame, json_as=json.loads), frame.geometry, strict=True):
        properties = dict(zip(names, values, strict=True))
        yield {
            "type": "Feature",
            "id": properties["event_id"],
            "geometry": _geometry_object(geometry),
            "properties": properties,
        }


def geojson_lines(frame: gpd.GeoDataFrame, metadata: Mapping[str, Any]) -> Iterator[str]:
    """A FeatureCollection, one feature a line; `metadata` is a foreign member of that name."""
    yield '{"type":"FeatureCollection",\n'
    yield f'"metadata":{dump_json(dict(metadata))},\n'
    yield '"features":['
    separator = "\n"
    for feature in features(frame):
        yield separator + dump_json(feature)
        separator = ",\n"
    yield "\n]}\n"


def geojsonl_lines(frame: gpd.GeoDataFrame) -> Iterator[str]:
    """One Feature a line."""
    for feature in features(frame):
        yield dump_json(feature) + "\n"


def read_geojson(text: str, name: str) -> pd.DataFrame:
    """The features of a FeatureCollection, or one alone; `name` is for error messages."""
    value = _parsed(text, name)
    if value.get("type") in _GEOMETRIES:
        raise EventsFileError(f"{name}: a geometry alone, and no events; {AS_REGION}")
    if value.get("type") == "Feature":
        value = {**value, "type": "FeatureCollection", "features": [value]}
    if value.get("type") != "FeatureCollection" or not isinstance(value.get("features"), list):
        raise EventsFileError(f"{name}: not a GeoJSON FeatureCollection")
    declared = json.dumps(value.get("crs", "CRS84"))
    if not any(code in declared for code in _CRS84):
        raise EventsFileError(f"{name}: its coordinates are not longitude and latitude (EPSG:4326)")
    table = _table((f"{name}, feature {n}", f) for n, f in enumerate(value["features"], start=1))
    table.attrs[METADATA] = value.get("metadata")
    return table


def read_geojsonl(text: str, name: str) -> pd.DataFrame:
    """The features of a file with one a line as a plain table."""
    lines = ((f"{name}:{n}", line) for n, line in enumerate(text.split("\n"), start=1))
    return _table(
        (where, _parsed(line.lstrip("\x1e"), where)) for where, line in lines if line.strip()
    )


def rfc7946(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry as RFC 7946 wants it.

    Exterior rings run counter-clockwise, what crosses the antimeridian is cut there, and
    coordinates have at most 7 decimals.
    """
    west, _, east, _ = geometry.bounds
    if west < -180 or east > 180:
        geometry = _cut_at_antimeridian(geometry)
    rounded: BaseGeometry = shapely.transform(geometry, _rounded)
    return shapely.orient_polygons(rounded)


def _cut_at_antimeridian(geometry: BaseGeometry) -> BaseGeometry:
    if geometry.geom_type == "Point":
        return shapely.transform(geometry, _wrapped)
    pieces = []
    for turn in (-360, 0, 360):
        moved = translate(geometry, xoff=turn)
        piece = moved.intersection(box(-180, -90, 180, 90))
        if not piece.is_empty:
            pieces.append(piece)
    return shapely.union_all(pieces)


def _rounded(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(coordinates, COORDINATE_DECIMALS)


def _wrapped(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
    wrapped = coordinates.copy()
    wrapped[:, 0] = (wrapped[:, 0] + 180) % 360 - 180
    return wrapped


def _geometry_object(geometry: BaseGeometry | None) -> dict[str, Any] | None:
    if geometry is None or geometry.is_empty:
        return None
    if geometry.geom_type == "Point" and abs(geometry.x) <= 180:
        # What nearly all are, in a tenth of the time.
        position = [round(geometry.x, COORDINATE_DECIMALS), round(geometry.y, COORDINATE_DECIMALS)]
        return {"type": "Point", "coordinates": position}
    return dict(mapping(rfc7946(geometry)))


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise EventsFileError(f"{where}: broken JSON ({error})") from error
    if not isinstance(value, dict):
        raise EventsFileError(f"{where}: not a GeoJSON object")
    return value


def _table(found: Iterable[tuple[str, Any]]) -> pd.DataFrame:
    rows = []
    for where, feature in found:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise EventsFileError(f"{where}: not a GeoJSON Feature")
        properties = feature.get("properties") or {}
        try:
            geometry = shape(feature["geometry"]) if feature.get("geometry") else None
        except Exception as error:
            # Shapely has a different exception for each way in which coordinates can be wrong.
            raise EventsFileError(f"{where}: broken geometry ({error})") from error
        rows.append({"event_id": feature.get("id"), **properties, "geometry": geometry})
    # Columns as objects: pandas must not take a list of texts for dates or numbers.
    return pd.DataFrame(rows, dtype=object)
