"""How right the table of events is on invented reports that nothing was fitted to.

    python benchmarks/unseen.py [--list]

`unseen/*.txt` were written, with their keys, by people who knew neither code nor ontology. Reports
with an odd number may be read for what goes wrong (`--list` prints it); those with an even number
stay unread, and only their figures are given.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.records import Event

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.judged import PARTS, Judged, judged  # noqa: E402 - beside the packages
from training.keyed import Keyed, Wanted, read_keyed  # noqa: E402

UNSEEN = ROOT / "benchmarks" / "unseen"


def figures(reports: Iterable[Judged]) -> Iterator[str]:
    """Lines: events found of those wanted, right in all, and how often each part is right."""
    reports = list(reports)
    met = [each for report in reports for each in report.met]
    wanted = len(met) + sum(len(report.missed) for report in reports)
    right = sum(not wrong for *_, wrong in met)
    spurious = sum(len(report.spurious) for report in reports)
    repeats = sum(report.repeats for report in reports)
    yield (
        f"{len(reports)} reports, {wanted} events: found {len(met)}, right in all {right}; "
        f"rows of no event {spurious}, told again {repeats}"
    )
    wrong = Counter(part for *_, faulty in met for part in faulty)
    yield "of the found right: " + ", ".join(
        f"{part} {1 - wrong[part] / max(1, len(met)):.3f}" for part in PARTS
    )


def listed(keyed: Keyed, of_it: Judged) -> Iterator[str]:
    """What goes wrong in a report, a line each."""
    yield f"== {keyed.name}"
    for wanted, event, wrong in of_it.met:
        if wrong:
            yield f"  wrong {', '.join(wrong)}: {_row(event)}"
            yield f"        wanted: {_key(wanted)}"
    for wanted in of_it.missed:
        words = " / ".join(keyed.text[start:end] for start, end in wanted.mentions)
        yield f"  missed: {words}: {_key(wanted)}"
    for event in of_it.spurious:
        yield f"  no event: {_row(event)}"


def _row(event: Event) -> str:
    places = "; ".join(f"{loc.place.name} {loc.where_prec}" for loc in event.locations)
    days = f"{event.date.first}..{event.date.last}" if event.date else "?"
    counts = ", ".join(f"{c.what} {c.low}..{c.high}" for c in event.counts)
    word = event.trigger.text
    step = event.location_step
    return (
        f"{word} | {event.event_type} | {event.factuality} | {days} | {places} ({step}) | {counts}"
    )


def _key(wanted: Wanted) -> str:
    days = "..".join(map(str, wanted.days)) if wanted.days else "?"
    return (
        f"{'/'.join(wanted.types)} | {wanted.factuality} | {days} | {wanted.places} | "
        + ", ".join(f"{what} {low}..{high}" for what, low, high in sorted(wanted.counts, key=str))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--list", action="store_true", help="print what is wrong in odd reports")
    options = parser.parse_args()
    keyed = list(read_keyed(UNSEEN))
    found = list(judged(keyed))
    for name, odd in (("odd", 1), ("even", 0)):
        part = [(k, j) for k, j in zip(keyed, found, strict=True) if int(k.name[-2:]) % 2 == odd]
        print(f"reports with {name} numbers:")
        print(*figures(j for _, j in part), sep="\n")
        if options.list and odd:
            for each, of_it in part:
                print(*listed(each, of_it), sep="\n")


if __name__ == "__main__":
    main()
