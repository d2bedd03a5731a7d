"""The command line `dateline`: arguments in, one function called, its result written."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated

import typer

from gazetteer.errors import DatelineError, GazetteerError, RegionFormError
from geo.errors import FilterError, FormatError
from maps.cli import gazetteers
from maps.cli.options import (
    EventsInputs,
    EventsOutput,
    FilterOptions,
    Format,
    Inputs,
    Jobs,
    Merge,
    Published,
    ReadingOptions,
    Schema,
    TableOptions,
    with_shared_options,
)
from maps.cli.stack import Stack
from maps.cli.stopping import NOTHING, Stopped, stoppable
from maps.cli.terminal import Voice, plain, print_table, quiet_libraries
from maps.cli.usage import usage

# The work is imported where a command does it: --help must not wait for geopandas.

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(gazetteers.app, name="gazetteer")

# Wrong usage. Which package the base class of these errors is in changed between typer's releases.
_UsageError: type[Exception] = typer.BadParameter.__mro__[2]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"dateline {version('dateline')}")
        raise typer.Exit


@app.callback()
def dateline(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    """Reads news reports and maps the events they tell of, offline."""
    from gazetteer.settings import doubts

    # A file that can't be read stops the commands that need it.
    with Voice() as voice, suppress(GazetteerError):
        for doubt in doubts():
            voice.say(f"note: {doubt}")


@app.command("map")
@with_shared_options
def map_(
    inputs: Inputs,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The page; - is stdout.")
    ] = "events.html",
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Title of the map.")] = None,
    tiles: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Let readers choose an online map: a provider of xyzservices (OpenStreetMap) or "
            "an address with {z}, {x} and {y}.",
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the map in the browser.")] = False,
    published: Published = None,
    jobs: Jobs = 1,
    merge: Merge = False,
    stack: Stack = None,
    *,
    filters: FilterOptions,
    table: TableOptions,
    reading: ReadingOptions,
) -> None:
    """Draw the events of reports, or of a file of events, on a map: one HTML file, offline."""
    from maps.cli.run import draw_map, open_in_browser

    draw_map(
        inputs,
        output,
        filters,
        title=title,
        tiles=tiles,
        published=published,
        jobs=jobs,
        merge=merge,
        reading=reading,
        table=table,
    )
    if open_:
        open_in_browser(output)


@app.command()
@with_shared_options
def events(
    inputs: Inputs,
    output: EventsOutput = "-",
    format_: Format = None,
    schema_: Schema = None,
    published: Published = None,
    jobs: Jobs = 1,
    merge: Merge = False,
    stack: Stack = None,
    *,
    filters: FilterOptions,
    table: TableOptions,
    reading: ReadingOptions,
) -> None:
    """Write the events of reports as a table: GeoJSON, GeoParquet, GeoPackage, CSV ..."""
    from maps.cli.run import write_events

    write_events(
        inputs,
        output,
        format_,
        filters,
        published=published,
        jobs=jobs,
        merge=merge,
        reading=reading,
        table=table,
        schema=schema_,
    )


@app.command("filter")
@with_shared_options
def filter_(
    inputs: EventsInputs,
    output: EventsOutput = "-",
    format_: Format = None,
    schema_: Schema = None,
    merge: Merge = False,
    stack: Stack = None,
    *,
    filters: FilterOptions,
    table: TableOptions,
) -> None:
    """Keep some of the events of files of events, and write them in any format."""
    from maps.cli.run import check_quotes, check_tables, write_events

    check_quotes(inputs, filters)
    check_tables(inputs)
    write_events(inputs, output, format_, filters, merge=merge, table=table, schema=schema_)


@app.command()
@with_shared_options
def merge(
    inputs: EventsInputs,
    output: EventsOutput = "-",
    format_: Format = None,
    schema_: Schema = None,
    stack: Stack = None,
    *,
    filters: FilterOptions,
    table: TableOptions,
) -> None:
    """Make one event of what reports tell of the same, in files of events; sources are kept.

    \b
    dateline merge monday.geojson tuesday.geojson -o merged.geojson
    dateline merge merged.geojson wednesday.geojson -o merged-2.geojson

    Merging is done on what each report told, which the merged file keeps: a file that is added
    later gives what it would have given from the start.
    """
    from maps.cli.run import check_quotes, check_tables, write_events

    check_quotes(inputs, filters)
    check_tables(inputs)
    write_events(inputs, output, format_, filters, merge=True, table=table, schema=schema_)


@app.command()
def review(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="EVENTS", help="Files of events.", show_default=False),
    ],
    corrections: Annotated[
        str, typer.Option(metavar="FILE", help="Where to write (.csv, .jsonl); it is added to.")
    ] = "corrections.csv",
    order: Annotated[
        str, typer.Option(metavar="WORD", help="confidence: the least sure first; or table.")
    ] = "confidence",
    who: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who corrects, for the file.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also rows that somebody has corrected or confirmed.")
    ] = False,
) -> None:
    """Look through the rows of a table of events, and correct them into a file.

    Each row is shown with its sentence. Answers are single letters, a line each, from the terminal
    or a script; ? tells them. Each correction is written at once.

    \b
    dateline review events.geojson --order confidence --who Ana
    dateline map events.geojson --corrections corrections.csv
    """
    from maps.cli.review import review as walk

    walk(inputs, corrections, order=order, who=who, everything=everything)


@app.command()
@with_shared_options
def parse(
    inputs: Inputs,
    output: EventsOutput = "-",
    published: Published = None,
    jobs: Jobs = 1,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="Instead, why each name got its place and no other, in words."
        ),
    ] = False,
    json_: Annotated[
        bool,
        typer.Option(
            "--json", help="With --explain: a line of JSON a report, with every feature's number."
        ),
    ] = False,
    names_only: Annotated[
        bool,
        typer.Option("--names-only", help="Place names and their places, without events: faster."),
    ] = False,
    stack: Stack = None,
    *,
    filters: FilterOptions,
    table: TableOptions,
    reading: ReadingOptions,
) -> None:
    """Write what was read from each report as one line of JSON: place names and events."""
    from maps.cli.run import write_explained, write_parsed

    if explain:
        if names_only or filters.given():
            raise typer.BadParameter("--explain goes with neither --names-only nor a filter")
        write_explained(inputs, output, published=published, reading=reading, as_json=json_)
        return
    if names_only and filters.given():
        raise typer.BadParameter("--names-only reads no events that a filter could keep")
    write_parsed(
        inputs,
        output,
        filters,
        published=published,
        jobs=jobs,
        names_only=names_only,
        reading=reading,
        table=table,
    )


@app.command()
def places(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    country: Annotated[
        str | None,
        typer.Option(metavar="COUNTRY", help="Only in this country (Syria, SY or SYR)."),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(metavar="REGION", help="Only in this region, as for --region."),
    ] = None,
    prefix: Annotated[bool, typer.Option("--prefix", help="Names that begin so.")] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    stack: Stack = None,
) -> None:
    """Look a name or an id up in the gazetteer: what it may mean, the likeliest first."""
    from maps.cli.places import HEADING, json_line, look_up, table_row

    found = look_up(name, country=country, within=within, prefix=prefix, limit=limit)
    if as_json:
        for answer in found:
            print(json_line(answer))
    else:
        print_table(HEADING, [table_row(answer) for answer in found])


@app.command()
def regions(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="What --region takes; without it, the regions that are neither countries nor "
            "divisions are counted, or listed by --kind and --word.",
            show_default=False,
        ),
    ] = None,
    geojson: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write its polygon as GeoJSON; - is stdout."),
    ] = None,
    of_kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="KIND", help="Without a NAME: list those of a kind (lake)."),
    ] = None,
    word: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="Without a NAME: list those with a word in a name."),
    ] = None,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="So many largest places.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, with all names.")] = False,
    stack: Stack = None,
) -> None:
    """Show what a region's name means, where it is, and what lies in it.

    \b
    dateline regions                        how many continents, seas ... there are
    dateline regions --kind desert
    dateline regions Donbas
    dateline regions "Syria minus Idlib" --geojson syria.geojson
    dateline regions near:Goma:30mi --json
    """
    from maps.cli.region_list import list_regions
    from maps.cli.regions import show_region, write_geojson

    if geojson is not None and (as_json or name is None):
        raise typer.BadParameter("--geojson goes with a NAME and without --json")
    if name is not None and (of_kind is not None or word is not None):
        raise typer.BadParameter("--kind and --word list regions, without a NAME")
    if name is None:
        list_regions(of_kind=of_kind, word=word, as_json=as_json)
    elif geojson is not None:
        write_geojson(name, geojson)
    else:
        show_region(name, limit=limit, as_json=as_json)


@app.command()
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="Another table, with what its columns are made of: acled, ged, gdelt or polecat.",
            show_default=False,
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="table (for people), json-schema, or table-schema (Frictionless).",
        ),
    ] = "table",
) -> None:
    """Tell the columns of the table of events: types, units and meanings.

    \b
    dateline schema --format json-schema > events.schema.json
    dateline schema acled
    """
    from maps.cli.schema import show_schema

    show_schema(form, name)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 an error or nothing read, 2 wrong usage."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status; errors are one line on stderr."""
    from maps.installation import check_packages

    quiet_libraries()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        check_packages()
        with stoppable():
            status = app(args=given or ["--help"], prog_name="dateline", standalone_mode=False)
            sys.stdout.flush()
    except (FilterError, FormatError, RegionFormError) as error:
        return _failed(str(error), 2)
    except DatelineError as error:
        return _failed(str(error), 1)
    except _UsageError as error:
        return _failed(usage(error), 2)
    except Stopped as stop:
        return _failed(f"stopped; {stop.account}", stop.status)
    except (KeyboardInterrupt, typer.Abort):
        return _failed(f"stopped; {NOTHING}", 130)
    except BrokenPipeError:
        return _cut_short()
    except SystemExit as error:
        # What typer makes of a broken pipe within a command.
        if isinstance(error.__context__, BrokenPipeError):
            return _cut_short()
        raise
    return status if isinstance(status, int) else 0


def _cut_short() -> int:
    """The reader of our output has seen enough ("| head"); Python must not try once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _failed(message: str, status: int) -> int:
    print(f"dateline: {plain(message)}", file=sys.stderr)
    return status
