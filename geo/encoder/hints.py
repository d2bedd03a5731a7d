"""What the gazetteer knows of each word: whether it is in a name, and how well known its place is.

The encoder learns how far to trust these hints. They are always those of the bundled world, so that
a user's larger gazetteer, to which most words are a name, does not change what they say.
"""

from typing import TYPE_CHECKING

import numpy as np

from gazetteer.layout import HOW
from gazetteer.lookup import find
from geo.encoder.pruning import MAY_OPEN
from geo.encoder.words import Integers, Words

if TYPE_CHECKING:
    from gazetteer import Gazetteer

LEVELS = (0.2, 0.35, 0.5, 0.65, 0.8)
"""Prominences between which a name is less or better known."""
_ADJECTIVE = len(LEVELS) + 1
_OF_EACH = len(LEVELS) + 2
HINTS = 1 + 2 * _OF_EACH
"""Number of hints: none, and for the first and the further words of a name each level and
"adjective or demonym"."""

LONGEST_NAME = 6


class Hints:
    """Hints of one gazetteer; what was asked once is remembered."""

    def __init__(self, gazetteer: "Gazetteer") -> None:
        self._index = gazetteer.index
        self._known: dict[str, int] = {}

    def of(self, words: Words) -> Integers:
        """(W,) the hint of each word, by the longest names that do not overlap, from the left."""
        result = np.zeros(len(words), np.int32)
        for start, end in zip(words.sentences, words.sentences[1:], strict=False):
            self._mark(words, int(start), int(end), result)
        return result

    def _mark(self, words: Words, start: int, end: int, result: Integers) -> None:
        shapes = words.shapes[start:end].tolist()
        position = start
        while position < end:
            if shapes[position - start] not in MAY_OPEN:
                position += 1
                continue
            for last in range(min(end, position + LONGEST_NAME) - 1, position - 1, -1):
                hint = self._hint(words.surface(position, last))
                if hint:
                    result[position] = hint
                    result[position + 1 : last + 1] = hint + _OF_EACH
                    position = last
                    break
            position += 1

    def _hint(self, name: str) -> int:
        hint = self._known.get(name)
        if hint is None:
            hint = self._known[name] = self._asked(name)
        return hint

    def _asked(self, name: str) -> int:
        if not name[-1].isalnum() and name[-1] != ".":
            return 0
        met = find(self._index, name)
        if not met:
            return 0
        prominence, how = max((self._index.prominence_of(row), -how) for how, _, row, _ in met)
        if HOW[-how] in ("adjective", "demonym"):
            return 1 + _ADJECTIVE
        return 1 + sum(prominence > level for level in LEVELS)
