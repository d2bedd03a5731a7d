"""The words before a paragraph of a digest or log that say where and when all of it was: "Sikasso:
...", "Ulm - ...", "Friday, 7:50 p.m., Polson. ..."."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

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
    paragraph_spans,
)
from geo.language.text import Analysis
from geo.layout.dateline import dateline
from geo.records import ResolvedToponym, Span
from geo.relations import COUNTRY, precision

if TYPE_CHECKING:
    from gazetteer.place import Place

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
_IN_CHAIN = re.compile(r"(?:,\s+[A-Z][^,:.\n]*)*,\s+")
_NAMES = re.compile(r"[^\W\d_a-z][^,/:()\[\]|\n]*[^\s,/:()\[\]|.*]")
_NO_NAME = rf"{WEEKDAY}|{DAY}|{TIME}"
_BETWEEN_NAMES = re.compile(rf"(?<!\w)(?:{_NO_NAME})(?!\w)|\s[-\u2013\u2014]\s")
_BESIDE_NAME = re.compile(rf"\([^()]*\)|{_NO_NAME}")


def is_of_that_day(heading: str) -> bool:
    """Whether a heading has the hour of an entry of that day, and no other day: "16:33 Police say
    ...", "Nabatieh, 1.35 p.m.: ..."."""
    if re.fullmatch(TIME, heading) is not None:
        return True
    return CLOCK.search(heading) is not None and WHEN.search(heading) is None


def has_day(analysis: Analysis, heading: Span | None) -> bool:
    """Whether a heading names a day: "16 January", "Friday, Polson"."""
    return heading is not None and WHEN.search(analysis.text, *heading) is not None


def headings(analysis: Analysis) -> Mapping[int, Span]:
    """Of each paragraph that has one the span of its heading, without the mark behind it.

    A heading that ends in a full stop, as a sentence does, is one in capitals, with a day or behind
    the number of an entry; or a name alone, as in a digest others are: "Mali. ...", "Niger. ...".
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
        if match is not None and (
            match["stop"] is None or match["all"].isupper() or is_day or match["number"]
        ):
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

    A report has several of them, or none is a heading. Of a record or the row of a table it is the
    field that says when it was.
    """
    lines = {p: line for p, line in _lines(analysis).items() if _is_day(analysis, line)}
    above = _above(analysis, lines) if len(lines) > 1 else {}
    own = {p: of.when for p, of in fields(analysis).items() if of.when is not None}
    has_own = {p for p, when in own.items() if has_day(analysis, when) or p not in above}
    return {**above, **{p: own[p] for p in has_own}}


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
    for paragraph, of in fields(analysis).items():
        found = _of_fields(analysis, of, toponyms)
        if found is not None:
            heads[paragraph] = found
    return heads


def _of_fields(
    analysis: Analysis, of: Fields, toponyms: Sequence[ResolvedToponym]
) -> ResolvedToponym | None:
    """The finest of the places that the fields of a record name, of the row of a table that of a
    cell which names nothing else."""
    inside = [
        toponym
        for start, end in of.places
        if of.are_labelled or _named(analysis, (start, end), toponyms) is not None
        for toponym in toponyms
        if start <= toponym.toponym.start and toponym.toponym.end <= end
    ]
    return _finest(inside) if inside else None


def _finest(chain: Sequence[ResolvedToponym]) -> ResolvedToponym:
    """The first place of a chain of names, or the one in it that another names behind it: "Gao,
    Mali", "Mali / Gao"."""
    known = [toponym for toponym in chain if toponym.place is not None]
    finest = next(iter(known), chain[0])
    for toponym in known:
        if _lies_in(toponym.place, finest.place):
            finest = toponym
    return finest


def _lies_in(place: "Place | None", wide: "Place | None") -> bool:
    """Whether a place lies in a country or division by their codes. A division may be named as its
    chief town is, which is far larger than others there: "Sumy / Shostka"."""
    if place is None or wide is None or place.country_code != wide.country_code:
        return False
    if precision(wide) == COUNTRY:
        return place.country_code is not None and precision(place) < COUNTRY
    if place.admin1_code is None or place.admin1_code != wide.admin1_code:
        return False
    are_towns = place.feature_class == wide.feature_class == "P"
    is_chief = are_towns and (wide.population or 0) >= _CHIEF * (place.population or 1)
    return is_chief or precision(place) < precision(wide)


_CHIEF = 3
"""How many times the people of another town of its division its chief town has at least."""


