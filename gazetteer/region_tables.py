"""The three tables of our own: what a region is made of, or the shape that it is drawn with.

`regions.csv` holds the regions that news names (Sahel, Donbas), `physical.csv` the waters and
landforms (seas, rivers, ranges, islands), `sites.csv` what news names and GeoNames' larger places
lack (crossings, camps, bases, plants, towns of war zones). All have the same columns but
`radius_km`, which the first has not. Degrees are EPSG:4326, longitude before latitude as WKT has
it.
"""

import csv
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from gazetteer.errors import GazetteerError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

REGION_TABLES = ("regions", "physical", "sites")
CORRIDOR_KM = 15.0
"""How far a line, which stands for a river or a border, reaches to each side."""
KM_PER_DEGREE = 111.195
STEP_KM = 100.0
"""Lines are cut into pieces no longer than this, over which a degree of longitude is one length."""

Extent = tuple[float, float, float]
"""Latitude, longitude and radius in km."""


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region of our own: what it is made of, as codes, or its outline if it is drawn."""

    slug: str
    members: tuple[str, ...]
    outline: str | None
    """WKT: an area, a line that stands for all within `CORRIDOR_KM` of it, or a point."""
    radius_km: float | None = None
    """Of a point, how far the region reaches around it."""
    name: str = ""
    feature: str = ""
    """GeoNames class and code, such as "H.STM"."""
    names: tuple[str, ...] = ()
    within: str = ""
    """The code of the country or division that all of it lies in, "" where it lies in several."""
    weight: float = 0.0
    """How much is written about it, as people."""
    geonameid: int | None = None

    @property
    def place_id(self) -> str:
        """GeoNames' id where the table has it, else one of our own."""
        return f"dateline:{self.slug}" if self.geonameid is None else f"geonames:{self.geonameid}"


def read_region_tables(folder: Path, continents: Mapping[str, Sequence[str]]) -> list[RegionRow]:
    """All rows of the tables in their order, members written out.

    In the table "@AS" stands for all countries of a continent, which `continents` lists by its
    code, and "-TR" takes one out again. Raises `GazetteerError` with file and line where a row is
    wrong.
    """
    rows: dict[str, RegionRow] = {}
    for table in REGION_TABLES:
        path = folder / f"{table}.csv"
        for line, cells in _numbered(path):
            try:
                row = _read_row(cells, continents)
                if row.slug in rows:
                    raise ValueError(f"the slug {row.slug!r} is taken; choose another")
                if row.outline:
                    polygon(row)
            except ValueError as error:
                raise GazetteerError(f"{path}, line {line}: {error}") from error
            rows[row.slug] = row
    return list(rows.values())


