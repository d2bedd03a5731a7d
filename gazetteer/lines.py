"""Tab-separated files in blocks of whole lines, of which the broken ones are put aside.

Files may lie in a zip. What is wrong with a line never costs the others, and a file that is of
another format altogether is one error.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as arrow
import pyarrow.csv as arrow_csv
from numpy.typing import NDArray

from gazetteer.errors import GazetteerError

BLOCK = 32 << 20
"""Bytes that are read at once."""
SHOWN = 100_000
"""Lines of each sort that are kept to be told; the others are counted."""


Told = tuple[str, int, str]
"""File, number of the line from 1, and what is wrong."""


@dataclass(slots=True)
class Broken:
    """The lines that could not be used, and those that were in spite of a doubt."""

    lines: list[Told] = field(default_factory=list)
    count: int = 0
    notes: list[Told] = field(default_factory=list)
    """Of lines that were used."""
    noted: int = 0

    def add(self, file: str, line: int, reason: str) -> None:
        """Put a line aside."""
        self.count += 1
        if len(self.lines) < SHOWN:
            self.lines.append((file, line, reason))

    def note(self, file: str, line: int, doubt: str) -> None:
        """Say what is doubtful in a line that is used."""
        self.noted += 1
        if len(self.notes) < SHOWN:
            self.notes.append((file, line, doubt))

    def write(self, path: Path) -> None:
        """Write them as a table: with commas as .csv, else with tabs."""
        told = [("file", "line", "what is wrong", "used")]
        for lines, count, used in ((self.lines, self.count, "no"), (self.notes, self.noted, "yes")):
            # What is told of a line may quote it, with tabs and all.
            told += [
                (file, str(line), " ".join(reason.split()), used) for file, line, reason in lines
            ]
            if count > len(lines):
                told.append(("", "", f"and {count - len(lines)} more", used))
        if path.suffix.lower() == ".csv":
            # The mark is for Excel, which else takes the user's own encoding.
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows(told)
        else:
            text = "".join("\t".join(cells) + "\n" for cells in told)
            path.write_text(text, encoding="utf-8")


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Some good lines of a file as columns of texts."""

    file: str
    table: pa.Table
    lines: NDArray[np.int64]
    """The number of each line."""
    done: float
    """How much of the file is read, 0 to 1."""

    def without(self, bad: NDArray[np.bool_], reason: str, broken: Broken) -> "Block":
        """The block without some lines, which are put aside."""
        if not bad.any():
            return self
        for line in self.lines[bad].tolist():
            broken.add(self.file, line, reason)
        return Block(self.file, self.table.filter(pa.array(~bad)), self.lines[~bad], self.done)


def blocks(path: Path, columns: Sequence[str], broken: Broken, expected: str) -> Iterator[Block]:
    """The good lines of a file (of the .txt in a zip) as blocks of these columns.

    Lines that begin with "#" and empty ones are passed over. Raises `GazetteerError` where the file
    can't be read or has another format than `expected` says.
    """
    good = bad = 0
    try:
        with _opened(path) as (file, size):
            rest, line, read = b"", 1, 0
            while True:
                piece = file.read(BLOCK)
                read += len(piece)
                end = piece.rfind(b"\n") + 1
                whole, rest = (rest + piece[:end], piece[end:]) if piece else (rest, b"")
                if piece and not end:
                    rest = whole + rest
                    continue
                if whole:
                    before = broken.count
                    data, lines, count = _whole_lines(path.name, whole, line, len(columns), broken)
                    block = Block(path.name, _table(data, columns), lines, read / max(size, 1))
                    block = _readable(block, broken)
                    good, bad = good + len(block.lines), bad + broken.count - before
                    if bad > good:
                        raise GazetteerError(f"{path}: this is not {expected}")
                    line += count
                    yield block
                if not piece:
                    return
    except (OSError, zipfile.BadZipFile, EOFError, ValueError) as error:
        raise GazetteerError(f"{path}: cannot be read ({error})") from error


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """The file, or the table in a zip, and its size."""
    if path.suffix.lower() != ".zip":
        with path.open("rb") as file:
            yield file, path.stat().st_size
        return
    with zipfile.ZipFile(path) as archive:
        tables = [
            info for info in archive.infolist()
            if info.filename.lower().endswith(".txt") and "readme" not in info.filename.lower()
        ]  # fmt: skip
        named = [info for info in tables if Path(info.filename).stem == path.stem] or tables
        if len(named) != 1:
            raise GazetteerError(f"{path}: the zip must hold {path.stem}.txt")
        with archive.open(named[0]) as file:
            yield file, named[0].file_size  # type: ignore[misc]


def _whole_lines(
    file: str, data: bytes, first: int, columns: int, broken: Broken
) -> tuple[bytes, NDArray[np.int64], int]:
    """The lines with so many columns, their numbers, and how many lines there are in all."""
    if not data.endswith(b"\n"):
        data += b"\n"
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    letters = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(letters == 10)
    starts = np.concatenate([[0], ends[:-1] + 1])
    tabs = np.flatnonzero(letters == 9)
    counts = np.diff(np.searchsorted(tabs, np.concatenate([[0], ends])))
    void = (starts == ends) | (letters[starts] == ord("#"))
    fits = (counts == columns - 1) & ~void
    for at in np.flatnonzero(~fits & ~void).tolist():
        found = int(counts[at]) + 1
        broken.add(file, first + at, f"{found} columns instead of {columns}")
    if not fits.all():
        # The good lines in as few pieces as there are runs of them.
        edges = np.flatnonzero(np.diff(np.concatenate([[False], fits, [False]]).astype(np.int8)))
        runs = edges.reshape(-1, 2).tolist()
        data = b"".join(data[starts[begin] : ends[end - 1] + 1] for begin, end in runs)
    return data, first + np.flatnonzero(fits), len(ends)


def _table(data: bytes, columns: Sequence[str]) -> pa.Table:
    kinds = dict.fromkeys(columns, pa.binary())
    if not data:
        return pa.table({name: pa.array([], pa.binary()) for name in columns})
    return arrow_csv.read_csv(
        io.BytesIO(data),
        arrow_csv.ReadOptions(column_names=list(columns)),
        arrow_csv.ParseOptions(delimiter="\t", quote_char=False, double_quote=False),
        arrow_csv.ConvertOptions(column_types=kinds, strings_can_be_null=False, check_utf8=False),
    )


def _readable(block: Block, broken: Broken) -> Block:
    """The block with its columns as texts, without lines that are no UTF-8."""
    try:
        return Block(block.file, _as_texts(block.table), block.lines, block.done)
    except pa.ArrowInvalid:
        bad = np.zeros(len(block.lines), bool)
        for column in block.table.columns:
            bad |= [not _is_text(value) for value in column.to_pylist()]
        kept = block.without(bad, "not UTF-8", broken)
        return Block(kept.file, _as_texts(kept.table), kept.lines, kept.done)


def _as_texts(table: pa.Table) -> pa.Table:
    return table.cast(pa.schema([(name, pa.string()) for name in table.column_names]))


def _is_text(value: bytes) -> bool:
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def not_numbers(column: pa.ChunkedArray, *, whole: bool) -> NDArray[np.bool_]:
    """Which values are no numbers: whole ones without a sign, or degrees."""
    pattern = r"^\d{1,18}$" if whole else r"^-?\d{1,3}(\.\d+)?$"
    fits: NDArray[np.bool_] = np.array(arrow.match_substring_regex(column, pattern))
    return ~fits
