"""Clauses that only say who or what somebody or something is, beside what is told of it."""

from collections.abc import Iterator

from geo.language.grammar import antecedent, children, is_finite_behind, subjects
from geo.language.nouns import noun_classes, persons
from geo.language.text import Analysis, Token
from geo.records import Event
from geo.triggers.denials import says_where_or_when
from geo.triggers.lexicon import lexicon
from geo.triggers.pointing import VIOLENT

_CARRYING = frozenset("bring carry convey ferry haul take transport".split())
_RELATIVES = frozenset({"that", "which", "who", "whom"})
_INDEFINITE = frozenset({"a", "an", "any", "some"})
_REASONS = frozenset({"as", "because", "since"})


def says_which_one(analysis: Analysis, token: Token, event: Event) -> bool:
    """A clause that says of somebody or something new who or what it is, beside what is told of
    it: "a boy who sold nuts was hurt", "lorries hired by a charity were looted"; and what somebody
    promised: "the clinic that was promised"."""
    if not event.trigger.listed and _is_load(analysis, token):
        return True
    if token.dep not in {"acl", "relcl"} or event.counts:
        return False
    noun = analysis.tokens[token.head]
    is_new = noun.pos == "NOUN" and _is_indefinite(analysis, noun)
    if event.trigger.sub_type == "offer":
        if any(relatives(analysis, token, "nsubj")):
            return is_new
        own = any(children(analysis, token.index, "ccomp", "dobj", "xcomp"))
        return any(relatives(analysis, token)) or not own  # "the clinic it promised"
    if event.trigger.listed or event.event_type in VIOLENT:
        return False
    takes_part = token.dep == "acl" or any(relatives(analysis, token, "nsubj", "nsubjpass"))
    if not takes_part or is_finite_behind(analysis, token.index):
        return False
    named = noun.lemma in _people() or "VEHICLE" in noun_classes(noun.lemma)
    return is_new and named and not says_where_or_when(analysis, token, event)


def _people() -> frozenset[str]:
    return persons() | lexicon().classes["people"]


def _is_load(analysis: Analysis, token: Token) -> bool:
    """Whom or what a vehicle had aboard: "a boat carrying wedding guests capsized"."""
    if token.lemma not in _CARRYING:
        return False
    aside = token.dep in {"acl", "relcl"} and token.tag in {"VBD", "VBG"}
    going_on = token.tag == "VBG" and any(children(analysis, token.index, "aux"))
    by = [antecedent(analysis, noun) for noun in subjects(analysis, token.index)]
    by += [analysis.tokens[token.head]] if token.dep == "acl" else []
    return (aside or going_on) and any("VEHICLE" in noun_classes(noun.lemma) for noun in by)


def relatives(analysis: Analysis, token: Token, *deps: str) -> Iterator[Token]:
    """The pronouns of a relative clause that take part in it: not that of "a camp where"."""
    taking_part = children(analysis, token.index, *(deps or ("dobj", "nsubj", "nsubjpass")))
    return (word for word in taking_part if word.lemma in _RELATIVES)


def _is_indefinite(analysis: Analysis, noun: Token) -> bool:
    words = list(children(analysis, noun.index, "det", "poss"))
    if not words:
        return noun.tag == "NNS"
    return all(word.lemma in _INDEFINITE for word in words)


def is_circumstance(analysis: Analysis, token: Token, event: Event) -> bool:
    """What somebody was at while they did what is told ("the minister, who was visiting Oslo,
    said"), and how it stood that explains it: "nobody was hurt as the school was closed"."""
    if token.dep == "relcl" and token.tag == "VBG" and event.event_type == "CONSULT":
        return any(relatives(analysis, token))
    if token.dep != "advcl" or token.tag != "VBN" or event.trigger.listed:
        return False
    explains = any(word.lemma in _REASONS for word in children(analysis, token.index, "mark"))
    stands = any(children(analysis, token.index, "auxpass"))
    by = any(children(analysis, token.index, "agent"))
    return explains and stands and not by and not says_where_or_when(analysis, token, event)
