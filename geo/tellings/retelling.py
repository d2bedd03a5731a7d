"""One event that a report tells of several times is one event.

A later telling speaks of it by a definite noun ("The blast killed four people", "The incident took
place in Achi"), tells in the next sentence what came of it ("Eleven people were wounded"), or
agrees with it in all that is told. It adds what the first telling lacks.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.event_types import EVENT_TYPES
from geo.language.arguments import objects, subjects
from geo.language.grammar import children, head_token, is_ranked
from geo.language.text import Analysis, Token
from geo.records import Event
from geo.tellings.agreeing import ANYBODY, is_specific, surest
from geo.tellings.differences import (
    another_day,
    far_numbers,
    other_numbers,
    same_kind,
)
from geo.tellings.harmed import cause_before
from geo.tellings.joining import Places, joined
from geo.tellings.later_tolls import counted_anew, is_of_later_day, without_older
from geo.tellings.told import BESIDE_IT, Told, heads, is_definite, last_word, things
from geo.tellings.within import event_above
from geo.triggers.lexicon import Reading, entry_at, head_word, lexicon, reading
from geo.triggers.pointing import (
    DEFINITE,
    SPEECH,
    VIOLENT,
    names_what_was_told,
    points_back,
    tells_toll,
    years,
)

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_ANOTHER = frozenset(
    "another earlier first fresh last later latest new next other previous recent second separate "
    "similar subsequent third".split()
)
"""With one of these a definite noun speaks of some other event."""
_LEAD = 2
"""The last of the sentences that may be the lead; the one before it may be a byline."""
_RECENT = timedelta(days=60)
"""What was longer before the news of a report is told as its history."""
_UPON = frozenset({"against", "of", "on"})
"""Prepositions of whom or what an attack or a killing befell."""
_QUOTES = frozenset("\"')\u2019\u201d")
_WEAPONS = frozenset(
    frozenset(pair)
    for pair in [("airstrike", "shelling"), ("airstrike", "bombing"), ("bombing", "shelling")]
)
"""Of the "strike" of a headline the lead says what hit: a missile, a glide bomb."""


def once(events: Iterable[Event], analysis: Analysis, gazetteer: "Gazetteer") -> tuple[Event, ...]:
    """Each event of a report once, in the order of its first telling."""
    read, places = reading(analysis), Places(gazetteer)
    told = Told(read)
    for event in events:
        again = event if _happened_there(read, event) else replace(event, location_step=None)
        again = replace(again, date=None) if _dates_what_is_beside(read, again) else again
        one = _again(read, places, without_older(read, again), told)
        one = cause_before(read, again, told) if one is None else one
        one = event_above(read, places, event, told) if one is None else one
        if one is not None:
            told.put(joined(told.events[one], again, places), one)
        elif (headline := _headline(read, places, event, told.events)) is not None:
            before = told.events[headline]
            told.put(joined(_dated_as(event, before), before, places), headline)
        elif (counted := counted_anew(read, places, event, told)) is not None:
            number, before = counted
            told.put(before, number)
        elif not _only_points(read, event, told):
            told.put(event, len(told.events))
    return surest(read, told.events, places)


def _happened_there(read: Reading, event: Event) -> bool:
    """Whether a sentence that speaks of an event again tells where it was, not what else was
    somewhere: "people left Tuguegarao before the storm", "the quake was felt in Peshawar"."""
    token = head_token(read.analysis, event.trigger.start, event.trigger.end)
    if token is None:
        return True
    governor = read.analysis.tokens[token.head]
    if _is_beside(read, token):
        below = [read.analysis.tokens[index] for index in read.analysis.subtree(token.index)]
        wheres = event.evidence.get("location", ())
        return any(start <= word.start < end for word in below for start, end in wheres)
    return governor.lemma != "feel" or token.dep not in {"nsubj", "nsubjpass"}


def _dates_what_is_beside(read: Reading, event: Event) -> bool:
    """Whether its day is of what was before or after it: "left a week before the attack"."""
    token = head_token(read.analysis, event.trigger.start, event.trigger.end)
    if token is None or event.date is None or not _is_beside(read, token):
        return False
    span = event.date.span
    day = head_token(read.analysis, *span) if span is not None else None
    return day is None or day.index not in read.analysis.subtree(token.index)


def _is_beside(read: Reading, token: Token) -> bool:
    return token.dep == "pobj" and read.analysis.tokens[token.head].lemma in BESIDE_IT


def _headline(read: Reading, places: Places, event: Event, told: Sequence[Event]) -> int | None:
    """The number of the event of the headline, where the lead tells of it: "Gunmen abduct priest in
    Kaduna"."""
    if not 0 < last_word(read, event).sentence <= _LEAD or not _has_headline(read.analysis):
        return None
    of_headline = (
        number
        for number, other in enumerate(told)
        if last_word(read, other).sentence == 0
        and event.event_type == other.event_type
        and event.factuality == other.factuality
        and (same_kind(event, other) or _sub_types(event, other) in _WEAPONS)
        and not places.are_apart(event, other)
        and not another_day(event, other)
        and not far_numbers(event, other)
    )
    return next(of_headline, None)


