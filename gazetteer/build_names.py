"""Names to the files that look-ups read: the trie of folded names, its postings, and sounds."""

from dataclasses import dataclass, fields, replace
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
    _write_texts_of_names(folder, texts, primary)
    folded = fold_many(texts)
    numbers = np.flatnonzero([bool(key) for key in folded]).astype(np.int32)
    ranks = _ranks(places, texts, folded, rows, primary, prominence)
    keys = [key for key in folded if key]
    unique = list(dict.fromkeys(keys))
    spelt = zip(unique, skeletons("\n".join(unique)).split("\n"), strict=True)
    bones = {key: bare for key, bare in spelt if bare != key}
    plain = np.isin(hows[numbers], _PLAIN).tolist()
    akin = [at for at, key in enumerate(keys) if key in bones and plain[at]]
    bare_names = dict.fromkeys(bones[keys[at]] for at in akin)
    trie = marisa_trie.Trie([*unique, *("~" + bare for bare in bare_names)])
    trie.save(str(folder / "keys.marisa"))
    np.save(folder / "key_filter.npy", key_filter(unique))
    number_of = dict(zip(unique, map(trie.__getitem__, unique), strict=True))
    variant_of = {bare: trie["~" + bare] for bare in bare_names}
    ids = [*map(number_of.__getitem__, keys), *(variant_of[bones[keys[at]]] for at in akin)]
    whose = np.concatenate([numbers, numbers[akin]])
    prints = np.fromiter(map(crc32, map(str.encode, texts)), np.uint32, len(texts))
    own = Postings(
        np.array(ids, np.int32),
        np.concatenate([hows[numbers], np.full(len(akin), _VARIANT, np.uint8)]),
        ranks[whose],
        rows[whose],
        whose,
        prints[whose],
        np.zeros(len(whose), bool),
    ).sorted()
    divisions = np.array([e.feature_code.startswith("ADM") for e in places])
    first_rows = _write_postings(
        folder,
        len(trie),
        own.with_those(_lent(own, *_kinship(number_of, variant_of, bones))).with_those(
            _lent_divisions(own, *_cores(number_of, variant_of), divisions)
        ),
    )
    _write_sounds(folder, number_of, variant_of, bones, first_rows)
    return {"places": len(places), "names": len(texts), "keys": len(trie)}


def write_texts(folder: Path, name: str, texts: list[str]) -> None:
    """Texts as one piece of UTF-8 with the offset of each."""
    encoded = [text.encode() for text in texts]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    np.save(folder / f"{name}_offsets.npy", offsets)
    (folder / f"{name}.bin").write_bytes(b"".join(encoded))


def _write_texts_of_names(folder: Path, texts: list[str], primary: NDArray[np.int32]) -> None:
    write_texts(folder, "names", texts)
    np.save(folder / "primary.npy", primary)


def _listed(
    places: list[Entry],
) -> tuple[list[str], NDArray[np.uint8], NDArray[np.int32], NDArray[np.int32]]:
    """All names in order of their places, how each is met, its row; and each row's main name."""
    position = {how: number for number, how in enumerate(HOW)}
    counts = np.array([1 + len(entry.names) for entry in places])
    texts = [name for e in places for name in (e.name, *(name for name, _ in e.names))]
    hows = [
        number for e in places for number in (_FOLDED, *(position[how] for _, how in e.names))
    ]  # fmt: skip
    primary = np.cumsum(counts) - counts
    rows = np.repeat(np.arange(len(places), dtype=np.int32), counts)
    return texts, np.array(hows, np.uint8), rows, primary.astype(np.int32)


def _ranks(
    places: list[Entry],
    texts: list[str],
    folded: list[str],
    rows: NDArray[np.int32],
    primary: NDArray[np.int32],
    prominence: NDArray[np.float32],
) -> NDArray[np.int32]:
    """What each name's place ranks by it: its row or, by one of its other names, a later one."""
    main = [folded[number] for number in primary.tolist()]
    other = np.array(
        [
            key != main[row] and text not in places[row].listed
            for text, key, row in zip(texts, folded, rows.tolist(), strict=True)
        ]
    )
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

    def sorted(self) -> "Postings":
        """By key, way of matching, rank, row, own lines before lent ones, and name."""
        columns = (self.names, self.lent, self.rows, self.ranks, self.hows, self.keys)
        return self.take(np.lexsort(columns))


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


def _kinship(number_of: dict[str, int], variant_of: dict[str, int], bones: dict[str, str]) -> Pairs:
    """Which keys lead to which others: to their skeleton, and to all names of that skeleton."""
    pairs = [(own, variant_of[key]) for key in variant_of if (own := number_of.get(key, -1)) >= 0]
    for key, bare in bones.items():
        found = number_of.get(bare), variant_of.get(bare)
        pairs += [(number_of[key], other) for other in found if other is not None]
    return _as_columns(pairs)


def _cores(number_of: dict[str, int], variant_of: dict[str, int]) -> Pairs:
    """Which keys with a type word lead to the keys of the bare name."""
    pairs = []
    for key, own in number_of.items():
        if " " in key and (parts := split_type(key)) is not None:
            core = skeleton(parts[0])
            found = (number_of.get(parts[0]), number_of.get(core), variant_of.get(core))
            pairs += [(own, other) for other in dict.fromkeys(found) if other is not None]
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
    by_row = np.lexsort((found.rows, found.keys))
    twice = np.zeros(len(by_row), bool)
    twice[by_row[1:]] = (found.rows[by_row][1:] == found.rows[by_row][:-1]) & (
        found.keys[by_row][1:] == found.keys[by_row][:-1]
    )
    # Plain names stand first, so a key has one spelling if they all share that of the first.
    other = (found.hows == _FOLDED) & (prints != np.repeat(prints[first], np.diff(starts)))
    as_stored = ~np.logical_or.reduceat(twice | other, first)
    return np.where(plain, np.where(as_stored, AS_STORED, BY_LETTERS), BY_CAPITALS).astype(np.uint8)


def _write_sounds(
    folder: Path,
    number_of: dict[str, int],
    variant_of: dict[str, int],
    bones: dict[str, str],
    first_rows: NDArray[np.int32],
) -> None:
    """Keys by the sounds of their names without articles, those of prominent places first."""
    import marisa_trie

    best = first_rows.tolist()
    bare_names = dict.fromkeys(bones.get(key, key) for key in number_of)
    spelt = [bare for bare in bare_names if bare.isascii()]
    heard = sounds("\n".join(spelt)).split("\n")
    pairs = [
        (sound, number)
        for bare, sound in zip(spelt, heard, strict=True)
        if sound
        for number in (number_of.get(bare), variant_of.get(bare))
        if number is not None and best[number] >= 0
    ]
    trie: Any = marisa_trie.Trie(list(dict.fromkeys(sound for sound, _ in pairs)))
    trie.save(str(folder / "sounds.marisa"))
    sound_of = {sound: trie[sound] for sound in dict.fromkeys(heard) if sound in trie}
    ids = np.array([sound_of[sound] for sound, _ in pairs], np.int32)
    keys = np.array([number for _, number in pairs], np.int32)
    order = np.lexsort((keys, first_rows[keys], ids))
    np.save(folder / "sound_keys.npy", keys[order])
    starts = np.searchsorted(ids[order], np.arange(len(trie) + 1)).astype(np.int32)
    np.save(folder / "sound_start.npy", starts)
