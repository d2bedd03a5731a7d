"""Fits which of the alternative bounds of a name are right (`geo.encoder.alternatives`)."""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np

from geo.encoder.alternatives import FEATURES, Alternatives, Bounds
from geo.trees import Trees
from training.encoder.readings import Reading
from training.trees import as_tree

ROUNDS = 200
SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "boost_from_average": False,
    "learning_rate": 0.08,
    "num_leaves": 16,
    "min_data_in_leaf": 40,
    "lambda_l2": 5.0,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_bin": 63,
    "seed": 20,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}


def fit(examples: Sequence[tuple[Reading, Sequence[Alternatives]]]) -> dict[str, Any]:
    """The trees, as `Bounds` takes them.

    They learn from what shares a letter with a name: where none is, no bounds are right.
    """
    several = [
        (reading, alternatives)
        for reading, found in examples
        for alternatives in found
        if len(alternatives.spans) > 1 and reading.is_name(reading.span(*alternatives.spans[0]))
    ]
    matrix = np.vstack([alternatives.features for _, alternatives in several])
    right = [
        float(reading.span(*stretch) in reading.names)
        for reading, alternatives in several
        for stretch in alternatives.spans
    ]
    data = lightgbm.Dataset(matrix, np.array(right), feature_name=list(FEATURES))
    dumped = lightgbm.train(SETTINGS, data, num_boost_round=ROUNDS).dump_model()
    return {"trees": [as_tree(info["tree_structure"], FEATURES) for info in dumped["tree_info"]]}


def bounds(fitted: dict[str, Any]) -> Bounds:
    """What `fit` gives, ready to choose."""
    return Bounds(Trees(fitted["trees"], FEATURES))
