"""What chooses among what is proposed, and how often what it chooses is right."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.trees import Trees

Floats = NDArray[np.float64]


def shares(scores: Floats) -> Floats:
    """(N,) of each of N proposals with these scores, its share in the softmax."""
    odds = np.exp(scores - scores.max())
    return np.asarray(odds / odds.sum())


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """What a share in the softmax is worth."""

    shares: Floats
    """(m,) in ascending order."""
    right: Floats
    """(m,) how often what has such a share was right."""

    def probability(self, share: float) -> float:
        """That what has a share is right, without the last digits, in which processors differ."""
        return round(float(np.interp(share, self.shares, self.right)), 4)


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """The fitted trees, and what a share of their scores is worth."""

    trees: Trees
    worth: Worth

    def believed(self, features: Floats) -> Floats:
        """(N,) of N proposals with features (N, F) each one's share in the softmax."""
        return shares(self.trees.score(features))


def read_weighing(name: str, features: Sequence[str]) -> Weighing:
    """One of those in `geo/data` that `training.choosing` fitted over these features."""
    told = _read(name)
    return Weighing(Trees(told["trees"], features), _worth(told))


def read_worth(name: str) -> Worth:
    """One of those in `geo/data`."""
    return _worth(_read(name))


def _read(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((files("geo") / "data" / name).read_text(encoding="utf-8"))
    return told


def _worth(told: dict[str, Any]) -> Worth:
    return Worth(*(np.array(told[part], np.float64) for part in ("shares", "right")))
