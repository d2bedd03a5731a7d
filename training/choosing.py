"""Boosted trees that tell which of several proposals is the likeliest, judged by five folds."""

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from geo.choosing import Floats, Weighing, Worth
from geo.trees import Trees
from training.resolver.calibration import calibration_error, isotonic
from training.trees import as_tree

FOLDS = 5
ROUNDS = 200
SETTINGS: dict[str, Any] = {
    "learning_rate": 0.06,
    "num_leaves": 24,
    "min_data_in_leaf": 20,
    "min_sum_hessian_in_leaf": 0.5,
    "lambda_l2": 8.0,
    "seed": 20,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}


def fold_of(report: str) -> int:
    """The fold of a report, from its id."""
    return zlib.crc32(report.encode()) % FOLDS


Choose = Callable[[Weighing, Floats], tuple[int, float]]
"""From trees and features (N, F) the number of the chosen proposal, and its share."""


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One event with N proposals."""

    report: str
    features: Floats
    """(N, F)"""
    right: Floats
    """(N,) 1 where the key has it."""
    weight: float = 1.0
    """How much is learnt from it."""

    @property
    def fold(self) -> int:
        """All events of a report are in one fold."""
        return fold_of(self.report)


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """N events, each as trees fitted to the other folds choose."""

    fold: NDArray[np.intp]
    """(N,)"""
    chosen: NDArray[np.intp]
    """(N,) the number of the chosen proposal."""
    share: Floats
    """(N,) of that, in the softmax."""
    right: Floats
    """(N,) 1 where the key has it."""

    def some(self, places: Sequence[int]) -> "Judged":
        """Some of the events."""
        return Judged(*(getattr(self, field.name)[list(places)] for field in fields(self)))

    @property
    def calibration_error(self) -> float:
        """Each fold's by what shares are worth in the others."""
        probability = np.zeros(len(self.share))
        for fold in range(FOLDS):
            other = self.fold != fold
            knots = isotonic(self.share[other], self.right[other])
            probability[~other] = np.interp(self.share[~other], *knots)
        return calibration_error(probability, self.right)


@dataclass(frozen=True, slots=True)
class Course:
    """What is fitted: over which features, how many of them a tree sees, and how is chosen."""

    features: tuple[str, ...]
    feature_fraction: float
    choose: Choose

    def judge(self, examples: Sequence[Example]) -> Judged:
        """All events, by five folds of reports."""
        folds = np.array([e.fold for e in examples])
        chosen = np.zeros(len(examples), np.intp)
        share, right = np.zeros((2, len(examples)))
        as_it_is = np.array([0.0, 1.0])
        for fold in range(FOLDS):
            trees = Trees(self.fit([e for e in examples if e.fold != fold]), self.features)
            weighing = Weighing(trees, Worth(as_it_is, as_it_is))
            for number in np.flatnonzero(folds == fold):
                example = examples[number]
                chosen[number], share[number] = self.choose(weighing, example.features)
                right[number] = example.right[chosen[number]]
        return Judged(folds, chosen, share, right)

    def fit(self, examples: Sequence[Example]) -> list[dict[str, Any]]:
        """The trees, as `geo.trees.Trees` takes them.

        Of each event the probabilities of all its right proposals count together in a softmax over
        its proposals (McFadden 1974).
        """
        # Nothing is learnt where each proposal is right, or none.
        told = [e for e in examples if 0 < e.right.sum() < len(e.right)]
        sizes = [len(e.right) for e in told]
        right = np.concatenate([e.right for e in told])
        starts = np.cumsum([0, *sizes[:-1]])
        event = np.repeat(np.arange(len(told)), sizes)
        weight = np.repeat([e.weight for e in told], sizes)

        def share(values: Floats) -> Floats:
            """Of each value of an event's proposals in their sum."""
            return np.asarray(values / np.add.reduceat(values, starts)[event])

        def slopes(scores: Floats, _: lightgbm.Dataset) -> tuple[Floats, Floats]:
            odds = np.exp(scores - np.maximum.reduceat(scores, starts)[event])
            believed = share(odds)
            slope = believed - share(odds * right)
            return weight * slope, weight * np.maximum(believed * (1 - believed), 1e-3)

        given = np.vstack([e.features for e in told])
        data = lightgbm.Dataset(given, right, feature_name=list(self.features))
        settings = {**SETTINGS, "feature_fraction": self.feature_fraction, "objective": slopes}
        booster = lightgbm.train(settings, data, num_boost_round=ROUNDS)
        trees = booster.dump_model()["tree_info"]
        return [as_tree(tree["tree_structure"], self.features) for tree in trees]

    def write(self, examples: Sequence[Example], judged: Judged, path: Path) -> str:
        """Fit to all, write with what the judged shares are worth, and say how much it is."""
        shares, right = isotonic(judged.share, judged.right)
        model = {"trees": self.fit(examples), "shares": shares.tolist(), "right": right.tolist()}
        text = json.dumps(model, separators=(",", ":"))
        path.write_text(text + "\n", encoding="utf-8")
        return f"{path}: {len(text) / 1e6:.2f} MB"
