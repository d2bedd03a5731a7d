"""Reports from files, folders, globs and standard input; what can't be read costs itself only."""

import glob
import hashlib
import json
import logging
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.errors import ReportError
from geo.readers.fields import Draft
from geo.readers.html import read_html
from geo.readers.language import detect_language
from geo.readers.records import read_json, read_jsonl, read_table
from geo.readers.text import decode, is_plain, read_text
from geo.records import Report

logger = logging.getLogger(__name__)

SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".ndjson", ".json", ".csv", ".tsv")
"""What is read from a folder; a file that is named is read whatever its ending."""

STDIN = "-"
_HEAD_BYTES = 64
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*\{)")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|\?xml|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """A report that could not be read."""

    path: str
    line: int | None
    """Line or record from 1; None where the whole file failed."""
    reason: str

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.reason}"


def read_reports(
    inputs: str | Path | Iterable[str | Path],
    *,
    published: date | None = None,
    on_failure: Callable[[ReadFailure], None] | None = None,
) -> Iterator[Report]:
    """Yield the reports of files, folders (all below, sorted), globs and "-" (standard input).

    `published` is the day of publication of reports that state none. What can't be read is handed
    to `on_failure`, by default logged as a warning, and the rest goes on. A report without an id
    gets one from its content, so that it is the same on every machine; an id that has come before
    in the run gets a suffix "-2", "-3" ...
    """
    report_failure = on_failure or _log_failure
    taken: set[str] = set()
    for path in _expand(inputs, report_failure):
        for line, found in _read(path):
            if isinstance(found, Draft):
                yield _finish(found, published, taken)
            else:
                report_failure(ReadFailure(path, line, str(found)))


def _log_failure(failure: ReadFailure) -> None:
    logger.warning("%s", failure)


def _expand(
    inputs: str | Path | Iterable[str | Path], report_failure: Callable[[ReadFailure], None]
) -> Iterator[str]:
    """The files that inputs mean, each once, in the order given."""
    seen: set[str] = set()
    for item in [inputs] if isinstance(inputs, str | Path) else inputs:
        name = str(item)
        if name == STDIN:
            paths = [STDIN]
        elif os.path.isdir(name):
            paths = list(_files_below(name))
            if not paths:
                endings = ", ".join(SUFFIXES)
                report_failure(ReadFailure(name, None, f"the folder holds no {endings} file"))
        elif os.path.exists(name):
            paths = [name]
        else:
            matches = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []
            paths = [path for path in matches if os.path.isfile(path)]
            if not paths:
                kind = "no file matches" if glob.has_magic(name) else "no such file or folder"
                report_failure(ReadFailure(name, None, kind))
        for path in paths:
            key = path if path == STDIN else os.path.realpath(path)
            if key not in seen:
                seen.add(key)
                yield path


def _files_below(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield os.path.join(parent, name)


def _read(path: str) -> Iterator[tuple[int | None, Draft | ReportError]]:
    try:
        yield from _read_stdin() if path == STDIN else _read_file(path)
    except ReportError as error:
        yield None, error
    except OSError as error:
        yield None, ReportError(f"can't be read ({error.strerror or type(error).__name__})")


def _read_file(path: str) -> Iterator[tuple[int | None, Draft | ReportError]]:
    suffix = Path(path).suffix.lower()
    with open(path, "rb") as file:
        head = file.peek(_HEAD_BYTES)
        if suffix in (".jsonl", ".ndjson") and is_plain(head):
            yield from read_jsonl(file)
        else:
            yield from _read_data(file.read(), suffix)


def _read_stdin() -> Iterator[tuple[int | None, Draft | ReportError]]:
    """Standard input says what it is by how it begins: an object a line, JSON, a page, or text."""
    stream = sys.stdin.buffer
    first = stream.readline()
    while first.isspace():
        first = stream.readline()
    if _OBJECT.match(first) and _is_json(first):
        yield from read_jsonl(_chain(first, stream))
        return
    data = first + stream.read()
    if _OBJECT.match(data):
        yield from _read_data(data, ".json" if _is_json(data) else ".jsonl")
    else:
        yield from _read_data(data, ".html" if _PAGE.match(data) else ".txt")


def _read_data(data: bytes, suffix: str) -> Iterator[tuple[int | None, Draft | ReportError]]:
    if not data.strip():
        raise ReportError("is empty")
    match suffix:
        case ".html" | ".htm":
            yield None, read_html(data)
        case ".json":
            yield from read_json(data)
        case ".jsonl" | ".ndjson":
            yield from read_jsonl(decode(data).encode().splitlines())
        case ".csv" | ".tsv":
            yield from read_table(data)
        case _:
            yield None, read_text(data)


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _finish(draft: Draft, published: date | None, taken: set[str]) -> Report:
    report_id = draft.report_id or _content_id(draft)
    unique, number = report_id, 1
    while unique in taken:
        number += 1
        unique = f"{report_id}-{number}"
    taken.add(unique)
    return Report(
        report_id=unique,
        text=draft.text,
        title=draft.title,
        published=draft.published or published,
        url=draft.url,
        source=draft.source,
        language=draft.language or detect_language(draft.text),
        spans=draft.spans,
        triggers=draft.triggers,
    )


def _content_id(draft: Draft) -> str:
    day = draft.published.isoformat() if draft.published else None
    content = json.dumps([draft.text, draft.title, day, draft.url])
    return hashlib.sha256(content.encode()).hexdigest()[:16]
