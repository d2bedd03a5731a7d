"""Gradient-boosted trees in JSON, applied with NumPy alone (`training.trees` writes them)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
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
