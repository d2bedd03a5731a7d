"""Events whose own words do not say where they were, with what is read to tell it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.choosers import Choosers
from geo.encoder.scenes import Scene
from geo.placing.scenery import Chosen, Question
from training.choosing import fold_of
from training.implied import excerpts
from training.implied.marked import Marked
from training.kept import KeepingParser, Recorder
from training.keyed import Keyed, is_there

KEYED = "keyed"
"""The group of the reports whose keys tell where each event was; others are named after their
corpus."""
ALONE = "alone"
"""The group of paragraphs by themselves, most of which do not name where their events were."""
WIRE = "muc"
"""Wires of 1989, half of all events."""
UNKNOWN = -1.0


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One event with N places, of which the first are told apart by the network."""

    group: str
    report: str
    scene: Scene
    right: NDArray[np.float32]
    """(N,) 1 where the event was."""
    is_open: bool
    """Whether it may be chosen where it was."""
    happened: float
    """1 for an event, 0 for none, -1 where neither is known."""
    wanted: float
    """1 for an event of the report's key that has its type, 0 for any other, -1 without a key."""
    at: int
    """Where its word begins in the text."""

    @property
    def is_placed(self) -> bool:
        """Whether it is known where it was, and may be chosen."""
        placed = self.happened == 1 and self.group != ALONE
        return self.is_open and (placed or bool(self.right.any()))

    @property
    def fold(self) -> int:
        """All events of a report are in one fold."""
        return fold_of(self.report)


def read_examples(keyed: Iterable[Keyed], marked: Iterable[Marked]) -> Iterator[Example]:
    """Those that the parser finds, and of which the keys or marks tell a place; of whole reports,
    and of their paragraphs by themselves, but for those of the old wire."""
    reader = _Reader()
    for report in keyed:
        yield from reader.of_keyed(report, KEYED)
        for alone in excerpts.of_keyed(report):
            yield from reader.of_keyed(alone, ALONE)
    for each in marked:
        yield from reader.of_marked(each, each.corpus)
        if each.corpus != WIRE:
            for part in excerpts.of_marked(each):
                yield from reader.of_marked(part, ALONE)


class _Reader:
    """Reads reports as the parser does and keeps what it asks."""

    def __init__(self) -> None:
        self._recorder = Recorder(Chosen(0, 1.0))
        self._parser = KeepingParser(choosers=Choosers(places=self._recorder))

    def of_keyed(self, report: Keyed, group: str) -> Iterator[Example]:
        """What is asked of a keyed report."""
        self._recorder.asked.clear()
        self._parser.parse_keyed(report)
        for (question,) in self._recorder.asked:
            told = self._parser.told(report, question.act.trigger)
            places = [place for event in told for place in event.places]
            right = [any(is_there(p, q.location) for p in places) for q in question.proposals]
            wanted = float(any(question.act.event_type in event.types for event in told))
            happened = 1.0 if told else UNKNOWN
            yield from _example(group, report.name, question, right, happened, wanted)

    def of_marked(self, marked: Marked, group: str) -> Iterator[Example]:
        """What is asked of marked news where it is marked."""
        self._recorder.asked.clear()
        parsed = self._parser.parse(marked.report)
        named = {t.toponym.start: t.place.place_id for t in parsed.toponyms if t.place is not None}
        for (question,) in self._recorder.asked:
            where = marked.where.get(question.event[0])
            if where is None:
                continue
            ids = {named[n] for n in where if n in named}
            right = [p.location.place.place_id in ids for p in question.proposals]
            if ids or not where or group == ALONE:
                name, happened = marked.report.report_id, float(bool(where))
                yield from _example(group, name, question, right, happened, UNKNOWN)


def _example(
    group: str,
    report: str,
    question: Question,
    right: Sequence[bool],
    happened: float,
    wanted: float,
) -> Iterator[Example]:
    scene = question.scenes.scene(question.event, question.named, question.features)
    if scene is not None:
        told = np.array(right[: len(scene.features)], np.float32)
        at, is_open = question.event[0], question.is_open
        yield Example(group, report, scene, told, is_open, happened, wanted, at)


_HALF = ("states", "names", "around")
"""What the encoder itself keeps in 16 bits, or a mean of it."""


def save(examples: Sequence[Example], path: Path) -> None:
    """Keep examples in a file, for other folds."""
    arrays = {
        field.name: np.concatenate([getattr(e.scene, field.name) for e in examples])
        for field in fields(Scene)
    }
    arrays |= {name: arrays[name].astype(np.float16) for name in _HALF}
    np.savez(
        path,
        group=np.array([e.group for e in examples]),
        report=np.array([e.report for e in examples]),
        right=np.concatenate([e.right for e in examples]),
        is_open=np.array([e.is_open for e in examples]),
        happened=np.array([e.happened for e in examples]),
        wanted=np.array([e.wanted for e in examples]),
        at=np.array([e.at for e in examples]),
        pieces=np.array([len(e.scene.states) for e in examples]),
        places=np.array([len(e.right) for e in examples]),
        **arrays,
    )


def load(path: Path) -> list[Example]:
    """The examples of a file."""
    with np.load(path, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    pieces, places = (np.cumsum([0, *arrays[name]]) for name in ("pieces", "places"))
    found = []
    for n, (group, report) in enumerate(zip(arrays["group"], arrays["report"], strict=True)):
        by_piece, by_place = slice(*pieces[n : n + 2]), slice(*places[n : n + 2])
        scene = {
            field.name: arrays[field.name][by_place if field.name in _OF_PLACES else by_piece]
            for field in fields(Scene)
        }
        told = [arrays[name][n].item() for name in ("is_open", "happened", "wanted", "at")]
        right = arrays["right"][by_place]
        found.append(Example(str(group), str(report), Scene(**scene), right, *told))
    return found


_OF_PLACES = ("names", "around", "features")
