"""What a place name means, said by a person: its links and the events that it places."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from gazetteer.errors import DatelineError
from gazetteer.names import fold
from gazetteer.place import Place
from geo.confidence import shipped
from geo.corrections.finding import Row
from geo.corrections.record import Correction
from geo.corrections.values import Columns, PlaceReader
from geo.records import Location, ParsedReport, ResolvedToponym
from geo.relations import WIDE, at
from geo.table.values import sources_in

Span = tuple[int, int]
_LINK_FIELDS = (
    "place_id", "name", "latitude", "longitude", "country_code", "feature_code",
)  # fmt: skip
_NEAR = 2
"""UCDP's `where_prec` of a town that is near the place, or that the sentence does not name."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The place that a name means."""

    name: str
    """Folded."""
    place: Place | None
    columns: Columns
    """The columns of an event at it."""

    def link_values(self) -> dict[str, Any]:
        """What a link in the column `places` says of it."""
        if self.place is not None:
            return {key: getattr(self.place, key) for key in _LINK_FIELDS}
        known = self.columns["latitude"] is not None
        told = {"name": self.columns["location"] if known else None}
        return {key: self.columns.get(key) for key in _LINK_FIELDS} | told


class ReportNames:
    """The place names of each report, with the places that they had: of links, and as parsed."""

    def __init__(self, rows: Iterable[Row], parsed: Iterable[ParsedReport] = ()) -> None:
        self._texts: dict[str | None, dict[Span, str]] = defaultdict(dict)
        self._places: dict[tuple[str | None, str], set[str | None]] = defaultdict(set)
        for row in rows:
            for link in links_of(row):
                span = (link.get("start"), link.get("end"))
                self._add(row["report_id"], span, str(link.get("text")), link.get("place_id"))
        for report in parsed:
            for found in report.toponyms:
                name = found.toponym
                place_id = found.place.place_id if found.place else None
                self._add(report.report.report_id, (name.start, name.end), name.text, place_id)

    def _add(self, report_id: str | None, span: Any, text: str, place_id: str | None) -> None:
        self._texts[report_id][span] = fold(text)
        self._places[report_id, fold(text)].add(place_id)

    def places(self, row: Row, name: str) -> set[str | None]:
        """The ids that a folded name had in the report of a row; None among them: no place."""
        return self._places.get((row["report_id"], name), set())

    def place_row(self, row: Row, name: str) -> bool:
        """Whether the location of a row was read from a folded name."""
        evidence = row["evidence"] or {}
        spans = [tuple(span) for span in evidence.get("location") or ()]
        texts = self._texts.get(row["report_id"], {})
        if spans:
            return any(texts.get(span) == name for span in spans)
        # The place that the report is mostly about has no words of its own.
        return evidence.get("location_step") == "report" or row["place_id"] is None


def links_of(row: Row) -> list[dict[str, Any]]:
    """The links of a row that are objects."""
    return [link for link in row["places"] or () if isinstance(link, dict)]


def in_scope(correction: Correction, row: Row, reports: Collection[str]) -> bool:
    """Whether a row is of the report or source that a correction of a name is for."""
    match correction.scope:
        case "report":
            return row["report_id"] in reports
        case "source":
            return _is_of_source(row["source"], correction)
    return True


def _is_of_source(source: str | None, correction: Correction) -> bool:
    """Whether a source is the one of a correction, or one of those that a merged row has."""
    meant = map(str.casefold, sources_in(correction.source or ""))
    return source is not None and source.casefold() in meant


def with_meaning(row: Row, meaning: Meaning, names: ReportNames, places: PlaceReader) -> Row:
    """The row with a name of it meaning another place; the same row where it has no such name."""
    changed = dict(row)
    linked = [link for link in links_of(row) if fold(str(link.get("text"))) == meaning.name]
    if linked:
        told = meaning.link_values()
        changed["places"] = [
            {**link, **told} if link in linked else link for link in row["places"] or ()
        ]
    had = names.places(row, meaning.name)
    where = any(link.get("role") == "where" for link in linked)
    if _is_finer(row, linked, meaning):
        return {**changed, **meaning.columns}
    if not had or row["place_id"] not in had or not names.place_row(row, meaning.name):
        return changed
    if row["place_id"] is None and not where:
        return changed
    return {**changed, **_moved(row, meaning, places)}


