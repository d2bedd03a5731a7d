"""How the files of an index are laid out: what those that write and those that read them share."""

import zlib
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from gazetteer.place import MatchKind

FORMAT_VERSION = 17
"""Changes whenever the files' layout or the folding of names does."""

HOW: tuple[MatchKind, ...] = get_args(MatchKind)
"""The ways of matching, best first; a posting stores the position. An abbreviation is met only in
the capitals that it is written in, so it says more than a folded name: "US" is not the town Us."""

VERBATIM = frozenset(map(HOW.index, ("exact", "folded")))
"""The ways in which a name is met letter for letter, but for case, marks and punctuation."""

BY_CAPITALS, AS_STORED, BY_LETTERS = range(3)
"""What decides which postings of a key count, and their order. By capitals: some count only if the
name looked up has them. As stored: all count whatever the spelling, a row once, in their order. By
letters: so too, but those of the very spelling come first, and a row may stand for several."""


def fingerprint(name: str) -> int:
    """Sixteen bits of a name as written, never 0: two spellings of one key hardly ever share it."""
    return zlib.crc32(name.encode()) % 65_535 + 1


def fingerprints(checksums: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """`fingerprint` of names by their CRC-32."""
    return (checksums % np.uint32(65_535) + np.uint32(1)).astype(np.uint16)


ORDER_BITS = 2
"""Of what the table of keys leads to, the last bits are one of these, the others the position of
the key's first posting. A last line has where postings end."""

POSTING = np.dtype([("row", "<i4"), ("print", "<u2"), ("flags", "u1"), ("which", "u1")])
"""What stands together, since it is read together: the row of the place, `fingerprint` of its name
as written (0 where it is none), flags, and which of the place's names it is (`stored.Bytes`)."""

HOW_BITS, LENT, LESSER = 15, 16, 32
"""Of a posting's flags: the way of matching, a position in `HOW`; whether its key has it from
another key, to which it leads as a variant; whether its place ranks less by that name."""
