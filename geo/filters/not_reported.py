"""Events that are told in another way than as having happened: planned, conditional, denied."""

import geopandas as gpd

from geo.filters.filters import FACTUALITIES


def not_reported(frame: gpd.GeoDataFrame) -> str | None:
    """A sentence on how many events of a table did not happen, or may not; None where all did."""
    told = frame.drop_duplicates("event_group")["factuality"]
    counts = told.value_counts()
    others = {word: int(counts.get(word, 0)) for word in FACTUALITIES if word != "reported"}
    if not any(others.values()):
        return None
    several = sum(others.values()) > 1
    each = ", ".join(f"{count} {word}" for word, count in others.items() if count)
    return (
        f"{sum(others.values())} of {len(told)} events {'are' if several else 'is'} not told as "
        f"having happened ({each})"
    )
