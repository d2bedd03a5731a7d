"""The learned ranker: gradient-boosted trees in JSON, applied with NumPy alone.

Each pass has trees of its own. A name's scores, beside 0 for "none of these", become beliefs that
add up to one at most; the belief in the best, calibrated on names that the trees had not seen, is
the probability that the place is right.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MODEL = Path(__file__).resolve().parents[1] / "data" / "ranker.json"
_BLOCK = 128
"""Lines scored at a time: their comparisons stay in the processor's cache."""
_UNIT = 1e5
"""Leaves are kept as whole hundred-thousandths."""
_ALL = np.uint32(0xFFFFFFFF)


class Trees:
    """A sum of binary trees of at most 32 leaves.

    A tree is not walked: every comparison that fails rules out the leaves to its left, and the
    first leaf that is left over is the one reached.
    """

    def __init__(self, trees: Sequence[dict[str, Any]], names: Sequence[str]) -> None:
        number = {name: position for position, name in enumerate(names)}
        nodes = max((len(tree["feature"]) for tree in trees), default=0)
        shape = (nodes, len(trees))
        feature = np.zeros(shape, np.intp)
        threshold = np.full(shape, np.inf)
        rules_out = np.zeros(shape, np.uint32)
        self._values = np.zeros((len(trees), nodes + 1), np.int64)
        for t, tree in enumerate(trees):
            size = len(tree["feature"])
            feature[:size, t] = [number[name] for name in tree["feature"]]
            threshold[:size, t] = tree["threshold"]
            rules_out[:size, t] = [
                sum(1 << leaf for leaf in range(first, end)) for first, end in tree["left"]
            ]
            self._values[t, : size + 1] = np.rint(np.array(tree["value"]) * _UNIT)
        self._feature, self._threshold, self._keeps = feature, threshold, ~rules_out
        self._tree = np.arange(len(trees))

    def score(self, matrix: Floats) -> Floats:
        """(n,) of (n, features); the same for a line whatever lines stand beside it."""
        out = np.zeros(len(matrix))
        if not self._keeps.size:
            return out
        for start in range(0, len(matrix), _BLOCK):
            block = np.ascontiguousarray(matrix[start : start + _BLOCK].T)
            left = np.full((len(self._tree), block.shape[1]), _ALL, np.uint32)
            for feature, threshold, keeps in zip(
                self._feature, self._threshold, self._keeps, strict=True
            ):
                fails = block[feature] > threshold[:, None]
                left &= np.where(fails, keeps[:, None], _ALL)
            lowest = left & (~left + np.uint32(1))
            leaf = np.frexp(lowest.astype(np.float64))[1] - 1
            # Whole numbers add up to the same in any order.
            out[start : start + _BLOCK] = self._values[self._tree[:, None], leaf].sum(axis=0)
        return out / _UNIT


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
