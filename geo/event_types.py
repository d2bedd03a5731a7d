"""The types of events: PLOVER's sixteen, and four for what it leaves out."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event."""

    name: str
    quad_code: int | None
    """PLOVER: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict;
    None for DISASTER, ACCIDENT, CRIME and HEALTH, which are no act of one political actor toward
    another."""
    label: str
    """The type in plain words."""
    description: str
    sub_types: tuple[str, ...]


@cache
def _event_types() -> Mapping[str, EventType]:
    text = (files("geo") / "data" / "ontology.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            name: EventType(
                name,
                row.get("quad_code"),
                row["label"],
                row["description"],
                tuple(row["sub_types"]),
            )
            for name, row in tomllib.loads(text)["types"].items()
        }
    )


EVENT_TYPES: Mapping[str, EventType] = _event_types()
"""All types by name, in PLOVER's order, then Dateline's own four."""

VERBAL = frozenset({1, 3})
"""PLOVER's quad codes of verbal cooperation and verbal conflict."""
