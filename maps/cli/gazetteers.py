"""The commands `dateline gazetteer ...`: what is built, listed, verified and removed."""

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from gazetteer.errors import GazetteerError, OutdatedError
from maps.cli.stack import Stack
from maps.cli.terminal import Voice, counted, print_table

# The work is imported where a command does it: --help must not wait for it.

app = typer.Typer(help="The gazetteers of places: the bundled world, and those you build.")
build_app = typer.Typer(help="Build a gazetteer that stacks over the bundled world.")
app.add_typer(build_app, name="build")

Name = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="What to call it; by default after its source."),
]
Crs = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="The CRS of a file that does not tell it: EPSG:32637."),
]
Attribution = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What the data's licence asks for.")
]
Report = Annotated[
    str | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Where to list the lines that could not be used or are doubtful, with commas as .csv, "
        "else with tabs; by default NAME-broken-lines.tsv in the work folder.",
    ),
]


@app.command("info")
def info(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A gazetteer that you built; without it, what the commands use.",
            show_default=False,
        ),
    ] = None,
    stack: Stack = None,
) -> None:
    """Which gazetteer is used, where it comes from, and what it holds."""
    from maps.cli.places import flat, info_rows

    if name is None or name == "world":
        rows = info_rows()
    else:
        from gazetteer.shelf import kept
        from gazetteer.stack import index_folder, megabytes

        one = kept(name)
        where = {"folder": str(one.places.parent), "index": str(index_folder([one]))}
        rows = flat(
            {"name": name, **one.about, **where, "index MB": megabytes([one]) or "not built"}
        )
    print_table(("what", "value"), rows)


@app.command("list")
def list_() -> None:
    """List the gazetteers that you built, and which of them the commands use unasked."""
    from gazetteer import shelf
    from gazetteer.settings import chosen_gazetteers
    from gazetteer.stack import megabytes

    used = chosen_gazetteers()
    rows: list[tuple[object, ...]] = []
    for name in shelf.names():
        try:
            one = shelf.kept(name)
            about = one.about
            size = round(about["size"] / 1e6, 1)
            told = (about["kind"], about["places"], about["names"], about["built"], size,
                    megabytes([one]) or "")  # fmt: skip
        except GazetteerError as error:
            state = "outdated" if isinstance(error, OutdatedError) else "damaged"
            told = (state, "", "", "", "", "")
            with Voice() as voice:
                voice.say(f"note: {error}")
        rows.append((name, *told, "yes" if name in used else ""))
    rows.append(("world", "bundled", "", "", "", "", megabytes([]) or "", "yes"))
    print_table(("name", "kind", "places", "names", "built", "MB", "index MB", "used"), rows)


@app.command("verify")
def verify(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="By default all of them.", show_default=False),
    ] = None,
    mend: Annotated[
        bool, typer.Option("--mend", help="Build damaged indexes again from their gazetteers.")
    ] = False,
) -> None:
    """Read gazetteers and their indexes through and hold them to their checksums.

    Says what is wrong, and changes nothing without --mend. The exit status is 1 where something is
    wrong and stays so.
    """
    from gazetteer import shelf
    from gazetteer.stack import rebuild, stacks, state_of

    every = [(name,) for name in names or [*shelf.names(), "world"]]
    wrong = 0
    with Voice() as voice:
        for stack in every if names else [*every, *stacks()]:
            name = " over ".join(stack)
            try:
                members = [shelf.kept(one) for one in stack if one != "world"]
                if len(stack) == 1:
                    for one in members:
                        shelf.check(one)
                state = state_of(members)
                if state == "damaged" and mend:
                    rebuild(members, voice.step)
            except GazetteerError as error:
                wrong += 1
                voice.say(error)
                continue
            if state == "damaged" and not mend:
                wrong += 1
                command = " ".join(["verify", *stack] if len(stack) == 1 else ["verify"])
                voice.say(
                    f"{name}: its index is damaged; 'dateline gazetteer {command} --mend' "
                    "builds it again"
                )
            else:
                print(f"{name}: {_FOUND[state]}")
    if wrong:
        raise typer.Exit(1)


_FOUND = {
    "whole": "whole",
    "missing": "whole; its index is not built yet, the first use builds it",
    "damaged": "its index was damaged and is built again",
}
"""What `verify` says of an index by its state, once it is as it should be."""


