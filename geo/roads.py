"""Places that are only told as the ends of a road: "the Kaduna-Abuja highway"."""

from geo.records import ResolvedToponym
from geo.relations import on_road


def is_a_road(toponym: ResolvedToponym) -> bool:
    """Whether the name only tells which road it was: "near Voi on the Mombasa-Nairobi highway"."""
    return toponym.location is not None and on_road(toponym.location)
