"""Texts by their hash: a table in which a look-up costs two reads, however many texts there are.

A trie of sixteen million keys takes ten reads for one, all over memory. Here a text has 64 bits of
XXH3 (Collet 2020). The upper bits tell its bucket; in the bucket stands a line with the next 32
bits, and beside them what the text leads to, so that both come by one read of memory. Texts
themselves are not kept: that an unknown one is taken for a line is less likely than 1 in 10 ** 9.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from gazetteer.stored import load

Hashes = NDArray[np.uint64]
_EACH = 4
"""Lines of a bucket at most, on average, and half as many at least."""
_LINE = np.dtype([("rest", "<u4"), ("value", "<u4")])


class HashTable:
    """The table of a name in a folder; the number of a line is its position."""

    def __init__(self, folder: Path, name: str) -> None:
        lines, self._starts = load(folder / f"{name}_table.npy"), load(folder / f"{name}_start.npy")
        self._rests: NDArray[np.uint32] = lines["rest"]
        self.values: NDArray[np.uint32] = lines["value"]
        self.value: memoryview[int] = self.values.data
        """What each line leads to; single ones are read far faster so. One more line ends it."""
        self._rest: memoryview[int] = self._rests.data
        self._start: memoryview[int] = self._starts.data
        self._seed = int(load(folder / f"{name}_seed.npy"))
        self._bits = _bits(len(self._starts) - 1)

    def __len__(self) -> int:
        return len(self._rests) - 1

    def get(self, text: str) -> int | None:
        """The number of the first line of a text, None where it has none."""
        hash_ = xxh3_64_intdigest(text.encode(), self._seed)
        bucket, rest = hash_ >> 64 - self._bits, hash_ >> 32 - self._bits & 0xFFFFFFFF
        for number in range(self._start[bucket], self._start[bucket + 1]):
            if self._rest[number] == rest:
                return number
        return None

    def get_all(self, text: str) -> range:
        """The numbers of all lines of a text."""
        first = self.get(text)
        if first is None:
            return range(0)
        rest, end = self._rest[first], first + 1
        while end < len(self) and self._rest[end] == rest:
            end += 1
        return range(first, end)

    def get_many(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """What `get` gives for each of many texts, -1 where it has no line."""
        bucket, rest = _parted(hashes(texts, self._seed), self._bits)
        number, ends = self._starts[bucket], self._starts[bucket + 1]
        found = np.full(len(texts), -1, np.int32)
        open_ = np.flatnonzero(number < ends)
        while len(open_):
            same = self._rests[number[open_]] == rest[open_]
            found[open_[same]] = number[open_[same]]
            number[open_] += 1
            open_ = open_[~same & (number[open_] < ends[open_])]
        return found


def hashes(texts: Sequence[str], seed: int) -> Hashes:
    """The hashes of texts."""
    return np.fromiter(
        [xxh3_64_intdigest(text.encode(), seed) for text in texts], np.uint64, len(texts)
    )


class Lines:
    """A table that is being made: texts in order of their hashes, before what they lead to."""

    def __init__(self, blocks: Callable[[], Iterable[Sequence[str]]], size: int) -> None:
        """Of so many texts, block by block, each once."""
        self._bits = _bits(_buckets(size))
        # Another seed is tried where two texts have all bits that are kept in common.
        for seed in count():
            every = np.concatenate(
                [np.empty(0, np.uint64), *(hashes(block, seed) for block in blocks())]
            )
            every >>= np.uint64(32 - self._bits)
            order = np.argsort(every, kind="stable")
            self._ordered, self._seed = every[order], seed
            if not (self._ordered[1:] == self._ordered[:-1]).any():
                break
        del every
        self.numbers = np.empty(size, np.int32)
        """The number of each text."""
        self.numbers[order] = np.arange(size, dtype=np.int32)

    def write(self, folder: Path, name: str, values: NDArray[Any]) -> None:
        """Write the table; `values` has one for each line, and one that ends them."""
        _write(folder, name, self._ordered, values, self._seed, self._bits)


def write_shared(
    folder: Path, name: str, hashed: Hashes, values: NDArray[Any], ranks: NDArray[Any]
) -> None:
    """Write a table in which texts of these hashes, of seed 0, may have several lines.

    Those of one text follow each other by their ranks, then by their values.
    """
    bits = _bits(_buckets(len(hashed)))
    kept = hashed >> np.uint64(32 - bits)
    order = np.lexsort((values, ranks, kept))
    _write(folder, name, kept[order], np.append(values[order], 0), 0, bits)


def _write(
    folder: Path, name: str, ordered: Hashes, values: NDArray[Any], seed: int, bits: int
) -> None:
    """Write lines of hashes of which the bits that are kept stand in order."""
    lines = np.zeros(len(values), _LINE)
    lines["rest"][:-1], lines["value"] = ordered & np.uint64(0xFFFFFFFF), values
    np.save(folder / f"{name}_table.npy", lines)
    bounds = np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(32)
    starts = np.searchsorted(ordered, bounds)
    np.save(folder / f"{name}_start.npy", starts.astype(np.int32))
    np.save(folder / f"{name}_seed.npy", np.array(seed))


def _parted(hashed: Hashes, bits: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The bucket of each hash, and what stands in its line."""
    bucket = (hashed >> np.uint64(64 - bits)).astype(np.int64)
    return bucket, (hashed >> np.uint64(32 - bits)).astype(np.uint32)


def _buckets(size: int) -> int:
    return 1 << max(1, (size // _EACH).bit_length())


def _bits(buckets: int) -> int:
    return buckets.bit_length() - 1
