"""Events of a report: each trigger with its participants, date, counts, stance and places."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from geo import confidence
from geo.actors.actors import participants
from geo.actors.parties import hits_somebody, with_parties_only
from geo.actors.roles import with_roles
from geo.actors.states import is_country, state_of_act
from geo.choosers import Choosers
from geo.counts.tallies import counts_by_trigger
from geo.dates import find_dates
from geo.dating.dating import Timeline
from geo.encoder.linker import Whereabouts
from geo.encoder.scenes import Scenes
from geo.event_types import EVENT_TYPES, VERBAL
from geo.headings.headings import Headings
from geo.headings.months import with_months
from geo.headings.reporting_period import reporting_period
from geo.headings.sections import section_headings
from geo.headings.years import years_over
from geo.language.grammar import head_token
from geo.language.text import Analysis, Token
from geo.placing.anaphors import anaphors, where_taken_up
from geo.placing.focus import main_country, without_mistakable
from geo.placing.implied import SentenceNames
from geo.placing.linking import NameLink, link_names
from geo.placing.placed import Placed
from geo.placing.placing import Placer
from geo.placing.siting import sited
from geo.placing.story import Act
from geo.placing.tellers import of_the_story
from geo.records import (
    Actor,
    Count,
    Event,
    EventDate,
    Link,
    Report,
    ResolvedToponym,
    Role,
    Span,
    Trigger,
)
from geo.stance.stance import Stance, stance
from geo.stance.telling import Way, ways_of_telling
from geo.tellings.retelling import once
from geo.triggers.denials import without_denials
from geo.triggers.generality import told_in_general
from geo.triggers.mentions import only_mentioned
from geo.triggers.ontology import find_triggers as all_triggers
from geo.triggers.ontology import trigger_at
from geo.triggers.pointing import SPEECH, VIOLENT, is_charged_with, is_reacted_to
from geo.triggers.unlisted import unlisted

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from geo.encoder.triggers import TriggerReader


_PLACING: frozenset[Role] = frozenset({"where", "from", "to"})
_YEAR = timedelta(days=365)
_CARE = frozenset({"AID", "HEALTH"})


def find_triggers(
    report: Report, analysis: Analysis, text: str, reader: "TriggerReader"
) -> list[Trigger]:
    """The event words of a report: those given as `report.triggers`, else the ontology's and those
    that `reader` reads in `text`, the report's in sentence case."""
    if report.triggers is not None:
        return [trigger_at(analysis, span) for span in report.triggers]
    over = section_headings(analysis)
    return [
        trigger
        for trigger in all_triggers(analysis, unlisted(text, analysis, reader))
        if not any(start <= trigger.start < end for start, end in over)
    ]


def find_events(
    report: Report,
    analysis: Analysis,
    headings: Headings,
    triggers: Sequence[Trigger],
    whereabouts: Sequence[Whereabouts | None],
    scenes: Scenes,
    toponyms: Sequence[ResolvedToponym],
    gazetteer: "Gazetteer",
    choosers: Choosers | None = None,
    title: Sequence[ResolvedToponym] = (),
) -> tuple[Event, ...]:
    """The events that a report tells of, in the order of their triggers.

    `whereabouts` say of each trigger where its sentence puts it; `scenes` are what the encoder
    reads around those of which none says it; `choosers` are by default those that ship. `title` has
    the names in the report's title.
    """
    reader = _EventReader(
        report,
        analysis,
        headings,
        triggers,
        scenes,
        toponyms,
        gazetteer,
        choosers or Choosers(),
        title,
    )
    events = [
        reader.read(trigger, where) for trigger, where in zip(triggers, whereabouts, strict=True)
    ]
    if report.triggers is not None:
        return tuple(events)
    told = [e for e in events if not (reader.is_history(e) or reader.only_mentions(e))]
    names = {(t.toponym.start, t.toponym.end): t for t in toponyms}
    distinct = once(without_denials(analysis, told), analysis, gazetteer)
    return tuple(with_parties_only(event, analysis, names) for event in distinct)


