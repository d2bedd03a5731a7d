"""The names in the sentences of event_location's events, as the parser reads them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geo.encoder.linker import Linker
from geo.encoder.model import open_places, shipped_model
from geo.language.grammar import head_token
from geo.pipeline import Parser
from geo.placing.linking import link_names
from geo.placing.siting import Floats, features, marked
from geo.records import Report, Span
from geo.triggers.pointing import SPEECH
from training.linker.records import FOLDS, fold_of

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One event with the N names of its sentence."""

    record: Record
    fold: int
    spans: tuple[Span, ...]
    """(N,) what would be said to be where it happened."""
    features: Floats
    """(N, F)"""
    right: Floats
    """(N,) 1 where the annotators' place shares a letter with the span."""


def read_examples(records: Sequence[Record], networks: Mapping[int, Path]) -> Iterator[Example]:
    """The records, each as the network of its fold reads it, which has not seen it."""
    for fold in range(FOLDS):
        linker = Linker(shipped_model(), open_places(networks[fold]))
        parser = Parser(linker=linker)
        for record in records:
            if fold_of(record) == fold:
                yield _example(record, fold, parser)


def _example(record: Record, fold: int, parser: Parser) -> Example:
    event = (record["event"]["start"], record["event"]["end"])
    report = Report(record["id"], record["text"], language="en", triggers=(event,))
    names, read = parser.read(report)
    assert read is not None
    analysis, _, (trigger,), (where,), _ = read
    token = head_token(analysis, *event)
    nothing = Example(record, fold, (), np.zeros((0, 0)), np.zeros(0))
    if token is None or where is None:
        return nothing
    sentence = analysis.sentences[token.sentence]
    near = [n for n in names if n.start < sentence.end and n.end > sentence.start]
    speech = trigger.event_type in SPEECH
    links = link_names(analysis, token.index, near, (), speech=speech)
    if not links:
        return nothing
    linked = [near[link.position] for link in links]
    spans = tuple(marked(name, where) or (name.start, name.end) for name in linked)
    places = [(place["start"], place["end"]) for place in record["locations"]]
    right = [any(start < e and end > s for s, e in places) for start, end in spans]
    return Example(
        record,
        fold,
        spans,
        features(analysis, token.index, near, links, where),
        np.array(right, np.float64),
    )
