"""Fits how sure a whole row is to the examples, whose gold table judges whole rows.

    python -m training.confidence.rows

After `training.confidence`: the parts are learnt where they are hard, in single sentences and in
the wire of 1989, and are not independent. The power of their product is the one under which the
examples' rows are likeliest; it is judged by folds of reports.
"""

import json
import sys
from collections.abc import Sequence

import numpy as np

import geo
from geo.confidence import shipped
from training.confidence.__main__ import OUTPUT, ROOT
from training.confidence.fit import surer
from training.resolver.calibration import Floats, calibration_error

sys.path.insert(0, str(ROOT / "tests"))

import gold_score

POWERS = np.arange(0.3, 1.01, 0.01)
FOLDS = 5


def main() -> None:
    products, right, report = _rows()
    believed = np.zeros(len(right))
    for fold in range(FOLDS):
        here = report % FOLDS == fold
        believed[here] = products[here] ** likeliest_power(products[~here], right[~here])
    print(
        f"rows: {len(right)} cases, {right.mean():.3f} right, expected calibration error "
        f"{calibration_error(believed, right):.3f}, a right one is surer than a wrong one "
        f"{surer(believed, right):.3f}"
    )
    told = json.loads(OUTPUT.read_text(encoding="utf-8"))
    told["row"] = likeliest_power(products, right)
    OUTPUT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def likeliest_power(products: Floats, right: Floats) -> float:
    """The power of the products under which the rows that were right are likeliest."""
    return round(float(max(POWERS, key=lambda power: _likelihood(products**power, right))), 2)


def _likelihood(believed: Floats, right: Floats) -> float:
    return float(np.log(np.where(right > 0, believed, 1 - believed)).sum())


def _rows() -> tuple[Floats, Floats, Floats]:
    """Of each row of the examples the product of its parts, whether it is right, and its report."""
    gold = gold_score.load_gold(ROOT / "tests" / "gold" / "examples.jsonl")
    parsed = list(geo.parse(geo.read_reports([ROOT / "examples"])))
    found: list[Sequence[float]] = []
    for number, (line, report) in enumerate(gold_score.pair_up(gold, parsed)):
        for event, is_right in gold_score.rows_judged(line, report.events):
            found.append((shipped().product(event.parts), float(is_right), number))
    products, right, reports = np.array(found).T
    return products, right, reports


if __name__ == "__main__":
    main()
