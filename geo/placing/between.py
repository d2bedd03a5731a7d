"""What lies between two towns: "ambushed between Gao and Ansongo", "on the road from Hama to Homs".

The Hama-Homs highway is not: that only names the road, and what is told of it is mostly near the
one end of which the report speaks.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazetteer.place import distance_km
from geo.placing.placed import Placed
from geo.records import Location, ResolvedToponym
from geo.relations import NEAR_KM, RELATIVE, ROAD, WIDE, halfway, on_road

FARTHEST_KM = 500.0
"""Of towns farther apart than this the way between them says little."""
_NEAR_ENOUGH_KM = 25.0
"""So near to the middle both towns are near it, as UCDP has it."""

_OF_TOWNS = (
    r"(?:the\s+)?(?:(?:city|cities|towns?|villages?|ports?|districts?|settlements?|islands?)"
    r"\s+(?:of\s+)?)?"
)
_FROM_ONE = re.compile(
    rf"\b(?:between|linking|connecting|joining|{ROAD}\s+from)\s+{_OF_TOWNS}$", re.IGNORECASE
)
_TO_OTHER = re.compile(
    rf"(?:,?\s+in\s+[^.;:\n]{{1,40}})?,?\s+(?:and|with|to)\s+{_OF_TOWNS}", re.IGNORECASE
)
_WORDS_BEFORE = 60


def between(text: str, placed: Placed, named: Sequence[ResolvedToponym]) -> Placed:
    """What was placed at one or both of two towns, halfway between them where the text says that
    it was there; the same where they are far apart."""
    for one, other in _pairs(text, named):
        ends = [t for t in (one, other) if t.location is not None]
        at_end = [t for t in ends if any(t is name for name in placed.names)]
        if not at_end or len(ends) < 2:
            continue
        middle = _middle(*(t.location for t in ends if t.location is not None))
        if middle is None:
            continue
        ids = {t.place.place_id for t in ends if t.place is not None}
        kept = [place for place in placed.locations if place.place.place_id not in ids]
        names = [t for t in placed.names if not any(t is end for end in ends)]
        source = placed.locations[0].source
        placed = replace(
            placed,
            locations=(replace(middle, source=source), *kept),
            names=(*ends, *names),
        )
    return placed


def _pairs(
    text: str, named: Sequence[ResolvedToponym]
) -> Iterator[tuple[ResolvedToponym, ResolvedToponym]]:
    """Names between which something is said to be; of "between Kaya in Sanmatenga and Dori" the
    name after the next is the other end."""
    for number, one in enumerate(named):
        start, end = one.toponym.start, one.toponym.end
        if not _FROM_ONE.search(text, max(0, start - _WORDS_BEFORE), start):
            continue
        for other in itertools.islice(named, number + 1, number + 3):
            if _TO_OTHER.fullmatch(text, end, other.toponym.start):
                yield one, other
                break


def _middle(one: Location, other: Location) -> Location | None:
    """The circle between two towns; None where they are none, or too far from each other."""
    km = distance_km(one.latitude, one.longitude, other.latitude, other.longitude)
    if one.where_prec >= WIDE or other.where_prec >= WIDE or not 0 < km <= FARTHEST_KM:
        return None
    road = one.relation if on_road(one) else other.relation if on_road(other) else None
    words = f"{road.split()[0]} between" if road else "between"
    latitude, longitude = halfway(one, other)
    return Location(
        place=other.place,
        latitude=latitude,
        longitude=longitude,
        radius_km=round(max(km / 2, NEAR_KM), 1),
        where_prec=2 if km / 2 <= _NEAR_ENOUGH_KM else RELATIVE,
        relation=f"{words} {one.place.name} and",
    )
