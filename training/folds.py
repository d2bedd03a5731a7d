"""Five folds by source domain, the same for names and places, so that one never saw what the
other is judged by."""

import random
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

FOLDS = 5
SEED = 20


def domain_of(row: Mapping[str, Any]) -> str:
    """The domain that a record of a corpus came from; its own name where none is known."""
    host = (urlsplit(row.get("url") or "").hostname or "").removeprefix("www.")
    return str(row.get("domain") or host or row["doc"])


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
