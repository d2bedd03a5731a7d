"""What a text says of a report: that it is false, or that nobody vouches for it.

What a report tells of is as true as the report: "rejected claims that", "reports of a blast were
untrue", "called the claim that it shelled Homs baseless".
"""

import itertools
from collections.abc import Iterator, Sequence

from geo.language.grammar import children
from geo.language.text import Analysis, Token
from geo.language.words import SAYING

DISPUTING = frozenset("debunk reject dismiss refute dispute deny".split())
REPORTS = frozenset(
    "accusation allegation assertion charge claim idea message news notion post report rumor "
    "rumour story suggestion".split()
)
"""What is rejected with its content: that of "rejected reports that" is said not to be so."""
_FALSEHOODS = frozenset(
    "concoction disinformation fabrication falsehood fiction hoax invention lie misinformation "
    "propaganda untruth".split()
)
_FALSE = _FALSEHOODS | frozenset(
    "baseless bogus concocted fabricated fake false fictitious groundless inaccurate incorrect "
    "mistaken unfounded untrue wrong".split()
)
_BRANDING = DISPUTING | frozenset(
    "brand call characterise characterize condemn declare decry deem denounce describe dub expose "
    "flag judge label pronounce rate slam tag term".split()
)
"""Verbs that say what a report is: "branded the claim a lie", "denounced as false the report"."""
_BEFORE_NOUN = frozenset({"ADJ", "ADV", "DET", "NUM", "PRON", "PUNCT"})
_GOING_ON = frozenset({"ADJ", "ADV", "DET", "NOUN", "NUM", "PROPN"})
"""What stands behind a noun that is not the last of its phrase."""
_RECORDS = frozenset(
    "article audio broadcast circular clip document footage image leaflet letter memo photo "
    "photograph picture publication recording screenshot statement tweet video".split()
)
"""What is as false as it is said to be before it is named: "described as fake a video that"."""
HOLDING = SAYING | {"depict", "indicate", "purport", "show", "suggest"}
"""What a report does with what it holds: "a video claiming that", "a clip that shows"."""
_DISPROVING = frozenset({"debunk", "refute"})
"""What is done to a record only where it is false; a court may reject one that is true."""
_TRUE = frozenset("accurate correct true".split())
_UNSURE = frozenset("doubtful uncertain unconfirmed unsubstantiated unverified".split())
NOT = frozenset({"not", "n't", "never", "no", "neither", "nor", "without"})


def negation(analysis: Analysis, index: int) -> Token | None:
    """The word that negates a verb or a noun: "not", "no", "without"."""
    for child in analysis.children[index]:
        token = analysis.tokens[child]
        if token.dep == "neg" or (token.lemma in NOT and token.dep in {"det", "preconj", "advmod"}):
            return token
    token = analysis.tokens[index]
    if token.dep in {"pobj", "pcomp"} and analysis.tokens[token.head].lemma == "without":
        return analysis.tokens[token.head]
    return None


def disputes(analysis: Analysis, index: int) -> bool:
    """A report is said not to be so: "rejected claims that", "reports of a blast were untrue"."""
    token = analysis.tokens[index]
    if token.lemma == "be":
        # "It is false that rebels took Goma"
        return any(word.lemma in _FALSE for word in children(analysis, index, "acomp", "attr"))
    holds = _is_holding_record(analysis, token)
    if (holds or token.lemma in REPORTS) and token.dep in {"nsubj", "nsubjpass"}:
        governor = analysis.tokens[token.head]
        denying = _DISPROVING if holds else DISPUTING
        denied = token.dep == "nsubjpass" and governor.lemma in denying
        said = {w for word in _said_of(analysis, token) for w in (word.lemma, word.text.lower())}
        negated = negation(analysis, token.head) is not None
        return denied or not said.isdisjoint(_TRUE if negated else _FALSE)
    if token.lemma in _BRANDING and branded_report(analysis, index) is not None:
        return True
    return analysis.tokens[index].lemma in DISPUTING and any(
        token.lemma in REPORTS for token in children(analysis, index, "dobj", "nsubjpass")
    )


