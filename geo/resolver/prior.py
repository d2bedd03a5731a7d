"""What the user knows of the reports beforehand: a weight on candidates, never a filter."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gazetteer.place import EARTH_RADIUS_KM

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from geo.resolver.context import Geography

COUNTRY_WEIGHT = 2.0
"""Nats that lying in the country adds: it wins where the report's own evidence is weak."""
NEAR_WEIGHT = 2.0
NEAR_KM = 200.0
"""Distance at which the weight of nearness has fallen to 1/e."""


@dataclass(frozen=True, slots=True)
class Prior:
    """The country (ISO 3166-1 alpha-2) and the point (latitude, longitude) that are likely."""

    country: str | None = None
    near: tuple[float, float] | None = None

    def weight(
        self, rows: NDArray[np.intp], geography: "Geography", gazetteer: "Gazetteer"
    ) -> NDArray[np.float64]:
        """(N,) nats that each candidate gains."""
        weight = np.zeros(len(rows))
        if self.country is not None:
            country = gazetteer.row(gazetteer.country(self.country).place_id)
            inside = geography.country(country) | (rows == country)
            weight += np.where(inside, COUNTRY_WEIGHT, 0.0)
        if self.near is not None:
            phi, lam = np.radians(self.near)
            point = np.array([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
            km = EARTH_RADIUS_KM * np.arccos(np.clip(geography.points @ point, -1.0, 1.0))
            weight += NEAR_WEIGHT * np.exp(-km / NEAR_KM)
        return weight
