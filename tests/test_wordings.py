"""The words that news has for events: how many of them the ontology finds."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from wordings import NOTHING, verdicts

from geo.event_types import EVENT_TYPES

LEAST_FOUND, LEAST_QUIET = 0.87, 0.89


def test_most_events_are_found_and_few_where_there_is_none() -> None:
    told = list(verdicts())
    events = [v.is_right for v in told if v.types != (NOTHING,)]
    quiet = [v.is_right for v in told if v.types == (NOTHING,)]
    assert len(events) > 1300
    assert sum(events) / len(events) >= LEAST_FOUND
    assert len(quiet) > 300
    assert sum(quiet) / len(quiet) >= LEAST_QUIET
    assert {name for v in told for name in v.types} == {*EVENT_TYPES, NOTHING}
