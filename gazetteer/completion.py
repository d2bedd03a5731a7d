"""Names that begin as a text does, for whoever is still typing."""

from gazetteer.index import Index
from gazetteer.layout import LENT
from gazetteer.lookup import FOLDED, HISTORIC, VARIANT
from gazetteer.names import fold


def complete_rows(index: Index, prefix: str) -> list[tuple[int, int]]:
    """Row and number of the name met of each place with a name that begins so, best first.

    Best is what ranks first by the name met. The time grows with the names that begin so: a single
    letter takes tenths of a second.
    """
    key = fold(prefix)
    best: dict[int, tuple[int, int]] = {}
    for text in index.keys_with_prefix(key) if key else ():
        for position in index.find(text):
            plain = index.how_of(position) in (FOLDED, VARIANT, HISTORIC)
            if plain and not index.posting_flags[position] & LENT:
                row = index.posting_row[position]
                met = (index.rank_of(position), index.name_of(position))
                best[row] = min(met, best.get(row, met))
    return [(row, number) for (_, number), row in sorted((met, row) for row, met in best.items())]


def share_of(prefix: str, name: str) -> float:
    """How much of the name the prefix has, 0 to 1."""
    given, whole = len(fold(prefix)), len(fold(name))
    return round(given / max(given, whole, 1), 3)
