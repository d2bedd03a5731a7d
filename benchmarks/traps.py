"""How many of the traps are read exactly right, by the rows in tests/gold/traps.jsonl.

    python benchmarks/traps.py [KIND ...]

Prints each trap that is not, with what differs, then the share by kind. With kinds, just theirs.
"""

import sys
from pathlib import Path

from bands import bands

from geo.pipeline import Parser
from geo.table.rows import event_rows

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import traps_score  # noqa: E402 - the scorer of the tests, which are no package


def main(kinds: list[str]) -> None:
    parser = Parser()
    readings = []
    for trap in traps_score.load_traps(ROOT / "tests" / "gold" / "traps.jsonl"):
        if kinds and not set(kinds) & set(trap.kinds):
            continue
        rows = list(event_rows([parser.parse(trap.report)], parser.gazetteer))
        readings.append(traps_score.read_trap(trap, rows))
    for reading in readings:
        if not reading.is_right:
            print(f"{reading.trap.trap_id}  {reading.trap.report.text}")
            print(*(f"    {difference}" for difference in reading.differences), sep="\n")
    for kind, (right, count) in traps_score.shares(readings).items():
        print(f"{kind:13} {right:3} of {count:3}  {right / count:.2f}")
    print("reports with one row, right in all that is stated:")
    single = (r for r in readings if len(r.found) == 1)
    print(*bands((r.found[0]["confidence"], r.is_right) for r in single), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
