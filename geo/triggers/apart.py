"""Whether two words of a sentence tell of what was done by others, or somewhere else."""

import calendar
from collections.abc import Iterable

from geo.triggers.lexicon import Reading
from geo.triggers.pointing import years

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_APART = frozenset({"after", "before", "since", "whereas", "while"})
AT = frozenset({"at", "in", "near", "on"})
"""Prepositions of where somebody is."""
_MONTHS = frozenset(calendar.month_name[1:])


def is_of_others(read: Reading, index: int) -> bool:
    """Whether others did it, before, after or elsewhere: "hit Baalbek a day after rockets wounded
    two", "eleven died in Dakoro, while eight drowned in Tessaoua"."""
    children = [read.analysis.tokens[c] for c in read.analysis.children[index]]
    marked = any(c.lemma in _APART and c.dep in {"mark", "advmod"} for c in children)
    return marked and any(c.dep in SUBJECTS and c.pos in {"NOUN", "PROPN"} for c in children)


def is_elsewhere(read: Reading, index: int) -> bool:
    """Whether "and" joins what befell others at a place of its own or in a year of its own: "two
    were killed by thieves in Nobol", "80 drowned in Kwa River" behind what was at another place,
    "and in 2018 its men shot nine"."""
    tokens, children = read.analysis.tokens, read.analysis.children
    below = [tokens[c] for c in children[index]]
    if tokens[index].dep != "conj" or not any(child.dep in SUBJECTS for child in below):
        return False
    before = tokens[index].head
    there = [i for i in read.analysis.subtree(before) if i < min(c.index for c in below)]
    by_others = any(child.dep == "agent" for child in below)
    own = read.analysis.subtree(index)
    if years(read, own) - years(read, there):
        return True
    return is_placed(read, own) and (by_others or is_placed(read, there))


def is_placed(read: Reading, words: Iterable[int]) -> bool:
    """Whether some words say where: "in Nobol"."""
    tokens = read.analysis.tokens
    return any(tokens[i].lemma in AT and _names(read, i) for i in words)


def _names(read: Reading, preposition: int) -> bool:
    below = (read.analysis.tokens[i] for i in read.analysis.subtree(preposition))
    return any(token.pos == "PROPN" and token.text not in _MONTHS for token in below)
