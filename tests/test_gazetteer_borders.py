"""Polygons of countries and divisions: that they fit together, and that places lie in them."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import shapely

from gazetteer.disputed import all_disputes
from gazetteer.shapes import area_km2
from gazetteer.sources import data_folder, read_approximate

KM_PER_DEGREE = 111.195
NEAR_KM = 25.0
"""How far off its country's polygon a place may lie: small islands are not drawn."""
ACROSS_KM = 5.0
"""How far a place may lie across a border, which is simplified to a kilometre."""
FROM_OTHERS_KM = 10.0
"""A place further from the ground of all other countries is on an island that is not drawn."""

UNDRAWN = {
    "MH": 19, "AO": 1, "BS": 1, "IL": 1, "KG": 1, "MA": 1, "MU": 1, "SC": 1, "SI": 1, "SJ": 1,
    "TF": 1, "TK": 1, "UM": 1,
}  # fmt: skip
"""First-order divisions without a polygon, by country, as DATA.md names them."""
ELSEWHERE = {
    "geonames:7302858",  # Sarupathar: India, with coordinates in Myanmar
    "geonames:97473",  # Çey: Turkey, with coordinates in Iraq
    "geonames:8593709",  # Madawaska County: Canada, where the source's towns for it lie in Maine
    "geonames:12077056",  # Putumayo: Peru, the middle of towns on both banks of the river
    "geonames:13060546",  # Sector 8: in an exclave of the Emirates that Oman lies around
    "geonames:3041964",  # Jan Mayen, drawn with Norway
    "geonames:7535695",
    "geonames:7535941",
    "geonames:257080",  # Megísti: a Greek island off Turkey that is not drawn
}
"""Places known to lie elsewhere than in their country's polygon, and why."""


class Ground:
    """The polygons of all countries, and the country of each place."""

    def __init__(self, world):
        index = self.index = world.index
        countries = [world.row(world.country(code).place_id) for code in world.country_codes()]
        self.rows = np.array([row for row in countries if index.wkb(row) is not None])
        self.shapes = shapely.from_wkb([index.wkb(row) for row in self.rows.tolist()])
        shapely.prepare(self.shapes)
        self.tree = shapely.STRtree(self.shapes)
        country = index.parents[:, 0].copy()
        country[countries] = countries
        places = index.features_like("A", None)[index.feature]
        places |= index.features_like("P", None)[index.feature]
        known = places & ~np.isnan(index.latitude[:]) & (country >= 0)
        self.places = np.flatnonzero(known)
        self.country = country

    def off(self):
        """Rows of the places that do not lie in their country's polygon, with the km to it."""
        index, rows, apart = self.index, [], []
        for row, shape in zip(self.rows.tolist(), self.shapes, strict=True):
            own = self.places[self.country[self.places] == row]
            out = own[~shapely.intersects_xy(shape, index.longitude[own], index.latitude[own])]
            points = shapely.points(index.longitude[out], index.latitude[out])
            lines = shapely.get_coordinates(shapely.shortest_line(points, shape))
            east, north = np.diff(lines.reshape(-1, 2, 2), axis=1)[:, 0].T
            east = (east + 180) % 360 - 180
            rows.append(out)
            apart.append(np.hypot(east * np.cos(np.radians(index.latitude[out])), north))
        return np.concatenate(rows), np.concatenate(apart) * KM_PER_DEGREE

    def from_others(self, rows):
        """Km from places to the ground of any country but their own; 0 for those in it."""
        index, found = self.index, np.full(len(rows), np.inf)
        points = shapely.points(index.longitude[rows], index.latitude[rows])
        reach = FROM_OTHERS_KM / KM_PER_DEGREE / np.cos(np.radians(index.latitude[rows]))
        at, other = self.tree.query(points, predicate="dwithin", distance=reach)
        foreign = self.rows[other] != self.country[rows[at]]
        at, other = at[foreign], other[foreign]
        apart = shapely.distance(points[at], self.shapes[other]) * KM_PER_DEGREE
        np.minimum.at(found, at, apart)
        return found


@pytest.fixture(scope="module")
def ground(world):
    return Ground(world)


@pytest.fixture(scope="module")
def first_order(world):
    """Polygons of first-order divisions by their codes."""
    index = world.index
    rows = [r for r in index.rows_with_shape.tolist() if index.feature_code(r) == "A.ADM1"]
    return dict(
        zip(map(index.code, rows), shapely.from_wkb([index.wkb(r) for r in rows]), strict=True)
    )


def disputed(world, rows):
    """Which places lie in a disputed area, by their chain or their point."""
    index, found = world.index, np.zeros(len(rows), bool)
    for dispute in all_disputes(world):
        members = [world.row(place_id) for place_id in dispute.members]
        found |= np.isin(rows, members) | np.isin(index.parents[rows], members).any(axis=1)
        found |= shapely.intersects_xy(dispute.shape, index.longitude[rows], index.latitude[rows])
    return found


