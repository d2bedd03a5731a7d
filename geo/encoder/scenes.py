"""Reads around an event word whether it tells of an event, and which of a report's places saw it.

A small network over the states that the encoder shares is given what stands around the event, how
the report begins, its title, and each place with the names that it has there and what else is known
of it (`geo.placing.scenery`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.encoder.encoder import encode
from geo.encoder.hints import Hints
from geo.encoder.model import FOLDER, WIDTH, Model, session, shipped_model
from geo.encoder.tags import Floats
from geo.encoder.windows import windows
from geo.encoder.words import Words
from geo.records import Span

BEFORE, BEHIND = 56, 24
"""Word-pieces that are read before an event and from it on."""
OPENING, TITLE = 24, 16
"""Those read of the report's beginning and of its title."""
PLACES = 18
"""Places that are told apart; those behind them in their order are not chosen."""
AROUND, OPENS, TITLED, PLACE = range(4)
"""Which part a piece is of: what stands around the event, the report's opening, its title; and
what stands for a place."""
DISTANCES, SENTENCES = 16, 10
"""Numbers of the steps in which distances are told, in pieces and in sentences."""
_NAMES = 3
"""Names of a place before the event that are read, beside the next one behind it."""
_LEFT, _RIGHT = 6, 8
"""Pieces around a name that say how it is named."""

Numbers = NDArray[np.int64]
Scores = Callable[["Scene"], tuple[Floats, Floats]]
"""From a scene with N places to their scores (N,), and log-odds (2,): that there was an event, and
one that is wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is read to place one event: L word-pieces, and N places."""

    states: Floats
    """(L, 384)"""
    part: Numbers
    """(L,) which part a piece is of."""
    distance: Numbers
    """(L,) how far before or behind the event, in steps that double; 0 outside of `AROUND`."""
    sentence: Numbers
    """(L,) how many sentences before or behind; 0 in the title."""
    event: Floats
    """(L,) 1 for the pieces of the event's word."""
    place: Numbers
    """(L,) the number of the place that a piece names, from 1 on; 0 for none."""
    names: Floats
    """(N, 384) the mean state of a place's names; zeros where it has none."""
    around: Floats
    """(N, 384) the same of what stands around the last of them."""
    features: Floats
    """(N, F)"""


