"""Places that a report speaks of in words that are no place name there.

"Ohio State University" and the "Phenix City Schools" tell where a report is from, though nobody
means the places by it. Of single words only countries and their divisions are heard: others are as
often the names of persons.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gazetteer.layout import HOW
from geo.records import Toponym

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_CAPITALISED = re.compile(r"\b[A-Z][\w.'\u2019-]*(?:\s[A-Z][\w.'\u2019-]*)?")
_HOW = frozenset(HOW.index(how) for how in ("exact", "abbreviation", "adjective", "demonym"))
_LEAST = 3
"""Letters of the shortest: two in capitals may be anyone's initials."""


def spoken_of(
    text: str, toponyms: Sequence[Toponym], gazetteer: "Gazetteer"
) -> tuple[Toponym, ...]:
    """Capitalised words outside the toponyms that are names of places, as far as they tell."""
    taken = sorted((t.start, t.end) for t in toponyms)
    words: dict[tuple[int, int], str] = {}
    for start, end in _gaps(taken, len(text)):
        for match in _CAPITALISED.finditer(text, start, end):
            pair = match[0]
            first = pair.split()[0]
            second = match.start() + len(pair) - len(pair.split()[-1])
            for begin, word in (
                (match.start(), pair),
                (match.start(), first),
                (second, pair.split()[-1]),
            ):
                bare = word.removesuffix("'s").removesuffix("\u2019s")
                if len(bare) >= _LEAST:
                    words[begin, begin + len(bare)] = bare
    distinct = list(dict.fromkeys(words.values()))
    names = _telling(distinct, gazetteer)
    found: list[Toponym] = []
    for (start, end), word in sorted(words.items(), key=lambda item: (item[0][0], -item[0][1])):
        if word in names and (not found or start >= found[-1].end):
            found.append(Toponym(start, end, word, "associative", "embedded", 0.0))
    return tuple(found)


def _gaps(taken: Sequence[tuple[int, int]], size: int) -> list[tuple[int, int]]:
    starts = [0, *(end for _, end in taken)]
    ends = [*(start for start, _ in taken), size]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _telling(words: Sequence[str], gazetteer: "Gazetteer") -> set[str]:
    """Of these, those whose first match is a country or division, and those of two words."""
    index, seen, names = gazetteer.index, set(), set()
    matches = gazetteer.lookup_many(words)
    for query, row, how in zip(
        matches.query.tolist(), matches.row.tolist(), matches.how.tolist(), strict=True
    ):
        if query in seen:
            continue
        seen.add(query)
        wide = index.feature_code(row).startswith(("A.PCL", "A.ADM1"))
        if how in _HOW and ((wide and index.prominence[row] > _KNOWN) or " " in words[query]):
            names.add(words[query])
    return names


_KNOWN = 0.4
"""Prominence from which a division's name is believed in words that are no place name."""
