"""Words that stand for a place named before: "in the city", "the same village", "there".

News names the place of an event once and goes on with such words. Each stands for the name before
it that is of its sort, in the nearest sentence of the paragraph that has one; there a place where
something happened comes before one that is only mentioned, and the first before the later (Grosz,
Joshi and Weinstein 1995: what a sentence is about is taken up by the next). A new paragraph takes
up what the report is about: the place of its sort that it has named most often.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from gazetteer.place import Place
from geo.language.grammar import clause_tie
from geo.language.text import Analysis, Sentence, Token
from geo.language.words import LOCAL_NOUNS
from geo.placing.linking import link_names
from geo.records import Actor, ResolvedToponym, Span, Toponym

FARTHEST = 6
"""Sentences back from which a name is not taken up any more."""


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words of a sentence and the name that they stand for."""

    start: int
    end: int
    named: ResolvedToponym


_SETTLED = ("P", "A.ADM2", "A.ADM3", "A.ADM4", "A.ADM5")
"""Towns, and the divisions that are called after one."""
_CODES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("city town village hamlet settlement township".split(), _SETTLED),
    **dict.fromkeys("suburb neighborhood neighbourhood borough".split(), _SETTLED),
    "capital": ("P.PPLC", "P.PPLA"),
    **dict.fromkeys("province governorate oblast prefecture canton state".split(), ("A.ADM1",)),
    "region": ("A.ADM1", "L"),
    **dict.fromkeys("district county parish municipality".split(), ("A.ADM2", "A.ADM3")),
    **dict.fromkeys("river lake strait canal gulf bay sea".split(), ("H",)),
    **dict.fromkeys("island islands mountain valley desert peninsula volcano".split(), ("T",)),
    **dict.fromkeys("reef shoal".split(), ("H", "T", "U")),
}
"""Nouns that take a name up, with the classes and codes of GeoNames that its place may have.

Not those that as often mean a body or a site ("the department", "the port").
"""
_OF_THERE = 0.7
"""How well "there" is to be tied to an event: what else the sentence tells of may be elsewhere."""
_DEFINITE = frozenset({"the", "this", "that"})
_SAME = frozenset({"same", "whole", "entire", "small", "tiny", "besieged"})
"""Adjectives that leave a definite noun with what was named; others tell it from that."""


def anaphors(
    analysis: Analysis,
    sentence: Sentence,
    toponyms: Sequence[ResolvedToponym],
    scenes: Collection[Span],
    home: str | None = None,
) -> list[Anaphor]:
    """The words of a sentence that take a literal name up, in order.

    `toponyms` are those of the report, in order; `scenes` the spans of those where something
    happened; `home` is the code of the country that it is about, whose capital "the capital" is.
    """
    found = []
    for token in analysis.tokens_of(sentence):
        span, noun = _taken_up(analysis, token)
        if span is None:
            continue
        held = any(t.toponym.start < span[1] and span[0] < t.toponym.end for t in toponyms)
        named = None if held else _antecedent(analysis, span[0], noun, toponyms, scenes, home)
        if named is not None:
            found.append(Anaphor(*span, named))
    return found


def where_taken_up(
    analysis: Analysis,
    trigger: int,
    found: Sequence[Anaphor],
    toponyms: Sequence[Toponym],
    actors: Sequence[Actor],
    *,
    speech: bool,
) -> Iterator[Anaphor]:
    """Those that by the grammar say where the event at the token `trigger` happened.

    `toponyms` are the names of its sentence.
    """
    if not found:
        return
    read = [
        Toponym(a.start, a.end, analysis.text[a.start : a.end], "literal", "noun", 1.0)
        for a in found
    ]
    both = sorted((*toponyms, *read), key=lambda t: t.start)
    spans = [actor.span for actor in actors]
    links = link_names(analysis, trigger, both, spans, speech=speech)
    where = {both[k.position].start for k in links if k.role in {"where", "to"}}
    for anaphor in found:
        token = analysis.tokens_in(anaphor.start, anaphor.end)[-1]
        there = token.lemma == "there" and (
            token.index - 1 in analysis.subtree(trigger)  # "described executions there"
            or clause_tie(analysis, trigger, token.head) >= _OF_THERE
        )
        if anaphor.start in where or (there and not speech):
            yield anaphor


