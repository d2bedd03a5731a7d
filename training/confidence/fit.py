"""What a probability or a kind of case is worth, from cases that were judged."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol, get_args

import numpy as np

from geo.confidence import Kinds, Line, State, Wanted, log_odds
from geo.stance.telling import Way
from training.confidence.observed import Kind, Observed, Told
from training.resolver.calibration import Floats

RIDGE = 1.0
"""How strongly weights are drawn to what was given, the odds themselves."""
STATE_RIDGE = 2000.0
"""The same for states of the encoder in units of their own spread. With 1,000, 2,000, 4,000 and
8,000 a right incident of MUC was surer than a wrong one in .735, .730, .721 and .706 of pairs by
folds of reports (.645 without states), a right row of the examples in .602 to .621 (.632)."""
WAYS: tuple[str, ...] = get_args(Way)
KIND_RIDGE = 2.0
"""How strongly the level of a kind is drawn to that of all."""


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
    wanted: Wanted

    def probability(self, told: Told) -> float:
        beside = sum(self.telling.get(way, 0.0) for way in told.telling)
        beside += self.wanted.log_odds(told.seen)
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
            "wanted": self.wanted.slope,
            "usual": self.wanted.usual,
        }


def fit_telling(observed: Sequence[Observed]) -> FittedTelling:
    """One logistic regression over both corpora, each with a level of its own."""
    told = [case.given for case in observed if isinstance(case.given, Told)]
    states = np.array([t.state for t in told if t.state is not None], np.float64)
    mean, spread = states.mean(axis=0), states.std(axis=0)
    usual = float(np.mean([log_odds(t.seen.wanted) for t in told if t.seen is not None]))
    rows = []
    for t in told:
        seen = usual if t.seen is None else log_odds(t.seen.wanted)
        ways = [float(way in t.telling) for way in WAYS]
        state = np.zeros(len(mean)) if t.state is None else (t.state - mean) / spread
        rows.append([log_odds(t.probability), 1.0, float(t.of_the_wire), seen, *ways, *state])
    ridge = np.array([RIDGE] * (4 + len(WAYS)) + [STATE_RIDGE] * len(mean))
    slope, bias, of_the_wire, wanted, *rest = _weights(rows, observed, ridge)
    weights = (np.array(rest[len(WAYS) :]) / spread).round(4)
    return FittedTelling(
        FittedLine(slope, bias),
        of_the_wire,
        dict(zip(WAYS, rest, strict=False)),
        State(weights, round(-float(mean @ weights), 4)),
        Wanted(wanted, round(usual, 4)),
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
class FittedKinds:
    """How sure places or days are, by what they were read from and what a model says of them."""

    kinds: Kinds
    of_the_wire: Mapping[str, float]
    """What is added for MUC's incidents of a kind."""

    def probability(self, case: Kind) -> float:
        own = self.kinds.probability(case.name, case.probability)
        beside = self.of_the_wire.get(case.name, 0.0) if case.of_the_wire else 0.0
        return Line(1.0, 0.0).probability(own, beside)

    def values(self) -> dict[str, Any]:
        return asdict(self.kinds)


def fit_kinds(observed: Sequence[Observed]) -> FittedKinds:
    """One logistic regression over the keyed reports and MUC, each kind with a level for each of
    them; one of few cases is drawn to the level of all."""
    cases = [case.given for case in observed if isinstance(case.given, Kind)]
    names = sorted({case.name for case in cases})
    rows = []
    for case in cases:
        kinds = [float(case.name == name) for name in names]
        wire = [float(case.of_the_wire) * kind for kind in kinds]
        rows.append([log_odds(case.probability), 1.0, float(case.of_the_wire), *kinds, *wire])
    ridge = np.array([RIDGE] * 3 + [KIND_RIDGE] * 2 * len(names))
    slope, level, of_the_wire, *rest = _weights(rows, observed, ridge)
    biases = dict(zip(names, rest, strict=False))
    beside = dict(zip(names, rest[len(names) :], strict=True))
    own = [o.right for o, case in zip(observed, cases, strict=True) if not case.of_the_wire]
    return FittedKinds(
        Kinds(
            slope,
            {name: round(level + bias, 4) for name, bias in biases.items()},
            level,
            round(sum(own) / len(own), 4),
        ),
        {name: round(of_the_wire + bias, 4) for name, bias in beside.items()},
    )


def surer(believed: Floats, right: Floats) -> float:
    """How often a right case is believed more than a wrong one: the area under the ROC curve."""
    order = believed[np.newaxis, right > 0] - believed[right == 0, np.newaxis]
    return float(((order > 0) + 0.5 * (order == 0)).mean())
