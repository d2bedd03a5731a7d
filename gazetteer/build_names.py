"""Names to the files that look-ups read: the trie of folded names, its postings, and sounds."""

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from itertools import chain, compress, count
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from gazetteer.index import AS_STORED, BY_CAPITALS, BY_LETTERS, HOW
from gazetteer.names import fold_many, skeleton, skeletons, split_type
from gazetteer.slips import key_filter
from gazetteer.sources import Entry
from gazetteer.spelling import sounds

OTHER_NAME = 0.1
"""How much less prominent a place counts by a name that is neither its main one nor in a table
of ours: Amman was Philadelphia too, but the city of that name comes first."""

_FOLDED, _VARIANT, _ABBREVIATION = (HOW.index(h) for h in ("folded", "variant", "abbreviation"))
_PLAIN = tuple(HOW.index(how) for how in ("folded", "variant", "historic"))


def write_names(
    folder: Path, places: list[Entry], prominence: NDArray[np.float32]
) -> dict[str, int]:
    """Write all names of the places, which are in order of prominence; gives their counts."""
    import marisa_trie

    texts, hows, rows, primary = _listed(places)
    np.save(folder / "primary.npy", primary)
    number_of = _numbering()
    folded = fold_many(texts)
    codes = _codes(folded, number_of)
    ranks = _ranks(places, texts, codes, rows, primary, prominence)
    unique = list(number_of)
    spaced = [key for key in unique if " " in key]
    bones = _bones(spaced)
    boned = _codes(bones, number_of)
    has_bones = np.zeros(len(unique), bool)
    has_bones[boned] = True
    akin = np.flatnonzero(has_bones[codes] & np.isin(hows, _PLAIN))
    variants = _codes(["~" + bones[folded[at]] for at in akin.tolist()], number_of)
    del folded
    with ThreadPoolExecutor(1) as pool:
        # The trie is made without holding Python's lock. What needs no number of it goes on.
        making = pool.submit(marisa_trie.Trie, list(number_of)[1:])
        np.save(folder / "key_filter.npy", key_filter(unique))
        encoded = write_texts(folder, "names", texts)
        prints = np.fromiter(map(crc32, encoded), np.uint32, len(texts))
        del unique, encoded
        heard = _heard(number_of, bones)
        trie = making.result()
    numbers = _save_trie(folder / "keys.marisa", trie, number_of)
    named = np.flatnonzero(codes)
    whose = np.concatenate([named, akin]).astype(np.int32)
    own = Postings(
        numbers[np.concatenate([codes[named], variants])],
        np.concatenate([hows[named], np.full(len(akin), _VARIANT, np.uint8)]),
        ranks[whose],
        rows[whose],
        whose,
        prints[whose],
        np.zeros(len(whose), bool),
    ).by_key()
    divisions = np.array([e.feature_code.startswith("ADM") for e in places])
    first_rows = _write_postings(
        folder,
        len(number_of) - 1,
        own.with_those(_lent(own, *_kinship(number_of, bones))).with_those(
            _lent_divisions(own, *_cores(number_of, spaced), divisions)
        ),
    )
    _write_sounds(folder, heard, numbers, first_rows)
    return {"places": len(places), "names": len(texts), "keys": len(number_of) - 1}


def write_texts(folder: Path, name: str, texts: Iterable[str]) -> list[bytes]:
    """Write texts as one piece of UTF-8 with the offset of each; gives the UTF-8 of each."""
    encoded = list(map(str.encode, texts))
    offsets = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)), out=offsets[1:])
    np.save(folder / f"{name}_offsets.npy", offsets)
    (folder / f"{name}.bin").write_bytes(b"".join(encoded))
    return encoded


Codes = NDArray[np.int32]
"""Numbers of texts in the order in which they came."""


def _numbering() -> defaultdict[str, int]:
    """An empty numbering of texts, which numbers each new one that it is asked for; "" is 0."""
    number_of: defaultdict[str, int] = defaultdict(count().__next__)
    number_of[""]
    return number_of


def _codes(texts: Iterable[str], number_of: defaultdict[str, int]) -> Codes:
    """The number of each text, counting on for new ones."""
    return np.fromiter(map(number_of.__getitem__, texts), np.int32)


def _save_trie(path: Path, trie: Any, number_of: dict[str, int]) -> NDArray[np.int32]:
    """Write the trie and set the numbers of its keys to those that they have in it.

    Gives the new numbers in the order of the old. A walk through the whole trie takes half the
    time of asking it for each key.
    """
    trie.save(str(path))
    number_of.update(trie.iteritems())
    return np.fromiter(number_of.values(), np.int32, len(number_of))


