"""Which of the days that a sentence names is that of an event which it tells of."""

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date

from geo.dates import DateMention
from geo.dating.counted_days import adds_to_day, is_under
from geo.dating.day_ties import (
    day_tie,
    is_of_matter,
    is_of_what_followed,
    is_parted,
    tie_of_state,
)
from geo.dating.newest import STORY_SPAN
from geo.dating.since import is_of_when
from geo.dating.toll_days import is_of_toll
from geo.language.grammar import governing_verb, is_perfect
from geo.language.text import Analysis
from geo.stance.called_off import put_off_to
from geo.triggers.remembrance import remembered, remembered_by

LEAST_TIE = 0.3
"""A date that the grammar ties to an event by less is not the event's."""
LEAST_TIE_PERFECT = 0.5
"""The same for a day and a verb in the perfect, which goes with no day: the day is of another verb
("thousands have fled; on Monday, shells fell")."""
TIE_OF_ANNIVERSARY = 0.6
"""How surely an anniversary dates all that is told of the event it is of, such as its dead."""
TIE_OF_WHEN = 0.9
"""How surely a day is that of what stands behind it: "until Friday, when X"."""
TIE_BEFORE_TOLL = 0.9
"""How surely a day is that of what cost lives, before it is told how many: "the toll of a quake
that struck on Tuesday rose to 30"."""


class OwnDays:
    """The days that the sentences of a report's events name."""

    def __init__(
        self,
        analysis: Analysis,
        mentions: Sequence[DateMention],
        published: date | None,
        told_of: Set[int],
        head_end: int,
    ) -> None:
        """`told_of` are the tokens that tell of events; dates up to `head_end` are of no event."""
        self._analysis = analysis
        self._mentions = mentions
        self._published = published
        self._told_of = told_of
        self._head_end = head_end

    def of(self, trigger: int) -> tuple[float, DateMention | None]:
        """The date mention of the trigger's sentence that its grammar ties to it best, and how."""
        verb = governing_verb(self._analysis, trigger)
        perfect = verb is not None and is_perfect(self._analysis, verb)
        best: tuple[float, int, DateMention] | None = None
        phrase = remembered(self._analysis, trigger)
        put_off = put_off_to(self._analysis, trigger)
        if put_off is not None:
            return self._in_phrase(trigger, put_off.index)
        for mention in self.in_sentence(trigger):
            if mention.rule in {"heading", "in a row"}:
                continue
            until = mention.bound == "until"
            if until and not is_of_when(self._analysis, trigger, mention.end):
                continue
            if mention.end <= self._head_end or is_parted(self._analysis, trigger, mention.start):
                continue
            if adds_to_day(self._analysis, self._mentions, mention, trigger):
                continue
            tokens = self._analysis.tokens_in(mention.start, mention.end)
            if not tokens or self._remembered(mention, tokens[0].index) != phrase:
                continue  # what is remembered has another day than the remembering
            if is_of_matter(self._analysis, trigger, tokens[-1], self._told_of):
                continue
            of_toll = is_of_toll(self._analysis, trigger, tokens[-1].index)
            if of_toll:
                continue
            tie = max(day_tie(self._analysis, trigger, t.index) for t in tokens)
            tie = tie if of_toll is None else max(tie, TIE_BEFORE_TOLL)
            tie = max(tie, TIE_OF_WHEN) if until else tie
            if mention.relative_to == "published" and mention.time_precision == 1:
                tie = max(
                    tie, tie_of_state(self._analysis, trigger, tokens[-1].index, self._told_of)
                )
                tie = 0.0 if is_of_what_followed(self._analysis, trigger, tokens[0]) else tie
            if mention.rule == "anniversary":
                if not is_under(self._analysis, mention, trigger):
                    continue  # it dates what it is of, not the day it falls on
                tie = max(tie, TIE_OF_ANNIVERSARY)
            elif phrase is not None:
                tie = max(tie, LEAST_TIE)
            rank = (tie, -abs(mention.start - self._analysis.tokens[trigger].start), mention)
            day = mention.time_precision == 1 and mention.bound == "within"
            least = LEAST_TIE_PERFECT if perfect and day else LEAST_TIE
            if tie >= least and (best is None or rank[:2] > best[:2]):
                best = rank
        return (best[0], best[2]) if best else (0.0, None)

    def _in_phrase(self, trigger: int, preposition: int) -> tuple[float, DateMention | None]:
        """The day within a phrase, to which something is put off: of "due on Thursday, was
        postponed until Monday" Monday."""
        below = self._analysis.subtree(preposition)
        for mention in self.in_sentence(trigger):
            tokens = self._analysis.tokens_in(mention.start, mention.end)
            if tokens and tokens[-1].index in below:
                return TIE_OF_WHEN, replace(
                    mention, first=mention.first or mention.last, bound="within"
                )
        return 0.0, None

    def in_sentence(self, token: int) -> Sequence[DateMention]:
        """The dates that the sentence of a token names."""
        sentence = self._analysis.sentences[self._analysis.tokens[token].sentence]
        first, last = (
            bisect_left(self._mentions, offset, key=lambda m: m.start)
            for offset in (sentence.start, sentence.end)
        )
        return self._mentions[first:last]

    def _remembered(self, mention: DateMention, token: int) -> int | None:
        """The phrase of what is commemorated that a day belongs to: of "marking the capture of the
        town in 1944" also where the reader hangs the year on the marking."""
        phrase = remembered(self._analysis, token)
        last = mention.last
        if phrase is not None or last is None:
            return phrase
        ago = self._published is not None and self._published - last > STORY_SPAN
        return remembered_by(self._analysis, token) if ago else None
