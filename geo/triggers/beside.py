"""Words that say more of the event which another word of their clause tells of."""

from collections.abc import Mapping

from geo.language.grammar import hangs_on, told_in
from geo.records import Trigger
from geo.triggers.apart import SUBJECTS, is_placed
from geo.triggers.lexicon import Reading


def in_phrase(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The verb whose phrase this word belongs to: of "kept their shops shut" the keeping."""
    token = read.analysis.tokens[index]
    span = (token.start, token.end)
    for other in told_in(read.analysis, token.sentence, found):
        same = found[other].event_type == found[index].event_type
        if other != index and same and span in found[other].phrase:
            return other
    return None


def in_doing(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The act in whose course this participle was done, by the same people: "raided the village,
    setting huts on fire"."""
    tokens = read.analysis.tokens
    token = tokens[index]
    if (token.dep, token.tag) != ("advcl", "VBG"):
        return None
    below = read.analysis.children[index]
    if any(tokens[c].dep in SUBJECTS | {"mark"} for c in below):
        return None
    head = hangs_on(read.analysis, index)
    if head not in found or found[head].event_type != found[index].event_type:
        return None
    own = read.analysis.subtree(index)
    dated = any(read.labels.get(i) == "DATE" for i in own)
    return None if dated or is_placed(read, own) else head
