"""Where an event happened: what its grammar says, else what stands around it, less surely.

The steps, each with less confidence than the one before: grammar, the rest of the sentence, the
paragraph, the report's dateline, and the place that the report is mostly about.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.focus import main_place
from geo.linking import NameLink
from geo.records import Location, ResolvedToponym, Span
from geo.text import Analysis

if TYPE_CHECKING:
    from gazetteer import Gazetteer

STEP_CONFIDENCE = {
    "grammar": 0.9,
    "sentence": 0.7,
    "paragraph": 0.55,
    "dateline": 0.5,
    "report": 0.4,
}
"""How often each step names the right place; benchmarks/README.md tells how it was measured."""
NOWHERE = 0.5
"""Confidence in an event whose place is not known at all."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an event was placed, by which step, from which words, and how surely (0 to 1)."""

    locations: tuple[Location, ...]
    step: str | None
    spans: tuple[Span, ...]
    confidence: float


class Placer:
    """Places the events of one report."""

    def __init__(
        self,
        analysis: Analysis,
        toponyms: Sequence[ResolvedToponym],
        gazetteer: "Gazetteer",
    ) -> None:
        self._analysis = analysis
        self._toponyms = toponyms
        self._gazetteer = gazetteer
        self._paragraph_starts: dict[int, int] = {}
        for sentence in analysis.sentences:
            self._paragraph_starts.setdefault(sentence.paragraph, sentence.start)
        self._main = main_place(toponyms, gazetteer)
        self._dateline = dateline_place(analysis.text, toponyms)

    def place(
        self, trigger: int, named: Sequence[ResolvedToponym], links: Sequence[NameLink]
    ) -> Placed:
        """Where the event at the token `trigger` happened; `links` are those of `named`."""
        return (
            self._by_grammar(named, links)
            or self._by_sentence(trigger, named, links)
            or self._by_paragraph(trigger)
            or self._by_report()
            or Placed((), None, (), NOWHERE)
        )

    def _by_grammar(
        self, named: Sequence[ResolvedToponym], links: Sequence[NameLink]
    ) -> Placed | None:
        for role in ("where", "to", "from"):
            found = [named[k.position] for k in links if k.role == role]
            placed = [t for t in found if t.location is not None]
            if placed:
                return _placed(self._finest(placed), "grammar")
        # The finest name is not in the gazetteer: the wider one that it stands in is.
        wider = [
            named[k.position]
            for k in links
            if k.strength > 0 and named[k.position].location is not None
        ]
        return _placed(wider[:1], "sentence") if wider else None

    def _finest(self, toponyms: Sequence[ResolvedToponym]) -> list[ResolvedToponym]:
        """Those that no other of them lies in; each place once."""
        parents = {
            parent.place_id
            for t in toponyms
            if t.place is not None
            for parent in self._gazetteer.parents(t.place)
        }
        kept: dict[str, ResolvedToponym] = {}
        for toponym in toponyms:
            if toponym.place is not None and toponym.place.place_id not in parents:
                kept.setdefault(toponym.place.place_id, toponym)
        return list(kept.values())

    def _by_sentence(
        self, trigger: int, named: Sequence[ResolvedToponym], links: Sequence[NameLink]
    ) -> Placed | None:
        """The name nearest to the trigger that says where something of the sentence is."""
        offset = self._analysis.tokens[trigger].start
        free = [
            named[k.position]
            for k in links
            if k.role == "mentioned"
            and k.locative
            and named[k.position].toponym.kind != "embedded"
            and named[k.position].location is not None
        ]
        if not free:
            return None
        nearest = min(free, key=lambda t: (abs(t.toponym.start - offset), t.toponym.start))
        return _placed([nearest], "sentence")

    def _by_paragraph(self, trigger: int) -> Placed | None:
        """The last literal name before the sentence, within its paragraph."""
        sentence = self._analysis.sentences[self._analysis.tokens[trigger].sentence]
        first, last = (
            bisect_left(self._toponyms, offset, key=lambda t: t.toponym.start)
            for offset in (self._paragraph_starts[sentence.paragraph], sentence.start)
        )
        before = [
            t
            for t in self._toponyms[first:last]
            if t.toponym.usage == "literal" and t.location is not None
        ]
        return _placed(before[-1:], "paragraph") if before else None

    def _by_report(self) -> Placed | None:
        """The dateline where it lies in the country that the report is about, else that country."""
        main, dateline = self._main, self._dateline
        if dateline is not None and dateline.place is not None:
            same_country = main is None or main.place.country_code == dateline.place.country_code
            if same_country:
                return _placed([dateline], "dateline")
        if main is None:
            return None
        return Placed((main,), "report", (), STEP_CONFIDENCE["report"])


def _placed(toponyms: Sequence[ResolvedToponym], step: str) -> Placed | None:
    located = [(t, t.location) for t in toponyms if t.location is not None]
    if not located:
        return None
    return Placed(
        locations=tuple(
            location if step == "grammar" else replace(location, source="inferred")
            for _, location in located
        ),
        step=step,
        spans=tuple((t.toponym.start, t.toponym.end) for t, _ in located),
        confidence=STEP_CONFIDENCE[step] * min(max(t.score, 0.05) for t, _ in located),
    )


_DATELINE = re.compile(
    r"\A\s*(?:[^\n]{0,200}\n\s*)??(?P<places>[A-Z][^\n\u2014\u2013]{1,60}?)\s*"
    r"(?:\([^()\n]{1,40}\)\s*)?(?:\u2014|\u2013|--|\s-\s)"
)


def dateline_place(text: str, toponyms: Sequence[ResolvedToponym]) -> ResolvedToponym | None:
    """The first place of a dateline such as "GOMA, DR Congo (Agency) —"; None without one."""
    match = _DATELINE.match(text)
    if match is None:
        return None
    start, end = match.span("places")
    return next(
        (
            t
            for t in toponyms
            if t.toponym.start == start and t.toponym.end <= end and t.location is not None
        ),
        None,
    )
