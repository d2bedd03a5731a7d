"""The whole way from a report to its events, on one screen."""

import itertools
import os
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.event_reader import find_events
from geo.records import ParsedReport, Report, ResolvedToponym, Toponym
from geo.resolver import Prior, Resolver
from geo.resolver.explain import explanation
from geo.text import Analysis, SpacyReader, TextReader
from geo.toponyms import describe_span, find_toponyms

if TYPE_CHECKING:
    import geopandas

    from gazetteer import Gazetteer

BATCH = 16
"""Reports that a worker process takes at a time."""


class Parser:
    """Reads reports with one gazetteer and one reader of text, both opened once."""

    def __init__(
        self,
        gazetteer: "Gazetteer | None" = None,
        reader: TextReader | None = None,
        *,
        prior: Prior | None = None,
        min_score: float = 0.0,
    ) -> None:
        if gazetteer is None:
            from gazetteer import open_gazetteer

            gazetteer = open_gazetteer()
        self.gazetteer = gazetteer
        self._reader = reader or SpacyReader()
        self._resolver = Resolver(gazetteer, prior=prior)
        self._min_score = min_score

    def parse(self, report: Report) -> ParsedReport:
        """What one report tells; the same whatever was parsed before it."""
        (analysis,) = self._reader.read([report.text])
        names = self._names(report, analysis)
        toponyms = tuple(
            _unless_unsure(toponym, self._min_score)
            for toponym in self._resolver.resolve(
                report.text, names, url=report.url, source=report.source
            )
        )
        events = find_events(report, analysis, toponyms, self.gazetteer)
        return ParsedReport(report, toponyms, events)

    def explain(self, report: Report) -> dict[str, Any]:
        """Why each name of a report got its place, as JSON values."""
        (analysis,) = self._reader.read([report.text])
        names, resolver = self._names(report, analysis), self._resolver
        weighed = resolver.weigh(report.text, names, url=report.url, source=report.source)
        resolved = resolver.resolved(report.text, names, weighed)
        return explanation(report.report_id, resolved, weighed, self.gazetteer)

    def _names(self, report: Report, analysis: Analysis) -> tuple[Toponym, ...]:
        if report.spans is None:
            return find_toponyms(analysis, self.gazetteer)
        return tuple(describe_span(analysis, s, self.gazetteer) for s in report.spans)


def _unless_unsure(toponym: ResolvedToponym, min_score: float) -> ResolvedToponym:
    """The toponym, without its place where that is less likely right than asked for."""
    if toponym.score >= min_score:
        return toponym
    return replace(toponym, location=None, score=0.0)


def parse(
    reports: Iterable[Report],
    *,
    gazetteer: "Gazetteer | None" = None,
    jobs: int = 1,
    prior: Prior | None = None,
    min_score: float = 0.0,
) -> Iterator[ParsedReport]:
    """Yield each report parsed, in the order given, with `jobs` processes.

    `prior` says which places are likely beforehand; a name's place is left out where the
    probability that it is right is below `min_score` (0 to 1). Worker processes open the gazetteer
    for themselves, by its folder; its memory-mapped files are shared between them.
    """
    if jobs <= 1:
        parser = Parser(gazetteer, prior=prior, min_score=min_score)
        yield from map(parser.parse, reports)
        return
    folder = None if gazetteer is None else gazetteer.index.folder
    opened = partial(_open_parser, folder, prior, min_score)
    batches = _batches(reports, BATCH)
    with ProcessPoolExecutor(jobs, initializer=opened) as pool:
        # A few batches wait for each worker: enough to keep it busy, and no more, because reports
        # may come from a stream without end.
        waiting = [pool.submit(_parse_batch, b) for b in itertools.islice(batches, 3 * jobs)]
        while waiting:
            done = waiting.pop(0)
            waiting.extend(
                pool.submit(_parse_batch, batch) for batch in itertools.islice(batches, 1)
            )
            yield from done.result()


def _batches(reports: Iterable[Report], size: int) -> Iterator[list[Report]]:
    iterator = iter(reports)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


_parser: Parser | None = None
"""The parser of a worker process, opened once by its initialiser."""


def _open_parser(folder: Path | None, prior: Prior | None, min_score: float) -> None:
    global _parser
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    from gazetteer import open_gazetteer

    _parser = Parser(open_gazetteer(folder), prior=prior, min_score=min_score)


def _end_with_parent(parent: int) -> None:
    """End this worker when its parent was killed: nobody would ever ask it for anything again."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _parse_batch(batch: list[Report]) -> list[ParsedReport]:
    assert _parser is not None
    return [_parser.parse(report) for report in batch]


def events(
    parsed: Iterable[ParsedReport], *, gazetteer: "Gazetteer | None" = None
) -> "geopandas.GeoDataFrame":
    """The table of the events of parsed reports, one row an event and place (EPSG:4326)."""
    from geo.frame import to_frame

    if gazetteer is None:
        from gazetteer import open_gazetteer

        gazetteer = open_gazetteer()
    return to_frame(parsed, gazetteer)
