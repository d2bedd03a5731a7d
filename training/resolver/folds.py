"""Five folds by source domain, and what they say of the ranker."""

import random
from collections.abc import Sequence

from training.resolver.examples import Example

FOLDS = 5
SEED = 20


def folds_of(examples: Sequence[Example]) -> list[int]:
    """The fold of each example; all reports of one domain are in the same.

    Made reports are in fold -1: every fold learns from them, and none is judged by them.
    """
    sizes: dict[str, int] = {}
    for example in examples:
        if example.corpus != "made":
            sizes[example.domain] = sizes.get(example.domain, 0) + len(example.toponyms)
    domains = sorted(sizes)
    random.Random(SEED).shuffle(domains)
    filled = [0] * FOLDS
    fold: dict[str, int] = {}
    for domain in sorted(domains, key=lambda d: -sizes[d]):
        fold[domain] = min(range(FOLDS), key=lambda f: filled[f])
        filled[fold[domain]] += sizes[domain]
    return [fold.get(example.domain, -1) for example in examples]
