"""The table of events with the columns of POLECAT, whose ontology is PLOVER, as is Dateline's."""

from functools import partial

from geo.crosswalk.codes import iso3, type_codes
from geo.crosswalk.crosswalk import Crosswalk, Row, Target, field, gap, reported, same

_QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
_NOT_READ = "not read"
_UNRESOLVED = "actors are not looked up in Wikipedia"


def _type(row: Row) -> str:
    return _type_and_mode(row)[0]


def _mode(row: Row) -> str | None:
    return _type_and_mode(row)[1] or None


def _type_and_mode(row: Row) -> tuple[str, str]:
    codes = type_codes(row["event_type"], row["sub_event_type"])
    if codes is None or codes.polecat is None:
        return row["event_type"], ""
    name, _, mode = codes.polecat.partition(": ")
    return name, mode


def _raw_place(row: Row) -> str | None:
    """The first name in the text that is where it happened."""
    where = (link for link in row["places"] or () if link.get("role") == "where")
    return next((link["text"] for link in where), None)


def _city(row: Row) -> str | None:
    populated = (row["feature_code"] or "").startswith("PPL") and row["where_prec"] == 1
    return row["location"] if populated else None


def _actors(side: str, row: Row) -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = (row["evidence"] or {}).get("actors", {}).get(side, [])
    return found


def _country(side: str, row: Row) -> str | None:
    """Of the first actor whose country is known."""
    codes = (iso3(actor["country_code"]) for actor in _actors(side, row))
    return next(filter(None, codes), None)


def _sectors(side: str, row: Row) -> str | None:
    roles = dict.fromkeys(role for actor in _actors(side, row) if (role := actor["role"]))
    return ";".join(roles) or None


def _sector(side: str, row: Row) -> str | None:
    return (_sectors(side, row) or "").split(";")[0] or None


def _geonames_id(row: Row) -> int | None:
    source, _, number = (row["place_id"] or "").partition(":")
    return int(number) if source == "geonames" and number.isdecimal() else None


def _who(side: str, name: str) -> tuple[Target, ...]:
    """The columns of what the actors of a side are."""
    return (
        field(f"{name} Country", "text", f"ISO 3166-1 alpha-3 of the first of {side} that has one",
              partial(_country, side)),
        gap(f"{name} COW", "text", "the Correlates of War's numbers are not in the gazetteer"),
        field(f"Primary {name} Sector", "text", f"the first role of {side}",
              partial(_sector, side)),
        field(f"{name} Sectors", "text", f"the roles of {side}, joined by ';'",
              partial(_sectors, side)),
    )  # fmt: skip


def _covers(row: Row) -> str | None:
    return reported(row) or (None if row["quad_code"] else "of types that PLOVER does not have")


POLECAT = Crosswalk(
    name="polecat",
    title="POLECAT",
    key="Event ID",
    covers=_covers,
    beyond="events that did not happen, and disasters, accidents, crime and health, which PLOVER "
    "does not have",
    targets=(
        same("Event ID", "text", "event_id"),
        same("Event Date", "day", "event_date"),
        field("Event Type", "text", "event_type; abductions, demolitions and crowd control are "
              "ASSAULT there", _type),
        field("Event Mode", "text", "by event_type and sub_event_type", _mode),
        gap("Intensity", "real", "no scale of intensity is kept"),
        field("Quad Code", "text", "quad_code in words", lambda row: _QUADS[row["quad_code"]]),
        gap("Contexts", "text", _NOT_READ),
        same("Actor Name", "text", "actor1"),
        *_who("actor1", "Actor"),
        gap("Actor Title", "text", _NOT_READ),
        same("Actor Name Raw", "text", "actor1"),
        gap("Wikipedia Actor ID", "text", _UNRESOLVED),
        same("Recipient Name", "text", "actor2"),
        *_who("actor2", "Recipient"),
        gap("Recipient Title", "text", _NOT_READ),
        same("Recipient Name Raw", "text", "actor2"),
        gap("Wikipedia Recipient ID", "text", _UNRESOLVED),
        same("Placename", "text", "location"),
        field("City", "text", "location, where it is a town and the exact place", _city),
        same("District", "text", "admin2"),
        same("Province", "text", "admin1"),
        same("Country", "text", "iso3"),
        same("Latitude", "real", "latitude", least=-90, most=90),
        same("Longitude", "real", "longitude", least=-180, most=180),
        field("GeoNames ID", "whole", "the number of place_id, where it is GeoNames'",
              _geonames_id, least=1),
        field("Raw Placename", "text", "the first name of places that is where it happened",
              _raw_place),
        same("Feature Type", "text", "feature_code"),
        same("Source", "text", "source"),
        gap("Publication Date", "day", "the day of publication is not in the table"),
        gap("Story People", "text", _NOT_READ),
        gap("Story Organizations", "text", _NOT_READ),
        gap("Story Locations", "text", "the places of an event are in the column places only"),
        gap("Language", "text", "the language of the report is not in the table"),
        gap("Version", "text", "the metadata beside the file tells it"),
    ),
)  # fmt: skip
