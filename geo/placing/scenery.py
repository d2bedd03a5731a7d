"""What a report says of the places where an event may have been whose words do not say it.

What a report tells goes on where it was, or moves to where those are who speak: the town of the
sentence before, the dateline, the capital of the ministry that answers. A network that reads what
stands around the event (`geo.encoder.scenes`) is given what is known of each such place; it was
fitted to news in which it is marked where each event was (`training.implied`).
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from gazetteer.place import distance_km
from geo.actors.roles import acts_for_a_country, speaks_locally
from geo.choosing import Floats, Worth, read_worth, shares
from geo.encoder.scenes import Scenes, Scores, shipped_scores
from geo.event_types import EVENT_TYPES
from geo.language.text import Analysis
from geo.placing.named_places import NamedPlaces
from geo.placing.placed import Placed
from geo.placing.story import Act, Story
from geo.records import EventDate, Location, ResolvedToponym, Seen, Span
from geo.relations import COUNTRY, WIDE

SOURCES = (
    "first", "heading", "told", "told_here", "previous", "previous_here", "named", "lead",
    "dateline", "main", "home", "most", "state",
)  # fmt: skip
"""What may say where an event was: the order of steps (`geo.placing.implied`); what heads its
paragraph; the last event whose place was said, in its paragraph or any before; the event before, in
its sentence or any before; a name of its sentence; the report's first event; the dateline; the
place that the report is mostly about; its country; the town that it names most; and the country of
who did it."""
_OF_PLACE = (
    "score", "names", "mentions", "share", "frequency", "recency", "sentences_since", "follows",
    "opens", "preposition", "precision", "population", "is_area", "is_capital", "abroad",
    "of_actor", "within_main", "events", "paragraphs_since", "same_day", "km_to_told", "km_to_lead",
    "tie", "as_place",
)  # fmt: skip
"""Of a place: how sure it is; how often it is named, how often as a place, its share of all names,
how many places are named more often and how many since; how many sentences ago it was named,
whether it is soon after, and in the first two sentences; the preposition before its last name;
UCDP's `where_prec`, the decimal logarithm of its people, whether it is a division or a capital;
whether it is abroad, and in the country of who did it; whether it lies in the place that the report
is about; how many events were told there, how many paragraphs ago, on the same day or another; how
many kilometres lie between it and the last event told, and the first."""
_OF_EVENT = (
    "step", "quad", "speech", "coerce", "news", "local", "government", "armed", "people", "nobody",
    "is_told", "told_nationally", "about_town", "pronoun", "definite", "plural", "dependency",
    "paragraph", "sentence", "towns", "dated", "type", "history", "past", "toll", "pointed_to",
    "national", "in_the_field", "by_country",
)  # fmt: skip
"""Of the event: the step that placed it in their order; PLOVER's quad code; what it is; who did it
or tells of it; how its word and its subject stand; where in the report it is told, of how many
towns; whether its day is said; its type; whether it was years ago, before, the toll of a war, or
told before; and whether a body of the whole country did it, in the field, or the country itself."""
FEATURES = (*SOURCES, *_OF_PLACE, *_OF_EVENT)
_FIRST, _PRECISION = FEATURES.index("first"), FEATURES.index("precision")
LEAST = 0.65
"""Share in the softmax from which a finer place is taken where the steps have the country: by folds
so no more pins are wrong than the steps' own."""
BY_ITS_WORDS = frozenset({"grammar", "anaphor"})
"""Steps by which an event's own words say where it was."""

_NEVER = 20.0
"""Sentences or paragraphs since what never was."""
_SOON = 200
"""Characters behind the sentence."""
_RECENT = 200
"""Names back that are looked at."""
_PREPOSITIONS = "in at near to from of outside around towards into".split()
_DEPENDENCIES = "ROOT conj ccomp advcl relcl acl xcomp".split()
STEPS = (
    "report", "event", "around", "sentence", "actor", "dateline", "grammar", "anaphor",
)  # fmt: skip
"""What may have placed an event before anything is chosen, in the order of their numbers from 1 on;
the next is for none."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "some"})
_TYPES = tuple(EVENT_TYPES)
_GOVERNMENT = frozenset("ELI GOV JUD LEG OPP PTY".split())
_ARMED = frozenset("COP CRM MIL REB SPY UAF".split())
_PEOPLE = frozenset("AGR BUS CVL EDU HLH LAB MED REF REL".split())


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place where an event may have been, and which `SOURCES` say so."""

    placed: Placed
    sources: frozenset[str]

    @property
    def location(self) -> Location:
        """The place, the first of several."""
        return self.placed.locations[0]


