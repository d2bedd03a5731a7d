"""Areas drawn on a map: a box, a circle or a polygon, held against the table's own columns.

    bbox:36,35,37,36.5          west, south, east, north in degrees; west > east crosses 180°
    near:35.8,36.3:50km         all within 50 km (or 30mi) of a latitude and longitude
    polygon:36,35,37,35,37,36   longitude and latitude of each corner, three or more

An event is in an area when its point is. One that is known only by a district, division, country or
sea stands for all of it, of which the table says how large a circle it is about (`radius_km`): it
is in an area when this circle is. No gazetteer is asked, so that the map's page, which has none,
keeps the same events; `--region` takes boxes and circles too, and asks for the outline.
"""

import math
import re
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from geo.errors import FilterError
from geo.filters.table_places import reals

EARTH_KM = 6371.0088
KM_PER_DEGREE = EARTH_KM * math.pi / 180
KM_PER_MILE = 1.609344
_WHOLE = (3, 4, 6, 7)
"""The `where_prec` of what stands for all of its place."""
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)"
_NEAR = re.compile(rf"({_NUMBER}),({_NUMBER}):({_NUMBER})(km|mi)?")

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Area:
    """A drawn area; `corners` are (longitude, latitude) in degrees, EPSG:4326."""

    corners: tuple[tuple[float, float], ...]
    """Two of a box (south-west, north-east), one of a circle, three or more of a polygon."""
    radius_km: float | None = None

    def is_on_earth(self) -> bool:
        """Whether its coordinates are degrees in range, and its radius is one."""
        in_range = all(abs(x) <= 180 and abs(y) <= 90 for x, y in self.corners)
        return in_range and (self.radius_km is None or self.radius_km > 0)

    def swapped(self) -> "Area":
        """The area with latitude and longitude swapped."""
        return Area(tuple((y, x) for x, y in self.corners), self.radius_km)

    def contains(self, frame: gpd.GeoDataFrame) -> Flags:
        """Which rows of a table of events are in the area; none without coordinates."""
        latitude, longitude = reals(frame, "latitude"), reals(frame, "longitude")
        whole = np.isin(reals(frame, "where_prec"), _WHOLE)
        reach = np.where(whole, np.nan_to_num(reals(frame, "radius_km")), 0.0)
        if self.radius_km is not None:
            ((east, north),) = self.corners
            return distance_km(latitude, longitude, north, east) + reach <= self.radius_km
        if len(self.corners) == 2:
            return self._in_box(latitude, longitude, reach)
        inside = _in_polygon(self.corners, latitude, longitude)
        return inside & (reach <= _to_outline(self.corners, latitude, longitude))

    def _in_box(self, latitude: Reals, longitude: Reals, reach: Reals) -> Flags:
        (west, south), (east, north) = self.corners
        up = reach / KM_PER_DEGREE
        across = up / np.maximum(np.cos(np.radians(latitude)), 0.01)
        inside = (latitude - up >= south) & (latitude + up <= north)
        width = (east - west) % 360 or (360 if east > west else 0)
        from_west = np.mod(longitude - west, 360)
        found: Flags = inside & (from_west - across >= 0) & (from_west + across <= width)
        return found


def area(text: str) -> Area:
    """The area that a text gives. Raises `FilterError` for what is none."""
    kind, _, rest = text.strip().partition(":")
    try:
        drawn = _drawn(kind, rest.replace(" ", ""))
    except ValueError:
        drawn = None
    if drawn is not None and drawn.is_on_earth():
        return drawn
    hint = " (are the two swapped?)" if drawn is not None and drawn.swapped().is_on_earth() else ""
    raise FilterError(
        f"{text!r} is no area{hint}: write bbox:west,south,east,north, near:latitude,longitude:50km"
        " or polygon:longitude,latitude,... with three corners or more, in degrees"
    )


def _drawn(kind: str, rest: str) -> Area | None:
    """What the numbers of a form give, None for no form. Raises `ValueError` for no numbers."""
    if kind == "bbox":
        west, south, east, north = map(float, rest.split(","))
        return Area(((west, south), (east, north))) if south <= north else None
    if kind == "near" and (match := _NEAR.fullmatch(rest)):
        radius = float(match[3]) * (KM_PER_MILE if match[4] == "mi" else 1)
        return Area(((float(match[2]), float(match[1])),), radius)
    if kind == "polygon":
        numbers = [float(number) for number in rest.split(",")]
        if len(numbers) >= 6:
            return Area(tuple(zip(numbers[::2], numbers[1::2], strict=True)))
    return None


def distance_km(latitude: Reals, longitude: Reals, north: float, east: float) -> Reals:
    """Kilometres along the sphere."""
    up = np.sin(np.radians(latitude - north) / 2) ** 2
    across = np.sin(np.radians(longitude - east) / 2) ** 2
    chord = up + np.cos(np.radians(latitude)) * math.cos(math.radians(north)) * across
    found: Reals = 2 * EARTH_KM * np.arcsin(np.minimum(1, np.sqrt(chord)))
    return found


def _sides(
    corners: tuple[tuple[float, float], ...],
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    return list(zip(corners, corners[1:] + corners[:1], strict=True))


def _in_polygon(
    corners: tuple[tuple[float, float], ...], latitude: Reals, longitude: Reals
) -> Flags:
    """Whether a line to the east crosses an odd number of sides, in plain degrees."""
    inside = np.zeros(len(latitude), bool)
    for (x1, y1), (x2, y2) in _sides(corners):
        if y1 == y2:
            continue
        between = (y1 > latitude) != (y2 > latitude)
        inside ^= between & (longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1)
    return inside


def _to_outline(
    corners: tuple[tuple[float, float], ...], latitude: Reals, longitude: Reals
) -> Reals:
    """Kilometres to the nearest side, on the plane that touches the sphere there."""
    nearest = np.full(len(latitude), np.inf)
    stretch = np.cos(np.radians(latitude))
    for (x1, y1), (x2, y2) in _sides(corners):
        ax, ay = (x1 - longitude) * stretch, y1 - latitude
        dx, dy = (x2 - x1) * stretch, np.full(len(latitude), y2 - y1)
        length = dx * dx + dy * dy
        along = np.clip(-(ax * dx + ay * dy) / np.where(length > 0, length, 1), 0, 1)
        nearest = np.fmin(nearest, np.hypot(ax + along * dx, ay + along * dy))
    return nearest * KM_PER_DEGREE
