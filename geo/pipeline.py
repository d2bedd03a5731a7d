"""The whole way from a report to its events, on one screen."""

import itertools
import logging
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer.errors import DatelineError, GazetteerError
from geo.casing import in_sentence_case
from geo.language.text import SpacyReader, TextReader
from geo.recognizers import DEFAULT, Recognizer, open_recognizer
from geo.records import ParsedReport, Report, ResolvedToponym, Toponym, Trigger
from geo.resolver import Prior, Resolver
from geo.resolver.explain import explanation
from geo.resolver.resolver import Weighed
from geo.toponyms.own_names import with_own_names
from geo.toponyms.titles import with_label
from geo.toponyms.toponyms import SpacyRecognizer
from geo.toponyms.usage import settled

if TYPE_CHECKING:
    from ctypes import c_byte

    import geopandas
    from geopy.geocoders.base import Geocoder

    from gazetteer import Gazetteer
    from gazetteer.online import Online
    from geo.choosers import Choosers
    from geo.encoder.linker import Linker, Whereabouts
    from geo.encoder.scenes import SceneReader, Scenes
    from geo.encoder.triggers import TriggerReader
    from geo.headings.headings import Headings
    from geo.language.text import Analysis

    Read = tuple[Analysis, Headings, Sequence[Trigger], Sequence[Whereabouts | None], Scenes]

logger = logging.getLogger(__name__)

_APART = "\n\n"
"""Between the text of a report and its title."""
BATCH = 16
"""Reports that a worker process takes at a time."""


@dataclass(frozen=True, slots=True)
class ParseFailure:
    """A report that Dateline itself failed on: it costs that report, never the run."""

    report_id: str
    reason: str
    """The error, and where in the code it came up."""

    def __str__(self) -> str:
        return (
            f"report {self.report_id!r}: {self.reason}; this is a fault of Dateline, please tell "
            "its makers, with the report if you may"
        )


