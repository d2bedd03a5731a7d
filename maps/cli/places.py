"""What the gazetteer knows, as the commands `places` and `gazetteer info` show it."""

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gazetteer.errors import DatelineError
from geo.errors import FilterError
from maps.cli.terminal import Voice

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Match

HEADING = (
    "name", "place_id", "feature", "country", "within", "population", "latitude", "longitude",
    "matched",
)  # fmt: skip


class NoPlaceError(DatelineError, LookupError):
    """The gazetteer has no place of this name."""


def look_up(name: str, *, country: str | None, limit: int) -> "list[tuple[Match, str]]":
    """What a name may mean, best first, each with the names of the places that it lies in.

    "Paris, Texas" is Paris in Texas. Raises `NoPlaceError` where the gazetteer has none, and
    `FilterError` for a country that is no code.
    """
    from gazetteer.region_names import close_names
    from gazetteer.region_syntax import places_within

    gazetteer = opened()
    code = _country_code(gazetteer, country) if country else None
    found = gazetteer.lookup(name, country=code, limit=limit)
    if not found:
        within = places_within(gazetteer, name)
        found = [m for m in within if code in (None, m.place.country_code)][:limit]
    if not found:
        where = f" in {gazetteer.country_name(code)}" if code else ""
        near = "" if gazetteer.has_name(name) else " or ".join(close_names(gazetteer, name))
        hint = f"did you mean {near}?" if near else "try another spelling"
        raise NoPlaceError(f"no place is called {name!r}{where}; {hint}")
    return [
        (match, ", ".join(parent.name for parent in gazetteer.parents(match.place)))
        for match in found
    ]


def table_row(answer: "tuple[Match, str]") -> tuple[object, ...]:
    """An answer as a row under `HEADING`."""
    match, within = answer
    place = match.place
    return (
        place.name, place.place_id, place.feature_code, place.country_code, within,
        place.population, place.latitude, place.longitude, f"{match.how}: {match.name}",
    )  # fmt: skip


def json_line(answer: "tuple[Match, str]") -> str:
    """An answer as one line of JSON."""
    match, within = answer
    values = {
        **asdict(match.place),
        "within": within,
        "matched_name": match.name,
        "how": match.how,
        "closeness": match.closeness,
    }
    return json.dumps(values, ensure_ascii=False)


def info_rows() -> list[tuple[str, object]]:
    """What the gazetteer says of itself, by key."""
    # The checksums are for the index's own use.
    told = {key: value for key, value in opened().info().items() if key != "checksums"}
    return _flat(told)


def _flat(info: dict[str, Any], prefix: str = "") -> "list[tuple[str, object]]":
    rows: list[tuple[str, object]] = []
    for key, value in info.items():
        name = f"{prefix}{key.replace('_', ' ')}"
        if isinstance(value, dict):
            rows += _flat(value, f"{name}: ")
        else:
            rows.append((name, ", ".join(map(str, value)) if isinstance(value, list) else value))
    return rows


def opened() -> "Gazetteer":
    """The gazetteer, with word of its index being built the first time."""
    from gazetteer import open_gazetteer

    with Voice() as voice:
        return open_gazetteer(progress=voice.step)


def _country_code(gazetteer: "Gazetteer", text: str) -> str:
    code = text.strip().upper()
    if re.fullmatch("[A-Z]{2,3}", code) is None:
        raise FilterError(f"--country {text!r}: give an ISO 3166 code, such as SY or SYR")
    place = gazetteer.by_iso(code)
    if place is None or place.country_code is None or not place.feature_code.startswith("PCL"):
        raise NoPlaceError(f"--country {text!r}: no country has this ISO 3166 code")
    return place.country_code
