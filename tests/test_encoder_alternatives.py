"""Other bounds of names: which are asked about, and which are chosen."""

import numpy as np
import pytest

from gazetteer import Gazetteer, open_gazetteer
from geo.encoder.alternatives import FEATURES, Alternatives, Bounds, alternatives
from geo.encoder.kinds import KINDS
from geo.encoder.known import Known
from geo.encoder.model import shipped_model
from geo.encoder.recognizer import EncoderRecognizer
from geo.encoder.sentences import sentences
from geo.encoder.tags import BEGIN, INSIDE, OUTSIDE, Tagged, log_softmax
from geo.encoder.words import read_words
from geo.trees import Trees

NOTHING = Bounds(Trees([], FEATURES))


def tagged(text: str, *marked: tuple[int, int], odds: float = 2.0) -> Tagged:
    """A text whose words are tagged as these names, more or less surely."""
    words = read_words(text, sentences(text), shipped_model().tokenizer)
    tags = np.full(len(words), OUTSIDE)
    for first, last in marked:
        tags[first : last + 1] = INSIDE
        tags[first] = BEGIN
    scores = np.eye(3, dtype=np.float32)[tags] * odds
    return Tagged(words, log_softmax(scores), np.zeros((len(words), len(KINDS)), np.float32))


def stretches(text: str, *marked: tuple[int, int], odds: float = 2.0) -> list[list[str]]:
    read = tagged(text, *marked, odds=odds)
    found = alternatives(read, marked, Known(open_gazetteer()))
    return [[read.words.surface(*stretch) for stretch in one.spans] for one in found]


def test_a_name_may_be_longer_or_shorter_by_words_with_capitals() -> None:
    ((marked, *others),) = stretches("the Florida Highway Patrol said", (1, 2))
    assert marked == "Florida Highway"
    assert {"Florida", "Highway", "Florida Highway Patrol"} <= set(others)
    assert not any("said" in other or "the" in other for other in others)


def test_what_the_tags_are_sure_of_has_no_alternative() -> None:
    assert stretches("the Florida Highway Patrol said", (1, 2), odds=12.0) == [["Florida Highway"]]


def test_no_name_takes_the_words_of_another() -> None:
    one, other = stretches("in New York Ohio", (1, 2), (3, 3))
    assert all("Ohio" not in stretch for stretch in one)
    assert other == ["Ohio"]


def test_names_stay_within_their_sentence() -> None:
    ((marked, *others),) = stretches("We saw Homs. Rebels fled.", (2, 2))
    assert marked == "Homs"
    assert not any("Rebels" in other for other in others)


def test_an_abbreviation_may_take_its_full_stop_and_a_town_not_the_sentences() -> None:
    ((_, *others),) = stretches("the U.N. troops", (1, 3))
    assert "U.N." in others
    (found,) = stretches("They left Mosul.", (2, 2))
    assert "Mosul." not in found


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("Khan Touman", "Khan"),  # what ends the name of a village
        ("Hama Airport", "Hama"),  # what is built is a place of its own
        ("Qatar Hospital", "Qatar"),  # in Karachi
        ("Russian Federation", "Russian"),
        ("Ras al-Ain", "Ain"),
    ],
)
def test_no_part_of_a_place_of_its_own_is_an_alternative(name: str, never: str) -> None:
    text = f"at {name} today"
    last = 4 if "-" in name else 2
    ((marked, *others),) = stretches(text, (1, last), odds=1.0)
    assert marked == name
    assert never not in others


def test_the_place_of_a_body_is_an_alternative() -> None:
    ((_, *others),) = stretches("at Columbus Community Hospital today", (1, 3))
    assert "Columbus" in others


def test_a_list_without_end_is_left_as_it_is() -> None:
    text = " ".join(["Homs"] * 300)
    assert stretches(text, (0, 299)) == [[text]]


def test_without_an_opinion_the_marked_bounds_stay() -> None:
    read = tagged("the Florida Highway Patrol said", (1, 2))
    found = alternatives(read, [(1, 2)], Known(open_gazetteer()))
    assert [chosen[:2] for chosen in NOTHING.choose(found)] == [(1, 2)]


def test_the_best_alternative_of_each_name_is_chosen() -> None:
    longest = {
        "feature": ["words"], "threshold": [2.5], "left": [[0, 1]], "value": [-1.0, 1.0]
    }  # fmt: skip
    rows = np.zeros((2, len(FEATURES)))
    rows[1, FEATURES.index("words")] = 3
    several = Alternatives(((1, 2), (1, 3)), rows)
    alone = Alternatives(((7, 7),), np.zeros((0, len(FEATURES))))
    chosen = Bounds(Trees([longest], FEATURES)).choose([several, alone])
    assert [(first, last) for first, last, _ in chosen] == [(1, 3), (7, 7)]
    assert chosen[0][2] == 1.0


def test_two_names_never_take_the_same_word() -> None:
    longer = {
        "feature": ["words"], "threshold": [1.5], "left": [[0, 1]], "value": [-1.0, 1.0]
    }  # fmt: skip
    read = tagged("at Homs Qwyzzk Idlib today", (1, 1), (3, 3), odds=1.0)
    found = alternatives(read, [(1, 1), (3, 3)], Known(open_gazetteer()))
    assert all(any(first <= 2 <= last for first, last in one.spans) for one in found)
    chosen = Bounds(Trees([longer], FEATURES)).choose(found)
    assert [(first, last) for first, last, _ in chosen] == [(1, 2), (3, 3)]


def test_a_text_without_names_has_no_alternatives() -> None:
    assert alternatives(tagged("Nobody was hurt."), [], Known(open_gazetteer())) == []
    assert NOTHING.choose([]) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The spokesman of the Florida Highway Patrol said so on Monday.", "Florida"),
        ("He was first taken to Columbus Community Hospital on Sunday.", "Columbus"),
        ("A shell hit the U.N. troops in Bunia.", "U.N."),
        ("Rebels attacked the Walker County Fairgrounds.", "Walker County"),
        ("Fighting went on in South Sudan on Monday.", "South Sudan"),
        ("Protesters marched in Deir ez-Zor on Monday.", "Deir ez-Zor"),
        ("A bomb went off in Cox's Bazar on Monday.", "Cox's Bazar"),
    ],
)
def test_names_are_found_with_their_bounds(text: str, name: str, world: Gazetteer) -> None:
    (found,) = EncoderRecognizer(world).recognize([text])
    assert name in [t.text for t in found]
