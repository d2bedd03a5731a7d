"""The texts that name regions: "Idlib", "SY-ID", "near:Goma:50km", "Syria minus Idlib" ...

    region = union {"minus" union}         the first without what the others hold
    union  = list {("+" | ";") list}       all of them together
    list   = item {"," item}               a place within others, or all of them together
    item   = name | code | id | near | box | file

So "+" binds closer than "minus": "A + B minus C + D" is A and B, without C and without D, and
"A minus B minus C" is A without B and without C.

name             Syria · Idlib province · Middle East · Homs, Syria · Paris, Texas, US
code             ISO 3166: SY · SYR · SY-ID; in small letters where no place is called so
id               geonames:169387 · 169387 · dateline:sahel; of a stacked table C9004 · own:C9004
near:NAME:50km   all within 50 km (or 30mi) of a place by its name, code or id, or of a point given
                 as latitude,longitude: near:33.5,36.3:50km; without a unit it is km, and said so
bbox:35,34,38,37 west, south, east, north in degrees; west > east crosses the antimeridian
area.geojson     a file with polygons that GeoPandas reads

"Homs, Syria" is Homs in Syria; "Syria, Iraq" and "Idlib, Homs", where the first does not lie in the
second, are both together. With "+" it is always the latter. "Goma, Congo" is in that Congo which
has a Goma.
"""

import re
from typing import TYPE_CHECKING

import numpy as np

from gazetteer.errors import AmbiguousRegionError, RegionFormError, UnknownRegionError
from gazetteer.place import Match, check_coordinates
from gazetteer.region_files import is_file, is_there, read_region
from gazetteer.region_names import (
    candidates,
    centre,
    choose,
    coded,
    describe,
    named,
    of_place,
    unknown,
)
from gazetteer.regions import Region
from gazetteer.shapes import box, circle

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

KM_PER_MILE = 1.609344
MAX_KM = 5000
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_MINUS = re.compile(r"(?:^|\s+)minus(?:\s+|$)", re.IGNORECASE)
_PLUS = re.compile(r"\s*[+;]\s*")
_BOX = re.compile(r"bbox:(.*)", re.IGNORECASE)
_NEAR = re.compile(
    rf"near:\s*(?P<name>.+?)\s*:\s*(?P<number>{_NUMBER})\s*"
    r"(?P<unit>km|kilomet(?:er|re)s?|mi|miles?)?",
    re.IGNORECASE,
)
_POINT = re.compile(rf"({_NUMBER})\s*,\s*({_NUMBER})")
_ITEM = re.compile(
    rf"\s*(bbox:[^,]*(?:,[^,]*){{0,3}}|{_NEAR.pattern}(?=\s*(?:,|$))|[^,]+?)\s*(?:,|$)",
    re.IGNORECASE,
)
"""One item of a list, of which boxes and points have commas of their own."""


def region(text: str) -> Region:
    """The region that a text names, by the bundled world.

    It may be a country, a division or a town, a region of the news, an ISO 3166 code, a GeoNames
    id, a box in degrees, what is near a place, a file of polygons, and unions and differences of
    these:

    >>> import gazetteer
    >>> gazetteer.region("Idlib").label
    'Idlib (province, Syria)'
    >>> gazetteer.region("Idlib").note
    'Idlib is also a town and a second-order division in it; Idlib (province, Syria) is meant'
    >>> gazetteer.region("near:Damascus:30mi").label
    'within 30 mi of Damascus (capital, Damascus, Syria)'
    >>> gazetteer.region("Syria + IQ minus Idlib").label
    'Syria (country) + Iraq (country) minus Idlib (province, Syria)'
    >>> gazetteer.region("bbox:35,34,38,37").geometry.bounds
    (35.0, 34.0, 38.0, 37.0)
    >>> gazetteer.region("Georgia")
    Traceback (most recent call last):
    gazetteer.errors.AmbiguousRegionError: 'Georgia' may mean: ...

    The module's docstring has the grammar. Raises `UnknownRegionError` where nothing has the name,
    with close spellings, `RegionFormError` for what no region is written like,
    `AmbiguousRegionError` where several unrelated places have the name, with their ids, and
    `CoordinateError` for degrees out of range.
    """
    from gazetteer.gazetteer import open_gazetteer

    return parse(open_gazetteer(), text)


def parse(gazetteer: "Gazetteer", text: str) -> Region:
    """The region that the text names by this gazetteer: see `region`."""
    text = text.strip()
    if is_there(text):
        return read_region(gazetteer, text)
    whole, *taken = (_union(gazetteer, text, piece) for piece in _MINUS.split(text))
    if not taken:
        return whole
    label = " minus ".join(part.label for part in (whole, *taken))
    note = _notes((whole, *taken))
    return Region(gazetteer, text, label, note, parts=(whole,), without=tuple(taken))


def _union(gazetteer: "Gazetteer", text: str, piece: str) -> Region:
    lists = _PLUS.split(piece.strip())
    if not all(lists):
        raise RegionFormError(
            "no region is named; give a name, a code, a box or a file"
            if not text
            else f"{text!r}: a region is missing beside 'minus', '+' or ';'"
        )
    parts = [part for item in lists for part in _listed(gazetteer, item)]
    if len(parts) == 1:
        return parts[0]
    label = " + ".join(part.label for part in parts)
    return Region(gazetteer, piece.strip(), label, _notes(parts), parts=tuple(parts))


def _notes(parts: "list[Region] | tuple[Region, ...]") -> str | None:
    return "; ".join(dict.fromkeys(part.note for part in parts if part.note)) or None


