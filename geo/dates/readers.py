"""What the words of dates mean: a function for each way of writing them.

Each takes a match of its pattern in `geo.dates.rules` and gives a period, the days from another
event, or None where the day of publication is wanted but unknown. Words that turn out to be no date
raise `NoDateError`.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from geo.dates import periods
from geo.dates.outlook import Outlook
from geo.dates.periods import Period
from geo.dates.words import (
    day_number,
    feast_day,
    full_year,
    how_many,
    month_number,
    part_of,
    weekday_number,
)


@dataclass(frozen=True, slots=True)
class FromEvent:
    """A date counted from another event of the text."""

    days: int | None
    """Negative before it; None for an anniversary that does not say which."""
    time_precision: int


_NEAR_DAYS = 60
_THE_NEXT = re.compile(r"\bthe\s+next\b", re.IGNORECASE)
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a rule may know beside the words themselves."""

    published: date | None
    outlook: Outlook
    """Where the words around the date have it lie."""
    covered: Period | None = None
    """The days that the report says it covers."""

    @property
    def weekdays_from(self) -> date | None:
        """The day that weekdays count from."""
        return self.covered.last if self.covered and not self.future else self.published

    @property
    def future(self) -> bool:
        """The words tell of the future."""
        return self.outlook == "ahead"

    def choose(self, behind: Period | None, ahead: Period | None) -> Period | None:
        """The reading that the outlook asks for; of the nearest two a far one ahead never."""
        if self.outlook != "nearest" or behind is None or ahead is None or self.published is None:
            return ahead if self.future else behind
        before = (self.published - behind.last).days
        after = (ahead.first - self.published).days
        return ahead if after < min(before, _NEAR_DAYS) else behind

    def of_the_year(self) -> "Circumstances":
        """The same for a day or a month without its year: where nothing tells, the nearest.

        What was a year ago is told with its year, and what comes within two months often without.
        Of the two the past is taken, however far, when the next is not as near as that.
        """
        return replace(self, outlook="nearest") if self.outlook == "open" else self


class NoDateError(Exception):
    """Raised by a rule whose words turn out to be no date; `find_dates` catches it."""


Found = Period | FromEvent | None


def _sure(found: Period | None) -> Period:
    if found is None:
        raise NoDateError
    return found


def group(m: re.Match[str], name: str) -> str:
    """What a group matched, its words parted by single spaces; "" where it did not match."""
    return " ".join((m.groupdict().get(name) or "").split())


def one_day(day: date | None) -> Period | None:
    """A period of one day."""
    return Period(day, day) if day else None


def not_a_date(_: re.Match[str], __: Circumstances) -> Found:
    """Durations, frequencies, ages and names, taken so that nothing is read in them."""
    raise NoDateError


# -- with a year -----------------------------------------------------------------------------------


def read_iso(m: re.Match[str], _: Circumstances) -> Found:
    """ "2019-05-06"."""
    return _sure(periods.day(int(m[1]), int(m[2]), int(m[3])))


def read_slashes(m: re.Match[str], _: Circumstances) -> Found:
    """ "03/25/2021", where day and month can be told apart."""
    one, two = int(m[1]), int(m[2])
    if one <= 12 and two <= 12 and one != two:
        raise NoDateError  # day and month cannot be told apart
    return _sure(periods.day(int(m[3]), *((one, two) if one <= 12 else (two, one))))


def read_dots(m: re.Match[str], _: Circumstances) -> Found:
    """ "25.03.2021": the day stands first."""
    return _sure(periods.day(int(m[3]), int(m[2]), int(m[1])))


def read_dated(m: re.Match[str], _: Circumstances) -> Found:
    """ "15 March 2019"."""
    return _sure(periods.day(full_year(m["y"]), month_number(m["m"]), day_number(m["d"])))


def read_feast_of_year(m: re.Match[str], _: Circumstances) -> Found:
    """ "Christmas Day 2004"."""
    return _sure(periods.day(int(m["y"]), *feast_day(m["feast"])))


