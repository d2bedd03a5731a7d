"""What the words within and beside a place name tell: its other forms, its type, its chain."""

import itertools
import re
from collections.abc import Sequence

from gazetteer.place import Match
from geo.language.words import (
    FACILITY_WORDS,
    INSTITUTION_WORDS,
    LOCAL_NOUNS,
    PLACE_NOUNS,
    SITE_NOUNS,
    TITLE_NOUNS,
)
from geo.records import Toponym

_FORM_SUFFIX = re.compile(
    r"\s+(?:province|governorate|state|region|oblast|district|county|city|municipality|"
    r"department|township|prefecture|village|town|island|islands)$",
    re.IGNORECASE,
)
_FORM_PREFIX = re.compile(
    r"^(?:the|greater|central|downtown|old|(?:city|state|province|republic|port)\s+of|"
    r"(?:north|south)?-?(?:north|south|east|west)(?:ern)?)\s+",
    re.IGNORECASE,
)


def forms(name: str, surfaces: Sequence[str]) -> list[str]:
    """The ways to look a name up, best first: as it is, longer as elsewhere, and bare."""
    forms = [name]
    if is_short_abbreviation(name) and name.title() in surfaces:
        forms.append(name.title())  # the "JOS" of a dateline
    longer = {o for o in surfaces if o.startswith(name + " ")}
    forms.extend(sorted(longer, key=lambda o: (len(o), o)))
    bare = _FORM_SUFFIX.sub("", name)
    forms.extend(form for form in (bare, _FORM_PREFIX.sub("", bare)) if form not in forms)
    return forms


_TYPE_AFTER = re.compile(
    r"(?:['\u2019]s)?\s+(?:[a-z-]+ed\s+)?(?:and\s+(?:[A-Z][\w'-]+\s+){1,3}(?=[a-z]+s\b))?([A-Za-z]+)\b"
)
"""The type word behind a name, also that of several: "Khairpur and Larkana districts"."""
_NAME = r"[A-Z][\w'\u2019-]+(?:\s+[A-Z][\w'\u2019-]+){0,2}"
_TYPE_OF_LIST = re.compile(rf"(?:,\s+{_NAME}){{0,8}},?\s+and\s+{_NAME}\s+([a-z]+s)\b")
"""The type word of several names, behind the last: "Lviv, Sumy and Odesa regions"."""
_TYPE_BEFORE_LIST = re.compile(
    rf"\b([a-z]+s)\s+of\s+(?:{_NAME},\s+){{0,8}}(?:{_NAME}(?:,\s+|,?\s+and\s+))$"
)
"""Before the first: "the provinces of Idlib, Hama and Homs"."""
_TYPE_BEFORE = re.compile(r"\b([A-Za-z]+)\s+(?:of|called|named)\s+(?:the\s+)?$")
_TYPE_INSIDE = re.compile(r"\b([A-Za-z]+)$")


def type_word(text: str, start: int, end: int) -> str | None:
    """The class or code of GeoNames that the words beside or within a name speak of; `AREA` of
    what has villages or towns in it."""
    noun = _type_noun(text, start, end)
    sort = _sort_of(noun) if noun else None
    return AREA if sort in {None, "P"} and _has_towns(text, start, end) else sort


AREA = "AREA"
"""What is no town, nor a site in one."""
_TOWNS_IN = re.compile(
    r"(?P<the>\bthe\s+)?\b(?:communes|counties|hamlets|municipalities|towns|villages)\s+"
    r"(?:(?P<of>of)|across|in|throughout)\s+(?:the\s+)?(?:(?:north|south)?-?(?:north|south|east|west)ern\s+|central\s+)?$"
)
_LISTED = re.compile(r",?\s+(?:and|or|&)\s+[A-Z]|,\s+[A-Z][^.;:]*?\s(?:and|or|&)\s+[A-Z]")


def _has_towns(text: str, start: int, end: int) -> bool:
    """Whether a name is that of what several towns lie in: "three villages of Arauca", but not "the
    villages of Tame" or "villages of Tame and Fortul"."""
    before = _TOWNS_IN.search(text[max(0, start - _LONGEST_CHAIN) : start])
    if before is None or not before["of"]:
        return before is not None
    return before["the"] is None and _LISTED.match(text, end, end + 80) is None


