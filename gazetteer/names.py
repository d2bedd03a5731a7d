"""Folding of place names, so that spellings of one name meet. Pure functions.

Names are folded to compare them and shown as they were. Two keys are made of a name:

- `fold`: case, marks, apostrophes, hyphens, periods and spaces do not count;
- `skeleton`: articles ("al-", "ash-", "the") and the short forms of Saint, Mount and Fort do not
  count either.
"""

import operator
import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

import numpy as np

_SPECIAL = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
    "ı": "i", "ŋ": "ng", "ə": "e", "ŧ": "t", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ǝ": "e",
    "ɛ": "e", "ɔ": "o", "ƴ": "y", "&": " and ",
    # Arabic letters that writers exchange freely, and the Persian forms of two of them.
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه",
}  # fmt: skip
_APOSTROPHES = frozenset("'’‘`´ʹʻʼʽʾʿˈˊˋ′‛“”\"«»„״׳")
_TATWEEL = "\u0640"
# Vowel signs of Indic, Thai and other scripts are marks too, but they tell names apart: only the
# marks of scripts that are read without them go.
_OPTIONAL_MARKS = (
    (0x300, 0x36F), (0x483, 0x487), (0x591, 0x5BD), (0x5BF, 0x5C7), (0x64B, 0x65F), (0x670, 0x670)
)  # fmt: skip


