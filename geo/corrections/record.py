"""A correction: what is right, of which event or name, and who says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Literal, get_args

from geo.errors import CorrectionsError

Action = Literal[
    "place", "type", "date", "factuality", "counts", "drop", "merge", "split", "confirm", "undo"
]
Scope = Literal["report", "source", "everywhere"]

ACTIONS: tuple[str, ...] = get_args(Action)
SCOPES: tuple[str, ...] = get_args(Scope)

_BARE = frozenset({"drop", "confirm"})
"""Actions without a value."""
_OF_NAMES = frozenset({"place", "undo"})
_OF_PAIRS = frozenset({"merge", "split"})


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction, of an event or of a place name. Absent is None."""

    action: str
    """One of `ACTIONS`."""
    value: str | None = None
    """What is right, in the form that the action takes (README); of undo the action undone, and
    its value where that tells several apart ("split a1")."""
    event_id: str | None = None
    """The event, or one of its rows; None for a name."""
    name: str | None = None
    """A place name as the text has it; None for an event."""
    scope: str | None = None
    """Where a name means the place: one of `SCOPES`."""
    report_id: str | None = None
    source: str | None = None
    source_url: str | None = None
    sentence: str | None = None
    """The words that tell of the event: it is found again by them in a new version of the text."""
    trigger: str | None = None
    """The one word of these that is the event's."""
    with_report_id: str | None = None
    with_sentence: str | None = None
    """Of merge and split, the same of the other event, whose id is the value."""
    who: str | None = None
    when: str | None = None
    why: str | None = None
    where: str = field(default="", compare=False)
    """The file and line that it stands in, for messages."""

    @property
    def target(self) -> tuple[str | None, ...]:
        """What it is about; equal for corrections of the same event, or name and scope."""
        if self.name is None:
            return ("event", self.event_id)
        within = {"report": self.report_id, "source": self.source}.get(self.scope or "")
        return ("name", self.name.casefold(), self.scope, within)

    def __str__(self) -> str:
        about = f"name {self.name!r}" if self.name else f"event {self.event_id}"
        value = f" {self.value!r}" if self.value and self.action not in _BARE else ""
        return f"{self.action}{value} of {about}"


COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(Correction) if f.name != "where")
"""The columns of a file of corrections, in their order."""


def check_columns(names: Iterable[str], where: str) -> None:
    """Raise `CorrectionsError` for a column that corrections do not have."""
    if unknown := sorted(set(map(str, names)).difference(COLUMNS)):
        raise CorrectionsError(f"{where}: there is no column {unknown[0]!r}; see the README")


def from_mapping(values: Mapping[str, object], where: str) -> Correction:
    """A correction from named values; raises `CorrectionsError` that says what is wrong."""
    check_columns(values, where)
    texts = {
        name: str(value).strip() or None for name, value in values.items() if value is not None
    }
    action = (texts.pop("action", None) or "").casefold()
    made = Correction(action, **texts, where=where)
    if made.name is not None and made.scope is None:
        made = replace(made, scope="everywhere")
    if reason := _wrong(made):
        raise CorrectionsError(f"{where}: {reason}")
    return made


def standing(corrections: Iterable[Correction]) -> tuple[list[Correction], list[Correction]]:
    """The corrections that hold once what was undone is taken out, and those that undo nothing.

    An undo takes back the last correction before it of the same target, of the action that is its
    value, or of any.
    """
    kept: list[Correction] = []
    idle = []
    for correction in corrections:
        if correction.action != "undo":
            kept.append(correction)
            continue
        index = next((i for i in reversed(range(len(kept))) if _undoes(correction, kept[i])), None)
        if index is None:
            idle.append(correction)
        else:
            del kept[index]
    return kept, idle


def undoing(correction: Correction) -> Correction:
    """The inverse of a correction: after both the table is as without them."""
    return replace(correction, action="undo", value=_named(correction))


def _named(correction: Correction) -> str:
    """The action, and of merge and split with which event: of these one event may have several."""
    of_pair = correction.action in _OF_PAIRS and correction.value
    return f"{correction.action} {correction.value}" if of_pair else correction.action


def _undoes(undo: Correction, other: Correction) -> bool:
    return undo.target == other.target and undo.value in (None, other.action, _named(other))


def _wrong(made: Correction) -> str | None:
    if made.action not in ACTIONS:
        return f"there is no action {made.action!r}; choose from {', '.join(ACTIONS)}"
    if (made.event_id is None) == (made.name is None):
        return "a correction is of an event_id or of a name, and of one of them"
    if made.name is not None:
        if made.action not in _OF_NAMES:
            return f"a name can be placed, but not {made.action!r}"
        if made.scope not in SCOPES:
            return f"there is no scope {made.scope!r}; choose from {', '.join(SCOPES)}"
        if made.scope == "report" and made.report_id is None:
            return "the scope report needs a report_id"
        if made.scope == "source" and made.source is None:
            return "the scope source needs a source"
    if made.value is None and made.action not in _BARE | {"undo", "split"}:
        return f"the action {made.action} needs a value"
    return None
