"""Gazetteers that a user has built, by name: their places as Parquet, with what is told of them.

A gazetteer is a folder with `about.json`, which names the file of places and gives its checksum.
That file is replaced last, so that a build that was killed leaves what was there. Indexes are made
from the places, of a whole stack each, and kept in the cache.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer.cache import cache_folder, exclusive
from gazetteer.errors import GazetteerError, OutdatedError
from gazetteer.layout import FORMAT_VERSION
from gazetteer.settings import gazetteers_folder
from gazetteer.sources import BUNDLED

if TYPE_CHECKING:
    import pyarrow as pa

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A gazetteer on the shelf."""

    name: str
    places: Path
    """Parquet with the columns of `gazetteer.columns.SCHEMA`."""
    about: dict[str, Any]
    """What it was built from and when, by which command, and how much it holds."""

    @property
    def digest(self) -> str:
        """Checksum of the places, hexadecimal."""
        return str(self.about["sha256"])

    @property
    def own(self) -> bool:
        """Whether it is a user's own table, whose places come before all others."""
        return bool(self.about["kind"] == "table")


def check_name(name: str) -> str:
    """The name, if a gazetteer can be called so; else `GazetteerError`."""
    if name == BUNDLED:
        raise GazetteerError(f"{name!r} is the bundled world, which stays; choose another name")
    if _NAME.fullmatch(name) is None:
        raise GazetteerError(
            f"{name!r}: a gazetteer's name is made of small letters, digits, '-' and '_'"
        )
    return name


def names() -> list[str]:
    """The gazetteers on the shelf, in order of their names."""
    return sorted(path.parent.name for path in gazetteers_folder().glob("*/about.json"))


def kept(name: str) -> Kept:
    """The gazetteer of a name.

    Raises `GazetteerError` where there is none, or where it is damaged or of another version.
    """
    folder = gazetteers_folder() / check_name(name)
    told = b""
    try:
        told = (folder / "about.json").read_bytes()
        about = json.loads(told)
        version, command = about["format_version"], about["command"]
        path = folder / str(about["file"])
        size = path.stat().st_size
    except FileNotFoundError as error:
        if (folder / "about.json").exists() and (folder / "about.json").read_bytes() != told:
            return kept(name)  # it was built anew just now
        raise _missing(name, folder) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GazetteerError(
            f"{name}: the gazetteer is damaged (about.json); 'dateline gazetteer remove {name}' "
            "and build it again"
        ) from error
    if version != FORMAT_VERSION:
        raise OutdatedError(
            f"{name}: built for format {version}, this is for format {FORMAT_VERSION}; "
            f"'{command}' builds it again"
        )
    if size != about["size"]:
        raise _damaged(name, path, command)
    return Kept(name, path, about)


def _missing(name: str, folder: Path) -> GazetteerError:
    if (folder / "about.json").exists():
        return _damaged(name, folder, json.loads((folder / "about.json").read_bytes())["command"])
    known = f"; there are {', '.join(names())}" if names() else ""
    return GazetteerError(
        f"no gazetteer is called {name!r}{known}; 'dateline gazetteer build' makes one"
    )


def _damaged(name: str, path: Path, command: str) -> GazetteerError:
    return GazetteerError(f"{name}: {path.name} is damaged; '{command}' builds it again")


def check(one: Kept) -> None:
    """Read all places and hold them to their checksum; else `GazetteerError`."""
    with one.places.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != one.digest:
        raise _damaged(one.name, one.places, one.about["command"])


def remove(name: str) -> None:
    """Take a gazetteer, damaged or not, and its indexes away."""
    folder = gazetteers_folder() / check_name(name)
    if not folder.is_dir():
        raise _missing(name, folder)
    with _locked(name):
        (folder / "about.json").unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        forget(name, None)


class Draft:
    """A gazetteer that is being built beside the one on the shelf."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.path = folder / "places.parquet"
        self.places = 0
        self.names = 0

    def write(self, tables: "Iterator[pa.Table]") -> None:
        """Write the places, a table at a time."""
        import pyarrow.compute as arrow
        import pyarrow.parquet as parquet

        writer = None
        try:
            for table in tables:
                if writer is None:
                    writer = parquet.ParquetWriter(
                        self.path, table.schema, compression="zstd", compression_level=1
                    )
                writer.write_table(table)
                self.places += len(table)
                self.names += arrow.sum(arrow.list_value_length(table["names"])).as_py() or 0
        finally:
            if writer is not None:
                writer.close()
        if not self.places:
            raise GazetteerError(f"{self.name}: the sources hold no place that is wanted")

    def kept(self, about: dict[str, Any]) -> Kept:
        """What is on the shelf once this is."""
        with self.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        told = {
            "format_version": FORMAT_VERSION,
            **about,
            "places": self.places,
            "names": self.names,
            "file": f"{digest[:16]}.parquet",
            "size": self.path.stat().st_size,
            "sha256": digest,
        }
        return Kept(self.name, self.path, told)

    def put(self, one: Kept) -> Kept:
        """Put it on the shelf in place of what was there."""
        folder = gazetteers_folder() / self.name
        target = folder / one.about["file"]
        about = self.path.with_name("about.json")
        with about.open("w", encoding="utf-8") as file:
            json.dump(one.about, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(self.path, target)
        os.replace(about, folder / "about.json")
        for other in folder.glob("*.parquet"):
            if other != target:
                other.unlink(missing_ok=True)
        forget(self.name, one.digest)
        return Kept(self.name, target, one.about)


@contextmanager
def drafting(name: str) -> Iterator[Draft]:
    """A draft of a gazetteer; one builder at a time, and what it leaves unfinished is removed.

    Raises `GazetteerError` where there is no room, with what was there as it was.
    """
    folder = gazetteers_folder() / check_name(name)
    with _locked(name):
        for leftover in folder.glob("building-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            beside = Path(tempfile.mkdtemp(prefix="building-", dir=folder))
        except OSError as error:
            raise _unwritten(folder, error) from error
        try:
            yield Draft(name, beside)
        except OSError as error:
            raise _unwritten(folder, error) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
            if not any(folder.iterdir()):
                folder.rmdir()


def _unwritten(folder: Path, error: OSError) -> GazetteerError:
    return GazetteerError(
        f"{folder}: cannot write the gazetteer ({error.strerror or error}); free some space or set "
        "DATELINE_DATA to a folder that can be written"
    )


@contextmanager
def _locked(name: str) -> Iterator[None]:
    with exclusive(gazetteers_folder() / f"{name}.lock", _unwritten):
        yield


def forget(name: str, digest: str | None) -> None:
    """Remove the indexes of stacks with a gazetteer whose places are no longer these."""
    for path in cache_folder().glob("gazetteer-*/manifest.json"):
        try:
            stack = json.loads(path.read_bytes()).get("stack", {})
        except (OSError, ValueError):
            continue
        if stack.get(name, digest) != digest:
            shutil.rmtree(path.parent, ignore_errors=True)
