"""Reports that are made of fields: records of labelled lines, and the rows of a table.

"Location: Gao", "Date: 3 May", "Description: ..."; "3 May | Gao | ...". One field says where all
was that the others tell, and one when. They are found in the text itself, of which a line such as
"Date: 3 May 2024" may be no paragraph.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from geo.headings.parts import CLOCK, LONGEST, WHEN
from geo.language.text import PARTING
from geo.language.words import PLACE_NOUNS
from geo.records import Span

_OF_EVENT = r"(?:(?:event|incident|report(?:ed|ing)?)[ /]?)?"
_BEHIND = r"(?: (?:of|name|\((?:the )?(?:event|incident)\))(?: (?:the )?(?:event|incident))?)?"
_PLACE_LABEL = re.compile(
    rf"{_OF_EVENT}(?:{'|'.join(sorted(PLACE_NOUNS))}|location|locality|place|where|site|lga|commune"
    rf"|admin ?[1-4])(?:[ /](?:{'|'.join(sorted(PLACE_NOUNS))}))?{_BEHIND}",
    re.IGNORECASE,
)
_DAY_LABEL = re.compile(rf"{_OF_EVENT}(?:dates?|day|when|date and time){_BEHIND}", re.IGNORECASE)
_HOUR_LABEL = re.compile(rf"{_OF_EVENT}(?:time|hour){_BEHIND}", re.IGNORECASE)
_FIELD = re.compile(
    r"^[^\S\n]*[*\u2022#-]{0,3}[^\S\n]*(?P<label>[A-Z][\w/()]*(?: [\w/()]+){0,3})\**[^\S\n]?:\**"
    r"[^\S\n]+(?P<value>\S[^\n]*)$",
    re.MULTILINE,
)
_WIDTHS = {"ADM2": 1, "ADM1": 2, "PCL": 3}
_FEWEST_CELLS = 3
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_ROW_END = re.compile(r"\n|\Z")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a record or row says of where and when it was."""

    places: tuple[Span, ...]
    """Fields that may name the place, of labelled ones that of the narrowest place first."""
    are_labelled: bool
    """A label says that they are of the place, whatever other words are in them."""
    when: Span | None


def fields(text: str, paragraphs: Mapping[int, Span]) -> dict[int, Fields]:
    """Of each paragraph that belongs to a record or is the row of a table its fields."""
    found: dict[int, Fields] = {}
    records = list(_records(text))
    rows = _rows(text, paragraphs)
    for paragraph, (start, end) in paragraphs.items():
        if paragraph in rows:
            found[paragraph] = rows[paragraph]
            continue
        position = bisect_right(records, start, key=lambda record: record[0][0]) - 1
        if position >= 0 and end <= records[position][0][1]:
            found[paragraph] = records[position][1]
    return found


def _records(text: str) -> Iterator[tuple[Span, Fields]]:
    """Where each record stands, and its fields. It goes on until its first label comes again, the
    last one to the end of its block."""
    lines = list(_FIELD.finditer(text))
    kinds = [_kind_of(line) for line in lines]
    at = next((i for i, kind in enumerate(kinds) if kind is not None), None)
    if at is None:
        return
    names = [line["label"].strip().lower() for line in lines]
    count = Counter(names)
    first = next(name for name in names if count[name] >= count[names[at]])
    starts = [i for i, name in enumerate(names) if name == first]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        record = list(zip(lines[start:stop], kinds[start:stop], strict=True))
        of = _of_record(text, record)
        is_told = any(kind is None for _, kind in record)
        if (of.places and of.when is not None) or (is_told and (of.places or of.when is not None)):
            last = lines[stop - 1].end()
            end = lines[stop].start() if stop < len(lines) else _end(text, last, is_told=is_told)
            yield (lines[start].start(), end), of


def _of_record(text: str, record: Sequence[tuple[re.Match[str], str | None]]) -> Fields:
    """The fields of a record; the hour is when it was where no day is told."""
    named = sorted(
        (line for line, kind in record if kind == "place"), key=lambda line: _width(line["label"])
    )
    days = [line.span("value") for line, kind in record if kind == "day"]
    hours = [line.span("value") for line, kind in record if kind == "hour"]
    dated = (span for span in days if WHEN.search(text, *span))
    timed = (span for span in hours if CLOCK.search(text, *span))
    when = next(chain(dated, timed), None)
    return Fields(tuple(line.span("value") for line in named), are_labelled=True, when=when)