def labels(analysis: Analysis) -> dict[int, Span]:
    """Of each paragraph that opens with names and a colon, as others do, their span: "Gao: ...",
    "Health: ...", "Bentiu (Unity State): ..."; of an entry with a number, a day or an hour the mark
    behind them is another, too."""
    found = {
        paragraph: (start, end)
        for paragraph, (start, end) in headings(analysis).items()
        if (analysis.text[end : end + 1] == ":" or _is_entry(analysis.text, (start, end)))
        and end - start <= LONGEST
        and _is_more(analysis.text[start:end])
        and re.search(SAME, analysis.text[start:end]) is None
    }
    return found if len(found) > 1 else {}


def _is_entry(text: str, heading: Span) -> bool:
    """Whether a heading is that of an entry of a log: a day, an hour or a number is in it."""
    begins = text.rfind("\n", 0, heading[0]) + 1
    is_dated = WHEN.search(text, *heading) is not None or CLOCK.search(text, *heading) is not None
    return is_dated or any(map(str.isdigit, text[begins : heading[0]]))


def label_names(analysis: Analysis) -> Iterator[Span]:
    """What may be names of places in labels, and in the fields of records and rows."""
    for heading in labels(analysis).values():
        yield from _pieces(analysis, heading)
    for field in dict.fromkeys(span for of in fields(analysis).values() for span in of.places):
        yield from _pieces(analysis, field)


def heading_names(analysis: Analysis) -> Iterator[tuple[Span, bool]]:
    """What may be names of places in headings and in lines that are no more than one, each with
    whether an hour stands beside it: "MALI", "LEBANON/SYRIA - ...", "Masnaa, 4.40 p.m.: ..."."""
    for heading in dict.fromkeys([*headings(analysis).values(), *_lines(analysis).values()]):
        has_hour = CLOCK.search(analysis.text[slice(*heading)]) is not None
        for piece in _pieces(analysis, heading):
            yield piece, has_hour


def _pieces(analysis: Analysis, heading: Span) -> Iterator[Span]:
    """What stands in a heading between its marks, but for days and hours."""
    start, end = heading
    words = _BETWEEN_NAMES.sub(lambda match: "/" * len(match[0]), analysis.text[start:end])
    for piece in _NAMES.finditer(words):
        yield start + piece.start(), start + piece.end()


def is_chained(text: str, first: ResolvedToponym, other: ResolvedToponym) -> bool:
    """Whether a name stands behind another in the chain of a heading: "Yei, Central Equatoria,
    South Sudan: ..."."""
    return _IN_CHAIN.fullmatch(text, first.toponym.end, other.toponym.start) is not None


def _lines(analysis: Analysis) -> dict[int, Span]:
    """The paragraphs that are as short as a heading and made as one, with their spans."""
    entries = fields(analysis)
    return {
        paragraph: span
        for paragraph, span in paragraph_spans(analysis).items()
        if span[1] - span[0] <= LONGEST
        and paragraph not in entries
        and (_LINE.fullmatch(analysis.text, *span) or _PARTED.fullmatch(analysis.text, *span))
    }


def _above(analysis: Analysis, lines: Mapping[int, Span]) -> dict[int, Span]:
    """Of each paragraph below one of the lines the last of them. What reads as a dateline is over
    no more than the words behind it, where other lines are above it, too."""
    above: dict[int, Span] = {}
    last: Span | None = None
    before: Span | None = None
    written = dateline(analysis.text)
    for paragraph in sorted({sentence.paragraph for sentence in analysis.sentences}):
        if paragraph in lines:
            last, before = lines[paragraph], last
        elif last is not None:
            above[paragraph] = last
            if before is not None and written is not None and last[0] == written[1][0]:
                last = before
    return above


def _is_day(analysis: Analysis, line: Span) -> bool:
    words = analysis.text[slice(*line)]
    is_parted = _PARTED.fullmatch(words) is not None
    return WHEN.search(words) is not None and (is_parted or not _is_more(words))


def _named(
    analysis: Analysis, heading: Span, toponyms: Sequence[ResolvedToponym]
) -> ResolvedToponym | None:
    """The first or finest place of a heading that names nothing but places, days and hours, of a
    place that nobody knows the one in brackets behind it."""
    inside = [t for t in toponyms if heading[0] <= t.toponym.start and t.toponym.end <= heading[1]]
    rest = list(analysis.text[slice(*heading)])
    for toponym in inside:
        start, end = (at - heading[0] for at in (toponym.toponym.start, toponym.toponym.end))
        rest[start:end] = " " * (end - start)
    if not inside or _is_more("".join(rest)):
        return None
    return _finest(inside)


def _is_more(words: str) -> bool:
    """Whether words of a heading are more than a day, an hour and what stands in brackets."""
    return any(character.isalnum() for character in _BESIDE_NAME.sub("", words))
