"""The day that the story of a report is at, and what it looks back to on its way."""

from dataclasses import dataclass, replace
from datetime import date

from geo.dates import DateMention
from geo.dates.periods import Period
from geo.dating.day_ties import is_in_passing, is_of_clause_behind
from geo.dating.newest import STORY_SPAN, is_long_ago
from geo.dating.scenes import (
    goes_on,
    is_before_scene,
    is_frame,
    is_time_of_scene,
    looks_back,
    takes_up,
)
from geo.language.text import Analysis
from geo.records import EventDate


@dataclass(frozen=True, slots=True)
class _Aside:
    """A time long before the news that the story looks back to."""

    date: EventDate
    trigger: int
    """The token of the last event told of it."""
    opens: bool = False
    """Nothing that is news was told before it."""
    frames: bool = False
    """It frames what its paragraph goes on with."""


class Story:
    """Goes from day to day with the events of one report."""

    def __init__(self, analysis: Analysis, published: date | None, newest: date | None) -> None:
        self._analysis = analysis
        self._published = published
        self.news = EventDate(newest, newest, 2, None) if newest else None
        """About the day that the report brings news of."""
        self.now: EventDate | None = None
        """The day that it is at."""
        self._paragraph: int | None = None
        """Where that was told."""
        self._aside: _Aside | None = None
        self._begun = False
        """Something has been told that is not long ago."""

    @property
    def aside(self) -> EventDate | None:
        """The time long ago that it is at."""
        return self._aside.date if self._aside else None

    def begin(self) -> None:
        """Something is told that is not long ago."""
        self._begun = True

    def move(self, found: EventDate, mention: DateMention, trigger: int) -> None:
        """Go to the day of an event, or aside to what lay long before it."""
        if self._published is not None and found.first > self._published:
            return
        stays = self._aside is not None and mention.relative_to == "event"
        aside = stays or (mention.bound == "within" and is_long_ago(found, self._published))
        self._aside = self._looking_back(found, mention, trigger) if aside else None
        in_passing = is_in_passing(self._analysis, trigger)
        if aside and (stays or self._begun or in_passing):
            return
        self._begun = self._begun or not aside
        if is_of_clause_behind(self._analysis, (mention.start, mention.end), trigger):
            return
        if in_passing and self.now is not None and found.last < self.now.first:
            return  # "a man arrested on 3 June appeared in court": the story is at the court's day
        if mention.relative_to == "published" and mention.bound == "within":
            self.now, self._paragraph = found, self.paragraph_of(trigger)

    def pass_by(self, day: EventDate, mention: DateMention, verb: int) -> None:
        """Go on past a day that no event is of, and that the scene at a verb has."""
        if is_before_scene(self._analysis, mention, verb):
            self._aside = _Aside(day, verb)
        elif is_long_ago(day, self._published):
            if is_time_of_scene(self._analysis, mention, verb):
                self._aside = self._looking_back(day, mention, verb)
        elif mention.time_precision == 1:
            self.move(day, replace(mention, relative_to="published"), verb)

    def carried(self, trigger: int, *, speech: bool) -> EventDate | None:
        """The day of an event that has none of its own: that of what is told before it, and of
        what is said that of the news."""
        aside = self._aside
        if aside is not None and (
            looks_back(self._analysis, trigger, aside.trigger)
            or (
                (aside.opens or (aside.frames and not speech and takes_up(self._analysis, trigger)))
                and goes_on(self._analysis, trigger, aside.trigger)
            )
        ):
            self._aside = replace(aside, trigger=trigger)
            return aside.date
        self._aside = None
        paragraph = self.paragraph_of(trigger)
        if (
            speech
            or self.now is None
            or (self.now.time_precision > 1 and self._paragraph != paragraph)
        ):
            # Another paragraph's month or year was background; the news goes on from here.
            return self.news
        return self.now

    def up_to_now(self, day: EventDate) -> EventDate | None:
        """What "has happened" was between the day that the story is at and publication: the perfect
        tells of what is news still. Of what is told of long before it gives no day."""
        if self._published is None or self._published - day.first > STORY_SPAN:
            return None
        days = Period(day.first, max(day.last, self._published))
        return replace(day, last=days.last, time_precision=max(2, days.time_precision))

    def paragraph_of(self, token: int) -> int:
        """The paragraph of a token."""
        return self._analysis.sentences[self._analysis.tokens[token].sentence].paragraph

    def _looking_back(self, found: EventDate, mention: DateMention, verb: int) -> _Aside:
        return _Aside(found, verb, not self._begun, is_frame(self._analysis, mention, verb))
