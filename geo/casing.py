"""Wire copy in capitals as sentences, since a grammar that has learnt from prose reads no other."""

import re
from collections.abc import Iterable

from geo.encoder.sentences import sentences
from geo.layout.dateline import dateline
from geo.records import Span

LEAST_LETTERS = 12
"""Fewer letters in capitals are an abbreviation or a dateline, and stay."""
SHARE = 0.9
"""Share of the letters that are capitals, from which a text or a sentence is written in them."""

_DATED_MONTH = re.compile(r"\b(MARCH|MAY)\b(?:(?<=\d MARCH)|(?<=\d MAY)|(?= \d))")
"""Months that are other words in small letters, beside their day or year."""


def in_sentence_case(text: str, names: Iterable[Span]) -> str:
    """The text with its sentences in capitals turned to small letters; no offset changes.

    The first letter of a sentence and those of the words of `names` and of months stay capitals.
    """
    written = list(text)
    all_of_it = _in_capitals(text)
    opening = dateline(text)
    for start, end in sentences(text):
        if opening is not None and end == opening[1][1]:
            continue  # its capitals tell it from a sentence
        if not (all_of_it or _in_capitals(text[start:end])):
            continue
        written[start:end] = map(_small, text[start:end])
        first = next((i for i in range(start, end) if text[i].isalpha()), start)
        written[first] = text[first]
    if "".join(written) == text:
        return text
    for day in _DATED_MONTH.finditer(text):
        written[day.start(1)] = text[day.start(1)]
    for start, end in names:
        for i in range(start, end):
            if i == start or not text[i - 1].isalnum():
                written[i] = text[i]
    return "".join(written)


def _in_capitals(sentence: str) -> bool:
    capitals = sum(map(str.isupper, sentence))
    if capitals < LEAST_LETTERS:
        return False
    return capitals > SHARE * (capitals + sum(map(str.islower, sentence)))


def _small(letter: str) -> str:
    """The small letter, where that is one letter."""
    small = letter.lower()
    return small if len(small) == 1 else letter
