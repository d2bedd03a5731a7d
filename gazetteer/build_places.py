"""Places to the files that look-ups by row, id, code and point read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as arrow
from numpy.typing import NDArray

from gazetteer.errors import GazetteerError
from gazetteer.merge import Merged
from gazetteer.stored import BIG, DEGREE, IDS_EACH, NOWHERE, PIECES_EACH, Grid

COARSEST = 0.25
"""Size in degrees of the cells that nearest places are searched in, halved while there are so many
of them a place at most: places lie close together."""
_CELLS_EACH = 4
OWN_CODE = ("A.PCL", "A.PCLI", "A.PCLD", "A.PCLS", "A.PCLF", "A.PCLIX", "A.ADM1", "A.ADM2")
"""What stands in the chains of parents: its code is its own, not that of what it lies in."""


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """What the rest of a build needs of the places."""

    divisions: NDArray[np.bool_]
    """Of each row whether it is a division of any order."""
    by_feature_code: dict[str, int]
    codes: dict[str, int]
    """Rows by their own code."""
    numbers: NDArray[np.int32]
    number_rows: NDArray[np.int32]
    others: dict[str, int]

    def row_of(self, place_id: str) -> int | None:
        """The row of a place, None where there is no such place."""
        source, _, number = place_id.partition(":")
        if source == "geonames" and number.isdecimal():
            # Of the array's own type, or NumPy copies the whole array to another for each search.
            at = int(np.searchsorted(self.numbers, self.numbers.dtype.type(number)))
            if at < len(self.numbers) and self.numbers[at] == int(number):
                return int(self.number_rows[at])
        return self.others.get(place_id)

    def member(self, code: str) -> int:
        """The row of what a region is made of, by its code or id."""
        for row in (self.codes.get(code), self.row_of(code), self.row_of(f"dateline:{code}")):
            if row is not None:
                return row
        raise GazetteerError(f"a region is made of {code!r}, but no place has this code")


def write_places(folder: Path, places: Merged) -> Written:
    """Write the columns of all places but their names."""
    feature, features = _features(folder, places)
    latitude, longitude = (_degrees(places, name) for name in ("latitude", "longitude"))
    save = _saver(folder)
    save("feature", feature)
    save("latitude", latitude)
    save("longitude", longitude)
    write_runs(folder, "prominence", places.prominence, run_starts(places))
    codes = _write_parents(folder, places, feature, features)
    population = places.values("population")
    peopled = np.flatnonzero(np.array(arrow.is_valid(population)))
    save("population_rows", peopled.astype(np.int32))
    save("populations", population.drop_null().to_numpy())
    radii, radius, counts = np.unique(
        places.values("radius_km").to_numpy(), return_inverse=True, return_counts=True
    )
    commonest = np.argsort(-counts, kind="stable")
    save("radii", radii[commonest])
    write_bytes(folder, "radius", np.argsort(commonest)[radius])
    del radius
    for name in ("iso", "kind", "labels"):
        _write_sparse(folder, name, places.values(name))
    numbers, rows, others = _write_ids(folder, places)
    _write_cells(folder, latitude, longitude)
    counts = np.bincount(feature, minlength=len(features)).tolist()
    by_code: dict[str, int] = {}
    for name, count in zip(features, counts, strict=True):
        code = name.partition(".")[2]
        by_code[code] = by_code.get(code, 0) + count
    are_divisions = np.array([name.partition(".")[2].startswith("ADM") for name in features])
    return Written(
        are_divisions[feature], dict(sorted(by_code.items())), codes, numbers, rows, others
    )


def _saver(folder: Path) -> Any:
    return lambda name, column: np.save(folder / f"{name}.npy", column)


def run_starts(places: Merged) -> NDArray[np.int64]:
    """Where runs of rows begin that are as prominent, and own or not own; then where rows end."""
    changes = np.flatnonzero(places.prominence[1:] != places.prominence[:-1]) + 1
    ends = [0, places.own, len(places.prominence)]
    return np.unique(np.concatenate([changes, np.array(ends, np.int64)]))


def write_runs(folder: Path, name: str, column: NDArray[Any], starts: NDArray[np.int64]) -> None:
    """Write a column that is the same in each of the runs that begin there."""
    np.save(folder / f"{name}_starts.npy", starts.astype(np.int32))
    np.save(folder / f"{name}_values.npy", column[starts[:-1]])


def _smallest(count: int) -> Any:
    """The smallest type for numbers below `count`."""
    return np.min_scalar_type(max(count - 1, 0))


def _features(folder: Path, places: Merged) -> tuple[NDArray[Any], list[str]]:
    coded = places.values("feature").dictionary_encode()
    found = coded.dictionary.to_pylist()
    features = sorted(found)
    numbers = np.array([features.index(feature) for feature in found], _smallest(len(found)))
    (folder / "features.json").write_text(json.dumps(features), encoding="utf-8")
    return numbers[coded.indices.to_numpy()], features


def _degrees(places: Merged, name: str) -> NDArray[np.int32]:
    """Degrees as whole numbers of a ten-millionth, which is a centimetre."""
    values = places.values(name).to_numpy(zero_copy_only=False)
    known = ~np.isnan(values)
    found = np.full(len(values), NOWHERE, np.int32)
    found[known] = np.rint(values[known] * DEGREE)
    return found


def _write_parents(
    folder: Path, places: Merged, feature: NDArray[Any], features: Sequence[str]
) -> dict[str, int]:
    """Write which country and divisions each place lies in; gives rows by their own code.

    Few of the chains differ, so each is stored once.
    """
    code = places.values("code")
    regions = places.values("is_region").to_numpy(zero_copy_only=False)
    divisions = np.isin(feature, [at for at, name in enumerate(features) if name in OWN_CODE])
    divisions &= ~regions
    _write_sparse(folder, "codes", arrow.if_else(pa.array(divisions | regions), code, None))
    rows_by_code: dict[str, int] = {}
    coded = np.flatnonzero(divisions | regions)
    for row, text in zip(coded.tolist(), code.take(pa.array(coded)).to_pylist(), strict=True):
        rows_by_code.setdefault(text, row)
    of_divisions = {
        text: row for text, row in rows_by_code.items() if divisions[row]
    }  # a region's slug is nothing to lie in
    where = arrow.if_else(pa.array(regions), places.values("within"), code).dictionary_encode()
    chains = np.array([_chain(text, of_divisions) for text in where.dictionary.to_pylist()] or
                      np.empty((0, 3)), np.int32)  # fmt: skip
    which = where.indices.to_numpy().astype(np.int32)
    # What stands in its own chain has one of its own, without itself.
    within = (chains[which] == np.arange(len(which))[:, None]).any(axis=1).nonzero()[0]
    own = chains[which[within]]
    own[own == within[:, None]] = -1
    which[within] = len(chains) + np.arange(len(within))
    np.save(folder / "chains.npy", np.concatenate([chains, own]))
    np.save(folder / "chain.npy", which)
    return rows_by_code


def _chain(code: str, divisions: dict[str, int]) -> list[int]:
    """The rows of the country and the divisions that a code names, -1 for none."""
    parts = code.split(".")[:3]
    found = [divisions.get(".".join(parts[:depth]), -1) for depth in range(1, len(parts) + 1)]
    return found + [-1] * (3 - len(found))


def _write_ids(
    folder: Path, places: Merged
) -> tuple[NDArray[np.int32], NDArray[np.int32], dict[str, int]]:
    """Write the ids both ways. GeoNames' are numbers; the others are texts in order."""
    numbers = places.numbers
    known = np.flatnonzero(numbers >= 0)
    further = [(int(text[9:]), row) for text, row in places.also_ids if _is_number(text)]
    keys = np.concatenate([numbers[known], np.array([n for n, _ in further], np.int32)])
    rows = np.concatenate([known, np.array([row for _, row in further], np.int64)])
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order].astype(np.int32)
    others = {text: row for row, text in places.other_ids.items()}
    others |= {text: row for text, row in places.also_ids if not _is_number(text)}
    texts = sorted(others, key=str.encode)
    number_of = {text: -1 - at for at, text in enumerate(texts)}
    by_row = numbers.astype(np.int32)
    for row, text in places.other_ids.items():
        by_row[row] = number_of[text]
    np.save(folder / "id_numbers.npy", by_row)
    known = known[np.argsort(numbers[known], kind="stable")]
    np.save(folder / "id_rows.npy", known.astype(np.int32))
    np.save(folder / "id_marks.npy", numbers[known][::IDS_EACH].astype(np.int32))
    further.sort()
    np.save(folder / "id_more.npy", np.array([number for number, _ in further], np.int32))
    np.save(folder / "id_more_rows.npy", np.array([row for _, row in further], np.int32))
    np.save(folder / "other_rows.npy", np.array([others[text] for text in texts], np.int32))
    write_texts(folder, "other_ids", pa.array(texts, pa.string()))
    return keys, rows, others


