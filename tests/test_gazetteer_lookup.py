"""Look-ups by name: what news writes finds what it means."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.gazetteer import UnknownPlaceError
from gazetteer.lookup import find


def best(world, name):
    return world.lookup(name)[0]


@pytest.mark.parametrize(
    "name",
    ["Jisr al-Shughur", "JISR AL-SHUGHUR", "jisr ash shughur", "Jisr esh-Shughūr", "جسر الشغور"],
)
def test_jisr_al_shughur(world, name):
    assert best(world, name).place.place_id == "geonames:169023"


@pytest.mark.parametrize(
    ("name", "place_id", "how"),
    [
        ("London", "geonames:2643743", "exact"),
        ("Paris", "geonames:2988507", "exact"),
        ("PARIS", "geonames:2988507", "folded"),
        ("Deir al-Zour", "geonames:170794", "exact"),
        ("Ft. Worth", "geonames:4691930", "folded"),
        ("America", "geonames:6252001", "exact"),
        ("Holland", "geonames:2750405", "exact"),
        ("Burma", "geonames:1327865", "exact"),
        ("Ivory Coast", "geonames:2287781", "exact"),
        ("Russian Federation", "geonames:2017370", "exact"),
        ("U.S.", "geonames:6252001", "abbreviation"),
        ("US", "geonames:6252001", "abbreviation"),
        ("UAE", "geonames:290557", "abbreviation"),
        ("Ky.", "geonames:6254925", "abbreviation"),
        ("Loudon Co.", "geonames:4638283", "variant"),
        ("Czechs", "geonames:3077311", "demonym"),
        ("DRC", "geonames:203312", "abbreviation"),
        ("Syrian", "geonames:163843", "adjective"),
        ("Syrians", "geonames:163843", "demonym"),
        ("Dutch", "geonames:2750405", "adjective"),
        ("Filipinos", "geonames:1694008", "demonym"),
        ("Malagasy", "geonames:1062947", "adjective"),
        ("Kyrgyz", "geonames:1527747", "adjective"),
        ("Scottish", "geonames:2638360", "adjective"),
        ("Texan", "geonames:4736286", "adjective"),
        ("Chechens", "geonames:569665", "demonym"),
        ("Kurdish", "dateline:kurdistan", "adjective"),
        ("the Kremlin", "geonames:2017370", "seat"),
        ("Downing Street", "geonames:2635167", "seat"),
        ("the Élysée Palace", "geonames:3017382", "seat"),
        ("Middle East", "dateline:middle-east", "exact"),
        ("the Sahel", "dateline:sahel", "exact"),
        ("Black Sea", "dateline:black-sea", "exact"),
        ("Scotland", "geonames:2638360", "exact"),
        ("Idlib province", "geonames:169387", "variant"),
        ("State of Texas", "geonames:4736286", "exact"),
        ("Orange County", "geonames:5379524", "exact"),
    ],
)
def test_first_place(world, name, place_id, how):
    match = best(world, name)
    assert (match.place.place_id, match.how) == (place_id, how)


def test_idlib_is_city_governorate_and_district(world):
    found = [match.place.place_id for match in world.lookup("Idlib")]
    assert {"geonames:169389", "geonames:169387", "geonames:169388"} <= set(found)
    assert found.index("geonames:169389") < found.index("geonames:169388")


def test_georgia_is_country_and_state(world):
    found = [match.place.place_id for match in world.lookup("Georgia")]
    assert found[:2] == ["geonames:614540", "geonames:4197000"]


def test_congolese_are_of_either_congo(world):
    assert {m.place.country_code for m in world.lookup("Congolese")} == {"CD", "CG"}


def test_a_county_is_met_by_its_bare_name_after_all_else(world):
    found = world.lookup("Lee", country="US")
    assert found[0].place.feature_code == "PPL"
    assert {m.how for m in found if m.place.feature_code == "ADM2"} == {"variant"}


@pytest.mark.parametrize("name", ["us", "polish", "nyc ", "", "...", "Xqzwv", "ca", "it"])
def test_words_that_are_no_names_of_countries(world, name):
    assert not [m for m in world.lookup(name) if m.place.feature_code == "PCLI"]


def test_a_country_narrows_the_search(world):
    assert {m.place.country_code for m in world.lookup("Paris", country="US")} == {"US"}
    assert len(world.lookup("Paris", country="US", limit=3)) == 3


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_every_name_finds_its_place_and_the_order_is_total(world, data):
    row = data.draw(st.integers(0, len(world.index) - 1))
    place = world.place_at(row)
    found = world.lookup(place.name)
    assert place.place_id in [match.place.place_id for match in found]
    assert world.has_name(place.name)
    assert [world.row(m.place.place_id) for m in found] == world.lookup_ids(place.name)
    assert world.get(place.place_id) == place


def test_a_place_by_another_s_name_comes_after_that_place(world):
    found = world.lookup("Odessa", feature_class="P")
    assert [match.place.country_code for match in found[:2]] == ["UA", "US"]
    assert best(world, "Philadelphia").place.country_code == "US"  # as Amman once was called
    assert best(world, "Roma").place.name == "Rome"  # far better known by its other name


def test_words_cut_short_meet_as_abbreviations(world):
    match = best(world, "W. Columbia")
    assert (match.place.name, match.how) == ("West Columbia", "abbreviation")


def test_many_names_at_once_find_what_each_finds(world):
    index, chance = world.index, random.Random(3)
    names = [index.names[chance.randrange(len(index.names))] for _ in range(3_000)]
    names += ["", "Xqzwv", "U.S.", "us", "Syrians", "the Kremlin", "Idlib province", "al-Hasakah"]
    found = world.lookup_many(names)
    numbers = index.name_numbers(found.row, found.which)
    lines = zip(*(c.tolist() for c in (found.query, found.how, found.row, numbers)), strict=True)
    by_query: dict[int, list[tuple[int, int, int]]] = {}
    for query, *met in lines:
        by_query.setdefault(query, []).append(tuple(met))
    for query, name in enumerate(names):
        alone = [(how, row, number) for how, _, row, number in find(index, name)]
        assert by_query.get(query, []) == alone, name
    assert found.query.tolist() == sorted(found.query.tolist())
    assert len(world.lookup_many([])) == 0


def test_bounds_keep_and_nearness_orders(world):
    texas = world.get("geonames:4736286")
    found = world.lookup("Paris", within=texas.place_id)
    assert {match.place.admin1_code for match in found} == {"TX"}
    assert world.lookup("Paris", within=world.region("bbox:-100,30,-95,36")) == found
    assert {m.place.feature_class for m in world.lookup("Idlib", feature_class="A")} == {"A"}
    assert best(world, "Paris").place.country_code == "FR"
    near = world.lookup("Paris", near=(33.0, -96.0))
    assert near[0].place == found[0].place
    assert {match.place for match in near} == {match.place for match in world.lookup("Paris")}


@pytest.mark.parametrize(
    ("prefix", "name"), [("Jisr al", "Jisr ash Shughūr"), ("damasc", "Damascus")]
)
def test_prefixes_are_completed_by_the_most_prominent(world, prefix, name):
    found = world.complete(prefix)
    assert name in [match.place.name for match in found[:3]]
    rows = [world.row(match.place.place_id) for match in found]
    assert len(set(rows)) == len(rows) <= 10
    assert all(0 < match.closeness <= 1 for match in found)


def test_completing_within_a_country_and_nothing(world):
    assert {m.place.country_code for m in world.complete("san", country="PH", limit=5)} == {"PH"}
    assert world.complete("") == world.complete("xqzwv") == []


@given(st.text(max_size=40))
def test_any_text_is_looked_up_without_harm(world, name):
    found = world.lookup(name, close=True)
    ids = [match.place.place_id for match in found]
    assert len(ids) == len(set(ids))
    assert bool(world.lookup(name)) == world.has_name(name)


def test_has_name_agrees_with_lookup(world):
    for name in ("Idlib province", "the Kremlin", "Xqzwv", "polish", "St. Louis", "al-Hasakah"):
        assert world.has_name(name) == bool(world.lookup(name))


def test_unknown_ids_are_an_error_that_says_how_ids_look(world):
    for place_id in ("geonames:0", "geonames:x", "", "169389", "dateline:atlantis"):
        with pytest.raises(UnknownPlaceError, match="geonames:169389"):
            world.get(place_id)


def test_country_codes_and_names(world):
    assert world.country("SY").name == "Syria"
    assert world.country_name("RU") == "Russia"
    assert world.country_name("US") == "United States"
    assert world.iso3("SY") == "SYR"
    assert world.iso3("XX") is None
    assert world.division("SY", "12").place_id == "geonames:169387"
    assert world.division("SY", "99") is None
    with pytest.raises(UnknownPlaceError, match="ISO 3166-1"):
        world.country("XX")


def test_nearest(world):
    (place, distance), *_ = world.nearest(35.93, 36.63, feature_class="P")
    assert place.place_id == "geonames:169389"
    assert distance < 1
    assert world.nearest(0, -140, max_km=100) == []
    assert len(world.nearest(0, -140, count=3)) == 3
    across = world.nearest(-16.8, 179.99, count=5, feature_class="P")
    assert any(p.longitude < 0 for p, _ in world.nearest(-16.8, 179.99, count=60)) or across
    distances = [d for _, d in world.nearest(89.9, 0, count=4)]
    assert distances == sorted(distances)


def test_parents_and_children_take_a_place_or_its_id(world):
    idlib = world.get("geonames:169389")
    assert world.parents("geonames:169389") == world.parents(idlib)
    syria = world.get("geonames:163843")
    assert world.children("geonames:163843") == world.children(syria)
