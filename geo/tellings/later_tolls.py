"""The dead of an event counted anew in a sentence of their own, mostly with a day of its own: "The
toll rose to 31 on Tuesday", "One of the wounded died on Tuesday", "Seven passengers have died"."""

import re
from dataclasses import replace
from datetime import timedelta

from geo.language.arguments import direct_subjects
from geo.language.grammar import children, head_token, is_perfect
from geo.language.text import Token
from geo.language.words import MORE, NEXT_ONES
from geo.records import Count, Event
from geo.tellings.differences import same_kind
from geo.tellings.joining import Places, joined
from geo.tellings.told import Told, is_definite
from geo.triggers.lexicon import Reading, entry_at
from geo.triggers.outcomes import DYING
from geo.triggers.pointing import VIOLENT, tells_toll

_LATER = timedelta(days=60)
"""How long behind an event its dead are counted."""
_MORE = MORE | NEXT_ONES
_HURT = frozenset("hurt injured survivors wounded".split())
"""Who of these dies was not among the dead before."""
_OF_TIMES = frozenset("across during in over since within".split())
"""Prepositions with which those who "have died" may be the dead of a time or a region."""

_BEFORE = "earlier|initial(?:ly)?|preliminary|previous(?:ly)?|provisional"
_COUNT = r"(?:[\w-]+\s+){0,2}?(?:count|estimate|figure|number|tally|toll)s?\b"
_OLDER = re.compile(
    rf"\b(?:{_BEFORE})\s+(?:{_COUNT}|reports?\b)"
    rf"|\b(?:{_BEFORE}|first)\s+(?:announced|gave|given|put|reported|set)\s+(?:{_COUNT})",
    re.IGNORECASE,
)
"""What says of a toll that it was given before: "an earlier count", "had earlier given a toll"."""


def without_older(read: Reading, event: Event) -> Event:
    """The event without the dead whom its sentences count only as they were counted before:
    "officials had earlier put the toll at 38"."""
    kept = tuple(
        count for count in event.counts if count.what != "killed" or not _is_older(read, count)
    )
    return event if len(kept) == len(event.counts) else replace(event, counts=kept)


def _is_older(read: Reading, count: Count) -> bool:
    sentence = read.analysis.sentence_at(count.span[0])
    return sentence is not None and (
        _OLDER.search(read.analysis.text, sentence.start, sentence.end) is not None
    )


def counted_anew(
    read: Reading, places: Places, event: Event, told: Told
) -> tuple[int, Event] | None:
    """The number of the event told just before whose dead this counts anew, and that event with the
    later count; its own day and place stand."""
    toll = _toll(read, event)
    if toll is None:
        return None
    for number in reversed(told.ending_in(toll.sentence - 1)):
        before = told.events[number]
        if not _is_later(event, before) or places.are_apart(event, before):
            continue
        if dead := _grown(read, toll, event, before):
            others = (c for c in before.counts if c.what != "killed" or c.is_total)
            added = tuple(count for count in event.counts if count.what != "killed")
            again = replace(event, counts=added, date=None, location_step=None)
            return number, joined(replace(before, counts=(*dead, *others)), again, places)
    return None


def is_of_later_day(read: Reading, event: Event, told: Told) -> bool:
    """Whether it says a day of its own, some time behind what the sentence before told of."""
    toll, day = _toll(read, event), event.date
    if toll is None or day is None or day.span is None:
        return False
    before = [told.events[number] for number in told.ending_in(toll.sentence - 1)]
    return any(
        _is_later(event, other) and other.date is not None and other.date.last < day.first
        for other in before
    )


def _toll(read: Reading, event: Event) -> Token | None:
    """The word that only tells the toll, of which the event's word tells or below which it is told
    who died: of "the toll rose to eight after two of the wounded died" the first verb."""
    token = head_token(read.analysis, event.trigger.start, event.trigger.end)
    if token is None or event.event_type not in VIOLENT or not _dead(event):
        return None
    above = read.analysis.tokens[token.head]
    is_below = token.dep == "advcl" and above.lemma not in DYING
    is_beside = token.dep == "conj" and above.lemma in DYING
    for word in (token, *([above] if is_below or is_beside else ())):
        if tells_toll(read, word) and entry_at(read, word) is None:
            return None if _is_somebodys(read, word) else word
    return None


def _is_later(event: Event, other: Event) -> bool:
    """Nothing but a later day and the number of the dead parts an event from the one before it."""
    if event.event_type != other.event_type or event.factuality != other.factuality:
        return False
    if event.date is not None and event.date.span is not None and other.date is not None:
        behind = event.date.last - other.date.last
        if not timedelta(0) <= behind <= _LATER:
            return False
    return same_kind(event, other)


def _grown(read: Reading, toll: Token, event: Event, other: Event) -> tuple[Count, ...]:
    """The dead of the other event as counted later; none where they may be others or a part."""
    new, known = _dead(event), _dead(other)
    last = max(new, key=lambda count: count.low)
    if toll.lemma not in DYING or not known:
        return (last,) if toll.lemma not in DYING or not _is_of_time(read, toll) else ()
    before = max(known, key=lambda count: count.low)
    if _are_more(read, toll):
        open_ = last.high is None or before.high is None
        high = None if open_ else (last.high or 0) + (before.high or 0)
        return (replace(last, low=before.low + last.low, high=high),)
    return (last,) if last.low > before.low and not _is_of_time(read, toll) else ()


def _dead(event: Event) -> list[Count]:
    return [c for c in event.counts if c.what == "killed" and c.high != 0 and not c.is_total]


def _is_of_time(read: Reading, toll: Token) -> bool:
    """Whether those who have died may be the dead of a time: "have died since May"."""
    prepositions = {word.lemma for word in children(read.analysis, toll.index, "prep")}
    return is_perfect(read.analysis, toll.index) and not _OF_TIMES.isdisjoint(prepositions)


def _are_more(read: Reading, toll: Token) -> bool:
    """Whether those who died were not among the dead before: "two of the wounded", "a third man",
    "three more"; not "more than 30"."""
    tokens = read.analysis.tokens
    for subject in direct_subjects(read.analysis, toll.index):
        below = read.analysis.children[subject]
        lower = [
            word  # of "two of the wounded", and of "two more people" what the reader hangs on "two"
            for c in below
            if tokens[c].lemma == "of" or tokens[c].dep == "nummod"
            for word in read.analysis.children[c]
        ]
        words = [tokens[index] for index in (subject, *below, *lower)]
        if any(word.text.lower() in _HURT for word in words):
            return True
        if any(word.text.lower() in _MORE for word in words):
            return all(word.lemma != "than" for word in words)
    return False


def _is_somebodys(read: Reading, toll: Token) -> bool:
    """Whether it tells of the death of somebody by name or office, or of the toll of one side: "the
    mayor of Zaria died", "the president died", "the Israeli toll"."""
    tokens = read.analysis.tokens
    dies = toll.lemma in DYING
    for subject in direct_subjects(read.analysis, toll.index):
        own = read.analysis.subtree(subject) if dies else read.analysis.children[subject]
        named = any(tokens[i].tag in {"JJ", "NNP"} and tokens[i].text[0].isupper() for i in own)
        single = dies and tokens[subject].tag in {"NN", "NNP"} and tokens[subject].text not in _MORE
        if (named and not dies) or (single and (named or is_definite(read, tokens[subject]))):
            return True
    return False
