"""What speaks for a proposal to be a name."""

import numpy as np
import pytest

from gazetteer import open_gazetteer
from geo.encoder.evidence import FEATURES, Bounded, evidence
from geo.encoder.kinds import KINDS
from geo.encoder.known import Known
from geo.encoder.model import shipped_model
from geo.encoder.sentences import sentences
from geo.encoder.tags import Tagged, log_softmax
from geo.encoder.words import read_words


def told(text: str, *names: str) -> list[dict[str, float]]:
    """The evidence of each of these names, in order, whose words all are as likely a name as not
    but for those of the last."""
    words = read_words(text, sentences(text), shipped_model().tokenizer)
    bounded: list[Bounded] = []
    at = 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        bounded.append((*words.covering(start, at), 1.5))
    scores = np.zeros((len(words), 3), np.float32)
    if bounded:
        scores[bounded[-1][0] : bounded[-1][1] + 1, 1] = 3.0
    read = Tagged(words, log_softmax(scores), np.zeros((len(words), len(KINDS)), np.float32))
    rows = evidence(read, bounded, Known(open_gazetteer()))
    assert rows.shape == (len(names), len(FEATURES))
    return [dict(zip(FEATURES, row, strict=True)) for row in rows.tolist()]


@pytest.mark.parametrize(
    ("name", "sort"),
    [("Ohio", "division"), ("Nablus", "town"), ("Qwyzzk", None)],
)
def test_the_gazetteer_tells_what_a_name_is(name: str, sort: str | None) -> None:
    (row,) = told(f"in {name} today", name)
    assert {s for s in ("division", "town") if row[s]} == ({sort} if sort else set())
    assert row["known"] == (sort is not None)
    assert (row["prominence"] > 0) == (sort is not None)


def test_all_mentions_of_a_name_speak_for_each() -> None:
    one, other = told("Nablus fell. We left Nablus.", "Nablus", "Nablus")
    assert one["odds"] < other["odds"]
    assert one["same"] == other["same"] == pytest.approx((one["odds"] + other["odds"]) / 2)


def test_a_region_behind_a_comma_speaks_for_a_name() -> None:
    paris, texas = told("in Paris, Texas today", "Paris", "Texas")
    assert (paris["before_region"], texas["before_region"]) == (1.0, 0.0)
    assert (paris["listed"], texas["listed"]) == (0.0, 1.0)
    paris, _ = told("in Paris while Texas slept", "Paris", "Texas")
    assert paris["before_region"] == 0.0


def test_the_words_beside_a_name_are_told() -> None:
    assert told("in Nablus today", "Nablus")[0]["preposition"] == 1.0
    assert told("Mr Nablus spoke", "Nablus")[0]["after_capital"] == 1.0
    assert told("the town of Nablus fell", "Nablus")[0]["announced"] == 1.0


def test_parts_of_a_name_that_are_names_are_told() -> None:
    (row,) = told("at Columbus Qwyzzk", "Columbus Qwyzzk")
    assert (row["head_known"], row["tail_known"]) == (1.0, 0.0)
    (row,) = told("in Columbus", "Columbus")
    assert (row["head_known"], row["tail_known"]) == (0.0, 0.0)


def test_a_text_in_capitals_is_told_as_such() -> None:
    assert told("BOMBS HIT NABLUS TODAY", "NABLUS")[0]["all_capitals"] == 1.0


def test_without_proposals_there_is_no_evidence() -> None:
    assert told("Nobody was hurt.") == []
