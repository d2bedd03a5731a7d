"""Dateline's places behind the interface of geopy, offline."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.gazetteer import Gazetteer, open_gazetteer
from gazetteer.place import Match, Place
from gazetteer.regions import lies_in

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_STRUCTURED = ("street", "city", "county", "state", "country")


class DatelineGeocoder(Geocoder):  # type: ignore[misc]
    """A geopy geocoder over the bundled world; nothing is sent anywhere.

    It stands in for any geocoder of geopy. `timeout` is taken and ignored.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, **settings: Any) -> None:
        super().__init__(**settings)
        self._gazetteer = gazetteer or open_gazetteer()

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | Sequence[str] | None = None,
        viewbox: Sequence[Any] | None = None,
        bounded: bool = False,
    ) -> Location | list[Location] | None:
        """Places by name, such as "Homs, Syria"; None where there is none.

        `query` may also be a mapping with any of city, county, state, country. `country_codes`
        are ISO 3166-1 alpha-2. `viewbox` is two points at opposite corners: places in it come
        first, or with `bounded` alone. Places of which no point is known are left out.
        """
        if limit is not None and limit < 1:
            raise ValueError(f"limit {limit}: must be at least 1")
        name, *around = _parts(query)
        codes = [country_codes] if isinstance(country_codes, str) else country_codes
        wanted = {code.upper() for code in codes} if codes else None
        found = [
            match
            for match in self._matches(name, around)
            if match.place.latitude is not None
            and (wanted is None or match.place.country_code in wanted)
        ]
        if viewbox is not None:
            box = _box(viewbox)
            inside = [match for match in found if _lies_in(match.place, box)]
            rest = [] if bounded else [match for match in found if match not in inside]
            found = inside + rest
        return self._answer([self._location(m.place, m.how) for m in found[:limit]], exactly_one)

    def reverse(
        self,
        query: Point | str | Sequence[float],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int = 10,
    ) -> Location | list[Location] | None:
        """The populated places nearest to a point (latitude, longitude), nearest first."""
        point = Point(query)
        count = 1 if exactly_one else limit
        found = self._gazetteer.nearest(
            point.latitude, point.longitude, count=count, feature_class="P"
        )
        located = [self._location(place, "nearest", distance) for place, distance in found]
        return self._answer(located, exactly_one)

    def _matches(self, name: str, around: list[str]) -> list[Match]:
        if not around:
            return self._gazetteer.lookup(name) if name else []
        whole = self._gazetteer.lookup(", ".join([name, *around]))
        found = self._gazetteer.lookup(name)
        for part in around:
            holders = {match.place for match in self._gazetteer.lookup(part)}
            if len(part) == 2 and (country := self._gazetteer.by_iso(part.upper())):
                holders.add(country)
            found = [m for m in found if holders & set(self._gazetteer.parents(m.place))]
        return whole + [match for match in found if match not in whole]

    def _location(self, place: Place, how: str, distance_km: float | None = None) -> Location:
        parents = self._gazetteer.parents(place)
        address = ", ".join(dict.fromkeys([place.name, *(parent.name for parent in parents)]))
        raw = {field: getattr(place, field) for field in Place.__slots__}
        raw |= {"how": how, "distance_km": distance_km}
        return Location(address, Point(place.latitude, place.longitude), raw)

    @staticmethod
    def _answer(found: list[Location], exactly_one: bool) -> Location | list[Location] | None:
        if not found:
            return None
        return found[0] if exactly_one else found


def _parts(query: str | Mapping[str, str]) -> list[str]:
    """The name and what it lies in, nearest first."""
    if isinstance(query, Mapping):
        unknown = set(query) - set(_STRUCTURED)
        if unknown:
            raise ValueError(f"{sorted(unknown)}: a query may have {', '.join(_STRUCTURED)}")
        pieces = [query[field] for field in _STRUCTURED if field != "street" and query.get(field)]
    else:
        pieces = [piece.strip() for piece in query.split(",")]
    return [piece for piece in pieces if piece] or [""]


def _box(viewbox: Sequence[Any]) -> "BaseGeometry":
    import shapely

    if len(viewbox) != 2:
        raise ValueError("viewbox: must be two points at opposite corners")
    first, second = (Point(corner) for corner in viewbox)
    return shapely.box(
        min(first.longitude, second.longitude),
        min(first.latitude, second.latitude),
        max(first.longitude, second.longitude),
        max(first.latitude, second.latitude),
    )


def _lies_in(place: Place, box: "BaseGeometry") -> bool:
    import shapely

    return lies_in(shapely.Point(place.longitude, place.latitude), box)
