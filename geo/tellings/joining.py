"""What two tellings of one event make together: each adds what the other lacks."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo import confidence
from geo.event_types import EVENT_TYPES
from geo.records import Count, Event, EventDate
from geo.relations import WIDE, precision
from geo.tellings.differences import is_finer

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.place import Place

_STATED = frozenset({"grammar", "anaphor"})
"""The steps of places that the sentence itself gives to its event."""

_NAMED = frozenset({"around", "sentence", "actor"})
"""The steps of places that the sentence names, if not the very one that is meant."""
_GUESSED = frozenset({"report", "dateline", None})
"""The steps of places that the sentence does not name."""


class Places:
    """How the places of two tellings lie to each other."""

    def __init__(self, gazetteer: "Gazetteer") -> None:
        self._gazetteer = gazetteer
        self._parents: dict[str, frozenset[str]] = {}

    def are_apart(self, one: Event, other: Event) -> bool:
        """Both sentences name where it happened, and neither place lies in the other."""
        if not {one.location_step, other.location_step} <= _STATED:
            return False
        same = place_ids(one) == place_ids(other)
        return not same and not self._holds(one, other) and not self._holds(other, one)

    def is_better_known(self, event: Event, again: Event) -> bool:
        """The later telling names where the first one does not, or a place within the first's."""
        if again.location_step in _STATED:
            return event.location_step not in _STATED or self._holds(event, again)
        if again.location_step not in _NAMED:
            return False
        return event.location_step in _GUESSED or self._narrows(event, again)

    def _narrows(self, wide: Event, fine: Event) -> bool:
        """Of the first only a region or country is known, and the second names a town in it."""
        countries = [{at.place.country_code for at in event.locations} for event in (wide, fine)]
        return (
            (self._holds(wide, fine) or countries[0] == countries[1])
            and all(precision(at.place) >= WIDE for at in wide.locations)
            and all(precision(at.place) < WIDE for at in fine.locations)
        )

    def _holds(self, wide: Event, fine: Event) -> bool:
        """Each place of the second event lies in one of the first."""
        ids = place_ids(wide)
        return bool(fine.locations) and all(
            not self._around(location.place).isdisjoint(ids) for location in fine.locations
        )

    def _around(self, place: "Place") -> frozenset[str]:
        """The ids of what a place lies in, looked up once a place."""
        known = self._parents.get(place.place_id)
        if known is None:
            known = frozenset(parent.place_id for parent in self._gazetteer.parents(place))
            self._parents[place.place_id] = known
        return known


def place_ids(event: Event) -> tuple[str, ...]:
    """The places of an event, the finest first."""
    return tuple(location.place.place_id for location in event.locations)


def joined(event: Event, again: Event, places: Places) -> Event:
    """The event with what its later telling adds; the finer place of both stands."""
    counts = _counts(event.counts, again.counts)
    dates = _is_better_dated(again.date, event.date)
    takes = {
        "trigger": True,
        "date": bool(dates),
        "actor1": not event.source_actors,
        "actor2": not event.target_actors,
    }
    evidence = dict(event.evidence)
    for name in (name for name, is_taken in takes.items() if is_taken):
        if name in again.evidence:
            evidence[name] = [*evidence.get(name, []), *again.evidence[name]]
    if counts:
        evidence["counts"] = [count.span for count in counts]
    surer = max(event, again, key=lambda telling: telling.parts["type"])
    parts = {**event.parts, "type": surer.parts["type"]}
    if dates:
        parts["date"] = again.parts["date"]
    told = replace(
        event,
        trigger=replace(event.trigger, sub_type=_sub_type(event, again)),
        source_actors=event.source_actors or again.source_actors,
        target_actors=event.target_actors or again.target_actors,
        date=again.date if dates else event.date,
        counts=counts,
        telling=surer.telling,
        evidence=evidence,
    )
    if places.is_better_known(event, again):
        parts["place"] = again.parts["place"]
        told = _placed_as(told, again)
    return replace(told, parts=parts, confidence=confidence.shipped().of_row(parts))


def _counts(told: tuple[Count, ...], again: tuple[Count, ...]) -> tuple[Count, ...]:
    """The numbers of an event with those that its later telling adds, or says more finely: behind
    "dozens were killed" "at least 34 people"."""
    kinds = Counter(count.what for count in told) | Counter(count.what for count in again)
    finer = {
        count.what: new
        for count in told
        for new in again
        if new.what == count.what and kinds[count.what] == 1 and is_finer(new, count)
    }
    known = {count.what for count in told}
    return (
        *(finer.get(count.what, count) for count in told),
        *(count for count in again if count.what not in known),
    )


def _is_better_dated(again: EventDate | None, date: EventDate | None) -> bool:
    """Whether the later telling says a day where the first says none, or only when it was told."""
    if again is None or again.span is None:
        return False
    return date is None or date.span is None or again.time_precision < date.time_precision == 2


def _sub_type(event: Event, again: Event) -> str | None:
    """The finer type of the event, or that of its later telling, where its type has such: "the
    strikes" may have been taken for those of labour."""
    known = EVENT_TYPES[event.event_type].sub_types
    added = again.trigger.sub_type if again.trigger.sub_type in known else None
    return event.trigger.sub_type or added


def _placed_as(event: Event, again: Event) -> Event:
    """The event where its later telling puts it."""
    evidence = {k: v for k, v in event.evidence.items() if k not in {"where", "location"}}
    evidence |= {k: v for k, v in again.evidence.items() if k in {"where", "location"}}
    wheres = tuple(link for link in again.links if link.role == "where")
    return replace(
        event,
        links=event.links + wheres,
        locations=again.locations,
        location_step=again.location_step,
        evidence=evidence,
    )
