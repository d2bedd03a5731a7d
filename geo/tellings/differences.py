"""What two tellings of an event may differ in, and still be of the same one."""

from datetime import timedelta

from geo.event_types import EVENT_TYPES, VERBAL
from geo.records import Count, Event, EventDate

_ALIKE = frozenset({frozenset({"deal", "ceasefire"})})
"""Sub types that nouns of one event are taken for."""
_TOLD_WITHIN = timedelta(days=3)
"""How long behind an event those who speak of it may be."""


def same_kind(event: Event, other: Event) -> bool:
    """Their sub types may be of one event; what is only said is of the same one."""
    sub_types = {event.trigger.sub_type, other.trigger.sub_type}
    known = sub_types - {None}
    if len(known) > 1 and event.event_type == other.event_type and known not in _ALIKE:
        return False
    verbal = EVENT_TYPES[other.event_type].quad_code in VERBAL
    return not (verbal and None in sub_types)


def another_day(event: Event, other: Event) -> bool:
    """Each says when it was, and the days can't be of one event."""
    dated = [e.date for e in (event, other) if e.date is not None and e.date.span is not None]
    return len(dated) == 2 and days(event) != days(other) and not _may_be_one(*dated)


def _may_be_one(one: EventDate, two: EventDate) -> bool:
    """Whether one is the day on which the event was told of, at most a few days behind the other:
    "sank, the coast guard said Sunday", then "the boat overturned late Friday"."""
    told, day = sorted((one, two), key=lambda date: -date.time_precision)
    is_day = day.time_precision == 1 and is_day_of_telling(told)
    return is_day and timedelta(0) <= told.first - day.first <= _TOLD_WITHIN


def is_day_of_telling(day: EventDate) -> bool:
    """Whether it is only the day on which it was told: "were killed, police said on Thursday"."""
    return day.time_precision == 2 and day.first == day.last


def other_numbers(event: Event, other: Event) -> bool:
    """Both count the same people, and no number fits both."""
    return any(
        one.what == two.what and (one.is_total != two.is_total or _apart(one, two))
        for one in event.counts
        for two in other.counts
    )


def far_numbers(event: Event, other: Event) -> bool:
    """Both count the same people, and not as a headline and its lead do: a toll is often out of
    date in one of them."""
    return any(
        one.what == two.what
        and (
            one.is_total != two.is_total
            or (_apart(one, two) and 3 * min(one.low, two.low) < 2 * max(one.low, two.low))
        )
        for one in event.counts
        for two in other.counts
    )


def is_finer(again: Count, count: Count) -> bool:
    """Whether a number lies within another and says more: "at least 34" of "dozens", "23" of "more
    than 20"."""
    is_within = again.low >= count.low and (count.high is None or again.low <= count.high)
    is_number = count.low != count.high and (again.low, again.high) != (count.low, count.high)
    is_wider = count.high is not None and again.high is None and again.low == count.low
    return is_within and is_number and not is_wider and again.is_total == count.is_total


def _apart(one: Count, two: Count) -> bool:
    return (one.high is not None and one.high < two.low) or (
        two.high is not None and two.high < one.low
    )


def days(event: Event) -> tuple[object, ...]:
    """First and last day; nothing where they are not known."""
    return (event.date.first, event.date.last) if event.date else ()
