"""Whose act an event is where a country did it as a whole."""

from collections.abc import Sequence

from geo.records import Actor, ResolvedToponym, Trigger
from geo.triggers.pointing import SPEECH

_OF_STATES = frozenset({"martial law", "relations", "sanctions", "withholding"})


def is_country(actor: Actor, named: Sequence[ResolvedToponym]) -> bool:
    """Whether an actor's words are the name of a country and no more, or of a capital that stands
    for one."""
    return any(
        (n.toponym.start, n.toponym.end) == actor.span
        and n.place is not None
        and (
            (n.place.feature_code.startswith("PCL") and n.toponym.kind != "demonym")
            or (n.place.feature_code == "PPLC" and n.toponym.usage == "associative")
        )
        for n in named
    )


def state_of_act(trigger: Trigger, sources: Sequence[Actor], *, by_country: bool) -> str | None:
    """The code of the country whose act this is as a whole: who breaks off relations or declares an
    emergency does so at home, and there a government condemns what others did, and a country offers
    them help."""
    if trigger.event_type == "AGREE" and by_country and len(sources) == 1:
        return sources[0].country_code
    speaks = trigger.event_type in SPEECH
    if trigger.sub_type not in _OF_STATES and not speaks:
        return None
    acting = (a for a in sources if a.country_code and (a.role == "GOV" or not speaks))
    return next((actor.country_code for actor in acting), None)
