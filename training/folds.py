"""Five folds by source domain, the same for names and places, so that one never saw what the
other is judged by."""

import random
from collections.abc import Sequence

FOLDS = 5
SEED = 20


def folds_of(domains: Sequence[str | None], names: Sequence[int]) -> list[int]:
    """The fold of each report; all reports of one domain are in the same.

    `domains` and `names` are each report's domain and number of place names, which the folds share
    out evenly. A report without domain is in fold -1: every fold learns from it, and none is judged
    by it.
    """
    sizes: dict[str, int] = {}
    for domain, number in zip(domains, names, strict=True):
        if domain is not None:
            sizes[domain] = sizes.get(domain, 0) + number
    order = sorted(sizes)
    random.Random(SEED).shuffle(order)
    filled = [0] * FOLDS
    fold: dict[str, int] = {}
    for domain in sorted(order, key=lambda d: -sizes[d]):
        fold[domain] = min(range(FOLDS), key=lambda f: filled[f])
        filled[fold[domain]] += sizes[domain]
    return [-1 if domain is None else fold[domain] for domain in domains]
