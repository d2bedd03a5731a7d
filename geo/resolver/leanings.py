"""What is believed of candidates beforehand; set, not learnt, where the corpora have too little."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gazetteer.layout import VERBATIM
from geo.resolver.candidates import Candidates
from geo.resolver.context import Floats, Geography, Votes, likeliest, pairwise_km
from geo.resolver.features import OWN, Facts
from geo.resolver.ranker import first_belief, offset
from geo.resolver.scene import Scene

if TYPE_CHECKING:
    from gazetteer.index import Index


def starting_belief(scene: Scene, own: Floats) -> Floats:
    """(N,) beliefs before any pass, from the features of each candidate alone."""
    prominence, is_main, type_agrees = (
        own[:, OWN.index(name)] for name in ("prominence", "is_main", "type_agrees")
    )
    return first_belief(prominence, is_main, type_agrees, scene.bounds)


def leanings(scene: Scene, geography: Geography, facts: Facts, own: Floats) -> dict[str, Floats]:
    """(N,) nats that each candidate gains or loses, by what for; `own` are its own features."""
    belief = starting_belief(scene, own)
    chained = in_chain(scene, geography, facts)
    astray = (
        is_abroad(scene, geography, facts.index, belief)
        | is_outside(scene, geography, facts, belief)
        | is_of_another_country(scene, geography, facts, chained)
        | is_the_other(scene, chained)
    )
    given = {
        "the word for its kind beside the name": offset(
            own[:, OWN.index("type_agrees")], scene.bounds
        ),
        "your own gazetteer has it": _OF_A_TABLE * is_of_a_table(scene, facts.index),
        'the name behind it, as in "Paris, Texas"': _CHAIN * chained,
        "a bare name is more often the town than its division": (
            -_DIVISION * behind_town(scene, geography, facts)
        ),
        "where the report says that it lies": -_ASTRAY * astray,
        "a town named beside it": _NEIGHBOUR * is_nearest(scene, geography, facts, belief),
        "no town has an article": -_ARTICLE * is_town_with_article(scene, facts),
    }
    return {words: np.asarray(nats, np.float64) for words, nats in given.items()}


_NEIGHBOUR = 1.5
"""How much more, in nats, a town is believed that alone of its namesakes in a country is close to
another town of the report: two villages of a name are mostly about as little known."""
_CLOSE_KM, _LIKELY = 75.0, 0.5
_LITTLE = 0.12
"""How much better known the namesake may be."""
_OF_A_TABLE = 1.5
"""How much more, in nats, a place of a user's own table is believed by its very name. A
village that its owner stacked wins over a town abroad of a like name, not over a capital of the
same."""
_DIVISION = 2.0
"""How much less, in nats, a division is believed than its town that is as well known.

Where both lie within 161 km the corpora call either right. So much of it keeps "Córdoba" the city
where the report speaks of the province too.
"""
_AS_KNOWN = 0.05
"""How much less prominent such a town may be: a division counts for all its people."""


def is_nearest(
    scene: Scene, geography: Geography, facts: Facts, belief: Floats
) -> NDArray[np.bool_]:
    """(N,) whether each is a town close to what another name most likely means, while a namesake in
    its country, hardly better known, is not. Close to a capital is nobody for being named with it.
    """
    index, country = facts.index, geography.codes[0]
    result = np.zeros(len(scene.rows), np.bool_)
    features = index.feature[scene.rows]
    is_town, is_capital = facts.types("P")[features], facts.types("PPLC")[features]
    tops = likeliest(scene, belief)
    tops = tops[(belief[tops] >= _LIKELY) & is_town[tops] & ~scene.is_home[scene.name[tops]]]
    tops = tops[~is_capital[tops]]
    for number, names in enumerate(scene.candidates):
        start, others = int(scene.bounds[number]), tops[scene.name[tops] != number]
        lines = start + np.flatnonzero((names.closeness == 1) & names.is_main)
        lines = lines[is_town[lines]]
        if len(lines) < 2 or not len(others):
            continue
        km = pairwise_km(geography.points[lines], geography.points[others])
        km[country[lines][:, None] != country[others][None, :]] = np.inf
        close = (km <= _CLOSE_KM).any(axis=1)
        known = index.prominence[scene.rows[lines]]
        for at in np.flatnonzero(close).tolist():
            rivals = known[~close & (country[lines] == country[lines[at]])]
            result[lines[at]] = len(rivals) > 0 and rivals.max() <= known[at] + _LITTLE
    return result


def is_of_a_table(scene: Scene, index: "Index") -> NDArray[np.bool_]:
    """(N,) whether each is of a user's own table, and met by its name as it is written there."""
    how = np.concatenate([np.empty(0, np.uint8), *(names.how for names in scene.candidates)])
    return np.asarray((scene.rows < index.own) & np.isin(how, tuple(VERBATIM)))


