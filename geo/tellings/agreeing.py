"""Tellings that agree in all that they tell, or in their dead: of them the surest stays."""

from collections import defaultdict
from collections.abc import Sequence

from geo.language.grammar import children, head_token
from geo.language.text import Token
from geo.records import Event, Span
from geo.tellings.differences import another_day, days, same_kind
from geo.tellings.joining import Places, joined, place_ids
from geo.tellings.told import is_definite
from geo.triggers.lexicon import Reading

ANYBODY = frozenset("body civilian man member other people person victim woman".split())
"""Nouns that tell hardly more of whom it befell than how many."""


def surest(read: Reading, events: Sequence[Event], places: Places) -> tuple[Event, ...]:
    """Of tellings that agree the surest, with what the others of one toll add."""
    alike: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        key = (
            event.event_type,
            event.trigger.text.casefold(),
            event.factuality,
            place_ids(event),
            days(event),
            tuple((count.what, count.low) for count in event.counts),
            tuple(actor.text.casefold() for actor in event.source_actors),
        )
        known = alike.setdefault(key, [])
        same = next((n for n, one in enumerate(known) if not _others(read, one, event)), None)
        if same is None:
            known.append(event)
        elif event.confidence > known[same].confidence:
            known[same] = event
    kept: list[Event] = []
    by_toll: dict[tuple[object, ...], list[int]] = defaultdict(list)
    best = [event for told in alike.values() for event in told]
    for event in sorted(best, key=lambda e: (-e.confidence, e.trigger.start)):
        tolls = [(event.event_type, event.factuality, *toll) for toll in _tolls(event)]
        near = sorted({number for toll in tolls for number in by_toll[toll]})
        same = next((n for n in near if _same_toll(read, places, event, kept[n])), None)
        if same is None:
            for toll in tolls:
                by_toll[toll].append(len(kept))
            kept.append(event)
        else:
            kept[same] = joined(kept[same], event, places)
    return tuple(sorted(kept, key=lambda e: (e.trigger.start, e.trigger.end)))


def _others(read: Reading, event: Event, later: Event) -> bool:
    """The later telling has other targets: "attacked a bus", then "attacked a clinic"."""
    return _are_others(read, *([a.span for a in e.target_actors] for e in (event, later)))


def _are_others(read: Reading, before: Sequence[Span], after: Sequence[Span]) -> bool:
    """Whether the nouns of these phrases name others than those before.

    A definite noun may be another word for whom the text told of ("the facility"), and "nine
    people" for nine of any kind; an indefinite one brings in somebody new (Heim 1982).
    """
    told, new = (
        [t for span in spans if (t := head_token(read.analysis, *span)) is not None]
        for spans in (before, after)
    )
    if any(_is_another(read, t) for t in new):
        return True
    if not told or not {t.lemma for t in told}.isdisjoint(t.lemma for t in new):
        return False
    return all(is_specific(t) for t in told) and any(
        is_specific(t) and not is_definite(read, t) for t in new
    )


def _is_another(read: Reading, token: Token) -> bool:
    words = children(read.analysis, token.index, "det", "amod")
    return token.lemma not in ANYBODY and any(word.lemma == "another" for word in words)


def is_specific(token: Token) -> bool:
    """A noun that tells more of whom it befell than that they were people."""
    return token.pos in {"NOUN", "PROPN"} and token.lemma not in ANYBODY


def _tolls(event: Event) -> set[tuple[int, int | None]]:
    """The numbers of dead that an event tells of."""
    return {(c.low, c.high) for c in event.counts if c.what == "killed"} - {(0, 0)}


def _same_toll(read: Reading, places: Places, event: Event, other: Event) -> bool:
    """Nothing parts two events that tell of the same dead ("The blast killed 12 people"), and where
    it is one that died they are of one kind."""
    first, later = sorted((event, other), key=lambda e: e.trigger.start)
    before, after = ([c for c in e.counts if c.what == "killed"] for e in (first, later))
    one = all(count.low == count.high == 1 for count in before + after)
    return not (
        (one and not same_kind(event, other))
        or places.are_apart(event, other)
        or another_day(event, other)
        or _are_others(read, [c.span for c in before], [c.span for c in after])
    )
