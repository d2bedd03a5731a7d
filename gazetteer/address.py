"""Addresses → the places that they may mean, and what of them stays unread.

An address names a place and what it lies in, finest first: "Paris, Texas", "12345 Berlin, Germany",
"10 Downing Street, London". What is left of the first name that is known stays unread.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from gazetteer.names import fold
from gazetteer.place import Match, Place, distance_km
from gazetteer.regions import lies_in

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gazetteer.gazetteer import Gazetteer

Keep = Callable[[Place], bool]

_SEPARATOR = re.compile(r"[,;\r\n\t،，、]+")
_MOST_PARTS = 8
"""Of an address with more parts the last ones are read: the first say the least of where it is."""
_MOST_WORDS = 8
"""Parts of more words are looked up as they stand, and not taken apart."""
_STREETS = frozenset(
    "alley avenue boulevard close court drive gate grove lane park place plaza road row square "
    "street terrace way calle rue via".split()
)
_KM_PER_DEGREE = 111.0
"""A little less than it is, so that nothing within a radius is passed over."""
_NOT_WHOLES = frozenset(("adjective", "demonym", "part"))
"""Ways of matching by which nothing is said to lie in a place: "Paris, French"."""
_FIELDS = {"city": "P.", "county": "A.ADM2", "state": "A.ADM1", "country": "A.PCL"}
"""Fields that name places, finest first, and how the class and code begin that each asks for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that an address may mean."""

    match: Match
    matched: tuple[str, ...]
    """The parts of the address that the place was found by, in the address's words."""
    unmatched: tuple[str, ...]
    """What of the address says nothing about the place, or is not known."""

    @property
    def unread(self) -> int:
        """How many characters of names stay unread; numbers such as postal codes do not count."""
        words = " ".join(self.unmatched).split()
        return sum(len(word) for word in words if not _has_digit(word))


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    kind: str | None = None
    """How the class and code begin that are asked for, None where any will do."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a part of an address may mean, best first."""

    matches: list[Match]
    name: str
    """The words that are the name; "" where nothing is known."""
    rest: tuple[str, ...]
    """The part's other words, such as a postal code."""


def read_text(gazetteer: "Gazetteer", text: str, keep: Keep) -> list[Reading]:
    """The places that an address in free form may mean, best first; only those that `keep` takes.

    The reading that leaves the least unread wins; of equals one without close spellings. An
    address from the whole to the part ("Texas, Paris") is read where that leaves nothing unread.
    """
    pieces = [piece.strip() for piece in _SEPARATOR.split(text)]
    parts = [_Part(piece) for piece in pieces if piece]
    early, parts = parts[:-_MOST_PARTS], parts[-_MOST_PARTS:]
    unread = tuple(part.text for part in early)
    reader = _Reader(gazetteer, keep)

    def attempts() -> Iterator[list[Reading]]:
        yield reader.read([_Part(" ".join(part.text for part in parts))], unread)
        spread = reader.spread(parts)
        yield reader.read(spread, unread)
        turned = reader.read(parts[::-1], unread)
        yield turned if turned and not turned[0].unread else []
        yield reader.read(parts, unread, close=True)
        yield reader.read(spread, unread, close=True)

    return _best(attempts())


def read_fields(gazetteer: "Gazetteer", fields: Mapping[str, str], keep: Keep) -> list[Reading]:
    """The places that an address in fields may mean, best first; only those that `keep` takes.

    Of the fields city, county, state and country name places; a field's name prefers such places.
    Others are left unread.
    """
    unread = tuple(text for field, text in fields.items() if field not in _FIELDS)
    parts = [_Part(fields[field], kind) for field, kind in _FIELDS.items() if field in fields]
    reader = _Reader(gazetteer, keep)
    return _best(reader.read(parts, unread, close) for close in (False, True))


