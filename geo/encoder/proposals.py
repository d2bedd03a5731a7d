"""What may be a name in a text, by the encoder, with what speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.encoder.alternatives import Bounds, Stretch, alternatives
from geo.encoder.boundaries import trimmed, widened
from geo.encoder.evidence import Bounded, Numbers, evidence
from geo.encoder.known import Known
from geo.encoder.tags import OUTSIDE, Tagged, names

LEAN = 1.0
"""How much the log-probability of "outside" is lowered for a name to be proposed."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A name that may be one: its words, both included, and its features."""

    first: int
    last: int
    features: Numbers
    """(F,), as `geo.encoder.evidence` names them."""


def proposals(tagged: Tagged, known: Known, bounds: Bounds) -> list[Proposal]:
    """What may be a name, in order, none overlapping another."""
    found = alternatives(tagged, marked(tagged, known), known)
    return with_evidence(tagged, bounds.choose(found), known)


def with_evidence(tagged: Tagged, bounded: Sequence[Bounded], known: Known) -> list[Proposal]:
    """The proposals of a text, with what speaks for each."""
    rows = evidence(tagged, bounded, known)
    return [Proposal(first, last, row) for (first, last, _), row in zip(bounded, rows, strict=True)]


def marked(tagged: Tagged, known: Known) -> list[Stretch]:
    """The stretches that the tags mark, with bounds as `boundaries` sets them."""
    lowered = tagged.tags.copy()
    lowered[:, OUTSIDE] -= LEAN
    found = []
    reached = -1
    for first, last, _ in names(replace(tagged, tags=lowered)):
        bounds = trimmed(tagged.words, first, last, known.gazetteer)
        if bounds is None:
            continue
        start, end = widened(tagged.words, *bounds, known.gazetteer)
        if start > reached:
            found.append((start, end))
            reached = end
    return found
