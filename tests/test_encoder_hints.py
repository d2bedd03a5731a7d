"""Hints: which words the gazetteer takes for a name, and how well known its place is."""

import pytest

from gazetteer import Gazetteer
from geo.encoder.hints import HINTS, LEVELS, Hints
from geo.encoder.model import shipped_model
from geo.encoder.sentences import sentences
from geo.encoder.words import read_words

FURTHER = len(LEVELS) + 2


@pytest.fixture(scope="module")
def hints(world: Gazetteer) -> Hints:
    return Hints(world)


def hinted(hints: Hints, text: str) -> dict[str, int]:
    tokenizer = shipped_model().tokenizer
    words = read_words(text, sentences(text), tokenizer)
    found = hints.of(words).tolist()
    assert all(0 <= hint < HINTS for hint in found)
    return {words.surface(i, i): hint for i, hint in enumerate(found)}


def test_only_words_of_names_have_a_hint(hints: Hints) -> None:
    found = hinted(hints, "Shells fell on Damascus yesterday")
    assert found["Damascus"] > 0
    assert found["fell"] == found["on"] == found["yesterday"] == 0


def test_the_longest_name_wins_and_its_further_words_say_so(hints: Hints) -> None:
    found = hinted(hints, "in New York City")
    assert 0 < found["New"] <= FURTHER
    assert found["York"] == found["City"] == found["New"] + FURTHER


def test_better_known_places_have_higher_hints(hints: Hints) -> None:
    found = hinted(hints, "from Ardmore to France")
    assert 0 < found["Ardmore"] < found["France"]


def test_adjectives_have_a_hint_of_their_own(hints: Hints) -> None:
    found = hinted(hints, "Syrian and Lebanese towns")
    assert found["Syrian"] == found["Lebanese"] == FURTHER


def test_capitals_keep_their_hints(hints: Hints) -> None:
    assert hinted(hints, "IN DAMASCUS")["DAMASCUS"] == hinted(hints, "in Damascus")["Damascus"]


def test_no_name_crosses_a_sentence(hints: Hints) -> None:
    found = hinted(hints, "It is New. York is old.")
    assert found["York"] != found["New"] + FURTHER
