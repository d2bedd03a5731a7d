"""Areas that a text describes by a place: "near X", "30 km north of X", "northwestern X".

The words before and after a name are matched against a small grammar; the outcome is a `Location`
with a point, a radius in km and, for a part of a country or division, its polygon (EPSG:4326).
"""

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.names import fold, split_type
from gazetteer.place import EARTH_RADIUS_KM, Place
from geo.language.numbers import parse_number
from geo.language.words import DIRECTIONS, direction
from geo.records import Location

if TYPE_CHECKING:
    from gazetteer import Gazetteer

WIDE = 4
"""UCDP's `where_prec` of a first-order division, and of what is wider from here on."""
RELATIVE = 5
"""UCDP's `where_prec` of a relative location."""
COUNTRY = 6
"""UCDP's `where_prec` of a country."""
NEAR_KM = 10.0
"""Radius for "near X" where X is a point; UCDP codes such events where_prec 2."""
SEAT_KM = 25.0
"""Radius of a district of which no more is known than the town that it is called after."""
COASTAL_KM = 50.0
ROAD_KM = 50.0
"""Radius for "on the road to X": mostly a day's news of the district, not of X itself."""
KM_PER_MILE = 1.609344
FARTHEST_KM = math.pi * EARTH_RADIUS_KM
"""Half of the earth's circumference: nothing on it is farther from anything."""
BEARING_ERROR = 0.25
"""Distances in news are rounded and bearings coarse: the radius is this share of the distance."""

_WORDS_BEFORE = 90
_DIRECTION = r"(?:(?:north|south)[ -]?)?(?:north|south|east|west)(?:ern)?(?:most)?"
_OF_PLACE = (
    r"(?:\s+the)?(?:\s+(?:northern|southern|eastern|western|central|rebel-held|capital|port|border)"
    r")*(?:\s+(?:city|town|village|capital|province|region|district|municipality|settlement)"
    r"(?:\s+of)?)?\s*$"
)
_DISTANCE = re.compile(
    r"(?P<number>\d[\d,.]*|\b(?:a|an|few|several|dozens? of|[a-z]+(?:-[a-z]+)?))"
    r"[\s-]*(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b"
    r"(?:\s*\([^()]{1,40}\))?"
    rf"(?:\s+(?:to\s+)?(?:the\s+)?(?P<direction>{_DIRECTION}))?"
    r"\s+(?:of|from|off|outside|away from|inside)" + _OF_PLACE,
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"(?<!the )(?<!the)\b(?P<direction>{_DIRECTION})\s+of" + _OF_PLACE, re.IGNORECASE
)
"""North of X is outside it, "the north of X" is a part of it."""
_NEAR = re.compile(
    r"(?P<words>\bnear(?:by)?(?:\s+to)?|\bclose\s+to|\bnot\s+far\s+from|\boutside(?:\s+of)?|"
    r"\b(?:overlooking|above|surrounding|next\s+to|adjacent\s+to)|"
    r"\b(?:on|in|at|to)\s+the\s+(?:outskirts|edge|edges|vicinity|suburbs)\s+of|"
    r"\bin\s+the\s+(?:countryside|rural\s+areas?)\s+(?:of|around|near)|\bjust\s+off|"
    r"\barea\s+around|\bvillages?\s+around)" + _OF_PLACE,
    re.IGNORECASE,
)
ROAD = r"(?:road|highway|expressway|motorway|autoroute|route|railway|railroad)"
"""A way between places."""
_END_OF_ROAD = r"(?:(?:leading\s+|that\s+leads\s+)?(?:to|towards?|from|between)|linking|connecting)"
_ON_ROAD = re.compile(
    rf"\b(?P<words>{ROAD}\s+{_END_OF_ROAD})(?:\s+(?!the\b)[\w'\u2019-]+){{0,3}}?"
    r"(?:\s+(?:to|and|with))?\s+$",
    re.IGNORECASE,
)
_OF_ROAD = re.compile(rf"^(?:\s*[-\u2013]\s*[A-Z][\w'\u2019]+)?\s+(?P<words>{ROAD})\b")
"""The Kaduna-Abuja highway is mostly in neither."""
_OFF_COAST = re.compile(
    r"\b(?P<words>off(?:\s+the)?(?:\s+\w+)?\s+(?:coasts?|shores?)\s+of|in\s+the\s+waters\s+off)"
    + _OF_PLACE,
    re.IGNORECASE,
)
_OFF = re.compile(r"\b(?:(?P<verb>[a-z]+)\s+)?(?P<words>off)" + _OF_PLACE, re.IGNORECASE)
_PARTING = ("block", "cordon", "cut", "fence", "rope", "seal", "shut", "wall")
"""A boat sinks off a town; what is cut off or sealed off is the town itself."""
_WAY = (
    r"(?:(?:advanc|driv|fle|fly|head|hurr|march|mov|pour|push|retreat|rid|rush|sail|speed|stream|"
    r"travel|trek|walk|withdr[ae]w)\w*|drove|flew|flown|ran|rode|sped)"
)
_TOWARDS = re.compile(
    rf"\b{_WAY}(?:\s+(?!and\b|into\b)[\w'\u2019-]+){{0,3}}?\s+(?P<words>towards?)"
    + _OF_PLACE
    + r"|\b(?P<bound>(?:bound|headed|heading)\s+for|(?:headed|heading|marching|sailing|travell?ing|"
    r"on\s+(?:the|its|their|his|her)\s+way|en\s+route)\s+to)" + _OF_PLACE,
    re.IGNORECASE,
)
"""Who is on the way to a town is not there."""
_PART_OF = re.compile(
    rf"\b(?:the\s+)?(?P<direction>{_DIRECTION}|centre|center)"
    r"(?:\s+(?:part|parts|area|areas|region|corner|half|end|countryside))?\s+of" + _OF_PLACE,
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?P<direction>{_DIRECTION}|central)\s+(?:and\s+{_DIRECTION}\s+)?$", re.IGNORECASE
)
_COUNTRYSIDE = re.compile(
    rf"^(?:'s|\u2019s)?\s+(?:(?P<direction>{_DIRECTION})\s+)?"
    r"(?P<words>countryside|outskirts|suburbs|hinterland)\b",
    re.IGNORECASE,
)


