"""Building a gazetteer of one's own: sources to the shelf, with its index made before it counts."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer.errors import GazetteerError
from gazetteer.geonames import Wanted, find_dump, read_dump
from gazetteer.installing import Progress
from gazetteer.lines import Broken
from gazetteer.shelf import Kept, check_name, drafting
from gazetteer.stack import index_of

if TYPE_CHECKING:
    import pyarrow as pa

    from gazetteer.table import TableColumns

GEONAMES = "Places: GeoNames (https://www.geonames.org), CC BY 4.0, changed."
_SHARE = 0.3
"""How much of a build is the reading of the sources."""


@dataclass(frozen=True, slots=True)
class Built:
    """A gazetteer as it came to the shelf, and the lines that could not be used."""

    kept: Kept
    broken: Broken


def build_geonames(
    name: str,
    folder: Path,
    wanted: Wanted,
    command: Sequence[str],
    progress: Progress | None = None,
) -> Built:
    """Build a gazetteer of the dump of GeoNames in a folder.

    `command` is what builds it again. Raises `GazetteerError` where a file is not of the format or
    nothing is left, and leaves what was there of that name.
    """
    check_name(name)
    dump = find_dump(folder, wanted.countries)
    broken = Broken()
    about = {
        "kind": "geonames",
        "files": {path.name: path.stat().st_size for path in dump.files()},
        "wanted": wanted.told(),
        "attribution": GEONAMES,
    }
    tables = read_dump(dump, wanted, broken, _first(progress))
    return Built(put_on_shelf(name, tables, about, command, progress), broken)


def build_table(
    name: str,
    path: Path,
    columns: "TableColumns",
    command: Sequence[str],
    *,
    crs: str | None = None,
    attribution: str | None = None,
    progress: Progress | None = None,
) -> Built:
    """Build a gazetteer of the user's own table of places; see `gazetteer.table`."""
    from gazetteer.gazetteer import open_gazetteer
    from gazetteer.table import read_places

    broken = Broken()
    about = _of_file("table", path, attribution)
    world = open_gazetteer(progress=progress)
    check_name(name)
    table = read_places(path, name, columns, world, broken, crs)
    _check_some(path, table, broken)
    return Built(put_on_shelf(name, iter([table]), about, command, progress), broken)


def build_boundaries(
    name: str,
    path: Path,
    command: Sequence[str],
    *,
    columns: tuple[str | None, str | None] = (None, None),
    crs: str | None = None,
    attribution: str | None = None,
    progress: Progress | None = None,
) -> Built:
    """Build a gazetteer of boundaries; `columns` are those of names and of codes."""
    from gazetteer.boundaries import read_boundaries
    from gazetteer.gazetteer import open_gazetteer

    broken = Broken()
    about = _of_file("boundaries", path, attribution)
    world = open_gazetteer(progress=progress)
    check_name(name)
    called, coded = columns
    table = read_boundaries(path, world, broken, name=called, code=coded, crs=crs)
    _check_some(path, table, broken)
    return Built(put_on_shelf(name, iter([table]), about, command, progress), broken)


def _check_some(path: Path, table: "pa.Table", broken: Broken) -> None:
    """Raise where no line of a file was of use, with what was wrong with the first."""
    if not len(table):
        wrong = [f"{line} ({reason})" for _, line, reason in broken.lines[:_TOLD]]
        more = ", ..." if broken.count > _TOLD else ""
        told = f"; line {', '.join(wrong)}{more}" if wrong else ", it has no lines"
        raise GazetteerError(f"{path}: there is nothing here to build from{told}")


_TOLD = 3


def _of_file(kind: str, path: Path, attribution: str | None) -> dict[str, Any]:
    """What is written down of a gazetteer that one file made."""
    return {
        "kind": kind,
        "files": {path.name: path.stat().st_size if path.is_file() else 0},
        "attribution": attribution,
    }


def put_on_shelf(
    name: str,
    tables: "Iterator[pa.Table]",
    about: dict[str, Any],
    command: Sequence[str],
    progress: Progress | None,
) -> Kept:
    """Write places and the index of their stack, then put them in place of what was there."""
    with drafting(name) as draft:
        draft.write(tables)
        told = {
            **about,
            "built": datetime.now(UTC).strftime("%Y-%m-%d"),
            "command": shlex.join(command),
        }
        one = draft.kept(told)
        index_of([one], _last(progress))
        return draft.put(one)


def _first(progress: Progress | None) -> Progress | None:
    """Progress of the first part of a build."""
    if progress is None:
        return None
    return lambda step, done: progress(step, _SHARE * done)


def _last(progress: Progress | None) -> Progress | None:
    """Progress of the last part of a build."""
    if progress is None:
        return None
    return lambda step, done: progress(step, _SHARE + (1 - _SHARE) * done)
