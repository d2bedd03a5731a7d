"""The words of marked news as the network is given them."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from geo.encoder.hints import Hints
from geo.encoder.model import Model
from geo.encoder.tags import Floats
from geo.encoder.triggers import features
from geo.language.text import SpacyReader
from geo.triggers.lexicon import listed_at, reading
from geo.triggers.unlisted import asked
from training.triggers.told import Told

FOLDS = 5
_WORDS = frozenset({"VERB", "NOUN"})
"""What is learnt from: a verb is known by the nouns of events, too ("raid", "raided")."""


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """The N words of a report of which something is known."""

    fold: int
    features: Floats
    """(N, F)"""
    types: tuple[tuple[str, ...], ...]
    """(N,) those that are right for each."""
    listed: tuple[bool, ...]
    """(N,) whether the ontology says what the word tells of."""


def read_examples(told: Iterable[Told], model: Model, hints: Hints) -> Iterator[Examples]:
    """The words of each report that tells something of them, as the encoder reads them."""
    reports = list(told)
    analyses = SpacyReader().read([report.text for report in reports])
    for report, analysis in zip(reports, analyses, strict=True):
        read = reading(analysis)
        types = {
            t.index: report.types((t.start, t.end), listed=listed_at(read, t) is not None)
            for t in analysis.tokens
            if t.pos in _WORDS
        }
        tokens = [t for t in analysis.tokens if types.get(t.index)]
        words = [asked(analysis, t) for t in tokens]
        within, given = features(report.text, words, model, hints)
        tokens = [tokens[n] for n in within]
        yield Examples(
            zlib.crc32(report.text.encode()) % FOLDS,
            given.astype(np.float16),
            tuple(types[t.index] for t in tokens),
            tuple(listed_at(read, t) is not None for t in tokens),
        )
