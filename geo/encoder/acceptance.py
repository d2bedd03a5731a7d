"""Which of the names that the encoder proposes are taken.

A logistic regression weighs the encoder's own odds beside what else is known of a name, so that its
probability is a calibrated one.
"""

import itertools
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gazetteer.lookup import find_rows
from geo.dateline import agency, dateline_names
from geo.encoder.announced import is_announced
from geo.encoder.boundaries import trimmed, widened, with_directions
from geo.encoder.tags import OUTSIDE, Tagged, names
from geo.encoder.words import Words

if TYPE_CHECKING:
    from gazetteer import Gazetteer

FEATURES = (
    "odds",
    "least_odds",
    "known",
    "prominence",
    "mentions",
    "words",
    "capitals",
    "after_capital",
    "before_capital",
    "all_capitals",
    "announced",
)
"""Of a name: the mean and the least log-odds of its words; whether the bundled world knows it, and
how well; the logarithms of how often it is proposed in the text and of how many words it has;
whether it is in capitals in a text that is not; whether a word with a capital stands before it or
behind it; whether all of the text is in capitals, where the encoder's odds are too low; whether the
words beside it announce a name ("the town of Andahua")."""

LEAN = 1.0
"""How much the log-probability of "outside" is lowered for a name to be proposed."""
ACCEPTED = 0.45
"""Probability from which a name is taken: half of the F1 that is to be had, where F1 is greatest
(Lipton, Elkan and Naryanaswamy 2014)."""

IN_COMPANY = 0.2
"""Probability from which a known name is taken that a comma, "and" or "or" joins to one that is. On
three folds that is right of six names of six; a fold has too few to learn it from."""

Numbers = NDArray[np.float64]
Name = tuple[int, int, float]
"""First and last word of a name, and the probability that it is one."""
_IN_DATELINE = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A name that may be one: its words, both included, and its features."""

    first: int
    last: int
    features: Numbers
    """(F,)"""


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


def proposals(tagged: Tagged, gazetteer: "Gazetteer") -> list[Proposal]:
    """What may be a name, in order, none overlapping another; bounds as `boundaries` sets them."""
    lowered = tagged.tags.copy()
    lowered[:, OUTSIDE] -= LEAN
    found = []
    reached = -1
    for first, last, _ in names(replace(tagged, tags=lowered)):
        bounds = trimmed(tagged.words, first, last, gazetteer)
        if bounds is None:
            continue
        start, end = widened(tagged.words, *bounds, gazetteer)
        if start > reached:
            found.append((start, end))
            reached = end
    told = Counter(tagged.words.surface(*bounds).lower() for bounds in found)
    return [
        Proposal(start, end, _features(tagged, start, end, told, gazetteer)) for start, end in found
    ]


def _features(
    tagged: Tagged, first: int, last: int, told: Counter[str], gazetteer: "Gazetteer"
) -> Numbers:
    words, index = tagged.words, gazetteer.index
    surface = words.surface(first, last)
    outside = np.minimum(tagged.tags[first : last + 1, OUTSIDE].astype(np.float64), -1e-6)
    odds = np.log(-np.expm1(outside)) - outside
    met = find_rows(index, surface)
    # Rows stand in order of prominence.
    known = index.prominence_of(min(met)) if met else 0.0
    return np.array(
        [
            odds.mean(),
            odds.min(),
            float(bool(met)),
            known,
            np.log(told[surface.lower()]),
            np.log(last - first + 1),
            float(surface.isupper() and not words.in_capitals()),
            float(first > 0 and _has_capital(words.surface(first - 1, first - 1))),
            float(last + 1 < len(words) and _has_capital(words.surface(last + 1, last + 1))),
            float(words.in_capitals()),
            float(is_announced(words, first, last)),
        ]
    )


def _has_capital(word: str) -> bool:
    return word[0].isupper()


def accepted(words: Words, proposed: Sequence[Proposal], acceptance: Acceptance) -> list[Name]:
    """Each proposal that is taken; known names are, more easily, in the company of one that is.

    "Lagos and Abuja" are places, or neither is. A direction belongs to the name behind it.
    """
    belief = [acceptance.probability(p.features) for p in proposed]
    taken = [probability >= ACCEPTED for probability in belief]
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
