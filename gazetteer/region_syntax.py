"""The texts that name regions: "Idlib", "SY-ID", "near:Goma:50km", "Syria minus Idlib" ...

name             Syria · Idlib province · Middle East · Homs, Syria
code             SY · SYR · SY-ID · geonames:169387 · 169387
near:NAME:50km   everything within 50 km of the place
bbox:35,34,38,37 west, south, east, north in degrees; west > east crosses the antimeridian
area.geojson     a file with polygons that GeoPandas reads
A, B or A + B    both; A minus B the first without the second
"""

import difflib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.errors import AmbiguousRegionError, UnknownRegionError
from gazetteer.names import fold
from gazetteer.place import Match, Place, check_coordinates
from gazetteer.regions import Region, box, circle

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

_MINUS = re.compile(r"\s+minus\s+", re.IGNORECASE)
_BOX = re.compile(r"bbox:(.*)", re.IGNORECASE)
_NEAR = re.compile(r"near:(.+):\s*([\d.]+)\s*(?:km)?", re.IGNORECASE)
_JOINT = re.compile(r"\s*[+;]\s*|\s*,\s*(?![-\d.\s]+(?:[,+;]|$|\s+minus\s))")
_FILE_ENDINGS = (
    ".geojson", ".json", ".gpkg", ".fgb", ".shp", ".kml", ".parquet", ".gml", ".zip", ".topojson",
)  # fmt: skip
_NAME_HOW = ("exact", "folded", "variant", "abbreviation")
_MARGIN, _AREA_MARGIN, _OTHER_SPELLING = 0.1, 0.4, 0.03


class RegionFormError(UnknownRegionError):
    """A text is written as no region can be; the message gives the right form."""


def region(text: str) -> Region:
    """The region that a text names, by the bundled world: see `parse`."""
    from gazetteer.gazetteer import open_gazetteer

    return parse(open_gazetteer(), text)


def parse(gazetteer: "Gazetteer", text: str) -> Region:
    """The region that the text names.

    Raises `UnknownRegionError` where nothing has the name, with close spellings,
    `RegionFormError` for what no region is written like, and `AmbiguousRegionError` where several
    unrelated places have the name, with their ids.
    """
    wanted, *unwanted = (piece.strip() for piece in _MINUS.split(text.strip()))
    if not wanted or not all(unwanted):
        raise RegionFormError("no region is named; give a name, a code, a box or a file")
    region = _union(gazetteer, wanted)
    if not unwanted:
        return region
    taken = tuple(_union(gazetteer, piece) for piece in unwanted)
    label = " minus ".join(r.label for r in (region, *taken))
    notes = "; ".join(r.note for r in (region, *taken) if r.note) or None
    return Region(
        text.strip(), label, notes, frozenset(), parts=(region,), without=taken,
        outline=_difference(region.geometry, [r.geometry for r in taken]),
    )  # fmt: skip


def _difference(
    whole: BaseGeometry | None, parts: list[BaseGeometry | None]
) -> BaseGeometry | None:
    if whole is None:
        return None
    known = [part for part in parts if part is not None]
    return shapely.difference(whole, shapely.union_all(known)) if known else whole


def _union(gazetteer: "Gazetteer", text: str) -> Region:
    special = _special(gazetteer, text)
    if special:
        return special
    pieces = [piece for piece in _JOINT.split(text) if piece]
    if len(pieces) < 2:
        return _single(gazetteer, text)
    try:
        return _named(gazetteer, text)
    except (UnknownRegionError, AmbiguousRegionError):
        pass
    if len(pieces) == 2 and "," in text and (qualified := _qualified(gazetteer, *pieces)):
        return qualified
    parts = tuple(_single(gazetteer, piece) for piece in pieces)
    outlines = [part.geometry for part in parts]
    known = [outline for outline in outlines if outline is not None]
    return Region(
        text, ", ".join(part.label for part in parts),
        "; ".join(part.note for part in parts if part.note) or None,
        frozenset(), parts=parts,
        outline=shapely.union_all(known) if len(known) == len(parts) else None,
    )  # fmt: skip