class Parser:
    """Reads reports with one gazetteer, one recogniser and one reader of text, each opened once."""

    def __init__(
        self,
        gazetteer: "Gazetteer | None" = None,
        reader: TextReader | None = None,
        *,
        recognizer: Recognizer | str = DEFAULT,
        prior: Prior | None = None,
        min_score: float = 0.0,
        names_only: bool = False,
        online: "str | Geocoder | Online | None" = None,
        linker: "Linker | None" = None,
        choosers: "Choosers | None" = None,
    ) -> None:
        if gazetteer is None:
            from gazetteer import open_gazetteer

            gazetteer = open_gazetteer()
        self.gazetteer = gazetteer
        self._online = open_online(online, gazetteer)
        self._country = prior.country if prior else None
        self._reader = reader or SpacyReader()
        if recognizer == "spacy":
            # It reads the grammar as the events do, once for both.
            recognizer = SpacyRecognizer(gazetteer, self._reader)
        if isinstance(recognizer, str):
            recognizer = open_recognizer(recognizer, gazetteer)
        self._recognizer = recognizer
        self._resolver = Resolver(gazetteer, prior=prior)
        self._min_score = min_score
        self._names_only = names_only
        self._opened_linker = linker
        self._choosers = choosers

    def parse(self, report: Report) -> ParsedReport:
        """What one report tells; the same whatever was parsed before it."""
        names, read = self.read(report)
        titled, both = self._titled(report, names)
        placed = [
            _unless_unsure(toponym, self._min_score)
            for toponym in self._placed(titled, both, self._weighed(titled, both))
        ]
        toponyms, title = tuple(placed[: len(names)]), placed[len(names) :]
        if read is None:
            return ParsedReport(report, toponyms, ())
        from geo.event_reader import find_events

        events = find_events(report, *read, toponyms, self.gazetteer, self._choosers, title)
        return ParsedReport(report, toponyms, events)

    def _titled(
        self, report: Report, names: Sequence[Toponym]
    ) -> tuple[Report, tuple[Toponym, ...]]:
        """The report with its title behind its text, and the names of both, those of the title
        last: they are told apart by each other."""
        title = _own_title(report)
        if report.spans is not None or not title:
            return report, tuple(names)
        start = len(report.text) + len(_APART)
        titles = self._names(replace(report, text=title))
        titles = with_label(title, titles, self.gazetteer)
        behind = [replace(n, start=n.start + start, end=n.end + start) for n in titles]
        return replace(report, text=report.text + _APART + title), (*names, *behind)

    def read(self, report: Report) -> "tuple[tuple[Toponym, ...], Read | None]":
        """The names of a report, and what its events are read from unless only names are wanted."""
        _check(report)
        names = self._names(report)
        if self._names_only:
            return names, None
        # Imported here: what reads events takes a second to load, and names don't need it.
        from geo.encoder.linker import with_whereabouts
        from geo.event_reader import find_triggers
        from geo.headings.headed import with_headed
        from geo.headings.headings import read_headings
        from geo.toponyms.place_labels import with_place_labels
        from geo.toponyms.repeated import with_repeated
        from geo.toponyms.situated import with_situated, without_sort
        from geo.toponyms.struck import with_struck

        cased = in_sentence_case(report.text, [(name.start, name.end) for name in names])
        (read,) = self._reader.read([cased])
        analysis = read if cased == report.text else replace(read, text=report.text)
        headings = read_headings(analysis)
        if report.spans is None:
            names = with_struck(analysis, names, self.gazetteer)
            names = with_headed(analysis, headings, names, self.gazetteer)
            names = with_situated(analysis, names, self.gazetteer)
            names = with_repeated(report.text, names)
        labelled = with_place_labels(analysis, names)
        triggers = find_triggers(report, labelled, cased, self._trigger_reader)
        whereabouts = self._linker().read(cased, [(t.start, t.end) for t in triggers])
        if report.spans is None:
            # What the encoder alone takes for an event is no witness of a name that nobody knows.
            sure = [where for t, where in zip(triggers, whereabouts, strict=True) if t.listed]
            names = with_whereabouts(report.text, names, sure)
            names = tuple(without_sort(report.text, names, self.gazetteer))
        scenes = self._scene_reader.read(cased, _own_title(report))
        told = labelled, headings, triggers, whereabouts, scenes
        return settled(analysis, names, self.gazetteer), told

    def _linker(self) -> "Linker":
        """What tells where events happened, opened for the first report."""
        from geo.encoder.linker import Linker

        if self._opened_linker is None:
            self._opened_linker = Linker()
        return self._opened_linker

    @cached_property
    def _trigger_reader(self) -> "TriggerReader":
        """What tells which words tell of events, opened for the first report."""
        from geo.encoder.triggers import TriggerReader

        return TriggerReader()

    @cached_property
    def _scene_reader(self) -> "SceneReader":
        """What reads around events, opened for the first report."""
        from geo.encoder.scenes import SceneReader

        return SceneReader()

    def explain(self, report: Report) -> dict[str, Any]:
        """Why each name of a report got its place, as JSON values."""
        names, _ = self.read(report)
        titled, both = self._titled(report, names)
        weighed = self._weighed(titled, both)
        resolved = self._placed(titled, both, weighed)[: len(names)]
        return explanation(
            report.report_id, resolved, weighed, self.gazetteer, self._resolver.reasons
        )

    def _weighed(self, report: Report, names: Sequence[Toponym]) -> Weighed:
        return self._resolver.weigh(report.text, names, url=report.url, source=report.source)

    def _placed(
        self, report: Report, names: Sequence[Toponym], weighed: Weighed
    ) -> tuple[ResolvedToponym, ...]:
        """The names with their places, those that no gazetteer has from the online geocoder."""
        resolved = self._resolver.resolved(report.text, names, weighed)
        if self._online is None:
            return resolved
        from geo.resolver.online import with_online_places

        return with_online_places(
            report.text, resolved, self._online, self.gazetteer, self._country
        )

    def _names(self, report: Report) -> tuple[Toponym, ...]:
        if report.spans is None:
            (names,) = self._recognizer.recognize([report.text])
            return with_own_names(report.text, names, self.gazetteer)
        return self._recognizer.describe(report.text, report.spans)


def open_online(
    online: "str | Geocoder | Online | None", gazetteer: "Gazetteer"
) -> "Online | None":
    """An online geocoder by its name, or as an object of geopy; nothing where none is asked for."""
    if online is None:
        return None
    from gazetteer.online import Online

    return online if isinstance(online, Online) else Online(online, gazetteer)


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
    recognizer: str = DEFAULT,
    prior: Prior | None = None,
    min_score: float = 0.0,
    names_only: bool = False,
    online: "str | Geocoder | Online | None" = None,
    on_failure: Callable[[ParseFailure], None] | None = None,
) -> Iterator[ParsedReport]:
    """Yield each report parsed, in the order given, with `jobs` processes.

    A report that an error of Dateline's own comes up in is left out and told to `on_failure`, by
    default as a logged error.

    `recognizer` names what finds the place names (`geo.recognizers`). `prior` says which places are
    likely beforehand; a name's place is left out where the probability that it is right is below
    `min_score` (0 to 1). With `names_only` no events are read. Worker processes open the gazetteer
    for themselves, by its folder; its memory-mapped files are shared between them.

    `online` is a geocoder that is asked for names that the gazetteer lacks (`gazetteer.online`):
    its name, which several processes need, or an object of geopy. Such places have its name as
    their `source`. Nothing is asked without it.

    Raises `DatelineError` where the system ends one of several processes.
    """
    settings: dict[str, Any] = {
        "recognizer": recognizer,
        "prior": prior,
        "min_score": min_score,
        "names_only": names_only,
        "online": online,
    }
    if jobs <= 1:
        parser = Parser(gazetteer, **settings)
        for report in reports:
            yield from _told([_parsed(parser, report)], on_failure)
        return
    if online is not None and not isinstance(online, str):
        raise GazetteerError(
            "a geocoder that is an object works in one process; give its name to use several"
        )
    folder = None if gazetteer is None else gazetteer.index.folder
    batches = _batches(reports, BATCH)
    # No event: one that a worker waited for when it was killed would keep whoever sets it for ever.
    stopped = multiprocessing.get_context().RawValue("b", False)
    pool = ProcessPoolExecutor(jobs, initializer=_open_parser, initargs=(folder, settings, stopped))
    with pool, _stopping(pool, stopped):
        # A few batches wait for each worker: enough to keep it busy, and no more, because reports
        # may come from a stream without end.
        waiting = [pool.submit(_parse_batch, b) for b in itertools.islice(batches, 3 * jobs)]
        while waiting:
            done = waiting.pop(0)
            waiting.extend(
                pool.submit(_parse_batch, batch) for batch in itertools.islice(batches, 1)
            )
            yield from _told(done.result(), on_failure)