def behind_town(scene: Scene, geography: Geography, facts: Facts) -> NDArray[np.bool_]:
    """(N,) whether each is a division that a town in it, about as known, shares a bare name with.

    A report from Córdoba names the city; of the province it says so, and "Cosquín, Córdoba" does.
    """
    index, result = facts.index, np.zeros(len(scene.rows), np.bool_)
    parts: dict[int, list[int]] = {}
    for part, whole in scene.ended_chains:
        parts.setdefault(whole, []).append(part)
    towns, divisions = (facts.types(kind)[index.feature[scene.rows]] for kind in ("P", "ADM"))
    for number, sense in enumerate(scene.senses):
        if sense.expected is not None or sense.people:
            continue
        start, exact = int(scene.bounds[number]), scene.candidates[number].closeness == 1
        lines = start + np.flatnonzero(exact)
        holders = _holders(scene, geography, parts.get(number, ()))
        for line in lines[divisions[lines] & ~np.isin(scene.rows[lines], holders)].tolist():
            inside = (geography.above[lines, 1:] == scene.rows[line]).any(axis=1) & towns[lines]
            rivals = index.prominence[scene.rows[lines[inside]]]
            result[line] = bool((rivals + _AS_KNOWN >= index.prominence[scene.rows[line]]).any())
    return result


def _holders(scene: Scene, geography: Geography, numbers: Sequence[int]) -> NDArray[np.intp]:
    """(n,) rows of what holds a place of one of these names."""
    held = [
        geography.above[scene.lines(number)][scene.candidates[number].closeness == 1]
        for number in numbers
    ]
    return np.unique(np.concatenate(held)) if held else np.empty(0, np.intp)


_CHAIN = 3.0
"""How much more, in nats, "Paris, Texas" is believed in Texas: the corpora have few such names in
reports that speak of another state."""


def in_chain(scene: Scene, geography: Geography, facts: Facts) -> NDArray[np.bool_]:
    """(N,) whether each lies in the country or division that the name behind it is the name of."""
    index, result = facts.index, np.zeros(len(scene.rows), np.bool_)
    features = index.feature[scene.rows]
    wide = np.any([facts.types(kind)[features] for kind in ("PCL", "ADM1", "ADM2")], axis=0)
    for part, whole in scene.chained:
        lines = scene.lines(whole)
        named = scene.candidates[whole].is_main & wide[lines]
        holders = scene.rows[lines][named]
        inside = np.isin(geography.above[scene.lines(part)], holders).any(axis=1)
        result[scene.lines(part)] |= inside & (scene.candidates[part].closeness == 1)
    return result


