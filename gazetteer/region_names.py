"""Names and codes of regions: which place is meant, and how that is told.

Of namesakes that lie in one another (Idlib is a city, a district and a province) the outermost is
meant; of others the one that is far better known. Where none is, the name is ambiguous.
"""

import difflib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gazetteer.errors import AmbiguousRegionError, UnknownRegionError
from gazetteer.names import fold, is_code, skeleton, split_type
from gazetteer.place import Match, Place
from gazetteer.regions import Region

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

_NOT_NAMES = frozenset({"adjective", "demonym", "seat", "spelling", "part"})
"""Ways of matching by which a text in a report may mean a place, but a filter does not."""
_LIKENESSES = frozenset({"spelling", "part"})
_CLOSE, _CLOSE_PART = 0.7, 0.3
"""How close a spelling is, and what share of a name its part, to be offered."""
_PROMINENCE_SHARE, _WORSE = 0.15, 0.2
"""How much likeness the prominence of a place outweighs, and how much worse than the best what is
offered may be: "Ukrane" is Ukraine, not Uchanie."""
_OFFERED = 30
"""Of so many close spellings those are taken that are offered."""
_SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_MARGIN, _AREA_MARGIN, _OTHER_SPELLING = 0.1, 0.4, 0.03
_WELL_KNOWN = 0.5
"""The prominence of cities: lesser places do not bear a name beside one of the user's own that goes
by it, unless they go by it too."""
_SHORT = 3
_AKIN = 0.6
"""Names of a town and of what holds it are the same so alike: "Odesa" and "Odessa"."""


def coded(gazetteer: "Gazetteer", text: str) -> Place | None:
    """The place of an id or an ISO code, None where the text is none.

    Codes of countries are in capitals here; `candidates` has those in small letters.
    """
    place_id = f"geonames:{text}" if text.isdecimal() else text.lower()
    if re.fullmatch(r"geonames:\d+|dateline:[a-z0-9-]+", place_id):
        if gazetteer.index.row(place_id) is None:
            raise UnknownRegionError(f"{text}: no place has this id")
        return gazetteer.get(place_id)
    if (own := _own_id(gazetteer, text)) is not None:
        return gazetteer.get(own)
    if _SUBDIVISION.fullmatch(text.upper()) is None:
        return gazetteer.by_iso(text)
    place = gazetteer.by_iso(text.upper())
    if place is None and text.isupper() and (country := gazetteer.by_iso(text[:2])):
        raise UnknownRegionError(f"{text}: no division of {country.name} has this ISO 3166-2 code")
    return place


def _own_id(gazetteer: "Gazetteer", text: str) -> str | None:
    """The id that a text is of a place in a user's own table, whose ids may be given as they stand
    there: "villages:C9004" or "C9004". One without digits could be a name, and needs the table's.
    """
    ids = [text] if ":" in text else []
    if any(map(str.isdigit, text)):
        ids += [f"{table}:{text}" for table in gazetteer.index.manifest.get("stack", ())]
    return next((each for each in ids if gazetteer.index.row(each) is not None), None)


def named(gazetteer: "Gazetteer", name: str) -> Region:
    """The region of a name. Raises `UnknownRegionError` and `AmbiguousRegionError`."""
    found = candidates(gazetteer, name)
    if not found:
        raise unknown(gazetteer, name)
    return choose(gazetteer, name, found)


def unknown(gazetteer: "Gazetteer", name: str) -> UnknownRegionError:
    """The error for a name that nothing has, with close spellings."""
    near = _close_names(gazetteer, name)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return UnknownRegionError(f"no region or place is called {name!r}{hint}")


def candidates(gazetteer: "Gazetteer", name: str) -> list[Match]:
    """What a name may mean, without those that are much less likely than its namesakes."""
    found = _named_so(gazetteer, name)
    found += [match for match in _typed_small(gazetteer, name) if match not in found]
    key = fold(name)
    if any(m.place.feature_class == "A" and fold(m.place.name) == key for m in found):
        # "Ohio" is the state: the river goes by a longer name.
        found = [m for m in found if m.place.feature_class != "H" or fold(m.place.name) == key]
    owned = _owned(gazetteer, found)
    called = [m for m in found if fold(m.place.name) == key or m.place in owned]
    foremost = max((gazetteer.prominence(match.place) for match in called), default=0.0)
    if owned:
        foremost = max(foremost, _WELL_KNOWN)
    # Another spelling ("Derna") of what is better known than all that are spelled so counts too.
    great = [
        match
        for match in found
        if match.place.feature_code in ("PCLI", "ADM1")
        or gazetteer.row(match.place.place_id) in gazetteer.index.regions
        or gazetteer.prominence(match.place) > foremost
    ]
    return [match for match in found if match in called or match in great] or found


