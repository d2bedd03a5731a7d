"""Words of harm that only say what an event told in the same sentence cost."""

from collections.abc import Mapping

from geo.language.grammar import told_in
from geo.records import Trigger
from geo.triggers.lexicon import Reading
from geo.triggers.outcomes import has_agent, is_harm, is_tallied
from geo.triggers.pointing import VIOLENT


def harm_there(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The attack on the place in which this harm befell somebody: "bombed a school where 12 were
    killed"; what had befallen them there, or on a day of its own, is another event."""
    tokens, below = read.analysis.tokens, read.analysis.subtree(index)
    token = tokens[index]
    if token.dep != "relcl" or not is_harm(token, found[index]) or has_agent(read, index):
        return None
    if not any(tokens[i].lemma in {"where", "which"} for i in below if i < index):
        return None
    if any(read.labels.get(i) == "DATE" or tokens[i].lemma == "have" for i in below):
        return None
    verb = tokens[token.head]
    while verb.dep in {"dobj", "pobj", "prep"} and verb.index not in found:
        verb = tokens[verb.head]
    attacked = verb.index in found and found[verb.index].event_type == "ASSAULT"
    return verb.index if attacked and verb.pos == "VERB" else None


def tallied_beside(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The one event of the sentence that a tally in it is of: "a bomb exploded, 3 dead, 4
    wounded"."""
    if not is_tallied(read, index):
        return None
    near = told_in(read.analysis, read.analysis.tokens[index].sentence, found)
    others = [i for i in near if i != index and found[i].event_type in VIOLENT]
    if len(others) != 1 or others[0] > index:
        return None
    return others[0] if found[others[0]].event_type == found[index].event_type else None
