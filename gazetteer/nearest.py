"""The places nearest to a point, by cells of a quarter of a degree searched in growing rings.

Distances within the cells are compared as chords of the unit sphere, of points that lie in memory
in the order of the cells; those that are kept get their great-circle distance.
"""

import math

import numpy as np
from numpy.typing import NDArray

from gazetteer.build import CELL
from gazetteer.index import Index
from gazetteer.place import EARTH_RADIUS_KM, check_coordinates, distance_km

_ACROSS, _DOWN = round(360 / CELL), round(180 / CELL)
_RINGS = (1, 2, 4, 8, 16, 32, 64, 128, _DOWN)
_SLACK_KM = 0.01
"""Points are stored to about a metre: so much farther is looked before the exact distances."""


def nearest_rows(
    index: Index,
    latitude: float,
    longitude: float,
    count: int,
    max_km: float | None,
    unwanted: NDArray[np.bool_] | None,
) -> list[tuple[int, float]]:
    """Rows and distances in km of the `count` nearest places, nearest first, ties by row.

    `unwanted` tells of each of `Index.cell_rows` whether it is passed over; None takes all.
    """
    check_coordinates(latitude, longitude)
    limit = math.inf if max_km is None else max_km
    here = _unit_vector(latitude, longitude)
    line, column = _line(latitude), _column(longitude)
    for ring in _RINGS:
        # All that is nearer than this lies in the cells that are searched.
        whole = ring == _RINGS[-1]
        certain = math.inf if whole else _certain_km(latitude, longitude, line, column, ring)
        reach = min(limit, certain)
        rows, chords = _around(index, line, column, ring, here, unwanted)
        farthest = _farthest(chords, count)
        if certain >= limit or farthest < _chord2(reach):
            break
    # Of equally near ones all are kept, since their rows decide.
    rows = rows[chords <= _chord2(min(reach, _km(farthest)) + _SLACK_KM)]
    latitudes, longitudes = index.latitude, index.longitude
    exact = [
        (distance_km(latitude, longitude, float(latitudes[row]), float(longitudes[row])), row)
        for row in rows.tolist()
    ]
    near = sorted((round(distance, 3), row) for distance, row in exact if distance <= reach)
    return [(row, distance) for distance, row in near[:count]]


def _farthest(chords: NDArray[np.float32], count: int) -> float:
    """The chord, squared, within which `count` wanted places lie; infinite if there are fewer."""
    if len(chords) < count:
        return math.inf
    return float(chords.min() if count == 1 else np.partition(chords, count - 1)[count - 1])


def rows_within(
    index: Index,
    latitude: float,
    longitude: float,
    radius_km: float,
    unwanted: NDArray[np.bool_] | None,
) -> list[tuple[int, float]]:
    """Rows and distances in km of all places within a radius, nearest first, ties by row."""
    return nearest_rows(index, latitude, longitude, len(index), radius_km, unwanted)


def rows_in_box(
    index: Index, west: float, south: float, east: float, north: float
) -> NDArray[np.int32]:
    """Rows whose point lies in a cell that touches the box, in degrees with west <= east."""
    lines = _line(south), _line(north)
    first, last = _column(west), _column(east)
    pieces = [
        index.cell_rows[_slice(index, line, first, last)]
        for line in range(lines[0], lines[1] + 1)
    ]  # fmt: skip
    return np.sort(np.concatenate(pieces))


def _chord2(km: float) -> float:
    """The square of the chord of a distance, on the unit sphere."""
    return 4.0 if km >= math.pi * EARTH_RADIUS_KM else (2 * math.sin(km / EARTH_RADIUS_KM / 2)) ** 2


def _km(chord2: float) -> float:
    if chord2 > 4:
        return math.inf
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord2) / 2))


def _unit_vector(latitude: float, longitude: float) -> NDArray[np.float32]:
    phi, lambda_ = math.radians(latitude), math.radians(longitude)
    flat = math.cos(phi)
    return np.array([flat * math.cos(lambda_), flat * math.sin(lambda_), math.sin(phi)], np.float32)


def _certain_km(latitude: float, longitude: float, line: int, column: int, ring: int) -> float:
    """How far the cells around a point reach in every direction; 0 where they reach a pole."""
    if line - ring <= 0 or line + ring + 1 >= _DOWN:
        return 0.0
    south, north = (line - ring) * CELL - 90, (line + ring + 1) * CELL - 90
    west, east = (column - ring) * CELL - 180, (column + ring + 1) * CELL - 180
    up = math.radians(min(latitude - south, north - latitude))
    along = math.radians(min(90.0, longitude - west, east - longitude))
    # A meridian is nearer than the parallel to it is long.
    aside = math.asin(math.cos(math.radians(latitude)) * math.sin(along))
    return min(up, aside) * EARTH_RADIUS_KM


def _around(
    index: Index,
    line: int,
    column: int,
    ring: int,
    here: NDArray[np.float32],
    unwanted: NDArray[np.bool_] | None,
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Rows in the cells around one, and the squares of their chords from `here`.

    The chord of a place that is unwanted is past all others.
    """
    columns = _columns(column, ring)
    runs = [
        _slice(index, number, first, last)
        for number in range(max(0, line - ring), min(_DOWN, line + ring + 1))
        for first, last in columns
    ]
    rows = np.concatenate([index.cell_rows[run] for run in runs])
    away = np.concatenate([index.cell_points[run] for run in runs])
    away -= here
    chords: NDArray[np.float32] = np.einsum("ij,ij->i", away, away)
    if unwanted is not None:
        chords[np.concatenate([unwanted[run] for run in runs])] = np.inf
    return rows, chords


def _slice(index: Index, line: int, first: int, last: int) -> slice:
    """Where the cells of one line from the first to the last column stand in `cell_rows`."""
    at = line * _ACROSS
    return slice(index.cell_start[at + first], index.cell_start[at + last + 1])


def _line(latitude: float) -> int:
    return min(_DOWN - 1, int((latitude + 90) / CELL))


def _column(longitude: float) -> int:
    return min(_ACROSS - 1, int((longitude + 180) / CELL))


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
