"""Which place a name means: candidates from the gazetteer, weighed within the whole report.

Every name gives its candidates scores from what is known of each alone (how prominent it is, how
the name met it, the type word beside it) and from what the report's other names point to ("X, Y"
chains, countries, divisions, distances). The names are weighed together in a few passes: the
outcome of one is the context of the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gazetteer.names import fold
from gazetteer.place import EARTH_RADIUS_KM, Match, Place
from geo.records import Candidate, ResolvedToponym, Toponym
from geo.relations import at, locate, within
from geo.surroundings import chains, forms, readings, type_word

if TYPE_CHECKING:
    from gazetteer import Gazetteer

CANDIDATES = 40
"""Places of one name that are weighed; the gazetteer gives the most prominent first."""
SHOWN = 5
"""Candidates kept with the result."""
PASSES = 3


@dataclass(frozen=True, slots=True)
class Weights:
    """What each piece of evidence adds to a candidate's score, in nats."""

    prominence: float = 6.75
    variant: float = -0.7
    spelling: float = -2.5
    type_agrees: float = 3.0
    type_differs: float = -2.5
    main_name: float = 1.0
    """The name is the place's own, not one of its others: Tunis is the town, not Tunisia."""
    settlement: float = 0.15
    """A bare name is oftener the town than the district of the same name."""
    chain: float = 5.0
    country: float = 5.4
    division: float = 4.5
    nearness: float = 1.5
    nearness_km: float = 270.0
    nothing: float = 1.8
    """The score of "none of these"."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in one sense, however often it stands in the report, and the n places it may mean."""

    text: str
    places: tuple[Place, ...]
    own: NDArray[np.float64]
    """(n,) score of each place from its own evidence."""
    countries: tuple[str, ...]
    divisions: tuple[str, ...]
    """Country, and country and first-order code, of each; "" where it has none."""
    points: NDArray[np.float64]
    """(n, 3) unit vectors; zeros for a place without coordinates."""
    peoples: tuple[bool, ...]
    """Whether each was met by an adjective or demonym."""


