"""Where an event was placed, by what, and what of it is a guess."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.records import Location, ResolvedToponym, Seen, Span
from geo.relations import NEAR_KM


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an event was placed, and by which step."""

    locations: tuple[Location, ...]
    step: str | None
    names: tuple[ResolvedToponym, ...]
    """The names that say so; none for the report's main place."""
    taken_up: Span | None = None
    """The words that take the name up ("the city")."""
    probability: float | None = None
    """0 to 1, that it is right, where more than one place may be (`geo.placing.scenery`)."""
    seen: Seen | None = None
    """What its word is taken for beside."""

    @property
    def country(self) -> str | None:
        """The code of the country of the first location."""
        return self.locations[0].place.country_code if self.locations else None


def inferred(location: Location | None, step: str = "report") -> Placed | None:
    """At a location that the event's own words do not name; None where there is none."""
    if location is None:
        return None
    return Placed((as_inferred(location),), step, ())


def within_country(home: Location | None) -> Placed:
    """Somewhere in a country, where one is known."""
    return inferred(home) or Placed((), None, ())


def as_inferred(location: Location) -> Location:
    """The location as a guess: no town that the sentence does not name is an exact place."""
    return replace(
        location,
        source="inferred",
        where_prec=max(location.where_prec, 2),
        radius_km=max(location.radius_km, NEAR_KM),
    )


def as_placed(located: Sequence[tuple[ResolvedToponym, Location]], step: str) -> Placed | None:
    """At the names' locations, as guesses but for the `step` "grammar"; None without any."""
    if not located:
        return None
    return Placed(
        locations=tuple(
            location if step == "grammar" else as_inferred(location) for _, location in located
        ),
        step=step,
        names=tuple(t for t, _ in located),
    )
