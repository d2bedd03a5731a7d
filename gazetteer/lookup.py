"""From names to the places that they may mean, one by one and in batches.

A name meets a place by the postings of its folded key, then by those of its skeleton (without
articles, with Saint and Mount written out), and a name with a type word ("Idlib province") by the
divisions of the bare name. The build has joined each key to the others that it leads to, so that
a name the index knows costs one search in the trie.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from gazetteer.index import HOW, Index
from gazetteer.names import fold, fold_many, same_abbreviation, skeleton, split_type, written_out

Met = tuple[int, int, int, int]
"""How a name met a place (a position in HOW), what it ranks by that name, the place's row, and
the number of the name met; the lesser the better."""

EXACT, ABBREVIATION, FOLDED, VARIANT, HISTORIC = (
    HOW.index(how) for how in ("exact", "abbreviation", "folded", "variant", "historic")
)
_CAPITALISED = tuple(HOW.index(how) for how in ("adjective", "demonym", "seat"))
_CASED = np.isin(np.arange(len(HOW)), (ABBREVIATION, *_CAPITALISED))


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """What many names may mean, as columns with one line a name and place.

    Lines are in order of the names looked up, then as `Gazetteer.lookup` orders them.
    """

    query: NDArray[np.int32]
    """Position of the name among those looked up."""
    row: NDArray[np.int32]
    """Row of the place in the index."""
    how: NDArray[np.uint8]
    """How the name met the place: a position in `gazetteer.index.HOW`."""
    name: NDArray[np.int32]
    """Number of the gazetteer's name that was met, in `Index.names`."""
    closeness: NDArray[np.float32]
    """1 for the same letters, less for a close spelling (0 to 1)."""

    def __len__(self) -> int:
        return len(self.query)


def find(index: Index, name: str) -> list[Met]:
    """What a name may mean, best first, each row once: by how it met, its rank, and its row."""
    key = fold(name)
    if not key:
        return []
    number = index.key_number(key)
    best: dict[int, Met] = {}
    typed = True
    if number is None:
        bones = skeleton(key)
        akin = [index.key_number(other) for other in dict.fromkeys((bones, f"~{bones}"))]
    else:
        _collect(index, name, index.postings(number), EXACT, best)
        akin, typed = list(index.akin(number)), index.is_typed(number)
    for other in akin:
        if other is not None and other >= 0:
            _collect(index, name, index.postings(other), VARIANT, best)
    if typed and (parts := split_type(key)) is not None:
        _collect_divisions(index, parts[0], best)
    if not best and (longer := written_out(name)) is not None:
        return [
            (max(how, ABBREVIATION), rank, row, met) for how, rank, row, met in find(index, longer)
        ]
    return sorted(best.values()) if len(best) > 1 else list(best.values())


def find_rows(index: Index, name: str) -> list[int]:
    """The rows that `find` gives, in its order."""
    number = index.key_number(fold(name))
    if number is not None and (row := index.only_row(number)) >= 0:
        return [row]
    return [row for _, _, row, _ in find(index, name)]


def find_many(index: Index, names: Sequence[str]) -> Matches:
    """What `find` gives for each of many names, several times as fast."""
    keys = fold_many(names)
    numbers = np.array(index.key_numbers(keys), np.int32)
    known = np.flatnonzero(numbers >= 0)
    at = numbers[known]
    lone = known[index.key_typed[at] != 0].tolist() + [
        query for query in np.flatnonzero(numbers < 0).tolist() if keys[query]
    ]
    simple = index.key_typed[at] == 0
    known, at = known[simple], at[simple]
    prints = np.array([crc32(names[query].encode()) for query in known.tolist()], np.uint32)
    parts = [_expand(index, names, known, at, prints, EXACT)]
    for column in index.key_akin.T:
        akin = column[at]
        met = np.flatnonzero(akin >= 0)
        if len(met):
            parts.append(_expand(index, names, known[met], akin[met], prints[met], VARIANT))
    if lone:
        rest = [(query, *met) for query in lone for met in find(index, names[query])]
        parts.append(np.array(rest, np.int64).reshape(-1, 5).T)
    query, how, rank, row, name = np.concatenate(parts, axis=1)
    order = _best_each_row(query, how, rank, row, name)
    return Matches(
        query[order].astype(np.int32),
        row[order].astype(np.int32),
        how[order].astype(np.uint8),
        name[order].astype(np.int32),
        np.ones(len(order), np.float32),
    )


