"""Names of the user's own tables, found as they are written there.

The recogniser has learnt from news and may read "Bab al-Rummana" as Bab, or not at all. Who gives a
table of villages means them: a name of several words is taken wherever it stands, one of a single
word where the words before it speak of a place, since tables of villages are full of first names.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gazetteer.layout import VERBATIM
from gazetteer.lookup import find
from gazetteer.names import fold
from geo.layout.asides import asides
from geo.records import Span, Toponym

if TYPE_CHECKING:
    from gazetteer import Gazetteer

LONGEST = 8
"""Words of a name that are looked for."""
PROBABILITY = 0.9
"""That such a name is one. It is set, not learnt: the corpora have no tables."""

_WORD = re.compile(r"[^\s,;:!?()\[\]{}<>\"“”«»/|]+")
_ARTICLE = re.compile(r"(?:a[dlnrstz]|e[ln])[-\u2010\u2011\u2013' ]?(?=[A-Z])")
"""Before a name's own capital: "al-Mazruqa"."""
_ENDING = re.compile(r"(?:['’]s)?[.'’…]*$")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|towards?|into|outside|inside|around|across|between|through"
    r"|(?:village|town|city|camp|hamlet|district|neighbou?rhood|area)s?(?: of)?"
    r"|(?:bomb|bombard|flood|raid|recaptur|shell|storm)ed|besieged|entered|overran|reached"
    r"|(?:bomb|drone|earthquake|missile|quake|rocket|shell|storm|(?:air)?strike)s? (?:hit|struck)"
    r")(?: the)?\s$",
    re.IGNORECASE,
)


def with_own_names(
    text: str, names: Sequence[Toponym], gazetteer: "Gazetteer"
) -> tuple[Toponym, ...]:
    """The names found in a text, with those of own tables; these are whole where both overlap.

    None is taken from lines that are no part of the report.
    """
    own = [span for span in own_spans(text, gazetteer) if not _within(span, names)]
    if own:
        others = asides(text)
        own = [(s, e) for s, e in own if not any(start <= s < end for start, end in others)]
    if not own:
        return tuple(names)
    kept = [n for n in names if not any(n.start < end and start < n.end for start, end in own)]
    kept += [Toponym(s, e, text[s:e], "literal", "noun", PROBABILITY) for s, e in own]
    return tuple(sorted(kept, key=lambda name: (name.start, name.end)))


def own_spans(text: str, gazetteer: "Gazetteer") -> list[Span]:
    """Where names of own tables stand in a text, the longest of those that overlap, in order."""
    if not gazetteer.index.own:
        return []
    words = [(m.start(), m.start() + len(_ENDING.sub("", m[0]))) for m in _WORD.finditer(text)]
    found: list[Span] = []
    reached = 0
    for first, (start, _) in enumerate(words):
        if start < reached or (text[start].islower() and not _ARTICLE.match(text, start)):
            continue
        for end in _ends(text, words[first : first + LONGEST]):
            if _is_own(text, start, end, gazetteer):
                found.append((start, end))
                reached = end
                break
    return found


def _ends(text: str, words: Sequence[Span]) -> Iterator[int]:
    """Where names may end that begin with the first of these words, the longest first."""
    joined = 1
    while joined < len(words) and _JOINED.fullmatch(text, words[joined - 1][1], words[joined][0]):
        joined += 1
    yield from (end for _, end in reversed(words[:joined]))


_JOINED = re.compile(r"\.?[^\S\n]*\n?[^\S\n]*")
"""What stands between the words of a name: no line is empty, and a period only after initials."""


def _is_own(text: str, start: int, end: int, gazetteer: "Gazetteer") -> bool:
    name = text[start:end]
    met = find(gazetteer.index, name)
    if not any(row < gazetteer.index.own and how in VERBATIM for how, _, row, _ in met):
        return False
    return " " in fold(name) or _PLACE_BEFORE.search(text[max(0, start - 40) : start]) is not None


def _within(span: Span, names: Sequence[Toponym]) -> bool:
    return any(name.start <= span[0] and span[1] <= name.end for name in names)
