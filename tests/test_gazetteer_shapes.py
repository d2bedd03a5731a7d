"""Shapes on the sphere: circles, boxes, areas, and what crosses the antimeridian."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from gazetteer.place import EARTH_RADIUS_KM, distance_km
from gazetteer.shapes import area_km2, bounds, box, circle, wrap

WGS84 = Geod(ellps="WGS84")
LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@settings(max_examples=80)
@given(latitude=LATITUDES, longitude=LONGITUDES, radius=st.floats(1, 5000))
def test_circles_are_valid_and_hold_what_is_nearer_than_their_radius(latitude, longitude, radius):
    shape = circle(latitude, longitude, radius)
    assert shape.is_valid
    west, south, east, north = shape.bounds
    assert west >= -180
    assert east <= 180
    assert south >= -90
    assert north <= 90
    chance = np.random.default_rng(7)
    for _ in range(30):
        angle = math.degrees(radius / EARTH_RADIUS_KM) * chance.uniform(0, 1.5)
        bearing = chance.uniform(0, 2 * math.pi)
        y = max(-90.0, min(90.0, latitude + angle * math.cos(bearing)))
        across = angle * math.sin(bearing) / max(0.01, math.cos(math.radians(latitude)))
        x = (longitude + across + 180) % 360 - 180
        distance = distance_km(latitude, longitude, y, x)
        if abs(distance - radius) > 0.01 * radius:
            assert shapely.intersects_xy(shape, x, y) == (distance < radius)


@given(latitude=LATITUDES, longitude=LONGITUDES, radius=st.floats(10, 5000))
def test_the_area_of_a_circle_is_that_of_a_cap(latitude, longitude, radius):
    cap = 2 * math.pi * EARTH_RADIUS_KM**2 * (1 - math.cos(radius / EARTH_RADIUS_KM))
    # The sphere differs from the ellipsoid by up to a hundredth.
    assert area_km2(circle(latitude, longitude, radius)) == pytest.approx(cap, rel=0.015)


def test_the_area_of_the_whole_earth():
    assert area_km2(shapely.box(-180, -90, 180, 90)) == pytest.approx(510_065_622, rel=1e-6)


def test_areas_agree_with_those_along_geodesics_where_edges_are_short(world):
    for text in ("Syria", "Brazil", "Fiji", "United Kingdom"):
        shape = shapely.segmentize(world.region(text).geometry, 0.02)
        along, _ = WGS84.geometry_area_perimeter(shapely.orient_polygons(shape))
        assert area_km2(shape) == pytest.approx(abs(along) / 1e6, rel=1e-3)


def test_holes_are_not_counted():
    ring = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 3, 3))
    whole, hole = area_km2(shapely.box(0, 0, 4, 4)), area_km2(shapely.box(1, 1, 3, 3))
    assert area_km2(ring) == pytest.approx(whole - hole)
    assert area_km2(shapely.Point(1, 2)) == 0


def test_boxes_across_the_antimeridian():
    across = box(170, -10, -170, 10)
    assert shapely.intersects_xy(across, -175, 0)
    assert shapely.intersects_xy(across, 175, 0)
    assert not shapely.intersects_xy(across, 0, 0)
    assert bounds(across) == (170, -10, -170, 10)


def test_bounds_are_the_narrowest_there_are(world):
    assert bounds(shapely.box(1, 2, 3, 4)) == (1, 2, 3, 4)
    assert bounds(shapely.box(-180, -90, 180, 90)) == (-180, -90, 180, 90)
    assert bounds(shapely.MultiPoint([(-100, 0), (100, 1)]).buffer(1))[0] == pytest.approx(99)
    west, _, east, _ = bounds(world.region("Fiji").geometry)
    assert 170 < west < 180
    assert -180 < east < -170
    west, _, east, _ = bounds(world.region("France").geometry)
    assert west < -5 < 8 < east


@given(west=st.floats(-359, 178), width=st.floats(0.5, 180))
def test_wrapping_keeps_area_and_stays_within_180_degrees(west, width):
    shape = shapely.box(west, 0, west + width, 10)
    wrapped = wrap(shape)
    assert wrapped.area == pytest.approx(shape.area)
    assert wrapped.bounds[0] >= -180
    assert wrapped.bounds[2] <= 180


def test_guessed_polygons_are_told_from_those_of_the_source(world):
    assert world.is_approximate("geonames:178914")  # Turkana, within the old Rift Valley province
    assert world.is_approximate("dateline:ghouta")
    assert not world.is_approximate("geonames:169387")
    assert not world.is_approximate("geonames:169389")  # a town has none
