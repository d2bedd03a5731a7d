"""Where the hurt of an event were brought: "taken to hospital in X", "died at a clinic in X"."""

from geo.language.grammar import children
from geo.language.text import Analysis, Token

_HOUSES = frozenset("clinic hospital infirmary morgue mortuary".split())
_CENTRES = frozenset("center centre facility post unit".split())
_MEDICAL = frozenset("care emergency health medical trauma".split())
"""What a centre is called where people are cared for."""
_CARING = frozenset({"hospitalise", "hospitalize", "treat"})
_IN_HOUSE = frozenset(
    "admit airlift bring carry convey discharge evacuate ferry fly move operate recover recuperate "
    "refer rush send take transfer transport".split()
)
"""What is care only where a hospital is told."""
_THERE = frozenset({"at", "in", "into", "on", "to"})
_DYING = frozenset("die expire pass perish succumb".split())


def is_cared_for_at(analysis: Analysis, trigger: int, name: Token) -> bool:
    """Whether a name only says where those were treated or died whom the event hurt.

    Where somebody is brought or treated that itself was there, and what strikes a hospital is.
    """
    tokens = analysis.tokens
    house = False
    below = name
    for index in analysis.ancestors(name.index):
        token = tokens[index]
        if token.pos in {"VERB", "AUX"}:
            if below.lemma not in _THERE:
                return False
            house = house or _tells_house(analysis, token)
            if token.lemma in _CARING or (house and token.lemma in _IN_HOUSE):
                return token.index != trigger
            return house and token.lemma in _DYING
        house = house or _is_house(analysis, token)
        below = token
    return False


def _tells_house(analysis: Analysis, verb: Token) -> bool:
    """Whether the reader hangs both on the verb: "taken | to hospital | in Multan"."""
    there = (p for p in children(analysis, verb.index, "prep") if p.lemma in _THERE)
    return any(_is_house(analysis, n) for p in there for n in children(analysis, p.index, "pobj"))


def _is_house(analysis: Analysis, noun: Token) -> bool:
    if noun.lemma.lower() in _CENTRES:
        words = children(analysis, noun.index, "amod", "compound")
        return any(word.lemma.lower() in _MEDICAL for word in words)
    return noun.lemma.lower() in _HOUSES
