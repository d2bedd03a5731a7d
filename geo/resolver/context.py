"""What the other names of a report say of each candidate, given what they are believed to mean."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gazetteer.place import EARTH_RADIUS_KM
from geo.resolver.scene import Scene

if TYPE_CHECKING:
    from gazetteer.index import Index

Floats = NDArray[np.float64]
FAR_KM = 20_000.0
"""Where there is nothing to measure from."""
WIDE = ("A.PCL", "L.CONT", "L.RGN", "H.OCN")
"""Places too wide to be near to anything."""


class Geography:
    """Where the candidates of one scene lie; it is the same in every pass."""

    def __init__(self, scene: Scene, index: "Index") -> None:
        rows = scene.rows
        parents = index.parents[rows].astype(np.intp)
        self.codes: list[NDArray[np.intp]] = []
        """(N,) of each level the number of its country or division in this scene, -1 for none."""
        self.above = parents
        """(N, 3) rows of country, first- and second-order division that hold each."""
        features = [index.feature_code(row) for row in rows.tolist()]
        for level, start in enumerate(("A.PCL", "A.ADM1", "A.ADM2")):
            own = np.array([feature.startswith(start) for feature in features], np.bool_)
            holder = np.where(own, rows, parents[:, level])
            _, code = np.unique(np.append(holder, -1), return_inverse=True)
            self.codes.append(np.where(holder >= 0, code[:-1], -1))
        self.is_wide = np.array([feature.startswith(WIDE) for feature in features], np.bool_)
        self.points = unit_vectors(index, rows, parents)

        self.name_km = _name_km(scene, self.points, self.is_wide)
        """(N, K) km from each line to the nearest place of each other name."""

    def country(self, row: int) -> NDArray[np.bool_]:
        """(N,) whether each lies in the country of this row."""
        inside: NDArray[np.bool_] = self.above[:, 0] == row
        return inside


class Votes:
    """For every level and name, how much belief falls on each country or division."""

    def __init__(
        self, scene: Scene, geography: Geography, belief: Floats, *, shared: bool = False
    ) -> None:
        """With `shared`, a name's places in one country or division give their belief once."""
        self._scene, self._codes = scene, geography.codes
        self._given = [_table(scene, code, belief, shared) for code in geography.codes]

    def of_others(self, level: int) -> Floats:
        """(N,) share of the other names that point to where each candidate lies."""
        given = self._given[level]
        # Two more silent names keep one neighbour from deciding alone.
        return self._spread(level, (given.sum(axis=0) - given) / (len(given) + 1))

    def of_most(self, level: int) -> Floats:
        """(N,) share of the other names that point to where most of them do."""
        given = self._given[level]
        best = (given.sum(axis=0) - given).max(axis=1, initial=0.0) / (len(given) + 1)
        return np.asarray(best[self._scene.name])

    def of_neighbours(self, level: int) -> Floats:
        """(N,) the same, weighed by how near the other names stand in the text."""
        near = self._scene.near
        share = near @ self._given[level] / (near.sum(axis=1, keepdims=True) + 0.5)
        return self._spread(level, share)

    def of_home(self, level: int) -> Floats:
        """(N,) belief that the outlet's home lies there too."""
        given, is_home = self._given[level], self._scene.is_home
        if not is_home.any():
            return np.zeros(len(self._codes[level]))
        best = given[is_home].max(axis=0)
        return self._spread(level, np.broadcast_to(best, given.shape))

    def _spread(self, level: int, share: Floats) -> Floats:
        code = self._codes[level]
        if not len(code):
            return np.zeros(0)
        return np.where(code >= 0, share[self._scene.name, code], 0.0)


