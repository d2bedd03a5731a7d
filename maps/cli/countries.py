"""The country that an option names, by its code or by its name."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from geo.errors import FilterError

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.place import Place

_OFFERED = 3


def country_code(gazetteer: "Gazetteer", text: str) -> str:
    """The two-letter code of the country of an ISO 3166 code, in letters of any size, or of a name.

    Raises `FilterError` for what no country is called, and for a name of several, with their codes.
    """
    from gazetteer.region_names import candidates

    name = text.strip()
    if re.fullmatch("[A-Z]{2,3}", name.upper()):
        place = gazetteer.by_iso(name.upper())
        if place is not None and place.country_code and place.feature_code.startswith("PCL"):
            return place.country_code
    found = _countries(gazetteer, (match.place for match in candidates(gazetteer, name)))
    if len(found) == 1:
        return next(iter(found))
    if found:
        choices = "; ".join(f"{country} ({code})" for code, country in found.items())
        raise FilterError(f"--country {text!r} may mean: {choices}; give the code of one")
    close = (match.place for match in gazetteer.lookup(name, close=True, limit=30))
    near = [f"{country} ({code})" for code, country in _countries(gazetteer, close).items()]
    hint = f" (did you mean {' or '.join(near[:_OFFERED])}?)" if near else ""
    raise FilterError(
        f"--country {text!r}: no such country{hint}; give a name or an ISO 3166 code, such as "
        "Syria, SY or SYR"
    )


def _countries(gazetteer: "Gazetteer", places: "Iterable[Place]") -> dict[str, str]:
    """Codes and names of the countries among places, in their order."""
    known = gazetteer.country_ids()
    return {
        place.country_code: place.name
        for place in places
        if place.place_id in known and place.country_code
    }