def _is_holding_record(analysis: Analysis, token: Token) -> bool:
    """Whether a word is of a record that says something: "a video that claimed", "a clip showing";
    what is false of "a video of the attack" may be the video alone."""
    clauses = children(analysis, token.index, "acl", "relcl")
    return token.lemma in _RECORDS and any(verb.lemma in HOLDING for verb in clauses)


def branded_report(analysis: Analysis, verb: int) -> Token | None:
    """The report that a verb says is false: "rejected as baseless the claim", "called the
    claim that it shelled Homs a lie".

    The reader hangs the word that says so on anything near, so that their order decides: between
    the verb and the report, or at the end of the clause.
    """
    behind = analysis.tokens[verb + 1 : analysis.sentences[analysis.tokens[verb].sentence].last + 1]
    false: Token | None = None
    for token, after in itertools.pairwise(behind):
        if token.pos == "NOUN" and after.pos not in _GOING_ON:
            if token.lemma in _RECORDS:
                return token if false else None
            if token.lemma in REPORTS:
                false = false or _at_the_end(behind[after.index - verb - 1 :])
                return token if false else None
        if _is_false(token):
            false = token
        elif not (token.text.lower() == "as" or _is_before_noun(token, after)):
            return None
    return None


def _is_before_noun(token: Token, after: Token) -> bool:
    """Whether a word only says more of a noun behind it: "a viral", "social media", "widely
    shared"."""
    leads = token.pos in {"NOUN", "PROPN"} or token.tag in {"VBG", "VBN"}
    return token.pos in _BEFORE_NOUN or (leads and after.pos in _GOING_ON)


def branding(analysis: Analysis, report: Token) -> Token | None:
    """The verb before a report that says that it is false."""
    if report.lemma not in REPORTS | _RECORDS:
        return None
    first = analysis.sentences[report.sentence].first
    for token in reversed(analysis.tokens[first : report.index]):
        if token.lemma in _BRANDING and token.pos == "VERB":
            return token if branded_report(analysis, token.index) == report else None
    return None


def _at_the_end(tokens: Sequence[Token]) -> Token | None:
    """The word for what is false that ends a clause: "baseless.", "a lie, he said"; but who "spread
    propaganda" did so."""
    for place, word in enumerate(tokens):
        before = tokens[place - 1].text.lower() if place else ""
        said = word.lemma not in _FALSEHOODS or before in {"a", "an", "as"}
        ends = place + 1 == len(tokens) or tokens[place + 1].pos in {"CCONJ", "PUNCT"}
        if said and ends and _is_false(word):
            return word
    return None


def _is_false(token: Token) -> bool:
    return token.lemma in _FALSE or token.text.lower() in _FALSE


def _said_of(analysis: Analysis, subject: Token) -> Iterator[Token]:
    """What a subject is said to be, or turns out to be."""
    be = (word.index for word in children(analysis, subject.head, "xcomp"))
    yield analysis.tokens[subject.head]  # "were unconfirmed", read as a passive
    for verb in (subject.head, *be):
        yield from children(analysis, verb, "acomp", "attr", "oprd", "xcomp")
    if subject.dep == "nsubjpass" and analysis.tokens[subject.head].lemma in _BRANDING:
        yield from children(analysis, subject.head, "dobj")  # "was branded a lie"
        for word in children(analysis, subject.head, "prep"):
            if word.lemma == "as":
                yield from children(analysis, word.index, "amod", "pobj")


def is_doubted(analysis: Analysis, report: Token) -> bool:
    """Nobody vouches for a report: "unconfirmed reports of a blast", "the claim is unverified"."""
    if report.lemma not in REPORTS or report.pos != "NOUN":
        return False
    said = _said_of(analysis, report) if report.dep in {"nsubj", "nsubjpass"} else ()
    own = children(analysis, report.index, "amod")
    return any(word.text.lower() in _UNSURE for word in (*own, *said))
