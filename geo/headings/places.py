"""The places in headings: which one heads a paragraph, and what in them may be the name of one."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from geo.dates.words import WEEKDAY
from geo.headings.fields import Fields
from geo.headings.headings import Headings, labels
from geo.headings.parts import CLOCK, DAY, SORT, TIME, is_more
from geo.records import ResolvedToponym, Span
from geo.relations import COUNTRY, precision

if TYPE_CHECKING:
    from gazetteer.place import Place

_IN_CHAIN = re.compile(r"(?:,\s+[A-Z][^,:.\n]*)*,\s+")
_NAMES = re.compile(r"[^\W\d_a-z][^,/:()\[\]|\n]*[^\s,/:()\[\]|.*]")
_BETWEEN_NAMES = re.compile(rf"(?<!\w)(?:{WEEKDAY}|{DAY}|{TIME})(?!\w)|\s[-\u2013\u2014]\s")
_SORT = re.compile(rf"\s+{SORT}\b", re.IGNORECASE)
_SORT_BEHIND = re.compile(rf"\s+{SORT}$")
_CHIEF = 3
"""How many times the people of another town of its division its chief town has at least."""


def named_headings(
    headings: Headings, toponyms: Sequence[ResolvedToponym]
) -> dict[int, ResolvedToponym]:
    """Of each paragraph the place that heads it, alone or with a day or hour: before its words, or
    in the last line above that is no more than that, where there are several."""
    named = {
        line: found
        for line in headings.lines.values()
        if (found := _named(headings, line, toponyms)) is not None
    }
    above = headings.above(headings.lines) if len(named) > 1 else {}
    heads = {p: named[line] for p, line in above.items() if line in named}
    for paragraph, heading in headings.before.items():
        found = _named(headings, heading, toponyms)
        # What is at a place that nobody knows is at least in the division above it.
        if found is not None and (found.place is not None or paragraph not in heads):
            heads[paragraph] = found
    for paragraph, of in headings.fields.items():
        found = _of_fields(headings, of, toponyms)
        if found is not None:
            heads[paragraph] = found
    return heads


def _of_fields(
    headings: Headings, of: Fields, toponyms: Sequence[ResolvedToponym]
) -> ResolvedToponym | None:
    """The finest of the places that the fields of a record name, of the row of a table that of a
    cell which names nothing else."""
    inside = [
        toponym
        for start, end in of.places
        if of.are_labelled or _named(headings, (start, end), toponyms) is not None
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


def label_names(headings: Headings) -> Iterator[Span]:
    """What may be names of places in labels, and in the fields of records and rows."""
    for heading in labels(headings).values():
        yield from _pieces(headings, heading)
    for field in dict.fromkeys(span for of in headings.fields.values() for span in of.places):
        yield from _pieces(headings, field)


def heading_names(headings: Headings) -> Iterator[tuple[Span, bool]]:
    """What may be names of places in headings and in lines that are no more than one, each with
    whether an hour stands beside it: "MALI", "LEBANON/SYRIA - ...", "Masnaa, 4.40 p.m.: ..."."""
    for heading in dict.fromkeys([*headings.before.values(), *headings.lines.values()]):
        has_hour = CLOCK.search(headings.written(heading)) is not None
        for piece in _pieces(headings, heading):
            yield piece, has_hour


def _pieces(headings: Headings, heading: Span) -> Iterator[Span]:
    """What stands in a heading between its marks, but for days and hours."""
    start, _ = heading
    words = _BETWEEN_NAMES.sub(lambda match: "/" * len(match[0]), headings.written(heading))
    for piece in _NAMES.finditer(words):
        name = _SORT_BEHIND.sub("", piece[0])
        yield start + piece.start(), start + piece.start() + len(name)


def is_chained(text: str, first: ResolvedToponym, other: ResolvedToponym) -> bool:
    """Whether a name stands behind another in the chain of a heading: "Yei, Central Equatoria,
    South Sudan: ..."."""
    return _IN_CHAIN.fullmatch(text, first.toponym.end, other.toponym.start) is not None


def _named(
    headings: Headings, heading: Span, toponyms: Sequence[ResolvedToponym]
) -> ResolvedToponym | None:
    """The first or finest place of a heading that names nothing but places, days and hours, of a
    place that nobody knows the one in brackets behind it."""
    inside = [t for t in toponyms if heading[0] <= t.toponym.start and t.toponym.end <= heading[1]]
    rest = list(headings.written(heading))
    for toponym in inside:
        start, end = (at - heading[0] for at in (toponym.toponym.start, toponym.toponym.end))
        sort = _SORT.match(headings.written(heading), end)
        end = sort.end() if sort else end
        rest[start:end] = " " * (end - start)
    if not inside or is_more("".join(rest)):
        return None
    return _finest(inside)
