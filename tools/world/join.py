"""Which first-order division of GeoNames each of Natural Earth's provinces is, or lies in.

A province says so by its ISO 3166-2 code, its GeoNames id and its names; but codes there are older
than GeoNames' and at times another province's, so that they count only where a town of the division
lies in the province. Provinces finer than GeoNames' level (departments in France, boroughs in Great
Britain) name none: the towns in them decide, since each carries the division of today.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from gazetteer.names import fold
from world.sources import Country, Division, Town

Province = dict[str, Any]
"""The properties of a province of Natural Earth."""
Shapes = np.ndarray[Any, Any]
Rows = np.ndarray[Any, np.dtype[np.intp]]

OFF_THE_COAST = 0.1
"""Degrees within which a town that lies in no polygon belongs to the nearest."""
AT_THE_BORDER = 0.005
"""Degrees that a town may lie outside its province: two sources draw no border quite alike."""
FEW = 3
"""Fewer towns do not speak against a province's own codes and names."""
MIN_SHARE = 0.6
"""Share of its towns that makes a province a division's, or another country's than it says."""
CLEAR_SHARE = 0.75
"""Share that leaves no need to look at the provinces that share its code."""
MISLABELLED = {"AZ-LAN": "AZ.28", "MD-BD": "MD.58"}
"""Codes of provinces that are another division than they say: the names of Lankaran stand at
Lachin, and what is called Bender is the south of Transnistria."""
MERGED = {
    "LV-014": "LV.03", "LV-023": "LV.19", "LV-031": "LV.B5", "LV-037": "LV.C7", "LV-039": "LV.05",
    "LV-049": "LV.10", "LV-051": "LV.21", "LV-061": "LV.C7", "LV-082": "LV.03", "LV-090": "LV.C5",
    "LV-103": "LV.22", "LC-04": "LC.06",
}  # fmt: skip
"""Provinces without towns that have become part of a division since the source drew them."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What a province is: the code of a division ("SY.12"), or of a country alone ("PR")."""

    code: str
    """A country alone where the province is several divisions, or no one knows which."""
    sure: bool
    """Whether the province, or all that share its code, say so: then it lies in no other."""

    @property
    def country(self) -> str:
        return self.code.split(".")[0]


def locate_towns(shapes: Shapes, towns: list[Town]) -> Rows:
    """For each town the polygon that it lies in, or off whose coast it lies; -1 for none."""
    points = shapely.points([(t.longitude, t.latitude) for t in towns])
    shapely.prepare(shapes)
    tree = shapely.STRtree(shapes)
    found = np.full(len(towns), -1)
    town_rows, shape_rows = tree.query(points, predicate="within")
    # Where two polygons overlap, the first of them counts.
    order = np.lexsort((-shape_rows, town_rows))
    found[town_rows[order]] = shape_rows[order]
    outside = np.flatnonzero(found < 0)
    near, nearest = tree.query_nearest(
        points[outside], max_distance=OFF_THE_COAST, all_matches=False
    )
    found[outside[near]] = nearest
    return found


def count(rows: Rows, codes: list[str], provinces: int) -> list[Counter[str]]:
    """For each province how many towns lie in it, by their codes; empty codes do not count."""
    counted: list[Counter[str]] = [Counter() for _ in range(provinces)]
    for row, code in zip(rows.tolist(), codes, strict=True):
        if row >= 0 and code:
            counted[row][code] += 1
    return counted


def join(
    provinces: list[Province],
    shapes: Shapes,
    votes: list[Counter[str]],
    divisions: list[Division],
    countries: list[Country],
    towns: list[Town],
) -> list[Joined]:
    """What each province is; `votes` are its towns by first-order division."""
    signs = _Signs(divisions, countries)
    own = _own(provinces, shapes, votes, signs, towns)
    siblings = _towns_of_siblings(provinces, votes)
    joined = []
    for index, (province, counted) in enumerate(zip(provinces, votes, strict=True)):
        country = signs.country(province, counted)
        code = MISLABELLED.get(province["iso_3166_2"]) or own.get(index, "")
        sure = bool(code)
        if not sure and counted.total() >= FEW:
            code = _most(counted, country, signs.known, CLEAR_SHARE)
        if not code:
            together = siblings.get(province["iso_3166_2"], Counter())
            code = _most(together, country, signs.known, CLEAR_SHARE)
            sure = bool(code)
        if not code:
            code = _most(counted, country, signs.known, MIN_SHARE)
        if not code and counted.total() < FEW:
            code = signs.of_the_whole(province, country)
        joined.append(Joined(code or country, sure))
    return joined


def inside(votes: Counter[str], country: str, known: set[str]) -> dict[str, int]:
    """The towns that carry the code of a division of the country."""
    return {c: n for c, n in votes.items() if c in known and c.split(".")[0] == country}


