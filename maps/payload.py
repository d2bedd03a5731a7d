"""The table of events as the compact data that the page reads: `store.js` is its other half.

Numbers travel as typed arrays, names that recur as codes into a dictionary, prose as the numbers
of its words, and other texts in chunks of rows that are unpacked when they are wanted; everything
is gzipped and in base64.
"""

import base64
import gzip
from concurrent.futures import Executor, Future
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from gazetteer.errors import DatelineError
from gazetteer.place import check_coordinates
from geo.table.columns import EVENT_COLUMNS
from geo.table.frame import conform
from geo.table.rows import COORDINATE_DECIMALS
from maps.assets import compact_json, data_script
from maps.parts import text_column
from maps.prose import PROSE, SECTION, encode_prose
from maps.texts import CHUNK, PLAIN, encode_texts

ABSENT = -(2**31)
"""Stands for null among whole numbers."""
DEGREE = 10**COORDINATE_DECIMALS
"""Coordinates are whole numbers of this part of a degree, exactly as exports round them."""

LEVEL = 5
"""Of gzip: a page is 0.7% larger than with 6 and packed in three quarters of the time."""

REQUIRED = ("event_id", "event_type", "latitude", "longitude")
DEGREES = ("latitude", "longitude")
SMALL = ("time_precision", "quad_code", "geo_precision", "where_prec")
"""Whole numbers from 1 to 9; 0 stands for null."""


class MapError(DatelineError):
    """What was given can't be drawn: it is no table of events."""


def table_of_events(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The frame, or a copy of it with the columns and dtypes of `EVENT_COLUMNS`.

    Raises `MapError` for what is no table of events and `CoordinateError` out of range.
    """
    missing = [name for name in REQUIRED if name not in frame.columns]
    if missing:
        raise MapError(
            f"not a table of events: no column {', '.join(missing)}; "
            "geo.events and geo.read_events make such tables"
        )
    # Conforming reads all the JSON anew, which for a large table takes longer than all the rest.
    conforms = {str(name): str(dtype) for name, dtype in frame.dtypes.items()} == {
        column.name: column.dtype for column in EVENT_COLUMNS
    }
    try:
        table = frame if conforms else conform(frame)
    except (TypeError, ValueError) as error:
        raise MapError(f"not a table of events: {error}") from error
    latitudes, longitudes = table["latitude"].to_numpy(), table["longitude"].to_numpy()
    for row in np.flatnonzero((np.abs(latitudes) > 90) | (np.abs(longitudes) > 180))[:1]:
        check_coordinates(float(latitudes[row]), float(longitudes[row]))
    return table


class Packing:
    """Data elements of the page, packed by a pool's threads while the next are being made."""

    def __init__(self, pool: Executor) -> None:
        # zlib lets other threads run, and to pack is a third of the work.
        self._pool = pool
        self._scripts: list[Future[str]] = []

    def add(self, name: str, content: bytes) -> None:
        """Gzip some bytes into an element."""
        self._scripts.append(self._pool.submit(packed_script, name, content))

    def scripts(self) -> str:
        """The `<script>` elements in the order added."""
        return "".join(script.result() for script in self._scripts)


def pack_columns(table: gpd.GeoDataFrame, packing: Packing) -> dict[str, Any]:
    """Pack what the first view needs, and give what the page's head says of it."""
    arrays: list[tuple[str, NDArray[Any]]] = []
    dictionaries = {}
    for column in EVENT_COLUMNS:
        name = column.name
        if name in DEGREES:
            arrays.append((name, _whole(table[name].to_numpy() * DEGREE)))
        elif name in SMALL:
            small = table[name].to_numpy(dtype="<f8", na_value=0)
            arrays.append((name, np.clip(small, 0, 9).astype("<u1")))
        elif column.kind == "real":
            arrays.append((name, table[name].to_numpy(dtype="<f8")))
        elif column.kind == "whole":
            arrays.append((name, _whole(table[name].to_numpy(dtype="<f8", na_value=np.nan))))
        elif column.kind == "day":
            arrays.append((name, _days(table[name])))
        elif column.kind == "text" and name not in (*PLAIN, *PROSE):
            codes, dictionaries[name] = _codes(text_column(table, name))
            arrays.append((name, codes))
    # Which rows are of one event, at several places or told by several reports.
    groups = table["event_group"].fillna(table["event_id"])
    arrays.append(("group", pd.factorize(groups)[0].astype("<i4")))
    # A typed array must begin at a multiple of its item's size, so large items come first.
    arrays.sort(key=lambda pair: -pair[1].itemsize)
    packing.add("columns", b"".join(array.tobytes() for _, array in arrays))
    return {
        "count": len(table),
        "chunk": CHUNK,
        "section": SECTION,
        "columns": [[name, array.dtype.str.lstrip("<|")] for name, array in arrays],
        "dictionaries": dictionaries,
        "fields": [column.name for column in EVENT_COLUMNS if column.kind != "geometry"],
    }


def pack_prose(table: gpd.GeoDataFrame, packing: Packing) -> None:
    """Pack what reads as sentences and names."""
    words, sections = encode_prose(table)
    packing.add("words", words)
    for number, section in enumerate(sections):
        packing.add(f"prose-{number}", section)


def pack_texts(table: gpd.GeoDataFrame, packing: Packing) -> None:
    """Pack ids, addresses and JSON."""
    pieces, chunks = encode_texts(table)
    packing.add("pieces", compact_json(pieces).encode())
    for number, chunk in enumerate(chunks):
        packing.add(f"texts-{number}", chunk)


def packed_script(name: str, content: bytes) -> str:
    """Bytes as a data element of the page, gzipped and in base64; the same for the same bytes."""
    packed = base64.b64encode(gzip.compress(content, LEVEL, mtime=0)).decode("ascii")
    return data_script(name, packed, "text/plain")


def _whole(values: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.where(np.isfinite(values), np.rint(values), ABSENT).astype("<i4")


def _days(dates: "pd.Series[Any]") -> NDArray[np.int32]:
    """Days since 1970-01-01."""
    days = dates.to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(days), ABSENT, days.astype(np.int64)).astype("<i4")


def _codes(texts: pa.Array) -> tuple[NDArray[np.unsignedinteger[Any]], list[str]]:
    """For each row 0 for null or the number, from 1, of its text in the sorted list."""
    encoded = texts.dictionary_encode()
    order = pc.sort_indices(encoded.dictionary)
    number = np.zeros(len(order) + 1, dtype=np.min_scalar_type(len(order)).newbyteorder("<"))
    number[order.to_numpy()] = np.arange(1, len(order) + 1)
    # Null has no number among the distinct: it takes the last, which is 0.
    codes = pc.fill_null(encoded.indices, len(order)).to_numpy(zero_copy_only=False)
    return number[codes], encoded.dictionary.take(order).to_pylist()
