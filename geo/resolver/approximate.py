"""Where a name that the gazetteer lacks may be: about where its neighbours in the report are.

A street, a school or a hamlet is mostly close to the towns named beside it. The outcome is a
circle around one of those, never a place that the name was found to mean.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo.records import Location
from geo.relations import RELATIVE, at
from geo.resolver.context import Floats, Geography, likeliest, pairwise_km
from geo.resolver.scene import Scene

if TYPE_CHECKING:
    from gazetteer import Gazetteer

SCALE_KM = 100.0
"""Neighbours within about this distance speak for each other."""
LEAST_KM, MOST_KM = 25.0, 300.0
"""Bounds of the circle's radius."""
FAINT = 0.1
"""Weight of a name far off in the text, beside 1 for one next to it."""
HOME = 0.3
"""Weight of the outlet's home, and of a town that only the dateline names."""
CHAINED = 5.0
"""How much more the Y of "X, Y", of "the X camps of Y" or of "X, 10 km north of Y" counts."""
LEAST_SHARE = 0.4
"""Share of what the neighbours say that must speak for the circle: of 14 names of LGL and
GeoWebNews that had less, three were within 161 km of its middle, of 21 that had up to 0.6 nine, of
the others two thirds."""
LEAST_BELIEF = 0.5
"""How likely a neighbour must mean its place: of 17 circles around one that less likely does six
held the name (161 km), of 170 others 110."""
OF_ONE = 3
"""Names of one country beside which the only one of another is hardly where the report plays."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A circle around the place in a row of the gazetteer's index."""

    row: int
    radius_km: float

    def location(self, gazetteer: "Gazetteer") -> Location | None:
        """As an inferred location; None where the place has no point."""
        here = at(gazetteer.place_at(self.row), source="inferred")
        if here is None:
            return None
        return replace(
            here,
            radius_km=round(max(self.radius_km, here.radius_km), 1),
            where_prec=max(RELATIVE, here.where_prec),
            relation="around",
        )


def approximate(scene: Scene, geography: Geography, belief: Floats, number: int) -> Guess | None:
    """The circle in which the name of this number may lie; None where no other name tells."""
    lines = likeliest(scene, belief)
    lines = lines[(scene.name[lines] != number) & (belief[lines] >= LEAST_BELIEF)]
    codes, named = np.unique(geography.codes[0][lines], return_counts=True)
    countries = set(codes.tolist()) - {-1}
    alone = codes[named == 1] if named.max(initial=0) >= OF_ONE else codes[:0]
    # Where a capital stands for a government nothing else need be, nor in the country next to it.
    wide, name = geography.is_wide[lines], scene.name[lines]
    there = np.where(wide, ~scene.is_beyond[name], ~scene.stands_for[name])
    lines = lines[there & geography.points[lines].any(axis=1)]
    if not len(lines):
        return None
    weight = belief[lines] * _closeness(scene, number)[scene.name[lines]]
    narrow = ~geography.is_wide[lines]
    if not narrow.any():
        if len(countries) > 1:
            return None
        best = lines[int(np.argmax(weight))]
        return Guess(int(scene.rows[best]), MOST_KM)
    lines, weight = lines[narrow], weight[narrow]
    weight = np.where(np.isin(geography.codes[0][lines], alone), FAINT * weight, weight)
    km = pairwise_km(geography.points[lines], geography.points[lines])
    support = (np.exp(-km / SCALE_KM) * weight).sum(axis=1)
    # The neighbour counts more for itself than what lies around it.
    best = int(np.argmax(support * (weight + FAINT)))
    near = km[best] < MOST_KM
    if weight[near].sum() < LEAST_SHARE * weight.sum():
        return None
    spread = float((km[best][near] * weight[near]).sum() / max(weight[near].sum(), 1e-9))
    return Guess(int(scene.rows[lines[best]]), float(np.clip(2 * spread, LEAST_KM, MOST_KM)))


def _closeness(scene: Scene, number: int) -> Floats:
    """(K,) how much each other name has to say about this one."""
    # The town that a report is sent from is where its reporter is.
    afar = scene.is_home | (scene.in_dateline & (scene.count <= 1))
    closeness = np.where(afar, HOME, FAINT + scene.near[number])
    told = (*scene.chained, *scene.said_inside, *scene.said_part, *scene.said_near)
    for part, whole in dict.fromkeys(told):
        if number in (part, whole):
            closeness[whole if number == part else part] *= CHAINED
    return closeness
