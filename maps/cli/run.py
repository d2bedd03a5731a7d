"""What the commands do: inputs read, events filtered, the result written."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import geo
from geo.atomic import check_target, replacing
from geo.errors import EventsFileError, FilterError, FormatError, WriteError
from geo.readers import PassedOver, files_of
from geo.records import ParsedReport
from geo.table.forms import is_events_file
from geo.table.parsed_json import parsed_line
from maps.cli.corrected import tell
from maps.cli.options import FilterOptions, ReadingOptions, TableOptions
from maps.cli.session import check_there, open_session
from maps.cli.terminal import Voice, plain

STDOUT = "-"
_PAGES = (".html", ".htm")
NO_CHANGE = TableOptions()


def draw_map(
    inputs: Sequence[str],
    output: str,
    options: FilterOptions,
    *,
    title: str | None,
    published: str | None,
    jobs: int,
    merge: bool = False,
    tiles: str | None = None,
    reading: ReadingOptions | None = None,
    table: TableOptions = NO_CHANGE,
) -> None:
    """Draw the events of the inputs that the filter keeps, and write the page."""
    if output != STDOUT:
        if Path(output).suffix.lower() not in _PAGES:
            raise FormatError(
                f"{output}: a map is an .html file; 'dateline events' writes other formats"
            )
        check_target(output)
    refuse_to_overwrite(inputs, output, table.corrections)
    check_quotes(inputs, options)
    if tiles:
        from maps.tiles import tiles_of

        tiles_of(tiles)
    with Voice() as voice:
        session = open_session(voice, reading, table)
        wanted = session.wanted(options, inputs)
        parsed: list[ParsedReport] = []
        frame = session.table(inputs, published=published, jobs=jobs, seen=parsed)
        if merge:
            frame = session.merged(frame)
        kept = session.keep(frame, wanted)
        session.say_what_did_not_happen(kept, wanted)
        if options.given():
            from geo.merge import reports_of

            # The layer of named places follows the filter.
            ids = reports_of(kept)
            parsed = [p for p in parsed if p.report.report_id in ids]
        import maps

        about = session.provenance(options, published)
        drawn = maps.event_map(session.told(kept), parsed, title=title, about=about, tiles=tiles)
        if output == STDOUT:
            print(drawn.get_root().render())
        else:
            maps.save_map(drawn, output)
        voice.say(session.account.summary(output, kept))


def refuse_to_overwrite(inputs: Sequence[str], output: str, corrections: str | None = None) -> None:
    """Raise `WriteError` where the output is one of the files that are read."""
    if output == STDOUT:
        return
    target = Path(output).resolve()
    if corrections is not None and Path(corrections).resolve() == target:
        raise WriteError(f"can't write {output}: it is the file of corrections; name another file")
    tables = [name for name in inputs if is_events_file(name)]
    reports = [name for name in inputs if name not in tables]
    for name in [*tables, *files_of(reports, lambda failure: None, PassedOver())]:
        if name != STDOUT and Path(name).resolve() == target:
            raise WriteError(f"can't write {output}: it is one of the inputs; name another file")


def open_in_browser(output: str) -> None:
    """Show a page in the user's browser."""
    import webbrowser

    if output != STDOUT:
        webbrowser.open(Path(output).resolve().as_uri())


def check_quotes(inputs: Sequence[str], options: FilterOptions) -> None:
    """Raise `FilterError` where the rest of a region's name stands among the inputs."""
    for name in inputs:
        if options.region and name.isalpha() and not Path(name).exists():
            raise FilterError(
                f"{name}: no such file or folder; a name with spaces goes between quotes, such as "
                f"--region '{options.region[-1]} {name}'"
            )


def check_tables(inputs: Sequence[str]) -> None:
    """Raise `EventsFileError` for an input that is no file of events, from its ending."""
    for name in inputs:
        if name != STDOUT and not is_events_file(name):
            remedy = "not a file of events; 'dateline events' makes one of reports"
            raise EventsFileError(f"{name}: {remedy if Path(name).exists() else 'no such file'}")


