"""What a report is about, and what it has told so far: the events before, and where they were."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.actors.roles import acts_for_a_country
from geo.event_types import EVENT_TYPES, VERBAL
from geo.headings.headings import Headings
from geo.headings.opening import dateline_name, openings
from geo.language.text import Analysis
from geo.placing.focus import main_country, main_place
from geo.placing.named_places import NamedPlaces
from geo.placing.placed import Placed
from geo.placing.tellers import of_the_story
from geo.records import Actor, EventDate, Location, ResolvedToponym
from geo.relations import COUNTRY, WIDE, at, on_road
from geo.triggers.pointing import SPEECH

if TYPE_CHECKING:
    from gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Act:
    """An event that is to be placed, as far as it is known."""

    trigger: int
    """Its token."""
    event_type: str
    sources: tuple[Actor, ...] = ()
    """Who did it."""
    teller: Actor | None = None
    """Who tells of it or claims it."""
    day: EventDate | None = None
    news: bool = False
    """An act on the ground in the days that the report is about."""
    past: bool = False
    """It was long before, or is only told of people who went elsewhere."""
    history: bool = False
    """It was more than a year before."""
    toll: bool = False
    """Its count is the toll of a war or of years."""
    pointed_to: bool = False
    """It was told before: "condemned the attack in Ottawa", "charged with murder"."""
    state: str | None = None
    """The code of the country whose act it is as a whole."""
    by_country: bool = False
    """Who did it is called by the name of a country alone: "Iran and Syria reached a deal"."""

    @property
    def speech(self) -> bool:
        """It is something said: the places in it are not where it was said."""
        return self.event_type in SPEECH

    @property
    def verbal(self) -> bool:
        """It is something said or agreed on (PLOVER's quad codes 1 and 3)."""
        return EVENT_TYPES[self.event_type].quad_code in VERBAL

    @property
    def country(self) -> str | None:
        """The code of the country of who did it or tells of it, where it is known."""
        actors = (*self.sources, self.teller)
        return next((a.country_code for a in actors if a is not None and a.country_code), None)

    @property
    def national(self) -> bool:
        """A country, or a body of a whole one, did it."""
        return self.by_country or any(map(acts_for_a_country, self.sources))

    @property
    def in_the_field(self) -> bool:
        """It is no decision but done somewhere: soldiers seal a road, an agency opens a clinic."""
        roles = {actor.role for actor in self.sources if acts_for_a_country(actor)}
        return not (self.speech or self.by_country) and roles <= _IN_THE_FIELD


_IN_THE_FIELD = frozenset({"IGO", "MIL", "NGO", "REB"})
"""Roles of those whose own acts are done on the ground: soldiers, rebels and relief workers."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event whose place was said."""

    paragraph: int
    day: EventDate | None
    location: Location


class Story:
    """One report, in the order of its events."""

    def __init__(
        self,
        analysis: Analysis,
        headings: Headings,
        toponyms: Sequence[ResolvedToponym],
        gazetteer: "Gazetteer",
        places: NamedPlaces,
        title: Sequence[ResolvedToponym] = (),
    ) -> None:
        self._analysis = analysis
        self._gazetteer = gazetteer
        self.here = [toponym for toponym in toponyms if places.is_there(toponym)]
        """The names of places where something can be."""
        self.names = of_the_story(analysis, self.here)
        """Of these all but the towns where somebody only tells of it."""
        self.literal = [name for name in self.names if name.toponym.usage == "literal"]
        self.elsewhere = _ids(self.here) - _ids(self.names)
        """The places where somebody only tells of it."""
        self.title = [name for name in title if name.toponym.usage == "literal"]
        """The names of places in its title."""
        towns = [t.location for t in self.title if t.location and t.location.where_prec < WIDE]
        self.titled = towns[0] if len(towns) == 1 else None
        """The only town in its title."""
        self.main = main_place([*self.title, *self.names], gazetteer)
        """The place that it is mostly about."""
        told = of_the_story(analysis, self.here, with_states=True)
        self.country = main_country([*title, *told], gazetteer)
        self.is_local = self.main is not None and self.main.where_prec < WIDE
        """It is about a town or district."""
        self.dateline = dateline_name(analysis.text, toponyms)
        self._openings = openings(analysis, headings, self.here)
        self.types: set[str] = set()
        """The types of the events before."""
        self.previous: tuple[int, Location] | None = None
        """The sentence of the event before, and where it was put."""
        self.told: list[Told] = []
        """The events before whose place was said."""
        self.told_at: dict[str, list[Told]] = {}
        """The same by the id of the place."""
        self.scene: tuple[int, Location] | None = None
        """The paragraph of the last event whose own words said its place, and that place: what is
        told without its place may be there."""
        self.of_type: dict[str, Location] = {}
        """The same of the last one of each type."""
        self.lead: Location | None = None
        """The same of the first one."""

    def paragraph_of(self, trigger: int) -> int:
        """The paragraph of a token."""
        return self._analysis.sentences[self._analysis.tokens[trigger].sentence].paragraph

    def opening(self, trigger: int) -> str | None:
        """The code of the country with which a token's paragraph opens: "In France, ..."."""
        return self._openings.get(self.paragraph_of(trigger))

    def home(self, trigger: int) -> Location | None:
        """The country that the report is about; of news from several the one with which the
        paragraph opens."""
        code = self.opening(trigger)
        if code is None or (self.country and self.country.place.country_code == code):
            return self.country
        return at(self._gazetteer.country(code))

    def scene_of(self, trigger: int) -> Location | None:
        """Where the last event of a token's paragraph was."""
        if self.scene is None or self.scene[0] != self.paragraph_of(trigger):
            return None
        return self.scene[1]

    def around(self, named: Sequence[ResolvedToponym]) -> Placed | None:
        """About where the report's other names say that a place unknown to the gazetteer is."""
        for toponym in named:
            around = toponym.approximate
            if around is not None and around.place.place_id not in self.elsewhere:
                return Placed((around,), "around", (toponym,))
        return None

    def goes_on(self, act: Act, placed: Placed, *, said: bool) -> None:
        """The next event was `placed`, where the report `said` that it was, or seems to imply."""
        self.types.add(act.event_type)
        if not placed.locations:
            return
        place = placed.locations[0]
        self.previous = self._analysis.tokens[act.trigger].sentence, place
        if said and place.where_prec < COUNTRY:
            told = Told(self.paragraph_of(act.trigger), act.day, place)
            self.told.append(told)
            self.told_at.setdefault(place.place.place_id, []).append(told)

    def is_set(self, act: Act, place: Location) -> None:
        """An event was where its own words say."""
        if self.lead is None or on_road(self.lead):
            self.lead = place
        self.of_type[act.event_type] = place
        self.scene = self.paragraph_of(act.trigger), place


def _ids(toponyms: Iterable[ResolvedToponym]) -> set[str]:
    return {t.place.place_id for t in toponyms if t.place is not None}
