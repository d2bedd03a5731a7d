"""Place names as labels of the grammar, where the recogniser of places knows better.

The reader of text labels names by its own small model, which takes many a town for a person
("captured Goma"). The conditions of the ontology ask for such labels.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from geo.language.text import Analysis, NamedSpan
from geo.records import Toponym

_LABELS = {"noun": "GPE", "modifier": "GPE", "metonym": "GPE", "demonym": "NORP"}
_OF_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})


def with_place_labels(analysis: Analysis, toponyms: Iterable[Toponym]) -> Analysis:
    """The analysis with the toponyms among its names.

    A longer name that holds one ("the Kabul Military Hospital") stays as the reader has it, and so
    does what it takes for a place itself.
    """
    names = list(analysis.names)
    for toponym in toponyms:
        if toponym.kind not in _LABELS:
            continue
        tokens = analysis.tokens_in(toponym.start, toponym.end)
        if not tokens:
            continue
        at = bisect_left(names, tokens[0].index, key=lambda n: n.last)
        until = at
        while until < len(names) and names[until].first <= tokens[-1].index:
            until += 1
        beside = names[at:until]
        if not any(_is_kept(name, toponym) for name in beside):
            names[at:until] = [
                NamedSpan(
                    toponym.start,
                    toponym.end,
                    _LABELS[toponym.kind],
                    tokens[0].index,
                    tokens[-1].index,
                )
            ]
    return replace(analysis, names=tuple(names))


def _is_kept(name: NamedSpan, toponym: Toponym) -> bool:
    longer = name.end - name.start > toponym.end - toponym.start + len("the ")
    return longer or name.label in _OF_PLACES
