"""Which proposals are taken, and what the dateline adds and takes away."""

import numpy as np
import pytest

from gazetteer import Gazetteer
from geo.encoder.acceptance import ACCEPTED, Acceptance, accepted, with_dateline
from geo.encoder.evidence import FEATURES
from geo.encoder.model import shipped_model
from geo.encoder.proposals import Proposal
from geo.encoder.recognizer import EncoderRecognizer
from geo.encoder.sentences import sentences
from geo.encoder.words import Words, read_words

# A regression that looks at the odds alone.
PLAIN = Acceptance(np.array([1.0, *[0.0] * (len(FEATURES) - 1)]), 0.0)


def words_of(text: str) -> Words:
    tokenizer = shipped_model().tokenizer
    return read_words(text, sentences(text), tokenizer)


def taken(text: str, **odds: float) -> list[str]:
    words = words_of(text)
    surfaces = [words.surface(i, i) for i in range(len(words))]
    proposed = []
    for name, value in odds.items():
        features = np.zeros(len(FEATURES))
        features[FEATURES.index("odds")] = value
        features[FEATURES.index("known")] = name != "Nowhere"
        proposed.append(Proposal(surfaces.index(name), surfaces.index(name), features))
    return [words.surface(first, last) for first, last, _ in accepted(words, proposed, PLAIN)]


def test_a_name_is_taken_from_a_probability_on() -> None:
    edge = float(np.log(ACCEPTED / (1 - ACCEPTED)))
    assert taken("Fire in Homs", Homs=edge + 0.01) == ["Homs"]
    assert taken("Fire in Homs", Homs=edge - 0.01) == []


@pytest.mark.parametrize(
    "text", ["Lagos and Abuja", "Abuja, Lagos", "Lagos, Kano or Abuja", "in Lagos and in Abuja"]
)
def test_a_known_name_is_taken_in_the_company_of_one_that_is(text: str) -> None:
    odds = {"Lagos": 4.0, "Abuja": -1.0, "Kano": -1.0}
    order = sorted((text.index(name), name) for name in odds if name in text)
    names = [name for _, name in order]
    assert taken(text, **{name: odds[name] for name in names}) == names


def test_company_helps_no_unknown_name_and_none_that_is_apart() -> None:
    assert taken("Lagos and Nowhere", Lagos=4.0, Nowhere=-1.0) == ["Lagos"]
    assert taken("Lagos said that Abuja", Lagos=4.0, Abuja=-1.0) == ["Lagos"]
    assert taken("Lagos and Abuja", Lagos=-1.0, Abuja=-1.0) == []


def test_the_dateline_names_places_and_its_agency_none(world: Gazetteer) -> None:
    words = words_of("GUSAU, Nigeria (Nile Wire) \u2014 Gunmen fled.")
    nile = next(i for i in range(len(words)) if words.surface(i, i) == "Nile")
    found = with_dateline(words, [(nile, nile, 0.9)], world)
    assert [words.surface(first, last) for first, last, _ in found] == ["GUSAU", "Nigeria"]


def test_a_dateline_in_what_is_no_prose_gives_no_name(world: Gazetteer) -> None:
    text = "GUSAU" + "x" * 30 + ", Nigeria \u2014 " + "UmViZWxzIHNoZWxsZWQ" * 40
    (found,) = EncoderRecognizer(world).recognize([text])
    assert all(text[t.start : t.end] == t.text for t in found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell on Idlib on Sunday", ["Idlib"]),
        ("SHELLING HIT IDLIB ON MONDAY", ["IDLIB"]),
        ("Kiev was shelled on Monday.", ["Kiev"]),
        ("Floods hit Goma and Bukavu on Monday.", ["Goma", "Bukavu"]),
        ("Three were killed in St. Louis, Mo., police said.", ["St. Louis", "Mo."]),
        ("Nobody was hurt.", []),
        ("", []),
    ],
)
def test_short_texts_are_read_too(text: str, names: list[str], world: Gazetteer) -> None:
    (found,) = EncoderRecognizer(world).recognize([text])
    assert [t.text for t in found] == names


def test_a_text_gives_the_same_alone_and_among_others(world: Gazetteer) -> None:
    texts = ["Rebels shelled Homs.", "Protesters marched in Lagos. " * 60, "", "In Goma, calm."]
    recognizer = EncoderRecognizer(world)
    together = list(recognizer.recognize(texts))
    alone = [found for text in reversed(texts) for found in recognizer.recognize([text])]
    assert together == alone[::-1]
