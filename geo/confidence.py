"""How sure a row is: the probabilities that its type, its place and its day are right.

Each is calibrated on corpora that say what is right (`training.confidence`). A row's confidence is
a power of their product: where one part is right the others mostly are too.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geo.records import EventDate, Location, ResolvedToponym, Seen, Trigger
from geo.relations import COUNTRY

if TYPE_CHECKING:
    from geo.encoder.linker import Whereabouts

Floats = NDArray[np.floating[Any]]

LEAST_SCORE = 0.05
"""A place that was taken although hardly likely: all else of its name was less so."""


@dataclass(frozen=True, slots=True)
class Line:
    """Calibrated log-odds as a line over log-odds (Platt 1999)."""

    slope: float
    bias: float

    def probability(self, given: float, beside: float = 0.0) -> float:
        """What a probability given by a model or a table is worth, with log-odds `beside` it."""
        return 1 / (1 + math.exp(-(self.slope * log_odds(given) + self.bias + beside)))


@dataclass(frozen=True, slots=True)
class Kinds:
    """Calibrated log-odds of cases of several kinds, over what a model gives, where one does."""

    slope: float
    biases: Mapping[str, float]
    other: float
    """The bias of a kind that nothing was learnt of."""
    mean: float
    """How sure a case is on average."""

    def probability(self, kind: str, given: float = 0.5) -> float:
        """That a case is right of which a model says what is `given`, or none says anything."""
        return 1 / (1 + math.exp(-(self.slope * log_odds(given) + self._bias(kind))))

    def given(self, kind: str, probability: float) -> float:
        """What had been given for a case that is now so likely right."""
        return 1 / (1 + math.exp(-(log_odds(probability) - self._bias(kind)) / self.slope))

    def _bias(self, kind: str) -> float:
        return self.biases.get(kind, self.other)


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Log-odds that are linear in a state of the encoder."""

    weights: Floats
    """(384,)"""
    bias: float

    def log_odds(self, state: Floats) -> float:
        """What a state (384,) is worth, without the last digits, in which processors differ."""
        return round(float(state @ self.weights) + self.bias, 4)


def state_of(trigger: Trigger, read: "Whereabouts | None") -> Floats | None:
    """The state (384,) of the words for an act of which the corpora say whether it happened, one of
    violence; None for other types, and where the encoder read none."""
    violent = trigger.event_type == "ASSAULT" or (trigger.event_type, trigger.sub_type) in _VIOLENT
    return read.state if read is not None and violent else None


_VIOLENT = frozenset(
    {("COERCE", "abduction"), ("CRIME", "robbery"), ("CRIME", "murder"), ("ACCIDENT", "explosion")}
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What it is worth that an analyst would want an event (`geo.records.Seen`)."""

    slope: float
    usual: float
    """The log-odds that stand for those that are not known."""

    def log_odds(self, seen: Seen | None) -> float:
        """As they count for the type."""
        return self.slope * (self.usual if seen is None else log_odds(seen.wanted))


@dataclass(frozen=True, slots=True, eq=False)
class Confidence:
    """What was learnt of how often each part of a row is right."""

    type: Line
    """Over the probability of the trigger in the ontology."""
    telling: Mapping[str, float]
    """What each way in which an event is told (`geo.stance.telling`) adds to the log-odds of its
    type."""
    words: State
    """What the encoder's state of the words for an act of violence adds."""
    wanted: Wanted
    where: Line
    """Over the network's probability that an event happened at a name."""
    places: Kinds
    """Of those that are not chosen: by what they were read from, and whether it is a country."""
    days: Kinds
    """By what a day was read from, and its precision."""
    row: float
    """The power of a row's product; 1, were its parts right or wrong whatever the others are."""

    def of_type(
        self,
        probability: float,
        telling: Iterable[str],
        state: Floats | None = None,
        seen: Seen | None = None,
    ) -> float:
        """That a trigger's event happened and has its type, told in these ways.

        `state` (384,) is what `state_of` gives.
        """
        # In an order of their own: a sum of floats depends on it.
        beside = sum(self.telling[way] for way in sorted(telling)) + self.wanted.log_odds(seen)
        if state is not None:
            beside += self.words.log_odds(state)
        return self.type.probability(probability, beside)

    def of_place(
        self,
        step: str,
        locations: Sequence[Location],
        names: Sequence[ResolvedToponym],
        where: float | None = None,
        chosen: float | None = None,
    ) -> float:
        """That a place is right: `where` is the network's probability where it said so, `chosen`
        what that of a place is which was chosen among those of the report.

        Of a place that is only known to be around others, the network says nothing.
        """
        if chosen is not None:
            return chosen
        kind = step_key(step, locations[0].where_prec)
        if where is None or step == "around":
            return self.places.probability(kind)
        score = min((max(name.score, LEAST_SCORE) for name in names), default=LEAST_SCORE)
        return self.places.probability(kind, self.where.probability(where) * score)

    def of_day(self, day: EventDate) -> float:
        """That the days of an event are right."""
        kind = day_key(day)
        if day.probability is None:
            return self.days.probability(kind)
        return self.days.probability(kind, day.probability)

    def of_row(self, parts: Mapping[str, float]) -> float:
        """That a row with these parts is right.

        One that does not tell its place or its day is no surer for that: the average of what others
        tell stands for it.
        """
        return round(math.pow(self.product(parts), self.row), 4)

    def product(self, parts: Mapping[str, float]) -> float:
        """Of the parts, with the average for those that are not known."""
        return math.prod({"place": self.places.mean, "date": self.days.mean, **parts}.values())


def step_key(step: str, where_prec: int) -> str:
    """The kind of places that are as often right."""
    return f"{step}, {'country' if where_prec == COUNTRY else 'place'}"


CHOSEN_DAY = "chosen"
"""The kind of days that were chosen among those of the report."""


def said_key(time_precision: int) -> str:
    """The kind of days that a text says so exactly."""
    return f"said, {time_precision}"


def day_key(day: EventDate) -> str:
    """The kind of days that are as often right."""
    if day.span is not None:
        return said_key(day.time_precision)
    return "taken from before" if day.probability is None else CHOSEN_DAY


def log_odds(probability: float) -> float:
    """Of a probability, kept within what a float can tell."""
    kept = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))


@cache
def shipped() -> Confidence:
    """What ships with Dateline, read once."""
    told = json.loads((files("geo") / "data" / "confidence.json").read_text(encoding="utf-8"))
    return Confidence(
        type=Line(told["type"]["slope"], told["type"]["bias"]),
        telling=told["type"]["telling"],
        words=State(np.array(told["type"]["state"]), told["type"]["state_bias"]),
        wanted=Wanted(told["type"]["wanted"], told["type"]["usual"]),
        where=Line(**told["where"]),
        places=Kinds(**told["places"]),
        days=Kinds(**told["days"]),
        row=told["row"],
    )