def _listed(gazetteer: "Gazetteer", text: str) -> list[Region]:
    """A list's regions: one where it is a name, or a place within others."""
    if is_there(text):
        return [read_region(gazetteer, text)]
    items = _items(text)
    if len(items) > 1 and not any(_is_form(item) for item in items):
        if whole := candidates(gazetteer, text):
            return [choose(gazetteer, text, whole)]
        if (place := _qualified(gazetteer, items)) is not None:
            return [place]
    return [_item(gazetteer, item) for item in items]


def _items(text: str) -> list[str]:
    items = [match[1] for match in _ITEM.finditer(text)]
    return items or [text]


def _is_form(item: str) -> bool:
    return item.lower().startswith(("bbox:", "near:")) or is_file(item)


def _qualified(gazetteer: "Gazetteer", items: list[str]) -> Region | None:
    """ "Homs, Syria" is Homs in Syria; "Syria, Iraq" is not Syria in Iraq, and None."""
    name, *around = items
    try:
        outer = _outer(gazetteer, around)
        if outer is None or _is_country(gazetteer, name):
            return None
        inside = _within(gazetteer, name, outer)
    except (UnknownRegionError, AmbiguousRegionError):
        return None
    return choose(gazetteer, name, inside) if inside else None


def _outer(gazetteer: "Gazetteer", around: list[str]) -> Region | None:
    """What a place is said to lie in: of an ambiguous name all that it may mean."""
    if len(around) > 1:
        return _qualified(gazetteer, around)
    try:
        return _item(gazetteer, around[0])
    except AmbiguousRegionError as error:
        parts = tuple(of_place(gazetteer, gazetteer.get(choice)) for choice in error.choices)
        return Region(gazetteer, around[0], around[0], parts=parts)


def _is_country(gazetteer: "Gazetteer", name: str) -> bool:
    try:
        place = _item(gazetteer, name).place
    except AmbiguousRegionError:
        return False
    return place is not None and place.feature_code == "PCLI"


def _within(gazetteer: "Gazetteer", name: str, outer: Region) -> list[Match]:
    found = [match for match in candidates(gazetteer, name) if match.place != outer.place]
    rows = np.array([gazetteer.row(match.place.place_id) for match in found], np.int32)
    return [m for m, inside in zip(found, outer.contains_rows(rows), strict=True) if inside]


def places_within(gazetteer: "Gazetteer", text: str) -> list[Match]:
    """The places that "Paris, Texas" names, best first; empty where the text names none so."""
    name, *around = _items(text)
    if not around:
        return []
    try:
        outer = _outer(gazetteer, around)
        return _within(gazetteer, name, outer) if outer else []
    except (UnknownRegionError, AmbiguousRegionError):
        return []


def _item(gazetteer: "Gazetteer", text: str) -> Region:
    if match := _BOX.fullmatch(text):
        return _boxed(gazetteer, text, match[1])
    if text.lower().startswith("near:"):
        return _near(gazetteer, text)
    if is_file(text):
        return read_region(gazetteer, text)
    place = coded(gazetteer, text)
    return named(gazetteer, text) if place is None else of_place(gazetteer, place)


def _boxed(gazetteer: "Gazetteer", text: str, numbers: str) -> Region:
    try:
        west, south, east, north = (float(number) for number in numbers.split(","))
    except ValueError:
        raise RegionFormError(
            f"{text!r}: a box is bbox:west,south,east,north in degrees, such as bbox:35,34,38,37"
        ) from None
    check_coordinates(south, west)
    check_coordinates(north, east)
    if south >= north or west == east:
        raise RegionFormError(f"{text!r}: the box is empty; south must be less than north")
    label = f"box {west:g},{south:g} to {east:g},{north:g}"
    return Region(gazetteer, text, label, shape=box(west, south, east, north))


def _near(gazetteer: "Gazetteer", text: str) -> Region:
    match = _NEAR.fullmatch(text)
    if match is None:
        raise RegionFormError(
            f"{text!r}: a distance is near:PLACE:50km, in km or mi, such as near:Goma:50km "
            "or near:33.5,36.3:50km (latitude, longitude)"
        )
    unit = "mi" if (match["unit"] or "km").lower().startswith("mi") else "km"
    number = float(match["number"])
    km = number * KM_PER_MILE if unit == "mi" else number
    if not 0 < km <= MAX_KM:
        raise RegionFormError(f"{text!r}: the distance must be within 0 and {MAX_KM} km")
    latitude, longitude, middle, note = _middle(gazetteer, text, match["name"])
    label = f"within {number:g} {unit} of {middle}"
    if match["unit"] is None:
        unitless = f"{text} has no unit: {number:g} km is meant"
        note = f"{unitless}; {note}" if note else unitless
    return Region(gazetteer, text, label, note, shape=circle(latitude, longitude, km))


def _middle(gazetteer: "Gazetteer", text: str, name: str) -> tuple[float, float, str, str | None]:
    """Latitude and longitude that a distance is measured from, what is there, and a note."""
    if point := _POINT.fullmatch(name):
        latitude, longitude = float(point[1]), float(point[2])
        check_coordinates(latitude, longitude)
        return latitude, longitude, f"{latitude:g},{longitude:g}", None
    place, note = coded(gazetteer, name), None
    if place is None:
        if found := places_within(gazetteer, name):
            place, note = centre(gazetteer, _items(name)[0], found)
        elif found := candidates(gazetteer, name):
            place, note = centre(gazetteer, name, found)
        else:
            raise unknown(gazetteer, name)
    if place.latitude is None or place.longitude is None:
        raise UnknownRegionError(f"{text!r}: no point is known for {place.name} ({place.place_id})")
    where = describe(gazetteer, place)
    # A distance from an area is one from its middle; who wants its surroundings may be surprised.
    middle = where if place.feature_class == "P" else f"the middle of {where}"
    return place.latitude, place.longitude, middle, note