def _best(attempts: Iterator[list[Reading]]) -> list[Reading]:
    """The attempt that leaves the least unread; none is made after one that leaves nothing."""
    best: list[Reading] = []
    for readings in attempts:
        if readings and (not best or readings[0].unread < best[0].unread):
            best = readings
        if best and not best[0].unread:
            break
    return best


class _Reader:
    """Reads the parts of one address, looking each up once.

    Seats of power are passed over: they stand for a government, and are not where its country is.
    """

    def __init__(self, gazetteer: "Gazetteer", keep: Keep) -> None:
        self._gazetteer = gazetteer
        self._keep = keep
        self._known: dict[tuple[_Part, bool], _Known] = {}
        self._wholes: dict[tuple[_Part, bool], _Whole] = {}

    def read(
        self, parts: Sequence[_Part], unread: tuple[str, ...], close: bool = False
    ) -> list[Reading]:
        """The places of the first part that names some in all known parts after it."""
        for position, part in enumerate(parts):
            known = self._look_up(part, close)
            found = [match for match in known.matches if self._keep(match.place)]
            matched, rest = [known.name], list(known.rest)
            for whole in parts[position + 1 :]:
                inside = [m for m in found if self._whole(whole, close).holds(m.place)]
                if inside:
                    around = self._look_up(whole, close)
                    matched.append(around.name or whole.text)
                    rest += around.rest if around.name else ()
                    found = inside
                elif self._whole(whole, close):
                    found = []
                else:
                    rest.append(whole.text)
            if found:
                unmatched = (*unread, *(p.text for p in parts[:position]), *rest)
                return [Reading(match, tuple(matched), unmatched) for match in found]
        return []

    def spread(self, parts: Sequence[_Part]) -> list[_Part]:
        """The parts, and those that only lack commas ("12 Main Street Paris TX") divided."""
        return [piece for part in parts for piece in self._divide(part)]

    def _divide(self, part: _Part) -> list[_Part]:
        """What comes before a name, the name, and what it lies in, each to the part's last word."""
        words = part.text.split()
        if len(words) > _MOST_WORDS or self._look_up(part, False).matches:
            return [part]
        for start in range(len(words)):
            for end in range(len(words) - 1, start, -1):
                name = _Part(" ".join(words[start:end]))
                found = [match.place for match in self._look_up(name, False).matches]
                wholes = self._divide_wholes(words[end:], found) if found else None
                if wholes is not None:
                    before = [_Part(" ".join(words[:start]))] if start else []
                    return [*before, name, *wholes]
        return [part]

    def _divide_wholes(self, words: list[str], places: list[Place]) -> list[_Part] | None:
        """Words as names that places lie in, and numbers; None where there are other words."""
        parts = []
        while words:
            for end in range(len(words), 0, -1):
                whole = _Part(" ".join(words[:end]))
                inside = [place for place in places if self._whole(whole, False).holds(place)]
                if inside or (end == 1 and _has_digit(whole.text)):
                    parts.append(whole)
                    places, words = inside or places, words[end:]
                    break
            else:
                return None
        return parts

    def _look_up(self, part: _Part, close: bool) -> _Known:
        if (part, close) not in self._known:
            self._known[part, close] = self._find(part, close)
        return self._known[part, close]

    def _find(self, part: _Part, close: bool) -> _Known:
        loosely_too = close and len(part.text.split()) <= _MOST_WORDS
        for loosely in (False, True) if loosely_too else (False,):
            for name, rest in _without_numbers(part.text):
                found = self._gazetteer.lookup(name, close=loosely)
                if found and found[0].how == "seat":
                    # What is spelt like it is not meant either.
                    break
                matches = [
                    match
                    for match in found
                    if match.how != "seat" and not _is_kind_of_street(match)
                ]
                if matches and matches[0].how == "part":
                    met = matches[0].name
                    matches = [match for match in matches if match.name == met]
                    name, rest = met, _other_words(name, met) + rest
                if matches:
                    return _Known(_preferring(part.kind, matches), name, rest)
        return _Known([], "", (part.text,))

    def _whole(self, part: _Part, close: bool) -> "_Whole":
        if (part, close) not in self._wholes:
            found = self._look_up(part, close).matches
            places = [match.place for match in found if match.how not in _NOT_WHOLES]
            self._wholes[part, close] = _Whole(self._gazetteer, part.text, places)
        return self._wholes[part, close]


