"""Places on their way into an index, as Arrow columns: of the bundled world, a dump, an own table.

A layer is one such source. Columns are read one by one, so that a layer of many millions of places
is never in memory as a whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from gazetteer.layout import HOW
from gazetteer.sources import Entry

SCHEMA = pa.schema([
    ("id", pa.string()),
    ("name", pa.string()),
    ("latitude", pa.float64()),
    ("longitude", pa.float64()),
    ("feature", pa.string()),  # class and code: "P.PPL"
    ("code", pa.string()),  # where it stands, of a division or a region its own: "SY.12"
    ("within", pa.string()),  # of a region of our own, the code of what it lies in
    ("is_region", pa.bool_()),
    ("population", pa.int64()),
    ("radius_km", pa.float32()),
    ("weight", pa.float64()),  # how much is written about it, as people
    ("iso", pa.string()),
    ("kind", pa.string()),
    ("labels", pa.string()),
    ("names", pa.list_(pa.string())),
    ("hows", pa.list_(pa.uint8())),  # positions in `gazetteer.layout.HOW`
    ("listed", pa.list_(pa.bool_())),  # whether each name stands in a table of our own
])  # fmt: skip
"""A place a line. Degrees are EPSG:4326; absent is null."""

POLYGON = "wkb"
"""A column that a layer may have beside: polygons, EPSG:4326."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A source of places, of which each column can be read by itself."""

    name: str
    read: Callable[[str], pa.ChunkedArray]
    """A column of `SCHEMA`, or `POLYGON` if `has_polygons`."""
    own: bool = False
    """Whether it is a user's own table, whose places come before all others."""
    has_polygons: bool = False


def layer_of(entries: Iterable[Entry], name: str) -> Layer:
    """The layer of places that are in memory."""
    return Layer(name, table_of(list(entries)).column)


def layer_in(path: Path, name: str, *, own: bool) -> Layer:
    """The layer of places in a Parquet file with the columns of `SCHEMA`."""

    def read(column: str) -> pa.ChunkedArray:
        return parquet.read_table(path, columns=[column], memory_map=True).column(0)

    has_polygons = POLYGON in parquet.read_schema(path).names
    return Layer(name, read, own=own, has_polygons=has_polygons)


_FIELDS = attrgetter(
    "place_id", "name", "latitude", "longitude", "feature_class", "feature_code", "code", "within",
    "is_region", "population", "radius_km", "weight", "iso", "kind", "labels", "names", "hows",
    "listed",
)  # fmt: skip


def table_of(entries: list[Entry]) -> pa.Table:
    """Places with the columns of `SCHEMA`."""
    # The places lie about in memory, so each is visited once.
    columns = list(zip(*map(_FIELDS, entries), strict=True)) or [()] * 18
    classes, codes = columns[4:6]
    names, hows, listed = columns[15:]
    numbers = {how: number for number, how in enumerate(HOW)}
    given = [
        columns[0], columns[1], columns[2], columns[3],
        list(map(".".join, zip(classes, codes, strict=True))),
        *columns[6:15],
        names,
        [[numbers[how] for how in each] for each in hows],
        [
            [name in some for name in each] if some else [False] * len(each)
            for each, some in zip(names, listed, strict=True)
        ],
    ]  # fmt: skip
    arrays = [pa.array(values, kind) for values, kind in zip(given, SCHEMA.types, strict=True)]
    return pa.table(arrays, schema=SCHEMA)
