"""The layer of places: each once, with its events and roles, also where nothing happened."""

from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from map_frames import link, row, small_frame

from gazetteer.place import Place
from geo.records import (
    Location,
    ParsedReport,
    Report,
    ResolvedToponym,
    Toponym,
)
from geo.table.frame import conform
from maps.named_places import ROLES, NamedPlaces, named_places


def rows_of(places: NamedPlaces) -> list[list[Any]]:
    """The rows, each with its links: event and role in turn."""
    rows = []
    for number, row_ in enumerate(places.rows):
        of = slice(places.ends[number], places.ends[number + 1])
        pairs = zip(places.events[of].tolist(), places.roles[of].tolist(), strict=True)
        rows.append([*row_, [number for pair in pairs for number in pair]])
    return rows


def by_id(places: NamedPlaces) -> dict[str, list[Any]]:
    return {place_id: rest for place_id, *rest in rows_of(places)}


def linked(*links) -> gpd.GeoDataFrame:
    return conform(gpd.GeoDataFrame([row(1, "It happened.", "happened", event_type="AID",
                                         places=list(links))], geometry="geometry"))  # fmt: skip


def test_place_where_nothing_happened_is_there_with_its_role():
    places = by_id(named_places(small_frame()))
    name, latitude, longitude, country, code, texts, links = places["geonames:112931"]
    assert (name, country, code, texts) == ("Tehran", "IR", "PPLC", ["Tehran"])
    assert (latitude, longitude) == (35.69439, 51.42151)
    assert links == [0, ROLES.index("actor")]


def test_place_named_for_several_events_is_one_place():
    assert by_id(named_places(small_frame()))["geonames:163843"][-1] == [
        0, ROLES.index("where"), 1, ROLES.index("where")
    ]  # fmt: skip


def test_names_used_for_a_place_are_kept_each_once():
    one = link("Homs", "where", "geonames:169577", (34.7, 36.7))
    other = {**one, "text": "Emesa", "role": "mentioned"}
    rows = rows_of(named_places(linked(one, other, one)))
    assert rows[0][6] == ["Emesa", "Homs"]
    assert rows[0][7] == [0, ROLES.index("where"), 0, ROLES.index("mentioned")]


@pytest.mark.parametrize("missing", ["place_id", "latitude", "longitude"])
def test_name_without_a_place_is_left_out(missing):
    one = {**link("Nowhere", "mentioned", "x:1", (0.0, 0.0)), missing: None}
    assert rows_of(named_places(linked(one))) == []


def test_place_at_zero_zero_is_a_place():
    assert len(named_places(linked(link("Null", "mentioned", "x:1", (0.0, 0.0)))).rows) == 1


def test_places_of_reports_that_no_event_is_linked_to_are_there():
    place = Place(
        "geonames:1", "Quiet", 1.0, 2.0, "P", "PPL", "FR", None, None, 10, 1.0, "geonames"
    )
    toponym = Toponym(0, 5, "Quiet", "literal", "noun", 1.0)
    location = Location(place, 1.0, 2.0, 1.0, 1)
    report = ParsedReport(Report("r", "Quiet"), (ResolvedToponym(toponym, location, 1.0),), ())
    rows = rows_of(named_places(small_frame().iloc[:0], [report]))
    assert rows == [["geonames:1", "Quiet", 1.0, 2.0, "FR", "PPL", ["Quiet"], []]]


@pytest.mark.parametrize(
    "broken",
    ['{"no":"list"}', "not JSON", '[{"place_id":5,"latitude":"x"},7]', '[\n{"place_id":"y:1"}\n]'],
)
def test_text_that_is_no_link_costs_only_itself(broken):
    frame = pd.concat([small_frame()] * 2, ignore_index=True)
    places = frame["places"].astype(object)
    whole = by_id(named_places(small_frame()))
    places[:8] = broken
    found = by_id(named_places(frame.assign(places=places.astype("string"))))
    assert set(found) == set(whole)
    assert found["geonames:112931"][-1] == [8, ROLES.index("actor")]


def test_place_without_a_name_has_the_words_that_name_it():
    one = {**link("Homs", "where", "x:1", (34.7, 36.7)), "name": None}
    other = {**link("Emesa", "where", "x:2", (34.7, 36.7)), "name": "", "text": ""}
    names = {
        place_id: row_[0] for place_id, row_ in by_id(named_places(linked(one, other))).items()
    }
    assert names == {"x:1": "Homs", "x:2": "x:2"}
