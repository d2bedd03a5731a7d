"""The fires that those fight whom they kill or hurt: "died while battling flames"."""

from geo.language.arguments import objects
from geo.language.text import Token
from geo.triggers.lexicon import Reading

_FIGHTING = frozenset(
    "battle combat contain control douse extinguish fight quell quench smother tackle".split()
)
_FIRES = frozenset("blaze conflagration fire flame inferno".split())
_WILDFIRES = frozenset("brushfire bushfire grassfire wildfire".split())
_OF_WILDS = _WILDFIRES | frozenset(
    "acre brush bush forest grass grassland hectare moorland pine scrub wetland wood".split()
)
"""Words that tell that a fire burns in the open."""
_WHILE = frozenset({"advcl", "pcomp", "prep"})


def fire_fought(read: Reading, harm: int) -> tuple[str, str] | None:
    """Type and sub type of the fire that was fought when somebody came to harm; None if none was.

    Whether it is of a building or in the open is what the words of the report tell.
    """
    fires = [fire for verb in _beside(read, harm) for fire in _fires_of(read, verb)]
    if not fires:
        return None
    words = {fire.lemma for fire in fires} | set().union(*read.lemmas)
    if not _OF_WILDS.isdisjoint(words):
        return "DISASTER", "wildfire"
    return "ACCIDENT", "fire"


def _beside(read: Reading, harm: int) -> list[Token]:
    """The verbs that say what was done when it happened: "while fighting", "as they fought"."""
    tokens, children = read.analysis.tokens, read.analysis.children
    below = [c for c in children[harm] if tokens[c].dep in _WHILE]
    below += [g for c in below for g in children[c] if tokens[g].dep == "pcomp"]
    return [tokens[i] for i in below if tokens[i].lemma in _FIGHTING]


def _fires_of(read: Reading, verb: Token) -> list[Token]:
    found = (read.analysis.tokens[i] for i in objects(read.analysis, verb.index))
    return [noun for noun in found if noun.lemma in _FIRES | _WILDFIRES]
