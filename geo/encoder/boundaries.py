"""Where a name begins and ends, by the convention that all of Dateline keeps.

The corpora that the encoder learnt from leave it open: "Idlib province" is "Idlib" and its type
word, "the Republic of Turkey" is one name, and what is left of a sentence cut after "St." is none.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo.encoder.words import Words
from geo.language.words import PLACE_NOUNS, direction
from geo.records import Span

if TYPE_CHECKING:
    from gazetteer import Gazetteer

LONGEST_FORMAL = 6
"""Words in the longest formal name of a country that is looked for."""
_JOINING = frozenset({"of", "the", "and"})
_STREETS = frozenset({"ave", "blvd", "ct", "dr", "hwy", "ln", "pl", "rd", "st"})
_OPENING_ONLY = frozenset({"st", "ste", "mt", "ft", "pt"})


def trimmed(words: Words, first: int, last: int, gazetteer: "Gazetteer") -> tuple[int, int] | None:
    """The words of a name without article before and type word in lower case behind it."""
    while first <= last and not _may_open(words.surface(first, first)):
        first += 1
    while first <= last and not may_close(words, first, last, gazetteer):
        last -= 1
    if first > last or words.surface(first, last).rstrip(".").lower() in _OPENING_ONLY:
        return None
    return first, last


def _may_open(word: str) -> bool:
    return word[0].isalnum() and word.lower() not in {"the", "a", "an"}


def may_close(words: Words, first: int, last: int, gazetteer: "Gazetteer") -> bool:
    """Whether a name that begins at `first` may end with the word `last`."""
    word = words.surface(last, last)
    if word in _JOINING or word in PLACE_NOUNS or word.removesuffix("s") in PLACE_NOUNS:
        return False
    if word == ".":  # of an abbreviation ("U.S.", "Calif.", "Ave."), and not of the sentence
        if last > first and words.surface(last - 1, last - 1).lower() in _STREETS:
            return True
        matches = gazetteer.lookup(words.surface(first, last), limit=3)
        return any(m.how == "abbreviation" or m.name.endswith(".") for m in matches)
    return word[-1].isalnum()


def widened(words: Words, first: int, last: int, gazetteer: "Gazetteer") -> tuple[int, int]:
    """The words of the longer name that the gazetteer knows around a name.

    Of a country the formal one ("Republic of Turkey"), of others the one with a direction before it
    ("South Charleston") or with a possessive in it ("Cox's Bazar", "St. John's"). What hyphens and
    a small word join is one, known or not ("Slavyansk-on-Kuban").
    """
    sentence = int((words.sentences <= first).sum()) - 1
    first, last = _hyphenated(words, first, last, sentence)
    possessive = _possessive(words, first, last, sentence, gazetteer)
    if possessive is not None:
        return possessive
    directed = first > words.sentences[sentence] and _is_direction(
        words.surface(first - 1, first - 1)
    )
    if directed and gazetteer.has_name(words.surface(first - 1, last)):
        return first - 1, last
    return _formal(words, first, last, sentence, gazetteer)


def _hyphenated(words: Words, first: int, last: int, sentence: int) -> tuple[int, int]:
    begin, end = int(words.sentences[sentence]), int(words.sentences[sentence + 1])
    if last + 4 < end and _BY_SMALL_WORD.fullmatch(words.surface(last, last + 4)):
        return first, last + 4
    if first - 4 >= begin and _BY_SMALL_WORD.fullmatch(words.surface(first - 4, first)):
        return first - 4, last
    return first, last


_BY_SMALL_WORD = re.compile(r"[^\W\d_]+-[a-z]{1,4}-[^\W\d_]+")


def _possessive(
    words: Words, first: int, last: int, sentence: int, gazetteer: "Gazetteer"
) -> tuple[int, int] | None:
    """The words around a name that are one with it over an apostrophe; None where none are."""
    begin, end = int(words.sentences[sentence]), int(words.sentences[sentence + 1])
    for left, right, mark in (
        (first - 3, last, first - 2),
        (first, last + 3, last + 1),
        (first, last + 2, last + 1),
    ):
        if left < begin or right >= end or words.surface(mark, mark) not in _APOSTROPHES:
            continue
        if right == last + 2 and first == last:
            continue  # "Homs's" is Homs
        name = words.surface(left, right).replace("\u2019", "'")
        if name[0].isupper() and gazetteer.has_name(name):
            return left, right
    return None


_APOSTROPHES = frozenset("'\u2019")


def _is_direction(word: str) -> bool:
    return word[0].isupper() and direction(word.lower()) is not None


def with_directions(text: str, names: Sequence[Span]) -> list[tuple[int, int]]:
    """The names, in order, as first and last position in the list that is given: two where the
    former is the direction of the latter, as in "South Venezuela"."""
    joined: list[tuple[int, int]] = []
    for position, (start, _) in enumerate(names):
        if joined and joined[-1][0] == joined[-1][1]:
            since, until = names[position - 1]
            word = text[since:until]
            if text[until:start] == " " and word.isalpha() and _is_direction(word):
                joined[-1] = (position - 1, position)
                continue
        joined.append((position, position))
    return joined


def _formal(
    words: Words, first: int, last: int, sentence: int, gazetteer: "Gazetteer"
) -> tuple[int, int]:
    lowest = max(int(words.sentences[sentence]), last - LONGEST_FORMAL + 1)
    highest = min(int(words.sentences[sentence + 1]), first + LONGEST_FORMAL)
    start, end = first, last
    while start > lowest and _in_formal(words.surface(start - 1, start - 1)):
        start -= 1
    while end + 1 < highest and _in_formal(words.surface(end + 1, end + 1)):
        end += 1
    for left in range(start, first + 1):
        for right in range(end, last - 1, -1):
            if (left, right) == (first, last) or right - left >= LONGEST_FORMAL:
                continue
            if _is_country(words.surface(left, right), gazetteer):
                return left, right
    return first, last


def _in_formal(word: str) -> bool:
    return word in _JOINING or (word[0].isupper() and word.isalpha())


def _is_country(name: str, gazetteer: "Gazetteer") -> bool:
    if not name[0].isupper() or not name[-1].isalpha():
        return False
    return any(
        match.how == "exact" and match.place.feature_code.startswith("PCL")
        for match in gazetteer.lookup(name, limit=3)
    )
