"""Whether latitude and longitude of a filter seem to be swapped: it has events only then."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.errors import FilterError
from geo.filters.areas import Area, area, distance_km
from geo.filters.table_places import locate, reals

if TYPE_CHECKING:
    from gazetteer.regions import Region

NEAR_KM = 1000.0
_ORDERS = "near: takes latitude,longitude, and bbox: and polygon: take longitude,latitude"


def swapped_region(region: "Region", frame: gpd.GeoDataFrame) -> Iterator[str]:
    """A sentence for each part of a region, given in degrees, that has events only when swapped."""
    for part in region.parts:
        yield from swapped_region(part, frame)
    try:
        drawn = area(region.name)
    except FilterError:
        return
    if not region.contains_locations(locate(region.gazetteer, frame)).any():
        yield from _told(region.name, drawn, frame)


def swapped_area(drawn: Area, frame: gpd.GeoDataFrame) -> Iterator[str]:
    """A sentence for an area that has no events, but would with the two swapped."""
    if not drawn.contains(frame).any():
        latitude, longitude = _middle(drawn)
        yield from _told(f"the area around {latitude:g},{longitude:g}", drawn, frame)


def _told(name: str, drawn: Area, frame: gpd.GeoDataFrame) -> Iterator[str]:
    other = drawn.swapped()
    if not other.is_on_earth():
        return
    points, where = (reals(frame, "latitude"), reals(frame, "longitude")), "in it"
    found = other.contains(frame)
    if not found.any() and not (distance_km(*points, *_middle(drawn)) <= NEAR_KM).any():
        where = f"within {NEAR_KM:,.0f} km of it"
        found = distance_km(*points, *_middle(other)) <= NEAR_KM
    if count := frame["event_group"][found].nunique():
        yield (
            f"no event is in {name}, but {count} would be {where} with latitude and longitude "
            f"swapped: {_ORDERS}"
        )


def _middle(drawn: Area) -> tuple[float, float]:
    """Latitude and longitude of the middle of an area."""
    longitudes, latitudes = zip(*drawn.corners, strict=True)
    return (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
