"""How event types are named and coloured on the map.

Each class of events has a hue that people with the common kinds of colour blindness can tell apart
(after Okabe and Ito), and each type within it a lightness. The page always says the type in words
too, so that no meaning hangs on colour alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.event_types import EVENT_TYPES


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One event type of the ontology as the map shows it."""

    code: str
    label: str
    colour: str
    """As #rrggbb."""
    group: str
    """The class it is listed under."""


OTHER = "Other events"
_GROUPS = {4: "Material conflict", 3: "Verbal conflict", 1: "Verbal cooperation",
           2: "Material cooperation", None: OTHER}  # fmt: skip
"""PLOVER's classes by their `quad_code`, in the order of the legend."""

_COLOURS = {
    "ASSAULT": "#d62718",
    "COERCE": "#8c1c13",
    "MOBILIZE": "#a84a2a",
    "SANCTION": "#d4704a",
    "PROTEST": "#f28e5c",
    "THREATEN": "#8f6400",
    "REJECT": "#b98500",
    "ACCUSE": "#e0a800",
    "REQUEST": "#f0cf4a",
    "AGREE": "#0b5c9e",
    "CONSULT": "#2f86cf",
    "SUPPORT": "#6fb1e6",
    "CONCEDE": "#a3cff0",
    "COOPERATE": "#00664b",
    "AID": "#00997a",
    "RETREAT": "#5cc4a5",
    "DISASTER": "#7b4ea3",
    "ACCIDENT": "#b07cc6",
    "CRIME": "#56346d",
    "HEALTH": "#d46aa8",
}
UNKNOWN_COLOUR = "#6b7785"


def styles_of(codes: Iterable[str]) -> list[TypeStyle]:
    """The styles of these types in the order of the legend; a type of no style is shown too."""
    order = {code: number for number, code in enumerate(_COLOURS)}
    groups = list(_GROUPS.values())
    styles = [_style(code) for code in set(codes)]
    return sorted(
        styles, key=lambda s: (groups.index(s.group), order.get(s.code, len(order)), s.code)
    )


def _style(code: str) -> TypeStyle:
    event_type = EVENT_TYPES.get(code)
    label = event_type.label if event_type else code.replace("_", " ").lower()
    return TypeStyle(
        code=code,
        label=label[:1].upper() + label[1:],
        colour=_COLOURS.get(code, UNKNOWN_COLOUR),
        group=_GROUPS[event_type.quad_code] if event_type else OTHER,
    )