def read_dated_range(m: re.Match[str], _: Circumstances) -> Found:
    """ "3-5 June 2020", "between May 30 and June 2, 2020"."""
    last = periods.day(int(m["y"]), month_number(group(m, "m2") or m["m"]), day_number(m["d2"]))
    return _sure(periods.spanning(_start_of_range(m, _sure(last)), last))


def _start_of_range(m: re.Match[str], last: Period) -> Period | None:
    first, second = month_number(group(m, "m") or m["m2"]), month_number(group(m, "m2") or m["m"])
    return periods.day(last.last.year - (first > second), first, day_number(m["d"]))


def read_month_of_year(m: re.Match[str], _: Circumstances) -> Found:
    """ "late May 2019"."""
    return part_of(periods.month(int(m["y"]), month_number(m["m"])), group(m, "part"))


def read_year(m: re.Match[str], _: Circumstances) -> Found:
    """ "in 2014", "early 2014"."""
    return part_of(periods.years(int(m["y"]), int(m["y"])), group(m, "part"))


def read_years(m: re.Match[str], _: Circumstances) -> Found:
    """ "between 2011 and 2013"."""
    last = m["y2"] if len(m["y2"]) == 4 else m["y"][:2] + m["y2"]
    return _sure(periods.years(int(m["y"]), int(last)))


def read_two_years(m: re.Match[str], _: Circumstances) -> Found:
    """ "in 2023 and 2024"; "in 2012 and 2019" are years apart."""
    first, last = int(m["y"]), int(m["y2"])
    if last != first + 1:
        raise NoDateError
    return _sure(periods.years(first, last))


def read_decade(m: re.Match[str], _: Circumstances) -> Found:
    """ "the 1990s"."""
    start = int(m["y"])
    return part_of(periods.years(start, start + 9), group(m, "part"))


# -- counted from the day of publication -----------------------------------------------------------


def read_day_of_month(m: re.Match[str], at: Circumstances) -> Found:
    """ "March 15"."""
    month, number = month_number(m["m"]), day_number(m["d"])
    _sure(periods.day(2000, month, number))  # a leap year has every day
    if at.published is None:
        return None
    return _day_near(at, at.published, month, number)


def read_feast(m: re.Match[str], at: Circumstances) -> Found:
    """ "Christmas Day"."""
    return None if at.published is None else _day_near(at, at.published, *feast_day(m["feast"]))


def _day_near(at: Circumstances, published: date, month: int, number: int) -> Period | None:
    return at.of_the_year().choose(
        periods.day_near(published, month, number, future=False),
        periods.day_near(published, month, number, future=True),
    )


def read_day_number(m: re.Match[str], at: Circumstances) -> Found:
    """ "on the 17th": of the month of publication, or of that before or after it."""
    if at.published is None:
        return None
    number = day_number(m["d"])
    within = periods.numbered_within(at.covered, number) if at.covered else None
    if within is not None and not at.future:
        return within
    months = (periods.months_from(at.published, offset) for offset in (-1, 0, 1))
    days = [periods.day(p.first.year, p.first.month, number) for p in months if p is not None]
    behind = [d for d in days if d is not None and d.last <= at.published]
    ahead = [d for d in days if d is not None and d.first >= at.published]
    return at.of_the_year().choose(behind[-1] if behind else None, ahead[0] if ahead else None)


def read_weekday_number(m: re.Match[str], at: Circumstances) -> Found:
    """ "Wednesday the 24th": of the nearest month in which that day is such a weekday."""
    if at.published is None:
        return None
    number, weekday, sign = day_number(m["d"]), weekday_number(m["w"]), 1 if at.future else -1
    for offset in range(_MONTHS_OF_YEAR):
        month = periods.months_from(at.published, sign * offset)
        found = periods.day(month.first.year, month.first.month, number) if month else None
        passed = found is not None and sign * (found.first - at.published).days >= 0
        if found is not None and passed and found.first.weekday() == weekday:
            return found
    return read_day_number(m, at)


