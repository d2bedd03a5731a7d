"""What a belief is worth: isotonic regression on names that the trees had not seen."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
KNOTS = 25
BINS = 10


def isotonic(belief: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Knots of beliefs in ascending order and the share of right places at each, never falling."""
    order = np.argsort(belief, kind="stable")
    # Equal parts first: a knot of few names would be as sure as they happen to be.
    parts = np.array_split(order, min(KNOTS, len(order)))
    blocks = [(belief[p].mean(), right[p].mean(), len(p)) for p in parts]
    merged: list[tuple[float, float, int]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] > merged[-1][1]:
            (x1, y1, n1), (x2, y2, n2) = merged[-2:]
            n = n1 + n2
            merged[-2:] = [((x1 * n1 + x2 * n2) / n, (y1 * n1 + y2 * n2) / n, n)]
    return (
        np.array([round(float(x), 4) for x, _, _ in merged]),
        np.array([round(float(y), 4) for _, y, _ in merged]),
    )


def calibration_error(
    probability: Floats, right: Floats, kinds: "NDArray[np.str_] | None" = None
) -> float:
    """Expected calibration error over ten bins of equal width, or over kinds of cases.

    Where each kind of case has one probability the kinds are the bins: the folds' estimates of it
    differ a little, and bins of equal width would part the folds where one of their bounds lies.
    """
    bins = np.minimum((probability * BINS).astype(int), BINS - 1) if kinds is None else kinds
    gaps = [
        (bins == b).sum() * abs(probability[bins == b].mean() - right[bins == b].mean())
        for b in np.unique(bins)
    ]
    return float(sum(gaps) / len(probability))
