"""Keys by their hash: a table in which a look-up costs two reads, however many keys there are.

A trie of sixteen million keys takes ten reads for one, all over memory. Here the keys are numbered
in order of 64 bits of BLAKE2, and beside the hashes stands where those of each bucket begin. That a
name is taken for another is less likely than a fault of the memory (1 in 10 ** 12 for an unknown).
"""

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gazetteer.errors import GazetteerError
from gazetteer.stored import load

Hashes = NDArray[np.uint64]
_EACH = 4
"""Keys of a bucket at most, on average, and half as many at least."""


class KeyTable:
    """The table in a folder; a key's number is its position in the order of hashes."""

    def __init__(self, folder: Path) -> None:
        self._hashes: Hashes = load(folder / "key_hashes.npy")
        self._starts: NDArray[np.int32] = load(folder / "key_buckets.npy")
        self._hash: memoryview[int] = self._hashes.data
        self._start: memoryview[int] = self._starts.data
        self._shift = _shift(len(self._starts) - 1)

    def get(self, key: str) -> int | None:
        """The number of a key, None where there is no such key."""
        wanted = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")
        bucket = wanted >> self._shift
        for number in range(self._start[bucket], self._start[bucket + 1]):
            if self._hash[number] == wanted:
                return number
        return None

    def get_many(self, hashes: Hashes) -> NDArray[np.int32]:
        """The numbers of the keys of these hashes, -1 where there is no such key."""
        found = np.full(len(hashes), -1, np.int32)
        if not len(self._hashes):
            return found
        bucket = (hashes >> np.uint64(self._shift)).astype(np.int64)
        number, ends = self._starts[bucket], self._starts[bucket + 1]
        open_ = np.flatnonzero(number < ends)
        while len(open_):
            same = self._hashes[number[open_]] == hashes[open_]
            found[open_[same]] = number[open_[same]]
            number[open_] += 1
            open_ = open_[~same & (number[open_] < ends[open_])]
        return found


def hashes(keys: Sequence[str]) -> Hashes:
    """The hashes of keys."""
    return np.frombuffer(
        b"".join([blake2b(key.encode(), digest_size=8).digest() for key in keys]), "<u8"
    ).astype(np.uint64, copy=False)


def write_key_table(folder: Path, every: Hashes) -> NDArray[np.int32]:
    """Write the table of keys of these hashes; gives the number of each key."""
    order = np.argsort(every, kind="stable")
    ordered = every[order]
    if (ordered[1:] == ordered[:-1]).any():
        raise GazetteerError("two names of the sources have one hash; leave one of them out")
    numbers = np.empty(len(every), np.int32)
    numbers[order] = np.arange(len(every), dtype=np.int32)
    buckets = 1 << max(0, len(every) // _EACH).bit_length()
    bounds = np.arange(buckets, dtype=np.uint64) << np.uint64(_shift(buckets))
    starts = np.append(np.searchsorted(ordered, bounds), len(every))
    np.save(folder / "key_hashes.npy", ordered)
    np.save(folder / "key_buckets.npy", starts.astype(np.int32))
    return numbers


def _shift(buckets: int) -> int:
    return 64 - (buckets.bit_length() - 1)
