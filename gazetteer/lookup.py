"""From names to the places that they may mean, one by one and in batches.

A name meets a place by the postings of its folded key, then by those of its skeleton (without
articles, with Saint and Mount written out), and a name with a type word ("Idlib province") by the
divisions of the bare name. The build lends each key the postings that it leads to in these ways, so
that a name the index knows costs one search in the table of keys.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from gazetteer.index import Index
from gazetteer.layout import AS_STORED, BY_LETTERS, HOW, HOW_BITS, fingerprint, fingerprints
from gazetteer.names import fold, fold_many, same_abbreviation, skeleton, split_type, written_out

Met = tuple[int, int, int, int]
"""How a name met a place (a position in HOW), what it ranks by that name, the place's row, and
the number of the name met; the lesser the better."""

EXACT, ABBREVIATION, FOLDED, VARIANT, HISTORIC = (
    HOW.index(how) for how in ("exact", "abbreviation", "folded", "variant", "historic")
)
_CAPITALISED = tuple(HOW.index(how) for how in ("adjective", "demonym", "seat"))
_CASED = np.isin(np.arange(len(HOW)), (ABBREVIATION, *_CAPITALISED))
_IS_CASED = _CASED.tolist()


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
    """How the name met the place: a position in `gazetteer.layout.HOW`."""
    which: NDArray[np.int32]
    """Which of the place's names was met, 0 the one that it goes by: see `Index.name_numbers`."""

    def __len__(self) -> int:
        return len(self.query)


def find(index: Index, name: str, most: int | None = None) -> list[Met]:
    """What a name may mean, best first, each row once: by how it met, its rank, and its row.

    With `most`, the first so many: some names have thousands.
    """
    key = fold(name)
    if not key:
        return []
    number = index.key_number(key)
    best: dict[int, Met] = {}
    if number is not None:
        stored = index.order(number) == AS_STORED
        _collect(index, name, index.postings(number)[: most if stored else None], EXACT, best)
        if stored:
            return list(best.values())
    else:
        _collect_akin(index, name, key, best)
    if not best and (longer := written_out(name)) is not None:
        found = find(index, longer, most)
        return [(max(how, ABBREVIATION), rank, row, met) for how, rank, row, met in found]
    return sorted(best.values())[:most]


def find_rows(index: Index, name: str) -> list[int]:
    """The rows that `find` gives, in its order."""
    number = index.key_number(fold(name))
    if number is not None:
        order = index.order(number)
        if order == AS_STORED:
            return index.rows_of(number)
        if order == BY_LETTERS:
            return _by_letters(index, name, number)
    return [row for _, _, row, _ in find(index, name)]


def _by_letters(index: Index, name: str, number: int) -> list[int]:
    rows, written = index.rows_of(number), fingerprint(name)
    prints = index.prints_of(number)
    if written not in prints:
        return list(dict.fromkeys(rows))
    exact = [row for row, spelt in zip(rows, prints, strict=True) if spelt == written]
    return list(dict.fromkeys(exact + rows))


def find_many(index: Index, names: Sequence[str]) -> Matches:
    """What `find` gives for each of many names, several times as fast."""
    keys = fold_many(names)
    numbers = index.key_numbers(keys)
    known = np.flatnonzero(numbers >= 0).astype(np.int32)
    query, posting, how = _known(index, names, known, numbers[known])
    found = Matches(query, index.row_number[posting], how, index.which_name[posting])
    rest = [
        (at, row, way, number - index.primary[row])
        for at in np.flatnonzero(_missing(numbers, query)).tolist()
        if keys[at]
        for way, _, row, number in find(index, names[at])
    ]
    return _merged(found, np.array(rest, np.int32).T) if rest else found


def _merged(found: Matches, others: NDArray[np.int32]) -> Matches:
    """The matches and the others, given as columns, in order of their queries."""
    columns = (found.query, found.row, found.how, found.which)
    query, row, how, which = (
        np.concatenate([column, more]) for column, more in zip(columns, others, strict=True)
    )
    order = np.argsort(query, kind="stable")
    return Matches(query[order], row[order], how[order].astype(np.uint8), which[order])


