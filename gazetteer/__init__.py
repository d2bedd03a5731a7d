"""The gazetteer: places, their names, and the regions that people filter by."""

from typing import TYPE_CHECKING, Any

from gazetteer.errors import DatelineError, GazetteerError
from gazetteer.place import Match, Place

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer, open_gazetteer
    from gazetteer.geocoder import DatelineGeocoder
    from gazetteer.region_syntax import region
    from gazetteer.regions import Region

__all__ = [
    "DatelineError",
    "DatelineGeocoder",
    "Gazetteer",
    "GazetteerError",
    "Match",
    "Place",
    "Region",
    "open_gazetteer",
    "region",
]

_LAZY = {
    "Gazetteer": "gazetteer.gazetteer",
    "open_gazetteer": "gazetteer.gazetteer",
    "DatelineGeocoder": "gazetteer.geocoder",
    "Region": "gazetteer.regions",
    "region": "gazetteer.region_syntax",
}


def __getattr__(name: str) -> Any:
    # Imported when first used: NumPy and Shapely take longer than most commands.
    import importlib

    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_LAZY[name]), name)
