"""Where events happened: the words of a sentence that say so, read anew for each event word.

The network goes on from the states that names are read from, with the event word marked in them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo.encoder.encoder import encode
from geo.encoder.hints import Hints
from geo.encoder.model import Model, Places, shipped_model, shipped_places
from geo.encoder.tags import BEGIN, INSIDE, OUTSIDE, Floats, log_softmax, runs
from geo.encoder.windows import windows
from geo.encoder.words import Words
from geo.records import Span, Toponym

TOGETHER = 16
"""Events of a sentence that are read in one run; only lists and pastes have more."""
_LONGER = 0.5
"""What INSIDE is raised by before the likeliest tags are taken. Labels that are smoothed make the
network end names too soon; of 0, .2, .5 and 1 this did best on the folds of event_location."""
_LIKELY = 0.5
"""Each word of what is told is likelier in it than out of it."""


@dataclass(frozen=True, slots=True, eq=False)
class EventSentence:
    """A sentence of W words and P word-pieces that tells of E events."""

    words: Words
    """Those of the whole text."""
    first: int
    last: int
    """The sentence's first and last word."""
    events: tuple[int, ...]
    """(E,) positions in the list that was given."""
    states: Floats
    """(P, 384)"""
    marks: Floats
    """(E, P) 1 for the pieces of the event's words."""

    def first_pieces(self) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
        """(W,) of each word where its pieces begin."""
        bounds = self.words.bounds
        first: np.ndarray[tuple[int], np.dtype[np.int32]] = (
            bounds[self.first : self.last + 1] - bounds[self.first]
        )
        return first


@dataclass(frozen=True, slots=True, eq=False)
class Whereabouts:
    """What the W words of an event's sentence say of where it happened."""

    words: Words
    first: int
    """The sentence's first word."""
    tags: Floats
    """(W, 3) log-probabilities of being outside, at the beginning or inside of such a place."""
    state: Floats
    """(384,) the mean of what the shared layers say of the event's word-pieces."""

    def spans(self) -> tuple[tuple[Span, float], ...]:
        """Where it happened, in characters of the text, each with its probability."""
        starts, ends = self.words.starts[self.first :], self.words.ends[self.first :]
        tags = self.tags.copy()
        tags[:, INSIDE] += _LONGER
        return tuple(
            ((int(starts[first]), int(ends[last])), probability)
            for first, last, probability in runs(tags)
            if probability >= _LIKELY
        )

    def probabilities(self, start: int, end: int) -> tuple[list[float], list[float]]:
        """Of each word that these characters hold, that it happened there, and that the name of
        such a place begins with it."""
        first, last = (word - self.first for word in self.words.covering(start, end))
        tags = np.exp(self.tags[max(first, 0) : max(last + 1, 0)].astype(np.float64))
        return (1 - tags[:, OUTSIDE]).tolist(), tags[:, BEGIN].tolist()


class Linker:
    """Reads where the events of a text happened."""

    def __init__(self, model: Model | None = None, places: Places | None = None) -> None:
        from gazetteer import open_gazetteer

        self._model = model or shipped_model()
        self._places = places or shipped_places()
        self._hints = Hints(open_gazetteer())

    def read(self, text: str, events: Sequence[Span]) -> list[Whereabouts | None]:
        """Of each event word what its sentence says; None where that is no prose."""
        found: list[Whereabouts | None] = [None] * len(events)
        for sentence in event_sentences(text, events, self._model, self._hints):
            scores = self._places(sentence.states[None], sentence.marks)
            tags = log_softmax(scores[:, sentence.first_pieces()])
            marks = sentence.marks
            own = marks @ sentence.states / marks.sum(axis=1, keepdims=True)
            for event, of_event, state in zip(sentence.events, tags, own, strict=True):
                found[event] = Whereabouts(sentence.words, sentence.first, of_event, state)
        return found


def event_sentences(
    text: str, events: Sequence[Span], model: Model, hints: Hints
) -> Iterator[EventSentence]:
    """The sentences of a text that hold event words, as the network takes them.

    A sentence longer than a window is that part of it which shares a window with the event.
    """
    if not events:
        return
    encoded = encode(text, model.tokenizer, hints)
    words = encoded.words
    within = list(windows(words))
    ends = [end for _, end in within]
    held: dict[tuple[int, int, int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for event, (start, end) in enumerate(events):
        first, last = words.covering(start, end)
        if first > last:
            continue
        window = within[bisect_right(ends, first)]
        number = int(np.searchsorted(words.sentences, first, side="right")) - 1
        since, to = words.sentences[number : number + 2].tolist()
        part = (*window, max(since, window[0]), min(to, window[1]))
        held[part].append((event, first, min(last, part[3] - 1)))
    for (start, end, since, to), told in held.items():
        offset = words.bounds[start] - 1  # the window opens with a mark
        whole = encoded.states(model, start, end)
        states = whole[words.bounds[since] - offset : words.bounds[to] - offset]
        for some in (told[n : n + TOGETHER] for n in range(0, len(told), TOGETHER)):
            marks = np.zeros((len(some), len(states)), np.float32)
            for row, (_, first, last) in enumerate(some):
                bounds = words.bounds[[first, last + 1]] - words.bounds[since]
                marks[row, bounds[0] : bounds[1]] = 1
            yield EventSentence(
                words, since, to - 1, tuple(event for event, *_ in some), states, marks
            )


def with_whereabouts(
    text: str, names: Sequence[Toponym], whereabouts: Iterable[Whereabouts | None]
) -> tuple[Toponym, ...]:
    """The names, and what else says where an event happened: a village that nobody has heard of."""
    told: dict[Span, float] = {}
    for span, probability in (pair for read in whereabouts if read for pair in read.spans()):
        told[span] = max(probability, told.get(span, 0.0))
    found = list(names)
    said = bytearray(len(text))
    for name in names:
        said[name.start : name.end] = b"\x01" * (name.end - name.start)
    for (start, end), probability in sorted(told.items(), key=lambda item: (-item[1], item[0])):
        if not any(said[start:end]) and any(map(str.isalnum, text[start:end])):
            said[start:end] = b"\x01" * (end - start)
            found.append(Toponym(start, end, text[start:end], "literal", "noun", probability))
    return tuple(sorted(found, key=lambda name: (name.start, name.end)))
