"""Compares the table's rows with those that the traps ask for (tests/gold/README.md)."""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geo.records import Report

Row = dict[str, Any]
"""A row of the table, or the fields of one that a trap states."""

UNPAIRED = 100
"""What a row that is missing or too many weighs against a field that differs."""
OTHER_TYPE = 120
"""So that rows of other types are told as one missing and one too many."""

_BEFORE_NAMES = frozenset(
    "a an the at least most about around some nearly almost more fewer less than no up to as many "
    "between and or over of dozen dozens scores hundred hundreds thousand thousands several few "
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty".split()
)


@dataclass(frozen=True, slots=True)
class Trap:
    """A short report and the rows that the table must have for it."""

    trap_id: str
    kinds: tuple[str, ...]
    report: Report
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a trap was read: what differs from its rows, nothing if it was read exactly right."""

    trap: Trap
    differences: tuple[str, ...]
    found: tuple[Row, ...]

    @property
    def is_right(self) -> bool:
        """Whether the rows are those asked for, no more, no fewer, and as they are stated."""
        return not self.differences


def load_traps(path: Path) -> list[Trap]:
    """The lines of the file of traps, as reports that can be parsed."""
    traps = []
    for line in path.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        published = data["published"] and date.fromisoformat(data["published"])
        report = Report(data["id"], data["text"], published=published or None)
        traps.append(Trap(data["id"], tuple(data["traps"]), report, tuple(data["rows"])))
    return traps


def read_trap(trap: Trap, rows: Sequence[Row]) -> Reading:
    """What the rows of the table (`geo.table.rows.event_rows`) make of a trap."""
    found = tuple(_in_terms_of_the_traps(rows))
    _, differences = _best(trap.rows, found, {})
    return Reading(trap, tuple(differences), found)


def shares(readings: Sequence[Reading]) -> dict[str, tuple[int, int]]:
    """How many are right and how many there are: of all, then by the first kind of each trap."""
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for reading in readings:
        for kind in ("all", reading.trap.kinds[0]):
            count[kind] += 1
            right[kind] += reading.is_right
    return {kind: (right[kind], number) for kind, number in count.items()}


def name_words(text: str) -> str:
    """A name without case, accents, and the articles and numbers before it."""
    decomposed = unicodedata.normalize("NFKD", text.replace("\u2019", "'").casefold())
    words = "".join(c for c in decomposed if not unicodedata.combining(c)).split()
    while len(words) > 1 and (words[0] in _BEFORE_NAMES or words[0][0].isdigit()):
        del words[0]
    return " ".join(words)


def _in_terms_of_the_traps(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows with the numbers of their group in each, days as text and names as lists."""
    leading: dict[str, Row] = {}
    for row in rows:
        first = leading.setdefault(row["event_group"], row)
        low, high = first["fatalities_low"], first["fatalities_high"]
        yield {
            **row,
            "event_date": row["event_date"] and row["event_date"].isoformat(),
            "event_date_end": row["event_date_end"] and row["event_date_end"].isoformat(),
            "actor1": _names(row["actor1"]),
            "actor2": _names(row["actor2"]),
            "fatalities": None if low is None else [low, high],
            "counts": [[c["what"], c["low"], c["high"]] for c in first["counts"]],
            "roles": {link["text"]: link["role"] for link in row["places"]},
        }


def _names(joined: str | None) -> list[str]:
    return joined.split("; ") if joined else []


def _best(
    wanted: Sequence[Row], found: Sequence[Row], groups: Mapping[Any, str]
) -> tuple[int, list[str]]:
    """The least difference of any way to pair the rows: its weight, and what it consists of."""
    if not wanted:
        too_many = [f"too many: {_shown(row)}" for row in found]
        return UNPAIRED * len(found), too_many
    first, rest = wanted[0], wanted[1:]
    weight, differences = _best(rest, found, groups)
    if not first.get("optional"):
        weight, differences = weight + UNPAIRED, [f"missing: {_wanted(first)}", *differences]
    best = weight, differences
    for number, row in enumerate(found):
        label = first.get("group", id(first))
        amiss = [
            f"{row['event_type']}: {name} is {_plain(row, name)!r}, not {value!r}"
            for name, value in first.items()
            if name in _JUDGES and not _agrees(name, value, row)
        ]
        if groups.get(label, row["event_group"]) != row["event_group"]:
            amiss.append(f"{row['event_type']}: not of the group of its other places")
        if any(group == row["event_group"] for other, group in groups.items() if other != label):
            amiss.append(f"{row['event_type']}: of the group of another event")
        same_type = _agrees("event_type", first["event_type"], row)
        cost = len(amiss) if same_type else 2 * OTHER_TYPE
        others = [*found[:number], *found[number + 1 :]]
        weight, differences = _best(rest, others, {**groups, label: row["event_group"]})
        best = min(best, (weight + cost, [*amiss, *differences]), key=lambda pair: pair[0])
    return best


def _agrees(name: str, wanted: Any, row: Row) -> bool:
    judge = _JUDGES[name]
    return any(judge(value, row[name]) for value in _options(wanted))


def _options(wanted: Any) -> list[Any]:
    if isinstance(wanted, dict) and "any" in wanted:
        options: list[Any] = wanted["any"]
        return options
    return [wanted]


def _same(wanted: Any, found: Any) -> bool:
    return bool(wanted == found)


def _same_name(wanted: str | None, found: str | None) -> bool:
    if wanted is None or found is None:
        return wanted is found
    return name_words(wanted) == name_words(found)


def _same_names(wanted: list[Any], found: list[str]) -> bool:
    """Each of the one is one of the other."""
    left = [name_words(name) for name in found]
    for one in wanted:
        met = [name_words(name) for name in _options(one) if name_words(name) in left]
        if not met:
            return False
        left.remove(met[0])
    return not left


def _holds_counts(wanted: dict[str, list[Any]], found: list[list[Any]]) -> bool:
    return all([what, *bounds] in found for what, bounds in wanted.items())


def _holds_roles(wanted: dict[str, str], found: dict[str, str]) -> bool:
    return wanted.items() <= found.items()


_JUDGES: dict[str, Callable[[Any, Any], bool]] = {
    **dict.fromkeys(
        ("event_type", "sub_event_type", "place_id", "where_prec", "event_date", "event_date_end",
         "time_precision", "fatalities", "factuality"), _same),
    "claimed_by": _same_name,
    "actor1": _same_names,
    "actor2": _same_names,
    "counts": _holds_counts,
    "roles": _holds_roles,
}  # fmt: skip
JUDGED = frozenset(_JUDGES)
"""The fields that a row of a trap may state and that are compared."""


def _plain(row: Row, name: str) -> Any:
    return (row["location"], row["place_id"]) if name == "place_id" else row[name]


def _shown(row: Row) -> str:
    return f"{row['event_type']} {row['sub_event_type']} at {row['location']}, {row['factuality']}"


def _wanted(row: Row) -> str:
    return f"{row['event_type']} at {row.get('place')}"
