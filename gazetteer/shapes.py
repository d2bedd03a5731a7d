"""Polygons of places: those stored, and those of regions put together from their members."""

from functools import lru_cache

import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.index import Index


@lru_cache(maxsize=512)
def geometry(index: Index, row: int) -> BaseGeometry | None:
    """The polygon of the place in a row, EPSG:4326; None where there is none.

    A region of our own that is not drawn is the union of its members.
    """
    if (wkb := index.wkb(row)) is not None:
        return shapely.from_wkb(wkb)
    region = index.regions.get(row)
    if region is None:
        return None
    parts = [geometry(index, member) for member in region["members"]]
    known = [part for part in parts if part is not None]
    return shapely.union_all(known) if known else None