def locate(
    text: str, start: int, end: int, place: Place, gazetteer: "Gazetteer"
) -> Location | None:
    """Where the name at `text[start:end]` puts something, given the place that it means.

    None for a place without coordinates.
    """
    if place.latitude is None or place.longitude is None:
        return None
    before = text[max(0, start - _WORDS_BEFORE) : start]
    # A relation does not reach over the end of a sentence or clause.
    before = re.split(r"[.;:!?]\s|\n", before)[-1]
    after = text[end : end + 40]
    if match := _last(_DISTANCE, before):
        if (kilometres := _kilometres(match)) is not None:
            return _at_distance(place, kilometres, match["direction"], _words(match, before))
    elif match := _last(_OFF_COAST, before):
        return _around(place, COASTAL_KM, _words(match, before), where_prec=7)
    elif (match := _last(_OFF, before)) and not (match["verb"] or "").startswith(_PARTING):
        if precision(place) >= COUNTRY:
            return _around(place, COASTAL_KM, "off", where_prec=7)
        return _around(place, NEAR_KM, "off", where_prec=2)
    elif precision(place) < WIDE and (match := _last(_TOWARDS, before)):
        words = " ".join((match["words"] or match["bound"]).lower().split())
        return _around(place, ROAD_KM, words, where_prec=RELATIVE)
    elif match := _last(_NEAR, before) or _last(_BESIDE, before):
        return _around(place, NEAR_KM, _words(match, before), where_prec=2)
    elif match := _last(_ON_ROAD, before) or _OF_ROAD.match(after):
        return _around(place, ROAD_KM, match["words"].lower(), where_prec=2)
    elif match := _COUNTRYSIDE.match(after):
        return _around(place, 2 * NEAR_KM, match["words"].lower(), where_prec=2)
    elif match := _last(_PART_OF, before) or _last(_PART, before):
        return _part(place, match["direction"], _words(match, before), gazetteer)
    return at(place)


