"""The table of events with the columns of GDELT's event table, version 2.0."""

from datetime import date

from geo.crosswalk.codes import country_codes, numeric_id, type_codes
from geo.crosswalk.crosswalk import Crosswalk, Row, Target, field, gap, part, reported, same
from geo.table.columns import ColumnKind

_COUNTRY, _US_STATE, _US_PLACE, _PLACE, _STATE = 1, 2, 3, 4, 5
_LAST_ROOTS = ((5, 1), (8, 2), (13, 3), (20, 4))
"""The last CAMEO root of each quad class: verbal and material cooperation, then conflict."""
_NOT_READ = "not read"


def _cameo(row: Row) -> str | None:
    codes = type_codes(row["event_type"], row["sub_event_type"])
    return codes.cameo if codes else None


def _base(row: Row) -> str | None:
    code = _cameo(row)
    return code[:3] if code else None


def _root(row: Row) -> str | None:
    code = _cameo(row)
    return code[:2] if code else None


def _quad_class(row: Row) -> int | None:
    root = _root(row)
    return next(quad for last, quad in _LAST_ROOTS if int(root) <= last) if root else None


def _fraction(row: Row) -> float | None:
    """The year with the part of it that has passed, in GDELT's months of 30 days."""
    if row["event_date"] is None:
        return None
    day = date.fromisoformat(row["event_date"])
    return round(day.year + (day.month * 30 + day.day) / 365, 4)


def _geo_type(row: Row) -> int | None:
    code, american = row["feature_code"] or "", row["iso3"] == "USA"
    if row["country"] is None or not code:
        return None
    if code.startswith("PCL"):
        return _COUNTRY
    if code == "ADM1":
        return _US_STATE if american else _STATE
    return _US_PLACE if american else _PLACE


def _full_name(row: Row) -> str | None:
    names = (row["location"], row["admin1"], row["country"])
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _covers(row: Row) -> str | None:
    return reported(row) or (None if _cameo(row) else "of types that CAMEO does not have")


def _gaps(prefix: str, kinds: tuple[tuple[str, ColumnKind], ...], why: str) -> tuple[Target, ...]:
    return tuple(gap(f"{prefix}{name}", kind, why) for name, kind in kinds)


_CODES: tuple[tuple[str, ColumnKind], ...] = (
    ("CountryCode", "text"), ("KnownGroupCode", "text"), ("EthnicCode", "text"),
    ("Religion1Code", "text"), ("Religion2Code", "text"), ("Type1Code", "text"),
    ("Type2Code", "text"), ("Type3Code", "text"),
)  # fmt: skip
_GEO: tuple[tuple[str, ColumnKind], ...] = (
    ("Type", "whole"), ("Fullname", "text"), ("CountryCode", "text"), ("ADM1Code", "text"),
    ("ADM2Code", "text"), ("Lat", "real"), ("Long", "real"), ("FeatureID", "text"),
)  # fmt: skip

GDELT = Crosswalk(
    name="gdelt",
    title="GDELT",
    key="GLOBALEVENTID",
    covers=_covers,
    beyond="events that did not happen, and disasters, accidents, crime and health, which CAMEO "
    "does not have",
    targets=(
        field("GLOBALEVENTID", "whole", "a number made of event_id",
              lambda row: numeric_id(row["event_id"]), least=0),
        field("SQLDATE", "whole", "event_date as YYYYMMDD", lambda row: part(row, 0, 8)),
        field("MonthYear", "whole", "event_date as YYYYMM", lambda row: part(row, 0, 6)),
        field("Year", "whole", "year of event_date", lambda row: part(row, 0, 4)),
        field("FractionDate", "real", "event_date as year and (month * 30 + day) / 365", _fraction),
        gap("Actor1Code", "text", "CAMEO's codes of actors are not read"),
        same("Actor1Name", "text", "actor1"),
        *_gaps("Actor1", _CODES, "CAMEO's codes of actors are not read"),
        gap("Actor2Code", "text", "CAMEO's codes of actors are not read"),
        same("Actor2Name", "text", "actor2"),
        *_gaps("Actor2", _CODES, "CAMEO's codes of actors are not read"),
        gap("IsRootEvent", "whole", _NOT_READ),
        field("EventCode", "text", "CAMEO, by event_type and sub_event_type", _cameo),
        field("EventBaseCode", "text", "the first three digits of EventCode", _base),
        field("EventRootCode", "text", "the first two digits of EventCode", _root),
        field("QuadClass", "whole", "by EventRootCode, as GDELT does", _quad_class,
              least=1, most=4),
        gap("GoldsteinScale", "real", "no scale of intensity is kept"),
        gap("NumMentions", "whole", _NOT_READ),
        gap("NumSources", "whole", "which reports are of one source is not counted"),
        same("NumArticles", "whole", "n_sources", least=1),
        gap("AvgTone", "real", _NOT_READ),
        *_gaps("Actor1Geo_", _GEO, "the places of actors are in the column places only"),
        *_gaps("Actor2Geo_", _GEO, "the places of actors are in the column places only"),
        field("ActionGeo_Type", "whole", "by feature_code: 1 country, 2 US state, 3 US place, "
              "4 place, 5 first-order division", _geo_type, least=1, most=5),
        field("ActionGeo_Fullname", "text", "location, admin1 and country", _full_name),
        field("ActionGeo_CountryCode", "text", "FIPS 10-4 by iso3, not ISO",
              lambda row: country_codes(row["iso3"]).fips),
        gap("ActionGeo_ADM1Code", "text", "GeoNames' codes of divisions are not all FIPS"),
        gap("ActionGeo_ADM2Code", "text", "GAUL's codes are not in the gazetteer"),
        same("ActionGeo_Lat", "real", "latitude", least=-90, most=90),
        same("ActionGeo_Long", "real", "longitude", least=-180, most=180),
        gap("ActionGeo_FeatureID", "text", "GNS's and GNIS's ids are not GeoNames'"),
        gap("DATEADDED", "whole", "a table does not say when it was made"),
        same("SOURCEURL", "text", "source_url"),
    ),
)  # fmt: skip
