"""Names that no gazetteer has, asked of an online geocoder, and which of its answers is meant.

A service knows nothing of the report, so its answers count only where the report speaks for them:
where they lie in a country of its other places or, if it has none, where there is but one answer.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gazetteer.place import Place, distance_km
from geo.records import Location, ResolvedToponym
from geo.relations import locate

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.online import Online

SOURCE = "online"
SCORE = 0.5
"""What such a place is given as its probability. It is set, not measured: services differ."""
SAME_KM = 20.0
"""Answers no farther apart are one place, such as a village and its municipality."""


def with_online_places(
    text: str,
    resolved: Sequence[ResolvedToponym],
    online: "Online",
    gazetteer: "Gazetteer",
    country: str | None = None,
) -> tuple[ResolvedToponym, ...]:
    """The toponyms, with places of the service for literal names that the gazetteer lacks.

    `country` (ISO alpha-2) is what the report is likely about, beside those of its places.
    """
    codes = {t.place.country_code for t in resolved if t.place is not None}
    countries = {code for code in (*codes, country) if code}
    return tuple(
        _with_place(text, toponym, online, gazetteer, countries)
        if toponym.location is None and toponym.toponym.usage == "literal"
        else toponym
        for toponym in resolved
    )


def _with_place(
    text: str,
    resolved: ResolvedToponym,
    online: "Online",
    gazetteer: "Gazetteer",
    countries: set[str],
) -> ResolvedToponym:
    toponym = resolved.toponym
    place = chosen(online.places(toponym.text), countries, resolved.approximate)
    if place is None:
        return resolved
    location = locate(text, toponym.start, toponym.end, place, gazetteer)
    if location is None:
        return resolved
    return replace(
        resolved, location=replace(location, source=SOURCE), score=SCORE, approximate=None
    )


def chosen(answers: Sequence[Place], countries: set[str], around: Location | None) -> Place | None:
    """The answer that the report speaks for: in its countries, and the nearest to where it is."""
    fit = [place for place in answers if not countries or place.country_code in countries]
    if around is not None and countries:
        # Ties end in the id: services give no order that lasts.
        here = around
        return min(fit, key=lambda place: (_km(place, here), place.place_id), default=None)
    if not fit or any(_km(place, fit[0]) > SAME_KM for place in fit):
        return None
    return fit[0]


def _km(place: Place, other: Place | Location) -> float:
    assert place.latitude is not None
    assert place.longitude is not None
    assert other.latitude is not None
    assert other.longitude is not None
    return distance_km(place.latitude, place.longitude, other.latitude, other.longitude)