class _EventReader:
    """Reads one event after the other; what came before dates what comes after."""

    def __init__(
        self,
        report: Report,
        analysis: Analysis,
        headings: Headings,
        triggers: Sequence[Trigger],
        scenes: Scenes,
        toponyms: Sequence[ResolvedToponym],
        gazetteer: "Gazetteer",
        choosers: Choosers,
        title: Sequence[ResolvedToponym],
    ) -> None:
        self._report = report
        self._analysis = analysis
        story = of_the_story(analysis, toponyms, with_states=True)
        country = main_country([*title, *story], gazetteer)
        self._home = country.place.country_code if country is not None else None
        known = without_mistakable([*title, *toponyms], country, gazetteer, analysis.text)
        title, toponyms = known[: len(title)], known[len(title) :]
        self._toponyms = sorted(toponyms, key=lambda t: (t.toponym.start, t.toponym.end))
        self._names = {(t.toponym.start, t.toponym.end): t for t in self._toponyms}
        self._counts = counts_by_trigger(analysis, triggers)
        spans = [span for t in triggers for span in ((t.start, t.end), *t.also)]
        covered = reporting_period(analysis.text, report.title, report.published)
        # What says only which days it covers is read as if it came out on the last of them.
        self._published = report.published or (covered.last if covered else None)
        years = with_months(headings, years_over(headings, self._published), self._published)
        self._timeline = Timeline(
            analysis,
            headings,
            find_dates(analysis.text, self._published, analysis, list(years.values()), covered),
            self._published,
            frozenset(word.index for word in _heads(analysis, spans)),
            years,
            covered,
            choosers.days if report.published else None,
        )
        self._placer = Placer(
            analysis, headings, toponyms, gazetteer, scenes, choosers.places, title
        )
        self._told = {
            word.index: trigger
            for trigger in triggers
            for word in _heads(analysis, [(trigger.start, trigger.end)])
        }
        self._scenes: set[Span] = set()
        """Of the names where something happened."""

    def read(self, trigger: Trigger, where: Whereabouts | None) -> Event:
        """The event that a trigger tells of, and that happened `where`."""
        analysis = self._analysis
        token = head_token(analysis, trigger.start, trigger.end)
        if token is None:
            return self._bare(trigger)
        sentence = analysis.sentences[token.sentence]
        first = bisect_right(self._toponyms, sentence.start, key=lambda t: t.toponym.end)
        last = bisect_left(self._toponyms, sentence.end, key=lambda t: t.toponym.start)
        named = self._toponyms[first:last]
        sources, targets = (
            with_roles(actors, named) for actors in self._participants(trigger, token.index)
        )
        if trigger.event_type == "DISASTER" or trigger.sub_type == "outbreak":
            sources = ()  # what strikes is the disaster or disease itself, and nobody does it
        speech = trigger.event_type in SPEECH
        toponyms = [t.toponym for t in named]
        actors = [actor.span for actor in (*sources, *targets)]
        care = trigger.event_type in _CARE
        links = link_names(analysis, token.index, toponyms, actors, speech=speech, care=care)
        sites: Mapping[Span, float] = {}
        if where is not None:
            sites, links = sited(analysis, token.index, toponyms, links, where)
        for word in _heads(analysis, trigger.also):
            if not any(link.role in _PLACING for link in links):
                links = link_names(analysis, word.index, toponyms, actors, speech=speech, care=care)
        stand = stance(analysis, token.index, harm=trigger.event_type in VIOLENT)
        claimed_by = None
        if stand.claimed_by is not None:
            (claimed_by,) = with_roles([stand.claimed_by], named)
        words = [token.index, *(word.index for word in _heads(analysis, trigger.also))]
        counts = tuple(
            Count(c.what, c.low, c.high, c.span, c.is_total)
            for c in self._counts[trigger.start, trigger.end]
        )
        harms = trigger.event_type in VIOLENT or trigger.event_type == "CRIME"
        toll = harms or (bool(counts) and trigger.event_type != "AID")
        date = self._timeline.date(words, trigger.event_type, stand.factuality, toll=toll)
        is_toll = any(c.is_total for c in counts)
        if date is not None and date.span is None and is_toll:
            date = None  # the toll of a war or of years is of no one day
        published = self._published
        ahead = date is not None and published is not None and date.first > published
        if date is not None and ahead and stand.factuality == "reported":
            # "The strike begins on Monday", "who meets the king on 1 October"
            stand = Stance("planned", (date.span,) if date.span else (), stand.claimed_by)
        news = (
            EVENT_TYPES[trigger.event_type].quad_code not in VERBAL
            and self._timeline.is_news(date)
            and not is_toll
        )
        taken_up = where_taken_up(
            analysis,
            token.index,
            anaphors(analysis, sentence, self._toponyms, self._scenes, self._home),
            toponyms,
            (*sources, *targets),
            speech=speech,
        )
        by_country = any(is_country(actor, named) for actor in sources)
        act = Act(
            token.index,
            trigger.event_type,
            sources,
            claimed_by,
            date,
            news=news,
            past=_takes_away(trigger) or (date is not None and self._timeline.is_long_ago(date)),
            history=date is not None and published is not None and published - date.last > _YEAR,
            toll=is_toll,
            pointed_to=is_reacted_to(analysis, token.index)
            or is_charged_with(analysis, token.index),
            state=state_of_act(trigger, sources, by_country=by_country),
            by_country=by_country,
        )
        tellers = [n for n in named if claimed_by is not None and _holds(claimed_by.span, n)]
        placed = self._placer.place(act, SentenceNames(named, links, tellers), tuple(taken_up))
        self._scenes.update((t.toponym.start, t.toponym.end) for t in placed.names)
        dated = date is not None and date.span is not None
        general = None if dated or counts else told_in_general(analysis, token.index)
        telling = ways_of_telling(
            analysis,
            token.index,
            factuality=stand.factuality,
            day=date,
            counts=counts,
            general=general is not None,
            listed=trigger.listed,
        )
        parts = self._sure(trigger, telling, where, placed, sites, date)
        evidence: dict[str, list[Span]] = {
            "trigger": list(trigger.words),
            "sentence": [(sentence.start, sentence.end)],
            "where": sorted(sites),
            "location": [
                *((t.toponym.start, t.toponym.end) for t in placed.names),
                *([placed.taken_up] if placed.taken_up else ()),
            ],
            "general": [general] if general else [],
            "date": [date.span] if date and date.span else [],
            "factuality": list(stand.evidence),
            "claimed_by": [claimed_by.span] if claimed_by else [],
            "actor1": [a.span for a in sources],
            "actor2": [a.span for a in targets],
            "counts": [c.span for c in counts],
        }
        return Event(
            event_id=_event_id(self._report.report_id, trigger),
            report_id=self._report.report_id,
            trigger=trigger,
            sentence=(sentence.start, sentence.end),
            source_actors=sources,
            target_actors=targets,
            date=date,
            factuality=stand.factuality,
            claimed_by=claimed_by,
            counts=counts,
            links=_links(named, links, placed, claimed_by),
            locations=placed.locations,
            location_step=placed.step,
            confidence=confidence.shipped().of_row(parts),
            parts=parts,
            telling=tuple(sorted(telling)),
            seen=placed.seen,
            evidence={k: v for k, v in evidence.items() if v},
        )

    def is_history(self, event: Event) -> bool:
        """What is only commemorated, years later, is no event of the news."""
        token = head_token(self._analysis, event.trigger.start, event.trigger.end)
        return token is not None and self._timeline.is_history(token.index, event.date)

    def only_mentions(self, event: Event) -> bool:
        """What is only asked for, supposed or named in passing is no event of the news either."""
        return only_mentioned(self._analysis, event, self._told)

    def _participants(
        self, trigger: Trigger, index: int
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Who took part; what the trigger leaves open its other words may tell: of "were killed
        when a jet bombed the village" the jet, of "hit a market, killing two traders" these."""
        sources, targets = participants(self._analysis, index)
        for word in _heads(self._analysis, trigger.also):
            by, to = participants(self._analysis, word.index)
            sources = sources or by
            if not hits_somebody(self._analysis, targets, self._names):
                targets = (*targets, *(actor for actor in to if actor not in targets))
        return sources, targets

    def _sure(
        self,
        trigger: Trigger,
        telling: Iterable[Way],
        where: Whereabouts | None,
        placed: Placed,
        sites: Mapping[Span, float],
        date: EventDate | None,
    ) -> dict[str, float]:
        """The probabilities that the parts of the event which are known are right."""
        sure = confidence.shipped()
        state = confidence.state_of(trigger, where)
        parts = {"type": sure.of_type(trigger.probability, telling, state, placed.seen)}
        if placed.step is not None:
            likely = [
                probability
                for (start, end), probability in sites.items()
                if any(start < t.toponym.end and end > t.toponym.start for t in placed.names)
            ]
            parts["place"] = sure.of_place(
                placed.step,
                placed.locations,
                placed.names,
                where=max(likely, default=None),
                chosen=placed.probability,
            )
        if date is not None:
            parts["date"] = sure.of_day(date)
        return {name: round(value, 4) for name, value in parts.items()}

    def _bare(self, trigger: Trigger) -> Event:
        """An event of which only the given word is known: a span that holds no token."""
        span = (trigger.start, trigger.end)
        return Event(
            event_id=_event_id(self._report.report_id, trigger),
            report_id=self._report.report_id,
            trigger=trigger,
            sentence=span,
            source_actors=(),
            target_actors=(),
            date=None,
            factuality="reported",
            claimed_by=None,
            counts=(),
            links=(),
            locations=(),
            location_step=None,
            confidence=0.0,
            parts={},
            telling=(),
            seen=None,
            evidence={"trigger": [span]},
        )


def _heads(analysis: Analysis, words: Iterable[Span]) -> Iterator[Token]:
    """The token of each of the words that tell of an event."""
    for span in words:
        token = head_token(analysis, *span)
        if token is not None:
            yield token


def _takes_away(trigger: Trigger) -> bool:
    """Whether people go where nothing happened: "sought refuge in Panama"."""
    return trigger.sub_type == "displacement"


def _links(
    named: Sequence[ResolvedToponym],
    links: Sequence[NameLink],
    placed: Placed,
    claimed_by: Actor | None,
) -> tuple[Link, ...]:
    """The links with their toponyms, as the placing and the claim leave them.

    Where it happened is what the grammar's step chose; the one who claims an event is a party to
    its telling.
    """
    found = []
    for link in links:
        resolved = named[link.position]
        role = link.role
        chosen = any(resolved is name for name in placed.names)
        if role == "mentioned" and chosen and placed.step == "grammar":
            role = "where"
        elif role == "where" and resolved.place is not None and not chosen:
            role = "mentioned"
        if role == "mentioned" and claimed_by is not None and _holds(claimed_by.span, resolved):
            role = "actor"
        found.append(Link(resolved, role))
    return tuple(found)


def _holds(phrase: Span, name: ResolvedToponym) -> bool:
    return phrase[0] <= name.toponym.start and name.toponym.end <= phrase[1]


def _event_id(report_id: str, trigger: Trigger) -> str:
    """Sixteen hexadecimal digits from the report's id and the trigger's offsets."""
    content = f"{report_id}\x00{trigger.start}\x00{trigger.end}"
    return hashlib.sha256(content.encode()).hexdigest()[:16]
