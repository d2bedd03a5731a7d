"""Dates so long ago: "three days ago", "a week ago on Saturday", "four years ago this month"."""

import re
from datetime import date

from geo.dates import periods
from geo.dates.periods import Period
from geo.dates.readers import Circumstances, Found, calendar_unit, group, one_day
from geo.dates.words import how_many, weekday_number


def read_ago(m: re.Match[str], at: Circumstances) -> Found:
    """ "three days ago"."""
    if at.published is None:
        return None
    count, unit = how_many(m["n"]), group(m, "unit").lower().rstrip("s")
    if unit in {"minute", "hour"}:
        return one_day(at.published)
    if count is not None:
        return _units_before(at.published, unit, count)
    # several, a few: two to seven
    first, last = (_units_before(at.published, unit, n) for n in (7, 2))
    return periods.spanning(first, last)


def read_weekday_ago(m: re.Match[str], at: Circumstances) -> Found:
    """ "a week ago on Saturday": the Saturday that lies nearest to a week ago."""
    count = how_many(m["n"])
    if at.published is None or count is None:
        return None
    latest = periods.shift(at.published, 3 - 7 * count)
    if latest is None:
        return None
    return one_day(periods.weekday_near(latest, weekday_number(m["w"]), future=False))


def read_same_time_ago(m: re.Match[str], at: Circumstances) -> Found:
    """ "four years ago this month": that month, week or day of another year."""
    count = how_many(m["n"])
    if at.published is None or count is None:
        return None
    same, now = group(m, "same").lower(), at.published
    if same.endswith("month"):
        return periods.month(now.year - count, now.month)
    then = periods.day(now.year - count, now.month, now.day)
    return then and (periods.week(then.first) if same.endswith("week") else then)


def _units_before(of: date, unit: str, count: int) -> Period | None:
    if unit in {"day", "night"}:
        return one_day(periods.shift(of, -count))
    if unit in {"week", "fortnight"}:
        # "two weeks ago" is a day of about that week.
        days = count * (7 if unit == "week" else 14)
        first, last = (periods.shift(of, margin - days) for margin in (-3, 3))
        return periods.spanning(one_day(first), one_day(last))
    return calendar_unit(of, unit, -count)
