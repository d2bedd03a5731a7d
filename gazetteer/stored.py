"""Columns of an index as they are stored: smaller than what they give, and read in place.

Each takes a row, or an array of rows as NumPy does, and gives a value or an array of values.
"""

import bisect
import mmap
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DEGREE = 10_000_000
"""Degrees are stored as whole numbers of so many parts, which are a centimetre long."""
NOWHERE = -(1 << 31)
"""Stands for the degrees of a place of which no point is known."""
_READING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells of so many degrees, in lines from south to north, each from west to east."""

    size: float

    @property
    def across(self) -> int:
        """Cells in a line."""
        return round(360 / self.size)

    @property
    def down(self) -> int:
        """Lines of cells."""
        return round(180 / self.size)

    def line(self, latitude: float) -> int:
        """The line that a latitude is in."""
        return min(self.down - 1, int((latitude + 90) / self.size))

    def column(self, longitude: float) -> int:
        """The column that a longitude is in."""
        return min(self.across - 1, int((longitude + 180) / self.size))


def load(path: Path) -> NDArray[Any]:
    """The array in a file, memory-mapped."""
    # NumPy reads a file's head by `ast`, which two threads may not use at once in Python 3.11.
    with _READING:
        array: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
    # A plain view: NumPy's memmap class costs a microsecond at every access.
    return array.view(np.ndarray)


def map_bytes(path: Path) -> mmap.mmap | bytes:
    """The bytes of a file, memory-mapped."""
    if not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class Texts:
    """A column of texts: one piece of UTF-8 and where each begins."""

    def __init__(self, folder: Path, name: str) -> None:
        self._offsets: memoryview[int] = load(folder / f"{name}_offsets.npy").data
        self._bytes = map_bytes(folder / f"{name}.bin")

    def __getitem__(self, number: int) -> str:
        return str(self._bytes[self._offsets[number] : self._offsets[number + 1]], "utf-8")

    def __len__(self) -> int:
        return len(self._offsets) - 1


class SparseTexts:
    """A column of texts that few rows have; "" for the others."""

    def __init__(self, folder: Path, name: str) -> None:
        self._rows: memoryview[int] = load(folder / f"{name}_rows.npy").data
        self._texts = Texts(folder, name)

    def __getitem__(self, row: int) -> str:
        at = bisect.bisect_left(self._rows, row)
        if at < len(self._rows) and self._rows[at] == row:
            return self._texts[at]
        return ""


class Degrees:
    """Latitudes or longitudes in degrees, NaN where no point is known."""

    def __init__(self, path: Path) -> None:
        self._parts = load(path)

    def __getitem__(self, rows: Any) -> Any:
        parts = self._parts[rows]
        return np.where(parts == NOWHERE, np.nan, parts / DEGREE)

    def __len__(self) -> int:
        return len(self._parts)

    def one_by_one(self) -> "memoryview[int]":
        """The whole numbers, of which single ones are read far faster so."""
        return self._parts.data


class Chains:
    """(rows, 3) rows of country, first- and second-order division; -1 for none."""

    def __init__(self, folder: Path) -> None:
        self._chains, self._which = load(folder / "chains.npy"), load(folder / "chain.npy")
        self._one: memoryview[int] = self._which.data
        self._lists: dict[int, list[int]] = {}

    def __getitem__(self, key: Any) -> NDArray[np.int32]:
        rows, *level = key if isinstance(key, tuple) else (key,)
        found: NDArray[np.int32] = self._chains[(self._which[rows], *level)]
        return found

    def of(self, row: int) -> list[int]:
        """The chain of one row."""
        which = self._one[row]
        if (found := self._lists.get(which)) is None:
            found = self._lists[which] = self._chains[which].tolist()
        return found

    def children(self, row: int) -> NDArray[np.intp]:
        """The rows whose nearest parent is this one, ascending."""
        chains = self._chains
        depth = np.where(chains[:, 2] >= 0, 2, np.where(chains[:, 1] >= 0, 1, 0))
        nearest = np.take_along_axis(chains, depth[:, None], axis=1)[:, 0]
        return np.isin(self._which, np.flatnonzero(nearest == row)).nonzero()[0]


class Populations:
    """Numbers of people, -1 where that is not known, which is of most rows."""

    def __init__(self, folder: Path) -> None:
        self._rows, self._values = (
            load(folder / "population_rows.npy"), load(folder / "populations.npy")
        )  # fmt: skip
        self._one: memoryview[int] = self._rows.data

    def __getitem__(self, rows: Any) -> NDArray[np.int64]:
        if not len(self._rows):
            return np.full(np.shape(rows), -1)
        at = np.minimum(np.searchsorted(self._rows, rows), len(self._rows) - 1)
        return np.where(self._rows[at] == rows, self._values[at], -1)

    def of(self, row: int) -> int | None:
        """That of one row, None where it is not known."""
        at = bisect.bisect_left(self._one, row)
        return int(self._values[at]) if at < len(self._one) and self._one[at] == row else None


class Radii:
    """Radii in km, of which each is stored once."""

    def __init__(self, folder: Path) -> None:
        self._radii, self._which = load(folder / "radii.npy"), load(folder / "radius.npy")

    def __getitem__(self, rows: Any) -> NDArray[np.float32]:
        found: NDArray[np.float32] = self._radii[self._which[rows]]
        return found