def _owned(gazetteer: "Gazetteer", found: list[Match]) -> list[Place]:
    """The places of a user's own tables that have the very name."""
    return [
        match.place
        for match in found
        if match.how in ("exact", "folded") and gazetteer.is_own(match.place)
    ]


def _named_so(gazetteer: "Gazetteer", name: str) -> list[Match]:
    return [match for match in gazetteer.lookup(name) if match.how not in _NOT_NAMES]


def _typed_small(gazetteer: "Gazetteer", name: str) -> list[Match]:
    """Countries by codes and abbreviations ("usa", "syr") that reports write in capitals only."""
    if name.isupper():
        return []
    short = [match for match in gazetteer.lookup(name.upper()) if match.how == "abbreviation"]
    country = gazetteer.by_iso(name.upper()) if len(name) <= 3 else None
    if country is not None:
        short.insert(0, Match(country, name.upper(), "abbreviation", 1.0))
    countries = {m.place: m for m in reversed(short) if m.place.feature_code == "PCLI"}
    return list(countries.values())


def _close_names(gazetteer: "Gazetteer", name: str) -> list[str]:
    """Up to three names that are spelled much like this one, or a part of it, the likeliest first.

    Those that only differ in marks, case and the word for a kind are one.
    """
    scores: dict[str, tuple[float, str]] = {}
    for match in gazetteer.lookup(name, close=True, limit=_OFFERED):
        if match.closeness < (_CLOSE_PART if match.how == "part" else _CLOSE):
            continue
        shown = _shown(match)
        alike = _alike(_bare(name), _bare(shown)) if match.how == "spelling" else match.closeness
        score = alike + _PROMINENCE_SHARE * gazetteer.prominence(match.place)
        known = scores.get(_bare(shown))
        if known is None or score > known[0]:
            scores[_bare(shown)] = score, shown
    best = max((score for score, _ in scores.values()), default=0.0)
    ranked = sorted(scores.values(), key=lambda item: (-item[0], item[1]))
    return [shown for score, shown in ranked if score >= best - _WORSE][:3]


def _shown(match: Match) -> str:
    """The name that a place goes by, or the one met where that is quite another."""
    own, met = match.place.name, match.name
    if match.how == "part":
        return met
    return own if match.how in _NOT_NAMES - _LIKENESSES or _alike(own, met) >= _AKIN else met


def choose(gazetteer: "Gazetteer", name: str, found: list[Match]) -> Region:
    """The region of the place that is meant, with a note on what else the name could mean."""
    chosen, others, nested, namesakes = _meant(gazetteer, name, found)
    meant = _note(gazetteer, chosen, others)
    note = meant if others else _taken_for(gazetteer, name, chosen)
    if nested:
        kinds = " and ".join(dict.fromkeys(_article(kind(gazetteer, p)) for p in nested[:3]))
        note = f"{nested[0].name} is also {kinds} in it; {meant}"
    ids = tuple(place.place_id for place in namesakes)
    return replace(of_place(gazetteer, chosen, note), namesakes=ids)


def centre(gazetteer: "Gazetteer", name: str, found: list[Match]) -> tuple[Place, str | None]:
    """The place that a distance is measured from: the town rather than the division of its name.

    With a note where the name could mean others.
    """
    chosen, others, nested, _ = _meant(gazetteer, name, found)
    towns = [place for place in nested if place.feature_class == "P"]
    if towns and chosen.feature_class != "P":
        chosen = max(towns, key=gazetteer.prominence)
        own = [place for place in towns if place != chosen and gazetteer.is_own(place)]
        others = [*own, *others]
    note = _note(gazetteer, chosen, others) if others else _taken_for(gazetteer, name, chosen)
    return chosen, note


def _taken_for(gazetteer: "Gazetteer", name: str, chosen: Place) -> str | None:
    """That a place goes by quite another name than was given, which may be a slip of the pen:
    "Grece" is Greece, in French. None for its own name, its English one, the beginning of either
    ("Mediterranean"), and short ones ("UK")."""
    own = (chosen.name, gazetteer.name_in(chosen, "en") or chosen.name)
    if any(_one_spelling(name, each) for each in own):
        return None
    # Of up to three letters also in small ones, as they are found.
    if is_code(name.upper() if len(name) <= _SHORT else name):
        return None
    return f"{name!r} is taken for {describe(gazetteer, chosen)}"


