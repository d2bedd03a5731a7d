"""Natural Earth's provinces, joined to GeoNames' divisions and dissolved to their level.

A province goes to the division that most of the towns in it belong to: the codes in the data are
older than GeoNames' and differ in level (departments in France, boroughs in Great Britain), while
every town carries the code of today. Codes decide where a province holds too few towns. A country
is the union of its provinces, so countries and divisions never disagree.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from world.sources import Division, Town

TOLERANCE = 0.012
"""Square root of the area in degrees that the simplification may cut off; about 1 km."""
GRID = 1e-4
"""Coordinates are rounded to this many degrees, about 10 m."""
MIN_VOTES = 3
MIN_SHARE = 0.6


@dataclass(slots=True)
class Shapes:
    """Polygons by GeoNames code: "SY", "SY.12", "FR.11.75"; and the provinces behind each."""

    by_code: dict[str, BaseGeometry]
    provinces: dict[str, list[dict[str, Any]]]


def join_and_dissolve(
    features: list[dict[str, Any]], divisions: list[Division], towns: list[Town]
) -> Shapes:
    """Polygons of countries, first-order and some second-order divisions, EPSG:4326."""
    raw = shapely.from_geojson([json.dumps(f["geometry"]) for f in features])
    raw = shapely.make_valid(raw)
    votes1, votes2 = _votes(raw, towns)
    codes = _Codes(divisions)
    simple = shapely.coverage_simplify(raw, TOLERANCE)
    simple = shapely.make_valid(shapely.set_precision(simple, GRID))
    groups: dict[str, list[int]] = defaultdict(list)
    for index, feature in enumerate(features):
        properties = feature["properties"]
        first = _decide(votes1[index], codes.first_order(properties))
        country = first.split(".")[0] if first else properties["iso_a2"]
        groups[country].append(index)
        if first.count(".") == 1 and first in codes.known:
            groups[first].append(index)
        second = codes.second_order(properties) or _majority(votes2[index])
        if second and second.startswith(first + "."):
            groups[second].append(index)
    shapes = {
        code: _polygonal(shapely.union_all(simple[members], grid_size=GRID))
        for code, members in sorted(groups.items())
    }
    members_of = {
        code: [features[i]["properties"] for i in members] for code, members in groups.items()
    }
    # A second-order division is trusted only where it is one whole province of the source.
    for code in [c for c in shapes if c.count(".") == 2 and len(groups[c]) > 1]:
        del shapes[code]
    return Shapes({c: s for c, s in shapes.items() if not s.is_empty}, members_of)


def _polygonal(shape: BaseGeometry) -> BaseGeometry:
    """The areas of a geometry, without the lines and points that rounding may leave."""
    parts = [p for p in shapely.get_parts(shape) if p.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.normalize(shapely.union_all(parts)) if parts else shapely.Polygon()


def _votes(
    shapes: np.ndarray[Any, Any], towns: list[Town]
) -> tuple[list[Counter[str]], list[Counter[str]]]:
    """For each polygon how many towns lie in it, by the codes of their divisions."""
    points = shapely.points([(t.longitude, t.latitude) for t in towns])
    shapely.prepare(shapes)
    tree = shapely.STRtree(shapes)
    town_rows, shape_rows = tree.query(points, predicate="within")
    first: list[Counter[str]] = [Counter() for _ in shapes]
    second: list[Counter[str]] = [Counter() for _ in shapes]
    for town_row, shape_row in zip(town_rows, shape_rows, strict=True):
        town = towns[town_row]
        first[shape_row][f"{town.country}.{town.admin1}"] += 1
        if town.admin2:
            second[shape_row][f"{town.country}.{town.admin1}.{town.admin2}"] += 1
    return first, second


def _majority(votes: Counter[str]) -> str:
    """The code of nearly all towns, "" where they are few or divided."""
    total = votes.total()
    code, count = max(votes.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return code if total >= MIN_VOTES and count >= 0.9 * total else ""


def _decide(votes: Counter[str], coded: str) -> str:
    total = votes.total()
    if total:
        code, count = max(votes.items(), key=lambda item: (item[1], item[0]))
        if (total >= MIN_VOTES or not coded) and count >= MIN_SHARE * total:
            return code
        countries = Counter[str]()
        for voted, number in votes.items():
            countries[voted.split(".")[0]] += number
        country, number = max(countries.items(), key=lambda item: (item[1], item[0]))
        if not coded or (coded.split(".")[0] != country and number >= MIN_SHARE * total):
            # Several divisions of one country: the province is coarser than GeoNames there.
            return country
        return country if total >= MIN_VOTES else coded
    return coded


class _Codes:
    """GeoNames codes by GeoNames id and by ISO 3166-2, to look provinces up by."""

    def __init__(self, divisions: list[Division]) -> None:
        self.known = {d.code for d in divisions}
        self._by_id = {d.geonameid: d.code for d in divisions}
        self._by_iso = {d.iso: d.code for d in divisions if d.iso}

    def first_order(self, properties: dict[str, Any]) -> str:
        for code in self._candidates(properties):
            if code:
                return ".".join(code.split(".")[:2])
        given = properties.get("gn_a1_code") or ""
        return given if given in self.known else ""

    def second_order(self, properties: dict[str, Any]) -> str:
        for code in self._candidates(properties):
            if code.count(".") == 2:
                return code
        return ""

    def _candidates(self, properties: dict[str, Any]) -> list[str]:
        return [
            self._by_id.get(properties.get("gn_id") or 0, ""),
            self._by_iso.get(properties["iso_3166_2"], ""),
        ]
