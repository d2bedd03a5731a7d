"""Days counted from another event: "a day earlier", "two days after rebels took Homs"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from geo.dates import DateMention
from geo.dates.periods import Period, month, shift, week, years
from geo.language.grammar import clause_tie, governing_verb
from geo.language.text import Analysis, Token
from geo.records import EventDate

LEAST_TIE_IN_A_ROW = 0.65
"""A mention of "the third day in a row" that the grammar ties to an event by less is of another."""
_OF = re.compile(r"\s+of\b")
_BESIDE = re.compile(r"(?:and|at|but|by|in|near|on|or|outside|when|while)\b(?!-)")
"""With what stands behind "the year after" something else follows."""
_NEAR = 40
"""Characters behind "a day before" within which the noun of its phrase stands."""
_FROM_NOUNS = frozenset({"beside event", "eve"})
"""The rules of "two days after" and "on the eve of"."""
_DETERMINERS = frozenset({"DT", "PRP$"})
_BALLOTS = frozenset({"ballot", "election", "poll", "polling", "vote", "voting"})
_OPENING = "\"'“‘("
_BEHIND = frozenset({"advcl", "pcomp"})


def counts_from_clause(analysis: Analysis, mention: DateMention) -> bool:
    """Whether it counts from what follows, "a day after X visited", and not from the story, "signed
    the day before."."""
    words = analysis.text[mention.start : mention.end].lower().split()
    return words[-1:] in (["after"], ["before"]) and goes_on(analysis, mention)


def goes_on(analysis: Analysis, mention: DateMention) -> bool:
    """More of the clause follows a mention: what it is counted from, and not what else was done
    then, or where ("retook it the year after and hanged three men")."""
    rest = analysis.text[mention.end :].lstrip(" \t")
    if _BESIDE.match(rest):
        return False
    return rest[:1].isalnum() or (rest[:1] != "" and rest[:1] in _OPENING)


def noun_behind(analysis: Analysis, mention: DateMention, trigger: int) -> Token | None:
    """The noun that the days of another event are counted from: of "a day before the first attack"
    the attack."""
    words = analysis.text[mention.start : mention.end].lower().split()
    if mention.rule not in _FROM_NOUNS or words[-1] not in {"after", "before", "of"}:
        return None
    behind = analysis.tokens_in(mention.end + 1, mention.end + _NEAR)
    if not behind or behind[0].tag not in _DETERMINERS:
        return None
    noun = next((word for word in behind if word.pos in {"NOUN", "VERB"}), None)
    is_other = noun is not None and noun.pos == "NOUN" and noun.index != trigger
    return noun if is_other else None


def day_of_noun(
    analysis: Analysis, mentions: Sequence[DateMention], noun: Token
) -> EventDate | None:
    """The first day that a text names of such a thing: "the vote on Sunday", "Sunday's poll"."""
    same = _BALLOTS if noun.lemma in _BALLOTS else {noun.lemma}
    for mention in mentions:
        days, is_of_text = (mention.first, mention.last), mention.relative_to != "event"
        if not is_of_text or days[0] != days[1] or days[0] is None:
            continue
        day = analysis.tokens_in(mention.start, mention.end)[0]
        path = (analysis.tokens[i] for i in analysis.ancestors(day.index))
        near = next((word for word in path if word.pos in {"AUX", "NOUN", "VERB"}), None)
        if near is None:
            continue
        words = [near, *(analysis.tokens[i] for i in analysis.children[near.index])]
        words += [
            analysis.tokens[i] for w in words if w.dep == "prep" for i in analysis.children[w.index]
        ]
        if any(word.lemma.lower() in same and word.index != noun.index for word in words):
            return EventDate(days[0], days[0], 1, (mention.start, mention.end))
    return None


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


def days_in_a_row(
    analysis: Analysis,
    mentions: Sequence[DateMention],
    found: EventDate,
    words: Sequence[int],
) -> EventDate:
    """The days up to one of which it is said that it was "the third day in a row", among the dates
    of its sentence; of "on the third day of the fast" it is those of the fast alone."""
    rows = [m for m in mentions if m.rule == "in a row"] if found.first == found.last else []
    for mention in rows:
        in_row = analysis.tokens_in(mention.start, mention.end)
        tie = max(clause_tie(analysis, word, t.index) for word in words for t in in_row)
        of = _OF.match(analysis.text, mention.end)
        if tie < LEAST_TIE_IN_A_ROW or (of and words[0] not in analysis.subtree(in_row[-1].index)):
            continue
        first = shift(found.last, mention.offset_days or 0)
        if first is not None:
            period = Period(first, found.last)
            return replace(found, first=first, time_precision=period.time_precision)
    return found


def last_day(
    mentions: Sequence[DateMention], before: int, longest: timedelta = timedelta(days=1)
) -> EventDate | None:
    """The day that the text named last, whether or not an event was found there, or a time up to
    the `longest`.

    Where that day is told from another ("a day earlier") it is the story's.
    """
    named = bisect_left(mentions, before, key=lambda m: m.start)
    for number in reversed(range(named)):
        mention = mentions[number]
        if mention.relative_to == "event":
            return None
        first, last = mention.first, mention.last
        if first is None or last is None or mention.bound != "within":
            continue
        if last - first < longest:
            days = (mention.start, mention.end)
            return EventDate(first, last, mention.time_precision, days)
    return None


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
    first, last = mentions[before].first, mentions[before].since_last or mentions[before].last
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
