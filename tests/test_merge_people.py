"""A person's word on what is one event and what is two holds in every later merging."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import geo
from gazetteer import Gazetteer
from geo.corrections import Correction, correct, undoing, write_corrections
from geo.merge import merge_events
from maps.cli import run
from tests.tellings import table, telling, town

HERE = ("a", "b", "c")


def tellings() -> list[dict[str, Any]]:
    """Three tellings of one attack, one of another town, and one of the next day."""
    return [
        *(telling(name, town("Konduga"), killed=5) for name in HERE),
        telling("d", town("Bama"), killed=7),
        telling("e", town("Konduga"), "2025-01-21", killed=None),
    ]


def groups(frame: gpd.GeoDataFrame) -> set[frozenset[str]]:
    """Which tellings are together, by event id."""
    found: dict[str, set[str]] = {}
    for group, text in zip(frame["event_group"], frame["evidence"], strict=True):
        sources = json.loads(text).get("sources")
        told = {source["event_group"] for source in sources} if sources else {group}
        found.setdefault(group, set()).update(told)
    return {frozenset(told) for told in found.values()}


def together(*names: str) -> frozenset[str]:
    return frozenset(names)


def said(action: str, one: str, other: str | None = None, **more: Any) -> Correction:
    return Correction(action, other, event_id=one, report_id=f"report {one}", who="Ana", **more)


def corrected(
    frame: gpd.GeoDataFrame, world: Gazetteer, *corrections: Correction
) -> gpd.GeoDataFrame:
    made, outcome = correct(frame, corrections, gazetteer=world)
    assert outcome.stale() == []
    return made


def merged(world: Gazetteer, *corrections: Correction) -> gpd.GeoDataFrame:
    return merge_events(corrected(table(*tellings()), world, *corrections))


APART = (said("split", "c", "a"), said("split", "c", "b"))


def test_what_people_split_stays_apart_and_what_they_merge_together(world: Gazetteer) -> None:
    assert groups(merged(world)) == {together("a", "b", "c"), together("d"), together("e")}
    assert together("a", "b") in groups(merged(world, *APART))
    assert together("a", "b", "c", "d") in groups(merged(world, said("merge", "d", "b")))
    assert together("c", "d") in groups(merged(world, *APART, said("merge", "d", "c")))
    alone = groups(merged(world, said("split", "b")))
    assert alone == {together("a", "c"), together("b"), together("d"), together("e")}


def test_a_merged_table_is_split_and_merged_where_it_stands(world: Gazetteer) -> None:
    whole = merge_events(table(*tellings()))
    parted = corrected(whole, world, *APART)
    assert groups(parted) == {together("a", "b"), together("c"), together("d"), together("e")}
    assert parted["n_sources"].tolist() == [2, 1, 1, 1]
    # Merging it again changes nothing of that, with or without the file.
    assert groups(merge_events(parted)) == groups(parted)
    assert_frame_equal(merge_events(corrected(parted, world, *APART)), merge_events(parted))
    joined = corrected(whole, world, said("merge", "d", "a"))
    assert groups(joined) == {together("a", "b", "c", "d"), together("e")}
    assert [entry["action"] for entry in json.loads(joined["corrected"][0])] == ["merge"]
    assert groups(merge_events(joined)) == groups(joined)
    # What nobody spoke of is as it was.
    assert_frame_equal(joined[1:], whole[2:].reset_index(drop=True).set_axis(joined.index[1:]))


def test_the_last_word_on_a_pair_holds_and_a_split_holds_against_other_merges(
    world: Gazetteer,
) -> None:
    one, two = said("split", "c"), said("merge", "c", "a")
    assert together("a", "b", "c") in groups(merged(world, one, two))
    assert together("a", "b") in groups(merged(world, two, one))
    between = (said("split", "d", "a"), said("merge", "d", "e"), said("merge", "e", "a"))
    assert groups(merged(world, *between)) == {together("a", "b", "c", "e"), together("d")}


def test_what_a_person_says_of_one_telling_is_said_of_the_event(world: Gazetteer) -> None:
    whole = merge_events(table(*tellings()))
    placed = corrected(whole, world, said("place", "b", "33.9,35.6 Jal el Dib"))
    assert placed["location"][0] == "Jal el Dib"
    counted = corrected(whole, world, said("counts", "c", "killed=9"), said("date", "a", "none"))
    assert (counted["fatalities_low"][0], counted["fatalities_high"][0]) == (9, 9)
    assert pd.isna(counted["event_date"]).tolist() == [True, False, False]
    assert {e["action"] for e in json.loads(counted["corrected"][0])} == {"counts", "date"}
    # By its id alone, as a person writes it by hand, all tellings of a merged event are meant.
    alone = Correction("drop", event_id="a")
    assert set(corrected(whole, world, alone)["event_group"]) == {"d", "e"}
    sentence = tellings()[0]["notes"]
    for named in ({"sentence": sentence}, {"report_id": "report a"}):
        one = corrected(whole, world, replace(alone, **named))
        assert together("b", "c") in groups(one)
    other = corrected(whole, world, Correction("split", event_id="a", report_id="report b"))
    assert {together("a", "c"), together("b")} <= groups(other)


def test_events_of_two_towns_that_people_join_are_where_their_numbers_were_told(
    world: Gazetteer,
) -> None:
    counted = telling("z", town("Bama"), killed=7, notes="Gunmen killed seven there.")
    rows = (telling("a", town("Konduga"), confidence=0.9), counted)
    for one, other in (("a", "z"), ("z", "a")):
        (row,) = corrected(table(*rows), world, said("merge", one, other)).to_dict("records")
        assert (row["location"], row["fatalities_low"], row["n_sources"]) == ("Bama", 7, 2)
        assert row["notes"] == counted["notes"]


def test_it_is_said_of_how_many_of_its_reports_a_correction_of_a_merged_event_is(
    world: Gazetteer,
) -> None:
    whole = merge_events(table(*tellings()))

    def notes(*corrections: Correction) -> list[str]:
        return [note for _, note in correct(whole, corrections, gazetteer=world)[1].reaching]

    alone = Correction("place", "33.9,35.6 Jal el Dib", event_id="a")
    (of_all,) = notes(alone)
    assert "said of all 3 reports" in of_all
    (of_one,) = notes(replace(alone, report_id="report b"))
    assert "said of one of 3 reports" in of_one
    (out,) = notes(Correction("drop", event_id="b"))
    assert "takes one of 3 reports out" in out
    # As the map and `dateline review` write it: once for each of its reports.
    assert notes(*(said("place", name, "33.9,35.6 Jal el Dib") for name in HERE)) == []
    assert notes(Correction("date", "none", event_id="d"), Correction("drop", event_id="a")) == []


_SAID = st.tuples(
    st.sampled_from(["merge", "split"]), st.sampled_from("abcde"), st.sampled_from("abcde")
).filter(lambda drawn: drawn[1] != drawn[2])
_examples = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@_examples
@given(
    drawn=st.lists(_SAID, max_size=4),
    mixed=st.randoms(use_true_random=False),
    cut=st.integers(1, 4),
)
def test_order_batches_and_running_twice_make_no_difference(
    world: Gazetteer, drawn: Any, mixed: Any, cut: int
) -> None:
    corrections = [said(*one) for one in drawn]
    expected = merged(world, *corrections)
    rows = tellings()
    mixed.shuffle(rows)
    assert_frame_equal(merge_events(corrected(table(*rows), world, *corrections)), expected)
    # In batches that were merged before, and corrected once all is there.
    batches = [merge_events(table(*part)) for part in (rows[:cut], rows[cut:])]
    whole = pd.concat(batches)
    assert_frame_equal(merge_events(corrected(whole, world, *corrections)), expected)
    # Twice, with the file and without it.
    assert_frame_equal(merge_events(corrected(expected, world, *corrections)), expected)
    assert_frame_equal(merge_events(expected), expected)

    last = {frozenset(pair): action for action, *pair in drawn}
    found = groups(expected)
    for pair, action in last.items():
        if action == "split":
            assert not any(pair <= told for told in found)


def test_what_was_said_before_the_last_word_on_two_events_leaves_no_trace(
    world: Gazetteer,
) -> None:
    # Of the split nothing is there any more in a second run, which would else take back the merge.
    corrections = [said("split", "e", "b"), said("merge", "a", "b"), said("merge", "b", "e")]
    once = merged(world, *corrections)
    assert_frame_equal(merge_events(corrected(once, world, *corrections)), once)


@_examples
@given(before=st.lists(_SAID, max_size=2), one=_SAID, after=st.lists(_SAID, max_size=2))
def test_a_correction_and_its_inverse_leave_what_was(
    world: Gazetteer, before: Any, one: Any, after: Any
) -> None:
    around = [said(*drawn) for drawn in before], [said(*drawn) for drawn in after]
    given_ = said(*one)
    taken_back = merged(world, *around[0], given_, undoing(given_), *around[1])
    assert_frame_equal(taken_back, merged(world, *around[0], *around[1]))


def test_an_undo_takes_back_the_split_that_it_names(world: Gazetteer) -> None:
    assert undoing(APART[0]).value == "split a"
    halfway = merged(world, *APART, undoing(APART[0]))
    assert groups(halfway) != groups(merged(world))
    assert groups(merged(world, *APART, *map(undoing, APART))) == groups(merged(world))


@pytest.mark.parametrize("order", [1, -1])
def test_every_command_that_merges_keeps_a_person_s_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: int
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = tellings()
    geo.write(table(*rows[:2]), "one.geojson")
    geo.write(table(*rows[2:]), "two.csv")
    write_corrections([*APART, said("merge", "d", "e")][::order], "said.csv")
    command = ["one.geojson", "two.csv"][::order]
    expected = {together("a", "b"), together("c"), together("d", "e")}
    said_so = ["--corrections", "said.csv"]
    assert run(["merge", *command, *said_so, "-o", "m.geojson"]) == 0
    assert run(["filter", *command, *said_so, "--merge", "-o", "f.geojson"]) == 0
    assert run(["merge", "m.geojson", "-o", "again.geojson"]) == 0
    assert run(["merge", "m.geojson", "one.geojson", *said_so, "-o", "with.geojson"]) == 0
    assert run(["map", "m.geojson", "--merge", "-o", "map.html"]) == 0
    for name in ("m.geojson", "f.geojson", "again.geojson", "with.geojson"):
        assert groups(geo.read_events(name)) == expected, name
