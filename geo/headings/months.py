"""Months below the years of a chronology, and the days of the entries below a month.

"2016", "March", "27 - Rebels shelled ..."; "March 2025", "6: Gunmen ..."; "March: The army ..."
below a year.

A number that heads an entry is a day only below a line that is nothing but a month, where its year
is known, and where the numbers below that month are in order.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from geo.dates import Headed, periods
from geo.dates.periods import Period
from geo.dates.words import MONTH, month_number
from geo.headings.headings import Headings
from geo.headings.parts import LONGEST
from geo.headings.years import EARLIEST, MARK, TITLE
from geo.records import Span

_LINE = re.compile(rf"{MARK}(?P<m>{MONTH})(?:,? (?P<year>(?:19|20)\d\d))?:?")
_ENTRY = re.compile(rf"{MARK}(?P<m>{MONTH})(?=:\s|\s?[\u2013\u2014]\s|\s-\s)")
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_DAYS = re.compile(
    rf"{MARK}(?P<days>(?P<first>{_DAY})(?:(?:\s?[-\u2013]\s?|\s(?:and|to)\s)(?P<last>{_DAY}))?)"
    r"(?=:\s|\s?[\u2013\u2014]\s|\s-\s)"
)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Month:
    head: Span
    days: Period


def with_months(
    headings: Headings, years: Mapping[int, Headed], published: date | None
) -> Mapping[int, Headed]:
    """The paragraphs that a year heads, in their order, with those that a month or a day does."""
    spans = headings.paragraphs
    entries: dict[int, Headed] = {}
    numbered: list[tuple[_Month, int, re.Match[str]]] = []
    for paragraph, month, is_own in _months(headings, published):
        days = None if is_own else _DAYS.match(headings.text, *spans[paragraph])
        if days is not None:
            numbered.append((month, paragraph, days))
        elif is_own or paragraph in years:
            entries[paragraph] = Headed(*spans[paragraph], month.head, month.days)
    if len(entries) < _FEWEST:
        entries = {at: entry for at, entry in entries.items() if at in years}
    for paragraph, head, period in _days(numbered):
        entries[paragraph] = Headed(*spans[paragraph], head, period)
    latest = published or date.max
    known = {at: entry for at, entry in entries.items() if entry.days.first <= latest}
    return dict(sorted({**years, **known}.items()))


def _months(headings: Headings, published: date | None) -> Iterator[tuple[int, _Month, bool]]:
    """The paragraphs below a month, and those that open with one, each with whether it does."""
    latest = published.year if published else date.max.year
    year: int | None = None
    month: _Month | None = None
    for paragraph, span in headings.paragraphs.items():
        is_short = span[1] - span[0] <= LONGEST
        line = _LINE.fullmatch(headings.text, *span) if is_short else None
        title = TITLE.fullmatch(headings.text, *span) if is_short and line is None else None
        own = _ENTRY.match(headings.text, *span)
        if line is not None:
            of = int(line["year"]) if line["year"] else year
            month = None if of is None else _month(line, of)
        elif title is not None and EARLIEST <= int(title["year"]) <= latest:
            year, month = int(title["year"]), None
        elif own is not None:
            month = None
            if year is not None and (this := _month(own, year)) is not None:
                yield paragraph, this, True
        elif month is not None:
            yield paragraph, month, False


def _month(match: re.Match[str], year: int) -> _Month | None:
    days = periods.month(year, month_number(match["m"]))
    return None if days is None else _Month(match.span("m"), days)


def _days(
    numbered: list[tuple[_Month, int, re.Match[str]]],
) -> Iterator[tuple[int, Span, Period]]:
    """The paragraphs whose numbers are days of the month above; a list that counts from one below
    the only month is none."""
    groups = [(month, list(group)) for month, group in groupby(numbered, key=lambda at: at[0])]
    for month, group in groups:
        numbers = [_number(match["first"]) for _, _, match in group]
        counts = len(groups) == 1 and numbers == list(range(1, len(numbers) + 1))
        if counts or numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
            continue
        at = month.days.first
        for _, paragraph, match in group:
            first = periods.day(at.year, at.month, _number(match["first"]))
            last = periods.day(at.year, at.month, _number(match["last"] or match["first"]))
            if first is not None and last is not None and first.first <= last.last:
                yield paragraph, match.span("days"), Period(first.first, last.last)


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))
