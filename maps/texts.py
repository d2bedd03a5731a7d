"""Ids, addresses and JSON of the events as the page reads them: `texts.js` is its other half.

These are most of a page and are wanted for one event at a time, or for a download. gzip looks back
over 32 kB only, so what recurs throughout the table is numbered first: the pieces of JSON between
its whole numbers. A chunk of rows is a list of whole numbers, for each column how many pieces each
row has, then the pieces and the numbers between them; after it the ids. Every text comes out as it
went in.
"""

from dataclasses import dataclass
from json.encoder import encode_basestring

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from maps.assets import compact_json
from maps.parts import (
    PartedColumn,
    characters,
    counted_planes,
    cut,
    in_parts,
    text_array,
    text_column,
)

CHUNK = 1000
"""Rows in one chunk."""
PLAIN = ("event_id", "event_group", "source_url", "report_id")
"""Ids and addresses, which are no words; in a chunk they are JSON."""
JSON = ("counts", "corrected", "places", "evidence")
"""Parts are what stands between whole numbers; these follow, each as what it adds to the last."""
OWN_GROUP = 0
"""Stands for a group that has the id of its event."""
SAME_AS_NOTES = "\0"
"""Stands in `evidence` for a sentence that is in `notes` too; JSON can't hold it as it is."""

_ENDING = {b'"start":': (False, True), b',"end":': (True, True)} | dict.fromkeys(
    (b',"text":', b',"role":', b',"place_id":'), (True, False)
)
"""Whether the JSON of links is cut before a key and whether after it; and it is before each end of
a link. Other numbers in it, of a place and its coordinates, recur with the place."""
_NUMBER = "^(?:0|[1-9][0-9]{0,8})$"


@dataclass(frozen=True, slots=True)
class _JsonColumn:
    """A column of JSON in pieces, with the whole numbers between them."""

    pieces: PartedColumn
    ends: NDArray[np.int64]
    """Row r has the numbers from ends[r] to ends[r + 1]."""
    numbers: NDArray[np.int64]

    def rows(self, start: int, stop: int) -> list[NDArray[np.uint32]]:
        """What a chunk holds of some rows."""
        inside = self.numbers[self.ends[start] : self.ends[stop]]
        return [*self.pieces.rows(start, stop), _differences(inside)]


def encode_texts(table: gpd.GeoDataFrame) -> tuple[list[str], list[bytes]]:
    """The pieces of JSON, the commonest first, and the chunks."""
    pieces, columns = in_parts([_cut(table, name) for name in JSON])
    numeric = pc.match_substring_regex(text_array(pieces), _NUMBER)
    is_number: NDArray[np.bool_] = numeric.to_numpy(zero_copy_only=False).astype(bool)
    others = [piece for piece, is_ in zip(pieces, is_number, strict=True) if not is_]
    # Whole numbers have code 0 among the pieces, and stand apart in their order.
    code = np.where(is_number, 0, np.cumsum(np.logical_not(is_number))).astype("<u4")
    value = np.array(
        [int(piece) if is_ else 0 for piece, is_ in zip(pieces, is_number, strict=True)]
    )
    parted = [
        _JsonColumn(
            PartedColumn(column.ends, code[column.codes]),
            np.concatenate([[0], np.cumsum(is_number[column.codes])])[column.ends],
            value[column.codes[is_number[column.codes]]],
        )
        for column in columns
    ]
    plain = [_plain(table, name) for name in PLAIN]
    chunks = []
    for start in range(0, len(table), CHUNK):
        stop = min(start + CHUNK, len(table))
        lists = [found for column in parted for found in column.rows(start, stop)]
        ids = compact_json([column[start:stop] for column in plain])
        chunks.append(counted_planes(lists) + ids.encode())
    return others, chunks


def _cut(table: gpd.GeoDataFrame, name: str) -> pa.Array:
    """A column of JSON cut around its whole numbers, and where what recurs begins."""
    texts = text_column(table, name)
    if name == "evidence":
        if not characters(texts)[0].all():  # it has a zero
            texts = pc.replace_substring(texts, SAME_AS_NOTES, "\\u0000")
        notes = text_column(table, "notes").to_pylist()
        rows = zip(notes, texts.to_pylist(), strict=True)
        texts = text_array([_without(note, text) for note, text in rows])
    found = _ends_of_links if name == "places" else _ends_of_numbers
    return cut(texts, found(characters(texts)[0]))


def _ends_of_numbers(text: NDArray[np.uint8]) -> NDArray[np.int64]:
    is_digit = (text >= ord("0")) & (text <= ord("9"))
    return np.flatnonzero(is_digit[1:] != is_digit[:-1]) + 1


def _ends_of_links(text: NDArray[np.uint8]) -> NDArray[np.int64]:
    colons = np.flatnonzero(text == ord(":"))
    found = [np.flatnonzero(text == ord("}"))]
    for key, (before, after) in _ENDING.items():
        ends = colons[colons >= len(key) - 1]
        for back, letter in enumerate(reversed(key)):
            ends = ends[text[ends - back] == letter]
        if before:
            found.append(ends - len(key) + 1)
        if after:
            found.append(ends + 1)
    return np.concatenate(found)


def _without(note: str | None, evidence: str | None) -> str | None:
    """The evidence without a sentence that the notes have."""
    if note is None or evidence is None:
        return evidence
    key = '"sentence_text":'
    return evidence.replace(key + encode_basestring(note), key + SAME_AS_NOTES, 1)


def _plain(table: gpd.GeoDataFrame, name: str) -> list[str | int | None]:
    texts: list[str | int | None] = text_column(table, name).to_pylist()
    if name == "event_group":
        ids = text_column(table, "event_id").to_pylist()
        return [OWN_GROUP if group == id_ else group for group, id_ in zip(texts, ids, strict=True)]
    return texts


def _differences(numbers: NDArray[np.int64]) -> NDArray[np.uint32]:
    """What each adds to the last, with the sign in the lowest bit."""
    steps = np.diff(numbers, prepend=0)
    return np.where(steps < 0, -2 * steps - 1, 2 * steps).astype("<u4")