class Resolver:
    """Finds the places that the names of one text mean."""

    def __init__(self, gazetteer: "Gazetteer", weights: Weights | None = None) -> None:
        self._gazetteer = gazetteer
        self._weights = weights or Weights()

    def resolve(self, text: str, toponyms: Sequence[Toponym]) -> tuple[ResolvedToponym, ...]:
        """Each toponym with its place, in the order given.

        A name means one place throughout a report, unless a type word beside it tells apart
        ("Idlib", "Idlib province") or it is an adjective here and a name there.
        """
        surfaces = tuple(dict.fromkeys(t.text for t in toponyms))
        numbers: dict[tuple[str, str | None, bool], int] = {}
        names: list[_Name] = []
        of_toponym: list[int] = []
        for toponym in toponyms:
            sense = (
                toponym.text,
                type_word(text, toponym.start, toponym.end),
                toponym.kind in {"demonym", "modifier"},
            )
            if sense not in numbers:
                numbers[sense] = len(names)
                names.append(self._name(*sense, surfaces))
            of_toponym.append(numbers[sense])
        beliefs = self._weigh_together(names, chains(text, toponyms, of_toponym))
        return tuple(
            self._resolved(text, toponym, names[number], beliefs[number])
            for toponym, number in zip(toponyms, of_toponym, strict=True)
        )

    def _candidates(
        self, surface: str, expected: str | None, adjectival: bool, surfaces: Sequence[str]
    ) -> list[Match]:
        """Places of this name, or of the name without its type word, or of its longer form."""
        for name in forms(surface, surfaces):
            matches = readings(name, self._gazetteer.lookup(name, limit=CANDIDATES))
            if adjectival:
                peoples = [m for m in matches if m.how in {"adjective", "demonym"}]
                matches = peoples or matches
            matches = _without_own_country(matches)
            if matches:
                wants_division = expected is not None and expected.startswith("ADM")
                return matches + (self._namesake_divisions(matches) if wants_division else [])
        return []

    def _namesake_divisions(self, matches: Sequence[Match]) -> list[Match]:
        """Divisions that share the main name of a town in them.

        That Derna is Darnah may be known of the town only, not of the division around it.
        """
        return [
            replace(other, how="variant")
            for match in matches
            if match.place.feature_class == "P"
            for other in self._gazetteer.lookup(match.place.name, country=match.place.country_code)
            if _holds(other.place, match.place)
        ]

    def _name(
        self, surface: str, expected: str | None, adjectival: bool, surfaces: Sequence[str]
    ) -> _Name:
        weights = self._weights
        matches = self._candidates(surface, expected, adjectival, surfaces)
        own = []
        for match in matches:
            place = match.place
            score = weights.prominence * self._gazetteer.prominence(place)
            if fold(match.name) == fold(place.name):
                score += weights.main_name
            if match.how == "variant":
                score += weights.variant
            elif match.how == "spelling":
                score += weights.spelling * (2 - match.closeness)
            if expected is not None:
                agrees = _is_of_type(place, expected)
                score += weights.type_agrees if agrees else weights.type_differs
            elif place.feature_class == "P":
                score += weights.settlement
            own.append(score)
        places = tuple(m.place for m in matches)
        return _Name(
            text=surface,
            places=places,
            own=np.array(own, dtype=np.float64),
            countries=tuple(p.country_code or "" for p in places),
            divisions=tuple(_division(p) for p in places),
            points=_unit_vectors(places),
            peoples=tuple(m.how in {"adjective", "demonym"} for m in matches),
        )

    def _weigh_together(
        self, names: Sequence[_Name], chained_names: Sequence[tuple[int, int]]
    ) -> list[NDArray[np.float64]]:
        """For each name the probability of each of its places; the rest is "none of these"."""
        weights = self._weights
        beliefs = [_softmax(name.own, weights.nothing) for name in names]
        for _ in range(PASSES):
            context = _Context(names, beliefs)
            chained = context.chain_support(chained_names)
            beliefs = [
                _softmax(
                    name.own
                    + weights.country * context.country_support(number)
                    + weights.division * context.division_support(number)
                    + weights.nearness * context.nearness(number, weights.nearness_km)
                    + weights.chain * chained[number],
                    weights.nothing,
                )
                for number, name in enumerate(names)
            ]
        return beliefs

    def _resolved(
        self, text: str, toponym: Toponym, name: _Name, belief: NDArray[np.float64]
    ) -> ResolvedToponym:
        order = sorted(range(len(name.places)), key=lambda i: (-belief[i], name.places[i].place_id))
        candidates = tuple(
            Candidate(name.places[i], round(float(belief[i]), 4)) for i in order[:SHOWN]
        )
        if not candidates or candidates[0].score < 1 - float(belief.sum()):
            return ResolvedToponym(toponym, None, 0.0, candidates)
        place = candidates[0].place
        if name.peoples[order[0]]:
            location = at(place)  # "outside the Chinese embassy" is not outside China
        else:
            location = locate(text, toponym.start, toponym.end, place, self._gazetteer)
        location = location or within(place, self._gazetteer)
        return ResolvedToponym(toponym, location, candidates[0].score, candidates)


class _Context:
    """What the other names of a report say, given what each is believed to mean."""

    def __init__(self, names: Sequence[_Name], beliefs: Sequence[NDArray[np.float64]]) -> None:
        self._names = names
        self._beliefs = beliefs
        self._countries = _Votes([_add_up(n.countries, b) for n, b in _pairs(names, beliefs)])
        self._divisions = _Votes([_add_up(n.divisions, b) for n, b in _pairs(names, beliefs)])
        self._likeliest = _likeliest_points(names, beliefs)

    def country_support(self, number: int) -> NDArray[np.float64]:
        """(n,) share of the other names that point to each candidate's country."""
        return self._countries.support(number, self._names[number].countries)

    def division_support(self, number: int) -> NDArray[np.float64]:
        """(n,) share of the other names that point to each candidate's first-order division."""
        return self._divisions.support(number, self._names[number].divisions)

    def nearness(self, number: int, scale_km: float) -> NDArray[np.float64]:
        """(n,) how near each candidate is to the nearest place that another name means, 0 to 1."""
        points = self._names[number].points
        others, points_of_others, certainty = self._likeliest
        use = others != number
        if not use.any() or not len(points):
            return np.zeros(len(points))
        cosines = np.clip(points @ points_of_others[use].T, -1.0, 1.0)
        closeness = np.exp(-EARTH_RADIUS_KM * np.arccos(cosines) / scale_km) * certainty[use]
        return np.asarray(closeness.max(axis=1), dtype=np.float64)

    def chain_support(self, chained_names: Sequence[tuple[int, int]]) -> list[NDArray[np.float64]]:
        """For each name (n,) how likely each candidate holds, or lies in, its "X, Y" partner."""
        support = [np.zeros(len(name.places)) for name in self._names]
        for part, whole in chained_names:
            for i, smaller in enumerate(self._names[part].places):
                for j, larger in enumerate(self._names[whole].places):
                    if _holds(larger, smaller):
                        support[part][i] = max(support[part][i], self._beliefs[whole][j])
                        support[whole][j] = max(support[whole][j], self._beliefs[part][i])
        return support


