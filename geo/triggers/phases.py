"""Verbs that only say that an event begins, goes on, ends, comes about or is to come."""

from geo.language.grammar import children
from geo.language.text import Analysis, Token

REALISING = frozenset(
    "accept accomplish achieve agree announce approve arrange attend authorise authorize begin "
    "broker chair clinch complete conclude confirm convene decide declare endorse extend finalise "
    "finalize finish grant hail hold host join mediate negotiate order organise organize plan plot "
    "praise prepare ratify reach receive reintroduce report resume seal secure see send sign start "
    "tighten welcome witness".split()
)
"""Verbs that say of their object that it came about, goes on or is to come."""
PHASES = frozenset(
    "arrive be become begin break collapse come conclude continue draw end expire fail fall "
    "follow get go hold last lapse open proceed resume stall start take win".split()
)
"""Verbs that say of their subject that it goes on or ends."""
_BEGINNING = frozenset("begin cease commence continue finish keep resume start stop".split())
_CEASING = frozenset({"cease", "halt", "quit", "stop"})
_TAKING_PART = frozenset({"dobj", "nsubj", "nsubjpass"})


def phase_of(analysis: Analysis, token: Token) -> Token | None:
    """The verb that says of an event that it comes about or goes on: "the talks resumed", "a march
    is planned", "began vaccinating"."""
    verb = analysis.tokens[token.head]
    if verb.pos != "VERB" or verb.index == token.index:
        return None
    if token.pos == "VERB":
        return verb if token.dep == "xcomp" and verb.lemma in _BEGINNING else None
    told = token.dep in _TAKING_PART and verb.lemma in PHASES | REALISING
    return verb if told else None


def ceased_by(analysis: Analysis, token: Token) -> Token | None:
    """The verb that says of a deed that who does it came, or is to come, to its end: "told them to
    stop shooting"; none where somebody keeps others from it: "stopped men storming the hall"."""
    verb = analysis.tokens[token.head]
    if (token.dep, token.tag) != ("xcomp", "VBG") or verb.lemma not in _CEASING:
        return None
    kept = any(children(analysis, token.index, "nsubj")) or any(
        children(analysis, verb.index, "dobj")
    )
    return None if kept else verb
