"""One run of a command: what is opened once, and the account of what became of the inputs."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from glob import has_magic
from typing import TYPE_CHECKING, Any

from gazetteer.errors import DatelineError
from geo.errors import FilterError, MissingInputError
from geo.headings.reporting_period import reporting_period
from geo.readers import LocatedReport, PassedOver, ReadFailure, locate_reports
from geo.readers.fields import to_date, why_no_day
from geo.readers.inputs import STDIN
from geo.records import ParsedReport, Report
from geo.relations import COUNTRY
from maps.cli.corrected import Given, corrections_of, tell
from maps.cli.options import FilterOptions, ReadingOptions, TableOptions
from maps.cli.stack import open_stack
from maps.cli.stopping import NOTHING
from maps.cli.terminal import Voice, counted

if TYPE_CHECKING:
    import geopandas as gpd

    from gazetteer import Gazetteer
    from gazetteer.online import Online
    from geo.filters.filters import EventFilter
    from geo.pipeline import ParseFailure
    from geo.table.rows import Row

SHOWN = 20
"""So many failures and foreign reports are named each; the rest are counted."""
NAMED = 10
"""So many reports without a day of publication are named."""


def check_there(inputs: Sequence[str]) -> None:
    """Raise `MissingInputError` for the first input that is not there: a result without it would
    look whole. A pattern may match nothing."""
    for name in inputs:
        if name != STDIN and not has_magic(name) and not os.path.exists(name):
            raise MissingInputError(f"{name}: no such file or folder")


def _says_its_days(report: Report) -> bool:
    """Whether a report without a day of publication says which days it covers."""
    return reporting_period(report.text, report.title, None) is not None


class NothingReadError(DatelineError):
    """None of the inputs could be read."""


@dataclass(slots=True)
class Account:
    """What became of the inputs of a run."""

    voice: Voice
    reports: int = 0
    failed: int = 0
    lost: int = 0
    foreign: int = 0
    tables: int = 0
    credits: list[str] = field(default_factory=list)
    """Whose data the files of events name that were read."""
    undated: list[str] = field(default_factory=list)
    """Ids of the reports that state no day of publication."""
    other_days: dict[str, None] = field(default_factory=dict)
    """The columns of these that hold a day and are not read."""
    doubts: int = 0
    printed: int = 0
    """Reports of which all has gone to stdout, also of a run that is asked to end."""
    merged_from: int | None = None
    """Tellings that were merged, None where none were asked to be."""
    passed_over: PassedOver = field(default_factory=PassedOver)
    _first: ReadFailure | None = None
    """Held back until something else is known: where it is all there is, it becomes the error."""

    def failure(self, failure: ReadFailure) -> None:
        """Say and count an input that could not be read."""
        self.failed += 1
        if self.failed == 1:
            self._first = failure
        elif self.failed <= SHOWN:
            self._say_first()
            self.voice.say(f"not read: {failure}")

    def _say_first(self) -> None:
        if self._first is not None:
            self.voice.say(f"not read: {self._first}")
            self._first = None

    def report(self, located: LocatedReport) -> None:
        """Count a report, and say so where it is not in English."""
        report = located.report
        self.reports += 1
        self._say_first()
        if report.published is None and not _says_its_days(report):
            self.undated.append(report.report_id)
            if located.other_day is not None:
                self.other_days[located.other_day] = None
        if report.language not in (None, "en"):
            self.foreign += 1
            if self.foreign <= SHOWN:
                named = f" ({report.title!r})" if report.title else ""
                where = located.path if located.line is None else f"{located.path}:{located.line}"
                self.voice.say(
                    f"note: {where}{named} is not in English but, it seems, "
                    f"in {report.language!r}: its place names are tried, most events are missed"
                )
        self.voice.progress(f"{counted(self.reports, 'report')} read ...")

    def unparsed(self, failure: "ParseFailure") -> None:
        """Say and count a report that could be read but not parsed."""
        self.lost += 1
        if self.lost <= SHOWN:
            self.voice.say(f"not parsed: {failure}")

    def doubt(self, doubt: ReadFailure) -> None:
        """Say what is doubtful of a report that is read."""
        self.doubts += 1
        if self.doubts <= SHOWN:
            self.voice.say(f"note: {doubt}")

    def if_stopped(self) -> str:
        """What there is of a run that is asked to end."""
        read = f"{counted(self.reports, 'report')} had been read"
        if self.printed:
            return f"{read}, and {self.printed:,} of them written to stdout"
        return f"{NOTHING}; {read}"

    def check(self) -> None:
        """Raise `NothingReadError` where no input was of use, and say what reports lack."""
        if not self.reports and not self.tables:
            passed = "; ".join(self._passed_over())
            reason = (
                self._first or passed or f"none of {self.failed} inputs holds a report or events"
            )
            raise NothingReadError(f"nothing could be read: {reason}")
        self._say_first()
        if self.undated:
            self.voice.say(self._undated_note())

    def _undated_note(self) -> str:
        """Which reports state no day of publication, and how to give them one."""
        named = ", ".join(map(repr, self.undated[:NAMED]))
        left = len(self.undated) - NAMED
        # Each report is a line there, also one without events.
        more = f" and {left} more ('\"published\": null' in what dateline parse writes)"
        others = " or ".join(map(repr, list(self.other_days)[:NAMED]))
        found = f" (days stand in {others}, which is read where it is called 'published')"
        return (
            f"note: no day of publication in {named}{more if left > 0 else ''}"
            f"{found if others else ''}; "
            "--published 2018-08-27 gives one to all of them, and to one report a line "
            "'date: 2018-08-27' between two of '---' at the head of its text file, or the field "
            "'published' of a table or JSON"
        )

    def summary(
        self, output: str, frame: "gpd.GeoDataFrame | None" = None, written: str = ""
    ) -> str:
        """The closing line: what was read, what was found, how much `written` and where."""
        parts = [f"{counted(self.reports, 'report')} read"] if self.reports else []
        if self.tables:
            parts.append(f"{counted(self.tables, 'table')} of events read")
        if self.failed:
            parts.append(f"{self.failed} not read")
        if self.lost:
            parts.append(f"{self.lost} not parsed")
        if self.foreign:
            parts.append(f"{self.foreign} not in English")
        if self.undated:
            verb = "states" if len(self.undated) == 1 else "state"
            parts.append(f"{len(self.undated)} {verb} no day of publication")
        parts += self._passed_over()
        if frame is not None:
            events = frame.drop_duplicates("event_group")
            placed = int(events.geometry.notna().sum())
            rows = "" if len(frame) == len(events) else f" in {len(frame)} rows"
            wide = int((events["where_prec"] == COUNTRY).sum())
            alone = f" ({wide} by the country alone)" if wide else ""
            parts.append(f"{counted(len(events), 'event')}{rows}, {placed} of them placed{alone}")
            if self.merged_from is not None:
                parts.append(f"merged from {counted(self.merged_from, 'telling')}")
        where = f"written to {'stdout' if output == '-' else output}"
        return f"{', '.join(parts)}; {f'{written} {where}' if written else where}"

    def _passed_over(self) -> list[str]:
        own, other = self.passed_over.own, self.passed_over.other
        parts = []
        if own:
            parts.append(f"{counted(own, 'file')} of Dateline's own passed over")
        if other:
            kinds = ", ".join(sorted(suffix or "no ending" for suffix in other))
            noun = "file of another kind" if other.total() == 1 else "files of other kinds"
            parts.append(f"{other.total()} {noun} passed over ({kinds})")
        return parts


@dataclass(slots=True)
class Session:
    """What a command works with: opened once, handed on."""

    voice: Voice
    gazetteer: "Gazetteer"
    reading: "ReadingOptions | None" = None
    options: TableOptions = field(default_factory=TableOptions)
    account: Account = field(init=False)
    _online: "Online | None" = field(init=False)

    def __post_init__(self) -> None:
        from geo.pipeline import open_online

        self.account = Account(self.voice)
        self.voice.if_stopped = self.account.if_stopped
        # Opened here, though each process opens its own: what is wrong with it is said first.
        self._online = open_online(self.reading.online if self.reading else None, self.gazetteer)

    def parsed(
        self, inputs: Sequence[str], *, published: str | None, jobs: int, names_only: bool = False
    ) -> Iterator[ParsedReport]:
        """Parse the reports of the inputs as they come."""
        import geo

        parsed = geo.parse(
            self._reports(inputs, published),
            gazetteer=self.gazetteer,
            jobs=jobs,
            names_only=names_only,
            on_failure=self.account.unparsed,
            **self._settings(),
        )
        return self._with_trouble(iter(parsed))

    def _with_trouble(self, parsed: Iterator[ParsedReport]) -> Iterator[ParsedReport]:
        """The reports; after the last it is said if the online geocoder could not be asked."""
        online = self._online
        yield from parsed
        if online is not None and (trouble := online.trouble()):
            self.voice.say(
                f"note: {online.name} could not be asked for every name ({trouble}); such names "
                "have no place, and the next run asks again"
            )

    def explained(
        self, inputs: Sequence[str], *, published: str | None
    ) -> "Iterator[dict[str, Any]]":
        """Of each report of the inputs why its names got their places."""
        from geo.pipeline import Parser

        parser = Parser(self.gazetteer, **self._settings())
        yield from map(parser.explain, self._reports(inputs, published))

    def _settings(self) -> dict[str, Any]:
        return self.reading.settings(self.gazetteer) if self.reading else {}

    def _reports(self, inputs: Sequence[str], published: str | None) -> Iterator[Report]:
        """The reports of the inputs, each counted as it comes."""
        for located in locate_reports(
            inputs,
            published=_day(published),
            on_failure=self.account.failure,
            on_doubt=self.account.doubt,
            passed_over=self.account.passed_over,
        ):
            self.account.report(located)
            yield located.report

    def tables(self, inputs: Sequence[str]) -> "Iterator[gpd.GeoDataFrame]":
        """Read the inputs that are files of events."""
        from geo.export import read_events
        from geo.export.provenance import CREDITS

        for name in inputs:
            try:
                frame = read_events(name)
            except DatelineError as error:
                reason = str(error).removeprefix(f"{name}: ")
                self.account.failure(ReadFailure(name, None, reason))
            else:
                self.account.tables += 1
                self.account.credits += frame.attrs.pop(CREDITS, [])
                yield frame

    def table(
        self,
        inputs: Sequence[str],
        *,
        published: str | None,
        jobs: int,
        seen: list[ParsedReport] | None = None,
    ) -> "gpd.GeoDataFrame":
        """The events of reports and of files of events; `seen` takes the reports as parsed.

        Raises `MissingInputError` before anything is read where an input is not there, and
        `NothingReadError` where none was of use.
        """
        import pandas as pd

        from geo.table.forms import is_events_file
        from geo.table.frame import conform, to_frame

        check_there(inputs)
        tables = [name for name in inputs if is_events_file(name)]
        reports = [name for name in inputs if name not in tables]
        parsed = self.parsed(reports, published=published, jobs=jobs) if reports else iter(())
        given = self.corrections()
        if given.corrections and seen is None:
            # Where an event was placed from, a report's names know better than its rows.
            seen = []
        if seen is not None:
            seen.extend(parsed)
            parsed = iter(seen)
        frames = [to_frame(parsed, self.gazetteer), *self.tables(tables)]
        self.account.check()
        filled = [frame for frame in frames if len(frame)]
        table = conform(pd.concat(filled)) if filled else frames[0]
        return self._corrected(table, given, seen or [])

    def corrections(self) -> Given:
        """The corrections of this run, read before there is anything to correct."""
        return corrections_of(self.voice, self.options.corrections)

    def _corrected(
        self,
        table: "gpd.GeoDataFrame",
        given: Given,
        seen: list[ParsedReport],
    ) -> "gpd.GeoDataFrame":
        if given == Given():
            return table
        from geo.corrections import correct, corrected_reports

        table, outcome = correct(table, given.corrections, gazetteer=self.gazetteer, parsed=seen)
        tell(self.voice, given, outcome)
        seen[:] = corrected_reports(seen, given.corrections, self.gazetteer)
        return table

    def merged(self, frame: "gpd.GeoDataFrame") -> "gpd.GeoDataFrame":
        """The table with one event for what its reports tell of the same."""
        from geo.merge import merge_tellings, tellings_of

        tellings = tellings_of(frame)
        self.account.merged_from = len(tellings)
        return merge_tellings(tellings)

    def provenance(self, options: FilterOptions, published: str | None = None) -> dict[str, Any]:
        """What the output says of itself, with the options that shaped it."""
        from geo.export.provenance import provenance

        settings = {**({"published": published} if published else {}), **options.given()}
        settings |= self.options.given()
        if self.account.merged_from is not None:
            settings["merge"] = True
        if self.reading is not None:
            settings |= self.reading.given()
        # Events that were read from a file may be those of another gazetteer.
        used = self.gazetteer.info() if self.account.reports else None
        return provenance(gazetteer=used, settings=settings, credits=self.account.credits)

    def keep(self, frame: "gpd.GeoDataFrame", wanted: "EventFilter") -> "gpd.GeoDataFrame":
        """The rows that a filter keeps; events that it drops for want of a date alone are counted,
        regions without events told where their namesakes have some, those events named that may
        have been in a region for all that is known."""
        other, days = wanted.apart_from_days()
        whenever = other.apply(frame)
        if days.since or days.until:
            undated = whenever[["event_date", "event_date_end"]].isna().all(axis=1)
            if count := whenever["event_group"][undated].nunique():
                self.voice.say(f"note: {counted(count, 'event')} without a date left out")
        for said in wanted.missed(frame):
            self.voice.say(f"note: {said}")
        if wider := wanted.wider(frame):
            self.voice.say(f"note: {wider}")
        return days.apply(whenever).reset_index(drop=True)

    def say_what_did_not_happen(self, kept: "gpd.GeoDataFrame", wanted: "EventFilter") -> None:
        """How many of the events that a filter keeps are planned, feared or denied, unless it asks
        for that."""
        from geo.filters.not_reported import not_reported

        if wanted.factuality is None and (others := not_reported(kept)):
            self.voice.say(f"note: {others}; --factuality reported leaves them out")

    def told(self, frame: "gpd.GeoDataFrame") -> "gpd.GeoDataFrame":
        """What is written of a table: without the reports' own text where that is asked for."""
        from geo.table.redaction import without_text

        return without_text(frame) if self.options.no_text else frame

    def keep_in_report(
        self, parsed: ParsedReport, rows: "list[Row] | None", wanted: "EventFilter"
    ) -> "tuple[ParsedReport, list[Row] | None]":
        """The report, and its corrected rows, with the events of which a filter keeps a row."""
        from geo.table.frame import rows_frame, to_frame

        frame = to_frame([parsed], self.gazetteer) if rows is None else rows_frame(rows)
        kept = set(wanted.apply(frame)["event_group"])
        events = tuple(event for event in parsed.events if event.event_id in kept)
        left = None if rows is None else [row for row in rows if row["event_group"] in kept]
        return replace(parsed, events=events), left

    def wanted(self, options: FilterOptions, inputs: Sequence[str]) -> "EventFilter":
        """The filter of the options; which of a region's nested namesakes is meant is said."""
        from geo.table.forms import is_events_file

        ready = options.ready(self.gazetteer)
        if not any(map(is_events_file, inputs)):
            # Reports name divisions as the gazetteer does: what is misspelt is said first.
            ready.check_divisions()
        for region in ready.regions:
            if region.note:
                self.voice.say(f"note: {region.note}")
        return ready


def open_session(
    voice: Voice, reading: "ReadingOptions | None" = None, options: TableOptions | None = None
) -> Session:
    """Open the gazetteer, building its index the first time."""
    return Session(voice, open_stack(voice), reading, options or TableOptions())


def _day(published: str | None) -> date | None:
    if published is None:
        return None
    day = to_date(published)
    if day is None:
        raise FilterError(
            f"--published {published!r} {why_no_day(published)}; write one as 2018-08-27"
        )
    return day
