"""Which words the upper layers read: those near a word that may open a name.

Most words of a report are far from any capital, and by the third layer what they say of the names
has reached these (Goyal et al. 2020 leave words out layer by layer). Four of ten are left out: on
LGL and GWN the names found differ in one of a hundred, and are as often right.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.encoder.words import SHAPES, Integers, Words
from geo.records import Span

REACH = 5
"""How many words from one that may open a name are read."""
MAY_OPEN = frozenset(SHAPES.index(name) for name in ("capitalised", "upper", "mixed"))
_OPENS = np.isin(np.arange(len(SHAPES)), list(MAY_OPEN))


def read_above(words: Words, hints: Integers, spans: Sequence[Span] = ()) -> NDArray[np.bool_]:
    """(W,) which words the upper layers read; `spans` of the text are always read.

    A word that opens a sentence has its capital from that: it may open a name where the gazetteer
    knows it, or where it is none of the vocabulary. A sentence in small letters is read whole.
    """
    count = len(words)
    opens = _OPENS[words.shapes]
    firsts = words.sentences[:-1][np.diff(words.sentences) > 0]
    small = np.add.reduceat(opens, firsts) == 0 if count else np.empty(0, np.bool_)
    whole = np.repeat(small, np.diff([*firsts, count]))
    opens[firsts] &= (hints[firsts] > 0) | (np.diff(words.bounds)[firsts] > 1)
    sentence = np.repeat(np.arange(len(firsts)), np.diff([*firsts, count]))
    result = whole
    at = np.flatnonzero(opens)
    for step in range(-REACH, REACH + 1):
        near = np.clip(at + step, 0, count - 1)
        result[near[sentence[near] == sentence[at]]] = True
    for start, end in spans:
        first, last = words.covering(start, end)
        result[first : last + 1] = True
    return result
