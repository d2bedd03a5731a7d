"""Years that head the entries of a chronology: "2019: Fighters attacked ...", or a line of its own.

Four digits may be an hour, too ("2019: shots heard"): they are years where several different ones
head a report in their order, none is to come, and no hour of the day is among them.
"""

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from geo.dates import Headed
from geo.headings.headings import paragraph_spans
from geo.language.text import Analysis

_MARK = r"[*\u2022#\s]{0,4}"
_END = r":|\.(?=\s+[A-Z])|\s?[-\u2013\u2014](?=\s)|(?=[^\S\n]*\n)|$"
_YEAR = re.compile(rf"{_MARK}(?:Early |Mid[- ]|Late )?(?P<year>\d{{4}})(?P<end>{_END})")
_HOUR = re.compile(rf"{_MARK}\d{{1,2}}[:.h]\d\d")
_EARLIEST = 1900


def years_over(analysis: Analysis, published: date | None) -> Mapping[int, Headed]:
    """The paragraphs that a year heads, or that stand below a line of one, in their order."""
    heads: dict[int, re.Match[str]] = {}
    spans = paragraph_spans(analysis)
    for paragraph, (start, end) in spans.items():
        if _HOUR.match(analysis.text, start, end):
            return {}
        if match := _YEAR.match(analysis.text, start, end):
            heads[paragraph] = match
    years = [int(match["year"]) for match in heads.values()]
    latest = published.year if published else date.max.year
    in_order = all(a <= b for a, b in pairwise(years)) or all(a >= b for a, b in pairwise(years))
    if len(set(years)) < _FEWEST or not in_order:
        return {}
    if any(not _EARLIEST <= year <= latest for year in years):
        return {}
    above: dict[int, Headed] = {}
    line: re.Match[str] | None = None
    for paragraph in sorted(spans):
        own = heads.get(paragraph)
        if own is not None:
            line = None if own["end"] else own
        if head := own or line:
            above[paragraph] = Headed(*spans[paragraph], head.span("year"), int(head["year"]))
    return above


_FEWEST = 2
