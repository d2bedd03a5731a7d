"""The places nearest to a point, by cells of a grid searched in growing rings.

Distances within the cells are compared as chords of the unit sphere, of points that lie in memory
cell by cell along each line (`gazetteer.build_places`); those that are kept get their great-circle
distance.
"""

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from gazetteer.index import Index
from gazetteer.place import EARTH_RADIUS_KM, check_coordinates, distance_km
from gazetteer.stored import DEGREE, Grid

_GROWTH = 3
"""Each ring of cells is so many times as wide as the one before."""
_SLACK_KM = 0.01
"""Points are stored to about a metre: so much farther is looked before the exact distances."""


def nearest_rows(
    index: Index,
    latitude: float,
    longitude: float,
    count: int,
    max_km: float | None,
    barred: NDArray[np.float32] | None,
) -> list[tuple[int, float]]:
    """Rows and distances in km of the `count` nearest places, nearest first, ties by row.

    `barred` is infinite for each of `Index.cell_rows` that is passed over, and 0 for the others;
    None takes all.
    """
    check_coordinates(latitude, longitude)
    limit = math.inf if max_km is None else max_km
    here = _unit_vector(latitude, longitude)
    grid, ring = index.grid, 1
    line, column = grid.line(latitude), grid.column(longitude)
    while True:
        # All that is nearer than this lies in the cells that are searched.
        whole = ring > grid.down
        certain = math.inf if whole else _certain_km(grid, latitude, longitude, line, column, ring)
        reach = min(limit, certain)
        runs = _runs(index, line, column, ring)
        chords = _chords(index, runs, here, barred)
        farthest = _farthest(chords, count)
        if certain >= limit or farthest < _chord2(reach):
            break
        ring *= _GROWTH
    # Of equally near ones all are kept, since their rows decide.
    kept = (chords <= _chord2(min(reach, _km(farthest)) + _SLACK_KM)).nonzero()[0]
    south, east = index.latitude_parts, index.longitude_parts
    exact = [
        (distance_km(latitude, longitude, south[row] / DEGREE, east[row] / DEGREE), row)
        for row in _rows_at(index, runs, kept.tolist())
    ]
    near = sorted((round(distance, 3), row) for distance, row in exact if distance <= reach)
    return [(row, distance) for distance, row in near[:count]]


def _farthest(chords: NDArray[np.float32], count: int) -> float:
    """The chord, squared, within which `count` wanted places lie; infinite if there are fewer."""
    if len(chords) < count:
        return math.inf
    if count == 1:
        return float(chords[chords.argmin()])
    return float(np.partition(chords, count - 1)[count - 1])


def rows_within(
    index: Index,
    latitude: float,
    longitude: float,
    radius_km: float,
    barred: NDArray[np.float32] | None,
) -> list[tuple[int, float]]:
    """Rows and distances in km of all places within a radius, nearest first, ties by row."""
    return nearest_rows(index, latitude, longitude, len(index), radius_km, barred)


def rows_in_box(
    index: Index, west: float, south: float, east: float, north: float
) -> NDArray[np.int32]:
    """Rows in all cells that touch the box (degrees, west <= east)."""
    grid = index.grid
    first, last = grid.column(west), grid.column(east)
    pieces = [
        index.cell_rows[slice(*_run(index, line, first, last))]
        for line in range(grid.line(south), grid.line(north) + 1)
    ]
    return np.sort(np.concatenate(pieces))


def _chord2(km: float) -> float:
    """The square of the chord of a distance, on the unit sphere."""
    return 4.0 if km >= math.pi * EARTH_RADIUS_KM else (2 * math.sin(km / EARTH_RADIUS_KM / 2)) ** 2


def _km(chord2: float) -> float:
    if chord2 > 4:
        return math.inf
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord2) / 2))


def _unit_vector(latitude: float, longitude: float) -> NDArray[np.float32]:
    """(3, 1) a point of the unit sphere."""
    phi, lambda_ = math.radians(latitude), math.radians(longitude)
    flat = math.cos(phi)
    vector = [[flat * math.cos(lambda_)], [flat * math.sin(lambda_)], [math.sin(phi)]]
    return np.array(vector, np.float32)


def _certain_km(
    grid: Grid, latitude: float, longitude: float, line: int, column: int, ring: int
) -> float:
    """How far the cells around a point reach in every direction; 0 where they reach a pole."""
    if line - ring <= 0 or line + ring + 1 >= grid.down:
        return 0.0
    south, north = (line - ring) * grid.size - 90, (line + ring + 1) * grid.size - 90
    west, east = (column - ring) * grid.size - 180, (column + ring + 1) * grid.size - 180
    up = math.radians(min(latitude - south, north - latitude))
    along = math.radians(min(90.0, longitude - west, east - longitude))
    # A meridian is nearer than the parallel to it is long.
    aside = math.asin(math.cos(math.radians(latitude)) * math.sin(along))
    return min(up, aside) * EARTH_RADIUS_KM


Run = tuple[int, int]
"""Where the places of neighbouring cells begin and end in `Index.cell_rows`."""


def _runs(index: Index, line: int, column: int, ring: int) -> list[Run]:
    """The runs of the cells around one, empty ones left out."""
    grid, starts = index.grid, index.cell_start
    columns = _columns(grid.across, column, ring)
    runs = []
    for other in range(max(0, line - ring), min(grid.down, line + ring + 1)):
        at = other * grid.across
        for first, last in columns:
            begin, end = starts[at + first], starts[at + last + 1]
            if begin < end:
                runs.append((begin, end))
    return runs


def _run(index: Index, line: int, first: int, last: int) -> Run:
    """The run of the cells of a line from the first to the last column."""
    at = line * index.grid.across
    return index.cell_start[at + first], index.cell_start[at + last + 1]


def _chords(
    index: Index,
    runs: list[Run],
    here: NDArray[np.float32],
    barred: NDArray[np.float32] | None,
) -> NDArray[np.float32]:
    """The squares of the chords from `here` to the places of the runs, infinite for barred ones."""
    if not runs:
        return np.empty(0, np.float32)
    points = index.cell_points
    away = np.concatenate([points[:, begin:end] for begin, end in runs], axis=1)
    away -= here
    away *= away
    chords: NDArray[np.float32] = away[0] + away[1] + away[2]
    if barred is not None:
        chords += np.concatenate([barred[begin:end] for begin, end in runs])
    return chords


def _rows_at(index: Index, runs: list[Run], positions: list[int]) -> Iterator[int]:
    """The rows at ascending positions in the runs taken together."""
    before, left = 0, iter(runs)
    begin, end = next(left, (0, 0))
    for position in positions:
        while position - before >= end - begin:
            before += end - begin
            begin, end = next(left)
        yield index.cell_row[begin + position - before]


def _columns(across: int, along: int, ring: int) -> list[tuple[int, int]]:
    """First and last column of the cells to search; two runs across the antimeridian."""
    if 2 * ring + 1 >= across:
        return [(0, across - 1)]
    first, last = along - ring, along + ring
    if first < 0:
        return [(0, last), (first + across, across - 1)]
    if last >= across:
        return [(first, across - 1), (0, last - across)]
    return [(first, last)]
