"""What the gazetteer knows, as the commands `places` and `gazetteer info` show it."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from gazetteer.errors import DatelineError
from maps.cli.countries import country_code
from maps.cli.stack import open_stack
from maps.cli.terminal import Voice

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Match, Region

HEADING = (
    "name", "place_id", "feature", "country", "within", "population", "latitude", "longitude",
    "matched",
)  # fmt: skip


class NoPlaceError(DatelineError, LookupError):
    """The gazetteer has no place of this name."""


def look_up(
    name: str, *, country: str | None, within: str | None, prefix: bool, limit: int
) -> "list[tuple[Match, str]]":
    """What a name may mean, best first, each with the names of the places that it lies in.

    "Paris, Texas" is Paris in Texas; an id or ISO code is what it is of. `within` is a region as a
    filter takes it; with `prefix`, names that begin so. Where nothing has the name, close spellings
    and parts of it are said to be such and given. Raises `NoPlaceError` where there is nothing at
    all, and `FilterError` for a country that there is not.
    """
    gazetteer = opened()
    code = country_code(gazetteer, country) if country else None
    region = gazetteer.region(within) if within else None
    if prefix:
        found = gazetteer.complete(name, country=code, limit=None)
        found = [m for m in found if region is None or region.contains(m.place.place_id)][:limit]
    else:
        found = _named(gazetteer, name, code, region)[:limit]
    bounds = f" in {gazetteer.country_name(code)}" if code else ""
    bounds += f" in {region.label}" if region else ""
    if not found:
        verb = "has a name that begins" if prefix else "is called"
        raise NoPlaceError(
            f"no place{bounds} {verb} {name!r}{_remedy(gazetteer, name, bounds, prefix=prefix)}"
        )
    if any(match.place.latitude is None for match in found):
        with Voice() as voice:
            voice.say(
                "note: no point is known of those without latitude and longitude; they are "
                "somewhere in what they lie within"
            )
    return [
        (match, ", ".join(parent.name for parent in gazetteer.parents(match.place)))
        for match in found
    ]


def _remedy(gazetteer: "Gazetteer", name: str, bounds: str, *, prefix: bool) -> str:
    """What may help where nothing has a name: elsewhere, or why there may be none."""
    if prefix:
        return "; give fewer letters" if len(name) > 1 else ""
    if bounds and (there := _elsewhere(gazetteer, name)):
        return there
    if gazetteer.index.manifest.get("stack"):
        return " or is spelt like it"  # which may well hold such
    return " or is spelt like it; streets, buildings and hamlets are not in the gazetteer"


def _elsewhere(gazetteer: "Gazetteer", name: str) -> str:
    """The likeliest place of a name whatever the bounds; "" where there is none."""
    from gazetteer.region_names import describe

    found = gazetteer.lookup(name, limit=1)
    return "".join(
        f"; elsewhere there is {describe(gazetteer, match.place)} {match.place.place_id}"
        for match in found
    )


def _named(
    gazetteer: "Gazetteer", name: str, code: str | None, region: "Region | None"
) -> "list[Match]":
    from gazetteer.place import Match
    from gazetteer.region_names import coded
    from gazetteer.region_syntax import places_within

    if found := gazetteer.lookup(name, country=code, within=region):
        return found
    place = coded(gazetteer, name)
    meant = places_within(gazetteer, name) if place is None else [Match(place, name, "exact", 1.0)]
    qualified = [
        match
        for match in meant
        if code in (None, match.place.country_code)
        and (region is None or region.contains(match.place.place_id))
    ]
    if qualified:
        return qualified
    near = gazetteer.lookup(name, country=code, within=region, close=True)
    if near:
        with Voice() as voice:
            likeness = "have a part of it as name" if near[0].how == "part" else "are spelt like it"
            bounded = code is not None or region is not None
            there = _elsewhere(gazetteer, name) if bounded else ""
            voice.say(f"no such place is called {name!r}{there}; these {likeness}")
    return near


def table_row(answer: "tuple[Match, str]") -> tuple[object, ...]:
    """An answer as a row under `HEADING`."""
    match, within = answer
    place = match.place
    return (
        place.name, place.place_id, place.feature_code, place.country_code, within,
        place.population, place.latitude, place.longitude, _matched(match),
    )  # fmt: skip


def _matched(match: "Match") -> str:
    """How a name matched, and how closely where that says something."""
    alike = f" ({match.closeness:.0%})" if match.closeness < 1 else ""
    return f"{match.how}: {match.name}{alike}"


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
    return flat(told)


def flat(info: dict[str, Any], prefix: str = "") -> "list[tuple[str, object]]":
    """What is told of a gazetteer as rows of a table."""
    rows: list[tuple[str, object]] = []
    for key, value in info.items():
        name = f"{prefix}{key.replace('_', ' ')}"
        if isinstance(value, dict):
            rows += flat(value, f"{name}: ")
        else:
            rows.append((name, ", ".join(map(str, value)) if isinstance(value, list) else value))
    return rows


def opened() -> "Gazetteer":
    """The gazetteer, with word of its index being built the first time."""
    with Voice() as voice:
        return open_stack(voice)
