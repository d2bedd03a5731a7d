"""Filtering by regions, held against two other ways of telling what lies where.

One walks the parents of places and knows no geometry, the other is geopandas and knows no parents.
The events are made from the bundled places, of all precisions, most of them where the regions are.
"""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pyproj import Geod

import geo
from gazetteer import Gazetteer
from geo.filters.filters import filter_events
from geo.filters.table_places import locate
from geo.table.frame import conform
from maps.cli import run

WORLD = "bbox:-180,-90,180,90"
AREA = shapely.Polygon([(35.5, 33), (38, 32.5), (39, 36), (36.5, 36.8), (37, 35), (35.5, 33)])
NEAR_BORDER = 0.05
"""Degrees within which a point and a simplified border may disagree."""

Mask = NDArray[np.bool_]
Told = tuple[Mask, Mask]
"""Which events lie in a region, and of which that is certain."""


@pytest.fixture(scope="module")
def frame(world: Gazetteer) -> gpd.GeoDataFrame:
    chance, index = np.random.default_rng(11), world.index
    around = (np.abs(index.latitude[:] - 35) < 6) & (np.abs(index.longitude[:] - 38) < 8)
    samples = [(np.flatnonzero(around), 300), (np.arange(6000), 200), (np.arange(len(index)), 100)]
    for region, count in (
        ("Syria", 150),
        ("Idlib", 40),
        ("Donbas", 60),
        ("Sahel", 100),
        ("Fiji", 20),
    ):
        inside = world.region(region).contains_rows(np.arange(len(index), dtype=np.int32))
        samples.append((np.flatnonzero(inside), count))
    rows = [row for places, count in samples for row in chance.choice(places, count).tolist()]
    rows += [*[*index.regions][::5], *([world.row("geonames:169389")] * 12)]
    return conform(pd.DataFrame([_event(world, chance, *item) for item in enumerate(rows)]))


@pytest.fixture(scope="module")
def mask(world: Gazetteer, frame: gpd.GeoDataFrame) -> Callable[[str], Mask]:
    """Which of the events lie in a region; what the filter keeps, as a test below makes sure."""
    located = locate(world, frame)
    return lambda region: world.region(region).contains_locations(located)


def _event(world: Gazetteer, chance: np.random.Generator, number: int, row: int) -> Any:
    """An event at a place; of a town now and then near it, or at some distance from it."""
    place = world.place_at(row)
    latitude, longitude, radius = place.latitude, place.longitude, place.radius_km
    precision = {"PCLI": 6, "ADM1": 4, "ADM2": 3}.get(place.feature_code)
    if precision is None:
        precision = {"P": 1, "H": 7}.get(place.feature_class, 5)
    if place.feature_class == "P" and latitude is not None and number % 3:
        precision, far = ((2, 0.2), (5, 0.8))[number % 3 - 1]
        latitude = float(np.clip(latitude + chance.uniform(-far, far), -89, 89))
        longitude = (longitude + chance.uniform(-far, far) + 180) % 360 - 180
        radius = chance.uniform(5, 40)
    if number % 50 == 0:
        latitude = longitude = place = None
    return {
        "event_id": str(number),
        "place_id": place and place.place_id,
        "latitude": latitude,
        "longitude": longitude,
        "where_prec": precision,
        "radius_km": radius,
        "geometry": None if latitude is None else shapely.Point(longitude, latitude),
    }


# The check by parents


def by_parents(*ids: str) -> Callable[[Gazetteer, gpd.GeoDataFrame], Told]:
    """A place is in when it or a parent is one of these; a region, when all it is made of is."""

    def inside(world: Gazetteer, wanted: set[str], place_id: str) -> bool:
        above = {parent.place_id for parent in world.parents(world.get(place_id))}
        if wanted & {place_id, *above}:
            return True
        made = _members(world, place_id)
        return bool(made) and all(inside(world, wanted, member) for member in made)

    def check(world: Gazetteer, frame: gpd.GeoDataFrame) -> Told:
        wanted = {place.place_id if (place := world.by_iso(i)) else i for i in ids}
        known = {i: inside(world, wanted, i) for i in frame["place_id"].dropna().unique()}
        # What is drawn has no chain to go by.
        told = {i: not world.is_drawn(i) for i in known}
        return tuple(
            np.array([found.get(i, none) for i in frame["place_id"]])
            for found, none in ((known, False), (told, True))
        )

    return check


