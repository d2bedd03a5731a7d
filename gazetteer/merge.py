"""Layers of places to one: which of them are the same, and in which order they stand.

Places are the same where their ids are. A place of an own table is also the same as one of a later
layer that has its name, is of its class, and lies near. Rows are places: those of own tables first,
then by prominence; ties by id.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as arrow
from numpy.typing import NDArray

from gazetteer.columns import Layer
from gazetteer.errors import GazetteerError
from gazetteer.names import fold, fold_many
from gazetteer.place import distance_km
from gazetteer.sources import BUNDLED

SAME_KM = 5.0
"""How far apart places of one name and class may lie to be one and the same."""
_BLOCK = 1 << 20

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """The places of all layers, each once. Positions are lines of the layers one after another."""

    layers: tuple[Layer, ...]
    base: NDArray[np.int32]
    """(rows,) of each row the position that describes it."""
    also: NDArray[np.int32]
    """(rows,) the position that describes it where `base` leaves something out; may be the same."""
    row_of: NDArray[np.int32]
    """(positions,) the row of each position."""
    numbers: NDArray[np.int32]
    """(rows,) the numbers of GeoNames' ids, -1 of other ids."""
    other_ids: dict[int, str]
    """The other ids by row."""
    also_ids: list[tuple[str, int]]
    """Further ids with their rows, of what is the same place in another layer."""
    prominence: NDArray[np.float32]
    own: int
    """How many rows stand first as those of own tables."""

    def column(self, name: str) -> pa.ChunkedArray:
        """A column of the layers, one after another."""
        chunks = [chunk for layer in self.layers for chunk in layer.read(name).chunks]
        return pa.chunked_array(chunks, self.layers[0].read(name).type)

    def values(self, name: str) -> pa.Array:
        """A column by row; where `base` has nothing, what `also` has."""
        whole = self.column(name).combine_chunks()
        values = whole.take(pa.array(self.base))
        if np.array_equal(self.base, self.also):
            return values
        return arrow.coalesce(values, whole.take(pa.array(self.also)))


def merge(layers: Sequence[Layer]) -> Merged:
    """Find the same places and the order of all.

    Raises `GazetteerError` where two places of one layer share an id.
    """
    ids = [layer.read("id") for layer in layers]
    sizes = np.array([len(each) for each in ids])
    starts = np.cumsum(sizes) - sizes
    numbers, others = _numbers(ids)
    leader = _leaders(numbers, others, starts, layers)
    _join_by_name(layers, starts, leader)
    leaders = np.flatnonzero(leader == np.arange(len(leader)))
    base, own = leaders.copy(), np.zeros(len(leader), bool)
    for layer, start, size in zip(layers, starts.tolist(), sizes.tolist(), strict=True):
        own[leader[start : start + size]] |= layer.own
    also = np.empty(len(leader), np.int64)
    also[leader] = np.arange(len(leader))  # the last one of each
    also = also[leaders]
    described = _described_by_hand(layers[-1], also - starts[-1])
    base[described], also[described] = also[described], leaders[described]
    scores = _prominence(layers, leader)[leaders]
    order = np.lexsort((*_id_order(leaders, numbers, others), -scores, ~own[leaders]))
    leaders = leaders[order]
    row_of = np.empty(len(leader), np.int32)
    row_of[leaders] = np.arange(len(leaders), dtype=np.int32)
    return Merged(
        tuple(layers),
        base[order].astype(np.int32),
        also[order].astype(np.int32),
        row_of[leader],
        numbers[leaders].astype(np.int32),
        {
            row: others[position]
            for row, position in zip(
                np.flatnonzero(numbers[leaders] < 0).tolist(),
                leaders[numbers[leaders] < 0].tolist(),
                strict=True,
            )
        },
        _further_ids(numbers, others, leader, row_of),
        scores[order].astype(np.float32),
        int(own[leaders].sum()),
    )


