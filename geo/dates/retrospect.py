"""Days and months without a year that go on a story of a year gone by: "On 24 March 2021 gunmen
stormed Palma. ... On 8 August troops retook it"."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.language.text import Analysis
from geo.records import Span

if TYPE_CHECKING:
    from geo.dates import DateMention

_OF_YEAR = frozenset({"day", "month", "range"})
"""The rules of dates that may lack their year."""
_YEAR = timedelta(days=365)
"""A story is one of a year gone by that was told to be so long before publication."""
_HALF = timedelta(days=183)
"""What lies so long before the time that the story is at is of its next year."""
_NEWS = timedelta(days=60)
"""So long before publication a day without its year is more likely that of the news."""
_WHICH = re.compile(r"\b(?:last|next|this|year)\b", re.IGNORECASE)
_COUNTED = re.compile(r",?\s*")
_ASIDE = frozenset({"acl", "advcl", "relcl"})


def with_years(
    analysis: Analysis,
    mentions: Sequence["DateMention"],
    published: date | None,
    parts: Sequence[Span],
) -> list["DateMention"]:
    """The dates in order, those without a year of that of their story; `parts` are those of the
    text that have their own year."""
    found: list[DateMention] = []
    story: DateMention | None = None
    if published is None:
        return list(mentions)
    for mention in mentions:
        this = mention
        if _lacks_year(analysis, mention) and not _is_inside(mention, parts):
            goes_on = story is not None and _goes_on(analysis, story, found, mention, published)
            moved = _of_story(story, mention) if story is not None and goes_on else None
            if moved is not None and moved.last is not None and moved.last <= published:
                this = moved
            else:
                story = None
        found.append(this)
        if this is not mention or _opens_story(analysis, this, published):
            story = this
        elif this.rule in _OF_YEAR or (this.relative_to != "event" and this.time_precision < 3):
            story = None
    return found


def _lacks_year(analysis: Analysis, mention: "DateMention") -> bool:
    words = analysis.text[mention.start : mention.end]
    of_news = mention.rule in _OF_YEAR and mention.relative_to == "published"
    return of_news and mention.bound == "within" and _WHICH.search(words) is None


def _is_inside(mention: "DateMention", parts: Sequence[Span]) -> bool:
    part = bisect_right(parts, mention.start, key=lambda span: span[0]) - 1
    return part >= 0 and mention.start < parts[part][1]


def _opens_story(analysis: Analysis, mention: "DateMention", published: date) -> bool:
    """Whether a main clause tells of a day or month a year ago or more; what only a clause beside
    it is of is background ("the army, which took power in February 2021, ...")."""
    told = mention.rule in _OF_YEAR and mention.relative_to is None and mention.bound == "within"
    if not told or mention.last is None or published - mention.last < _YEAR:
        return False
    tokens = analysis.tokens_in(mention.start, mention.end)
    if not tokens:
        return False
    above = (tokens[0].index, *analysis.ancestors(tokens[0].index))
    return all(analysis.tokens[i].dep not in _ASIDE for i in above)


def _goes_on(
    analysis: Analysis,
    story: "DateMention",
    before: Sequence["DateMention"],
    mention: "DateMention",
    published: date,
) -> bool:
    """Whether a date is told in a later sentence of the story's paragraph, or counts from it: "Four
    months later, on 12 August"."""
    if mention.first is None or mention.first > published:
        return False
    last = before[-1]
    counted = last.relative_to == "event" and last.offset_days is not None
    if counted and _COUNTED.fullmatch(analysis.text, last.end, mention.start):
        return True
    one, two = analysis.sentence_at(story.start), analysis.sentence_at(mention.start)
    if one is None or two is None or one.index == two.index or one.paragraph != two.paragraph:
        return False
    return mention.last is not None and published - mention.last > _NEWS


def _of_story(story: "DateMention", mention: "DateMention") -> "DateMention | None":
    """The date in the year of its story, or in the next."""
    if story.first is None or mention.first is None or mention.last is None:
        return None
    back = mention.first.year - story.first.year
    try:
        first, last = (day.replace(year=day.year - back) for day in (mention.first, mention.last))
        if story.first - first > _HALF:
            first, last = first.replace(year=first.year + 1), last.replace(year=last.year + 1)
    except ValueError:  # 29 February
        return None
    return replace(mention, first=first, last=last)
