"""What stands over the paragraphs of a report and says for all of one where or when it was: words
before it ("Sikasso: ...", "Friday, 7:50 p.m., Polson. ..."), a line above, fields of a record."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from geo.dates.words import MONTH, WEEKDAY
from geo.headings.fields import Fields, fields
from geo.headings.parts import (
    CLOCK,
    DAY,
    ITEM,
    LONGEST,
    NAME,
    SAME,
    TIME,
    WHEN,
    is_more,
    paragraph_spans,
)
from geo.language.text import Analysis
from geo.layout.dateline import dateline
from geo.records import Span

_NUMBERED = (
    r"(?:(?:(?:(?:No|Nr)\.?|Day|Entry|Event|Incident|Item)\s#?|#)\d{1,4}(?:[,.:)]|\s[-\u2013])?"
    r"|[(\[]\d{1,4}[)\]][.:]?"
    rf"|\d{{1,4}}(?:[,.:)]|\s[-\u2013](?!\s\d{{1,2}} {MONTH})))\s"
)
"""What counts an entry: "4.", "(4)", "No. 4", "#4", "Day 12"."""
_WHEN = rf"(?:{WEEKDAY}|{DAY}|{TIME})"
_MARKED = rf"(?:[\[(]{_WHEN}(?:,? {_WHEN}){{0,2}}[\])])"
"""Days and hours in brackets of their own: "[10:40]", "(4 October, 10.40 a.m.)"."""
_FIRST_WHEN = rf"(?:{_WHEN}(?:,? {_WHEN}){{0,2}}:\s)?"
"""A day or an hour with a colon, and the place behind it: "4 October: Gao. ..."."""
_AGENCY = "[A-Z]{2,6}"
_END = r"(?::|\s[-\u2013]|\s?\u2014)(?=\s)"
_HEADING = re.compile(
    rf"[*\u2022#\s-]{{0,4}}(?:{_AGENCY} [-\u2013\u2014] )?(?P<number>{_NUMBERED})?"
    rf"(?P<all>{_FIRST_WHEN}(?:{_MARKED}|{ITEM})"
    rf"(?:(?:,? {{1,3}}| [-\u2013] | ?/ ?)(?:{_MARKED}|{ITEM})){{0,4}})"
    rf"(?:{_END}|(?<=\])(?=\s+[\"\u201c]?[A-Z])|(?P<stop>\.|(?<=\)))(?=\s+[\"\u201c]?[A-Z]))"
)
_ZONE = r"\s?(?:GMT|UTC|[ap]\.?m\.?|h|hrs|hours)"
_HOUR = re.compile(
    rf"(?:\d{{1,2}}[:.]\d\d(?:{_ZONE})?|(?:[01]\d|2[0-3])[0-5]\d{_ZONE})(?=\s+[\"\u201c]?[A-Z])"
)
_BARE_HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d(?=\s+[\"\u201c]?[A-Z])")
_FEWEST_HOURS = 2
_BARE_NAME = re.compile(rf"[*\u2022#\s-]{{0,4}}(?P<all>{NAME})\.")
_FEWEST_NAMES = 2
_LINE = re.compile(rf"[*\u2022#\s]{{0,4}}{ITEM}(?:,? {ITEM}){{0,4}}:?")
_PARTED = re.compile(
    rf"[*\u2022#\s]{{0,4}}{DAY}(?:\s?[|\u00b7\u2022]\s?[^|\u00b7\u2022\n]{{1,40}})+"
)
"""A day, and beside it what bars and dots part: "02/07 | 10:00 | Bankass district"."""


@dataclass(frozen=True, slots=True)
class Headings:
    """What the layout of a report says of each of its paragraphs, by their numbers."""

    text: str
    """The report's."""
    paragraphs: Mapping[int, Span]
    """From where the first sentence of each begins to where its last one ends."""
    before: Mapping[int, Span]
    """The heading before its words, without the mark behind it: "Gao: ...", "16:33 ..."."""
    lines: Mapping[int, Span]
    """The paragraphs that are as short as a heading and made as one."""
    fields: Mapping[int, Fields]
    """What a record or row says, of the paragraphs that belong to one."""

    def written(self, span: Span) -> str:
        """The words of a heading."""
        return self.text[slice(*span)]

    def above(self, lines: Mapping[int, Span]) -> dict[int, Span]:
        """Of each paragraph below one of the lines the last of them. What reads as a dateline is
        over no more than the words behind it, where other lines are above it, too."""
        above: dict[int, Span] = {}
        last: Span | None = None
        before: Span | None = None
        dated = dateline(self.text)
        for paragraph in self.paragraphs:
            if paragraph in lines:
                last, before = lines[paragraph], last
            elif last is not None:
                above[paragraph] = last
                if before is not None and dated is not None and last[0] == dated[1][0]:
                    last = before
        return above


