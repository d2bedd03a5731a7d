"""The nearest places by cells are those that measuring every place gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.errors import CoordinateError
from gazetteer.place import distance_km

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def by_measuring_all(index, latitude, longitude, count, wanted=None):
    """Rows of the nearest places, by the distance to each of them."""
    phi, here = np.radians(index.latitude[:]), np.radians(latitude)
    half = (np.radians(index.longitude[:]) - np.radians(longitude)) / 2
    h = np.sin((phi - here) / 2) ** 2 + np.cos(here) * np.cos(phi) * np.sin(half) ** 2
    km = np.where(np.isnan(h), np.inf, 2 * 6371.0088 * np.arcsin(np.sqrt(np.minimum(1, h))))
    if wanted is not None:
        km = np.where(wanted[index.feature], km, np.inf)
    order = np.lexsort((np.arange(len(km)), np.round(km, 3)))[:count]
    return order.tolist(), np.round(km[order], 3).tolist()


@settings(max_examples=60, deadline=None)
@given(latitude=latitudes, longitude=longitudes, count=st.sampled_from([1, 3, 40]))
def test_the_nearest_are_those_of_all(world, latitude, longitude, count):
    found = world.nearest(latitude, longitude, count=count)
    rows, km = by_measuring_all(world.index, latitude, longitude, count)
    assert [distance for _, distance in found] == pytest.approx(km, abs=0.0011)
    assert {world.row(place.place_id) for place, _ in found} == set(rows) or len(set(km)) < count


@settings(max_examples=30, deadline=None)
@given(latitude=latitudes, longitude=longitudes)
def test_the_nearest_of_a_class_are_of_that_class(world, latitude, longitude):
    wanted = world.index.features_like("P", None)
    ((place, distance),) = world.nearest(latitude, longitude, feature_class="P")
    _, (expected,) = by_measuring_all(world.index, latitude, longitude, 1, wanted)
    assert place.feature_class == "P"
    assert distance == pytest.approx(expected, abs=0.0011)
    row = world.nearest_row(latitude, longitude, feature_class="P")
    assert row == (world.row(place.place_id), distance)


def test_a_code_narrows_the_class(world):
    ((place, _),) = world.nearest(48.6, 2.4, feature_code="PPLC")
    assert place.name == "Paris"


def test_nothing_lies_within_a_small_radius_at_sea(world):
    assert world.nearest(-48.9, -123.4, max_km=500, feature_class="P") == []
    assert world.around(-48.9, -123.4, 500, feature_class="P") == []


def test_around_gives_all_within_the_radius(world):
    found = world.around(35.93, 36.63, 25, feature_class="P")
    assert found[0][0].name == "Idlib"
    distances = [distance for _, distance in found]
    assert distances == sorted(distances)
    assert distances[-1] <= 25
    index = world.index
    towns = index.features_like("P", None)[index.feature]
    near = np.flatnonzero(towns & (np.abs(index.latitude[:] - 35.93) < 0.5))
    counted = sum(
        distance_km(35.93, 36.63, float(index.latitude[row]), float(index.longitude[row])) <= 25
        for row in near.tolist()
    )
    assert len(found) == counted


@pytest.mark.parametrize("point", [(91, 0), (0, 181), (float("nan"), 0)])
def test_points_off_the_globe_are_an_error(world, point):
    with pytest.raises(CoordinateError, match="latitude"):
        world.nearest(*point)
