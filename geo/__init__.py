"""What reports say, and where it happened.

    import geo

    reports = geo.read_reports(["reports/"])
    events = geo.events(geo.parse(reports))
    geo.write(geo.filter_events(events, region="Idlib"), "idlib.geojson")

The names below are loaded when they are first used, so that `import geo` costs nothing.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo import corrections, crosswalk
    from geo.export import read_events, write
    from geo.filters.filters import filter_events
    from geo.merge import merge_events
    from geo.pipeline import Parser, events, parse
    from geo.readers import read_reports
    from geo.records import Report

__all__ = [
    "Parser",
    "Report",
    "corrections",
    "crosswalk",
    "events",
    "filter_events",
    "merge_events",
    "parse",
    "read_events",
    "read_reports",
    "write",
]

_HOMES = {
    "Parser": "geo.pipeline",
    "Report": "geo.records",
    "events": "geo.pipeline",
    "filter_events": "geo.filters.filters",
    "merge_events": "geo.merge",
    "parse": "geo.pipeline",
    "read_events": "geo.export",
    "read_reports": "geo.readers",
    "write": "geo.export",
}
_MODULES = frozenset({"corrections", "crosswalk"})


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        # The import puts it into this module's names.
        return importlib.import_module(f"geo.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
