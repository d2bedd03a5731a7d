"""Merging: what is one event, what must stay two, and what becomes of the tellings."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import geo
from geo.merge import merge_events, reports_of
from maps.cli import run
from tests.gold_tellings import load_tellings, score_tellings
from tests.tellings import country, near, state, table, telling, town

GOLD = Path(__file__).parent / "gold"
FLOORS = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))["tellings"]


def groups(merged: gpd.GeoDataFrame) -> set[frozenset[str]]:
    """Which tellings are together, by event id."""
    found: dict[str, set[str]] = {}
    for group, text in zip(merged["event_group"], merged["evidence"], strict=True):
        sources = json.loads(text).get("sources")
        told = {source["event_group"] for source in sources} if sources else {group}
        found.setdefault(group, set()).update(told)
    return {frozenset(told) for told in found.values()}


def together(*rows: dict[str, Any]) -> bool:
    return len(groups(merge_events(table(*rows)))) == 1


# What is one, and what stays two


def test_two_reports_of_one_attack_are_one_event_with_both_sources() -> None:
    merged = merge_events(table(telling("a", town("Konduga")), telling("b", town("Konduga"))))
    (row,) = merged.to_dict("records")
    assert row["n_sources"] == 2
    sources = json.loads(row["evidence"])["sources"]
    assert [source["source"] for source in sources] == ["Paper a", "Paper b"]
    assert [source["evidence"]["trigger"] for source in sources] == [[[0, 6]], [[0, 6]]]
    assert reports_of(merged) == {"report a", "report b"}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"day": "2025-01-21"}, "the next day"),
        ({"place": town("Bama")}, "the next town"),
        ({"event_type": "PROTEST"}, "another type"),
        ({"killed": 60}, "another toll"),
        ({"factuality": "denied"}, "it did not happen"),
    ],
)
def test_near_misses_stay_apart(other: dict[str, Any], why: str) -> None:
    values = {"place": town("Konduga"), "killed": 5, **other}
    assert not together(
        telling("a", town("Konduga"), killed=5), telling("b", values.pop("place"), **values)
    ), why


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        ({}, True),
        ({"day": "2025-01-21"}, True),  # "known only a day later"
        ({"day": "2025-01-21", "killed": 11}, False),
        ({"day": "2025-01-21", "killed": 11, "published": "2025-01-22"}, True),  # it grew
        ({"day": "2025-01-21", "killed": 3, "published": "2025-01-22"}, False),
        ({"killed": 11}, True),
        ({"killed": 11, "published": "2025-01-22"}, True),
        ({"killed": 70}, False),
    ],
)
def test_floods_told_of_another_day_have_the_same_toll_or_a_grown_one(
    other: dict[str, Any], is_one: bool
) -> None:
    common = {"event_type": "DISASTER", "sub_event_type": "flood", "killed": 7}
    one = telling("a", town("Bama"), **common)
    assert together(one, telling("b", town("Bama"), **{**common, **other})) is is_one


def test_an_earthquake_is_of_one_day_which_its_sentence_tells_for_all_of_it() -> None:
    quake: dict[str, Any] = {"event_type": "DISASTER", "sub_event_type": "earthquake"}

    def told(event_id: str, report: str, day: str, **values: Any) -> dict[str, Any]:
        row = telling(event_id, town("Bama"), day, report_id=report, **quake, **values)
        return {**row, "evidence": {**row["evidence"], "sentence": [[0, 60]]}}

    rows = [
        told("a", "one", "2025-01-20"),
        told("b", "one", "2025-01-20", rough=True, killed=28),
        told("c", "two", "2025-01-21"),
        told("d", "two", "2025-01-21", rough=True, killed=13),
    ]
    assert groups(merge_events(table(*rows))) == {frozenset("ab"), frozenset("cd")}


@pytest.mark.parametrize(("published", "is_one"), [("2025-01-18", True), ("2025-01-22", False)])
def test_what_is_still_to_come_has_not_been(published: str, is_one: bool) -> None:
    planned = telling("b", town("Bama"), None, factuality="planned", published=published)
    assert together(telling("a", town("Bama")), planned) is False
    sure = telling("b", town("Bama"), factuality="planned", published=published)
    assert together(telling("a", town("Bama")), sure) is is_one


def test_tolls_of_one_day_differ_less_than_those_of_two() -> None:
    short: dict[str, Any] = {"title": None, "notes": "Gunmen attacked."}
    one = telling("a", town("Bama"), killed=9, **{**short, "notes": "Raiders struck at dawn."})
    assert not together(one, telling("b", town("Bama"), killed=22, **short))
    assert together(one, telling("b", town("Bama"), killed=22, published="2025-01-22", **short))
    assert not together(
        telling("a", town("Bama"), killed=22, **{**short, "notes": "Raiders struck at dawn."}),
        telling("b", town("Bama"), killed=9, published="2025-01-22", **short),
    )


def test_protests_of_other_people_stay_apart() -> None:
    common = {"event_type": "PROTEST", "sub_event_type": "demonstration", "quad_code": 4}
    drivers = {"actor1": "Bus drivers", "notes": "Bus drivers marched against extortion."}
    teachers = {"actor1": "Teachers", "notes": "Teachers rallied for higher pay.", "title": None}
    assert not together(
        telling("a", town("Bama"), **common, **drivers),
        telling("b", town("Bama"), **common, **teachers),
    )
    assert together(
        telling("a", town("Bama"), **common, **drivers),
        telling("b", town("Bama"), **common, **drivers),
    )


def test_what_stands_between_two_events_does_not_join_them() -> None:
    """A telling that knows only the state fits both towns, which do not fit each other."""
    merged = merge_events(
        table(
            telling("a", town("Konduga"), killed=11),
            telling("b", town("Bama"), killed=11),
            telling("c", state(), killed=11),
        )
    )
    assert not any({"a", "b"} <= told for told in groups(merged))
    assert len(groups(merged)) == 2


def test_a_wide_place_alone_is_no_evidence() -> None:
    vague = {"notes": "Police found weapons.", "title": "Weapons seized"}
    assert not together(telling("a", town("Konduga")), telling("b", country(), **vague))


@pytest.mark.parametrize("place", [country(), state(), town("Konduga")])
def test_others_in_another_sentence_of_a_report_are_another_event(place: dict[str, Any]) -> None:
    common: dict[str, Any] = {"report_id": "r", "actor1": "Gunmen", "sub_event_type": "shooting"}
    one = {"actor2": "two priests", "notes": "Gunmen in Borno shot at two priests."}
    other = {"actor2": "an engineer", "notes": "Gunmen in Borno shot at an engineer."}

    def told(event_id: str, sentence: list[int], **values: Any) -> dict[str, Any]:
        row = telling(event_id, place, **common, **values)
        return {**row, "evidence": {**row["evidence"], "sentence": [sentence]}}

    assert not together(told("a", [0, 40], **one), told("b", [41, 80], **other))
    assert together(told("a", [0, 40], **one), told("b", [41, 80], **one))
    assert together(told("a", [0, 80], **one), told("b", [0, 80], **other))


def test_what_is_told_once_stays_as_it_was() -> None:
    frame = table(telling("b", town("Bama"), "2025-03-01"), telling("a", town("Konduga")))
    merged = merge_events(frame)
    assert_frame_equal(
        merged.sort_values("event_id", ignore_index=True),
        frame.sort_values("event_id", ignore_index=True),
    )


def test_rows_without_an_id_and_tables_without_rows_are_kept() -> None:
    assert len(merge_events(table())) == 0
    bare = table({**telling("a", {}), "event_id": None, "event_group": None})
    assert_frame_equal(merge_events(bare), bare)


# What they agree on


def test_the_finest_place_and_days_that_sources_agree_on_are_taken() -> None:
    merged = merge_events(
        table(
            telling("a", state(), killed=11, confidence=0.9),
            telling("b", near("Konduga"), "2025-01-21", rough=True, killed=11),
            telling("c", town("Konduga"), rough=True, killed=11),
            telling("d", near("Konduga"), killed=11),
        )
    )
    (row,) = merged.to_dict("records")
    assert (row["location"], row["where_prec"], row["geometry"].x) == ("Konduga", 1, 13.42)
    assert (row["event_date"], row["time_precision"]) == (pd.Timestamp("2025-01-20"), 1)
    assert row["confidence"] == 0.9
    # The sentence that is shown is the one that the place was read from.
    assert row["report_id"] == "report c"


def test_who_published_the_reports_is_told_of_all_first_the_one_whose_sentence_it_is() -> None:
    told = table(
        telling("a", near("Konduga"), source="Wire"),
        telling("b", town("Konduga"), source="Post"),
        telling("c", near("Konduga"), source="Wire"),
        telling("d", near("Konduga"), source=None),
    )
    merged = merge_events(told)
    assert merged[["source", "report_id"]].to_numpy().tolist() == [["Post; Wire", "report b"]]
    pd.testing.assert_frame_equal(merge_events(merged), merged)
    unnamed = merge_events(told.assign(source=None))
    assert unnamed["source"].isna().all()


def test_conflicting_tolls_are_low_and_high() -> None:
    merged = merge_events(
        table(telling("a", town("Konduga"), killed=30), telling("b", town("Konduga"), killed=45))
    )
    (row,) = merged.to_dict("records")
    assert (row["fatalities_low"], row["fatalities_high"]) == (30, 45)
    assert json.loads(row["counts"]) == [{"what": "killed", "low": 30, "high": 45}]


def test_a_later_report_updates_the_toll_and_an_open_one_is_met() -> None:
    merged = merge_events(
        table(
            telling("a", town("Konduga"), killed=(4, None), published="2025-01-20"),
            telling("b", town("Konduga"), killed=6, published="2025-01-20"),
            telling("c", town("Konduga"), killed=9, published="2025-01-22"),
            telling("d", town("Konduga"), killed=(5, None), published="2025-01-22"),
        )
    )
    (row,) = merged.to_dict("records")
    assert (row["fatalities_low"], row["fatalities_high"]) == (9, 9)


def test_a_plan_that_came_true_is_reported_and_its_id_is_the_earliest() -> None:
    talks = {"event_type": "CONSULT", "actor1": "Envoys of Iran", "notes": "Envoys of Iran meet."}
    merged = merge_events(
        table(
            telling("b", town("Bama"), factuality="planned", published="2025-01-18", **talks),
            telling("a", town("Bama"), published="2025-01-21", **talks),
        )
    )
    (row,) = merged.to_dict("records")
    assert (row["event_id"], row["factuality"], row["n_sources"]) == ("b", "reported", 2)


def test_a_claim_that_another_report_states_is_no_claim_any_more() -> None:
    claim = telling("a", town("Bama"), claimed_by="the army")
    both = merge_events(table(claim, telling("b", town("Bama"), claimed_by="a medic")))
    assert both["claimed_by"].tolist() == ["the army"]
    assert merge_events(table(claim, telling("b", town("Bama"))))["claimed_by"].isna().all()


def test_an_event_at_two_places_keeps_both_and_counts_its_people_once() -> None:
    merged = merge_events(
        table(
            telling("a", town("Konduga"), killed=7),
            {**telling("a-2", town("Bama")), "report_id": "report a"},
            telling("b", town("Konduga"), killed=7),
        )
    )
    assert merged["location"].tolist() == ["Konduga", "Bama"]
    assert merged["event_id"].tolist() == ["a", "a-2"]
    assert merged["event_group"].nunique() == 1
    assert merged["fatalities_low"].sum() == 7


# The order of rows, batches, running twice, and files

_rows = st.builds(
    lambda number, place, day, killed, published, rough, actor: telling(
        f"e{number}",
        place,
        day,
        killed=killed,
        published=published,
        rough=rough,
        actor1=actor,
        notes=f"{actor or 'Somebody'} attacked it.",
        confidence=0.5 + (number % 3) / 10,
    ),
    number=st.integers(0, 99),
    place=st.sampled_from([town("Konduga"), town("Bama"), near("Bama"), state(), country(), {}]),
    day=st.sampled_from(["2025-01-20", "2025-01-20", "2025-01-21", None]),
    killed=st.sampled_from([None, 3, 4, (3, None), 40]),
    published=st.sampled_from(["2025-01-21", "2025-01-22", None]),
    rough=st.booleans(),
    actor=st.sampled_from([None, "Gunmen", "Suspected jihadists", "The army"]),
)
_tables = st.lists(_rows, min_size=2, max_size=40, unique_by=lambda row: row["event_id"])
_examples = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def keeps_each_telling_once(merged: gpd.GeoDataFrame, rows: list[dict[str, Any]]) -> None:
    told = [event for event_group in groups(merged) for event in event_group]
    assert sorted(told) == sorted(row["event_id"] for row in rows)


def has_one_town_and_one_day_an_event(merged: gpd.GeoDataFrame, rows: list[dict[str, Any]]) -> None:
    by_id = {row["event_id"]: row for row in rows}
    for told in groups(merged):
        of_one = [by_id[event_id] for event_id in told]
        assert len({r["location"] for r in of_one if r.get("where_prec") == 1}) <= 1
        assert len({r["event_date"] for r in of_one if r["time_precision"] == 1}) <= 1


@_examples
@given(rows=_tables, shuffled=st.randoms(use_true_random=False))
def test_a_merged_table_is_the_same_in_any_order_merged_again_and_from_a_file(
    rows: list[dict[str, Any]], shuffled: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    merged = merge_events(table(*rows))
    keeps_each_telling_once(merged, rows)
    has_one_town_and_one_day_an_event(merged, rows)
    assert_frame_equal(merge_events(merged), merged)
    other = list(rows)
    shuffled.shuffle(other)
    assert_frame_equal(merge_events(table(*other)), merged)
    path = tmp_path_factory.mktemp("merged") / "events.geojson"
    geo.write(merged, path)
    assert_frame_equal(merge_events(geo.read_events(path)), merged)


@_examples
@given(rows=_tables, cut=st.integers(1, 39))
def test_rows_added_later_give_what_they_would_have_given_from_the_start(
    rows: list[dict[str, Any]], cut: int
) -> None:
    first, second = rows[:cut], rows[cut:]
    merged = merge_events(table(*first))
    if second:
        # In batches, each merged before, and with rows that were there already.
        later = merge_events(table(*second, *first[:1]))
        merged = merge_events(pd.concat([merged, later]))
    assert_frame_equal(merged, merge_events(table(*rows)))


def test_tables_merged_apart_that_tell_of_one_event_lose_no_telling() -> None:
    rows = [telling(name, town("Bama")) for name in "abc"]
    first, second = merge_events(table(rows[0], rows[1])), merge_events(table(rows[0], rows[2]))
    assert groups(merge_events(pd.concat([first, second]))) == groups(merge_events(table(*rows)))


# The command line


def test_the_command_merges_files_and_counts_what_it_merged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monday, tuesday = tmp_path / "monday.geojson", tmp_path / "tuesday.csv"
    geo.write(table(telling("a", town("Konduga")), telling("c", town("Bama"))), monday)
    geo.write(table(telling("b", town("Konduga"))), tuesday)
    output, again = tmp_path / "merged.geojson", tmp_path / "again.geojson"
    assert run(["merge", str(monday), str(tuesday), "-o", str(output)]) == 0
    assert "2 events, 2 of them placed, merged from 3 tellings" in capsys.readouterr().err
    assert geo.read_events(output)["n_sources"].tolist() == [2, 1]
    assert json.loads(output.read_text(encoding="utf-8"))["metadata"]["settings"]["merge"] is True
    assert run(["merge", str(output), "-o", str(again)]) == 0
    assert "merged from 3 tellings" in capsys.readouterr().err
    assert again.read_bytes() == output.read_bytes()


def test_commands_that_write_events_merge_before_they_filter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(
            f"---\ndate: 2018-08-29\nsource: Paper {name}\n---\n"
            "A bomb exploded in Nairobi on Monday, killing 12 people, police said.",
            encoding="utf-8",
        )
    plain, merged = tmp_path / "plain.geojson", tmp_path / "merged.geojson"
    reports = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert run(["events", *reports, "-o", str(plain)]) == 0
    assert run(["events", *reports, "--merge", "--region", "Kenya", "-o", str(merged)]) == 0
    assert geo.read_events(plain)["n_sources"].tolist() == [1, 1]
    assert geo.read_events(merged)["n_sources"].tolist() == [2]
    filtered = tmp_path / "filtered.geojson"
    assert run(["filter", str(plain), "--merge", "--type", "ASSAULT", "-o", str(filtered)]) == 0
    assert geo.read_events(filtered)["n_sources"].tolist() == [2]
    page = tmp_path / "map.html"
    assert run(["map", *reports, "--merge", "--type", "ASSAULT", "-o", str(page)]) == 0
    assert "merged from 2 tellings" in capsys.readouterr().err


# The gold tellings


def test_the_gold_tellings_are_gathered_as_well_as_they_were() -> None:
    reports, items = load_tellings(GOLD / "tellings.jsonl")
    frame = geo.events(geo.parse(reports))
    scores = score_tellings(items, frame, merge_events(frame))
    for name, floor in FLOORS.items():
        assert scores[name].f1 >= floor, name


def test_where_neither_town_nor_day_is_one_numbers_that_differ_keep_two_attacks_apart() -> None:
    told = {"notes": "Gunmen attacked a village in the state and burned houses.", "killed": 5}
    for where in (state(), country()):
        one = telling("a", where, **told)
        two = telling("b", where, "2025-01-22", rough=True, published="2025-01-23", **told)
        assert list(merge_events(table(one, two))["n_sources"]) == [2]
        other = {**two, "fatalities_low": 9, "fatalities_high": 9}
        assert list(merge_events(table(one, other))["n_sources"]) == [1, 1]
    # In a town the toll of one attack grows, and that of a flood or an earthquake anywhere.
    one = telling("a", town("Bama"), **told)
    grown = {**told, "killed": 9, "published": "2025-01-23"}
    two = telling("b", town("Bama"), "2025-01-22", rough=True, **grown)
    assert list(merge_events(table(one, two))["n_sources"]) == [2]
    quake = {"event_type": "DISASTER", "sub_event_type": "earthquake"}
    one = telling("a", state(), **told, **quake)
    two = telling("b", state(), "2025-01-22", rough=True, **grown, **quake)
    assert list(merge_events(table(one, two))["n_sources"]) == [2]