def _members(world: Gazetteer, place_id: str) -> list[str]:
    made = world.index.regions.get(world.row(place_id), {}).get("members", [])
    return [world.place_at(row).place_id for row in made]


# The check by geopandas


def by_shape(make: Callable[[], Any]) -> Callable[[Gazetteer, gpd.GeoDataFrame], Told]:
    """Points by `sjoin`, areas by their share."""

    def check(world: Gazetteer, frame: gpd.GeoDataFrame) -> Told:
        shape = make()
        region = gpd.GeoDataFrame(geometry=[shape], crs=4326)
        inside = frame.index.isin(frame.sjoin(region, predicate="intersects").index)
        told = ~(shapely.distance(frame.geometry.array, shapely.boundary(shape)) < 1e-3)
        for position, event in enumerate(frame.itertuples()):
            place = None if pd.isna(event.place_id) else world.get(event.place_id)
            found: bool | None = None
            if place is None:
                continue
            if place.feature_class != "P":
                found = _area_in(world, place.place_id, shape)
            else:
                continue
            inside[position], told[position] = bool(found), found is not None
        return inside, told

    return check


def _area_in(world: Gazetteer, place_id: str, shape: Any) -> bool | None:
    if made := _members(world, place_id):
        parts = [_area_in(world, member, shape) for member in made]
        return False if False in parts else None if None in parts else True
    area, place = world.geometry(place_id), world.get(place_id)
    if area is None or place.latitude is None:
        return None
    share = shape.intersection(area).area / area.area
    if abs(share - 0.95) < 0.01:
        return None
    return bool(share > 0.95 and shape.intersects(shapely.Point(place.longitude, place.latitude)))


def both(first: Any, second: Any) -> Any:
    def check(world: Gazetteer, frame: gpd.GeoDataFrame) -> Told:
        (one, told), (other, also) = first(world, frame), second(world, frame)
        return one | other, told & also

    return check


def either(*parts: Callable[[Gazetteer, gpd.GeoDataFrame], Told]) -> Any:
    """In a union is what is in one of its parts; no part holds a region that spans them."""

    def check(world: Gazetteer, frame: gpd.GeoDataFrame) -> Told:
        told = [part(world, frame) for part in parts]
        return tuple(map(np.logical_or.reduce, zip(*told, strict=True)))

    return check


def without(first: Any, second: Any) -> Any:
    def check(world: Gazetteer, frame: gpd.GeoDataFrame) -> Told:
        (one, told), (other, also) = first(world, frame), second(world, frame)
        return one & ~other, told & also

    return check


CHAINS = {
    "Syria": by_parents("SY"),
    "SYR": by_parents("SY"),
    "sy": by_parents("SY"),
    "geonames:163843": by_parents("SY"),
    "Idlib": by_parents("SY-ID"),
    "SY-ID": by_parents("SY-ID"),
    "169387": by_parents("SY-ID"),
    "geonames:169389": by_parents("geonames:169389"),
    "Donbas": by_parents("dateline:donbas", "UA-14", "UA-09"),
    "Levant": by_parents("dateline:levant", "SY", "LB", "JO", "IL", "PS"),
    "Syria + Iraq": either(by_parents("SY"), by_parents("IQ")),
    "Homs, Syria; LB": either(by_parents("SY-HI"), by_parents("LB")),
    "Syria minus Idlib": without(by_parents("SY"), by_parents("SY-ID")),
    "SY + IQ minus SY-ID + SY-HL minus LB": without(
        either(by_parents("SY"), by_parents("IQ")),
        either(*(by_parents(code) for code in ("SY-ID", "SY-HL", "LB"))),
    ),
}


@pytest.mark.parametrize("region", CHAINS)
def test_as_the_parents_say(world: Gazetteer, frame: Any, mask: Any, region: str) -> None:
    expected, told = CHAINS[region](world, frame)
    assert (mask(region)[told] == expected[told]).all()
    assert expected.sum() >= (1 if region == "geonames:169389" else 10)


