"""How a place name is meant, from the words that it hangs on.

The taxonomy is that of Gritta, Pilehvar and Collier, "A Pragmatic Guide to Geoparsing Evaluation"
(2019, arXiv 1810.12368): literal names mean the place, associative ones its people, its government
or what is named after it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.grammar import children
from geo.language.text import Analysis, NamedSpan, Token
from geo.language.words import (
    CONVERSING_VERBS,
    FACILITY_WORDS,
    GOVERNING_NOUNS,
    GOVERNING_VERBS,
    PARTNER_NOUNS,
    PLACE_NOUNS,
    SITE_NOUNS,
    SITED_NOUNS,
    SITED_VERBS,
)
from geo.records import Kind, Span, Toponym, Usage
from geo.toponyms.name_lexicon import NameLexicon

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_EMBEDDING_LABELS = {"ORG", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"}


def describe_span(analysis: Analysis, span: Span, gazetteer: "Gazetteer") -> Toponym:
    """The toponym for a span that the caller gives; its usage and kind come from the grammar."""
    usage, kind = usage_of(analysis, span, NameLexicon(gazetteer))
    return Toponym(*span, analysis.text[slice(*span)], usage, kind, 1.0)


def usage_of(analysis: Analysis, span: Span, lexicon: NameLexicon) -> tuple[Usage, Kind]:
    """Usage and kind of the name in a span, by what the gazetteer and the grammar say of it."""
    tokens, name = analysis.tokens_in(*span), analysis.text[slice(*span)]
    if not tokens:
        return "literal", "noun"
    return usage_and_kind(
        analysis,
        tokens[0].index,
        tokens[-1].index,
        adjective=lexicon.is_adjective(name),
        seat=lexicon.is_seat(name),
    )


def settled(
    analysis: Analysis, toponyms: Sequence[Toponym], gazetteer: "Gazetteer"
) -> tuple[Toponym, ...]:
    """The toponyms with the usage that the grammar tells where it tells more than the words.

    The subject of "denied" stands for a government, the "Georgian" of "the Georgian capital" says
    where that is, and what is shelled or captured is the place itself.
    """
    lexicon = NameLexicon(gazetteer)
    return tuple(_settled(analysis, toponym, lexicon) for toponym in toponyms)


def _settled(analysis: Analysis, toponym: Toponym, lexicon: NameLexicon) -> Toponym:
    if is_branch(analysis.text, toponym):
        return replace(toponym, usage="associative", kind="embedded")
    if toponym.kind == "embedded" and is_of_court(analysis.text, toponym):
        return replace(toponym, usage="literal", kind="modifier")
    usage, kind = usage_of(analysis, (toponym.start, toponym.end), lexicon)
    acts = toponym.kind == "noun" and kind == "metonym"
    locates = (usage, kind) == ("literal", "modifier") and lexicon.is_adjective(toponym.text)
    associative = toponym.kind in {"metonym", "embedded"} and (usage, kind) != (
        "associative",
        "embedded",
    )
    stricken = associative and _is_site(analysis, toponym)
    if toponym.usage == "associative" and _is_of_event(analysis, toponym):
        return replace(toponym, usage="literal", kind="noun")
    return replace(toponym, usage=usage, kind=kind) if acts or locates or stricken else toponym


def is_branch(text: str, toponym: Toponym) -> bool:
    """Whether a name is the one of a branch in the name of what has branches: "Islamic State West
    Africa Province"; but "Islamic State in Raqqa province" was in Raqqa."""
    before = _HAS_BRANCHES.search(text, max(0, toponym.start - _NEAR), toponym.start)
    is_province = _PROVINCE.search(text[toponym.start : toponym.end])
    return before is not None and bool(is_province or _PROVINCE.match(text[toponym.end :]))


_NEAR = 40
_HAS_BRANCHES = re.compile(
    r"\b(?:Islamic State|ISIS|ISIL|IS|Daesh|(?i:al-?\s?qa[ei]da))(?:['\u2019]s)?"
    r"(?:\s*[-\u2013\u2014]\s*|\s+(?:(?:in|of)\s+)?(?:the\s+)?)$"
)
_PROVINCE = re.compile(r"(?:^|[\s-]+)(?:Province|Wilayat?)\b")


def is_of_court(text: str, toponym: Toponym) -> bool:
    """Whether a name is the one of a court that sits there: "Leeds Crown Court"."""
    return _COURT.match(text, toponym.end) is not None


_COURT = re.compile(r"(?:\s+[A-Z][a-z]+(?:['\u2019]s?)?){0,2}\s+Court\b")


def _is_site(analysis: Analysis, toponym: Toponym) -> bool:
    """Something happens to the place itself: "vowed to attack Bunia", "Bunia was captured",
    "Imphal erupted in protest", "Lagos saw protests", "Uganda has recorded three deaths"."""
    tokens = analysis.tokens_in(toponym.start, toponym.end)
    if not tokens:
        return False
    head = _head(tokens)
    verb = analysis.tokens[head.head].lemma
    done_to = head.dep in {"dobj", "nsubjpass"} and verb in SITED_VERBS
    if done_to or head.dep != "nsubj":
        return done_to
    had = [t for t in children(analysis, head.head, "dobj") if not _is_known(analysis, t)]
    hosts = verb in _HOSTING or (verb in _COUNTING and had and had[0].lemma in _CASES)
    return verb == "erupt" or bool(had and hosts)


