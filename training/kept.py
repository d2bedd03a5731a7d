"""Keyed reports as the parser reads them, with what was asked of what chooses."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from geo.language.text import Analysis
from geo.pipeline import Parser
from geo.records import Report, Toponym
from training.keyed import Keyed, Wanted

if TYPE_CHECKING:
    from geo.pipeline import Read


@dataclass(slots=True)
class Recorder:
    """Takes what the steps say, as though nothing had been learnt, and keeps what it was asked."""

    says: Any = (0, 1.0)
    """The first, which the steps have."""
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def choose(self, *asked: Any) -> Any:
        """As the choosers say."""
        self.asked.append(asked)
        return self.says


class KeepingParser(Parser):
    """Keeps the words of the report that it read last."""

    analysis: Analysis

    def read(self, report: Report) -> "tuple[tuple[Toponym, ...], Read | None]":
        """As `Parser` does."""
        names, read = super().read(report)
        assert read is not None
        self.analysis = read[0]
        return names, read

    def parse_keyed(self, keyed: Keyed) -> None:
        """Read a keyed report as any other."""
        published = date.fromisoformat(keyed.published) if keyed.published else None
        given = keyed.name, keyed.text, keyed.title, published
        self.parse(Report(*given, source=keyed.source, language="en"))

    def told(self, keyed: Keyed, token: int) -> list[Wanted]:
        """The events of the key that a word of the report read last tells of."""
        word = self.analysis.tokens[token]
        return [
            event
            for event in keyed.events
            if any(start < word.end and end > word.start for start, end in event.mentions)
        ]
