"""How right the table of events is on invented reports that nothing was fitted to.

    python benchmarks/unseen.py [--list]

`unseen/*.txt` were written, with their keys, by people who knew neither code nor ontology. Reports
with an odd number may be read for what goes wrong (`--list` prints it); those with an even number
stay unread, and only their figures are given.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import geo
from geo.records import Event, ParsedReport

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from training.keyed import Keyed, Wanted, is_there, read_keyed  # noqa: E402 - beside the packages

UNSEEN = ROOT / "benchmarks" / "unseen"
PARTS = ("type", "place", "days", "counts", "factuality")


@dataclass(frozen=True, slots=True)
class Judged:
    """A report's wanted events, each with its best row and what is wrong in it; and rows beside."""

    met: tuple[tuple[Wanted, Event, tuple[str, ...]], ...]
    missed: tuple[Wanted, ...]
    spurious: tuple[Event, ...]
    repeats: int


def parse(keyed: Iterable[Keyed]) -> Iterator[ParsedReport]:
    """The reports as `dateline parse` reads them from a file of JSON lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        fields = ("text", "title", "source", "published")
        rows = [{"report_id": k.name} | {f: getattr(k, f) for f in fields} for k in keyed]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        yield from geo.parse(geo.read_reports([path]))


def judge(keyed: Keyed, events: Sequence[Event]) -> Judged:
    """Each row meets the event of which its trigger is a mention; its best row counts."""
    rows: dict[int, list[Event]] = {}
    spurious = []
    for event in events:
        number = next((n for n, w in enumerate(keyed.events) if _tells_of(event, w)), None)
        if number is None:
            spurious.append(event)
        else:
            rows.setdefault(number, []).append(event)
    met, missed, repeats = [], [], 0
    for number, wanted in enumerate(keyed.events):
        found = rows.get(number, [])
        if wanted.optional:
            continue
        if found:
            best = min(((e, faults(wanted, e)) for e in found), key=lambda each: len(each[1]))
            met.append((wanted, *best))
            repeats += len(found) - 1
        else:
            missed.append(wanted)
    return Judged(tuple(met), tuple(missed), tuple(spurious), repeats)


def faults(wanted: Wanted, event: Event) -> tuple[str, ...]:
    """Which of `PARTS` are wrong; what the key does not tell is not judged."""
    right = {
        "type": event.event_type in wanted.types,
        "place": not wanted.places
        or any(is_there(place, found) for place in wanted.places for found in event.locations),
        "days": wanted.days is None or _is_dated(wanted, event),
        "counts": wanted.counts <= {(c.what, c.low, c.high) for c in event.counts},
        "factuality": event.factuality == wanted.factuality,
    }
    return tuple(part for part in PARTS if not right[part])


def _tells_of(event: Event, wanted: Wanted) -> bool:
    trigger = event.trigger
    return any(trigger.start < end and start < trigger.end for start, end in wanted.mentions)


def _is_dated(wanted: Wanted, event: Event) -> bool:
    """A day must be that day; of several any may be shared."""
    assert wanted.days is not None
    first, last = wanted.days
    if event.date is None:
        return False
    if first == last:
        return (event.date.first, event.date.last) == wanted.days
    return event.date.first <= last and first <= event.date.last


def figures(judged: Iterable[Judged]) -> Iterator[str]:
    """Lines: events found of those wanted, right in all, and how often each part is right."""
    judged = list(judged)
    met = [each for report in judged for each in report.met]
    wanted = len(met) + sum(len(report.missed) for report in judged)
    right = sum(not wrong for *_, wrong in met)
    spurious = sum(len(report.spurious) for report in judged)
    repeats = sum(report.repeats for report in judged)
    yield (
        f"{len(judged)} reports, {wanted} events: found {len(met)}, right in all {right}; "
        f"rows of no event {spurious}, told again {repeats}"
    )
    wrong = Counter(part for *_, faulty in met for part in faulty)
    yield "of the found right: " + ", ".join(
        f"{part} {1 - wrong[part] / max(1, len(met)):.3f}" for part in PARTS
    )


def listed(keyed: Keyed, judged: Judged) -> Iterator[str]:
    """What goes wrong in a report, a line each."""
    yield f"== {keyed.name}"
    for wanted, event, wrong in judged.met:
        if wrong:
            yield f"  wrong {', '.join(wrong)}: {_row(event)}"
            yield f"        wanted: {_key(wanted)}"
    for wanted in judged.missed:
        words = " / ".join(keyed.text[start:end] for start, end in wanted.mentions)
        yield f"  missed: {words}: {_key(wanted)}"
    for event in judged.spurious:
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
    judged = [judge(each, report.events) for each, report in zip(keyed, parse(keyed), strict=True)]
    for name, odd in (("odd", 1), ("even", 0)):
        part = [(k, j) for k, j in zip(keyed, judged, strict=True) if int(k.name[-2:]) % 2 == odd]
        print(f"reports with {name} numbers:")
        print(*figures(j for _, j in part), sep="\n")
        if options.list and odd:
            for each, of_it in part:
                print(*listed(each, of_it), sep="\n")


if __name__ == "__main__":
    main()