def _bones(spaced: list[str]) -> dict[str, str]:
    """The skeletons of keys of several words, of those that are not their own skeleton."""
    spelt = skeletons("\n".join(spaced)).split("\n") if spaced else []
    return {key: bare for key, bare in zip(spaced, spelt, strict=True) if bare != key}


def _listed(
    places: list[Entry],
) -> tuple[list[str], NDArray[np.uint8], NDArray[np.int32], NDArray[np.int32]]:
    """All names in order of their places, how each is met, its row; and each row's main name."""
    position = {how: number for number, how in enumerate(HOW)}
    counts = np.array([1 + len(entry.names) for entry in places])
    texts = list(chain.from_iterable((e.name, *e.names) for e in places))
    hows = chain.from_iterable((HOW[_FOLDED], *e.hows) for e in places)
    primary = np.cumsum(counts) - counts
    rows = np.repeat(np.arange(len(places), dtype=np.int32), counts)
    numbers = np.fromiter(map(position.__getitem__, hows), np.uint8, len(texts))
    return texts, numbers, rows, primary.astype(np.int32)


def _ranks(
    places: list[Entry],
    texts: list[str],
    codes: NDArray[np.int32],
    rows: NDArray[np.int32],
    primary: NDArray[np.int32],
    prominence: NDArray[np.float32],
) -> NDArray[np.int32]:
    """What each name's place ranks by it: its row or, by one of its other names, a later one."""
    other = codes != codes[primary][rows]
    for place, first in zip(places, primary.tolist(), strict=True):
        if place.listed:
            for at in range(first, first + 1 + len(place.names)):
                other[at] &= texts[at] not in place.listed
    lesser = np.searchsorted(-prominence, OTHER_NAME - prominence, side="right")
    return np.where(other, lesser[rows], rows).astype(np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Columns with a line a key and name: which place is met by it, and how."""

    keys: NDArray[np.int32]
    hows: NDArray[np.uint8]
    ranks: NDArray[np.int32]
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

    def with_those(self, others: "Postings") -> "Postings":
        """These lines and then the others."""
        pairs = zip(self.columns(), others.columns(), strict=True)
        return Postings(*(np.concatenate(pair) for pair in pairs))

    def by_key(self) -> "Postings":
        """By key only."""
        return self.take(np.argsort(self.keys, kind="stable"))

    def sorted(self) -> "Postings":
        """By key, way of matching, rank, row, own lines before lent ones, and name."""
        # Two sorts of packed columns take half the time of six: a rank, a row and a name have 31
        # bits, a way of matching 4, and a key 28.
        first = self.keys.astype(np.int64) << 35 | self.hows.astype(np.int64) << 31 | self.ranks
        then = (self.rows.astype(np.int64) << 1 | self.lent) << 31 | self.names
        return self.take(np.lexsort((then, first)))


def _lent(own: Postings, takers: NDArray[np.int32], givers: NDArray[np.int32]) -> Postings:
    """The postings of each giver as variants of its taker, which are two columns of keys."""
    starts = np.searchsorted(own.keys, givers)
    counts = np.searchsorted(own.keys, givers, side="right") - starts
    lines = np.arange(counts.sum()) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
    lines_of = own.take(lines)
    hows = np.where(lines_of.hows == _FOLDED, np.uint8(_VARIANT), lines_of.hows)
    lent = replace(
        lines_of, keys=np.repeat(takers, counts), hows=hows, lent=np.ones(len(lines), bool)
    )
    # "US" is no other way to write "us"; only its own letters are.
    return lent.take(lent.hows != _ABBREVIATION)


def _lent_divisions(
    own: Postings,
    takers: NDArray[np.int32],
    givers: NDArray[np.int32],
    divisions: NDArray[np.bool_],
) -> Postings:
    """Of the postings of each giver the divisions', as variants of its taker."""
    lent = _lent(own, takers, givers)
    return lent.take((lent.hows == _VARIANT) & divisions[lent.rows])


Pairs = tuple[NDArray[np.int32], NDArray[np.int32]]


def _kinship(number_of: dict[str, int], bones: dict[str, str]) -> Pairs:
    """Which keys lead to which others: to their skeleton, and to all names of that skeleton."""
    pairs = [
        (own, variant)
        for bare in set(bones.values())
        if (own := number_of.get(bare)) is not None
        and (variant := number_of.get("~" + bare)) is not None
    ]
    for key, bare in bones.items():
        found = number_of.get(bare), number_of.get("~" + bare)
        pairs += [(number_of[key], other) for other in found if other is not None]
    return _as_columns(pairs)


def _cores(number_of: dict[str, int], spaced: list[str]) -> Pairs:
    """Which keys with a type word lead to the keys of the bare name."""
    pairs = []
    for key in spaced:
        if (parts := split_type(key)) is not None:
            core = skeleton(parts[0])
            givers = dict.fromkeys(map(number_of.get, (parts[0], core, "~" + core)))
            pairs += [(number_of[key], giver) for giver in givers if giver is not None]
    return _as_columns(pairs)


def _as_columns(pairs: list[tuple[int, int]]) -> Pairs:
    columns = np.array(pairs, np.int32).reshape(-1, 2).T
    return columns[0], columns[1]


def _write_postings(folder: Path, keys: int, found: Postings) -> NDArray[np.int32]:
    """Write all postings; gives of each key the row of the first, -1 where capitals decide."""
    found = found.sorted()
    # A place whose name is listed twice is met once a way, by the first. Of plain names and
    # abbreviations all spellings are kept, since the one that was looked up makes the match.
    spelt = np.isin(found.hows, (_FOLDED, _ABBREVIATION))
    again = np.ones(len(found.keys), bool)
    again[:1] = False
    for column in (found.keys, found.rows, found.hows):
        again[1:] &= column[1:] == column[:-1]
    again[1:] &= ~spelt[1:] | (found.prints[1:] == found.prints[:-1])
    found = found.take(~again)
    starts = np.searchsorted(found.keys, np.arange(keys + 1)).astype(np.int32)
    # What is not plain is never the very spelling: it has no fingerprint.
    prints = np.where(found.hows == _FOLDED, found.prints, np.uint32(0))
    columns: dict[str, NDArray[Any]] = {
        "how": found.hows, "row": found.rows, "rank": found.ranks, "name": found.names,
        "print": prints, "lent": found.lent,
    }  # fmt: skip
    for name, values in columns.items():
        np.save(folder / f"posting_{name}.npy", values)
    np.save(folder / "key_start.npy", starts)
    np.save(folder / "key_order.npy", _orders(found, prints, starts))
    plain = np.isin(found.hows, _PLAIN)
    return np.where(plain[starts[:-1]], found.rows[starts[:-1]], -1).astype(np.int32)


def _orders(
    found: Postings, prints: NDArray[np.uint32], starts: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """What decides the order of each key's postings."""
    first = starts[:-1]
    plain = np.logical_and.reduceat(np.isin(found.hows, _PLAIN), first)
    met = np.sort(found.keys.astype(np.int64) << 32 | found.rows)
    twice = np.zeros(len(first), bool)
    twice[met[1:][met[1:] == met[:-1]] >> 32] = True
    # Plain names stand first, so a key has one spelling if they all share that of the first.
    other = (found.hows == _FOLDED) & (prints != np.repeat(prints[first], np.diff(starts)))
    as_stored = ~(twice | np.logical_or.reduceat(other, first))
    return np.where(plain, np.where(as_stored, AS_STORED, BY_LETTERS), BY_CAPITALS).astype(np.uint8)


def _heard(number_of: defaultdict[str, int], bones: dict[str, str]) -> tuple[Codes, list[str]]:
    """The codes of names without articles, in Latin letters, and the sounds of each."""
    bare_names = set(bones.values())
    latin = np.fromiter(map(str.isascii, number_of), bool, len(number_of))
    latin[_codes((key for key in bones if key not in bare_names), number_of)] = False
    spelt = "\n".join(compress(number_of, latin.tolist())).replace("~", "")
    return np.flatnonzero(latin).astype(np.int32), sounds(spelt).split("\n")


def _write_sounds(
    folder: Path,
    heard: tuple[Codes, list[str]],
    numbers: NDArray[np.int32],
    first_rows: NDArray[np.int32],
) -> None:
    """Keys by the sounds of their names without articles, those of prominent places first."""
    import marisa_trie

    sound_of = _numbering()
    codes = _codes(heard[1], sound_of)
    keys = numbers[heard[0]]
    met = (codes > 0) & (first_rows[keys] >= 0)
    codes, keys = codes[met], keys[met]
    used = np.isin(np.arange(len(sound_of)), codes).tolist()
    trie = marisa_trie.Trie(list(compress(sound_of, used)))
    ids = _save_trie(folder / "sounds.marisa", trie, sound_of)[codes]
    order = np.lexsort((keys, first_rows[keys], ids))
    np.save(folder / "sound_keys.npy", keys[order])
    starts = np.searchsorted(ids[order], np.arange(len(trie) + 1)).astype(np.int32)
    np.save(folder / "sound_start.npy", starts)
