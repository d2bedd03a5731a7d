"""Which rows a correction is about: by the event's id, and in another version by its words."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from gazetteer.names import fold
from geo.corrections.record import Correction

Row = dict[str, Any]
"""A row of the table of events as plain values by column."""

SAME_WORDS = 80.0
"""Sentences are versions of one from this likeness on (rapidfuzz's ratio, 0 to 100): a date put in
or a toll that was raised leaves more, and the next sentence of the same report has less."""

_OWN_ID = re.compile(r"(.+)-[0-9a-f]{8}(?:-\d+)?")
"""An id that the reader made: the file's name, and digits that change with the content."""


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of a correction's event, by position."""

    positions: tuple[int, ...]
    report_known: bool
    """The table has its report, if perhaps another version of it."""
    twice: bool = False
    """Several events have the words, and nothing tells which is meant."""


class EventFinder:
    """Finds events of a table; made once for all corrections."""

    def __init__(self, rows: Sequence[Row], reports: Sequence[str] = ()) -> None:
        self._rows = rows
        self._by_id: dict[str, int] = {}
        self._groups: dict[str, list[int]] = defaultdict(list)
        self._reports: dict[str, list[int]] = defaultdict(list)
        for position, row in enumerate(rows):
            self._by_id.setdefault(str(row["event_id"]), position)
            self._groups[str(row["event_group"])].append(position)
            for key in report_keys(row["report_id"], row["source_url"]):
                self._reports[key].append(position)
        self._known = {key for report in reports for key in report_keys(report, None)}
        self._known |= set(self._reports)

    def find(self, correction: Correction) -> Found:
        """The rows of a correction's event."""
        return self._find(
            correction.event_id or "",
            correction.sentence,
            correction.trigger,
            report_keys(correction.report_id, correction.source_url),
        )

    def find_other(self, correction: Correction) -> Found:
        """The rows of the event that is the value of merge and split."""
        keys = report_keys(correction.with_report_id, None)
        return self._find(correction.value or "", correction.with_sentence, None, keys)

    def reports_of(self, correction: Correction) -> frozenset[str]:
        """The ids of the table's reports that are the one of a correction, or versions of it."""
        keys = report_keys(correction.report_id, correction.source_url)
        positions = {p for key in keys for p in self._reports.get(key, ())}
        return frozenset(str(self._rows[p]["report_id"]) for p in positions)

    def _find(
        self, event_id: str, sentence: str | None, trigger: str | None, keys: list[str]
    ) -> Found:
        known = any(key in self._known for key in keys)
        if (position := self._by_id.get(event_id)) is not None:
            told = sentence_of(self._rows[position])
            # An id is of a report and offsets: after a change it may be another event's.
            if not sentence or not told or likeness(sentence, told) >= SAME_WORDS:
                return Found(self._of_event(position, event_id), True)
        if not sentence:
            return Found((), known)
        near = {p for key in keys for p in self._reports.get(key, ())}
        scored = [
            (likeness(sentence, sentence_of(self._rows[p]) or ""), _has(self._rows[p], trigger), p)
            for p in sorted(near)
        ]
        best = max(((score, has) for score, has, _ in scored), default=(0.0, False))
        if best[0] < SAME_WORDS:
            return Found((), known)
        groups = {self._rows[p]["event_group"] for s, has, p in scored if (s, has) == best}
        if len(groups) > 1:
            return Found((), known, twice=True)
        first = min(p for s, has, p in scored if (s, has) == best)
        return Found(self._of_event(first, event_id), True)

    def _of_event(self, position: int, event_id: str) -> tuple[int, ...]:
        """The row of an id such as "x-2", else all of its event."""
        group = str(self._rows[position]["event_group"])
        number = _row_number(event_id)
        rows = self._groups[group]
        if number is not None:
            wanted = [p for p in rows if _row_number(str(self._rows[p]["event_id"])) == number]
            return tuple(wanted)
        return tuple(rows)


def likeness(one: str, other: str) -> float:
    """How alike two sentences are, 0 to 100, whatever their spaces, case and marks."""
    return fuzz.ratio(_plain(one), _plain(other))


def sentence_of(row: Row) -> str | None:
    """The sentence that tells of a row's event."""
    told = (row["evidence"] or {}).get("sentence_text")
    return told if isinstance(told, str) else row["notes"]


def trigger_of(row: Row) -> str | None:
    """The word that tells of a row's event, where the evidence has it and its sentence."""
    evidence = row["evidence"] or {}
    told, start = evidence.get("sentence_text"), evidence.get("sentence_start")
    spans = evidence.get("trigger")
    if not (isinstance(told, str) and isinstance(start, int) and spans):
        return None
    first, last = spans[0]
    return told[first - start : last - start] or None


def _has(row: Row, trigger: str | None) -> bool:
    told = trigger_of(row)
    return trigger is not None and told is not None and told.casefold() == trigger.casefold()


def report_keys(report_id: str | None, url: str | None) -> list[str]:
    """What names a report: its id, the file that the id was made from, its address."""
    keys = []
    if report_id:
        own = _OWN_ID.fullmatch(report_id)
        keys = [f"id {report_id}", *([f"file {own[1]}"] if own else [])]
    return [*keys, *([f"url {url}"] if url else [])]


def _row_number(event_id: str) -> int | None:
    group, _, number = event_id.rpartition("-")
    return int(number) if group and number.isascii() and number.isdigit() else None


def _plain(text: str) -> str:
    return " ".join(fold.__wrapped__(text).split())
