"""The upper layers read what stands near a capital, and whatever may hide a name."""

import numpy as np
import pytest

from geo.encoder.pruning import REACH, read_above
from geo.encoder.words import Words, shape

FAR = "and so it went on and on and on and on"


def words(*sentences: str, pieces: dict[str, int] | None = None) -> Words:
    """Sentences of words parted by spaces, each of one piece unless more are given."""
    text = " ".join(sentences)
    starts, ends, lengths, bounds, at = [], [], [], [0], 0
    for sentence in sentences:
        for word in sentence.split():
            at = text.index(word, at)
            starts.append(at)
            ends.append(at := at + len(word))
            lengths.append((pieces or {}).get(word, 1))
        bounds.append(len(starts))
    shapes = [shape(text[s:e]) for s, e in zip(starts, ends, strict=True)]
    columns = (starts, ends, shapes, np.zeros(sum(lengths)), np.cumsum([0, *lengths]), bounds)
    return Words(text, *(np.array(column, np.int32) for column in columns))


def read(given: Words, known: tuple[str, ...] = (), spans: tuple[tuple[int, int], ...] = ()) -> str:
    surfaces = [given.surface(n, n) for n in range(len(given))]
    hints = np.array([surface in known for surface in surfaces], np.int32)
    above = read_above(given, hints, spans)
    return " ".join(word for word, kept in zip(surfaces, above, strict=True) if kept)


def test_words_near_a_capital_are_read_and_those_far_from_it_are_not() -> None:
    near = " ".join(FAR.split()[:REACH])
    assert read(words(f"he left Zeltun {FAR}")) == f"he left Zeltun {near}"


def test_reach_ends_with_the_sentence() -> None:
    assert read(words("We saw Zeltun", f"Then {FAR}")) == "We saw Zeltun"


@pytest.mark.parametrize(("opening", "taken"), [("Then", False), ("Idlib", True), ("Zeltun", True)])
def test_a_word_that_opens_a_sentence_counts_if_it_may_be_a_name(opening: str, taken: bool) -> None:
    given = words(f"{opening} {FAR}", pieces={"Zeltun": 3})
    found = read(given, known=("Idlib",))
    assert found == (" ".join([opening, *FAR.split()[:REACH]]) if taken else "")


def test_a_sentence_in_small_letters_is_read_whole() -> None:
    assert read(words(f"idlib was shelled {FAR}")) == f"idlib was shelled {FAR}"


def test_capitals_throughout_are_read_throughout() -> None:
    assert read(words(FAR.upper())) == FAR.upper()


def test_what_the_caller_says_is_a_name_is_read() -> None:
    given = words(f"Then {FAR} idlib")
    start = given.text.index("idlib")
    assert read(given, spans=((start, start + 5),)) == "idlib"


def test_no_words_are_none() -> None:
    assert read(words()) == ""
    assert read(words("", "We saw Homs", "")) == "We saw Homs"