def _dated_as(event: Event, headline: Event) -> Event:
    """The event of the lead, on the headline's day where it has none: "have died in floods"."""
    if event.date is not None or headline.date is None:
        return event
    parts = {**event.parts, "date": headline.parts["date"]}
    return replace(event, date=headline.date, parts=parts)


def _has_headline(analysis: Analysis) -> bool:
    """Whether the first sentence is a line of its own that ends like a title."""
    if len(analysis.sentences) < 2:
        return False
    first, second, *_ = analysis.sentences
    last = analysis.text[first.start : first.end].rstrip()[-1:]
    return first.paragraph != second.paragraph and (last.isalnum() or last in _QUOTES)


def _sub_types(event: Event, other: Event) -> frozenset[str | None]:
    return frozenset({event.trigger.sub_type, other.trigger.sub_type})


def _only_points(read: Reading, event: Event, told: Told) -> bool:
    """It says of what was told before that it happened, or how many died on the same day, and is no
    event of its own."""
    token = head_token(read.analysis, event.trigger.start, event.trigger.end)
    if token is None:
        return False
    only_tolls = event.event_type != "AID" and entry_at(read, token) is None
    if only_tolls and tells_toll(read, token):
        return not is_of_later_day(read, event, told)
    return points_back(read, token)


def _again(read: Reading, places: Places, event: Event, told: Told) -> int | None:
    """The number of the event of which this is another telling: of which it speaks by a definite
    noun, and which nothing parts from it."""
    named = [
        (token, types) for token in _words(read, event) if (types := _named(read, token, event))
    ]
    taken_up = _taken_up(read, event)
    types = {kind for _, kinds in named for kind in kinds}
    types |= {event.event_type} if taken_up else set()
    before = [
        number
        for number in told.of_types(types)
        if _may_be_one(event, other := told.events[number], places)
        and (
            any(
                other.event_type in kinds and not _is_told_apart(read, token, event, other)
                for token, kinds in named
            )
            or (
                event.event_type == other.event_type
                and not taken_up.isdisjoint(told.brought_in(number))
            )
        )
    ]
    # "The bombing" is the last bombing rather than the last attack of whatever kind, and "the
    # attack" an attack rather than the flight from it; and rather the news than its history.
    events = {number: told.events[number] for number in before}
    before.sort(key=lambda n: events[n].trigger.sub_type != event.trigger.sub_type)
    before.sort(key=lambda n: events[n].event_type != event.event_type)
    newest = max((other.date.last for other in events.values() if other.date), default=None)
    before.sort(key=lambda n: newest is not None and _is_history(events[n], newest))
    return next(iter(before), None)


def _is_history(event: Event, newest: date) -> bool:
    return event.date is not None and newest - event.date.last > _RECENT


def _may_be_one(event: Event, other: Event, places: Places) -> bool:
    """Nothing parts the event from the other, told before it in another sentence."""
    return (
        event.factuality == other.factuality
        and event.sentence != other.sentence
        and same_kind(event, other)
        and not other_numbers(event, other)
        and not another_day(event, other)
        and not places.are_apart(event, other)
    )


def _words(read: Reading, event: Event) -> Iterator[Token]:
    """The words that may name the event: its triggers, and what they are said of."""
    spans = ((event.trigger.start, event.trigger.end), *event.trigger.also)
    for start, end in spans:
        for token in read.analysis.tokens_in(start, end):
            yield token
            for index in (
                *subjects(read.analysis, token.index),
                *objects(read.analysis, token.index),
            ):
                yield read.analysis.tokens[index]


