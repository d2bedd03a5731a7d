"""The regions of our own as the command `regions` lists them without a name."""

import json
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gazetteer.errors import DatelineError
from gazetteer.names import fold
from gazetteer.region_names import kind
from maps.cli.places import opened
from maps.cli.terminal import Voice, print_table

if TYPE_CHECKING:
    from gazetteer import Gazetteer

EXAMPLES = 3
"""So many regions are named of each kind, the most prominent."""
_LEADING_KINDS = ("continent", "region")


class NoSuchRegionsError(DatelineError):
    """No region is of this kind, or has this word in a name."""


@dataclass(frozen=True, slots=True)
class _Line:
    kind: str
    name: str
    slug: str
    place_id: str
    border: str
    """outline, or members where it is made of countries, divisions and other regions."""


def list_regions(*, of_kind: str | None, word: str | None, as_json: bool) -> None:
    """Print continents, regions of the news, waters and landforms: those of a kind or with a word.

    Without either the kinds are counted; as JSON all are given, an object a line. Raises
    `NoSuchRegionsError` where there is none.
    """
    gazetteer = opened()
    lines = [_line(gazetteer, row) for row in gazetteer.index.regions if _has(gazetteer, row, word)]
    if of_kind is not None:
        wanted = fold(of_kind)
        kinds = sorted({line.kind for line in lines})
        lines = [line for line in lines if wanted in (fold(line.kind), f"{fold(line.kind)}s")]
        if not lines and kinds:
            raise NoSuchRegionsError(
                f"no region{_with(word)} is of the kind {of_kind!r}; they are {', '.join(kinds)}"
            )
    if not lines:
        raise NoSuchRegionsError(
            f"no region has a name{_with(word)}; 'dateline regions' counts them by kind"
        )
    lines.sort(key=_by_kind)
    if as_json:
        for line in lines:
            print(json.dumps(asdict(line), ensure_ascii=False))
    elif of_kind is None and word is None:
        _count(gazetteer, lines)
    else:
        rows = [tuple(asdict(line).values()) for line in lines]
        print_table(tuple(asdict(lines[0])), rows)
        with Voice() as voice:
            voice.say(f"{len(lines):,} region{'s' * (len(lines) > 1)}")


def _line(gazetteer: "Gazetteer", row: int) -> _Line:
    place = gazetteer.place_at(row)
    border = "outline" if gazetteer.is_drawn(place.place_id) else "members"
    slug = gazetteer.index.code(row)
    return _Line(kind(gazetteer, place), place.name, slug, place.place_id, border)


def _has(gazetteer: "Gazetteer", row: int, word: str | None) -> bool:
    """Whether a region has words, or the beginnings of some, in one of its names."""
    if word is None:
        return True
    return any(f" {fold(word)}" in f" {fold(name)}" for name in gazetteer.index.names_of(row))


def _with(word: str | None) -> str:
    return "" if word is None else f" with {word!r}"


def _count(gazetteer: "Gazetteer", lines: list[_Line]) -> None:
    rows = []
    for of_kind, group in groupby(lines, key=lambda line: line.kind):
        # Rows are in order of prominence.
        members = sorted(group, key=lambda line: gazetteer.row(line.place_id))
        examples = ", ".join(line.name for line in members[:EXAMPLES])
        rows.append((of_kind, len(members), examples))
    print_table(("kind", "regions", "such as"), rows)
    with Voice() as voice:
        voice.say(
            f"{len(lines):,} regions of {len(rows)} kinds; --kind lake lists those of a kind, "
            "--word gulf those with a word in a name, --json all"
        )


def _by_kind(line: _Line) -> tuple[object, ...]:
    leading = line.kind not in _LEADING_KINDS
    return leading, line.kind, line.name.casefold(), line.place_id
