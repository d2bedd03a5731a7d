"""The place that a report is about, for events whose own place it does not name."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from gazetteer.names import fold
from gazetteer.place import Place, distance_km
from geo.records import Location, ResolvedToponym
from geo.relations import at

if TYPE_CHECKING:
    from gazetteer import Gazetteer

MAJORITY = 0.6
"""A smaller place is the main place only when this share of what is named lies in it."""
UNSURE, SURE, SUREST = 0.5, 0.7, 0.8
"""A place abroad that is hardly likelier than the first to be right is no place to pin an event to;
nor is one up to the second, but for the well-known and those across a border; where the report
surely names a place of its own country nor is one up to the third: neither of the two such names of
LGL was right."""
WELL_KNOWN = 300_000
"""People of a town that news abroad may speak of."""
NEAR_BY_KM = 300.0
_REACH = 60
_MEETING = re.compile(
    r"\b(?:(?:conference|consultation|dialogue|meeting|negotiation|summit|talk)s?|meets?|met)"
    r"(?:\s+[a-z]+){0,3}\s+(?:at|in)\s+$",
    re.IGNORECASE,
)
"""What stands before the name of a town where those of other countries may meet."""


def main_country(toponyms: Sequence[ResolvedToponym], gazetteer: "Gazetteer") -> Location | None:
    """The country that most of the literal names of a report lie in; None without one.

    Names that are not surely placed count only where none is.
    """
    sure = [t for t in toponyms if t.score >= SURE]
    countries = [chain[-1] for chain in _chains(sure, gazetteer) or _chains(toponyms, gazetteer)]
    if not countries:
        return None
    named = Counter(country.place_id for country in countries)
    return at(max(countries, key=lambda c: (named[c.place_id], c.place_id)), source="inferred")


def main_place(toponyms: Sequence[ResolvedToponym], gazetteer: "Gazetteer") -> Location | None:
    """The smallest place that most of the literal names of a report's main country lie in.

    It is at least the country; None for a report without one.
    """
    country = main_country(toponyms, gazetteer)
    if country is None:
        return None
    within = [
        chain
        for chain in _chains(toponyms, gazetteer)
        if chain[-1].place_id == country.place.place_id
    ]
    named = Counter(place.place_id for chain in within for place in chain)
    places: dict[str, Place] = {p.place_id: p for chain in within for p in chain}
    best = country.place
    for chain in within:
        for place in reversed(chain):
            if named[place.place_id] >= MAJORITY * len(within):
                smaller = len(gazetteer.parents(place)) > len(gazetteer.parents(best))
                if smaller:
                    best = places[place.place_id]
    return at(best, source="inferred")


def without_mistakable(
    toponyms: Sequence[ResolvedToponym],
    main: Location | None,
    gazetteer: "Gazetteer",
    text: str = "",
) -> list[ResolvedToponym]:
    """The names, those without their place that may well be mistaken to lie abroad of the `main`
    country.

    A village that the gazetteer lacks has namesakes in other countries: no event is to be pinned
    there, nor around there, in a country of which the report says nothing else. A user's own table
    lacks no village that it is asked for, and talks, as the `text` tells them, are held in any
    country.
    """
    if main is None:
        return list(toponyms)
    names = _names_by_country(toponyms)
    sure = [t.place for t in toponyms if t.place is not None and t.score >= SURE]
    at_home = any(place.country_code == main.place.country_code for place in sure)
    least = SUREST if at_home else SURE
    known = {main.place.country_code, *(code for code, told in names.items() if _speak(told))}
    kept = []
    for toponym in toponyms:
        own = toponym.place.country_code if toponym.place is not None else None
        others = dict(names.get(own or "", {}))
        others.pop(fold(toponym.toponym.text), None)
        alone = own != main.place.country_code and not _speak(others)
        here = known - {own} if alone else known
        start = toponym.toponym.start
        needed = UNSURE if _MEETING.search(text, max(0, start - _REACH), start) else least
        kept.append(_unless_mistakable(toponym, here, sure, needed, gazetteer))
    return kept


def _unless_mistakable(
    toponym: ResolvedToponym,
    known: AbstractSet[str | None],
    sure: Sequence[Place],
    least: float,
    gazetteer: "Gazetteer",
) -> ResolvedToponym:
    place, around = toponym.place, toponym.approximate
    if around is not None and _is_abroad(around.place, known):
        toponym = replace(toponym, approximate=None)
    if place is None or not _is_abroad(place, known) or gazetteer.is_own(place):
        return toponym
    if toponym.score >= (UNSURE if _is_likely_abroad(place, sure) else least):
        return toponym
    return replace(toponym, location=None, score=0.0)


def _is_abroad(place: Place, known: AbstractSet[str | None]) -> bool:
    """In a country that the report does not speak of; the open sea is abroad of nowhere."""
    return bool(place.country_code) and place.country_code not in known


def _is_likely_abroad(place: Place, sure: Sequence[Place]) -> bool:
    """A place that news abroad speaks of, or across the border from what the report is about."""
    if (place.population or 0) >= WELL_KNOWN or place.feature_code.startswith(("PCL", "PPLC")):
        return True
    others = (other for other in sure if other.place_id != place.place_id)
    return any(_km(place, other) <= NEAR_BY_KM for other in others)


def _km(one: Place, other: Place) -> float:
    points = (one.latitude, one.longitude, other.latitude, other.longitude)
    if None in points:
        return math.inf
    return distance_km(*(float(degrees or 0) for degrees in points))


def _names_by_country(toponyms: Sequence[ResolvedToponym]) -> dict[str, dict[str, float]]:
    """Of each country the names that lie in it, with how sure the surest mention of each is."""
    names: dict[str, dict[str, float]] = {}
    for t in toponyms:
        if t.place is not None and t.place.country_code:
            told = names.setdefault(t.place.country_code, {})
            surface = fold(t.toponym.text)
            told[surface] = max(told.get(surface, 0.0), t.score)
    return names


def _speak(told: Mapping[str, float]) -> bool:
    """Whether names speak of the country that they lie in: one sure name, or two likely ones."""
    return max(told.values(), default=0.0) >= SURE or (
        sum(score >= UNSURE for score in told.values()) > 1
    )


def _chains(toponyms: Sequence[ResolvedToponym], gazetteer: "Gazetteer") -> list[list[Place]]:
    """For each literal name its place and all above it, up to the country."""
    return [
        [t.place, *gazetteer.parents(t.place)]
        for t in toponyms
        if t.place is not None and t.toponym.usage == "literal" and t.place.country_code
    ]