def at(place: Place, source: str = "named") -> Location | None:
    """The place itself as a location; None for a place without coordinates."""
    if place.latitude is None or place.longitude is None:
        return None
    return Location(
        place=place,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=place.radius_km,
        where_prec=precision(place),
        source=source,
    )


def on_road(location: Location) -> bool:
    """Whether a place is told only as an end of a road."""
    return bool(location.relation and re.match(ROAD, location.relation))


def halfway(one: Location, other: Location) -> tuple[float, float]:
    """Latitude and longitude of the point in the middle between two, in degrees."""
    points = ((math.radians(p.latitude), math.radians(p.longitude)) for p in (one, other))
    x, y, z = (
        sum(axis)
        for axis in zip(
            *(
                (math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi))
                for phi, lam in points
            ),
            strict=True,
        )
    )
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def within(place: Place, gazetteer: "Gazetteer") -> Location | None:
    """A place of which only the name is known: around the town that it is called after, else
    somewhere in the division that holds it."""
    seat = _seat(place, gazetteer)
    if seat is not None and (around := at(seat)) is not None:
        return replace(around, place=place, where_prec=precision(place), radius_km=SEAT_KM)
    for parent in gazetteer.parents(place):
        around = at(parent)
        if around is not None:
            return replace(around, place=place, where_prec=max(around.where_prec, precision(place)))
    return None


def _seat(place: Place, gazetteer: "Gazetteer") -> Place | None:
    """The town in the same first-order division that a lower one is called after."""
    if place.admin1_code is None or not place.feature_code.startswith("ADM2"):
        return None
    parts = split_type(fold(place.name))
    name = parts[0] if parts else place.name
    towns = gazetteer.lookup(name, country=place.country_code, feature_class="P")
    found = (match.place for match in towns if match.how in _CALLED)
    return next((town for town in found if town.admin1_code == place.admin1_code), None)


_CALLED = frozenset({"exact", "folded", "variant"})


def precision(place: Place) -> int:
    """UCDP GED's `where_prec` of a place as such.

    Countries are 6, first-order divisions 4, lower ones 3, regions 5, waters 7; everything else,
    from a city to a building, is an exact place.
    """
    code = place.feature_code
    match place.feature_class:
        case "A" if code.startswith("PCL") or code in {"TERR", "ZN"}:
            return 6
        case "A" if code.startswith("ADM1"):
            return 4
        case "A":
            return 3
        case "L" if code in {"RGN", "CONT", "AREA", "RGNE", "RGNH", "ADMD"}:
            return 5
        case "H" if code in {"OCN", "SEA", "GULF", "STRT", "BAY", "CHN"}:
            return 7
        case "H" | "T" if place.radius_km > 25:
            return 5
    return 1


