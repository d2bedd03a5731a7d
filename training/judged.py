"""What Dateline reads in keyed reports, held against their keys."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import geo
from geo.records import Event, ParsedReport, Span
from training.keyed import Keyed, Wanted, is_then, is_there

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


def judged(keyed: Sequence[Keyed]) -> Iterator[Judged]:
    """Each report as it is read, against its key."""
    for report, read in zip(keyed, parse(keyed), strict=True):
        yield judge(report, read.events)


def judge(keyed: Keyed, events: Sequence[Event]) -> Judged:
    """Each row meets the event of which its trigger is a mention, else another of the words that it
    shows to tell of its event (`evidence`); an event's best row counts."""
    rows: dict[int, list[Event]] = {}
    spurious = []
    for event in events:
        number = _number_of(event, keyed.events)
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
        "days": wanted.days is None or is_then(wanted.days, _days_of(event)),
        "counts": wanted.counts <= {(c.what, c.low, c.high) for c in event.counts},
        "factuality": event.factuality == wanted.factuality,
    }
    return tuple(part for part in PARTS if not right[part])


def _number_of(event: Event, wanted: Sequence[Wanted]) -> int | None:
    """Which of the wanted events a row tells of, by the first of its words that is a mention."""
    words = event.evidence.get("trigger", ())
    return next((n for word in words for n, w in enumerate(wanted) if _is_mention(word, w)), None)


def _is_mention(word: Span, wanted: Wanted) -> bool:
    return any(word[0] < end and start < word[1] for start, end in wanted.mentions)


def _days_of(event: Event) -> tuple[date, date] | None:
    return (event.date.first, event.date.last) if event.date else None
