"""Words and windows: offsets are those of the text, sentences stay whole, nothing is lost."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.encoder.model import shipped_model
from geo.encoder.sentences import is_prose, sentences
from geo.encoder.windows import LONGEST, windows
from geo.encoder.words import LONGEST_WORD, SHAPES, Words, read_words, shape


def words_of(text: str) -> Words:
    tokenizer = shipped_model().tokenizer
    return read_words(text, sentences(text), tokenizer)


def surfaces(text: str) -> list[str]:
    words = words_of(text)
    return [words.surface(i, i) for i in range(len(words))]


def test_words_are_the_text_own() -> None:
    assert surfaces("Shells fell on Jisr al-Shughur.") == [
        *("Shells", "fell", "on", "Jisr", "al", "-", "Shughur", "."),
    ]


def test_marks_and_other_scripts_keep_their_offsets() -> None:
    assert surfaces("In São Paulo (إدلب) İzmir!") == [
        *("In", "São", "Paulo", "(", "إدلب", ")", "İzmir", "!"),
    ]


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("town", "lower"),
        ("Idlib", "capitalised"),
        ("A", "capitalised"),
        ("UN", "upper"),
        ("McAllen", "mixed"),
        ("2018", "digits"),
        ("-", "other"),
    ],
)
def test_shapes(word: str, name: str) -> None:
    assert SHAPES[shape(word)] == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("St. Louis, Mo. The mayor spoke.", ["St. Louis, Mo. The mayor spoke."]),
        ("Gov. Jindal met J. Smith. He left.", ["Gov. Jindal met J. Smith.", "He left."]),
        ('"Leave!" He ran.', ['"Leave!"', "He ran."]),
        ("A headline\n\nThe text follows.", ["A headline", "The text follows."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(st.characters(exclude_characters="-*+•‣▪●◦·–—123456789"), max_size=400))
def test_sentences_hold_all_but_white_space_and_none_overlaps(text: str) -> None:
    """The marks of lists are no part of a sentence either."""
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_what_no_person_wrote_is_told_by_its_lack_of_spaces() -> None:
    assert is_prose("Rebels shelled Idlib province on Sunday. " * 20)
    assert is_prose("UmViZWxzIHNoZWxsZWQ=")
    assert not is_prose("UmViZWxzIHNoZWxsZWQ+SWRsaWIg/cHJvdmluY2U" * 20)


def test_windows_are_whole_sentences_as_many_as_fit() -> None:
    text = " ".join(f"Sentence {number} tells of Idlib and of Goma." for number in range(60))
    words = words_of(text)
    ends = set(words.sentences.tolist())
    found = list(windows(words))
    assert found[0][0] == 0
    assert found[-1][1] == len(words)
    assert all(left[1] == right[0] for left, right in itertools.pairwise(found))
    assert all(end in ends for _, end in found)
    lengths = [words.bounds[end] - words.bounds[start] for start, end in found]
    assert max(lengths) <= LONGEST
    assert min(lengths[:-1]) > LONGEST - 15


def test_a_sentence_without_end_is_cut_between_words() -> None:
    words = words_of("word " * 1000)
    found = list(windows(words))
    assert found[-1][1] == len(words)
    assert all(words.bounds[end] - words.bounds[start] <= LONGEST for start, end in found)


def test_a_sentence_stays_whole_where_windows_are_to_be_short() -> None:
    words = words_of("One short one. Another one that is a little longer than that. Third.")
    assert len(list(windows(words, 1))) == 3


def test_a_word_of_a_machine_costs_few_pieces() -> None:
    words = words_of("x" * 90 + "q9" * 4000 + " in Idlib")
    assert len(words.pieces) <= LONGEST_WORD * 2 + 4
    assert words.surface(len(words) - 1, len(words) - 1) == "Idlib"