@app.command("remove")
def remove(
    names: Annotated[list[str], typer.Argument(metavar="NAME", show_default=False)],
) -> None:
    """Remove gazetteers that you built, with their indexes."""
    from gazetteer import shelf

    for name in names:
        shelf.remove(name)
        print(f"{name}: removed")


@build_app.command("geonames")
def build_geonames(
    folder: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FOLDER",
            help="A folder with a dump: allCountries or files of countries, alternateNamesV2, "
            "admin1CodesASCII, admin2Codes, countryInfo, hierarchy; as .txt or .zip. Without it "
            "they are downloaded.",
            show_default=False,
        ),
    ] = None,
    countries: Annotated[
        str | None, typer.Option(metavar="CODES", help="Only these (ISO 3166): SY,IQ.")
    ] = None,
    min_population: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Populated places of so many people or more only."),
    ] = 0,
    feature_classes: Annotated[
        str,
        typer.Option(metavar="LETTERS", help="Only these of GeoNames' classes: P towns, A ..."),
    ] = "AHLPRSTUV",
    languages: Annotated[
        str | None,
        typer.Option(
            metavar="CODES",
            help="Alternate names in these languages only (ISO 639: en,ar), and those without one.",
        ),
    ] = None,
    name: Name = None,
    report: Report = None,
) -> None:
    """Build a gazetteer of GeoNames' places: all of them, or of some countries.

    \b
    dateline gazetteer build geonames --from dump --countries SY,IQ --as levant
    dateline map reports/ --gazetteer levant
    """
    from gazetteer.building import build_geonames as build
    from gazetteer.download import fetch_dump
    from gazetteer.geonames import Wanted

    chosen = _countries(countries)
    called = name or ("-".join(sorted(chosen)).lower() if chosen else "geonames")
    wanted = Wanted(chosen, min_population, _classes(feature_classes), _languages(languages))
    command = _again("geonames", called, report, {
        "--from": str(Path(folder).resolve()) if folder else None,
        "--countries": countries,
        "--min-population": min_population or None,
        "--feature-classes": feature_classes if feature_classes != "AHLPRSTUV" else None,
        "--languages": languages,
    })  # fmt: skip
    with Voice() as voice:
        source = Path(folder) if folder else fetch_dump(chosen, voice.say, voice.step)
        built = build(called, source, wanted, command, voice.step)
        _tell(voice, built, report)


@build_app.command("table")
def build_table(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="CSV, GeoJSON, GeoPackage, Shapefile, Parquet ...",
            show_default=False,
        ),
    ],
    column: Annotated[
        str, typer.Option("--name", metavar="COLUMN", help="The names.", show_default=False)
    ],
    latitude: Annotated[str | None, typer.Option(metavar="COLUMN", help="Degrees north.")] = None,
    longitude: Annotated[str | None, typer.Option(metavar="COLUMN", help="Degrees east.")] = None,
    id_: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar="COLUMN",
            help="Ids, such as P-codes; 'geonames:169389' is the place of GeoNames. By default the "
            "numbers of the rows.",
        ),
    ] = None,
    alternates: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN", help="Other names, between '|' or ';'. Repeatable."),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Kinds: words (village), or GeoNames' codes (P.PPL)."),
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="ISO 3166 codes or names.")
    ] = None,
    population: Annotated[str | None, typer.Option(metavar="COLUMN", help="People.")] = None,
    parents: Annotated[
        list[str] | None,
        typer.Option(
            "--parent",
            metavar="COLUMN",
            help="Names of the divisions that hold each place, the larger first. Repeatable; "
            "without it, polygons tell.",
        ),
    ] = None,
    crs: Crs = None,
    attribution: Attribution = None,
    name: Name = None,
    report: Report = None,
) -> None:
    """Build a gazetteer of a table of your own: points or polygons, in any CRS.

    \b
    dateline gazetteer build table villages.csv --name NAME --latitude lat --longitude lon
    dateline gazetteer build table adm3.gpkg --name ADM3_EN --alternates ADM3_AR --id ADM3_PCODE
    """
    from gazetteer.building import build_table as build
    from gazetteer.table import TableColumns

    if (latitude is None) != (longitude is None):
        raise typer.BadParameter("--latitude and --longitude go together")
    called = name or _called(file)
    columns = TableColumns(
        column, latitude, longitude, id_, tuple(alternates or ()), kind, country, population,
        tuple(parents or ()),
    )  # fmt: skip
    command = _again("table", called, report, {
        "FILE": str(Path(file).resolve()), "--name": column, "--latitude": latitude,
        "--longitude": longitude, "--id": id_, "--alternates": alternates, "--kind": kind,
        "--country": country, "--population": population, "--parent": parents, "--crs": crs,
        "--attribution": attribution,
    })  # fmt: skip
    with Voice() as voice:
        built = build(
            called, Path(file), columns, command, crs=crs, attribution=attribution,
            progress=voice.step,
        )  # fmt: skip
        _tell(voice, built, report)


