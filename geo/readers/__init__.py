"""Reports from files, folders, globs and standard input; what can't be read costs itself only."""

import hashlib
import json
import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.errors import MissingInputError, ReportError
from geo.readers.fields import Draft, why_no_day
from geo.readers.html import read_html
from geo.readers.inputs import STDIN, SUFFIXES, PassedOver, ReadFailure, files_of
from geo.readers.language import detect_language
from geo.readers.records import read_json, read_jsonl, read_table
from geo.readers.text import decode, is_plain, read_text
from geo.readers.twice import decoded_twice
from geo.records import Report

__all__ = [
    "SUFFIXES", "LocatedReport", "PassedOver", "ReadFailure", "files_of", "locate_reports",
    "read_reports",
]  # fmt: skip

logger = logging.getLogger(__name__)

_HEAD_BYTES = 64
_ID_DIGITS = 8
_LONGEST_STEM = 60
_UNSAFE_IN_ID = re.compile(r"[^\w.-]+")
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*\{)")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|\?xml|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LocatedReport:
    """A report and where it stands."""

    report: Report
    path: str
    line: int | None
    """Line or record from 1; None where the file is the report."""
    other_day: str | None = None
    """Of a report without a day of publication the column that is not read and holds a day."""


def read_reports(
    inputs: str | Path | Iterable[str | Path],
    *,
    published: date | None = None,
    on_failure: Callable[[ReadFailure], None] | None = None,
) -> Iterator[Report]:
    """Yield the reports of files, folders (all below, sorted), globs and "-" (standard input).

    `published` is the day of publication of reports that state none. What can't be read is handed
    to `on_failure`, and the rest goes on; without it that is logged as a warning, which Python
    prints unless logging is set up, and an input that is not there raises `MissingInputError`.
    Dateline's own outputs are passed over. A report without an id gets one from the name of its
    file and its content, so that it is the same on every machine; an id that has come before in
    the run gets a suffix "-2", "-3" ...
    """
    for located in locate_reports(inputs, published=published, on_failure=on_failure):
        yield located.report


def locate_reports(
    inputs: str | Path | Iterable[str | Path],
    *,
    published: date | None = None,
    on_failure: Callable[[ReadFailure], None] | None = None,
    on_doubt: Callable[[ReadFailure], None] | None = None,
    passed_over: PassedOver | None = None,
) -> Iterator[LocatedReport]:
    """What `read_reports` yields, each with its place.

    `on_doubt` takes what is doubtful of reports that are read: a day of publication that can't be
    understood, a text that was decoded wrongly before it came here. By default it is logged as a
    warning. `passed_over` counts the files that are no reports.
    """
    report_failure = on_failure or _log_failure
    report_doubt = on_doubt or _log_failure
    taken: set[str] = set()
    for path in files_of(inputs, on_failure or _refuse, passed_over or PassedOver()):
        for line, found in _read(path):
            if isinstance(found, Draft):
                for doubt in _doubts(found):
                    report_doubt(ReadFailure(path, line, doubt))
                report = _finish(found, path, published, taken)
                yield LocatedReport(report, path, line, found.other_day)
            else:
                report_failure(ReadFailure(path, line, str(found)))


def _refuse(failure: ReadFailure) -> None:
    raise MissingInputError(str(failure))


def _log_failure(failure: ReadFailure) -> None:
    logger.warning("%s", failure)


def _doubts(draft: Draft) -> Iterator[str]:
    """What is doubtful of a report, each with the remedy."""
    if draft.doubt is not None:
        yield draft.doubt
    if draft.unread_day is not None:
        named = f"the day of publication {draft.unread_day[:60]!r}"
        yield f"{named} {why_no_day(draft.unread_day)} and is left out; write it as 2018-08-27"
    if (word := decoded_twice(draft.text)) or (word := decoded_twice(draft.title or "")):
        yield (
            f"the text was decoded wrongly before it was saved ({word!r}), and such names are not "
            "found; save it anew from where it came from as UTF-8, or repair it (with ftfy, say)"
        )


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


def _finish(draft: Draft, path: str, published: date | None, taken: set[str]) -> Report:
    report_id = draft.report_id or _own_id(draft, path)
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


def _own_id(draft: Draft, path: str) -> str:
    """The file's name without its ending, and eight digits that its content gives."""
    day = draft.published.isoformat() if draft.published else None
    content = json.dumps([draft.text, draft.title, day, draft.url])
    digits = hashlib.sha256(content.encode()).hexdigest()[:_ID_DIGITS]
    stem = "stdin" if path == STDIN else Path(path).stem
    name = _UNSAFE_IN_ID.sub("-", stem)[:_LONGEST_STEM].strip("-")
    return f"{name}-{digits}" if name else digits