def test_places_lie_in_their_country_unless_that_is_disputed(world, ground):
    """All 280 thousand: none across a border, but on islands that are not drawn or by mistake."""
    rows, apart = ground.off()
    others = ground.from_others(rows)
    across = (others == 0) & (apart > ACROSS_KM)
    away = (apart > NEAR_KM) & (others <= FROM_OTHERS_KM)
    wrong = rows[(across | away) & ~disputed(world, rows)]
    listed = {world.index.place_id(row) for row in wrong.tolist()}
    assert listed - ELSEWHERE == set(), [world.place_at(row) for row in wrong.tolist()]
    assert listed >= ELSEWHERE


def test_few_places_lie_on_islands_that_are_not_drawn(world, ground):
    rows, apart = ground.off()
    far = rows[apart > NEAR_KM]
    far = far[~disputed(world, far)]
    by_country = Counter(world.place_at(row).country_code for row in far.tolist())
    # Two thirds of them on the atolls of Micronesia and the Marshall Islands.
    assert sum(by_country.values()) < 130, by_country
    assert by_country["FM"] + by_country["MH"] > 60


def test_countries_without_a_polygon_are_none(world, ground):
    assert len(ground.rows) == len(world.country_codes()) == 250


def test_first_order_divisions_do_not_overlap(first_order):
    codes, shapes = list(first_order), np.array(list(first_order.values()))
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    left, right = left[left < right], right[left < right]
    both = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    share = both / np.minimum(shapely.area(shapes[left]), shapely.area(shapes[right]))
    worst = int(share.argmax())
    # Corners of parts that were drawn by towns are rounded to ten metres.
    assert share[worst] < 0.001, (codes[left[worst]], codes[right[worst]], share[worst])


def test_first_order_divisions_fill_their_country(world, first_order):
    """All but a national park, and islands and strips that belong to no division."""
    parts = {}
    for code, shape in first_order.items():
        parts.setdefault(code.split(".")[0], []).append(shape)
    whole = {code: world.geometry(world.country(code).place_id) for code in parts}
    # Since they do not overlap, their areas tell how much is left.
    left = {code: 1 - shapely.area(parts[code]).sum() / whole[code].area for code in parts}
    wide = {code for code, gap in left.items() if gap > 0.002}
    # Northeast Greenland; islets of Kiribati, New Zealand and Anguilla; the bases on Cyprus.
    assert wide == {"GL", "KI", "NZ", "AI", "CY"}
    assert min(left.values()) > -0.001
    guesses = read_approximate(data_folder())
    for code in first_order:
        if world.by_iso(code).place_id in guesses:
            country = whole[code.split(".")[0]]
            assert shapely.difference(first_order[code], country).area < 1e-4, code


def test_what_is_not_drawn_is_what_data_md_lists(world, first_order):
    index = world.index
    rows = np.flatnonzero(index.features_like("A", "ADM1")[index.feature]).tolist()
    missing = Counter(
        index.code(row).split(".")[0] for row in rows if index.code(row) not in first_order
    )
    assert missing == UNDRAWN


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("GB.SCT", "Scotland"), ("ES.56", "Catalonia"), ("IT.09", "Lombardy"),
        ("FR.11", "Île-de-France"), ("UA.11", "Crimea"), ("KE.51", "Turkana"),
        ("GB.WLS", "Wales"), ("PH.NCR", "Metro Manila"), ("UG.N", "Northern"), ("NO.12", "Oslo"),
        ("PS.GZ", "Gaza Strip"), ("MD.67", "Căușeni"), ("KP.13", "Ryanggang"),
    ],
)  # fmt: skip
def test_divisions_cut_otherwise_in_natural_earth_hold_their_towns(world, first_order, code, name):
    index = world.index
    row = world.row(world.by_iso(code).place_id)
    towns = np.flatnonzero(
        (index.parents[:, 1] == row) & index.features_like("P", None)[index.feature]
    )
    inside = shapely.intersects_xy(
        shapely.buffer(first_order[code], 0.02), index.longitude[towns], index.latitude[towns]
    )
    assert inside.mean() >= 0.75, (name, len(towns))


def test_guesses_are_marked_and_near_the_true_areas(world, first_order):
    """The areas are those that the countries publish, of 108 divisions drawn by towns."""
    approximate = read_approximate(data_folder())
    assert len(approximate) == 488
    path = Path(__file__).parent / "data" / "division_areas.csv"
    ratios = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert world.by_iso(row["code"]).place_id in approximate, row
            ratios.append(area_km2(first_order[row["code"]]) / float(row["km2"]))
    wrong = np.abs(np.array(ratios) - 1)
    assert len(wrong) > 100
    assert np.median(wrong) < 0.12
    assert np.mean(wrong < 0.25) > 0.8
    assert min(ratios) > 1 / 3
    assert max(ratios) < 2


def test_shapes_of_the_source_are_not_marked(world):
    approximate = read_approximate(data_folder())
    for code in ("SY.12", "FR.11", "GB.SCT", "US.CA", "UA.11"):
        assert world.by_iso(code).place_id not in approximate