Ties = Mapping[str, tuple[float, float]]
"""Of places, by their ids, how strongly the event's sentence ties a name of theirs to it: as the
name stands, and as though it were literal."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """Where an event was, that may have been at N places."""

    act: Act
    event: Span
    proposals: Sequence[Proposal]
    named: Sequence[Sequence[Span]]
    """(N,) where the text names each, in the order of the text."""
    features: Floats
    """(N, F)"""
    scenes: Scenes
    """What the encoder reads in the report that tells of it."""
    is_open: bool
    """Whether it may be at another place than the steps have."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where an event most likely was."""

    number: int
    """Of the place, from 0 on."""
    probability: float
    """That it is right."""
    seen: Seen | None = None


class Chooser(Protocol):
    """Says which of the places is the likeliest, and how likely it is right."""

    def choose(self, question: Question) -> Chosen:
        """One of the proposals."""
        ...


@dataclass(frozen=True, slots=True)
class Likeliest:
    """Takes the likeliest place."""

    scores: Scores
    worth: Worth

    def choose(self, question: Question) -> Chosen:
        """As `Chooser` says."""
        scene = question.scenes.scene(question.event, question.named, question.features)
        if scene is None:
            return Chosen(0, self.worth.probability(0.0))
        scores, odds = self.scores(scene)
        best, share = likeliest(shares(scores.astype(np.float64)), question.features)
        # Without the last digits, in which processors differ.
        seen = Seen(*(round(1 / (1 + math.exp(-float(told))), 4) for told in odds))
        return Chosen(best, self.worth.probability(share), seen)


def likeliest(believed: Floats, features: Floats) -> tuple[int, float]:
    """Of the first places with features (N, F) the likeliest by their shares, and its share: the
    country that the steps have, unless a finer place is likely."""
    best = int(np.argmax(believed))
    first = np.flatnonzero(features[: len(believed), _FIRST])
    wide = features[:, _PRECISION] == COUNTRY
    if len(first) and wide[first[0]] and not wide[best] and believed[best] < LEAST:
        best = int(first[0])
    return best, float(believed[best])


@cache
def shipped() -> Likeliest:
    """What ships with Dateline, read once."""
    return Likeliest(shipped_scores(), read_worth("implied.json"))


@dataclass(frozen=True, slots=True)
class _Naming:
    """The literal names of one place, in the order of the text."""

    names: list[ResolvedToponym]
    starts: list[int]
    sentences: list[int]
    """Those that the names stand in."""
    score: float
    """The greatest of the names."""
    holding: set[str]
    """The ids of the place and of what it lies in."""


