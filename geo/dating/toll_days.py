"""The day on which a toll was counted is not that of what cost the lives: "the toll of Monday's
blast rose to 30 on Thursday"."""

from dataclasses import dataclass
from itertools import pairwise

from geo.language.grammar import children
from geo.language.text import Analysis
from geo.triggers.outcomes import DYING
from geo.triggers.pointing import is_toll, numbered

_HELD = frozenset({"dobj", "nsubj", "nsubjpass"})
_DEADLY = DYING | {"kill"}
_OF_CAUSE = frozenset({"from"})
"""What opens the cause of a toll where it hangs on the toll's verb: "rose to 31 from a fire"."""
_OF_NUMBER = frozenset({"at", "to"})


@dataclass(frozen=True, slots=True)
class _Toll:
    """A toll of which a sentence says how high it is, and what it is of."""

    noun: int
    verb: int
    cause: int
    """The preposition or clause that tells what cost the lives."""


def is_of_toll(analysis: Analysis, trigger: int, day: int) -> bool | None:
    """Whether a day is that of a toll of the event at `trigger`; False where it is the event's own
    though the reader may hang it on the toll's verb, and None where nothing tells of a toll.

    What stands before the toll ("on Thursday, the toll of the blast rose") or behind what it came
    to is the toll's, what stands before that is of the event: "the toll of a quake that struck on
    Tuesday rose to 30 on Thursday".
    """
    toll = _toll_of(analysis, trigger)
    if toll is None or day in analysis.subtree(toll.cause):
        return None
    if day < min(toll.noun, toll.cause):
        return True
    told = _told_at(analysis, toll)
    if toll.cause > told:
        return day < toll.cause or None
    return day > told


def _toll_of(analysis: Analysis, trigger: int) -> _Toll | None:
    """The toll below which a word stands, or below whose verb it is told as its cause."""
    tokens = analysis.tokens
    for below, above in pairwise((trigger, *analysis.ancestors(trigger))):
        noun = tokens[above]
        if _is_toll(analysis, above) and noun.dep in _HELD:
            return _Toll(above, noun.head, below)
        if noun.pos == "VERB" and tokens[below].text.lower() in _OF_CAUSE:
            for held in children(analysis, above, *_HELD):
                if _is_toll(analysis, held.index):
                    return _Toll(held.index, above, below)
    return None


def _told_at(analysis: Analysis, toll: _Toll) -> int:
    """Where the sentence comes to how high the toll is: at the verb behind the toll, or what opens
    the number behind the cause: "raised the toll of the blast to 30"."""
    if toll.verb > max(toll.noun, toll.cause):
        return toll.verb
    opened = (
        word.index
        for word in children(analysis, toll.verb, "prep")
        if word.lemma in _OF_NUMBER and word.index > toll.noun
    )
    return next(opened, toll.verb)


def _is_toll(analysis: Analysis, noun: int) -> bool:
    """Whether a noun is a number of dead, though they be told by how they died: "the number of
    people killed in the blast"."""
    return is_toll(analysis, noun) or (
        analysis.tokens[noun].lemma == "number"
        and any(
            clause.lemma in _DEADLY
            for word in numbered(analysis, noun)
            for clause in children(analysis, word.index, "acl", "relcl")
        )
    )
