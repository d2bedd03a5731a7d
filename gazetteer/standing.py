"""Which country and division each place of a user's table stands in: its columns and its point.

The columns decide. What they say that is not known, or not borne out by the point, is noted.
"""

from collections.abc import Callable, Sequence

import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.disputed import all_disputes
from gazetteer.gazetteer import Gazetteer
from gazetteer.place import Place
from gazetteer.shapes import circle

_BORDER_KM = 50.0
"""How far out of its country a place may lie without a word: off a coast, behind a rough border."""


class Standing:
    """The codes ("SY.12") of the rows of one table; `note` is told a row's number and a doubt."""

    def __init__(self, world: Gazetteer, note: Callable[[int, str], None]) -> None:
        self._world, self._note = world, note
        self._countries: dict[str, Place | None] = {}
        self._divisions: dict[tuple[str, Sequence[str]], str] = {}
        self._unknown: set[tuple[str, str]] = set()

    def code(
        self,
        number: int,
        country: str,
        parents: tuple[str, ...],
        shape: BaseGeometry,
        point: tuple[float, float],
        division: int,
    ) -> str:
        """Where a place stands by the cells of its row, else by the polygons that hold it.

        `point` is latitude and longitude, `division` the row of the finest of those polygons, -1
        for none.
        """
        index = self._world.index
        by_point = index.code(division) if division >= 0 else ""
        around = by_point.partition(".")[0]
        named = self._country(number, country)
        if named is not None and named.country_code != around:
            self._check(number, named, around, shape, point)
        if named is not None and named.country_code:
            around = named.country_code
        stated = self._division(number, around, parents)
        return by_point if by_point.startswith(f"{stated}.") else stated

    def _country(self, number: int, text: str) -> Place | None:
        if text and text not in self._countries:
            world = self._world
            place = world.by_iso(text.upper()) if len(text) <= 3 else None
            found = [place] if place else [
                match.place for match in world.lookup(text)
                if match.place.feature_code.startswith("PCL")
            ]  # fmt: skip
            self._countries[text] = found[0] if found else None
            if not found:
                self._note(number, f"{text!r} is no known country; told once")
        return self._countries.get(text)

    def _division(self, number: int, country: str, parents: tuple[str, ...]) -> str:
        """The code of the finest parent that is known, in a country ("" for any)."""
        if (country, parents) not in self._divisions:
            code = country
            for parent in filter(None, parents):
                found = self._known(parent, code)
                if not found:
                    self._note_unknown(number, parent, code)
                code = found or code
            self._divisions[country, parents] = code
        return self._divisions[country, parents]

    def _known(self, name: str, within: str) -> str | None:
        """The code of a first- or second-order division of this name in that of a code."""
        world = self._world
        found = (
            world.index.code(world.row(match.place.place_id))
            for match in world.lookup(name, country=within[:2] or None, feature_class="A")
            if match.place.feature_code in ("ADM1", "ADM2")
        )
        return next((code for code in found if not within or code.startswith(f"{within}.")), None)

    def _note_unknown(self, number: int, name: str, within: str) -> None:
        if (name, within) in self._unknown:
            return
        self._unknown.add((name, within))
        above = self._world.by_iso(within)
        where = f" of {above.name}" if above else ""
        self._note(number, f"{name!r} is no known division{where}; told once")

    def _check(
        self,
        number: int,
        named: Place,
        around: str,
        shape: BaseGeometry,
        point: tuple[float, float],
    ) -> None:
        """Note a place that lies clearly out of the country that its row names."""
        area = self._world.geometry(named)
        if area is None:
            return
        shapely.prepare(area)
        latitude, longitude = point
        near = circle(latitude, longitude, _BORDER_KM)
        if area.intersects(near) or area.intersects(shape) or self._claims(named, point):
            return
        found = self._world.country_name(around) if around else None
        lies = f"lies in {found or 'no country'}, not in {named.name}"
        swapped = abs(longitude) <= 90 and shapely.intersects_xy(area, latitude, longitude)
        self._note(
            number,
            f"{lies}; with latitude and longitude the other way round it would lie there"
            if swapped
            else f"{lies}; are latitude and longitude right, and the country?",
        )

    def _claims(self, country: Place, point: tuple[float, float]) -> bool:
        """Whether the point is on ground that the country claims or holds."""
        latitude, longitude = point
        return any(
            shapely.intersects_xy(dispute.shape, longitude, latitude)
            for dispute in all_disputes(self._world)
            if country.country_code in (*dispute.claimed_by, *dispute.controlled_by)
        )
