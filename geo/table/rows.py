"""Events as rows of the table, in plain Python values: one row an event and place."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.event_types import EVENT_TYPES
from geo.records import Actor, Count, Event, Link, Location, ParsedReport, Report

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.place import Place

Row = dict[str, Any]
"""A row by column name. Dates are `date`, JSON columns lists and dicts, the geometry a tuple
(longitude, latitude) in degrees of EPSG:4326; absent is None."""

COORDINATE_DECIMALS = 7
"""A centimetre; RFC 7946 advises no more, and rounding here keeps all formats the same."""
_GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
"""UCDP's `where_prec` as ACLED's `geo_precision`: 1 town, 2 near it or part of a region, 3 region
or wider."""
_AREAS_OF = frozenset({"countryside", "outskirts", "suburbs", "hinterland"})


def event_rows(parsed: Iterable[ParsedReport], gazetteer: "Gazetteer") -> Iterator[Row]:
    """Yield the rows of the events of each report, in the order of the text.

    An event at several places is several rows of one `event_group`, the finest place first. Its
    numbers of people stand in its first row alone, so that a sum over the table counts them once.
    An event without a place is one row without a geometry.
    """
    names = LocationColumns(gazetteer)
    for report in parsed:
        for event in report.events:
            common = _of_event(report.report, event)
            for number, location in enumerate(event.locations or (None,), start=1):
                row = {**common, **names.of_location(location)}
                if number > 1:
                    row["event_id"] = f"{event.event_id}-{number}"
                    row.update(counts=[], fatalities_low=None, fatalities_high=None)
                yield row


def _of_event(report: Report, event: Event) -> Row:
    event_type = EVENT_TYPES.get(event.event_type)
    killed = max(
        (count for count in event.counts if count.what == "killed" and not count.is_total),
        # Of several numbers of dead of one event the smaller are mostly parts of the largest
        # ("12 people, among them three children").
        key=lambda count: (count.low, -count.span[0]),
        default=None,
    )
    start, end = event.sentence
    sentence = report.text[start:end]
    day = event.date
    return {
        "event_id": event.event_id,
        "event_group": event.event_id,
        "event_date": day.first if day else None,
        "event_date_end": day.last if day else None,
        "time_precision": day.time_precision if day else None,
        "event_type": event.event_type,
        "sub_event_type": event.trigger.sub_type,
        "quad_code": event_type.quad_code if event_type else None,
        "actor1": _actors(event.source_actors),
        "actor2": _actors(event.target_actors),
        "fatalities_low": killed.low if killed else None,
        "fatalities_high": killed.high if killed else None,
        "counts": [_count(count) for count in event.counts],
        "factuality": event.factuality,
        "claimed_by": _actors((event.claimed_by,) if event.claimed_by else ()),
        "confidence": event.confidence,
        "n_sources": 1,
        "source": report.source,
        "source_url": report.url,
        "report_id": report.report_id,
        "corrected": None,
        "title": report.title,
        "notes": " ".join(sentence.split()) or None,
        "places": [_link(link) for link in event.links],
        "evidence": {
            **{name: [list(span) for span in spans] for name, spans in event.evidence.items()},
            "sentence": [[start, end]],
            "sentence_text": sentence,
            "sentence_start": start,
            "location_step": event.location_step,
            "published": iso_day(report.published),
            "confidence": event.parts,
            "telling": list(event.telling),
            "seen": asdict(event.seen) if event.seen else None,
            "actors": {
                "actor1": [_identity(actor) for actor in event.source_actors],
                "actor2": [_identity(actor) for actor in event.target_actors],
            },
        },
    }


def _actors(actors: Iterable[Actor]) -> str | None:
    return "; ".join(" ".join(actor.text.split()) for actor in actors) or None


def _identity(actor: Actor) -> dict[str, str | None]:
    return {"role": actor.role, "country_code": actor.country_code}


def _count(count: Count) -> dict[str, Any]:
    start, end = count.span
    return {"what": count.what, "low": count.low, "high": count.high, "start": start, "end": end}


def _link(link: Link) -> dict[str, Any]:
    toponym, place = link.toponym.toponym, link.toponym.place
    location = link.toponym.location
    online = {"source": location.source} if location and location.source != "named" else {}
    return {
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "role": link.role,
        "usage": toponym.usage,
        "kind": toponym.kind,
        "place_id": place.place_id if place else None,
        "name": place.name if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "country_code": place.country_code if place else None,
        "feature_code": place.feature_code if place else None,
        **online,
    }


class LocationColumns:
    """Columns of a location; names of divisions are looked up once a place."""

    def __init__(self, gazetteer: "Gazetteer") -> None:
        self._gazetteer = gazetteer
        self._divisions: dict[str, Row] = {}

    def of_location(self, location: Location | None) -> Row:
        """The columns of where an event happened, all None where that is not known."""
        if location is None:
            return dict.fromkeys(
                ("location", "place_id", "feature_code", "admin1", "admin2", "country", "iso3",
                 "latitude", "longitude", "radius_km", "geo_precision", "where_prec", "geometry")
            )  # fmt: skip
        place = location.place
        latitude = round(location.latitude, COORDINATE_DECIMALS)
        longitude = round(location.longitude, COORDINATE_DECIMALS)
        return {
            "location": location_name(location),
            "place_id": place.place_id,
            "feature_code": place.feature_code,
            **self.divisions(place),
            "latitude": latitude,
            "longitude": longitude,
            "radius_km": round(location.radius_km, 3),
            "geo_precision": _GEO_PRECISION[location.where_prec],
            "where_prec": location.where_prec,
            "geometry": (longitude, latitude),
        }

    def divisions(self, place: "Place | None") -> Row:
        """The columns of the divisions and the country that a place is or lies in."""
        if place is None:
            return dict.fromkeys(("admin1", "admin2", "country", "iso3"))
        if place.place_id not in self._divisions:
            self._divisions[place.place_id] = self._of_place(place)
        return self._divisions[place.place_id]

    def _of_place(self, place: "Place") -> Row:
        chain = (place, *self._gazetteer.parents(place))
        code = place.country_code
        return {
            "admin1": next((p.name for p in chain if p.feature_code == "ADM1"), None),
            "admin2": next((p.name for p in chain if p.feature_code == "ADM2"), None),
            "country": self._gazetteer.country_name(code) if code else None,
            "iso3": self._gazetteer.iso3(code) if code else None,
        }


def location_name(location: Location) -> str:
    """How a location is shown: "Idlib", "near Jisr ash Shughūr", "countryside of Homs"."""
    if location.relation is None:
        return location.place.name
    joint = " of " if location.relation in _AREAS_OF else " "
    return f"{location.relation}{joint}{location.place.name}"


def iso_day(value: date | None) -> str | None:
    """A day as ISO 8601 has it."""
    return value.isoformat() if value else None
