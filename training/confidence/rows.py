"""Fits how sure a whole row is to reports whose keys judge whole rows.

    python -m training.confidence.rows

After `training.confidence`: the parts are not independent, for where one is right the others mostly
are. The power of their product is the one under which the rows of the examples and of the keyed
reports (`training/reports`) are likeliest, both counting alike; it is judged by folds of reports.
Keys of the latter leave out events that others would want, so their rows are right less often.
"""

import json
import sys
from collections.abc import Iterator, Sequence

import numpy as np

import geo
from geo.confidence import shipped
from training.confidence.__main__ import OUTPUT, ROOT
from training.confidence.fit import surer
from training.judged import judged
from training.keyed import read_keyed
from training.resolver.calibration import Floats, calibration_error

sys.path.insert(0, str(ROOT / "tests"))

import gold_score

POWERS = np.arange(0.3, 1.01, 0.01)
FOLDS = 5
OF_A_ROW = {"type", "place", "days", "factuality"}
"""What must be right; counts are no part of the confidence."""

Row = tuple[float, float, int]
"""The product of a row's parts, whether it is right, and the number of its report."""


def main() -> None:
    sources = {"examples": list(_of_examples()), "keyed reports": list(_of_keyed())}
    for name, rows in sources.items():
        product, right, report = np.array(rows).T
        believed = np.zeros(len(right))
        for fold in range(FOLDS):
            others = [
                [row for row in of_it if it != name or row[2] % FOLDS != fold]
                for it, of_it in sources.items()
            ]
            here = report % FOLDS == fold
            believed[here] = product[here] ** likeliest_power(others)
        print(
            f"rows of {name}: {len(right)} cases, {right.mean():.3f} right, expected calibration "
            f"error {calibration_error(believed, right):.3f}, a right one is surer than a wrong "
            f"one {surer(believed, right):.3f}"
        )
    told = json.loads(OUTPUT.read_text(encoding="utf-8"))
    told["row"] = likeliest_power(list(sources.values()))
    OUTPUT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def likeliest_power(sources: Sequence[Sequence[Row]]) -> float:
    """The power of the products under which the rows that were right are likeliest, the mean of
    each source for itself."""
    columns = [np.array(rows).T[:2] for rows in sources]
    return round(float(max(POWERS, key=lambda power: _likelihood(columns, power))), 2)


def _likelihood(sources: Sequence[Floats], power: float) -> float:
    return sum(
        float(np.log(np.where(right > 0, product**power, 1 - product**power)).mean())
        for product, right in sources
    )


def _of_examples() -> Iterator[Row]:
    gold = gold_score.load_gold(ROOT / "tests" / "gold" / "examples.jsonl")
    parsed = list(geo.parse(geo.read_reports([ROOT / "examples"])))
    for number, (line, report) in enumerate(gold_score.pair_up(gold, parsed)):
        for event, is_right in gold_score.rows_judged(line, report.events):
            yield shipped().product(event.parts), float(is_right), number


def _of_keyed() -> Iterator[Row]:
    for number, report in enumerate(judged(list(read_keyed()))):
        for _, event, wrong in report.met:
            yield shipped().product(event.parts), float(OF_A_ROW.isdisjoint(wrong)), number
        for event in report.spurious:
            yield shipped().product(event.parts), 0.0, number


if __name__ == "__main__":
    main()
