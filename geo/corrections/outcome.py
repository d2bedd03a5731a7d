"""The account of what became of corrections."""

from dataclasses import dataclass, field

from geo.corrections.record import Correction

ELSEWHERE = "the report is not here"
UNKNOWN = (
    "no event here has this id; copy it from the column event_id of these events, or fill the "
    "columns report_id and sentence too, by which an event of a changed report is found"
)
"""Of an event whose report the correction does not name."""

UNPLACED = (
    "no event was placed by this name, which the gazetteer lacks, so that none is moved; give the "
    "event its place by its event_id, or add the place to the gazetteer that reads the reports "
    "('dateline gazetteer build table')"
)
"""Of a name that people give a place, where no event is said to have been there."""


@dataclass(slots=True)
class Outcome:
    """What became of corrections."""

    dropped: int = 0
    """Rows that were dropped."""
    reaching: list[tuple[Correction, str]] = field(default_factory=list)
    """Those of events that several reports tell of, and for how many of these they hold."""
    _fates: dict[Correction, str | None] = field(default_factory=dict)

    def applied(self) -> int:
        """How many are in the table, also where it was so already."""
        return sum(fate is None for fate in self._fates.values())

    def elsewhere(self) -> int:
        """How many are of reports that are not in the table."""
        return sum(fate == ELSEWHERE for fate in self._fates.values())

    def stale(self) -> list[tuple[Correction, str]]:
        """Those that no longer apply, or can't, and why."""
        return [(c, fate) for c, fate in self._fates.items() if fate and fate != ELSEWHERE]

    def note(self, correction: Correction, fate: str | None) -> None:
        """Say what became of one; that it was applied somewhere counts most."""
        known = self._fates.get(correction, ELSEWHERE)
        if known in (ELSEWHERE, UNKNOWN) or fate is None:
            self._fates[correction] = fate
