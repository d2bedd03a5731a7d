"""What the value of a correction puts into the columns of a row."""

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from gazetteer.errors import DatelineError
from gazetteer.place import check_coordinates, distance_km
from geo.errors import CorrectionsError
from geo.event_types import EVENT_TYPES
from geo.language.quantities import MOST_PEOPLE
from geo.records import COUNTED, Factuality, Location
from geo.relations import at
from geo.table.rows import COORDINATE_DECIMALS, LocationColumns

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.place import Place

Columns = dict[str, Any]

NONE = "none"
"""The value that says that a place, date or number is not known."""

_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)(?:\s+(\S.*))?")
_POINT_KM = 1.0
_DAYS = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?")
_COUNT = re.compile(r"(\w+)\s*=\s*(?:(none)|(\d+)(?:\s*-\s*(\d+)|(\+))?)")
_FACTUALITIES: tuple[str, ...] = Factuality.__args__  # type: ignore[attr-defined]
_WEEK = 7
_CHOICES = 4
_SAME_SPOT_KM = 5.0
"""Two towns of one name so near, or one in the circle of the other, are the same one, known twice,
or a part of it."""


class PlaceReader:
    """Reads places of the values of corrections, each once."""

    def __init__(self, gazetteer: "Gazetteer") -> None:
        self.gazetteer = gazetteer
        self._columns = LocationColumns(gazetteer)

    def place(self, value: str, iso3: str | None = None) -> "Place | None":
        """The gazetteer's place of an id or a name; None for a point and for none.

        Raises `CorrectionsError` for what the gazetteer lacks, and for a name of several places:
        those in the country `iso3`, the event's, first.
        """
        if value.casefold() == NONE or _POINT.fullmatch(value):
            return None
        if ":" in value:
            try:
                return self.gazetteer.get(value)
            except DatelineError as error:
                raise CorrectionsError(str(error)) from error
        return self._named(value, iso3)

    def columns(self, value: str, iso3: str | None = None) -> Columns:
        """The columns of where an event happened; `iso3` as for `place`."""
        if value.casefold() == NONE:
            return self._columns.of_location(None)
        if point := _POINT.fullmatch(value):
            return self._of_point(float(point[1]), float(point[2]), point[3])
        place = self.place(value, iso3)
        assert place is not None
        return self.of_place(place)

    def of_place(self, place: "Place") -> Columns:
        """The columns of an event at a place as such."""
        location = at(place)
        if location is None:
            raise CorrectionsError(f"no point is known of {place.name} ({place.place_id})")
        return self._columns.of_location(location)

    def of_location(self, location: Location) -> Columns:
        """The columns of any location."""
        return self._columns.of_location(location)

    def _named(self, value: str, iso3: str | None) -> "Place":
        from gazetteer.region_names import describe
        from gazetteer.region_syntax import places_within

        found = self.gazetteer.lookup(value) or places_within(self.gazetteer, value)
        if not found:
            raise CorrectionsError(
                f"the gazetteer has no place {value!r}; 'dateline places' looks names up, and a "
                "point is written 34.73,36.72"
            )
        places = [match.place for match in found]
        # Of a town, and what around it is called after it, the town is meant.
        town = next((place for place in places if place.feature_class == "P"), None)
        if town is not None and all(self._is_about(place, town) for place in places):
            return town
        if len(places) > 1:
            if iso3 is not None:
                places.sort(key=lambda place: self._iso3(place) != iso3)
            choices = "; ".join(
                f"{describe(self.gazetteer, place)} {place.place_id}" for place in places[:_CHOICES]
            )
            raise CorrectionsError(f"{value!r} is the name of several places: {choices}")
        return places[0]

    def _is_about(self, place: "Place", town: "Place") -> bool:
        """Whether a place is a division that holds a town or has it beside it, as a capital is
        beside the governorate of its name; or a town at the same spot."""
        if place.feature_class == "A" and _first_division(place) == _first_division(town):
            return True
        reach = max(_SAME_SPOT_KM, self._radius_km(town))
        if place.feature_class == "A" and place.country_code == town.country_code:
            reach = max(reach, self._radius_km(place))
        elif place.feature_class != "P":
            return False
        if (
            place.latitude is None
            or place.longitude is None
            or town.latitude is None
            or town.longitude is None
        ):
            return False
        away = distance_km(place.latitude, place.longitude, town.latitude, town.longitude)
        return away <= reach

    def _radius_km(self, place: "Place") -> float:
        return float(self.gazetteer.index.radius[self.gazetteer.row(place.place_id)])

    def _iso3(self, place: "Place") -> str | None:
        return self.gazetteer.iso3(place.country_code) if place.country_code else None

    def _of_point(self, latitude: float, longitude: float, name: str | None) -> Columns:
        """A point that no gazetteer has, in the division whose polygon holds it."""
        from gazetteer.containing import containing_rows

        check_coordinates(latitude, longitude)
        latitude, longitude = (
            round(latitude, COORDINATE_DECIMALS),
            round(longitude, COORDINATE_DECIMALS),
        )
        rows = containing_rows(self.gazetteer.index, latitude, longitude)
        around = self.gazetteer.place_at(rows[0]) if rows else None
        divisions = self._columns.divisions(around)
        return {
            "location": name or f"{latitude}, {longitude}",
            "place_id": None,
            "feature_code": None,
            **divisions,
            "latitude": latitude,
            "longitude": longitude,
            "radius_km": _POINT_KM,
            "geo_precision": 1,
            "where_prec": 1,
            "geometry": (longitude, latitude),
        }


