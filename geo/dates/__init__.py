"""The dates in a report's text, absolute and relative, as periods of days.

Relative dates count from the day of publication ("Sunday", "last week") or from another event of
the text ("a day earlier"). Weekdays, and months and days without a year, lie in the past unless
the words around them look ahead (`geo.dates.outlook`): news tells of what has been. Durations,
frequencies and ages ("for three days", "every Sunday", "in its eighth year") are no dates.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from geo.dates import anchored
from geo.dates.cues import around, word_starts
from geo.dates.outlook import outlook
from geo.dates.periods import Period
from geo.dates.readers import Circumstances, Found, FromEvent, NoDateError
from geo.dates.retrospect import with_years
from geo.dates.rules import RULES, Rule
from geo.language.text import Analysis
from geo.records import Span

_NEAR = timedelta(days=31)
"""So long before publication the time named last is that of the news."""
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
    """A part of a text that a year heads, or a month or day of one: "2019: In May, ..."."""

    start: int
    end: int
    head: Span
    """Where the year, month or day stands."""
    days: Period


def find_dates(
    text: str,
    published: date | None,
    analysis: Analysis,
    headed: Sequence[Headed] = (),
    covered: Period | None = None,
) -> list[DateMention]:
    """The dates of a text in order; of overlapping readings the most specific.

    Without a day of publication relative dates stay unresolved: `first` and `last` are None. Days
    and months without a year that stand below one (`headed`, in order) are of it. Weekdays are of
    the days that the report says it covers (`covered`).
    """
    if published is None and covered is not None:
        published = covered.last
    taken = bytearray(len(text))
    found = [_of_head(head, days) for head, days in {(part.head, part.days) for part in headed}]
    for mention in found:
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    for rule, match in _matches(text):
        start, end = match.span()
        if any(taken[start:end]) or _inside_name(analysis, start, end):
            continue
        try:
            at = _circumstances(analysis, start, end, published, headed)
            value = rule.read(match, replace(at, covered=covered))
        except NoDateError:
            if rule.name != "none":
                continue
        else:
            found.append(_mention(match, rule, value))
        taken[start:end] = b"\x01" * (end - start)
    mentions = with_years(
        analysis,
        sorted(found, key=lambda mention: mention.start),
        published,
        [(part.start, part.end) for part in headed],
    )
    # A number alone is of the days that the report covers.
    rules = anchored.RULES - {"day number"} if covered else anchored.RULES
    return _anchored(analysis, mentions, published, rules)


def _anchored(
    analysis: Analysis, mentions: Sequence[DateMention], published: date | None, rules: Set[str]
) -> list[DateMention]:
    """The dates, with those that count from the time named last read from it, where that is of the
    same paragraph or of the news."""
    found: list[DateMention] = []
    before: tuple[int, Period] | None = None
    for mention in mentions:
        this = mention
        here = _paragraph(analysis, mention.start)
        if mention.rule in rules and before is not None:
            paragraph, days = before
            is_near = published is not None and published - days.last <= _NEAR
            words = analysis.text[mention.start : mention.end]
            period = anchored.of_time_before(mention.rule, words, days)
            if (
                period is not None
                and _may_be(mention, period, published)
                and (paragraph == here or is_near)
            ):
                this = _of_period(mention, period)
        found.append(this)
        first, last = this.first, this.last
        names = this.rule in anchored.OF_NAMED_MONTH and this.bound == "within"
        if names and first and last:
            before = here, Period(first, last)
    return found


def _may_be(mention: DateMention, days: Period, published: date | None) -> bool:
    """Whether a date may be of the days that it has from the time before: none is to come, and what
    lies ahead by its own words is not long ago."""
    if published is None:
        return True
    ahead = mention.first is not None and mention.first > published
    return days.first <= published and (not ahead or published - days.last <= _NEAR)


def _paragraph(analysis: Analysis, offset: int) -> int:
    sentence = analysis.sentence_at(offset)
    return -1 if sentence is None else sentence.paragraph


def _of_period(mention: DateMention, days: Period) -> DateMention:
    return replace(
        mention,
        first=None if mention.bound == "until" else days.first,
        last=None if mention.bound == "since" else days.last,
        time_precision=days.time_precision,
        relative_to="published",
        since_last=days.last if mention.bound == "since" else None,
        offset_days=None,
    )


def _matches(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """What the rules match, one rule after the other."""
    starts = word_starts(text)
    parts = {cue: around(cue, text, starts) for cue in {rule.cue for rule in RULES} if cue}
    for rule in RULES:
        for part in parts[rule.cue] if rule.cue else [(0, len(text))]:
            for match in rule.pattern.finditer(text, *part):
                yield rule, match


def _of_head(head: Span, days: Period) -> DateMention:
    return DateMention(
        *head, days.first, days.last, days.time_precision, None, None, "within", "heading"
    )


def _circumstances(
    analysis: Analysis, start: int, end: int, published: date | None, headed: Sequence[Headed]
) -> Circumstances:
    """From which day a date counts, and which way: below a year, month or day of
    a chronology back from its last day, whatever tense the entries have."""
    part = bisect_right(headed, start, key=lambda part: part.start) - 1
    if part < 0 or start >= headed[part].end:
        return Circumstances(published, outlook(analysis, start, end))
    last = headed[part].days.last
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