def _missing(numbers: NDArray[np.int32], query: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Of each name whether its key is unknown, or known but met by nothing."""
    missing = np.ones(len(numbers), bool)
    missing[query] = False
    return missing


def _known(
    index: Index, names: Sequence[str], queries: NDArray[np.int32], keys: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint8]]:
    """Query, posting and how it is met of all postings that the names of these keys really meet."""
    starts, counts, orders = index.postings_of_many(keys)
    turn = np.repeat(np.arange(len(keys), dtype=np.int32), counts)
    before = (np.cumsum(counts) - counts).astype(np.int32)
    posting = np.arange(len(turn), dtype=np.int32) + np.repeat(starts - before, counts)
    written = map(crc32, map(str.encode, map(names.__getitem__, queries.tolist())))
    prints = fingerprints(np.fromiter(written, np.uint32, len(queries)))
    how = index.flags[posting] & np.uint8(HOW_BITS)
    how[(how == FOLDED) & (index.fingerprint[posting] == prints[turn])] = EXACT
    met = np.ones(len(turn), bool)
    for line in np.flatnonzero(_CASED[how]).tolist():
        name, number = names[queries[turn[line]]], index.name_of(int(posting[line]))
        met[line] = _meets(index, name, int(how[line]), number)
    if not met.all():
        turn, posting, how = turn[met], posting[met], how[met]
    moved = np.flatnonzero((orders != AS_STORED)[turn])
    if not len(moved):
        return queries[turn], posting, how
    lines = np.arange(len(turn), dtype=np.int32)
    lines[moved] = moved[np.argsort(2 * turn[moved] + (how[moved] != EXACT), kind="stable")]
    kept = np.ones(len(turn), bool)
    kept[moved] = ~_repeated(turn[lines[moved]], index.row_number[posting[lines[moved]]])
    lines = lines[kept]
    return queries[turn[lines]], posting[lines], how[lines]


def _repeated(turn: NDArray[np.int32], row: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Of each line whether one before it has the same row in the same turn."""
    place = (turn.astype(np.int64) << 27) | row
    order = np.argsort(place, kind="stable")
    repeated = np.zeros(len(place), bool)
    repeated[order[1:]] = place[order[1:]] == place[order[:-1]]
    return repeated


def _collect(
    index: Index, name: str, postings: Iterable[int], floor: int, best: dict[int, Met]
) -> None:
    """Add the postings that `name` really meets, none better than `floor`."""
    written = fingerprint(name) if floor == EXACT else None
    for position in postings:
        how, row = index.how_of(position), index.posting_row[position]
        number = index.name_of(position)
        if how == FOLDED:
            how = floor if index.posting_print[position] == written else max(how, floor)
        elif (how == ABBREVIATION and floor != EXACT) or (
            _IS_CASED[how] and not _meets(index, name, how, number)
        ):
            continue
        met = (how, index.rank_of(position), row, number)
        if row not in best or met < best[row]:
            best[row] = met


def _meets(index: Index, name: str, how: int, number: int) -> bool:
    """Whether a name that depends on capitals is met by this one."""
    if how == ABBREVIATION:
        return same_abbreviation(name, index.names[number])
    return not name.removeprefix("the ")[:1].islower()


def _collect_akin(index: Index, name: str, key: str, best: dict[int, Met]) -> None:
    """Add what a name that is no key leads to: its skeleton's places, and divisions of its core."""
    bones = skeleton(key)
    for other in dict.fromkeys((bones, f"~{bones}")):
        _collect(index, name, index.find(other), VARIANT, best)
    if (parts := split_type(key)) is None:
        return
    core = skeleton(parts[0])
    found: dict[int, Met] = {}
    for other in dict.fromkeys((parts[0], core, f"~{core}")):
        divisions = filter(index.is_division, index.find(other))
        _collect(index, parts[0], divisions, VARIANT, found)
    for row, met in found.items():
        if row not in best and met[0] == VARIANT:
            best[row] = met