def _qualified(gazetteer: "Gazetteer", name: str, within: str) -> Region | None:
    """ "Homs, Syria" is Homs in Syria; "Syria, Iraq" is not Syria in Iraq."""
    try:
        outer = _single(gazetteer, within)
    except (UnknownRegionError, AmbiguousRegionError):
        return None
    try:
        if _single(gazetteer, name).members & set(gazetteer.country_ids()):
            return None
    except AmbiguousRegionError:
        pass
    except UnknownRegionError:
        return None
    inside = _inside(gazetteer, name, outer)
    return _choose(gazetteer, name, inside) if inside else None


def places_within(gazetteer: "Gazetteer", text: str) -> list[Match]:
    """The places that "Paris, Texas" names, best first; empty where the text names none so."""
    name, _, within = (piece.strip() for piece in text.partition(","))
    if not name or not within:
        return []
    try:
        return _inside(gazetteer, name, _single(gazetteer, within))
    except (UnknownRegionError, AmbiguousRegionError):
        return []


def _inside(gazetteer: "Gazetteer", name: str, outer: Region) -> list[Match]:
    return [
        match for match in _candidates(gazetteer, name)
        if match.place.place_id not in outer.members
        and outer.contains([p.place_id for p in gazetteer.parents(match.place)], None)
    ]  # fmt: skip


def _single(gazetteer: "Gazetteer", text: str) -> Region:
    found = _special(gazetteer, text)
    if found is None and text.lower().startswith("near:"):
        raise RegionFormError(
            f"{text!r}: a distance is near:PLACE:50km, in kilometres, such as near:Goma:50km"
        )
    return found or _named(gazetteer, text)


def _special(gazetteer: "Gazetteer", text: str) -> Region | None:
    if match := _BOX.fullmatch(text):
        return _boxed(text, match[1])
    if match := _NEAR.fullmatch(text):
        return _near(gazetteer, text, match[1].strip(), float(match[2]))
    pathlike = "/" in text or "\\" in text
    if text.lower().endswith(_FILE_ENDINGS) or (pathlike and Path(text).is_file()):
        return _from_file(text)
    return _coded(gazetteer, text)


def _boxed(text: str, numbers: str) -> Region:
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
    return Region(text, f"box {west:g},{south:g} to {east:g},{north:g}", None, frozenset(),
                  shape=box(west, south, east, north))  # fmt: skip


def _near(gazetteer: "Gazetteer", text: str, name: str, km: float) -> Region:
    if not 0 < km <= 5000:
        raise RegionFormError(f"{text!r}: the distance must be within 0 and 5000 km")
    place = _centre(gazetteer, name)
    if place.latitude is None or place.longitude is None:
        raise UnknownRegionError(f"{text!r}: no point is known for {place.name} ({place.place_id})")
    where = _describe(gazetteer, place)
    return Region(text, f"within {km:g} km of {where}", None, frozenset(),
                  shape=circle(place.latitude, place.longitude, km))  # fmt: skip


def _centre(gazetteer: "Gazetteer", name: str) -> Place:
    """The place that a distance is measured from: a town before the division of its name."""
    coded = _coded(gazetteer, name)
    if coded:
        return gazetteer.get(next(iter(coded.members)))
    found = places_within(gazetteer, name) or _candidates(gazetteer, name)
    towns = [match for match in found if match.place.feature_class == "P"]
    if towns:
        return _clear(gazetteer, name, towns)[0].place
    return _clear(gazetteer, name, found)[0].place


def _from_file(text: str) -> Region:
    import geopandas
    import pyogrio.errors

    path = Path(text).expanduser()
    if not path.is_file():
        raise UnknownRegionError(f"{text}: there is no such file; a region file holds polygons")
    try:
        read = geopandas.read_parquet if path.suffix == ".parquet" else geopandas.read_file
        frame = read(path)
    except (pyogrio.errors.DataSourceError, OSError, ValueError) as error:
        raise UnknownRegionError(f"{text}: cannot be read as a file of polygons") from error
    if "geometry" not in frame or not len(frame):
        raise UnknownRegionError(f"{text}: there are no polygons in this file")
    frame = frame if frame.crs is None else frame.to_crs(4326)
    shape = shapely.union_all(shapely.make_valid(frame.geometry.dropna().to_numpy()))
    if shape.area == 0:
        raise UnknownRegionError(f"{text}: there are no polygons in this file")
    return Region(text, path.name, None, frozenset(), shape=shape)


