"""Dateline's places behind the interface of geopy, offline."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from geopy.adapters import BaseAsyncAdapter
from geopy.exc import ConfigurationError, GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from gazetteer.address import Reading, read_fields, read_text
from gazetteer.containing import areas_around
from gazetteer.gazetteer import Gazetteer, open_gazetteer
from gazetteer.geocoder_input import (
    coordinates_of,
    count_of,
    fields_of,
    languages_of,
    point_of,
    text_of,
)
from gazetteer.place import Place
from gazetteer.shapes import circle

_SPARE = 50
"""So many more towns are looked at, since those beyond a border are passed over."""
_LEVELS = {
    "city": ("P.",),
    "county": ("A.ADM2",),
    "state": ("A.ADM1",),
    "country": ("A.PCL",),
    "settlement": ("P.", "A.ADM"),
}
"""How class and code of each `featuretype` begin."""
Keep = Callable[[Place], bool]


@dataclass(frozen=True, slots=True)
class _Found:
    """A place as an answer, with what `raw` tells of how it was found."""

    place: Place
    how: str
    closeness: float | None = None
    matched: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    distance_km: float | None = None
    areas: tuple[Place, ...] = ()
    """The divisions and the country that the point asked for lies in."""


class DatelineGeocoder(Geocoder):  # type: ignore[misc]
    """A geopy geocoder over the bundled world; nothing is sent anywhere.

    It stands in for any geocoder of geopy, in `geopandas.tools.geocode`, `reverse_geocode` and
    geopy's rate limiters too. It knows places, divisions, countries and regions, but no streets.

    `gazetteer` is another than the bundled world. With `partial=False` an address of which a name
    is not known ("10 Downing Street, London") gives None, and not what is known of it (London);
    numbers such as postal codes may stay unread. Spellings less close than `min_closeness` (0 to 1;
    1 takes none but the very letters) are not taken. `max_km` is how far from a point `reverse`
    looks for a town. The settings of geopy's geocoders are taken (`user_agent`, `timeout`,
    `scheme`, `proxies`, `ssl_context`, `adapter_factory`); only the last has an effect: with an
    asynchronous adapter `geocode` and `reverse` give what is to be awaited.

    A `Location` has an address such as "Homs, Syria", a point, and `raw`, a plain dictionary:

    - the fields of `Place`, the name in the language asked for, and `geonameid`;
    - `address`: the names of city, county, state and country, any other place's own as region, and
      `country_code`, which is in small letters here as Nominatim's;
    - `boundingbox`: south, north, west and east in degrees, which is Nominatim's order, of the
      polygon or, where there is none, of the circle of `radius_km`;
    - `how` and `closeness`: as in `Match`; in `reverse` "nearest" or "contains" and None;
    - `matched` and `unmatched`: the parts of the query that led to the place, and the others;
    - `distance_km`: in `reverse`, from the point to the place, 0 to what contains it.

    Errors are as geopy's own: `ConfigurationError` for bad settings, `GeocoderQueryError` for a bad
    query, and `ValueError`, which the other two are as well, for a bad point or limit.
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        partial: bool = True,
        min_closeness: float = 0.75,
        max_km: float = 50.0,
        **settings: Any,
    ) -> None:
        super().__init__(**settings)
        if not max_km > 0:
            raise ConfigurationError(f"max_km {max_km}: must be more than 0")
        if not 0 <= min_closeness <= 1:
            raise ConfigurationError(f"min_closeness {min_closeness}: must be from 0 to 1")
        self._gazetteer = gazetteer or open_gazetteer()
        self._min_closeness = min_closeness
        self._partial = partial
        self._max_km = max_km

    def geocode(
        self,
        query: str | Mapping[str, Any],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        addressdetails: bool = True,
        language: str | bool | None = None,
        country_codes: str | Iterable[str] | None = None,
        viewbox: Sequence[Any] | None = None,
        bounded: bool = False,
        featuretype: str | None = None,
    ) -> Any:
        """Places by name or address, such as "Homs, Syria", best first; None where there is none.

        `query` may also be a mapping with some of street, city, county, state, country and
        postalcode; by street and postalcode nothing is found. Coordinates such as "33.5, 36.3"
        give what `reverse` gives. Close spellings are found where nothing else is.

        With `exactly_one` it is a `Location`, else a list of them, at most `limit` or 10.
        `language` is a code or several with commas ("de", "de-AT,en;q=0.8"), the best first; what
        has no name in them is named as always. `country_codes` are ISO 3166-1 alpha-2.
        `viewbox` is two points (latitude, longitude) at opposite corners: places in it come first,
        or with `bounded` alone. `featuretype` is country, state, county, city, or settlement for
        all below a country. `addressdetails=False` leaves `raw["address"]` out. `timeout` is taken
        and not needed. Places of which no point is known are left out.
        """
        count = count_of(exactly_one, limit)
        languages = languages_of(language)
        box = self._box(viewbox) if viewbox else None
        keep = self._filter(country_codes, featuretype, box if bounded else None)
        if isinstance(query, Mapping):
            readings = read_fields(self._gazetteer, fields_of(query), keep)
        elif point := coordinates_of(text_of("query", query)):
            around = self._around(point, count, None, keep)
            return self._answer(around, exactly_one, languages, addressdetails)
        else:
            readings = read_text(self._gazetteer, query, keep)
        if not self._partial:
            readings = [reading for reading in readings if not reading.unread]
        found = [_found(r) for r in readings if r.match.closeness >= self._min_closeness]
        if box is not None:
            found.sort(key=lambda one: not box(one.place))
        return self._answer(found[:count], exactly_one, languages, addressdetails)

    def reverse(
        self,
        query: Point | str | Sequence[float],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        limit: int | None = None,
        addressdetails: bool = True,
        language: str | bool | None = None,
        featuretype: str | None = None,
    ) -> Any:
        """What lies at a point (latitude, longitude), nearest first; None where nothing does.

        The populated place nearest to the point in the country that it lies in, at most `max_km`
        away; where there is none, the smallest division or the country that contains the point;
        at sea, far from land, None. `featuretype` asks for one of them: city, county, state or
        country. The address has the divisions that contain the point, which need not be the
        place's own. The other parameters are those of `geocode`.
        """
        count = count_of(exactly_one, limit)
        languages = languages_of(language)
        if featuretype not in (None, "city", "county", "state", "country"):
            raise GeocoderQueryError(
                f"featuretype {featuretype!r}: must be city, county, state or country"
            )
        found = self._around(point_of(query), count, featuretype, _has_point)
        return self._answer(found, exactly_one, languages, addressdetails)

    # What the parameters mean

    def _filter(
        self,
        country_codes: str | Iterable[str] | None,
        featuretype: str | None,
        box: Keep | None,
    ) -> Keep:
        codes = country_codes or ()
        wanted = {
            code.strip().upper()
            for code in (codes.split(",") if isinstance(codes, str) else map(str, codes))
        }
        if unknown := wanted.difference(self._gazetteer.country_codes()):
            raise GeocoderQueryError(
                f"country_codes: {', '.join(sorted(unknown))!r} is not ISO 3166-1 alpha-2, "
                "such as 'SY'"
            )
        if featuretype is not None and featuretype not in _LEVELS:
            raise GeocoderQueryError(
                f"featuretype {featuretype!r}: must be one of {', '.join(_LEVELS)}"
            )
        begins = _LEVELS[featuretype] if featuretype is not None else ("",)

        def keep(place: Place) -> bool:
            return (
                _has_point(place)
                and (not wanted or place.country_code in wanted)
                and f"{place.feature_class}.{place.feature_code}".startswith(begins)
                and (box is None or box(place))
            )

        return keep

    def _box(self, viewbox: Sequence[Any]) -> Keep:
        corners = self._format_bounding_box(viewbox)
        south, west, north, east = map(float, corners.split(","))

        def box(place: Place) -> bool:
            return (
                place.latitude is not None
                and place.longitude is not None
                and south <= place.latitude <= north
                and west <= place.longitude <= east
            )

        return box

    # Finding

    def _around(
        self, point: Point, count: int, featuretype: str | None, keep: Keep
    ) -> list[_Found]:
        areas = areas_around(self._gazetteer.index, point.latitude, point.longitude)
        if featuretype in (None, "city"):
            towns = [found for found in self._towns(point, count, areas) if keep(found.place)]
            if towns or featuretype == "city":
                return towns[:count]
        begins = _LEVELS[featuretype] if featuretype is not None else ("",)
        return [
            _Found(area, "contains", distance_km=0.0, areas=areas[place:])
            for place, area in enumerate(areas)
            if f"A.{area.feature_code}".startswith(begins) and keep(area)
        ][:count]

    def _towns(self, point: Point, count: int, areas: Sequence[Place]) -> list[_Found]:
        nearest = self._gazetteer.nearest(
            point.latitude,
            point.longitude,
            count=count + _SPARE,
            max_km=self._max_km,
            feature_class="P",
        )
        return [
            _Found(town, "nearest", distance_km=distance, areas=tuple(areas))
            for town, distance in nearest
            # Borders are drawn to about a kilometre: who is in the town itself is in no other.
            if not areas or town.country_code == areas[0].country_code or distance <= town.radius_km
        ]

    # Answering

    def _answer(
        self,
        found: list[_Found],
        exactly_one: bool,
        languages: list[str],
        addressdetails: bool,
    ) -> Any:
        located = [self._location(one, languages, addressdetails) for one in found]
        answer: Any = located or None
        if located and exactly_one:
            answer = located[0]
        return _later(answer) if isinstance(self.adapter, BaseAsyncAdapter) else answer

    def _location(self, found: _Found, languages: list[str], addressdetails: bool) -> Location:
        place = found.place
        address = {
            level: self._name(part, languages)
            for level, part in self._address(place, found.areas).items()
        }
        raw: dict[str, Any] = {field: getattr(place, field) for field in Place.__slots__}
        raw |= {
            "name": self._name(place, languages),
            "geonameid": place.geonameid,
            "boundingbox": self._bounding_box(place),
            "how": found.how,
            "closeness": found.closeness,
            "matched": list(found.matched),
            "unmatched": list(found.unmatched),
            "distance_km": found.distance_km,
        }
        if addressdetails:
            code = {"country_code": place.country_code.lower()} if place.country_code else {}
            raw["address"] = address | code
        # A city, its district and its province often share a name.
        shown = ", ".join(name for name, _ in groupby(address.values()))
        return Location(shown, Point(place.latitude, place.longitude), raw)

    def _address(self, place: Place, areas: Sequence[Place]) -> dict[str, Place]:
        """The place and what it lies in by level, finest first; `areas` instead of its own."""
        own = {_level(part): part for part in (place, *self._gazetteer.parents(place))}
        if not areas or areas[0].country_code != place.country_code:
            return own
        around = {_level(area): area for area in areas}
        if around.get("state") not in (None, own.get("state")):
            own.pop("county", None)
        merged = own | around
        return {level: merged[level] for level in (*_LEVELS, "region") if level in merged}

    def _name(self, place: Place, languages: list[str]) -> str:
        names = (self._gazetteer.name_in(place, language) for language in languages)
        return next((name for name in names if name), place.name)

    def _bounding_box(self, place: Place) -> list[float]:
        shape = self._gazetteer.geometry(place.place_id)
        if shape is None:
            shape = circle(place.latitude or 0.0, place.longitude or 0.0, place.radius_km)
        west, south, east, north = (round(float(degrees), 5) for degrees in shape.bounds)
        return [south, north, west, east]


async def _later(answer: Any) -> Any:
    return answer


def _found(reading: Reading) -> _Found:
    match = reading.match
    return _Found(match.place, match.how, match.closeness, reading.matched, reading.unmatched)


def _level(place: Place) -> str:
    kind = f"{place.feature_class}.{place.feature_code}"
    levels = (level for level, begins in _LEVELS.items() if kind.startswith(begins))
    return next(levels, "region")


def _has_point(place: Place) -> bool:
    return place.latitude is not None and place.longitude is not None
