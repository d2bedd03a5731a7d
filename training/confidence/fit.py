"""What a probability or a kind of case is worth, from cases that were judged."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, get_args

import numpy as np

from geo.confidence import Line, State, log_odds
from geo.stance.telling import Way
from training.confidence.observed import Observed, Told
from training.resolver.calibration import Floats

RIDGE = 1.0
"""How strongly weights are drawn to what was given, the odds themselves."""
STATE_RIDGE = 2000.0
"""The same for states of the encoder in units of their own spread. With 1,000, 2,000, 4,000 and
8,000 a right incident of MUC was surer than a wrong one in .735, .730, .721 and .706 of pairs by
folds of reports (.645 without states), a right row of the examples in .602 to .621 (.632)."""
WAYS: tuple[str, ...] = get_args(Way)
PRIOR = 4
"""So many cases of the mean of all stand beside those of a kind."""


class Fitted(Protocol):
    """What was learnt of one part."""

    def values(self) -> dict[str, Any]:
        """As it is written down."""
        ...


@dataclass(frozen=True, slots=True)
class FittedLine(Line):
    """A line that can be written down."""

    def values(self) -> dict[str, Any]:
        return {"slope": self.slope, "bias": self.bias}


def fit_line(observed: Sequence[Observed]) -> FittedLine:
    """Calibrated log-odds (Platt 1999)."""
    rows = [[log_odds(_probability(case)), 1.0] for case in observed]
    return FittedLine(*_weights(rows, observed))


@dataclass(frozen=True, slots=True)
class FittedTelling:
    """How sure types are, by the probability of the trigger, how the event is told and in which
    words."""

    line: FittedLine
    of_the_wire: float
    """What is added for MUC's incidents, whose key asks for less than PLOVER's."""
    telling: Mapping[str, float]
    words: State

    def probability(self, told: Told) -> float:
        beside = sum(self.telling.get(way, 0.0) for way in told.telling)
        if told.state is not None:
            beside += self.words.log_odds(told.state)
        if told.of_the_wire:
            beside += self.of_the_wire
        return self.line.probability(told.probability, beside)

    def values(self) -> dict[str, Any]:
        return {
            **self.line.values(),
            "telling": dict(self.telling),
            "state": self.words.weights.tolist(),
            "state_bias": self.words.bias,
        }


def fit_telling(observed: Sequence[Observed]) -> FittedTelling:
    """One logistic regression over both corpora, each with a level of its own."""
    told = [case.given for case in observed if isinstance(case.given, Told)]
    states = np.array([t.state for t in told if t.state is not None], np.float64)
    mean, spread = states.mean(axis=0), states.std(axis=0)
    rows = []
    for t in told:
        ways = [float(way in t.telling) for way in WAYS]
        state = np.zeros(len(mean)) if t.state is None else (t.state - mean) / spread
        rows.append([log_odds(t.probability), 1.0, float(t.of_the_wire), *ways, *state])
    ridge = np.array([RIDGE] * (3 + len(WAYS)) + [STATE_RIDGE] * len(mean))
    slope, bias, of_the_wire, *rest = _weights(rows, observed, ridge)
    weights = (np.array(rest[len(WAYS) :]) / spread).round(4)
    return FittedTelling(
        FittedLine(slope, bias),
        of_the_wire,
        dict(zip(WAYS, rest, strict=False)),
        State(weights, round(-float(mean @ weights), 4)),
    )


def _probability(case: Observed) -> float:
    assert isinstance(case.given, float)
    return case.given


def _weights(
    rows: Sequence[Sequence[float]], observed: Sequence[Observed], ridge: Floats | float = RIDGE
) -> list[float]:
    """Of a logistic regression by Newton's method, drawn to what is given: one, and else none."""
    columns = np.array(rows)
    right = np.array([float(case.right) for case in observed])
    weights = start = np.eye(columns.shape[1])[0]
    for _ in range(30):
        belief = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (right - belief) - ridge * (weights - start)
        curve = (columns * (belief * (1 - belief))[:, None]).T @ columns
        weights = weights + np.linalg.solve(curve + ridge * np.eye(len(weights)), slope)
    return [round(float(weight), 4) for weight in weights]


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


def surer(believed: Floats, right: Floats) -> float:
    """How often a right case is believed more than a wrong one: the area under the ROC curve."""
    order = believed[np.newaxis, right > 0] - believed[right == 0, np.newaxis]
    return float(((order > 0) + 0.5 * (order == 0)).mean())
