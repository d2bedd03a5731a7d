"""How an event is told, as far as that says whether it happened, and once.

News tells of what happened on a day, in the past tense; what goes on in general, what is feared and
what is called to mind is told in gerunds, bare nouns and plurals, in the present, or in what
somebody is quoted with (the realis of events: Mitamura et al. 2015; its cues: Saurí and Pustejovsky
2009). No way of telling decides; each makes the type of an event so much more or less sure
(`geo.confidence`).
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Literal

from geo.language.grammar import auxiliaries, children
from geo.language.text import Analysis, Sentence, Token
from geo.records import Count, EventDate, Factuality
from geo.triggers.pointing import DEFINITE

Way = Literal[
    "bare noun", "indefinite noun", "plural", "in general",
    "present", "going on", "gerund", "infinitive", "conditional",
    "first person", "quotation", "lead",
    "day said", "years",
    "counted",
    "unlisted",
]  # fmt: skip

YEARS = timedelta(days=366)
"""What took longer than this is no one event."""
LEAD = 3
"""One part in so many of a report's sentences, the first ones, tells the news; the rest is mostly
background (the inverted pyramid)."""

_FORMS: dict[str, Way] = {
    "VBZ": "present",
    "VBP": "present",
    "VBG": "gerund",
    "VB": "infinitive",
}
_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
_QUOTES = frozenset('"\u201c\u201d\u201e\u00ab\u00bb')


def ways_of_telling(
    analysis: Analysis,
    index: int,
    *,
    factuality: Factuality,
    day: EventDate | None,
    counts: Sequence[Count],
    general: bool,
    listed: bool,
) -> frozenset[Way]:
    """The ways in which the event at the token `index` is told, whose word the ontology has listed
    or not."""
    sentence = analysis.sentences[analysis.tokens[index].sentence]
    ways = {*_of_sentence(analysis, sentence), *_of_day(day)}
    if sentence.index:  # the grammar of headlines, the first sentences, is another one
        ways.update(_of_word(analysis, analysis.tokens[index]))
    if factuality == "conditional":
        ways.add("conditional")
    if general:
        ways.add("in general")
    if counts:
        ways.add("counted")
    if not listed:
        ways.add("unlisted")
    return frozenset(ways)


def _of_word(analysis: Analysis, token: Token) -> Iterator[Way]:
    if token.pos in {"VERB", "AUX"}:
        if token.tag == "VBG" and auxiliaries(analysis, token.index):
            yield "going on"
        elif token.tag in _FORMS:
            yield _FORMS[token.tag]
        return
    told = list(children(analysis, token.index, "det", "poss", "nummod"))
    if not told:
        yield "bare noun"
    elif not any(word.dep == "poss" or word.lemma in DEFINITE for word in told):
        yield "indefinite noun"
    if token.tag == "NNS":
        yield "plural"


def _of_sentence(analysis: Analysis, sentence: Sentence) -> Iterator[Way]:
    words = [token.text.lower() for token in analysis.tokens_of(sentence)]
    if not _FIRST_PERSON.isdisjoint(words):
        yield "first person"
    if not _QUOTES.isdisjoint(analysis.text[sentence.start : sentence.end]):
        yield "quotation"
    if LEAD * sentence.index < len(analysis.sentences):
        yield "lead"


def _of_day(day: EventDate | None) -> Iterator[Way]:
    if day is None:
        return
    if day.span is not None:
        yield "day said"
    if day.last - day.first > YEARS:
        yield "years"
