"""In how many of the words that news has for an event the ontology finds it.

    python benchmarks/wordings.py [--list 20]

reads the single sentences of `tests/gold/wordings.csv` (`tests/gold/README.md` tells how they were
written), and tells for each set and type in how many an event of a right type is found, and in how
many of those that tell of none nothing is.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.language.text import SpacyReader
from geo.records import Trigger
from geo.triggers.ontology import find_triggers

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "wordings.csv"
NOTHING = "NONE"
"""What a sentence tells that sounds of an event and tells of none."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a sentence."""

    of_set: str
    types: tuple[str, ...]
    """The types that are right, or `NOTHING` alone."""
    sentence: str
    found: tuple[Trigger, ...]

    @property
    def is_right(self) -> bool:
        """An event of a right type is found, or none where there is none."""
        if self.types == (NOTHING,):
            return not self.found
        return any(trigger.event_type in self.types for trigger in self.found)


def verdicts(gold: Path = GOLD) -> Iterator[Verdict]:
    """What is found in each sentence, in the order of the file."""
    with gold.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    analyses = SpacyReader().read([row["sentence"] for row in rows])
    for row, analysis in zip(rows, analyses, strict=True):
        types = tuple(row["types"].split("|"))
        yield Verdict(row["set"], types, row["sentence"], tuple(find_triggers(analysis)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--list", type=int, default=0, help="show so many that are not right")
    shown = parser.parse_args().list
    of, right = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for verdict in verdicts():
        kind = NOTHING if verdict.types == (NOTHING,) else "events"
        for key in ((verdict.of_set, kind), ("all", verdict.types[0])):
            of[key] += 1
            right[key] += verdict.is_right
        if not verdict.is_right and shown:
            shown -= 1
            found = ", ".join(f"{t.text}: {t.event_type}" for t in verdict.found) or "nothing"
            print(f"{'|'.join(verdict.types)}: {verdict.sentence} ({found})")
    for key in sorted(of):
        print(f"{key[0]:4} {key[1]:10} {right[key]:4} of {of[key]:4}  {right[key] / of[key]:.2f}")


if __name__ == "__main__":
    main()
