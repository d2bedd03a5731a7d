"""Which place a name means: candidates from the gazetteer, weighed within the whole report.

Every name gives its candidates scores from what is known of each alone (how prominent it is, how
the name met it, the type word beside it) and from what the report's other names point to ("X, Y"
chains, countries, divisions, distances). The names are weighed together in a few passes: the
outcome of one is the context of the next.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gazetteer.place import EARTH_RADIUS_KM, Match, Place
from geo.records import Candidate, ResolvedToponym, Toponym
from geo.relations import locate
from geo.words import PLACE_NOUNS

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

    prominence: float = 9.0
    variant: float = -0.7
    spelling: float = -2.5
    type_agrees: float = 3.0
    type_differs: float = -2.5
    settlement: float = 0.6
    """A bare name is oftener the town than the district of the same name."""
    chain: float = 5.0
    country: float = 3.0
    division: float = 2.5
    nearness: float = 2.0
    nearness_km: float = 150.0
    nothing: float = 1.0
    """The score of "none of these"."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name, the n places that it may mean, and what is known of each out of context."""

    toponym: Toponym
    places: tuple[Place, ...]
    own: NDArray[np.float64]
    """(n,) score of each place from its own evidence."""
    countries: tuple[str, ...]
    divisions: tuple[str, ...]
    """Country, and country and first-order code, of each; "" where it has none."""
    points: NDArray[np.float64]
    """(n, 3) unit vectors; zeros for a place without coordinates."""
    key: str
    """Mentions of one name in one sense count once as context."""


class Resolver:
    """Finds the places that the names of one text mean."""

    def __init__(self, gazetteer: "Gazetteer", weights: Weights | None = None) -> None:
        self._gazetteer = gazetteer
        self._weights = weights or Weights()

    def resolve(self, text: str, toponyms: Sequence[Toponym]) -> tuple[ResolvedToponym, ...]:
        """Each toponym with its place, in the order given."""
        known: dict[str, list[Match]] = {}
        for toponym in toponyms:
            if toponym.text not in known:
                known[toponym.text] = self._candidates(toponym, toponyms)
        mentions = [self._mention(text, t, known[t.text]) for t in toponyms]
        beliefs = self._weigh_together(mentions, _chains(text, toponyms))
        return tuple(
            self._resolved(text, mention, belief)
            for mention, belief in zip(mentions, beliefs, strict=True)
        )

    def _candidates(self, toponym: Toponym, all_toponyms: Sequence[Toponym]) -> list[Match]:
        """Places of this name, or of the name without its type word, or of its longer form."""
        for name in _forms(toponym.text, [t.text for t in all_toponyms]):
            matches = self._gazetteer.lookup(name, limit=CANDIDATES)
            adjectival = toponym.kind in {"demonym", "modifier"} and any(
                m.how in {"adjective", "demonym"} for m in matches
            )
            if adjectival:
                matches = [m for m in matches if m.how in {"adjective", "demonym"}]
            if matches:
                return matches
        return []

    def _mention(self, text: str, toponym: Toponym, matches: Sequence[Match]) -> _Mention:
        weights = self._weights
        expected = type_word(text, toponym.start, toponym.end)
        own = []
        for match in matches:
            place = match.place
            score = weights.prominence * self._gazetteer.prominence(place)
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
        return _Mention(
            toponym=toponym,
            places=places,
            own=np.array(own, dtype=np.float64),
            countries=tuple(p.country_code or "" for p in places),
            divisions=tuple(_division(p) for p in places),
            points=_unit_vectors(places),
            key=f"{toponym.text.casefold()}/{expected or ''}",
        )

    def _weigh_together(
        self, mentions: Sequence[_Mention], chains: dict[int, int]
    ) -> list[NDArray[np.float64]]:
        """For each mention the probability of each of its places; the rest is "none of these"."""
        weights = self._weights
        beliefs = [_softmax(m.own, weights.nothing) for m in mentions]
        for _ in range(PASSES):
            context = _Context(mentions, beliefs)
            beliefs = [
                _softmax(
                    mention.own
                    + weights.country * context.country_support(index)
                    + weights.division * context.division_support(index)
                    + weights.nearness * context.nearness(index, weights.nearness_km)
                    + weights.chain * context.chain_support(index, chains),
                    weights.nothing,
                )
                for index, mention in enumerate(mentions)
            ]
        return beliefs

    def _resolved(
        self, text: str, mention: _Mention, belief: NDArray[np.float64]
    ) -> ResolvedToponym:
        toponym = mention.toponym
        order = sorted(
            range(len(mention.places)), key=lambda i: (-belief[i], mention.places[i].place_id)
        )
        candidates = tuple(
            Candidate(mention.places[i], round(float(belief[i]), 4)) for i in order[:SHOWN]
        )
        if not candidates or candidates[0].score < 1 - float(belief.sum()):
            return ResolvedToponym(toponym, None, 0.0, candidates)
        place = candidates[0].place
        location = locate(text, toponym.start, toponym.end, place, self._gazetteer)
        return ResolvedToponym(toponym, location, candidates[0].score, candidates)


