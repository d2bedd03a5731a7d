"""Documents with other names in place of theirs, so that the encoder learns names by their context.

Which towns the corpora tell of is chance. A town becomes another that is about as well known, a
division another, a country at times its capital, which stands for its government. Some new names
are put together of halves of two, as of villages that no gazetteer has.
"""

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from geo.encoder.hints import Hints
from training.encoder.corpora import UNKNOWN, Document, Name, document

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Place

MADE_UP = 0.15
"""Share of the towns whose new name is no place's."""
CAPITAL = 0.4
"""Share of the countries that are renamed to their capital."""
SHORTEST = 4
"""Letters of the shortest name that is renamed."""
_BANDS = 10
_DIVISION = -1
Edit = tuple[int, int, str]
"""First character of what is replaced, the one behind it, and what comes instead."""


class Renamer:
    """Gives places other names, out of a gazetteer."""

    def __init__(self, gazetteer: "Gazetteer") -> None:
        self._gazetteer = gazetteer
        self._names: dict[int | None, list[str]] = defaultdict(list)
        for row in range(len(gazetteer.index)):
            place = gazetteer.place_at(row)
            if (sort := self._sort(place)) is not None and _is_plain(place.name):
                self._names[sort].append(place.name)

    def _sort(self, place: "Place") -> int | None:
        """Which places are alike: towns about as well known, or divisions; None for others."""
        if place.feature_class == "P":
            return int(self._gazetteer.prominence(place) * _BANDS)
        return _DIVISION if place.feature_code == "ADM1" else None

    def another(self, name: str, rng: random.Random) -> str:
        """Another name for a place that has this one; the same where it is to stay."""
        found = self._gazetteer.lookup(name.title() if name.isupper() else name, limit=1)
        if len(name) < SHORTEST or not found or found[0].how not in {"exact", "folded"}:
            return name
        place = found[0].place
        if place.feature_code == "PCLI":
            capital = self._gazetteer.capital(place.country_code or "")
            return capital.name if capital and rng.random() < CAPITAL else name
        names = self._names.get(self._sort(place))
        if not names:
            return name
        new = rng.choice(names)
        if place.feature_class == "P" and rng.random() < MADE_UP:
            other = rng.choice(names)
            return new[: (len(new) + 1) // 2].rstrip() + other[len(other) // 2 :].lower().lstrip()
        return new


def _is_plain(name: str) -> bool:
    return len(name) >= SHORTEST and name[0].isupper() and name.replace(" ", "").isalpha()


def renamed(
    read: Document, renamer: Renamer, rng: random.Random, tokenizer: Any, hints: Hints
) -> Document:
    """The document with each name renamed wherever it stands, its case kept."""
    text, words = read.words.text, read.words
    names = _outermost(read.names)
    surfaces = dict.fromkeys(text[name.start : name.end] for name in names)
    new = {s: _in_case_of(s, renamer.another(s, rng)) for s in surfaces}
    edits = [(n.start, n.end, new[text[n.start : n.end]]) for n in names]
    ends = [end for _, end, _ in edits]
    shifts = [0, *accumulate(len(word) - (end - start) for start, end, word in edits)]

    def moved(offset: int) -> int:
        return offset + shifts[bisect_right(ends, offset)]

    moved_names = [Name(moved(name.start), moved(name.end), name.kind) for name in names]
    made = document(
        read.corpus, read.name, read.domain, _edited(text, edits), moved_names, tokenizer, hints
    )
    for number in (read.tags == UNKNOWN).nonzero()[0].tolist():
        start, end = moved(int(words.starts[number])), moved(int(words.ends[number]))
        first, last = made.words.covering(start, end)
        made.tags[first : last + 1] = UNKNOWN
    return replace(made, annotated=read.annotated)


def _outermost(names: Sequence[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _in_case_of(name: str, other: str) -> str:
    return other.upper() if name.isupper() else other


def _edited(text: str, edits: Sequence[Edit]) -> str:
    pieces, reached = [], 0
    for start, end, word in edits:
        pieces += [text[reached:start], word]
        reached = end
    return "".join([*pieces, text[reached:]])