def _last(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """The match that ends where the name begins."""
    found = None
    for found in pattern.finditer(before):  # noqa: B007 - the last one is wanted
        pass
    return found if found and found.end() == len(before) else None


def _words(match: re.Match[str], before: str) -> str:
    return " ".join(before[match.start() :].split()).lower()


def _kilometres(match: re.Match[str]) -> float | None:
    """The distance; None where it is no number, or none on earth."""
    words = match["number"].casefold()
    vague = {"a": 1.0, "an": 1.0, "few": 3.0, "several": 5.0}
    number = vague.get(words, parse_number(words))
    if number is None and words.startswith("dozen"):
        number = 24.0
    if number is None:
        return None
    kilometres = number * (KM_PER_MILE if match["unit"].casefold().startswith("mi") else 1.0)
    return kilometres if kilometres <= FARTHEST_KM else None


def _at_distance(
    place: Place, kilometres: float, bearing_words: str | None, relation: str
) -> Location:
    assert place.latitude is not None
    assert place.longitude is not None
    towards = direction(bearing_words) if bearing_words else None
    if towards is None:
        # Somewhere on a ring: the place stays the middle, the ring's far side is the radius.
        return _around(place, max(kilometres, 1.0), relation, where_prec=2)
    east, north = DIRECTIONS[towards]
    latitude, longitude = _move(
        place.latitude, place.longitude, math.atan2(east, north), kilometres
    )
    return Location(
        place=place,
        latitude=latitude,
        longitude=longitude,
        radius_km=max(BEARING_ERROR * kilometres, 2.0),
        where_prec=2 if kilometres <= 50 else 5,
        relation=relation,
    )


def _around(place: Place, radius_km: float, relation: str, *, where_prec: int) -> Location:
    assert place.latitude is not None
    assert place.longitude is not None
    named = precision(place)
    return Location(
        place=place,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_km=radius_km + (place.radius_km if named <= 2 else 0.0),
        # Near a town is near; near a country is no better known than the country.
        where_prec=where_prec if named <= 3 or where_prec == 7 else max(5, named),
        relation=relation,
    )


def _move(
    latitude: float, longitude: float, bearing: float, kilometres: float
) -> tuple[float, float]:
    """The point at a bearing (radians from north) and distance on the sphere, in degrees."""
    arc = kilometres / EARTH_RADIUS_KM
    phi, lam = math.radians(latitude), math.radians(longitude)
    sine = math.sin(phi) * math.cos(arc) + math.cos(phi) * math.sin(arc) * math.cos(bearing)
    phi2 = math.asin(max(-1.0, min(1.0, sine)))
    lam2 = lam + math.atan2(
        math.sin(bearing) * math.sin(arc) * math.cos(phi),
        math.cos(arc) - math.sin(phi) * math.sin(phi2),
    )
    return math.degrees(phi2), (math.degrees(lam2) + 540) % 360 - 180


def _part(
    place: Place, direction_words: str, relation: str, gazetteer: "Gazetteer"
) -> Location | None:
    """A part of a place: a polygon where the place has one, else the place under that relation."""
    towards = direction(direction_words)
    whole = gazetteer.geometry(place)
    named = precision(place)
    exact = at(place)
    if towards is None or exact is None:
        return exact
    if whole is None or named <= 2:
        return Location(
            place=place,
            latitude=exact.latitude,
            longitude=exact.longitude,
            radius_km=exact.radius_km,
            where_prec=named,
            relation=relation,
        )
    part = part_of(whole, towards)
    point = part.representative_point()
    return Location(
        place=place,
        latitude=point.y,
        longitude=point.x,
        radius_km=_radius_km(part),
        where_prec=5,
        relation=relation,
        geometry=part,
    )


def part_of(whole: BaseGeometry, towards: str) -> BaseGeometry:
    """The half, quarter or middle of an area (EPSG:4326) in a direction.

    The box around its largest piece is halved, so that islands far away do not move the middle.
    """
    pieces = list(shapely.get_parts(whole))
    mainland = max(pieces, key=lambda piece: (piece.area, piece.bounds))
    west, south, east, north = mainland.bounds
    east_step, north_step = DIRECTIONS[towards]
    if (east_step, north_step) == (0, 0):
        width, height = (east - west) / 4, (north - south) / 4
        box = shapely.box(west + width, south + height, east - width, north - height)
    else:
        middle_x, middle_y = (west + east) / 2, (south + north) / 2
        box = shapely.box(
            middle_x if east_step > 0 else west,
            middle_y if north_step > 0 else south,
            middle_x if east_step < 0 else east,
            middle_y if north_step < 0 else north,
        )
    part = mainland.intersection(box)
    return part if not part.is_empty else mainland


def _radius_km(area: BaseGeometry) -> float:
    """Radius in km of the circle of the same area; degrees are scaled at the area's middle."""
    degree = math.radians(1) * EARTH_RADIUS_KM
    squared = area.area * degree**2 * math.cos(math.radians(area.centroid.y))
    return round(math.sqrt(max(squared, 0.0) / math.pi), 1)
