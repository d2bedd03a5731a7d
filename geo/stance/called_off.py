"""What was to be and was called off, or put off to another day."""

import re

from geo.dates.words import MONTH, WEEKDAY
from geo.language.grammar import children
from geo.language.text import Analysis, Token

_CALLING_OFF = frozenset({"cancel", "scrap", "shelve"})
_PUTTING_OFF = frozenset("defer postpone".split())
_MOVING = _PUTTING_OFF | frozenset("delay move push put reschedule shift".split())
"""Verbs that with a day say to when something was put off: "delayed the march until Monday"."""
_OFF = frozenset({"call", "put"})
"""Verbs that with "off" say of their object that it is not to be."""
_LEAVING = frozenset("abandon drop halt suspend".split())
"""Verbs that say of what had not begun that it is not to be: "abandoned a planned rally"."""
_CALLED_OFF = frozenset("aborted canceled cancelled postponed scrapped shelved".split())
_SET = frozenset("arrange expect plan propose schedule set".split())
_PLANNED = frozenset("planned proposed scheduled".split())
_IT = frozenset({"it", "them", "plan", "idea"})
_PLAN = frozenset({"plan", "prepare", "schedule"})
_TO = frozenset("for till to until".split())
_UNITS = frozenset("day hour month week year".split())
_ON = frozenset("continuing long-running ongoing".split())
_DAY = re.compile(rf"(?:{WEEKDAY}|{MONTH}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|tomorrow)\b")


def called_off(analysis: Analysis, index: int) -> Token | None:
    """What says that a thing was called off before it began: "the cancelled march", "planned a
    march but called it off", "who had planned a march scrapped it"."""
    before = children(analysis, index, "amod")
    if cue := next((word for word in before if word.text.lower() in _CALLED_OFF), None):
        return cue
    return _left(analysis, index) or _given_up(analysis, index)


def calls_off(analysis: Analysis, verb: Token) -> bool:
    """Whether a verb says of its object that it is not to be, and not that it has ended: "called
    off their three-week strike"."""
    ends = verb.lemma in _CALLING_OFF | _PUTTING_OFF or _is_with_off(analysis, verb)
    return ends and not _had_begun(analysis, verb)


def put_off_to(analysis: Analysis, index: int) -> Token | None:
    """The preposition of the day to which a thing is put off: "postponed to 21 July"."""
    token = analysis.tokens[index]
    verb = analysis.tokens[token.head]
    if token.dep not in {"dobj", "nsubjpass"} or verb.lemma not in _MOVING:
        return None
    if verb.lemma == "put" and not any(children(analysis, verb.index, "prt")):
        return None
    for preposition in children(analysis, verb.index, "prep"):
        if preposition.lemma not in _TO:
            continue
        for day in children(analysis, preposition.index, "pobj"):
            first = analysis.tokens[analysis.subtree(day.index)[0]]
            if _DAY.match(analysis.text, first.start) or _DAY.match(analysis.text, day.start):
                return preposition
    return None


def _left(analysis: Analysis, index: int) -> Token | None:
    """The verb that says of something planned that it was given up: "a planned rally was
    abandoned"."""
    token = analysis.tokens[index]
    verb = analysis.tokens[token.head]
    if token.dep not in {"dobj", "nsubjpass"} or verb.lemma not in _LEAVING:
        return None
    planned = any(w.text.lower() in _PLANNED for w in children(analysis, index, "amod"))
    to_be = any(
        w.lemma in _SET and w.tag == "VBN" for w in children(analysis, index, "acl", "relcl")
    )
    return verb if planned or to_be else None


def _given_up(analysis: Analysis, plan: int) -> Token | None:
    """The verb behind one of planning that says that the plan was given up."""
    token = analysis.tokens[plan]
    if token.lemma not in _PLAN or token.pos != "VERB":
        return None
    above = analysis.tokens[token.head]
    beside = [analysis.tokens[above.head]] if token.dep == "relcl" else []
    planned = {word.lemma for word in children(analysis, plan, "dobj", "xcomp")} | _IT
    for verb in (*children(analysis, plan, "conj"), *beside):
        gives_up = calls_off(analysis, verb) or verb.lemma in _LEAVING
        objects = children(analysis, verb.index, "dobj")
        if gives_up and verb.index > plan and any(word.lemma in planned for word in objects):
            return verb
    return None


def _is_with_off(analysis: Analysis, verb: Token) -> bool:
    return verb.lemma in _OFF and any(
        particle.lemma == "off" for particle in children(analysis, verb.index, "prt")
    )


def _had_begun(analysis: Analysis, verb: Token) -> bool:
    """Whether what a verb ends had gone on for some time: "a three-week strike", "called off after
    two weeks"."""
    for noun in children(analysis, verb.index, "dobj", "nsubjpass"):
        before = children(analysis, noun.index, "amod", "compound", "nmod")
        for word in before:
            numbered = any(children(analysis, word.index, "nummod"))
            if word.lemma in _ON or (word.lemma in _UNITS and numbered):
                return True
    return any(
        unit.lemma in _UNITS and not any(children(analysis, unit.index, "prep"))
        for after in children(analysis, verb.index, "prep")
        if after.lemma == "after"
        for unit in children(analysis, after.index, "pobj")
    )