def _taken_up(read: Reading, event: Event) -> frozenset[str]:
    """The nouns of whom or what it befalls again: of "The judge was murdered in Neiva" behind
    "murdered a judge", of "The bomb went off" behind "A bomb".

    A definite noun of one head takes up the indefinite one before it (Heim 1982).
    """
    if event.event_type not in VIOLENT:
        return frozenset()
    again = (
        *heads(read, event.target_actors),
        *things(read, event),
        *_modified(read, event),
    )
    return frozenset(t.lemma for t in again if _takes_up(read, t)) - ANYBODY


def _modified(read: Reading, event: Event) -> Iterator[Token]:
    """The noun before which the event's word stands: "the destroyed office"."""
    token = head_token(read.analysis, event.trigger.start, event.trigger.end)
    if token is not None and token.dep == "amod":
        yield read.analysis.tokens[token.head]


def _takes_up(read: Reading, token: Token) -> bool:
    """A definite noun in the singular, of nothing else of its kind."""
    before = {t.lemma for t in children(read.analysis, token.index, "det", "amod", "compound")}
    return token.tag == "NN" and not DEFINITE.isdisjoint(before) and _ANOTHER.isdisjoint(before)


def _named(read: Reading, token: Token, event: Event) -> Collection[str]:
    """The types of the events that the reader is supposed to know of which a word may speak: a
    definite noun that gives the event its type.

    Without its first telling "the explosion" may have been taken for an accident.
    """
    if token.pos not in {"NOUN", "PROPN"}:
        return ()
    before = [t.lemma for t in children(read.analysis, token.index, "det", "amod", "compound")]
    if DEFINITE.isdisjoint(before) or not _ANOTHER.isdisjoint(before):
        return ()
    if is_ranked(read.analysis, token.index):
        return ()
    if names_what_was_told(read, token):
        # Who condemns or hails the incident speaks of it, and is another event.
        spoken_of = event.event_type in SPEECH and token.start != event.trigger.start
        return () if spoken_of else EVENT_TYPES
    entry = entry_at(read, token)
    if entry is None or entry.event_type != event.event_type:
        return ()
    meanings = lexicon().entries[entry.pos, head_word(entry.words, entry.pos)]
    return {m.event_type for m in meanings if m.probability > 0}


def _is_told_apart(read: Reading, token: Token, event: Event, other: Event) -> bool:
    """Whether a definite noun says itself which event it means, and the other is not so told: "the
    killing of two farmers", "the fire that killed five", "the Kerman bombing", "last year's raid".

    That one was killed in both says little.
    """
    analysis = read.analysis
    names = [t for t in children(analysis, token.index, "compound") if t.pos == "PROPN"]
    told = analysis.text[slice(*other.sentence)].casefold() if names else ""
    if any(name.text.casefold() not in told for name in names):
        return True
    own_years = years(read, analysis.children[token.index])
    if own_years and (other.date is None or other.date.first.year not in own_years):
        return True
    if _is_dated_long_before(read, token, event, other):
        return True
    told_numbers = {(count.what, count.low) for count in other.counts}
    if any((count.what, count.low) in told_numbers and count.low > 1 for count in event.counts):
        return False
    counted = bool(event.counts) and any(children(analysis, token.index, "relcl"))
    is_restricted = counted and analysis.tokens[token.index + 1].text != ","
    befell = (
        noun
        for of in children(analysis, token.index, "prep")
        if of.lemma in _UPON
        for noun in children(analysis, of.index, "pobj")
        if of.lemma == "of" or noun.pos == "NOUN"  # not "on Friday"
    )
    told_of = _told_in(read, other)
    others = any(
        is_specific(n) and not is_definite(read, n) and n.lemma not in told_of for n in befell
    )
    return is_restricted or (others and event.event_type in VIOLENT)


def _told_in(read: Reading, event: Event) -> frozenset[str]:
    """The lemmas of the sentences that tell of an event."""
    words = (t for span in event.evidence["trigger"] for t in read.analysis.tokens_in(*span))
    return frozenset().union(*(read.lemmas[word.sentence] for word in words))


def _is_dated_long_before(read: Reading, token: Token, event: Event, other: Event) -> bool:
    """Whether the noun says itself that the event was long before the other: "the raid in May of
    last year" behind one of this week."""
    if event.date is None or event.date.span is None or other.date is None:
        return False
    day = head_token(read.analysis, *event.date.span)
    below = day is not None and day.index in read.analysis.subtree(token.index)
    return below and _is_history(event, other.date.first)
