"""Columns of an index as they are stored: smaller than what they give, and read in place.

Each takes a row, or an array of rows as NumPy does, and gives a value or an array of values.
"""

import bisect
import mmap
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import marisa_trie

DEGREE = 10_000_000
"""Degrees are stored as whole numbers of so many parts, which are a centimetre long."""
NOWHERE = -(1 << 31)
"""Stands for the degrees of a place of which no point is known."""
_READING = threading.Lock()


@dataclass(frozen=True)
class Grid:
    """Cells of so many degrees, in lines from south to north, each from west to east."""

    size: float

    @cached_property
    def across(self) -> int:
        """Cells in a line."""
        return round(360 / self.size)

    @cached_property
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


def position_of(wanted: Any, ordered: NDArray[Any], side: Literal["left", "right"] = "left") -> Any:
    """Where numbers would stand in a column; they are to fit its type.

    NumPy would convert the whole column to the type of what is wanted, at every call.
    """
    return np.searchsorted(ordered, np.asarray(wanted, ordered.dtype), side=side)


def map_bytes(path: Path) -> mmap.mmap | bytes:
    """The bytes of a file, memory-mapped."""
    if not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def map_trie(path: Path) -> "marisa_trie.Trie":
    """The trie of a file, mapped; `FileNotFoundError` where another process took it away."""
    import marisa_trie

    trie = marisa_trie.Trie()
    try:
        trie.mmap(str(path))
    except RuntimeError as error:  # all that the library tells of a file that it can't open or read
        path.stat()
        raise OSError(f"{path}: {error}") from error
    return trie


BIG = 255
"""Stands in a column of bytes for what is larger and written down beside it."""


class Bytes:
    """A column of small numbers, of which few are larger than a byte holds.

    The bytes stand in a file of their own unless they are given.
    """

    def __init__(self, folder: Path, name: str, column: NDArray[np.uint8] | None = None) -> None:
        self._bytes = load(folder / f"{name}.npy") if column is None else column
        self.big_at, self._big = (load(folder / f"{name}_big_{n}.npy") for n in ("at", "values"))
        self.one_by_one: memoryview[int] = self._bytes.data
        self._one_big_at: memoryview[int] = self.big_at.data

    def __getitem__(self, positions: Any) -> NDArray[np.int32]:
        if np.ndim(positions) == 0:
            return np.int32(self.of(int(positions)))  # type: ignore[return-value]
        found: NDArray[np.int32] = self._bytes[positions].astype(np.int32)
        big = np.flatnonzero(found == BIG)
        if len(big):
            found[big] = self._big[position_of(positions[big], self.big_at)]
        return found

    def of(self, position: int) -> int:
        """The number at one position."""
        found = self.one_by_one[position]
        if found == BIG:
            found = int(self._big[bisect.bisect_left(self._one_big_at, position)])
        return found


PIECES_EACH = 16