def _coded(gazetteer: "Gazetteer", text: str) -> Region | None:
    """A region by an id or an ISO code, None where the text is none."""
    place_id = f"geonames:{text}" if text.isdecimal() else text
    if re.fullmatch(r"(geonames:\d+|dateline:[a-z-]+)", place_id):
        if gazetteer.index.row(place_id) is None:
            raise UnknownRegionError(f"{text}: no place has this id")
        return of_place(gazetteer, gazetteer.get(place_id))
    found = gazetteer.by_iso(text)
    return of_place(gazetteer, found) if found else None


def _named(gazetteer: "Gazetteer", name: str) -> Region:
    return _choose(gazetteer, name, _candidates(gazetteer, name))


def _candidates(gazetteer: "Gazetteer", name: str) -> list[Match]:
    found = _named_so(gazetteer, name)
    if not name.isupper():
        # "usa" and "uae" are typed so, though texts never write them so.
        short = [m for m in gazetteer.lookup(name.upper()) if m.how == "abbreviation"]
        found += [m for m in short if m.place.feature_code == "PCLI" and m not in found]
    if not found:
        near = close_names(gazetteer, name)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise UnknownRegionError(f"no region or place is called {name!r}{hint}")
    key = fold(name)
    own = [m for m in found if m.how in ("exact", "folded") and fold(m.place.name) == key]
    foremost = max((gazetteer.prominence(m.place) for m in own), default=0.0)
    # Another spelling ("Derna") of what is better known than all that are spelled so counts too.
    great = [
        m for m in found
        if m.place.source == "dateline"
        or m.place.feature_code in ("PCLI", "ADM1")
        or gazetteer.prominence(m.place) > foremost
    ]  # fmt: skip
    return [m for m in found if m in own or m in great] or found


def close_names(gazetteer: "Gazetteer", name: str) -> list[str]:
    """Names spelled much like this one, those of the most prominent places first."""
    key, index = fold(name), gazetteer.index
    keys = [k for k in index.keys_with_prefix(key[:2]) if abs(len(k) - len(key)) <= 2]
    near = difflib.get_close_matches(key, keys, n=20, cutoff=0.75)
    rows = sorted({min(index.posting_row[i] for i in index.find(close)) for close in near})
    return list(dict.fromkeys(index.name(row) for row in rows))[:3]


def _choose(gazetteer: "Gazetteer", name: str, found: list[Match]) -> Region:
    """The outermost of nested namesakes, with a note that says so."""
    around = _with_divisions(gazetteer, name, found)
    chosen, others = _clear(gazetteer, name, around)
    nested = [
        match.place
        for match in _named_so(gazetteer, name)
        if match.place != chosen.place
        and chosen.place in gazetteer.parents(match.place)
        and fold(match.place.name).startswith(fold(chosen.place.name))
    ]
    notes = []
    label = _describe(gazetteer, chosen.place)
    if nested:
        kinds = " and ".join(dict.fromkeys(_article(_kind(gazetteer, p)) for p in nested[:3]))
        notes.append(f"{chosen.place.name} is also {kinds} in it; {label} is meant")
    if others:
        listed = "; ".join(_choice(gazetteer, match) for match in others[:3])
        notes.append(f"{label} is meant, not {listed}")
    return of_place(gazetteer, chosen.place, "; ".join(notes) or None)


def _named_so(gazetteer: "Gazetteer", name: str) -> list[Match]:
    return [match for match in gazetteer.lookup(name) if match.how in _NAME_HOW]


