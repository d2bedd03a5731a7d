"""The places nearest to a point, by cells of half a degree searched in growing rings."""

import math

import numpy as np
from numpy.typing import NDArray

from gazetteer.build import CELL
from gazetteer.index import Index
from gazetteer.place import EARTH_RADIUS_KM, check_coordinates

_ACROSS, _DOWN = round(360 / CELL), round(180 / CELL)
_RINGS = (1, 2, 4, 8, 16, 32, 64, _DOWN)
_KM_PER_CELL = CELL * math.pi * EARTH_RADIUS_KM / 180


def nearest_rows(
    index: Index,
    latitude: float,
    longitude: float,
    count: int,
    max_km: float | None,
    feature_class: str | None,
) -> list[tuple[int, float]]:
    """Rows and distances in km of the `count` nearest places, nearest first, ties by row."""
    check_coordinates(latitude, longitude)
    limit = math.inf if max_km is None else max_km
    classes = None
    if feature_class is not None:
        classes = np.array([f.partition(".")[0] == feature_class for f in index.features])
    for ring in _RINGS:
        whole = ring == _RINGS[-1]
        rows = _rows_around(index, latitude, longitude, ring)
        if classes is not None:
            rows = rows[classes[index.feature[rows]]]
        distances = _distances(index, rows, latitude, longitude)
        # All that is nearer than this lies in the cells that were searched.
        certain = math.inf if whole else _certain_km(latitude, ring)
        near = distances <= min(limit, certain)
        if whole or near.sum() >= count or certain >= limit:
            break
    rows, distances = rows[near], distances[near]
    order = np.lexsort((rows, distances))[:count]
    return [(int(rows[i]), round(float(distances[i]), 3)) for i in order]


def _certain_km(latitude: float, ring: int) -> float:
    """How far the cells around a point reach in every direction; 0 where they reach a pole."""
    farthest = abs(latitude) + (ring + 1) * CELL
    return ring * _KM_PER_CELL * math.cos(math.radians(farthest)) if farthest < 90 else 0.0


def _rows_around(index: Index, latitude: float, longitude: float, ring: int) -> NDArray[np.int32]:
    down = min(_DOWN - 1, int((latitude + 90) / CELL))
    along = min(_ACROSS - 1, int((longitude + 180) / CELL))
    pieces = []
    for line in range(max(0, down - ring), min(_DOWN, down + ring + 1)):
        for first, last in _columns(along, ring):
            start = index.cell_starts[line * _ACROSS + first]
            end = index.cell_starts[line * _ACROSS + last + 1]
            pieces.append(index.cell_rows[start:end])
    return np.concatenate(pieces)


def _columns(along: int, ring: int) -> list[tuple[int, int]]:
    """First and last column of the cells to search; two runs across the antimeridian."""
    if 2 * ring + 1 >= _ACROSS:
        return [(0, _ACROSS - 1)]
    first, last = along - ring, along + ring
    if first < 0:
        return [(0, last), (first + _ACROSS, _ACROSS - 1)]
    if last >= _ACROSS:
        return [(first, _ACROSS - 1), (0, last - _ACROSS)]
    return [(first, last)]


def _distances(
    index: Index, rows: NDArray[np.int32], latitude: float, longitude: float
) -> NDArray[np.float64]:
    phi = np.radians(index.latitude[rows])
    here = math.radians(latitude)
    half_phi = (phi - here) / 2
    half_lambda = np.radians(index.longitude[rows] - longitude) / 2
    h = np.sin(half_phi) ** 2 + math.cos(here) * np.cos(phi) * np.sin(half_lambda) ** 2
    distances: NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1, h)))
    return distances
