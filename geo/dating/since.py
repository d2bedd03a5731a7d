"""What the day behind "since" tells of an event: its day, or that it has gone on from there; and
that behind "until" of what was then."""

import re
from datetime import date, timedelta

from geo.dates import DateMention
from geo.language.grammar import governing_verb, is_perfect
from geo.language.text import Analysis
from geo.records import EventDate

_HISTORY = timedelta(days=366)
"""What has gone on for longer than a year is a war or the like, and no event of the news."""
_WHEN = re.compile(r",?\s+when\b")


def days_since(
    analysis: Analysis,
    mention: DateMention,
    trigger: int,
    published: date | None,
    news: timedelta,
) -> EventDate | None:
    """The days from another to that of publication; of "since Monday, when X" Monday for X.

    What lies further back than the `news` is that of what has gone on from there alone: of "have
    fought since March", and not of "the worst attack since March".
    """
    first, span = mention.first, (mention.start, mention.end)
    if first is None:
        return None
    if mention.since_last is not None and is_of_when(analysis, trigger, mention.end):
        return EventDate(first, mention.since_last, mention.time_precision, span)
    if published is None or first > published:
        return None
    if mention.relative_to is not None and published - first <= news:
        return EventDate(first, published, 2, span)
    if published - first > _HISTORY:
        return None
    lasts = _has_gone_on(analysis, trigger, mention.start)
    return EventDate(first, published, 3, span) if lasts else None


def day_until(mention: DateMention) -> EventDate | None:
    """Of "until Monday, when X" Monday for X; a month or year has no one day."""
    last = mention.last
    if last is None or mention.time_precision > 1:
        return None
    return EventDate(last, last, 1, (mention.start, mention.end))


def is_of_when(analysis: Analysis, trigger: int, end: int) -> bool:
    """Whether the event is what was at a day that ends here: of "since Monday, when X" X."""
    behind = _WHEN.match(analysis.text, end)
    if behind is None or analysis.tokens[trigger].start < end:
        return False
    (when, *_) = analysis.tokens_in(behind.end() - 1, behind.end())
    return trigger == when.head or when.head in analysis.ancestors(trigger)


def _has_gone_on(analysis: Analysis, trigger: int, since: int) -> bool:
    """Whether the event's own verb, in the perfect, tells what has been since a day."""
    verb = governing_verb(analysis, trigger)
    words = analysis.tokens_in(since, since + 1)
    return (
        verb is not None
        and is_perfect(analysis, verb)
        and any(word.head in {verb, trigger} for word in words)
    )