def is_of_another_country(
    scene: Scene, geography: Geography, facts: Facts, chained: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """(N,) whether each is of a name behind which a country or one of its first-order divisions
    stands ("Tempe, Greece", "Aleppo, Pennsylvania"), and is not in that country, in which nothing
    of that name is known."""
    result = np.zeros(len(scene.rows), np.bool_)
    features = facts.index.feature[scene.rows]
    wide = facts.types("PCL")[features] | facts.types("ADM1")[features]
    countries = geography.codes[0]
    for part, whole in scene.ended_chains:
        own, holders = scene.lines(part), scene.lines(whole)
        named = scene.candidates[whole].is_main & wide[holders]
        if named.any() and not chained[own].any():
            result[own] |= ~np.isin(countries[own], countries[holders][named])
    return result


def is_the_other(scene: Scene, chained: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(N,) whether each is of a name that the report says lies in two places, and is not in the one
    that it speaks of here."""
    result = np.zeros(len(scene.rows), np.bool_)
    for number, sense in enumerate(scene.senses):
        lines = scene.lines(number)
        if sense.whole and chained[lines].any():
            result[lines] = ~chained[lines]
    return result


def is_town_with_article(scene: Scene, facts: Facts) -> NDArray[np.bool_]:
    """(N,) whether each is a town, and of a name that has an article as rivers and regions do:
    "bars the Marañón" tells of no town."""
    towns = facts.types("P")[facts.index.feature[scene.rows]]
    return np.asarray(towns & scene.has_article[scene.name])


_ARTICLE = 8.0
"""How much less, in nats, a town is believed of a name with an article: as good as not at all."""
_ASTRAY = 4.0
"""How much less, in nats, "the village of Dolores" is believed in a country of which the report
says nothing, "Boni" to be Bonn in a report from Mali, and "Kharkiv's Saltivka district" away from
Kharkiv. Of fifteen names of the first kind in LGL whose place was chosen by trees of other folds,
three were right."""
_NEAR_KM = 50.0
_FAR_KM = 400.0
_FEW = 0.1
_KNOWN = 0.57
"""Prominence of a town that readers may know under another name: Kiev, Bombay."""


def is_abroad(
    scene: Scene, geography: Geography, index: "Index", belief: Floats
) -> NDArray[np.bool_]:
    """(N,) whether each lies where hardly any of the report's other names do, while its name is
    told as that of a small place, is only one of the lesser names of a place that few know, or may
    be a part of a name; or of whose country no other name speaks, while its name is told as that of
    a small place and is only one of its lesser names."""
    votes = Votes(scene, geography, belief)
    of_others = votes.of_others(0)
    elsewhere = of_others < _FEW * votes.of_most(0)
    others = [
        ~(names.is_main | names.by_people) & (not _is_nowhere_else(sense.text, names))
        for sense, names in zip(scene.senses, scene.candidates, strict=True)
    ]
    lesser = np.concatenate([np.empty(0, np.bool_), *others])
    doubtful = lesser | scene.is_cut_off[scene.name]
    unheard = doubtful & (index.prominence[scene.rows] < _KNOWN)
    unlikely = scene.is_local[scene.name] | unheard | (lesser & _has_own_here(scene, elsewhere))
    unheard_of = scene.is_local[scene.name] & lesser & (of_others < _FEW)
    return np.asarray(unlikely & elsewhere | unheard_of)


def _has_own_here(scene: Scene, elsewhere: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(N,) whether a place whose own name it is lies where the report's other names do: in Vanuatu
    Tanna is the island, though some call Thane so."""
    result = np.zeros(len(scene.rows), np.bool_)
    for number, names in enumerate(scene.candidates):
        lines = scene.lines(number)
        own = names.is_main & (names.closeness == 1) & ~elsewhere[lines]
        result[lines] = bool(own.any())
    return result


def _is_nowhere_else(name: str, found: Candidates) -> bool:
    """Whether a name of several words is that of one place in the world: "Kiryat Shmona" is hardly
    by chance what somebody calls Qiryat Shmona."""
    return len(found) == 1 and bool(found.closeness[0] == 1) and " " in name


def is_outside(
    scene: Scene, geography: Geography, facts: Facts, belief: Floats
) -> NDArray[np.bool_]:
    """(N,) whether each lies neither in nor near the place that the text says its name lies in, or
    far off the one that it tells its distance from.

    What lies in a region that is no division is told by its distance.
    """
    index, result = facts.index, np.zeros(len(scene.rows), np.bool_)
    for part, whole in scene.said_inside:
        holders, own = scene.lines(whole), scene.lines(part)
        if holders.start == holders.stop:
            continue
        holder = holders.start + int(np.argmax(belief[holders]))
        row, most = int(scene.rows[holder]), _NEAR_KM
        if index.feature_code(row).startswith("L."):
            most = max(most, index.radius.of(row))
        result[own] |= _is_off(geography, scene, own, np.array([holder]), most)
    for part, whole in scene.said_near:
        holders, own = scene.lines(whole), scene.lines(part)
        if holders.start == holders.stop:
            continue
        holder = holders.start + int(np.argmax(belief[holders]))
        if not _is_wide(index, int(scene.rows[holder])):
            exact = np.flatnonzero(scene.candidates[whole].closeness == 1)
            near = np.append(holders.start + exact, holder)
            result[own] |= _is_off(geography, scene, own, near, _FAR_KM)
    return result


def _is_off(
    geography: Geography, scene: Scene, own: slice, holders: NDArray[np.intp], most: float
) -> NDArray[np.bool_]:
    """(n,) whether each of these lines is in none of the holders, nor within so many km of one."""
    km = pairwise_km(geography.points[own], geography.points[holders]).min(axis=1)
    inside = np.isin(geography.above[own], scene.rows[holders]).any(axis=1)
    return np.asarray(~inside & (km > most))


def _is_wide(index: "Index", row: int) -> bool:
    """Whether what is near a place may be far from its point."""
    return index.feature_code(row).startswith(("A.PCL", "A.ADM1", "H.", "L.", "T."))
