"""Events of which only a wider place is known: those of "somewhere in Sudan" may be in Darfur."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.filters.table_places import column

if TYPE_CHECKING:
    from gazetteer import Place, Region

_NAMED = 3
_PART = 5
"""The `where_prec` of regions and relative locations."""


def known_wider(regions: "Iterable[Region]", frame: gpd.GeoDataFrame) -> str | None:
    """A sentence on the events that are known to be in what holds the regions and no more.

    `frame` has the rows that are in none of the regions. None where there are no such events.
    """
    holders = {
        parent.place_id: parent.name
        for region in regions
        for place in _places(region)
        for parent in region.gazetteer.parents(place)
    }
    # A part of it ("northern Sudan") lies elsewhere, or it would have been in the region.
    whole = frame[column(frame, "place_id").isin(holders) & (column(frame, "where_prec") != _PART)]
    counts = Counter[str]()
    for place_id, groups in whole.groupby("place_id")["event_group"]:
        counts[holders[str(place_id)]] += groups.nunique()
    if not counts:
        return None
    told = [f"{count} somewhere in {name}" for name, count in counts.most_common(_NAMED)]
    return f"left out, as no nearer place is known: {', '.join(told)}"


def _places(region: "Region") -> "Iterator[Place]":
    if region.place is not None:
        yield region.place
    for part in region.parts:
        yield from _places(part)
