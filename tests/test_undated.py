"""Of several days when an event may have been one is chosen, where its words do not say it."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pytest

from geo.choosers import Choosers
from geo.choosing import Floats, Weighing, Worth
from geo.dating.undated import FEATURES, Likeliest, Proposal, Undated, as_date
from geo.pipeline import Parser
from geo.records import Event, EventDate, Report
from geo.trees import Trees
from training.keyed import is_then

FRIDAY = date(2018, 8, 31)
TUESDAY, EVE = date(2018, 8, 28), date(2018, 8, 30)
TEXT = (
    "Gunmen shot two men in Homs on Tuesday. Police arrested nine people.\n\n"
    "The governor closed the market on Thursday. Traders burned tyres."
)


@dataclass
class Chooser:
    """Takes what a source proposes, and keeps what it was asked."""

    source: str
    asked: list[tuple[Undated, list[Proposal], Floats]] = field(default_factory=list)

    def choose(
        self, event: Undated, proposals: list[Proposal], features: Floats
    ) -> tuple[int, float]:
        self.asked.append((event, proposals, features))
        return next(n for n, p in enumerate(proposals) if self.source in p.sources), 0.625


@pytest.fixture
def read(world, reader):
    """The events of a text, and what the chooser was asked of those without a day."""

    def _read(text: str, source: str, published: date | None = FRIDAY) -> tuple[list[Event], list]:
        chooser = Chooser(source)
        parser = Parser(world, reader, choosers=Choosers(days=chooser))
        report = Report("r", text, published=published)
        return list(parser.parse(report).events), chooser.asked

    return _read


def day_of(events: list[Event], word: str) -> EventDate | None:
    return next(event.date for event in events if event.trigger.text == word)


def test_only_what_has_no_day_of_its_own_is_asked_of(read) -> None:
    events, asked = read(TEXT, "first")
    tokens = [event.trigger.text for event in events]
    assert {"shot", "arrested", "burned"} <= set(tokens)
    assert [event.event_type for event, *_ in asked] == ["COERCE", "PROTEST"]
    shot = day_of(events, "shot")
    assert shot is not None
    assert (shot.first, shot.span is not None, shot.probability) == (TUESDAY, True, None)


def test_the_days_of_the_report_are_proposed_once_each(read) -> None:
    _, asked = read(TEXT, "first")
    event, proposals, features = asked[0]
    days = [p.days for p in proposals]
    assert len(set(days)) == len(days)
    assert features.shape == (len(proposals), len(FEATURES))
    sources = {p.days: p.sources for p in proposals}
    assert {"first", "now", "told_here", "lead", "named"} <= sources[TUESDAY, TUESDAY]
    assert {"eve", "news", "next"} <= sources[EVE, EVE]
    assert "published" in sources[FRIDAY, FRIDAY]
    assert "until_now" in sources[TUESDAY, FRIDAY]
    assert sources[None] == {"none"}
    assert event.step == "carried"


@pytest.mark.parametrize(
    ("source", "days"),
    [("first", (TUESDAY, TUESDAY)), ("published", (FRIDAY, FRIDAY)), ("next", (EVE, EVE))],
)
def test_what_is_chosen_is_the_day_with_its_probability(read, source: str, days) -> None:
    found = day_of(read(TEXT.partition(" Traders")[0], source)[0], "arrested")
    assert found is not None
    assert (found.first, found.last) == days
    assert (found.span, found.time_precision, found.probability) == (None, 2, 0.625)


def test_nobody_may_know_the_day(read) -> None:
    events, _ = read(TEXT, "none")
    assert day_of(events, "arrested") is None
    arrested = next(event for event in events if event.trigger.text == "arrested")
    assert "date" not in arrested.parts


def test_how_sure_a_chosen_day_is_counts_for_its_row(read) -> None:
    events, _ = read(TEXT, "published")
    parts = {event.trigger.text: event.parts["date"] for event in events}
    assert parts["arrested"] < parts["shot"]


def test_nothing_is_guessed_for_a_report_without_a_day(read) -> None:
    events, asked = read("Gunmen shot two men in Homs. Police arrested nine people.", "first", None)
    assert [event.date for event in events] == [None, None]
    assert asked == []


def test_days_behind_that_of_publication_are_not_proposed(read) -> None:
    text = "Gunmen shot two men in Homs. Ministers will discuss the attack on Goma on 3 September."
    _, asked = read(text, "first")
    assert asked
    for _, proposals, _ in asked:
        assert all(p.days is None or p.days[1] <= FRIDAY for p in proposals)


def test_the_likeliest_days_are_taken_with_what_their_share_is_worth() -> None:
    tree = {"feature": ["named"], "threshold": [0.5], "left": [[0, 1]], "value": [0.0, 0.25]}
    worth = Worth(np.array([0.0, 1.0]), np.array([0.2, 0.8]))
    weighing = Weighing(Trees([tree], FEATURES), worth)
    features = np.array(
        [[float(f == "news") for f in FEATURES], [float(f == "named") for f in FEATURES]]
    )
    event = Undated(0, "ASSAULT", "news", toll=False, denied=False)
    best, probability = Likeliest(weighing).choose(event, [], features)
    share = np.exp(0.25) / (1 + np.exp(0.25))
    assert best == 1
    assert probability == pytest.approx(0.2 + 0.6 * share, abs=1e-4)


def test_a_proposed_month_stays_one() -> None:
    month = date(2018, 7, 1), date(2018, 7, 31)
    found = as_date(Proposal(month, 3, frozenset({"named"})), None)
    assert found == EventDate(*month, 3, None)
    assert as_date(Proposal(None, 2, frozenset({"none"})), found) is None
    assert as_date(Proposal(month, 1, frozenset({"first", "now"})), found) is found


def test_an_example_is_right_where_the_key_has_its_days() -> None:
    week = TUESDAY, EVE
    assert is_then((TUESDAY, TUESDAY), (TUESDAY, TUESDAY))
    assert not is_then((TUESDAY, TUESDAY), week)
    assert is_then(week, (EVE, FRIDAY))
    assert is_then(None, None)
    assert not is_then(None, week)
    assert not is_then(week, None)
