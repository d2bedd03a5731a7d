"""When an event was whose own words do not say it.

A report goes on with the day that it told last, comes back to its news, or looks back. What the
steps of the story say (`geo.dating.dating`) is one proposal; the days that the report names near,
those of events told before, that of publication and none at all are others, and the likeliest of
all is chosen: boosted trees over what is known of each (`geo.dating.calendar`) were fitted to
reports of our own whose keys say when each event was (`training.undated`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from geo.choosing import Floats, Weighing, read_weighing
from geo.records import EventDate

Days = tuple[date, date]
"""The first and the last, both included."""

SOURCES = (
    "first", "news", "published", "eve", "now", "told", "told_here", "same_type", "same_word",
    "lead", "named", "next", "beside", "aside", "until_now", "none",
)  # fmt: skip
"""What may say when an event was: the steps of the story; the day of the news; that of publication,
and the one before; the day that the story is at; those of the event told last, in its paragraph or
any before; of the last of its type, and of its word; of the report's first; days named before, or
soon after, and in its sentence; the time that is looked back to; from where the story is to
publication; and that nobody can know."""
_OF_DAYS = (
    "age", "length", "since_now", "since_told", "sentences_since", "paragraphs_since",
    "times_named", "events", "is_month", "is_newest", "is_oldest", "counted", "rank", "shared",
    "word_then", "named_here", "named_first", "type_then", "violent_then", "told_since",
    "quad_then", "is_later",
)  # fmt: skip
"""Of days: how long before publication they end, how many they are, how many lie between them and
the day that the story is at, and that of the last event (logarithms of days); how many sentences
and paragraphs ago they were named; how often they are named and how many events were then; whether
they are a month or more, the newest named, the oldest, and counted from publication; how many other
days have been named since; what the event's sentence shares with those of that day; whether the
event's word told of them; how often its paragraph names them, and whether where it opens; the type
of the last event of that day, how many were violent, how many events have been told since and
whether it has the event's quad code; and whether they lie behind the day of the last event."""
_OF_EVENT = (
    "step", "quad", "speech", "toll", "violent", "denied", "tense", "dependency", "noun", "passive",
    "definite", "pronoun", "quoted", "earlier", "later", "in_addition", "opens_paragraph",
    "paragraph", "sentence", "share", "days_named", "news_age", "told_before", "same_sentence",
    "named_in_sentence", "named_in_paragraph", "is_told", "depth", "prefix",
)  # fmt: skip
"""Of the event: the step that dated it; what it is; how its word stands; what words of time are
near; where in the report it is told, among how many days and events; and whether it is told by
somebody, how deep, and how far from the opening of its sentence."""
FEATURES = (*SOURCES, *_OF_DAYS, *_OF_EVENT)
STEPS = ("carried", "news", "now", "aside", "perfect", "none", "covered")
"""What the steps of the story may say: the day that it is at; that of the news; that it is done as
it is written; the time that it looks back to; from then to publication; nothing; and the days that
the report says it covers."""


@dataclass(frozen=True, slots=True)
class Undated:
    """An event whose words do not say when it was."""

    trigger: int
    """Its token."""
    event_type: str
    step: str
    """One of `STEPS`."""
    toll: bool
    """It is harm, or a number of people."""
    denied: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """Days on which an event may have been, and which `SOURCES` say so; None: nobody can know."""

    days: Days | None
    time_precision: int
    sources: frozenset[str]


class Chooser(Protocol):
    """Says which of N proposals with features (N, F) is the likeliest, and how likely it is."""

    def choose(
        self, event: Undated, proposals: Sequence[Proposal], features: Floats
    ) -> tuple[int, float]:
        """The number of the proposal, from 0 on, and the probability."""
        ...


@dataclass(frozen=True, slots=True)
class Likeliest:
    """Takes the likeliest days."""

    weighing: Weighing

    def choose(
        self, event: Undated, proposals: Sequence[Proposal], features: Floats
    ) -> tuple[int, float]:
        """As `Chooser` says."""
        best, share = likeliest(self.weighing, features)
        return best, self.weighing.worth.probability(share)


def likeliest(weighing: Weighing, features: Floats) -> tuple[int, float]:
    """The likeliest of proposals with features (N, F), and its share."""
    believed = weighing.believed(features)
    best = int(believed.argmax())
    return best, float(believed[best])


@cache
def shipped() -> Likeliest:
    """What ships with Dateline, read once."""
    return Likeliest(read_weighing("undated.json", FEATURES))


def as_date(proposal: Proposal, first: EventDate | None) -> EventDate | None:
    """What is proposed as the date of an event; `first` is what the steps say."""
    if "first" in proposal.sources:
        return first
    if proposal.days is None:
        return None
    return EventDate(*proposal.days, max(2, proposal.time_precision), None)
