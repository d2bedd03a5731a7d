"""The layer of all places that the reports name, each with the events it is linked to."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json
from numpy.typing import NDArray

from geo.records import ParsedReport
from maps.parts import text_column

ROLES = ("where", "from", "to", "actor", "mentioned")
"""Parts that a name can play in an event; the page has words for each."""

_TEXTS = ("place_id", "name", "country_code", "feature_code", "text", "role")
_DEGREES = ("latitude", "longitude")
_LINK = pa.schema(
    [(name, pa.string()) for name in _TEXTS] + [(name, pa.float64()) for name in _DEGREES]
)


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """Places in the order of their ids, with their links to events."""

    rows: list[list[Any]]
    """Id, name, latitude, longitude, country code, feature code, and the names in the reports."""
    ends: NDArray[np.uint32]
    """Place p has the links from ends[p] to ends[p + 1]."""
    events: NDArray[np.uint32]
    """Of each link the row of the event."""
    roles: NDArray[np.uint8]
    """Of each link the number of the role."""

    def packed(self) -> bytes:
        """All links as the page reads them."""
        return self.ends.tobytes() + self.events.tobytes() + self.roles.tobytes()


def named_places(table: gpd.GeoDataFrame, parsed: Iterable[ParsedReport] = ()) -> NamedPlaces:
    """The places of a table of events, and those of reports that no event is linked to."""
    links = _links(table)
    alone = _places_of(parsed)
    links = pa.concat_tables([links, alone]) if len(alone) else links
    links = _named(links.filter(_is_placed(links)).combine_chunks())
    ids, place = _numbered(links["place_id"])
    first = np.unique(place, return_index=True)[1]
    text, name_, id_ = (_some(links[column]) for column in ("text", "name", "place_id"))
    names, name = _numbered(pc.coalesce(text, name_, id_))
    links = links.set_column(
        links.column_names.index("name"), "name", pc.coalesce(name_, text, id_)
    )
    texts: list[list[str]] = [[] for _ in ids]
    for pair in np.unique(place * len(names) + name).tolist():
        texts[pair // len(names)].append(names[pair % len(names)])
    columns = [
        links[column].take(pa.array(first)).to_pylist()
        for column in ("name", *_DEGREES, "country_code", "feature_code")
    ]
    rows = [list(row) for row in zip(ids, *columns, texts, strict=True)]
    return NamedPlaces(rows, *_distinct_links(links, place, len(ids), len(table)))


def _distinct_links(
    links: pa.Table, place: NDArray[np.int64], places: int, events: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]:
    role = pc.index_in(links["role"], pa.array(ROLES)).to_numpy()
    row = links["row"].to_numpy()
    known = ~np.isnan(role) & (row >= 0)
    keys = (place[known] * events + row[known]) * len(ROLES) + role[known].astype(np.int64)
    keys = np.unique(keys)
    of = keys // (len(ROLES) * max(events, 1))
    ends = np.searchsorted(of, np.arange(places + 1))
    event = keys // len(ROLES) % max(events, 1)
    return ends.astype("<u4"), event.astype("<u4"), (keys % len(ROLES)).astype("u1")


def _is_placed(links: pa.Table) -> pa.Array:
    inside = [pc.less_equal(pc.abs(links[name]), 180) for name in _DEGREES]
    return pc.fill_null(pc.and_(pc.is_valid(links["place_id"]), pc.and_(*inside)), False)


def _named(links: pa.Table) -> pa.Table:
    """The links with a name and a text each, the one for the other where it lacks, or the id."""
    name, text, id_ = (_some(links[column]) for column in ("name", "text", "place_id"))
    return (
        links.drop_columns(["name", "text"])
        .append_column("name", pc.coalesce(name, text, id_))
        .append_column("text", pc.coalesce(text, name, id_))
    )


def _some(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts with null for an empty one."""
    return pc.if_else(pc.equal(texts, ""), None, texts)


def _numbered(column: pa.ChunkedArray) -> tuple[list[str], NDArray[np.int64]]:
    """The distinct texts in order, and the number of each."""
    encoded = column.combine_chunks().dictionary_encode()
    order = pc.sort_indices(encoded.dictionary)
    number = np.empty(len(order), dtype=np.int64)
    number[order.to_numpy()] = np.arange(len(order))
    return encoded.dictionary.take(order).to_pylist(), number[encoded.indices.to_numpy()]


def _links(table: gpd.GeoDataFrame) -> pa.Table:
    """The links of all events, with the rows that they are of."""
    texts = text_column(table, "places")
    try:
        lists = _read(texts)
    except pa.ArrowInvalid:
        # Something in them is no link as Dateline writes them; only that is to be lost.
        lists = pa.array(map(_sound_links, texts.to_pylist()), pa.list_(pa.struct(_LINK)))
    rows = pc.list_parent_indices(lists)
    links = pa.Table.from_struct_array(lists.flatten())
    return links.append_column("row", rows.cast(pa.int64()))


def _read(texts: pa.Array) -> pa.Array:
    """One list of links a row. Raises `pa.ArrowInvalid` if any is anything else."""
    if not len(texts):
        return pa.array([], pa.list_(pa.struct(_LINK)))
    around = [pa.scalar(text, texts.type) for text in ('{"links":', "}\n", "")]
    lines = pc.binary_join_element_wise(around[0], pc.fill_null(texts, "null"), *around[1:])
    content = lines.buffers()[2]
    options = pyarrow.json.ParseOptions(
        explicit_schema=pa.schema([("links", pa.list_(pa.struct(_LINK)))]),
        unexpected_field_behavior="ignore",
    )
    block = pyarrow.json.ReadOptions(block_size=min(content.size, 2**31 - 1))
    found = pyarrow.json.read_json(pa.BufferReader(content), block, options)
    lists = found["links"].combine_chunks()
    if len(lists) != len(texts):
        raise pa.ArrowInvalid("a text holds lines of its own")
    return lists


def _sound_links(text: str | None) -> list[dict[str, Any]]:
    """The links of one row, with null for what has not the type that it should."""
    try:
        links = json.loads(text) if text else None
    except ValueError:
        return []
    if not isinstance(links, list):
        return []
    return [_sound(link) for link in links if isinstance(link, dict)]


def _sound(link: dict[str, Any]) -> dict[str, Any]:
    texts = {name: link[name] for name in _TEXTS if isinstance(link.get(name), str)}
    degrees = {
        name: float(link[name])
        for name in _DEGREES
        if isinstance(link.get(name), int | float) and abs(link[name]) <= 180
    }
    return texts | degrees


def _places_of(parsed: Iterable[ParsedReport]) -> pa.Table:
    """The places that reports name, as links to no event."""
    places = [
        {
            "place_id": resolved.place.place_id,
            "name": resolved.place.name,
            "country_code": resolved.place.country_code,
            "feature_code": resolved.place.feature_code,
            "text": resolved.toponym.text,
            "latitude": resolved.place.latitude,
            "longitude": resolved.place.longitude,
            "row": -1,
        }
        for report in parsed
        for resolved in report.toponyms
        if resolved.place and resolved.place.latitude is not None
    ]
    return pa.Table.from_pylist(places, schema=_LINK.append(pa.field("row", pa.int64())))