class Scenes:
    """The states of a report's words; made once, for the first event that asks."""

    def __init__(self, text: str, title: str | None, model: Model, hints: Hints) -> None:
        self._given = text, title or ""
        self._model = model
        self._hints = hints

    def scene(
        self, event: Span, named: Sequence[Sequence[Span]], features: NDArray[np.float64]
    ) -> Scene | None:
        """What is read around an event of N places, whose names are at `named`, in the order of the
        text; None outside of prose."""
        words, states = self._text
        first, last = words.covering(*event)
        if first > last:
            return None
        bounds, size = words.bounds, len(states)
        at, end = int(bounds[first]), int(bounds[last + 1])
        since = max(0, at - BEFORE)
        pieces = np.concatenate(
            [np.arange(min(OPENING, since)), np.arange(since, min(size, at + BEHIND))]
        )
        title = self._title
        given = np.concatenate([title, states[pieces]])
        part = np.full(len(given), TITLED, np.int64)
        part[len(title) :] = np.where(pieces < since, OPENS, AROUND)
        distance = np.zeros(len(given), np.int64)
        distance[len(title) :] = np.where(pieces < since, 0, _steps(pieces - at))
        number = np.searchsorted(words.sentences, self._words_of(pieces), side="right")
        here = np.searchsorted(words.sentences, first, side="right")
        sentence = np.zeros(len(given), np.int64)
        sentence[len(title) :] = np.clip(number - here, 3 - SENTENCES, 2) + SENTENCES - 3
        is_event = np.zeros(len(given), np.float32)
        is_event[len(title) :] = (pieces >= at) & (pieces < end)
        places = min(PLACES, len(features))
        place = np.zeros(len(given), np.int64)
        names, around = np.zeros((2, places, WIDTH), np.float32)
        read_from = [(0, self._end_of(pieces[pieces < since])), (since, self._end_of(pieces))]
        for n, spans in enumerate(named[:places]):
            for start, stop in self._between(spans, read_from):
                place[len(title) :][(pieces >= start) & (pieces < stop)] = n + 1
            behind = bisect_right(spans, event[0], key=itemgetter(0))
            before = [self._pieces_of(span) for span in spans[max(0, behind - _NAMES) : behind]]
            after = [self._pieces_of(span) for span in spans[behind : behind + 1]]
            read = [f for f in (*before, *after) if f[0] < f[1]]
            if read:
                own = np.concatenate([states[start:stop] for start, stop in read])
                names[n] = own.astype(np.float32).mean(axis=0)
                near = next((f for f in reversed(before) if f[0] < f[1]), read[-1])[0]
                beside = states[max(0, near - _LEFT) : near + _RIGHT]
                around[n] = beside.astype(np.float32).mean(axis=0)
        return Scene(
            given.astype(np.float32),
            part,
            distance,
            sentence,
            is_event,
            place,
            names,
            around,
            features[:places].astype(np.float32),
        )

    @cached_property
    def _text(self) -> "tuple[Words, NDArray[np.float16]]":
        return self._states(self._given[0])

    @cached_property
    def _title(self) -> "NDArray[np.float16]":
        return self._states(self._given[1])[1][:TITLE]

    def _states(self, text: str) -> "tuple[Words, NDArray[np.float16]]":
        encoded = encode(text, self._model.tokenizer, self._hints)
        read = [encoded.states(self._model, *w)[1:-1] for w in windows(encoded.words)]
        whole = np.concatenate(read) if read else np.zeros((0, WIDTH))
        return encoded.words, whole.astype(np.float16)

    def _words_of(self, pieces: Numbers) -> Numbers:
        found: NDArray[np.int64] = np.searchsorted(self._text[0].bounds, pieces, side="right") - 1
        return found

    @staticmethod
    def _end_of(pieces: Numbers) -> int:
        return int(pieces[-1]) + 1 if len(pieces) else 0

    def _between(
        self, spans: Sequence[Span], parts: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        """The pieces of the names that share a piece with one of these parts of the text."""
        words = self._text[0]
        for start, end in parts:
            if start < end:
                first, last = self._words_of(np.array([start, end - 1]))
                since = bisect_left(spans, words.starts[first], key=itemgetter(1))
                until = bisect_left(spans, words.ends[last], key=itemgetter(0))
                yield from map(self._pieces_of, spans[since:until])

    def _pieces_of(self, span: Span) -> tuple[int, int]:
        words = self._text[0]
        first, last = words.covering(*span)
        return int(words.bounds[first]), int(words.bounds[max(first, last + 1)])


def _steps(away: Numbers) -> Numbers:
    """Distances in steps that double, those before the event below the middle."""
    middle = DISTANCES // 2
    doubled = np.minimum(middle - 1, np.ceil(np.log2(1 + np.abs(away)))).astype(np.int64)
    steps: Numbers = middle + np.sign(away) * doubled
    return steps


class SceneReader:
    """Reads reports for what chooses among their places."""

    def __init__(self, model: Model | None = None) -> None:
        from gazetteer import open_gazetteer

        self._model = model or shipped_model()
        self._hints = Hints(open_gazetteer())

    def read(self, text: str, title: str | None) -> Scenes:
        """A report, whose states are made when they are asked for."""
        return Scenes(text, title, self._model, self._hints)


@cache
def shipped_scores() -> Scores:
    """The network that comes with Dateline, opened once."""
    return open_scores(FOLDER / "scenes.onnx")


def open_scores(path: Path) -> Scores:
    """A network that tells the places of a scene apart, ready to run."""
    opened = session(path)
    asked = [given.name for given in opened.get_inputs()]

    def run(scene: Scene) -> tuple[Floats, Floats]:
        given = {name: getattr(scene, name)[None] for name in asked}
        scores, happened = opened.run(["scores", "happened"], given)
        return scores[0], happened[0]

    return run