def is_told_as_local(text: str, start: int, end: int) -> bool:
    """Whether the name is told with what nobody says of a place that readers know: "the village of
    Dolores", "Dolores neighborhood"."""
    return _type_noun(text, start, end) in LOCAL_NOUNS


def is_cut_off(text: str, end: int) -> bool:
    """Whether the word behind a name may be the rest of it: "Buni" of "Buni Yadi"."""
    behind = _NEXT_NAME.match(text, end)
    return behind is not None and behind[1].lower() not in _NO_NAMES


def is_said_beyond(text: str, start: int, end: int) -> bool:
    """Whether a name is told as where something came from or what lies beside it: "fired from
    Lebanon", "close to Uganda", "on the border with Chad", "the Chinese border"."""
    before = _BEYOND.search(text, max(0, start - _LONGEST_CHAIN), start)
    return before is not None or _BORDER.match(text, end) is not None


def has_article(text: str, start: int, end: int) -> bool:
    """Whether an article belongs to a name itself, not to a noun behind it: "on the Juba, where",
    but not "the Juba talks"."""
    before, last = text[max(0, start - 5) : start], text[start:end].split()[-1]
    if _ARTICLE.search(before) is None or _ALONE.match(text, end) is None:
        return False
    return last[0].isupper() and last.lower() not in _SITES


_SITES = FACILITY_WORDS | SITE_NOUNS
_ARTICLE = re.compile(r"(?:^|[^\w'-])the\s$")
_ALONE = re.compile(
    r"\s*(?:[.,;:)]|$)|\s+(?:[-\u2013\u2014]\s|(?:about|after|against|and|as|at|because|before|below|but|by|"
    r"during|for|from|had|has|have|in|into|is|near|on|or|since|so|that|through|to|under|until|was|"
    r"were|when|where|which|while|will|with|without)\b)"
)
"""What stands behind a name that no noun follows."""
_BEYOND = re.compile(
    r"\b(?:from|near|nearby|close\s+to|not\s+far\s+from|bordering|neighbou?ring|facing|opposite|"
    r"(?:borders?|frontiers?)\s+(?:with|of|between)|(?:border|frontier)s)\s+"
    r"(?:the\s+)?(?:(?:north|south)?-?(?:north|south|east|west)ern\s+|neighbou?ring\s+)?$",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"(?:[-\u2013]\w+)?\s+(?:borders?|frontiers?)\b(?!\s+(?:guard|police|force))", re.IGNORECASE
)
_NO_NAMES = INSTITUTION_WORDS | TITLE_NOUNS
_NEXT_NAME = re.compile(r"[^\S\n]([A-Z][a-z\u2019'-]+)\b")


def _type_noun(text: str, start: int, end: int) -> str | None:
    """The noun beside or within a name that says of what sort its place is, in small letters."""
    inside = _TYPE_INSIDE.search(text[start:end])
    if inside and inside.start() > 0 and inside[1].lower() in PLACE_NOUNS:
        return inside[1].lower()
    after = _TYPE_AFTER.match(text[end : end + 40])
    if after and _sort_of(after[1]) and not _opens_list(text, end):
        return after[1].lower()
    before = _TYPE_BEFORE.search(text[max(0, start - 40) : start])
    if before is not None and _sort_of(before[1]) and before[1].lower() not in _OF_ANOTHER:
        return before[1].lower()
    listed = _TYPE_OF_LIST.match(text[end : end + _LONGEST_LIST])
    listed = listed or _TYPE_BEFORE_LIST.search(text[max(0, start - _LONGEST_LIST) : start])
    noun = _singular(listed[1]) if listed else None
    return noun if noun in PLACE_NOUNS and noun not in _OF_ANOTHER else None


_LONGEST_LIST = 160
_OF_ANOTHER = frozenset({"capital", "coast"})
"""Nouns that "of" joins to the name of another place: the capital of Illinois is not Illinois."""


def _sort_of(word: str) -> str | None:
    word = word.lower()
    return PLACE_NOUNS.get(word) or PLACE_NOUNS.get(_singular(word))


def _singular(word: str) -> str:
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _opens_list(text: str, end: int) -> bool:
    return text[end : end + 1] in {",", ";", ":"}


