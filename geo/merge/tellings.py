"""The tellings behind a table of events: its rows as reports gave them, merged ones taken apart."""

import json
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.table.columns import EVENT_COLUMNS, dump_json
from geo.table.frame import conform
from geo.table.values import plain_rows

SOURCES = "sources"
"""The member of a merged row's `evidence` that holds the rows it was merged from."""
_NAMES = [column.name for column in EVENT_COLUMNS if column.kind != "geometry"]
_JSON = {column.name for column in EVENT_COLUMNS if column.kind == "json"}


@dataclass(frozen=True, slots=True)
class Tellings:
    """The rows that merging works on, each once, in an order of their own."""

    frame: gpd.GeoDataFrame
    """Ordered by event and row; the same whatever the order of the table was."""
    events: NDArray[np.int64]
    """For each row the number of its event, from 0; rows of one event stand together."""
    nameless: gpd.GeoDataFrame
    """Rows without an `event_id`, of which nothing can be said."""

    def __len__(self) -> int:
        return int(self.events[-1]) + 1 if len(self.events) else 0


def tellings_of(frame: gpd.GeoDataFrame) -> Tellings:
    """The tellings of a table of events; `frame` is not changed."""
    table = expanded(conform(frame))[0]
    named = table["event_id"].notna().to_numpy()
    nameless, table = table[~named], table[named]
    table = _each_once(table)
    groups = table["event_group"].to_numpy(dtype=object)
    ids = table["event_id"].to_numpy(dtype=object)
    # "x-2" stands after "x" and before "x-10".
    numbers = [_row_number(i, g) for i, g in zip(ids, groups, strict=True)]
    order = pd.DataFrame({"group": groups, "number": numbers, "id": ids}).sort_values(
        ["group", "number", "id"]
    )
    table = table.iloc[order.index.to_numpy()].reset_index(drop=True)
    events = pd.factorize(order["group"].to_numpy())[0].astype(np.int64)
    return Tellings(table, events, nameless.reset_index(drop=True))


def as_source(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Rows as JSON values, without what is null: from these the rows can be made again."""
    found = []
    for values, geometry in zip(plain_rows(frame), frame.geometry, strict=True):
        row = {
            name: json.loads(value) if name in _JSON else value
            for name, value in zip(_NAMES, values, strict=True)
            if value is not None
        }
        if geometry is not None and geometry != _point(row):
            row["geometry"] = shapely.to_wkt(geometry, rounding_precision=7)
        found.append(row)
    return found


def reports_of(frame: gpd.GeoDataFrame) -> set[str]:
    """The ids of all reports that tell of the events of a table, merged or not."""
    return set(tellings_of(frame).frame["report_id"].dropna())


def expanded(table: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, NDArray[np.int64]]:
    """The table with the rows that merged rows were made of in their place, each once.

    And for each row the position of the row of `table` that it stands for; the table itself where
    none is merged.
    """
    texts = table["evidence"].fillna("")
    maybe = np.flatnonzero(texts.str.contains(f'"{SOURCES}":[', regex=False).to_numpy())
    groups = table["event_group"]
    seen: set[tuple[str, str]] = set()
    merged, rows, origin = [], [], []
    for position in maybe.tolist():
        sources = json.loads(texts.iat[position]).get(SOURCES)
        if not isinstance(sources, list) or not sources:
            continue
        merged.append(position)
        # An event at several places has its sources in each of its rows, and of two tables that
        # were merged before each may have some.
        for source in sources:
            told = (groups.iat[position], dump_json(source))
            if isinstance(source, dict) and told not in seen:
                seen.add(told)
                rows.append(_row(source))
                origin.append(position)
    if not merged:
        return table, np.arange(len(table))
    whole = np.delete(np.arange(len(table)), merged)
    made = conform(pd.DataFrame(rows, dtype=object))
    position_of = np.concatenate([whole, np.array(origin, dtype=np.int64)])
    order = np.argsort(position_of, kind="stable")
    found = pd.concat([table.iloc[whole], made]) if len(whole) else made
    in_place: gpd.GeoDataFrame = found.iloc[order].reset_index(drop=True)
    return in_place, position_of[order]


def _row(source: dict[str, Any]) -> dict[str, Any]:
    wkt = source.get("geometry")
    return {**source, "geometry": shapely.from_wkt(wkt) if wkt else _point(source)}


def _point(row: dict[str, Any]) -> Any:
    latitude, longitude = row.get("latitude"), row.get("longitude")
    if latitude is None or longitude is None:
        return None
    return shapely.Point(longitude, latitude)


def _each_once(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One row an id: of several readings of one report, the one that people spoke of last, else the
    surest."""
    twice = table.duplicated("event_id", keep=False).to_numpy()
    if not twice.any():
        return table
    double = table[twice]
    texts = [dump_json(source) for source in as_source(double)]
    # A total order over contents, so that it does not matter which was read first.
    order = pd.DataFrame(
        {
            "id": double["event_id"].to_numpy(),
            "said": [_last_word(told) for told in double["corrected"]],
            "sure": double["confidence"].to_numpy(),
            "text": texts,
        }
    ).sort_values(["id", "said", "sure", "text"], ascending=[True, False, False, True])
    kept = double.iloc[order.drop_duplicates("id").index.to_numpy()]
    return pd.concat([table[~twice], kept])


def _last_word(corrected: Any) -> tuple[bool, str, int]:
    """Whether people spoke of a row, when last, and how often: what they said is more than what is
    read anew."""
    told = json.loads(corrected) if isinstance(corrected, str) else []
    return bool(told), max((entry.get("when") or "" for entry in told), default=""), len(told)


def _row_number(event_id: str, group: str) -> int:
    tail = event_id.removeprefix(f"{group}-")
    return int(tail) if tail != event_id and tail.isascii() and tail.isdigit() else 1
