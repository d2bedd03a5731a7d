"""What lies in a place, a region or a geometry, as rows of the index in order of prominence."""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gazetteer.index import Index
from gazetteer.nearest import rows_in_box
from gazetteer.regions import Region


def child_rows(index: Index, row: int) -> list[int]:
    """Rows whose nearest parent is this one."""
    found: list[int] = index.parents.children(row).tolist()
    return found


def rows_in_geometry(index: Index, shape: BaseGeometry) -> NDArray[np.int32]:
    """Rows whose point lies in a geometry, EPSG:4326, or on its edge."""
    if shape.is_empty:
        return np.empty(0, np.int32)
    rows = np.unique(np.concatenate([
        rows_in_box(index, *part.bounds) for part in shapely.get_parts(shape)
    ]))  # fmt: skip
    shapely.prepare(shape)
    found: NDArray[np.int32] = rows[
        shapely.intersects_xy(shape, index.longitude[rows], index.latitude[rows])
    ]
    return found


def rows_in_region(region: Region) -> NDArray[np.int32]:
    """Rows of the places that lie in a region, without those that it is made of."""
    index = region.gazetteer.index
    inside = region.contains_rows(np.arange(len(index), dtype=np.int32))
    inside[list(_made_of(index, region))] = False
    return np.flatnonzero(inside).astype(np.int32)


def _made_of(index: Index, region: Region) -> Iterator[int]:
    for member in region.members:
        if (row := index.row(member)) is not None:
            yield row
    for part in region.parts:
        yield from _made_of(index, part)
