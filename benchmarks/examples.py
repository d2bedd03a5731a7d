"""How right Dateline is on its own example reports, by the gold table in tests/gold.

    python benchmarks/examples.py

Prints the figures that tests/test_examples.py holds to floors, how often each step of placing named
the right place, and how often rows are right (type, place and day) by their confidence.
"""

import sys
from collections import Counter
from pathlib import Path

from bands import bands

import geo

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import gold_score  # noqa: E402 - the scorer of the tests, which are no package


def main() -> None:
    gold = gold_score.load_gold(ROOT / "tests" / "gold" / "examples.jsonl")
    parsed = list(geo.parse(geo.read_reports([ROOT / "examples"])))
    pairs = gold_score.pair_up(gold, parsed)
    for name, scores in (
        ("names", gold_score.score_toponyms(pairs)),
        ("events", gold_score.score_events(pairs)),
    ):
        print(f"{name:7}", "  ".join(f"{key} {value:.3f}" for key, value in scores.items()))
    rows: list[tuple[float, bool]] = []
    met: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line, report in pairs:
        matched, _ = gold_score.match_events(line, report.events)
        judged = gold_score.rows_judged(line, report.events)
        rows += [(event.confidence, is_right) for event, is_right in judged]
        for wanted, found in matched:
            step = found[0].location_step
            if step is not None:
                met[step] += 1
                right[step] += gold_score.is_well_placed(wanted, found[0])
    for step, count in met.most_common():
        print(f"placed by {step:10} right {right[step]:3} of {count:3}")
    print(*bands(rows), sep="\n")


if __name__ == "__main__":
    main()
