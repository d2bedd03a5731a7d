"""Of which tellings of a merged event a correction is, and what its author should know of that."""

from collections.abc import Iterator, Mapping, Sequence

from geo.corrections.finding import Row, report_keys
from geo.corrections.record import Correction

OF_PAIRS = frozenset({"merge", "split"})
"""Actions that say of two events whether they are one."""
Positions = tuple[int, ...]
_OF_ALL = (
    "is said of all {count} reports that are merged into this event; fill the column report_id "
    "where one of them is meant"
)
_OF_ONE = (
    "is said of one of {count} reports that are merged into this event, and holds for the event; "
    "a 'split' with the same event_id and report_id makes that report's an event of its own"
)
_OUT_OF = (
    "takes one of {count} reports out of this event; its event_id alone, without report_id and "
    "sentence, drops the event"
)
_OF_VALUES = frozenset({"place", "type", "date", "factuality", "counts", "drop"})


class Retold:
    """The tellings of merged events, and the corrections that were put into them."""

    def __init__(
        self, rows: Sequence[Row], merged: Mapping[str, Sequence[tuple[str, Positions]]]
    ) -> None:
        """`merged` has for each merged event, by its id, its tellings and their rows."""
        self._rows = rows
        self._merged = merged
        self._event_of = {
            position: event
            for event, tellings in merged.items()
            for _, positions in tellings
            for position in positions
        }
        self._said: dict[tuple[str, str, str | None], dict[Correction, set[Positions]]] = {}

    def tellings(self, correction: Correction, found: Positions) -> list[Positions]:
        """The rows of each telling that a correction of the event of the rows `found` is of: named
        by its id alone, as by hand, of all; with a report of that report's."""
        told = self._merged.get(correction.event_id or "", ())
        if correction.sentence or not told:
            return [found]
        keys = set(report_keys(correction.report_id, correction.source_url))
        named = [positions for _, positions in told if keys & self._report_of(positions[0])]
        if named or keys or correction.action in OF_PAIRS:
            return named or [found]
        return [found, *(rows for name, rows in told if name != correction.event_id)]

    def put(self, correction: Correction, positions: Positions) -> None:
        """Keep account of a correction that was put into rows of a telling."""
        event = self._event_of.get(positions[0])
        if event is not None and correction.action in _OF_VALUES:
            key = event, correction.action, correction.value
            self._said.setdefault(key, {}).setdefault(correction, set()).add(positions)

    def notes(self) -> Iterator[tuple[Correction, str]]:
        """What is to be said of corrections that reach further than one report."""
        for (event, *_), said in self._said.items():
            count = len(self._merged[event])
            reached = set().union(*said.values())
            for correction, positions in said.items():
                dropped = correction.action == "drop"
                if len(positions) == count and not dropped:
                    yield correction, _OF_ALL.format(count=count)
                elif len(reached) < count:
                    yield correction, (_OUT_OF if dropped else _OF_ONE).format(count=count)

    def _report_of(self, position: int) -> set[str]:
        row = self._rows[position]
        return set(report_keys(row["report_id"], row["source_url"]))
