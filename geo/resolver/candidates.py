"""The places that each name of a report may mean, as columns: one line a name and place.

A name is looked up as it is written, then in its longer form elsewhere in the report, then without
its type word; only a name that none of these finds is looked up by close spelling and by its parts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gazetteer.answers import answers
from gazetteer.layout import HOW
from gazetteer.names import fold
from geo.toponyms.surroundings import forms, is_short_abbreviation

if TYPE_CHECKING:
    from gazetteer import Gazetteer

LIMIT = 30
"""Places of one name that are weighed; the gazetteer gives the most prominent first."""
LIMIT_CLOSE = 8
"""Of a name that is only found by its spelling or its parts."""

AS_WRITTEN, OTHER_FORM, NAMESAKE = 0, 1, 2
"""By which form the name was found: its own, a longer or barer one, or a town that names it."""
PEOPLES = [HOW.index("adjective"), HOW.index("demonym")]
_BY_PEOPLE = np.isin(np.arange(len(HOW)), PEOPLES)
_ABBREVIATION = HOW.index("abbreviation")
_VARIANT = HOW.index("variant")


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The n places that one name may mean, in the gazetteer's order."""

    rows: NDArray[np.int32]
    """Rows of the gazetteer's index."""
    how: NDArray[np.uint8]
    """How the name met each: a position in `gazetteer.layout.HOW`."""
    closeness: NDArray[np.float32]
    is_main: NDArray[np.bool_]
    """The name is the place's own, not one of its others: Tunis is the town, not Tunisia."""
    form: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def by_people(self) -> NDArray[np.bool_]:
        """(n,) whether each was met by an adjective or demonym."""
        return _BY_PEOPLE[self.how]


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    how: int
    name: str
    closeness: float
    form: int


def find_candidates(
    gazetteer: "Gazetteer", senses: Sequence[tuple[str, str | None]], surfaces: Sequence[str]
) -> list[Candidates]:
    """Of each name with the type that its words speak of, the places that it may mean.

    `surfaces` are all names of the report, in which a longer form may be found.
    """
    wanted = [[*forms(text, surfaces), *divisions_called(text)] for text, _ in senses]
    distinct = list(dict.fromkeys(form for several in wanted for form in several))
    found = _look_up(gazetteer, distinct)
    result = []
    for (text, expected), several in zip(senses, wanted, strict=True):
        lines = next((_renamed(found[f], f != text) for f in several if found[f]), [])
        if not lines:
            lines = _close(gazetteer, text)
        longer = [form for form in several if form.startswith(text + " ")]
        wants_division = expected is not None and expected.startswith("ADM")
        for form in longer if wants_division else longer[: -len(divisions_called(text))]:
            lines = _joined(lines, _renamed(found[form], True))
        lines = _without_own_country(gazetteer, lines)
        if wants_division:
            lines = lines + _namesake_divisions(gazetteer, lines)
        result.append(_columns(gazetteer, lines))
    return result


def divisions_called(name: str) -> list[str]:
    """What a division may be called that is spoken of by its bare name: "Warren County"."""
    return [f"{name} County", f"{name} District"]


def _joined(lines: list[_Line], more: list[_Line]) -> list[_Line]:
    known = {line.row for line in lines}
    return lines + [line for line in more if line.row not in known]


def _without_own_country(gazetteer: "Gazetteer", lines: list[_Line]) -> list[_Line]:
    """Without the country that some language calls by its capital's name: Tunis is the town."""
    index = gazetteer.index
    capitals = {
        int(index.parents[line.row, 0])
        for line in lines
        if index.feature_code(line.row) == "P.PPLC" and _same(line.name, index.name(line.row))
    }
    if not capitals:
        return lines
    return [x for x in lines if x.row not in capitals or _same(x.name, index.name(x.row))]


def _renamed(lines: list[_Line], other: bool) -> list[_Line]:
    if not other:
        return lines
    return [_Line(x.row, x.how, x.name, x.closeness, OTHER_FORM) for x in lines]


def _look_up(gazetteer: "Gazetteer", names: Sequence[str]) -> dict[str, list[_Line]]:
    index = gazetteer.index
    found: dict[str, list[_Line]] = {name: [] for name in names}
    matches = gazetteer.lookup_many(names)
    short = [is_short_abbreviation(name) for name in names]
    numbers = index.name_numbers(matches.row, matches.which)
    columns = (matches.query, matches.row, matches.how, numbers)
    for query, row, how, number in zip(*(c.tolist() for c in columns), strict=True):
        name, lines = names[query], found[names[query]]
        met = index.names[number]
        # "UF" is no spelling of Ufa, nor "US" of the French town Us.
        if len(lines) < LIMIT and not (short[query] and how != _ABBREVIATION and met != name):
            lines.append(_Line(row, how, met, 1.0, AS_WRITTEN))
    return found


def _close(gazetteer: "Gazetteer", name: str) -> list[_Line]:
    if is_short_abbreviation(name):
        return []
    index = gazetteer.index
    found = answers(index, name, close=True, most=LIMIT_CLOSE)
    return [
        _Line(a.row, a.how, index.names[a.name], a.closeness, AS_WRITTEN)
        for a in islice(found, LIMIT_CLOSE)
    ]


def _namesake_divisions(gazetteer: "Gazetteer", lines: Sequence[_Line]) -> list[_Line]:
    """Divisions that share the main name of a town in them.

    That Derna is Darnah may be known of the town only, not of the division around it.
    """
    index = gazetteer.index
    known = {line.row for line in lines}
    more: list[_Line] = []
    for line in lines:
        if not index.feature_code(line.row).startswith("P.") or index.parents[line.row, 1] < 0:
            continue
        name = index.name(line.row)
        for other in gazetteer.lookup_ids(name):
            if other not in known and other in index.parents[line.row].tolist():
                known.add(other)
                more.append(_Line(other, _VARIANT, name, 1.0, NAMESAKE))
    return more


@lru_cache(maxsize=1 << 15)
def _same(name: str, other: str) -> bool:
    return name == other or fold(name) == fold(other)


def _columns(gazetteer: "Gazetteer", lines: Sequence[_Line]) -> Candidates:
    index = gazetteer.index
    return Candidates(
        rows=np.array([x.row for x in lines], np.int32),
        how=np.array([x.how for x in lines], np.uint8),
        closeness=np.array([x.closeness for x in lines], np.float32),
        is_main=np.array([_same(x.name, index.name(x.row)) for x in lines], np.bool_),
        form=np.array([x.form for x in lines], np.uint8),
    )
