"""Years that head the entries of a chronology: "2019: Fighters attacked ...", or a line of its own.

Four digits may be an hour, too ("2019: shots heard"): they are years where several different ones
head a report in their order, none is to come, and no hour of the day is among them; and where one
is a line of its own, or ends that of the title, over entries that open with a day and a month.
"""

import re
from collections.abc import Mapping
from datetime import date

from geo.dates import Headed, periods
from geo.dates.periods import Period
from geo.dates.words import MONTH, month_number
from geo.headings.headings import Headings, has_day
from geo.headings.parts import LONGEST
from geo.records import Span

MARK = r"[*\u2022#\s]{0,4}"
_END = r":|\.(?=\s+[A-Z])|\s?[-\u2013\u2014](?=\s)|$"
_YEAR = re.compile(rf"{MARK}(?:Early |Mid[- ]|Late )?(?P<year>\d{{4}})(?P<end>{_END})")
_HOUR = re.compile(rf"{MARK}\d{{1,2}}[:.h]\d\d")
_BEFORE = r"(?:of|in|for|to|and|chronology|timeline|log|diary|incidents|events)"
TITLE = re.compile(
    rf"{MARK}(?:[^\n]*(?:[,:(|\u2013\u2014-]\s*|\b{_BEFORE}\s))?"
    rf"(?:(?P<m>{MONTH}),? )?"
    r"(?P<year>(?:19|20)\d\d)\)?:?"
)
"""A line that says the year of all below it, or the month: "2026", "Chronology of the siege, 2026",
"Incidents, May 2026"."""
_ENTRY = re.compile(
    rf"{MARK}(?:\d{{1,2}} {MONTH}|{MONTH} \d{{1,2}}(?!\d)"
    rf"|\d{{1,2}}/\d{{1,2}}(?=\s?[-\u2013\u2014:]))"
)
_MONTH = re.compile(MONTH)
_MONTHS = 12
EARLIEST = 1900
_FEWEST = 2


def years_over(headings: Headings, published: date | None) -> Mapping[int, Headed]:
    """The paragraphs that a year heads, or that stand below a line of one, in their order."""
    heads: dict[int, re.Match[str]] = {}
    text, spans = headings.text, headings.paragraphs
    for paragraph, (start, end) in spans.items():
        if _HOUR.match(text, start, end):
            return {}
        if match := _YEAR.match(text, start, end):
            heads[paragraph] = match
    years = [int(match["year"]) for match in heads.values()]
    latest = published.year if published else date.max.year
    if len(set(years)) < _FEWEST:
        return _below_one(headings, latest)
    in_order = years in (sorted(years), sorted(years, reverse=True))
    if not in_order or not EARLIEST <= min(years) <= max(years) <= latest:
        return {}
    above: dict[int, Headed] = {}
    line: re.Match[str] | None = None
    for paragraph in sorted(spans):
        own = heads.get(paragraph)
        if own is not None:
            line = None if own["end"] else own
        if head := own or line:
            above[paragraph] = Headed(*spans[paragraph], head.span("year"), _days_of(head))
    return above


def _below_one(headings: Headings, latest: int) -> Mapping[int, Headed]:
    """The entries below the only line with a year, where it is over several and none above it."""
    head: re.Match[str] | None = None
    entries: dict[int, Headed] = {}
    text, dated = headings.text, _dated(headings)
    for paragraph, (start, end) in headings.paragraphs.items():
        is_short = end - start <= (2 * LONGEST if head is None else LONGEST)
        title = TITLE.fullmatch(text, start, end) if is_short else None
        if title is not None and EARLIEST <= int(title["year"]) <= latest:
            if head is not None and title["year"] != head["year"]:
                return {}
            head = head or title
        elif paragraph in dated or _ENTRY.match(text, start, end):
            if head is None:
                return {}
            day = headings.written(dated.get(paragraph, (start, end)))
            if not _is_of_next_month(day, head):
                entries[paragraph] = Headed(start, end, _written(head), _days_of(head))
    return entries if len(entries) >= _FEWEST else {}


def _dated(headings: Headings) -> Mapping[int, Span]:
    """The headings and fields that name a day, of the paragraphs that have one."""
    when = {at: of.when for at, of in headings.fields.items() if of.when is not None}
    named = {**headings.before, **when}
    return {at: span for at, span in named.items() if has_day(headings.text, span)}


def _is_of_next_month(entry: str, head: re.Match[str]) -> bool:
    """Whether an entry is of the month behind that of the title, which may be of the next year."""
    month = _MONTH.search(entry)
    if head["m"] is None or month is None:
        return False
    return (month_number(month[0]) - month_number(head["m"])) % _MONTHS == 1


def _written(head: re.Match[str]) -> Span:
    """Where a head says its year, and its month if one stands before it."""
    return (head.start("m") if head["m"] else head.start("year")), head.end("year")


def _days_of(head: re.Match[str]) -> Period:
    year = int(head["year"])
    days = periods.month(year, month_number(head["m"])) if head.groupdict().get("m") else None
    return days or Period(date(year, 1, 1), date(year, 12, 31))
