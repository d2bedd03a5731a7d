"""Names that are only an end of a journey, and not where an event happened."""

from geo.language.grammar import children, governing_verb
from geo.language.text import Analysis, Token
from geo.language.words import MOVING

_COMING = frozenset("arrive bring come import receive return".split())
"""Verbs of what is told where it comes to, not where it comes from; what is sent is told of both.
"""
_TO = frozenset({"for", "into", "to", "toward", "towards"})
_CALLING_OFF = frozenset(
    "abandon abort axe call cancel cut defer delay halt postpone scrap shelve stop suspend".split()
)
_JOURNEYS = frozenset(
    "crossing departure flight journey service tour travel trip visit voyage".split()
)


def is_end_of_journey(analysis: Analysis, trigger: int, name: Token) -> bool:
    """Whether a name only says from where somebody came to the event at a token, where they went
    after it, or where nobody went.

    "Brought bread from Jalalabad", "recruits from Kosti arrived", "a lorry that carried rice from
    Kunduz overturned"; "were shot, and the wounded were flown to Lae"; "cancelled flights to Lae".
    But who fled from Homs did so in Homs.
    """
    verb = governing_verb(analysis, trigger)
    above = {trigger, verb, *analysis.ancestors(trigger)}
    passed: set[str] = set()
    for index in analysis.ancestors(name.index):
        token = analysis.tokens[index]
        if token.pos in {"VERB", "AUX"}:
            moves = token.lemma in MOVING
            if "from" in passed:
                arrives = token.lemma in _COMING or _comes_in(analysis, index)
                return arrives or (moves and index not in above)
            if not passed & _TO:
                return False
            goes_on = moves and token.dep in {"conj", "parataxis"} and index > trigger
            off = token.lemma in _CALLING_OFF and bool(passed & _JOURNEYS)
            return off or (goes_on and index not in above)
        if index == trigger:
            return False
        passed.add(token.lemma)
    return False


def _comes_in(analysis: Analysis, verb: int) -> bool:
    """Whether those who move arrive: "were flown in"."""
    if analysis.tokens[verb].lemma not in MOVING:
        return False
    words = children(analysis, verb, "advmod", "prep", "prt")
    return any(w.lemma == "in" and not any(children(analysis, w.index, "pobj")) for w in words)
