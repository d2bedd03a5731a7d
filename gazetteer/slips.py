"""One slip of the pen away: what a key may be with a letter left out, swapped, changed or added.

A name of ten letters has some 500 neighbours in Latin letters, nearly all of them no names. Each
key of the index sets two bits of a filter, chosen by its hash (Bloom 1970). The hash is a
polynomial over the letters (Karp and Rabin 1987), so that those of all neighbours follow from the
name's own by a few sums over columns; only what the filter lets pass is spelt out.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

LONGEST = 100
"""Letters of a key beyond which it has no neighbours."""

_LEAST_BITS, _MOST_BITS = 27, 29
_BASE = 0x9E3779B97F4A7C15
_INVERSE = np.uint64(pow(_BASE, -1, 1 << 64))
_MIXES = np.uint64(0xD6E8FEB86659FD93), np.uint64(0xA0761D6478BD642F)
_MASKS = np.array([1 << bit for bit in range(8)], np.uint8)
_POWERS: NDArray[np.uint64] = np.cumprod(
    np.array([1, *[_BASE] * LONGEST], np.uint64), dtype=np.uint64
)


def _spread(letters: str) -> NDArray[np.uint64]:
    """(places, letters) what each letter adds to a hash at each place."""
    spread: NDArray[np.uint64] = _POWERS[:, None] * np.array(list(map(ord, letters)), np.uint64)
    return spread


_ALPHABETS = tuple(
    (letters, frozenset(letters), _spread(letters))
    for letters in (
        "abcdefghijklmnopqrstuvwxyz ",
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ ",
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإئؤ ",
        "αβγδεζηθικλμνξοπρστυφχψως ",
        "אבגדהוזחטיכלמנסעפצקרשתךםןףץ ",
    )
)
_NONE = "", frozenset[str](), np.empty((len(_POWERS), 0), np.uint64)


def key_filter(blocks: Iterable[Sequence[str]], count: int) -> NDArray[np.uint8]:
    """The filter of these keys, eight bits a number: 16 MB for a million keys, which set 2%.

    There are 24 bits or more for each of `count` keys, but at least 2 ** 27 and at most 2 ** 29.
    """
    size = max(_LEAST_BITS, min(_MOST_BITS, math.ceil(math.log2(24 * max(count, 1)))))
    packed = np.zeros(1 << size - 3, np.uint8)
    for keys in blocks:
        some = [key for key in keys if 0 < len(key) <= LONGEST]
        if not some:
            continue
        lengths = np.fromiter(map(len, some), np.int64, len(some))
        starts = np.cumsum(lengths) - lengths
        letters = np.frombuffer("".join(some).encode("utf-32-le"), np.uint32).astype(np.uint64)
        places = np.arange(len(letters)) - np.repeat(starts, lengths)
        hashed = np.add.reduceat(letters * _POWERS[places], starts)
        for mix in _MIXES:
            bit = _bit(hashed, mix, size)
            np.bitwise_or.at(packed, bit >> 3, (1 << (bit & 7)).astype(np.uint8))
    return packed


def slips(filter_: NDArray[np.uint8], key: str) -> list[str]:
    """What `key` may be with one slip undone, as far as the filter of the keys lets it pass."""
    if not 0 < len(key) < LONGEST:
        return []
    own = set(key) - {" "}
    alphabet, _, added = next((a for a in _ALPHABETS if not a[1].isdisjoint(own)), _NONE)
    hashes = _neighbours(np.array([ord(letter) for letter in key], np.uint64), added)
    passed = _passed(filter_, hashes, _MIXES[0])
    passed = passed[_passed(filter_, hashes[passed], _MIXES[1])]
    return [_spelt(key, alphabet, number) for number in passed.tolist()]


def _passed(
    filter_: NDArray[np.uint8], hashes: NDArray[np.uint64], mix: np.uint64
) -> NDArray[np.intp]:
    """Which of the hashes have their bit set."""
    bit = _bit(hashes, mix, len(filter_).bit_length() + 2)
    return np.flatnonzero(filter_[bit >> 3] & _MASKS[bit & 7])


def _bit(hashes: NDArray[np.uint64], mix: np.uint64, size: int) -> NDArray[np.int64]:
    return ((hashes * mix) >> np.uint64(64 - size)).astype(np.int64)


def _neighbours(letters: NDArray[np.uint64], added: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Hashes of all neighbours: left out, swapped, changed (by place, then letter), added (so too).

    Sums run modulo 2 ** 64, where the base has an inverse.
    """
    size = len(letters)
    powers = _POWERS[: size + 1]
    before = np.zeros(size + 1, np.uint64)
    np.cumsum(letters * powers[:size], out=before[1:])
    after = before[-1] - before
    step = letters[1:] - letters[:-1]
    return np.concatenate([
        before[:-1] + after[1:] * _INVERSE,
        before[-1] + step * powers[: size - 1] - step * powers[1:size],
        ((before[-1] - letters * powers[:size])[:, None] + added[:size]).ravel(),
        ((before + after * np.uint64(_BASE))[:, None] + added[: size + 1]).ravel(),
    ])  # fmt: skip


def _spelt(key: str, alphabet: str, number: int) -> str:
    """The neighbour of a number in the order of `_neighbours`."""
    size = len(key)
    if number < size:
        return key[:number] + key[number + 1 :]
    number -= size
    if number < size - 1:
        return key[:number] + key[number + 1] + key[number] + key[number + 2 :]
    at, letter = divmod(number - (size - 1), len(alphabet))
    if at < size:
        return key[:at] + alphabet[letter] + key[at + 1 :]
    return key[: at - size] + alphabet[letter] + key[at - size :]
