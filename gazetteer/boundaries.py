"""A user's boundaries (geoBoundaries, GADM, OCHA's COD), joined to the divisions that they are of.

An area is a division's by its id, by its ISO 3166 code, or by its name where the division lies in
it. What could not be joined is listed, and nothing is guessed.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import shapely

from gazetteer.columns import POLYGON, table_of
from gazetteer.errors import GazetteerError
from gazetteer.lines import Broken
from gazetteer.place import Place
from gazetteer.sources import Entry
from gazetteer.table import TableColumns, read_frame, text_of

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

_NAMES = (
    "shapeName",
    *(f"ADM{level}_EN" for level in (4, 3, 2, 1, 0)),
    *(f"NAME_{level}" for level in (4, 3, 2, 1)),
    "NAME_0",
    "COUNTRY",
    "name",
    "NAME",
)
"""Columns of names in the usual files, those of the finest level first."""
_CODES = ("shapeISO", "ISO_1", "iso_3166_2", "ISO", "geonameid")
_PLACE_ID = re.compile(r"(geonames:)?\d{1,9}")
SHARE = 0.5
"""Of two areas of one name, how much of the smaller the two must have in common."""


def read_boundaries(
    path: Path,
    world: "Gazetteer",
    broken: Broken,
    *,
    name: str | None = None,
    code: str | None = None,
    crs: str | None = None,
) -> pa.Table:
    """The divisions that the areas of a file are of, with their polygons, EPSG:4326.

    `name` and `code` are columns, by default those that the usual files have. Areas that are of no
    division are put aside in `broken` by their number in the file. Raises `GazetteerError` where
    the file can't be read, does not tell its CRS, or has no such column.
    """
    frame = read_frame(path, TableColumns(name) if name else None, crs)
    name = name or _first(frame, _NAMES)
    if name is None:
        there = ", ".join(map(str, frame.columns[:20]))
        raise GazetteerError(
            f"{path}: which column has the names? --name says so; there are {there}"
        )
    code = code or _first(frame, _CODES)
    entries: dict[str, Entry] = {}
    polygons: list[bytes] = []
    for number, (row, shape) in enumerate(
        zip(frame.to_dict("records"), frame.geometry, strict=True), 1
    ):
        called = text_of(row[name])
        if shape is None or shapely.get_dimensions(shape) != 2:
            broken.add(path.name, number, f"{called}: this is no area")
            continue
        valid = shapely.make_valid(shape)
        place = _of(world, called, text_of(row[code]) if code else "", valid)
        if place is None:
            broken.add(path.name, number, f"{called}: no division of this name lies here")
        elif place.place_id in entries:
            broken.add(path.name, number, f"{called}: {place.place_id} has an area before it")
        else:
            entries[place.place_id] = _entry(world, place)
            polygons.append(shapely.to_wkb(valid))
    return table_of(list(entries.values())).append_column(POLYGON, pa.array(polygons, pa.binary()))


def _first(frame: gpd.GeoDataFrame, columns: tuple[str, ...]) -> str | None:
    return next((column for column in columns if column in frame.columns), None)


def _of(world: "Gazetteer", name: str, code: str, shape: Any) -> Place | None:
    """The division that an area is of, None where that is not clear."""
    if _PLACE_ID.fullmatch(code):
        row = world.index.row(code if ":" in code else f"geonames:{code}")
        if row is not None:
            return world.place_at(row)
    if code and (place := world.by_iso(code)) is not None:
        return place
    found = [match.place for match in world.lookup(name, feature_class="A")]
    inside = [(share, place) for place in found if (share := _share(world, place, shape)) > 0]
    return max(inside, key=lambda each: each[0])[1] if inside else None


def _share(world: "Gazetteer", place: Place, shape: Any) -> float:
    """How much the area of a division and a shape have in common, 0 where that is too little."""
    own = world.geometry(place.place_id)
    if own is not None and own.area and not world.is_approximate(place.place_id):
        common = shapely.intersection(own, shape).area / max(own.area, shape.area)
        return common if common >= SHARE else 0.0
    if place.latitude is None or place.longitude is None:
        return 0.0
    # Of a division without a polygon of its own only the point tells.
    return 0.1 if shapely.intersects_xy(shape, place.longitude, place.latitude) else 0.0


def _entry(world: "Gazetteer", place: Place) -> Entry:
    """The division as it stands, so that nothing but its polygon is new."""
    row = world.row(place.place_id)
    return Entry(
        place.place_id, place.name, place.latitude, place.longitude, place.feature_class,
        place.feature_code, world.index.code(row), place.population,
        float(np.float32(place.radius_km)), 0.0, [place.name], ["folded"],
    )  # fmt: skip