def write_events(
    inputs: Sequence[str],
    output: str,
    format_: str | None,
    options: FilterOptions,
    *,
    published: str | None = None,
    jobs: int = 1,
    merge: bool = False,
    reading: ReadingOptions | None = None,
    table: TableOptions = NO_CHANGE,
    schema: str | None = None,
) -> None:
    """Write the table of the events of the inputs that the filter keeps."""
    from geo.crosswalk import crosswalk
    from geo.export import check_output
    from geo.export.crosswalked import check_schema_output, write_schema

    other = crosswalk(schema) if schema is not None else None
    if other is None:
        check_output(output, format_)
    else:
        check_schema_output(output, format_, other.name)
    refuse_to_overwrite(inputs, output, table.corrections)
    check_quotes(inputs, options)
    with Voice() as voice:
        session = open_session(voice, reading, table)
        wanted = session.wanted(options, inputs)
        frame = session.table(inputs, published=published, jobs=jobs)
        if merge:
            frame = session.merged(frame)
        kept = session.keep(frame, wanted)
        metadata = session.provenance(options, published)
        told, written = session.told(kept), ""
        if other is None:
            session.say_what_did_not_happen(kept, wanted)
            geo.write(told, output, format=format_, metadata=metadata)
        else:
            columns, left_out = other.apply(told)
            write_schema(columns, other, output, format=format_, metadata=metadata)
            for reason, count in sorted(left_out.items()):
                voice.say(f"note: {count} of {len(told)} rows left out of {other.title}: {reason}")
            rows = "row" if len(columns) == 1 else "rows"
            written = f"{len(columns)} {rows} of {other.title}"
        voice.say(session.account.summary(output, kept, written))


def write_parsed(
    inputs: Sequence[str],
    output: str,
    options: FilterOptions,
    *,
    published: str | None,
    jobs: int,
    names_only: bool = False,
    reading: ReadingOptions | None = None,
    table: TableOptions = NO_CHANGE,
) -> None:
    """Write one line of JSON a report, as the reports come."""
    refuse_to_overwrite(inputs, output, table.corrections)
    check_quotes(inputs, options)
    with Voice() as voice:
        session = open_session(voice, reading, table)
        wanted = session.wanted(options, inputs) if options.given() else None
        given = session.corrections()
        corrector = None
        if given.corrections or given.unread:
            from geo.corrections import ReportCorrector

            corrector = ReportCorrector(given.corrections, session.gazetteer)
        check_there(inputs)
        with _writing(output) as file:
            for parsed in session.parsed(
                inputs, published=published, jobs=jobs, names_only=names_only
            ):
                kept, rows = corrector.apply(parsed) if corrector else (parsed, None)
                if wanted:
                    kept, rows = session.keep_in_report(kept, rows, wanted)
                line = parsed_line(kept, session.gazetteer, text=not table.no_text, rows=rows)
                file.write(line + "\n")
                session.account.printed += output == STDOUT
            session.account.check()
        if corrector:
            tell(voice, given, corrector.outcome)
        voice.say(session.account.summary(output))


def write_explained(
    inputs: Sequence[str],
    output: str,
    *,
    published: str | None,
    reading: ReadingOptions,
    as_json: bool = False,
) -> None:
    """Write of each report why its names got their places: in words, or as a line of JSON."""
    from geo.resolver.explain import in_words
    from geo.table.columns import dump_json

    refuse_to_overwrite(inputs, output)
    with Voice() as voice:
        session = open_session(voice, reading)
        check_there(inputs)
        with _writing(output) as file:
            for explained in session.explained(inputs, published=published):
                lines = [dump_json(explained)] if as_json else _told(in_words(explained))
                file.writelines(line + "\n" for line in lines)
                session.account.printed += output == STDOUT
            session.account.check()
        voice.say(session.account.summary(output))


def _told(lines: Sequence[str]) -> list[str]:
    """Lines with what reports hold, safe on a terminal; how far they are indented stays."""
    return [line[: len(line) - len(line.lstrip())] + plain(line) for line in lines]


@contextmanager
def _writing(output: str) -> Iterator[TextIO]:
    if output == STDOUT:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        yield sys.stdout
        return
    with replacing(output) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        yield file
