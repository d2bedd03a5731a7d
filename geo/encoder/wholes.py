"""Names that go on over the words beside them, by the gazetteer: "Bruck an der Mur", "Sŏngnae-ri".

The encoder has learnt from English news, where few names have small words of other languages in
them: of "Las Matas de Santa Cruz" it marks two pieces.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from gazetteer.names import fold
from geo.encoder.acceptance import Name
from geo.encoder.words import Words
from geo.language.words import PLACE_NOUNS

if TYPE_CHECKING:
    from gazetteer import Gazetteer

LONGEST = 8
"""Words and marks in the longest name that is looked for."""
_SMALL = re.compile(r"[^\W\d_A-Z]{1,4}")
"""The articles and prepositions of any language in its names: "an der", "de los"."""
_MARKS = frozenset("-'\u2019/")
_PEOPLE = 20_000
_ARTICLES = frozenset("ad al an ar as ash at az el es".split())
_BEGINNINGS = frozenset("el la las los san santa santo".split())
"""Words of Spanish names that are no names of their own."""
_CALLED_SO = frozenset({"la"})
"""Those that something is called all the same."""
_HYPHENS = frozenset("-\u2013")


def whole(words: Words, found: Sequence[Name], gazetteer: "Gazetteer") -> list[Name]:
    """The names, in order, each as the longest stretch around it that a place is called.

    Several that lie in one stretch are one name, as sure as the surest of them.
    """
    if words.in_capitals:
        # Every word looks like a part of a name there.
        return list(_begun(words, found, gazetteer))
    joined: list[Name] = []
    for first, last, probability in found:
        if joined and first <= joined[-1][1]:
            before = joined[-1]
            joined[-1] = (before[0], before[1], max(before[2], probability))
            continue
        reached = joined[-1][1] + 1 if joined else 0
        left, right = _around(words, first, last, reached, gazetteer)
        right = _with_article(words, right)
        joined += [(*part, probability) for part in _parts(words, left, right, gazetteer)]
    return joined


def _begun(words: Words, found: Sequence[Name], gazetteer: "Gazetteer") -> Iterator[Name]:
    """The names of a text in capitals, those that only begin one with the word behind them: "SAN"
    is San Vicente's, and "LA", where there is such a place, La Esmeralda's and not Los Angeles."""
    reached = 0
    for number, (first, last, probability) in enumerate(found):
        if first < reached:
            continue
        word, end = words.surface(first, last), last
        if word.lower() in _BEGINNINGS and _goes_on(words, last):
            following = found[number + 1] if number + 1 < len(found) else None
            is_name = following is not None and following[0] == last + 1
            behind = following[1] if following is not None and is_name else last + 1
            own = word.lower() not in _CALLED_SO
            if own or is_name or gazetteer.has_name(words.surface(first, behind)):
                end = behind
        yield first, end, probability
        reached = end + 1


def _goes_on(words: Words, last: int) -> bool:
    """Whether a word of letters follows in the sentence, with a space between."""
    if last + 1 in words.sentences or last + 1 >= len(words):
        return False
    space = words.text[words.ends[last] : words.starts[last + 1]]
    return space.isspace() and words.surface(last + 1, last + 1).isalpha()


def _with_article(words: Words, last: int) -> int:
    """The last word of a name that goes on with an Arabic article: no Ain is Ain al-Hilweh, though
    no gazetteer has it."""
    sentence = int((words.sentences <= last).sum()) - 1
    if last + 3 >= int(words.sentences[sentence + 1]):
        return last
    article, hyphen, noun = (words.surface(n, n) for n in range(last + 1, last + 4))
    behind = words.text[words.starts[last + 1] - 1].isspace()
    goes_on = article in _ARTICLES and hyphen == "-" and noun[0].isupper() and behind
    return last + 3 if goes_on else last


def _parts(
    words: Words, first: int, last: int, gazetteer: "Gazetteer"
) -> tuple[tuple[int, int], ...]:
    """The two names of "the Kaduna-Abuja highway", which is no name of one place."""
    hyphens = [n for n in range(first + 1, last) if words.surface(n, n) in _HYPHENS]
    if len(hyphens) == 1 and not gazetteer.has_name(words.surface(first, last)):
        halves = (first, hyphens[0] - 1), (hyphens[0] + 1, last)
        if all(_is_known(words.surface(*half), gazetteer) for half in halves):
            return halves
    return ((first, last),)


def _is_known(name: str, gazetteer: "Gazetteer") -> bool:
    """Whether a country, a division or a town of some size is called so, rather than a person."""
    return gazetteer.has_name(name) and any(
        match.place.feature_class in "AL" or (match.place.population or 0) >= _PEOPLE
        for match in gazetteer.lookup(name, limit=3)
    )


def _around(
    words: Words, first: int, last: int, reached: int, gazetteer: "Gazetteer"
) -> tuple[int, int]:
    sentence = int((words.sentences <= first).sum()) - 1
    begin = max(int(words.sentences[sentence]), reached, last - LONGEST + 1)
    end = min(int(words.sentences[sentence + 1]), first + LONGEST)
    starts = [first, *_reached(words, range(first - 1, begin - 1, -1))]
    ends = [last, *_reached(words, range(last + 1, end))]
    stretches = [(left, right) for left in starts for right in ends if right - left < LONGEST]
    for left, right in sorted(stretches, key=lambda s: (s[0] - s[1], s[0])):
        if (left, right) == (first, last) or _is_called(words.surface(left, right), gazetteer):
            return left, right
    return first, last


def _reached(words: Words, positions: Iterable[int]) -> Iterator[int]:
    """Where a name that goes on over these words may begin or end.

    At words with a capital, beyond small words and marks, and at small ones next to a hyphen.
    """
    for position in positions:
        word = words.surface(position, position)
        if word[0].isupper():
            if word.lower() not in PLACE_NOUNS:
                yield position
        elif word.isalpha() and _is_hyphened(words, position):
            yield position
        elif not (_SMALL.fullmatch(word) or word in _MARKS):
            return


def _is_hyphened(words: Words, position: int) -> bool:
    """A hyphen stands right before a word."""
    return position > 0 and words.text[words.starts[position] - 1] == "-"


def _is_called(name: str, gazetteer: "Gazetteer") -> bool:
    """Whether this is a town's own name, or one of a town's or a division's that small words or
    hyphens hold together, as Maarat al-Numan is spelt in many ways; "Southern California" and
    "Metro Vancouver" are parts of what they name."""
    name = " ".join(name.split())
    plain = fold(name)
    is_held = _HELD.search(name) is not None
    return any(
        match.place.feature_class in ("PA" if is_held else "P")
        and (fold(match.place.name) == plain or (is_held and match.how in _AS_WRITTEN))
        for match in gazetteer.lookup(name, limit=3)
    )


_AS_WRITTEN = frozenset({"exact", "folded"})
_HELD = re.compile(r"[-\u2019']|\s[^\W\d_A-Z]{1,4}\s")
