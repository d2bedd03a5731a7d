"""News in which readers marked where each event was: `marks/*.csv`.

A row has the report, where the word of an event begins in its text, and where the names of the
places begin at which it was, each of which is right; `x`: the word tells of no event. The files
hold no text: that of the corpora is read beside the project, that of our own news is in
`training/triggers/told`. What was marked are the events that the parser had found, by readers who
saw these words and the names of places and nothing of what the parser made of them.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.records import Report
from training.triggers.told import read_told

MARKS = Path(__file__).with_name("marks")
OWN = "told"
"""The news of our own; the other files are named after their corpora."""

Where = Mapping[int, tuple[int, ...]]
"""Of each event's word the names of where it was; none for what is no event."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A report, and where its events were."""

    corpus: str
    report: Report
    where: Where


def read_marked(corpora: Path) -> Iterator[Marked]:
    """The reports in the order of the files; `corpora` is a folder of corpora in the uniform shape,
    of which some may be absent.

    Raises `ValueError` for a report that is marked and not there.
    """
    for path in sorted(MARKS.glob("*.csv")):
        marks, text = read_marks(path), corpora / f"{path.stem}.jsonl"
        if path.stem != OWN and not text.exists():
            continue
        reports = _own() if path.stem == OWN else _reports(text)
        for report in reports:
            if report.report_id in marks:
                yield Marked(path.stem, report, marks.pop(report.report_id))
        if marks:
            raise ValueError(f"{path}: no report {', '.join(sorted(marks)[:3])}")


def read_marks(path: Path) -> dict[str, dict[int, tuple[int, ...]]]:
    """The marks of a file by report."""
    found: dict[str, dict[int, tuple[int, ...]]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            where = () if row["where"] == "x" else tuple(map(int, row["where"].split()))
            found.setdefault(row["report"], {})[int(row["event"])] = where
    return found


def _own() -> Iterator[Report]:
    for told in read_told():
        yield Report(told.name, told.text, language="en")


def _reports(path: Path) -> Iterator[Report]:
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            day = row.get("date") or (row.get("dateline") or {}).get("date")
            yield Report(
                str(row.get("doc") or row["id"]),
                row["text"],
                title=row.get("title"),
                source=row.get("source"),
                url=row.get("url"),
                published=date.fromisoformat(day[:10]) if day else None,
                language="en",
            )
