"""Towns that label a title: "Linden: Miners walk off after a fall of rock".

The recogniser has learnt from sentences and may pass over such a name, or take it for a government.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.records import Toponym
from geo.toponyms.struck import is_town

if TYPE_CHECKING:
    from gazetteer import Gazetteer

PROBABILITY = 0.7
"""That such a word is a place name. It is set, not learnt: "Media: ..." is seldom of that town."""

_LABEL = re.compile(r"([A-Z][\w'\u2019-]+(?: [A-Z][\w'\u2019-]+){0,2})(?=\s?:\s)")


def with_label(title: str, names: Sequence[Toponym], gazetteer: "Gazetteer") -> tuple[Toponym, ...]:
    """The names of a title, and the town before its colon, which is the place itself."""
    label = _LABEL.match(title)
    if label is None:
        return tuple(names)
    within = [name for name in names if name.start < label.end()]
    behind = [name for name in names if name.start >= label.end()]
    if not within and is_town(label[1], gazetteer):
        town = Toponym(0, label.end(), label[1], "literal", "noun", PROBABILITY)
        return (town, *behind)
    whole = [(name.start, name.end) for name in within] == [label.span()]
    if whole and within[0].kind in {"embedded", "metonym"}:
        return (replace(within[0], usage="literal", kind="noun"), *behind)
    return tuple(names)
