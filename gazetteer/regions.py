"""What a filter's region means: a name, a code, a box, a circle or a file → one `Region`.

A place is in a region when its chain of parents holds one of the region's members or, for regions
that are drawn (a box, a circle, an outline), when the place's own extent lies in the shape.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

SHARE_INSIDE = 0.95
"""An area lies in a shape when this share of it does: borders of two sources never quite agree."""
_BEARINGS = np.radians(np.arange(0, 360, 45))
_KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Region:
    """Where a filter wants events to have happened."""

    name: str
    label: str
    """How it is shown: "Idlib (province, Syria)"."""
    note: str | None
    """What else the name could have meant, None where it is plain."""
    members: frozenset[str]
    """Ids of places that count as inside with all that lies in them."""
    shape: BaseGeometry | None = None
    """The shape of a region that is drawn, EPSG:4326; None where the chain of parents decides."""
    parts: "tuple[Region, ...]" = ()
    """Of a union, the regions that it joins."""
    without: "tuple[Region, ...]" = ()
    """Regions that are taken out."""
    outline: BaseGeometry | None = None
    """The whole as a polygon, for maps and exports; None where the source has none."""

    @property
    def geometry(self) -> BaseGeometry | None:
        """The region as a polygon, EPSG:4326, None where it is not known."""
        return self.outline if self.outline is not None else self.shape

    def contains(self, chain: Iterable[str], extent: BaseGeometry | None) -> bool:
        """Whether a place lies in the region.

        `chain` holds the ids of the place and its parents, `extent` its point or polygon.
        """
        ids = frozenset(chain)
        return self._contains(ids, extent)

    def _contains(self, ids: frozenset[str], extent: BaseGeometry | None) -> bool:
        inside = (
            not self.members.isdisjoint(ids)
            or (self.shape is not None and extent is not None and lies_in(extent, self.shape))
            or any(part._contains(ids, extent) for part in self.parts)
        )
        return inside and not any(part._contains(ids, extent) for part in self.without)

    def contains_places(
        self,
        gazetteer: "Gazetteer",
        place_ids: Sequence[str | None],
        latitudes: NDArray[np.float64],
        longitudes: NDArray[np.float64],
        where_prec: NDArray[np.float64],
        radius_km: NDArray[np.float64],
    ) -> NDArray[np.bool_]:
        """Which of many rows lie in the region; columns as in the table of events, NaN absent.

        Exact and near places (`where_prec` 1, 2) count by their point, relative ones (5) by their
        circle, divisions, countries and seas by the extent of their place.
        """
        numbers: dict[str | None, int] = {None: 0}
        codes = np.array([numbers.setdefault(i, len(numbers)) for i in place_ids], np.intp)
        rows = _Rows(latitudes, longitudes, where_prec, radius_km)
        return self._mask(gazetteer, list(numbers), codes, rows)

    def _mask(
        self, gazetteer: "Gazetteer", ids: list[str | None], codes: NDArray[np.intp], rows: "_Rows"
    ) -> NDArray[np.bool_]:
        inside = np.zeros(len(codes), bool)
        if self.members:
            inside |= self._have_parent(gazetteer, ids)[codes]
        if self.shape is not None:
            inside |= self._mask_by_shape(gazetteer, ids, codes, rows)
        for part in self.parts:
            inside |= part._mask(gazetteer, ids, codes, rows)
        for part in self.without:
            inside &= ~part._mask(gazetteer, ids, codes, rows)
        return inside

    def _have_parent(self, gazetteer: "Gazetteer", ids: list[str | None]) -> NDArray[np.bool_]:
        """Which places are members or lie in one, by their chains."""
        index = gazetteer.index
        rows = index.rows([place_id or "" for place_id in ids])
        wanted = np.array([row for m in self.members if (row := index.row(m)) is not None], int)
        chains = np.column_stack([rows, index.parents[rows]])
        found: NDArray[np.bool_] = np.isin(chains, wanted).any(axis=1) & (rows >= 0)
        return found

    def _mask_by_shape(
        self, gazetteer: "Gazetteer", ids: list[str | None], codes: NDArray[np.intp], rows: "_Rows"
    ) -> NDArray[np.bool_]:
        shape = self.shape
        shapely.prepare(shape)
        known = ~(np.isnan(rows.latitudes) | np.isnan(rows.longitudes))
        inside = np.zeros(len(codes), bool)
        inside[known] = shapely.intersects_xy(shape, rows.longitudes[known], rows.latitudes[known])
        circles = np.flatnonzero(inside & (rows.where_prec == 5))
        inside[circles] = self._circles_inside(rows, circles)
        areas = known & np.isin(rows.where_prec, (3, 4, 6, 7))
        if areas.any():
            wanted = np.unique(codes[areas])
            by_code = np.zeros(len(ids), bool)
            for code in wanted.tolist():
                place_id = ids[code]
                extent = extent_of(gazetteer, place_id) if place_id is not None else None
                by_code[code] = extent is not None and shape is not None and lies_in(extent, shape)
            inside[areas] = by_code[codes[areas]]
        return inside

    def _circles_inside(self, rows: "_Rows", circles: NDArray[np.intp]) -> NDArray[np.bool_]:
        latitudes, longitudes = rows.latitudes[circles, None], rows.longitudes[circles, None]
        degrees = np.nan_to_num(rows.radius_km[circles, None]) / _KM_PER_DEGREE
        north = latitudes + degrees * np.cos(_BEARINGS)
        east = longitudes + degrees * np.sin(_BEARINGS) / np.cos(np.radians(latitudes))
        found: NDArray[np.bool_] = shapely.intersects_xy(self.shape, east, north).all(axis=1)
        return found


@dataclass(frozen=True, slots=True)
class _Rows:
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    where_prec: NDArray[np.float64]
    radius_km: NDArray[np.float64]


def chain_of(gazetteer: "Gazetteer", place_id: str) -> list[str]:
    """Ids of a place and its parents, nearest first; only the id where it is not known."""
    index = gazetteer.index
    row = index.row(place_id)
    if row is None:
        return [place_id]
    above = [parent for parent in reversed(index.parents[row].tolist()) if parent >= 0]
    return [place_id, *(index.place_id(parent) for parent in above)]


def extent_of(gazetteer: "Gazetteer", place_id: str) -> BaseGeometry | None:
    """A place's polygon, or its point where it has none; None where neither is known."""
    if gazetteer.index.row(place_id) is None:
        return None
    shape = gazetteer.geometry(place_id)
    if shape is not None:
        return shape
    place = gazetteer.get(place_id)
    if place.latitude is None or place.longitude is None:
        return None
    return shapely.Point(place.longitude, place.latitude)


