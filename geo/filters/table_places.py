"""The places of a table of events as a gazetteer has them, whoever made the table.

A place that the gazetteer does not have (the table was made with a larger one, or by hand) is stood
for by the division or country that the table's own columns name (`iso3` or `country`, `admin1`,
`admin2`), or else by the first-order division, or the country, whose polygon holds its point. So an
event in a hamlet that is not in the gazetteer is in its province and in its country; a shape has it
by its own coordinates.

A part of a place that the gazetteer has as a region ("northern Lebanon") is in that region.
"""

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gazetteer.containing import first_order_rows
from gazetteer.locations import Locations, of_events
from gazetteer.place import Place
from geo.errors import FilterError
from geo.filters.named_parts import named_part
from geo.relations import RELATIVE

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.index import Index

_NAMES = ("iso3", "country", "admin1", "admin2")
_COUNTRY_LEVEL = 6
_POINTED = (1, 2, 3, 4, _COUNTRY_LEVEL)
"""The `where_prec` of which the point tells a division or country; others reach too far."""
_LEVELS = {3: "A.ADM2", 4: "A.ADM1", _COUNTRY_LEVEL: "A.PCLI"}


def locate(gazetteer: "Gazetteer", frame: gpd.GeoDataFrame) -> Locations:
    """The locations of a table's rows in a gazetteer.

    Raises `FilterError` where the table lacks the columns of a place, its point and precision;
    those that name divisions and countries may be missing.
    """
    place_ids = column(frame, "place_id")
    latitudes, longitudes, where_prec, radius_km = (
        reals(frame, name) for name in ("latitude", "longitude", "where_prec", "radius_km")
    )
    index = gazetteer.index
    codes, ids = pd.factorize(place_ids)
    rows = np.append(index.rows(ids.tolist()), np.int32(-1))[codes]
    lost = np.flatnonzero(rows < 0)
    _add_parts(gazetteer, frame, rows, where_prec)
    if not len(lost):
        return of_events(index, rows, latitudes, longitudes, where_prec, radius_km)
    pointed = ~(np.isnan(latitudes) | np.isnan(longitudes))
    rows[lost] = _named(gazetteer, frame.iloc[lost])
    _add_pointed(index, rows, lost[pointed[lost]], latitudes, longitudes, where_prec)
    # A point that says nothing of its precision is a point, whatever stands for its place.
    precise = where_prec.copy()
    precise[lost] = np.where(np.isnan(where_prec[lost]) & pointed[lost], 1, where_prec[lost])
    found = of_events(index, rows, latitudes, longitudes, precise, radius_km)
    finer = np.zeros(len(rows), bool)
    finer[lost] = found.whole[lost] & pointed[lost] & ~_same_level(index, rows, precise, lost)
    # A region of another gazetteer, of which no more is known than that it is about so large.
    finer[lost] |= ~found.whole[lost] & (precise[lost] == RELATIVE)
    return replace(found, whole=found.whole & ~finer, circles=found.circles | finer)


def _add_parts(
    gazetteer: "Gazetteer",
    frame: gpd.GeoDataFrame,
    rows: NDArray[np.int32],
    where_prec: NDArray[np.float64],
) -> None:
    """Put, in `rows`, the region that bears the name of a part of a place for that place."""
    if "location" not in frame:
        return
    texts = frame["location"].to_numpy()
    parts = {
        key: named_part(gazetteer, *key)
        for key in {
            (int(rows[position]), texts[position])
            for position in np.flatnonzero((where_prec == RELATIVE) & (rows >= 0)).tolist()
            if isinstance(texts[position], str)
        }
    }
    for position in np.flatnonzero(where_prec == RELATIVE).tolist():
        part = parts.get((int(rows[position]), texts[position]))
        if part is not None:
            rows[position] = part


def _named(gazetteer: "Gazetteer", frame: gpd.GeoDataFrame) -> NDArray[np.int32]:
    """Rows of the finest divisions that the table's columns name, -1 where they name none."""
    columns = [
        frame[name].astype(object).where(frame[name].notna(), None)
        if name in frame
        else [None] * len(frame)
        for name in _NAMES
    ]
    known: dict[tuple[Any, ...], int] = {}
    found = np.full(len(frame), -1, np.int32)
    for position, key in enumerate(zip(*columns, strict=True)):
        if key not in known:
            place = _division(gazetteer, *key)
            known[key] = -1 if place is None else gazetteer.row(place.place_id)
        found[position] = known[key]
    return found


def _division(
    gazetteer: "Gazetteer",
    iso3: str | None,
    country: str | None,
    admin1: str | None,
    admin2: str | None,
) -> Place | None:
    around = gazetteer.by_iso(iso3) if iso3 else None
    if around is None and country:
        named = [match.place for match in gazetteer.lookup(country)]
        around = next((place for place in named if place.feature_code == "PCLI"), None)
    for name, level in ((admin1, "ADM1"), (admin2, "ADM2")):
        if around is None or not name:
            break
        inner = [
            match.place
            for match in gazetteer.lookup(name, country=around.country_code)
            if match.place.feature_code == level and around in gazetteer.parents(match.place)
        ]
        if not inner:
            break
        around = inner[0]
    return around


def _add_pointed(
    index: "Index",
    rows: NDArray[np.int32],
    lost: NDArray[np.intp],
    latitudes: NDArray[np.float64],
    longitudes: NDArray[np.float64],
    where_prec: NDArray[np.float64],
) -> None:
    """Refine, in `rows`, those of which at most the country is named, by their points."""
    country = index.features.index("A.PCLI")
    coarse = (rows[lost] < 0) | (index.feature[rows[lost]] == country)
    precise = np.isnan(where_prec[lost]) | np.isin(where_prec[lost], _POINTED)
    open_ = lost[coarse & precise]
    found = first_order_rows(index, latitudes[open_], longitudes[open_])
    above = np.where(index.parents[found, 0] >= 0, index.parents[found, 0], found)
    found = np.where(where_prec[open_] == _COUNTRY_LEVEL, above, found)
    # Borders are drawn to a kilometre: the country that the table names is the better witness.
    fits = (found >= 0) & ((rows[open_] < 0) | (rows[open_] == above))
    rows[open_[fits]] = found[fits]


def _same_level(
    index: "Index",
    rows: NDArray[np.int32],
    where_prec: NDArray[np.float64],
    lost: NDArray[np.intp],
) -> NDArray[np.bool_]:
    """Whether what stands for a place is as fine as the event's precision says."""
    found = np.zeros(len(lost), bool)
    for precision, feature in _LEVELS.items():
        number = index.features.index(feature)
        found |= (where_prec[lost] == precision) & (index.feature[rows[lost]] == number)
    return found


def column(frame: gpd.GeoDataFrame, name: str) -> Any:
    """A column of a table of events; `FilterError` where it has none of this name."""
    if name not in frame.columns:
        raise FilterError(f"not a table of events: it has no column {name}")
    return frame[name]


def reals(frame: gpd.GeoDataFrame, name: str) -> NDArray[np.float64]:
    """A column of numbers as floats, NaN absent."""
    numbers = pd.to_numeric(column(frame, name))
    found: NDArray[np.float64] = numbers.to_numpy(dtype=float, na_value=math.nan)
    return found
