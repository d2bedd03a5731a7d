"""Where divisions lie and what they are called, from polygons, provinces and towns together."""

import math
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.names import fold
from world.polygons import Shapes
from world.sources import Division, Town

KM_PER_DEGREE = 111.195
LANGUAGES = (
    "ar", "bn", "de", "el", "en", "es", "fa", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl",
    "pl", "pt", "ru", "sv", "tr", "uk", "ur", "vi", "zh", "zht",
)  # fmt: skip


def radius_km(shape: BaseGeometry) -> float:
    """Radius of the circle with a polygon's area, degrees made equal at its middle latitude."""
    south, north = shape.bounds[1], shape.bounds[3]
    km2 = shape.area * KM_PER_DEGREE**2 * math.cos(math.radians((south + north) / 2))
    return round(max(1.0, math.sqrt(km2 / math.pi)), 1)


def locate(divisions: list[Division], towns: list[Town], shapes: Shapes) -> None:
    """Give each division a point and a radius where polygons or towns tell them, else neither.

    In order: a point inside its polygon; the town in it that bears its name; the middle of the
    towns in it. A division that holds no town and has no polygon keeps None.
    """
    inside: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        first = f"{town.country}.{town.admin1}"
        inside[first].append(town)
        if town.admin2:
            inside[f"{first}.{town.admin2}"].append(town)
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
    """Add Natural Earth's names in many languages where one province is one division.

    First-order divisions go by the English one, as news in English writes it.
    """
    for division in divisions:
        provinces = shapes.provinces.get(division.code, [])
        if len(provinces) != 1 or (division.level == 2 and division.code not in shapes.by_code):
            continue
        province = provinces[0]
        same = (
            province.get("gn_id") == division.geonameid
            or (division.iso and province["iso_3166_2"] == division.iso)
            or province.get("name") in division.names
            or province.get("name_en") in division.names
        )
        if same:
            known = [division.name, *division.names]
            found = [province.get(f"name_{language}") for language in LANGUAGES]
            found += [province.get("name"), *(province.get("name_alt") or "").split("|")]
            division.names = list(dict.fromkeys([*division.names, *filter(None, found)]))
            english = province.get("name_en")
            if division.level == 1 and english and is_like(english, known):
                division.name = english
