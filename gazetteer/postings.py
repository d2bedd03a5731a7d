"""Postings: which places each key leads to, and how."""

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer.build_places import write_big
from gazetteer.layout import (
    AS_STORED,
    BY_CAPITALS,
    BY_LETTERS,
    HOW,
    LENT,
    LESSER,
    ORDER_BITS,
    POSTING,
    fingerprints,
)

FOLDED, VARIANT, ABBREVIATION = (HOW.index(h) for h in ("folded", "variant", "abbreviation"))
PLAIN = tuple(HOW.index(how) for how in ("folded", "variant", "historic"))

Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]
"""Two columns of keys: takers and givers."""


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Columns with a line a key and name: which place is met by it, and how."""

    keys: NDArray[np.int32]
    hows: NDArray[np.uint8]
    lesser: NDArray[np.bool_]
    """Whether the place ranks less by this name than by its main one."""
    rows: NDArray[np.int32]
    names: NDArray[np.int32]
    prints: NDArray[np.uint32]
    lent: NDArray[np.bool_]

    def columns(self) -> list[NDArray[Any]]:
        """The columns in the order of the fields."""
        return [getattr(self, field.name) for field in fields(self)]

    def take(self, lines: NDArray[Any]) -> "Postings":
        """These lines, by position or by mask."""
        return Postings(*(column[lines] for column in self.columns()))

    def with_those(self, *others: "Postings") -> "Postings":
        """These lines and then the others."""
        every = zip(self.columns(), *(other.columns() for other in others), strict=True)
        return Postings(*(np.concatenate(columns) for columns in every))

    def by_key(self) -> "Postings":
        """By key only."""
        return self.take(np.argsort(self.keys, kind="stable"))

    def sorted(self, lesser_rows: NDArray[np.int32]) -> "Postings":
        """By key, way of matching, rank, row, own lines before lent ones, and name."""
        # Two sorts of packed columns take half the time of six: a rank, a row and a name have 31
        # bits, a way of matching 4, and a key 28.
        ranks = np.where(self.lesser, lesser_rows[self.rows], self.rows)
        then = (self.rows.astype(np.int64) << 1 | self.lent) << 31 | self.names
        order = np.argsort(then, kind="stable")
        del then
        first = self.keys.astype(np.int64) << 35 | self.hows.astype(np.int64) << 31 | ranks
        return self.take(order[np.argsort(first[order], kind="stable")])

    def lent_to(self, takers: NDArray[np.int32], givers: NDArray[np.int32]) -> "Postings":
        """The postings of each giver as variants of its taker; these are in order of keys."""
        starts = np.searchsorted(self.keys, givers)
        counts = np.searchsorted(self.keys, givers, side="right") - starts
        lines = np.arange(counts.sum()) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
        lines_of = self.take(lines)
        hows = np.where(lines_of.hows == FOLDED, np.uint8(VARIANT), lines_of.hows)
        lent = replace(
            lines_of, keys=np.repeat(takers, counts), hows=hows, lent=np.ones(len(lines), bool)
        )
        # "US" is no other way to write "us"; only its own letters are.
        return lent.take(lent.hows != ABBREVIATION)


def write_postings(
    folder: Path,
    keys: int,
    found: Postings,
    primary: NDArray[np.int32],
) -> tuple[NDArray[np.uint32], NDArray[np.int32]]:
    """Write all postings, which are sorted.

    Gives what the table of keys leads to (see `gazetteer.layout.ORDER_BITS`), and of each key the
    row of the first posting, -1 where capitals decide.
    """
    # A place whose name is listed twice is met once a way, by the first. Of plain names and
    # abbreviations all spellings are kept, since the one that was looked up makes the match.
    spelt = np.isin(found.hows, (FOLDED, ABBREVIATION))
    again = np.ones(len(found.keys), bool)
    again[:1] = False
    for column in (found.keys, found.rows, found.hows):
        again[1:] &= column[1:] == column[:-1]
    again[1:] &= ~spelt[1:] | (found.prints[1:] == found.prints[:-1])
    if again.any():
        found = found.take(~again)
    starts = np.searchsorted(found.keys, np.arange(keys + 1, dtype=np.int32)).astype(np.int32)
    # What is not plain is never the very spelling: it has no fingerprint.
    prints = np.where(found.hows == FOLDED, found.prints, np.uint32(0))
    lines = np.empty(len(found.keys), POSTING)
    lines["row"] = found.rows
    lines["print"] = np.where(found.hows == FOLDED, fingerprints(found.prints), np.uint16(0))
    lines["flags"] = found.hows | found.lent * np.uint8(LENT) | found.lesser * np.uint8(LESSER)
    # Which of its place's names is met mostly takes a byte, its number among all names four.
    lines["which"] = write_big(folder, "posting_which", found.names - primary[found.rows])
    np.save(folder / "postings.npy", lines)
    del lines
    leads: NDArray[np.uint32] = starts.astype(np.uint32) << np.uint32(ORDER_BITS)
    leads[:-1] |= _orders(found, prints, starts)
    plain = np.isin(found.hows, PLAIN)
    if not len(plain):
        return leads, np.empty(0, np.int32)
    first = starts[:-1]
    return leads, np.where(plain[first], found.rows[first], -1).astype(np.int32)


def _orders(
    found: Postings, prints: NDArray[np.uint32], starts: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """What decides the order of each key's postings."""
    first = starts[:-1]
    if not len(first):
        return np.empty(0, np.uint8)
    plain = np.logical_and.reduceat(np.isin(found.hows, PLAIN), first)
    met = np.sort(found.keys.astype(np.int64) << 32 | found.rows)
    twice = np.zeros(len(first), bool)
    twice[met[1:][met[1:] == met[:-1]] >> 32] = True
    del met
    # Plain names stand first, so a key has one spelling if they all share that of the first.
    other = (found.hows == FOLDED) & (prints != np.repeat(prints[first], np.diff(starts)))
    as_stored = ~(twice | np.logical_or.reduceat(other, first))
    return np.where(plain, np.where(as_stored, AS_STORED, BY_LETTERS), BY_CAPITALS).astype(np.uint8)
