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
from maps.parts import PartedColumn, counted_planes, in_parts, text_array, text_column

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

_CUT = "\x01"
_CUTS_OF_LINKS = {
    '"start":': f'"start":{_CUT}',
    ',"end":': f'{_CUT},"end":{_CUT}',
    ',"text":': f'{_CUT},"text":',
    ',"role":': f'{_CUT},"role":',
    ',"place_id":': f'{_CUT},"place_id":',
    "}": f"{_CUT}}}",
}
"""Other numbers in a link, of a place and its coordinates, recur with the place."""
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
    for mark in (_CUT, SAME_AS_NOTES):
        texts = pc.replace_substring(texts, mark, f"\\u{ord(mark):04x}")
    if name == "evidence":
        notes = text_column(table, "notes").to_pylist()
        rows = zip(notes, texts.to_pylist(), strict=True)
        texts = text_array([_without(note, text) for note, text in rows])
    if name == "places":
        for key, cut in _CUTS_OF_LINKS.items():
            texts = pc.replace_substring(texts, key, cut)
    else:
        texts = pc.replace_substring_regex(texts, r"(\d+)", rf"{_CUT}\1{_CUT}")
    return pc.split_pattern(texts, _CUT)


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
