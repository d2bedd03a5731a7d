"""Parts of a place that are regions of their own: "northern Lebanon" is Northern Lebanon.

A report's "northern Lebanon" is told as Lebanon with a point in its north. Where the gazetteer has
a region of that name in that place, a filter by the region, or by what holds it, means the event.
"""

import re
from typing import TYPE_CHECKING

from geo.language.words import direction

if TYPE_CHECKING:
    from gazetteer import Gazetteer


def named_part(gazetteer: "Gazetteer", row: int, location: str) -> int | None:
    """Row of the region that is this part of the place in a row; None where there is none.

    `location` is the words of the table of events: "northern Lebanon", "the north of Lebanon".
    """
    towards = next(
        (found for word in re.findall(r"\w+", location.lower()) if (found := direction(word))), None
    )
    if towards is None:
        return None
    forms = ("central",) if towards == "centre" else (f"{towards}ern", towards)
    index = gazetteer.index
    for name in index.names_of(row):
        for form in forms:
            for part in gazetteer.lookup_ids(f"{form} {name}"):
                if part in index.regions and row in index.parents[part]:
                    return part
    return None
