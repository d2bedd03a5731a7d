"""The row of an event from its tellings: what they agree on, every one of them kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.merge.likeness import one_place
from geo.merge.numbers import Statement, settled
from geo.merge.tellings import SOURCES, Tellings, as_source
from geo.merge.traits import Ints, Traits
from geo.records import COUNTED
from geo.table.columns import EVENT_COLUMNS
from geo.table.frame import conform
from geo.table.values import BETWEEN_SOURCES

Row = dict[str, Any]
"""A row as JSON values, without what is null."""

_PLACE = (
    "location", "place_id", "feature_code", "admin1", "admin2", "country", "iso3", "latitude",
    "longitude", "radius_km", "geo_precision", "where_prec", "geometry",
)  # fmt: skip
_TYPE = ("event_type", "sub_event_type", "quad_code")
_DATE = ("event_date", "event_date_end", "time_precision")
_NO_NUMBERS: Row = {"counts": [], "fatalities_low": None, "fatalities_high": None}
_NO_PLACE = 9
_LATEST = "9999"


def merged_table(tellings: Tellings, traits: Traits, groups: Ints) -> gpd.GeoDataFrame:
    """The table of events: `groups` says of each telling which event it is of."""
    frame = tellings.frame
    several = np.bincount(groups, minlength=len(traits))[groups] > 1
    told_once = frame[~several[tellings.events]]
    members = np.flatnonzero(several[tellings.events])
    sources = as_source(frame.iloc[members])
    events: dict[int, dict[int, list[tuple[int, Row]]]] = {}
    for position, event, source in zip(
        members.tolist(), tellings.events[members].tolist(), sources, strict=True
    ):
        group = events.setdefault(int(groups[event]), {})
        group.setdefault(event, []).append((position, source))
    rows = [row for group in events.values() for row in _merged(list(group.values()), traits)]
    merged = [_as_table(rows)] if rows else []
    # One after another without a copy for each: all have the table's own dtypes.
    parts = [part for part in (told_once, *merged, tellings.nameless) if len(part)]
    return _in_order(pd.concat(parts or [frame], ignore_index=True))


def _in_order(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """By day and id, the rows of one event as they were."""
    keys = pd.DataFrame(
        {
            "day": table.groupby("event_group", dropna=False)["event_date"].transform("min"),
            "group": table["event_group"],
        }
    )
    return table.iloc[keys.sort_values(["day", "group"], kind="stable").index].reset_index(
        drop=True
    )


def _as_table(rows: list[Row]) -> gpd.GeoDataFrame:
    return conform(pd.DataFrame(rows, columns=[c.name for c in EVENT_COLUMNS], dtype=object))


def _merged(tellings: list[list[tuple[int, Row]]], traits: Traits) -> list[Row]:
    """The rows of one event, of which each telling has one or several."""
    heads = sorted((rows[0][1] for rows in tellings), key=_by_publication)
    places = _places([pair for rows in tellings for pair in rows], traits)
    lead_group = places[0].get("event_group")
    lead = next(head for head in heads if head.get("event_group") == lead_group)
    taken: dict[str, str] = {}
    common = {name: value for name, value in lead.items() if name not in _PLACE}
    for columns, best in (
        (_TYPE, _typed(heads, lead)),
        (_DATE, _dated(_said(heads, "date") or heads)),
        (("actor1",), _surest(heads, lead, "actor1")),
        (("actor2",), _surest(heads, lead, "actor2")),
        (("claimed_by",), lead if all("claimed_by" in head for head in heads) else {}),
    ):
        if any(best.get(name) != lead.get(name) for name in columns):
            common.update({name: best.get(name) for name in columns})
            if best:
                taken.update(dict.fromkeys(columns[:1], str(best["event_id"])))
    common["factuality"] = _factuality(heads, lead)
    first = heads[0]
    reports = {head.get("report_id") or head["event_id"] for head in heads}
    common.update(
        event_group=first["event_group"],
        confidence=max((head.get("confidence", 0.0) for head in heads), default=None),
        n_sources=len(reports),
        source=_sources(lead, heads),
        corrected=_corrected(heads),
        evidence=_evidence(lead, taken, heads, tellings),
    )
    numbers = _numbers(heads, lead)
    found = []
    for number, place in enumerate(places, start=1):
        row = {**common, **{name: place.get(name) for name in _PLACE}}
        row["event_id"] = (
            first["event_group"] if number == 1 else f"{first['event_group']}-{number}"
        )
        row.update(numbers if number == 1 else _NO_NUMBERS)
        row["geometry"] = _geometry(place)
        found.append(row)
    return found


def _by_publication(head: Row) -> tuple[str, str, str]:
    published = head.get("evidence", {}).get("published") or _LATEST
    return published, head.get("event_date") or _LATEST, head["event_group"]


def _places(pairs: Sequence[tuple[int, Row]], traits: Traits) -> list[Row]:
    """The rows whose places the event has, the finest first: one where all may be one place."""
    votes = Counter(row.get("place_id") for _, row in pairs)

    def rank(pair: tuple[int, Row]) -> tuple[Any, ...]:
        row = pair[1]
        return (
            not _is_said(row, "place"),
            row.get("where_prec", _NO_PLACE if row.get("latitude") is None else 1),
            -votes[row.get("place_id")],
            # Numbers stand beside the place and the sentence that they were told of.
            not row.get("counts") and row.get("fatalities_low") is None,
            row.get("radius_km", 0.0),
            "event_date" not in row,
            -row.get("confidence", 0.0),
            row["event_id"],
        )

    ranked = sorted(pairs, key=rank)
    kept = ranked[:1]
    if len({row["event_group"] for _, row in pairs}) < len(pairs):
        for pair in ranked[1:]:
            placed = pair[1].get("latitude") is not None
            if placed and not any(one_place(traits, pair[0], other) for other, _ in kept):
                kept.append(pair)
    return [row for _, row in kept]


def _said(heads: Sequence[Row], action: str) -> list[Row]:
    """The tellings of which a person said this, or that all is right; the last word at the end."""
    told = [head for head in heads if _is_said(head, action)]
    return sorted(told, key=lambda head: max(e.get("when") or "" for e in head["corrected"]))


def _is_said(row: Row, action: str) -> bool:
    return any(entry.get("action") in (action, "confirm") for entry in row.get("corrected", []))


def _corrected(heads: Sequence[Row]) -> list[Any] | None:
    """What people corrected in any of the tellings, the same of several once."""
    told: dict[tuple[Any, ...], Any] = {}
    for head in heads:
        for entry in head.get("corrected", []):
            told.setdefault(tuple(map(entry.get, ("action", "who", "when", "why"))), entry)
    return list(told.values()) or None


def _sources(lead: Row, heads: Sequence[Row]) -> str | None:
    """Who published the reports, each once: first the one that the row's sentence is of, then the
    earliest."""
    names = [head["source"] for head in (lead, *heads) if head.get("source")]
    return BETWEEN_SOURCES.join(dict.fromkeys(names)) or None


def _typed(heads: Sequence[Row], lead: Row) -> Row:
    """The telling whose type holds: what a person said, else the finer type that is most told."""
    if said := _said(heads, "type"):
        return said[-1]
    alike = [head for head in heads if head.get("event_type") == lead.get("event_type")]
    return _most_told(alike, lead, "sub_event_type")


def _factuality(heads: Sequence[Row], lead: Row) -> str | None:
    """What a person said; else reported where any telling is, since plans come true."""
    if said := _said(heads, "factuality"):
        return said[-1].get("factuality")
    if any(head.get("factuality", "reported") == "reported" for head in heads):
        return "reported"
    return lead.get("factuality")


def _dated(heads: Sequence[Row]) -> Row:
    """The telling whose days are known best; of several the most told, then the earliest."""
    votes = Counter(tuple(head.get(name) for name in _DATE) for head in heads)

    def rank(head: Row) -> tuple[Any, ...]:
        days = tuple(head.get(name) for name in _DATE)
        return (
            days[0] is None,
            not head.get("evidence", {}).get("date"),
            head.get("time_precision", 3),
            -votes[days],
            days[0] or "",
        )

    return min(heads, key=rank)


def _most_told(heads: Sequence[Row], lead: Row, name: str) -> Row:
    votes = Counter(head.get(name) for head in heads)
    told = [head for head in heads if name in head]
    return max(told, key=lambda head: votes[head[name]]) if told else lead


def _surest(heads: Sequence[Row], lead: Row, name: str) -> Row:
    """The lead where it says it, else the surest telling that does."""
    told = [head for head in heads if name in head]
    if name in lead or not told:
        return lead
    return max(told, key=lambda head: head.get("confidence", 0.0))


def _numbers(heads: Sequence[Row], lead: Row) -> Row:
    """The columns of numbers of people; a number that the lead does not give has no offsets."""
    heads = _said(heads, "counts") or heads
    told: dict[str, list[Statement]] = {}
    for head in heads:
        published = head.get("evidence", {}).get("published")
        for what, low, high in _counts(head):
            told.setdefault(what, []).append(Statement(low, high, published))
    own = {(c["what"], c["low"], c.get("high")): c for c in lead.get("counts", [])}
    counts = []
    for what in sorted(
        told, key=lambda what: (COUNTED.index(what) if what in COUNTED else 99, what)
    ):
        low, high = settled(told[what])
        counts.append(own.get((what, low, high)) or {"what": what, "low": low, "high": high})
    killed = [
        Statement(
            head["fatalities_low"],
            head.get("fatalities_high"),
            head.get("evidence", {}).get("published"),
        )
        for head in heads
        if head.get("fatalities_low") is not None
    ]
    fatalities = settled(killed) if killed else (None, None)
    return {"counts": counts, "fatalities_low": fatalities[0], "fatalities_high": fatalities[1]}


def _counts(head: Row) -> Iterable[tuple[str, int, int | None]]:
    """The largest number of each kind: the smaller are mostly parts of it."""
    largest: dict[str, Row] = {}
    for count in head.get("counts", []):
        if count.get("low") is not None:
            known = largest.get(count["what"])
            if known is None or count["low"] > known["low"]:
                largest[count["what"]] = count
    return [(what, count["low"], count.get("high")) for what, count in largest.items()]


def _evidence(
    lead: Row,
    taken: dict[str, str],
    heads: Sequence[Row],
    tellings: Sequence[Sequence[tuple[int, Row]]],
) -> Row:
    """The lead's offsets, which column is another telling's, and the tellings' own rows."""
    evidence = dict(lead.get("evidence", {}))
    by_id = {head["event_id"]: head for head in heads}
    for column, event_id in taken.items():
        evidence.pop("date" if column == "event_date" else column, None)
        known = by_id[event_id].get("evidence", {}).get("actors", {})
        if column in known:
            evidence["actors"] = {**evidence.get("actors", known), column: known[column]}
    if taken:
        evidence["taken_from"] = taken
    rows = {telling[0][1]["event_group"]: [row for _, row in telling] for telling in tellings}
    evidence[SOURCES] = [row for head in heads for row in rows[head["event_group"]]]
    return evidence


def _geometry(place: Row) -> Any:
    if "geometry" in place:
        return shapely.from_wkt(place["geometry"])
    if place.get("latitude") is None or place.get("longitude") is None:
        return None
    return shapely.Point(place["longitude"], place["latitude"])
