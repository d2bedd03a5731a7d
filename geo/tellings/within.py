"""A clause or phrase of a sentence that tells more of the event above it: "was attacked in January,
when 50 people died", "retook the bridge after six days of fighting", "closed shops in protest"."""

from collections.abc import Iterator

from geo.language.grammar import children, head_token
from geo.language.text import Token
from geo.records import Event
from geo.tellings.differences import another_day, other_numbers, same_kind
from geo.tellings.joining import Places
from geo.tellings.told import Told, is_definite
from geo.triggers.lexicon import Reading
from geo.triggers.pointing import VIOLENT

_OF_ONE_FIGHT = frozenset(
    frozenset(pair) for pair in [("capture", "clash"), ("capture", "siege"), ("clash", "siege")]
)
"""Sub types of what is told of the fight for one place."""
_OTHER_TIMES = frozenset({"before", "following", "since", "until"})
"""Words that open what was at another time: "have been killed since the coup"."""


def event_above(read: Reading, places: Places, event: Event, told: Told) -> int | None:
    """The number of the event of the same kind below whose word this one's hangs, the nearest."""
    token = head_token(read.analysis, event.trigger.start, event.trigger.end)
    if token is None or event.event_type not in VIOLENT | {"PROTEST"}:
        return None
    if event.event_type == "PROTEST" and token.dep == "conj":
        return None
    if token.pos in {"NOUN", "PROPN"} and is_definite(read, token):
        return None
    near = told.ending_in(token.sentence)
    words = {word.index: number for number in near for word in _words(read, told.events[number])}
    for index in _above(read, token):
        number = words.get(index)
        if number is not None:
            return number if _is_of_it(places, event, told.events[number]) else None
    return None


def _words(read: Reading, event: Event) -> Iterator[Token]:
    for span in event.evidence["trigger"]:
        if (token := head_token(read.analysis, *span)) is not None:
            yield token


def _above(read: Reading, token: Token) -> Iterator[int]:
    """The words that a word hangs on, up to a coordination or what was at another time."""
    tokens, below = read.analysis.tokens, token
    while below.head != below.index:
        opening = children(read.analysis, below.index, "mark", "advmod")
        if any(word.lemma in _OTHER_TIMES for word in (below, *opening)):
            return
        is_joined = below.dep == "conj"
        below = tokens[below.head]
        if not is_joined:
            yield below.index


def _is_of_it(places: Places, event: Event, above: Event) -> bool:
    kinds = frozenset({event.trigger.sub_type, above.trigger.sub_type})
    alike = event.event_type == "PROTEST" or kinds in _OF_ONE_FIGHT or same_kind(event, above)
    return (
        event.event_type == above.event_type
        and event.factuality == above.factuality
        and alike
        and not other_numbers(event, above)
        and not another_day(event, above)
        and not places.are_apart(event, above)
    )