def _is_number(place_id: str) -> bool:
    return place_id.startswith("geonames:") and place_id[9:].isdecimal() and len(place_id) < 19


def _write_sparse(folder: Path, name: str, texts: pa.Array) -> None:
    """Write a column of texts that few rows have: which rows, and their texts."""
    there = np.array(arrow.fill_null(arrow.greater(arrow.binary_length(texts), 0), False))
    np.save(folder / f"{name}_rows.npy", np.flatnonzero(there).astype(np.int32))
    write_texts(folder, name, texts.filter(pa.array(there)))


def write_texts(folder: Path, name: str, texts: pa.Array) -> None:
    """Write texts as one piece of UTF-8 with the offset of each."""
    with Texts(folder, name) as file:
        file.add(texts)


class Texts:
    """A file of texts that grows block by block."""

    def __init__(self, folder: Path, name: str) -> None:
        self._file = (folder / f"{name}.bin").open("wb")
        self._folder, self._name = folder, name
        self._lengths: list[NDArray[np.int32]] = []

    def add(self, texts: pa.Array) -> None:
        """Append texts."""
        self._lengths.append(arrow.binary_length(texts).to_numpy(zero_copy_only=False))
        whole = texts.cast(pa.large_binary())
        if len(whole):
            offsets = np.frombuffer(whole.buffers()[1], np.int64)[whole.offset :]
            self._file.write(memoryview(whole.buffers()[2])[offsets[0] : offsets[len(whole)]])

    def __enter__(self) -> "Texts":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        write_pieces(
            self._folder, self._name, np.concatenate([np.empty(0, np.int32), *self._lengths])
        )


