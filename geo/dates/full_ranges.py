"""Days from one full date to another: "29 December 2025 - 4 January 2026", "2026-03-01 to
2026-03-07"."""

import re
from collections.abc import Iterator

from geo.dates import periods
from geo.dates.periods import Period
from geo.dates.readers import Circumstances, Found, NoDateError
from geo.dates.words import DAY, MONTH, TO, YEAR, day_number, month_number

_NUMBERS = r"\d{4}-\d\d-\d\d|\d{1,2}([/.])\d{1,2}\1\d{4}"
_WRITTEN = rf"{DAY} {MONTH},? {YEAR}|{MONTH} {DAY},? {YEAR}"


def _full(name: str, sign: str) -> str:
    numbers = _NUMBERS.replace("(", f"(?P<{sign}>").replace(r"\1", f"(?P={sign})")
    return rf"(?P<{name}>{_WRITTEN}|{numbers})"


FULL_RANGE = rf"\b{_full('one', 'sign')}{TO}{_full('two', 'sign2')}\b"
_READ = re.compile(rf"(?P<d>{DAY}) (?P<m>{MONTH})|(?P<m2>{MONTH}) (?P<d2>{DAY})")


def read_full_range(m: re.Match[str], _: Circumstances) -> Found:
    """Of days in numbers that may be read in two ways those that lie nearer to each other."""
    pairs = zip(_readings(m["one"]), _readings(m["two"]), strict=False)
    found = [p for first, last in pairs if (p := periods.spanning(first, last)) is not None]
    if not found:
        raise NoDateError
    return min(found, key=lambda period: period.last - period.first)


def _readings(words: str) -> Iterator[Period | None]:
    """A full date as day and month, and in numbers also as month and day."""
    words = " ".join(words.split())
    if match := _READ.match(words):
        day, month = match["d"] or match["d2"], match["m"] or match["m2"]
        full = periods.day(int(words[-4:]), month_number(month), day_number(day))
        yield from (full, full)
    elif "-" in words:
        year, month_, day_ = map(int, words.split("-"))
        yield from (periods.day(year, month_, day_),) * 2
    else:
        one, two, year = map(int, re.split("[/.]", words))
        yield periods.day(year, two, one)
        yield periods.day(year, one, two)
