"""Places that head an item of a digest or log: "MALI", "CHAD/SUDAN - ...", "Masnaa, 4 p.m.: ...".

The recogniser has learnt from sentences and may pass over a name that stands alone, or take it for
the government of a sentence that only follows it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.headings.headings import Headings
from geo.headings.places import heading_names, label_names
from geo.language.text import Analysis
from geo.language.words import INSTITUTION_WORDS, PLACE_NOUNS, SITE_NOUNS, direction
from geo.records import Span, Toponym
from geo.toponyms.name_lexicon import NameLexicon

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Match

PROBABILITY = 0.9
"""That such a word is a place name. It is set, not learnt: the corpora have few digests."""
_PROMINENT, _KNOWN = 0.55, 0.2
"""Least prominence of a place that heads an item alone, where "POLICE" and "HOPE" do too, and of
one with an hour."""
_DIVISIONS = frozenset({"PCLI", "PCL", "PCLD", "PCLF", "PCLS", "PCLIX", "ADM1"})
_FEWEST_TOWNS = 2
"""So many towns of a country that the recogniser found in labels are of a report about it."""
_WORDS = frozenset(PLACE_NOUNS) | frozenset(SITE_NOUNS) | frozenset(INSTITUTION_WORDS)
"""What a heading may say of any town ("Airport, 6 p.m.: ..."), whatever village is called so."""


def with_headed(
    analysis: Analysis, headings: Headings, names: Sequence[Toponym], gazetteer: "Gazetteer"
) -> tuple[Toponym, ...]:
    """The names, and the known places in headings, which are all the places themselves."""
    names = list(_parted(headings, names, gazetteer))
    heads = _known(headings, NameLexicon(gazetteer))
    labelled = _labels(analysis, headings, names, gazetteer)
    heads += [span for span in labelled if span not in heads]
    kept = [
        replace(n, usage="literal", kind="noun") if (n.start, n.end) in heads else n for n in names
    ]
    found = [
        Toponym(start, end, analysis.text[start:end], "literal", "noun", PROBABILITY)
        for start, end in heads
        if not any(n.start < end and start < n.end for n in names)
    ]
    return tuple(sorted((*kept, *found), key=lambda name: (name.start, name.end)))


def _parted(
    headings: Headings, names: Sequence[Toponym], gazetteer: "Gazetteer"
) -> Iterator[Toponym]:
    """The names, those apart that the recogniser took for one in a heading: "Warrap / Tonj"."""
    in_headings = (span for span, _ in heading_names(headings))
    pieces = sorted({*label_names(headings), *in_headings})
    for name in names:
        first = bisect_left(pieces, (name.start, name.start))
        behind = bisect_left(pieces, (name.end, name.end))
        inside = [span for span in pieces[first:behind] if span[1] <= name.end]
        words = [headings.written(span) for span in inside]
        if len(inside) > 1 and all(map(gazetteer.has_name, words)):
            for (start, end), word in zip(inside, words, strict=True):
                yield replace(name, start=start, end=end, text=word)
        else:
            yield name


def _known(headings: Headings, lexicon: NameLexicon) -> list[Span]:
    """Where headings name a place, not a people ("SYRIAN") or a side ("SOUTH")."""
    spans = []
    for (start, end), has_hour in heading_names(headings):
        name = headings.text[start:end]
        least = _KNOWN if has_hour else _PROMINENT
        is_word = name.lower() in _WORDS or direction(name) is not None
        if not is_word and not lexicon.is_adjective(name) and lexicon.familiarity(name) > least:
            spans.append((start, end))
    return spans


def _labels(
    analysis: Analysis, headings: Headings, names: Sequence[Toponym], gazetteer: "Gazetteer"
) -> Iterator[Span]:
    """Where labels of items name places of a country that the report names, however small they
    are: "Aybak: ...", "Islam Qala: ...", and no "Police: ..." of Poland; and towns that the
    recogniser found there, and may have taken for whom they stand for. Several such towns of one
    country name it too."""
    countries = {
        match.place.country_code
        for text in {name.text for name in names}
        for match in _matches(text, gazetteer)[:1]
        if match.place.feature_code in _DIVISIONS
    }
    found = {(name.start, name.end) for name in names}
    known = {}
    for start, end in label_names(headings):
        name = headings.text[start:end]
        if name.lower() not in _WORDS and (matches := _matches(name, gazetteer)):
            known[start, end] = matches
    towns = {
        span: matches[0].place
        for span, matches in known.items()
        if span in found and matches[0].place.feature_class == "P"
    }
    shared = Counter(place.country_code for place in set(towns.values()))
    near = {country for country, count in shared.items() if count >= _FEWEST_TOWNS}
    for span, matches in known.items():
        codes = {match.place.country_code for match in matches}
        if span in towns or codes & countries or (codes & near and _is_name(analysis, span)):
            yield span


def _is_name(analysis: Analysis, span: Span) -> bool:
    """Whether the parser takes words for a name, and not for the subject of an item: "Health"."""
    return all(token.pos in {"PROPN", "X"} for token in analysis.tokens_in(*span))


def _matches(name: str, gazetteer: "Gazetteer") -> "list[Match]":
    found = gazetteer.lookup(name, limit=20) if gazetteer.has_name(name) else []
    return [match for match in found if match.how in {"exact", "folded", "variant"}]
