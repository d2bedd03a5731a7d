"""Days and months that count from the time which the text named last: "on the 17th" of the month
that it is at, "that December", "the following March", "that Sunday", "the following spring"."""

import re
from datetime import date

from geo.dates import periods
from geo.dates.periods import Period
from geo.dates.readers import one_day
from geo.dates.seasons import season_behind
from geo.dates.words import MONTH, WEEKDAY, month_number, weekday_number

RULES = frozenset({"day number", "that day", "that month", "that season"})
"""The rules whose dates count so."""
OF_NAMED_MONTH = frozenset(
    {"day", "day number", "dots", "iso", "month", "range", "season", "slashes", "that month"}
    | {"that season", "year", "years"}
)
"""The rules whose dates say, or have from another, of which month they are."""
_NUMBER = re.compile(r"\d{1,2}(?=st|nd|rd|th)")
_MONTH = re.compile(MONTH)
_WEEKDAY = re.compile(WEEKDAY)
_HALF_A_WEEK = 3
_FEWEST_BACK = 15
"""So many days back the story may go in its month; a smaller number further back is of the next."""


def of_time_before(rule: str, words: str, before: Period) -> Period | None:
    """What words mean behind those of the days `before`; None where no such day is."""
    if rule == "that month" and (month := _MONTH.search(words)):
        return _month_behind(before, month_number(month[0]), words.lower())
    if rule == "that season":
        return season_behind(words, before)
    if rule == "that day" and (weekday := _WEEKDAY.search(words)):
        latest = periods.shift(before.last, _HALF_A_WEEK) if before.time_precision == 1 else None
        which = weekday_number(weekday[0])
        return one_day(periods.weekday_near(latest, which, future=False)) if latest else None
    if rule == "day number" and (number := _NUMBER.search(words)):
        return _numbered(before, int(number[0]))
    return None


def _month_behind(before: Period, number: int, words: str) -> Period | None:
    """Of a year its own month, of a day or month the next one of that name, its own included unless
    it is the "following" one."""
    if "preceding" in words or "previous" in words:
        eve = periods.shift(before.first, -1)
        return None if eve is None else periods.month_near(eve, number, future=False)
    if "following" in words or "next" in words:
        found = periods.months_from(before.last, 1)
        return found and periods.month_near(found.first, number, future=True)
    if before.time_precision > 2 and before.last.month - before.first.month > 0:
        return periods.month(before.first.year, number)
    return periods.month_near(before.first, number, future=True)


def _numbered(before: Period, number: int) -> Period | None:
    """The day of that number in the month of the days before, or in the next where that lies far
    back: of "30 May ... on the 2nd" 2 June."""
    at = before.first
    found = periods.day(at.year, at.month, number)
    is_back = found is not None and before.time_precision < 3 and _days(found, at) > _FEWEST_BACK
    following = periods.months_from(at, 1) if found is None or is_back else None
    return periods.day(following.first.year, following.first.month, number) if following else found


def _days(one: Period, other: date) -> int:
    return (other - one.first).days
