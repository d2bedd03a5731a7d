"""What a probability or a kind of case is worth, from cases that were judged."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.confidence import Line, log_odds
from training.confidence.observed import Observed

RIDGE = 1.0
"""How strongly a line is drawn to the odds that it was given."""
PRIOR = 4
"""So many cases of the mean of all stand beside those of a kind."""


@dataclass(frozen=True, slots=True)
class FittedLine(Line):
    """A line that can be written down."""

    def values(self) -> dict[str, float]:
        return {"slope": self.slope, "bias": self.bias}


def fit_line(observed: Sequence[Observed]) -> FittedLine:
    """Calibrated log-odds by Newton's method (Platt 1999)."""
    columns = np.array([[log_odds(float(case.given)), 1.0] for case in observed])
    right = np.array([float(case.right) for case in observed])
    weights = start = np.array([1.0, 0.0])
    for _ in range(30):
        belief = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (right - belief) - RIDGE * (weights - start)
        curve = (columns * (belief * (1 - belief))[:, None]).T @ columns + RIDGE * np.eye(2)
        weights = weights + np.linalg.solve(curve, slope)
    return FittedLine(round(float(weights[0]), 4), round(float(weights[1]), 4))


@dataclass(frozen=True, slots=True)
class SharesOf:
    """The share of right cases by kind."""

    by_kind: Mapping[str, float]
    mean: float

    def probability(self, kind: str) -> float:
        return self.by_kind.get(kind, self.mean)

    def values(self) -> dict[str, Any]:
        return {**self.by_kind, "else": self.mean}


def shares(observed: Sequence[Observed]) -> SharesOf:
    """The share of right cases of each kind, drawn to that of all."""
    cases = Counter(str(case.given) for case in observed)
    right = Counter(str(case.given) for case in observed if case.right)
    mean = right.total() / max(cases.total(), 1)
    by_kind = {
        kind: round((right[kind] + PRIOR * mean) / (cases[kind] + PRIOR), 4)
        for kind in sorted(cases)
    }
    return SharesOf(by_kind, round(mean, 4))
