"""Known places that the recogniser passed over, or cut wrongly, where only a place can stand.

Of a name that is rare in English ("two people were killed in Deir Mimas") the recogniser may take
no notice in the middle of a long report. The gazetteer has many namesakes of people and things, so
that only a name of several words is taken, which a town of a country that the report names bears as
it is written. Of "Kanyaruchinya IDP site" it takes what the site is for a word of the name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.text import Analysis, Token
from geo.language.words import PLACE_NOUNS, SITE_NOUNS
from geo.records import Span, Toponym

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Match

PROBABILITY = 0.8
"""That such a name is one. It is set, not learnt: the recogniser finds most of them."""
_LONGEST = 6
_IN = frozenset({"in", "near"})
_VERBATIM = frozenset({"exact", "folded"})
_OTHERS = frozenset("DATE EVENT LAW MONEY NORP ORG PERCENT PRODUCT TIME WORK_OF_ART".split())
"""Labels of what is no town, even where a town is called so."""


def with_situated(
    analysis: Analysis, names: Sequence[Toponym], gazetteer: "Gazetteer"
) -> tuple[Toponym, ...]:
    """The names, and the towns of their countries that stand behind "in" or "near"."""
    spans = [
        span
        for span in _situated(analysis)
        if not any(n.start < span[1] and span[0] < n.end for n in names)
    ]
    if not spans:
        return tuple(names)
    countries = {
        match.place.country_code
        for text in {name.text for name in names}
        for match in _towns(text, gazetteer, "AP")[:1]
    }
    found = [
        Toponym(start, end, analysis.text[start:end], "literal", "noun", PROBABILITY)
        for start, end in spans
        if any(
            match.place.country_code in countries
            for match in _towns(analysis.text[start:end], gazetteer, "P")
        )
    ]
    return tuple(sorted((*names, *found), key=lambda name: (name.start, name.end)))


def without_sort(text: str, names: Iterable[Toponym], gazetteer: "Gazetteer") -> Iterator[Toponym]:
    """The names, known ones without the abbreviation that belongs to the noun behind them."""
    for name in names:
        ended = _ABBREVIATED.search(name.text)
        if (
            ended is not None
            and _SITE.match(text, name.end)
            and not gazetteer.has_name(name.text)
            and gazetteer.has_name(name.text[: ended.start()])
        ):
            end = name.start + ended.start()
            name = replace(name, end=end, text=text[name.start : end])
        yield name


_ABBREVIATED = re.compile(r"\s(?:[A-Z]{2,4}|PoC)s?$")
_SITE = re.compile(rf"\s+(?:site|{'|'.join((*PLACE_NOUNS, *sorted(SITE_NOUNS)))})s?\b")


def _situated(analysis: Analysis) -> Iterator[Span]:
    """Names of several words that hang on such a preposition, without a word before or behind that
    makes another thing of them: "in the Bint Jbeil council"."""
    for token in analysis.tokens:
        if token.dep != "pobj" or token.pos != "PROPN":
            continue
        preposition = analysis.tokens[token.head]
        words = analysis.tokens[preposition.index + 1 : token.index + 1]
        if preposition.lemma not in _IN or not 1 < len(words) <= _LONGEST:
            continue
        span = words[0].start, token.end
        if _is_name(analysis, words) and not _goes_on(analysis, token):
            yield span


def _is_name(analysis: Analysis, words: Sequence[Token]) -> bool:
    first, last = words[0], words[-1]
    entity = analysis.name_at(first.index, last.index)
    if entity is not None and entity.label in _OTHERS:
        return False
    capital = first.text[0].isupper() and last.text[0].isupper()
    return capital and all(w.pos in {"PROPN", "X", "PUNCT"} for w in words)


def _goes_on(analysis: Analysis, last: Token) -> bool:
    """Whether the next word belongs to the name, or owns it: "in Bint Jbeil's market"."""
    if last.index + 1 >= len(analysis.tokens):
        return False
    behind = analysis.tokens[last.index + 1]
    return behind.tag == "POS" or (behind.start == last.end + 1 and behind.text[0].isupper())


def _towns(name: str, gazetteer: "Gazetteer", classes: str) -> "list[Match]":
    found = gazetteer.lookup(name, limit=20) if gazetteer.has_name(name) else []
    return [m for m in found if m.how in _VERBATIM and m.place.feature_class in classes]
