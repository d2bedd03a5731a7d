"""The names of one report side by side: all candidates as one table, and who stands near whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from geo.layout.dateline import dateline
from geo.records import Toponym
from geo.resolver.candidates import LIMIT, Candidates, find_candidates
from geo.resolver.home import home_country, home_names
from geo.resolver.senses import Sense, senses_of
from geo.resolver.spoken import spoken_of
from geo.toponyms.surroundings import (
    chains,
    ended_chains,
    has_article,
    is_cut_off,
    is_said_beyond,
    is_told_as_local,
    said_inside,
    said_near,
    said_part,
)

if TYPE_CHECKING:
    from gazetteer import Gazetteer

REACH = 300.0
"""Characters after which a name's neighbourhood in the text has faded to 1/e."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """K names with N candidates in all.

    First come those of the text, then those that it only speaks of, then the outlet's home.
    """

    senses: tuple[Sense, ...]
    of_toponym: tuple[int, ...]
    """The name's number of each toponym."""
    candidates: tuple[Candidates, ...]
    bounds: NDArray[np.intp]
    """(K+1,) where the lines of each name begin and end."""
    name: NDArray[np.intp]
    """(N,) the number of the name of each line."""
    rows: NDArray[np.intp]
    """(N,) rows of the gazetteer's index."""
    near: NDArray[np.float64]
    """(K, K) how near two names stand in the text at their nearest, 0 to 1; 0 with itself."""
    chained: tuple[tuple[int, int], ...]
    """Names that stand as "X, Y" or "X in Y"."""
    ended_chains: tuple[tuple[int, int], ...]
    """Those of them that are no list and end their phrase."""
    said_inside: tuple[tuple[int, int], ...]
    """Names of places that the text says lie in or at another, each with the name of that."""
    said_part: tuple[tuple[int, int], ...]
    """Names that their own type word ties to another: "the X camps of Y"."""
    said_near: tuple[tuple[int, int], ...]
    """The text says how far the first name of each pair is from the second."""
    count: NDArray[np.float64]
    """(K,) how often each name is a toponym of the text; 0 for the rest."""
    first: NDArray[np.float64]
    """(K,) where it first stands, as a share of the text."""
    in_dateline: NDArray[np.bool_]
    """(K,)"""
    is_local: NDArray[np.bool_]
    """(K,) it is told as a small place that readers are not supposed to know."""
    is_cut_off: NDArray[np.bool_]
    """(K,) wherever it stands the word behind it may be the rest of it."""
    stands_for: NDArray[np.bool_]
    """(K,) it is in the text only for a people, a government or the like: "Khartoum accused"."""
    is_beyond: NDArray[np.bool_]
    """(K,) it is told only as where something came from, or what lies beside it."""
    has_article: NDArray[np.bool_]
    """(K,) wherever it stands it has an article that is no part of it: "the Marañón"."""
    is_home: NDArray[np.bool_]
    """(K,) the name is not in the text but in the outlet's name or address."""
    home_country: int
    """Row of the country of the outlet's top-level domain, -1 where it has none."""

    def lines(self, number: int) -> slice:
        """The lines of a name's candidates."""
        return slice(int(self.bounds[number]), int(self.bounds[number + 1]))


def chosen_line(scene: Scene, belief: NDArray[np.float64], number: int) -> int | None:
    """The line of the place that a name is taken to mean; None for "none of these".

    A place of that very name stands until "none of these" is believed several times as much: what
    else the name could be is not known either.
    """
    lines = scene.lines(number)
    own = belief[lines]
    if not len(own):
        return None
    best = int(np.argmax(own))
    needed = 1.0 if scene.candidates[number].closeness[best] < 1 else _NONE
    if 1.0 - float(own.sum()) > needed * float(own[best]):
        return None
    return int(lines.start) + best


_NONE = 3.0


