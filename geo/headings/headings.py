"""The words before a paragraph of a digest or log that say where and when all of it was: "Sikasso:
...", "Ulm - ...", "Friday, 7:50 p.m., Polson. ..."."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from geo.dates.words import MONTH, WEEKDAY
from geo.language.text import Analysis
from geo.layout.dateline import dateline
from geo.records import ResolvedToponym, Span

_DAYS = r"(?:\d{1,2}(?: (?:and|to) |\s?[-\u2013]\s?))?\d{1,2}"
_DAY = (
    rf"(?:(?:{_DAYS} {MONTH}|{MONTH} {_DAYS})(?:,? \d{{4}})?|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2}\.\d{1,2}\.\d{4})"
)
_TIME = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.m\.|[ap]m\b)"
    r"|\d{1,2}[:.]?\d\d(?: ?(?:GMT|UTC|hours|hrs|h|local)\b)?"
    r"|noon|midnight|dawn|overnight|morning|afternoon|evening|night)"
)
_NAME = (
    r"(?:St\. )?[A-Z][\w'\u2019-]*(?:[ /](?:(?:[a-z]{1,3}|St\.) )?[A-Z][\w'\u2019-]*){0,3}"
    r"(?: \([^()\n]{1,30}\))?"
)
_SAME = r"(?:(?:the )?same (?:place|town|village|quarter|district|camp|site|day))"
_ITEM = rf"(?:{WEEKDAY}|{_DAY}|{_TIME}|{_SAME}|{_NAME})"
WHEN = re.compile(rf"\b(?:{WEEKDAY}|{_DAY})\b")
_NUMBERED = r"(?:(?:(?:No|Nr)\.|Entry|Event|Incident|Item)\s)?\d{1,4}(?:[,.:)]|\s[-\u2013])\s"
_AGENCY = "[A-Z]{2,6}"
_END = r"(?::|\s[-\u2013]|\s?\u2014)(?=\s)"
_HEADING = re.compile(
    rf"[*\u2022#\s-]{{0,4}}(?:{_AGENCY} [-\u2013\u2014] )?(?:{_NUMBERED})?"
    rf"(?P<all>{_ITEM}(?:(?:,? {{1,3}}| [-\u2013] ){_ITEM}){{0,4}})"
    rf"(?:{_END}|(?P<stop>\.|(?<=\)))(?=\s+[\"\u201c]?[A-Z]))"
)
_ZONE = r"\s?(?:GMT|UTC|[ap]\.?m\.?|h|hrs|hours)"
_HOUR = re.compile(
    rf"(?:\d{{1,2}}[:.]\d\d(?:{_ZONE})?|(?:[01]\d|2[0-3])[0-5]\d{_ZONE})(?=\s+[\"\u201c]?[A-Z])"
)
_BARE_HOUR = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d(?=\s+[\"\u201c]?[A-Z])")
_FEWEST_HOURS = 2
_BARE_NAME = re.compile(rf"[*\u2022#\s-]{{0,4}}(?P<all>{_NAME})\.")
_FEWEST_NAMES = 2
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}[:.]\d\d\b"
    r"|\b(?:[01]\d|2[0-3])[0-5]\d ?(?:GMT|UTC|hours|hrs|h)\b"
)
_LINE = re.compile(rf"[*\u2022#\s]{{0,4}}{_ITEM}(?:,? {_ITEM}){{0,4}}:?")
_PARTED = re.compile(
    rf"[*\u2022#\s]{{0,4}}{_DAY}(?:\s?[|\u00b7\u2022]\s?[^|\u00b7\u2022\n]{{1,40}})+"
)
"""A day, and beside it what bars and dots part: "02/07 | 10:00 | Bankass district"."""
LONGEST = 60
"""Characters of a line that may be a heading."""
_IN_CHAIN = re.compile(r"(?:,\s+[A-Z][^,:.\n]*)*,\s+")
_NAMES = re.compile(r"[A-Z][^,/:()\n]*[^\s,/:().*]")
_NO_NAME = rf"{WEEKDAY}|{_DAY}|{_TIME}"
_BESIDE_NAME = re.compile(rf"\([^()]*\)|{_NO_NAME}")


def is_of_that_day(heading: str) -> bool:
    """Whether a heading has the hour of an entry of that day, and no other day: "16:33 Police say
    ...", "Nabatieh, 1.35 p.m.: ..."."""
    if re.fullmatch(_TIME, heading) is not None:
        return True
    return _CLOCK.search(heading) is not None and WHEN.search(heading) is None


