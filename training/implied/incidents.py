"""The incidents of MUC-3/4 whose own words do not say where they were: what the wire's news does.

Its keys name the finest place of each incident. A place is right that is called so in the report;
where the incidents of a type were at several places nothing is learnt of that type.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer.names import fold
from geo.choosers import Choosers
from geo.pipeline import Parser
from geo.placing.scenery import Proposal
from geo.placing.story import Act
from geo.records import Location, ParsedReport, Report
from geo.relations import COUNTRY
from training.choosing import Example
from training.kept import Recorder

TYPES = {
    "ASSAULT": {"ATTACK", "BOMBING", "ARSON"},
    "COERCE": {"KIDNAPPING"},
    "CRIME": {"ROBBERY", "ATTACK"},
}
"""Of a type of event those of the incidents that it may be."""
WEIGHT = 0.3
"""They are three times as many as the events of our own reports, and all of them violence."""
SET = "dev"
"""The part that is learnt from; the tests are left to judge by."""


def read_incidents(path: Path) -> Iterator[Example]:
    """The events of the reports that have incidents."""
    recorder = Recorder[Act, Proposal]()
    parser = Parser(choosers=Choosers(places=recorder))
    with path.open(encoding="utf-8") as lines:
        documents = (json.loads(line) for line in lines)
        for document in documents:
            if not document["templates"] or document["set"] != SET:
                continue
            recorder.asked.clear()
            published = (document["dateline"] or {}).get("date")
            day = date.fromisoformat(published) if published else None
            report = Report(document["id"], document["text"], published=day, language="en")
            called = names(parser.parse(report))
            for act, proposals, features in recorder.asked:
                wanted = place_of(document["templates"], TYPES.get(act.event_type, set()))
                if wanted is not None:
                    right = [is_called(p.location, called, wanted) for p in proposals]
                    yield Example(report.report_id, features, np.array(right, np.float64), WEIGHT)


def place_of(templates: Iterable[dict[str, Any]], types: set[str]) -> frozenset[str] | None:
    """The names of the one place where the incidents of these types were; None where there is no
    such place, or more than one."""
    finest = {
        frozenset(fold(reading[-1]["name"]) for reading in template["location"]["readings"])
        for template in templates
        if types & set(template["types"])
    }
    return next(iter(finest)) if len(finest) == 1 else None


def names(parsed: ParsedReport) -> dict[str, set[str]]:
    """Of the id of each place what it is called in a report, folded."""
    called: dict[str, set[str]] = {}
    for toponym in parsed.toponyms:
        if toponym.place is not None:
            called.setdefault(toponym.place.place_id, set()).add(fold(toponym.toponym.text))
    return called


def is_called(found: Location, called: dict[str, set[str]], wanted: frozenset[str]) -> bool:
    """Whether a place has one of these names; of a country its own, and no people's."""
    own = {fold(found.place.name)}
    if found.where_prec != COUNTRY:
        own |= called.get(found.place.place_id, set())
    return not wanted.isdisjoint(own)
