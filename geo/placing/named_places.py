"""What the place names of a report say of where something can have been."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo.language.text import Analysis
from geo.placing.placed import Placed, as_placed
from geo.records import Location, ResolvedToponym, Role
from geo.relations import COUNTRY, ROAD_KM, at, precision
from geo.toponyms.surroundings import is_said_beyond

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.place import Place


class NamedPlaces:
    """The names of one report as places of events."""

    def __init__(self, analysis: Analysis, gazetteer: "Gazetteer") -> None:
        self._text = analysis.text
        self._gazetteer = gazetteer

    def is_there(self, toponym: ResolvedToponym, role: Role = "where") -> bool:
        """Whether a name has a point where something can be: what is "close to Uganda", or came
        "from Lebanon", is in another country."""
        if toponym.place is None or is_a_street(toponym):
            return False
        name = toponym.toponym
        beyond = role != "from" and is_said_beyond(self._text, name.start, name.end)
        return not (beyond and precision(toponym.place) == COUNTRY)

    def is_a_river(self, toponym: ResolvedToponym) -> bool:
        """Whether a name is of a river so long that its middle says nothing of where on it."""
        place = toponym.place
        return place is not None and place.feature_code in _RIVERS and place.radius_km > ROAD_KM

    def parents(self, toponym: ResolvedToponym) -> set[str]:
        """The ids of the divisions and the country that the place of a name lies in."""
        return self.holding(toponym.place) if toponym.place is not None else set()

    def holding(self, place: "Place") -> set[str]:
        """The ids of the divisions and the country that a place lies in."""
        return {parent.place_id for parent in self._gazetteer.parents(place)}

    def finest(
        self, placed: Sequence[ResolvedToponym], within: Sequence[ResolvedToponym]
    ) -> list[ResolvedToponym]:
        """The places and what of `within` lies in them, without those that hold another."""
        held_by = {id(t): self.parents(t) for t in (*placed, *within)}
        ids = {t.place.place_id for t in placed if t.place is not None}
        chosen = [*placed, *(t for t in within if held_by[id(t)] & ids)]
        parents = set().union(*(held_by[id(t)] for t in chosen))
        kept: dict[str, ResolvedToponym] = {}
        for toponym in sorted(chosen, key=lambda t: t.toponym.start):
            if toponym.place is not None and toponym.place.place_id not in parents:
                kept.setdefault(toponym.place.place_id, toponym)
        return list(kept.values())

    def placed(self, toponyms: Sequence[ResolvedToponym], step: str) -> Placed | None:
        """At the locations of the names; None where none of them has one."""
        located = [(t, self.location(t)) for t in toponyms]
        return as_placed([(t, place) for t, place in located if place is not None], step)

    def location(self, toponym: ResolvedToponym) -> Location | None:
        """The name's location; of "the Georgian capital" that of the capital."""
        place = toponym.place
        country = place is not None and place.feature_code.startswith("PCL")
        if place is None or not country or not place.country_code:
            return toponym.location
        if not _CAPITAL.match(self._text, toponym.toponym.end):
            return toponym.location
        capital = self._gazetteer.capital(place.country_code)
        return at(capital) if capital else toponym.location


def is_a_street(toponym: ResolvedToponym) -> bool:
    """Whether a name is a street's that was taken for the town it is called after: "Leeds Road"."""
    street, place = _STREET.search(toponym.toponym.text), toponym.place
    return street is not None and place is not None and not place.name.endswith(street[0])


_STREET = re.compile(r" (?:Avenue|Boulevard|Drive|Lane|Road|Street)$")
_RIVERS = frozenset({"CNL", "STM", "STMI", "STMM", "STMX", "WAD"})
"""GeoNames' codes of streams, canals and wadis."""
_CAPITAL = re.compile(r"(?:['\u2019]s?)?\s+capital\b", re.IGNORECASE)
