"""Periods of the calendar: the arithmetic behind the dates of reports. Pure functions."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""First month of each season, as meteorologists of the northern hemisphere count them."""
_DAYS_OF_YEAR, _DAYS_OF_MONTH = 365, 30


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date
    least_precision: int = 1
    """A coarser precision than the length tells: "this week", said on a Monday."""

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"a period must not end before it starts: {self.first}, {self.last}")

    @property
    def time_precision(self) -> int:
        """ACLED: 1 a day, 2 about a week, 3 a month or longer."""
        days = (self.last - self.first).days + 1
        return max(self.least_precision, 1 if days == 1 else 2 if days <= 11 else 3)

    def part(self, which: str) -> "Period":
        """Its early, mid or late third."""
        third = timedelta(days=((self.last - self.first).days + 1) // 3)
        if which == "early":
            return Period(self.first, max(self.first, self.first + third - timedelta(days=1)))
        if which == "mid":
            return Period(self.first + third, max(self.first + third, self.last - third))
        return Period(min(self.last, self.first + third + third), self.last)


def spanning(one: Period | None, other: Period | None) -> Period | None:
    """From the start of one to the end of the other; None where that is no period."""
    if one is None or other is None or one.first > other.last:
        return None
    return Period(one.first, other.last)


def day(year: int, month: int, number: int) -> Period | None:
    """One day; None where the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Period(found, found)


def week(of: date, weeks: int = 0) -> Period | None:
    """Monday to Sunday of the week that holds a day, or of one some weeks later."""
    monday = shift(of, 7 * weeks - of.weekday())
    sunday = shift(monday, 6) if monday else None
    return Period(monday, sunday) if monday and sunday else None


def numbered_within(period: Period, number: int) -> Period | None:
    """The first day with that number in its month within a period."""
    for of in (period.first, period.last):
        found = day(of.year, of.month, number)
        if found and period.first <= found.first <= period.last:
            return found
    return None


def month(year: int, number: int) -> Period | None:
    """A calendar month."""
    if not (date.min.year <= year <= date.max.year and 1 <= number <= 12):
        return None
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def months_from(of: date, months: int) -> Period | None:
    """The calendar month some months after that of a day."""
    count = of.year * 12 + of.month - 1 + months
    return month(count // 12, count % 12 + 1)


def years(first: int, last: int) -> Period | None:
    """From New Year of one year to the last day of another."""
    if not date.min.year <= first <= last <= date.max.year:
        return None
    return Period(date(first, 1, 1), date(last, 12, 31))


def season(name: str, year: int) -> Period | None:
    """A season of a year; the winter of a year is the one that begins in it."""
    start = SEASONS[name]
    first = month(year, start)
    return spanning(first, months_from(date(year, start, 1), 2)) if first else None


def shift(of: date, days: int) -> date | None:
    """A day some days later; None beyond the calendar."""
    try:
        return of + timedelta(days=days)
    except OverflowError:
        return None


def shift_days(of: Period, days: int) -> Period | None:
    """Some days some days later; of whole years (of 365) and months (of 30) by the calendar, so
    that "a decade later" of a year is a year."""
    years_off, rest = divmod(abs(days), _DAYS_OF_YEAR)
    months_off = 12 * years_off
    if not years_off or rest:
        months_off, rest = divmod(abs(days), _DAYS_OF_MONTH)
    if rest or not months_off:
        first, last = shift(of.first, days), shift(of.last, days)
        return None if first is None or last is None else Period(first, last, of.least_precision)
    months_off = months_off if days > 0 else -months_off
    first, last = (_months_later(each, months_off) for each in (of.first, of.last))
    if first is None or last is None:
        return None
    is_end = of.first != of.last and (of.last + timedelta(days=1)).day == 1
    whole = months_from(of.last, months_off) if is_end else None
    return Period(first, whole.last if whole else last, of.least_precision)


def _months_later(of: date, months: int) -> date | None:
    then = months_from(of, months)
    return min(then.last, then.first + timedelta(days=of.day - 1)) if then is not None else None


def weekday_near(of: date, weekday: int, *, future: bool, same_day: bool = True) -> date | None:
    """The nearest such weekday (Monday is 0) before or after a day; that day itself counts too."""
    days = (weekday - of.weekday()) % 7 if future else -((of.weekday() - weekday) % 7)
    if days == 0 and not same_day:
        days = 7 if future else -7
    return shift(of, days)


def day_near(of: date, month_number: int, number: int, *, future: bool) -> Period | None:
    """The nearest such day of the year before or after a day, that day included."""
    for distance in range(9):  # the longest gap between two 29 February
        found = day(of.year + distance if future else of.year - distance, month_number, number)
        if found and (found.first >= of if future else found.first <= of):
            return found
    return None


def month_near(of: date, number: int, *, future: bool) -> Period | None:
    """The nearest such month before or after a day; the day's own month counts too."""
    if future:
        return month(of.year + (number < of.month), number)
    return month(of.year - (number > of.month), number)
