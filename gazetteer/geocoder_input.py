"""What callers give a geocoder: queries, points, languages and limits, read or refused."""

import re
from collections.abc import Mapping
from typing import Any

from geopy.exc import GeocoderQueryError
from geopy.point import Point

FIELDS = ("street", "city", "county", "state", "country", "postalcode")
"""What a structured query may have."""
LONGEST_QUERY = 500
"""In characters; more is no address."""
DEFAULT_LIMIT = 10
"""How many places a list has where no limit is given, as Nominatim's."""
_COORDINATES = re.compile(
    r"\s*([+-]?\d{1,3}(?:\.\d+)?) ?°? ?([NS]?)\s*[\s,;]\s*"
    r"([+-]?\d{1,3}(?:\.\d+)?) ?°? ?([EW]?)\s*",
    re.IGNORECASE,
)


def count_of(exactly_one: bool, limit: int | None) -> int:
    """How many places are wanted; `ValueError` for a limit below 1."""
    if limit is not None and int(limit) < 1:
        raise ValueError(f"limit {limit}: must be at least 1")
    if exactly_one:
        return 1
    return DEFAULT_LIMIT if limit is None else int(limit)


def languages_of(language: str | bool | None) -> list[str]:
    """Codes of languages, the best first, of a list as browsers send it: "de-AT,en;q=0.8"."""
    if not language:
        return []
    if not isinstance(language, str):
        raise GeocoderQueryError(f"language {language!r}: must be a code such as 'de', or several")
    weighted = []
    for piece in language.split(","):
        code, _, weight = piece.partition(";")
        try:
            weighted.append((-float(weight.strip().removeprefix("q=") or 1), code))
        except ValueError as error:
            raise GeocoderQueryError(
                f"language {language!r}: {weight!r} is no weight such as 'q=0.8'"
            ) from error
    codes = [code for _, code in sorted(weighted, key=lambda pair: pair[0])]
    return [re.split("[-_]", code.strip().lower())[0] for code in codes]


def point_of(query: Any) -> Point:
    """A point, a pair or a text as geopy reads it; else `ValueError`."""
    try:
        if query is None:
            raise TypeError
        return Point(query)
    except TypeError as error:
        raise ValueError(f"{query!r}: must be a point or a pair of coordinates") from error


def coordinates_of(text: str) -> Point | None:
    """A text that is a latitude and a longitude in degrees as a point; None for any other."""
    match = _COORDINATES.fullmatch(text)
    if match is None:
        return None
    latitude, longitude = float(match[1]), float(match[3])
    latitude = -latitude if match[2].upper() == "S" else latitude
    longitude = -longitude if match[4].upper() == "W" else longitude
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Point(latitude, longitude)


def text_of(what: str, text: Any) -> str:
    """The text; `GeocoderQueryError` where it is something else, or far too long."""
    if not isinstance(text, str):
        raise GeocoderQueryError(f"{what}: must be text, not {type(text).__name__}")
    if len(text) > LONGEST_QUERY:
        raise GeocoderQueryError(f"{what}: {len(text)} characters, must be at most {LONGEST_QUERY}")
    return text


def fields_of(query: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a structured query that are filled; a number, as of a postal code, as text."""
    if unknown := set(query) - set(FIELDS):
        raise GeocoderQueryError(
            f"query: {', '.join(sorted(map(repr, unknown)))} is none of {', '.join(FIELDS)}"
        )
    given = {
        field: str(value) if isinstance(value, int) else value
        for field in FIELDS
        if (value := query.get(field)) is not None
    }
    return {
        field: text for field, value in given.items() if (text := text_of(field, value).strip())
    }
