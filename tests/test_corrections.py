"""A person's word holds: on every later run, in a new version of the text, and until taken back."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import geo
from gazetteer import Gazetteer
from geo.corrections import (
    Correction,
    append_correction,
    correct,
    read_corrections,
    undoing,
    write_corrections,
)
from geo.corrections.applying import corrected_reports
from geo.corrections.record import COLUMNS
from geo.corrections.values import PlaceReader, count_columns
from geo.errors import CorrectionsError
from geo.merge import merge_events
from geo.readers.own import is_corrections
from geo.records import COUNTED, ParsedReport

TEXT = (
    "A bomb exploded near Tripoli on Monday, killing 12 people, police said. "
    "Protesters marched in Sidon on Tuesday. "
    "Floods hit Zahle and Baalbek, officials said."
)
LATER = (
    "UPDATE: this report was corrected.\n\n"
    "A bomb exploded near Tripoli on Monday, killing at least 15 people, police said. "
    "Floods hit Zahle and Baalbek, officials said. "
    "Talks will be held in Beirut."
)
LIBYA = "geonames:2210247"
LEBANON = "geonames:266826"


def parse(world: Gazetteer, text: str, report_id: str = "attack-0123abcd") -> ParsedReport:
    report = geo.Report(
        report_id, text, title="Attack", source="Cedar News", url="https://example.org/1"
    )
    (parsed,) = geo.parse([report], gazetteer=world)
    return parsed


@pytest.fixture(scope="module")
def parsed(world: Gazetteer) -> ParsedReport:
    return parse(world, TEXT)


@pytest.fixture(scope="module")
def events(world: Gazetteer, parsed: ParsedReport) -> gpd.GeoDataFrame:
    frame = geo.events([parsed], gazetteer=world)
    assert list(frame["event_type"]) == ["ASSAULT", "PROTEST", "DISASTER", "DISASTER"]
    return frame


def of(frame: gpd.GeoDataFrame, row: int, action: str, value: str | None = None) -> Correction:
    """A correction of a row's event, as `review` and the map page write them."""
    told = frame.iloc[row]
    return Correction(
        action, value, event_id=told["event_id"], report_id=told["report_id"],
        source_url=told["source_url"], sentence=told["notes"], who="Ana", when="2026-11-25",
        why="checked",
    )  # fmt: skip


def named(name: str, value: str, scope: str = "everywhere", **more: str) -> Correction:
    return Correction("place", value, name=name, scope=scope, who="Ana", **more)


def apply(
    frame: gpd.GeoDataFrame, world: Gazetteer, *corrections: Correction, **more: Any
) -> gpd.GeoDataFrame:
    """The table with corrections, all of which must apply; the one given is not changed."""
    before = frame.copy()
    made, outcome = correct(frame, corrections, gazetteer=world, **more)
    assert outcome.stale() == []
    pd.testing.assert_frame_equal(frame, before)
    return made


def told(frame: gpd.GeoDataFrame, row: int) -> Any:
    value = frame["corrected"][row]
    return None if pd.isna(value) else json.loads(value)


# What each action does


def test_an_event_is_placed_where_a_person_says(events: gpd.GeoDataFrame, world: Gazetteer) -> None:
    made = apply(events, world, of(events, 1, "place", LIBYA))
    row = made.iloc[1]
    assert (row["place_id"], row["country"], row["iso3"]) == (LIBYA, "Libya", "LBY")
    assert (row["where_prec"], row["confidence"]) == (1, 1.0)
    assert (row.geometry.x, row.geometry.y) == (row["longitude"], row["latitude"])
    (entry,) = told(made, 1)
    assert (entry["action"], entry["who"], entry["when"]) == ("place", "Ana", "2026-11-25")
    assert entry["was"]["place_id"] == events["place_id"][1]
    others = [0, 2, 3]
    pd.testing.assert_frame_equal(made.iloc[others], events.iloc[others])