class _Votes:
    """What share of the names points to each code, with one name left out."""

    def __init__(self, given: Sequence[dict[str, float]]) -> None:
        self._given = given
        self._total: dict[str, float] = {}
        for votes in given:
            for code, weight in votes.items():
                self._total[code] = self._total.get(code, 0.0) + weight

    def support(self, number: int, codes: tuple[str, ...]) -> NDArray[np.float64]:
        own = self._given[number]
        # Two more silent names keep one neighbour from deciding alone.
        scale = 1.0 / (len(self._given) + 1)
        return np.array(
            [(self._total[code] - own[code]) * scale if code else 0.0 for code in codes]
        )


def _likeliest_points(
    names: Sequence[_Name], beliefs: Sequence[NDArray[np.float64]]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Names whose likeliest place is smaller than a country: (k,), (k, 3) points, (k,) beliefs."""
    chosen, points, certainty = [], [], []
    for number, (name, belief) in enumerate(_pairs(names, beliefs)):
        if not len(belief):
            continue
        best = int(np.argmax(belief))
        if not name.places[best].feature_code.startswith(("PCL", "CONT", "RGN")):
            chosen.append(number)
            points.append(name.points[best])
            certainty.append(belief[best])
    return (
        np.array(chosen, dtype=np.int64),
        np.array(points, dtype=np.float64).reshape(-1, 3),
        np.array(certainty, dtype=np.float64),
    )


def _pairs(
    names: Sequence[_Name], beliefs: Sequence[NDArray[np.float64]]
) -> list[tuple[_Name, NDArray[np.float64]]]:
    return list(zip(names, beliefs, strict=True))


def _without_own_country(matches: list[Match]) -> list[Match]:
    """Without the country that some language calls by its capital's name: Tunis is the town."""
    capitals = {
        m.place.country_code
        for m in matches
        if m.place.feature_code == "PPLC" and fold(m.place.name) == fold(m.name)
    }
    return [
        m
        for m in matches
        if not m.place.feature_code.startswith("PCL")
        or m.place.country_code not in capitals
        or fold(m.place.name) == fold(m.name)
    ]


def _is_of_type(place: Place, expected: str) -> bool:
    if len(expected) == 1:
        return place.feature_class == expected
    return place.feature_code.startswith(expected)


def _holds(parent: Place, part: Place) -> bool:
    """The country or division `parent` is above `part`."""
    if parent.place_id == part.place_id or parent.country_code != part.country_code:
        return False
    if parent.country_code is None or parent.feature_class != "A":
        return False
    if parent.feature_code.startswith("ADM1"):
        return part.admin1_code == parent.admin1_code
    if parent.feature_code.startswith("ADM2"):
        return (part.admin1_code, part.admin2_code) == (parent.admin1_code, parent.admin2_code)
    return parent.feature_code.startswith("PCL")


def _division(place: Place) -> str:
    if place.country_code is None or not place.admin1_code:
        return ""
    return f"{place.country_code}.{place.admin1_code}"


def _unit_vectors(places: Sequence[Place]) -> NDArray[np.float64]:
    vectors = np.zeros((len(places), 3))
    for row, place in enumerate(places):
        if place.latitude is not None and place.longitude is not None:
            phi, lam = np.radians(place.latitude), np.radians(place.longitude)
            vectors[row] = (
                np.cos(phi) * np.cos(lam),
                np.cos(phi) * np.sin(lam),
                np.sin(phi),
            )
    return vectors


def _softmax(scores: NDArray[np.float64], nothing: float) -> NDArray[np.float64]:
    """Probabilities of the scores beside one more for "none of these", which is left out."""
    if not len(scores):
        return scores
    top = max(float(scores.max()), nothing)
    exponents = np.exp(scores - top)
    total = exponents.sum() + np.exp(nothing - top)
    return np.asarray(exponents / total, dtype=np.float64)


def _add_up(codes: tuple[str, ...], weights: NDArray[np.float64]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for code, weight in zip(codes, weights.tolist(), strict=True):
        if code:
            totals[code] = totals.get(code, 0.0) + weight
    return totals
