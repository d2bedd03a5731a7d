"""Polygons of places, and the shapes that regions are drawn with. All in degrees, EPSG:4326."""

import math
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gazetteer.index import Index
from gazetteer.place import EARTH_RADIUS_KM

CORNERS = 128
"""Of the polygon that stands for a circle: its sides are within 0.03% of the radius."""


@lru_cache(maxsize=512)
def geometry(index: Index, row: int) -> BaseGeometry | None:
    """The polygon of the place in a row, EPSG:4326; None where there is none.

    A region of our own that is not drawn is the union of its members.
    """
    if (wkb := index.wkb(row)) is not None:
        return shapely.from_wkb(wkb)
    region = index.regions.get(row)
    if region is None:
        return None
    parts = [geometry(index, member) for member in region["members"]]
    known = [part for part in parts if part is not None]
    return shapely.disjoint_subset_union_all(known) if known else None


def box(west: float, south: float, east: float, north: float) -> BaseGeometry:
    """A box in degrees; one whose west is greater than its east crosses the antimeridian."""
    if west <= east:
        return shapely.box(west, south, east, north)
    return shapely.MultiPolygon(
        [shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)]
    )


def circle(latitude: float, longitude: float, radius_km: float) -> BaseGeometry:
    """A circle on the sphere, cut at the antimeridian; radii are less than 10,000 km."""
    angle = radius_km / EARTH_RADIUS_KM
    phi = math.radians(latitude)
    bearings = np.linspace(0, -2 * math.pi, CORNERS, endpoint=False)
    sines = math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * np.cos(bearings)
    latitudes = np.degrees(np.arcsin(np.clip(sines, -1, 1)))
    turns = np.arctan2(
        np.sin(bearings) * math.sin(angle) * math.cos(phi),
        math.cos(angle) - math.sin(phi) * sines,
    )
    longitudes = longitude + np.degrees(turns)
    if abs(latitude) + math.degrees(angle) < 90:
        return wrap(shapely.Polygon(np.column_stack([longitudes, latitudes])))
    return _cap(latitudes, (longitudes + 180) % 360 - 180, math.copysign(90, latitude))


def _cap(
    latitudes: NDArray[np.float64], longitudes: NDArray[np.float64], pole: float
) -> BaseGeometry:
    """The area around a pole with this edge, which every meridian crosses once."""
    order = np.argsort(longitudes)
    east, north = longitudes[order], latitudes[order]
    seam = np.interp(180, [east[-1], east[0] + 360], [north[-1], north[0]])
    edge = np.column_stack([east, north])
    return shapely.Polygon([(-180, seam), *edge, (180, seam), (180, pole), (-180, pole)])


def wrap(shape: BaseGeometry) -> BaseGeometry:
    """A shape that runs past 180 degrees east or west, cut there and put on the other side."""
    west, _, east, _ = shape.bounds
    if west >= -180 and east <= 180:
        return shape
    pieces = []
    for turn in (-360, 0, 360):
        moved = shapely.transform(shape, lambda xy, by=turn: xy + np.array([by, 0.0]))
        piece = shapely.intersection(moved, shapely.box(-180, -90, 180, 90))
        if piece.area > 0:
            pieces.append(piece)
    return shapely.union_all(pieces)


def bounds(shape: BaseGeometry) -> tuple[float, float, float, float]:
    """West, south, east and north of a shape; west > east where it crosses the antimeridian.

    It is the narrowest such box, as RFC 7946 asks for.
    """
    west, south, east, north = map(float, shape.bounds)
    pieces = shapely.bounds(shapely.get_parts(shape))
    wests, easts = pieces[np.argsort(pieces[:, 0])][:, [0, 2]].T
    reached = np.maximum.accumulate(easts)
    gaps = wests[1:] - reached[:-1]
    if not len(gaps) or gaps.max() <= west + 360 - east:
        return west, south, east, north
    widest = int(gaps.argmax())
    return float(wests[widest + 1]), south, float(reached[widest]), north


def area_km2(shape: BaseGeometry) -> float:
    """The area of polygons in km², on the ellipsoid of WGS 84.

    In the equal-area projection of EPSG:6933, which keeps parallels and meridians straight.
    """
    import pyproj

    project = pyproj.Transformer.from_crs(4326, 6933, always_xy=True).transform
    flat = shapely.transform(shape, lambda xy: np.column_stack(project(*xy.T)))
    return float(flat.area) / 1e6