def has_day(analysis: Analysis, heading: Span | None) -> bool:
    """Whether a heading names a day: "16 January", "Friday, Polson"."""
    return heading is not None and WHEN.search(analysis.text, *heading) is not None


def headings(analysis: Analysis) -> Mapping[int, Span]:
    """Of each paragraph that has one the span of its heading, without the mark behind it.

    A heading that ends in a full stop, as a sentence does, is one in capitals or with a day; or a
    name alone, as in a digest others are: "Mali. ...", "Niger. ...".
    """
    found = {**_bare_hours(analysis), **_bare_names(analysis)}
    seen: set[int] = set()
    written = dateline(analysis.text)
    _, (_, begun) = written if written is not None else ((0, 0), (0, 0))
    for sentence in analysis.sentences:
        if sentence.paragraph in seen:
            continue
        seen.add(sentence.paragraph)
        match = _HEADING.match(analysis.text, sentence.start)
        is_day = match is not None and WHEN.search(match["all"]) is not None
        if sentence.start < begun and (is_day or not sentence.paragraph):
            continue  # where and on what day it was written
        hour = _HOUR.match(analysis.text, sentence.start)
        if match is not None and (match["stop"] is None or match["all"].isupper() or is_day):
            found[sentence.paragraph] = match.span("all")
        elif hour is not None:
            found[sentence.paragraph] = hour.span()
    return found


def _bare_hours(analysis: Analysis) -> dict[int, Span]:
    """Of the entries of a log that open with four digits their spans: "0640 Shots were heard". Such
    are hours where several paragraphs have them, one with the nought that no number opens with."""
    found = {
        paragraph: hour.span()
        for paragraph, span in paragraph_spans(analysis).items()
        if (hour := _BARE_HOUR.match(analysis.text, *span)) is not None
    }
    hours = [analysis.text[slice(*span)] for span in found.values()]
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


def days_above(analysis: Analysis) -> Mapping[int, Span]:
    """Of each paragraph below one the last line that is nothing but a day: "Tuesday, March 11".

    A report has several of them, or none is a heading.
    """
    lines = {p: line for p, line in _lines(analysis).items() if _is_day(analysis, line)}
    return _above(analysis, lines) if len(lines) > 1 else {}


def named_headings(
    analysis: Analysis, toponyms: Sequence[ResolvedToponym]
) -> dict[int, ResolvedToponym]:
    """Of each paragraph the place that heads it, alone or with a day or hour: before its words, or
    in the last line above that is no more than that, where there are several."""
    lines = _lines(analysis)
    named = {
        paragraph: found
        for paragraph, line in lines.items()
        if (found := _named(analysis, line, toponyms)) is not None
    }
    above = _above(analysis, lines) if len(named) > 1 else {}
    by_line = {line: named[paragraph] for paragraph, line in lines.items() if paragraph in named}
    heads = {p: by_line[line] for p, line in above.items() if line in by_line}
    for paragraph, heading in headings(analysis).items():
        found = _named(analysis, heading, toponyms)
        # What is at a place that nobody knows is at least in the division above it.
        if found is not None and (found.place is not None or paragraph not in heads):
            heads[paragraph] = found
    return heads


