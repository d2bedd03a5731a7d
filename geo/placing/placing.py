"""Where an event happened: what its own words say, else what the report implies.

The steps, mostly each less sure than the one before (`geo.confidence`): what its words and their
grammar say, the name that "in the city" takes up, what the report names around a place that the
gazetteer lacks, the place with which the sentence opens, that of the heading, and what the rest of
the report implies (`geo.placing.implied`). Where its words name a place of which not even the
surroundings are known, only the country is told.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.encoder.scenes import Scenes
from geo.headings.headings import Headings
from geo.headings.opening import opens
from geo.language.text import Analysis
from geo.placing.anaphors import Anaphor
from geo.placing.between import between
from geo.placing.implied import Implied, SentenceNames
from geo.placing.linking import NameLink
from geo.placing.named_places import NamedPlaces
from geo.placing.placed import Placed, inferred, within_country
from geo.placing.roads import is_a_road, is_along
from geo.placing.scenery import BY_ITS_WORDS, Chooser, Scenery
from geo.placing.story import Act, Story
from geo.placing.under_headings import UnderHeadings
from geo.records import Location, ResolvedToponym, Role
from geo.relations import RELATIVE, ROAD_KM, WIDE, locate, on_road
from geo.toponyms.surroundings import chain_starts
from geo.triggers.pointing import SPEECH

if TYPE_CHECKING:
    from gazetteer import Gazetteer

LEAST_STRENGTH_WITHIN = 0.15
"""A name tied to the event no more than this is taken for the finer place in a better tied one."""

_OF_EVENT: tuple[Role, ...] = ("where", "to", "from")
"""Roles of the names that say where an event happened, the first that has a place says it."""
_ADVANCES = frozenset({"ASSAULT", "MOBILIZE"})
"""Types of which a movement is the event itself; people flee from where the event is."""
_LEAST_WIDER, _LEAST_BEHIND = 0.5, 0.01
"""A name tied to the event by less may be of another clause, and holds no unknown place of this one
unless the two form a chain ("San Ramon, Usulutan department")."""
_NOWHERE = frozenset({None, "report"})
"""Steps of what its own words put at a place of which nothing is known."""
_AS_WELL = 0.8
"""Share of the strongest tie of an event's wider places from which another is tied as well."""


