"""Writing the table of events to a file, and reading it back, by the file's ending."""

import codecs
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from gazetteer.place import check_coordinates
from geo.atomic import check_target, replacing
from geo.errors import EventsFileError, MissingInputError
from geo.export.beside import METADATA, meanings, read_beside, resource, write_beside
from geo.export.geojson import (
    AS_REGION,
    geojson_lines,
    geojsonl_lines,
    read_geojson,
    read_geojsonl,
)
from geo.export.gis import (
    check_layers,
    read_layer,
    read_parquet,
    write_fgb,
    write_gpkg,
    write_parquet,
)
from geo.export.provenance import CREDITS, credits_beside, provenance
from geo.export.tables import csv_lines, read_csv
from geo.table.forms import STDIN, STDOUT, format_of, peek_stdin
from geo.table.frame import conform
from geo.table.schema import table_schema

_REQUIRED = ("event_id", "event_type")


def check_output(path: str | Path, format: str | None = None) -> None:  # noqa: A002
    """Raise what `write` would raise for this path, before there is a table to write."""
    format_of(path, format)
    if str(path) != STDOUT:
        check_target(path)
        check_layers(Path(path))


def write(
    frame: gpd.GeoDataFrame,
    path: str | Path,
    *,
    format: str | None = None,  # noqa: A002 - the word that people know from the command line
    metadata: Mapping[str, Any] | None = None,
) -> None:
    """Write a table of events, atomically, in the format that the file's ending means.

    `path` "-" is standard output, by default as GeoJSON; `format` is one of `FORMATS` and goes
    before the ending. `metadata` is added to what every output says of itself (`provenance`): it
    is a member of the GeoJSON collection, part of the file in GeoParquet, GeoPackage and
    FlatGeobuf, and a file `<path>-metadata.json` beside .csv and .geojsonl, which have no room
    for it; beside .csv it is a Frictionless Data Resource that describes each column. CSV files
    begin with a byte order mark. `frame` is not changed. Raises `FormatError`
    for an ending that means none and `WriteError` where the system refuses.
    """
    chosen = format_of(path, format)
    if str(path) != STDOUT:
        check_layers(Path(path))
    table = conform(frame)
    told = {**provenance(credits=frame.attrs.get(CREDITS, ())), **(metadata or {})}
    if str(path) == STDOUT:
        _to_stdout(table, chosen, told)
        return
    with replacing(path) as draft:
        _WRITERS[chosen](table, draft, told)
    if chosen in ("csv", "geojsonl"):
        described = resource(path, table_schema()) if chosen == "csv" else meanings()
        write_beside(path, {**told, **described})


def read_events(path: str | Path) -> gpd.GeoDataFrame:
    """Read a table of events that `write` wrote, or one like it; "-" is standard input.

    It has the columns and dtypes of `EVENT_COLUMNS`; columns that the file lacks are null, others
    are left out. `attrs[CREDITS]` says whose data the file names beside that of every table of
    ours; `write` says so again. Raises `MissingInputError`, a `FileNotFoundError`, for a file that
    is not there, `EventsFileError` for one that is no table of events, with the line or feature
    where it is broken, and `CoordinateError` for coordinates out of range.
    """
    if str(path) == STDIN:
        return _read_stdin()
    path = Path(path)
    chosen = format_of(path, None)
    if not path.is_file():
        raise MissingInputError(f"{path}: no such file")
    return _read(path, chosen)


def _read(path: Path, chosen: str) -> gpd.GeoDataFrame:
    try:
        table = _READERS[chosen](path)
        missing = [name for name in _REQUIRED if name not in table]
        if missing and len(table):
            remedy = f"; {AS_REGION}" if _has_polygons(table) else ""
            raise EventsFileError(
                f"{path}: not a table of events, it has no {' and no '.join(missing)}{remedy}"
            )
        frame = conform(table)
    except OSError as error:
        raise EventsFileError(f"{path}: can't be read ({error.strerror or error})") from error
    except EventsFileError:
        raise
    except (ValueError, TypeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise EventsFileError(f"{path}: a column holds what it should not ({reason})") from error
    for west, south, east, north in frame.geometry.dropna().bounds.itertuples(index=False):
        check_coordinates(south, west)
        check_coordinates(north, east)
    about = table.attrs.get(METADATA) or read_beside(path)
    frame.attrs = {CREDITS: credits_beside(about) if isinstance(about, dict) else []}
    return frame


def _has_polygons(table: Any) -> bool:
    found = table["geometry"].dropna() if "geometry" in table else ()
    return any(getattr(shape, "geom_type", "").endswith("Polygon") for shape in found)


def _read_stdin() -> gpd.GeoDataFrame:
    """GeoJSON, a feature a line, or CSV, as the first characters say."""
    head = peek_stdin()
    first = head.lstrip()[:1]
    chosen = "csv" if first != b"{" else "geojsonl"
    chosen = "geojson" if b'"FeatureCollection"' in head else chosen
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / f"stdin.{chosen}"
        with draft.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        return _read(draft, chosen)


def _write_lines(path: Path, lines: Iterable[str], encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        file.writelines(lines)


def _to_stdout(frame: gpd.GeoDataFrame, chosen: str, metadata: Mapping[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / f"events.{chosen}"
        _WRITERS[chosen](frame, draft, metadata)
        with draft.open("rb") as file:
            if chosen == "csv":
                # The mark is for spreadsheets that open a file; to a pipe it would be a letter.
                file.seek(len(codecs.BOM_UTF8))
            shutil.copyfileobj(file, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", "replace")


_WRITERS: dict[str, Callable[[gpd.GeoDataFrame, Path, Mapping[str, Any]], None]] = {
    "geojson": lambda frame, path, told: _write_lines(path, geojson_lines(frame, told)),
    "geojsonl": lambda frame, path, told: _write_lines(path, geojsonl_lines(frame)),
    # Without a byte order mark Excel takes UTF-8 for the encoding of the user's country.
    "csv": lambda frame, path, told: _write_lines(path, csv_lines(frame), "utf-8-sig"),
    "parquet": write_parquet,
    "gpkg": write_gpkg,
    "fgb": write_fgb,
}

_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "geojson": lambda path: read_geojson(_text(path), str(path)),
    "geojsonl": lambda path: read_geojsonl(_text(path), str(path)),
    "csv": lambda path: read_csv(_text(path), str(path)),
    "parquet": read_parquet,
    "gpkg": read_layer,
    "fgb": read_layer,
}
