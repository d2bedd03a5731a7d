"""Harm that somebody did by an act of another type: "fired tear gas, wounding nine".

An act is told once. Batons and tear gas are crowd control and stones a riot whoever they hurt, and
a car that is driven into people is no accident, so that the words of harm take the type of the act,
and tell of its toll. Who is killed beside a march that is broken up is told as killed.
"""

from collections.abc import Mapping
from dataclasses import replace

from geo.language.grammar import children, hangs_on
from geo.records import Trigger
from geo.triggers.apart import SUBJECTS
from geo.triggers.lexicon import Reading
from geo.triggers.outcomes import CALAMITIES, has_agent, is_harm

_OF_ACT = frozenset({"crowd control", "riot"})
"""Sub types of acts by which people may be hurt."""
_HURTING = frozenset({"hurt", "injure", "wound"})
"""Harm that is an outcome of such an act; who is killed beside it may have been shot."""
_BEHIND = frozenset({("advcl", "VBG"), ("conj", "VBD")})
"""Label and form of an outcome: "used batons, injuring six", "used batons and injured six"."""
_CAUSAL = frozenset({"as", "when"})


def take_acts(read: Reading, found: dict[int, Trigger]) -> None:
    """Give each word of harm the type of the act by which it was done."""
    for index in sorted(found):
        token = read.analysis.tokens[index]
        if not is_harm(token, found[index]):
            continue
        act = _act_above(read, index, found) or _act_below(read, index, found)
        if act is not None:
            found[index] = replace(found[index], event_type=act.event_type, sub_type=act.sub_type)


def _act_above(read: Reading, index: int, found: Mapping[int, Trigger]) -> Trigger | None:
    """The act that a word of harm is the outcome of: "used batons, injuring six"."""
    analysis = read.analysis
    token, act = analysis.tokens[index], found.get(hangs_on(analysis, index))
    if act is None or any(children(analysis, index, *SUBJECTS, "mark")):
        return None
    if (token.dep, token.tag) not in _BEHIND:
        return None
    if act.event_type == "ASSAULT" and found[index].event_type in CALAMITIES:
        return act
    return act if token.lemma in _HURTING and act.sub_type in _OF_ACT else None


def _act_below(read: Reading, index: int, found: Mapping[int, Trigger]) -> Trigger | None:
    """The act in which harm befell somebody: "were hurt when police used batons"."""
    token = read.analysis.tokens[index]
    if found[index].event_type != "ASSAULT" or token.lemma not in _HURTING:
        return None
    if has_agent(read, index):
        return None
    for clause in children(read.analysis, index, "advcl"):
        act = found.get(clause.index)
        opens = children(read.analysis, clause.index, "advmod", "mark")
        causal = any(word.lemma in _CAUSAL for word in opens)
        if causal and act is not None and act.sub_type in _OF_ACT:
            return act
    return None
