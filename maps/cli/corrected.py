"""Corrections of the command line: which file, and what became of what it says."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.readers.own import CORRECTIONS, is_corrections
from maps.cli.terminal import Voice

if TYPE_CHECKING:
    from geo.corrections import Correction, Outcome

NO_FILE = "none"
SHOWN = 20
"""So many corrections that no longer apply are named each; the rest are counted."""


def corrections_of(voice: Voice, given: str | None) -> "list[Correction]":
    """The corrections of the file that was given, else of the one in this folder, which is said."""
    beside = (name for name in CORRECTIONS if is_corrections(Path(name)))
    name = next(beside, None) if given is None else given
    if name is None or name.casefold() == NO_FILE:
        return []
    if given is None:
        voice.say(f"note: {name} in this folder is used (--corrections none leaves it out)")
    # Imported here: what applies corrections to tables takes a third of a second to load.
    from geo.corrections import read_corrections

    return read_corrections(name)


def tell(voice: Voice, corrections: "Sequence[Correction]", outcome: "Outcome") -> None:
    """Say what became of the corrections, those that no longer apply one by one."""
    if not corrections:
        return
    stale = outcome.stale()
    for correction, reason in stale[:SHOWN]:
        words = f" ({correction.sentence[:60]!r})" if correction.sentence else ""
        voice.say(f"note: {correction.where}: {correction}{words} is not applied: {reason}")
    parts = [f"{outcome.applied()} applied"]
    if stale:
        parts.append(f"{len(stale)} not applied")
    if outcome.elsewhere():
        parts.append(f"{outcome.elsewhere()} of reports that are not here")
    if outcome.dropped:
        parts.append(f"{outcome.dropped} rows dropped")
    voice.say(f"corrections: {', '.join(parts)}")
