"""The words of a text as the encoder reads them: word-pieces, shapes and offsets.

The vocabulary is lower-case; the shape of each word gives its case back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.records import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SHAPES = ("other", "lower", "capitalised", "upper", "mixed", "digits")
"""Shapes of words; the encoder learns a vector for each, so their order is part of the model."""

LONGEST_WORD = 24
"""Pieces that are read of one word; names have fewer, what is pasted from machines has more."""

Integers = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """W words of a text, whole sentence after sentence, and their P word-pieces."""

    text: str
    starts: Integers
    """(W,) offsets in the text."""
    ends: Integers
    """(W,)"""
    shapes: Integers
    """(W,) positions in `SHAPES`."""
    pieces: Integers
    """(P,) numbers of the vocabulary."""
    bounds: Integers
    """(W + 1,) where each word's pieces begin, and where the last one's end."""
    sentences: Integers
    """(S + 1,) where each sentence's words begin, and where the last one's end."""

    in_capitals: bool = field(init=False)
    """Whether most of its words are in capitals."""

    def __post_init__(self) -> None:
        cased = np.bincount(self.shapes, minlength=len(SHAPES))
        capitals, small = cased[SHAPES.index("upper")], cased[SHAPES.index("lower")]
        object.__setattr__(self, "in_capitals", bool(capitals > small))

    def __len__(self) -> int:
        return len(self.starts)

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """The first and last word that share a letter with a span; last < first where none does."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return first, int(np.searchsorted(self.starts, end, side="left")) - 1

    def surface(self, first: int, last: int) -> str:
        """The text from the first of these words to the last, both included."""
        return self.text[self.starts[first] : self.ends[last]]


def read_words(text: str, sentences: Sequence[Span], tokenizer: "Tokenizer") -> Words:
    """The words of these sentences of a text."""
    starts: list[int] = []
    ends: list[int] = []
    pieces: list[int] = []
    bounds: list[int] = []
    first_words = [0]
    for sentence_start, sentence_end in sentences:
        encoding = tokenizer.encode(text[sentence_start:sentence_end], add_special_tokens=False)
        previous, length = None, 0
        for piece, (start, end), word in zip(
            encoding.ids, encoding.offsets, encoding.word_ids, strict=True
        ):
            if word != previous:
                starts.append(sentence_start + start)
                ends.append(sentence_start + end)
                bounds.append(len(pieces))
                previous, length = word, 0
            ends[-1] = sentence_start + end
            if length < LONGEST_WORD:
                pieces.append(piece)
            length += 1
        first_words.append(len(starts))
    bounds.append(len(pieces))
    shapes = [shape(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    return Words(text, *map(_column, (starts, ends, shapes, pieces, bounds, first_words)))


def shape(word: str) -> int:
    """The position of a word's shape in `SHAPES`."""
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[:1].isupper() and word[1:].islower():
        return 2
    if word.isdigit():
        return 5
    return 4 if any(character.isalpha() for character in word) else 0


def _column(values: Sequence[int]) -> Integers:
    return np.array(values, np.int32)
