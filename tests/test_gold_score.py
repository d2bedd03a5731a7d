"""The scorer itself, on readings of which the score is known."""

from datetime import date

import pytest
from gold_score import Tally, match_events, pair_up, score_events, score_toponyms

from gazetteer.place import Place
from geo.records import (
    Event,
    EventDate,
    Location,
    ParsedReport,
    Report,
    ResolvedToponym,
    Toponym,
    Trigger,
    Usage,
)

TEXT = "Police said that a bomb exploded in Goma on Monday.\n\nJordan Peters saw the blast."
GOMA = Place("geonames:216281", "Goma", -1.67, 29.23, "P", "PPLA", "CD", "11", None, None, 5.0, "x")
GOLD = {
    "report": "r",
    "file": "r.txt",
    "text": TEXT,
    "toponyms": [
        {"start": 36, "end": 40, "text": "Goma", "usage": "literal", "kind": "noun",
         "geonameid": 216281, "latitude": -1.67, "longitude": 29.23},
        {"start": 53, "end": 59, "text": "Jordan", "usage": "associative", "kind": "homonym",
         "geonameid": None, "latitude": None, "longitude": None, "optional": True},
    ],
    "events": [
        {"event_type": "ASSAULT", "also_types": [], "factuality": "reported", "optional": False,
         "mentions": [{"start": 24, "end": 32, "text": "exploded"},
                      {"start": 75, "end": 80, "text": "blast"}],
         "first": "2025-03-10", "last": "2025-03-10", "approximate": False, "country": "CD",
         "places": [{"name": "Goma", "geonameid": 216281, "latitude": -1.67, "longitude": 29.23,
                     "where_prec": 1}],
         "counts": {}, "claimed_by": "Police"},
    ],
    "ignored": [{"start": 70, "end": 73, "text": "saw"}],
}  # fmt: skip


def name(start: int, end: int, place: Place | None, usage: Usage = "literal") -> ResolvedToponym:
    location = None if place is None else Location(place, -1.67, 29.23, 5.0, 1)
    return ResolvedToponym(
        Toponym(start, end, TEXT[start:end], usage, "noun", 1.0), location, 0.9 if place else 0.0
    )


def event(start: int, end: int, event_type: str = "ASSAULT") -> Event:
    day = date(2025, 3, 10)
    return Event(
        event_id=f"{start}",
        report_id="r",
        trigger=Trigger(start, end, TEXT[start:end], event_type, None, 1.0),
        sentence=(0, 51) if start < 51 else (53, len(TEXT)),
        source_actors=(),
        target_actors=(),
        date=EventDate(day, day, 1, None),
        factuality="reported",
        claimed_by=None,
        counts=(),
        links=(),
        locations=(Location(GOMA, -1.67, 29.23, 5.0, 1),),
        location_step="grammar",
        confidence=0.9,
        parts={},
        telling=(),
        seen=None,
        evidence={},
    )


def reading(names: list[ResolvedToponym], events: list[Event], before: str = "") -> ParsedReport:
    return ParsedReport(Report("r", before + TEXT), tuple(names), tuple(events))


def test_right_reading_of_the_names_scores_one() -> None:
    scores = score_toponyms(pair_up([GOLD], [reading([name(36, 40, GOMA)], [])]))
    assert set(scores.values()) == {1.0}


def test_nothing_found_scores_zero() -> None:
    pairs = pair_up([GOLD], [reading([], [])])
    assert set(score_toponyms(pairs).values()) == {0.0}
    assert set(score_events(pairs).values()) == {0.0}


@pytest.mark.parametrize(("usage", "f1"), [("associative", 1.0), ("literal", 2 / 3)])
def test_person_named_after_a_place_may_be_found_but_not_as_a_place(
    usage: Usage, f1: float
) -> None:
    names = [name(36, 40, GOMA), name(53, 59, GOMA, usage)]
    scores = score_toponyms(pair_up([GOLD], [reading(names, [])]))
    assert scores["overlap_f1"] == pytest.approx(f1)


def test_wider_span_overlaps_but_is_not_exact() -> None:
    scores = score_toponyms(pair_up([GOLD], [reading([name(33, 40, GOMA)], [])]))
    assert (scores["overlap_f1"], scores["exact_f1"]) == (1.0, 0.0)


def test_name_without_a_place_is_found_but_not_placed() -> None:
    scores = score_toponyms(pair_up([GOLD], [reading([name(36, 40, None)], [])]))
    assert (scores["overlap_f1"], scores["placed"], scores["end_to_end_f1"]) == (1.0, 0.0, 0.0)


def test_event_told_again_is_a_repeat_and_no_error() -> None:
    scores = score_events(pair_up([GOLD], [reading([], [event(24, 32), event(75, 80)])]))
    assert (scores["trigger_f1"], scores["repeats"], scores["place"]) == (1.0, 2.0, 1.0)
    assert (scores["date"], scores["claimed_by"]) == (1.0, 0.0)


def test_event_of_the_same_sentence_must_have_the_type() -> None:
    matched, spurious = match_events(GOLD, [event(19, 23), event(7, 11, "ACCUSE")])
    assert [found.trigger.text for _, events in matched for found in events] == ["bomb"]
    assert [found.trigger.text for found in spurious] == ["said"]


def test_ignored_word_is_neither_right_nor_wrong() -> None:
    assert match_events(GOLD, [event(70, 73, "CONSULT")]) == ([], [])


def test_tallies_add_up() -> None:
    assert (Tally(1, 2, 3) + Tally(1, 1, 1)).f1 == pytest.approx(2 * 2 / 7)
