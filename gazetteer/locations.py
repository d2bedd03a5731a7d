"""Where many things are, as columns: what a region is held against."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gazetteer.index import Index

_AREAS = (3, 4, 6, 7)
"""The `where_prec` of divisions, countries and waters."""
_RELATIVE, _OFF_COAST = 5, 7
"""The `where_prec` of regions and relative locations, and of waters, named or off a coast."""


@dataclass(frozen=True, slots=True, eq=False)
class Locations:
    """Columns of one length, one line a location. Degrees are EPSG:4326, NaN is absent.

    A location stands for the whole of its place (somewhere in Syria), for a circle (off the coast),
    or else for its point.
    """

    rows: NDArray[np.int32]
    """Rows of the places in the gazetteer's index, -1 for none."""
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    radius_km: NDArray[np.float64]
    whole: NDArray[np.bool_]
    """Which stand for all of their place."""
    circles: NDArray[np.bool_]
    """Which stand for the circle of their radius around their point."""

    def __len__(self) -> int:
        return len(self.rows)


def of_places(index: Index, rows: NDArray[np.int32]) -> Locations:
    """Places of the index as such: towns their points, all others the whole of them."""
    return Locations(
        rows,
        index.latitude[rows],
        index.longitude[rows],
        index.radius[rows].astype(float),
        whole=_are_areas(index, rows),
        circles=np.zeros(len(rows), bool),
    )


def of_events(
    index: Index,
    rows: NDArray[np.int32],
    latitudes: NDArray[np.float64],
    longitudes: NDArray[np.float64],
    where_prec: NDArray[np.float64],
    radius_km: NDArray[np.float64],
) -> Locations:
    """Locations from columns of the table of events.

    Exact and near ones (`where_prec` 1 and 2) are points. Divisions, countries and waters (3, 4, 6,
    7) are the whole of their place, and so are regions (5), which have the point of their place;
    with another point they are relative locations ("northern Lebanon"), which stand for it: who
    draws a box around what the map shows wants it. Off a coast is the circle around the place of
    which only the point is known. Where the precision is absent, a town is a point and an area the
    whole of it; where the coordinates are, the place gives them.
    """
    known = rows >= 0
    areas = _are_areas(index, rows)
    own_latitudes = np.where(known, index.latitude[rows], np.nan)
    own_longitudes = np.where(known, index.longitude[rows], np.nan)
    pointless = np.isnan(latitudes) | np.isnan(longitudes)
    at_own_point = pointless | (
        (np.abs(latitudes - own_latitudes) < 1e-6) & (np.abs(longitudes - own_longitudes) < 1e-6)
    )
    whole = areas & (
        np.isin(where_prec, _AREAS)
        | np.isnan(where_prec)
        | ((where_prec == _RELATIVE) & at_own_point)
    )
    return Locations(
        rows,
        np.where(pointless, own_latitudes, latitudes),
        np.where(pointless, own_longitudes, longitudes),
        np.nan_to_num(radius_km),
        whole,
        circles=~whole
        & ((where_prec == _OFF_COAST) | (~known & np.isin(where_prec, (*_AREAS, _RELATIVE)))),
    )


def _are_areas(index: Index, rows: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which places are countries, divisions or regions of our own."""
    divisions = np.array([feature.startswith("A.") for feature in index.features])
    regions = np.fromiter(index.regions, np.int32, len(index.regions))
    found: NDArray[np.bool_] = (divisions[index.feature[rows]] | np.isin(rows, regions)) & (
        rows >= 0
    )
    return found
