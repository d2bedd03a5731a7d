"""Which of Dateline's events are an incident by MUC-3/4's count, and where: the stated mapping."""

import re
from collections.abc import Sequence
from typing import Any

from gazetteer.names import fold

INCIDENTS = {
    ("ASSAULT", "bombing"): "BOMBING",
    ("ASSAULT", "suicide attack"): "BOMBING",
    ("ACCIDENT", "explosion"): "BOMBING",
    ("ASSAULT", "arson"): "ARSON",
    ("COERCE", "abduction"): "KIDNAPPING",
    ("CRIME", "robbery"): "ROBBERY",
    ("CRIME", "murder"): "ATTACK",
}
"""What else is an ASSAULT is an ATTACK. FORCED WORK STOPPAGE (7 templates) has no counterpart: a
strike is no incident unless it is forced."""
MILITARY = frozenset({"clash", "invasion", "siege", "capture", "raid", "coup", "ambush"})
"""Sub types of an ASSAULT that are acts of war between armed forces: by the corpus's guidelines no
terrorist incidents."""

ARMED = frozenset({"MIL", "REB"})


def incident(event: dict[str, Any]) -> str | None:
    """The type of incident that an event is, None where it is none.

    What somebody denies is none; threats and plans have templates of their own. Nor is what is told
    in general ("a wave of attacks"): an incident has a day, or somebody or something that it was
    done to; where only the report as a whole tells where it was, a day, and that or a number. Nor,
    by the corpus's guidelines, is what befalls soldiers and rebels alone, unless they are abducted.
    """
    if event["factuality"] == "denied" or not _is_specific(event):
        return None
    if event["event_type"] == "ASSAULT" and _befalls_the_armed(event):
        return None
    given = INCIDENTS.get((event["event_type"], event["sub_event_type"]))
    military = event["sub_event_type"] in MILITARY
    return given or ("ATTACK" if event["event_type"] == "ASSAULT" and not military else None)


def _is_specific(event: dict[str, Any]) -> bool:
    done_to = event["actor2"] or event["evidence"].get("done_to")
    if event["evidence"].get("location_step") == "report":
        return bool(event["event_date"] and (done_to or event["counts"]))
    return bool(event["event_date"] or done_to)


def _befalls_the_armed(event: dict[str, Any]) -> bool:
    roles = {actor["role"] for actor in event["evidence"]["actors"]["actor2"]}
    return bool(roles) and roles <= ARMED


STREET = re.compile(r"\b(?:avenue|boulevard|highway|road|street)s?$", re.IGNORECASE)
"""Words that close names of what the keys have no places for: they name the town around it."""


def place(event: dict[str, Any], toponyms: Sequence[dict[str, Any]], text: str) -> str | None:
    """The words for where an event was: the first of its sentence that say so, as in the keys, else
    those that its place has in the report, whatever its relation to it ("near Achi").

    Of a street, and of an adjective ("the Guatemalan capital"), the name of the place that they
    lead to; and "Huancayo City" is Huancayo, if the gazetteer calls it so.
    """
    since = event["evidence"]["sentence_start"]
    span = next((span for span in event["location_spans"] if span["start"] >= since), None)
    if span is not None:
        named = [t for t in toponyms if t["start"] < span["end"] and span["start"] < t["end"]]
        for toponym in named:
            around = (toponym.get("approximate") or {}).get("around")
            if around and STREET.search(toponym["text"]):
                return str(around["name"])
            place = toponym["place"]
            if toponym["kind"] == "modifier" and place and place["place_id"] != event["place_id"]:
                return str(event["location"])
        return _without_city(" ".join(text[span["start"] : span["end"]].split()), event)
    for toponym in toponyms:
        meant = toponym["place"] and toponym["usage"] == "literal"
        if meant and toponym["place"]["place_id"] == event["place_id"]:
            return _without_city(" ".join(toponym["text"].split()), event)
    told: str | None = event["location"]
    return told


def _without_city(words: str, event: dict[str, Any]) -> str:
    bare = re.sub(r" city$", "", words, flags=re.IGNORECASE)
    return bare if fold(bare) == fold(event["location"] or "") else words