class Context:
    """The other names, for each candidate of a scene."""

    def __init__(self, scene: Scene, geography: Geography, belief: Floats) -> None:
        self._scene, self._geography, self._belief = scene, geography, belief
        self.votes = Votes(scene, geography, belief)
        sizes = np.maximum(np.diff(scene.bounds), 1)
        # A name of many places says little of where it is; one of a single place much.
        self.anyone = Votes(scene, geography, 1.0 / np.sqrt(sizes)[scene.name], shared=True)
        tops = likeliest(scene, belief)
        self._tops = tops[~geography.is_wide[tops]]
        self._km = self._distances()
        """(N, k) km to the likeliest place of each other name that is not too wide."""

    def _distances(self) -> Floats:
        points = self._geography.points
        km = pairwise_km(points, points[self._tops])
        own = self._scene.name[:, None] == self._scene.name[self._tops][None, :]
        known = np.asarray(points.any(axis=1))
        km[own | ~known[:, None] | ~known[self._tops][None, :]] = FAR_KM
        return km

    def nearest_km(self) -> Floats:
        """(N,) km to the nearest place that another name most likely means."""
        sure = self._belief[self._tops] > _SURE
        km = self._km[:, sure]
        return km.min(axis=1) if km.shape[1] else np.full(len(km), FAR_KM)

    def kernel(self, scale_km: float, *, neighbours: bool = False) -> Floats:
        """(N,) how many of the other names' places are near, as a share fading with distance."""
        weight = np.broadcast_to(self._belief[self._tops], self._km.shape)
        total = len(self._scene.senses) + 1.0
        if neighbours:
            near = self._scene.near
            weight = weight * near[self._scene.name][:, self._scene.name[self._tops]]
            total = (near.sum(axis=1) + 0.5)[self._scene.name]
        return np.asarray((np.exp(-self._km / scale_km) * weight).sum(axis=1) / total)

    def any_kernel(self, scale_km: float, *, neighbours: bool = False) -> Floats:
        """(N,) how many of the other names have a place near, whatever they are believed to mean.

        A share fading with distance; a name of many places counts less.
        """
        km = self._geography.name_km
        sizes = np.maximum(np.diff(self._scene.bounds), 1)
        weight = np.broadcast_to(1.0 / np.sqrt(sizes), km.shape)
        total = len(sizes) + 1.0
        if neighbours:
            near = self._scene.near
            weight = weight * near[self._scene.name]
            total = (near.sum(axis=1) + 0.5)[self._scene.name]
        return np.asarray((np.exp(-km / scale_km) * weight).sum(axis=1) / total)

    def home_km(self) -> Floats:
        """(N,) km to the outlet's home, as far as its name or address tells."""
        home = self._scene.is_home[self._scene.name[self._tops]]
        km = self._km[:, home]
        return km.min(axis=1) if km.shape[1] else np.full(len(km), FAR_KM)

    def home_domain(self) -> Floats:
        """(N,) 1 in the country of the outlet's top-level domain, -1 elsewhere, 0 unknown."""
        row = self._scene.home_country
        if row < 0:
            return np.zeros(len(self._belief))
        inside = self._geography.country(row) | (self._scene.rows == row)
        return np.where(inside, 1.0, -1.0)

    def named(self, level: int) -> Floats:
        """(N,) belief that another name means the country or division that holds each."""
        return self._believed(self._geography.above[:, level], np.arange(len(self._scene.senses)))

    def same_place(self) -> Floats:
        """(N,) belief that another name means the very place.

        The same letters with another type word are no other name: "Córdoba province" does not make
        the province of a bare "Córdoba".
        """
        texts = [sense.text for sense in self._scene.senses]
        _, own = np.unique(texts, return_inverse=True) if texts else ([], np.zeros(0, np.intp))
        return self._believed(self._scene.rows, own)

    def _believed(self, wanted: NDArray[np.intp], own: NDArray[np.intp]) -> Floats:
        """(N,) belief of each in the wanted row by the names of another number in `own` (K,)."""
        rows, name = self._scene.rows, self._scene.name
        distinct, at = np.unique(rows, return_inverse=True)
        if not len(distinct):
            return np.zeros(0)
        table = np.zeros((len(self._scene.senses), len(distinct)))
        np.add.at(table, (own[name], at), self._belief)
        others = table.sum(axis=0) - table
        place = np.minimum(np.searchsorted(distinct, wanted), len(distinct) - 1)
        return np.where(distinct[place] == wanted, others[own[name], place], 0.0)

    def parts_named(self) -> Floats:
        """(N,) how many of the other names are believed to lie in each, divided by all."""
        rows, name, above = self._scene.rows, self._scene.name, self._geography.above
        if not len(rows):
            return np.zeros(0)
        distinct, at = np.unique(rows, return_inverse=True)
        table = np.zeros((len(self._scene.senses), len(distinct)))
        for level in range(3):
            place = np.minimum(np.searchsorted(distinct, above[:, level]), len(distinct) - 1)
            inside = distinct[place] == above[:, level]
            np.add.at(table, (name[inside], place[inside]), self._belief[inside])
        return np.asarray((table.sum(axis=0) - table)[name, at] / (len(table) + 1))

    def chains(self) -> tuple[Floats, Floats]:
        """(N,) how likely each holds, or lies in, its "X, Y" partner; and 1 for X, 2 for Y."""
        support, role = np.zeros(len(self._belief)), np.zeros(len(self._belief))
        rows, above = self._scene.rows, self._geography.above
        for part, whole in self._scene.chained:
            a, b = self._scene.lines(part), self._scene.lines(whole)
            holds = (above[a][:, :, None] == rows[b][None, None, :]).any(axis=1)
            if not holds.size:
                continue
            support[a] = np.maximum(support[a], (holds * self._belief[b][None, :]).max(axis=1))
            support[b] = np.maximum(support[b], (holds * self._belief[a][:, None]).max(axis=0))
            role[a], role[b] = 1.0, np.maximum(role[b], 2.0)
        return support, role

    def belief_of_others(self) -> Floats:
        """(N,) what the other candidates of the same name are believed together."""
        total = np.bincount(self._scene.name, self._belief, len(self._scene.senses))
        return total[self._scene.name] - self._belief