def is_said_of(row: Row, meaning: Meaning) -> bool:
    """Whether a row has what a correction of a name says, as after it: it is at the place, or its
    sentence speaks of that."""
    told = meaning.columns
    if told["place_id"] is not None:
        at_place = row["place_id"] == told["place_id"]
    else:
        at_place = (row["latitude"], row["longitude"]) == (told["latitude"], told["longitude"])
    return at_place or any(
        link.get("place_id") is not None or link.get("latitude") is not None
        for link in links_of(row)
        if fold(str(link.get("text"))) == meaning.name
    )


def with_sure_place(row: Row) -> Columns:
    """The columns of how sure a row is that was moved as a name of it means another place: that is
    right, and its type and day are as sure as they were, for nobody looked at the row itself."""
    evidence = row["evidence"] or {}
    parts = evidence.get("confidence")
    if not isinstance(parts, dict) or not all(isinstance(v, int | float) for v in parts.values()):
        return {}
    told = {name: value for name, value in parts.items() if name != "place"}
    if row["latitude"] is not None:
        told["place"] = 1.0
    return {
        "confidence": shipped().of_row(told),
        "evidence": {**evidence, "confidence": told},
    }


def _is_finer(row: Row, linked: Iterable[dict[str, Any]], meaning: Meaning) -> bool:
    """Whether the place of a name that had none says more exactly where a row was: its event is
    said to have been there, and only the country or division around it was known."""
    if meaning.columns["latitude"] is None or (row["where_prec"] or WIDE) < WIDE:
        return False
    unknown = any(
        link.get("role") == "where" and link.get("place_id") is link.get("latitude") is None
        for link in linked
    )
    around = ("iso3", "admin1") if row["admin1"] else ("iso3",)
    return unknown and all(row[name] in (None, meaning.columns[name]) for name in around)


def renamed(report: ParsedReport, correction: Correction, meaning: Meaning) -> ParsedReport:
    """A parsed report whose name means another place, for what shows all names of a report."""
    about = {
        "report": report.report.report_id == correction.report_id,
        "source": _is_of_source(report.report.source, correction),
    }
    if not about.get(correction.scope or "", True):
        return report
    location = at(meaning.place) if meaning.place is not None else None

    def meant(found: ResolvedToponym) -> ResolvedToponym:
        if fold(found.toponym.text) != meaning.name:
            return found
        return replace(found, location=location, score=1.0 if location else 0.0, approximate=None)

    return replace(report, toponyms=tuple(map(meant, report.toponyms)))


def _moved(row: Row, meaning: Meaning, places: PlaceReader) -> Columns:
    """The columns of a row at the new place, with the relation that it had to the old one."""
    old = _place(row["place_id"], places)
    new = at(meaning.place) if meaning.place is not None else None
    if new is None or old is None or old.latitude is None or old.longitude is None:
        return meaning.columns
    relation = str(row["location"] or "").removesuffix(old.name).removesuffix(" of ").strip()
    if not relation:
        vague = row["where_prec"] == _NEAR and new.where_prec < _NEAR
        return places.of_location(
            replace(
                new,
                where_prec=_NEAR if vague else new.where_prec,
                radius_km=max(new.radius_km, row["radius_km"] or 0.0) if vague else new.radius_km,
            )
        )
    return places.of_location(
        Location(
            place=new.place,
            latitude=_within(new.latitude + row["latitude"] - old.latitude, 90.0),
            longitude=_within(new.longitude + row["longitude"] - old.longitude, 180.0),
            radius_km=row["radius_km"] or new.radius_km,
            where_prec=max(row["where_prec"] or _NEAR, new.where_prec),
            relation=relation,
        )
    )


def _place(place_id: str | None, places: PlaceReader) -> Place | None:
    try:
        return places.gazetteer.get(place_id) if place_id else None
    except DatelineError:
        return None


def _within(degrees: float, most: float) -> float:
    return max(-most, min(most, degrees))