class Scenery:
    """The places of one report, as features of where an event may have been."""

    def __init__(
        self,
        analysis: Analysis,
        story: Story,
        places: NamedPlaces,
        toponyms: Sequence[ResolvedToponym],
        scenes: Scenes,
    ) -> None:
        self._analysis = analysis
        self._story = story
        self._scenes = scenes
        self._spans: dict[str, list[Span]] = {}
        """Where the text names each place."""
        for toponym in toponyms:
            if toponym.place is not None:
                span = toponym.toponym.start, toponym.toponym.end
                self._spans.setdefault(toponym.place.place_id, []).append(span)
        named: dict[str, list[ResolvedToponym]] = {}
        self._order: list[str] = []
        """The place of each name."""
        self._starts: list[int] = []
        starts: dict[str, list[int]] = {}
        in_text = ((toponym, toponym.toponym.start) for toponym in story.literal)
        for toponym, start in (*((toponym, _TITLE) for toponym in story.title), *in_text):
            if toponym.place is not None:
                place_id = toponym.place.place_id
                named.setdefault(place_id, []).append(toponym)
                starts.setdefault(place_id, []).append(start)
                self._order.append(place_id)
                self._starts.append(start)
        self._named = {
            place_id: _Naming(
                names,
                starts[place_id],
                [n for at in starts[place_id] if (n := _sentence(analysis, at)) is not None],
                max(t.score for t in names),
                {place_id} | places.parents(names[0]),
            )
            for place_id, names in named.items()
        }
        self._often = sorted(map(len, named.values()))
        self._towns = [names for names in named.values() if _is_town(names[0])]
        self._first: dict[int, int] = {}
        """The first sentence of each paragraph."""
        for sentence in analysis.sentences:
            self._first.setdefault(sentence.paragraph, sentence.index)
        named_most = max(self._towns, key=len, default=None)
        self.most = named_most[0].location if named_most else None
        """The town that the report names most often, the first of several."""

    def question(
        self, act: Act, proposals: Sequence[Proposal], ties: Ties, *, is_open: bool
    ) -> Question:
        """Where of these places an event was, to some of which its sentence ties it."""
        token = self._analysis.tokens[act.trigger]
        named = [self._spans.get(p.location.place.place_id, []) for p in proposals]
        features = self._features(act, proposals, ties)
        event = token.start, token.end
        return Question(act, event, proposals, named, features, self._scenes, is_open)

    def _features(self, act: Act, proposals: Sequence[Proposal], ties: Ties) -> Floats:
        """(N, F) of N places where an event may have been."""
        first = next((p.placed.step for p in proposals if "first" in p.sources), None)
        of_event = self._of_event(act) | {"step": _number(STEPS, first)}
        rows = []
        for proposal in proposals:
            row = {source: float(source in proposal.sources) for source in SOURCES}
            tie, as_place = ties.get(proposal.location.place.place_id, (0.0, 0.0))
            row |= {"tie": tie, "as_place": as_place}
            row |= self._of_place(act, proposal.location) | of_event
            rows.append([row[feature] for feature in FEATURES])
        return np.array(rows, np.float64)

    def _of_place(self, act: Act, location: Location) -> dict[str, float]:
        place, story = location.place, self._story
        told = story.told[-1].location if story.told else None
        events = story.told_at.get(place.place_id, [])
        since = story.paragraph_of(act.trigger) - events[-1].paragraph if events else _NEVER
        home = story.home(act.trigger)
        abroad = home is not None and place.country_code != home.place.country_code
        main = story.main.place.place_id if story.main else None
        naming = self._named.get(place.place_id)
        holding = naming.holding if naming else {place.place_id}
        return {
            **self._naming(act, place.place_id),
            "names": float(len(self._spans.get(place.place_id, ()))),
            "precision": float(location.where_prec),
            "population": math.log10(1 + (place.population or 0)),
            "is_area": float(place.feature_class == "A"),
            "is_capital": float(place.feature_code == "PPLC"),
            "abroad": float(abroad),
            "of_actor": _of_actor(act.country, place.country_code),
            "within_main": float(main in holding),
            "events": float(len(events)),
            "paragraphs_since": float(since),
            "same_day": _same_day(act.day, events[-1].day) if events else 0.0,
            "km_to_told": _km(location, told),
            "km_to_lead": _km(location, story.lead),
        }

    def _naming(self, act: Act, place_id: str) -> dict[str, float]:
        """How a place is named in the report."""
        naming = self._named.get(place_id, _NOT_NAMED)
        token = self._analysis.tokens[act.trigger]
        sentence = self._analysis.sentences[token.sentence]
        before = bisect_left(naming.starts, token.start)
        behind = bisect_right(naming.starts, token.start)
        follows = behind < len(naming.starts) and naming.starts[behind] < sentence.end + _SOON
        until = bisect_right(naming.sentences, sentence.index)
        back = sentence.index - naming.sentences[until - 1] if before and until else _NEVER
        here = bisect_left(naming.starts, sentence.end)
        since = bisect_right(self._starts, naming.starts[before - 1]) if before else 0
        now = bisect_left(self._starts, token.start)
        others = set(self._order[max(since, now - _RECENT) : now]) - {place_id}
        count = len(naming.names)
        return {
            "score": naming.score,
            "mentions": float(count),
            "share": count / max(1, len(self._order)),
            "frequency": float(len(self._often) - bisect_right(self._often, count)),
            "recency": float(len(others)),
            "sentences_since": float(min(_NEVER, back)),
            "follows": float(follows),
            "opens": float(bool(naming.sentences) and naming.sentences[0] < 2),
            "preposition": self._preposition(naming.starts[here - 1]) if here else -1.0,
        }

    def _preposition(self, start: int) -> float:
        """What stands before a name: 0 for none, then one number each."""
        words = self._analysis.text[max(0, start - 30) : max(0, start)].lower().split()
        words = [word for word in words if word != "the"]
        return _number(_PREPOSITIONS, words[-1] if words else None, none=0.0)

    def _of_event(self, act: Act) -> dict[str, float]:
        actor = act.sources[0] if act.sources else act.teller
        role = actor.role if actor else None
        token = self._analysis.tokens[act.trigger]
        paragraph = self._story.paragraph_of(act.trigger)
        return {
            "quad": float(EVENT_TYPES[act.event_type].quad_code or 0),
            "speech": float(act.speech),
            "coerce": float(act.event_type == "COERCE"),
            "news": float(act.news),
            "local": float(actor is not None and speaks_locally(actor)),
            "government": float(role in _GOVERNMENT),
            "armed": float(role in _ARMED),
            "people": float(role in _PEOPLE),
            "nobody": float(actor is None),
            "is_told": float(act.teller is not None),
            "told_nationally": float(act.teller is not None and acts_for_a_country(act.teller)),
            "about_town": float(self._story.is_local),
            **self._grammar(act.trigger),
            "paragraph": float(paragraph),
            "sentence": float(token.sentence - self._first[paragraph]),
            "towns": float(len(self._towns)),
            "dated": float(act.day is not None and act.day.span is not None),
            "type": float(_TYPES.index(act.event_type)),
            "history": float(act.history),
            "past": float(act.past),
            "toll": float(act.toll),
            "pointed_to": float(act.pointed_to),
            "national": float(act.national),
            "in_the_field": float(act.in_the_field),
            "by_country": float(act.by_country),
        }

    def _grammar(self, trigger: int) -> dict[str, float]:
        tokens, children = self._analysis.tokens, self._analysis.children
        subjects = [i for i in children[trigger] if tokens[i].dep in {"nsubj", "nsubjpass"}]
        subject = tokens[subjects[0]] if subjects else None
        about = {tokens[i].lemma.lower() for i in children[subject.index]} if subject else set()
        return {
            "pronoun": float(subject is not None and subject.pos == "PRON"),
            "definite": 1.0 if about & _DEFINITE else 2.0 if about & _INDEFINITE else 0.0,
            "plural": float(subject is not None and subject.tag in {"NNS", "NNPS"}),
            "dependency": _number(_DEPENDENCIES, tokens[trigger].dep),
        }


