"""Events as rows: columns, dtypes, one row an event and place, and the lines of `parse`."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from shapely.geometry import Point

from gazetteer import Gazetteer
from geo.records import (
    Actor,
    Candidate,
    Count,
    Event,
    EventDate,
    Link,
    Location,
    ParsedReport,
    Report,
    ResolvedToponym,
    Toponym,
    Trigger,
)
from geo.relations import at
from geo.table.columns import EVENT_COLUMNS
from geo.table.frame import conform, to_frame
from geo.table.parsed_json import parsed_line, parsed_object
from geo.table.rows import location_name

TEXT = (
    "Shells hit Idlib city\nand Homs on Sunday, killing 12 people, 3 of them children. "
    "Tehran denied it."
)
IDLIB, HOMS, TEHRAN = "geonames:169389", "geonames:169577", "geonames:112931"


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def resolved(world: Gazetteer, words: str, place_id: str, **usage: Any) -> ResolvedToponym:
    start, end = span(words)
    toponym = Toponym(
        start, end, words, usage.get("usage", "literal"), usage.get("kind", "noun"), 0.9
    )
    place = world.get(place_id)
    return ResolvedToponym(toponym, at(place), 0.8, (Candidate(place, 0.8),))


@pytest.fixture(scope="module")
def parsed(world: Gazetteer) -> ParsedReport:
    """One event at two places, with two counts of dead; one without place, day or actors."""
    idlib, homs = resolved(world, "Idlib", IDLIB), resolved(world, "Homs", HOMS)
    tehran = resolved(world, "Tehran", TEHRAN, usage="associative", kind="metonym")
    first = Event(
        event_id="e1",
        report_id="r1",
        trigger=Trigger(*span("hit"), "hit", "ASSAULT", "shelling", 0.9),
        sentence=(0, TEXT.index(" Tehran")),
        source_actors=(),
        target_actors=(
            Actor("12\n people", span("12 people")),
            Actor("children", span("children")),
        ),
        date=EventDate(date(2018, 8, 26), date(2018, 8, 27), 2, span("Sunday")),
        factuality="denied",
        claimed_by=Actor("Tehran", span("Tehran"), "IR"),
        counts=(Count("killed", 3, 3, span("3 ")), Count("killed", 12, None, span("12 people"))),
        links=(Link(idlib, "where"), Link(homs, "where"), Link(tehran, "actor")),
        locations=(idlib.location, homs.location),
        location_step="grammar",
        confidence=0.7,
        parts={"type": 0.9, "place": 0.8, "date": 0.97},
        telling=("day said",),
        seen=None,
        evidence={
            "trigger": [span("hit")],
            "where": [span("Idlib"), span("Homs")],
            "location": [span("Idlib"), span("Homs")],
        },
    )
    second = replace(
        first,
        event_id="e2",
        trigger=Trigger(*span("denied"), "denied", "REJECT", None, 0.9),
        target_actors=(),
        date=None,
        claimed_by=None,
        counts=(),
        links=(),
        evidence={"trigger": [span("denied")]},
        locations=(),
        location_step=None,
    )
    report = Report("r1", TEXT, "A title", date(2018, 8, 27), "https://example.org", "Wire", "en")
    return ParsedReport(report, (idlib, homs, tehran), (first, second))


def test_an_empty_table_has_all_columns_and_dtypes(world: Gazetteer, parsed: ParsedReport) -> None:
    empty, full = to_frame([], world), to_frame([parsed], world)
    assert list(empty.columns) == list(full.columns) == [column.name for column in EVENT_COLUMNS]
    assert list(map(str, empty.dtypes)) == list(map(str, full.dtypes))
    assert len(empty) == 0
    assert empty.crs == full.crs == "EPSG:4326"


def test_an_event_at_two_places_is_two_rows_of_one_group(
    world: Gazetteer, parsed: ParsedReport
) -> None:
    frame = to_frame([parsed], world)
    assert frame["event_id"].tolist() == ["e1", "e1-2", "e2"]
    assert frame["event_group"].tolist() == ["e1", "e1", "e2"]
    assert frame["location"].tolist()[:2] == ["Idlib", "Homs"]
    assert frame["admin1"].tolist()[:2] == ["Idlib", "Homs"]
    assert frame["country"].tolist()[:2] == ["Syria", "Syria"]
    assert frame["iso3"].tolist()[:2] == ["SYR", "SYR"]


def test_numbers_of_people_are_not_doubled(world: Gazetteer, parsed: ParsedReport) -> None:
    frame = to_frame([parsed], world)
    assert frame["fatalities_low"].sum() == 12
    assert frame["fatalities_high"].isna().all()
    assert [len(json.loads(counts)) for counts in frame["counts"]] == [2, 0, 0]


def test_a_row_says_who_when_and_in_which_words(world: Gazetteer, parsed: ParsedReport) -> None:
    row = to_frame([parsed], world).iloc[0]
    assert row["event_date"] == pd.Timestamp(2018, 8, 26)
    assert row["event_date_end"] == pd.Timestamp(2018, 8, 27)
    assert row["time_precision"] == 2
    assert (row["event_type"], row["sub_event_type"], row["quad_code"]) == (
        "ASSAULT",
        "shelling",
        4,
    )
    assert pd.isna(row["actor1"])
    assert row["actor2"] == "12 people; children"
    assert (row["factuality"], row["claimed_by"]) == ("denied", "Tehran")
    assert (row["source"], row["source_url"], row["title"]) == (
        "Wire",
        "https://example.org",
        "A title",
    )
    assert "\n" not in row["notes"]
    assert row["geometry"] == Point(row["longitude"], row["latitude"])


def test_evidence_and_places_point_into_the_text(world: Gazetteer, parsed: ParsedReport) -> None:
    row = to_frame([parsed], world).iloc[0]
    evidence = json.loads(row["evidence"])
    (sentence,) = evidence["sentence"]
    assert TEXT[slice(*sentence)] == evidence["sentence_text"]
    assert sentence[0] == evidence["sentence_start"]
    assert [TEXT[slice(*s)] for s in evidence["location"]] == ["Idlib", "Homs"]
    assert evidence["location_step"] == "grammar"
    places = json.loads(row["places"])
    assert [TEXT[p["start"] : p["end"]] for p in places] == [p["text"] for p in places]
    assert [p["role"] for p in places] == ["where", "where", "actor"]
    assert places[2]["place_id"] == TEHRAN
    assert places[2]["kind"] == "metonym"


def test_an_event_without_a_place_stays(world: Gazetteer, parsed: ParsedReport) -> None:
    row = to_frame([parsed], world).iloc[2]
    assert row["geometry"] is None
    assert pd.isna(row["location"])
    assert pd.isna(row["latitude"])
    assert pd.isna(row["where_prec"])
    assert pd.isna(row["event_date"])


@pytest.mark.parametrize(
    ("place_id", "relation", "where_prec", "name", "geo_precision"),
    [
        ("geonames:169389", None, 1, "Idlib", 1),
        ("geonames:169389", "near", 2, "near Idlib", 2),
        ("geonames:169389", "30 km north of", 2, "30 km north of Idlib", 2),
        ("geonames:169387", "countryside", 5, "countryside of Idlib", 3),
        ("geonames:163843", "northwestern", 5, "northwestern Syria", 3),
        ("geonames:163843", None, 6, "Syria", 3),
    ],
)
def test_locations_by_name_and_precision(
    world: Gazetteer,
    parsed: ParsedReport,
    place_id: str,
    relation: str | None,
    where_prec: int,
    name: str,
    geo_precision: int,
) -> None:
    location = Location(world.get(place_id), 35.123456789, 36.6, 12.34567, where_prec, relation)
    assert location_name(location) == name
    event = replace(parsed.events[0], locations=(location,))
    row = to_frame([replace(parsed, events=(event,))], world).iloc[0]
    assert (row["location"], row["geo_precision"]) == (name, geo_precision)
    assert (row["latitude"], row["radius_km"]) == (35.1234568, 12.346)


def test_conform_changes_nothing_of_what_already_conforms(
    world: Gazetteer, parsed: ParsedReport
) -> None:
    frame = to_frame([parsed], world)
    pd.testing.assert_frame_equal(conform(frame), frame)
    pd.testing.assert_frame_equal(conform(frame.iloc[1:]), frame.iloc[1:].reset_index(drop=True))


def test_what_is_changed_in_a_conformed_frame_stays_as_it_was_in_the_other(
    world: Gazetteer, parsed: ParsedReport
) -> None:
    frame = to_frame([parsed], world)
    before = frame.copy(deep=True)
    conformed = conform(frame)
    for name, value in {
        "title": "Other",
        "latitude": 1.5,
        "n_sources": 7,
        "geometry": None,
    }.items():
        conformed.loc[0, name] = value
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(("name", "value"), [("title", "a"), ("latitude", 1.5), ("counts", "[]")])
def test_a_column_that_a_frame_has_twice_is_refused(name: str, value: object) -> None:
    given = pd.DataFrame([["a", value, value]], columns=["event_id", name, name])
    with pytest.raises((ValueError, TypeError)):
        conform(given)


def test_conform_takes_objects_and_strings_and_leaves_its_input_alone() -> None:
    given = pd.DataFrame(
        {
            "event_id": ["a"],
            "event_date": ["2018-08-26T10:00:00Z"],
            "counts": [[{"what": "killed"}]],
            "n_sources": [1.0],
            "mine": [1],
        }
    )
    before = given.copy(deep=True)
    frame = conform(given)
    assert frame["event_date"].tolist() == [pd.Timestamp(2018, 8, 26)]
    assert frame["counts"].tolist() == ['[{"what":"killed"}]']
    assert "mine" not in frame
    pd.testing.assert_frame_equal(given, before)


@pytest.mark.parametrize("number", [10**19, 10**23, 1e30, "1e400"])
def test_a_number_that_a_column_cannot_hold_is_told(number: object) -> None:
    given = pd.DataFrame({"event_id": ["a"], "fatalities_low": [number]}, dtype=object)
    with pytest.raises((ValueError, TypeError)):
        conform(given)


def test_a_line_of_parse_has_what_the_contract_says(world: Gazetteer, parsed: ParsedReport) -> None:
    line = parsed_line(parsed, world)
    assert "\n" not in line
    value = json.loads(line)
    assert value["report_id"] == "r1"
    first = value["toponyms"][0]
    assert (first["start"], first["end"], first["text"]) == (*span("Idlib"), "Idlib")
    assert (first["usage"], first["kind"], first["probability"], first["score"]) == (
        "literal",
        "noun",
        0.9,
        0.8,
    )
    assert first["place"] == {
        "place_id": IDLIB,
        "geonameid": 169389,
        "name": "Idlib",
        "latitude": pytest.approx(35.93, abs=0.01),
        "longitude": pytest.approx(36.63, abs=0.01),
        "country_code": "SY",
        "admin1_code": "12",
        "feature_code": world.get(IDLIB).feature_code,
    }
    assert first["candidates"] == [{**first["place"], "score": 0.8}]
    names = {column.name for column in EVENT_COLUMNS}
    for event in value["events"]:
        assert set(event) == names | {"trigger", "location_spans"}
    event = value["events"][0]
    start, end = span("hit")
    assert event["trigger"] == {"start": start, "end": end, "text": "hit", "probability": 0.9}
    assert [TEXT[s["start"] : s["end"]] for s in event["location_spans"]] == ["Idlib", "Homs"]
    assert (event["event_date"], event["event_date_end"]) == ("2018-08-26", "2018-08-27")
    assert event["geometry"]["coordinates"] == [event["longitude"], event["latitude"]]
    assert event["counts"][1]["low"] == 12
    assert value["events"][2]["geometry"] is None
    assert value["events"][2]["location_spans"] == []


def test_a_name_without_a_place_is_null(world: Gazetteer, parsed: ParsedReport) -> None:
    lost = replace(parsed.toponyms[0], location=None, score=0.0, candidates=())
    value = parsed_object(replace(parsed, toponyms=(lost,), events=()), world)
    assert value["toponyms"][0]["place"] is None
    assert value["toponyms"][0]["candidates"] == []


def test_meanings_are_one_line_each() -> None:
    assert all(re.fullmatch(r"[^\n|]{10,}", column.meaning) for column in EVENT_COLUMNS)
