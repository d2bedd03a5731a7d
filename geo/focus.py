"""The place that a report is about, for events whose own place it does not name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gazetteer.place import Place
from geo.records import Location, ResolvedToponym
from geo.relations import at

if TYPE_CHECKING:
    from gazetteer import Gazetteer

MAJORITY = 0.6
"""A smaller place is the main place only when this share of what is named lies in it."""
UNSURE = 0.5
"""A place abroad that is hardly likelier than this to be right is no place to pin an event to."""


def main_country(toponyms: Sequence[ResolvedToponym], gazetteer: "Gazetteer") -> Location | None:
    """The country that most of the literal names of a report lie in; None without one."""
    countries = [chain[-1] for chain in _chains(toponyms, gazetteer)]
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
    toponyms: Sequence[ResolvedToponym], gazetteer: "Gazetteer"
) -> list[ResolvedToponym]:
    """The names, those without their place that are likelier wrong than right to lie abroad.

    A village that the gazetteer lacks has namesakes in other countries: no event is to be pinned
    there, in a country of which the report says nothing else. A user's own table lacks no village
    that it is asked for.
    """
    main = main_country(toponyms, gazetteer)
    home = main.place.country_code if main else None
    named = {
        t.place.country_code for t in toponyms if t.place is not None and t.score >= UNSURE
    } | {home}
    return [
        replace(t, location=None, score=0.0)
        if t.place is not None
        and t.score < UNSURE
        and t.place.country_code  # the open sea is abroad of nowhere
        and t.place.country_code not in named
        and not gazetteer.is_own(t.place)
        else t
        for t in toponyms
    ]


def _chains(toponyms: Sequence[ResolvedToponym], gazetteer: "Gazetteer") -> list[list[Place]]:
    """For each literal name its place and all above it, up to the country."""
    return [
        [t.place, *gazetteer.parents(t.place)]
        for t in toponyms
        if t.place is not None and t.toponym.usage == "literal" and t.place.country_code
    ]
