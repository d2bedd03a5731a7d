"""The table of events as the compact data that the page reads: `store.js` is its other half.

Numbers travel as typed arrays, names that recur as codes into a dictionary, and long texts in
chunks of rows that are unpacked when they are wanted, everything gzipped and in base64.
"""

import base64
import gzip
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gazetteer.errors import DatelineError
from gazetteer.place import check_coordinates
from geo.columns import EVENT_COLUMNS
from geo.frame import conform
from geo.rows import COORDINATE_DECIMALS
from maps.assets import compact_json, data_script
from maps.texts import CHUNK, TEXTS, encode_texts

ABSENT = -(2**31)
"""Stands for null among whole numbers."""
DEGREE = 10**COORDINATE_DECIMALS
"""Coordinates are whole numbers of this part of a degree, exactly as exports round them."""

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


def encode_events(table: gpd.GeoDataFrame) -> tuple[dict[str, Any], str]:
    """What the page's head says of the columns, and the `<script>` elements that hold them."""
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
        elif column.kind == "text" and name not in TEXTS:
            codes, dictionaries[name] = _codes(texts_of(table, name))
            arrays.append((name, codes))
    # Which rows are of one event, at several places or told by several reports.
    groups = table["event_group"].fillna(table["event_id"])
    arrays.append(("group", pd.factorize(groups)[0].astype("<i4")))
    # A typed array must begin at a multiple of its item's size, so large items come first.
    arrays.sort(key=lambda pair: -pair[1].itemsize)
    head = {
        "count": len(table),
        "chunk": CHUNK,
        "columns": [[name, array.dtype.str.lstrip("<|")] for name, array in arrays],
        "dictionaries": dictionaries,
        "texts": list(TEXTS),
        "fields": [column.name for column in EVENT_COLUMNS if column.kind != "geometry"],
    }
    parts, chunks = encode_texts(table)
    contents = {"columns": b"".join(array.tobytes() for _, array in arrays)}
    contents |= {name: compact_json(found).encode() for name, found in parts.items()}
    contents |= {f"texts-{number}": chunk for number, chunk in enumerate(chunks)}
    # zlib lets other threads run, and to pack is a third of the work.
    with ThreadPoolExecutor(2) as pool:
        return head, "".join(pool.map(packed_script, contents, contents.values()))


def packed_script(name: str, content: bytes) -> str:
    """Bytes as a data element of the page, gzipped and in base64; the same for the same bytes."""
    packed = base64.b64encode(gzip.compress(content, 6, mtime=0)).decode("ascii")
    return data_script(name, packed, "text/plain")


def texts_of(table: gpd.GeoDataFrame, name: str) -> list[str | None]:
    """A column of texts or of JSON as strings, None where it is null."""
    column = table[name]
    texts: list[str | None] = column.astype(object).where(column.notna(), None).tolist()
    return texts


def _whole(values: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.where(np.isfinite(values), np.rint(values), ABSENT).astype("<i4")


def _days(dates: "pd.Series[Any]") -> NDArray[np.int32]:
    """Days since 1970-01-01."""
    days = dates.to_numpy(dtype="datetime64[D]")
    return np.where(np.isnat(days), ABSENT, days.astype(np.int64)).astype("<i4")


def _codes(texts: list[str | None]) -> tuple[NDArray[np.uint32], list[str]]:
    """For each row 0 for null or the number, from 1, of its text in the sorted list."""
    distinct = sorted({text for text in texts if text is not None})
    number = {text: code for code, text in enumerate(distinct, start=1)}
    codes = [0 if text is None else number[text] for text in texts]
    return np.array(codes, dtype="<u4"), distinct


def link_rows(table: gpd.GeoDataFrame) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Row number and the places linked to it, for each row that has any."""
    for row, text in enumerate(texts_of(table, "places")):
        links = json.loads(text) if text else None
        if isinstance(links, list):
            yield row, [link for link in links if isinstance(link, dict)]