def _first_division(place: "Place") -> tuple[str | None, str | None]:
    return place.country_code, place.admin1_code


def type_columns(value: str) -> Columns:
    """The columns of "ASSAULT" or "ASSAULT/bombing"; a label such as "attack" will do."""
    wanted, _, sub = (part.strip() for part in value.partition("/"))
    names = {type_.label: name for name, type_ in EVENT_TYPES.items()}
    name = wanted.upper() if wanted.upper() in EVENT_TYPES else names.get(wanted.casefold())
    if name is None:
        raise CorrectionsError(f"there is no event type {wanted!r}: {', '.join(EVENT_TYPES)}")
    type_ = EVENT_TYPES[name]
    if sub and sub not in type_.sub_types:
        raise CorrectionsError(f"{name} has no type {sub!r}: {', '.join(type_.sub_types)}")
    return {"event_type": name, "sub_event_type": sub or None, "quad_code": type_.quad_code}


def date_columns(value: str) -> Columns:
    """The columns of a day, a month or a year, or of two with "/" between; or of none."""
    if value.casefold() == NONE:
        return dict.fromkeys(("event_date", "event_date_end", "time_precision"))
    first, _, last = (part.strip() for part in value.partition("/"))
    begins, ends = _bounds(first)[0], _bounds(last or first)[1]
    if ends < begins:
        raise CorrectionsError(f"{value!r}: the last day is before the first")
    days = (ends - begins).days + 1
    precision = 1 if days == 1 else 2 if days <= _WEEK else 3
    return {
        "event_date": begins.isoformat(),
        "event_date_end": ends.isoformat(),
        "time_precision": precision,
    }


def factuality_columns(value: str) -> Columns:
    """The column of reported, planned, conditional or denied."""
    if value.casefold() not in _FACTUALITIES:
        raise CorrectionsError(f"no factuality {value!r}: {', '.join(_FACTUALITIES)}")
    return {"factuality": value.casefold()}


def count_columns(value: str, counts: list[dict[str, Any]]) -> Columns:
    """The columns of "killed=12; wounded=30-40; displaced=100+; missing=none"; others stay.

    Raises `CorrectionsError` for what nobody is counted as; what stands in the row may be removed.
    """
    standing = {count.get("what") for count in counts}
    pieces = [piece.strip() for piece in value.split(";") if piece.strip()]
    given: dict[str, tuple[int, int | None] | None] = {}
    for piece in pieces:
        read = _COUNT.fullmatch(piece)
        if read is None:
            raise CorrectionsError(f"{piece!r}: a count is written killed=12, killed=12-15 or 12+")
        what, none, low, high, more = read.groups()
        if what.casefold() not in COUNTED and not (none and what.casefold() in standing):
            raise CorrectionsError(
                f"{piece!r}: nobody is counted as {what}; choose from {', '.join(COUNTED)}"
            )
        bounds = None if none else (int(low), None if more else int(high or low))
        if bounds and bounds[1] is not None and bounds[1] < bounds[0]:
            raise CorrectionsError(f"{piece!r}: the higher number is before the lower")
        if bounds and max(bounds[0], bounds[1] or 0) > MOST_PEOPLE:
            raise CorrectionsError(f"{piece!r}: more people than there are")
        given[what.casefold()] = bounds
    kept = [count for count in counts if count.get("what") not in given]
    made = [
        {"what": what, "low": bounds[0], "high": bounds[1], "start": None, "end": None}
        for what, bounds in given.items()
        if bounds
    ]
    columns: Columns = {"counts": [*kept, *made]}
    if "killed" in given:
        low, high = given["killed"] or (None, None)
        columns |= {"fatalities_low": low, "fatalities_high": high}
    return columns


def _bounds(text: str) -> tuple[date, date]:
    read = _DAYS.fullmatch(text)
    try:
        if read is None:
            return date(int(text), 1, 1), date(int(text), 12, 31)
        year, month = int(read[1]), int(read[2])
        last = calendar.monthrange(year, month)[1]
        return date(year, month, int(read[3] or 1)), date(year, month, int(read[3] or last))
    except ValueError:
        raise CorrectionsError(
            f"{text!r}: a day is written 2018-08-27, a month 2018-08, a time 2018-08-27/2018-08-29"
        ) from None
