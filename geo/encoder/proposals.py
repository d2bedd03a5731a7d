"""What may be a name in a text, by the encoder, with what speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.encoder.alternatives import ALONE, Bounds, Stretch, alternatives
from geo.encoder.boundaries import trimmed, widened
from geo.encoder.evidence import Bounded, Numbers, evidence
from geo.encoder.known import Known
from geo.encoder.tags import OUTSIDE, Tagged, names
from geo.encoder.vouched import is_vouched_for

LEAN = 1.0
"""How much the log-probability of "outside" is lowered for a name to be proposed."""
LEAN_VOUCHED = 4.0
"""How much for a name that something else vouches for."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A name that may be one: its words, both included, and its features."""

    first: int
    last: int
    features: Numbers
    """(F,), as `geo.encoder.evidence` names them."""
    vouched: bool = False
    """`geo.encoder.vouched.is_vouched_for` it."""


def proposals(tagged: Tagged, known: Known, bounds: Bounds) -> list[Proposal]:
    """What may be a name, in order, none overlapping another."""
    found = alternatives(tagged, marked(tagged, known), known)
    bounded = bounds.choose(found)
    others = [(first, last, ALONE) for first, last in _hardly_marked(tagged, known, bounded)]
    proposed = with_evidence(tagged, bounded, known)
    if others:
        # What the tags hardly mark says nothing of what they do.
        both = with_evidence(tagged, sorted([*bounded, *others]), known)
        own = {(first, last) for first, last, _ in others}
        proposed += [p for p in both if (p.first, p.last) in own]
        proposed.sort(key=lambda p: p.first)
    words = tagged.words
    return [replace(p, vouched=is_vouched_for(words, p.first, p.last, known)) for p in proposed]


def _hardly_marked(tagged: Tagged, known: Known, bounded: Sequence[Bounded]) -> list[Stretch]:
    """Further stretches that something vouches for, or that may be in the company of a name."""
    words = tagged.words
    taken = bytearray(len(words))
    for first, last, _ in bounded:
        taken[first : last + 1] = b"\x01" * (last + 1 - first)
    return [
        (first, last)
        for first, last in marked(tagged, known, LEAN_VOUCHED)
        if not any(taken[first : last + 1])
        and (
            is_vouched_for(words, first, last, known)
            or (not words.in_capitals and known.has(words.surface(first, last)))
        )
    ]


def with_evidence(tagged: Tagged, bounded: Sequence[Bounded], known: Known) -> list[Proposal]:
    """The proposals of a text, with what speaks for each."""
    rows = evidence(tagged, bounded, known)
    return [Proposal(first, last, row) for (first, last, _), row in zip(bounded, rows, strict=True)]


def marked(tagged: Tagged, known: Known, lean: float = LEAN) -> list[Stretch]:
    """The stretches that the tags mark, with bounds as `boundaries` sets them."""
    lowered = tagged.tags.copy()
    lowered[:, OUTSIDE] -= lean
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
