"""Which files the inputs mean, and which of them are passed over and why."""

import glob
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from geo.readers.own import is_own_output

SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".ndjson", ".json", ".csv", ".tsv")
"""What is read from a folder; a file that is named is read whatever its ending."""

STDIN = "-"


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A report that could not be read, or a field of one that had to be left out."""

    path: str
    line: int | None
    """Line or record from 1; None where the whole file failed."""
    reason: str

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.reason}"


@dataclass(slots=True)
class PassedOver:
    """How many files were passed over without being failures."""

    own: int = 0
    """Dateline's own outputs."""
    other: Counter[str] = field(default_factory=Counter)
    """Files in folders that are of no kind that is read, by their ending."""


def files_of(
    inputs: str | Path | Iterable[str | Path],
    report_failure: Callable[[ReadFailure], None],
    passed_over: PassedOver,
) -> Iterator[str]:
    """The files that inputs mean, each once, in the order given; "-" stays as it is.

    What Dateline itself has written is left out, so that a folder may hold reports and results.
    """
    seen: set[str] = set()
    for item in [inputs] if isinstance(inputs, str | Path) else inputs:
        for path in _paths(str(item), report_failure, passed_over):
            key = path if path == STDIN else os.path.realpath(path)
            if key in seen:
                continue
            seen.add(key)
            if path != STDIN and is_own_output(path):
                passed_over.own += 1
            else:
                yield path


def _paths(
    name: str, report_failure: Callable[[ReadFailure], None], passed_over: PassedOver
) -> list[str]:
    if name == STDIN:
        return [STDIN]
    if os.path.isdir(name):
        found = list(_files_below(name))
        paths = [path for path in found if path.lower().endswith(SUFFIXES)]
        for path in found:
            if path.lower().endswith(SUFFIXES):
                continue
            if is_own_output(path):
                passed_over.own += 1
            else:
                passed_over.other[Path(path).suffix.lower()] += 1
        if not paths:
            endings = ", ".join(SUFFIXES)
            report_failure(ReadFailure(name, None, f"the folder holds no {endings} file"))
        return paths
    if os.path.exists(name):
        return [name]
    matches = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []
    paths = [path for path in matches if os.path.isfile(path)]
    if not paths:
        kind = "no file matches" if glob.has_magic(name) else "no such file or folder"
        report_failure(ReadFailure(name, None, kind))
    return paths


def _files_below(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield os.path.join(parent, name)
