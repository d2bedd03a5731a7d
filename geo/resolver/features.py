"""What is known of each candidate, as named columns of a matrix with one line a candidate.

The first part is known of a name alone; the second depends on what the report's other names are
believed to mean, and is taken anew before each pass.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.resolver.context import Context
from geo.resolver.scene import Scene
from geo.toponyms.surroundings import AREA

if TYPE_CHECKING:
    from gazetteer import Gazetteer

Floats = NDArray[np.float64]

OWN = (
    "prominence", "log_population", "log_names", "log_radius",
    "prominence_below_best", "log_population_below_best", "position", "log_candidates",
    "how", "closeness", "is_main", "form", "sort", "type_agrees", "people_agrees",
    "words", "letters", "log_count", "first", "in_dateline",
)  # fmt: skip
CONTEXT = (
    "country_votes", "division_votes", "county_votes",
    "country_votes_below_best", "division_votes_below_best",
    "country_votes_near", "division_votes_near", "county_votes_near",
    "country_named", "division_named", "county_named", "parts_named", "same_place",
    "chain_support", "chain_role", "log_nearest_km", "within_30_km", "within_200_km",
    "within_200_km_below_best", "within_200_km_near", "log_names_in_report",
    "home_division", "home_country", "log_home_km", "home_domain",
    "belief", "belief_below_best", "belief_of_others",
    "country_any", "division_any", "county_any", "division_any_below_best",
    "any_within_50_km", "any_within_50_km_below_best", "any_within_300_km", "any_near_text",
)  # fmt: skip
NAMES = OWN + CONTEXT
SORTS = ("A.PCL", "A.ADM1", "A.ADM2", "P.PPLC", "P", "L.CONT", "L", "H", "T", "A", "S", "R")
"""Sorts of places by their class and the start of their code; the first that fits counts."""
_CLASSES = {
    "P": ("P",),
    "PPLC": ("P.PPLC",),
    "H": ("H",),
    "T": ("T",),
    "L": ("L",),
    "PCL": ("A.PCL",),
    AREA: ("A.", "H.", "L.", "T."),
}


class Facts:
    """What features take from a gazetteer's columns, made once."""

    def __init__(self, gazetteer: "Gazetteer") -> None:
        index = gazetteer.index
        self.index = index
        self.names = np.bincount(index.row_number, minlength=len(index))
        self.sort = np.array(
            [_sort(feature) for feature in index.features] or [len(SORTS)], np.float64
        )
        self.features = list(index.features)

    def types(self, expected: str) -> NDArray[np.bool_]:
        """Of each of the index's features whether it is of a class or code ("P", "ADM1")."""
        starts = _CLASSES.get(expected, (f"A.{expected}",))
        return np.array([feature.startswith(starts) for feature in self.features])


@lru_cache(maxsize=4)
def facts_of(gazetteer: "Gazetteer") -> Facts:
    """The facts of a gazetteer, made once: they count the names of all its places."""
    return Facts(gazetteer)


def _sort(feature: str) -> int:
    fits = (number for number, start in enumerate(SORTS) if feature.startswith(start))
    return next(fits, len(SORTS))


