"""A province divided among several divisions by the towns in it, where the source draws none.

Each division gets the ground that is nearer to its towns than to those of the others: the cells of
Voronoi's diagram, joined by division and cut at the province's border. That is a guess, and marked
as one; together the parts are the province again.
"""

import math
from collections import Counter, defaultdict

import shapely
from shapely.geometry.base import BaseGeometry

from world.join import FEW, Joined, inside
from world.sources import Town

MIN_SHARE = 0.15
"""Share of a province's towns with which a division takes part in it that is drawn elsewhere."""
MIN_OF_ITS_OWN = 0.2
"""A division drawn nowhere takes part in the provinces that hold such a share of its towns ..."""
MIN_IN_ALL = 0.5
"""... and only where they together hold such a share of them: a corner of it would mislead."""
MIN_WITH_TOWNS = 0.8
"""Share of a country's undrawn divisions that must have towns to divide a province that is no
division itself: otherwise the parts of Jersey with a town would be all of it."""


def participants(
    joined: list[Joined], votes: list[Counter[str]], known: set[str], towns: list[Town]
) -> dict[int, list[str]]:
    """By number the provinces that are several divisions, and the codes of these, two or more."""
    taking: dict[int, set[str]] = defaultdict(set)
    for code, rows in _undrawn(joined, votes, known, towns).items():
        for row in rows:
            taking[row].add(code)
    for row, (province, counted) in enumerate(zip(joined, votes, strict=True)):
        if province.sure:
            continue
        found = inside(counted, province.country, known)
        least = FEW if province.code in known else 1
        least = max(least, MIN_SHARE * sum(found.values()))
        many = {code for code, number in found.items() if number >= least}
        if row in taking or (len(many) > 1 and sum(found.values()) >= FEW):
            taking[row] |= many
    for row, codes in taking.items():
        if votes[row][joined[row].code]:
            codes.add(joined[row].code)
    return {
        row: sorted(codes)
        for row, codes in sorted(taking.items())
        if len(codes) > 1 and (joined[row].code not in known or joined[row].code in codes)
    }


def _undrawn(
    joined: list[Joined], votes: list[Counter[str]], known: set[str], towns: list[Town]
) -> dict[str, list[int]]:
    """The divisions that no province is, with the numbers of the provinces that they lie in."""
    totals = Counter(town.first_order for town in towns)
    drawn = {province.code for province in joined}
    undrawn = sorted(known - drawn)
    by_country = Counter(code.split(".")[0] for code in undrawn)
    with_towns = Counter(code.split(".")[0] for code in undrawn if totals[code])
    found: dict[str, list[int]] = {}
    for code in undrawn:
        country = code.split(".")[0]
        most_have = with_towns[country] >= MIN_WITH_TOWNS * by_country[country]
        towns_in = {
            row: counted[code]
            for row, (province, counted) in enumerate(zip(joined, votes, strict=True))
            if counted[code]
            and province.country == country
            and (most_have or province.code in known)
        }
        most = max(towns_in.values(), default=0)
        # A single town beside many may lie across a border that is drawn too roughly.
        least = min(most, max(2, MIN_OF_ITS_OWN * totals[code]))
        rows = [row for row, number in towns_in.items() if number >= least]
        if rows and sum(votes[row][code] for row in rows) > MIN_IN_ALL * totals[code]:
            found[code] = rows
    return found


def divide(
    province: BaseGeometry, towns: list[Town], codes: list[str], grid: float
) -> dict[str, BaseGeometry]:
    """The parts of a province by code: of each of its points the division of the nearest town.

    `towns` are those in or near the province; corners are rounded to `grid` degrees.
    """
    south, north = province.bounds[1], province.bounds[3]
    # Degrees of longitude made as long as those of latitude, for cells by distance.
    scale = math.cos(math.radians((south + north) / 2))
    places: dict[tuple[float, float], str] = {}
    for town in towns:
        if town.first_order in codes:
            places.setdefault((town.longitude * scale, town.latitude), town.first_order)
    stretched = shapely.transform(province, lambda xy: xy * [scale, 1.0])
    cells = shapely.voronoi_polygons(
        shapely.multipoints(list(places)), extend_to=stretched, ordered=True
    )
    cells_of: dict[str, list[BaseGeometry]] = defaultdict(list)
    for cell, code in zip(shapely.get_parts(cells), places.values(), strict=True):
        cells_of[code].append(cell)
    parts = {}
    for code, members in sorted(cells_of.items()):
        area = shapely.transform(shapely.union_all(members), lambda xy: xy / [scale, 1.0])
        part = shapely.intersection(province, shapely.set_precision(area, grid), grid_size=grid)
        if part.area:
            parts[code] = part
    return parts