def readings(name: str, matches: Sequence[Match]) -> list[Match]:
    """The matches that a name can mean: short words in capitals are abbreviations, not towns.

    "UF" is no spelling of Ufa, nor "US" of the French town Us.
    """
    if not is_short_abbreviation(name):
        return list(matches)
    return [m for m in matches if m.how == "abbreviation" or m.name == name]


def is_short_abbreviation(name: str) -> bool:
    """Whether a name is so short, and in capitals, that its letters stand for words."""
    return name.isupper() and len(name.replace(".", "")) <= _LONGEST_ABBREVIATION


_LONGEST_ABBREVIATION = 3
_REST = r"(?:the\s+)?(?:[a-z-]+\s+){0,2}(?:of\s+(?:the\s+)?)?"
"""Of "in": "the northern", "the department of"."""
_TYPE = f"(?:{'|'.join(PLACE_NOUNS)})"
_SAID_INSIDE = (
    rf"\s*,\s*(?:an?|the)\s+(?:[a-z-]+\s+){{0,3}}{_TYPE}\s+(?:in|of)\s+{_REST}"
    rf"|\s*,?\s*in\s+(?:the\s+)?(?:[a-z-]+\s+){{0,2}}{_TYPE}\s+of\s+(?:the\s+)?"
)
_CHAIN = re.compile(rf"{_SAID_INSIDE}|(?:\s*,)?\s*\bin\s+{_REST}|\s*[,(]\s*")
"""What stands between a place and what it lies in: "X, Y", "X (Y", "X in northern Y", "X, in the
department of Y", "X, a town in Y"."""
_LONGEST_CHAIN = 60


def chains(
    text: str, toponyms: Sequence[Toponym], of_toponym: Sequence[int]
) -> list[tuple[int, int]]:
    """Numbers of the names that stand as "X, Y" or "X in Y" with nothing else between them."""
    pairs = ((of_toponym[i], of_toponym[i + 1]) for i in chain_starts(text, toponyms))
    return list(dict.fromkeys(pairs))


def chain_starts(text: str, toponyms: Sequence[Toponym]) -> list[int]:
    """Positions of the toponyms that form a chain with the one behind them."""
    text = _in_small_letters(text)
    return [
        position
        for position, (one, other) in enumerate(itertools.pairwise(toponyms))
        if other.start <= one.end + _LONGEST_CHAIN and _CHAIN.fullmatch(text, one.end, other.start)
    ]


def ended_chains(
    text: str, toponyms: Sequence[Toponym], of_toponym: Sequence[int]
) -> list[tuple[int, int]]:
    """Numbers of the names of "X, Y" that are no list and behind which the phrase ends: "at Tempe,
    Greece." or "at Tempe, in Greece's Thessaly region", but not "in Beirut, Syria and Iraq" or
    "In Beirut, Israel said"."""
    ends = []
    for position in chain_starts(text, toponyms):
        part, whole = toponyms[position : position + 2]
        listed = position > 0 and _JOINED.fullmatch(text, toponyms[position - 1].end, part.start)
        goes_on = position + 2 < len(toponyms) and _JOINED.fullmatch(
            text, whole.end, toponyms[position + 2].start
        )
        owns = _OWNS_DIVISION.match(text, whole.end) and _IN.fullmatch(text, part.end, whole.start)
        literal = whole.usage == "literal" and (owns or _PHRASE_END.match(text, whole.end))
        if literal and not listed and not goes_on:
            ends.append((of_toponym[position], of_toponym[position + 1]))
    return list(dict.fromkeys(ends))


_JOINED = re.compile(r"\s*,\s*|\s*,?\s+(?:and|or|&)\s+")
_OWNS_DIVISION = re.compile(r"['\u2019]s?\s+(?:[a-z-]+\s+){0,2}[A-Z]")
_PHRASE_END = re.compile(r"\s*(?:[.,;:)\u2013\u2014]|--|$)")


def _in_small_letters(text: str) -> str:
    """A text that is all in capitals in small ones, as the words between its names are read."""
    small = text.lower()
    return small if text.isupper() and len(small) == len(text) else text


