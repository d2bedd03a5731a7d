"""What lasted so long that no day is its own: "the siege lasted ten months"."""

from geo.language.arguments import related
from geo.language.grammar import auxiliaries, children, governing_verb
from geo.language.text import Analysis

_LASTING = frozenset("continue drag endure go last rage run".split())
_LONG = frozenset("decade month week year".split())
_HOW_LONG = frozenset({"dobj", "npadvmod"})
_TO_THIS_DAY = frozenset({"has", "have", "is", "are", "will", "would", "could", "may", "might"})


def lasted_long(analysis: Analysis, trigger: int) -> bool:
    """Whether an event is told to have lasted for weeks or longer, and to be over: it has no day of
    the news, even where that tells of it."""
    verb = governing_verb(analysis, trigger)
    if verb is None or analysis.tokens[verb].lemma not in _LASTING:
        return False
    if not _TO_THIS_DAY.isdisjoint(auxiliaries(analysis, verb)):
        return False
    token = analysis.tokens[verb]
    how_long = [word.index for word in children(analysis, verb, *_HOW_LONG)]
    how_long += related(analysis, token, "for")
    return token.tag in {"VBD", "VBN"} and any(
        analysis.tokens[i].lemma in _LONG and children(analysis, i, "nummod", "amod")
        for i in how_long
    )
