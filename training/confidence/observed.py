"""Cases of which a corpus says whether a part of a row was right."""

import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from geo.casing import in_sentence_case
from geo.confidence import CHOSEN_DAY, Floats, day_key, said_key, shipped, state_of, step_key
from geo.encoder.linker import Linker
from geo.pipeline import Parser
from geo.placing.implied import OPEN
from geo.records import Report, Seen
from training.judged import Judged

FOLDS = 5
_NAMES = Path(__file__).resolve().parents[2] / "benchmarks" / "plover_names.csv"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Observed:
    """One case: what Dateline gave for it, and whether it was right."""

    fold: int
    given: "float | Kind | Told"
    """A probability, a kind with what a model says, or an event as it is told."""
    right: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A place or a day by what it was read from, and what a model says of it, 0.5 if none does."""

    name: str
    probability: float
    of_the_wire: bool
    """MUC's, whose keys ask for other things than those of the reports."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event by the probability of its trigger and the ways in which it is told."""

    probability: float
    telling: tuple[str, ...]
    of_the_wire: bool
    """MUC's, whose key has incidents of terror only: fewer are right than of PLOVER's."""
    state: Floats | None
    """(384,) the encoder's of the words for an act of violence, None for others."""
    seen: Seen | None


def types(corpus: Path) -> list[Observed]:
    """The surest event of each of PLOVER's sentences, by its probability in the ontology."""
    with _NAMES.open(encoding="utf-8", newline="") as rows:
        names = {row["name_2016"]: row["event_type"] for row in csv.DictReader(rows)}
    parser, linker = Parser(), Linker()
    found = []
    for record in _rows(corpus):
        events = parser.parse(Report(record["id"], record["text"])).events
        if events:
            best = max(events, key=lambda e: (e.trigger.probability, -e.trigger.start))
            (read,) = linker.read(record["text"], [(best.trigger.start, best.trigger.end)])
            state = state_of(best.trigger, read)
            told = Told(best.trigger.probability, best.telling, False, state, best.seen)
            right = best.event_type == names[record["type"]]
            found.append(Observed(_fold(record["text"]), told, right))
    return found


def tellings(muc: "Muc") -> list[Observed]:
    """MUC's incidents, by whether the report's key has one of the kind."""
    return [
        Observed(_fold(incident.report), _told(incident.event, state), incident.is_of_key)
        for incident, state in muc.with_states()
    ]


def _told(event: Row, state: Floats | None) -> Told:
    """An incident of MUC's as it was parsed."""
    evidence = event["evidence"]
    seen = Seen(**evidence["seen"]) if evidence["seen"] else None
    given = event["trigger"]["probability"], tuple(evidence["telling"])
    return Told(*given, of_the_wire=True, state=state, seen=seen)


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


def places(keyed: Sequence[Judged]) -> list[Observed]:
    """The places that are not chosen, of events that the reports' keys tell.

    What is chosen among a report's places is calibrated where the choice is fitted
    (`training.implied`), by folds: it has learnt from these reports.
    """
    found = []
    for judged in keyed:
        for wanted, event, wrong in judged.met:
            if wanted.places and event.location_step not in OPEN:
                kind = step_key(event.location_step, event.locations[0].where_prec)
                given = shipped().places.given(kind, event.parts["place"])
                case = Kind(kind, given, of_the_wire=False)
                found.append(Observed(_fold(event.report_id), case, "place" not in wrong))
    return found


def days(muc: "Muc", keyed: Sequence[Judged]) -> list[Observed]:
    """The days of events that the reports' keys tell, and of MUC's incidents whose key gives a
    first and a last day."""
    found = []
    for judged in keyed:
        for wanted, event, wrong in judged.met:
            if wanted.days is not None and event.date is not None:
                key = day_key(event.date)
                given = 0.5 if event.date.probability is None else event.date.probability
                case = Kind(key, given, of_the_wire=False)
                found.append(Observed(_fold(event.report_id), case, "days" not in wrong))
    for incident in muc.incidents():
        event = incident.event
        ranges = [r for t in incident.agreeing for r in t["date"]["ranges"]]
        if not event["event_date"] or not ranges or not all(all(r) for r in ranges):
            continue
        right = any(first <= event["event_date_end"] and event["event_date"] <= last
                    for first, last in ranges)  # fmt: skip
        said = bool(event["evidence"].get("date"))
        key = said_key(event["time_precision"]) if said else CHOSEN_DAY
        given = shipped().days.given(key, event["evidence"]["confidence"]["date"])
        case = Kind(key, 0.5 if said else given, of_the_wire=True)
        found.append(Observed(_fold(incident.report), case, right))
    return found


@dataclass(frozen=True, slots=True)
class Incident:
    """An event that is an incident, with the templates of its report that agree with it."""

    report: str
    event: Row
    kind: str
    where: str | None
    """The words for its place, as the keys have it."""
    is_of_key: bool
    """Some template is of its kind."""
    agreeing: list[Row]
    """Those of its kind and country."""


@dataclass(frozen=True, slots=True)
class Muc:
    """The reports of MUC-3/4 as parsed, with their keys."""

    parsed: Path
    corpus: Path
    scorer: Any
    """The corpora's module `score`."""
    mapping: Any
    """The module of `benchmarks/incidents.py`."""

    def incidents(self) -> Iterator[Incident]:
        """Every event that is an incident."""
        gold = {row["id"]: row for row in _rows(self.corpus)}
        for report in _rows(self.parsed):
            key = gold[report["report_id"]]
            for event in report["events"]:
                kind = self.mapping.incident(event)
                if kind is None:
                    continue
                where = self.mapping.place(event, report["toponyms"], key["text"])
                found = Incident(report["report_id"], event, kind, where, False, [])
                templates = key["templates"]
                yield replace(
                    found,
                    is_of_key=any(self.agrees(found, t, {"type"}) for t in templates),
                    agreeing=[t for t in templates if self.agrees(found, t, {"type", "country"})],
                )

    def with_states(self) -> Iterator[tuple[Incident, Floats | None]]:
        """Every incident with the encoder's state of its words, as they were read."""
        linker = Linker()
        text = {row["id"]: row["text"] for row in _rows(self.corpus)}
        names = {
            report["report_id"]: [(t["start"], t["end"]) for t in report["toponyms"]]
            for report in _rows(self.parsed)
        }
        for report_id, own in groupby(self.incidents(), lambda incident: incident.report):
            told = list(own)
            triggers = [incident.event["trigger"] for incident in told]
            cased = in_sentence_case(text[report_id], names[report_id])
            read = linker.read(cased, [(t["start"], t["end"]) for t in triggers])
            for incident, words in zip(told, read, strict=True):
                yield incident, None if words is None else words.state

    def agrees(self, incident: Incident, template: Row, parts: set[str]) -> bool:
        """Whether an incident is a template's, as far as these parts go."""
        told = {
            "type": incident.kind,
            "country": incident.event["country"],
            "place": incident.where,
        }
        return bool(self.scorer.event_agrees(told, template, parts))


def _fold(content: str) -> int:
    return hashlib.sha256(content.encode()).digest()[0] % FOLDS


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
