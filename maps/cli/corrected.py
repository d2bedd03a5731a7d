"""Corrections of the command line: which file, and what became of what it says."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geo.readers.own import is_corrections
from maps.cli.terminal import Voice

if TYPE_CHECKING:
    from geo.corrections import Correction, Outcome

NO_FILE = "none"
SHOWN = 20
"""So many corrections that no longer apply are named each; the rest are counted."""


def corrections_of(voice: Voice, given: str | None) -> "list[Correction]":
    """The corrections of the file that was given, else of the one in this folder, which is said."""
    from geo.corrections import read_corrections
    from geo.corrections.files import FILE_NAMES

    if given is not None:
        return [] if given.casefold() == NO_FILE else read_corrections(given)
    beside = next((name for name in FILE_NAMES if is_corrections(Path(name))), None)
    if beside is None:
        return []
    voice.say(f"note: {beside} in this folder is used (--corrections none leaves it out)")
    return read_corrections(beside)


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
