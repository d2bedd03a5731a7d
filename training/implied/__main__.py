"""Fits how the places are weighed where an event may have been whose words do not say it.

    python -m training.implied MUC.jsonl [-o geo/data/implied.json]

It learns from the reports of `training/reports`, whose keys say where each event was, and from the
incidents of MUC-3/4, as the parser reads them, in twenty minutes. It is first judged by five folds
of reports, and by these its probabilities are calibrated. The outcome is the same in every run.
"""

import argparse
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.placing.scenery import FEATURES, Floats, Weighing
from geo.relations import COUNTRY
from geo.trees import Trees
from training.implied.examples import Example, read_examples
from training.implied.fit import fit
from training.implied.incidents import read_incidents
from training.keyed import read_keyed
from training.resolver.calibration import calibration_error, isotonic

OUTPUT = Path(__file__).resolve().parents[2] / "geo" / "data" / "implied.json"
FOLDS = 5


def fold_of(example: Example) -> int:
    """All events of a report are in one fold."""
    return zlib.crc32(example.report.encode()) % FOLDS


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """N events, each as trees fitted to the other folds place it."""

    fold: NDArray[np.intp]
    """(N,)"""
    share: Floats
    """(N,) of the place that they choose, in the softmax."""
    right: Floats
    """(N,) 1 where the key has it."""

    is_pin: NDArray[np.bool_]
    """(N,) whether it is finer than a country."""

    def part(self, start: int, end: int) -> "Judged":
        """Some of the events."""
        return Judged(*(getattr(self, field.name)[start:end] for field in fields(self)))

    def alike(self, own: int) -> "Judged":
        """The events, of which the first `own` are told so often that they count as the others do:
        what shares are worth would else be what they are on the wire."""
        times = max(1, round((len(self.share) - own) / own))
        places = np.concatenate([*[np.arange(own)] * times, np.arange(own, len(self.share))])
        return Judged(*(getattr(self, field.name)[places] for field in fields(self)))

    @property
    def calibration_error(self) -> float:
        """Each fold's by what shares are worth in the others."""
        probability = np.zeros(len(self.share))
        for fold in range(FOLDS):
            other = self.fold != fold
            knots = isotonic(self.share[other], self.right[other])
            probability[~other] = np.interp(self.share[~other], *knots)
        return calibration_error(probability, self.right)


def judge(examples: Sequence[Example]) -> Judged:
    """All events, by five folds of reports."""
    folds = np.array([fold_of(e) for e in examples])
    share, right, is_pin = np.zeros((3, len(examples)))
    as_it_is = np.array([0.0, 1.0])
    for fold in range(FOLDS):
        trees = Trees(fit([e for e in examples if fold_of(e) != fold]), FEATURES)
        weighing = Weighing(trees, as_it_is, as_it_is)
        for number in np.flatnonzero(folds == fold):
            example = examples[number]
            best, share[number] = weighing.likeliest(example.features)
            right[number] = example.right[best]
            is_pin[number] = example.features[best, FEATURES.index("precision")] < COUNTRY
    return Judged(folds, share, right, is_pin > 0)


def line(name: str, examples: Sequence[Example], judged: Judged) -> str:
    """How often a right place is chosen, and by the steps alone; how many pins are wrong."""
    features = [e.features for e in examples]
    first, precision = FEATURES.index("first"), FEATURES.index("precision")
    by_steps = sum(float(e.right @ e.features[:, first]) for e in examples)
    stepped = sum(
        bool(((f[:, first] == 1) & (f[:, precision] < COUNTRY) & (e.right == 0)).any())
        for e, f in zip(examples, features, strict=True)
    )
    within = sum(bool(e.right.any()) for e in examples)
    wrong = ((judged.right == 0) & judged.is_pin).sum()
    return (
        f"{name}: {len(examples)} events, {within} with a right place among the proposed; right "
        f"{judged.right.sum():.0f}, by the steps alone {by_steps:.0f}; wrong pins {wrong}, by the "
        f"steps {stepped}; calibration error {judged.calibration_error:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("muc", type=Path, help="MUC-3/4 in the uniform shape")
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    own = list(read_examples(read_keyed()))
    wire = list(read_incidents(options.muc))
    examples = [*own, *wire]
    judged = judge(examples)
    print(line("reports of our own", own, judged.part(0, len(own))))
    print(line("MUC", wire, judged.part(len(own), len(examples))))
    alike = judged.alike(len(own))
    shares, right = isotonic(alike.share, alike.right)
    model = {"trees": fit(examples), "shares": shares.tolist(), "right": right.tolist()}
    text = json.dumps(model, separators=(",", ":"))
    options.output.write_text(text + "\n", encoding="utf-8")
    print(f"{options.output}: {len(text) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
