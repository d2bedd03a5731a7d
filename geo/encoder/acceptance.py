"""Which of the names that the encoder proposes are taken.

A logistic regression weighs the encoder's own odds beside what else is known of a name, so that its
probability is a calibrated one.
"""

import itertools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.encoder.boundaries import with_directions
from geo.encoder.evidence import FEATURES, Numbers
from geo.encoder.proposals import Proposal
from geo.encoder.words import Words
from geo.layout.dateline import agency, dateline_names

if TYPE_CHECKING:
    from gazetteer import Gazetteer

ACCEPTED = 0.42
"""Probability from which a name is taken. F1 is greatest at half of itself (Lipton, Elkan and
Naryanaswamy 2014), which is .45; what is unlike the corpora, such as villages that the gazetteer
lacks, is believed too little, and a little below costs them nothing."""

IN_COMPANY = 0.1
"""Probability from which a known name is taken that a comma, "and" or "or" joins to one that is. On
the folds that is right of four names of five, too few to learn it from."""

VOUCHED_FOR = 0.05
"""Probability from which a name is taken that something vouches for (`geo.encoder.vouched`)."""

Name = tuple[int, int, float]
"""First and last word of a name, and the probability that it is one."""
_IN_DATELINE = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Acceptance:
    """The fitted regression."""

    weights: Numbers
    """(F,)"""
    bias: float

    @classmethod
    def read(cls, path: Path) -> "Acceptance":
        """The regression in a file of JSON."""
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(np.array([told["weights"][name] for name in FEATURES]), told["bias"])

    def probability(self, features: Numbers) -> float:
        """Probability that a proposal is a name, from 0 to 1."""
        return float(1 / (1 + np.exp(-(features @ self.weights + self.bias))))


def accepted(words: Words, proposed: Sequence[Proposal], acceptance: Acceptance) -> list[Name]:
    """Each proposal that is taken; known names are, more easily, in the company of one that is.

    "Lagos and Abuja" are places, or neither is. A direction belongs to the name behind it.
    """
    belief = [acceptance.probability(p.features) for p in proposed]
    taken = [
        probability >= (VOUCHED_FOR if p.vouched else ACCEPTED)
        for p, probability in zip(proposed, belief, strict=True)
    ]
    likely = [
        probability >= IN_COMPANY and p.features[FEATURES.index("known")] > 0
        for p, probability in zip(proposed, belief, strict=True)
    ]
    pairs = [
        (left, left + 1)
        for left, (one, other) in enumerate(itertools.pairwise(proposed))
        if _are_joined(words, one.last, other.first)
    ]
    # Forwards, then backwards, so that a whole list follows its best name.
    for one, other in (*pairs, *((right, left) for left, right in reversed(pairs))):
        taken[other] = taken[other] or (taken[one] and likely[other])
    kept = [
        (p.first, p.last, round(max(probability, ACCEPTED), 4))
        for p, probability, wanted in zip(proposed, belief, taken, strict=True)
        if wanted
    ]
    spans = [(int(words.starts[first]), int(words.ends[last])) for first, last, _ in kept]
    return [(kept[first][0], *kept[last][1:]) for first, last in with_directions(words.text, spans)]


def _are_joined(words: Words, last: int, first: int) -> bool:
    """Only a comma, "and" or "or" stands between two names."""
    return _JOINS.fullmatch(words.text[words.ends[last] : words.starts[first]]) is not None


_JOINS = re.compile(r"\s*(?:,|,?\s*\b(?:and|or)\b|,?\s*&)\s*(?:in\s+)?", re.IGNORECASE)


def with_dateline(words: Words, found: Sequence[Name], gazetteer: "Gazetteer") -> list[Name]:
    """The names with those of the dateline that the gazetteer knows, and without its agency's."""
    start, end = agency(words.text)
    kept = [name for name in found if not start <= words.starts[name[0]] < end]
    for left, right in dateline_names(words.text, gazetteer.has_name):
        first, last = words.covering(left, right)
        overlapping = any(name[0] <= last and name[1] >= first for name in kept)
        if first <= last and not overlapping:
            kept.append((first, last, _IN_DATELINE))
    return sorted(kept)
