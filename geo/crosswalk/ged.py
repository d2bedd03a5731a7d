"""The table of events with the columns of UCDP's Georeferenced Event Dataset (GED)."""

import math
from datetime import date

from geo.crosswalk.codes import actor_kind, numeric_id
from geo.crosswalk.crosswalk import Crosswalk, Row, field, gap, part, reported, same
from geo.table.columns import ColumnKind

_STATE, _NON_STATE, _ONE_SIDED = 1, 2, 3
_ARMED = frozenset({"state", "armed"})
_UNARMED = frozenset({"civilians", "protesters"})
_CELLS_A_DEGREE = 2
_COLUMNS = 360 * _CELLS_A_DEGREE
_CONFLICT: tuple[tuple[str, ColumnKind], ...] = (
    ("conflict_dset_id", "whole"), ("conflict_new_id", "whole"), ("conflict_name", "text"),
    ("dyad_dset_id", "whole"), ("dyad_new_id", "whole"), ("dyad_name", "text"),
    ("side_a_dset_id", "whole"), ("side_a_new_id", "whole"),
)  # fmt: skip
_CODER = "coded by UCDP's own people"


def _type_of_violence(row: Row) -> int | None:
    """1 with a state against an armed group, 2 between such groups, 3 against civilians."""
    kinds = {actor_kind(row["actor1"]), actor_kind(row["actor2"])}
    if kinds & _UNARMED and kinds & _ARMED:
        return _ONE_SIDED
    if None in kinds or not kinds <= _ARMED:
        return None
    return _STATE if "state" in kinds else _NON_STATE


def _days(row: Row) -> int | None:
    if row["event_date"] is None:
        return None
    last = row["event_date_end"] or row["event_date"]
    days: int = (date.fromisoformat(last) - date.fromisoformat(row["event_date"])).days + 1
    return days


def _date_prec(row: Row) -> int | None:
    """1 the day, 2 two to six days, 3 a week, 4 a month, 5 longer."""
    days = _days(row)
    if days is None:
        return None
    precisions = ((1, 1), (6, 2), (7, 3), (31, 4))
    found = next((precision for most, precision in precisions if days <= most), 5)
    # A day that was taken from the report's own, and not told, is known to the week.
    return max(found, 3) if found == 1 and row["time_precision"] == 2 else found


def _cell(row: Row) -> int | None:
    """The cell of PRIO-GRID: half a degree wide, counted from 1 in the south-west, row by row."""
    if row["latitude"] is None or row["longitude"] is None:
        return None
    line = min(math.floor((row["latitude"] + 90) * _CELLS_A_DEGREE), 180 * _CELLS_A_DEGREE - 1)
    column = min(math.floor((row["longitude"] + 180) * _CELLS_A_DEGREE), _COLUMNS - 1)
    cell: int = line * _COLUMNS + column + 1
    return cell


def _point(row: Row) -> str | None:
    if row["latitude"] is None or row["longitude"] is None:
        return None
    return f"POINT ({row['longitude']:.6f} {row['latitude']:.6f})"


def _best(row: Row) -> int | None:
    low: int | None = row["fatalities_low"]
    high: int | None = row["fatalities_high"]
    return high if low is None else low


def _covers(row: Row) -> str | None:
    if reason := reported(row):
        return reason
    if row["event_type"] != "ASSAULT":
        return "no attacks"
    return None if _best(row) else "without a death told"


GED = Crosswalk(
    name="ged",
    title="UCDP GED",
    key="id",
    covers=_covers,
    beyond="all but attacks that happened, with at least one death; of an event at several places "
    "the first is kept",
    targets=(
        field("id", "whole", "a number made of event_id", lambda row: numeric_id(row["event_id"]),
              least=0),
        same("relid", "text", "event_id"),
        field("year", "whole", "year of event_date", lambda row: part(row, 0, 4)),
        gap("active_year", "whole", _CODER),
        gap("code_status", "text", _CODER),
        field("type_of_violence", "whole",
              "by words of both actors: 1 a state and an armed group, 2 armed groups, 3 civilians",
              _type_of_violence, least=1, most=3),
        *(gap(name, kind, "UCDP's list of conflicts") for name, kind in _CONFLICT),
        same("side_a", "text", "actor1"),
        gap("side_b_dset_id", "whole", "UCDP's list of conflicts"),
        gap("side_b_new_id", "whole", "UCDP's list of conflicts"),
        same("side_b", "text", "actor2"),
        same("number_of_sources", "whole", "n_sources", least=1),
        same("source_article", "text", "source_url"),
        same("source_office", "text", "source"),
        gap("source_date", "day", "the day of publication is not in the table"),
        same("source_headline", "text", "title"),
        same("source_original", "text", "claimed_by"),
        same("where_prec", "whole", "where_prec", least=1, most=7),
        same("where_coordinates", "text", "location"),
        same("where_description", "text", "notes"),
        same("adm_1", "text", "admin1"),
        same("adm_2", "text", "admin2"),
        same("latitude", "real", "latitude", least=-90, most=90),
        same("longitude", "real", "longitude", least=-180, most=180),
        field("geom_wkt", "text", "longitude and latitude as WKT", _point),
        field("priogrid_gid", "whole", "the cell of PRIO-GRID that holds the point", _cell,
              least=1),
        same("country", "text", "country"),
        gap("country_id", "whole", "Gleditsch and Ward's numbers are not in the gazetteer"),
        gap("region", "text", "UCDP's regions are a list of its own"),
        gap("event_clarity", "whole", _CODER),
        field("date_prec", "whole", "by event_date, event_date_end and time_precision",
              _date_prec, least=1, most=5),
        same("date_start", "day", "event_date"),
        field("date_end", "day", "event_date_end",
              lambda row: row["event_date_end"] or row["event_date"]),
        gap("deaths_a", "whole", "whose dead they are is not read"),
        gap("deaths_b", "whole", "whose dead they are is not read"),
        gap("deaths_civilians", "whole", "whose dead they are is not read"),
        field("deaths_unknown", "whole", "fatalities_low, else fatalities_high", _best, least=0),
        field("best", "whole", "fatalities_low, else fatalities_high", _best, least=0),
        same("high", "whole", "fatalities_high", least=0),
        same("low", "whole", "fatalities_low", least=0),
        gap("gwnoa", "whole", "Gleditsch and Ward's numbers are not in the gazetteer"),
        gap("gwnob", "whole", "Gleditsch and Ward's numbers are not in the gazetteer"),
    ),
)  # fmt: skip