def test_a_place_may_be_a_point_a_name_or_none(events: gpd.GeoDataFrame, world: Gazetteer) -> None:
    point = apply(events, world, of(events, 1, "place", "33.9, 35.6 Jal el Dib")).iloc[1]
    assert (point["location"], point["country"], point["place_id"] is pd.NA) == (
        "Jal el Dib", "Lebanon", True,
    )  # fmt: skip
    assert (point["latitude"], point["longitude"], point["where_prec"]) == (33.9, 35.6, 1)
    assert apply(events, world, of(events, 1, "place", "Tripoli, Libya")).iloc[1]["iso3"] == "LBY"
    nowhere = apply(events, world, of(events, 1, "place", "none"))
    assert nowhere.geometry[1] is None
    assert nowhere[["place_id", "latitude", "country", "where_prec"]].iloc[1].isna().all()


def test_type_date_factuality_and_counts_are_changed_in_every_row_of_an_event(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    made = apply(
        events, world,
        of(events, 2, "type", "ACCIDENT/leak"),
        of(events, 3, "date", "2018-08-01/2018-08-05"),
        of(events, 2, "factuality", "denied"),
        of(events, 2, "counts", "displaced=100+; killed=3-4"),
    )  # fmt: skip
    flood = made.iloc[2:]
    assert set(flood["event_group"]) == {events["event_id"][2]}
    assert set(flood["event_type"]) == {"ACCIDENT"}
    assert set(flood["sub_event_type"]) == {"leak"}
    assert flood["quad_code"].isna().all()
    assert set(flood["event_date"].astype(str)) == {"2018-08-01"}
    assert set(flood["time_precision"]) == {2}
    assert set(flood["factuality"]) == {"denied"}
    # Numbers stand in the first row of an event alone.
    assert flood["fatalities_low"].isna().tolist() == [False, True]
    assert (flood["fatalities_low"].iloc[0], flood["fatalities_high"].iloc[0]) == (3, 4)
    assert '"what":"displaced","low":100,"high":null' in flood["counts"].iloc[0]


def test_counts_that_are_not_named_stay(events: gpd.GeoDataFrame, world: Gazetteer) -> None:
    made = apply(events, world, of(events, 0, "counts", "wounded=5"))
    assert made["fatalities_low"][0] == 12
    assert '"killed"' in made["counts"][0]
    gone = apply(events, world, of(events, 0, "counts", "killed=none"))
    assert pd.isna(gone["fatalities_low"][0])
    assert gone["counts"][0] == "[]"


def test_people_are_counted_as_what_there_is_and_the_rest_applies(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    given = [of(events, 0, "counts", "wounded=5; foo=3"), of(events, 1, "type", "AID")]
    made, outcome = correct(events, given, gazetteer=world)
    ((_, reason),) = outcome.stale()
    assert reason == f"'foo=3': nobody is counted as foo; choose from {', '.join(COUNTED)}"
    assert (made["counts"][0], made["event_type"][1]) == (events["counts"][0], "AID")


def test_more_people_than_there_are_are_no_count() -> None:
    with pytest.raises(CorrectionsError, match="more people than there are"):
        count_columns("killed=9000000000+", [])


def test_a_count_of_another_kind_that_stands_in_a_row_can_be_removed() -> None:
    counts = [{"what": "foo", "low": 3, "high": 3, "start": None, "end": None}]
    assert count_columns("foo=none", counts) == {"counts": []}
    with pytest.raises(CorrectionsError, match="nobody is counted as bar"):
        count_columns("bar=none", counts)


def test_an_event_is_dropped_with_its_rows_and_a_row_alone(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    assert len(apply(events, world, of(events, 2, "drop"))) == 2
    assert events["event_id"][3].endswith("-2")
    alone = apply(events, world, of(events, 3, "drop"))
    assert list(alone["event_id"]) == list(events["event_id"][:3])


def test_events_are_merged_into_one_with_both_tellings(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    made = apply(events, world, of(events, 0, "merge", events["event_id"][1]))
    assert len(made) == len(events) - 1
    (sources,) = [json.loads(t)["sources"] for t in made["evidence"] if '"sources"' in t]
    assert {source["event_id"] for source in sources} == set(events["event_id"][:2])
    # The protest told of no numbers, the bombing of twelve dead: the event has them once.
    assert made["fatalities_low"][0] == 12
    assert made["fatalities_low"].sum() == events["fatalities_low"].sum()
    assert [entry["action"] for entry in told(made, 0)] == ["merge"]
    pd.testing.assert_frame_equal(
        made[1:].reset_index(drop=True), events[2:].reset_index(drop=True)
    )
    both = apply(
        events, world,
        of(events, 0, "merge", events["event_id"][1]), of(events, 1, "type", "AID"),
    )  # fmt: skip
    # What a person said of one telling holds for the event.
    assert both["event_type"][0] == "AID"


def test_a_row_is_split_off_as_an_event_of_its_own(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    made = apply(events, world, of(events, 3, "split"))
    assert made["event_group"][3] == made["event_id"][3] == events["event_id"][3]
    own = events["event_id"][0]
    for wrong in (of(events, 0, "split", own), of(events, 0, "split", "gone"),
                  of(events, 0, "merge", "gone"), of(events, 0, "merge", own)):  # fmt: skip
        same, outcome = correct(events, [wrong], gazetteer=world)
        assert len(outcome.stale()) == 1
        pd.testing.assert_frame_equal(same, events)


def test_what_a_person_confirmed_is_sure_and_says_so(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    made = apply(events, world, of(events, 1, "confirm"))
    assert made["confidence"][1] == 1.0
    assert told(made, 1)[0]["was"] == {}


@pytest.mark.parametrize(
    ("action", "value"), [("type", "PROTEST/demonstration"), ("place", ""), ("date", ""),
                          ("factuality", "reported")],
)  # fmt: skip
def test_who_says_of_a_row_what_it_has_confirms_it(
    events: gpd.GeoDataFrame, world: Gazetteer, action: str, value: str
) -> None:
    own = {"place": events["place_id"][1], "date": "none"}
    given = of(events, 1, action, value or own[action])
    made = apply(events, world, given)
    (entry,) = told(made, 1)
    assert (entry["action"], entry["who"], entry["was"]) == (action, "Ana", {})
    assert made["confidence"][1] == 1.0
    same = [name for name in events if name not in ("corrected", "confidence")]
    pd.testing.assert_frame_equal(made[same], events[same])
    pd.testing.assert_frame_equal(apply(made, world, given), made)


def test_a_word_that_another_has_overruled_confirms_nothing(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    kept, changed = of(events, 1, "type", "PROTEST/demonstration"), of(events, 1, "type", "AID")
    made = apply(events, world, kept, changed)
    assert [entry["was"]["event_type"] for entry in told(made, 1)] == ["PROTEST"]
    pd.testing.assert_frame_equal(apply(made, world, changed), made)


# Names


def test_a_name_means_another_place_with_the_relation_that_it_had(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    read = events.iloc[0]
    wrong, right = (LIBYA, LEBANON) if read["place_id"] == LIBYA else (LEBANON, LIBYA)
    assert read["location"] == f"near {world.get(wrong).name}"
    made = apply(events, world, named("tripoli", right))
    row, place = made.iloc[0], world.get(right)
    assert (row["location"], row["place_id"]) == (f"near {place.name}", right)
    assert (row["where_prec"], row["radius_km"]) == (read["where_prec"], read["radius_km"])
    assert abs(row["latitude"] - (place.latitude or 0)) < 0.01
    assert f'"place_id":"{right}"' in row["places"]
    assert told(made, 0)[0]["was"]["place_id"] == wrong
    # The place is sure; nobody looked at the rest of the row.
    assert read["confidence"] < row["confidence"] < 1
    parts, before = (json.loads(one["evidence"])["confidence"] for one in (row, read))
    assert parts == {**before, "place": 1.0}


@pytest.mark.parametrize("corrected_first", [True, False])
def test_what_a_name_moved_stays_when_the_table_before_it_is_merged_with(
    events: gpd.GeoDataFrame, world: Gazetteer, corrected_first: bool
) -> None:
    right = LEBANON if events["place_id"][0] == LIBYA else LIBYA
    made = apply(events, world, named("Tripoli", right, when="2026-11-25"))
    later = apply(events, world, named("Tripoli", "34.4,35.8 Mina", when="2026-11-26"))
    tables = [made, events] if corrected_first else [events, made]
    for frames, place_id in ((tables, right), ([*tables, later], None)):
        merged = merge_events(gpd.GeoDataFrame(pd.concat(frames, ignore_index=True)))
        (row,) = merged[merged["event_id"] == events["event_id"][0]].to_dict("records")
        assert (None if pd.isna(row["place_id"]) else row["place_id"]) == place_id
        assert row["confidence"] > events["confidence"][0]
        assert len(merged) == len(events)


@pytest.mark.parametrize(
    ("scope", "more", "holds"),
    [
        ("report", {"report_id": "attack-0123abcd"}, True),
        ("report", {"report_id": "attack-ffffffff"}, True),
        ("report", {"report_id": "other"}, False),
        ("source", {"source": "cedar news"}, True),
        ("source", {"source": "Other"}, False),
        ("source", {"source": "Other; Cedar News"}, True),  # as a merged row names them
        ("everywhere", {}, True),
    ],
)
def test_a_name_is_placed_in_the_scope_that_is_said(
    events: gpd.GeoDataFrame, world: Gazetteer, scope: str, more: dict[str, str], holds: bool
) -> None:
    made, outcome = correct(events, [named("Sidon", LIBYA, scope, **more)], gazetteer=world)
    assert (made["place_id"][1] == LIBYA) == holds
    assert (outcome.applied(), outcome.elsewhere()) == ((1, 0) if holds else (0, 1))


def test_events_placed_by_a_name_of_another_sentence_move_with_it(world: Gazetteer) -> None:
    text = "SIDON, Lebanon - The governor spoke to reporters.\n\nTwo people were killed in clashes."
    read = parse(world, text)
    frame = geo.events([read], gazetteer=world)
    (row,) = frame.index[frame["event_type"] == "ASSAULT"]
    assert frame["location"][row] == "Sidon"
    made = apply(frame, world, named("SIDON", LIBYA), parsed=[read])
    assert made["place_id"][row] == LIBYA
    assert made["where_prec"][row] == 2


def test_a_word_on_one_event_goes_before_a_word_on_its_name(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    one, all_ = of(events, 1, "place", "geonames:276781"), named("Sidon", LIBYA)
    for order in ((one, all_), (all_, one)):
        assert apply(events, world, *order)["place_id"][1] == "geonames:276781"


def test_parsed_reports_have_the_corrected_names_too(
    parsed: ParsedReport, world: Gazetteer
) -> None:
    (made,) = corrected_reports([parsed], [named("Sidon", LIBYA)], world)
    places = {found.toponym.text: found.place for found in made.toponyms}
    assert places["Sidon"] is not None
    assert places["Sidon"].place_id == LIBYA


# Finding again


def test_corrections_survive_a_new_version_of_the_text_or_are_reported(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    later = geo.events([parse(world, LATER, "attack-99999999")], gazetteer=world)
    assert not set(later["event_id"]) & set(events["event_id"])
    given = [
        of(events, 0, "place", LEBANON),
        of(events, 1, "drop"),
        of(events, 3, "place", LIBYA),
        named("Sidon", LIBYA, "report", report_id="attack-0123abcd"),
    ]
    made, outcome = correct(later, given, gazetteer=world)
    assert made["place_id"][0] == LEBANON
    assert made["fatalities_low"][0] == 15
    floods = made[made["event_type"] == "DISASTER"]
    assert list(floods["place_id"])[1] == LIBYA
    assert [(c.action, c.name, reason) for c, reason in outcome.stale()] == [
        ("place", "Sidon", "the report has no such name any more"),
        ("drop", None, "the report has no such event any more"),
    ]


def test_an_id_that_has_become_another_event_s_is_not_believed(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    changed = events.copy()
    changed["event_id"] = changed["event_group"] = [f"e{n}" for n in (1, 0, 2, 3)]
    given = of(events, 0, "drop")
    made, outcome = correct(changed, [replace(given, event_id="e0")], gazetteer=world)
    assert outcome.stale() == []
    assert list(made["event_id"]) == ["e0", "e2", "e3"]


def test_corrections_of_other_reports_are_counted_and_wrong_values_are_told(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    other = Correction("drop", event_id="x", report_id="other", sentence="Elsewhere.")
    wrong = of(events, 1, "place", "Tripoli")
    made, outcome = correct(events, [other, wrong], gazetteer=world)
    pd.testing.assert_frame_equal(made, events)
    assert outcome.elsewhere() == 1
    ((_, reason),) = outcome.stale()
    assert reason.startswith("'Tripoli' is the name of several places: ")
    assert "geonames:" in reason


@pytest.mark.parametrize(
    ("value", "place_id"),
    [
        ("Marib, Yemen", "geonames:72968"),  # also a governorate and a district
        ("Kunduz, Afghanistan", "geonames:1135689"),
        ("Sanaa, Yemen", "geonames:71137"),  # also the governorate around its municipality
        ("Male, Maldives", "geonames:1282027"),  # the city beside its atoll
    ],
)
def test_of_a_town_and_the_divisions_called_after_it_the_town_is_meant(
    world: Gazetteer, value: str, place_id: str
) -> None:
    place = PlaceReader(world).place(value)
    assert place is not None
    assert place.place_id == place_id


@pytest.mark.parametrize(
    ("value", "others"),
    [
        ("Surabaya, Indonesia", ["East Java", "Lampung", "West Java"]),  # towns of three provinces
        ("Vientiane, Laos", ["capital", "province"]),  # one is far north of the other
    ],
)
def test_a_name_of_places_that_are_far_apart_is_refused_with_what_it_may_mean(
    world: Gazetteer, value: str, others: list[str]
) -> None:
    with pytest.raises(CorrectionsError, match="is the name of several places") as error:
        PlaceReader(world).place(value)
    assert all(other in str(error.value) for other in others)


def test_places_of_a_name_in_the_event_s_own_country_are_offered_first(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    read = PlaceReader(world)
    with pytest.raises(CorrectionsError, match=r"several places: Merowe \(town, Northern, Sudan"):
        read.columns("Merawi")
    with pytest.raises(CorrectionsError, match=r"several places: Mer’āwī \(town, Amhara, Ethiopia"):
        read.columns("Merawi", "ETH")
    assert events["iso3"][1] == "LBN"
    _, outcome = correct(events, [of(events, 1, "place", "Tripoli")], gazetteer=world)
    ((_, reason),) = outcome.stale()
    first, second, *_ = reason.partition(": ")[2].split("; ")
    assert "Lebanon)" in first
    assert "Libya)" not in second


def test_two_events_with_the_same_words_are_not_guessed_between(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    twice = pd.concat([events[:1], events[:1]]).reset_index(drop=True)
    twice["event_id"] = twice["event_group"] = ["a", "b"]
    given = replace(of(events, 0, "drop"), event_id="gone")
    _, outcome = correct(gpd.GeoDataFrame(twice), [given], gazetteer=world)
    ((_, reason),) = outcome.stale()
    assert reason == "several events of the report have these words"


# Taking back

ROWS = st.integers(0, 3)
VALUES = {
    "place": st.sampled_from([LIBYA, LEBANON, "none", "33.9,35.6"]),
    "type": st.sampled_from(["AID", "ASSAULT/bombing", "protest"]),
    "date": st.sampled_from(["2018-08-27", "2018", "none"]),
    "factuality": st.sampled_from(["reported", "denied"]),
    "counts": st.sampled_from(["killed=3", "killed=none; wounded=2-3"]),
    "drop": st.none(),
    "split": st.none(),
    "merge": st.integers(0, 3),
    "confirm": st.none(),
}
ACTIONS = st.sampled_from(sorted(VALUES)).flatmap(lambda a: st.tuples(st.just(a), VALUES[a], ROWS))
NAMED = st.tuples(st.sampled_from(["Tripoli", "Sidon", "Zahle"]), VALUES["place"])


@given(st.lists(ACTIONS, max_size=4), st.one_of(ACTIONS, NAMED), st.lists(ACTIONS, max_size=2))
@example(  # what is said of an event before it is split is said of the part that is named
    before=[("confirm", None, 0), ("counts", "killed=3", 3)],
    one=("confirm", None, 0),
    after=[("split", None, 3)],
)
@example(  # an event that is merged with one whose row is then split off
    before=[],
    one=("confirm", None, 0),
    after=[("merge", 3, 0), ("split", None, 3)],
)
@example(  # what is said of a pair of which one is dropped
    before=[("split", None, 0), ("merge", 0, 1), ("drop", None, 1)],
    one=("drop", None, 2),
    after=[],
)
@example(before=[("drop", None, 3)], one=("confirm", None, 0), after=[("split", None, 2)])
@example(  # an event can't be merged with its own row, but with the event that the row became
    before=[("merge", 2, 3)],
    one=("confirm", None, 0),
    after=[("split", None, 3)],
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_correction_and_its_inverse_leave_the_table_as_it_was(
    events: gpd.GeoDataFrame, world: Gazetteer, before: Any, one: Any, after: Any
) -> None:
    def made(drawn: Any) -> Correction:
        if len(drawn) == 2:
            return named(*drawn)
        action, value, row = drawn
        value = events["event_id"][value] if action == "merge" else value
        return of(events, row, action, value)

    around = [made(drawn) for drawn in before], [made(drawn) for drawn in after]
    given = made(one)
    without, _ = correct(events, [*around[0], *around[1]], gazetteer=world)
    inverse = [given, undoing(given)]
    taken_back, _ = correct(events, [*around[0], *inverse, *around[1]], gazetteer=world)
    pd.testing.assert_frame_equal(taken_back, without)
    # And a second run over what the first one gave changes nothing.
    again, _ = correct(without, [*around[0], *around[1]], gazetteer=world)
    same = [name for name in without if name != "corrected"]
    pd.testing.assert_frame_equal(again[same], without[same])


def test_a_value_that_is_set_back_leaves_no_trace(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    back = apply(
        events, world, of(events, 1, "type", "AID"), of(events, 1, "type", "PROTEST/demonstration")
    )
    pd.testing.assert_frame_equal(back, events)


def test_an_undo_without_anything_before_it_is_reported(
    events: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    made, outcome = correct(events, [undoing(of(events, 1, "drop"))], gazetteer=world)
    pd.testing.assert_frame_equal(made, events)
    assert [reason for _, reason in outcome.stale()] == ["there is nothing before it to undo"]


# Files

TEXTS = st.none() | st.text(
    st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=20
).map(lambda t: " ".join(t.split())).filter(bool)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@pytest.mark.parametrize("name", ["c.csv", "c.jsonl"])
def test_files_give_back_what_was_written(tmp_path: Path, name: str, texts: Any) -> None:
    given = [
        Correction("place", "=1+1", event_id="'x", sentence=sentence, who=who, why=why)
        for sentence, who, why in texts
    ]
    write_corrections(given, tmp_path / name)
    assert read_corrections(tmp_path / name) == given


def test_a_file_may_be_written_by_hand_with_few_columns(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text("action,name,value\nplace,Tripoli,geonames:266826\n\n", encoding="utf-8")
    (read,) = read_corrections(path)
    assert (read.scope, read.where) == ("everywhere", f"{path}:2")
    append_correction(Correction("drop", event_id="a"), path)
    assert len(read_corrections(path)) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode())


def test_a_spreadsheet_may_write_semicolons_and_empty_columns(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text('action;value;event_id;;\ncounts;"killed=12; wounded=3";a;;\n')
    assert is_corrections(path)
    (read,) = read_corrections(path)
    assert (read.value, read.event_id) == ("killed=12; wounded=3", "a")


@pytest.mark.parametrize("name", ["c.csv", "c.jsonl"])
def test_lines_that_are_no_corrections_are_told_and_the_rest_is_read(
    tmp_path: Path, name: str
) -> None:
    texts = {
        "c.csv": "action,event_id\ndrop,a\nfly,b\nconfirm,c\n",
        "c.jsonl": '{"action":"drop","event_id":"a"}\n{"act\n{"action":"confirm","event_id":"c"}',
    }
    (tmp_path / name).write_text(texts[name])
    failures: list[CorrectionsError] = []
    read = read_corrections(tmp_path / name, on_failure=failures.append)
    assert [(one.action, one.event_id) for one in read] == [("drop", "a"), ("confirm", "c")]
    assert [str(one).partition(": ")[0] for one in failures] == [
        f"{tmp_path / name}:{3 if name == 'c.csv' else 2}"
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("action,event_id\nmove,a\n", ":2: there is no action 'move'; choose from place,"),
        ("action,event_id\ntype,a\n", ":2: the action type needs a value"),
        ("action,event_id,name\ndrop,a,b\n", ":2: a correction is of an event_id or of a name"),
        ("action,name\ndrop,Homs\n", ":2: a name can be placed, but not 'drop'"),
        ("action,name,value,scope\nplace,Homs,none,source\n", ":2: the scope source needs a"),
        ("action,id\ndrop,a\n", ":1: there is no column 'id'"),
        ("action,event_id,\ndrop,a,b\n", ":2: more cells than the heading has columns"),
        ("text\nhello\n", ": not a file of corrections: no column 'action'"),
    ],
)
def test_a_file_that_is_wrong_is_an_error_with_its_line(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "corrections.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorrectionsError) as error:
        read_corrections(path)
    assert str(error.value).startswith(f"{path}{reason}")


UNKNOWN_TOWN = "13.50,24.90 Zzyxbad"


@pytest.mark.parametrize(
    ("text", "location"),
    [
        # Of a place that the gazetteer lacks only the country or division around it was known.
        ("Gunmen killed 12 civilians in Zzyxbad on Monday, Sudanese activists said.", "Zzyxbad"),
        ("Gunmen killed five men in Zzyxbad, North Darfur.", "Zzyxbad"),
        # The event was where its sentence says, or the point is in another country.
        ("The Zzyxbad committee said troops killed two men in Khartoum, Sudan.", None),
        ("Gunmen killed two men in Zzyxbad in Niger on Monday.", None),
    ],
)
def test_a_place_given_to_a_name_that_had_none_moves_its_events_or_is_not_called_applied(
    world: Gazetteer, text: str, location: str | None
) -> None:
    report = parse(world, text)
    frame = geo.events([report], gazetteer=world)
    for parsed in ((), (report,)):
        given = named("Zzyxbad", UNKNOWN_TOWN)
        made, outcome = correct(frame, [given], gazetteer=world, parsed=parsed)
        if location is None:
            assert list(made["location"]) == list(frame["location"])
            assert outcome.applied() == 0
        else:
            assert list(made["location"]) == [location]
            assert outcome.applied() == 1
            again, outcome = correct(made, [given], gazetteer=world, parsed=parsed)
            assert outcome.applied() == 1
            pd.testing.assert_frame_equal(again, made)
