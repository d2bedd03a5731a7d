"""The towns of our own table, of which GeoNames knows no population: where they are."""

import re

import pytest
import shapely

from gazetteer.names import fold
from gazetteer.place import distance_km
from gazetteer.sources import data_folder, read_rows

ROWS = read_rows(data_folder(), "towns")
ACROSS_DEGREES = 0.15
"""How far off its division's polygon a town may lie: many of these lines are guesses."""


def point(row: dict[str, str]) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


def test_each_has_a_slug_of_its_own_a_point_and_a_radius() -> None:
    slugs = [row["slug"] for row in ROWS]
    assert slugs == sorted(set(slugs))
    for row in ROWS:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["slug"]), row
        assert 0 < float(row["radius_km"]) <= 10, row
        assert 0 < float(row["weight"]) <= 5000, row


def test_each_lies_in_its_division(world) -> None:
    for row in ROWS:
        country, first, *second = row["code"].split(".")
        division = world.division(country, first)
        assert division is not None, row
        latitude, longitude = point(row)
        here = shapely.Point(longitude, latitude)
        assert world.geometry(division).distance(here) < ACROSS_DEGREES, row
        parents = world.parents(f"dateline:{row['slug']}")
        above = ["ADM2", "ADM1", "PCLI"] if second else ["ADM1", "PCLI"]
        assert [p.feature_code for p in parents] == above, row


def test_none_is_a_town_of_geonames_under_the_same_name(world) -> None:
    for row in ROWS:
        latitude, longitude = point(row)
        near = world.around(latitude, longitude, 5.0, feature_class="P")
        names = {fold(p.name) for p, _ in near if p.source == "geonames"}
        assert fold(row["name"]) not in names, row


@pytest.mark.parametrize(
    ("name", "country", "town", "most_km"),
    [
        ("Mambasa", "CD", "Bunia", 150),
        ("Komanda", "CD", "Bunia", 80),
        ("Kolofata", "CM", "Mora", 25),
        ("Namapa", "MZ", "Nacala", 150),
        ("Bangula", "MW", "Nsanje", 55),
        ("Parachinar", "PK", "Peshawar", 150),
        ("Benapole", "BD", "Jessore", 50),
        ("Laiza", "MM", "Myitkyina", 80),
        ("Kompiam", "PG", "Wabag", 45),
        ("Tawila", "SD", "El Fasher", 80),
        ("Montrouis", "HT", "Saint-Marc", 35),
        ("Nyarugusu", "TZ", "Kasulu", 60),
        ("Kawergosk", "IQ", "Erbil", 40),
        ("Dovhenke", "UA", "Izium", 35),
        ("Panmunjom", "KP", "Kaesong", 20),
    ],
)
def test_each_is_where_the_towns_around_it_say(world, name, country, town, most_km) -> None:
    places = [m.place for m in world.lookup(name, country=country)]
    here = next(p for p in places if p.feature_class == "P")
    near = next(m.place for m in world.lookup(town, country=country) if m.place.latitude)
    assert distance_km(here.latitude, here.longitude, near.latitude, near.longitude) < most_km, here
