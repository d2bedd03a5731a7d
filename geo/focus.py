"""The place that a report is about, for events whose own place it does not name."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gazetteer.place import Place
from geo.records import Location, ResolvedToponym
from geo.relations import at

if TYPE_CHECKING:
    from gazetteer import Gazetteer

MAJORITY = 0.6
"""A smaller place is the main place only when this share of what is named lies in it."""


def main_country(toponyms: Sequence[ResolvedToponym], gazetteer: "Gazetteer") -> Location | None:
    """The country that most of the literal names of a report lie in; None without one."""
    countries = [chain[-1] for chain in _chains(toponyms, gazetteer)]
    if not countries:
        return None
    named = Counter(country.place_id for country in countries)
    return at(max(countries, key=lambda c: (named[c.place_id], c.place_id)), source="inferred")


def main_place(toponyms: Sequence[ResolvedToponym], gazetteer: "Gazetteer") -> Location | None:
    """The smallest place that most of the literal names of a report lie in.

    It is at least a country, the one with the most names; None for a report without one.
    """
    chains = _chains(toponyms, gazetteer)
    if not chains:
        return None
    named = Counter(place.place_id for chain in chains for place in chain)
    places: dict[str, Place] = {p.place_id: p for chain in chains for p in chain}
    countries = [chain[-1].place_id for chain in chains]
    country = max(set(countries), key=lambda c: (countries.count(c), c))
    within = [chain for chain in chains if chain[-1].place_id == country]
    best = country
    for chain in within:
        for place in reversed(chain):
            if named[place.place_id] >= MAJORITY * len(within):
                smaller = len(gazetteer.parents(place)) > len(gazetteer.parents(places[best]))
                if smaller:
                    best = place.place_id
    return at(places[best], source="inferred")


def _chains(toponyms: Sequence[ResolvedToponym], gazetteer: "Gazetteer") -> list[list[Place]]:
    """For each literal name its place and all above it, up to the country."""
    return [
        [t.place, *gazetteer.parents(t.place)]
        for t in toponyms
        if t.place is not None and t.toponym.usage == "literal" and t.place.country_code
    ]
