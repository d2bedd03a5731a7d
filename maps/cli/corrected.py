"""Corrections of the command line: which file, and what became of what it says."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.readers.own import CORRECTIONS, is_corrections
from maps.cli.terminal import Voice, counted

if TYPE_CHECKING:
    from geo.corrections import Correction, Outcome
    from geo.errors import CorrectionsError

NO_FILE = "none"
SHOWN = 20
"""So many corrections that no longer apply are named each; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a file of corrections gives."""

    corrections: "tuple[Correction, ...]" = ()
    unread: int = 0
    """Lines that are no corrections."""
    found: str | None = None
    """The name of the file where nobody named it: it may be of many tables, and what does not
    apply to this one is counted alone."""


def corrections_of(voice: Voice, given: str | None) -> Given:
    """The corrections of the file that was given, else of the one in this folder, which is said;
    lines that are none are named."""
    beside = (name for name in CORRECTIONS if is_corrections(Path(name)))
    name = next(beside, None) if given is None else given
    if name is None or name.casefold() == NO_FILE:
        return Given()
    if given is None:
        voice.say(f"note: {name} in this folder is used (--corrections none leaves it out)")
    # Imported here: what applies corrections to tables takes a third of a second to load.
    from geo.corrections import read_corrections

    failures: list[CorrectionsError] = []
    read = read_corrections(name, on_failure=failures.append)
    for failure in failures[:SHOWN]:
        voice.say(f"note: not applied: {failure}")
    return Given(tuple(read), len(failures), name if given is None else None)


def tell(voice: Voice, given: Given, outcome: "Outcome") -> None:
    """Say what became of the corrections; of a file that was named those that no longer apply one
    by one, of one that was found how many they are, and how to see them."""
    if not given.corrections and not given.unread:
        return
    for correction, reach in outcome.reaching[:SHOWN]:
        voice.say(f"note: {correction.where}: {correction} {reach}")
    stale = outcome.stale()
    for correction, reason in stale[:SHOWN] if given.found is None else ():
        words = f" ({correction.sentence[:60]!r})" if correction.sentence else ""
        voice.say(f"note: {correction.where}: {correction}{words} is not applied: {reason}")
    parts = [f"{outcome.applied()} applied"]
    if stale or given.unread:
        see = f" (--corrections {given.found} says why)" if stale and given.found else ""
        parts.append(f"{len(stale) + given.unread} not applied{see}")
    if outcome.elsewhere():
        parts.append(f"{outcome.elsewhere()} of reports that are not here")
    if outcome.dropped:
        parts.append(f"{counted(outcome.dropped, 'row')} dropped")
    voice.say(f"corrections: {', '.join(parts)}")
