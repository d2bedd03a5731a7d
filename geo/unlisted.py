"""Words that tell of events though the ontology has no entry for them, as the encoder reads them.

The ontology knows what a word means where it has it; news finds new words every day. What the
encoder says of a word counts only where the ontology says nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.arguments import objects, subjects
from geo.text import Analysis, Token

if TYPE_CHECKING:
    from geo.encoder.triggers import Asked, TriggerReader

LEAST = 0.5
"""How likely a word tells of an event of its type from which it is taken. From less on more events
were found, and more rows that tell of none, but no more were right in all."""


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What a word tells of that the ontology may not have."""

    event_type: str
    probability: float
    """0 to 1, that it tells of an event of this type."""


def unlisted(text: str, analysis: Analysis, reader: "TriggerReader") -> Mapping[int, Unlisted]:
    """By token the verbs that tell of an event, as `reader` reads `text`.

    Nouns are not asked: those that the ontology lacks are mostly things ("a bomb").
    """
    tokens = [token for token in analysis.tokens if token.pos == "VERB"]
    believed = reader.read(text, [asked(analysis, token) for token in tokens])
    found = {}
    for token, read in zip(tokens, believed, strict=True):
        best = 1 + int(read[1:].argmax())
        # Without the last digits, in which processors differ.
        probability = round(float(read[best]), 4)
        if probability >= LEAST:
            found[token.index] = Unlisted(reader.types[best], probability)
    return found


def asked(analysis: Analysis, token: Token) -> "Asked":
    """A word as the encoder is asked of it."""
    from geo.encoder.triggers import FORMS, Asked

    return Asked(
        (token.start, token.end),
        tuple(_spans(analysis, objects(analysis, token.index))),
        tuple(_spans(analysis, subjects(analysis, token.index))),
        frozenset(FORMS) & {token.pos, token.tag, token.dep},
    )


def _spans(analysis: Analysis, indices: Iterable[int]) -> Iterable[tuple[int, int]]:
    tokens = analysis.tokens
    return [(tokens[i].start, tokens[i].end) for i in indices]
