"""Which of Dateline's events are an incident by MUC-3/4's count: the stated mapping of types."""

from typing import Any

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


def incident(event: dict[str, Any]) -> str | None:
    """The type of incident that an event is, None where it is none.

    What somebody denies is none; threats and plans have templates of their own. Nor is what is told
    in general ("a wave of attacks"): an incident has a day or somebody to whom it was done, and
    somebody or a number of people where only the report as a whole tells where it was.
    """
    if event["factuality"] == "denied" or not _is_specific(event):
        return None
    given = INCIDENTS.get((event["event_type"], event["sub_event_type"]))
    military = event["sub_event_type"] in MILITARY
    return given or ("ATTACK" if event["event_type"] == "ASSAULT" and not military else None)


def _is_specific(event: dict[str, Any]) -> bool:
    told = bool(event["event_date"] or event["actor2"])
    if event["evidence"].get("location_step") == "report":
        return told and bool(event["actor2"] or event["counts"])
    return told
