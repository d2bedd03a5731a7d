"""The gazetteer that the rest of Dateline sees: look-ups by name, id and point."""

import math
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer.answers import Answer, answers
from gazetteer.cache import cache_folder
from gazetteer.completion import complete_rows, share_of
from gazetteer.errors import GazetteerError
from gazetteer.index import Index
from gazetteer.installing import Progress
from gazetteer.languages import name_in
from gazetteer.layout import HOW
from gazetteer.lookup import Matches, find_many, find_rows
from gazetteer.place import Match, MatchKind, Place, distance_km
from gazetteer.stack import open_index

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gazetteer.regions import Region


class UnknownPlaceError(GazetteerError, LookupError):
    """No place has this id."""


def open_gazetteer(
    path: Path | None = None,
    progress: Progress | None = None,
    *,
    stack: Sequence[str] = (),
) -> "Gazetteer":
    """Open the bundled world, with built gazetteers of these names over it, or an index by `path`.

    `stack` names what `dateline gazetteer list` lists, the first before the others. An index is
    made in the user's cache folder on first use: of the bundled world in half a minute, of all
    of GeoNames in ten; `progress` is told how far it is. Raises `GazetteerError` where the folder
    can't be written, there is no such gazetteer, or `path` holds no index.
    """
    if path is not None:
        return Gazetteer(Index.open(path))
    if stack:
        return Gazetteer(open_index(stack, progress))
    return _open_bundled(cache_folder(), progress)


def _open_bundled(folder: Path, progress: Progress | None) -> "Gazetteer":
    if folder not in _opened:
        _opened[folder] = Gazetteer(open_index((), progress))
    return _opened[folder]


_opened: "dict[Path, Gazetteer]" = {}
"""The bundled world by its cache folder: an index holds some seventy files open."""


