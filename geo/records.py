"""The records that flow through Dateline, all frozen.

Text offsets are half-open, in Unicode characters of the untouched `Report.text`:
`report.text[start:end]` is the surface. Coordinates are degrees, EPSG:4326. Absent is None.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from shapely.geometry.base import BaseGeometry

from gazetteer.place import Place, check_coordinates

Span = tuple[int, int]
"""Start and end of a piece of `Report.text`."""

Usage = Literal["literal", "associative"]
Kind = Literal["noun", "modifier", "metonym", "demonym", "embedded", "homonym", "language"]
Role = Literal["where", "from", "to", "actor", "mentioned"]
Factuality = Literal["reported", "planned", "conditional", "denied"]


@dataclass(frozen=True, slots=True)
class Report:
    """A news report as it came: its text is never altered."""

    report_id: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    """ISO 639-1 code, None where it could not be told."""
    spans: tuple[Span, ...] | None = None
    """Place names given by the caller: exactly these are resolved, none is searched."""
    triggers: tuple[Span, ...] | None = None
    """Event words given by the caller: exactly these are the events."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name in the text, after the taxonomy of Gritta et al. 2019 (arXiv 1810.12368)."""

    start: int
    end: int
    text: str
    usage: Usage
    """literal: the place itself is meant; associative: a people, a government, a language."""
    kind: Kind
    probability: float
    """0 to 1, that this is a place name."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place, or an area relative to one ("30 km north of Homs")."""

    place: Place
    latitude: float
    longitude: float
    """The point to show; for a relative location its middle, not the named place."""
    radius_km: float
    where_prec: int
    """UCDP GED: 1 exact, 2 near, 3 second-order division, 4 first-order division, 5 region or
    relative location, 6 country, 7 sea or air."""
    relation: str | None = None
    """The words that relate it to the place, such as "near" or "30 km north of"; else None."""
    geometry: BaseGeometry | None = None
    """The area of a relative location; None: the place's own extent."""
    source: str = "named"
    """"named" in the text, "inferred", or "online": named, and known to an online geocoder only."""

    def __post_init__(self) -> None:
        check_coordinates(self.latitude, self.longitude)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with its score from 0 to 1."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class ResolvedToponym:
    """A place name with the place it was found to mean, if any."""

    toponym: Toponym
    location: Location | None
    score: float
    """0 to 1, that the place is right; 0 without a place."""
    candidates: tuple[Candidate, ...] = ()
    """Best first; ties end in the place id."""
    approximate: Location | None = None
    """Where a name without a place may be, inferred from the places named around it."""

    @property
    def place(self) -> Place | None:
        """The place meant, None where the gazetteer has none."""
        return self.location.place if self.location else None


@dataclass(frozen=True, slots=True)
class Link:
    """The part that a place name plays in an event; only a literal name is where, from or to."""

    toponym: ResolvedToponym
    role: Role


@dataclass(frozen=True, slots=True)
class EventDate:
    """The days of an event, both included, and how exactly they are known."""

    first: date
    last: date
    time_precision: int
    """ACLED: 1 the day, 2 the week, 3 the month or longer."""
    span: Span | None
    """The words it was read from; None where no words of the event say it."""
    probability: float | None = field(default=None, compare=False)
    """That it is right, where it was chosen among the days of the report."""


COUNTED = (
    "killed", "wounded", "missing", "displaced", "detained", "abducted", "released", "infected",
    "rescued", "protesters",
)  # fmt: skip
"""What people are counted as: `what` of a `Count` and of the column `counts`."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people or things: "at least 12 killed" is killed, 12 to None."""

    what: str
    """One of `COUNTED`."""
    low: int
    high: int | None
    """None: open upwards ("at least 12")."""
    span: Span
    is_total: bool = False
    """It is the toll of a war or of years, not of this event's day."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it or to whom it was done, as the text names them."""

    text: str
    span: Span
    country_code: str | None = None
    """ISO 3166-1 alpha-2 where the text tells it ("Russian", "Tehran")."""
    role: str | None = None
    """The sector in PLOVER (`geo.actors.roles`), such as GOV or CVL, where the name tells it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a network that reads around a word takes it for (`geo.encoder.scenes`)."""

    happened: float
    """0 to 1, how likely it tells of an event at all."""
    wanted: float
    """0 to 1, how likely of one of its type that an analyst would want."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event, with its type in the ontology."""

    start: int
    end: int
    text: str
    event_type: str
    sub_type: str | None
    probability: float
    """0 to 1, that the word tells of an event of this type."""
    also: tuple[Span, ...] = ()
    """Further words of the sentence that tell of the same event."""
    phrase: tuple[Span, ...] = ()
    """The other words that tell it with this one: the fire of "opened fire", the raid of "carried
    out a raid"."""
    listed: bool = True
    """The ontology has it; else the encoder reads that it tells of an event
    (`geo.triggers.unlisted`)."""

    @property
    def words(self) -> tuple[Span, ...]:
        """All words that tell of the event, this one first."""
        own = (self.start, self.end)
        return (own, *sorted({*self.also, *self.phrase} - {own}))


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one report; an event at several places has several locations."""

    event_id: str
    report_id: str
    trigger: Trigger
    sentence: Span
    source_actors: tuple[Actor, ...]
    target_actors: tuple[Actor, ...]
    date: EventDate | None
    factuality: Factuality
    claimed_by: Actor | None
    counts: tuple[Count, ...]
    links: tuple[Link, ...]
    locations: tuple[Location, ...]
    """Where it happened, finest first; empty where that is not known."""
    location_step: str | None
    """What the location was read from: grammar, anaphor, around, event, sentence, actor, dateline
    or report."""
    confidence: float
    """0 to 1, that it is right: the product of its parts."""
    parts: dict[str, float] = field(hash=False)
    """The probabilities that its type, its place and its date are right, of those that it has."""
    telling: tuple[str, ...]
    """The ways in which it is told that make its type more or less sure (`geo.stance.telling`)."""
    seen: Seen | None
    """What it is taken for; None where the report names no place, or the text was not read so."""
    evidence: dict[str, list[Span]] = field(hash=False)
    """The offsets behind every field, by the field's name."""

    @property
    def event_type(self) -> str:
        """The type in the ontology, such as ASSAULT."""
        return self.trigger.event_type


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with everything that was read from it, in the order of the text."""

    report: Report
    toponyms: tuple[ResolvedToponym, ...]
    events: tuple[Event, ...]