def read_day_slash(m: re.Match[str], at: Circumstances) -> Found:
    """ "on 13/09", "on 9/13", where day and month can be told apart."""
    month, number = int(m["m"]), int(m["d"])
    _sure(periods.day(2000, month, number))
    return None if at.published is None else _day_near(at, at.published, month, number)


def read_day_of_entry(m: re.Match[str], at: Circumstances) -> Found:
    """ "04/08 – ..." before an entry of a log: of the two days that it may be the one that lies
    nearer behind publication."""
    one, two = int(m["one"]), int(m["two"])
    orders = [order for order in ((two, one), (one, two)) if periods.day(2000, *order)]
    if not orders:
        raise NoDateError
    if at.published is None:
        return None
    days = [periods.day_near(at.published, *order, future=False) for order in orders]
    return max((day for day in days if day is not None), key=lambda day: day.first, default=None)


def read_day_range(m: re.Match[str], at: Circumstances) -> Found:
    """ "between 3 and 7 June"."""
    month, number = month_number(group(m, "m2") or m["m"]), day_number(m["d2"])
    _sure(periods.day(2000, month, number))
    if at.published is None:
        return None
    last = _day_near(at, at.published, month, number)
    return _sure(periods.spanning(_start_of_range(m, _sure(last)), last))


def read_month(m: re.Match[str], at: Circumstances) -> Found:
    """ "in March", "last March", "late May"."""
    if at.published is None:
        return None
    number, word = month_number(m["m"]), group(m, "which").lower()
    future = word == "next" or (word != "last" and at.future)
    if word in {"last", "next"} and at.published.month == number:
        return periods.month(at.published.year + (1 if future else -1), number)
    if word:
        return periods.month_near(at.published, number, future=future)
    behind, ahead = (periods.month_near(at.published, number, future=f) for f in (False, True))
    return part_of(at.of_the_year().choose(behind, ahead), group(m, "part"))


_WEEKS = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def read_week_of_month(m: re.Match[str], at: Circumstances) -> Found:
    """ "the last week of July", "the first week of May 2019"."""
    found = read_month_of_year(m, at) if group(m, "y") else read_month(m, at)
    if not isinstance(found, Period):
        return found
    number = _WEEKS.get(group(m, "n").lower())
    first = (
        one_day(periods.shift(found.last, -6))
        if number is None
        else one_day(periods.shift(found.first, 7 * number))
    )
    return periods.spanning(first, one_day(periods.shift(first.first, 6)) if first else None)


def read_month_of_that_year(m: re.Match[str], at: Circumstances) -> Found:
    """ "in June last year", "late May of this year"."""
    if at.published is None:
        return None
    found = periods.month(_that_year(m, at.published), month_number(m["m"]))
    return part_of(found, group(m, "part"))


def read_day_of_that_year(m: re.Match[str], at: Circumstances) -> Found:
    """ "on 5 June last year"."""
    month, number = month_number(m["m"]), day_number(m["d"])
    _sure(periods.day(2000, month, number))  # a leap year has every day
    if at.published is None:
        return None
    return periods.day(_that_year(m, at.published), month, number)


def _that_year(m: re.Match[str], published: date) -> int:
    return published.year + {"last": -1, "this": 0, "next": 1}[m["which"].lower()]


def read_weekday(m: re.Match[str], at: Circumstances) -> Found:
    """ "on Sunday evening", "last Sunday"."""
    of = at.weekdays_from
    if of is None:
        return None
    word = group(m, "which").lower()
    same_day = word not in {"last", "next"}
    behind, ahead = (
        one_day(periods.weekday_near(of, weekday_number(m["w"]), future=f, same_day=same_day))
        for f in (False, True)
    )
    if word in {"next", "coming"}:
        return ahead
    return behind if word in {"last", "past"} else at.choose(behind, ahead)