def said_inside(
    text: str, toponyms: Sequence[Toponym], of_toponym: Sequence[int]
) -> list[tuple[int, int]]:
    """Numbers of the names that the text says lie in or at another's place, with that other's:
    "X, in the department of Y", "X in the Y region", "X, a town in Y", and of districts "Kharkiv's
    Saltivka district" and "the city's Saltivka district" after "Kharkiv"."""
    text = _in_small_letters(text)
    found: dict[tuple[int, int], None] = {}
    for index, (one, other) in enumerate(itertools.pairwise(toponyms)):
        between = text[one.end : other.start]
        if len(between) <= _LONGEST_CHAIN and (
            _INSIDE.fullmatch(between)
            or (_IN.fullmatch(between) and _OF_DIVISION.match(text[other.end : other.end + 20]))
        ):
            found[of_toponym[index], of_toponym[index + 1]] = None
        elif is_told_as_local(text, other.start, other.end) and (
            _OWNS.fullmatch(between) or _ITS_TOWN.search(between)
        ):
            found[of_toponym[index + 1], of_toponym[index]] = None
    return list(found)


def said_near(
    text: str, toponyms: Sequence[Toponym], of_toponym: Sequence[int]
) -> list[tuple[int, int]]:
    """Numbers of the names that the text says lie so far from another's place, or on that side of
    it, near it or in it, with that other's: "X, 30 kilometres north of Y", "the X refugee camp west
    of Y", "the X junction near Y", "at X in Y"."""
    text = _in_small_letters(text)
    return list(
        dict.fromkeys(
            (of_toponym[index], of_toponym[index + 1])
            for index, (one, other) in enumerate(itertools.pairwise(toponyms))
            if other.start <= one.end + _LONGEST_CHAIN
            and (
                _DISTANT.fullmatch(text, one.end, other.start)
                or _BESIDE.fullmatch(text, one.end, other.start)
                or (
                    _IN_TOWN.fullmatch(text, one.end, other.start)
                    and _AT.search(text, max(0, one.start - _LONGEST_CHAIN), one.start)
                )
            )
        )
    )


def said_part(
    text: str, toponyms: Sequence[Toponym], of_toponym: Sequence[int]
) -> list[tuple[int, int]]:
    """Numbers of the names whose own type word ties them to another's place, with that other's:
    "the X camps of Y", "X subdistrict in Y". Only of an X that nobody knows is this sure: the
    Syrian city of Aleppo holds nothing of Syria."""
    pairs = (
        (of_toponym[index], of_toponym[index + 1])
        for index, (one, other) in enumerate(itertools.pairwise(toponyms))
        if _PART.fullmatch(text, one.end, other.start)
    )
    return list(dict.fromkeys(pairs))


_PART = re.compile(rf"\s+(?:[a-z-]+\s+)?(?:sub-?)?{_TYPE}s?\s+(?:of|in)\s+(?:the\s+)?")
_BESIDE = re.compile(
    r"(?:\s+[a-z-]+){0,3}\s*,?\s+(?:just\s+)?"
    r"(?:(?:north|south)?-?(?:north|south|east|west)\s+of|near|close\s+to|not\s+far\s+from|outside)\s+"
    r"(?:the\s+)?(?:[a-z-]+\s+){0,4}"
)
_IN_TOWN = re.compile(r"\s+in\s+")
_AT = re.compile(r"\b(?:at|in|near)\s+(?:the\s+)?$", re.IGNORECASE)
_DISTANT = re.compile(
    r"\s*,?\s*\(?(?:(?:about|around|some|roughly|nearly|just)\s+)?\d{1,3}(?:\.\d)?\s*"
    r"(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\s+(?:\([^()]{1,20}\)\s+)?(?:[a-z-]+\s+){0,3}(?:of|from|outside)\s+"
    r"(?:[a-z-]+\s+){0,4}"
)
_INSIDE = re.compile(_SAID_INSIDE)
_IN = re.compile(rf"\s*,?\s*in\s+{_REST}")
_OF_DIVISION = re.compile(
    r"\s+(?:county|department|district|governorate|oblast|parish|prefecture|province|region|state)\b"
)
_OWNS = re.compile(r"['\u2019]s?\s+(?:[a-z-]+\s+){0,2}", re.IGNORECASE)
_ITS_TOWN = re.compile(
    r"\b(?:the|this|that)\s+(?:city|town|capital)['\u2019]s\s+(?:[a-z-]+\s+){0,2}$", re.IGNORECASE
)
