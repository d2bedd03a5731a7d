"""Files of polygons as regions: whatever GeoPandas reads, in any coordinate reference system."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.errors import UnknownRegionError
from gazetteer.regions import Region
from gazetteer.shapes import wrap

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

_PARQUET = (".parquet", ".geoparquet", ".pq")
_ENDING = re.compile(
    r"\.(geojson|geojsonl|geojsons|json|topojson|gpkg|fgb|shp|shz|zip|kml|kmz|gml|gdb|tab|mif|"
    r"parquet|geoparquet|pq)",
    re.IGNORECASE,
)
_POLYGONS = (3, 6)
"""Shapely's numbers of the types Polygon and MultiPolygon."""


def is_file(text: str) -> bool:
    """Whether a text names a file, by its ending or since there is one."""
    return _ENDING.fullmatch(Path(text).suffix) is not None or is_there(text)


def is_there(text: str) -> bool:
    """Whether there is a file at a path; a bare word, which may be a name, is none."""
    if not ("/" in text or "\\" in text or Path(text).suffix):
        return False
    try:
        return Path(text).expanduser().exists()
    except (OSError, ValueError, RuntimeError):
        # Too long for a path, with a null in it, or the home of nobody.
        return False


def read_region(gazetteer: "Gazetteer", text: str) -> Region:
    """The union of the polygons in a file, as a region.

    Of a file with several layers the first that holds polygons is taken, and the note says so.
    Raises `UnknownRegionError` for a file that is missing, can't be read, holds no polygons, does
    not tell its CRS, or has coordinates that are none.
    """
    if not is_there(text):
        raise UnknownRegionError(f"{text}: there is no such file; a region file holds polygons")
    path, note = Path(text).expanduser(), None
    layers = _layers(text, path)
    for layer in layers:
        shape = _polygons(text, _frame(text, path, layer))
        if not shape.is_empty:
            if len(layers) > 1:
                note = f"{path.name} has the layers {', '.join(map(str, layers))}; {layer} is meant"
            return Region(gazetteer, text, path.name, note, shape=shape)
    raise UnknownRegionError(f"{text}: there are no polygons in this file")


def _layers(text: str, path: Path) -> list[str | None]:
    import pyogrio

    if path.suffix.lower() in _PARQUET:
        return [None]
    try:
        return [str(name) for name in pyogrio.list_layers(path)[:, 0]]
    except (RuntimeError, OSError, ValueError) as error:
        raise _unread(text) from error


def _frame(text: str, path: Path, layer: str | None) -> Any:
    """A layer as a GeoDataFrame, or as a plain table where it has no geometry."""
    import geopandas

    try:
        if layer is None:
            return geopandas.read_parquet(path)
        return geopandas.read_file(path, layer=layer)
    # pyogrio's errors are RuntimeErrors; what is wrong with the coordinates, a ValueError.
    except (RuntimeError, OSError, ValueError, shapely.errors.ShapelyError) as error:
        raise _unread(text) from error


def _unread(text: str) -> UnknownRegionError:
    return UnknownRegionError(
        f"{text}: cannot be read as a file of polygons; GeoJSON, GeoPackage and the like can"
    )


def _polygons(text: str, frame: Any) -> BaseGeometry:
    """The union of a table's polygons in degrees of EPSG:4326; empty where it has none."""
    found = frame.geometry.dropna() if "geometry" in frame else []
    found = [shape for shape in found if shapely.get_type_id(shape) in _POLYGONS]
    if not found:
        return shapely.MultiPolygon()
    if frame.crs is None:
        raise UnknownRegionError(
            f"{text}: the file does not tell its coordinate reference system; write it with one "
            "(GeoPandas: frame.set_crs(...), of a shapefile the .prj beside it)"
        )
    if frame.crs != "EPSG:4326":
        import geopandas

        found = list(geopandas.GeoSeries(found, crs=frame.crs).to_crs(4326))
    whole = shapely.union_all(shapely.make_valid(np.array(found)))
    west, south, east, north = whole.bounds
    if not (west >= -360 and east <= 360 and south >= -90 and north <= 90):
        raise UnknownRegionError(
            f"{text}: its coordinates are not degrees of longitude and latitude "
            f"({west:g},{south:g} to {east:g},{north:g}); tell the right CRS in the file"
        )
    parts = shapely.get_parts(whole)
    return wrap(shapely.union_all(parts[np.isin(shapely.get_type_id(parts), _POLYGONS)]))
