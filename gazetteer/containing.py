"""The countries and divisions that a point lies in, by their polygons."""

from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray

from gazetteer.index import Index
from gazetteer.place import Place, check_coordinates

_SECOND_ORDER = 2
"""How many parents a second-order division has."""


def containing_rows(index: Index, latitude: float, longitude: float) -> list[int]:
    """Rows of the countries and divisions whose polygon holds a point, finest first, ties by row.

    Empty at sea, and of divisions short of those that have no polygon. Degrees are EPSG:4326; out
    of range is a `CoordinateError`.
    """
    check_coordinates(latitude, longitude)
    tree, drawn = _divisions(index)
    rows = drawn[tree.query(shapely.Point(longitude, latitude), predicate="intersects")]
    depths = np.count_nonzero(index.parents[rows] >= 0, axis=1)
    order = np.lexsort((rows, -depths))
    return [int(row) for row in rows[order]]


def areas_around(index: Index, latitude: float, longitude: float) -> tuple[Place, ...]:
    """The divisions and the country that a point lies in, finest first; all of one country."""
    areas = [index.place(row) for row in containing_rows(index, latitude, longitude)]
    # On a border there may be those of two countries.
    return tuple(area for area in areas if area.country_code == areas[0].country_code)


def first_order_rows(
    index: Index, latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Rows of the first-order divisions, else countries, whose polygons hold points, else -1."""
    tree, drawn = _divisions(index)
    points, positions = tree.query(shapely.points(longitudes, latitudes), predicate="intersects")
    depths = np.count_nonzero(index.parents[drawn[positions]] >= 0, axis=1)
    found = np.full(len(latitudes), -1, np.int32)
    # The last of a point's polygons is kept: a division, and of two on a border the first by row.
    order = np.lexsort((-drawn[positions], depths))
    order = order[depths[order] < _SECOND_ORDER]
    found[points[order]] = drawn[positions[order]]
    return found


@lru_cache(maxsize=2)
def _divisions(index: Index) -> tuple[shapely.STRtree, NDArray[np.int32]]:
    """The polygons of countries and divisions, and the row of each."""
    areas = index.features_like("A", None)
    rows = index.rows_with_shape[areas[index.feature[index.rows_with_shape]]]
    return shapely.STRtree(shapely.from_wkb([index.wkb(int(row)) for row in rows])), rows
