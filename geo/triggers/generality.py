"""Whether a word tells of what happens in general, and of no one day: "a wave of bombings".

Plurals of which nobody says how many or which ones are mostly generic (Carlson 1977), as what is
told of or as whom it befalls ("accused of killing civilians"). A finite past tense tells of one day
all the same: "gunmen attacked villages".
"""

import re

from geo.dates.words import MONTH
from geo.language.arguments import direct_objects
from geo.language.grammar import children
from geo.language.text import Analysis
from geo.records import Span

_TELLING_WHICH = frozenset({"det", "poss", "nummod", "quantmod", "predet"})
_PAST = "VBD"
_PRESENT = frozenset({"VBP", "VBZ"})
_AS_A_RULE = frozenset(
    "always annually commonly customarily frequently generally habitually invariably normally "
    "often periodically rarely regularly routinely seasonally seldom sometimes typically usually "
    "yearly".split()
)
_EACH = frozenset({"each", "every", "most"})
_TIMES = frozenset(
    "afternoon autumn day decade evening fall fortnight harvest monsoon month morning night season "
    "spring summer time week weekend winter year".split()
)
_MEASURES = frozenset("frequency incidence level number pace rate".split())
_GROWING = frozenset(
    "abate climb decline decrease double drop dwindle ebb escalate fall grow increase intensify "
    "multiply rise shrink soar subside surge triple wane worsen".split()
)
"""Verbs of which what they say it of becomes more or less."""
_CLAUSES = re.compile(r"[.;:]")
_OF_WEEKS = re.compile(
    r"\b(?:over|in|during) the (?:past|last|previous) (?:[\w-]+ )?(?:days|weeks?|months?)\b"
    r"(?! of\b)",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"\b(?:in all|in total|a total of|altogether|all told|overall|cumulative(?:ly)?)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:(?:last|this|that|the past|the previous) (?:week|month|quarter)"
    rf"|(?:in|during) {MONTH}|since)\b",
    re.IGNORECASE,
)
_HAVE_BEEN = re.compile(r"\b(?:have|has) (?:now |already )?been ", re.IGNORECASE)
_UP_TO_NOW = re.compile(r"\bthis (?:week|month)\b", re.IGNORECASE)


def is_of_weeks(analysis: Analysis, index: int) -> bool:
    """Whether the sentence sums up weeks or months: "in all, 43 people were killed last week"."""
    sentence = analysis.sentences[analysis.tokens[index].sentence]
    text = analysis.text[sentence.start : sentence.end]
    return _OF_WEEKS.search(text) is not None or any(map(_sums_up, _CLAUSES.split(text)))


def _sums_up(clause: str) -> bool:
    if _IN_ALL.search(clause) and _PERIOD.search(clause):
        return True
    been = _HAVE_BEEN.search(clause)
    return been is not None and _UP_TO_NOW.search(clause, been.end()) is not None


def told_in_general(analysis: Analysis, index: int) -> Span | None:
    """The bare plural by which the event at a token is told in general; None where it is not."""
    token = analysis.tokens[index]
    if token.pos not in {"VERB", "AUX"}:
        nouns = [index]
    elif token.tag == _PAST:
        return None
    else:
        nouns = direct_objects(analysis, index)
    for noun in nouns:
        if _is_bare_plural(analysis, noun):
            return analysis.tokens[noun].start, analysis.tokens[noun].end
    return None


def _is_bare_plural(analysis: Analysis, index: int) -> bool:
    told = {analysis.tokens[child].dep for child in analysis.children[index]}
    return analysis.tokens[index].tag == "NNS" and told.isdisjoint(_TELLING_WHICH)


def is_trend(analysis: Analysis, index: int) -> bool:
    """Whether a noun only tells how much there is of it: "attacks on markets have multiplied", "the
    number of clashes fell", but "fighting spread to Jijiga"."""
    token = analysis.tokens[index]
    preposition = analysis.tokens[token.head]
    measured = analysis.tokens[preposition.head]
    if token.dep == "pobj" and preposition.lemma == "of" and measured.lemma in _MEASURES:
        token = measured
    elif not _is_bare_plural(analysis, index):
        return False
    verb = analysis.tokens[token.head]
    return token.dep == "nsubj" and verb.lemma in _GROWING


def is_habit(analysis: Analysis, index: int) -> bool:
    """Whether a verb in the present tense tells of what happens again and again: "cholera returns
    every year", "herders often clash"."""
    token = analysis.tokens[index]
    if token.pos != "VERB" or token.tag not in _PRESENT:
        return False
    if any(word.lemma in _AS_A_RULE for word in children(analysis, index, "advmod")):
        return True
    times = list(children(analysis, index, "npadvmod", "tmod"))
    for preposition in children(analysis, index, "prep"):
        times += children(analysis, preposition.index, "pobj")
    return any(
        word.lemma in _EACH
        for time in times
        if time.lemma in _TIMES
        for word in children(analysis, time.index, "amod", "det")
    )
