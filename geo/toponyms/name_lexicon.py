"""What the gazetteer says of a name out of context."""

from typing import TYPE_CHECKING

from geo.toponyms.surroundings import readings

if TYPE_CHECKING:
    from gazetteer import Gazetteer, Match


class NameLexicon:
    """Asks the gazetteer once a name and text."""

    def __init__(self, gazetteer: "Gazetteer") -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, tuple[str | None, float, bool]] = {}

    def familiarity(self, name: str) -> float:
        """Prominence of the best place of this name, 0 to 1; 0 for a name it does not know."""
        return self._entry(name)[1]

    def is_adjective(self, name: str) -> bool:
        """The name is foremost an adjective or demonym."""
        return self._entry(name)[0] in {"adjective", "demonym"}

    def is_seat(self, name: str) -> bool:
        """The name may be a seat of power, whatever towns are called so too."""
        return self._entry(name)[2]

    def _entry(self, name: str) -> tuple[str | None, float, bool]:
        if name not in self._known:
            matches = self._matches(name)
            best = max((self._gazetteer.prominence(m.place) for m in matches), default=0.0)
            seat = any(m.how == "seat" for m in matches)
            self._known[name] = (matches[0].how if matches else None, best, seat)
        return self._known[name]

    def _matches(self, name: str) -> "list[Match]":
        if not self._gazetteer.has_name(name):
            return []
        matches = readings(name, self._gazetteer.lookup(name, limit=20))
        return [m for m in matches if m.how != "spelling"]
