"""Calamities that are told only as what brought another about: the rain of "mudslides triggered by
rain buried a village", "a river swollen by rain swept away four"."""

from collections.abc import Mapping

from geo.language.grammar import children
from geo.language.text import Token
from geo.records import Trigger
from geo.triggers.lexicon import Reading
from geo.triggers.outcomes import CALAMITIES

_TRIGGERING = frozenset({"cause", "spark", "trigger", "unleash"})
_BY = frozenset({"by", "from", "on", "to"})


def without_bringers(read: Reading, found: dict[int, Trigger]) -> None:
    """Drop the words of calamities that only say what another one came of."""
    for index in [i for i in found if _only_brings_about(read, i, found)]:
        del found[index]


def _only_brings_about(read: Reading, index: int, found: Mapping[int, Trigger]) -> bool:
    tokens = read.analysis.tokens
    token, above = tokens[index], tokens[tokens[index].head]
    if not _is_calamity(found, token):
        return False
    if token.lemma in _TRIGGERING:
        return _is_brought(read, token) and _is_calamity(found, above)
    if token.dep == "nsubj" and above.lemma in _TRIGGERING:
        return _is_brought(read, above) and _is_calamity(found, tokens[above.head])
    if token.dep != "pobj":
        return False
    clause = tokens[above.head]
    if "due" in {above.lemma, clause.lemma}:
        due = above if above.lemma == "due" else clause
        return _is_calamity(found, tokens[due.head])
    is_event = clause.index in found and clause.lemma not in _TRIGGERING
    if above.lemma not in _BY or is_event or (clause.dep, clause.tag) != ("acl", "VBN"):
        return False
    thing = tokens[clause.head]
    did = thing.dep in {"nsubj", "nsubjpass"} and _is_calamity(found, tokens[thing.head])
    return did or _is_calamity(found, thing)


def _is_brought(read: Reading, verb: Token) -> bool:
    """Whether a clause tells what its noun was brought about by: "a flood caused by rain", "a flood
    that rain had caused"."""
    if verb.dep == "acl":
        return verb.tag == "VBN" and not any(children(read.analysis, verb.index, "dobj"))
    objects = children(read.analysis, verb.index, "dobj")
    return verb.dep == "relcl" and any(word.tag == "WDT" for word in objects)


def _is_calamity(found: Mapping[int, Trigger], token: Token) -> bool:
    return token.index in found and found[token.index].event_type in CALAMITIES
