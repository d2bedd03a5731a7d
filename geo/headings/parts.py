"""What headings are made of: the days, hours and names that stand before the words of an entry."""

import re

from geo.dates.words import MONTH, WEEKDAY
from geo.language.text import Analysis
from geo.language.words import PLACE_NOUNS
from geo.records import Span

DAYS = r"(?:\d{1,2}(?: (?:and|to) |\s?[-\u2013]\s?))?\d{1,2}"
DAY = (
    rf"(?:(?:{DAYS} {MONTH}|{MONTH} {DAYS})(?:,? \d{{4}})?|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2}\.\d{1,2}\.\d{4})"
)
TIME = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.m\.|[ap]m\b)"
    r"|(?:[01]?\d|2[0-3]) ?[hH](?:[0-5]\d)?\b"
    r"|\d{1,2}[:.]?\d\d(?: ?(?:GMT|UTC|hours|hrs|h|local)\b)?"
    r"|noon|midnight|dawn|overnight|morning|afternoon|evening|night)"
)
SORT = f"(?:territory|{'|'.join(n for n, sort in PLACE_NOUNS.items() if sort[0] == 'A')})"
"""What a division is, behind its name in small letters: "Bam province". A town is seldom called so
in a head: what stands there is of a sentence."""
NAME = (
    r"(?:St\. |[a-z]{1,3}-)?[A-Z][\w'\u2019-]*"
    r"(?:[ /](?:[a-z]{1,3}[ -]|St\. )?[A-Z][\w'\u2019-]*){0,3}"
    rf"(?: {SORT}\b)?(?: \([^()\n]{{1,30}}\))?"
)
SAME = r"(?:(?:the )?same (?:place|town|village|quarter|district|camp|site|day))"
ITEM = rf"(?:{WEEKDAY}|{DAY}|{TIME}|{SAME}|{NAME})"
WHEN = re.compile(rf"\b(?:{WEEKDAY}|{DAY})\b")
CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|\b\d{1,2}[:.]\d\d\b"
    r"|\b(?:[01]?\d|2[0-3]) ?[hH][0-5]\d\b"
    r"|\b(?:[01]\d|2[0-3])[0-5]\d ?(?:GMT|UTC|hours|hrs|h)\b"
)
LONGEST = 60
"""Characters of a line that may be a heading."""
_BESIDE_NAME = re.compile(rf"\([^()]*\)|{WEEKDAY}|{DAY}|{TIME}")


def paragraph_spans(analysis: Analysis) -> dict[int, Span]:
    """From where each paragraph's first sentence begins to where its last one ends."""
    spans: dict[int, Span] = {}
    for sentence in analysis.sentences:
        start, _ = spans.get(sentence.paragraph, (sentence.start, 0))
        spans[sentence.paragraph] = start, sentence.end
    return spans


def is_more(words: str) -> bool:
    """Whether words of a heading are more than a day, an hour and what stands in brackets."""
    return any(character.isalnum() for character in _BESIDE_NAME.sub("", words))
