"""Which words tell of events, by the network that reads the encoder's states."""

import numpy as np
import pytest

from geo.encoder.hints import Hints
from geo.encoder.model import WIDTH, shipped_model
from geo.encoder.triggers import FORMS, NOTHING, Asked, TriggerReader, features
from geo.event_types import EVENT_TYPES


@pytest.fixture(scope="module")
def reader() -> TriggerReader:
    return TriggerReader()


def word(text: str, of: str, *objects: str, forms: tuple[str, ...] = ("VERB", "ROOT")) -> Asked:
    def span(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    return Asked(span(of), tuple(map(span, objects)), (), frozenset(forms))


def told(reader: TriggerReader, text: str, *asked: Asked) -> list[str]:
    return [reader.types[row.argmax()] for row in reader.read(text, asked)]


def test_it_tells_all_types_apart(reader) -> None:
    assert reader.types[0] == NOTHING
    assert set(reader.types[1:]) == set(EVENT_TYPES)


@pytest.mark.parametrize(
    ("text", "verb", "objects", "event_type"),
    [
        ("Gunmen butchered nine farmers in Kaya.", "butchered", ["farmers"], "ASSAULT"),
        ("Police bundled forty students into vans.", "bundled", ["students"], "COERCE"),
        ("Doctors in Abuja boycotted the wards on Monday.", "boycotted", ["wards"], "PROTEST"),
        ("The council approved the budget of the library.", "approved", ["budget"], NOTHING),
        ("The striker buried the ball in the net.", "buried", ["ball"], NOTHING),
    ],
)
def test_a_word_tells_of_what_it_means_where_it_stands(
    reader, text: str, verb: str, objects: list[str], event_type: str
) -> None:
    assert told(reader, text, word(text, verb, *objects)) == [event_type]


def test_probabilities_are_of_one_word_each(reader) -> None:
    text = "Gunmen butchered nine farmers in Kaya."
    read = reader.read(text, [word(text, "butchered", "farmers"), word(text, "farmers")])
    assert read.shape == (2, len(reader.types))
    assert np.allclose(read.sum(axis=1), 1)
    assert np.array_equal(read[:1], reader.read(text, [word(text, "butchered", "farmers")]))


def test_what_is_no_prose_tells_of_nothing(reader) -> None:
    text = " ".join(f"{n:030x}" for n in range(20)) + " butchered"  # a page of keys
    read = reader.read(text, [word(text, "butchered")])
    assert read[0, 0] == 1
    assert read[0, 1:].sum() == 0
    assert reader.read("", []).shape == (0, len(reader.types))


def test_the_network_is_given_the_word_its_sentence_and_its_arguments(world) -> None:
    text = "Gunmen butchered nine farmers in Kaya."
    alone, with_object = word(text, "butchered"), word(text, "butchered", "farmers")
    read, given = features(text, [alone, with_object], shipped_model(), Hints(world))
    assert read == [0, 1]
    assert given.shape == (2, 4 * WIDTH + len(FORMS))
    differ = np.flatnonzero(given[0] != given[1])
    assert differ.min() >= 2 * WIDTH  # the object's state and no other
    assert differ.max() < 3 * WIDTH
    assert given[0, 2 * WIDTH : 3 * WIDTH].sum() == 0
