"""Fits how the days are weighed when an event may have been whose words do not say it.

    python -m training.undated [-o geo/data/undated.json]

It learns from the reports of `training/reports`, whose keys say when each event was, as the parser
reads them, in three minutes. It is first judged by five folds of reports, and by these its
probabilities are calibrated. The outcome is the same in every run.
"""

import argparse
from pathlib import Path

from geo.dating.undated import FEATURES, likeliest
from training.choosing import Course
from training.keyed import read_keyed
from training.undated.examples import read_examples

OUTPUT = Path(__file__).resolve().parents[2] / "geo" / "data" / "undated.json"
COURSE = Course(FEATURES, 0.4, likeliest)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    examples = list(read_examples(read_keyed()))
    judged = COURSE.judge(examples)
    first = FEATURES.index("first")
    by_steps = sum(float(e.right @ e.features[:, first]) for e in examples)
    within = sum(bool(e.right.any()) for e in examples)
    print(
        f"{len(examples)} events, {within} with the right days among the proposed; right "
        f"{judged.right.sum():.0f}, by the steps alone {by_steps:.0f}; calibration error "
        f"{judged.calibration_error:.3f}"
    )
    print(COURSE.write(examples, judged, options.output))


if __name__ == "__main__":
    main()