@pytest.mark.parametrize(
    "region", ["Syria", "SY-ID", "Donbas", "Middle East", "Sahel", "Syria + Iraq minus Idlib"]
)
def test_towns_as_geopandas_says_save_beside_borders(
    world: Gazetteer, frame: Any, mask: Any, region: str
) -> None:
    shape = world.region(region).geometry
    clear = (frame["where_prec"] == 1).to_numpy()
    clear &= shapely.distance(frame.geometry.array, shapely.boundary(shape)) > NEAR_BORDER
    within = frame.within(shape).to_numpy()
    assert (mask(region)[clear] == within[clear]).all()
    assert within[clear].sum() >= 10


@pytest.fixture(scope="module")
def area_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("areas") / "area.gpkg"
    gpd.GeoDataFrame(geometry=[AREA], crs=4326).to_crs(3857).to_file(path)
    return path


def around(latitude: float, longitude: float, km: float) -> Any:
    angles = np.arange(0, 360)
    here = np.full(360, longitude), np.full(360, latitude)
    east, north, _ = Geod("+a=6371008.8 +b=6371008.8").fwd(*here, angles, np.full(360, 1000 * km))
    return shapely.Polygon(np.column_stack([east, north]))


SHAPES = {
    "bbox:35,34,38,37": by_shape(lambda: shapely.box(35, 34, 38, 37)),
    "bbox:170,-50,-170,10": by_shape(
        lambda: shapely.union(shapely.box(170, -50, 180, 10), shapely.box(-180, -50, -170, 10))
    ),
    "near:Damascus:250km": by_shape(lambda: around(33.5102, 36.29128, 250)),
    "near:33.5,36.3:150mi": by_shape(lambda: around(33.5, 36.3, 150 * 1.609344)),
    "{file}": by_shape(lambda: AREA),
    "bbox:35,34,38,37 + {file}": both(
        by_shape(lambda: shapely.box(35, 34, 38, 37)), by_shape(lambda: AREA)
    ),
    "bbox:35,34,38,37 minus {file}": without(
        by_shape(lambda: shapely.box(35, 34, 38, 37)), by_shape(lambda: AREA)
    ),
}


@pytest.mark.parametrize("region", SHAPES)
def test_shapes_as_geopandas_says(
    world: Gazetteer, frame: Any, mask: Any, area_file: Path, region: str
) -> None:
    found = mask(region.format(file=area_file))
    expected, told = SHAPES[region](world, frame)
    assert told.mean() > 0.85
    assert (found[told] == expected[told]).all()
    assert found.sum() >= 10


def test_an_outline_as_geopandas_says(world: Gazetteer) -> None:
    index = world.index
    rows = np.flatnonzero(
        (np.abs(index.latitude[:] - 33.5) < 0.5) & (np.abs(index.longitude[:] - 36.4) < 0.5)
    )
    towns = [row for row in rows.tolist() if index.feature_code(row).startswith("P.")]
    table = conform(
        pd.DataFrame(
            {
                "event_id": [index.place_id(row) for row in towns],
                "place_id": [index.place_id(row) for row in towns],
                "latitude": index.latitude[towns],
                "longitude": index.longitude[towns],
                "where_prec": 1,
                "geometry": shapely.points(index.longitude[towns], index.latitude[towns]),
            }
        )
    )
    within = table.intersects(world.region("Ghouta").geometry)
    found = filter_events(table, region="Ghouta", gazetteer=world)
    assert list(found["event_id"]) == list(table["event_id"][within])
    assert 5 < within.sum() < len(towns)


def test_the_command_and_the_function_keep_these(
    world: Gazetteer, frame: Any, mask: Any, area_file: Path, tmp_path: Path
) -> None:
    events, output = tmp_path / "events.parquet", tmp_path / "kept.csv"
    some = frame.iloc[::3]
    geo.write(some, events)
    regions = ["Idlib", "Donbas", "Ghouta", "near:Goma:900mi", "bbox:35,34,38,37", str(area_file)]
    regions += ["Syria minus Idlib", "Syria + IQ", "UA-14", "geonames:163843", "Levant"]
    for region in regions:
        expected = list(some["event_id"][mask(region)[::3]])
        kept = filter_events(some, region=region, gazetteer=world)
        assert list(kept["event_id"]) == expected, region
        assert run(["filter", str(events), "--region", region, "-o", str(output)]) == 0
        assert list(pd.read_csv(output, dtype=str)["event_id"]) == expected, region