def _end(text: str, last: int, *, is_told: bool) -> int:
    """Where the last record ends: with its block, or with the next one if none of its fields tells
    what happened."""
    block = _BLANK.search(text, last)
    if block is not None and not is_told and block.start() == last:
        block = _BLANK.search(text, block.end())
    return block.start() if block is not None else len(text)


def _kind_of(line: re.Match[str]) -> str | None:
    """What a field is; one that holds a sentence is none of place or time: "State: Two died."."""
    value = line["value"].strip()
    is_sentence = len(value) > LONGEST or value.endswith((".", "!", "?"))
    return None if is_sentence else _kind(line["label"])


def _kind(label: str) -> str | None:
    """What a label says that its field is."""
    bare = label.strip()
    patterns = {"place": _PLACE_LABEL, "day": _DAY_LABEL, "hour": _HOUR_LABEL}
    return next((kind for kind, of in patterns.items() if of.fullmatch(bare)), None)


def _width(label: str) -> int:
    """How wide the places are that a label is of: a country wider than its towns."""
    codes = {
        PLACE_NOUNS[word] for word in PLACE_NOUNS.keys() & re.findall(r"[a-z]+", label.lower())
    }
    return max((_WIDTHS.get(code, 0) for code in codes), default=0)


def _rows(text: str, paragraphs: Mapping[int, Span]) -> dict[int, Fields]:
    """The rows of a table: paragraphs that bars part into cells, one right below the other."""
    parted = {
        paragraph: row
        for paragraph, span in paragraphs.items()
        if len(row := _cells(text, span)) >= _FEWEST_CELLS
    }
    cells = {at: row for at, row in parted.items() if at - 1 in parted or at + 1 in parted}
    head: list[tuple[str | None, int]] = []
    found: dict[int, Fields] = {}
    for paragraph, row in cells.items():
        words = [text[slice(*cell)] for cell in row]
        labels = [(_kind(word), _width(word)) for word in words]
        if any(kind for kind, _ in labels):
            head = labels
            found[paragraph] = Fields((), are_labelled=False, when=None)
        else:
            kinds = head if len(head) == len(row) else []
            found[paragraph] = _of_row(text, row, kinds)
    return found


def _of_row(text: str, row: Sequence[Span], kinds: Sequence[tuple[str | None, int]]) -> Fields:
    """The fields of a row below a head that says of which kind they are, or that none says."""
    dated = [cell for cell in row if _is_short(cell) and WHEN.search(text, *cell)]
    timed = [cell for cell in row if _is_short(cell) and CLOCK.search(text, *cell)]
    when = next(iter((*dated, *timed)), None)
    labelled = [of for of in zip(row, kinds, strict=False) if of[1][0] == "place"]
    if labelled:
        labelled.sort(key=lambda of: of[1][1])
        return Fields(tuple(cell for cell, _ in labelled), are_labelled=True, when=when)
    longest = max(row, key=lambda cell: cell[1] - cell[0])
    others = (cell for cell in row if cell not in (longest, when) and _is_short(cell))
    return Fields(tuple(others), are_labelled=False, when=when)


def _is_short(cell: Span) -> bool:
    return cell[1] - cell[0] <= LONGEST


def _cells(text: str, row: Span) -> list[Span]:
    """What bars or tabs part in a line of a table."""
    start = text.rfind("\n", 0, row[0]) + 1
    end = _ROW_END.search(text, row[1])
    stop = end.start() if end else row[1]
    cuts = [*PARTING.finditer(text, start, stop)]
    edges = [start, *(at for cut in cuts for at in cut.span()), stop]
    pieces = zip(edges[::2], edges[1::2], strict=True)
    spans = []
    for first, last in pieces:
        piece = text[first:last]
        if bare := piece.strip():
            left = first + piece.index(bare)
            spans.append((left, left + len(bare)))
    return spans if cuts else []