def _numbers(ids: list[pa.ChunkedArray]) -> tuple[Ints, dict[int, str]]:
    """GeoNames' numbers of all positions, -1 of the other ids, which are given by position."""
    numbers, others, start = [], {}, 0
    for chunk in (chunk for each in ids for chunk in each.chunks):
        plain = arrow.match_substring_regex(chunk, r"^geonames:(0|[1-9]\d{0,8})$")
        digits = arrow.utf8_slice_codeunits(arrow.if_else(plain, chunk, "geonames:-1"), 9)
        found = arrow.cast(digits, pa.int64()).to_numpy(zero_copy_only=False)
        for at in np.flatnonzero(found < 0).tolist():
            others[start + at] = chunk[at].as_py()
        numbers.append(found)
        start += len(chunk)
    return np.concatenate(numbers) if numbers else np.empty(0, np.int64), others


def _further_ids(
    numbers: Ints, others: dict[int, str], leader: Ints, row_of: NDArray[np.int32]
) -> list[tuple[str, int]]:
    """Ids of places that are led by one of another id, with their rows."""
    found = {}
    for position in np.flatnonzero(leader != np.arange(len(leader))).tolist():
        own, first = int(numbers[position]), int(leader[position])
        if own >= 0 and own != numbers[first]:
            found[f"geonames:{own}"] = int(row_of[first])
        elif own < 0 and others[position] != others.get(first):
            found[others[position]] = int(row_of[first])
    return sorted(found.items())


def _leaders(numbers: Ints, others: dict[int, str], starts: Ints, layers: Sequence[Layer]) -> Ints:
    """Of each position the first one that has its id."""
    keys = numbers.copy()
    code_of: dict[str, int] = {}
    for position, text in others.items():
        keys[position] = -1 - code_of.setdefault(text, len(code_of))
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    leader: Ints = first[inverse].astype(np.int64)
    bounds = [*starts.tolist(), len(keys)]
    for layer, start, end in zip(layers, bounds, bounds[1:], strict=False):
        if len(np.unique(leader[start:end])) < end - start:
            raise GazetteerError(f"{layer.name}: two places of the sources share an id")
    return leader


def _join_by_name(layers: Sequence[Layer], starts: Ints, leader: Ints) -> None:
    """Lead places of later layers to those of own tables that are the same by name and position."""
    for number, layer in enumerate(layers):
        if not layer.own:
            continue
        wanted: dict[str, list[tuple[int, float, float, str]]] = {}
        for at, name, latitude, longitude, feature in _points(layer):
            if latitude is not None and longitude is not None:
                wanted.setdefault(fold(name), []).append((at, latitude, longitude, feature))
        pairs = [
            (away, at + int(starts[number]), position + int(start))
            for other, start in zip(layers[number + 1 :], starts[number + 1 :], strict=True)
            for away, at, position in _near_namesakes(other, wanted)
        ]
        taken: set[int] = set()
        for _, ours, theirs in sorted(pairs):
            group = int(leader[theirs])
            if leader[ours] != ours or ours in taken or group in taken or group == ours:
                continue
            taken |= {ours, group}
            leader[leader == group] = ours


def _points(layer: Layer) -> Iterator[tuple[int, str, float | None, float | None, str]]:
    columns = [layer.read(c).to_pylist() for c in ("name", "latitude", "longitude", "feature")]
    yield from zip(range(len(columns[0])), *columns, strict=True)


def _near_namesakes(
    layer: Layer, wanted: dict[str, list[tuple[int, float, float, str]]]
) -> Iterator[tuple[float, int, int]]:
    """Distance in km, wanted place and position in the layer of what has its name and is near."""
    names, start = layer.read("name"), 0
    latitudes, longitudes, features = (
        layer.read(column).to_numpy() if column != "feature" else layer.read(column)
        for column in ("latitude", "longitude", "feature")
    )
    for begin in range(0, len(names), _BLOCK):
        folded = fold_many(names.slice(begin, _BLOCK).to_pylist())
        for at, name in enumerate(folded):
            for ours, latitude, longitude, feature in wanted.get(name, ()):
                position = start + at
                away = distance_km(latitude, longitude, latitudes[position], longitudes[position])
                if away <= SAME_KM and features[position].as_py()[0] == feature[0]:
                    yield away, ours, position
        start += len(folded)


