"""What the gazetteer knows of a name, for the decisions about what the encoder proposes."""

from typing import TYPE_CHECKING, NamedTuple

from gazetteer.lookup import find
from gazetteer.names import fold

if TYPE_CHECKING:
    from gazetteer import Gazetteer

UNKNOWN, COUNTRY, DIVISION, TOWN, OTHER = range(5)
_SORTS = {"PCL": COUNTRY, "ADM": DIVISION, "PPL": TOWN}
_MOST = 50_000
"""Names that are remembered: a few megabytes, and more than a long run asks for again."""


class Knowledge(NamedTuple):
    """Of a name: the best-known place that it may mean."""

    sort: int
    """UNKNOWN, COUNTRY, DIVISION, TOWN or OTHER."""
    prominence: float
    how: int
    """How the name met the best of its places, a position in `gazetteer.layout.HOW`; else -1."""
    is_its_own: bool
    """It is what a well-known town goes by, and hardly any other place."""


_NOTHING = Knowledge(UNKNOWN, 0.0, -1, is_its_own=False)
_WELL_KNOWN = 0.5
"""Prominence of a town that most reports speak of without saying where it is."""
_NAMESAKES = 4
"""Places, the town included, that its name may mean."""


class Known:
    """The names of one gazetteer; what was asked once is remembered."""

    def __init__(self, gazetteer: "Gazetteer") -> None:
        self.gazetteer = gazetteer
        self._asked: dict[str, Knowledge] = {}

    def of(self, name: str) -> Knowledge:
        """What is known of a name."""
        knowledge = self._asked.get(name)
        if knowledge is None:
            if len(self._asked) >= _MOST:
                self._asked.clear()
            knowledge = self._asked[name] = self._ask(name)
        return knowledge

    def has(self, name: str) -> bool:
        """Whether anything goes by a name."""
        return self.of(name).sort != UNKNOWN

    def _ask(self, name: str) -> Knowledge:
        index = self.gazetteer.index
        met = find(index, name)
        if not met:
            return _NOTHING
        rows = {row for _, _, row, _ in met}
        row = min(rows)  # they stand in order of prominence
        sort = _SORTS.get(index.feature_code(row).partition(".")[2][:3], OTHER)
        prominence = index.prominence_of(row)
        is_its_own = (
            sort == TOWN
            and prominence >= _WELL_KNOWN
            and len(rows) <= _NAMESAKES
            and (fold(index.name(row)) == fold(name) or " " in name)
        )
        return Knowledge(sort, prominence, met[0][0], is_its_own)
