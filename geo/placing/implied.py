"""Where an event happened whose own words do not say it.

Steps in an order, mostly each less sure than the one before: who tells of it, the last event of the
paragraph or of its type, the rest of the sentence, the town or division whose police or people took
part, a government's country, the report's dateline, and the place that the report is mostly about.
What they say is one proposal, or what lies around a place that its words name and the gazetteer
lacks; other places of the report are others, and the likeliest of all is chosen
(`geo.placing.scenery`).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.headings.opening import goes_elsewhere
from geo.language.text import Analysis
from geo.placing.linking import NameLink
from geo.placing.named_places import NamedPlaces
from geo.placing.placed import Placed, inferred, within_country
from geo.placing.roads import is_a_road
from geo.placing.scenery import Chooser, Proposal, Scenery, Ties
from geo.placing.story import Act, Story
from geo.placing.under_headings import UnderHeadings
from geo.records import Location, ResolvedToponym
from geo.relations import COUNTRY, WIDE, at, precision

if TYPE_CHECKING:
    from gazetteer import Gazetteer

OPEN = frozenset({None, "around", "dateline", "event", "report"})
"""Steps that say no more than where the report is, or what its names lie around."""
_BACK, _AHEAD = 8, 3
"""Names before an event's word and behind it whose places may be where it was."""


@dataclass(frozen=True, slots=True)
class SentenceNames:
    """What the sentence of an event names."""

    named: Sequence[ResolvedToponym]
    links: Sequence[NameLink]
    """Those of `named`."""
    tellers: Sequence[ResolvedToponym] = ()
    """The names in the phrase of who tells of it: "residents of Tsafe said"."""

    @property
    def actors(self) -> list[ResolvedToponym]:
        """The names of who did it."""
        return [self.named[k.position] for k in self.links if k.role == "actor"]


