"""Events whose own words do not say where they were, with what is read to tell it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.choosers import Choosers
from geo.encoder.scenes import Scene
from geo.placing.scenery import Question
from training.choosing import fold_of
from training.implied.marked import Marked
from training.kept import KeepingParser, Recorder
from training.keyed import Keyed, is_there

KEYED = "keyed"
"""The group of the reports whose keys tell where each event was; others are named after their
corpus."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One event with N places, of which the first are told apart by the network."""

    group: str
    report: str
    scene: Scene
    right: NDArray[np.float32]
    """(N,) 1 where the event was."""

    @property
    def fold(self) -> int:
        """All events of a report are in one fold."""
        return fold_of(self.report)


def read_examples(keyed: Iterable[Keyed], marked: Iterable[Marked]) -> Iterator[Example]:
    """Those that the parser finds, and of which the keys or marks tell a place."""
    recorder = Recorder()
    parser = KeepingParser(choosers=Choosers(places=recorder))
    for report in keyed:
        recorder.asked.clear()
        parser.parse_keyed(report)
        for (question,) in recorder.asked:
            told = parser.told(report, question.act.trigger)
            places = [place for event in told for place in event.places]
            right = [any(is_there(p, q.location) for p in places) for q in question.proposals]
            if places:
                yield from _example(KEYED, report.name, question, right)
    for each in marked:
        recorder.asked.clear()
        parsed = parser.parse(each.report)
        named = {t.toponym.start: t.place.place_id for t in parsed.toponyms if t.place is not None}
        for (question,) in recorder.asked:
            ids = {named[n] for n in each.where.get(question.event[0], ()) if n in named}
            right = [p.location.place.place_id in ids for p in question.proposals]
            if ids:
                yield from _example(each.corpus, each.report.report_id, question, right)


def _example(
    group: str, report: str, question: Question, right: Sequence[bool]
) -> Iterator[Example]:
    scene = question.scenes.scene(question.event, question.named, question.features)
    if scene is not None:
        told = np.array(right[: len(scene.features)], np.float32)
        yield Example(group, report, scene, told)


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
        found.append(Example(str(group), str(report), Scene(**scene), arrays["right"][by_place]))
    return found


_OF_PLACES = ("names", "around", "features")
