"""What lies in a region: countries, divisions, other regions and towns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gazetteer.gazetteer import Gazetteer
from gazetteer.names import fold
from gazetteer.place import Place
from gazetteer.regions import Region


@dataclass(frozen=True, slots=True)
class Contents:
    """The places that lie in a region, by their names in order; the region itself is left out."""

    countries: tuple[Place, ...]
    first_order_divisions: tuple[Place, ...]
    second_order_divisions: tuple[Place, ...]
    regions: tuple[Place, ...]
    """Those of our own: "Sahel", "Lake Chad"."""
    populated_places: int
    """How many towns and villages."""
    largest_places: tuple[Place, ...]
    """The most populous of them, the largest first."""


def contents(region: Region, limit: int = 10) -> Contents:
    """What lies in a region, as a filter by it decides, with at most `limit` largest places."""
    gazetteer, index = region.gazetteer, region.gazetteer.index
    inside = region.contains_rows(np.arange(len(index), dtype=np.int32))
    if region.place is not None:
        inside[gazetteer.row(region.place.place_id)] = False
    rows = np.flatnonzero(inside)
    features = np.array(index.features)[index.feature[rows]]
    towns = rows[np.char.startswith(features, "P.")]
    # Rows are in order of prominence and that in order of ids; the sort keeps it among equals.
    order = np.argsort(-index.population[towns], kind="stable")
    return Contents(
        _places(gazetteer, rows[features == "A.PCLI"]),
        _places(gazetteer, rows[features == "A.ADM1"]),
        _places(gazetteer, rows[features == "A.ADM2"]),
        _places(gazetteer, rows[np.isin(rows, list(index.regions))]),
        len(towns),
        tuple(gazetteer.place_at(row) for row in towns[order[:limit]].tolist()),
    )


def made_of(region: Region) -> tuple[Place, ...]:
    """The countries, divisions and regions that a region of our own is put together from."""
    if region.place is None:
        return ()
    index = region.gazetteer.index
    found = index.regions.get(region.gazetteer.row(region.place.place_id))
    return _places(region.gazetteer, np.array(found["members"], int)) if found else ()


def _places(
    gazetteer: Gazetteer, rows: "NDArray[np.int32] | NDArray[np.intp]"
) -> tuple[Place, ...]:
    found = [gazetteer.place_at(row) for row in rows.tolist()]
    return tuple(sorted(found, key=lambda place: (fold(place.name), place.place_id)))