def _taken_up(analysis: Analysis, token: Token) -> tuple[Span | None, str | None]:
    """The phrase around a token that takes a name up, and its noun; none is "there"."""
    if token.lemma == "there" and token.dep not in {"expl", "det"} and token.tag == "RB":
        return (token.start, token.end), None
    noun = token.text.lower()
    if noun not in _CODES or token.pos != "NOUN" or token.dep in {"appos", "compound", "nmod"}:
        return None, None
    before = [analysis.tokens[c] for c in analysis.children[token.index] if c < token.index]
    behind = [analysis.tokens[c] for c in analysis.children[token.index] if c > token.index]
    words = [t.text.lower() for t in before]
    definite = bool(words) and words[0] in _DEFINITE and set(words[1:]) <= _SAME
    # "the city of Homs", "the city, Homs", "the city where he was born"
    told = any(t.dep in {"appos", "relcl", "acl"} or t.text.lower() == "of" for t in behind)
    if not definite or told:
        return None, None
    return (before[0].start, token.end), noun


def _antecedent(
    analysis: Analysis,
    offset: int,
    noun: str | None,
    toponyms: Sequence[ResolvedToponym],
    scenes: Collection[Span],
    home: str | None,
) -> ResolvedToponym | None:
    """The name that is taken up at an offset; None where there is none of its sort."""
    here = analysis.sentence_at(offset)
    able = [
        (sentence, t)
        for t in toponyms
        if t.toponym.end <= offset
        and _is_of(t, noun)
        and (sentence := analysis.sentence_at(t.toponym.start)) is not None
    ]
    if here is None or not able:
        return None

    def is_scene(toponym: ResolvedToponym) -> bool:
        return (toponym.toponym.start, toponym.toponym.end) in scenes

    if noun == "capital":
        able = [(s, t) for s, t in able if t.place and t.place.country_code == home] or able
    # What was left, or somebody spoke from, is not where one is.
    able = [(s, t) for s, t in able if not _is_left(analysis.text, t)] or able
    nearest = max((s for s, _ in able), key=lambda s: s.index)
    if nearest.paragraph != here.paragraph:
        named = Counter(t.place.place_id for _, t in able if t.place is not None)
        # Of places named as often the first.
        return max(
            (t for _, t in able),
            key=lambda t: (named[t.place.place_id] if t.place else 0, is_scene(t)),
        )
    if here.index - nearest.index >= FARTHEST:
        return None
    return min(
        (t for sentence, t in able if sentence == nearest),
        key=lambda t: (
            not is_scene(t),
            t.location is not None and t.location.relation is not None,
            t.toponym.start,
        ),
    )


def _is_left(text: str, toponym: ResolvedToponym) -> bool:
    start = toponym.toponym.start
    return text[max(0, start - 5) : start].lower() == "from "


def _is_of(toponym: ResolvedToponym, noun: str | None) -> bool:
    """Whether a name may be meant; a place that nobody knows may be of any sort."""
    if toponym.toponym.usage != "literal" or toponym.toponym.kind != "noun":
        return False
    place = toponym.place
    if place is None:
        return True
    if place.feature_code in _SEATS and (noun in LOCAL_NOUNS or noun == "town"):
        return False
    if noun in {"hamlet", "village"} and (place.population or 0) > _MOST_OF_A_VILLAGE:
        return False
    return noun is None or _sort(place).startswith(_CODES[noun])


def _sort(place: Place) -> str:
    return f"{place.feature_class}.{place.feature_code}"


_MOST_OF_A_VILLAGE = 50_000
"""People; what is larger nobody calls a village or hamlet."""
_SEATS = frozenset({"PPLC", "PPLA"})
"""GeoNames' capitals of countries and of their first-order divisions: no village or town is one."""
