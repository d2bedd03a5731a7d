"""Invented reports with the events that an analyst would want from each, as text.

A report begins with `=== NAME`, then fields (`title:`, `source:`, `date:`), an empty line and the
text, in which `[3:shelled]` marks a word that tells of event 3 (`[?3:shelled]`: of one that another
analyst would leave out). Behind `--- events` stands a line for each:

    3 | ASSAULT/COERCE | reported | 2025-03-09..2025-03-12 | Sake -1.57 29.04 30 or CD | killed 14..

its types, factuality, days (`?`: not told), places (name, latitude, longitude in degrees, and how
many kilometres a pin may be off; or the code of a country that is known alone) and counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gazetteer.place import distance_km
from geo.records import Location, Span
from geo.relations import WIDE

REPORTS = Path(__file__).with_name("reports")
"""Those that are learnt from."""
NEAR_KM = 35.0
"""How far off a pin may be where the key says nothing."""
_MARK = re.compile(r"\[\??(\d+):([^\]\s]+)\]")
_POINT = re.compile(r"(.+?) (-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)(?: (\d+))?")
_COUNT = re.compile(r"([a-z]+) (\d*)(\.\.)?(\d*)")


@dataclass(frozen=True, slots=True)
class Point:
    """A place of the key: WGS84 degrees, and within how many kilometres a pin is right."""

    latitude: float
    longitude: float
    within_km: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """An event of the key."""

    types: tuple[str, ...]
    factuality: str
    days: tuple[date, date] | None
    """First and last; None: the text does not say."""
    places: tuple[Point | str, ...]
    """Each is right; a country's code: the country as a whole."""
    counts: frozenset[tuple[str, int, int | None]]
    optional: bool
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Keyed:
    """A report and its key."""

    name: str
    title: str | None
    source: str | None
    published: str | None
    text: str
    events: tuple[Wanted, ...]


def read_keyed(folder: Path = REPORTS) -> Iterator[Keyed]:
    """All reports, in the order of files and lines.

    Raises `ValueError` with file and report for a key that can't be read.
    """
    for path in sorted(folder.glob("*.txt")):
        for part in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
            name, _, rest = part.partition("\n")
            try:
                yield _keyed(name.strip(), rest)
            except (ValueError, KeyError) as error:
                raise ValueError(f"{path}: {name.strip()}: {error}") from error


def is_there(place: Point | str, found: Location) -> bool:
    """Whether a location is a place of a key: near enough, or no single town of its country."""
    if isinstance(place, str):
        return found.place.country_code == place and found.where_prec >= WIDE
    off = distance_km(place.latitude, place.longitude, found.latitude, found.longitude)
    return off <= place.within_km


def _keyed(name: str, rest: str) -> Keyed:
    head, _, body = rest.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if line.strip())
    marked, _, key = body.partition("\n--- events")
    text, mentions = _unmarked(marked.strip())
    lines = [line for line in key.splitlines() if line.strip()]
    events = tuple(_wanted(line, mentions) for line in lines)
    return Keyed(name, fields.get("title"), fields.get("source"), fields.get("date"), text, events)


def _unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    text, end = "", 0
    mentions: dict[str, list[Span]] = {}
    for match in _MARK.finditer(marked):
        text += marked[end : match.start()]
        mentions.setdefault(match[1], []).append((len(text), len(text) + len(match[2])))
        text += match[2]
        end = match.end()
    return text + marked[end:], mentions


def _wanted(line: str, mentions: dict[str, list[Span]]) -> Wanted:
    number, types, factuality, days, places, counts = (part.strip() for part in line.split("|"))
    return Wanted(
        tuple(types.split("/")),
        factuality,
        None if days == "?" else _days(days),
        tuple(_place(place) for place in places.split(" or ") if place not in ("?", "-")),
        frozenset(_counts(counts)),
        number.startswith("?"),
        tuple(mentions[number.lstrip("?")]),
    )


def _days(days: str) -> tuple[date, date]:
    first, _, last = days.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def _place(place: str) -> Point | str:
    if re.fullmatch("[A-Z]{2}", place):
        return place
    match = _POINT.fullmatch(place.strip())
    if match is None:
        raise ValueError(f"no place: {place}")
    return Point(float(match[2]), float(match[3]), float(match[4] or NEAR_KM))


def _counts(counts: str) -> Iterator[tuple[str, int, int | None]]:
    for what, low, open_, high in _COUNT.findall(counts):
        yield what, int(low or 0), int(high) if high else None if open_ else int(low)


def is_then(wanted: tuple[date, date] | None, found: tuple[date, date] | None) -> bool:
    """Whether days are those of the key: the day itself, any of several; None where nobody can
    know them."""
    if wanted is None or found is None:
        return wanted is found
    first, last = wanted
    return found == wanted if first == last else found[0] <= last and first <= found[1]