@app.command("boundaries")
def boundaries(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="Areas of any level: geoBoundaries, GADM, OCHA's COD, or others.",
            show_default=False,
        ),
    ],
    column: Annotated[
        str | None,
        typer.Option("--name", metavar="COLUMN", help="The names, where they are not told."),
    ] = None,
    id_: Annotated[
        str | None,
        typer.Option("--id", metavar="COLUMN", help="GeoNames' ids or ISO 3166 codes."),
    ] = None,
    crs: Crs = None,
    attribution: Attribution = None,
    name: Name = None,
    report: Report = None,
) -> None:
    """Give divisions the boundaries of a file: by id, or by name where they lie there.

    \b
    dateline gazetteer boundaries geoBoundaries-SYR-ADM2.geojson --as syria-borders
    """
    from gazetteer.building import build_boundaries

    called = name or _called(file)
    command = _again("table", called, report, {
        "FILE": str(Path(file).resolve()), "--name": column, "--id": id_, "--crs": crs,
        "--attribution": attribution,
    })  # fmt: skip
    command[2:4] = ["boundaries"]
    with Voice() as voice:
        built = build_boundaries(
            called, Path(file), command, columns=(column, id_), crs=crs, attribution=attribution,
            progress=voice.step,
        )  # fmt: skip
        _tell(voice, built, report)


def _called(file: str) -> str:
    """What a gazetteer of a file is called unasked."""
    return re.sub(r"[^a-z0-9]+", "-", Path(file).stem.lower()).strip("-") or "places"


def _again(kind: str, name: str, report: str | None, options: dict[str, Any]) -> list[str]:
    """The command that builds a gazetteer again."""
    given = {**options, "--as": name, "--report": report}
    words = ["dateline", "gazetteer", "build", kind]
    for option, value in given.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                words += [option, str(one)] if option.startswith("-") else [str(one)]
    return words


def _tell(voice: Voice, built: Any, report: str | None) -> None:
    """Say what was built, and write the lines that could not be used or are doubtful."""
    one, broken = built.kept, built.broken
    path = Path(report or f"{one.name}-broken-lines.tsv")
    if broken.count or broken.noted:
        broken.write(path)
    for lines, count, fate in (
        (broken.lines, broken.count, "could not be used"),
        (broken.notes, broken.noted, "used but doubtful"),
    ):
        if count:
            file, line, reason = lines[0]
            told = f"{counted(count, 'line')} {fate}, the first {file}:{line} ({reason})"
            voice.say(f"note: {told}; they are listed in {path}")
    places, names = counted(one.about["places"], "place"), counted(one.about["names"], "name")
    them = "it" if one.about["places"] == 1 else "them"
    voice.say(f"{places} with {names}; use {them} by --gazetteer {one.name}")


def _countries(text: str | None) -> frozenset[str]:
    codes = {code.strip().upper() for code in (text or "").split(",") if code.strip()}
    from gazetteer import open_gazetteer

    if not codes:
        return frozenset()
    world = open_gazetteer()
    found = set()
    for code in codes:
        place = world.by_iso(code)
        if place is None or place.country_code is None or "-" in code:
            raise typer.BadParameter(f"--countries {code}: no country has this ISO 3166 code")
        found.add(place.country_code)
    return frozenset(found)


def _classes(text: str) -> frozenset[str]:
    wanted = frozenset(text.upper().replace(",", "").replace(" ", ""))
    if not wanted or not wanted <= frozenset("AHLPRSTUV"):
        raise typer.BadParameter(
            f"--feature-classes {text!r}: GeoNames' classes are the letters AHLPRSTUV"
        )
    return wanted


def _languages(text: str | None) -> frozenset[str]:
    codes = frozenset(code.strip() for code in (text or "").split(",") if code.strip())
    for code in codes:
        if re.fullmatch("[a-z]{2,3}(-[A-Za-z]+)?", code) is None:
            raise typer.BadParameter(f"--languages {code}: give ISO 639 codes, such as en,ar")
    return codes