def _is_known(analysis: Analysis, noun: Token) -> bool:
    """What is seen, and does not happen there: "sees the attack as a warning"."""
    return any(
        t.lemma == "the" or t.dep == "poss" for t in children(analysis, noun.index, "det", "poss")
    )


def _is_of_event(analysis: Analysis, toponym: Toponym) -> bool:
    """ "the siege of El Fasher", "lost control of Goma": the reader takes some for one name."""
    tokens = analysis.tokens_in(toponym.start, toponym.end)
    if not tokens:
        return False
    head = _head(tokens)
    preposition = analysis.tokens[head.head]
    noun = analysis.tokens[preposition.head]
    return (
        (head.dep, preposition.lemma) == ("pobj", "of")
        and noun.pos == "NOUN"
        and noun.lemma in SITED_NOUNS
    )


def usage_and_kind(
    analysis: Analysis, first: int, last: int, *, adjective: bool, seat: bool = False
) -> tuple[Usage, Kind]:
    """Usage and kind of the name that the tokens from `first` to `last` make.

    `adjective` says that the name is foremost an adjective or demonym ("Syrian", "Syrians"), `seat`
    that it may be a seat of power ("the White House"), which mostly stands for who sits there.
    """
    head = _head(analysis.tokens[first : last + 1])
    governor = analysis.tokens[head.head]
    following = analysis.tokens[last + 1] if last + 1 < len(analysis.tokens) else None
    if adjective:
        if head.dep in {"amod", "compound", "nmod", "poss"} or head.pos == "ADJ":
            return ("literal" if _is_place_word(governor) else "associative"), "modifier"
        return "associative", "demonym"
    around = analysis.name_at(first, last)
    if around and around.label in _EMBEDDING_LABELS and not _is_whole(around, first, last):
        words = analysis.tokens[around.first : around.last + 1]
        facility = any(word.text.lower() in FACILITY_WORDS for word in words)
        return ("literal" if facility else "associative"), "embedded"
    if head.dep in {"compound", "nmod", "amod"} and governor.index > last:
        return ("associative" if _is_body(governor) else "literal"), "modifier"
    if head.dep == "poss" or (following is not None and following.tag == "POS"):
        if governor.lemma in GOVERNING_NOUNS or governor.lemma in PARTNER_NOUNS:
            return "associative", "modifier"
        return "literal", "modifier"
    if _acts(analysis, head) or (seat and head.dep != "pobj"):
        return "associative", "metonym"
    return "literal", "noun"


def _head(name: Sequence[Token]) -> Token:
    """The last word of a name that hangs on no other of it: maybe the first of "Tell Rifaat"."""
    inside = {token.index for token in name}
    own = (t for t in reversed(name) if t.head == t.index or t.head not in inside)
    return next(own, name[-1])


def _is_whole(around: NamedSpan, first: int, last: int) -> bool:
    """The name is all of the entity but for an article or a possessive 's."""
    return around.first >= first - 1 and around.last <= last + 1


def _is_body(governor: Token) -> bool:
    """People, an institution, or what passes between governments."""
    if governor.pos == "PROPN" and governor.lemma not in PLACE_NOUNS:
        return True
    return governor.lemma in GOVERNING_NOUNS or governor.lemma in PARTNER_NOUNS


def _is_place_word(governor: Token) -> bool:
    return governor.lemma in PLACE_NOUNS or governor.lemma in SITE_NOUNS


def _acts(analysis: Analysis, head: Token) -> bool:
    """The name stands for those who govern there: it does, says, is told or agrees something."""
    while head.dep == "conj" and head.head != head.index:
        head = analysis.tokens[head.head]
    governor = analysis.tokens[head.head]
    match head.dep:
        case "nsubj":
            return governor.lemma in GOVERNING_VERBS
        case "dobj" | "iobj" | "dative" | "nsubjpass":
            return governor.lemma in _TARGETING_VERBS
        case "pobj" if governor.lemma in {"with", "between", "by", "against"}:
            owner = analysis.tokens[governor.head]
            if governor.dep == "agent":
                return True
            return owner.lemma in PARTNER_NOUNS or owner.lemma in CONVERSING_VERBS
        case "pobj" if governor.lemma in {"on", "upon"}:
            # "imposed sanctions on Harare": the reader hangs the preposition on either
            around = (governor.head, *analysis.children[governor.head])
            burdened = any(analysis.tokens[i].lemma in _BURDENS for i in around)
            return burdened or analysis.tokens[governor.head].lemma == "call"
    return False


_HOSTING = frozenset("endure experience suffer see witness".split())
"""Verbs whose subject has happen in it what their object tells."""
_COUNTING = frozenset("confirm record register report".split())
_CASES = frozenset("case death fatality infection".split())
_BURDENS = frozenset({"embargo", "pressure", "sanction", "sanctions", "tariff"})
_TARGETING_VERBS = frozenset(
    "accuse urge warn support back blame tell ask press pressure condemn criticize criticise "
    "sanction oust thank join help arm fund".split()
)
