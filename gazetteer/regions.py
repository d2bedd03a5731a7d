"""Regions that people filter by, and what lies in them.

A region is one of

- a place with all that lies in it: a country, a division, a town;
- a region of the news that is made of countries and divisions ("Sahel", "Donbas");
- a shape: a box, a circle, a file of polygons, or a region of the news that is drawn ("Ghouta");
- several of these together, or one without others.

A location is in a country, a division or a region made of them when its chain of parents leads
there, whatever the polygons say: "somewhere in Syria" is in Syria and in the Middle East, but not
in Homs because Syria's point happens to lie there. Three cases have no chain to go by. A region
that is made of others is in what holds all of them (the Sahel is in Africa), and one that is drawn
is in what holds most of its outline. A town of which the second-order division is not known is in
one by its point, where that division has a polygon.

A location is in a shape when its own extent is: the point of a town, the point of a relative
location ("northern Lebanon", "60 km north of Homs"), the polygon of a country or division (nearly
all of it and its own point), the circle of one without a polygon or off a coast.

What is in one of its parts is in a union. What is in the whole and not in the part taken out is in
a difference: of "Syria minus Idlib" remains what happened somewhere in Syria, since it is not known
to be in Idlib.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gazetteer.locations import Locations, of_places
from gazetteer.place import Place
from gazetteer.shapes import geometry

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer
    from gazetteer.index import Index

SHARE_INSIDE = 0.95
"""An area lies in a shape when this share of it does: borders of two sources never quite agree."""
SHARE_OF_OUTLINE = 0.8
"""Outlines are drawn roughly, and out into the sea, so that less of them need lie in countries."""
_BEARINGS = np.radians(np.arange(0, 360, 45))
_KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Region:
    """Where a filter wants events to have happened; made by `gazetteer.region`.

    Two regions are equal, and hash alike, when they mean the same by the same open gazetteer.
    """

    gazetteer: "Gazetteer" = field(repr=False)
    name: str
    label: str
    """How it is shown: "Idlib (province, Syria)"."""
    note: str | None = None
    """What else the name could have meant, None where it is plain."""
    place: Place | None = None
    """The place that it is, None for shapes, unions and differences."""
    members: frozenset[str] = frozenset()
    """Ids of places that count as inside with all that lies in them."""
    shape: BaseGeometry | None = None
    """The shape of a region that is drawn, EPSG:4326; None where the chain of parents decides."""
    parts: "tuple[Region, ...]" = ()
    """Of a union, the regions that it joins; of a difference, the whole."""
    without: "tuple[Region, ...]" = ()
    """Of a difference, the regions that are taken out."""
    namesakes: tuple[str, ...] = field(default=(), compare=False)
    """Ids of the places elsewhere that have the name too, the best known first."""

    @property
    def geometry(self) -> BaseGeometry | None:
        """The region as a polygon, EPSG:4326; None where that of any part of it is not known.

        What `left_in` names is not taken out of it. It is put together when it is first asked for:
        tenths of a second for a continent.
        """
        return _geometry(self) if self.shape is None else self.shape

    @property
    def left_in(self) -> tuple[str, ...]:
        """Labels of what a difference takes out and its polygon has still, having none of its own.

        Filters take it out all the same: they go by what places lie in.
        """
        inner = [label for part in self.parts for label in part.left_in]
        return (*inner, *(part.label for part in self.without if part.geometry is None))

    def contains(self, place_id: str) -> bool:
        """Whether a place of the gazetteer lies in the region; else `UnknownPlaceError`."""
        row = self.gazetteer.row(place_id)
        return bool(self.contains_rows(np.array([row], np.int32))[0])

    def contains_rows(self, rows: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which places lie in the region, by their rows in the gazetteer's index."""
        return self.contains_locations(of_places(self.gazetteer.index, rows))

    def contains_locations(self, locations: Locations) -> NDArray[np.bool_]:
        """Which of many locations lie in the region; their rows are those of its gazetteer."""
        inside = np.zeros(len(locations), bool)
        if self.members:
            inside |= self._by_chain(locations)
        if self.shape is not None:
            inside |= _in_shape(self.gazetteer.index, self.shape, locations)
        for part in self.parts:
            inside |= part.contains_locations(locations)
        for part in self.without:
            inside &= ~part.contains_locations(locations)
        return inside

    def _by_chain(self, locations: Locations) -> NDArray[np.bool_]:
        """Which are at a member or in one."""
        index, rows = self.gazetteer.index, locations.rows
        wanted = [row for member in self.members if (row := index.row(member)) is not None]
        # One line more than there are places, for the -1 of what has no place or no parent.
        is_member = np.zeros(len(index) + 1, bool)
        is_member[wanted] = True
        inside = is_member[rows] | is_member[index.parents[rows]].any(axis=1)
        inside &= rows >= 0
        self._add_outlines(locations, inside)
        self._add_loose_towns(locations, wanted, inside)
        return inside

    def _add_outlines(self, locations: Locations, inside: NDArray[np.bool_]) -> None:
        """Regions that are drawn have no chain: they lie in this one when their outline does."""
        if self.shape is not None:
            return
        index, left = self.gazetteer.index, locations.whole & ~inside
        drawn = [
            row
            for row in np.unique(locations.rows[left]).tolist()
            if (region := index.regions.get(row)) and region["drawn"]
        ]
        if drawn and (shape := self.geometry) is not None:
            rows = np.array(drawn, np.int32)
            found = rows[_areas_in(index, shape, rows, SHARE_OF_OUTLINE)]
            inside |= left & np.isin(locations.rows, found)

    def _add_loose_towns(
        self, locations: Locations, wanted: list[int], inside: NDArray[np.bool_]
    ) -> None:
        """Towns of which only the first-order division is known lie in a second by their point."""
        index, rows = self.gazetteer.index, locations.rows
        for row in wanted:
            above = index.parents[row, 1]
            shape = self.gazetteer.geometry(index.place_id(row)) if above >= 0 else None
            if shape is None:
                continue
            loose = (index.parents[rows, 1] == above) & (index.parents[rows, 2] < 0)
            loose &= (rows >= 0) & ~locations.whole & ~inside
            inside[loose] = _points_in(
                shape, locations.latitudes[loose], locations.longitudes[loose]
            )


