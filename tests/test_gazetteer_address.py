"""Addresses are read from the finest name that is known, in all that is said to hold it."""

import pytest

from gazetteer.address import read_fields, read_text


def anywhere(place):
    return place.latitude is not None


def best(world, text):
    reading = read_text(world, text, anywhere)[0]
    return reading.match.place.place_id, reading.matched, reading.unmatched


PARIS_TEXAS = "geonames:4717560"
BERLIN = "geonames:2950159"
LONDON = "geonames:2643743"


@pytest.mark.parametrize(
    ("text", "place_id", "matched", "unmatched"),
    [
        ("Paris, Texas", PARIS_TEXAS, ("Paris", "Texas"), ()),
        ("Paris, TX, USA", PARIS_TEXAS, ("Paris", "TX", "USA"), ()),
        ("Paris Texas", PARIS_TEXAS, ("Paris", "Texas"), ()),
        ("paris tx 75460 usa", PARIS_TEXAS, ("paris", "tx", "usa"), ("75460",)),
        ("Texas, Paris", PARIS_TEXAS, ("Paris", "Texas"), ()),
        ("Homs Governorate, Syria", "geonames:169575", ("Homs Governorate", "Syria"), ()),
        ("Homs,Syria", "geonames:169577", ("Homs", "Syria"), ()),
        ("Gao, Sahel", "geonames:2457163", ("Gao", "Sahel"), ()),
        ("Nairobi, Africa", "geonames:184745", ("Nairobi", "Africa"), ()),
        ("دمشق، سوريا", "geonames:170654", ("دمشق", "سوريا"), ()),
        ("Kyiv\nUkraine", "geonames:703448", ("Kyiv", "Ukraine"), ()),
        ("New York, New York", "geonames:5128581", ("New York", "New York"), ()),
        ("Singapore, Singapore", "geonames:1880252", ("Singapore", "Singapore"), ()),
        ("Westminster, London", "geonames:2634341", ("Westminster", "London"), ()),
        ("Toronto, ON, CA", "geonames:6167865", ("Toronto", "ON", "CA"), ()),
        ("Almaty, KZ", "geonames:1526384", ("Almaty", "KZ"), ()),
        ("12345 Berlin, Germany", BERLIN, ("Berlin", "Germany"), ("12345",)),
        ("10 Downing Street, London, UK", LONDON, ("London", "UK"), ("10 Downing Street",)),
        ("435 North Ave London SW1A 2AA", LONDON, ("London",), ("435 North Ave", "SW1A", "2AA")),
    ],
)
def test_free_form(world, text, place_id, matched, unmatched):
    assert best(world, text) == (place_id, matched, unmatched)


def test_what_is_not_where_it_is_said_to_be_is_not_taken(world):
    place_id, matched, unmatched = best(world, "Lagos, Bavaria, Germany")
    assert (place_id, matched, unmatched) == (
        "geonames:2951839",
        ("Bavaria", "Germany"),
        ("Lagos",),
    )


def test_close_spellings_are_taken_where_nothing_else_is(world):
    assert best(world, "Alepo, Syria") == ("geonames:170063", ("Alepo", "Syria"), ())
    assert best(world, "Paris, Texs") == (PARIS_TEXAS, ("Paris", "Texs"), ())


def test_a_name_that_is_part_of_what_is_asked_leaves_the_rest_unread(world):
    reading = read_text(world, "Aleppo Citadel", anywhere)[0]
    assert reading.match.place.place_id == "geonames:170063"
    assert (reading.matched, reading.unmatched) == (("Aleppo",), ("Citadel",))
    assert reading.unread == len("Citadel")


def test_numbers_may_stay_unread(world):
    assert read_text(world, "12345 Berlin", anywhere)[0].unread == 0


@pytest.mark.parametrize("text", ["", " , ;", "12345", "Xqzwv", "Downing Street", "the Kremlin"])
def test_nothing(world, text):
    assert read_text(world, text, anywhere) == []


def test_only_what_may_be_kept_is_found(world):
    found = read_text(world, "Paris", lambda place: place.country_code == "US")
    assert {reading.match.place.country_code for reading in found} == {"US"}
    assert len(found) > 5


@pytest.mark.parametrize(
    ("fields", "place_id", "unmatched"),
    [
        ({"city": "Paris", "country": "United States"}, PARIS_TEXAS, ()),
        ({"state": "New York"}, "geonames:5128638", ()),
        ({"city": "New York", "state": "New York"}, "geonames:5128581", ()),
        ({"country": "Georgia"}, "geonames:614540", ()),
        ({"state": "Georgia"}, "geonames:4197000", ()),
        ({"county": "Orange", "state": "California"}, "geonames:5379524", ()),
        ({"country": "Scotland"}, "geonames:2638360", ()),
        ({"city": "Berlin", "street": "Unter den Linden"}, BERLIN, ("Unter den Linden",)),
        ({"city": "Xqzwv", "country": "Syria"}, "geonames:163843", ("Xqzwv",)),
    ],
)
def test_fields(world, fields, place_id, unmatched):
    reading = read_fields(world, fields, anywhere)[0]
    assert (reading.match.place.place_id, reading.unmatched) == (place_id, unmatched)


def test_a_postal_code_alone_finds_nothing(world):
    assert read_fields(world, {"postalcode": "10117"}, anywhere) == []
