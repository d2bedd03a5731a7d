"""The long texts of the events as the page reads them: `texts.js` is its other half.

Texts are most of a page, and gzip looks back over 32 kB only. So what recurs throughout the table
is numbered first: the words of prose, and the pieces of JSON between its whole numbers. Each list
of such parts stands in the page once, the commonest first. A chunk of rows is a list of whole
numbers: for each column how many parts each row has, then the parts. Every text comes out as it
went in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from maps.assets import compact_json

CHUNK = 1000
"""Rows in one chunk of texts."""
PLAIN = ("event_id", "event_group", "source_url", "report_id")
"""Ids and addresses, which are no words; in a chunk they are JSON."""
PROSE = ("title", "notes", "actor1", "actor2", "claimed_by")
"""Parts are what stands between single spaces."""
JSON = ("counts", "corrected", "places", "evidence")
"""Parts are what stands between whole numbers; these follow, each as what it adds to the last."""
TEXTS = (*PLAIN, *PROSE, *JSON)
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
class _Column:
    """A column in parts."""

    ends: NDArray[np.int64]
    """Row r has the parts from ends[r] to ends[r + 1]; none where it is null."""
    codes: NDArray[np.uint32]
    """Numbers of the parts in the list of them."""
    numbers: NDArray[np.int64] | None = None
    """In a column of JSON, the whole numbers; each has code 0 among the parts."""

    def rows(self, start: int, stop: int) -> list[NDArray[np.uint32]]:
        """What a chunk holds of some rows."""
        ends = self.ends[start : stop + 1]
        codes = self.codes[ends[0] : ends[-1]]
        found = [np.diff(ends).astype("<u4"), codes]
        if self.numbers is not None:
            before = np.count_nonzero(self.codes[: ends[0]] == 0)
            inside = self.numbers[before : before + np.count_nonzero(codes == 0)]
            found.append(_differences(inside))
        return found


def encode_texts(table: gpd.GeoDataFrame) -> tuple[dict[str, list[str]], list[bytes]]:
    """The lists of parts, `words` and `pieces`, and the chunks."""
    words, prose = _in_parts([pc.split_pattern(_column(table, name), " ") for name in PROSE])
    pieces, columns = _in_parts([_cut(table, name) for name in JSON])
    numeric = pc.match_substring_regex(_arrow(pieces), _NUMBER)
    is_number: NDArray[np.bool_] = numeric.to_numpy(zero_copy_only=False).astype(bool)
    others = [piece for piece, is_ in zip(pieces, is_number, strict=True) if not is_]
    code = np.where(is_number, 0, np.cumsum(np.logical_not(is_number))).astype("<u4")
    value = np.array(
        [int(piece) if is_ else 0 for piece, is_ in zip(pieces, is_number, strict=True)]
    )
    columns = [_Column(c.ends, code[c.codes], value[c.codes[is_number[c.codes]]]) for c in columns]
    plain = [_plain(table, name) for name in PLAIN]
    chunks = []
    for start in range(0, len(table), CHUNK):
        stop = min(start + CHUNK, len(table))
        lists = [found for column in (*prose, *columns) for found in column.rows(start, stop)]
        numbers = np.concatenate([np.array([sum(map(len, lists))], dtype="<u4"), *lists])
        ids = compact_json([column[start:stop] for column in plain])
        chunks.append(numbers[:1].tobytes() + planes(numbers[1:]) + ids.encode())
    return {"words": words, "pieces": others}, chunks


def _in_parts(lists: list[pa.Array]) -> tuple[list[str], list[_Column]]:
    """The different parts, the commonest first, and each column by their numbers."""
    flat = pa.concat_arrays([column.flatten() for column in lists]).dictionary_encode()
    codes = flat.indices.to_numpy(zero_copy_only=False)
    order = np.argsort(-np.bincount(codes, minlength=len(flat.dictionary)), kind="stable")
    rank = np.empty(len(order), dtype="<u4")
    rank[order] = np.arange(len(order))
    codes, columns, at = rank[codes], [], 0
    for column in lists:
        lengths = pc.fill_null(pc.list_value_length(column), 0).to_numpy(zero_copy_only=False)
        ends = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        columns.append(_Column(ends, codes[at : at + ends[-1]]))
        at += int(ends[-1])
    return flat.dictionary.take(pa.array(order)).to_pylist(), columns


def _cut(table: gpd.GeoDataFrame, name: str) -> pa.Array:
    """A column of JSON cut around its whole numbers, and where what recurs begins."""
    texts = _column(table, name)
    for mark in (_CUT, SAME_AS_NOTES):
        texts = pc.replace_substring(texts, mark, f"\\u{ord(mark):04x}")
    if name == "evidence":
        notes = _column(table, "notes").to_pylist()
        rows = zip(notes, texts.to_pylist(), strict=True)
        texts = _arrow([_without(note, text) for note, text in rows])
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
    texts: list[str | int | None] = _column(table, name).to_pylist()
    if name == "event_group":
        ids = _column(table, "event_id").to_pylist()
        return [OWN_GROUP if group == id_ else group for group, id_ in zip(texts, ids, strict=True)]
    return texts


def _column(table: gpd.GeoDataFrame, name: str) -> pa.Array:
    try:
        column = pa.array(table[name], type=pa.large_string(), from_pandas=True)
    except (UnicodeEncodeError, pa.ArrowInvalid):
        column = _arrow(table[name].astype(object).where(table[name].notna(), None).tolist())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _arrow(texts: Sequence[str | None]) -> pa.Array:
    try:
        return pa.array(texts, type=pa.large_string())
    except UnicodeEncodeError:
        # A lone surrogate is no character, and no file could hold it.
        whole = [text and text.encode("utf-8", "replace").decode() for text in texts]
        return pa.array(whole, type=pa.large_string())


def _differences(numbers: NDArray[np.int64]) -> NDArray[np.uint32]:
    """What each adds to the last, with the sign in the lowest bit."""
    steps = np.diff(numbers, prepend=0)
    return np.where(steps < 0, -2 * steps - 1, 2 * steps).astype("<u4")


def planes(numbers: NDArray[Any]) -> bytes:
    """The lowest bytes of all numbers, then their higher ones, so that like stands by like."""
    return numbers.view("u1").reshape(-1, numbers.itemsize).T.tobytes()