def read_headings(analysis: Analysis) -> Headings:
    """The headings of a report, read from its text and where its sentences end."""
    text, paragraphs = analysis.text, paragraph_spans(analysis)
    entries = fields(text, paragraphs)
    lines = {
        paragraph: span
        for paragraph, span in paragraphs.items()
        if span[1] - span[0] <= LONGEST
        and paragraph not in entries
        and (_LINE.fullmatch(text, *span) or _PARTED.fullmatch(text, *span))
    }
    return Headings(text, paragraphs, _before(analysis, paragraphs), lines, entries)


def _before(analysis: Analysis, paragraphs: Mapping[int, Span]) -> dict[int, Span]:
    """Of each paragraph that has one the span of the heading before its words.

    A heading that ends in a full stop, as a sentence does, is one in capitals, with a day or behind
    the number of an entry; or a name alone, as in a digest others are: "Mali. ...", "Niger. ...".
    """
    text = analysis.text
    found = {**_bare_hours(text, paragraphs), **_bare_names(analysis)}
    written = dateline(text)
    _, (_, begun) = written if written is not None else ((0, 0), (0, 0))
    for paragraph, (start, _) in paragraphs.items():
        match = _HEADING.match(text, start)
        is_day = match is not None and WHEN.search(match["all"]) is not None
        if start < begun and (is_day or not paragraph):
            continue  # where and on what day it was written
        hour = _HOUR.match(text, start)
        if match is not None and (
            match["stop"] is None or match["all"].isupper() or is_day or match["number"]
        ):
            found[paragraph] = match.span("all")
        elif hour is not None:
            found[paragraph] = hour.span()
    return found


def _bare_hours(text: str, paragraphs: Mapping[int, Span]) -> dict[int, Span]:
    """Of the entries of a log that open with four digits their spans: "0640 Shots were heard". Such
    are hours where several paragraphs have them, one with the nought that no number opens with."""
    found = {
        paragraph: hour.span()
        for paragraph, span in paragraphs.items()
        if (hour := _BARE_HOUR.match(text, *span)) is not None
    }
    hours = [text[slice(*span)] for span in found.values()]
    return found if len(hours) >= _FEWEST_HOURS and min(hours).startswith("0") else {}


def _bare_names(analysis: Analysis) -> dict[int, Span]:
    """Of the items of a digest that open with a name as a sentence of its own their spans; several
    different ones do."""
    found: dict[int, Span] = {}
    for one, two in pairwise(analysis.sentences):
        opens = not one.index or analysis.sentences[one.index - 1].paragraph != one.paragraph
        if opens and one.paragraph == two.paragraph:
            name = _BARE_NAME.fullmatch(analysis.text[one.start : one.end].rstrip())
            if name is not None:
                found[one.paragraph] = one.start + name.start("all"), one.start + name.end("all")
    names = {analysis.text[slice(*span)] for span in found.values()}
    return found if len(names) >= _FEWEST_NAMES else {}


def labels(headings: Headings) -> dict[int, Span]:
    """Of each paragraph that opens with names and a colon, as others do, their span: "Gao: ...",
    "Health: ...", "Bentiu (Unity State): ..."; of an entry with a number, a day or an hour the mark
    behind them is another, too."""
    found = {
        paragraph: (start, end)
        for paragraph, (start, end) in headings.before.items()
        if (headings.text[end : end + 1] == ":" or _is_entry(headings.text, (start, end)))
        and end - start <= LONGEST
        and is_more(headings.text[start:end])
        and re.search(SAME, headings.text[start:end]) is None
    }
    return found if len(found) > 1 else {}


def _is_entry(text: str, heading: Span) -> bool:
    """Whether a heading is that of an entry of a log: a day, an hour or a number is in it."""
    begins = text.rfind("\n", 0, heading[0]) + 1
    is_dated = WHEN.search(text, *heading) is not None or CLOCK.search(text, *heading) is not None
    return is_dated or any(map(str.isdigit, text[begins : heading[0]]))


def days_above(headings: Headings) -> dict[int, Span]:
    """Of each paragraph below one the last line that is nothing but a day: "Tuesday, March 11".

    A report has several of them, or none is a heading. Of a record or the row of a table it is the
    field that says when it was.
    """
    lines = {p: line for p, line in headings.lines.items() if _is_day(headings.written(line))}
    above = headings.above(lines) if len(lines) > 1 else {}
    own = {p: of.when for p, of in headings.fields.items() if of.when is not None}
    return above | {
        p: when for p, when in own.items() if has_day(headings.text, when) or p not in above
    }


def _is_day(line: str) -> bool:
    is_parted = _PARTED.fullmatch(line) is not None
    return WHEN.search(line) is not None and (is_parted or not is_more(line))


def has_day(text: str, heading: Span | None) -> bool:
    """Whether a heading names a day: "16 January", "Friday, Polson"."""
    return heading is not None and WHEN.search(text, *heading) is not None


def is_of_that_day(heading: str) -> bool:
    """Whether a heading has the hour of an entry of that day, and no other day: "16:33 Police say
    ...", "Nabatieh, 1.35 p.m.: ..."."""
    if re.fullmatch(TIME, heading) is not None:
        return True
    return CLOCK.search(heading) is not None and WHEN.search(heading) is None