class Gazetteer:
    """Places by name, by id and by point; cheap to open, safe to share among threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._barred = lru_cache(maxsize=8)(index.cells_barred)

    @property
    def index(self) -> Index:
        """The index on disk, for batches of rows."""
        return self._index

    # Thousands of codes are read when they are first asked for, not when the gazetteer is opened.

    @cached_property
    def _country_rows(self) -> dict[str, int]:
        return {self._index.code(row): row for row in self._index.coded("A", "PCLI")}

    @cached_property
    def _division_rows(self) -> dict[str, int]:
        return {self._index.code(row): row for row in self._index.coded("A", "ADM1")}

    # By name

    def lookup(
        self,
        name: str,
        *,
        country: str | None = None,
        within: "str | Region | None" = None,
        feature_class: str | None = None,
        near: tuple[float, float] | None = None,
        close: bool = False,
        limit: int | None = None,
    ) -> list[Match]:
        """Places that the name may mean, best first: by how it matched, prominence, and id.

        `country` (ISO alpha-2), `within` (the id of a place, or a `Region`) and `feature_class`
        (GeoNames' A, P, H, L, T ...) keep those that lie there or are such; `near` (latitude,
        longitude) puts the nearer first among those that matched alike. With `close`, places of
        close spellings follow and, where no place has the name, those of names that are a part of
        it. Empty where nothing matches.
        """
        keeps = self._bounds(country, within, feature_class)
        found: list[Match] = []
        most = limit if keeps is None and near is None else None
        for answer in answers(self._index, name, close=close, most=most):
            match = self._match(answer)
            if keeps is None or keeps(match.place):
                found.append(match)
                if near is None and len(found) == limit:
                    break
        if near is not None:
            found.sort(key=lambda match: (HOW.index(match.how), _away(match.place, near)))
        return found[:limit]

    def lookup_many(self, names: Sequence[str]) -> Matches:
        """What `lookup` finds for each of many names, as columns of rows: see `Matches`."""
        return find_many(self._index, names)

    def lookup_ids(self, name: str, *, close: bool = False, limit: int | None = None) -> list[int]:
        """Rows of the places that the name may mean, as `lookup` orders them."""
        if close:
            found = answers(self._index, name, close=True, most=limit)
            return [answer.row for answer in islice(found, limit)]
        return find_rows(self._index, name)[:limit]

    def has_name(self, name: str) -> bool:
        """Whether `lookup` finds anything; a few microseconds."""
        return bool(find_rows(self._index, name))

    def complete(
        self, prefix: str, *, country: str | None = None, limit: int | None = 10
    ) -> list[Match]:
        """Places that have a name that begins so, the most prominent first; each by one name."""
        found: list[Match] = []
        for row, number in complete_rows(self._index, prefix):
            place, name = self._index.place(row), self._index.names[number]
            if country is None or place.country_code == country:
                how: MatchKind = "exact" if name.startswith(prefix) else "folded"
                found.append(Match(place, name, how, share_of(prefix, name)))
                if len(found) == limit:
                    break
        return found

    def place_at(self, row: int) -> Place:
        """The place in a row of the index."""
        return self._index.place(row)

    def _match(self, answer: Answer) -> Match:
        place = self._index.place(answer.row)
        # Mostly the name met is the one that the place goes by, which is at hand.
        main = answer.name == self._index.primary_of(answer.row)
        name = place.name if main else self._index.names[answer.name]
        return Match(place, name, HOW[answer.how], answer.closeness)

    def _bounds(
        self, country: str | None, within: "str | Region | None", feature_class: str | None
    ) -> Callable[[Place], bool] | None:
        if country is None and within is None and feature_class is None:
            return None
        region = self._region_of(within) if within is not None else None

        def keeps(place: Place) -> bool:
            return (
                (country is None or place.country_code == country)
                and (feature_class is None or place.feature_class == feature_class)
                and (region is None or region.contains(place.place_id))
            )

        return keeps

    def _region_of(self, within: "str | Region") -> "Region":
        from gazetteer.region_names import of_place

        return of_place(self, self.get(within)) if isinstance(within, str) else within

    # By id and code

    def get(self, place_id: str) -> Place:
        """The place with this id, such as "geonames:169389"; else `UnknownPlaceError`."""
        return self._index.place(self.row(place_id))

    def row(self, place_id: str) -> int:
        """The row of the place with this id; else `UnknownPlaceError`."""
        row = self._index.row(place_id)
        if row is None:
            raise UnknownPlaceError(
                f"no place has the id {place_id!r}; ids look like 'geonames:169389'"
            )
        return row

    def parents(self, place: Place | str) -> tuple[Place, ...]:
        """What a place (or that of an id) lies in, nearest first: divisions, then country.

        Of a place of an online geocoder, those whose polygon holds its point.
        """
        if isinstance(place, Place) and self._index.row(place.place_id) is None:
            from gazetteer.containing import areas_around

            if place.latitude is None or place.longitude is None:
                return ()
            return areas_around(self._index, place.latitude, place.longitude)
        rows = self._index.parents[self._row_of(place)].tolist()
        return tuple(self._index.place(row) for row in reversed(rows) if row >= 0)

    def _row_of(self, place: Place | str) -> int:
        return self.row(place if isinstance(place, str) else place.place_id)

    def country(self, code: str) -> Place:
        """The country with this ISO 3166-1 alpha-2 code; else `UnknownPlaceError`."""
        row = self._country_rows.get(code)
        if row is None:
            raise UnknownPlaceError(f"no country has the code {code!r} (ISO 3166-1 alpha-2)")
        return self._index.place(row)

    def capital(self, country_code: str) -> Place | None:
        """The capital of the country with this ISO 3166-1 alpha-2 code; None where unknown."""
        return self._capitals.get(country_code)

    @cached_property
    def _capitals(self) -> dict[str, Place]:
        index = self._index
        rows = (index.feature == index.features.index("P.PPLC")).nonzero()[0].tolist()
        # Rows are in order of prominence: of two capitals the first is the better known.
        capitals = [index.place(row) for row in reversed(rows)]
        return {place.country_code: place for place in capitals if place.country_code}

    def division(self, country_code: str, admin1_code: str) -> Place | None:
        """The first-order division with this GeoNames code, such as ("SY", "12")."""
        row = self._division_rows.get(f"{country_code}.{admin1_code}")
        return None if row is None else self._index.place(row)

    def iso3(self, country_code: str) -> str | None:
        """ISO 3166-1 alpha-3 of an alpha-2 code."""
        row = self._country_rows.get(country_code)
        return None if row is None else self._index.iso(row)

    def country_name(self, country_code: str) -> str | None:
        """The common English name: "Syria", "Russia"; None for an unknown code."""
        row = self._country_rows.get(country_code)
        return None if row is None else self._index.name(row)

    def name_in(self, place: Place, language: str) -> str | None:
        """The name of a place in a language (ISO 639-1, as "ar"); None where it is not known.

        Countries and divisions have names by language; of towns the script tells the language.
        """
        index, row = self._index, self.row(place.place_id)
        return name_in(language, index.label(row), place.name, index.names_of(row))

    def prominence(self, place: Place) -> float:
        """0 to 1, how likely news means this place by its name, whatever the report is about."""
        return float(self._index.prominence[self.row(place.place_id)])

    # By geometry

    def geometry(self, place: Place | str) -> "BaseGeometry | None":
        """Polygon of a country, division or region in EPSG:4326, None where there is none.

        `place` may be an id. A place of an online geocoder has none.
        """
        from gazetteer.shapes import geometry

        if isinstance(place, Place) and self._index.row(place.place_id) is None:
            return None
        return geometry(self._index, self._row_of(place))

    def is_own(self, place: Place) -> bool:
        """Whether a place is of a user's own table."""
        row = self._index.row(place.place_id)
        return row is not None and row < self._index.own

    def is_approximate(self, place_id: str) -> bool:
        """Whether a place's own polygon is a guess from its towns, or an outline by hand."""
        return self._index.is_guess(self.row(place_id))

    def nearest(
        self,
        latitude: float,
        longitude: float,
        *,
        count: int = 1,
        max_km: float | None = None,
        feature_class: str | None = None,
        feature_code: str | None = None,
    ) -> list[tuple[Place, float]]:
        """The places nearest to a point with their distance in km, nearest first; ties by row."""
        from gazetteer.nearest import nearest_rows

        barred = self._barred(feature_class, feature_code)
        found = nearest_rows(self._index, latitude, longitude, count, max_km, barred)
        return [(self._index.place(row), distance) for row, distance in found]

    def nearest_row(
        self, latitude: float, longitude: float, *, feature_class: str | None = None
    ) -> tuple[int, float] | None:
        """Row of the nearest place and its distance in km, for those who need no more."""
        from gazetteer.nearest import nearest_rows

        barred = self._barred(feature_class, None)
        found = nearest_rows(self._index, latitude, longitude, 1, None, barred)
        return found[0] if found else None

    def around(
        self,
        latitude: float,
        longitude: float,
        radius_km: float,
        *,
        feature_class: str | None = None,
    ) -> list[tuple[Place, float]]:
        """All places within a radius of a point with their distance in km, nearest first."""
        from gazetteer.nearest import rows_within

        barred = self._barred(feature_class, None)
        found = rows_within(self._index, latitude, longitude, radius_km, barred)
        return [(self._index.place(row), distance) for row, distance in found]

    def places_in(
        self,
        area: "str | Region | BaseGeometry",
        *,
        feature_class: str | None = None,
        limit: int | None = None,
    ) -> list[Place]:
        """The places that lie in a region (or the place of an id) or whose point is in a geometry.

        Most prominent first; the region's own place is left out.
        """
        from gazetteer.inside import rows_in_geometry, rows_in_region
        from gazetteer.regions import Region

        index = self._index
        if isinstance(area, str):
            area = self._region_of(area)
        rows = rows_in_region(area) if isinstance(area, Region) else rows_in_geometry(index, area)
        if feature_class is not None:
            rows = rows[index.features_like(feature_class, None)[index.feature[rows]]]
        return [index.place(row) for row in rows[:limit].tolist()]

    def children(self, place: Place | str) -> list[Place]:
        """The divisions next below a country or division, and the towns that lie in no such.

        `place` may be an id. Most prominent first.
        """
        from gazetteer.inside import child_rows

        return [self._index.place(row) for row in child_rows(self._index, self._row_of(place))]

    def region(self, text: str) -> "Region":
        """The region that a filter names: see `gazetteer.region_syntax.parse`."""
        from gazetteer.region_syntax import parse

        return parse(self, text)

    def members(self, place_id: str) -> frozenset[str]:
        """Ids whose places count as inside: the place, and of a region what it is made of."""
        index, row = self._index, self.row(place_id)
        if row not in index.regions:
            return frozenset((place_id,))
        inside = self._leaves(row)
        whole = {
            other for other in index.regions
            if (leaves := self._leaves(other)) and all(self._under(leaf, inside) for leaf in leaves)
        }  # fmt: skip
        return frozenset(index.place_id(r) for r in {row} | inside | whole)

    def _leaves(self, row: int) -> set[int]:
        """Rows of the countries and divisions that a region is made of."""
        leaves: set[int] = set()
        for member in self._index.regions[row]["members"]:
            leaves |= self._leaves(member) if member in self._index.regions else {member}
        return leaves

    def _under(self, row: int, rows: set[int]) -> bool:
        return row in rows or not rows.isdisjoint(self._index.parents[row].tolist())

    def is_drawn(self, place_id: str) -> bool:
        """Whether a region is an outline rather than made of countries and divisions."""
        region = self._index.regions.get(self.row(place_id))
        return bool(region and region["drawn"])

    def country_codes(self) -> list[str]:
        """ISO 3166-1 alpha-2 codes of all countries, in order."""
        return sorted(self._country_rows)

    def country_ids(self) -> frozenset[str]:
        """Ids of all countries."""
        return frozenset(map(self._index.place_id, self._country_rows.values()))

    def by_iso(self, code: str) -> Place | None:
        """A country by ISO 3166-1 alpha-2 or -3, a division by ISO 3166-2 or GeoNames code."""
        row = self._by_iso.get(code)
        return None if row is None else self._index.place(row)

    @cached_property
    def _by_iso(self) -> dict[str, int]:
        rows: dict[str, int] = {}
        for row in sorted(self._division_rows.values()) + sorted(self._country_rows.values()):
            if iso := self._index.iso(row):
                rows[iso] = row
        return self._division_rows | rows | self._country_rows

    def info(self) -> dict[str, Any]:
        """Format version, sources with their dates, counts, attribution and folder."""
        return {
            **{key: value for key, value in self._index.manifest.items() if key != "files"},
            "folder": str(self._index.folder),
        }


def _away(place: Place, near: tuple[float, float]) -> float:
    """Distance in km of a place from a point; those without a point come last."""
    if place.latitude is None or place.longitude is None:
        return math.inf
    return distance_km(place.latitude, place.longitude, *near)
