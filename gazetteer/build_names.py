"""Names to the files that look-ups read: the trie of folded names, its postings, and sounds."""

from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from gazetteer.index import HOW
from gazetteer.names import fold_many, skeletons, split_type
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
    bones = dict(zip(unique, skeletons("\n".join(unique)).split("\n"), strict=True))
    plain = np.isin(hows[numbers], _PLAIN).tolist()
    akin = [at for at, key in enumerate(keys) if plain[at] and bones[key] != key]
    trie = marisa_trie.Trie([*keys, *("~" + bones[keys[at]] for at in akin)])
    trie.save(str(folder / "keys.marisa"))
    number_of = dict(zip(unique, map(trie.__getitem__, unique), strict=True))
    variant_of = {bare: trie["~" + bare] for bare in {bones[keys[at]] for at in akin}}
    ids = [number_of[key] for key in keys] + [variant_of[bones[keys[at]]] for at in akin]
    whose = np.concatenate([numbers, numbers[akin]])
    _, first_rows, alone = _write_postings(
        folder,
        len(trie),
        np.array(ids, np.int32),
        np.concatenate([hows[numbers], np.full(len(akin), _VARIANT, np.uint8)]),
        rows[whose],
        ranks[whose],
        whose,
        np.array([crc32(text.encode()) for text in texts], np.uint32),
    )
    _write_kinship(folder, number_of, variant_of, bones, first_rows, alone)
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


def _write_postings(
    folder: Path,
    keys: int,
    ids: NDArray[np.int32],
    hows: NDArray[np.uint8],
    rows: NDArray[np.int32],
    ranks: NDArray[np.int32],
    numbers: NDArray[np.int32],
    fingerprints: NDArray[np.uint32],
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]:
    """Postings by key, way of matching, rank, row and name.

    Gives of each key where its postings begin; the row of the first, -1 where capitals decide;
    and whether all mean that place whatever the capitals.
    """
    order = np.lexsort((numbers, rows, ranks, hows, ids))
    ids, hows, rows = ids[order], hows[order], rows[order]
    ranks, numbers = ranks[order], numbers[order]
    # A place whose name is listed twice is met once a way, by the first. Of plain names and
    # abbreviations all spellings are kept, since the one that was looked up makes the match.
    again = np.zeros(len(ids), bool)
    again[1:] = (ids[1:] == ids[:-1]) & (rows[1:] == rows[:-1]) & (hows[1:] == hows[:-1])
    spelt = np.isin(hows, (_FOLDED, _ABBREVIATION))
    again[1:] &= ~spelt[1:] | (fingerprints[numbers[1:]] == fingerprints[numbers[:-1]])
    kept = ~again
    np.save(folder / "posting_how.npy", hows[kept])
    np.save(folder / "posting_row.npy", rows[kept])
    np.save(folder / "posting_rank.npy", ranks[kept])
    np.save(folder / "posting_name.npy", numbers[kept])
    np.save(folder / "posting_print.npy", fingerprints[numbers[kept]])
    starts = np.searchsorted(ids[kept], np.arange(keys + 1)).astype(np.int32)
    np.save(folder / "key_start.npy", starts)
    plain = np.isin(hows[kept], _PLAIN)
    first, alike = starts[:-1], rows[kept] == np.repeat(rows[kept][starts[:-1]], np.diff(starts))
    return (
        starts,
        np.where(plain[first], rows[kept][first], -1).astype(np.int32),
        np.logical_and.reduceat(plain & alike, first),
    )


def _write_kinship(
    folder: Path,
    number_of: dict[str, int],
    variant_of: dict[str, int],
    bones: dict[str, str],
    first_rows: NDArray[np.int32],
    alone: NDArray[np.bool_],
) -> None:
    """Which keys lead to others as variants, which have a type word, and which mean one place."""
    akin = np.full((len(first_rows), 2), -1, np.int32)
    typed = np.zeros(len(first_rows), np.uint8)
    for (key, bare), own in zip(bones.items(), number_of.values(), strict=True):
        if bare != key:
            akin[own, 0] = number_of.get(bare, -1)
        if bare in variant_of:
            akin[own, 1] = variant_of[bare]
        if " " in key and split_type(key) is not None:
            typed[own] = 1
    np.save(folder / "key_akin.npy", akin)
    np.save(folder / "key_typed.npy", typed)
    only = alone & (akin < 0).all(axis=1) & (typed == 0)
    np.save(folder / "key_only.npy", np.where(only, first_rows, -1).astype(np.int32))


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
    spelt = [bare for bare in dict.fromkeys(bones.values()) if bare.isascii()]
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
