"""Where a text may tell a date at all: a cheap search ahead of the costly ones.

A rule that captures a month, a weekday, a year or the like has one in each of its matches, so that
it need be looked for only among the words around one. What is found is the same.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from geo.dates.words import DECADE, FEAST, MONTH, NTH, SEASON, UNIT, WEEKDAY, YEAR
from geo.records import Span

WORDS_AROUND = 22
"""At least as many as the spaces in any pattern with a cue, what it looks ahead for included."""

_CUES = (
    *((f">{words})", words) for words in (MONTH, WEEKDAY, FEAST, SEASON, DECADE, NTH, YEAR)),
    *((word, word) for word in ("(?i:ago)", "(?i:back)", "(?i:anniversary)")),
    (f">{UNIT})", UNIT),
)
"""What a pattern has where its matches must have the cue, and the cue; the rarer ones first."""


def cue_of(pattern: str) -> str | None:
    """What all matches of a rule's pattern have in them, as a pattern; None if nothing is known."""
    return next((cue for captured, cue in _CUES if captured in pattern), None)


def word_starts(text: str) -> list[int]:
    """Where the words of a text begin, all that stands between spaces being one."""
    return [word.start() for word in re.finditer(r"\S+", text)]


def around(cue: re.Pattern[str], text: str, starts: Sequence[int]) -> list[Span]:
    """The parts of a text that lie around a cue, in order and apart from each other."""
    found: list[Span] = []
    for match in cue.finditer(text):
        word = bisect_right(starts, match.start())
        start = starts[max(0, word - 1 - WORDS_AROUND)]
        after = word + WORDS_AROUND
        end = starts[after] if after < len(starts) else len(text)
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found
