"""What the words of dates mean that are counted from another event of the text."""

import re

from geo.dates.readers import UNIT_DAYS, Circumstances, Found, FromEvent, NoDateError, group
from geo.dates.words import how_many

_EXACT_DAYS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}
_ORDINALS = {word: number for number, word in enumerate(
    "first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1
)}  # fmt: skip


def _which_one(words: str) -> int | None:
    """The number of "third", "3rd" or "10-year"; None for any other word."""
    words = words.lower()
    return _ORDINALS.get(words) or how_many(re.sub(r"(?<=\d)(?:st|nd|rd|th)$|-year$", "", words))


def read_beside_event(m: re.Match[str], _: Circumstances) -> Found:
    """ "two days later"."""
    unit = group(m, "unit").lower().rstrip("s")
    count = how_many(m["n"]) if m["n"].lower() not in {"some", "few"} else None
    days = (count if count is not None else 3) * UNIT_DAYS[unit]
    if unit == "hour" and count is not None:
        days = count // 24
    exact = count is not None and days < 7
    before = m["way"].lower() in {"earlier", "before", "previously", "prior"}
    return FromEvent(-days if before else days, 1 if exact else 2 if days < 28 else 3)


def read_since(m: re.Match[str], _: Circumstances) -> Found:
    """ "one year since"."""
    unit, count = group(m, "unit").lower().rstrip("s"), how_many(m["n"])
    return FromEvent(None if count is None else -round(count * _EXACT_DAYS[unit]), 2)


def read_anniversary(m: re.Match[str], _: Circumstances) -> Found:
    """ "the first anniversary of", "the 10-year anniversary of"."""
    number = _which_one(group(m, "n"))
    return FromEvent(None if number is None else -round(365.25 * number), 2)


def read_in_a_row(m: re.Match[str], _: Circumstances) -> Found:
    """ "for the third day in a row": from two days before the day of the event on."""
    number = _which_one(group(m, "n"))
    if number is None or number < 2:
        raise NoDateError
    return FromEvent(1 - number, 2)


def read_next_unit(m: re.Match[str], _: Circumstances) -> Found:
    """ "the next day"."""
    days = UNIT_DAYS.get(group(m, "unit").lower(), 1)  # "the following evening": of the next day
    word = m["way"].lower()
    sign = -1 if word in {"previous", "preceding"} else 0 if word in {"same", "very"} else 1
    return FromEvent(sign * days, 1 if days == 1 else 2 if days == 7 else 3)


def read_eve(_: re.Match[str], __: Circumstances) -> Found:
    """ "on the eve of the vote"."""
    return FromEvent(-1, 1)


def read_that_month(m: re.Match[str], at: Circumstances) -> Found:
    """ "that December", "the following March": of the time that the text named last."""
    if at.future and "next" in m.group():
        raise NoDateError
    return FromEvent(None, 3)


def read_same_unit(m: re.Match[str], _: Circumstances) -> Found:
    """ "that year", "in the same week"."""
    return FromEvent(0, 2 if m.group().lower().endswith("week") else 3)
