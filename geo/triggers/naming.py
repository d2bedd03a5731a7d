"""Words that tell of no event because they are part of what somebody or something is called."""

from geo.language.grammar import children
from geo.language.text import Analysis, Token

_BODIES = frozenset(
    "agency bureau council court department direction directorate division "
    "institute ministry office secretariat section unit".split()
)
"""Bodies that are called after what they are there for."""
_SAYING_WHICH = ("amod", "det", "nummod", "poss", "prep", "relcl")


def names_body(analysis: Analysis, token: Token) -> bool:
    """Whether a noun only says what a body is there for: "the Directorate of Police and
    Investigations"; but "the unit of the attack", "a committee of inquiry into the raid"."""
    if token.pos not in {"NOUN", "PROPN"} or any(children(analysis, token.index, *_SAYING_WHICH)):
        return False
    while token.dep == "conj":
        token = analysis.tokens[token.head]
    of = analysis.tokens[token.head]
    body = analysis.tokens[of.head]
    return token.dep == "pobj" and of.lemma == "of" and body.lemma.lower() in _BODIES
