"""Names within names: the last resort of a look-up, which says so."""

import pytest

from gazetteer.parts import find_parts


@pytest.mark.parametrize(
    ("name", "place_id", "met"),
    [
        ("University of Aleppo", "geonames:170063", "Aleppo"),
        ("Seoul Central District Court", "geonames:1835848", "Seoul"),
        ("Bank of Mexico", "geonames:3996063", "Mexico"),
        ("Port of Los Angeles", "geonames:5368361", "Los Angeles"),
        ("Kandahar's Mirwais Hospital", "geonames:1138336", "Kandahar"),
        ("European Commission", "geonames:6255148", "European"),
        ("Embassy of Burkina Faso", "geonames:2361809", "Burkina Faso"),
    ],
)
def test_a_part_that_is_a_name_stands_for_the_whole(world, name, place_id, met):
    match = world.lookup(name, close=True)[0]
    assert (world.row(match.place.place_id), match.name, match.how) == (
        world.row(place_id), met, "part"
    )  # fmt: skip
    assert 0 < match.closeness < 1


def test_a_known_name_is_not_taken_apart(world):
    assert {m.how for m in world.lookup("New York City", close=True)}.isdisjoint({"part"})
    assert world.lookup("University of Aleppo") == []


@pytest.mark.parametrize(
    "name", ["Central Hospital", "the court of appeal", "High School", "", " ", "Aleppo"]
)
def test_common_nouns_and_whole_names_have_no_parts(world, name):
    assert find_parts(world.index, name) == []


def test_a_text_of_many_words_costs_little_and_gives_nothing_by_its_end(world):
    found = find_parts(world.index, "Lorem " * 5_000 + "Aleppo")
    assert all(world.place_at(met[2]).name != "Aleppo" for _, met in found)
