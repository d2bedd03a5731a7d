"""The traps against the rows that they ask for, and the soundness of their file and scorer."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from traps_score import JUDGED, Reading, Row, Trap, load_traps, name_words, read_trap, shares

from gazetteer import Gazetteer
from geo.event_types import EVENT_TYPES
from geo.pipeline import Parser
from geo.records import Report
from geo.table.rows import event_rows

GOLD = Path(__file__).parent / "gold"
FLOOR = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))["traps"]
TRAPS = load_traps(GOLD / "traps.jsonl")
NOT_JUDGED = {"place", "optional", "group"}


@pytest.fixture(scope="module")
def readings(world: Gazetteer) -> list[Reading]:
    parser = Parser(world)
    return [read_trap(trap, list(event_rows([parser.parse(trap.report)], world))) for trap in TRAPS]


def test_traps_are_read_exactly_right_as_often_as_before(readings: list[Reading]) -> None:
    right, count = shares(readings)["all"]
    wrong = [reading.trap.trap_id for reading in readings if not reading.is_right]
    assert right / count >= FLOOR, wrong


def test_there_are_150_traps_and_ten_of_each_kind_that_the_field_is_known_for() -> None:
    kinds = Counter(trap.kinds[0] for trap in TRAPS)
    assert len(TRAPS) == len({trap.trap_id for trap in TRAPS}) == 150
    for kind in ("negation", "plans", "claims", "totals", "metonyms", "movement", "apposition",
                 "embedded", "dates", "passive"):  # fmt: skip
        assert kinds[kind] == 10


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.trap_id)
def test_rows_state_what_the_table_and_the_gazetteer_have(trap: Trap, world: Gazetteer) -> None:
    for row in trap.rows:
        assert set(row) <= JUDGED | NOT_JUDGED
        types, sub_types = options(row["event_type"]), options(row.get("sub_event_type"))
        assert set(types) <= set(EVENT_TYPES)
        of_types = {sub for name in types for sub in EVENT_TYPES[name].sub_types}
        assert {*sub_types} - {None} <= of_types
        names, ids = options(row.get("place")), options(row.get("place_id"))
        assert [i and world.get(i).name for i in ids] == names


def options(value: object) -> list:
    return value["any"] if isinstance(value, dict) else [value]


# The scorer


def row(group: str = "g", **fields: object) -> Row:
    return {
        "event_group": group, "event_type": "ASSAULT", "sub_event_type": None, "location": "Homs",
        "place_id": "geonames:1", "where_prec": 1, "event_date": date(2024, 5, 12),
        "event_date_end": date(2024, 5, 12), "time_precision": 1, "actor1": "The rebels",
        "actor2": "at least six soldiers; a judge", "fatalities_low": 6, "fatalities_high": None,
        "counts": [{"what": "killed", "low": 6, "high": None}], "factuality": "reported",
        "claimed_by": None, "places": [{"text": "Homs", "role": "where"}], **fields,
    }  # fmt: skip


def trap(*rows: Row) -> Trap:
    return Trap("x-01", ("x",), Report("x", "Text."), rows)


ALL = {
    "event_type": {"any": ["COERCE", "ASSAULT"]},
    "place_id": "geonames:1",
    "event_date": "2024-05-12",
    "actor1": ["rebels"],
    "actor2": [{"any": ["magistrate", "judge"]}, "soldiers"],
    "fatalities": [6, None],
    "counts": {"killed": [6, None]},
    "roles": {"Homs": "where"},
    "claimed_by": None,
}


def test_a_row_that_has_all_that_is_stated_is_right() -> None:
    assert read_trap(trap(ALL), [row()]).is_right


@pytest.mark.parametrize(
    "field",
    [
        {"event_type": "PROTEST"},
        {"place_id": None},
        {"event_date": None},
        {"actor1": "rebel"},
        {"actor1": None},
        {"actor2": "six soldiers"},
        {"fatalities_low": 5},
        {"counts": []},
        {"places": []},
        {"claimed_by": "the army"},
    ],
    ids=str,
)
def test_one_field_that_differs_is_wrong(field: Row) -> None:
    assert not read_trap(trap(ALL), [row(**field)]).is_right


def test_a_row_too_many_or_too_few_is_wrong() -> None:
    assert not read_trap(trap(ALL), []).is_right
    assert not read_trap(trap(ALL), [row(), row("h")]).is_right
    assert not read_trap(trap(), [row()]).is_right
    assert read_trap(trap(), []).is_right


def test_an_optional_row_may_be_there_or_not() -> None:
    asked = trap(ALL, {"event_type": "REJECT", "optional": True})
    assert read_trap(asked, [row()]).is_right
    assert read_trap(asked, [row("h", event_type="REJECT"), row()]).is_right
    assert not read_trap(asked, [row(), row("h", event_type="AID")]).is_right


def test_places_of_one_event_are_of_one_group_and_share_its_numbers() -> None:
    two = trap(
        {"event_type": "ASSAULT", "place_id": "geonames:2", "group": 1, "fatalities": [6, None]},
        {"event_type": "ASSAULT", "place_id": "geonames:1", "group": 1},
    )
    second = row(place_id="geonames:2", fatalities_low=None)
    assert read_trap(two, [row(), second]).is_right
    assert not read_trap(two, [row(), row("h", place_id="geonames:2")]).is_right
    apart = trap({"event_type": "ASSAULT"}, {"event_type": "ASSAULT"})
    assert read_trap(apart, [row("a"), row("b")]).is_right
    assert not read_trap(apart, [row("a"), row("a")]).is_right


def test_names_are_compared_without_articles_numbers_case_and_accents() -> None:
    assert name_words("At least 12 Syrian soldiers") == name_words("syrian soldiers")
    assert name_words("The mayor of Bogotá") == name_words("mayor of Bogota")
    assert name_words("Two") == "two"
    assert name_words("the army") != name_words("the army's spokesman")


def test_shares_are_by_the_first_kind() -> None:
    readings = [read_trap(trap(), []), read_trap(trap(), [row()])]
    assert shares(readings) == {"all": (1, 2), "x": (1, 2)}
