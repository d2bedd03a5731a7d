"""Fits how the places are weighed where an event may have been whose words do not say it.

    python -m training.implied MUC.jsonl [-o geo/data/implied.json]

It learns from the reports of `training/reports`, whose keys say where each event was, and from the
incidents of MUC-3/4, as the parser reads them, in twenty minutes. It is first judged by five folds
of reports, and by these its probabilities are calibrated. The outcome is the same in every run.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from geo.placing.scenery import FEATURES, likeliest
from geo.relations import COUNTRY
from training.choosing import Course, Example, Judged
from training.implied.examples import read_examples
from training.implied.incidents import read_incidents
from training.keyed import read_keyed

OUTPUT = Path(__file__).resolve().parents[2] / "geo" / "data" / "implied.json"
COURSE = Course(FEATURES, 0.25, likeliest)


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
    wrong = sum(
        f[n, precision] < COUNTRY and not e.right[n]
        for e, f, n in zip(examples, features, judged.chosen, strict=True)
    )
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
    judged = COURSE.judge(examples)
    print(line("reports of our own", own, judged.part(0, len(own))))
    print(line("MUC", wire, judged.part(len(own), len(examples))))
    print(COURSE.write(examples, judged.alike(len(own)), options.output))


if __name__ == "__main__":
    main()