def _or_rather(gazetteer: "Gazetteer", name: str, places: list[Place]) -> str:
    """What is spelt much like a name and far better known than what has it, which goes by quite
    another: "Syra", a name of Ermoupolis, may be a slip of the pen for Syria; else ""."""
    if any(_one_spelling(name, place.name) for place in places):
        return ""
    known = max(map(gazetteer.prominence, places))
    rather = [
        _shown(match)
        for match in gazetteer.lookup(name, close=True, limit=_OFFERED)
        if match.how == "spelling"
        and match.closeness >= _CLOSE
        and gazetteer.prominence(match.place) > known + _AREA_MARGIN
    ]
    near = list(dict.fromkeys(rather))[:3]
    return f"; or did you mean {' or '.join(near)}?" if near else ""


def _one_spelling(one: str, other: str) -> bool:
    return f"{_bare(other)} ".startswith(f"{_bare(one)} ")


def _note(gazetteer: "Gazetteer", chosen: Place, others: list[Place]) -> str:
    listed = "; ".join(_choice(gazetteer, place) for place in others[:3])
    return f"{describe(gazetteer, chosen)} is meant{f', not {listed}' if listed else ''}"


def _meant(
    gazetteer: "Gazetteer", name: str, found: list[Match]
) -> tuple[Place, list[Place], list[Place], list[Place]]:
    """The place that is meant, lesser ones that the name could mean too, namesakes in it, and all
    namesakes elsewhere.

    Namesakes that lie in one another count as one, by the outermost, as prominent as the most
    prominent of them; a place that only has the name as another spelling counts less. Places of the
    user's own tables are always among what the name could mean. Raises `AmbiguousRegionError`
    where none stands out.
    """
    key = fold(name)
    places = _with_divisions(gazetteer, name, [match.place for match in found])
    above = {place: set(gazetteer.parents(place)) for place in places}
    groups: list[tuple[float, Place]] = []
    for place in places:
        if not above[place].isdisjoint(places):
            continue
        strength = max(
            gazetteer.prominence(other)
            - (0 if fold(other.name).startswith(key) else _OTHER_SPELLING)
            for other in places
            if other == place or place in above[other]
        )
        groups.append((strength, place))
    (strength, best), *rest = sorted(groups, key=lambda group: (-group[0], group[1].place_id))
    margins = [(_margin(best, place), strength - s, place) for s, place in rest]
    rivals = [
        place
        for margin, less, place in margins
        if less < margin and not _is_passed_over(gazetteer, place, best)
    ]
    own = [place for place in _owned(gazetteer, found) if place != best]
    if rivals:
        several = list(dict.fromkeys([best, *own, *rivals]))
        choices = "; ".join(_choice(gazetteer, place) for place in several[:8])
        raise AmbiguousRegionError(
            f"{name!r} may mean: {choices}{_or_rather(gazetteer, name, several)}; give the id of "
            "one, or say what it lies in, as 'Homs, Syria'",
            tuple(place.place_id for place in several),
        )
    nested = [
        match.place
        for match in _named_so(gazetteer, name)
        if best in gazetteer.parents(match.place) and _one_name(match.place, best)
    ]
    others = [
        place for margin, less, place in margins if less < 2 * margin or _is_sister(place, best)
    ]
    others = [*(place for place in own if place not in nested), *others]
    elsewhere = [place for _, _, place in margins]
    return best, list(dict.fromkeys(others)), nested, elsewhere


def _with_divisions(gazetteer: "Gazetteer", name: str, places: list[Place]) -> list[Place]:
    """The places, with the divisions that hold them and share this name or their main one.

    A division that has the name only besides its own (Nineveh, also "Mosul") is no namesake of what
    goes by it, and left out.
    """
    held: dict[Place, list[Place]] = {}
    for place in places:
        for parent in gazetteer.parents(place):
            held.setdefault(parent, []).append(place)
    shared = dict.fromkeys([name, *(place.name for place in places)])
    around = [m.place for other in shared for m in _named_so(gazetteer, other) if m.place in held]
    return [
        place
        for place in dict.fromkeys([*places, *around])
        if place not in held or any(_akin(name, inner, place) for inner in held[place])
    ]


def _akin(name: str, inner: Place, outer: Place) -> bool:
    """Whether a place and what holds it go by one name, or `name` is rather the latter's."""
    asked, small, large = (_bare(text) for text in (name, inner.name, outer.name))
    return _one_name(inner, outer) or _alike(asked, large) > _alike(asked, small)


