"""Runs the encoder over a text, window by window.

Each window is a run of its own: in int8 the activations are scaled by what is in the run, so that
the output would otherwise depend on the company that a report is read in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.encoder.hints import Hints
from geo.encoder.kinds import KINDS
from geo.encoder.model import Model
from geo.encoder.pruning import read_above
from geo.encoder.sentences import is_prose, sentences
from geo.encoder.tags import Floats, Tagged, agreed, log_softmax
from geo.encoder.windows import windows
from geo.encoder.words import Integers, Words, read_words
from geo.language.text import without_controls
from geo.records import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = 101, 102
"""The pieces that open and close a window."""
_NO_NAME = np.log(np.array([1 - 2e-6, 1e-6, 1e-6], np.float32))
"""Tags of words that the upper layers do not read."""


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """The words of a text with their hints, ready to be run."""

    words: Words
    hints: Integers
    """(W,)"""

    def states(self, model: Model, start: int, end: int) -> Floats:
        """States (2 + P, 384) of the window from one word to another, its marks included."""
        words = self.words
        lengths = np.diff(words.bounds[start : end + 1])
        return model.shared(
            framed(words.pieces[words.bounds[start] : words.bounds[end]], CLS, SEP),
            framed(np.repeat(words.shapes[start:end], lengths)),
            framed(np.repeat(self.hints[start:end], lengths)),
        )


def encode(text: str, tokenizer: "Tokenizer", hints: Hints) -> Encoded:
    """The words of a text's prose."""
    text = without_controls(text)
    prose = [(start, end) for start, end in sentences(text) if is_prose(text[start:end])]
    words = read_words(text, prose, tokenizer)
    return Encoded(words, hints.of(words))


def tag(text: str, model: Model, hints: Hints, spans: Sequence[Span] = ()) -> Tagged:
    """What the encoder says of each word of a text; it reads the words of `spans` in any case."""
    encoded = encode(text, model.tokenizer, hints)
    words = encoded.words
    tags, kinds = unread(len(words))
    above = read_above(words, encoded.hints, spans)
    for start, end in windows(words):
        read = start + np.flatnonzero(above[start:end])
        if not len(read):
            continue
        lengths = np.diff(words.bounds[start : end + 1])
        kept = framed(np.repeat(above[start:end], lengths), 1, 1) > 0
        tag_scores, kind_scores = model.names(encoded.states(model, start, end)[kept])
        # Where the first piece of each word is among those that are kept.
        first = np.cumsum(kept)[1 + words.bounds[read] - words.bounds[start]] - 1
        tags[read] = log_softmax(tag_scores[first])
        kinds[read] = np.exp(log_softmax(kind_scores[first]))
    return agreed(Tagged(words, tags, kinds))


def unread(number: int) -> tuple[Floats, Floats]:
    """Tags and kinds of so many words that the upper layers do not read."""
    return np.tile(_NO_NAME, (number, 1)), np.zeros((number, len(KINDS)), np.float32)


def framed(values: Integers, first: int = 0, last: int = 0) -> Integers:
    """The values of a window with those of the marks at its ends."""
    return np.concatenate([[first], values, [last]]).astype(np.int32)
