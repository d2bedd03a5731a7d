"""Events of which only a wider place is known: those of "somewhere in Sudan" may be in Darfur."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.filters.table_places import column
from geo.relations import RELATIVE

if TYPE_CHECKING:
    from gazetteer import Place, Region

_NAMED = 3


def holders(regions: "Iterable[Region]") -> dict[str, str]:
    """The ids of the places that hold the regions, each with its name."""
    return {
        parent.place_id: parent.name
        for region in regions
        for place in _places(region)
        for parent in region.gazetteer.parents(place)
    }


def known_wider(frame: gpd.GeoDataFrame, wider: Mapping[str, str]) -> gpd.GeoDataFrame:
    """The rows of events that are known to be in one of the wider places and no more.

    A part of it ("northern Sudan") lies elsewhere, or it would be in the region.
    """
    whole = column(frame, "where_prec") != RELATIVE
    return frame[column(frame, "place_id").isin(list(wider)) & whole]


def said_of(frame: gpd.GeoDataFrame, wider: Mapping[str, str]) -> str | None:
    """A sentence on the events of such rows, the most first; None where there are none."""
    counts = Counter[str]()
    for place_id, groups in frame.groupby("place_id")["event_group"]:
        counts[wider[str(place_id)]] += groups.nunique()
    if not counts:
        return None
    told = [f"{count} somewhere in {name}" for name, count in counts.most_common(_NAMED)]
    return f"left out, as no nearer place is known: {', '.join(told)}"


def _places(region: "Region") -> "Iterator[Place]":
    if region.place is not None:
        yield region.place
    for part in region.parts:
        yield from _places(part)
