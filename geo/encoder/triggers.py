"""Which words of a text tell of an event, and of what type, by the encoder's states.

A small network reads the state of a word beside those of its objects, its subjects and its whole
sentence, all as the shared layers leave them: it knows words by what they mean where they stand,
and so what no list of words has ("floodwater swallowed forty houses").
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from geo.encoder.hints import Hints
from geo.encoder.linker import event_sentences
from geo.encoder.model import FOLDER, WIDTH, Model, session, shipped_model
from geo.encoder.tags import Floats, log_softmax
from geo.records import Span

NOTHING = "NOTHING"
"""What a word tells of that tells of no event; the first type of the network."""
FORMS = ("VERB", "ROOT", "VBN", "VBG", "amod")
"""Parts of speech, tags and relations of a word that the network is told of."""

_FORM = 5.0
"""What a form counts that a word has: the values of a state are about 1."""

Classify = Callable[[Floats], Floats]
"""From features (N, F) to scores of types (N, T)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A word that is asked of, with what says to whom it is done and who does it."""

    span: Span
    objects: tuple[Span, ...]
    subjects: tuple[Span, ...]
    forms: frozenset[str]
    """Those of `FORMS` that it has."""


@dataclass(frozen=True, slots=True)
class TypeNetwork:
    """The network over the features, and the types that it tells apart."""

    types: tuple[str, ...]
    """(T,) names of types, `NOTHING` first."""
    classify: Classify


class TriggerReader:
    """Tells of each word of a text how likely it tells of an event of each type."""

    def __init__(self, model: Model | None = None, network: TypeNetwork | None = None) -> None:
        from gazetteer import open_gazetteer

        self._model = model or shipped_model()
        self._network = network or shipped_network()
        self._hints = Hints(open_gazetteer())

    @property
    def types(self) -> tuple[str, ...]:
        """(T,) what the columns stand for, `NOTHING` first."""
        return self._network.types

    def read(self, text: str, words: Sequence[Asked]) -> Floats:
        """Probabilities (N, T) of the types of N words; certainly `NOTHING` outside of prose."""
        found = np.zeros((len(words), len(self.types)), np.float32)
        found[:, 0] = 1
        read, given = features(text, words, self._model, self._hints)
        if read:
            found[read] = np.exp(log_softmax(self._network.classify(given)))
        return found


def features(
    text: str, words: Sequence[Asked], model: Model, hints: Hints
) -> tuple[list[int], Floats]:
    """Which of the words stand in prose, and what the network is given of each, (N, F)."""
    spans = sorted({s for word in words for s in (word.span, *word.objects, *word.subjects)})
    states = dict[Span, Floats]()
    whole = dict[Span, Floats]()
    """Of the sentence that a word stands in."""
    for sentence in event_sentences(text, spans, model, hints):
        of_sentence = _unit(sentence.states.sum(axis=0))
        for event, marks in zip(sentence.events, sentence.marks, strict=True):
            states[spans[event]] = _unit(marks @ sentence.states)
            whole[spans[event]] = of_sentence

    def around(some: Sequence[Span]) -> Floats:
        return _unit(sum((states[s] for s in some if s in states), np.zeros(WIDTH, np.float32)))

    read = [n for n, word in enumerate(words) if word.span in states]
    given = np.zeros((len(read), 4 * WIDTH + len(FORMS)), np.float32)
    for row, word in zip(given, (words[n] for n in read), strict=True):
        forms = [_FORM * (form in word.forms) for form in FORMS]
        of_word = states[word.span], whole[word.span]
        row[:] = np.concatenate([*of_word, around(word.objects), around(word.subjects), forms])
    return read, given


def _unit(state: Floats) -> Floats:
    """A state (384,) with values whose mean square is 1; nothing stays nothing."""
    length = float(np.sqrt((state.astype(np.float64) ** 2).mean()))
    return (state / length).astype(np.float32) if length > 0 else state.astype(np.float32)


@cache
def shipped_network() -> TypeNetwork:
    """The network that comes with Dateline, opened once."""
    return open_network(FOLDER / "triggers.onnx")


def open_network(path: Path) -> TypeNetwork:
    """A network that tells types of events, ready to run."""
    opened = session(path)
    types = opened.get_modelmeta().custom_metadata_map["types"].split()

    def run(features: Floats) -> Floats:
        (scores,) = opened.run(["scores"], {"features": features})
        result: Floats = scores
        return result

    return TypeNetwork(tuple(types), run)