def read_weekday_of_week(m: re.Match[str], at: Circumstances) -> Found:
    """ "Tuesday of last week"."""
    if at.published is None:
        return None
    week = periods.week(at.published, {"last": -1, "next": 1}.get(group(m, "which").lower(), 0))
    return one_day(periods.shift(week.first, weekday_number(m["w"]))) if week else None


def read_weekdays(m: re.Match[str], at: Circumstances) -> Found:
    """ "from Monday to Wednesday"."""
    of = at.weekdays_from
    if of is None:
        return None
    one, two = weekday_number(m["w"]), weekday_number(m["w2"])
    if at.future:
        first = periods.weekday_near(of, one, future=True)
        last = periods.weekday_near(first, two, future=True) if first else None
    else:
        last = periods.weekday_near(of, two, future=False)
        first = periods.weekday_near(last, one, future=False) if last else None
    return periods.spanning(one_day(first), one_day(last))


_DAYS = {
    "the day before yesterday": -2, "the day after tomorrow": 2, "yesterday": -1, "tomorrow": 1,
    "last night": -1, "last evening": -1,
}  # fmt: skip


def read_named_day(m: re.Match[str], at: Circumstances) -> Found:
    """ "yesterday", "last night"."""
    if at.published is None:
        return None
    words = m.group().lower()
    if words == "overnight":
        return periods.spanning(one_day(periods.shift(at.published, -1)), one_day(at.published))
    days = next((days for name, days in _DAYS.items() if words.startswith(name)), 0)
    return one_day(periods.shift(at.published, days))


def calendar_unit(of: date, unit: str, offset: int) -> Period | None:
    """The week, weekend, month, year or decade some units after that of a day."""
    if unit == "weekend":
        week = periods.week(of, offset)
        saturday = periods.shift(week.first, 5) if week else None
        return periods.spanning(one_day(saturday), week)
    if unit == "week":
        return periods.week(of, offset)
    if unit == "month":
        return periods.months_from(of, offset)
    length = 10 if unit == "decade" else 1
    start = of.year - of.year % length + offset * length
    return periods.years(start, start + length - 1)


def read_this_unit(m: re.Match[str], at: Circumstances) -> Found:
    """ "last week", "earlier this month", "over the weekend"; "the next year" of what is told in
    the past counts from another event."""
    if at.outlook == "behind" and _THE_NEXT.search(m.group()):
        raise NoDateError
    if at.published is None:
        return None
    word, unit, edge = (group(m, name).lower() for name in ("which", "unit", "edge"))
    offset = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(word, 0)
    if unit == "weekend" and offset <= 0:
        # The weekend of a report that looks back is the one that has begun last.
        offset = 0 if at.future or at.published.weekday() >= 5 else -1
    found = calendar_unit(at.published, unit, offset)
    if found is None or edge in {"early", "mid", "late"}:
        return part_of(found, edge)
    if offset or unit == "weekend":
        return found
    if edge == "later" or (not edge and at.future):
        return Period(at.published, found.last, found.time_precision)
    return Period(found.first, at.published, found.time_precision)


def read_deadline(m: re.Match[str], at: Circumstances) -> Found:
    """ "by the weekend", "before the end of the month", of what is to come: the days up to it."""
    if at.published is None:
        return None
    if not at.future:
        raise NoDateError
    unit = group(m, "unit").lower()
    found = calendar_unit(at.published, unit, 0)
    if found is None:
        return None
    ends_before = group(m, "way").lower() == "before" and unit == "weekend"
    last = periods.shift(found.first, -1) if ends_before else found.last
    return Period(at.published, max(at.published, last or found.last), 2)


UNIT_DAYS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14,
              "month": 30, "year": 365, "decade": 3650}  # fmt: skip


def read_past_units(m: re.Match[str], at: Circumstances) -> Found:
    """ "in the past three days"."""
    if at.published is None:
        return None
    unit = group(m, "unit").lower().rstrip("s")
    count = how_many(group(m, "n") or "one") or 7
    days = -max(1, count * UNIT_DAYS[unit])
    return periods.spanning(one_day(periods.shift(at.published, days)), one_day(at.published))
