"""Corrections in files: CSV for spreadsheets, JSON Lines for programs."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from geo.atomic import replacing
from geo.corrections.record import COLUMNS, Correction, from_mapping
from geo.errors import CorrectionsError
from geo.export.tables import defuse, undefuse

_SUFFIXES = (".csv", ".jsonl")


def read_corrections(path: str | Path) -> list[Correction]:
    """The corrections of a file, in its order.

    Raises `CorrectionsError`, with the line, for a file that is none: a correction that is passed
    over would put an event where a person said that it is not.
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
    return _from_lines(text, path) if path.suffix == ".jsonl" else _from_csv(text, path)


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


def _from_csv(text: str, path: Path) -> list[Correction]:
    rows = csv.reader(io.StringIO(text, newline=""))
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
                continue
            where = f"{path}:{rows.line_num}"
            if len(row) > len(heading):
                raise CorrectionsError(f"{where}: more cells than the heading has columns")
            cells = {name: undefuse(cell) for name, cell in zip(heading, row, strict=False)}
            found.append(from_mapping(cells, where))
    except csv.Error as error:
        raise CorrectionsError(f"{path}:{rows.line_num}: broken CSV ({error})") from error
    return found


def _from_lines(text: str, path: Path) -> list[Correction]:
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise CorrectionsError(f"{where}: broken JSON ({error})") from error
        if not isinstance(value, dict):
            raise CorrectionsError(f"{where}: not a JSON object")
        found.append(from_mapping(value, where))
    return found


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
