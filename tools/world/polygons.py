"""Polygons of countries and divisions, made of Natural Earth's provinces.

A province is joined to its division (`world.join`), or divided among several (`world.partition`);
divisions are dissolved from these parts, and countries are unions of whole provinces, so countries
and divisions never disagree.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from world.join import FEW, Joined, Province, count, join, locate_towns
from world.partition import divide, participants
from world.sources import Country, Division, Town

TOLERANCE = 0.012
"""Square root of the area in degrees that the simplification may cut off; about 1 km."""
GRID = 1e-4
"""Coordinates are rounded to this many degrees, about 10 m."""
SMALL = 0.2
"""Square degrees below which a province that touches no other is not simplified."""
PARALLEL, ACROSS = 27.6667, ("MA-14", "MA-15")
"""Degrees north of the border between Morocco and Western Sahara, and the two provinces of the
source that reach across it."""


@dataclass(slots=True)
class Shapes:
    """Polygons by GeoNames code: "SY", "SY.12", "FR.11.75"; and what they were made of."""

    by_code: dict[str, BaseGeometry]
    approximate: set[str]
    """Codes of the divisions whose polygon, or part of it, was drawn by the towns in it."""
    provinces: dict[str, list[Province]]
    """The provinces that are the division or lie in it."""


def draw(
    features: list[dict[str, Any]],
    divisions: list[Division],
    countries: list[Country],
    towns: list[Town],
) -> Shapes:
    """Polygons of countries, first-order and some second-order divisions, EPSG:4326."""
    provinces = [feature["properties"] for feature in features]
    raw = shapely.make_valid(shapely.from_geojson([json.dumps(f["geometry"]) for f in features]))
    simple = _simplify(raw)
    _, raw = _cut_at_parallel(provinces, raw)
    provinces, simple = _cut_at_parallel(provinces, simple)
    rows = locate_towns(raw, towns)
    votes = count(rows, [town.first_order for town in towns], len(raw))
    joined = join(provinces, raw, votes, divisions, countries, towns)
    known = {d.code for d in divisions if d.level == 1}
    divided = participants(joined, votes, known, towns)

    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    members: dict[str, list[Province]] = defaultdict(list)
    approximate: set[str] = set()
    near: dict[int, list[Town]] = defaultdict(list)
    for town, row in zip(towns, rows.tolist(), strict=True):
        near[row].append(town)
    for row, province in enumerate(joined):
        groups[province.country].append(simple[row])
        members[province.code].append(provinces[row])
        if row in divided:
            parts = divide(simple[row], near[row], divided[row], GRID)
            approximate |= parts.keys()
            for code, part in parts.items():
                groups[code].append(part)
        elif province.code in known:
            groups[province.code].append(simple[row])
    for code, row in _second_order(provinces, joined, rows, divisions, towns).items():
        if row not in divided:
            groups[code].append(simple[row])
            members[code].append(provinces[row])
    shapes = {code: _polygonal(parts) for code, parts in sorted(groups.items())}
    drawn = {code: shape for code, shape in shapes.items() if not shape.is_empty}
    return Shapes(drawn, approximate & drawn.keys(), members)


def _simplify(shapes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Fewer corners, borders that are shared simplified alike; small islands keep theirs.

    An atoll's rim is narrower than what the simplification may cut off.
    """
    simple = shapely.coverage_simplify(shapes, TOLERANCE)
    left, _ = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    alone = np.bincount(left, minlength=len(shapes)) == 1
    small = shapely.area(shapes) < SMALL
    simple[alone & small] = shapes[alone & small]
    return shapely.make_valid(shapely.set_precision(simple, GRID))


def _cut_at_parallel(
    provinces: list[Province], shapes: np.ndarray[Any, Any]
) -> tuple[list[Province], np.ndarray[Any, Any]]:
    """Morocco's provinces cut where Western Sahara begins; what lies there says no more than that.

    The southern parts come last.
    """
    north, south = list(shapes), []
    for row, province in enumerate(provinces):
        if province["iso_3166_2"] in ACROSS:
            north[row] = shapely.intersection(shapes[row], shapely.box(-20, PARALLEL, 0, 40), GRID)
            south.append(shapely.intersection(shapes[row], shapely.box(-20, 0, 0, PARALLEL), GRID))
    bare = {"iso_a2": "EH", "iso_3166_2": ""}
    return [*provinces, *(bare for _ in south)], np.array([*north, *south])


def _polygonal(shapes: list[BaseGeometry]) -> BaseGeometry:
    """The union's areas, without the lines and points that rounding may leave."""
    union = shapely.union_all(shapes, grid_size=GRID)
    parts = [p for p in shapely.get_parts(union) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.normalize(shapely.union_all(parts)) if parts else shapely.Polygon()


def _second_order(
    provinces: list[Province],
    joined: list[Joined],
    rows: np.ndarray[Any, Any],
    divisions: list[Division],
    towns: list[Town],
) -> dict[str, int]:
    """The second-order divisions that are one whole province, with its number."""
    by_id = {d.geonameid: d.code for d in divisions if d.level == 2}
    by_iso = {d.iso: d.code for d in reversed(divisions) if d.level == 2 and d.iso}
    votes = count(rows, [town.second_order for town in towns], len(provinces))
    # An id tells more than a code, which provinces may share, and a code more than the towns.
    found: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, (province, counted) in enumerate(zip(provinces, votes, strict=True)):
        signs = (
            by_id.get(province.get("gn_id") or 0),
            by_iso.get(province["iso_3166_2"]),
            _nearly_all(counted),
        )
        for rank, code in enumerate(signs):
            if code and code.startswith(joined[row].code + "."):
                found[code][rank].append(row)
                break
    best = {code: ranks[min(ranks)] for code, ranks in found.items()}
    return {code: rows[0] for code, rows in best.items() if len(rows) == 1}


def _nearly_all(votes: Counter[str]) -> str:
    """The code of nearly all towns, "" where they are few or divided."""
    total = votes.total()
    code, number = max(votes.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return code if total >= FEW and number >= 0.9 * total else ""
