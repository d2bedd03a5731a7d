"""Boosted trees that tell which of several places is the likeliest."""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np

from geo.placing.scenery import FEATURES, Floats
from training.implied.examples import Example
from training.trees import as_tree

ROUNDS = 200
SETTINGS: dict[str, Any] = {
    "learning_rate": 0.06,
    "num_leaves": 24,
    "min_data_in_leaf": 20,
    "min_sum_hessian_in_leaf": 0.5,
    "lambda_l2": 8.0,
    "feature_fraction": 0.25,
    "seed": 20,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}


def fit(examples: Sequence[Example]) -> list[dict[str, Any]]:
    """The trees, as `geo.trees.Trees` takes them.

    Of each event the probabilities of all its right places count together in a softmax over its
    places (McFadden 1974).
    """
    # Nothing is learnt where each place is right, or none.
    told = [e for e in examples if 0 < e.right.sum() < len(e.right)]
    sizes = [len(e.right) for e in told]
    right = np.concatenate([e.right for e in told])
    starts = np.cumsum([0, *sizes[:-1]])
    event = np.repeat(np.arange(len(told)), sizes)
    weight = np.repeat([e.weight for e in told], sizes)

    def share(values: Floats) -> Floats:
        """Of each value of an event's places in their sum."""
        return np.asarray(values / np.add.reduceat(values, starts)[event])

    def slopes(scores: Floats, _: lightgbm.Dataset) -> tuple[Floats, Floats]:
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[event])
        believed = share(odds)
        slope = believed - share(odds * right)
        return weight * slope, weight * np.maximum(believed * (1 - believed), 1e-3)

    data = lightgbm.Dataset(
        np.vstack([e.features for e in told]), right, feature_name=list(FEATURES)
    )
    booster = lightgbm.train({**SETTINGS, "objective": slopes}, data, num_boost_round=ROUNDS)
    return [as_tree(info["tree_structure"], FEATURES) for info in booster.dump_model()["tree_info"]]