def _with_divisions(gazetteer: "Gazetteer", name: str, found: list[Match]) -> list[Match]:
    """The matches, with the divisions that hold them and share this name or their main one."""
    ids = {match.place.place_id for match in found}
    parents = {parent for match in found for parent in gazetteer.parents(match.place)}
    names = dict.fromkeys([name, *(match.place.name for match in found)])
    around = {
        match.place.place_id: match
        for shared in names
        for match in _named_so(gazetteer, shared)
        if match.place in parents
    }.values()
    return found + [match for match in around if match.place.place_id not in ids]


def _clear(gazetteer: "Gazetteer", name: str, found: list[Match]) -> tuple[Match, list[Match]]:
    """The match that is meant, and the lesser ones that its name could mean as well.

    Namesakes that lie in one another count as one, by the outermost, as prominent as the most
    prominent of them; a place that only has the name as another spelling counts less. Raises
    `AmbiguousRegionError` where none stands out.
    """
    key = fold(name)
    groups: list[tuple[float, Match]] = []
    ids = {match.place.place_id for match in found}
    for match in found:
        own = match.place.place_id
        if not ids.isdisjoint(p.place_id for p in gazetteer.parents(match.place)):
            continue
        strength = max(
            gazetteer.prominence(other.place)
            - (0 if fold(other.place.name).startswith(key) else _OTHER_SPELLING)
            for other in found
            if other is match or own in [p.place_id for p in gazetteer.parents(other.place)]
        )
        groups.append((strength, match))
    (strength, best), *rest = sorted(groups, key=lambda group: (-group[0], group[1].place.place_id))
    margins = [(_margin(best.place, match.place), strength - s, match) for s, match in rest]
    rivals = [match for margin, less, match in margins if less < margin]
    if rivals:
        choices = "; ".join(_choice(gazetteer, match) for match in [best, *rivals][:8])
        raise AmbiguousRegionError(f"{name!r} may mean: {choices}; give the id of one")
    return best, [match for margin, less, match in margins if less < 2 * margin]


def _margin(best: Place, other: Place) -> float:
    """By how much the more prominent must exceed the other to be meant without a word."""
    return _AREA_MARGIN if {best.feature_code, other.feature_code} == {"PCLI", "ADM1"} else _MARGIN


def _choice(gazetteer: "Gazetteer", match: Match) -> str:
    return f"{_describe(gazetteer, match.place)} {match.place.place_id}"


def of_place(gazetteer: "Gazetteer", place: Place, note: str | None = None) -> Region:
    """The region that a place makes: it, all that lies in it, and its polygon."""
    label = _describe(gazetteer, place)
    members = gazetteer.members(place.place_id)
    shape = gazetteer.geometry(place.place_id)
    drawn = gazetteer.is_drawn(place.place_id)
    return Region(place.name, label, note, members, shape if drawn else None, outline=shape)


_KINDS = {
    "PCLI": "country", "ADM1": "first-order division", "ADM2": "second-order division",
    "CONT": "continent", "OCN": "ocean", "SEA": "sea", "RGN": "region", "PPLC": "capital",
    "GULF": "gulf", "STRT": "strait",
}  # fmt: skip


_PLAIN_KINDS = frozenset(
    {
        "area", "authority", "borough", "canton", "capital", "city", "commune", "community",
        "council", "country", "county", "department", "dependency", "district", "division",
        "emirate", "governorate", "island", "municipality", "oblast", "parish", "prefecture",
        "province", "region", "republic", "state", "territory", "town", "ward",
    }
)  # fmt: skip
"""What a division may be called in a label, alone or as the last word ("autonomous region")."""


def _kind(gazetteer: "Gazetteer", place: Place) -> str:
    own = gazetteer.index.kind(gazetteer.row(place.place_id)).lower()
    if own:
        # Some are known to few: "popularate", "rayon", "voivodship".
        return own if own.rpartition(" ")[2] in _PLAIN_KINDS else "division"
    return _KINDS.get(place.feature_code, "town" if place.feature_class == "P" else "area")


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _describe(gazetteer: "Gazetteer", place: Place) -> str:
    """ "Idlib (province, Syria)": name, kind and the nearest parents that tell it apart."""
    above = [parent.name for parent in gazetteer.parents(place) if parent.feature_code != "ADM2"]
    return f"{place.name} ({', '.join([_kind(gazetteer, place), *above])})"