def read_scene(
    text: str,
    toponyms: Sequence[Toponym],
    gazetteer: "Gazetteer",
    *,
    url: str | None = None,
    source: str | None = None,
) -> Scene:
    """The names of a text (see `geo.resolver.senses`) with their candidates."""
    surfaces = tuple(dict.fromkeys(t.text for t in toponyms))
    numbers: dict[Sense, int] = {}
    of_toponym = [
        numbers.setdefault(sense, len(numbers)) for sense in senses_of(text, toponyms, gazetteer)
    ]
    spoken = spoken_of(text, toponyms, gazetteer)
    of_spoken = [numbers.setdefault(Sense(t.text, ""), len(numbers)) for t in spoken]
    in_text = len(numbers)
    for name in home_names(url, source, gazetteer):
        numbers.setdefault(Sense(name, "home"), len(numbers))
    country = home_country(url, gazetteer)
    if country >= 0:
        numbers.setdefault(Sense(gazetteer.index.name(country), "home"), len(numbers))
    senses = tuple(numbers)
    found = find_candidates(gazetteer, [s[:2] for s in senses], surfaces)
    sizes = [len(c) for c in found]
    is_home = np.arange(len(senses)) >= in_text
    return Scene(
        senses=senses,
        of_toponym=tuple(of_toponym),
        candidates=tuple(found),
        bounds=np.concatenate(([0], np.cumsum(sizes))).astype(np.intp),
        name=np.repeat(np.arange(len(senses)), sizes),
        rows=_concatenated([c.rows for c in found], np.intp),
        near=_nearness([*toponyms, *spoken], [*of_toponym, *of_spoken], len(senses)),
        chained=tuple(chains(text, toponyms, of_toponym)),
        ended_chains=tuple(ended_chains(text, toponyms, of_toponym)),
        said_inside=tuple(said_inside(text, toponyms, of_toponym)),
        said_part=tuple(said_part(text, toponyms, of_toponym)),
        said_near=tuple(said_near(text, toponyms, of_toponym)),
        count=np.bincount(of_toponym, minlength=len(senses)).astype(np.float64)
        if of_toponym
        else np.zeros(len(senses)),
        first=_firsts(text, toponyms, of_toponym, len(senses)),
        in_dateline=_in_dateline(text, toponyms, of_toponym, len(senses)),
        is_local=_local(text, toponyms, of_toponym, len(senses)),
        is_cut_off=_everywhere(
            (is_cut_off(text, t.end) for t in toponyms), of_toponym, len(senses)
        ),
        stands_for=_everywhere((t.usage != "literal" for t in toponyms), of_toponym, len(senses)),
        is_beyond=_everywhere(
            (is_said_beyond(text, t.start, t.end) for t in toponyms), of_toponym, len(senses)
        ),
        has_article=_everywhere(
            (_has_article(text, t, gazetteer) for t in toponyms), of_toponym, len(senses)
        ),
        is_home=is_home,
        home_country=country,
    )


def _concatenated(parts: Sequence[NDArray[np.generic]], dtype: type) -> NDArray[np.intp]:
    return np.concatenate(parts).astype(dtype) if parts else np.zeros(0, dtype)


def _nearness(
    toponyms: Sequence[Toponym], of_toponym: Sequence[int], size: int
) -> NDArray[np.float64]:
    """(K, K) how near each name comes to each other one, from 0 to 1; 0 to itself."""
    near = np.zeros((size, size))
    if not toponyms:
        return near
    order = sorted(range(len(toponyms)), key=lambda at: (of_toponym[at], toponyms[at].start))
    starts = np.array([toponyms[at].start for at in order], np.float64)
    numbers, begins = np.unique(np.array(of_toponym)[order], return_index=True)
    # From every toponym to the nearest of each name: all pairs would not fit a long text's memory.
    for number, own in zip(numbers, np.split(starts, begins[1:]), strict=True):
        behind = np.searchsorted(own, starts).clip(1, max(len(own) - 1, 1))
        apart = np.minimum(
            np.abs(starts - own[behind - 1]), np.abs(starts - own[behind % len(own)])
        )
        near[number, numbers] = np.exp(-np.minimum.reduceat(apart, begins) / REACH)
    np.fill_diagonal(near, 0.0)
    return near


def _firsts(
    text: str, toponyms: Sequence[Toponym], of_toponym: Sequence[int], size: int
) -> NDArray[np.float64]:
    first = np.ones(size)
    for toponym, number in zip(toponyms, of_toponym, strict=True):
        first[number] = min(first[number], toponym.start / max(len(text), 1))
    return first


def _in_dateline(
    text: str, toponyms: Sequence[Toponym], of_toponym: Sequence[int], size: int
) -> NDArray[np.bool_]:
    within = np.zeros(size, np.bool_)
    spans = dateline(text)
    if spans is not None:
        (start, end), _ = spans
        for toponym, number in zip(toponyms, of_toponym, strict=True):
            within[number] |= start <= toponym.start < end
    return within


def _has_article(text: str, toponym: Toponym, gazetteer: "Gazetteer") -> bool:
    """Whether a name alone has an article that no place of that name has: not "The Hague"."""
    if not has_article(text, toponym.start, toponym.end):
        return False
    called = gazetteer.lookup(f"The {toponym.text}", limit=LIMIT)
    return not any(match.name.lower().startswith("the ") for match in called)


def _everywhere(holds: Iterable[bool], of_toponym: Sequence[int], size: int) -> NDArray[np.bool_]:
    """(K,) whether what holds of toponyms holds wherever a name stands."""
    met, broken = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    for is_so, number in zip(holds, of_toponym, strict=True):
        (met if is_so else broken)[number] = True
    return met & ~broken


def _local(
    text: str, toponyms: Sequence[Toponym], of_toponym: Sequence[int], size: int
) -> NDArray[np.bool_]:
    local = np.zeros(size, np.bool_)
    for toponym, number in zip(toponyms, of_toponym, strict=True):
        local[number] |= is_told_as_local(text, toponym.start, toponym.end)
    return local
