"""What chooses where and when those events were whose words do not say it."""

from dataclasses import dataclass, field

from geo.dating import undated
from geo.placing import scenery


@dataclass(frozen=True, slots=True)
class Choosers:
    """Of places and of days; by default those that come with Dateline."""

    places: scenery.Chooser = field(default_factory=scenery.shipped)
    days: undated.Chooser = field(default_factory=undated.shipped)
