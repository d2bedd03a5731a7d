"""What the gazetteer knows of a name, for the decisions about what the encoder proposes."""

from typing import TYPE_CHECKING, NamedTuple

from gazetteer.lookup import find

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


_NOTHING = Knowledge(UNKNOWN, 0.0, -1)


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
        row = min(row for _, _, row, _ in met)  # rows stand in order of prominence
        code = index.feature_code(row).partition(".")[2]
        return Knowledge(_SORTS.get(code[:3], OTHER), index.prominence_of(row), met[0][0])
