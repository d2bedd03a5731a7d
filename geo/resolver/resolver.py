"""Resolves the names of a report together, in passes; each takes the beliefs of the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.records import Candidate, ResolvedToponym, Toponym
from geo.relations import at, locate, within
from geo.resolver.approximate import approximate
from geo.resolver.context import Context, Floats, Geography
from geo.resolver.features import context_features, facts_of, own_features
from geo.resolver.leanings import leanings, starting_belief
from geo.resolver.prior import Prior
from geo.resolver.ranker import Ranker, open_ranker, softmax
from geo.resolver.reasons import reasons
from geo.resolver.scene import Scene, chosen_line, read_scene

if TYPE_CHECKING:
    from gazetteer import Gazetteer

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
    given: dict[str, Floats]
    """(N,) of the scores what is set and not learnt, by what for."""


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
        self._facts = facts_of(gazetteer)

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
        prior = self._prior.weight(scene.rows, geography, self._gazetteer)
        given = {**leanings(scene, geography, self._facts, own), "--country and --near": prior}
        preferred = sum(given.values())
        belief = starting_belief(scene, own)
        features, scores = own, np.zeros(len(own))
        for trees in self._ranker.passes:
            context = Context(scene, geography, belief)
            features = np.hstack([own, context_features(scene, context, belief)])
            scores = trees.score(features) + preferred
            belief = softmax(scores, scene.bounds)
        return Weighed(scene, geography, features, scores, belief, given)

    def reasons(self, weighed: Weighed, place: int, other: int) -> dict[str, float]:
        """What speaks for one line rather than another, in nats by words, the weightiest first."""
        return reasons(weighed, self._ranker, place, other)

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


def _shares(beliefs: Sequence[float], best: float) -> list[float]:
    """Scores of at most one together: the best has its probability, the others share the rest."""
    rest = sum(beliefs[1:])
    scale = min(rest, 1.0 - best) / rest if rest > 0 else 0.0
    return [best, *(round(min(belief * scale, best), 4) for belief in beliefs[1:])]
