"""When an event happened: the date of its clause, else what the story so far says."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from geo.dates import DateMention, Headed
from geo.dates.periods import Period, shift_days
from geo.dating.calendar import Calendar
from geo.dating.counted_days import (
    counts_from_clause,
    day_beside,
    day_of_noun,
    days_in_a_row,
    is_behind,
    last_day,
    noun_behind,
    same_unit,
    what_came,
)
from geo.dating.day_ties import is_beside, is_now, is_of_saying, is_to_come
from geo.dating.lasting import lasted_long
from geo.dating.newest import HISTORY_YEARS, NEWS_SPAN, STORY_SPAN, is_long_ago, news_day
from geo.dating.own_days import OwnDays
from geo.dating.scenes import looks_back, scene_at
from geo.dating.since import day_until, days_since
from geo.dating.story import Story
from geo.dating.unclaimed import unclaimed_day
from geo.dating.undated import Chooser, Undated, as_date
from geo.headings.headings import Headings, days_above, has_day, is_of_that_day
from geo.headings.sections import days_over_items
from geo.language.grammar import governing_verb, is_perfect, subjects
from geo.language.text import Analysis, Sentence
from geo.layout.dateline import dateline
from geo.records import EventDate, Factuality
from geo.triggers.pointing import SPEECH, is_wanted_for
from geo.triggers.remembrance import remembered

_NOT_YET = frozenset({"planned", "conditional"})


class Timeline:
    """Dates the events of one report in the order of its text.

    An event without a date of its own that is told in a simple tense is of the day that the story
    is at, or else of about the day that the report brings news of (`time_precision` 2); what is
    said is of the latter. One in the present perfect ("have sealed the mine") was between that day
    and publication, unless it is a toll before any day was told. What is denied has the day that it
    would have had. What is yet to be tells of no day, and without a day of publication nothing is
    guessed.
    """

    def __init__(
        self,
        analysis: Analysis,
        headings: Headings,
        mentions: Sequence[DateMention],
        published: date | None,
        told_of: Set[int] = frozenset(),
        years: Mapping[int, Headed] = MappingProxyType({}),
        covered: Period | None = None,
        chooser: Chooser | None = None,
    ) -> None:
        """`told_of` are the tokens that tell of events, `years` the paragraphs that one heads, and
        `covered` the days that the report says it covers; without a `chooser` the steps of the
        story date what has no day of its own."""
        self._covered = covered
        self._analysis = analysis
        self._told_of = told_of
        self._mentions = mentions
        self._published = published
        found = dateline(analysis.text)
        self._head_end = found[1][1] if found else 0
        self._own = OwnDays(analysis, mentions, published, told_of, self._head_end)
        own = headings.before
        of_year = {at: h.head for at, h in years.items() if not has_day(analysis.text, own.get(at))}
        self._heads = {**own, **of_year}
        self._years = years
        self._entry: tuple[int, EventDate] | None = None  # paragraph and day of the last dated
        self._days_above = {**days_above(headings), **days_over_items(headings)}
        self._story = Story(analysis, published, news_day(mentions, published))
        self._chooser = chooser
        self._calendar = (
            Calendar(analysis, mentions, published, self._story.news)
            if published is not None and self._story.news is not None
            else None
        )
        self._lasted: int | None = None
        """The token of the last event, where that was no event of days."""
        self._passed = 0
        """How many of the mentions the story has come past."""
        self._days: dict[str, EventDate] = {}
        """Of each word the day that the last event which it told of says: "the attack"."""

    def date(
        self,
        words: Sequence[int],
        event_type: str,
        factuality: Factuality,
        *,
        toll: bool = False,
    ) -> EventDate | None:
        """The date of the event that the tokens tell of; None where the text gives none.

        The first of them is its trigger. Another may say when it was: "floods which struck on 10
        May have killed 180". A `toll` is harm, or a number of people that it befell: "rebels have
        killed farmers", "30 have been arrested" are of no certain time, unless they go on with a
        story: "A pit caved in on Monday. Eight have been arrested". Speech is news itself,
        whatever it is about: "rights groups accused the army of the killings".
        """
        found = self._told(words, event_type, factuality, toll=toll)
        if self._calendar is not None:
            self._calendar.keep(words[0], event_type, found)
        if found is not None:
            found = days_in_a_row(self._analysis, self._own.in_sentence(words[0]), found, words)
            if found.span is not None:
                self._days.update((self._analysis.tokens[word].lemma, found) for word in words)
        return found

    def _told(
        self, words: Sequence[int], event_type: str, factuality: Factuality, *, toll: bool
    ) -> EventDate | None:
        self._go_on_to(words[0])
        trigger, mention = self._first_dated(words)
        at = -1 if mention is None else mention.start
        if is_wanted_for(self._analysis, trigger) and not is_beside(self._analysis, trigger, at):
            return None  # it was before all that the story has a day for
        found = self._resolve(mention, trigger) if mention is not None else None
        if mention is not None and not (
            factuality == "reported"
            and is_to_come(self._analysis, found.first if found else None, trigger, self._published)
        ):
            if found is not None and is_of_saying(
                self._analysis, (mention.start, mention.end), trigger
            ):
                if factuality in _NOT_YET:
                    return None
                found = replace(found, time_precision=max(found.time_precision, 2))
            if found is not None:
                self._entry = self._story.paragraph_of(trigger), found
                self._story.move(found, mention, trigger)
            return found
        if factuality in _NOT_YET:
            return None
        self._story.begin()
        headed = self._of_heading(trigger)
        if headed is not None or self._published is None:
            return headed or self._of_covered(trigger)
        if remembered(self._analysis, trigger) is not None:
            return None
        if self._lasted_long(trigger):
            return None
        aside = self._story.aside
        step, first = self._by_steps(trigger, toll=toll, speech=event_type in SPEECH)
        event = Undated(trigger, event_type, step, toll, factuality == "denied")
        return self._chosen(event, first, aside)

    def _lasted_long(self, trigger: int) -> bool:
        """It lasted for weeks or longer, or opens the story with what became of such a thing."""
        before, self._lasted = self._lasted, None
        goes_on = before is not None and looks_back(self._analysis, trigger, before)
        found = (goes_on and self._story.now is None) or lasted_long(self._analysis, trigger)
        self._lasted = trigger if found else None
        return found

    def _chosen(
        self, event: Undated, first: EventDate | None, aside: EventDate | None
    ) -> EventDate | None:
        """The likeliest of what the steps say and the other days of the report."""
        if self._calendar is None or self._chooser is None:
            return first
        proposals = self._calendar.proposals(event, first, self._story.now, aside)
        features = self._calendar.features(event, proposals, self._story.now)
        best, probability = self._chooser.choose(event, proposals, features)
        found = as_date(proposals[best], first)
        return found and replace(found, probability=probability)

    def _by_steps(self, trigger: int, *, toll: bool, speech: bool) -> tuple[str, EventDate | None]:
        """The day that the story gives an event which has none of its own, and how
        (`geo.dating.undated.STEPS`)."""
        covered = self._of_covered(trigger)
        if covered is not None:
            return "covered", covered
        verb = governing_verb(self._analysis, trigger)
        if (verb is not None and is_now(self._analysis, verb, speech=speech)) and self._published:
            return "now", EventDate(self._published, self._published, 2, None)
        day = self._story.carried(trigger, speech=speech)
        if day is None:
            return "none", None
        around = replace(day, time_precision=max(day.time_precision, 2), span=None)
        if verb is not None and is_perfect(self._analysis, verb):
            is_of_no_day = toll and self._story.now is None
            return "perfect", None if is_of_no_day else self._story.up_to_now(around)
        if self._story.aside is not None:
            return "aside", around
        return "news" if day is self._story.news else "carried", around

    def _go_on_to(self, trigger: int) -> None:
        """Take the story to the days that were named before an event, and that no event is of."""
        position = self._analysis.tokens[trigger].start
        while self._passed < len(self._mentions) and self._mentions[self._passed].end <= position:
            mention = self._mentions[self._passed]
            self._passed += 1
            verb = scene_at(self._analysis, mention, self._told_of)
            if verb is None or verb == trigger or mention.end <= self._head_end:
                continue
            day = None if self._is_taken(mention, verb) else self._resolve(mention, verb)
            if day is not None:
                self._story.pass_by(day, mention, verb)

    def _is_taken(self, mention: DateMention, verb: int) -> bool:
        """Whether a day is that of an event of its sentence."""
        words = self._analysis.tokens_of(self._sentence_of(verb))
        told = (word.index for word in words if word.index in self._told_of)
        return any(self._own.of(index)[1] is mention for index in told)

    def _first_dated(self, words: Sequence[int]) -> tuple[int, DateMention | None]:
        """The word that is best tied to a day, else the trigger, with what dates it: of "blocked
        roads on Sunday over the collapse that killed 15 on 1 May" the collapse was in May."""
        trigger, (best, mention) = words[0], self._own.of(words[0])
        for word in words[1:]:
            tie, found = self._own.of(word)
            if found is not None and found.bound == "within" and tie > best:
                trigger, best, mention = word, tie, found
        return trigger, mention or self._unclaimed(trigger)

    def _unclaimed(self, trigger: int) -> DateMention | None:
        dates = self._own.in_sentence(trigger)
        found = unclaimed_day(self._analysis, dates, trigger, self._told_of)
        return None if found is None or self._is_taken(found, trigger) else found

    def _of_heading(self, trigger: int) -> EventDate | None:
        """The day that heads the paragraph of a log: "Friday, 7:50 p.m., Polson. A man ..."."""
        paragraph = self._story.paragraph_of(trigger)
        if paragraph in self._years and self._entry is not None and self._entry[0] == paragraph:
            day = self._entry[1]
            return replace(day, time_precision=max(day.time_precision, 2), span=None)
        heads = [h.get(paragraph) for h in (self._heads, self._days_above)]
        for start, end in filter(None, heads):
            for mention in self._mentions:
                if start <= mention.start and mention.end <= end:
                    return self._resolve(mention, trigger)
        head = next(filter(None, heads), None)
        if head is not None and is_of_that_day(self._analysis.text[slice(*head)]):
            today = self._published
            return EventDate(today, today, 1, head) if today else None
        return None

    def _of_covered(self, trigger: int) -> EventDate | None:
        """The days that the report covers, unless the paragraph of an event tells of a nearer."""
        days = self._covered
        entry = self._entry is not None and self._entry[0] == self._story.paragraph_of(trigger)
        if days is None or entry or remembered(self._analysis, trigger) is not None:
            return None
        return EventDate(days.first, days.last, max(2, days.time_precision), None)

    def _sentence_of(self, token: int) -> Sentence:
        return self._analysis.sentences[self._analysis.tokens[token].sentence]

    def is_long_ago(self, found: EventDate) -> bool:
        """Whether a day is background to the story; unknown of a report without a day."""
        return is_long_ago(found, self._published)

    def is_news(self, day: EventDate | None) -> bool:
        """The day lies within a week of the one that the report brings news of, or is only where
        the story is.

        Of a report that does not say when it was published nothing is known to be old.
        """
        if self._story.news is None:
            return day is None
        if day is None or day.span is None:
            return day is not None
        before, after = day.first - self._story.news.first, self._story.news.first - day.last
        return max(before, after) <= NEWS_SPAN

    def is_history(self, trigger: int, day: EventDate | None) -> bool:
        """What is commemorated is no news where it lies a decade back or more."""
        if self._published is None or day is None or day.span is None:
            return False
        years = self._published.year - day.last.year
        return years >= HISTORY_YEARS and remembered(self._analysis, trigger) is not None

    def _resolve(self, mention: DateMention, trigger: int) -> EventDate | None:
        if mention.relative_to == "event":
            return self._beside_event(mention, trigger)
        if mention.bound == "until":
            return day_until(mention)
        if mention.first is None:
            return None
        if mention.bound == "since":
            return days_since(self._analysis, mention, trigger, self._published, STORY_SPAN)
        if mention.last is None:
            return None
        return EventDate(
            mention.first, mention.last, mention.time_precision, (mention.start, mention.end)
        )

    def _beside_event(self, mention: DateMention, trigger: int) -> EventDate | None:
        """A day counted from the story's own: "a day earlier", or "a day after X visited"."""
        if mention.offset_days is None:
            return None
        days, now = mention.offset_days, self._story.now
        from_clause = counts_from_clause(self._analysis, mention)
        # "The comments came a day after X": the comments are the news, wherever they are dated.
        anchor_date = now if now and not from_clause else self._story.news
        if from_clause:
            anchor_date = self._of_what_came(mention) or anchor_date
        if self._story.aside is not None and not from_clause and mention.rule != "anniversary":
            anchor_date = self._story.aside
        noun = noun_behind(self._analysis, mention, trigger)
        if noun is not None:
            told = self._days.get(noun.lemma) or day_of_noun(self._analysis, self._mentions, noun)
            if told is None and mention.rule == "eve":  # of what is near at hand
                return anchor_date and replace(anchor_date, time_precision=2, span=None)
            anchor_date, from_clause = (told, False) if told else (anchor_date, from_clause)
        unit = same_unit(self._mentions, mention, self._published)
        if unit is not None:
            return unit
        if mention.rule == "next unit":
            longest = timedelta(days=max(1, abs(days) + 1))
            anchor_date = last_day(self._mentions, mention.start, longest) or anchor_date
        if anchor_date is None:
            return None
        anchor = anchor_date.first
        if from_clause:
            # Of "Y, a day after X" Y is of the story's day, X lies before it.
            days = -days if is_behind(self._analysis, mention, trigger) else 0
        if abs(days) < (anchor_date.last - anchor).days / 2:
            # "Two days later" of a year is of that year
            return replace(anchor_date, span=(mention.start, mention.end))
        counted = shift_days(Period(anchor, anchor_date.last), days)
        if counted is None:
            return None
        day, last = counted.first, counted.last
        if self._published is not None and day <= self._published:
            last = min(last, self._published)
        precision = max(mention.time_precision, anchor_date.time_precision if day != last else 1)
        return EventDate(day, last, precision, (mention.start, mention.end))

    def _of_what_came(self, mention: DateMention) -> EventDate | None:
        """The day of what was told and came so many days before or after something else: the one
        that stands beside it ("on Tuesday, a day after X"), or that an earlier telling has."""
        beside = day_beside(self._analysis, self._mentions, mention)
        if beside is not None and beside.relative_to != "event" and beside.bound == "within":
            return self._resolve(beside, 0)
        verb = what_came(self._analysis, mention)
        if verb is None:
            return None
        for token in subjects(self._analysis, verb):
            if token.lemma in self._days:
                return self._days[token.lemma]
        _, own = self._own.of(verb)
        return self._resolve(own, verb) if own is not None and own.relative_to != "event" else None
