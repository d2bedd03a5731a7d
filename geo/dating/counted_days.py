"""Days counted from another event: "a day earlier", "two days after rebels took Homs"."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from geo.dates import DateMention
from geo.dates.periods import Period, month, week, years
from geo.language.grammar import governing_verb
from geo.language.text import Analysis
from geo.records import EventDate

_OPENING = "\"'“‘("
_BEHIND = frozenset({"advcl", "pcomp"})


def counts_from_clause(analysis: Analysis, mention: DateMention) -> bool:
    """Whether it counts from what follows, "a day after X visited", and not from the story, "signed
    the day before."."""
    words = analysis.text[mention.start : mention.end].lower().split()
    return words[-1:] in (["after"], ["before"]) and goes_on(analysis, mention)


def goes_on(analysis: Analysis, mention: DateMention) -> bool:
    """More of the clause follows a mention."""
    rest = analysis.text[mention.end :].lstrip(" \t")
    return rest[:1].isalnum() or (rest[:1] != "" and rest[:1] in _OPENING)


def is_under(analysis: Analysis, mention: DateMention, trigger: int) -> bool:
    """The event stands in what the last word of a mention opens: "a year since X"."""
    last = analysis.tokens_in(mention.start, mention.end)[-1]
    opens = last.head if last.dep in {"mark", "advmod"} else last.index
    return trigger in analysis.subtree(opens)


def is_behind(analysis: Analysis, mention: DateMention, trigger: int) -> bool:
    """The event is the X of "Y, a day after X", or of "A day after X, Y", "in June, a day after X,
    Y"."""
    first = analysis.tokens_in(mention.start, mention.end)[0]
    sentence = analysis.sentences[first.sentence]
    opening = analysis.tokens_in(sentence.start, mention.start)
    if any(word.pos in {"AUX", "VERB"} for word in opening):
        return analysis.tokens[trigger].start > mention.start
    return is_under(analysis, mention, trigger)


def day_beside(
    analysis: Analysis, mentions: Sequence[DateMention], mention: DateMention
) -> DateMention | None:
    """The day that stands right before a counted one: of "on Tuesday, a day after X" Tuesday."""
    before = bisect_left(mentions, mention.start, key=lambda m: m.start) - 1
    if before < 0:
        return None
    between = analysis.text[mentions[before].end : mention.start]
    return mentions[before] if between.strip() == "," else None


def adds_to_day(
    analysis: Analysis, mentions: Sequence[DateMention], mention: DateMention, trigger: int
) -> bool:
    """Whether it only says beside what another day lies: "on Tuesday, three months before the
    polls"; of "on Tuesday, a day after a blast killed six" it is that of the blast."""
    if mention.relative_to != "event" or not goes_on(analysis, mention):
        return False
    if is_behind(analysis, mention, trigger):
        return False
    return day_beside(analysis, mentions, mention) is not None


def what_came(analysis: Analysis, mention: DateMention) -> int | None:
    """The verb of what "came two days after X"."""
    first = analysis.tokens_in(mention.start, mention.end)[0]
    verb = governing_verb(analysis, first.index)
    while verb is not None and analysis.tokens[verb].dep in _BEHIND:
        verb = analysis.tokens[verb].head  # the reader may hang it on X
    return verb


SAME_UNITS = frozenset({"same week", "same month", "same year"})
"""The rules of "that week", "the same month" and "in that year"."""


def same_unit(
    mentions: Sequence[DateMention], mention: DateMention, published: date | None
) -> EventDate | None:
    """The week, month or year of the time that was named last, or that time where it is longer: of
    "dissolved in May, and two men were abducted that same week" May. None after publication."""
    before = bisect_left(mentions, mention.start, key=lambda m: m.start) - 1
    if mention.rule not in SAME_UNITS or before < 0:
        return None
    first, last = mentions[before].first, mentions[before].last
    if first is None or last is None:
        return None
    if mention.rule == "same week":
        unit = week(first)
    elif mention.rule == "same month":
        unit = month(first.year, first.month)
    else:
        unit = years(first.year, first.year)
    if unit is None or last > unit.last:
        unit = Period(first, last)
    if published is not None:
        if unit.first > published:
            return None
        unit = Period(unit.first, min(unit.last, published), unit.time_precision)
    return EventDate(unit.first, unit.last, unit.time_precision, (mention.start, mention.end))