def _most(votes: Counter[str], country: str, known: set[str], share: float) -> str:
    """The division of a country that so large a share of the towns belong to, else ""."""
    found = inside(votes, country, known)
    code, number = max(found.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return code if number and number >= share * sum(found.values()) else ""


def _towns_of_siblings(
    provinces: list[Province], votes: list[Counter[str]]
) -> dict[str, Counter[str]]:
    """By code the towns of all provinces that share one: the cities of Metro Manila do."""
    sharing = Counter(province["iso_3166_2"] for province in provinces)
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for province, counted in zip(provinces, votes, strict=True):
        if sharing[province["iso_3166_2"]] > 1 and province["iso_3166_2"]:
            together[province["iso_3166_2"]].update(counted)
    return together


def _own(
    provinces: list[Province],
    shapes: Shapes,
    votes: list[Counter[str]],
    signs: "_Signs",
    towns: list[Town],
) -> dict[int, str]:
    """The divisions that provinces say they are, where they can be, by the province's number.

    Provinces that say it in more ways come first, and one that may be either of two divisions is
    that which no other province is.
    """
    where = _points_by_division(towns)
    claims = []
    for index, (province, counted) in enumerate(zip(provinces, votes, strict=True)):
        for code, ways in signs.of(province).items():
            apart = float(shapely.distance(shapes[index], where[code])) if code in where else 0.0
            mislabelled = province["iso_3166_2"] in MISLABELLED
            if not mislabelled and _may_be(ways, apart, counted.total()):
                claims.append((-len(ways), -counted[code], apart, code, index))
    own: dict[int, str] = {}
    taken: set[str] = set()
    for again in (False, True):
        for *_, code, index in sorted(claims):
            if index not in own and (again or code not in taken):
                own[index] = code
                taken.add(code)
    return own


def _may_be(ways: set[str], apart: float, towns: int) -> bool:
    """Whether a province may be a division that it names, whose nearest town is so far from it."""
    if towns >= FEW:
        return apart <= AT_THE_BORDER
    if towns:
        return apart <= (4 * AT_THE_BORDER if len(ways) == 1 else 40 * AT_THE_BORDER)
    return ways != {"name"} or apart <= 20 * AT_THE_BORDER


def _points_by_division(towns: list[Town]) -> dict[str, Any]:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        points[town.first_order].append((town.longitude, town.latitude))
    return {code: shapely.multipoints(found) for code, found in points.items()}


class _Signs:
    """Divisions by ISO 3166-2 code, GeoNames id and name, countries by name."""

    def __init__(self, divisions: list[Division], countries: list[Country]) -> None:
        self.known = {d.code for d in divisions if d.level == 1}
        self._by_iso = {d.iso: d.code for d in reversed(divisions) if d.iso}
        self._by_id = {d.geonameid: d.code for d in divisions}
        self._by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
        for division in divisions:
            if division.level == 1:
                for name in {fold(name) for name in (division.name, *division.names)}:
                    self._by_name[division.country, name].append(division.code)
        self._iso2 = {c.iso2 for c in countries}
        self._territories = {fold(name): c.iso2 for c in countries for name in c.names}

    def country(self, province: Province, votes: Counter[str]) -> str:
        """ISO 3166-1 alpha-2 code of a province that is no division by its own word."""
        by_country = Counter[str]()
        for code, number in votes.items():
            by_country[code.split(".")[0]] += number
        most, number = max(by_country.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        given: str = province["iso_a2"]
        if number >= FEW and number >= MIN_SHARE * votes.total():
            return most
        if province["iso_3166_2"].endswith("~"):
            # A code of the source's own: territories that it counts to their mother country.
            return self._territories.get(fold(province.get("name") or ""), given)
        return given if given in self._iso2 else most

    def of(self, province: Province) -> dict[str, set[str]]:
        """Codes of the first-order divisions that a province names, and in which ways it does."""
        found: dict[str, set[str]] = defaultdict(set)
        for way, code in (*self._coded(province), *self._named(province, _NAMES)):
            if code in self.known:
                found[code].add(way)
        return found

    def of_the_whole(self, province: Province, country: str) -> str:
        """The first-order division of a country in which a province says it lies, else ""."""
        codes = [MERGED.get(province["iso_3166_2"], "")]
        codes += [code for _, code in self._coded(province)]
        codes.append(province.get("gn_a1_code") or "")
        codes += [code for _, code in self._named(province, ("geonunit",))]
        for code in (".".join(code.split(".")[:2]) for code in codes):
            if code in self.known and code.split(".")[0] == country:
                return code
        return ""

    def _coded(self, province: Province) -> Iterator[tuple[str, str]]:
        if code := self._by_iso.get(province["iso_3166_2"]):
            yield "iso", code
        # A minus says that the source is not quite sure of the id.
        if code := self._by_id.get(abs(province.get("gn_id") or 0)):
            yield "id", code

    def _named(self, province: Province, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        names = {fold(name) for key in keys for name in (province.get(key) or "").split("|")}
        for name in sorted(filter(None, names)):
            for code in self._by_name.get((province["iso_a2"], name), ()):
                yield "name", code


_NAMES = ("name", "name_en", "gn_name", "name_alt")
