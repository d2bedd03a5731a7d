"""How sure the parts of a row are, by what was learnt of how often they are right."""

import json
import math
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.confidence import (
    LEAST_SCORE,
    Kinds,
    Line,
    State,
    day_key,
    log_odds,
    shipped,
    state_of,
    step_key,
)
from geo.encoder.linker import Linker
from geo.pipeline import parse
from geo.records import EventDate, Location, Report, ResolvedToponym, Toponym, Trigger
from geo.stance.telling import Way


@pytest.fixture
def homs(world) -> ResolvedToponym:
    place = world.get("geonames:169577")
    location = Location(place, place.latitude, place.longitude, 10.0, 1)
    name = Toponym(0, 4, "Homs", "literal", "noun", 0.9)
    return ResolvedToponym(name, location, 0.9)


def test_a_line_of_slope_one_changes_nothing() -> None:
    assert Line(1.0, 0.0).probability(0.3) == pytest.approx(0.3)
    assert Line(0.5, 0.0).probability(0.9) == pytest.approx(0.75)


@given(st.floats(0, 1))
def test_log_odds_are_finite(probability: float) -> None:
    assert math.isfinite(log_odds(probability))
    assert 0 < shipped().where.probability(probability) < 1


@given(st.lists(st.floats(0, 1), min_size=2, max_size=2))
def test_what_is_given_as_likelier_stays_likelier(pair: list[float]) -> None:
    less, more = sorted(pair)
    for line in (shipped().type, shipped().where):
        assert line.probability(less) <= line.probability(more)


def test_what_had_been_given_is_told_again_from_what_it_is_worth() -> None:
    kinds = Kinds(0.8, {"event, place": 1.1}, 0.9, 0.7)
    for kind in ("event, place", "a new step, place"):
        for given_before in (0.05, 0.5, 0.93):
            worth = kinds.probability(kind, given_before)
            assert kinds.given(kind, worth) == pytest.approx(given_before)
    assert kinds.probability("event, place") == kinds.probability("event, place", 0.5)
    assert kinds.probability("event, place", 0.6) > kinds.probability("event, place", 0.4)


def test_a_place_that_the_network_read_is_as_sure_as_that_and_its_score(homs) -> None:
    sure, kind = shipped(), "grammar, place"
    read = sure.of_place("grammar", [homs.location], [homs], where=0.9)
    assert read == sure.places.probability(kind, sure.where.probability(0.9) * 0.9)
    unlikely = replace(homs, score=0.0)
    assert sure.of_place("grammar", [homs.location], [unlikely], where=0.9) == (
        sure.places.probability(kind, sure.where.probability(0.9) * LEAST_SCORE)
    )
    assert read > sure.of_place("grammar", [homs.location], [homs], where=0.2)


def test_a_place_that_was_chosen_is_as_sure_as_the_choice(homs) -> None:
    sure = shipped()
    assert sure.of_place("event", [homs.location], [homs], where=0.9, chosen=0.4) == 0.4


def test_a_place_among_others_is_as_sure_as_such_places_are(homs) -> None:
    sure = shipped()
    unknown = replace(homs, location=None, score=0.0)
    around = sure.of_place("around", [homs.location], [unknown], where=0.9)
    assert around == sure.places.probability("around, place")


def test_other_places_are_as_sure_as_the_way_in_which_they_are_said(homs) -> None:
    sure = shipped()
    town = homs.location
    country = replace(town, where_prec=6)
    said = {step: sure.of_place(step, [town], []) for step in ("anaphor", "grammar")}
    assert said["grammar"] == sure.places.probability("grammar, place")
    assert sure.of_place("grammar", [country], []) == sure.places.probability("grammar, country")
    assert sure.of_place("a new step", [town], []) == sure.places.probability("unknown")
    # A name is right more often than what takes a name up.
    assert said["grammar"] > said["anaphor"]


ON = date(2018, 8, 27)
DAYS = (
    *(EventDate(ON, ON, precision, (0, 6)) for precision in (1, 2, 3)),
    EventDate(ON, ON, 2, None),
    EventDate(ON, ON, 2, None, 0.7),
)
"""One of each kind."""


def test_the_file_has_what_the_code_asks_for() -> None:
    told = json.loads((files("geo") / "data" / "confidence.json").read_text(encoding="utf-8"))
    steps = ("grammar", "anaphor", "sentence", "actor")
    assert {step_key(step, 1) for step in steps} <= set(told["places"]["biases"])
    assert set(map(day_key, DAYS)) <= set(told["days"]["biases"])
    for kinds in (told["places"], told["days"]):
        assert 0 < kinds["mean"] < 1
        assert kinds["slope"] > 0


def test_a_day_that_the_text_says_is_surer_than_one_taken_from_before() -> None:
    said, *_, headed, chosen = map(shipped().of_day, DAYS)
    assert said > headed
    assert said > chosen


def test_a_row_is_right_where_all_of_it_is() -> None:
    sure = shipped()
    parts = {"type": 0.5, "place": 0.5, "date": 0.8}
    assert sure.product(parts) == pytest.approx(0.2)
    assert sure.of_row(parts) == pytest.approx(0.2**sure.row, abs=1e-4)
    assert 0 < sure.row <= 1


def test_a_row_is_no_surer_for_what_it_does_not_tell() -> None:
    sure = shipped()
    placed = {"type": 0.7, "place": sure.places.mean}
    assert sure.of_row(placed) == sure.of_row({"type": 0.7})
    assert sure.of_row({**placed, "date": 0.99}) > sure.of_row(placed)


def test_how_an_event_is_told_makes_its_type_more_or_less_sure() -> None:
    sure = shipped()
    told = sure.of_type(0.8, {"day said"})
    assert sure.of_type(0.8, {"going on", "first person"}) < sure.of_type(0.8, ()) < told


def test_every_way_of_telling_has_its_weight() -> None:
    assert set(shipped().telling) == set(get_args(Way))


def test_the_state_of_its_words_makes_an_act_of_violence_more_or_less_sure() -> None:
    assert State(np.array([0.5, -1.0]), 0.25).log_odds(np.array([2.0, 1.0])) == 0.25
    sure = shipped()
    likely, unlikely = sure.words.weights, -sure.words.weights
    assert sure.of_type(0.8, (), unlikely) < sure.of_type(0.8, (), likely)


@pytest.mark.parametrize(
    ("event_type", "sub_type", "known"),
    [
        ("ASSAULT", None, True),
        ("COERCE", "abduction", True),
        ("COERCE", "curfew", False),
        ("DISASTER", "flood", False),
    ],
)
def test_states_are_known_of_acts_of_violence_alone(
    event_type: str, sub_type: str | None, known: bool
) -> None:
    text = "Gunmen shot three farmers dead near Kano."
    (read,) = Linker().read(text, [(7, 11)])
    trigger = Trigger(7, 11, "shot", event_type, sub_type, 0.9)
    assert read is not None
    assert state_of(trigger, read) is (read.state if known else None)
    assert state_of(trigger, None) is None


def test_a_war_in_general_is_less_sure_than_an_attack_on_a_day() -> None:
    text = (
        "Gunmen shot three farmers dead near Kano on Monday. "
        "He said that the army must cease all shelling of civilians. "
    )
    (parsed,) = parse([Report("one", text, published=date(2026, 3, 3))])
    sure = {event.trigger.text: event.parts["type"] for event in parsed.events}
    assert sure["shelling"] < sure["shot"]