@contextmanager
def _stopping(pool: ProcessPoolExecutor, stopped: "c_byte") -> Iterator[None]:
    """End the workers at once when the reader gives up, rather than when their batches are done."""
    try:
        yield
    except BaseException as error:
        stopped.value = True
        pool.shutdown(wait=False, cancel_futures=True)
        if isinstance(error, BrokenProcessPool):
            raise DatelineError(
                "the system ended a process that was parsing, most likely for want of memory; "
                "use fewer processes (--jobs)"
            ) from error
        raise


def _batches(reports: Iterable[Report], size: int) -> Iterator[list[Report]]:
    iterator = iter(reports)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


_parser: Parser | None = None
"""The parser of a worker process, opened once by its initialiser."""
_idle = threading.Lock()
"""Held by a worker except while it parses: one that ended while it handed a result over would leave
its parent to wait for the rest for ever."""


def _open_parser(folder: Path | None, settings: dict[str, Any], stopped: "c_byte") -> None:
    global _parser
    # Ctrl-C reaches the whole group of processes: what becomes of the workers is the parent's say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Handlers of a process that forked this one are not for it.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _idle.acquire()
    threading.Thread(target=_end, args=(os.getppid(), stopped), daemon=True).start()
    from gazetteer import open_gazetteer

    _parser = Parser(open_gazetteer(folder), **settings)


def _end(parent: int, stopped: "c_byte") -> None:
    """End this worker when nobody will ask it again: its parent has stopped, or was killed."""
    while os.getppid() == parent and not stopped.value:
        time.sleep(0.5)
    while os.getppid() == parent and not _idle.acquire(timeout=0.5):
        pass
    os._exit(1)


def _parse_batch(batch: list[Report]) -> list[ParsedReport | ParseFailure]:
    assert _parser is not None
    _idle.release()
    try:
        return [_parsed(_parser, report) for report in batch]
    finally:
        _idle.acquire()


def _parsed(parser: Parser, report: Report) -> ParsedReport | ParseFailure:
    _check(report)
    try:
        return parser.parse(report)
    except Exception as error:  # whatever it is, the other reports are not to pay for it
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}:{frame.lineno}"
        return ParseFailure(report.report_id, f"{type(error).__name__} {error} ({where})")


def _own_title(report: Report) -> str | None:
    """The title, unless the text has it."""
    return None if report.title and report.title in report.text else report.title


def _check(report: object) -> None:
    """Raise `TypeError` for what is no report: the caller's fault, and not to be passed over."""
    if not isinstance(report, Report):
        raise TypeError(f"a Report is wanted, not {report!r:.40}: geo.Report('an id', text)")


def _told(
    results: Iterable[ParsedReport | ParseFailure],
    on_failure: Callable[[ParseFailure], None] | None,
) -> Iterator[ParsedReport]:
    """The reports that were parsed; of the others it is said why not."""
    for result in results:
        if isinstance(result, ParsedReport):
            yield result
        elif on_failure is not None:
            on_failure(result)
        else:
            logger.error("not parsed: %s", result)


def events(
    parsed: Iterable[ParsedReport], *, gazetteer: "Gazetteer | None" = None
) -> "geopandas.GeoDataFrame":
    """The table of the events of parsed reports, one row an event and place (EPSG:4326)."""
    from geo.table.frame import to_frame

    if gazetteer is None:
        from gazetteer import open_gazetteer

        gazetteer = open_gazetteer()
    return to_frame(parsed, gazetteer)
