"""What lies in a place, a region or a geometry, as rows of the index in order of prominence."""

from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from gazetteer.index import Index
from gazetteer.nearest import rows_in_box
from gazetteer.regions import Region, extent_of, lies_in

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer


def child_rows(index: Index, row: int) -> list[int]:
    """Rows whose nearest parent is this one."""
    parents = index.parents
    depth = np.where(parents[:, 2] >= 0, 2, np.where(parents[:, 1] >= 0, 1, 0))
    nearest = np.take_along_axis(parents, depth[:, None], axis=1)[:, 0]
    found: list[int] = np.flatnonzero(nearest == row).tolist()
    return found


def rows_in_geometry(gazetteer: "Gazetteer", shape: BaseGeometry) -> NDArray[np.int32]:
    """Rows whose point lies in a geometry, EPSG:4326, or on its edge."""
    index = gazetteer.index
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


def rows_in_region(gazetteer: "Gazetteer", region: Region) -> NDArray[np.int32]:
    """Rows of the places that lie in a region, without those that it is made of."""
    inside = _inside(gazetteer, region)
    inside[_made_of(gazetteer.index, region)] = False
    return np.flatnonzero(inside).astype(np.int32)


def _inside(gazetteer: "Gazetteer", region: Region) -> NDArray[np.bool_]:
    """Of all rows whether they lie in the region, by `Region.contains`."""
    index = gazetteer.index
    inside = np.zeros(len(index), bool)
    members = _member_rows(index, region)
    if members:
        inside |= np.isin(index.parents, members).any(axis=1)
        inside[members] = True
    if region.shape is not None:
        rows = rows_in_geometry(gazetteer, region.shape)
        for row in rows.tolist():
            inside[row] |= not index.has_shape(row) or _extent_lies_in(gazetteer, row, region.shape)
    for part in region.parts:
        inside |= _inside(gazetteer, part)
    for part in region.without:
        inside &= ~_inside(gazetteer, part)
    return inside


def _extent_lies_in(gazetteer: "Gazetteer", row: int, shape: BaseGeometry) -> bool:
    extent = extent_of(gazetteer, gazetteer.index.place_id(row))
    return extent is not None and lies_in(extent, shape)


def _made_of(index: Index, region: Region) -> list[int]:
    parts = [row for part in region.parts for row in _made_of(index, part)]
    return [*_member_rows(index, region), *parts]


def _member_rows(index: Index, region: Region) -> list[int]:
    return [row for member in region.members if (row := index.row(member)) is not None]
