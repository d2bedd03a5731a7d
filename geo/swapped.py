"""Whether latitude and longitude of a filter seem to be swapped: nothing is near, but would be."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import geopandas as gpd

from geo.areas import Area, distance_km
from geo.table_places import locate, reals

if TYPE_CHECKING:
    from gazetteer.regions import Region

NEAR_KM = 1000.0
_IN_NUMBERS = re.compile(r"(?:bbox|near):\s*[-+.\d]", re.IGNORECASE)
_ORDERS = "near: takes latitude,longitude, and bbox: and polygon: take longitude,latitude"


def swapped_region(region: "Region", frame: gpd.GeoDataFrame) -> Iterator[str]:
    """A sentence for each part of a region, given in degrees, that has events only when swapped."""
    for part in region.parts:
        yield from swapped_region(part, frame)
    if region.shape is None or not _IN_NUMBERS.match(region.name):
        return
    if not region.contains_locations(locate(region.gazetteer, frame)).any():
        west, south, east, north = region.shape.bounds
        yield from _told(region.name, (south + north) / 2, (west + east) / 2, frame)


def swapped_area(area: Area, frame: gpd.GeoDataFrame) -> Iterator[str]:
    """A sentence for an area that has no events, but would with the two swapped."""
    if not area.contains(frame).any():
        longitudes, latitudes = zip(*area.corners, strict=True)
        latitude = (min(latitudes) + max(latitudes)) / 2
        longitude = (min(longitudes) + max(longitudes)) / 2
        yield from _told(f"the area around {latitude:g},{longitude:g}", latitude, longitude, frame)


def _told(name: str, latitude: float, longitude: float, frame: gpd.GeoDataFrame) -> Iterator[str]:
    points = reals(frame, "latitude"), reals(frame, "longitude")
    if abs(longitude) > 90 or (distance_km(*points, latitude, longitude) <= NEAR_KM).any():
        return
    near = distance_km(*points, longitude, latitude) <= NEAR_KM
    if count := frame["event_group"][near].nunique():
        yield (
            f"no event lies within {NEAR_KM:,.0f} km of {name}, but {count} would with latitude "
            f"and longitude swapped: {_ORDERS}"
        )