def _one_name(inner: Place, outer: Place) -> bool:
    """Whether a place and what holds it go by one name: Chiapa de Corzo is no Chiapas to those who
    ask for it, though some called it so."""
    small, large = _bare(inner.name), _bare(outer.name)
    return small in large or large in small or _alike(small, large) >= _AKIN


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _bare(name: str) -> str:
    """A name folded, without articles and the word for its kind."""
    key = fold(name)
    typed = split_type(key)
    return skeleton(typed[0] if typed else key)


def _margin(best: Place, other: Place) -> float:
    """By how much the more prominent must exceed the other to be meant without a word."""
    return _AREA_MARGIN if {best.feature_code, other.feature_code} == {"PCLI", "ADM1"} else _MARGIN


def _is_sister(place: Place, best: Place) -> bool:
    """Whether a place is a first-order division of the same country: of Sanaa there is a
    municipality and a governorate."""
    return place.feature_code == "ADM1" and place.country_code == best.country_code


def _is_passed_over(gazetteer: "Gazetteer", place: Place, best: Place) -> bool:
    """Whether a place is a lesser town beside a first-order division of its name: who asks for a
    region means Haiti's Nippes, and not the one that is a part of Cologne."""
    return (
        best.feature_code == "ADM1"
        and place.feature_class == "P"
        and gazetteer.prominence(place) < _WELL_KNOWN
        and not gazetteer.is_own(place)
    )


def _choice(gazetteer: "Gazetteer", place: Place) -> str:
    return f"{describe(gazetteer, place)} {place.place_id}"


def of_place(gazetteer: "Gazetteer", place: Place, note: str | None = None) -> Region:
    """The region that a place makes: it and all that lies in it."""
    drawn = gazetteer.is_drawn(place.place_id)
    return Region(
        gazetteer,
        place.name,
        describe(gazetteer, place),
        note,
        place,
        gazetteer.members(place.place_id),
        gazetteer.geometry(place.place_id) if drawn else None,
    )


_KINDS = {
    "PCLI": "country", "ADM1": "first-order division", "ADM2": "second-order division",
    "PPLC": "capital", "CONT": "continent", "RGN": "region", "OCN": "ocean", "SEA": "sea",
    "GULF": "gulf", "STRT": "strait", "CHN": "channel", "BAY": "bay", "SD": "sound",
    "FJD": "fjord", "LK": "lake", "LKS": "lakes", "LGN": "lagoon", "RSV": "reservoir",
    "STM": "river", "CNL": "canal", "DLTA": "delta", "MTS": "mountains", "MT": "mountain",
    "VLC": "volcano", "PASS": "pass", "HLLS": "hills", "PLAT": "plateau", "UPLD": "upland",
    "PLN": "plain", "VAL": "valley", "VALS": "valleys", "DPR": "depression", "BSN": "basin",
    "DSRT": "desert", "PEN": "peninsula", "CAPE": "cape", "ISL": "island", "ISLS": "islands",
    "ISTH": "isthmus", "ATOL": "atoll", "RF": "reef", "SHOL": "shoal", "BNK": "bank",
    "GRSLD": "grassland", "STEP": "steppe", "FRST": "forest", "COST": "coast", "GLCR": "glacier",
    "MILB": "military area", "PRK": "park", "AREA": "area", "ZN": "zone", "ZNB": "buffer zone",
}  # fmt: skip
"""What GeoNames' feature codes are called."""

_PLAIN_KINDS = frozenset(
    {
        "area", "authority", "borough", "canton", "capital", "city", "commune", "community",
        "council", "country", "county", "department", "dependency", "district", "division",
        "emirate", "governorate", "island", "municipality", "oblast", "parish", "prefecture",
        "province", "region", "republic", "state", "territory", "town", "ward",
    }
)  # fmt: skip
"""What a division may be called in a label, alone or as the last word ("autonomous region")."""


def kind(gazetteer: "Gazetteer", place: Place) -> str:
    """What a place is called in English: "province", "capital", "gulf".

    Of a user's own table it is the word that stands there.
    """
    word = gazetteer.index.kind(gazetteer.row(place.place_id)).lower()
    if word and gazetteer.is_own(place):
        return word
    if word:
        # Some divisions' are known to few: "popularate", "rayon", "voivodship".
        return word if word.rpartition(" ")[2] in _PLAIN_KINDS else "division"
    return _KINDS.get(place.feature_code, "town" if place.feature_class == "P" else "area")


def _article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def describe(gazetteer: "Gazetteer", place: Place) -> str:
    """ "Idlib (province, Syria)": name, kind and the nearest parents that tell it apart."""
    above = [parent.name for parent in gazetteer.parents(place) if parent.feature_code != "ADM2"]
    return f"{place.name} ({', '.join([kind(gazetteer, place), *above])})"
