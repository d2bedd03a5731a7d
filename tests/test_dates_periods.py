from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import periods
from geo.dates.periods import Period

DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 6), st.booleans())
def test_the_nearest_weekday_is_that_weekday_within_a_week(
    of: date, weekday: int, future: bool
) -> None:
    found = periods.weekday_near(of, weekday, future=future)
    assert found is not None
    assert found.weekday() == weekday
    assert 0 <= (found - of).days * (1 if future else -1) < 7
    other = periods.weekday_near(of, weekday, future=future, same_day=False)
    assert other is not None
    assert other != of


@given(DAYS, st.integers(1, 12), st.booleans())
def test_the_nearest_month_is_not_more_than_a_year_off(of: date, number: int, future: bool) -> None:
    found = periods.month_near(of, number, future=future)
    assert found is not None
    assert found.first.month == found.last.month == number
    assert abs((found.first - of).days) < 366
    assert found.last >= of if future else found.first <= of


@given(DAYS, st.integers(0, 400), st.sampled_from(["early", "mid", "late"]))
def test_a_part_lies_within_its_period(first: date, days: int, which: str) -> None:
    whole = Period(first, first + timedelta(days=days))
    part = whole.part(which)
    assert whole.first <= part.first <= part.last <= whole.last


def test_the_29_of_february_is_looked_for_in_leap_years() -> None:
    found = periods.day_near(date(2019, 5, 1), 2, 29, future=False)
    assert found == Period(date(2016, 2, 29), date(2016, 2, 29))
    assert periods.day(2019, 2, 29) is None


def test_winter_ends_in_the_next_year() -> None:
    assert periods.season("winter", 2018) == Period(date(2018, 12, 1), date(2019, 2, 28))


def test_precision_is_that_of_acled() -> None:
    monday = date(2018, 8, 27)
    assert Period(monday, monday).time_precision == 1
    assert Period(monday, monday + timedelta(days=6)).time_precision == 2
    assert Period(monday, monday + timedelta(days=30)).time_precision == 3
    assert Period(monday, monday, least_precision=2).time_precision == 2


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="2018-08-27"):
        Period(date(2018, 8, 27), date(2018, 8, 26))


def test_the_calendar_ends() -> None:
    assert periods.shift(date.max, 1) is None
    assert periods.years(0, 5) is None
    assert periods.week(date.max) is None


@pytest.mark.parametrize(
    ("first", "last", "days", "found"),
    [
        ((2018, 1, 1), (2018, 12, 31), 4 * 365, ((2022, 1, 1), (2022, 12, 31))),
        ((2006, 1, 1), (2006, 12, 31), -3650, ((1996, 1, 1), (1996, 12, 31))),
        ((2016, 2, 1), (2016, 2, 29), 30, ((2016, 3, 1), (2016, 3, 31))),
        ((2016, 2, 29), (2016, 2, 29), -365, ((2015, 2, 28), (2015, 2, 28))),
        ((2016, 2, 28), (2016, 2, 28), 7, ((2016, 3, 6), (2016, 3, 6))),
    ],
)
def test_whole_years_and_months_are_counted_by_the_calendar(first, last, days, found) -> None:
    shifted = periods.shift_days(Period(date(*first), date(*last)), days)
    assert shifted == Period(date(*found[0]), date(*found[1]))
    assert periods.shift_days(Period(date(2, 1, 1), date(2, 1, 1)), -3650) is None
