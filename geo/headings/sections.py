"""Lines over the sections of a situation report: "2. Flooding", "Attacks and displacement", "What
happened on Tuesday".

They say what the lines below tell of, and tell of nothing themselves.
"""

import re
from itertools import pairwise

from geo.headings.headings import Headings
from geo.headings.parts import LONGEST, WHEN, paragraph_spans
from geo.language.text import ITEM_MARKS, Analysis
from geo.records import Span

_OF_NAMES = frozenset({"ADJ", "ADP", "ADV", "CCONJ", "DET", "NOUN", "PROPN", "PUNCT", "SYM"})
_PLACES_AND_NUMBERS = frozenset({"CARDINAL", "DATE", "FAC", "GPE", "LOC", "NORP", "TIME"})
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?=[A-Z])")
_ENDS = (".", "!", "?", ";", ",")
_SERIES = re.compile(
    r"(?:flash update|situation report|sitrep|bulletin|(?:weekly|daily) (?:update|brief))\b.*\d",
    re.IGNORECASE,
)
"""The line below the title of an issue of a series."""


def section_headings(analysis: Analysis) -> list[Span]:
    """The lines of nouns alone over what is told in sentences or items, and the title of an issue.

    One with a place or number ("Drone strike in Fizi") may be the only one that tells it.
    """
    found = []
    for number, (line, below) in enumerate(pairwise(paragraph_spans(analysis).values())):
        words = analysis.text[slice(*below)]
        is_title = number == 0 and _SERIES.match(words) is not None
        is_over = number > 0 and (words.endswith(".") or _is_item(analysis.text, below))
        this = _without_number(analysis, line)
        is_over = is_over and not _is_item(analysis.text, line)
        is_over = is_over and not _has_place_or_number(analysis, this)
        if (is_title or is_over) and _is_of_nouns(analysis, this):
            found.append(this)
    return found


def days_over_items(headings: Headings) -> dict[int, Span]:
    """Of each item of a list the line with a day right above the list: "What happened on
    Tuesday"."""
    found: dict[int, Span] = {}
    above: Span | None = None
    for paragraph, this in headings.paragraphs.items():
        if not _is_item(headings.text, this):
            words = headings.written(this)
            above = this if _is_line(words) and len(WHEN.findall(words)) == 1 else None
        elif above is not None:
            found[paragraph] = above
    return found


def _without_number(analysis: Analysis, span: Span) -> Span:
    number = _NUMBER.match(analysis.text, *span)
    return (number.end() if number else span[0]), span[1]


def _is_item(text: str, span: Span) -> bool:
    """Whether the mark of an item stands before a paragraph on its line."""
    begins = text.rfind("\n", 0, span[0]) + 1
    return text[begins : span[0]].strip() in ITEM_MARKS


def _is_line(words: str) -> bool:
    return len(words) <= LONGEST and "\n" not in words and not words.endswith(_ENDS)


def _is_of_nouns(analysis: Analysis, span: Span) -> bool:
    """Whether no word of a line is a verb but one that may be a noun: "Flooding", "Attacks"."""
    tokens = analysis.tokens_in(*span)
    return _is_line(analysis.text[slice(*span)]) and all(
        token.pos in _OF_NAMES or token.tag == "VBG" or (token.index == tokens[0].index)
        for token in tokens
    )


def _has_place_or_number(analysis: Analysis, span: Span) -> bool:
    inside = (name for name in analysis.names if span[0] <= name.start < span[1])
    digits = any(map(str.isdigit, analysis.text[slice(*span)]))
    return digits or any(name.label in _PLACES_AND_NUMBERS for name in inside)
