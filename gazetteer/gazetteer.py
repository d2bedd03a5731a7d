"""The gazetteer that the rest of Dateline sees: look-ups by name, id and point."""

import logging
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer import sources
from gazetteer.build import Progress, ensure_index
from gazetteer.cache import cache_folder
from gazetteer.errors import GazetteerError
from gazetteer.index import FORMAT_VERSION, HOW, Index
from gazetteer.names import fold, skeleton, split_type
from gazetteer.place import Match, Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from gazetteer.regions import Region

log = logging.getLogger(__name__)
log.addHandler(logging.NullHandler())

_EXACT, _FOLDED, _VARIANT = (HOW.index(how) for how in ("exact", "folded", "variant"))
_ABBREVIATION = HOW.index("abbreviation")
_CAPITALISED = tuple(HOW.index(how) for how in ("adjective", "demonym", "seat"))


class UnknownPlaceError(GazetteerError, LookupError):
    """No place has this id."""


def open_gazetteer(path: Path | None = None, progress: Progress | None = None) -> "Gazetteer":
    """Open the bundled world, or the index in the folder `path`.

    The bundled world's index is built in the user's cache folder on first use, which takes some
    seconds; `progress` is told how far it is. Raises `GazetteerError` where the folder can't be
    written or `path` holds no index.
    """
    if path is not None:
        return Gazetteer(Index.open(path))
    return _open_bundled(cache_folder(), progress)


@cache
def _open_bundled(folder: Path, progress: Progress | None) -> "Gazetteer":
    data = sources.data_folder()
    target = folder / f"gazetteer-{FORMAT_VERSION}-{sources.digest(data)[:16]}"

    def make() -> tuple[Iterable[sources.Entry], Iterable[sources.RegionRow], Iterable[Any]]:
        log.info("building the gazetteer's index in %s", target)
        return (
            sources.read_entries(data),
            sources.read_regions(data),
            sources.read_shapes(data),
        )

    return Gazetteer(ensure_index(target, make, sources.describe(data), progress))


class Gazetteer:
    """Places by name, by id and by point; cheap to open, safe to share among threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._country_rows: dict[str, int] = {}
        self._division_rows: dict[str, int] = {}
        for position, feature in enumerate(index.features):
            if feature in ("A.PCLI", "A.ADM1"):
                wanted = self._country_rows if feature == "A.PCLI" else self._division_rows
                for row in (index.feature == position).nonzero()[0].tolist():
                    wanted[index.code(row)] = row

    @property
    def index(self) -> Index:
        """The index on disk, for batches of rows."""
        return self._index

    # By name

    def lookup(
        self, name: str, *, country: str | None = None, limit: int | None = None
    ) -> list[Match]:
        """Places that the name may mean, best first: by how it matched, prominence, and id.

        `country` (ISO alpha-2) keeps those in one country. Empty where nothing matches.
        """
        index = self._index
        found: list[Match] = []
        for how, row, number in self._found(name):
            place = index.place(row)
            if country is None or place.country_code == country:
                found.append(Match(place, index.names[number], HOW[how], 1.0))
                if len(found) == limit:
                    break
        return found

    def lookup_ids(self, name: str) -> list[int]:
        """Rows of the places that the name may mean, as `lookup` orders them."""
        return [row for _, row, _ in self._found(name)]

    def has_name(self, name: str) -> bool:
        """Whether `lookup` finds anything; a few microseconds."""
        return bool(self._found(name))

    def place_at(self, row: int) -> Place:
        """The place in a row of the index."""
        return self._index.place(row)

    def _found(self, name: str) -> list[tuple[int, int, int]]:
        """How it matched, row and number of the name met; best first, each row once."""
        index, key = self._index, fold(name)
        if not key:
            return []
        best: dict[int, tuple[int, int, int]] = {}
        self._collect(name, index.find(key), _EXACT, best)
        bones = skeleton(key)
        if bones != key:
            self._collect(name, index.find(bones), _VARIANT, best)
        self._collect(name, index.find("~" + bones), _VARIANT, best)
        if (typed := split_type(key)) is not None:
            self._collect_divisions(typed[0], best)
        return sorted(best.values()) if len(best) > 1 else list(best.values())

    def _collect(
        self, name: str, positions: range, floor: int, best: dict[int, tuple[int, int, int]]
    ) -> None:
        """Add the postings that `name` really meets, none better than `floor`."""
        index = self._index
        for position in positions:
            how, row = index.posting_how[position], index.posting_row[position]
            number = index.posting_name[position]
            if how == _FOLDED:
                if floor == _EXACT and index.names[number] == name:
                    how = _EXACT
                how = max(how, floor)
            elif how == _ABBREVIATION:
                if floor != _EXACT or not _same_abbreviation(name, index.names[number]):
                    continue
            elif how in _CAPITALISED and not name.removeprefix("the ")[:1].isupper():
                continue
            met = (how, row, number)
            if row not in best or met < best[row]:
                best[row] = met

    def _collect_divisions(self, core: str, best: dict[int, tuple[int, int, int]]) -> None:
        """Add the divisions that have the bare name: "idlib" of "Idlib province"."""
        index = self._index
        found: dict[int, tuple[int, int, int]] = {}
        for key in dict.fromkeys((core, skeleton(core), "~" + skeleton(core))):
            self._collect(core, index.find(key), _VARIANT, found)
        for row, met in found.items():
            if row not in best and met[0] == _VARIANT and ".ADM" in index.feature_code(row):
                best[row] = met

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

    def parents(self, place: Place) -> tuple[Place, ...]:
        """What the place lies in, nearest first: second-, first-order division, country."""
        rows = self._index.parents[self.row(place.place_id)].tolist()
        return tuple(self._index.place(row) for row in reversed(rows) if row >= 0)

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

    def prominence(self, place: Place) -> float:
        """0 to 1, how likely news means this place by its name, whatever the report is about."""
        return float(self._index.prominence[self.row(place.place_id)])

    # By geometry

    def geometry(self, place_id: str) -> "BaseGeometry | None":
        """Polygon of a country, division or region in EPSG:4326, None where there is none."""
        from gazetteer.shapes import geometry

        return geometry(self._index, self.row(place_id))

    def nearest(
        self,
        latitude: float,
        longitude: float,
        *,
        count: int = 1,
        max_km: float | None = None,
        feature_class: str | None = None,
    ) -> list[tuple[Place, float]]:
        """The places nearest to a point with their distance in km, nearest first; ties by row."""
        from gazetteer.nearest import nearest_rows

        found = nearest_rows(self._index, latitude, longitude, count, max_km, feature_class)
        return [(self._index.place(row), distance) for row, distance in found]

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
        return bool(region and region["outline"])

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


def _same_abbreviation(name: str, stored: str) -> bool:
    """Capitals may leave their periods out ("US" is "U.S."), others are met as they stand."""
    if name == stored:
        return True
    bare = stored.replace(".", "")
    return bare.isupper() and name.replace(".", "") == bare
