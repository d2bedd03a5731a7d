"""Resolves the names of a report together, in passes; each takes the beliefs of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gazetteer.layout import VERBATIM
from geo.records import Candidate, ResolvedToponym, Toponym
from geo.relations import at, locate, within
from geo.resolver.approximate import approximate
from geo.resolver.context import Context, Floats, Geography, Votes, pairwise_km
from geo.resolver.features import OWN, Facts, context_features, own_features
from geo.resolver.prior import Prior
from geo.resolver.ranker import Ranker, first_belief, offset, open_ranker, softmax
from geo.resolver.scene import Scene, chosen_line, read_scene

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.index import Index

SHOWN = 5
"""Candidates kept with the result."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A report's names with what is believed of each candidate, and why."""

    scene: Scene
    geography: Geography
    features: Floats
    """(N, features) as the last pass saw them."""
    scores: Floats
    """(N,) of the last pass, in nats beside 0 for "none of these"."""
    belief: Floats
    """(N,) 0 to 1; the rest of each name's is "none of these"."""


class Resolver:
    """Finds the places that the names of one text mean."""

    def __init__(
        self,
        gazetteer: "Gazetteer",
        ranker: Ranker | None = None,
        prior: Prior | None = None,
    ) -> None:
        self._gazetteer = gazetteer
        self._ranker = ranker or open_ranker()
        self._prior = prior or Prior()
        self._facts = Facts(gazetteer)

    def resolve(
        self,
        text: str,
        toponyms: Sequence[Toponym],
        *,
        url: str | None = None,
        source: str | None = None,
    ) -> tuple[ResolvedToponym, ...]:
        """Each toponym with its place, in the order given.

        `url` and `source` are the report's: an outlet's address and name tell where it is at home.
        """
        return self.resolved(text, toponyms, self.weigh(text, toponyms, url=url, source=source))

    def resolved(
        self, text: str, toponyms: Sequence[Toponym], weighed: Weighed
    ) -> tuple[ResolvedToponym, ...]:
        """Each toponym with the place that is believed most, where that is more than none.

        One that is hardly a name, or hardly there, has none (`is_sure`).
        """
        return tuple(
            self._resolved(text, toponym, number, weighed)
            for toponym, number in zip(toponyms, weighed.scene.of_toponym, strict=True)
        )

    def weigh(
        self,
        text: str,
        toponyms: Sequence[Toponym],
        *,
        url: str | None = None,
        source: str | None = None,
    ) -> Weighed:
        """What is believed of each candidate of each name."""
        scene = read_scene(text, toponyms, self._gazetteer, url=url, source=source)
        geography = Geography(scene, self._facts.index)
        own = own_features(scene, self._facts)
        preferred = self._prior.weight(scene.rows, geography, self._gazetteer)
        preferred += _OF_A_TABLE * is_of_a_table(scene, self._facts.index)
        preferred += offset(own[:, OWN.index("type_agrees")], scene.bounds)
        preferred -= _DIVISION * behind_town(scene, geography, self._facts)
        preferred += _CHAIN * in_chain(scene, geography, self._facts)
        belief = starting_belief(scene, own)
        abroad = is_abroad(scene, Votes(scene, geography, belief))
        preferred -= _ASTRAY * (abroad | is_out_of_town(scene, geography, belief))
        features, scores = own, np.zeros(len(own))
        for trees in self._ranker.passes:
            context = Context(scene, geography, belief)
            features = np.hstack([own, context_features(scene, context, belief)])
            scores = trees.score(features) + preferred
            belief = softmax(scores, scene.bounds)
        return Weighed(scene, geography, features, scores, belief)

    def _resolved(
        self, text: str, toponym: Toponym, number: int, weighed: Weighed
    ) -> ResolvedToponym:
        lines = weighed.scene.lines(number)
        belief = weighed.belief[lines].tolist()
        index = self._gazetteer.index
        rows = weighed.scene.rows[lines].tolist()
        # Of lines that weigh alike the place id decides.
        order = sorted(range(len(rows)), key=lambda i: (-belief[i], index.place_id(rows[i])))
        score = round(self._ranker.probability(belief[order[0]]), 4) if order else 0.0
        candidates = tuple(
            Candidate(self._gazetteer.place_at(rows[i]), share)
            for i, share in zip(
                order[:SHOWN], _shares([belief[i] for i in order], score), strict=False
            )
        )
        if chosen_line(weighed.scene, weighed.belief, number) is None:
            guess = approximate(weighed.scene, weighed.geography, weighed.belief, number)
            around = guess.location(self._gazetteer) if guess else None
            if not is_sure(toponym.probability, APPROXIMATELY):
                around = None
            return ResolvedToponym(toponym, None, 0.0, candidates, around)
        if not is_sure(toponym.probability, score):
            return ResolvedToponym(toponym, None, 0.0, candidates)
        place = candidates[0].place
        if weighed.scene.candidates[number].by_people[order[0]]:
            location = at(place)  # "outside the Chinese embassy" is not outside China
        else:
            location = locate(text, toponym.start, toponym.end, place, self._gazetteer)
        location = location or within(place, self._gazetteer)
        return ResolvedToponym(toponym, location, score if location else 0.0, candidates)


