"""Whether the words around a date tell of what lies ahead of the report or behind it.

News tells of what has been, so a date without a year is past unless its grammar looks ahead: a
modal verb, an infinitive under a word of planning ("agreed to meet on Friday", but not "agreed on
Friday to meet"), "scheduled for Friday", "ahead of Friday's vote". Where something starts or ends
("from 1 April", "until 2 October") it may be either, and the nearer is meant. A day of a month that
neither its verb nor its noun puts in the past ("called for rallies on 7 July") may be either too.
"""

import re
from bisect import bisect_right
from typing import Literal

from geo.dates.words import MONTH
from geo.language.grammar import was_to
from geo.language.text import Analysis, Token

Outlook = Literal["behind", "ahead", "nearest", "open"]
"""Where a date lies: "nearest" where something starts or ends, "open" where nothing tells."""

_CERTAIN = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_POSSIBLE = frozenset({"would", "may", "might", "could", "should", "can", "'d", "’d", "must"})
_PAST_IF_NEGATED = frozenset({"could", "can"})
"""What somebody could not do, he was unable to do."""
_SCHEDULING = frozenset({"due", "expect", "plan", "schedule", "slate"})
"""Their own date is that of the thing planned: "expected on Friday"."""
_INTENDING = _SCHEDULING | frozenset(
    "agree aim announce arrange ask call decide hope intend invite likely offer opt pledge prepare"
    " promise propose ready resolve set swear threaten undertake urge vow want".split()
)
_MOVING = frozenset({"adjourn", "delay", "extend", "postpone", "prolong", "reschedule", "suspend"})
_PLANNED = frozenset(
    "ballot by-election ceremony conference congress deadline election exercise hearing"
    " inauguration meeting match poll referendum round session summit talk talks trial visit"
    " vote".split()
)
"""What has a date before it happens; other subjects ("Friday's attack will ...") have been."""
_CALLED_FOR = frozenset(
    "bandh blockade boycott day demonstration fast gathering hartal march mourning picket "
    "procession protest rally shutdown sit-in stoppage strike vigil walk-out walkout".split()
)
_RECALLING = frozenset({"recall", "remember"})
"""What is told as past, whatever their tense: "it will be recalled that on 24 May he resigned"."""
_OPENING = frozenset({"begin", "expire", "open", "resume", "start"})
CALLING = frozenset({"call", "intend", "mean", "plan", "prepare"})
"""What somebody does now for a day to come: "is calling for a march on Friday"."""
_NOW = frozenset({"'m", "'re", "'s", "am", "are", "is", "’re", "’s"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BOUND = re.compile(
    r"\b(?:from|until|till|as\s+of|starting|beginning|effective)\s+(?:(?:on|from)\s+)?(?:the\s+)?$",
    re.I,
)
_BY_DAY = re.compile(rf"by\s+(?:the\s+)?(?:\d|{MONTH})", re.IGNORECASE)
"""What is due "by 10 March" may be so before it or after."""
_STARTING = re.compile(r"\b(?:starting|effective)\s+(?:(?:on|from)\s+)?$", re.I)
_PUT_OFF = re.compile(
    r"\b(?:deferred|delayed|postponed|rescheduled|(?:put|pushed)\s+(?:[\w-]+\s+){0,3}?(?:back|off))\b"
    r"[^.;:]*\b(?:for|till|to|until)\s+$",
    re.I,
)
"""What stands before the day to which something is put off."""


def outlook(analysis: Analysis, start: int, end: int) -> Outlook:
    """Where the date between two offsets lies, as far as the words around it tell."""
    lead = re.match(r"(?:(?:from|until|till|on)\s+)?(?:the\s+)?", analysis.text[start:end], re.I)
    upto = analysis.text[max(0, start - 40) : start + (lead.end() if lead else 0)]
    if _looks_ahead(analysis, start):
        weekday = analysis.text[start:end].endswith("day")
        return "nearest" if not weekday and _was_to_be(analysis, start) else "ahead"
    named = _STARTING.search(upto) or _PUT_OFF.search(upto)
    may_come = named is not None or _is_called_for(analysis, start)
    if may_come and analysis.text[start:end].endswith("day"):
        return "ahead"  # of the weekdays the coming one
    of_noun = analysis.text.startswith(("'s", "\u2019s"), end)  # "from Monday's blast"
    if (_BOUND.search(upto) and not of_noun) or _BY_DAY.match(analysis.text, start, end):
        return "nearest"
    return "behind" if _has_been(analysis, start + (lead.end() if lead else 0)) else "open"


def _has_been(analysis: Analysis, offset: int) -> bool:
    """Whether what the date is of is told as past: by its own verb, or as a known event.

    "The bombers struck on 7 July", "the 7 October attack", "the attack on 7 October"; but not what
    somebody "called for on 7 July" or "demonstrations on 7 July", which may lie ahead.
    """
    tokens = analysis.tokens
    at = bisect_right(tokens, offset, key=lambda token: token.start) - 1
    if at < 0:
        return True
    for index in analysis.ancestors(at):
        token = tokens[index]
        if token.pos in {"VERB", "AUX"}:
            return token.tag in {"VBD", "VBN"} and token.lemma not in _INTENDING
        if token.pos == "NOUN" and index > at:
            return token.lemma not in _PLANNED
        if token.pos == "NOUN":
            known = any(
                tokens[c].dep == "poss" or tokens[c].lemma in {"the", "this", "that"}
                for c in analysis.children[index]
            )
            return known and token.lemma not in _PLANNED
    return True


def _looks_ahead(analysis: Analysis, offset: int) -> bool:
    tokens = analysis.tokens
    at = bisect_right(tokens, offset, key=lambda token: token.start) - 1
    if at < 0:
        return False
    below = tokens[at]
    looks_back = False  # under a subject that has been
    direct = True  # no other noun stands between
    for index in (at, *analysis.ancestors(at)):
        token = tokens[index]
        if direct and below.lemma == "for" and _plans_for(token):
            return True
        if token.lemma == "ahead" and below.lemma == "of":
            return True
        if index != at and token.lemma in _MOVING and below.lemma in {"to", "until", "till"}:
            return True
        if not looks_back and _schedules(analysis, token, below):
            return not _had(analysis, token)
        if token.pos in {"VERB", "AUX"}:
            if tokens[at].lemma != "by" and _is_ahead_of(analysis, token, at):
                return True
            return not looks_back and _verb_looks_ahead(analysis, token)
        looks_back = looks_back or (token.dep in _SUBJECTS and token.lemma not in _PLANNED)
        direct = direct and (token.pos != "NOUN" or index == at)
        below = token
    return False


def _was_to_be(analysis: Analysis, offset: int) -> bool:
    """Whether something "was to" be done at a date, which may have passed: "was to leave by 3
    May"."""
    tokens = analysis.tokens
    at = bisect_right(tokens, offset, key=lambda token: token.start) - 1
    above = (tokens[index] for index in analysis.ancestors(max(at, 0)))
    verb = next((token for token in above if token.pos in {"VERB", "AUX"}), None)
    return verb is not None and was_to(analysis, verb) is not None


def _is_ahead_of(analysis: Analysis, verb: Token, date: int) -> bool:
    """Whether the parser hung the date of "ahead of polls in May" on the verb."""
    return any(
        analysis.tokens[c].lemma == "ahead"
        and any(c < grandchild < date for grandchild in analysis.children[c])
        for c in analysis.children[verb.index]
    )


def _is_called_for(analysis: Analysis, offset: int) -> bool:
    """Whether a day follows what somebody calls for and was not spoken of before: "called for a
    march on the palace on Friday"."""
    tokens = analysis.tokens
    at = bisect_right(tokens, offset, key=lambda token: token.start) - 1
    for index in analysis.ancestors(max(at, 0)):
        if tokens[index].lemma != "call":
            continue
        for preposition in analysis.children[index]:
            for noun in analysis.children[preposition]:
                words = {tokens[word].lemma for word in analysis.children[noun]}
                is_new = tokens[noun].lemma in _CALLED_FOR and words.isdisjoint({"the", "this"})
                if is_new and preposition < noun < at and tokens[preposition].lemma == "for":
                    return True
    return False


def _plans_for(token: Token) -> bool:
    return token.pos == "VERB" or token.lemma in _PLANNED or token.lemma in _SCHEDULING


def _schedules(analysis: Analysis, token: Token, below: Token) -> bool:
    """Whether a word of planning says when the thing planned will be: "expected on Friday".

    Where it tells who plans, its own date is that of the planning; "due to" may tell of causes.
    """
    if token.pos == "ADJ":
        return token.lemma in {"due", "likely", "ready"} and below.pos != "NOUN"
    active = any(analysis.tokens[c].dep == "nsubj" for c in analysis.children[token.index])
    return token.pos == "VERB" and token.lemma in _SCHEDULING and not active


def _foretells(analysis: Analysis, adjective: Token) -> bool:
    """Whether something is "likely" or "due", and not due to something."""
    causes = any(
        analysis.tokens[c].dep == "prep" and analysis.tokens[c].lemma == "to"
        for c in analysis.children[adjective.index]
    )
    return adjective.lemma in {"due", "likely"} and not causes


def _had(analysis: Analysis, verb: Token) -> bool:
    return any(analysis.tokens[c].text.lower() == "had" for c in analysis.children[verb.index])


def _verb_looks_ahead(analysis: Analysis, verb: Token) -> bool:
    children = [analysis.tokens[c] for c in analysis.children[verb.index]]
    words = {child.text.lower() for child in children if child.dep in {"aux", "auxpass", "neg"}}
    if verb.lemma in _RECALLING and any(child.dep == "ccomp" for child in children):
        return False
    if words & _CERTAIN:
        return True
    if modals := words & _POSSIBLE:
        negated = any(child.dep == "neg" for child in children)
        return "have" not in words and not (negated and modals & _PAST_IF_NEGATED)
    if any(child.dep == "acomp" and _foretells(analysis, child) for child in children):
        return True
    if verb.lemma in _OPENING and verb.tag in {"VBZ", "VBP"} and not words:
        return True
    calls = verb.tag in {"VBP", "VBZ"} or (verb.tag == "VBG" and words & _NOW)
    if calls and verb.lemma in CALLING:
        return True
    if verb.head == verb.index:
        return False
    head = analysis.tokens[verb.head]
    if "to" in words and verb.dep in {"xcomp", "ccomp", "acl", "advcl"}:
        if head.lemma == "be" or (head.lemma == "go" and head.tag == "VBG"):
            return True
        return head.lemma in _INTENDING and not _had(analysis, head)
    # "will meet and sign a deal on Friday", "will stop work on Friday", taken for two verbs
    if verb.dep in {"conj", "xcomp"} and verb.tag == "VB" and "to" not in words:
        return _verb_looks_ahead(analysis, head)
    return False
