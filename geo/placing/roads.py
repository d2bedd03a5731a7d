"""Places that are only told as the ends of a road: "the Kaduna-Abuja highway"."""

import itertools
from collections.abc import Sequence

from gazetteer.place import distance_km
from geo.records import Location, ResolvedToponym
from geo.relations import on_road

DETOUR = 1.3
"""How much longer the way over a place beside a road is than the line between the road's ends."""
LEAST_KM = 40.0
"""So near to an end of a road a place may be beside it in any direction."""
FARTHEST_KM = 120.0
"""From the one end that is told of a road to a place beside it."""


def is_a_road(toponym: ResolvedToponym) -> bool:
    """Whether the name only tells which road it was: "near Voi on the Mombasa-Nairobi highway"."""
    return toponym.location is not None and on_road(toponym.location)


def is_along(place: Location, ends: Sequence[Location]) -> bool:
    """Whether a place may lie beside the road with these ends."""
    if any(place.place.place_id == end.place.place_id for end in ends):
        return True
    if len(ends) == 1:
        return _km(place, ends[0]) <= FARTHEST_KM
    return any(
        _km(place, one) + _km(place, other) <= DETOUR * _km(one, other) + LEAST_KM
        for one, other in itertools.combinations(ends, 2)
    )


def _km(one: Location, other: Location) -> float:
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
