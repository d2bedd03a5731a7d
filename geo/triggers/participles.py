"""Participles that stand for people and tell of no event: "Thursday's wounded", "the displaced"."""

from geo.language.grammar import children
from geo.language.text import Analysis, Token

_NOMINAL = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})


def names_people(analysis: Analysis, token: Token) -> bool:
    """Whether a participle stands for people: "the displaced", "Thursday's wounded", "two of the
    eleven wounded", "for the sick and displaced"."""
    tokens = analysis.tokens
    if any(children(analysis, token.index, "det")):
        return True
    if token.dep in _NOMINAL and any(children(analysis, token.index, "poss")):
        return True
    at = token.index - 1
    if at > 0 and tokens[at].pos == "CCONJ" and not analysis.children[token.index]:
        at -= 1  # "the sick and displaced"
        stands = tokens[at].pos == "ADJ"
    else:
        bare = not any(children(analysis, token.index, "agent", "prep"))
        stands = tokens[at].pos == "NUM" and token.dep in _NOMINAL | {"acl"} and bare
    return at > 0 and stands and tokens[at - 1].lemma == "the"
