"""Words of harm that only say what an event told in the same sentence cost."""

from collections.abc import Mapping, Sequence

from geo.language.grammar import told_in
from geo.records import Trigger
from geo.triggers.apart import is_placed
from geo.triggers.lexicon import Reading
from geo.triggers.outcomes import has_agent, is_harm, is_tallied, only_befalls
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


def befallen_beside(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The attack told before it in its sentence, of a clause that only says whom harm befell:
    "guards fired on the car; a nurse was hit in the arm"."""
    tokens = read.analysis.tokens
    token = tokens[index]
    harms = is_harm(token, found[index]) or token.lemma in _HITTING
    if found[index].event_type != "ASSAULT" or not harms or not only_befalls(read, index):
        return None
    below = read.analysis.subtree(index)
    own = [i for i in below if i >= _clause_start(read, index)]
    if has_agent(read, index) or is_placed(read, own) or _is_dated(read, own):
        return None
    near = [i for i in told_in(read.analysis, token.sentence, found) if i < index]
    before = next(iter(reversed(near)), None)
    if before is None or found[before].event_type != "ASSAULT":
        return None
    verb = tokens[before]
    attacks = verb.pos == "VERB" and not is_harm(verb, found[before])
    return before if attacks and verb.dep in _MAIN else None


def _clause_start(read: Reading, index: int) -> int:
    """The first word behind the semicolon or colon before a word, or of its sentence."""
    first = read.analysis.sentences[read.analysis.tokens[index].sentence].first
    marks = (t.index for t in read.analysis.tokens[first:index] if t.text in {";", ":"})
    return max(marks, default=first)


def _is_dated(read: Reading, words: Sequence[int]) -> bool:
    """Whether a clause says when it was, or is of another time: "have been hit", "who was hit"."""
    told = any(read.labels.get(i) in {"DATE", "TIME"} for i in words)
    return told or any(read.analysis.tokens[i].lemma in {"have", "when", "who"} for i in words)


_HITTING = frozenset({"hit", "shoot", "strike"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
