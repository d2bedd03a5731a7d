"""The examples against their gold table: floors that stand, and the table's own soundness."""

import json
from pathlib import Path

import pytest
from gold_score import (
    Pair,
    carried_over,
    load_gold,
    pair_up,
    score_events,
    score_toponyms,
    sha256,
)

import geo
from gazetteer import Gazetteer
from geo.event_types import EVENT_TYPES

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
TABLE = ROOT / "tests" / "gold" / "examples.jsonl"
FLOORS = json.loads((ROOT / "tests" / "gold" / "floors.json").read_text(encoding="utf-8"))
GOLD = load_gold(TABLE)


@pytest.fixture(scope="module")
def pairs(world: Gazetteer) -> list[Pair]:
    failures: list[object] = []
    reports = geo.read_reports([EXAMPLES], on_failure=failures.append)
    parsed = list(geo.parse(reports, gazetteer=world))
    assert not failures
    return pair_up(GOLD, parsed)


@pytest.fixture(scope="module")
def scores(pairs: list[Pair]) -> dict[str, dict[str, float]]:
    return {"toponyms": score_toponyms(pairs), "events": score_events(pairs)}


@pytest.mark.parametrize(
    ("part", "name"),
    [(part, name) for part, floors in FLOORS["floors"].items() for name in floors],
)
def test_score_stands_at_its_floor(
    scores: dict[str, dict[str, float]], part: str, name: str
) -> None:
    floor = FLOORS["floors"][part][name]
    assert scores[part][name] >= floor, f"{part} {name}: {scores[part]}"


def test_events_are_not_told_too_often(scores: dict[str, dict[str, float]]) -> None:
    assert scores["events"]["repeats"] <= FLOORS["ceilings"]["repeats"]


def test_examples_are_those_that_the_gold_was_written_for() -> None:
    assert sha256(EXAMPLES.iterdir()) == FLOORS["sha256"]["examples"]


def test_gold_is_the_one_that_the_floors_were_measured_on() -> None:
    assert sha256([TABLE]) == FLOORS["sha256"]["gold"]


def test_every_report_has_its_line_and_every_line_its_report(pairs: list[Pair]) -> None:
    ids = [report.report.report_id for _, report in pairs]
    assert len(set(ids)) == len(GOLD) == 23
    assert {line["file"] for line in GOLD} == {path.name for path in EXAMPLES.iterdir()}


def test_reader_finds_the_titles_and_the_days(pairs: list[Pair]) -> None:
    for line, parsed in pairs:
        assert parsed.report.title == line["title"]
        assert str(parsed.report.published) == line["published"]


def test_web_page_is_read_without_what_surrounds_the_report(pairs: list[Pair]) -> None:
    pages = [parsed.report.text for line, parsed in pairs if line["file"].endswith(".html")]
    assert len(pages) == 3
    for text in pages:
        for stray in ("Lisbon", "Oslo", "cookies", "Sydney", "nofollow"):
            assert stray not in text


@pytest.mark.parametrize("line", GOLD, ids=lambda line: line["report"])
def test_gold_spans_are_the_words_they_give(line: dict) -> None:
    mentions = [mention for event in line["events"] for mention in event["mentions"]]
    for item in [*line["toponyms"], *mentions, *line["ignored"]]:
        assert line["text"][item["start"] : item["end"]] == item["text"]


@pytest.mark.parametrize("line", GOLD, ids=lambda line: line["report"])
def test_gold_events_are_of_the_ontology(line: dict) -> None:
    for event in line["events"]:
        assert {event["event_type"], *event["also_types"]} <= set(EVENT_TYPES)
        assert event["factuality"] in ("reported", "planned", "conditional", "denied")
        assert (event["first"] is None) == (event["last"] is None)
        assert event["first"] is None or event["first"] <= event["last"]
        assert all(1 <= place["where_prec"] <= 7 for place in event["places"])


def test_gold_holds_each_kind_of_report_and_reading() -> None:
    kinds = {name["kind"] for line in GOLD for name in line["toponyms"]}
    facts = {event["factuality"] for line in GOLD for event in line["events"]}
    types = {event["event_type"] for line in GOLD for event in line["events"]}
    assert kinds >= {"noun", "modifier", "metonym", "demonym", "embedded", "homonym", "language"}
    assert facts == {"reported", "planned", "conditional", "denied"}
    assert types >= set(EVENT_TYPES) - {"SANCTION"}
    assert {Path(line["file"]).suffix for line in GOLD} == {".txt", ".html", ".jsonl", ".csv"}


def test_offsets_are_carried_over_into_a_text_with_a_headline() -> None:
    line = GOLD[0]
    headed = f"A headline\n\n{line['text']}".replace("\n\n", "\n")
    moved = carried_over(line, headed)
    assert all(headed[name["start"] : name["end"]] == name["text"] for name in moved["toponyms"])


def test_a_text_that_lacks_a_paragraph_is_an_error() -> None:
    with pytest.raises(ValueError, match="lacks the paragraph"):
        carried_over(GOLD[0], GOLD[0]["text"].partition("\n\n")[0])
