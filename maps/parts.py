"""Texts as numbered parts: what recurs in a column stands in the page once.

A column is then, for each row, how many parts it has, and the numbers of the parts in a list of
them. Numbers travel as whole numbers of four bytes, their lowest bytes first (`planes`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PartedColumn:
    """A column in parts."""

    ends: NDArray[np.int64]
    """Row r has the parts from ends[r] to ends[r + 1]; none where it is null."""
    codes: NDArray[np.uint32]
    """Numbers of the parts in the list of them."""

    def rows(self, start: int, stop: int) -> list[NDArray[np.uint32]]:
        """How many parts each of some rows has, and the parts."""
        ends = self.ends[start : stop + 1]
        return [np.diff(ends).astype("<u4"), self.codes[ends[0] : ends[-1]]]


def in_parts(lists: Sequence[pa.Array]) -> tuple[list[str], list[PartedColumn]]:
    """The different parts, the commonest first, and each column of lists by their numbers."""
    flat = pa.concat_arrays([column.flatten() for column in lists]).dictionary_encode()
    codes = flat.indices.to_numpy(zero_copy_only=False)
    order = np.argsort(-np.bincount(codes, minlength=len(flat.dictionary)), kind="stable")
    rank = np.empty(len(order), dtype="<u4")
    rank[order] = np.arange(len(order))
    codes, columns, at = rank[codes], [], 0
    for column in lists:
        lengths = pc.fill_null(pc.list_value_length(column), 0).to_numpy(zero_copy_only=False)
        ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        columns.append(PartedColumn(ends, codes[at : at + ends[-1]]))
        at += int(ends[-1])
    return flat.dictionary.take(pa.array(order)).to_pylist(), columns


def characters(texts: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of all texts one after the other, and where each begins and the last ends."""
    _, ends, data = texts.buffers()
    begins = np.frombuffer(ends, "<i8")[texts.offset : texts.offset + len(texts) + 1]
    return np.frombuffer(data or b"", "u1"), begins


def cut(texts: pa.Array, at: NDArray[np.int64]) -> pa.Array:
    """Each text as the list of its pieces between places in `characters`, which are of ASCII.

    What is null has no piece and what is empty one that is empty.
    """
    missing = texts.is_null().to_numpy(zero_copy_only=False)
    text, begins = characters(texts)
    is_start = np.zeros(len(text) + 1, dtype=bool)
    is_start[at] = is_start[begins] = True
    starts = np.flatnonzero(is_start[begins[0] : begins[-1]]) + begins[0]
    counts = np.diff(np.searchsorted(starts, begins))
    is_empty = (np.diff(begins) == 0) & ~missing
    counts[is_empty] = 1
    if is_empty.any():
        starts = np.sort(np.concatenate([starts, begins[:-1][is_empty]]), kind="stable")
    bounds = pa.py_buffer(np.append(starts, begins[-1]).astype("<i8"))
    pieces = pa.LargeStringArray.from_buffers(len(starts), bounds, texts.buffers()[2])
    ends = np.concatenate([[0], np.cumsum(counts)]).astype("<i8")
    return pa.LargeListArray.from_arrays(pa.array(ends), pieces, mask=pa.array(missing))


def text_column(table: gpd.GeoDataFrame, name: str) -> pa.Array:
    """A column of texts or of JSON."""
    try:
        column = pa.array(table[name], type=pa.large_string(), from_pandas=True)
    except (UnicodeEncodeError, pa.ArrowInvalid):
        column = text_array(table[name].astype(object).where(table[name].notna(), None).tolist())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def text_array(texts: Sequence[str | None]) -> pa.Array:
    """Texts that any file could hold."""
    try:
        return pa.array(texts, type=pa.large_string())
    except UnicodeEncodeError:
        # A lone surrogate is no character, and no file could hold it.
        whole = [text and text.encode("utf-8", "replace").decode() for text in texts]
        return pa.array(whole, type=pa.large_string())


def counted_planes(lists: Sequence[NDArray[np.uint32]]) -> bytes:
    """How many whole numbers there are, and their planes."""
    numbers = np.concatenate([np.array([sum(map(len, lists))], dtype="<u4"), *lists])
    return numbers[:1].tobytes() + planes(numbers[1:])


def planes(numbers: NDArray[Any]) -> bytes:
    """The lowest bytes of all numbers, then their higher ones, so that like stands by like."""
    return numbers.view("u1").reshape(-1, numbers.itemsize).T.tobytes()
