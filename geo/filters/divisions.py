"""Countries and first-order divisions as tables of events name them: "Syria", "Syria/Idlib".

A filter that asks for one is held against the table's own columns. A name that neither the table
nor the gazetteer has is misspelt, or written otherwise there: `refuse_unknown` says what is close.
"""

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from gazetteer.errors import UnknownRegionError
from gazetteer.names import fold
from gazetteer.place import Place

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_SHOWN = 3
_CLOSE = 0.7
_CLOSE_COUNTRY = 0.5
"""The same of a country with a division, which tells it too."""
_LOOKED_AT = 30
"""Places of a like name among which divisions and countries are looked for."""


def refuse_unknown(
    names: Iterable[str], told: Iterable[str], gazetteer: "Gazetteer | None"
) -> None:
    """Raise `UnknownRegionError` for the first of the names that neither a table tells, as a
    country or a country and its division, nor the gazetteer knows (by default the bundled one)."""
    told = frozenset(told)
    for name in sorted(set(names) - told - {"", "/"}):
        if gazetteer is None:
            from gazetteer import open_gazetteer

            gazetteer = open_gazetteer()
        if not _is_known(name, told, gazetteer):
            near = _close(name, told, gazetteer)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise UnknownRegionError(
                f"no country or division is called {name!r}{hint}"
                + ("" if near else "; write 'Syria' or 'Syria/Idlib'")
            )


def _is_known(name: str, told: frozenset[str], gazetteer: "Gazetteer") -> bool:
    country, _, division = name.partition("/")
    codes = {
        match.place.country_code
        for match in gazetteer.lookup(country, feature_class="A")
        if match.place.country_code and _country_of(match.place, gazetteer) == country
    }
    if not division:
        return bool(codes) or country in told
    return any(
        match.place.name == division and match.place.feature_code == "ADM1"
        for code in codes
        for match in gazetteer.lookup(division, country=code, feature_class="A")
    )


def _close(name: str, told: frozenset[str], gazetteer: "Gazetteer") -> list[str]:
    """Up to three names that are spelled much like this one, or are another name of it."""
    country, slash, division = name.partition("/")
    found = {}
    for position, match in enumerate(
        gazetteer.lookup(division or country, feature_class="A", close=True, limit=_LOOKED_AT)
    ):
        label = _label(match.place, gazetteer)
        alike = _alike(country, _country_of(match.place, gazetteer) or "") if slash else 1.0
        if label is not None and alike >= _CLOSE_COUNTRY and match.closeness >= _CLOSE:
            found[label] = (-alike - match.closeness, position)
    for position, label in enumerate(sorted(told)):
        if (alike := _alike(name, label)) >= _CLOSE:
            found.setdefault(label, (-2 * alike, position))
    return sorted(found, key=lambda label: (found[label], label))[:_SHOWN]


def _label(place: Place, gazetteer: "Gazetteer") -> str | None:
    """The name of a country, or of a division with its country; None for any other place."""
    country = _country_of(place, gazetteer)
    if country is None or place.feature_code.startswith("PCL"):
        return country
    return f"{country}/{place.name}" if place.feature_code == "ADM1" else None


def _country_of(place: Place, gazetteer: "Gazetteer") -> str | None:
    return gazetteer.country_name(place.country_code) if place.country_code else None


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, fold(one), fold(other)).ratio()
