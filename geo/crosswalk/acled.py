"""The table of events with ACLED's columns (Armed Conflict Location & Event Data)."""

from geo.crosswalk.codes import actor_kind, country_codes, type_codes
from geo.crosswalk.crosswalk import Crosswalk, Row, field, gap, part, reported, same

_ACTORS = {
    "state": "State forces",
    "protesters": "Protesters",
    "rioters": "Rioters",
    "civilians": "Civilians",
}
"""ACLED's kinds of actors that a name tells; of rebels and militias it does not tell which."""
_VIOLENT = "Political violence"
_DISORDER = {
    "Battles": _VIOLENT,
    "Explosions/Remote violence": _VIOLENT,
    "Violence against civilians": _VIOLENT,
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}


def _type(row: Row) -> tuple[str, str] | None:
    """ACLED's event type and sub-event type."""
    codes = type_codes(row["event_type"], row["sub_event_type"])
    if codes is None:
        return None
    told = codes.acled
    # A battle has two armed sides: of one whose other side nobody names it is not known.
    if codes.acled_of_civilians and (_hurts_civilians(row) or not row["actor2"]):
        told = codes.acled_of_civilians
    event, _, sub = (told or "").partition(": ")
    return (event, sub) if told else None


def _hurts_civilians(row: Row) -> bool:
    return actor_kind(row["actor2"]) in ("civilians", "protesters")


def _event(row: Row) -> str | None:
    found = _type(row)
    return found[0] if found else None


def _sub_event(row: Row) -> str | None:
    found = _type(row)
    return found[1] if found else None


def _disorder(row: Row) -> str | None:
    found = _type(row)
    return _DISORDER[found[0]] if found else None


def _targets_civilians(row: Row) -> str | None:
    violent = _disorder(row) == _VIOLENT and _hurts_civilians(row)
    return "Civilian targeting" if violent or _event(row) == _CIVILIANS else None


_CIVILIANS = "Violence against civilians"


def _covers(row: Row) -> str | None:
    return reported(row) or (None if _type(row) else "of types that ACLED does not hold")


ACLED = Crosswalk(
    name="acled",
    title="ACLED",
    key="event_id_cnty",
    covers=_covers,
    beyond="events that did not happen, and types that are neither violence, demonstrations nor "
    "strategic developments",
    targets=(
        same("event_id_cnty", "text", "event_id"),
        same("event_date", "day", "event_date"),
        field("year", "whole", "year of event_date", lambda row: part(row, 0, 4)),
        same("time_precision", "whole", "time_precision", least=1, most=3),
        field("disorder_type", "text", "by event_type", _disorder),
        field("event_type", "text", "by event_type, sub_event_type and actor2", _event),
        field("sub_event_type", "text", "by event_type, sub_event_type and actor2", _sub_event),
        same("actor1", "text", "actor1"),
        gap("assoc_actor_1", "text", "no associated actors are read"),
        field("inter1", "text", "by the role of actor1; empty for armed groups",
              lambda row: _ACTORS.get(actor_kind(row["actor1"]) or "")),
        same("actor2", "text", "actor2"),
        gap("assoc_actor_2", "text", "no associated actors are read"),
        field("inter2", "text", "by the role of actor2; empty for armed groups",
              lambda row: _ACTORS.get(actor_kind(row["actor2"]) or "")),
        gap("interaction", "text", "needs both kinds of actors"),
        field("civilian_targeting", "text", "by the type and words of actor2", _targets_civilians),
        field("iso", "whole", "ISO 3166-1 numeric by iso3",
              lambda row: country_codes(row["iso3"]).iso_numeric),
        gap("region", "text", "ACLED's regions are a list of its own"),
        same("country", "text", "country"),
        same("admin1", "text", "admin1"),
        same("admin2", "text", "admin2"),
        gap("admin3", "text", "the gazetteer has no third-order divisions"),
        same("location", "text", "location"),
        same("latitude", "real", "latitude", least=-90, most=90),
        same("longitude", "real", "longitude", least=-180, most=180),
        same("geo_precision", "whole", "geo_precision", least=1, most=3),
        same("source", "text", "source"),
        gap("source_scale", "text", "what an outlet covers is not known"),
        same("notes", "text", "notes"),
        field("fatalities", "whole", "fatalities_low; empty, and not 0, where none are told",
              lambda row: row["fatalities_low"], least=0),
        gap("tags", "text", "nothing like it is read"),
        gap("timestamp", "whole", "a table does not say when it was made"),
    ),
)  # fmt: skip
