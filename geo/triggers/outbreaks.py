"""Which words of a sentence tell of the same outbreak of a disease."""

from collections.abc import Mapping

from geo.language.grammar import told_in, uppermost
from geo.records import Trigger
from geo.triggers.lexicon import Reading


def same_outbreak(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The word of the sentence that tells of the outbreak of which this noun tells too: "notified
    the agency of a cluster of plague", "61 cases were found, with two deaths"."""
    tokens, trigger = read.analysis.tokens, found[index]
    if trigger.sub_type != "outbreak" or tokens[index].dep not in {"appos", "conj", "dep", "pobj"}:
        return None
    near = told_in(read.analysis, tokens[index].sentence, found)
    others = [i for i in near if i != index and found[i].event_type == trigger.event_type]
    alike = [i for i in others if found[i].sub_type in {None, "outbreak"}]
    return next(iter(uppermost(read.analysis, alike)), None)