@lru_cache(maxsize=64)
def _geometry(region: Region) -> BaseGeometry | None:
    if region.place is not None:
        return region.gazetteer.geometry(region.place.place_id)
    parts = [part.geometry for part in region.parts]
    if any(geometry is None for geometry in parts):
        return None
    whole = shapely.union_all(parts)
    taken = [shape for part in region.without if (shape := part.geometry) is not None]
    return shapely.difference(whole, shapely.union_all(taken)) if taken else whole


def lies_in(area: BaseGeometry, shape: BaseGeometry, share: float = SHARE_INSIDE) -> bool:
    """Whether a point lies in a shape, or at least a share of an area does."""
    if area.area == 0:
        return bool(shapely.intersects(shape, area))
    return bool(shapely.intersection(shape, area).area >= share * area.area)


def _in_shape(index: "Index", shape: BaseGeometry, locations: Locations) -> NDArray[np.bool_]:
    latitudes, longitudes = locations.latitudes, locations.longitudes
    inside = _points_in(shape, latitudes, longitudes)
    circles = np.flatnonzero(inside & locations.circles)
    inside[circles] = _circles_in(
        shape, latitudes[circles], longitudes[circles], locations.radius_km[circles]
    )
    if locations.whole.any():
        rows, codes = np.unique(locations.rows[locations.whole], return_inverse=True)
        inside[locations.whole] = _areas_in(index, shape, rows)[codes]
    return inside


def _points_in(
    shape: BaseGeometry, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    inside = ~(_outside(shape, latitudes, longitudes) | np.isnan(latitudes) | np.isnan(longitudes))
    shapely.prepare(shape)
    inside[inside] = shapely.intersects_xy(shape, longitudes[inside], latitudes[inside])
    return inside


def _outside(
    shape: BaseGeometry, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which points lie out of the bounds of a shape; of those that are absent it is not known."""
    west, south, east, north = shape.bounds
    found: NDArray[np.bool_] = (
        (latitudes < south) | (latitudes > north) | (longitudes < west) | (longitudes > east)
    )
    return found


def _circles_in(
    shape: BaseGeometry,
    latitudes: NDArray[np.float64],
    longitudes: NDArray[np.float64],
    radius_km: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Which circles, of which the middles do, lie in the shape with eight points of their edge."""
    degrees = radius_km[:, None] / _KM_PER_DEGREE
    north = latitudes[:, None] + degrees * np.cos(_BEARINGS)
    across = degrees * np.sin(_BEARINGS) / np.cos(np.radians(latitudes[:, None]))
    east = (longitudes[:, None] + across + 180) % 360 - 180
    inside = _points_in(shape, north.ravel(), east.ravel())
    found: NDArray[np.bool_] = np.all(inside.reshape(north.shape), axis=1)
    return found


def _areas_in(
    index: "Index", shape: BaseGeometry, rows: NDArray[np.int32], share: float = SHARE_INSIDE
) -> NDArray[np.bool_]:
    """Which places lie in the shape with their point and nearly all of their polygon or circle.

    A division of which only the name is known lies where what holds it does, and a region that is
    made of others where all of these do.
    """
    stand = rows.copy()
    for parent in (index.parents[rows, level] for level in (2, 1, 0)):
        stand = np.where(np.isnan(index.latitude[stand]) & (parent >= 0), parent, stand)
    inside = _points_in(shape, index.latitude[stand], index.longitude[stand])
    members = [index.regions.get(row, {}).get("members") for row in stand.tolist()]
    made = np.array([bool(found) for found in members], bool)
    plain = np.flatnonzero(inside & ~made)
    inside[plain] = _polygons_in(index, shape, stand[plain], share)
    for position in np.flatnonzero(made).tolist():
        parts = np.array(members[position], np.int32)
        # Most are far away, which is told at once.
        near = not _outside(shape, index.latitude[parts], index.longitude[parts]).any()
        inside[position] = near and _areas_in(index, shape, parts, share).all()
    return inside


def _polygons_in(
    index: "Index", shape: BaseGeometry, rows: NDArray[np.int32], share: float
) -> NDArray[np.bool_]:
    areas = np.array([geometry(index, row) for row in rows.tolist()], object)
    drawn = np.array([area is not None for area in areas], bool)
    bare = rows[~drawn]
    inside = np.zeros(len(rows), bool)
    inside[~drawn] = _circles_in(
        shape, index.latitude[bare], index.longitude[bare], index.radius[bare].astype(float)
    )
    # Nearly all of them are covered, which a prepared shape tells at once.
    inside[drawn] = shapely.covers(shape, areas[drawn])
    for position in np.flatnonzero(drawn & ~inside).tolist():
        inside[position] = lies_in(areas[position], shape, share)
    return inside
