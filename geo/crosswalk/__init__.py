"""The table of events in the columns of the tables that people already use.

`docs/crosswalks.md` tells what each column is made of, and which stay empty.
"""

from collections import Counter

import geopandas as gpd
import pandas as pd

from geo.crosswalk.acled import ACLED
from geo.crosswalk.crosswalk import Crosswalk
from geo.crosswalk.gdelt import GDELT
from geo.crosswalk.ged import GED
from geo.crosswalk.polecat import POLECAT
from geo.errors import FormatError

__all__ = ["CROSSWALKS", "Crosswalk", "crosswalk", "to_schema"]

CROSSWALKS: dict[str, Crosswalk] = {one.name: one for one in (ACLED, GED, GDELT, POLECAT)}


_OTHER_NAMES = {"ucdp": "ged"}


def crosswalk(name: str) -> Crosswalk:
    """The crosswalk of a name such as "acled"; `FormatError` where there is none."""
    wanted = name.strip().casefold()
    found = CROSSWALKS.get(_OTHER_NAMES.get(wanted, wanted))
    if found is None:
        raise FormatError(f"no schema {name!r}: choose one of {', '.join(CROSSWALKS)}")
    return found


def to_schema(frame: gpd.GeoDataFrame, name: str) -> tuple[pd.DataFrame, Counter[str]]:
    """A table of events in another table's columns and dtypes, and why rows were left out.

    `name` is acled, ged (or ucdp), gdelt or polecat; `frame` has the columns of `EVENT_COLUMNS` and
    is not changed. Raises `FormatError` for another name.
    """
    return crosswalk(name).apply(frame)
