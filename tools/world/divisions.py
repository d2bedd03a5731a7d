"""Where divisions lie and what they are called, from polygons, provinces and towns together."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.names import fold, skeleton, split_type
from world.join import MISLABELLED
from world.polygons import Shapes
from world.sources import Division, Town

KM_PER_DEGREE = 111.195
LANGUAGES = (
    "ar", "bn", "de", "el", "en", "es", "fa", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl",
    "pl", "pt", "ru", "sv", "tr", "uk", "ur", "vi", "zh", "zht",
)  # fmt: skip
"""Natural Earth's, by the ends of its columns."""
TAGS = {"zht": "zh-Hant"}
"""Their tags of BCP 47, where they are others."""


def radius_km(shape: BaseGeometry) -> float:
    """Radius of the circle with a polygon's area, degrees made equal at its middle latitude."""
    south, north = shape.bounds[1], shape.bounds[3]
    km2 = shape.area * KM_PER_DEGREE**2 * math.cos(math.radians((south + north) / 2))
    return round(max(1.0, math.sqrt(km2 / math.pi)), 1)


def find_namesakes(divisions: list[Division], towns: list[Town]) -> dict[str, Town]:
    """The towns that second-order divisions are called after, by the divisions' codes.

    Only towns of which no second-order division is known, each the only one in its first-order
    division that the name fits, as the division is the only one; where the division is known, such
    a town lies in it in 98 of 100 cases (in 90 in the United States, whose towns all have theirs).
    A town that goes by the very name is put into the division.
    """
    called: dict[tuple[str, str], dict[int, Town]] = defaultdict(dict)
    for town in towns:
        for key in _keys(town.names):
            called[town.first_order, key][town.geonameid] = town
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for division in divisions:
        if division.level == 2:
            for key in _keys([division.name, *division.names]):
                named[division.first_order, key].add(division.code)
    candidates: list[tuple[Division, Town]] = []
    for division in divisions:
        if division.level == 2:
            keys = [(division.first_order, key) for key in _keys([division.name, *division.names])]
            alike = {number: town for key in keys for number, town in called[key].items()}
            if len(alike) == 1 and all(len(named[key]) == 1 for key in keys):
                candidates += [(division, town) for town in alike.values() if not town.admin2]
    claimed = Counter(town.geonameid for _, town in candidates)
    found = {d.code: town for d, town in candidates if claimed[town.geonameid] == 1}
    for division, town in candidates:
        if division.code in found and _keys([town.name]) & _keys([division.name, *division.names]):
            town.admin2 = division.code.split(".")[2]
    return found


def _keys(names: list[str]) -> set[str]:
    """Folded names, with and without their articles and the word for the kind of division."""
    folded = {fold(name) for name in names}
    folded |= {typed[0] for name in folded if (typed := split_type(name))}
    return (folded | {skeleton(name) for name in folded}) - {""}


def locate(
    divisions: list[Division], towns: list[Town], shapes: Shapes, namesakes: dict[str, Town]
) -> None:
    """Give each division a point and a radius where polygons or towns tell them, else neither.

    In order: a point inside its polygon; the town in it that bears its name; the middle of the
    towns in it; the town that it is called after. Any other division keeps None.
    """
    inside: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        inside[town.first_order].append(town)
        if town.admin2:
            inside[town.second_order].append(town)
    for division in divisions:
        members = inside.get(division.code, [])
        division.weight = sum(town.population for town in members)
        shape = shapes.by_code.get(division.code)
        if shape is not None:
            point = shapely.point_on_surface(shape)
            division.longitude, division.latitude = round(point.x, 5), round(point.y, 5)
            division.radius_km = radius_km(shape)
        elif members:
            _from_towns(division, members)
        elif division.code in namesakes:
            _from_towns(division, [namesakes[division.code]])


def _from_towns(division: Division, members: list[Town]) -> None:
    names = {name.casefold() for name in division.names}
    named = [town for town in members if town.name.casefold() in names]
    latitudes = np.array([town.latitude for town in members])
    longitudes = np.array([town.longitude for town in members])
    if named:
        seat = max(named, key=lambda town: (town.population, -town.geonameid))
        latitude, longitude = seat.latitude, seat.longitude
    else:
        # Medians stay inside where one town was given to the wrong division.
        latitude, longitude = float(np.median(latitudes)), float(np.median(longitudes))
    division.latitude, division.longitude = round(latitude, 5), round(longitude, 5)
    east = (longitudes - longitude) * math.cos(math.radians(latitude))
    away = np.hypot(latitudes - latitude, east) * KM_PER_DEGREE
    spread = float(np.quantile(away, 0.8)) if len(members) > 2 else 0.0
    division.radius_km = round(min(150.0, max(10.0, spread * 1.3)), 1)


def is_like(name: str, known: Iterable[str]) -> bool:
    """Whether a name may be an English form of one of these: Bavaria of Bayern.

    Where Natural Earth gives a division's id to another province (Al Qubbah for Darnah), its name
    is like none of the division's.
    """
    folded = fold(name)
    return any(SequenceMatcher(None, folded, fold(other)).ratio() >= 0.45 for other in known)


def name_from_provinces(divisions: list[Division], shapes: Shapes) -> None:
    """Add Natural Earth's names in many languages where one province is the division.

    First-order divisions go by the English one, as news in English writes it.
    """
    called: dict[tuple[str, str], set[str]] = defaultdict(set)
    for division in divisions:
        if division.level == 1:
            for name in (division.name, *division.names):
                called[division.country, fold(name)].add(division.code)
    for division in divisions:
        if division.level == 2 and division.code not in shapes.by_code:
            continue
        province = _the_same(division, shapes.provinces.get(division.code, []))
        english = province and (province.get("name_en") or "")
        others = called[division.country, fold(english or "")]
        if province is None or (others and division.first_order not in others):
            # Of a city and the country around it both may stand under the other's name.
            continue
        known = [division.name, *division.names]
        labels = {
            TAGS.get(language, language): name
            for language in LANGUAGES
            if (name := province.get(f"name_{language}"))
        }
        more = [province.get("name"), *(province.get("name_alt") or "").split("|")]
        division.names = list(dict.fromkeys(filter(None, [*known, *labels.values(), *more])))
        if english and is_like(english, known):
            division.labels = labels
            if division.level == 1:
                division.name = english


def _the_same(division: Division, provinces: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The one of the provinces that is the division itself rather than a part of it."""
    provinces = [p for p in provinces if p["iso_3166_2"] not in MISLABELLED]
    coded = [
        province
        for province in provinces
        if province.get("gn_id") == division.geonameid
        or (division.iso and province["iso_3166_2"] == division.iso)
    ]
    names = {fold(name) for name in (division.name, *division.names)}
    named = [
        province
        for province in provinces
        if {fold(province.get("name") or ""), fold(province.get("name_en") or "")} & names
    ]
    if len(provinces) == 1:
        return next(iter([*coded, *named]), None)
    both = [province for province in coded if province in named]
    return both[0] if len(both) == 1 else None
