"""The days that an issue of a series covers: "Reporting period: 3 to 9 May", "Weekly brief (3-9
May)".

Weekdays of such a report are of those days and not of the week in which it was published, and what
it tells of without a day was within them.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from geo.dates.periods import Period, shift
from geo.dates.readers import Circumstances, NoDateError
from geo.dates.rules import RULES

_RULES = tuple(rule for rule in RULES if rule.name in {"range", "day"})
_REACH = 600
"""Characters from the start of a text within which it says what it covers."""
_TITLES = 2
"""So many lines from the head the title of an issue may stand."""
_LONGEST_TITLE = 120
_LONGEST = timedelta(days=35)
_LATEST = timedelta(days=60)
"""So long after the last of its days a report of them may come out."""
_UNIT = "(?:week|fortnight|month|period|days?|dates?)"
_LABEL = re.compile(
    rf"(?:^|[|\u00b7\u2022;.])\W*(?:(?:for|in|during|covers|covering) )?(?:the )?(?:"
    rf"(?:reporting|coverage|reference|review) {_UNIT}|{_UNIT} (?:covered|under review|in review)"
    r"|period|(?:(?:epidemiological |epi )?week|fortnight)(?: (?:no\.? ?)?\d{1,2})?(?: of)?"
    r"|(?:(?:data|developments|events|figures|incidents|numbers|totals) )?(?:for|of)"
    r"|(?:covers|covering)(?: the)?)\W*(?:from )?\Z",
    re.IGNORECASE,
)
"""What stands before the days, from the start of a line on."""
_BEHIND_TITLE = re.compile(
    r".*(?:[,:(|\u2013\u2014-]|\b(?:bulletin|brief|digest|fortnight|log|overview|sitrep|summary|update"
    r"|week))\s*",
    re.IGNORECASE,
)
"""The title of an issue, up to the days that end it."""
_WEEK_TO = re.compile(r"\b(?:the )?week (?:ending|ended)\W*\Z", re.IGNORECASE)
_HOUR = re.compile(
    r"(?:,|\bat\b)?\s*[(\[]?(?:\b\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\b\.?|\s?h(?:rs|ours)?\b)?"
    r"|\b\d{4}\s?h(?:rs|ours)?\b|\b\d{1,2}\s?[ap]\.?m\b\.?|\b(?:noon|midnight)\b)"
    r"(?:\s(?:(?-i:[A-Z]{2,4})\b|local(?: time)?))?[)\]]?(?:,|\s+o[nf]\b)?\s*",
    re.IGNORECASE,
)
"""At which hour the first and the last of the days begin: "06h00 12 May", "12 May (6 a.m.)"."""
_NO_MORE = re.compile(r"\W*(?:\.\s.*)?", re.DOTALL)
"""What may follow days that have a line or sentence to themselves."""


def reporting_period(text: str, title: str | None, published: date | None) -> Period | None:
    """The days that a report says it covers; None for one that says none, or any to come."""
    lines = [_HOUR.sub(" ", line).strip() for line in text[:_REACH].splitlines() if line.strip()]
    titles = [line for line in (title or "", *lines[:_TITLES]) if len(line) <= _LONGEST_TITLE]
    found = (*_labelled(lines, published), *_in_titles(titles, published))
    return next((period for period in found if _is_covered(period, published)), None)


def _is_covered(period: Period, published: date | None) -> bool:
    several = timedelta(0) < period.last - period.first <= _LONGEST
    return several and (published is None or timedelta(0) <= published - period.last <= _LATEST)


def _labelled(lines: list[str], published: date | None) -> Iterator[Period]:
    for line in lines:
        for start, end, period in _ranges(line, published):
            alone = not line[:start].strip() and _NO_MORE.fullmatch(line, end) is not None
            if alone or _LABEL.search(line[:start]) is not None:
                yield period


def _in_titles(titles: list[str], published: date | None) -> Iterator[Period]:
    for title in titles:
        for start, end, period in _ranges(title, published):
            is_last = not title[end:].strip(" )].")
            if is_last and start and _BEHIND_TITLE.fullmatch(title, 0, start) is not None:
                yield period


def _ranges(line: str, published: date | None) -> Iterator[tuple[int, int, Period]]:
    """Where a line tells of days from one to another, and which: "3-9 May", "week ending 9 May"."""
    for rule in _RULES:
        for match in rule.pattern.finditer(line):
            week = _WEEK_TO.search(line, 0, match.start()) if rule.name == "day" else None
            if rule.name == "day" and week is None:
                continue
            try:
                value = rule.read(match, Circumstances(published, "behind"))
            except NoDateError:
                continue
            if not isinstance(value, Period):
                continue
            first = shift(value.last, -6) if week else value.first
            if first is not None:
                yield (
                    week.start() if week else match.start(),
                    match.end(),
                    Period(first, value.last),
                )