_NOT_NAMED = _Naming([], [], [], 0.0, set())
_TITLE = -1
"""Where the title stands, as an offset and as a sentence."""


def _sentence(analysis: Analysis, start: int) -> int | None:
    """The number of the sentence that a name stands in."""
    if start == _TITLE:
        return _TITLE
    sentence = analysis.sentence_at(start)
    return None if sentence is None else sentence.index


def _is_town(toponym: ResolvedToponym) -> bool:
    return toponym.location is not None and toponym.location.where_prec < WIDE


def _number(words: Sequence[str], word: str | None, *, none: float | None = None) -> float:
    """The number of a word, from 1 on; one more for others, or `none`."""
    if word in words:
        return 1.0 + words.index(word)
    return 1.0 + len(words) if none is None else none


def _same_day(one: EventDate | None, other: EventDate | None) -> float:
    """1 where they share a day, -1 where not, 0 where it is not known."""
    if one is None or other is None:
        return 0.0
    return 1.0 if one.first <= other.last and other.first <= one.last else -1.0


def _of_actor(actor: str | None, country: str | None) -> float:
    """1 where an actor is of this country, -1 of another, 0 of none."""
    return 0.0 if actor is None else 1.0 if actor == country else -1.0


def _km(one: Location, other: Location | None) -> float:
    """Whole kilometres between two points; -1 where there is none."""
    if other is None:
        return -1.0
    away = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    return float(round(away))
