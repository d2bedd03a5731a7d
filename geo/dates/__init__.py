"""The dates in a report's text, absolute and relative, as periods of days.

Relative dates count from the day of publication ("Sunday", "last week") or from another event of
the text ("a day earlier"). Weekdays, and months and days without a year, lie in the past unless
the words around them look ahead (`geo.dates.outlook`): news tells of what has been. Durations,
frequencies and ages ("for three days", "every Sunday", "in its eighth year") are no dates.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from geo.dates.cues import around, word_starts
from geo.dates.outlook import outlook
from geo.dates.readers import Circumstances, Found, FromEvent, NoDateError
from geo.dates.rules import RULES, Rule
from geo.language.text import Analysis
from geo.records import Span

Bound = Literal["within", "since", "until"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text: the days `first` to `last`, both included; both None if unresolved."""

    start: int
    end: int
    first: date | None
    """None for "until 2011"."""
    last: date | None
    """None for "since 2011", which is open to this day."""
    time_precision: int
    """ACLED: 1 the day, 2 the week, 3 the month or longer."""
    relative_to: Literal["published", "event"] | None
    """What it counts from; None for a date that says its year."""
    offset_days: int | None
    """Days from the other event, negative before it; else None."""
    bound: Bound
    """"since" and "until" mark a start or an end, not the days of an event."""
    rule: str
    """How it was read: the name of the rule."""
    since_last: date | None = None
    """Of "since October 2021" 31 October, the last day that it names; else None."""


@dataclass(frozen=True, slots=True)
class Headed:
    """A part of a text that a year heads: "2019: In May, ..."."""

    start: int
    end: int
    head: Span
    """Where the year stands."""
    year: int


def find_dates(
    text: str, published: date | None, analysis: Analysis, headed: Sequence[Headed] = ()
) -> list[DateMention]:
    """The dates of a text in order; of overlapping readings the most specific.

    Without a day of publication relative dates stay unresolved: `first` and `last` are None. Days
    and months without a year that stand below one (`headed`, in order) are of it.
    """
    taken = bytearray(len(text))
    found = [_of_head(head, year) for head, year in {(part.head, part.year) for part in headed}]
    for mention in found:
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    for rule, match in _matches(text):
        start, end = match.span()
        if any(taken[start:end]) or _inside_name(analysis, start, end):
            continue
        try:
            value = rule.read(match, _circumstances(analysis, start, end, published, headed))
        except NoDateError:
            if rule.name != "none":
                continue
        else:
            found.append(_mention(match, rule, value))
        taken[start:end] = b"\x01" * (end - start)
    return sorted(found, key=lambda mention: mention.start)


def _matches(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """What the rules match, one rule after the other."""
    starts = word_starts(text)
    parts = {cue: around(cue, text, starts) for cue in {rule.cue for rule in RULES} if cue}
    for rule in RULES:
        for part in parts[rule.cue] if rule.cue else [(0, len(text))]:
            for match in rule.pattern.finditer(text, *part):
                yield rule, match


def _of_head(head: Span, year: int) -> DateMention:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return DateMention(*head, first, last, 3, None, None, "within", "heading")


def _circumstances(
    analysis: Analysis, start: int, end: int, published: date | None, headed: Sequence[Headed]
) -> Circumstances:
    """From which day a date counts, and which way: below a year back from its last day, whatever
    tense the entries of a chronology have."""
    part = bisect_right(headed, start, key=lambda part: part.start) - 1
    if part < 0 or start >= headed[part].end:
        return Circumstances(published, outlook(analysis, start, end))
    last = date(headed[part].year, 12, 31)
    return Circumstances(min(last, published) if published else last, "behind")


def _mention(match: re.Match[str], rule: Rule, value: Found) -> DateMention:
    start, end = match.span()
    if isinstance(value, FromEvent):
        return DateMention(
            start, end, None, None, value.time_precision, "event", value.days, "within", rule.name
        )
    bound = _bound(match.group())
    return DateMention(
        start,
        end,
        None if value is None or bound == "until" else value.first,
        None if value is None or bound == "since" else value.last,
        3 if value is None else value.time_precision,
        None if rule.absolute else "published",
        None,
        bound,
        rule.name,
        value.last if value is not None and bound == "since" else None,
    )


def _bound(words: str) -> Bound:
    first = words.split(maxsplit=1)[0].lower()
    if first == "since":
        return "since"
    return "until" if first in {"through", "till", "until"} else "within"


_OPENS = re.compile(r"(?:by|during|from|in|on|since|till|until)\s", re.IGNORECASE)
_NAMES = frozenset({"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "FAC", "GPE"})


def _inside_name(analysis: Analysis, start: int, end: int) -> bool:
    """Whether the words are a part of a longer name ("Sunday Times", "Theresa May")."""
    position = bisect_right(analysis.names, start, key=lambda name: name.start) - 1
    if position < 0:
        return False
    name = analysis.names[position]
    if name.start < start and _OPENS.match(analysis.text, start):
        return False  # "Babanusa on Nov 4", which the reader takes for one name
    return name.label in _NAMES and end <= name.end and name.end - name.start > end - start
