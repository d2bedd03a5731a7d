"""Draws events on maps, and holds the command line."""

from typing import Any

__all__ = ["event_map", "save_map"]


def __getattr__(name: str) -> Any:
    # folium takes half a second to import, and most of what uses this package never draws.
    if name in __all__:
        # Not a module event_map: importing it would put it in the place of the function.
        from maps import page

        return getattr(page, name)
    raise AttributeError(f"module 'maps' has no attribute {name!r}")