class _Context:
    """What the other names of a report say, given what each is believed to mean."""

    def __init__(
        self, mentions: Sequence[_Mention], beliefs: Sequence[NDArray[np.float64]]
    ) -> None:
        self._mentions = mentions
        self._beliefs = beliefs
        self._names: dict[str, int] = {}
        for index, mention in enumerate(mentions):
            self._names.setdefault(mention.key, index)
        self._countries = self._votes([m.countries for m in mentions])
        self._divisions = self._votes([m.divisions for m in mentions])

    def _votes(self, codes: Sequence[tuple[str, ...]]) -> dict[str, dict[str, float]]:
        """For each name the votes that it gives to each code."""
        return {
            name: _add_up(codes[index], self._beliefs[index]) for name, index in self._names.items()
        }

    def country_support(self, index: int) -> NDArray[np.float64]:
        """(n,) share of the other names that point to each candidate's country."""
        return self._support(self._countries, self._mentions[index].countries, index)

    def division_support(self, index: int) -> NDArray[np.float64]:
        """(n,) share of the other names that point to each candidate's first-order division."""
        return self._support(self._divisions, self._mentions[index].divisions, index)

    def _support(
        self, votes: dict[str, dict[str, float]], codes: tuple[str, ...], index: int
    ) -> NDArray[np.float64]:
        own = self._mentions[index].key
        totals: dict[str, float] = {}
        others = 0
        for name, given in votes.items():
            if name == own:
                continue
            others += 1
            for code, weight in given.items():
                totals[code] = totals.get(code, 0.0) + weight
        # Two more silent names keep one neighbour from deciding alone.
        scale = 1.0 / (others + 2)
        return np.array([totals.get(code, 0.0) * scale if code else 0.0 for code in codes])

    def nearness(self, index: int, scale_km: float) -> NDArray[np.float64]:
        """(n,) how near each candidate is to the settlements that the others mean, 0 to 1."""
        mention = self._mentions[index]
        nearness = np.zeros(len(mention.places))
        for name, other in self._names.items():
            if name == mention.key or not len(self._beliefs[other]):
                continue
            best = int(np.argmax(self._beliefs[other]))
            if self._mentions[other].places[best].feature_code.startswith(("PCL", "CONT", "RGN")):
                continue
            cosines = mention.points @ self._mentions[other].points[best]
            kilometres = EARTH_RADIUS_KM * np.arccos(np.clip(cosines, -1.0, 1.0))
            closeness = np.exp(-kilometres / scale_km) * self._beliefs[other][best]
            nearness = np.maximum(nearness, closeness)
        return nearness

    def chain_support(self, index: int, chains: dict[int, int]) -> NDArray[np.float64]:
        """(n,) how likely each candidate holds, or lies in, what its "X, Y" chain names."""
        support = np.zeros(len(self._mentions[index].places))
        for part, whole in chains.items():
            if index not in (part, whole):
                continue
            other = whole if index == part else part
            belief = self._beliefs[other]
            for i, place in enumerate(self._mentions[index].places):
                for j, neighbour in enumerate(self._mentions[other].places):
                    pair = (neighbour, place) if index == part else (place, neighbour)
                    if _holds(*pair):
                        support[i] = max(support[i], float(belief[j]))
        return support


_FORM_SUFFIX = re.compile(
    r"\s+(?:province|governorate|state|region|oblast|district|county|city|municipality|"
    r"department|township|prefecture|village|town|island|islands)$",
    re.IGNORECASE,
)
_FORM_PREFIX = re.compile(
    r"^(?:the|greater|central|downtown|old|(?:city|state|province|republic|port)\s+of|"
    r"(?:north|south)?-?(?:north|south|east|west)(?:ern)?)\s+",
    re.IGNORECASE,
)


def _forms(name: str, others: Sequence[str]) -> list[str]:
    """The ways to look a name up, best first: as it is, longer as elsewhere, and bare."""
    forms = [name]
    longer = {o for o in others if len(o) > len(name) and re.match(re.escape(name) + r"\b", o)}
    forms.extend(sorted(longer, key=lambda o: (len(o), o)))
    bare = _FORM_SUFFIX.sub("", name)
    forms.extend(form for form in (bare, _FORM_PREFIX.sub("", bare)) if form not in forms)
    return forms


_TYPE_AFTER = re.compile(r"(?:['\u2019]s)?\s+(?:[a-z-]+ed\s+)?([A-Za-z]+)\b")
_TYPE_BEFORE = re.compile(r"\b([A-Za-z]+)\s+(?:of|called|named)\s+(?:the\s+)?$")
_TYPE_INSIDE = re.compile(r"\b([A-Za-z]+)$")


def type_word(text: str, start: int, end: int) -> str | None:
    """The class or code of GeoNames that the words beside or within a name speak of."""
    inside = _TYPE_INSIDE.search(text[start:end])
    if inside and inside.start() > 0 and inside[1].lower() in PLACE_NOUNS:
        return PLACE_NOUNS[inside[1].lower()]
    after = _TYPE_AFTER.match(text[end : end + 40])
    if after and after[1].lower() in PLACE_NOUNS and not _opens_list(text, end):
        return PLACE_NOUNS[after[1].lower()]
    before = _TYPE_BEFORE.search(text[max(0, start - 40) : start])
    if before and before[1].lower().rstrip("s") in PLACE_NOUNS:
        return PLACE_NOUNS[before[1].lower().rstrip("s")]
    return None


def _opens_list(text: str, end: int) -> bool:
    return text[end : end + 1] in {",", ";", ":"}


def _is_of_type(place: Place, expected: str) -> bool:
    if len(expected) == 1:
        return place.feature_class == expected
    return place.feature_code.startswith(expected)


_CHAIN = re.compile(r"\s*,\s*(?:in\s+)?|\s+in\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}|\s*\(")


def _chains(text: str, toponyms: Sequence[Toponym]) -> dict[int, int]:
    """Index of a name → index of the next, where only "," or "in" stands between them."""
    chains = {}
    for index in range(len(toponyms) - 1):
        between = text[toponyms[index].end : toponyms[index + 1].start]
        if len(between) < 40 and _CHAIN.fullmatch(between):
            chains[index] = index + 1
    return chains


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