# What holds for all regions

NAMES = ["Syria", "Idlib", "Iraq", "Middle East", "Levant", "Europe", "Sahel", "Ghouta", "Donbas",
         "Black Sea", "UA-14", "TUR", "Kurdistan", "Turkey minus Kurdistan"]  # fmt: skip


def degrees(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda number: round(number, 2))


@st.composite
def boxes(draw: Any) -> str:
    west, south = draw(degrees(-179, 170)), draw(degrees(-85, 80))
    east, north = west + draw(degrees(0.5, 60)), south + draw(degrees(0.5, 40))
    return f"bbox:{west},{south},{min(180, east):.2f},{min(90, north):.2f}"


@st.composite
def circles(draw: Any) -> str:
    latitude, longitude = draw(degrees(-80, 80)), draw(degrees(-180, 180))
    return f"near:{latitude},{longitude}:{draw(degrees(1, 3000))}km"


SINGLE = st.sampled_from([name for name in NAMES if "minus" not in name]) | boxes() | circles()
JOINED = SINGLE | st.tuples(SINGLE, SINGLE).map(" + ".join)
EXAMPLES = settings(max_examples=12)


@EXAMPLES
@given(first=JOINED, second=SINGLE)
def test_a_union_is_either(mask: Any, first: str, second: str) -> None:
    either = mask(first) | mask(second)
    assert (mask(f"{first} + {second}") == either).all()
    assert (mask(f"{second} + {first}") == either).all()


@EXAMPLES
@given(first=JOINED, second=JOINED)
def test_a_difference_is_the_one_and_not_the_other(mask: Any, first: str, second: str) -> None:
    rest = mask(first) & ~mask(second)
    assert (mask(f"{first} minus {second}") == rest).all()


@EXAMPLES
@given(region=JOINED)
def test_a_region_and_the_world_without_it_part_the_placed_events(
    frame: Any, mask: Any, region: str
) -> None:
    inside, outside = mask(region), mask(f"{WORLD} minus {region}")
    assert not (inside & outside).any()
    assert ((inside | outside) == frame["place_id"].notna()).all()


def nested(world: Gazetteer) -> Iterator[tuple[str, str]]:
    chance = np.random.default_rng(5)
    for row in chance.integers(0, len(world.index), 12).tolist():
        place = world.place_at(row)
        chain = [place.place_id, *(parent.place_id for parent in world.parents(place))]
        yield from itertools.pairwise(chain)
    yield from [
        ("Idlib", "Levant"), ("Levant", "Middle East"), ("Donbas", "Ukraine"),
        ("Donbas", "Europe"), ("Sahel", "Africa"), ("Ghouta", "Syria"),
        ("Eastern Ghouta", "Ghouta"), ("near:Homs:50km", "near:Homs:51km"),
        ("bbox:36,35,37,36", "bbox:35,34,38,37"), ("Syria", "Syria + Iraq"),
        ("Syria minus Idlib", "Syria"), ("Syria minus Levant", "Syria minus Idlib"),
    ]  # fmt: skip


def test_what_is_in_a_region_is_in_what_holds_it(world: Gazetteer, mask: Any) -> None:
    for inner, outer in nested(world):
        assert not (mask(inner) & ~mask(outer)).any(), (inner, outer)


@EXAMPLES
@given(region=JOINED, seed=st.integers(0, 100))
def test_an_event_is_judged_by_itself(
    world: Gazetteer, frame: Any, mask: Any, region: str, seed: int
) -> None:
    kept = set(frame["event_id"][mask(region)])
    some = frame.sample(frac=0.1, random_state=seed)
    found = filter_events(some, region=region, gazetteer=world)["event_id"]
    assert list(found) == [i for i in some["event_id"] if i in kept]


def test_several_regions_keep_what_any_keeps(world: Gazetteer, frame: Any, mask: Any) -> None:
    several = ["Idlib", "bbox:36,33,37,34", "Donbas"]
    kept = filter_events(frame, region=several, gazetteer=world)["event_id"]
    expected = np.logical_or.reduce([mask(region) for region in several])
    assert list(kept) == list(frame["event_id"][expected])
