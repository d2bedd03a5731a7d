"""Names to the files that look-ups read: the trie of folded names, its postings, and sounds.

Texts are handled as Arrow columns, and as Python strings a block at a time only.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, compress, islice
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as arrow
from numpy.typing import NDArray

from gazetteer.build_places import Texts, run_starts
from gazetteer.hash_table import HashTable, Lines, hashes, write_shared
from gazetteer.kinship import Keys, lend
from gazetteer.merge import Merged
from gazetteer.names import fold_many
from gazetteer.postings import FOLDED, PLAIN, VARIANT, Postings, write_postings
from gazetteer.slips import key_filter
from gazetteer.sources import BUNDLED
from gazetteer.spelling import sounds
from gazetteer.stored import map_trie

OTHER_NAME = 0.1
"""How much less prominent a place counts by a name that is neither its main one nor in a table
of ours: Amman was Philadelphia too, but the city of that name comes first."""
BLOCK = 1 << 20
"""Names that are handled at once."""


def write_names(
    folder: Path,
    places: Merged,
    divisions: NDArray[np.bool_],
    tell: Callable[[str, float], None],
) -> dict[str, int]:
    """Write all names of the places; gives their counts."""
    names, folded = _write_texts(folder, places, lambda done: tell("folding names", 0.35 * done))
    tell("numbering names", 0.35)
    keys, codes = Keys.of(folded)
    del folded
    has_bones = np.zeros(len(keys.texts), bool)
    has_bones[keys.boned] = True
    akin = np.flatnonzero((codes >= 0) & np.isin(names.hows, PLAIN))
    akin = akin[has_bones[codes[akin]]]
    keys, variants = keys.with_variants(codes[akin])
    tell("writing the table of keys", 0.5)
    table = Lines(keys.blocks, len(keys.texts))
    numbers = table.numbers
    np.save(folder / "key_filter.npy", key_filter(keys.blocks(), len(keys.texts)))
    tell("writing postings", 0.6)
    named = np.flatnonzero(codes >= 0)
    whose = np.concatenate([named, akin]).astype(np.int32)
    own = Postings(
        numbers[np.concatenate([codes[named], variants])],
        np.concatenate([names.hows[named], np.full(len(akin), VARIANT, np.uint8)]),
        names.lesser[whose],
        names.rows[whose],
        whose,
        names.prints[whose],
        np.zeros(len(whose), bool),
    ).by_key()
    primary, count = names.primary, len(names.rows)
    del codes, named, akin, variants, whose, names
    ranks = _lesser_rows(folder, places)
    found = lend(own, keys, numbers, divisions)
    del own
    found = found.sorted(ranks)
    leads, first_rows = write_postings(folder, len(keys.texts), found, primary)
    del found, primary
    table.write(folder, "key", leads)
    del table, leads
    tell("writing keys", 0.8)
    _write_trie(folder, keys)
    tell("writing sounds", 0.9)
    articled = np.zeros(len(numbers), bool)
    articled[numbers] = keys.articled()
    del keys
    _write_sounds(folder, articled, first_rows)
    return {"places": len(places.base), "names": count, "keys": len(numbers)}


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Columns with a line a name, in order of their rows, the name that a place goes by first."""

    rows: NDArray[np.int32]
    hows: NDArray[np.uint8]
    prints: NDArray[np.uint32]
    """CRC-32 of each name as written."""
    lesser: NDArray[np.bool_]
    """Whether a place ranks less by this name than by its main one."""
    primary: NDArray[np.int32]
    """(rows,) where the names of each row begin."""


def _write_texts(
    folder: Path, places: Merged, tell: Callable[[float], None]
) -> tuple[Names, pa.ChunkedArray]:
    """Write the names and give their columns and folded texts; of what is listed twice, one."""
    lines = _all_names(places)
    order = np.argsort(lines.rows, kind="stable")
    starts = np.searchsorted(lines.rows, np.arange(len(places.base) + 1), sorter=order)
    counts = np.zeros(len(places.base), np.int32)
    kept: list[tuple[NDArray[Any], ...]] = []
    folded: list[pa.Array] = []
    with Texts(folder, "names") as file:
        for first, last in _blocks_of_rows(starts):
            some = lines.take(order[starts[first] : starts[last]])
            written = some.texts.to_pylist()
            keys = pa.array(fold_many(written), pa.large_string())
            prints = np.fromiter(map(crc32, map(str.encode, written)), np.uint32, len(written))
            codes = keys.dictionary_encode().indices.to_numpy()
            main = starts[first:last] - starts[first]
            lesser = codes != codes[main][some.rows - first]
            lesser &= ~_listed_somewhere(some, prints)
            weaker = _known_weaker(some, codes)
            weaker[main] = False
            once = _first_of(some, prints, ~weaker)
            counts[first:last] = np.bincount(some.rows[once] - first, minlength=last - first)
            file.add(some.texts.filter(pa.array(once)))
            lettered = arrow.greater(arrow.binary_length(keys), 0)
            folded.append(arrow.if_else(lettered, keys, None).filter(pa.array(once)))
            kept.append((some.rows[once], some.hows[once], prints[once], lesser[once]))
            tell(last / len(places.base))
    rows, hows, written_as, less = (np.concatenate(column) for column in zip(*kept, strict=True))
    primary = (np.cumsum(counts, dtype=np.int64) - counts).astype(np.int32)
    np.save(folder / "primary.npy", primary)
    return Names(rows, hows, written_as, less, primary), pa.chunked_array(folded, pa.large_string())


