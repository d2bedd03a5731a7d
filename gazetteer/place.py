"""What a gazetteer knows of a place: `Place`, and `Match`, a place as an answer to a name."""

import math
from dataclasses import dataclass
from typing import Literal

from gazetteer.errors import CoordinateError

EARTH_RADIUS_KM = 6371.0088

MatchKind = Literal[
    "exact", "abbreviation", "folded", "variant", "historic", "adjective", "demonym", "seat",
    "spelling", "part",
]  # fmt: skip
"""How a name met a place: as written, as an abbreviation, after folding (case, marks,
punctuation), as a variant of its article or transliteration, a name of the past ("Leningrad"), an
adjective ("Syrian") or demonym ("Syrians"), a seat of power ("the Kremlin") that stands for a
government, a close spelling, or by a part that is a name ("Aleppo" of "University of Aleppo")."""


def check_coordinates(latitude: float, longitude: float) -> None:
    """Raise `CoordinateError` unless both are finite degrees of EPSG:4326 in range."""
    if math.isfinite(latitude) and math.isfinite(longitude):
        if -90 <= latitude <= 90 and -180 <= longitude <= 180:
            return
        if -90 <= longitude <= 90 and -180 <= latitude <= 180:
            raise CoordinateError(
                f"latitude {latitude}, longitude {longitude}: latitude must be within -90 and 90; "
                "are the two swapped?"
            )
    raise CoordinateError(
        f"latitude {latitude}, longitude {longitude}: latitude must be within -90 and 90, "
        "longitude within -180 and 180"
    )


def distance_km(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """Great-circle distance in km between two points in degrees (haversine, mean Earth radius)."""
    phi1, phi2 = math.radians(latitude1), math.radians(latitude2)
    half_dphi = (phi2 - phi1) / 2
    half_dlambda = math.radians(longitude2 - longitude1) / 2
    h = math.sin(half_dphi) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_dlambda) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of a gazetteer. Degrees are EPSG:4326; absent is None."""

    place_id: str
    """Source and number: "geonames:169389", or "dateline:..." for regions of our own."""
    name: str
    latitude: float | None
    longitude: float | None
    """A representative point; None for a division of which only the name is known."""
    feature_class: str
    """GeoNames class: P populated place, A country or division, L area, H water, T relief."""
    feature_code: str
    """GeoNames code, such as PPLA, ADM1, PCLI, RGN, OCN, CONT."""
    country_code: str | None
    """ISO 3166-1 alpha-2."""
    admin1_code: str | None
    """GeoNames first-order code within the country, such as "12" in SY.12."""
    admin2_code: str | None
    population: int | None
    radius_km: float
    """Radius in km of a circle of about the place's extent."""
    source: str
    """Where the entry comes from, such as "geonames" or "dateline"."""

    def __post_init__(self) -> None:
        if self.latitude is not None and self.longitude is not None:
            check_coordinates(self.latitude, self.longitude)

    @property
    def geonameid(self) -> int | None:
        """The GeoNames id as a number, None for a place of another source."""
        source, _, number = self.place_id.partition(":")
        return int(number) if source == "geonames" else None


@dataclass(frozen=True, slots=True)
class Match:
    """A place as an answer to a name, best first in the lists that look-ups return."""

    place: Place
    name: str
    """The gazetteer's name that met the one looked up."""
    how: MatchKind
    closeness: float
    """1 for the same letters, less for a close spelling (0 to 1)."""