LEAST_SURE = 0.3
"""Probability from which a name is one and lies where it is put for it to be put there: a wrong pin
is worse than none. By folds it leaves out 161 wrong places of LGL and 21 right ones, of GeoWebNews
42 and 27; end-to-end F1 is .017 and .002 higher."""
APPROXIMATELY = 0.5
"""Probability that a name which the gazetteer lacks lies where its neighbours say: by folds of LGL
57 of 103 do."""


def is_sure(name: float, place: float) -> bool:
    """Whether a name of the first probability is put at a place of the second."""
    return name * place >= LEAST_SURE


_OF_A_TABLE = 1.5
"""How much more, in nats, a place of a user's own table is believed by its very name.

It is set, not learnt, since the corpora have no tables: a village that its owner stacked wins over
a town abroad of a like name, not over a capital of the same."""
_DIVISION = 2.0
"""How much less, in nats, a division is believed than its town that is as well known.

It is set, not learnt: where both lie within 161 km the corpora call either right. So much of
it keeps "Córdoba" the city where the report speaks of the province too.
"""


def is_of_a_table(scene: Scene, index: "Index") -> NDArray[np.bool_]:
    """(N,) whether each is of a user's own table, and met by its name as it is written there."""
    how = np.concatenate([np.empty(0, np.uint8), *(names.how for names in scene.candidates)])
    return np.asarray((scene.rows < index.own) & np.isin(how, tuple(VERBATIM)))


def behind_town(scene: Scene, geography: Geography, facts: Facts) -> NDArray[np.bool_]:
    """(N,) whether each is a division that a town in it, as prominent, shares a bare name with.

    A report from Córdoba names the city; of the province it says so.
    """
    index, result = facts.index, np.zeros(len(scene.rows), np.bool_)
    towns, divisions = (facts.types(kind)[index.feature[scene.rows]] for kind in ("P", "ADM"))
    for number, (_, expected, people) in enumerate(scene.senses):
        if expected is not None or people:
            continue
        start, exact = int(scene.bounds[number]), scene.candidates[number].closeness == 1
        lines = start + np.flatnonzero(exact)
        for line in lines[divisions[lines]].tolist():
            inside = (geography.above[lines, 1:] == scene.rows[line]).any(axis=1) & towns[lines]
            rivals = index.prominence[scene.rows[lines[inside]]]
            result[line] = bool((rivals >= index.prominence[scene.rows[line]]).any())
    return result


_CHAIN = 3.0
"""How much more, in nats, "Paris, Texas" is believed in Texas. It is set, not learnt: the corpora
have few such names in reports that speak of another state."""


def in_chain(scene: Scene, geography: Geography, facts: Facts) -> NDArray[np.bool_]:
    """(N,) whether each lies in the country or division that the name behind it is the name of."""
    index, result = facts.index, np.zeros(len(scene.rows), np.bool_)
    features = index.feature[scene.rows]
    wide = facts.types("ADM1")[features] | facts.types("PCL")[features]
    for part, whole in scene.chained:
        lines = scene.lines(whole)
        named = scene.candidates[whole].is_main & wide[lines]
        holders = scene.rows[lines][named]
        inside = np.isin(geography.above[scene.lines(part)], holders).any(axis=1)
        result[scene.lines(part)] |= inside & (scene.candidates[part].closeness == 1)
    return result


_ASTRAY = 4.0
"""How much less, in nats, "the village of Dolores" is believed in a country of which the report
says nothing, and "Kharkiv's Saltivka district" away from Kharkiv. Of fifteen names of the first
kind in LGL whose place was chosen by trees of other folds, three were right."""
_TOWN_KM = 50.0
_FEW = 0.1


def is_abroad(scene: Scene, votes: Votes) -> NDArray[np.bool_]:
    """(N,) whether each is of a name that is told as a small place, and lies where hardly any of
    the report's other names do."""
    elsewhere = votes.of_others(0) < _FEW * votes.of_most(0)
    return np.asarray(scene.is_local[scene.name] & elsewhere)


def is_out_of_town(scene: Scene, geography: Geography, belief: Floats) -> NDArray[np.bool_]:
    """(N,) whether each is of a district's name, and lies neither in nor near the town that the
    text says it is of."""
    result = np.zeros(len(scene.rows), np.bool_)
    for part, whole in scene.quarters:
        towns, own = scene.lines(whole), scene.lines(part)
        if towns.start == towns.stop:
            continue
        town = towns.start + int(np.argmax(belief[towns]))
        km = pairwise_km(geography.points[own], geography.points[town : town + 1])[:, 0]
        inside = (geography.above[own] == scene.rows[town]).any(axis=1)
        result[own] |= ~inside & (km > _TOWN_KM)
    return result


def starting_belief(scene: Scene, own: Floats) -> Floats:
    """(N,) beliefs before any pass, from the features of each candidate alone."""
    prominence, is_main, type_agrees = (
        own[:, OWN.index(name)] for name in ("prominence", "is_main", "type_agrees")
    )
    return first_belief(prominence, is_main, type_agrees, scene.bounds)


def _shares(beliefs: Sequence[float], best: float) -> list[float]:
    """Scores of at most one together: the best has its probability, the others share the rest."""
    rest = sum(beliefs[1:])
    scale = min(rest, 1.0 - best) / rest if rest > 0 else 0.0
    return [best, *(round(min(belief * scale, best), 4) for belief in beliefs[1:])]
