"""The words of dates: patterns of weekdays, months, days, years and numbers, and their values.

Names of months and weekdays must begin with a capital, else "march" and "may" would be months.
"""

import re

from geo.dates.periods import Period
from geo.language.numbers import parse_number

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def _capitalised(words: list[str]) -> str:
    """A pattern for words whose first letter is a capital, whatever the others are."""
    return "|".join(f"{word[0]}(?i:{word[1:]})" for word in words)


WEEKDAY = rf"(?:{_capitalised(_WEEKDAYS)}|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.|Sun\.)"
MONTH = (
    rf"(?:{_capitalised(_MONTHS)}|(?:J(?i:an|un|ul)|F(?i:eb)|M(?i:ar)|A(?i:pr|ug)|S(?i:ept?)|O(?i:ct)"
    r"|N(?i:ov)|D(?i:ec))\.?)(?![A-Za-z])"
)
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d,.:]{0,9}\d|%|(?: )?(?:percent|per cent))"
NTH = r"(?:[12]\d|3[01]|[1-9])(?:st|nd|rd|th)"
YEAR = r"(?:1[89]|20)\d\d(?!\d|[,.]\d|%|(?: )?(?:percent|per cent|BC|B\.C))"
DECADE = r"(?:1[5-9]|20)\d0"
TO = r"(?:(?: )?[-–—](?: )?| (?i:to|and|until|through) )"
HOUR = r"(?: (?i:morning|afternoon|evening|night|noon|midnight|midday|dawn))?"
NUMBER = (
    r"(?:\d+|(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|twenty|thirty|forty|fifty|several|some|a few|few|a couple of))"
)
UNIT = r"(?i:minute|hour|day|night|week|fortnight|month|year|decade)s?"
LEAD = r"(?:\b(?i:on|in|since|until|till|through|from|by|during|after|before|around) (?i:the )?)?\b"
PART = (
    r"(?:(?:(?i:the) )?(?P<part>(?i:early|mid|late|beginning of|start of|middle of|end of))"
    r"(?:[- ](?:(?i:in|on) )?(?:(?i:the) )?))"
)
FEASTS = {
    "Christmas Eve": (12, 24),
    "Christmas Day": (12, 25),
    "Boxing Day": (12, 26),
    "New Year's Eve": (12, 31),
    "New Year's Day": (1, 1),
    "Valentine's Day": (2, 14),
    "May Day": (5, 1),
}
"""Days of the year that news calls by name: month and day."""
FEAST = "|".join(name.replace("'", "['\u2019]") for name in FEASTS)
ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th)|(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|thirteenth|fifteenth|twentieth))"
)
SEASON = r"(?i:spring|summer|autumn|fall|winter)"

_PARTS = {
    "early": "early", "beginning of": "early", "start of": "early",
    "mid": "mid", "middle of": "mid",
    "late": "late", "end of": "late",
}  # fmt: skip


def month_number(word: str) -> int:
    """1 for "January" or "Jan."."""
    return next(i for i, m in enumerate(_MONTHS, 1) if m[:3].lower() == word[:3].lower())


def weekday_number(word: str) -> int:
    """0 for "Monday" or "Mon."."""
    return next(i for i, w in enumerate(_WEEKDAYS) if w[:3].lower() == word[:3].lower())


def day_number(word: str) -> int:
    """3 for "3rd"."""
    return int(re.sub(r"\D", "", word))


def feast_day(name: str) -> tuple[int, int]:
    """(12, 25) for "Christmas Day"."""
    return FEASTS[" ".join(name.split()).replace("\u2019", "'")]


def full_year(digits: str) -> int:
    """2014 for "2014", 1990 for "90", 2004 for "04"."""
    year = int(digits)
    return year if year > 99 else 1900 + year if year > 50 else 2000 + year


def how_many(word: str) -> int | None:
    """The number of units; None for a vague one such as "several"."""
    word = " ".join(word.split())
    fixed = {"a": 1, "an": 1, "the": 1, "a couple of": 2}.get(word.lower())
    value = fixed if fixed is not None else parse_number(word)
    return None if value is None else int(value)


def part_of(period: Period | None, words: str | None) -> Period | None:
    """The part of a period that the words before it name; all of it without such words."""
    return period.part(_PARTS[words.lower()]) if period and words else period
