"""Areas that more than one state claims, and to which of them Dateline counts each.

`data/disputed.csv` lists them. They change nothing in what lies where: they say of a place that
others see it otherwise. DATA.md states the policy.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.errors import GazetteerError
from gazetteer.place import Place
from gazetteer.regions import Region, lies_in
from gazetteer.sources import data_folder, read_rows

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer


_MOST = 0.5
"""Share of an outline that has to lie in a region: outlines are rough."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disputed area. Countries are ISO 3166-1 alpha-2; who has no such code stands by name."""

    slug: str
    region: Region
    """What it is: countries or divisions with all in them, or an outline rough to ten kilometres,
    and its polygon."""
    shown_as: str | None
    """The country that its ground is drawn with; None where the polygons leave it out."""
    claimed_by: tuple[str, ...]
    controlled_by: tuple[str, ...]
    """Who holds it or parts of it."""
    since: int | None
    """The year that the state of things goes back to."""
    note: str

    @property
    def name(self) -> str:
        """What it is called in English."""
        return self.region.name

    @property
    def members(self) -> frozenset[str]:
        """Ids of the countries and divisions that it is made of, none where it is an outline."""
        return self.region.members

    @property
    def shape(self) -> BaseGeometry | None:
        """Its polygon, EPSG:4326; None where the source draws none."""
        return self.region.shape


def disputes(gazetteer: "Gazetteer", place: Place) -> tuple[Dispute, ...]:
    """The disputed areas that a place lies in, by its chain of parents or by where it is.

    A country or division that only has such an area in it is in none.
    """
    chain = {place.place_id, *(parent.place_id for parent in gazetteer.parents(place))}
    return tuple(
        dispute
        for dispute in all_disputes(gazetteer)
        if not dispute.members.isdisjoint(chain)
        or (_has_point(dispute, place) and dispute.region.contains(place.place_id))
    )


def disputes_in(region: Region) -> tuple[Dispute, ...]:
    """The disputed areas that a region is in, holds, or has most of."""
    gazetteer = region.gazetteer
    around = set(disputes(gazetteer, region.place)) if region.place is not None else set()
    return tuple(
        dispute
        for dispute in all_disputes(gazetteer)
        if dispute in around or _holds(region, dispute)
    )


def _holds(region: Region, dispute: Dispute) -> bool:
    if dispute.members:
        return any(region.contains(place_id) for place_id in dispute.members)
    shape = region.geometry
    return shape is not None and lies_in(dispute.shape, shape, _MOST)


def _has_point(dispute: Dispute, place: Place) -> bool:
    """Whether the point of a place lies in the area: if not, nothing else of it need be asked."""
    if place.latitude is None or place.longitude is None:
        return False
    return bool(shapely.intersects_xy(dispute.shape, place.longitude, place.latitude))


@lru_cache(maxsize=4)
def all_disputes(gazetteer: "Gazetteer") -> tuple[Dispute, ...]:
    """All disputed areas in the order of the table, those left out whose members are unknown.

    Raises `GazetteerError` where the table is wrong.
    """
    return tuple(
        Dispute(
            row["slug"],
            region,
            row["shown_as"] or None,
            _several(row["claimed_by"]),
            _several(row["controlled_by"]),
            int(row["since"]) if row["since"] else None,
            row["note"],
        )
        for row in read_rows(data_folder(), "disputed")
        if (region := _region(gazetteer, row)) is not None
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def _region(gazetteer: "Gazetteer", row: dict[str, str]) -> Region | None:
    """The area itself; None where the gazetteer, as a user's own may, has none of its divisions."""
    codes, outline = row["members"].split(), row["outline"]
    if bool(codes) == bool(outline):
        raise GazetteerError(
            f"disputed.csv: {row['slug']} must have members or an outline, one of the two"
        )
    places = [place for code in codes if (place := gazetteer.by_iso(code)) is not None]
    if codes and not places:
        return None
    ids = frozenset(place.place_id for place in places)
    shapes = [gazetteer.geometry(place_id) for place_id in sorted(ids)]
    if outline:
        shapes = [shapely.from_wkt(outline)]
    known = [shape for shape in shapes if shape is not None]
    shape = shapely.union_all(known) if known else None
    shapely.prepare(shape)
    return Region(gazetteer, row["name"], row["name"], members=ids, shape=shape)
