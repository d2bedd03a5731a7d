"""Tags to names: only sequences that may follow each other, and one sense a word and text."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.encoder.kinds import KINDS, OF_GWN
from geo.encoder.recognizer import kind_of
from geo.encoder.tags import (
    BEGIN,
    INSIDE,
    OUTSIDE,
    Floats,
    Tagged,
    agreed,
    best_path,
    log_softmax,
    names,
)
from geo.encoder.words import Words


def scores(*tags: int, odds: float = 4.0) -> Floats:
    """Log-probabilities in which each of these tags is the likeliest of its word."""
    return log_softmax(np.eye(3, dtype=np.float32)[list(tags)] * odds)


def tagged(sentence: str, tags: Floats) -> Tagged:
    spans, start = [], 0
    for word in sentence.split():
        start = sentence.index(word, start)
        spans.append((start, start + len(word)))
        start += len(word)
    starts, ends = np.array(spans, np.int32).T
    count = len(spans)
    whole = np.array([0, count], np.int32)
    zeros, bounds = np.zeros(count, np.int32), np.arange(count + 1, dtype=np.int32)
    words = Words(sentence, starts, ends, zeros, zeros, bounds, whole)
    return Tagged(words, tags, np.zeros((count, len(KINDS)), np.float32))


def found(sentence: str, tags: Floats) -> list[str]:
    read = tagged(sentence, tags)
    return [read.words.surface(first, last) for first, last, _ in names(read)]


def test_a_name_runs_from_its_beginning_as_long_as_it_goes_on() -> None:
    tags = scores(OUTSIDE, BEGIN, INSIDE, OUTSIDE, BEGIN)
    assert found("in New York and Paris", tags) == ["New York", "Paris"]


def test_two_names_may_stand_side_by_side() -> None:
    assert found("Homs Syria", scores(BEGIN, BEGIN)) == ["Homs", "Syria"]


def test_what_begins_inside_is_mended_by_what_is_likelier() -> None:
    tags = scores(OUTSIDE, OUTSIDE, INSIDE)
    tags[1] = log_softmax(np.array([0.1, 0.0, -9.0], np.float32))
    assert found("in New York", tags) == ["New York"]


@given(
    arrays(
        np.float32, st.tuples(st.integers(1, 6), st.just(3)), elements=st.floats(-8, 8, width=32)
    )
)
def test_the_path_is_the_likeliest_of_all_that_may_be(raw: Floats) -> None:
    tags = log_softmax(raw)
    path = best_path(tags).tolist()

    def likelihood(way: tuple[int, ...]) -> float:
        return float(sum(tags[i, tag] for i, tag in enumerate(way)))

    allowed = [
        way
        for way in itertools.product((OUTSIDE, BEGIN, INSIDE), repeat=len(tags))
        if all(b != INSIDE or a != OUTSIDE for a, b in itertools.pairwise((OUTSIDE, *way)))
    ]
    assert tuple(path) in allowed
    assert likelihood(tuple(path)) == pytest.approx(max(map(likelihood, allowed)), abs=1e-3)


def test_a_clear_mention_carries_an_unclear_one() -> None:
    tags = scores(BEGIN, OUTSIDE, OUTSIDE, BEGIN)
    tags[0] = log_softmax(np.array([0.4, 0.2, -5.0], np.float32))
    text = "Shiloh wins in Shiloh"
    assert found(text, tags) == ["Shiloh"]
    drawn = agreed(tagged(text, tags))
    assert [drawn.words.surface(a, b) for a, b, _ in names(drawn)] == ["Shiloh", "Shiloh"]


def test_words_in_lower_case_are_each_for_themselves() -> None:
    tags = scores(BEGIN, OUTSIDE, OUTSIDE)
    assert np.allclose(agreed(tagged("may or may", tags)).tags, tags, atol=1e-6)


def test_the_usage_is_that_of_all_its_kinds_together() -> None:
    kinds = np.zeros((1, len(KINDS)), np.float32)
    kinds[0, KINDS.index(("literal", "noun"))] = 0.4
    kinds[0, KINDS.index(("associative", "metonym"))] = 0.35
    kinds[0, KINDS.index(("associative", "modifier"))] = 0.25
    assert kind_of(kinds) == ("associative", "metonym")


def test_every_kind_of_gwn_is_told() -> None:
    assert set(OF_GWN.values()) == set(range(len(KINDS)))
