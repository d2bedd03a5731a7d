"""The events of keyed reports whose own words do not say where they were."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from geo.language.text import Analysis
from geo.pipeline import Parser
from geo.placing.scenery import Floats, Proposal
from geo.placing.story import Act
from geo.records import Report, Toponym
from training.keyed import Keyed, is_there

if TYPE_CHECKING:
    from geo.pipeline import Read


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One event with the N places where it may have been."""

    report: str
    features: Floats
    """(N, F)"""
    right: Floats
    """(N,) 1 where the key has the place."""
    weight: float = 1.0
    """How much is learnt from it."""


@dataclass(slots=True)
class Recorder:
    """Takes what the steps say, as though nothing had been learnt, and keeps what it was asked."""

    asked: list[tuple[Act, Sequence[Proposal], Floats]] = field(default_factory=list)

    def choose(
        self, act: Act, proposals: Sequence[Proposal], features: Floats
    ) -> tuple[int, float]:
        """As `geo.placing.scenery.Chooser` says: the first, which the steps have."""
        self.asked.append((act, proposals, features))
        return 0, 1.0


class _KeepingParser(Parser):
    """Keeps the words of the report that it read last."""

    analysis: Analysis

    def read(self, report: Report) -> "tuple[tuple[Toponym, ...], Read | None]":
        """As `Parser` does."""
        names, read = super().read(report)
        assert read is not None
        self.analysis = read[0]
        return names, read


def read_examples(reports: Iterable[Keyed]) -> Iterator[Example]:
    """Those of each report that the parser finds and the key has a place for."""
    recorder = Recorder()
    parser = _KeepingParser(chooser=recorder)
    for keyed in reports:
        recorder.asked.clear()
        report = Report(
            keyed.name,
            keyed.text,
            keyed.title,
            date.fromisoformat(keyed.published) if keyed.published else None,
            source=keyed.source,
            language="en",
        )
        parser.parse(report)
        tokens = parser.analysis.tokens
        for act, proposals, features in recorder.asked:
            word = tokens[act.trigger]
            places = [
                place
                for event in keyed.events
                if any(start < word.end and end > word.start for start, end in event.mentions)
                for place in event.places
            ]
            right = [any(is_there(place, p.location) for place in places) for p in proposals]
            if places:
                yield Example(keyed.name, features, np.array(right, np.float64))