def _described_by_hand(world: Layer, positions: Ints) -> NDArray[np.bool_]:
    """Which are positions of countries, divisions or regions of the bundled world."""
    found = np.zeros(len(positions), bool)
    if world.name == BUNDLED:
        by_hand = np.array(arrow.or_(
            arrow.starts_with(world.read("feature"), "A."), world.read("is_region")
        ))  # fmt: skip
        inside = positions >= 0
        found[inside] = by_hand[positions[inside]]
    return found


def _prominence(layers: Sequence[Layer], leader: Ints) -> NDArray[np.float64]:
    """Of each leading position the prominence of the most prominent of its places."""
    scores = np.concatenate([_of_layer(layer) for layer in layers])
    best = scores.copy()
    np.maximum.at(best, leader, scores)
    return best


def _of_layer(layer: Layer) -> NDArray[np.float64]:
    """0 to 1, how likely news means a place by its name: people, kind, and number of names."""
    weight = layer.read("weight").to_numpy()
    counts = arrow.list_value_length(layer.read("names")).to_numpy()
    people = np.log10(1 + np.maximum(0.0, weight)) / 9.5
    names = np.minimum(1.0, np.log1p(counts) / math.log(200))
    coded = layer.read("feature").combine_chunks().dictionary_encode()
    listed = _any_listed(layer)
    terms = np.array(
        [_terms(feature.partition(".")[2]) for feature in coded.dictionary.to_pylist()]
    ).reshape(-1, 4)[coded.indices.to_numpy()]
    by_table = np.where(listed, terms[:, 3], 0.0)
    return np.asarray(terms[:, 0] + terms[:, 1] * people + terms[:, 2] * names + by_table)


def _terms(code: str) -> tuple[float, float, float, float]:
    """What a feature code adds by itself, by people, by names, and by a name in a table of ours."""
    match code:
        case "PCLI" | "PCL" | "PCLD" | "PCLS":
            return 0.70, 0.25, 0.05, 0.0
        case "CONT" | "RGN" | "OCN" | "SEA" | "GULF" | "STRT":
            return 0.40, 0.50, 0.05, 0.0
        case "ADM1":
            # Towns before the division of their name: reports from a city name the city.
            return 0.05, 0.60, 0.15, 0.08
        case "ADM2" | "ADM3" | "ADM4" | "ADM5" | "ADMD":
            return 0.0, 0.50, 0.05, 0.0
        case _ if code.endswith("H"):
            # Places of the past, by GeoNames' codes.
            return 0.0, 0.40, 0.05, 0.0
        case "PPLC":
            return 0.10, 0.75, 0.15, 0.0
        case _:
            return 0.0, 0.75, 0.15, 0.0


def _any_listed(layer: Layer) -> NDArray[np.bool_]:
    """Of each place whether one of its names stands in a table of our own."""
    listed = layer.read("listed")
    found = np.zeros(len(listed), bool)
    start = 0
    for chunk in listed.chunks:
        parents = arrow.list_parent_indices(chunk).to_numpy()
        found[start + parents[chunk.flatten().to_numpy(zero_copy_only=False)]] = True
        start += len(chunk)
    return found


def _id_order(leaders: Ints, numbers: Ints, others: dict[int, str]) -> tuple[Any, Any, Any]:
    """Columns that put places in order of their ids, the last first: source, number, rest."""
    keys = {p: _id_key(others[p]) for p in leaders[numbers[leaders] < 0].tolist()}
    sources = sorted({"geonames", *(key[0] for key in keys.values())})
    rests = {rest: at for at, rest in enumerate(sorted({key[2] for key in keys.values()}))}
    source = np.full(len(leaders), sources.index("geonames"), np.int16)
    number, rest = numbers[leaders], np.zeros(len(leaders), np.int32)
    for at in np.flatnonzero(number < 0).tolist():
        key = keys[int(leaders[at])]
        source[at], number[at], rest[at] = sources.index(key[0]), key[1], rests[key[2]]
    return rest, number, source


def _id_key(place_id: str) -> tuple[str, int, str]:
    source, _, rest = place_id.partition(":")
    return (source, int(rest), "") if rest.isdecimal() and len(rest) < 19 else (source, 0, rest)