class _Folding(dict[int, str | None]):
    """What becomes of each character of a decomposed, case-folded name; worked out once."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        result: str | None
        if character in _SPECIAL:
            result = _SPECIAL[character]
        elif (
            character in _APOSTROPHES
            or character == _TATWEEL
            or category == "Cf"
            or any(first <= code <= last for first, last in _OPTIONAL_MARKS)
        ):
            result = None
        elif category[0] in "LMN":
            result = character
        else:
            result = " "
        self[code] = result
        return result


_FOLDING = _Folding({ord("\n"): "\n"})
_SEVERAL = tuple((letter, text) for letter, text in _SPECIAL.items() if len(text) > 1)
_UNKNOWN, _DROPPED = 0, 0xFFFFFFFF
_FOLDED = np.zeros(sys.maxunicode + 1, np.uint32)
"""What becomes of each character, as `_FOLDING` says: read far faster than it for long texts of
other scripts. Those of `_SEVERAL` have no place here."""


def _translated(text: str) -> str:
    """The text by `_FOLDING`."""
    for letter, several in _SEVERAL:
        text = text.replace(letter, several)
    if text.isascii():
        return text.translate(_FOLDING)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    found = _FOLDED[codes]
    if (new := found == _UNKNOWN).any():
        for code in np.unique(codes[new]).tolist():
            _FOLDED[code] = _DROPPED if (result := _FOLDING[code]) is None else ord(result)
        found = _FOLDED[codes]
    folded: bytes = found[found != _DROPPED].tobytes()
    return folded.decode("utf-32-le", "surrogatepass")


def _join_initials(text: str) -> str:
    """The text without the periods behind single letters: "u.s." is "us"."""
    head, *pieces = text.split(".")
    joined = [head]
    for piece in pieces:
        letter, before = head[-1:], head[-2:-1]
        initial = letter.isalnum() and not letter.isdecimal() and not before.isalnum()
        joined.append(piece if initial else f".{piece}")
        head = piece
    return "".join(joined)


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """The name without case, marks and punctuation, its words apart by single spaces.

    Periods of initials join them ("U.S." is "us"), apostrophes vanish ("N'Djamena" is
    "ndjamena"), hyphens part words. Folding a folded name changes nothing.
    """
    if name.isascii():
        text = name.lower()
        if text.isalpha():
            return text
    else:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    if "." in text:
        text = _join_initials(text)
    text = " ".join(text.translate(_FOLDING).split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold_many(names: Sequence[str]) -> list[str]:
    """`fold` of many names at once, several times as fast: all of them pass as one text."""
    plain = list(map(str.isascii, names))
    folded = _fold_lines(list(compress(names, plain)))
    if len(folded) == len(names):
        return folded
    other = list(map(operator.not_, plain))
    others = iter(_fold_lines(list(compress(names, other))))
    ours = iter(folded)
    return [next(ours if ascii_ else others) for ascii_ in plain]


_SPACES = re.compile(" {2,}")


def _fold_lines(names: list[str]) -> list[str]:
    if not names:
        return []
    text = "\n".join(names)
    if text.count("\n") >= len(names):
        text = "\n".join([name.replace("\n", " ") for name in names])
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    if "." in text:
        text = _join_initials(text)
    text = _translated(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", text)
    return text.replace(" \n", "\n").replace("\n ", "\n").strip(" ").split("\n")


_ARTICLE = (
    "al|ad|ah|an|ar|as|ash|at|ath|az|adh|el|ed|en|er|es|esh|ech|et|ez|eth|ul|ud|ur|us|ush|uz|il|l"
)
_LEADING_ARTICLE = re.compile(rf"^(?:(?:{_ARTICLE}|the) )+(?=\S{{3}})", re.MULTILINE)
# The space comes first, since the search leaps to what a pattern begins with.
_INNER_ARTICLE = re.compile(rf" (?<=\S )(?:{_ARTICLE})(?: (?:{_ARTICLE}))* (?=\S{{2}})")
_FORMS = {"st": "saint", "ste": "saint", "sainte": "saint", "sankt": "saint", "sint": "saint",
          "mt": "mount", "ft": "fort", "pt": "point"}  # fmt: skip
_SHORT_FORM = re.compile(rf"\b(?:{'|'.join(_FORMS)})\b(?= \S)")


@lru_cache(maxsize=1 << 15)
def skeleton(folded: str) -> str:
    """A folded name without its transliterated articles, and Saint, Mount and Fort written out.

    "jisr ash shughur" and "jisr al shughur" are both "jisr shughur"; "st louis" is "saint louis".
    """
    return skeletons(folded) if " " in folded else folded


def skeletons(folded: str) -> str:
    """`skeleton` of many folded names, a line each."""
    text = _SHORT_FORM.sub(lambda match: _FORMS[match[0]], folded)
    return _LEADING_ARTICLE.sub("", _INNER_ARTICLE.sub(" ", text))


_TYPES = (
    "autonomous region", "autonomous republic", "autonomous oblast", "federal district",
    "metropolitan area", "canton", "co", "commune", "community", "county", "department", "district",
    "division", "emirate", "governorate", "krai", "muhafazah", "municipality", "oblast", "parish",
    "prefecture", "province", "raion", "rayon", "regency", "region", "republic", "state",
    "sub district", "subdistrict", "territory", "voivodeship", "wilaya",
)  # fmt: skip
_TYPE_ENDS = frozenset(name.rpartition(" ")[2] for name in _TYPES)
_TYPE_LAST = re.compile(rf"^(?P<core>\S.*?) (?P<type>{'|'.join(_TYPES)})$")
_TYPE_FIRST = re.compile(rf"^(?:the )?(?P<type>{'|'.join(_TYPES)}) of (?:the )?(?P<core>\S.*)$")


def type_pattern() -> str:
    """An expression of RE2 that all names which `split_type` parts have, and few others."""
    return rf" of | (?:{'|'.join(sorted(_TYPE_ENDS))})$"


def split_type(folded: str) -> tuple[str, str] | None:
    """The bare name and the type word of a division: "idlib province" is ("idlib", "province").

    None where the folded name has no such word.
    """
    if folded.rpartition(" ")[2] not in _TYPE_ENDS and " of " not in folded:
        return None
    match = _TYPE_LAST.match(folded) or _TYPE_FIRST.match(folded)
    return (match["core"], match["type"]) if match else None


_WRITTEN_OUT = {
    "n": "north", "s": "south", "e": "east", "w": "west", "ne": "northeast", "nw": "northwest",
    "se": "southeast", "sw": "southwest", "no": "north", "so": "south", "twp": "township",
    "co": "county", "hts": "heights", "jct": "junction", "spgs": "springs", "is": "islands",
    "isl": "island", "r": "river", "l": "lake", "pk": "park", "mtn": "mountain",
    "mtns": "mountains", "mts": "mountains", "univ": "university", "prov": "province",
    "gov": "governorate", "dist": "district", "dept": "department", "rep": "republic",
}  # fmt: skip
_SHORT_WORD = re.compile(rf"(?<!\S)({'|'.join(_WRITTEN_OUT)})\.(?!\S)", re.IGNORECASE)


def written_out(name: str) -> str | None:
    """The name with words that were cut short by a period in full: "W. Columbia", "Madison Twp.".

    None where it has no such word.
    """
    if "." not in name:
        return None
    longer = _SHORT_WORD.sub(lambda match: _WRITTEN_OUT[match[1].lower()].capitalize(), name)
    return longer if longer != name else None


def same_abbreviation(name: str, stored: str) -> bool:
    """Capitals may leave their periods out ("US" is "U.S."), others are met as they stand."""
    if name == stored:
        return True
    bare = stored.replace(".", "")
    return bare.isupper() and name.replace(".", "") == bare


def is_code(name: str) -> bool:
    """Whether a name is one of capitals only, such as "NYC", which means nothing in small letters.

    Names of up to four capitals, with or without periods.
    """
    if len(name) > 8 or not name.isupper() or not name[:1].isupper():
        return False
    letters = name.replace(".", "")
    return len(letters) <= 4 and letters.isascii() and letters.isalpha() and letters.isupper()


def is_transliteration(name: str) -> bool:
    """Whether a name is in small Latin letters only, as GeoNames' machine transliterations are."""
    return name.isascii() and name.islower()
