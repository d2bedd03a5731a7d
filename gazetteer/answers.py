"""All that a name may mean, by rows: the places of the very name, of close spellings, of its parts.

This is what `Gazetteer.lookup` tells as places; who asks many names and needs few of the places
asks here.
"""

from collections.abc import Iterator
from typing import NamedTuple

from gazetteer.index import Index
from gazetteer.layout import HOW
from gazetteer.lookup import find
from gazetteer.parts import find_parts
from gazetteer.spelling import close_rows

_SPELLING, _PART = HOW.index("spelling"), HOW.index("part")


class Answer(NamedTuple):
    """A place as an answer to a name."""

    row: int
    how: int
    """A position in `gazetteer.layout.HOW`."""
    name: int
    """The number of the name met, in `Index.names`."""
    closeness: float
    """As of a `Match`."""


def answers(index: Index, name: str, *, close: bool, most: int | None = None) -> Iterator[Answer]:
    """What a name may mean, best first: its first `most` places, and with `close` the others.

    Places of close spellings come after those of the name, and those of its parts only where no
    place has the name. Each row comes once.
    """
    met = find(index, name, most)
    for how, _, row, number in met:
        yield Answer(row, how, number, 1.0)
    if not close:
        return
    known = {row for _, _, row, _ in met}
    for closeness, _, row, number in close_rows(index, name):
        if row not in known:
            known.add(row)
            yield Answer(row, _SPELLING, number, round(closeness, 3))
    if met:
        return
    for share, (_, _, row, number) in find_parts(index, name):
        if row not in known:
            yield Answer(row, _PART, number, share)