def _numbered(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for cells in reader:
            yield reader.line_num, cells


def _read_row(cells: dict[str, str], continents: Mapping[str, Sequence[str]]) -> RegionRow:
    if None in cells or None in cells.values():
        raise ValueError("the row has not as many cells as the head; an outline stands in quotes")
    if not re.fullmatch("[a-z]+(-[a-z]+)*", cells["slug"]):
        raise ValueError(f"the slug {cells['slug']!r} must be small letters with hyphens between")
    if bool(cells["members"]) == bool(cells["outline"]):
        raise ValueError("a region has members or an outline, one of the two")
    radius = cells.get("radius_km")
    return RegionRow(
        cells["slug"],
        _members(cells["members"], continents),
        cells["outline"] or None,
        _number(radius, "radius_km") if radius else None,
        cells["name"],
        cells["feature"],
        tuple(filter(None, cells["names"].split("|"))),
        cells["within"],
        _number(cells["weight"], "weight"),
        int(cells["geonameid"]) if cells.get("geonameid") else None,
    )


def _number(text: str, column: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise ValueError(f"{column} is {text!r}; it must be a number greater than 0")
    return number


def _members(text: str, continents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    members: list[str] = []
    for token in text.split():
        code = token.lstrip("@-")
        if token.startswith("@"):
            if code not in continents:
                raise ValueError(f"{code!r} is no continent; the codes are {list(continents)}")
            members += continents[code]
        elif token.startswith("-"):
            if code not in members:
                raise ValueError(f"{token!r} takes out what is not a member before it")
            members.remove(code)
        else:
            members.append(token)
    return tuple(members)


@lru_cache(maxsize=4096)
def polygon(region: RegionRow) -> "BaseGeometry":
    """The area of a region that is drawn: a valid polygon or several, within -180 to 180 degrees.

    Raises `ValueError`, which says what would be right.
    """
    import shapely

    from gazetteer.shapes import circle

    shape = _parse(region.outline or "")
    if (shape.geom_type == "Point") != (region.radius_km is not None):
        raise ValueError("radius_km belongs to a POINT, and every POINT has one")
    if region.radius_km is not None:
        return circle(shapely.get_y(shape), shapely.get_x(shape), region.radius_km)
    return corridor(shape) if shape.geom_type.endswith("LineString") else shape


def _parse(wkt: str) -> "BaseGeometry":
    import shapely

    shape = shapely.from_wkt(wkt, on_invalid="ignore")
    kinds = ("Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point")
    if shape is None or shape.is_empty or shape.geom_type not in kinds:
        raise ValueError(
            f"the outline {wkt[:40]!r} can't be read; it must be WKT: a POLYGON, MULTIPOLYGON, "
            "LINESTRING, MULTILINESTRING or POINT, each corner its longitude, a space, its "
            "latitude, and the last corner of a ring the first again"
        )
    west, south, east, north = shape.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValueError(
            f"the outline reaches to longitudes {west:g} to {east:g}, latitudes {south:g} to "
            f"{north:g}; longitude comes first, and what crosses 180 degrees is cut there"
        )
    if not shape.is_valid:
        raise ValueError(
            f"the outline crosses itself ({shapely.is_valid_reason(shape)}); order its corners "
            "around the area"
        )
    return shape


def corridor(line: "BaseGeometry", width_km: float = CORRIDOR_KM) -> "BaseGeometry":
    """All within `width_km` of a line in degrees, as a polygon in degrees cut at 180 degrees.

    Every piece of the line is widened in kilometres on a plane of its own, so that the width is
    the same at all latitudes.
    """
    import numpy as np
    import shapely

    from gazetteer.shapes import wrap

    pieces: list[BaseGeometry] = []
    for part in shapely.get_parts(line):
        corners = shapely.get_coordinates(shapely.segmentize(part, STEP_KM / KM_PER_DEGREE))
        along = [
            KM_PER_DEGREE * math.cos(math.radians((start + end) / 2))
            for start, end in pairwise(corners[:, 1].tolist())
        ]
        scales = np.column_stack([along, np.full(len(along), KM_PER_DEGREE)])
        ends = np.stack([corners[:-1], corners[1:]], axis=1) * scales[:, None]
        wide = shapely.buffer(shapely.linestrings(ends), width_km, quad_segs=4)
        counts = shapely.get_num_coordinates(wide)
        degrees = shapely.get_coordinates(wide) / np.repeat(scales, counts, axis=0)
        pieces += shapely.set_coordinates(wide, degrees).tolist()
    joined = shapely.simplify(shapely.union_all(pieces), 0.05 * width_km / KM_PER_DEGREE)
    return wrap(joined)


def extents_of(
    regions: Mapping[str, RegionRow], extents: Mapping[str, Extent]
) -> dict[str, Extent]:
    """Point and radius of every region by its slug; `extents` of all other places by code."""
    return {slug: _extent(region, regions, extents) for slug, region in regions.items()}


def _extent(
    region: RegionRow, regions: Mapping[str, RegionRow], extents: Mapping[str, Extent]
) -> Extent:
    """Of a region that is made of others, from theirs, each counting by its area."""
    if region.outline:
        return _extent_of_outline(region)
    parts = [
        _extent(regions[code], regions, extents) if code in regions else extents[code]
        for code in region.members
        if code in regions or code in extents
    ]
    x = y = z = area = 0.0
    for latitude, longitude, radius in parts:
        phi, lambda_ = math.radians(latitude), math.radians(longitude)
        x += radius**2 * math.cos(phi) * math.cos(lambda_)
        y += radius**2 * math.cos(phi) * math.sin(lambda_)
        z += radius**2 * math.sin(phi)
        area += radius**2
    middle = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    return round(middle[0], 4), round(middle[1], 4), round(math.sqrt(area), 1)


def _extent_of_outline(region: RegionRow) -> Extent:
    """The middle of a line, a point in an area; the radius of a circle of the same area."""
    import numpy as np
    import shapely

    drawn = shapely.from_wkt(region.outline)
    lines = [part for part in shapely.get_parts(drawn) if part.geom_type == "LineString"]
    middle = (
        max(lines, key=shapely.length).interpolate(0.5, normalized=True)
        if lines
        else drawn.representative_point()
    )
    # Longitude beside the sine of latitude keeps areas as they are.
    equal_area = shapely.transform(
        polygon(region),
        lambda xy: np.column_stack([xy[:, 0], np.degrees(np.sin(np.radians(xy[:, 1])))]),
    )
    radius = region.radius_km or math.sqrt(equal_area.area * KM_PER_DEGREE**2 / math.pi)
    return round(middle.y, 4), round(middle.x, 4), round(radius, 1)