def _expand(
    index: Index,
    names: Sequence[str],
    queries: NDArray[np.intp],
    keys: NDArray[np.int32],
    prints: NDArray[np.uint32],
    floor: int,
) -> NDArray[np.int64]:
    """Lines of query and `Met` (5, n) of all postings of the keys that the names really meet."""
    starts = index.key_start[keys].astype(np.int64)
    counts = index.key_start[keys + 1] - starts
    turn = np.repeat(np.arange(len(keys)), counts)
    first = np.cumsum(counts) - counts
    posting = np.arange(len(turn)) - first[turn] + starts[turn]
    how = index.how[posting].astype(np.int64)
    plain = how == FOLDED
    if floor == EXACT:
        how[plain & (index.fingerprint[posting] == prints[turn])] = EXACT
    else:
        how[plain] = VARIANT
    kept = np.ones(len(turn), bool)
    for line in np.flatnonzero(_CASED[how]).tolist():
        name, met = names[queries[turn[line]]], int(index.name_number[posting[line]])
        kept[line] = _meets(index, name, int(how[line]), met, floor)
    columns = (index.rank, index.row_number, index.name_number)
    lines = np.stack([queries[turn], how, *(column[posting] for column in columns)])
    return lines if kept.all() else lines[:, kept]


def _best_each_row(
    query: NDArray[np.int64],
    how: NDArray[np.int64],
    rank: NDArray[np.int64],
    row: NDArray[np.int64],
    name: NDArray[np.int64],
) -> NDArray[np.intp]:
    """Positions in the order of `find`, with the best line of each query and row only."""
    # Sorting by one number is several times as fast as by several; rows stay below 2 ** 27.
    place = (query << 27) | row
    met = (how << 27) | rank
    order = np.lexsort((name, met, place))
    first = np.ones(len(order), bool)
    first[1:] = place[order][1:] != place[order][:-1]
    order = order[first]
    return order[np.lexsort((row[order], (query[order] << 31) | met[order]))]


def _collect(index: Index, name: str, postings: range, floor: int, best: dict[int, Met]) -> None:
    """Add the postings that `name` really meets, none better than `floor`."""
    written = crc32(name.encode()) if floor == EXACT else None
    for position in postings:
        how, row = index.posting_how[position], index.posting_row[position]
        number = index.posting_name[position]
        if how == FOLDED:
            how = floor if index.posting_print[position] == written else max(how, floor)
        elif _CASED[how] and not _meets(index, name, how, number, floor):
            continue
        met = (how, index.posting_rank[position], row, number)
        if row not in best or met < best[row]:
            best[row] = met


def _meets(index: Index, name: str, how: int, number: int, floor: int) -> bool:
    """Whether a name that depends on capitals is met by this one."""
    if how == ABBREVIATION:
        return floor == EXACT and same_abbreviation(name, index.names[number])
    return name.removeprefix("the ")[:1].isupper()


def _collect_divisions(index: Index, core: str, best: dict[int, Met]) -> None:
    """Add the divisions that have the bare name: "idlib" of "Idlib province"."""
    found: dict[int, Met] = {}
    for key in dict.fromkeys((core, skeleton(core), "~" + skeleton(core))):
        _collect(index, core, index.find(key), VARIANT, found)
    for row, met in found.items():
        if row not in best and met[0] == VARIANT and ".ADM" in index.feature_code(row):
            best[row] = met