def lies_in(extent: BaseGeometry, shape: BaseGeometry) -> bool:
    """Whether a point lies in a shape, or nearly all of an area does."""
    if extent.area == 0:
        return bool(shapely.intersects(shape, extent))
    if not shapely.intersects(shape, extent):
        return False
    return bool(shapely.intersection(shape, extent).area >= SHARE_INSIDE * extent.area)


def box(west: float, south: float, east: float, north: float) -> BaseGeometry:
    """A box in degrees; one whose west is greater than its east crosses the antimeridian."""
    if west <= east:
        return shapely.box(west, south, east, north)
    return shapely.MultiPolygon(
        [shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)]
    )


def circle(latitude: float, longitude: float, radius_km: float) -> BaseGeometry:
    """A circle on the sphere as a polygon of 128 corners, cut at the antimeridian and the poles."""
    angle = radius_km / (_KM_PER_DEGREE * 180 / math.pi)
    phi = math.radians(latitude)
    bearings = np.radians(np.linspace(0, 360, 128, endpoint=False))
    north = np.arcsin(
        math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * np.cos(bearings)
    )
    east = np.arctan2(
        np.sin(bearings) * math.sin(angle) * math.cos(phi),
        math.cos(angle) - math.sin(phi) * np.sin(north),
    )
    latitudes, longitudes = np.degrees(north), longitude + np.degrees(east)
    reach = math.degrees(angle)
    if latitude + reach >= 90:
        return shapely.box(-180, float(latitudes.min()), 180, 90)
    if latitude - reach <= -90:
        return shapely.box(-180, -90, 180, float(latitudes.max()))
    ring = shapely.Polygon(np.column_stack([longitudes, latitudes]))
    return wrap(ring)


def wrap(shape: BaseGeometry) -> BaseGeometry:
    """A shape that runs past 180 degrees east or west, cut there and put on the other side."""
    pieces = []
    for shift in (-360, 0, 360):
        moved = shapely.transform(shape, lambda xy, by=shift: xy + np.array([by, 0.0]))
        piece = shapely.intersection(moved, shapely.box(-180, -90, 180, 90))
        if not piece.is_empty and piece.area > 0:
            pieces.append(piece)
    return shapely.union_all(pieces)