def _blocks_of_rows(starts: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """First and last row of blocks of rows that have about `BLOCK` names."""
    first, rows = 0, len(starts) - 1
    while first < rows:
        last = int(np.searchsorted(starts, starts[first] + BLOCK, side="right")) - 1
        last = min(max(last, first + 1), rows)
        yield first, last
        first = last


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """The names as the layers list them."""

    rows: NDArray[np.int32]
    texts: pa.Array
    hows: NDArray[np.uint8]
    listed: NDArray[np.bool_]
    """Whether each stands in a table of our own."""
    bundled: NDArray[np.bool_]
    """Whether each is of the bundled world."""

    def take(self, lines: NDArray[np.intp]) -> "_Lines":
        texts = self.texts.take(pa.array(lines))
        return _Lines(
            self.rows[lines], texts, self.hows[lines], self.listed[lines], self.bundled[lines]
        )


def _all_names(places: Merged) -> _Lines:
    """All names: first those that places go by, then the others layer by layer."""
    main = places.values("name").cast(pa.large_string())
    rows = [np.arange(len(main), dtype=np.int32)]
    texts, hows = [main], [np.full(len(main), FOLDED, np.uint8)]
    listed, bundled = [np.zeros(len(main), bool)], [np.zeros(len(main), bool)]
    start = 0
    for layer in places.layers:
        names = layer.read("names")
        counts = arrow.list_value_length(names).to_numpy()
        rows.append(np.repeat(places.row_of[start : start + len(counts)], counts))
        texts += [chunk.flatten().cast(pa.large_string()) for chunk in names.chunks]
        hows += [chunk.flatten().to_numpy() for chunk in layer.read("hows").chunks]
        listed += [
            chunk.flatten().to_numpy(zero_copy_only=False) for chunk in layer.read("listed").chunks
        ]
        bundled.append(np.full(len(rows[-1]), layer.name == BUNDLED))
        start += len(counts)
    return _Lines(
        np.concatenate(rows),
        pa.concat_arrays(texts),
        np.concatenate(hows),
        np.concatenate(listed),
        np.concatenate(bundled),
    )


def _first_of(
    lines: _Lines, prints: NDArray[np.uint32], among: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Which are the first of their row, spelling and way of matching among some of the lines."""
    keys = lines.rows.astype(np.int64) << 36 | lines.hows.astype(np.int64) << 32 | prints
    wanted = np.flatnonzero(among)
    found = np.zeros(len(keys), bool)
    found[wanted[np.unique(keys[wanted], return_index=True)[1]]] = True
    return found


def _listed_somewhere(lines: _Lines, prints: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which are spelt as a name of the same row in a table of our own."""
    keys = lines.rows.astype(np.int64) << 32 | prints
    return np.isin(keys, keys[lines.listed])


def _known_weaker(lines: _Lines, codes: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which are other layers' names that the bundled world knows to be met in weaker ways only.

    GeoNames does not tell old names ("Philadelphia" of Amman) and adjectives from names in use.
    """
    keys = lines.rows.astype(np.int64) << 32 | codes
    plain = np.isin(keys, keys[lines.bundled & (lines.hows <= FOLDED)])
    return ~lines.bundled & ~plain & np.isin(keys, keys[lines.bundled & (lines.hows > FOLDED)])


def _lesser_rows(folder: Path, places: Merged) -> NDArray[np.int32]:
    """Write what each row ranks by its other names, and give it: own places stay where they are."""
    scores = places.prominence[places.own :]
    ranks = np.arange(len(places.base), dtype=np.int32)
    ranks[places.own :] = places.own + np.searchsorted(-scores, OTHER_NAME - scores, side="right")
    starts = run_starts(places)
    # Of own places each is its own.
    by_run = np.where(starts[:-1] < places.own, -1, ranks[np.minimum(starts[:-1], len(ranks) - 1)])
    np.save(folder / "lesser_values.npy", by_run.astype(np.int32))
    return ranks


def _write_trie(folder: Path, keys: Keys) -> None:
    """Write the keys themselves, by which those that begin so are found."""
    import marisa_trie

    marisa_trie.Trie(chain.from_iterable(keys.blocks())).save(str(folder / "keys.marisa"))


def _write_sounds(folder: Path, articled: NDArray[np.bool_], first_rows: NDArray[np.int32]) -> None:
    """Keys, as numbered in the trie, by the sounds of their names, those of prominent places first.

    `articled` and `first_rows` say of each key, as numbered in the table, whether it is passed over
    as one with an article, and which place it leads to first.
    """
    trie = map_trie(folder / "keys.marisa")
    table = HashTable(folder, "key")
    heard: list[NDArray[np.uint64]] = []
    leads: list[NDArray[np.int32]] = []
    every, ids = trie.iteritems(), [np.empty(0, np.int32)]
    while items := list(islice(every, BLOCK)):
        items = [item for item in items if item[0].isascii()]
        texts = [text for text, _ in items]
        numbers = table.get_many(texts)
        lead = first_rows[numbers]
        kept = ~articled[numbers] & (lead >= 0)
        texts = list(compress(texts, kept.tolist()))
        spelt = sounds("\n".join(texts).replace("~", "")).split("\n") if texts else []
        kept[kept] = list(map(bool, spelt))
        heard.append(hashes([sound for sound in spelt if sound], 0))
        ids.append(np.array([number for _, number in compress(items, kept.tolist())], np.int32))
        leads.append(lead[kept])
    hashed = np.concatenate([np.empty(0, np.uint64), *heard])
    ranks = np.concatenate([np.empty(0, np.int32), *leads])
    write_shared(folder, "sound", hashed, np.concatenate(ids), ranks)
