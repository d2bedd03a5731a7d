"""The day that a report brings news of, and what lies too far back to be news."""

from collections.abc import Sequence
from datetime import date, timedelta

from geo.dates import DateMention
from geo.records import EventDate

NEWS_SPAN = timedelta(days=7)
STORY_SPAN = timedelta(days=31)
"""What lies further back than this, and months and years, is background to the story."""
HISTORY_YEARS = 10
"""What is commemorated after so many years is history and no event of the news."""


def news_day(mentions: Sequence[DateMention], published: date | None) -> date | None:
    """The last day that a report counts from its publication; else that of publication."""
    days = [
        m.first
        for m in mentions
        if m.relative_to == "published" and m.time_precision == 1 and m.first is not None
    ]
    past = [d for d in days if published and timedelta() <= published - d <= STORY_SPAN]
    return max(past, default=published)


def is_long_ago(day: EventDate, published: date | None) -> bool:
    """Whether a day is background to the story; unknown of a report without a day."""
    if published is None:
        return False
    return day.time_precision > 2 or published - day.last > STORY_SPAN