def own_features(scene: Scene, facts: Facts) -> Floats:
    """(N, len(OWN)) what is known of each candidate whatever the report is about."""
    index, rows, name = facts.index, scene.rows, scene.name
    prominence = index.prominence[rows].astype(np.float64)
    population = np.log1p(np.maximum(index.population[rows], 0).astype(np.float64))
    how, closeness, is_main, form = (
        _joined([getattr(c, part) for c in scene.candidates])
        for part in ("how", "closeness", "is_main", "form")
    )
    sizes = np.diff(scene.bounds)
    by_people = _joined([c.by_people for c in scene.candidates])
    adjectival = np.array([sense.people for sense in scene.senses], np.bool_)
    agrees = np.where(adjectival[name], np.where(by_people > 0, 1.0, -1.0), 0.0)
    texts = [sense.text for sense in scene.senses]
    columns = [
        prominence,
        population,
        np.log1p(facts.names[rows]),
        np.log1p(index.radius[rows].astype(np.float64)),
        below_best(prominence, scene),
        below_best(population, scene),
        np.arange(len(rows)) - scene.bounds[name],
        np.log1p(sizes)[name],
        how,
        closeness,
        is_main,
        form,
        facts.sort[index.feature[rows]],
        _type_agrees(scene, facts),
        agrees,
        np.array([len(text.split()) for text in texts], np.float64)[name],
        np.array([len(text) for text in texts], np.float64)[name],
        np.log1p(scene.count)[name],
        scene.first[name],
        scene.in_dateline[name],
    ]
    return _matrix(columns, len(rows))


def context_features(scene: Scene, context: Context, belief: Floats) -> Floats:
    """(N, len(CONTEXT)) what the other names say of each candidate, given all beliefs (N,)."""
    count = len(scene.senses)
    votes = context.votes
    country, division, county = (votes.of_others(level) for level in range(3))
    anyone, within_50 = context.anyone, context.any_kernel(50.0)
    near = context.kernel(200.0)
    best = below_best(belief, scene)
    columns = [
        country,
        division,
        county,
        below_best(country, scene),
        below_best(division, scene),
        *(votes.of_neighbours(level) for level in range(3)),
        *(context.named(level) for level in range(3)),
        context.parts_named(),
        context.same_place(),
        *context.chains(),
        np.log1p(context.nearest_km()),
        context.kernel(30.0),
        near,
        below_best(near, scene),
        context.kernel(200.0, neighbours=True),
        np.full(len(belief), np.log1p(count)),
        votes.of_home(1),
        votes.of_home(0),
        np.log1p(context.home_km()),
        context.home_domain(),
        belief,
        best,
        context.belief_of_others(),
        *(anyone.of_others(level) for level in range(3)),
        below_best(anyone.of_others(1), scene),
        within_50,
        below_best(within_50, scene),
        context.any_kernel(300.0),
        context.any_kernel(100.0, neighbours=True),
    ]
    return _matrix(columns, len(belief))


def below_best(values: Floats, scene: Scene) -> Floats:
    """How much each line falls short of the best of the same name's other lines; less is worse."""
    sizes = np.diff(scene.bounds)
    starts = scene.bounds[:-1][sizes > 0]
    if not len(starts):
        return np.zeros(0)
    name = np.repeat(np.arange(len(starts)), sizes[sizes > 0])
    best = np.maximum.reduceat(values, starts)
    top = values == best[name]
    # The best falls short, if less than nothing, of the best of the rest.
    rest = np.maximum.reduceat(np.where(top, -np.inf, values), starts)
    alone = np.add.reduceat(top.astype(np.intp), starts) == 1
    lead = np.where(alone & np.isfinite(rest), best - rest, 0.0)
    return np.asarray(np.where(top, lead[name], values - best[name]))


def _type_agrees(scene: Scene, facts: Facts) -> Floats:
    """1 where a type word speaks of such a place, -1 where it speaks of another, else 0."""
    out = np.zeros(len(scene.rows))
    feature = facts.index.feature[scene.rows]
    for number, sense in enumerate(scene.senses):
        if sense.expected and sense.expected != "home":
            lines = scene.lines(number)
            out[lines] = np.where(facts.types(sense.expected)[feature[lines]], 1.0, -1.0)
    return out


def _joined(parts: list[NDArray[np.generic]]) -> Floats:
    return np.concatenate(parts).astype(np.float64) if parts else np.zeros(0)


def _matrix(columns: list[NDArray[np.generic]], size: int) -> Floats:
    matrix = np.empty((size, len(columns)))
    for position, column in enumerate(columns):
        matrix[:, position] = column
    return matrix
