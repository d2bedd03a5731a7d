"""Cases of which a corpus says whether a part of a row was right."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.confidence import day_key, step_key
from geo.ontology import find_triggers
from geo.text import SpacyReader

FOLDS = 5
_NAMES = Path(__file__).resolve().parents[2] / "benchmarks" / "plover_names.csv"
Row = dict[str, Any]
Incident = Callable[[Row], str | None]
"""The kind of incident that an event is (`benchmarks/incidents.py`)."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One case: what Dateline gave for it, and whether it was right."""

    fold: int
    given: float | str
    """A probability, or the kind of the case."""
    right: bool


def types(corpus: Path) -> list[Observed]:
    """The surest event of each of PLOVER's sentences, by its probability in the ontology."""
    with _NAMES.open(encoding="utf-8", newline="") as rows:
        names = {row["name_2016"]: row["event_type"] for row in csv.DictReader(rows)}
    records = list(_rows(corpus))
    found = []
    for record, analysis in zip(
        records, SpacyReader().read(r["text"] for r in records), strict=True
    ):
        triggers = find_triggers(analysis)
        if triggers:
            best = max(triggers, key=lambda t: (t.probability, -t.start))
            right = best.event_type == names[record["type"]]
            found.append(Observed(_fold(record["text"]), best.probability, right))
    return found


def where(predictions: Sequence[Path], corpus: Path) -> list[Observed]:
    """The places that networks of the other folds gave to event_location's events."""
    records = {record["id"]: record for record in _rows(corpus)}
    found = []
    for path in predictions:
        for row in _rows(path):
            record = records[row["id"]]
            gold = {(span["start"], span["end"]) for span in record["locations"]}
            for span in row["locations"]:
                right = (span["start"], span["end"]) in gold
                found.append(Observed(_fold(record["text"]), span["probability"], right))
    return found


def places(parsed: Path, corpus: Path, scorer: Any, incident: Incident) -> list[Observed]:
    """The places of MUC's incidents that no network gave, by what they were read from."""
    found = []
    for report, event, kind, templates in _incidents(parsed, corpus, scorer, incident):
        step = event["evidence"].get("location_step")
        if step is None or event["location_spans"]:
            continue
        told = {"type": kind, "country": event["country"], "place": event["location"]}
        right = any(scorer.event_agrees(told, t, {"type", "place"}) for t in templates)
        found.append(Observed(_fold(report), step_key(step, event["where_prec"]), right))
    return found


def days(parsed: Path, corpus: Path, scorer: Any, incident: Incident) -> list[Observed]:
    """The days of MUC's incidents whose key gives a first and a last day."""
    found = []
    for report, event, _, templates in _incidents(parsed, corpus, scorer, incident):
        ranges = [r for t in templates for r in t["date"]["ranges"]]
        if not event["event_date"] or not ranges or not all(all(r) for r in ranges):
            continue
        right = any(first <= event["event_date_end"] and event["event_date"] <= last
                    for first, last in ranges)  # fmt: skip
        key = day_key(bool(event["evidence"].get("date")), event["time_precision"])
        found.append(Observed(_fold(report), key, right))
    return found


def _incidents(
    parsed: Path, corpus: Path, scorer: Any, incident: Incident
) -> Iterator[tuple[str, Row, str, list[Row]]]:
    """Report, event, kind and templates of incidents whose kind and country the key has."""
    gold = {row["id"]: row["templates"] for row in _rows(corpus)}
    for report in _rows(parsed):
        for event in report["events"]:
            kind = incident(event)
            told = {"type": kind, "country": event["country"]}
            agreeing = [
                template
                for template in gold[report["report_id"]]
                if kind and scorer.event_agrees(told, template, {"type", "country"})
            ]
            if kind and agreeing:
                yield report["report_id"], event, kind, agreeing


def _fold(content: str) -> int:
    return hashlib.sha256(content.encode()).digest()[0] % FOLDS


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
