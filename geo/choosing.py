"""Trees that choose among what is proposed, and how often what they choose is right."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from geo.trees import Trees

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """The fitted trees, and what a share in the softmax of their scores is worth."""

    trees: Trees
    shares: Floats
    """(m,) in ascending order."""
    right: Floats
    """(m,) how often what has such a share was right."""

    def believed(self, features: Floats) -> Floats:
        """(N,) of N proposals with features (N, F) each one's share in the softmax."""
        scores = self.trees.score(features)
        odds = np.exp(scores - scores.max())
        return np.asarray(odds / odds.sum())

    def probability(self, share: float) -> float:
        """That what has a share is right, without the last digits, in which processors differ."""
        return round(float(np.interp(share, self.shares, self.right)), 4)


def read_weighing(name: str, features: Sequence[str]) -> Weighing:
    """One of those in `geo/data` that `training.choosing` fitted over these features."""
    told = json.loads((files("geo") / "data" / name).read_text(encoding="utf-8"))
    shares, right = (np.array(told[part], np.float64) for part in ("shares", "right"))
    return Weighing(Trees(told["trees"], features), shares, right)
