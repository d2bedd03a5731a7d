"""Boosted trees whose scores, beside 0 for "none of these", are a softmax over a name's places."""

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from geo.resolver.context import Context
from geo.resolver.features import NAMES, context_features
from geo.resolver.leanings import starting_belief
from geo.resolver.ranker import offset, softmax
from geo.trees import Trees
from training.resolver.examples import Example
from training.trees import as_tree

Floats = NDArray[np.float64]
ROUNDS = 120
SETTINGS: dict[str, Any] = {
    "learning_rate": 0.08,
    "num_leaves": 12,
    "min_data_in_leaf": 20,
    "min_sum_hessian_in_leaf": 1.0,
    "lambda_l2": 5.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_bin": 127,
    "seed": 20,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}


MORE_IS_LIKELIER = frozenset(
    "prominence log_population log_names prominence_below_best log_population_below_best "
    "closeness is_main type_agrees people_agrees country_votes division_votes county_votes "
    "country_votes_below_best division_votes_below_best country_votes_near division_votes_near "
    "county_votes_near country_named division_named county_named parts_named same_place "
    "chain_support within_30_km within_200_km within_200_km_below_best within_200_km_near "
    "home_division home_country home_domain belief belief_below_best country_any division_any "
    "county_any division_any_below_best any_within_50_km any_within_50_km_below_best "
    "any_within_300_km any_near_text".split()
)
"""Features that may only speak for a place, the more the better: few reports cannot unlearn it."""
LESS_IS_LIKELIER = frozenset({"log_nearest_km", "log_home_km", "belief_of_others", "how", "form"})


def first_beliefs(examples: Sequence[Example]) -> list[Floats]:
    """Of each example the (N,) beliefs before any pass."""
    return [starting_belief(e.scene, e.own) for e in examples]


def matrix(example: Example, belief: Floats) -> Floats:
    """(N, features) of an example under the beliefs of the pass before."""
    context = Context(example.scene, example.geography, belief)
    return np.hstack([example.own, context_features(example.scene, context, belief)])


def fit(
    examples: Sequence[Example], matrices: Sequence[Floats], rounds: int = ROUNDS
) -> list[dict[str, Any]]:
    """Trees, each as lists of `feature`, `threshold`, `left` (leaves) and `value`."""
    sizes = np.concatenate([np.diff(e.scene.bounds) for e in examples])
    weight = np.concatenate([e.weight for e in examples])[sizes > 0]
    target = np.concatenate([e.target for e in examples])
    bounds = np.concatenate(([0], np.cumsum(sizes[sizes > 0])))
    line_weight = np.repeat(weight, sizes[sizes > 0])

    added = offset(np.concatenate(matrices)[:, NAMES.index("type_agrees")], bounds)

    def objective(scores: Floats, _: Any) -> tuple[Floats, Floats]:
        belief = softmax(scores + added, bounds)
        return line_weight * (belief - target), line_weight * np.maximum(
            belief * (1 - belief), 1e-3
        )

    directions = [(n in MORE_IS_LIKELIER) - (n in LESS_IS_LIKELIER) for n in NAMES]
    data = lightgbm.Dataset(
        np.vstack(matrices), target, feature_name=list(NAMES), free_raw_data=False
    )
    booster = lightgbm.train(
        {**SETTINGS, "objective": objective, "monotone_constraints": directions},
        data,
        num_boost_round=rounds,
    )
    return [as_tree(info["tree_structure"], NAMES) for info in booster.dump_model()["tree_info"]]


def beliefs(
    examples: Sequence[Example], matrices: Sequence[Floats], trees: Sequence[dict[str, Any]]
) -> list[Floats]:
    """Of each example the (N,) beliefs after a pass."""
    scorer = Trees(trees, NAMES)
    agrees = NAMES.index("type_agrees")
    return [
        softmax(scorer.score(m) + offset(m[:, agrees], e.scene.bounds), e.scene.bounds)
        for e, m in zip(examples, matrices, strict=True)
    ]
