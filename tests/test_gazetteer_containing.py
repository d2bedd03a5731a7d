"""The divisions and the country that hold a point, finest first."""

from itertools import pairwise

import numpy as np
import pytest

from gazetteer.containing import containing_rows, first_order_rows
from gazetteer.errors import CoordinateError


def names(world, latitude, longitude):
    return [world.place_at(row).name for row in containing_rows(world.index, latitude, longitude)]


def test_divisions_come_before_their_country(world):
    assert names(world, 35.93, 36.63) == ["Idlib", "Syria"]
    assert names(world, 35.47, -97.52)[-2:] == ["Oklahoma", "United States"]


def test_nothing_contains_the_sea(world):
    assert names(world, 0, -30) == []


def test_each_contains_its_point_and_holds_the_one_before_it(world):
    for latitude, longitude in [(48.86, 2.35), (-1.29, 36.82), (34.69, 135.5), (-34.6, -58.4)]:
        found = [world.place_at(row) for row in containing_rows(world.index, latitude, longitude)]
        assert found
        assert found[-1].feature_code == "PCLI"
        for inner, outer in pairwise(found):
            assert outer in world.parents(inner)


def test_a_point_out_of_range_is_an_error(world):
    with pytest.raises(CoordinateError, match="swapped"):
        containing_rows(world.index, 151.2, -33.9)


def test_first_order_divisions_of_many_points(world):
    index = world.index
    latitudes, longitudes = (
        np.array([35.93, 48.85, 0.0, 33.51]),
        np.array([36.63, 2.35, 0.0, 36.29]),
    )
    found = first_order_rows(index, latitudes, longitudes).tolist()
    codes = [index.code(row) if row >= 0 else None for row in found]
    assert codes == ["SY.12", "FR.11", None, "SY.13"]
    assert first_order_rows(index, latitudes[:0], longitudes[:0]).tolist() == []