class _Whole:
    """What a part of an address may mean as that which other places lie in."""

    def __init__(self, gazetteer: "Gazetteer", text: str, places: Sequence[Place]) -> None:
        self._gazetteer = gazetteer
        self._code = "-" + text.upper()
        self._towns = [place for place in places if place.feature_class == "P"]
        self._areas = {place.place_id for place in places if place.feature_class == "A"}
        if len(text) in (2, 3) and (country := gazetteer.by_iso(text.upper())):
            self._areas.add(country.place_id)
        self._members: set[str] = set()
        self._shapes: list[BaseGeometry] = []
        for place in places:
            if place.feature_class not in "AP":
                self._members |= gazetteer.members(place.place_id) - {place.place_id}
                shape = gazetteer.geometry(place.place_id)
                if shape is not None and gazetteer.is_drawn(place.place_id):
                    self._shapes.append(shape)

    def __bool__(self) -> bool:
        return bool(self._areas or self._towns or self._members or self._shapes)

    def holds(self, place: Place) -> bool:
        """Whether a place lies in what is meant: by its parents or their codes, or its point."""
        parents = [parent.place_id for parent in self._gazetteer.parents(place)]
        return (
            not self._areas.isdisjoint(parents)
            or not self._members.isdisjoint((place.place_id, *parents))
            or any(self._has_code(parent) for parent in parents)
            or (place.feature_class != "A" and any(_near(town, place) for town in self._towns))
            or self._is_around(place)
        )

    def _has_code(self, place_id: str) -> bool:
        """Whether a division's ISO 3166-2 code is the country's and the text: "US-TX" of "tx"."""
        iso = self._gazetteer.index.iso(self._gazetteer.row(place_id))
        return iso is not None and iso.endswith(self._code)

    def _is_around(self, place: Place) -> bool:
        if not self._shapes or place.latitude is None or place.longitude is None:
            return False
        point = shapely.Point(place.longitude, place.latitude)
        return any(lies_in(point, shape) for shape in self._shapes)


def _near(town: Place, place: Place) -> bool:
    """Whether a place is another than the town and lies in the circle of its extent."""
    if town.latitude is None or town.longitude is None or town.place_id == place.place_id:
        return False
    if place.latitude is None or place.longitude is None:
        return False
    if abs(town.latitude - place.latitude) > town.radius_km / _KM_PER_DEGREE:
        return False
    distance = distance_km(town.latitude, town.longitude, place.latitude, place.longitude)
    return distance <= town.radius_km


def _is_kind_of_street(match: Match) -> bool:
    """Whether a match is the town of Street in "Downing Street"."""
    return match.how == "part" and fold(match.name) in _STREETS


def _without_numbers(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A name as it stands, then without the words that have digits: house and postal codes."""
    yield text, ()
    words = text.split()
    names = [word for word in words if not _has_digit(word)]
    if 0 < len(names) < len(words):
        yield " ".join(names), tuple(word for word in words if word not in names)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _other_words(text: str, name: str) -> tuple[str, ...]:
    """The words of a text that are not in a name that is part of it."""
    named = fold(name).split()
    return tuple(word for word in text.split() if not set(fold(word).split()) <= set(named))


def _preferring(kind: str | None, matches: list[Match]) -> list[Match]:
    """The matches of a kind, all where there are none."""
    if kind is None:
        return matches
    return [
        match
        for match in matches
        if f"{match.place.feature_class}.{match.place.feature_code}".startswith(kind)
    ] or matches
