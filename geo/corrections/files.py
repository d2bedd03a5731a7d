"""Corrections in files: CSV for spreadsheets, JSON Lines for programs."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

from geo.atomic import replacing
from geo.corrections.record import COLUMNS, Correction, check_columns, from_mapping
from geo.errors import CorrectionsError
from geo.export.tables import defuse, undefuse
from geo.readers.table_rows import delimiter_of

_SUFFIXES = (".csv", ".jsonl")


OnFailure = Callable[[CorrectionsError], None]


def read_corrections(path: str | Path, *, on_failure: OnFailure | None = None) -> list[Correction]:
    """The corrections of a file, in its order.

    Raises `CorrectionsError`, with the line, for a file that is none. A line that is no correction
    is handed to `on_failure` as such an error, and the rest is read; without it that is raised too:
    what is passed over in silence would put an event where a person said that it is not.
    """
    path = Path(path)
    check_suffix(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorrectionsError(f"{path}: not UTF-8, save it as CSV UTF-8 ({error})") from error
    except OSError as error:
        reason = error.strerror or error
        raise CorrectionsError(f"{path}: can't be read ({reason})") from error
    read = _from_lines if path.suffix == ".jsonl" else _from_csv
    return read(text, path, on_failure or _refuse)


def _refuse(failure: CorrectionsError) -> None:
    raise failure


def write_corrections(corrections: Iterable[Correction], path: str | Path) -> None:
    """Write corrections, atomically, in the form of the file's ending. Raises `WriteError`."""
    check_suffix(Path(path))
    with replacing(path) as draft:
        if Path(path).suffix == ".jsonl":
            draft.write_text("".join(map(_json_line, corrections)), encoding="utf-8")
        else:
            text = _csv_lines([COLUMNS, *map(_cells, corrections)])
            # The mark is for Excel, which else takes the user's own encoding.
            draft.write_bytes(text.encode("utf-8-sig"))


def append_correction(correction: Correction, path: str | Path) -> None:
    """Add one correction to a file, which is made where there is none."""
    before = read_corrections(path) if Path(path).exists() else []
    write_corrections([*before, correction], path)


def check_suffix(path: Path) -> None:
    """Raise `CorrectionsError` for an ending that is none of a file of corrections."""
    if path.suffix not in _SUFFIXES:
        raise CorrectionsError(f"{path}: a file of corrections is a .csv or a .jsonl")


def _from_csv(text: str, path: Path, on_failure: OnFailure) -> list[Correction]:
    first = text.lstrip().partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(first))
    heading: list[str] | None = None
    found = []
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if heading is None:
                heading = [cell.strip() for cell in row]
                if "action" not in heading:
                    raise CorrectionsError(f"{path}: not a file of corrections: no column 'action'")
                check_columns(filter(None, heading), f"{path}:{rows.line_num}")
                continue
            try:
                found.append(_from_cells(heading, row, f"{path}:{rows.line_num}"))
            except CorrectionsError as error:
                on_failure(error)
    except csv.Error as error:
        raise CorrectionsError(f"{path}:{rows.line_num}: broken CSV ({error})") from error
    return found


def _from_cells(heading: Sequence[str], row: Sequence[str], where: str) -> Correction:
    cells = list(zip_longest(heading, row, fillvalue=""))
    if any(cell.strip() and not name for name, cell in cells):
        raise CorrectionsError(f"{where}: more cells than the heading has columns")
    return from_mapping({name: undefuse(cell) for name, cell in cells if name}, where)


def _from_lines(text: str, path: Path, on_failure: OnFailure) -> list[Correction]:
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(_from_line(line, f"{path}:{number}"))
        except CorrectionsError as error:
            on_failure(error)
    return found


def _from_line(line: str, where: str) -> Correction:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CorrectionsError(f"{where}: broken JSON ({error})") from error
    if not isinstance(value, dict):
        raise CorrectionsError(f"{where}: not a JSON object")
    return from_mapping(value, where)


def _cells(correction: Correction) -> Sequence[str]:
    values = (getattr(correction, name) for name in COLUMNS)
    return ["" if value is None else defuse(value) for value in values]


def _csv_lines(rows: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def _json_line(correction: Correction) -> str:
    values = {name: getattr(correction, name) for name in COLUMNS}
    told = {name: value for name, value in values.items() if value is not None}
    return json.dumps(told, ensure_ascii=False) + "\n"
