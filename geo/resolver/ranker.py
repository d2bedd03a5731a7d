"""The learned ranker: gradient-boosted trees over the candidates of names.

Each pass has trees of its own. A name's scores, beside 0 for "none of these", become beliefs that
add up to one at most; the belief in the best, calibrated on names that the trees had not seen, is
the probability that the place is right.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.trees import Trees

Floats = NDArray[np.float64]
MODEL = Path(__file__).resolve().parents[1] / "data" / "ranker.json"


@dataclass(frozen=True, slots=True, eq=False)
class Ranker:
    """The trees of each pass, and what a belief is worth."""

    passes: tuple[Trees, ...]
    believed: Floats
    """(m,) beliefs in ascending order, and how often such a place was right."""
    right: Floats

    def probability(self, belief: float) -> float:
        """The calibrated probability that a place believed so is right."""
        return float(np.interp(belief, self.believed, self.right))


def ranker_of(model: dict[str, Any]) -> Ranker:
    """The ranker that a model's JSON describes."""
    return Ranker(
        passes=tuple(Trees(trees, model["features"]) for trees in model["passes"]),
        believed=np.array(model["calibration"]["belief"], np.float64),
        right=np.array(model["calibration"]["right"], np.float64),
    )


@lru_cache(maxsize=4)
def open_ranker(path: Path = MODEL) -> Ranker:
    """The ranker in a file, read once."""
    return ranker_of(json.loads(path.read_text(encoding="utf-8")))


def softmax(scores: Floats, bounds: NDArray[np.intp]) -> Floats:
    """(N,) beliefs of the lines of each name, beside "none of these" of score 0."""
    sizes = np.diff(bounds)
    starts = bounds[:-1][sizes > 0]
    if not len(starts):
        return np.zeros(0)
    name = np.repeat(np.arange(len(starts)), sizes[sizes > 0])
    top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
    exponents = np.exp(scores - top[name])
    total = np.add.reduceat(exponents, starts) + np.exp(-top)
    return np.asarray(exponents / total[name])


def offset(type_agrees: Floats, bounds: NDArray[np.intp]) -> Floats:
    """(N,) what the type word beside a name adds to each score, in nats; 0 for the best of a name.

    It is set, not learnt: reports that say "province" are few in the corpora.
    """
    sizes = np.diff(bounds)
    starts = bounds[:-1][sizes > 0]
    if not len(starts):
        return np.zeros(0)
    best = np.repeat(np.maximum.reduceat(type_agrees, starts), sizes[sizes > 0])
    return np.asarray(_TYPE * (type_agrees - best))


_TYPE = 2.5


def first_belief(
    prominence: Floats, is_main: Floats, type_agrees: Floats, bounds: NDArray[np.intp]
) -> Floats:
    """(N,) beliefs before any pass: the more prominent, the likelier."""
    scores = _PROMINENCE * prominence + is_main + offset(type_agrees, bounds) - _NOTHING
    return softmax(scores, bounds)


_PROMINENCE = 6.75
_NOTHING = 1.8