class Pieces:
    """Where the pieces of a whole begin and end: their lengths, and where every 16th begins."""

    def __init__(self, folder: Path, name: str) -> None:
        self._lengths = Bytes(folder, f"{name}_lengths")
        self._starts: memoryview[int] = load(folder / f"{name}_starts.npy").data
        self._byte = self._lengths.one_by_one
        self._long = {at // PIECES_EACH for at in self._lengths.big_at.tolist()}

    def of(self, number: int) -> tuple[int, int]:
        """Begin and end of a piece."""
        block = number // PIECES_EACH
        first = block * PIECES_EACH
        if block in self._long:
            lengths = [self._lengths.of(other) for other in range(first, number + 1)]
            end = self._starts[block] + sum(lengths)
            return end - lengths[-1], end
        begin = self._starts[block] + sum(self._byte[first:number])
        return begin, begin + self._byte[number]

    def __len__(self) -> int:
        return len(self._byte)


class Texts:
    """A column of texts: pieces of UTF-8."""

    def __init__(self, folder: Path, name: str) -> None:
        self._pieces = Pieces(folder, name)
        self._bytes = map_bytes(folder / f"{name}.bin")

    def __getitem__(self, number: int) -> str:
        begin, end = self._pieces.of(number)
        return str(self._bytes[begin:end], "utf-8")

    def __len__(self) -> int:
        return len(self._pieces)


class SparseTexts:
    """A column of texts that few rows have; "" for the others."""

    def __init__(self, folder: Path, name: str) -> None:
        self.rows: NDArray[np.int32] = load(folder / f"{name}_rows.npy")
        self._rows: memoryview[int] = self.rows.data
        self._texts = Texts(folder, name)

    def __getitem__(self, row: int) -> str:
        at = bisect.bisect_left(self._rows, row)
        if at < len(self._rows) and self._rows[at] == row:
            return self._texts[at]
        return ""


class Runs:
    """A column of values by row that are the same in long runs of rows."""

    def __init__(self, folder: Path, name: str, starts: str | None = None) -> None:
        self._starts = load(folder / f"{starts or name}_starts.npy")
        self._values = load(folder / f"{name}_values.npy")
        self._start: memoryview[int] = self._starts.data
        self._value: memoryview[Any] = self._values.data

    def __getitem__(self, rows: Any) -> Any:
        if isinstance(rows, slice):
            rows = np.arange(len(self))[rows]
        return self._values[position_of(rows, self._starts, side="right") - 1]

    def __len__(self) -> int:
        # The last start is where the rows end.
        return self._start[-1]

    def of(self, row: int) -> Any:
        """The value of one row."""
        return self._value[bisect.bisect_right(self._start, row) - 1]


IDS_EACH = 64
"""Rows in order of their numbers are searched from every so many-th on, whose number is at hand."""


class Numbers:
    """Rows by the numbers of GeoNames' ids; `numbers` are those of all rows.

    A row that has two, as two sources number it, has the further one apart.
    """

    def __init__(self, folder: Path, numbers: NDArray[np.int32]) -> None:
        self._numbers = numbers
        self._rows, self._marks, self._more, self._more_rows = (
            load(folder / f"id_{name}.npy") for name in ("rows", "marks", "more", "more_rows")
        )
        self._row: memoryview[int] = self._rows.data
        self._mark: memoryview[int] = self._marks.data
        self._one_more: memoryview[int] = self._more.data
        self._number = numbers.data.__getitem__

    def find(self, wanted: NDArray[np.int64]) -> NDArray[np.int32]:
        """The row of each number, -1 where no place has it."""
        found: NDArray[np.int32] = np.full(len(wanted), -1, np.int32)
        if len(self._more):
            at = np.minimum(np.searchsorted(self._more, wanted), len(self._more) - 1)
            found = np.where(self._more[at] == wanted, self._more_rows[at], found)
        if len(self._rows):
            at = np.maximum(np.searchsorted(self._marks, wanted, side="right") - 1, 0) * IDS_EACH
            step = IDS_EACH // 2
            while step:
                probe = np.minimum(at + step, len(self._rows) - 1)
                at = np.where(self._numbers[self._rows[probe]] <= wanted, probe, at)
                step //= 2
            rows = self._rows[at]
            found = np.where(self._numbers[rows] == wanted, rows, found)
        return found

    def get(self, wanted: int) -> int | None:
        """The row of one number, None where no place has it."""
        first = max(bisect.bisect_right(self._mark, wanted) - 1, 0) * IDS_EACH
        last = min(first + IDS_EACH, len(self._row))
        at = bisect.bisect_left(self._row, wanted, first, last, key=self._number)
        if at < last and self._number(row := self._row[at]) == wanted:
            return row
        at = bisect.bisect_left(self._one_more, wanted)
        if at < len(self._one_more) and self._one_more[at] == wanted:
            return int(self._more_rows[at])
        return None


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
        return self.of_chain(self._one[row])

    def chain(self, row: int) -> int:
        """The number of a row's chain, which many rows share."""
        return self._one[row]

    def of_chain(self, which: int) -> list[int]:
        """The chain of a number."""
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
        at = np.minimum(position_of(rows, self._rows), len(self._rows) - 1)
        return np.where(self._rows[at] == rows, self._values[at], -1)

    def of(self, row: int) -> int | None:
        """That of one row, None where it is not known."""
        at = bisect.bisect_left(self._one, row)
        return int(self._values[at]) if at < len(self._one) and self._one[at] == row else None


class Radii:
    """Radii in km, of which each is stored once, the commonest first."""

    def __init__(self, folder: Path) -> None:
        self._radii, self._which = load(folder / "radii.npy"), Bytes(folder, "radius")
        self._radius: memoryview[Any] = self._radii.data

    def __getitem__(self, rows: Any) -> NDArray[np.float32]:
        found: NDArray[np.float32] = self._radii[self._which[rows]]
        return found

    def of(self, row: int) -> float:
        """That of one row."""
        return float(self._radius[self._which.of(row)])
