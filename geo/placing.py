"""Where an event happened: what its grammar says, else what stands around it, less surely.

The steps, mostly each less sure than the one before (`geo.confidence`): what its words and their
grammar say, the name that "in the city" takes up, what the report names around a place that the
gazetteer lacks, the place with which the sentence opens, that of those who tell of it, the last
event of the paragraph or of its type, the rest of the sentence, the town or division whose police
or people took part, a government's country, the report's dateline, and the place that the report is
mostly about. Where its words name a place of which not even the surroundings are known,
only the country is told.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from geo.anaphors import Anaphor
from geo.focus import main_country, main_place
from geo.headings import is_chained, labels, named_headings
from geo.linking import NameLink
from geo.opening import dateline_name, goes_elsewhere, openings, opens
from geo.placed import Placed, as_placed, inferred, within_country
from geo.pointing import SPEECH
from geo.records import Location, ResolvedToponym, Role
from geo.relations import WIDE, at, locate, on_road, precision
from geo.roads import is_a_road, is_along
from geo.surroundings import chain_starts, is_said_beyond
from geo.tellers import of_the_story
from geo.text import Analysis

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
_AS_WELL = 0.8
"""Share of the strongest tie of an event's wider places from which another is tied as well."""


class Placer:
    """Places the events of one report, in the order of its text."""

    def __init__(
        self,
        analysis: Analysis,
        toponyms: Sequence[ResolvedToponym],
        gazetteer: "Gazetteer",
    ) -> None:
        self._analysis = analysis
        self._toponyms = toponyms
        self._gazetteer = gazetteer
        here = [toponym for toponym in toponyms if self._is_there(toponym)]
        story = of_the_story(analysis, here)
        self._main = main_place(story, gazetteer)
        self._country = main_country(of_the_story(analysis, here, with_states=True), gazetteer)
        self._is_local = self._main is not None and self._main.where_prec < WIDE
        """The report is about a town or district."""
        self._elsewhere = {t.place.place_id for t in here if t.place is not None} - {
            t.place.place_id for t in story if t.place is not None
        }
        """The places where somebody only tells of it."""
        self._dateline = dateline_name(analysis.text, toponyms)
        self._lead: Location | None = None
        self._told: dict[str, Location] = {}
        """Of each type of event where the last one happened whose place was said."""
        self._scene: tuple[int, Location] | None = None
        """The paragraph of the last event of any type whose place was said, and that place."""
        self._openings = openings(analysis, here)
        self._headings = named_headings(analysis, toponyms)
        self._labels = labels(analysis)
        self._types: set[str] = set()
        """The types of the events before."""

    def place(
        self,
        trigger: int,
        named: Sequence[ResolvedToponym],
        links: Sequence[NameLink],
        *,
        taken_up: Sequence[Anaphor],
        event_type: str,
        news: bool,
        past: bool,
        pointed_to: bool,
        tellers: Sequence[ResolvedToponym] = (),
        state: str | None = None,
        national: bool = False,
    ) -> Placed:
        """Where the event at the token `trigger` happened; `links` are those of `named`.

        What is `pointed_to` ("condemned the attack in Ottawa", "charged with murder") is where it
        was told to be before, and the act of a whole `state`, a country's code, is in that country.
        `tellers` are the names in the phrase of who tells of it: "residents of Tsafe said".

        `news` is an act on the ground in the days that the report is about. Anything else that no
        name places (a refusal, a deal, the toll of a war) is of the country that the report is
        about, not of the point where its news happened, unless the report is about a town and
        those who do it are no `national` body. What is long `past` places no other event.
        """
        is_known = event_type in self._types
        self._types.add(event_type)
        home = self._home(trigger)
        if pointed_to and is_known:
            return inferred(self._told.get(event_type), "event") or within_country(home)
        if pointed_to:
            # "Marched in Halabja to condemn the attack", "arrested in Leeds on suspicion of murder"
            links = [k for k in links if self._stands_under(named[k.position], trigger)]
            if not links:
                return within_country(home)
        opening = [n for n in named if self._is_there(n) and opens(self._analysis, trigger, n)]
        by_grammar = self._by_grammar(named, links, event_type, opening)
        if by_grammar is not None and self._is_of_heading(trigger, by_grammar):
            by_grammar = self._by_heading(trigger)
        placed = self._by_anaphor(taken_up, by_grammar, home)
        if placed is not None and placed.step == "around":
            country = self._openings.get(self._paragraph_of(trigger))
            abroad = country not in {None, placed.country}
            return self._by_heading(trigger) or (within_country(home) if abroad else placed)
        if placed is not None:
            if placed.locations and all(map(on_road, placed.locations)):
                placed = self._beside(trigger, placed) or placed
            if placed.locations and not past:
                self._remember(trigger, event_type, placed)
            return placed
        if any(link.role in _OF_EVENT for link in links):
            # It happened at a place that nobody knows, which no other place of the report is.
            return self._by_heading(trigger) or within_country(home)
        of_state = inferred(at(self._gazetteer.country(state)), "actor") if state else None
        if event_type not in SPEECH and of_state is not None:
            return of_state
        stays = not goes_elsewhere(self._analysis, trigger)
        goes_on = news and stays
        is_local = self._is_local and not (national or past)
        # "Brussels condemned the attack"
        abroad = event_type in SPEECH and any(link.role == "actor" for link in links)
        to_report = goes_on or (is_local and stays)
        stays_there = stays and not (past or abroad) and (news or not national)
        return (
            self._placed(self._finest(opening[:1], tellers), "sentence")
            or (self._within_heading(trigger) if stays_there else None)
            or self._by_heading(trigger)
            or self._by_people(tellers)
            or (self._by_event(trigger, event_type) if goes_on else None)
            or self._by_sentence(trigger, named, links, speech=event_type in SPEECH)
            or self._by_people([named[k.position] for k in links if k.role == "actor"])
            or of_state
            or (self._by_scene(trigger, home) if stays and not (news or past or abroad) else None)
            or (self._by_report(home) if to_report and not self._is_apart(trigger) else None)
            or within_country(home)
        )

    def _remember(self, trigger: int, event_type: str, placed: Placed) -> None:
        """What is told without its place may be where this event was."""
        place = placed.locations[0]
        if placed.step not in {"grammar", "anaphor"} and place.where_prec >= WIDE:
            return
        if self._lead is None or on_road(self._lead):
            self._lead = place
        self._told[event_type] = place
        self._scene = self._paragraph_of(trigger), place

    def _beside(self, trigger: int, roads: Placed) -> Placed | None:
        """Where on a road it was: at the place beside it that is spoken of."""
        heading = self._by_heading(trigger)
        dateline = self._dateline.location if self._dateline is not None else None
        told = [*(heading.locations if heading else ()), self._scene and self._scene[1], self._lead]
        # That most names of a report are of one end of the road says less than both ends.
        ends = {end.place.place_id for end in roads.locations}
        about = [p for p in (self._main, dateline) if p and p.place.place_id not in ends]
        for place in (*told, *about):
            if place and place.where_prec < WIDE and is_along(place, roads.locations):
                return inferred(place)
        return None

    def _paragraph_of(self, trigger: int) -> int:
        return self._analysis.sentences[self._analysis.tokens[trigger].sentence].paragraph

    def _by_heading(self, trigger: int) -> Placed | None:
        """The place that heads the paragraph: "Sikasso: ..."."""
        named = self._headings.get(self._paragraph_of(trigger))
        if named is None:
            return None
        return self._placed([named], "sentence") or self._around([named])

    def _is_of_heading(self, trigger: int, placed: Placed) -> bool:
        """Whether an event was placed only by what its heading's first place lies in."""
        named = self._headings.get(self._paragraph_of(trigger))
        if named is None or named.location is None or not placed.names:
            return False
        held, chained = self._parents(named), partial(is_chained, self._analysis.text, named)
        return all(t.place and t.place.place_id in held and chained(t) for t in placed.names)

    def _within_heading(self, trigger: int) -> Placed | None:
        """Where the last event of the paragraph was, where it lies in the country or division that
        heads it: "PERU" does not say again where the bus of "at Puno" burned."""
        named = self._headings.get(self._paragraph_of(trigger))
        if named is None or named.place is None or precision(named.place) < WIDE:
            return None
        if self._scene is None or self._scene[0] != self._paragraph_of(trigger):
            return None
        scene = self._scene[1]
        held = {parent.place_id for parent in self._gazetteer.parents(scene.place)}
        return inferred(scene, "event") if named.place.place_id in held else None

    def _by_scene(self, trigger: int, home: Location | None) -> Placed | None:
        """Where the last event of the paragraph was, in the country that is spoken of: there police
        appeal for witnesses and elders broker a truce."""
        if self._scene is None or self._scene[0] != self._paragraph_of(trigger):
            return None
        country = home.place.country_code if home else None
        scene = self._scene[1]
        return inferred(scene, "event") if scene.place.country_code == country else None

    def _by_event(self, trigger: int, event_type: str) -> Placed | None:
        """Where the last event of the paragraph was, else the last of its type."""
        told = None if self._is_apart(trigger) else self._told.get(event_type)
        if self._scene is not None and self._scene[0] == self._paragraph_of(trigger):
            told = self._scene[1] if self._scene[1].where_prec < WIDE else told
        opening = self._openings.get(self._paragraph_of(trigger))
        if told is None or opening not in {None, told.place.country_code}:
            return None
        return inferred(told, "event")

    def _is_apart(self, trigger: int) -> bool:
        """Whether its paragraph has a label as that of a place: what is told there is not where the
        item before was, also where nobody knows the name ("Fangak: ...", "Access: ...")."""
        paragraph = self._paragraph_of(trigger)
        return paragraph in self._labels and any(p in self._headings for p in self._labels)

    def _home(self, trigger: int) -> Location | None:
        """The country that the report is about; of news from several the one with which the
        paragraph opens: "In France, ..."."""
        code = self._openings.get(self._paragraph_of(trigger))
        if code is None or (self._country and self._country.place.country_code == code):
            return self._country
        return at(self._gazetteer.country(code))

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
                if k.role == role and self._is_there(named[k.position], role)
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
                finest = self._finest(placed, within)
                towns = [toponym for toponym in finest if not is_a_road(toponym)]
                return self._placed(towns or finest, "grammar")
        # The finest name is not in the gazetteer: the wider one that it stands in is.
        chained = chain_starts(self._analysis.text, [t.toponym for t in named])
        behind = {k.position + 1 for k in links if k.role in _OF_EVENT and k.position in chained}
        unknown = any(k.role in _OF_EVENT for k in links)
        wider = [
            k
            for k in links
            if (
                k.strength >= (_LEAST_BEHIND if k.position in behind else _LEAST_WIDER)
                and (k.below or k.position in behind or not unknown)
                and event_type not in SPEECH
            )
            and self._is_there(named[k.position])
        ]
        wider.sort(key=lambda k: (-k.strength, k.position))
        if wider:
            tied = [named[k.position] for k in wider if k.strength >= _AS_WELL * wider[0].strength]
            return self._placed(self._finest(tied, ())[:1], "sentence")
        if unknown and opening:
            return self._placed(opening[:1], "sentence")
        return self._around([named[k.position] for k in links if k.role in _OF_EVENT])

    def _is_there(self, toponym: ResolvedToponym, role: Role = "where") -> bool:
        """Whether a name has a point where something can be: what is "close to Uganda", or came
        "from Lebanon", is in another country."""
        if toponym.place is None:
            return False
        name = toponym.toponym
        beyond = role != "from" and is_said_beyond(self._analysis.text, name.start, name.end)
        return not (beyond and precision(toponym.place) == 6)

    def _by_anaphor(
        self, taken_up: Sequence[Anaphor], placed: Placed | None, home: Location | None
    ) -> Placed | None:
        """The place that "in the city" takes up: where no name says it, or within what one says."""
        for anaphor in taken_up:
            named = anaphor.named
            if named.place is None:
                return placed or self._around([named]) or within_country(home)
            wider = placed is not None and any(
                location.place.place_id in self._parents(named) for location in placed.locations
            )
            if placed is None or placed.step != "grammar" or wider:
                location = locate(
                    self._analysis.text, anaphor.start, anaphor.end, named.place, self._gazetteer
                )
                if location is not None:
                    inferred = replace(location, source="inferred")
                    span = (anaphor.start, anaphor.end)
                    return Placed((inferred,), "anaphor", (named,), span)
        return placed

    def _around(self, named: Sequence[ResolvedToponym]) -> Placed | None:
        """About where the report's other names say that a place unknown to the gazetteer is."""
        for toponym in named:
            around = toponym.approximate
            if around is not None and around.place.place_id not in self._elsewhere:
                return Placed((around,), "around", (toponym,))
        return None

    def _finest(
        self, placed: Sequence[ResolvedToponym], within: Sequence[ResolvedToponym]
    ) -> list[ResolvedToponym]:
        """The places and what of `within` lies in them, without those that hold another."""
        held_by = {id(t): self._parents(t) for t in (*placed, *within)}
        ids = {t.place.place_id for t in placed if t.place is not None}
        chosen = [*placed, *(t for t in within if held_by[id(t)] & ids)]
        parents = set().union(*(held_by[id(t)] for t in chosen))
        kept: dict[str, ResolvedToponym] = {}
        for toponym in sorted(chosen, key=lambda t: t.toponym.start):
            if toponym.place is not None and toponym.place.place_id not in parents:
                kept.setdefault(toponym.place.place_id, toponym)
        return list(kept.values())

    def _placed(self, toponyms: Sequence[ResolvedToponym], step: str) -> Placed | None:
        located = [(t, self._location(t)) for t in toponyms]
        return as_placed([(t, place) for t, place in located if place is not None], step)

    def _location(self, toponym: ResolvedToponym) -> Location | None:
        """The name's location; of "the Georgian capital" that of the capital."""
        place = toponym.place
        country = place is not None and place.feature_code.startswith("PCL")
        if place is None or not country or not place.country_code:
            return toponym.location
        if not _CAPITAL.match(self._analysis.text, toponym.toponym.end):
            return toponym.location
        capital = self._gazetteer.capital(place.country_code)
        return at(capital) if capital else toponym.location

    def _parents(self, toponym: ResolvedToponym) -> set[str]:
        if toponym.place is None:
            return set()
        return {parent.place_id for parent in self._gazetteer.parents(toponym.place)}

    def _by_sentence(
        self,
        trigger: int,
        named: Sequence[ResolvedToponym],
        links: Sequence[NameLink],
        *,
        speech: bool,
    ) -> Placed | None:
        """The name nearest to the trigger that says where something of the sentence is; what
        stands behind a verb of `speech` is only spoken of."""
        offset = self._analysis.tokens[trigger].start
        free = [
            named[k.position]
            for k in links
            if k.role == "mentioned"
            and not k.is_aside
            and not (speech and named[k.position].toponym.start > offset)
            and (k.locative or is_a_road(named[k.position]))
            and named[k.position].toponym.kind != "embedded"
            and named[k.position].location is not None
        ]
        if not free:
            return None
        nearest = min(free, key=lambda t: (abs(t.toponym.start - offset), t.toponym.start))
        return self._placed([nearest], "sentence")

    def _by_people(self, names: Sequence[ResolvedToponym]) -> Placed | None:
        """The town or division whose police, governor or people took part, or tell of it.

        A country's act anywhere, and whom a place stands for is not there.
        """
        home = self._country.place.country_code if self._country else None
        for toponym in names:
            place = toponym.place
            if place is None or precision(place) == 6 or place.feature_code == "PPLC":
                continue
            if toponym.toponym.kind in {"noun", "modifier"} and home in {None, place.country_code}:
                return self._placed([toponym], "actor")
        return None

    def _by_report(self, home: Location | None) -> Placed | None:
        """The place of the leading event, the dateline, or what most names speak of.

        Each only where it lies in the country that is spoken of.
        """
        country = home.place.country_code if home else None
        if self._lead is not None and country in {None, self._lead.place.country_code}:
            return inferred(self._lead)
        named = self._dateline
        code = named.place.country_code if named is not None and named.place is not None else None
        if named is not None and country in {None, code}:
            if named.place is not None and named.place.feature_code == "PPLC":
                # News of the whole country is sent from its capital.
                return inferred(home)
            return self._placed([named], "dateline")
        main = self._main
        return inferred(main) if main and country in {None, main.place.country_code} else None


_AT_ONCE = re.compile(r"\s+(?:at|in|near|on)\s+(?:the\s+)?")
_CAPITAL = re.compile(r"(?:['\u2019]s?)?\s+capital\b", re.IGNORECASE)
