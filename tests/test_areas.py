"""Areas drawn on a map: forms, and which events are in them."""

import numpy as np
import pandas as pd
import pytest

from geo.errors import FilterError
from geo.filters.areas import area


def frame(*rows):
    columns = ("latitude", "longitude", "where_prec", "radius_km")
    return pd.DataFrame(rows, columns=columns)


def inside(text, *rows):
    return area(text).contains(frame(*rows)).tolist()


def test_box_has_its_edges_and_what_lies_between():
    points = [(35, 36, 1, 5), (36, 37, 1, 5), (36.1, 37, 1, 5), (35.5, 36.5, 1, 5)]
    assert inside("bbox:36,35,37,36", *points) == [True, True, False, True]


def test_box_may_cross_the_antimeridian():
    points = [(0, 175, 1, 0), (0, -175, 1, 0), (0, 0, 1, 0)]
    assert inside("bbox:170,-10,-170,10", *points) == [True, True, False]
    assert inside("bbox:-180,-90,180,90", *points) == [True, True, True]


def test_circle_is_round_on_the_sphere():
    # 1 degree of longitude is 111 km at the equator, half of that at 60 degrees.
    assert inside("near:0,0:100km", (0, 1, 1, 0), (0.5, 0.5, 1, 0)) == [False, True]
    assert inside("near:60,0:60km", (60, 1, 1, 0), (61, 0, 1, 0)) == [True, False]
    assert inside("near:0,0:70mi", (0, 1, 1, 0)) == [True]


def test_polygon_has_what_its_corners_enclose():
    text = "polygon:0,0,10,0,10,10,5,2,0,10"
    assert inside(text, (1, 5, 1, 0), (8, 5, 1, 0), (8, 9.5, 1, 0)) == [True, False, True]


@pytest.mark.parametrize(
    "text", ["bbox:36,35,37,36", "near:35.5,36.5:60km", "polygon:36,35,37,35,37,36,36,36"]
)
def test_what_is_known_by_a_region_is_in_when_all_of_it_is(text):
    rows = [
        (35.5, 36.5, 4, 20),
        (35.5, 36.5, 6, 300),
        (35.5, 36.5, 2, 300),
        (35.5, 36.5, 6, np.nan),
    ]
    assert inside(text, *rows) == [True, False, True, True]


@pytest.mark.parametrize(
    "text", ["bbox:36,35,37,36", "near:35.5,36.5:60km", "polygon:36,35,37,35,37,36"]
)
def test_what_has_no_place_is_in_no_area(text):
    assert inside(text, (np.nan, np.nan, np.nan, np.nan)) == [False]


@pytest.mark.parametrize(
    "text",
    ["", "Idlib", "bbox:1,2,3", "bbox:1,9,3,4", "bbox:1,2,3,x", "near:1,2", "near:91,2:5km",
     "near:1,2:0km", "polygon:1,2,3,4", "polygon:1,2,3,4,5", "polygon:1,2,3,4,5,95",
     "bbox:nan,0,1,1"],
)  # fmt: skip
def test_what_is_no_area_is_an_error_that_shows_how_to_write_one(text):
    with pytest.raises(FilterError, match="write bbox:west,south,east,north"):
        area(text)
