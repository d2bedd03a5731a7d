"""Seasons: "in the spring of 2015", "last summer", "the following winter"."""

import re

from geo.dates import periods
from geo.dates.periods import Period
from geo.dates.readers import Circumstances, Found, FromEvent, NoDateError, group
from geo.dates.words import SEASON, part_of

_SEASON = re.compile(SEASON)
_AROUND = (-2, -1, 0, 1, 2)
"""Years of a time in which the season lies that is next to it."""


def read_season_of_year(m: re.Match[str], _: Circumstances) -> Found:
    """ "the summer of 2014"."""
    return part_of(periods.season(group(m, "s").lower(), int(m["y"])), group(m, "part"))


def read_season(m: re.Match[str], at: Circumstances) -> Found:
    """ "last summer"."""
    if at.published is None:
        return None
    name, word, year = group(m, "s").lower(), group(m, "which").lower(), at.published.year
    candidates = [periods.season(name, y) for y in (year - 2, year - 1, year, year + 1)]
    known = [c for c in candidates if c is not None]
    if word == "next" or (at.future and word != "last"):
        ahead = [c for c in known if c.last >= at.published]
        if word == "next":
            ahead = [c for c in ahead if c.first > at.published]
        return ahead[0] if ahead else None
    edge = [c for c in known if (c.last if word == "last" else c.first) <= at.published]
    return edge[-1] if edge else None


def read_that_season(m: re.Match[str], at: Circumstances) -> Found:
    """ "that summer", "the following spring": of the time that the text named last; not "the next
    spring" of what is to come."""
    if at.future and "next" in m.group():
        raise NoDateError
    return FromEvent(None, 3)


def season_behind(words: str, before: Period) -> Period | None:
    """The season that words mean behind those of the days `before`: the next one, the one before,
    or that of these days."""
    name, words = _SEASON.findall(words)[-1].lower(), words.lower()
    years = (before.first.year + years for years in _AROUND)
    known = [found for year in years if (found := periods.season(name, year)) is not None]
    if "following" in words or "next" in words:
        return next((season for season in known if season.first > before.last), None)
    if "preceding" in words or "previous" in words:
        return next((season for season in reversed(known) if season.last < before.first), None)
    if before.first.month != before.last.month:
        return periods.season(name, before.first.year)  # of a year the one that begins in it
    return next((season for season in known if season.last >= before.first), None)
