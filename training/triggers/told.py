"""News in which each word that tells of an event is marked with its type: `told/*.txt`, and the
reports whose events have keys (`training.keyed`).

`[COERCE:rounded] up 30 youths`; `[COERCE|SANCTION:deported]` where both types are right; of
`[?:ransom]` nothing is known. A line is a paragraph, and an empty line ends a report.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.encoder.triggers import NOTHING
from geo.event_types import EVENT_TYPES
from geo.records import Span
from training.keyed import REPORTS, read_keyed

TOLD = Path(__file__).with_name("told")
_MARK = re.compile(r"\[([A-Z|]+|\?):([^\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class Told:
    """A report, and what its words tell of."""

    name: str
    """The file, and the number of the line that it begins in."""
    text: str
    marks: Mapping[Span, tuple[str, ...]]
    """The types that are right for a marked word; none where nothing is known of it."""
    is_whole: bool = True
    """Every word that tells of an event is marked; else that is so of one for each event in a
    clause, and the others are words that the ontology has."""

    def types(self, word: Span, *, listed: bool = False) -> tuple[str, ...]:
        """The types that are right for a word; `listed` is one that the ontology has."""
        return self.marks.get(word, () if listed and not self.is_whole else (NOTHING,))


def read_told(folder: Path = TOLD) -> Iterator[Told]:
    """All reports, in the order of files and lines.

    Raises `ValueError` with file and line for a type that is none.
    """
    for path in sorted(folder.glob("*.txt")):
        first, lines = 1, list[str]()
        for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
            if line.strip():
                lines.append(line.strip())
            elif lines:
                yield _told(f"{path.name}:{first}", lines)
                lines = []
            if not lines:
                first = number + 1


def read_reports(folder: Path = REPORTS) -> Iterator[Told]:
    """The reports with keys.

    Of an event that another analyst would leave out it may be that its words tell of nothing.
    """
    for keyed in read_keyed(folder):
        marks = {
            word: (*event.types, NOTHING) if event.optional else event.types
            for event in keyed.events
            for word in event.mentions
        }
        yield Told(keyed.name, keyed.text, marks, is_whole=False)


def _told(name: str, lines: list[str]) -> Told:
    text, marks = "", dict[Span, tuple[str, ...]]()
    end = 0
    marked = "\n\n".join(lines)
    for match in _MARK.finditer(marked):
        types = () if match[1] == "?" else tuple(match[1].split("|"))
        if unknown := set(types) - set(EVENT_TYPES):
            raise ValueError(f"{name}: {', '.join(sorted(unknown))} is no type of event")
        text += marked[end : match.start()]
        marks[len(text), len(text) + len(match[2])] = types
        text += match[2]
        end = match.end()
    return Told(name, text + marked[end:], marks)
