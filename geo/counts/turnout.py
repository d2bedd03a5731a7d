"""How many took part in a protest where only a noun tells: "Some 300 participants.", "organisers
spoke of 3,000 marchers, police of 900"."""

from geo.counts.headcount import Headcount
from geo.language.quantities import Quantity
from geo.language.text import Analysis, Token

_TAKING_PART = frozenset(
    "demonstrator marcher participant picketer protester protestor striker".split()
)
_ESTIMATING = frozenset("count estimate number put".split())


def turnout(analysis: Analysis, headcount: Headcount, noun: Token) -> Quantity | None:
    """Those who took part, if a noun alone tells of them; of two estimates from the one to the
    other."""
    tokens, governor = analysis.tokens, analysis.tokens[noun.head]
    if noun.pos != "NOUN" or noun.lemma not in _TAKING_PART:
        return None
    spoken = governor.lemma == "of" and tokens[governor.head].lemma == "speak"
    estimated = noun.dep == "dobj" and governor.lemma in _ESTIMATING
    if not (noun.dep == "ROOT" or spoken or estimated):
        return None
    first = headcount.own(noun.index)
    other = _other_estimate(analysis, headcount, noun) if spoken else None
    if first is None or other is None:
        return first
    highs = [q.high for q in (first, other) if q.high is not None]
    return Quantity(
        first.start, other.end, min(first.low, other.low), max(highs) if len(highs) == 2 else None
    )


def _other_estimate(analysis: Analysis, headcount: Headcount, noun: Token) -> Quantity | None:
    """What others spoke of, without the verb: "police of 900"."""
    tokens = analysis.tokens
    behind = (tokens[i] for i in analysis.subtree(tokens[noun.head].head) if i > noun.index)
    numbers = (t for t in behind if t.pos == "NUM" and tokens[t.index - 1].lemma == "of")
    return next((q for t in numbers if (q := headcount.own(t.index)) is not None), None)