_SURE = 0.3


def _table(scene: Scene, code: NDArray[np.intp], belief: Floats, shared: bool) -> Floats:
    """(K, codes) belief of each name in each code."""
    table = np.zeros((len(scene.senses), int(code.max(initial=0)) + 1))
    known = code >= 0
    join = np.maximum if shared else np.add
    join.at(table, (scene.name[known], code[known]), belief[known])
    return table


def likeliest(scene: Scene, belief: Floats) -> NDArray[np.intp]:
    """(k,) the likeliest line of each name that has any."""
    tops = []
    for number in range(len(scene.senses)):
        lines = scene.lines(number)
        if lines.stop > lines.start:
            tops.append(lines.start + int(np.argmax(belief[lines])))
    return np.array(tops, np.intp)


def pairwise_km(points: Floats, others: Floats) -> Floats:
    """(n, m) great-circle distances of unit vectors (n, 3) and (m, 3)."""
    cosines = np.clip(points @ others.T, -1.0, 1.0)
    return np.asarray(EARTH_RADIUS_KM * np.arccos(cosines))


def _name_km(scene: Scene, points: Floats, is_wide: NDArray[np.bool_]) -> Floats:
    cosines = points @ points.T
    cosines[:, is_wide | ~points.any(axis=1)] = -1.0
    km = np.full((len(points), len(scene.senses)), FAR_KM)
    filled = np.flatnonzero(np.diff(scene.bounds) > 0)
    if len(filled):
        best = np.maximum.reduceat(cosines, scene.bounds[filled], axis=1)
        km[:, filled] = EARTH_RADIUS_KM * np.arccos(np.clip(best, -1.0, 1.0))
    km[np.arange(len(points)), scene.name] = FAR_KM
    return km


def unit_vectors(index: "Index", rows: NDArray[np.intp], parents: NDArray[np.intp]) -> Floats:
    """(N, 3) of each place, or of the smallest that holds it where only its name is known."""
    latitude, longitude = index.latitude[rows], index.longitude[rows]
    for level in (2, 1, 0):
        lost = np.isnan(latitude) & (parents[:, level] >= 0)
        latitude = np.where(lost, index.latitude[parents[:, level]], latitude)
        longitude = np.where(lost, index.longitude[parents[:, level]], longitude)
    phi, lam = np.radians(latitude), np.radians(longitude)
    vectors = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=1)
    return np.asarray(np.nan_to_num(vectors, nan=0.0))