class Implied:
    """Where a report implies that its events were."""

    def __init__(
        self,
        analysis: Analysis,
        gazetteer: "Gazetteer",
        places: NamedPlaces,
        story: Story,
        headings: UnderHeadings,
        scenery: Scenery,
        chooser: Chooser,
    ) -> None:
        self._analysis = analysis
        self._gazetteer = gazetteer
        self._places = places
        self._story = story
        self._headings = headings
        self._chooser = chooser
        self._scenery = scenery
        self._here, self._literal = set(map(id, story.here)), set(map(id, story.literal))

    def place(self, act: Act, sentence: SentenceNames, said: Placed | None = None) -> Placed:
        """Where an event most likely was, and where it may have been at several places how likely
        that is.

        `said` is what its words say without naming its place: what lies around one that the
        gazetteer lacks, the name that opens the sentence, or the country alone.
        """
        first = said or self._by_steps(act, sentence)
        proposals = _merged(self._proposed(act, sentence, first))
        if not proposals:
            return first
        is_open = self._is_open(act, first)
        question = self._scenery.question(act, proposals, _ties(sentence), is_open=is_open)
        chosen = self._chooser.choose(question)
        placed = proposals[chosen.number].placed
        if not is_open:
            return replace(first, seen=chosen.seen)
        return replace(placed, probability=chosen.probability, seen=chosen.seen)

    def stays(self, act: Act, sentence: SentenceNames) -> bool:
        """Whether an event may be where the one before was: no national body's, none of long ago or
        elsewhere, and nothing that those of another place said."""
        if goes_elsewhere(self._analysis, act.trigger) or act.past or _is_abroad(act, sentence):
            return False
        return act.news or not act.national

    def _is_open(self, act: Act, first: Placed) -> bool:
        """Whether the steps say no more than where the report is: not of what a country does or its
        bodies say, is said to have been elsewhere, or stands under a label of its own."""
        if first.step not in OPEN or act.by_country or (act.national and act.verbal):
            return False
        return not (goes_elsewhere(self._analysis, act.trigger) or self._is_apart(act.trigger))

    def _proposed(
        self, act: Act, sentence: SentenceNames, first: Placed
    ) -> Iterator[tuple[str, Placed | None]]:
        """Places where the event may have been, by `geo.placing.scenery.SOURCES`."""
        story, token = self._story, self._analysis.tokens[act.trigger]
        yield "first", first
        yield "heading", self._headings.placed(story.paragraph_of(act.trigger))
        if story.told:
            told = story.told[-1]
            here = told.paragraph == story.paragraph_of(act.trigger)
            yield "told_here" if here else "told", inferred(told.location, "event")
        if story.previous is not None:
            number, location = story.previous
            here = number == token.sentence
            yield "previous_here" if here else "previous", inferred(location, "event")
        for link in sentence.links:
            toponym = sentence.named[link.position]
            if not link.is_aside and id(toponym) in (self._here if act.speech else self._literal):
                yield "named", self._places.placed([toponym], "sentence")
        behind = bisect_right(story.here, token.start, key=lambda t: t.toponym.end)
        for toponym in reversed(story.here[max(0, behind - _BACK) : behind]):
            yield "", self._named(act, toponym)
        for toponym in story.title:
            yield "", inferred(self._places.location(toponym))
        yield "lead", inferred(story.lead)
        if story.dateline is not None:
            yield "dateline", self._places.placed([story.dateline], "dateline")
        yield "main", inferred(story.main)
        yield "home", inferred(story.home(act.trigger))
        if act.country is not None and not act.national:
            yield "state", inferred(at(self._gazetteer.country(act.country)), "actor")
        yield "most", inferred(self._scenery.most)
        for toponym in story.here[behind : behind + _AHEAD]:
            yield "", self._named(act, toponym)

    def _named(self, act: Act, toponym: ResolvedToponym) -> Placed | None:
        """At the place of a name, whatever the name is used for ("an Alexandria woman"), but for
        long rivers and for where somebody only tells of what was done."""
        place = toponym.place
        if place is None or self._places.is_a_river(toponym):
            return None
        if place.place_id in self._story.elsewhere and not act.speech:
            return None
        return inferred(self._places.location(toponym) or at(place))

    def _by_steps(self, act: Act, sentence: SentenceNames) -> Placed:
        """Where the steps in their order say that it was.

        `act.news` is where the story is. Anything else that no name places (a refusal, a deal, the
        toll of a war) is of the country that the report is about, not of the point where its news
        happened, unless the report is about a town and those who do it are no national body.
        """
        trigger, story = act.trigger, self._story
        home = story.home(trigger)
        of_state = inferred(at(self._gazetteer.country(act.state)), "actor") if act.state else None
        if of_state is not None and not act.speech:
            return of_state
        stays = not goes_elsewhere(self._analysis, trigger)
        abroad = _is_abroad(act, sentence)
        goes_on = act.news and stays
        is_local = story.is_local and not (act.national or act.past)
        is_there = stays and not (act.news or act.past or abroad)
        to_report = stays and (act.news or is_local)
        return (
            self._by_people(sentence.tellers)
            or (self._by_event(act) if goes_on else None)
            or self._by_sentence(act, sentence)
            or self._by_people(sentence.actors)
            or of_state
            or (self._by_scene(trigger, home) if is_there else None)
            or (self._by_report(home) if to_report and not self._is_apart(trigger) else None)
            or within_country(home)
        )

    def _is_apart(self, trigger: int) -> bool:
        return self._headings.is_apart(self._story.paragraph_of(trigger))

    def _by_people(self, names: Sequence[ResolvedToponym]) -> Placed | None:
        """The town or division whose police, governor or people took part, or tell of it.

        A country's act anywhere, and whom a place stands for is not there.
        """
        country = self._story.country
        home = country.place.country_code if country else None
        for toponym in names:
            place = toponym.place
            if place is None or precision(place) == COUNTRY or place.feature_code == "PPLC":
                continue
            if toponym.toponym.kind in {"noun", "modifier"} and home in {None, place.country_code}:
                return self._places.placed([toponym], "actor")
        return None

    def _by_event(self, act: Act) -> Placed | None:
        """Where the last event of the paragraph was, else the last of its type."""
        told = None if self._is_apart(act.trigger) else self._story.of_type.get(act.event_type)
        scene = self._story.scene_of(act.trigger)
        if scene is not None:
            told = scene if scene.where_prec < WIDE else told
        opening = self._story.opening(act.trigger)
        if told is None or opening not in {None, told.place.country_code}:
            return None
        return inferred(told, "event")

    def _by_sentence(self, act: Act, sentence: SentenceNames) -> Placed | None:
        """The name nearest to the trigger that says where something of the sentence is; what
        stands behind a verb of speech is only spoken of."""
        offset = self._analysis.tokens[act.trigger].start
        free = [
            named
            for k in sentence.links
            if k.role == "mentioned"
            and not k.is_aside
            and (k.locative or is_a_road(sentence.named[k.position]))
            and (named := sentence.named[k.position]).toponym.kind != "embedded"
            and not (act.speech and named.toponym.start > offset)
            and named.location is not None
        ]
        if not free:
            return None
        nearest = min(free, key=lambda t: (abs(t.toponym.start - offset), t.toponym.start))
        return self._places.placed([nearest], "sentence")

    def _by_scene(self, trigger: int, home: Location | None) -> Placed | None:
        """Where the last event of the paragraph was, in the country that is spoken of: there police
        appeal for witnesses and elders broker a truce."""
        scene = self._story.scene_of(trigger)
        country = home.place.country_code if home else None
        if scene is None or scene.place.country_code != country:
            return None
        return inferred(scene, "event")

    def _by_report(self, home: Location | None) -> Placed | None:
        """The place of the leading event, the dateline, the title, or what most names speak of.

        Each only where it lies in the country that is spoken of.
        """
        country = home.place.country_code if home else None

        def is_here(location: Location | None) -> bool:
            return location is not None and country in {None, location.place.country_code}

        story, dateline = self._story, self._story.dateline
        if is_here(story.lead):
            return inferred(story.lead)
        is_sent_here = dateline is not None and is_here(dateline.location)
        # News of the whole country is sent from its capital.
        of_all = dateline is not None and dateline.place and dateline.place.feature_code == "PPLC"
        if dateline is not None and is_sent_here and not of_all:
            return self._places.placed([dateline], "dateline")
        if is_here(story.titled):
            return inferred(story.titled)
        if is_sent_here:
            return inferred(home)
        return inferred(story.main) if is_here(story.main) else None


def _is_abroad(act: Act, sentence: SentenceNames) -> bool:
    """Whether those of a place said it: "Brussels condemned the attack"."""
    return act.speech and bool(sentence.actors)


def _ties(sentence: SentenceNames) -> Ties:
    found: dict[str, tuple[float, float]] = {}
    for link in sentence.links:
        place = sentence.named[link.position].place
        if place is not None:
            tie, as_place = found.get(place.place_id, (0.0, 0.0))
            tied = max(tie, link.strength), max(as_place, link.as_place)
            found[place.place_id] = tied
    return found


def _merged(proposed: Iterable[tuple[str, Placed | None]]) -> list[Proposal]:
    """Each place once, as the first that proposes it has it."""
    found: dict[str, tuple[Placed, set[str]]] = {}
    for source, placed in proposed:
        if placed is not None and placed.locations:
            place_id = placed.locations[0].place.place_id
            found.setdefault(place_id, (placed, set()))[1].add(source)
    return [Proposal(placed, frozenset(sources)) for placed, sources in found.values()]
