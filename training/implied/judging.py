"""How right the network is on events of reports that it had not seen."""

from collections.abc import Iterator, Sequence

import numpy as np

from geo.choosing import Floats
from geo.placing.scenery import BY_ITS_WORDS, FEATURES, STEPS, likeliest
from geo.relations import COUNTRY
from training.choosing import Judged
from training.confidence.fit import surer
from training.implied.examples import Example
from training.implied.fit import Believed
from training.resolver.calibration import calibration_error

_FIRST, _PRECISION, _STEP = (FEATURES.index(name) for name in ("first", "precision", "step"))
_SAID = frozenset(1.0 + STEPS.index(step) for step in BY_ITS_WORDS)


def summary(examples: Sequence[Example], read: Sequence[Believed]) -> Iterator[str]:
    """By corpus: of places that are implied and of those that an event's own words say, how often a
    right one is chosen; and how well what is no event, or not wanted, is told from what is."""
    for group in sorted({e.group for e in examples}):
        own = [n for n, e in enumerate(examples) if e.group == group]
        for said in (False, True):
            some = [n for n in own if examples[n].is_placed and is_said(examples[n]) == said]
            name = f"{group}, by its words" if said else group
            chosen = [examples[n] for n in some]
            yield of_places(name, chosen, judge(chosen, [read[n].shares for n in some]))
        for part in ("happened", "wanted"):
            right = np.array([getattr(examples[n], part) for n in own])
            believed = np.array([getattr(read[n].seen, part) for n in own])
            known = right >= 0
            if len(set(right[known])) > 1:
                yield of_events(f"{group}, {part}", believed[known], right[known])


def judge(examples: Sequence[Example], shares: Sequence[Floats]) -> Judged:
    """What was chosen by these shares."""
    chosen = [likeliest(s, _features(e)) for s, e in zip(shares, examples, strict=True)]
    right = [float(e.right[n]) for e, (n, _) in zip(examples, chosen, strict=True)]
    return Judged(
        np.array([e.fold for e in examples]),
        np.array([n for n, _ in chosen]),
        np.array([share for _, share in chosen]),
        np.array(right),
    )


def is_said(example: Example) -> bool:
    """Whether the event's own words say where it was."""
    return float(example.scene.features[0, _STEP]) in _SAID


def is_first(example: Example, place: int) -> bool:
    """Whether a place is what the steps have."""
    return bool(example.scene.features[place, _FIRST])


def of_places(name: str, examples: Sequence[Example], judged: Judged) -> str:
    """How often a right place is chosen, and by the steps alone; how many pins are wrong; and, of
    several folds, how far off the shares are."""
    within = sum(bool(e.right.any()) for e in examples)
    stepped, steps_wrong, wrong = 0.0, 0, 0
    for example, chosen in zip(examples, judged.chosen, strict=True):
        features, right = _features(example), example.right
        first = features[: len(right), _FIRST] == 1
        is_pin = features[: len(right), _PRECISION] < COUNTRY
        stepped += float((right * first).sum())
        steps_wrong += int((first & is_pin & (right == 0)).any())
        wrong += int(is_pin[chosen] and not right[chosen])
    several = len(set(judged.fold)) > 1
    error = f"; calibration error {judged.calibration_error:.3f}" if several else ""
    return (
        f"{name}: {len(examples)} events, {within} with a right place among the proposed; right "
        f"{judged.right.sum():.0f}, by the steps alone {stepped:.0f}; wrong pins {wrong}, by the "
        f"steps {steps_wrong}{error}"
    )


def of_events(name: str, believed: Floats, right: Floats) -> str:
    """How well what is so is told from what is not, and what would be lost by leaving out what is
    less likely."""
    out = ", ".join(
        f"below {least}: {int((believed < least).sum())}, of them {int(right[below].sum())} so"
        for least in (0.15, 0.3, 0.5)
        if (below := believed < least).any()
    )
    return (
        f"{name}: {int(right.sum())} of {len(right)}, surer than of the others in "
        f"{surer(believed, right):.3f} of pairs, calibration error "
        f"{calibration_error(believed, right):.3f}; {out}"
    )


def _features(example: Example) -> Floats:
    return example.scene.features.astype(np.float64)