class Placer:
    """Places the events of one report, in the order of its text."""

    def __init__(
        self,
        analysis: Analysis,
        headings: Headings,
        toponyms: Sequence[ResolvedToponym],
        gazetteer: "Gazetteer",
        scenes: Scenes,
        chooser: Chooser,
        title: Sequence[ResolvedToponym] = (),
    ) -> None:
        self._analysis = analysis
        self._gazetteer = gazetteer
        self._places = NamedPlaces(analysis, gazetteer)
        self._story = Story(analysis, headings, toponyms, gazetteer, self._places, title)
        self._headings = UnderHeadings(headings, toponyms, self._places, self._story)
        scenery = Scenery(analysis, self._story, self._places, toponyms, scenes)
        self._implied = Implied(
            analysis, gazetteer, self._places, self._story, self._headings, scenery, chooser
        )

    def place(self, act: Act, sentence: SentenceNames, taken_up: Sequence[Anaphor]) -> Placed:
        """Where an event happened whose `sentence` names places, and takes others up."""
        links = self._own(act, sentence)
        named = sentence.named
        river = next((k for k in links if self._is_on_river(k, named)), None)
        links = [_passing(k) if k.is_end or self._is_on_river(k, named) else k for k in links]
        sentence = replace(sentence, links=links)
        told = self._told_before(act, sentence)
        if told is not None:
            self._story.goes_on(act, told, said=False)
            return told
        said = self._by_words(act, sentence, taken_up)
        # "There" takes the unknown place itself up, and no other of the report.
        taken = said is not None and said.step == "around" and taken_up
        if said is not None and (taken or said.step in BY_ITS_WORDS):
            placed = said if taken else self._implied.place(act, sentence, said)
            self._story.goes_on(act, placed, said=True)
            return placed
        placed = between(self._analysis.text, self._implied.place(act, sentence, said), named)
        if river is not None and said is None:
            placed = self._by_river(named[river.position], placed)
        if said is not None and said.step in _NOWHERE:
            # It was at a place that nobody knows: at none of those that the report names, but near.
            placed = replace(placed, locations=tuple(map(_roughly, placed.locations)))
        is_said = said is not None and said.step in {"around", "sentence"}
        self._story.goes_on(act, placed, said=is_said)
        return placed

    def _is_on_river(self, link: NameLink, named: Sequence[ResolvedToponym]) -> bool:
        """Whether a name says that it was on a long river, which is nowhere on it."""
        return link.role in _OF_EVENT and self._places.is_a_river(named[link.position])

    def _by_river(self, river: ResolvedToponym, implied: Placed) -> Placed:
        """About where the report implies; on the river itself where it implies nothing."""
        if not implied.locations or implied.locations[0].place == river.place:
            return self._places.placed([river], "sentence") or implied
        return replace(implied, locations=tuple(map(_roughly, implied.locations)))

    def _told_before(self, act: Act, sentence: SentenceNames) -> Placed | None:
        """Where an event was that is only pointed to, if its words do not say so."""
        if not act.pointed_to:
            return None
        home, own = self._story.home(act.trigger), sentence.links
        if act.event_type in self._story.types:
            told = self._story.of_type.get(act.event_type)
            if told is not None and self._is_another(told, sentence.named, own):
                return None
            return inferred(told, "event") or within_country(home)
        return None if own else within_country(home)

    def _is_another(
        self, told: Location, named: Sequence[ResolvedToponym], own: Sequence[NameLink]
    ) -> bool:
        """Whether what is pointed to was in another country than what was told before."""
        places = [named[k.position] for k in own if k.role == "where"]
        there = [t.place for t in places if t.place is not None and self._places.is_there(t)]
        return any(place.country_code != told.place.country_code for place in there)

    def _own(self, act: Act, sentence: SentenceNames) -> Sequence[NameLink]:
        """The links that may place an event: of one pointed to those under its own word, as
        "marched in Halabja to condemn the attack", "arrested in Leeds on suspicion of murder"."""
        if not act.pointed_to:
            return sentence.links
        named = sentence.named
        return [k for k in sentence.links if self._stands_under(named[k.position], act.trigger)]

    def _by_words(
        self, act: Act, sentence: SentenceNames, taken_up: Sequence[Anaphor]
    ) -> Placed | None:
        """What the words of the event's sentence or of its heading say."""
        story, trigger, links = self._story, act.trigger, sentence.links
        home, paragraph = story.home(trigger), story.paragraph_of(trigger)
        opening = [
            n
            for n in sentence.named
            if self._places.is_there(n) and opens(self._analysis, trigger, n)
        ]
        by_grammar = self._by_grammar(sentence.named, links, act.event_type, opening)
        if by_grammar is not None and self._headings.is_held(paragraph, by_grammar):
            by_grammar = self._headings.placed(paragraph)
        placed = self._by_anaphor(taken_up, by_grammar, home)
        if placed is not None and placed.step == "around":
            abroad = story.opening(trigger) not in {None, placed.country}
            return self._headings.placed(paragraph) or (within_country(home) if abroad else placed)
        if placed is not None:
            if placed.locations and all(map(on_road, placed.locations)):
                placed = self._beside(paragraph, placed) or placed
            placed = between(self._analysis.text, placed, sentence.named)
            if placed.locations and not act.past:
                place = placed.locations[0]
                if placed.step in {"grammar", "anaphor"} or place.where_prec < WIDE:
                    story.is_set(act, place)
            return placed
        if any(link.role in _OF_EVENT for link in links):
            # It happened at a place that nobody knows.
            return self._headings.placed(paragraph) or within_country(home)
        first = self._places.finest(opening[:1], sentence.tellers)
        return (
            self._places.placed(first, "sentence")
            or (self._within_heading(trigger) if self._implied.stays(act, sentence) else None)
            or self._headings.placed(paragraph)
        )

    def _within_heading(self, trigger: int) -> Placed | None:
        """Where the last event of the paragraph was, where that lies in what heads it."""
        scene = self._story.scene_of(trigger)
        if scene is None or not self._headings.holds(self._story.paragraph_of(trigger), scene):
            return None
        return inferred(scene, "event")

    def _beside(self, paragraph: int, roads: Placed) -> Placed | None:
        """Where on a road it was: at the place beside it that is spoken of."""
        story, heading = self._story, self._headings.placed(paragraph)
        dateline = story.dateline.location if story.dateline is not None else None
        told = [*(heading.locations if heading else ()), story.scene and story.scene[1], story.lead]
        # That most names of a report are of one end of the road says less than both ends.
        ends = {end.place.place_id for end in roads.locations}
        about = [p for p in (story.main, dateline) if p and p.place.place_id not in ends]
        for place in (*told, *about):
            if place and place.where_prec < WIDE and is_along(place, roads.locations):
                return inferred(place)
        return None

    def _stands_under(self, toponym: ResolvedToponym, trigger: int) -> bool:
        """Whether a name stands in the event's own phrase, or at once behind its word: "charged
        over a fire at Murtoa"."""
        name, tokens = toponym.toponym, self._analysis.tokens
        below = self._analysis.subtree(trigger)
        if any(t.index in below for t in self._analysis.tokens_in(name.start, name.end)):
            return True
        return _AT_ONCE.fullmatch(self._analysis.text, tokens[trigger].end, name.start) is not None

    def _by_grammar(
        self,
        named: Sequence[ResolvedToponym],
        links: Sequence[NameLink],
        event_type: str,
        opening: Sequence[ResolvedToponym],
    ) -> Placed | None:
        if event_type in _ADVANCES and any(k.role in {"to", "from"} and k.below for k in links):
            # "captured Homs and advanced into Hama": of the advance only its own ends.
            links = [k for k in links if k.role != "where" or k.below]
        for role in _OF_EVENT:
            placed = [
                named[k.position]
                for k in links
                if k.role == role and self._places.is_there(named[k.position], role)
            ]
            if placed:
                within = [
                    named[k.position]
                    for k in links
                    if (k.doubted or (k.locative and k.below))
                    and k.strength >= LEAST_STRENGTH_WITHIN
                    and named[k.position].location is not None
                ]
                if any(map(is_a_road, placed)):
                    placed, within = [*placed, *within], []
                finest = self._places.finest(placed, within)
                towns = [toponym for toponym in finest if not is_a_road(toponym)]
                return self._places.placed(towns or finest, "grammar")
        # The finest name is not in the gazetteer: the wider one that it stands in is.
        chained = chain_starts(self._analysis.text, [t.toponym for t in named])
        behind = {k.position + 1 for k in links if k.role in _OF_EVENT and k.position in chained}
        owned = [named[p + 1] for p in sorted(behind) if self._owns_next(named, p)]
        unknown = any(k.role in _OF_EVENT for k in links)
        wider = [
            k
            for k in links
            if (
                k.strength >= (_LEAST_BEHIND if k.position in behind else _LEAST_WIDER)
                and (k.below or k.position in behind or not unknown)
                and event_type not in SPEECH
            )
            and self._places.is_there(named[k.position])
        ]
        wider.sort(key=lambda k: (-k.strength, k.position))
        if wider:
            tied = [named[k.position] for k in wider if k.strength >= _AS_WELL * wider[0].strength]
            return self._places.placed(self._places.finest(tied, owned)[:1], "sentence")
        if unknown and opening:
            return self._places.placed(opening[:1], "sentence")
        return self._story.around([named[k.position] for k in links if k.role in _OF_EVENT])

    def _owns_next(self, named: Sequence[ResolvedToponym], position: int) -> bool:
        """Whether a name only says whose the next is: "in Nigeria's Zamfara state"."""
        if position + 1 >= len(named):
            return False
        end, start = named[position].toponym.end, named[position + 1].toponym.start
        return _OWNS.fullmatch(self._analysis.text, end, start) is not None

    def _by_anaphor(
        self, taken_up: Sequence[Anaphor], placed: Placed | None, home: Location | None
    ) -> Placed | None:
        """The place that "in the city" takes up: where no name says it, or within what one says."""
        for anaphor in taken_up:
            named = anaphor.named
            if named.place is None:
                return placed or self._story.around([named]) or within_country(home)
            held = self._places.parents(named)
            wider = placed is not None and any(p.place.place_id in held for p in placed.locations)
            if placed is None or placed.step != "grammar" or wider:
                location = locate(
                    self._analysis.text, anaphor.start, anaphor.end, named.place, self._gazetteer
                )
                if location is not None:
                    guess = replace(location, source="inferred")
                    span = (anaphor.start, anaphor.end)
                    return Placed((guess,), "anaphor", (named,), span)
        return placed


def _passing(link: NameLink) -> NameLink:
    """A link that places nothing."""
    return replace(link, role="mentioned", strength=0.0, is_aside=True)


def _roughly(location: Location) -> Location:
    """A town as what lies around it, as far as the next."""
    if location.where_prec >= RELATIVE:
        return location
    return replace(
        location, where_prec=RELATIVE, radius_km=max(location.radius_km, ROAD_KM), relation="around"
    )


_OWNS = re.compile(r"['\u2019]s?\s+")
_AT_ONCE = re.compile(r"\s+(?:at|in|near|on)\s+(?:the\s+)?")