def labels(analysis: Analysis) -> dict[int, Span]:
    """Of each paragraph that opens with names and a colon, as others do, their span: "Gao: ...",
    "Health: ...", "Bentiu (Unity State): ..."."""
    found = {
        paragraph: (start, end)
        for paragraph, (start, end) in headings(analysis).items()
        if analysis.text[end : end + 1] == ":" and _is_more(analysis.text[start:end])
    }
    return found if len(found) > 1 else {}


def label_names(analysis: Analysis) -> Iterator[Span]:
    """What may be names of places in labels."""
    for heading in labels(analysis).values():
        yield from _pieces(analysis, heading)


def heading_names(analysis: Analysis) -> Iterator[tuple[Span, bool]]:
    """What may be names of places in headings and in lines that are no more than one, each with
    whether an hour stands beside it: "MALI", "LEBANON/SYRIA - ...", "Masnaa, 4.40 p.m.: ..."."""
    for heading in dict.fromkeys([*headings(analysis).values(), *_lines(analysis).values()]):
        has_hour = _CLOCK.search(analysis.text[slice(*heading)]) is not None
        for piece in _pieces(analysis, heading):
            yield piece, has_hour


def _pieces(analysis: Analysis, heading: Span) -> Iterator[Span]:
    """What stands in a heading between its marks, but for days and hours."""
    for piece in _NAMES.finditer(analysis.text, *heading):
        if not re.fullmatch(_NO_NAME, piece[0]):
            yield piece.span()


def is_chained(text: str, first: ResolvedToponym, other: ResolvedToponym) -> bool:
    """Whether a name stands behind another in the chain of a heading: "Yei, Central Equatoria,
    South Sudan: ..."."""
    return _IN_CHAIN.fullmatch(text, first.toponym.end, other.toponym.start) is not None


def paragraph_spans(analysis: Analysis) -> dict[int, Span]:
    """From where each paragraph's first sentence begins to where its last one ends."""
    spans: dict[int, Span] = {}
    for sentence in analysis.sentences:
        start, _ = spans.get(sentence.paragraph, (sentence.start, 0))
        spans[sentence.paragraph] = start, sentence.end
    return spans


def _lines(analysis: Analysis) -> dict[int, Span]:
    """The paragraphs that are as short as a heading and made as one, with their spans."""
    return {
        paragraph: span
        for paragraph, span in paragraph_spans(analysis).items()
        if span[1] - span[0] <= LONGEST
        and (_LINE.fullmatch(analysis.text, *span) or _PARTED.fullmatch(analysis.text, *span))
    }


def _above(analysis: Analysis, lines: Mapping[int, Span]) -> dict[int, Span]:
    """Of each paragraph below one of the lines the last of them."""
    above: dict[int, Span] = {}
    last: Span | None = None
    for paragraph in sorted({sentence.paragraph for sentence in analysis.sentences}):
        if paragraph in lines:
            last = lines[paragraph]
        elif last is not None:
            above[paragraph] = last
    return above


def _is_day(analysis: Analysis, line: Span) -> bool:
    words = analysis.text[slice(*line)]
    is_parted = _PARTED.fullmatch(words) is not None
    return WHEN.search(words) is not None and (is_parted or not _is_more(words))


def _named(
    analysis: Analysis, heading: Span, toponyms: Sequence[ResolvedToponym]
) -> ResolvedToponym | None:
    """The first place of a heading that names nothing but places, days and hours, of a place that
    nobody knows the one in brackets behind it."""
    inside = [t for t in toponyms if heading[0] <= t.toponym.start and t.toponym.end <= heading[1]]
    rest = list(analysis.text[slice(*heading)])
    for toponym in inside:
        start, end = (at - heading[0] for at in (toponym.toponym.start, toponym.toponym.end))
        rest[start:end] = " " * (end - start)
    if not inside or _is_more("".join(rest)):
        return None
    return next((toponym for toponym in inside if toponym.place is not None), inside[0])


def _is_more(words: str) -> bool:
    """Whether words of a heading are more than a day, an hour and what stands in brackets."""
    return any(character.isalnum() for character in _BESIDE_NAME.sub("", words))
