"""What an online geocoder answers, as places: nothing of it is believed before it is checked.

Any geocoder of geopy gives an address and a point; Nominatim also tells what kind of thing it is,
how far it reaches, and all its names.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gazetteer.errors import CoordinateError
from gazetteer.place import EARTH_RADIUS_KM, Place

MOST_NAMES = 100
LONGEST_NAME = 200
_LEAST_KM, _MOST_KM = 0.5, 1000.0
_WIDE_KM = 25.0
"""What is of no known kind and reaches farther is a region."""
_DEFAULT_KM = 5.0
_PLACES = {
    "country": "A.PCLI", "state": "A.ADM1", "province": "A.ADM1", "region": "L.RGN",
    "county": "A.ADM2", "state_district": "A.ADM2", "district": "A.ADM2",
    "municipality": "A.ADM3", "city": "P.PPL", "town": "P.PPL", "village": "P.PPL",
    "hamlet": "P.PPL", "isolated_dwelling": "P.PPL", "city_district": "P.PPLX",
    "borough": "P.PPLX", "suburb": "P.PPLX", "quarter": "P.PPLX", "neighbourhood": "P.PPLX",
    "island": "T.ISL", "islet": "T.ISL", "locality": "L.LCTY", "farm": "S.FRM",
}  # fmt: skip
"""GeoNames' class and code of OpenStreetMap's values of "place"."""
_KINDS = {
    "aeroway": "S.AIRP", "highway": "R.RD", "railway": "S.RSTN", "waterway": "H.STM",
    "landuse": "L.LCTY", "leisure": "L.PRK", "military": "L.MILB", "mountain_pass": "T.PASS",
    "boundary": "A.ADMD",
}  # fmt: skip
_NATURAL = {"water": "H.LK", "bay": "H.BAY", "strait": "H.STRT", "spring": "H.SPNG",
            "wood": "V.FRST"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A place that a service knows, without its country and divisions, and its names there."""

    place: Place
    names: tuple[str, ...]


def read_location(location: Any) -> dict[str, Any]:
    """A geopy `Location` as JSON values that `answer_of` takes."""
    raw = location.raw if isinstance(location.raw, Mapping) else {}
    return {
        "id": _id(raw),
        "names": list(_names(raw, location.address)),
        # Where the service tells degrees in its own words: geopy turns 500 into 140.
        "latitude": raw.get("lat", location.latitude),
        "longitude": raw.get("lon", location.longitude),
        "feature": _feature(raw),
        "radius_km": _radius(raw),
    }


def answer_of(kept: Any, service: str) -> Answer | None:
    """The answer in JSON values; None where they can't be those of a place."""
    try:
        latitude, longitude = float(kept["latitude"]), float(kept["longitude"])
        names = tuple(name for name in map(_clean, kept["names"][:MOST_NAMES]) if name)
        radius = kept["radius_km"]
        feature = kept["feature"] or ("L.RGN" if (radius or 0) > _WIDE_KM else "L.LCTY")
        feature_class, _, feature_code = feature.partition(".")
        number = kept["id"] or f"{latitude:.5f}_{longitude:.5f}"
        place = Place(
            place_id=f"{service}:{number}",
            name=names[0],
            latitude=latitude,
            longitude=longitude,
            feature_class=feature_class,
            feature_code=feature_code,
            country_code=None,
            admin1_code=None,
            admin2_code=None,
            population=None,
            radius_km=round(min(max(radius or _DEFAULT_KM, _LEAST_KM), _MOST_KM), 1),
            source=service,
        )
    except (CoordinateError, TypeError, ValueError, KeyError, IndexError, AttributeError):
        return None
    return Answer(place, names)


def _id(raw: Mapping[str, Any]) -> str | None:
    """OpenStreetMap's kind and number, which stay when the service is set up anew."""
    kind, number = raw.get("osm_type"), raw.get("osm_id")
    if kind in ("node", "way", "relation") and isinstance(number, int) and number > 0:
        return f"{kind}-{number}"
    return None


def _names(raw: Mapping[str, Any], address: object) -> Iterator[str]:
    """The name of the place first, then its other names, each once."""
    details = raw.get("namedetails")
    others = list(details.values()) if isinstance(details, Mapping) else []
    given = [raw.get("name"), str(address or "").split(",")[0], *others]
    yield from list(dict.fromkeys(n for n in map(_clean, given) if n))[:MOST_NAMES]


def _clean(name: object) -> str:
    """A name in one line of what can be shown; "" for what is none."""
    if not isinstance(name, str) or len(name) > 4 * LONGEST_NAME:
        return ""
    shown = "".join(letter if letter.isprintable() else " " for letter in name)
    return " ".join(shown.split())[:LONGEST_NAME]


def _feature(raw: Mapping[str, Any]) -> str | None:
    """GeoNames' class and code, where the service tells a kind of OpenStreetMap's."""
    group, kind = raw.get("category", raw.get("class")), raw.get("type")
    if not isinstance(group, str) or not isinstance(kind, str):
        return None
    if group in ("place", "boundary"):
        told = raw.get("addresstype", kind)
        return _PLACES.get(str(told)) or _PLACES.get(kind) or _KINDS.get(group)
    if group == "natural":
        return _NATURAL.get(kind, "T.MT" if kind in ("peak", "volcano", "ridge") else "L.LCTY")
    return _KINDS.get(group, "S.BLDG")


def _radius(raw: Mapping[str, Any]) -> float | None:
    """Half the diagonal in km of the box that the service tells: south, north, west, east."""
    try:
        south, north, west, east = map(float, raw["boundingbox"])
    except (KeyError, TypeError, ValueError):
        return None
    middle = math.radians((south + north) / 2)
    diagonal = math.hypot(north - south, (east - west) * math.cos(middle))
    km = math.radians(diagonal) * EARTH_RADIUS_KM / 2
    return round(km, 1) if math.isfinite(km) else None
