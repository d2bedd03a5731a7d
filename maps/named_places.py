"""The layer of all places that the reports name, each with the events it is linked to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd

from gazetteer.place import Place
from geo.records import ParsedReport
from maps.payload import link_rows

ROLES = ("where", "from", "to", "actor", "mentioned")
"""Parts that a name can play in an event; the page has words for each."""


@dataclass(slots=True)
class _NamedPlace:
    name: str
    latitude: float
    longitude: float
    country_code: str | None
    feature_code: str | None
    texts: set[str] = field(default_factory=set)
    links: set[tuple[int, int]] = field(default_factory=set)
    """Row of the event and number of the role."""


def named_places(table: gpd.GeoDataFrame, parsed: Iterable[ParsedReport] = ()) -> list[list[Any]]:
    """One row a place: id, name, latitude, longitude, country code, feature code, texts, links.

    Links are event row and role number in turn. Places that a report names but no event is linked
    to are known from `parsed` alone. Rows are in the order of the place id.
    """
    places: dict[str, _NamedPlace] = {}
    for row, links in link_rows(table):
        for link in links:
            place = _from_link(places, link)
            if place is None:
                continue
            place.texts.add(str(link.get("text") or place.name))
            role = link.get("role")
            if role in ROLES:
                place.links.add((row, ROLES.index(role)))
    for report in parsed:
        for resolved in report.toponyms:
            if resolved.place and resolved.place.latitude is not None:
                _from_place(places, resolved.place).texts.add(resolved.toponym.text)
    return [_row(place_id, place) for place_id, place in sorted(places.items())]


def _from_link(places: dict[str, _NamedPlace], link: dict[str, Any]) -> _NamedPlace | None:
    place_id = link.get("place_id")
    known = places.get(place_id) if isinstance(place_id, str) else None
    if known:
        return known
    latitude, longitude = _degrees(link.get("latitude")), _degrees(link.get("longitude"))
    if not isinstance(place_id, str) or latitude is None or longitude is None:
        return None
    places[place_id] = _NamedPlace(
        str(link.get("name") or link.get("text") or place_id),
        latitude,
        longitude,
        link.get("country_code"),
        link.get("feature_code"),
    )
    return places[place_id]


def _degrees(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and abs(value) <= 180 else None


def _from_place(places: dict[str, _NamedPlace], place: Place) -> _NamedPlace:
    assert place.latitude is not None
    assert place.longitude is not None
    return places.setdefault(
        place.place_id,
        _NamedPlace(
            place.name, place.latitude, place.longitude, place.country_code, place.feature_code
        ),
    )


def _row(place_id: str, place: _NamedPlace) -> list[Any]:
    return [
        place_id,
        place.name,
        place.latitude,
        place.longitude,
        place.country_code,
        place.feature_code,
        sorted(place.texts),
        [number for link in sorted(place.links) for number in link],
    ]
