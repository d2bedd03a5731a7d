"""What people said of pairs of tellings: that they are one event, or that they are not.

It stands in the evidence of a telling, so that it holds in every later table that the telling
comes into: `same_as` and `apart_from` name other tellings by their `event_group`.
"""

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.merge.tellings import Tellings
from geo.merge.traits import Ints, Reals

SAME_AS = "same_as"
APART_FROM = "apart_from"
ALL = "*"
"""In place of a name: every other telling."""


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of the tellings of a table, by number. Pairs are in ascending order."""

    together: tuple[tuple[int, int], ...]
    apart: frozenset[tuple[int, int]]
    alone: frozenset[int]
    """Those that no other may be joined with."""

    @staticmethod
    def nothing() -> "Said":
        """Where nobody said anything."""
        return Said((), frozenset(), frozenset())

    def part(self, one: int, other: int) -> bool:
        """Whether two tellings are kept apart."""
        return bool({one, other} & self.alone) or _ordered(one, other) in self.apart


def said_of(tellings: Tellings) -> Said:
    """What people said of these tellings; names that are not among them say nothing."""
    frame = tellings.frame
    texts = frame["evidence"].fillna("")
    marked = texts.str.contains(f'"{SAME_AS}":[', regex=False)
    marked |= texts.str.contains(f'"{APART_FROM}":[', regex=False)
    positions = np.flatnonzero(marked.to_numpy())
    if not len(positions):
        return Said.nothing()
    groups = frame["event_group"].to_numpy(dtype=object)
    numbers = dict(zip(groups, tellings.events.tolist(), strict=True))
    together: set[tuple[int, int]] = set()
    apart: set[tuple[int, int]] = set()
    alone: set[int] = set()
    for position in positions.tolist():
        evidence = json.loads(texts.iat[position])
        own = numbers[groups[position]]
        for name, pairs in ((SAME_AS, together), (APART_FROM, apart)):
            for other in evidence.get(name) or ():
                if name == APART_FROM and other == ALL:
                    alone.add(own)
                elif numbers.get(other, own) != own:
                    pairs.add(_ordered(own, numbers[other]))
    return Said(tuple(sorted(together)), frozenset(apart), frozenset(alone))


def without_apart(
    said: Said, pairs: tuple[Ints, Ints], bits: Reals
) -> tuple[tuple[Ints, Ints], Reals]:
    """The pairs that nobody keeps apart, and their evidence."""
    left, right = pairs
    if not said.apart and not said.alone:
        return pairs, bits
    alone = np.array(sorted(said.alone), dtype=np.int64)
    kept = ~(np.isin(left, alone) | np.isin(right, alone))
    # A pair is one number, so that they can be looked up together.
    size = 1 + max((int(n) for pair in said.apart for n in pair), default=0)
    size = max(size, 1 + int(right.max(initial=0)))
    apart = np.array([one * size + other for one, other in said.apart], dtype=np.int64)
    kept &= ~np.isin(left * size + right, apart)
    return (left[kept], right[kept]), bits[kept]


def joined(said: Said, groups: Ints) -> Ints:
    """Groups of tellings with those joined that people say are one: each is its least telling.

    What is kept apart stays so, whoever else is joined with either.
    """
    if not said.together:
        return groups
    members = pd.Series(np.arange(len(groups))).groupby(groups).apply(list).to_dict()
    result = groups.copy()
    for one, other in said.together:
        first, second = sorted((int(result[one]), int(result[other])))
        if first == second or any(said.part(a, b) for a in members[first] for b in members[second]):
            continue
        members[first] += members.pop(second)
        result[members[first]] = first
    return result


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
