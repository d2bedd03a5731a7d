"""Tellings of events for the tests of merging: one row each, as a report of its own has it."""

from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from geo.table.frame import conform

TOWNS: dict[str, dict[str, Any]] = {
    "Konduga": {
        "place_id": "geonames:1", "latitude": 11.65, "longitude": 13.42, "admin2": "Konduga",
    },
    "Bama": {
        "place_id": "geonames:2", "latitude": 11.52, "longitude": 13.69, "admin2": "Bama",
    },
}  # fmt: skip
"""Two towns of one state, 33 km apart."""
_COUNTRY = {"country": "Nigeria", "iso3": "NGA"}
_STATE = {"admin1": "Borno", **_COUNTRY}


def town(name: str) -> dict[str, Any]:
    """The columns of a place that is known exactly."""
    return {"location": name, "where_prec": 1, "radius_km": 2.0, **_STATE, **TOWNS[name]}


def near(name: str) -> dict[str, Any]:
    return {**town(name), "location": f"near {name}", "where_prec": 2, "radius_km": 12.0}


def state() -> dict[str, Any]:
    return {
        "location": "Borno", "place_id": "geonames:3", "where_prec": 4, "radius_km": 150.0,
        "latitude": 11.5, "longitude": 13.0, **_STATE,
    }  # fmt: skip


def country() -> dict[str, Any]:
    return {
        "location": "Nigeria", "place_id": "geonames:4", "where_prec": 6, "radius_km": 600.0,
        "latitude": 9.0, "longitude": 8.0, **_COUNTRY,
    }  # fmt: skip


def telling(
    event_id: str,
    place: dict[str, Any],
    day: str | None = "2025-01-20",
    *,
    killed: int | tuple[int, int | None] | None = None,
    published: str | None = "2025-01-21",
    rough: bool = False,
    **values: Any,
) -> dict[str, Any]:
    """A row; `rough` says that its day is that of the report's news and not told."""
    low, high = killed if isinstance(killed, tuple) else (killed, killed)
    evidence: dict[str, Any] = {"trigger": [[0, 6]], "published": published}
    if day is not None and not rough:
        evidence["date"] = [[10, 16]]
    return {
        "event_id": event_id,
        "event_group": event_id.partition("-")[0],
        "event_date": day,
        "event_date_end": day,
        "time_precision": None if day is None else 2 if rough else 1,
        "event_type": "ASSAULT",
        "quad_code": 4,
        "fatalities_low": low,
        "fatalities_high": high,
        "counts": [] if low is None else [{"what": "killed", "low": low, "high": high}],
        "factuality": "reported",
        "confidence": 0.7,
        "n_sources": 1,
        "source": f"Paper {event_id}",
        "report_id": f"report {event_id}",
        "title": "Gunmen raid a town",
        "notes": "Gunmen attacked the town and burned houses.",
        "places": [],
        "evidence": evidence,
        **place,
        "geometry": Point(place["longitude"], place["latitude"]) if place else None,
        **values,
    }


def table(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    return conform(pd.DataFrame(rows))
