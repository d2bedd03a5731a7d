"""Which names of a report are one name, and mean one place.

A name means one place throughout a report, unless a type word beside it tells apart ("Idlib",
"Idlib province"), it is an adjective here and a name there, or the report says that it lies in
one country or division here and in another there ("Columbus, Ohio" and "Columbus, Georgia").
"""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.records import Toponym
from geo.resolver.candidates import PEOPLES
from geo.toponyms.surroundings import chain_starts, type_word

if TYPE_CHECKING:
    from gazetteer import Gazetteer


class Sense(NamedTuple):
    """What tells one name of a report from another of the same letters."""

    text: str
    expected: str | None
    """The type of place that the words beside it speak of."""
    people: bool = False
    """It is an adjective or a people."""
    whole: str = ""
    """What the text says that it lies in, where it says so of two places of the name."""


def senses_of(text: str, toponyms: Sequence[Toponym], gazetteer: "Gazetteer") -> list[Sense]:
    """The sense of each toponym.

    "CAIRO" means what "Cairo" does, and "Cairo" what "the city of Cairo".
    """
    peoples = _peoples([t.text for t in toponyms], gazetteer)
    written = {t.text.upper(): t.text for t in toponyms if not t.text.isupper()}
    read = [
        (
            written.get(t.text, t.text) if len(t.text) > _ABBREVIATION else t.text,
            type_word(text, t.start, t.end),
            t.kind in {"demonym", "modifier"} and t.text in peoples,
        )
        for t in toponyms
    ]
    towns = {(name, people) for name, expected, people in read if expected == "P"}
    wholes = _wholes(text, toponyms, [name for name, _, _ in read], gazetteer)
    return [
        Sense(
            name, "P" if expected is None and (name, people) in towns else expected, people, whole
        )
        for (name, expected, people), whole in zip(read, wholes, strict=True)
    ]


def _wholes(
    text: str, toponyms: Sequence[Toponym], names: Sequence[str], gazetteer: "Gazetteer"
) -> list[str]:
    """Of each toponym whose name is said to lie in several places, in which; else nothing.

    One of which nothing is said lies where the one before it does, the first ones where the first
    does of which something is said.
    """
    result = [""] * len(toponyms)
    said: dict[str, dict[int, str]] = {}
    for position in chain_starts(text, toponyms):
        said.setdefault(names[position], {})[position] = toponyms[position + 1].text
    for name, wholes in said.items():
        meant = {whole: _inside(name, whole, gazetteer) for whole in set(wholes.values())}
        wholes = {position: whole for position, whole in wholes.items() if meant[whole]}
        if all(one & other for one, other in combinations(filter(None, meant.values()), 2)):
            continue
        current = next(iter(wholes.values()))
        for position, other in enumerate(names):
            if other == name:
                current = result[position] = wholes.get(position, current)
    return result


def _inside(name: str, whole: str, gazetteer: "Gazetteer") -> set[int]:
    """Rows of the places of a name that lie in a country or division of another."""
    index = gazetteer.index
    wide = {row for row in gazetteer.lookup_ids(whole) if index.feature_code(row).startswith(_WIDE)}
    if not wide:
        return set()
    rows = gazetteer.lookup_ids(name)
    return {row for row in rows if not wide.isdisjoint(index.parents[row].tolist())}


_WIDE = ("A.PCL", "A.ADM1", "A.ADM2")
_ABBREVIATION = 4
"""Letters up to which a name in capitals may be another than the same letters in small."""


def _peoples(names: Sequence[str], gazetteer: "Gazetteer") -> set[str]:
    """Of these names, those that are an adjective or a people of some place."""
    matches = gazetteer.lookup_many(names)
    return {names[i] for i in matches.query[np.isin(matches.how, PEOPLES)].tolist()}
