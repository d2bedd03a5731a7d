"""Towns that the grammar says are places: what is shelled, besieged or recaptured.

The recogniser has learnt from long reports and may pass over the first word of a short one
("Kherson was shelled on Monday."). Only verbs are heard that nobody does to a person.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from geo.language.text import Analysis, Token
from geo.records import Toponym

if TYPE_CHECKING:
    from gazetteer import Gazetteer

PROBABILITY = 0.7
"""That such a word is a place name. It is set, not learnt: the corpora have few such reports."""
_STRIKING = frozenset(
    "besiege blockade bomb bombard encircle liberate overrun recapture retake shell".split()
)
_OTHERS = frozenset({"DATE", "NORP", "TIME"})
"""Labels of what is no town, even where a town is called so."""


def with_struck(
    analysis: Analysis, names: Sequence[Toponym], gazetteer: "Gazetteer"
) -> tuple[Toponym, ...]:
    """The names, and the towns of the gazetteer that something is done to as to a place."""
    found = [
        Toponym(t.start, t.end, analysis.text[t.start : t.end], "literal", "noun", PROBABILITY)
        for t in _struck(analysis)
        if not any(n.start < t.end and t.start < n.end for n in names)
        and is_town(analysis.text[t.start : t.end], gazetteer)
    ]
    return tuple(sorted((*names, *found), key=lambda name: (name.start, name.end)))


def _struck(analysis: Analysis) -> Iterator[Token]:
    """Names of one word that are the object of a striking verb, or its passive subject."""
    for token in analysis.tokens:
        verb = analysis.tokens[token.head]
        if token.dep not in {"dobj", "nsubjpass"} or verb.lemma not in _STRIKING:
            continue
        bare = token.pos == "PROPN" and not any(
            analysis.tokens[child].dep in _PARTS for child in analysis.children[token.index]
        )
        entity = analysis.name_at(token.index, token.index)
        if bare and token.text[0].isupper() and (entity is None or entity.label not in _OTHERS):
            yield token


_PARTS = frozenset({"amod", "compound", "det", "nmod", "poss"})
"""What makes another name of a word: "the Morales house"."""


def is_town(name: str, gazetteer: "Gazetteer") -> bool:
    """Whether a town has this very name, as its own and not as one of its others."""
    return any(
        match.how == "exact" and match.name == match.place.name and match.place.feature_class == "P"
        for match in gazetteer.lookup(name, limit=5)
    )