def write_pieces(folder: Path, name: str, lengths: NDArray[Any]) -> None:
    """Write where pieces of such lengths begin."""
    begins = np.zeros(len(lengths), np.int64)
    np.cumsum(lengths[:-1], out=begins[1:], dtype=np.int64)
    whole = int(begins[-1] + lengths[-1]) if len(lengths) else 0
    small = np.uint32 if whole < 1 << 32 else np.int64
    write_bytes(folder, f"{name}_lengths", lengths)
    np.save(folder / f"{name}_starts.npy", begins[::PIECES_EACH].astype(small))


def write_bytes(folder: Path, name: str, numbers: NDArray[Any]) -> None:
    """Write a column of numbers that mostly take a byte."""
    np.save(folder / f"{name}.npy", write_big(folder, name, numbers))


def write_big(folder: Path, name: str, numbers: NDArray[Any]) -> NDArray[np.uint8]:
    """The bytes of a column of numbers that mostly take one; write the others."""
    big = np.flatnonzero(numbers >= BIG)
    np.save(folder / f"{name}_big_at.npy", big.astype(np.int32))
    np.save(folder / f"{name}_big_values.npy", numbers[big].astype(np.int32))
    small: NDArray[np.uint8] = np.minimum(numbers, BIG).astype(np.uint8)
    return small


def _write_cells(folder: Path, latitude: NDArray[np.int32], longitude: NDArray[np.int32]) -> None:
    """Write the rows line of cells by line, south to north, and cell by cell in each, west to east.

    Beside them stand their points, so that the cells around one are a few runs of each file.
    """
    known = np.flatnonzero(latitude != NOWHERE)
    grid = Grid(COARSEST)
    while (finer := Grid(grid.size / 2)).across * finer.down <= _CELLS_EACH * len(known):
        grid = finer
    latitudes, longitudes = latitude[known] / DEGREE, longitude[known] / DEGREE
    down = np.minimum(((latitudes + 90) / grid.size).astype(np.int32), grid.down - 1)
    along = np.minimum(((longitudes + 180) / grid.size).astype(np.int32), grid.across - 1)
    cells = down * np.int32(grid.across) + along
    order = np.argsort(cells, kind="stable")
    starts = np.searchsorted(cells[order], np.arange(grid.across * grid.down + 1))
    np.save(folder / "cell_starts.npy", starts.astype(np.int32))
    np.save(folder / "cell_rows.npy", known[order].astype(np.int32))
    np.save(folder / "cell_points.npy", _unit_vectors(latitudes[order], longitudes[order]))
    np.save(folder / "cell_size.npy", np.array(grid.size))


def _unit_vectors(
    latitudes: NDArray[np.float64], longitudes: NDArray[np.float64]
) -> NDArray[np.float32]:
    """(3, n) points of the unit sphere, true to about a metre."""
    vectors = np.empty((3, len(latitudes)), np.float32)
    phi, lambda_ = np.radians(latitudes), np.radians(longitudes)
    flat = np.cos(phi)
    vectors[0], vectors[1], vectors[2] = flat * np.cos(lambda_), flat * np.sin(lambda_), np.sin(phi)
    return vectors
