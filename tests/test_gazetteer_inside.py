"""What lies in places, regions and geometries: children, and places in an area."""

import pytest
import shapely


def test_children_of_a_country_are_its_divisions(world):
    found = world.children(world.country("SY"))
    codes = {place.feature_code for place in found}
    assert "ADM1" in codes
    assert {p.name for p in found if p.feature_code == "ADM1"} >= {"Idlib", "Aleppo", "Homs"}
    assert all(place.country_code == "SY" for place in found)
    assert all(world.parents(place)[0] == world.country("SY") for place in found)


def test_children_of_a_division_lie_in_it_alone(world):
    idlib = world.get("geonames:169387")
    found = world.children(idlib)
    assert "ADM2" in {place.feature_code for place in found}
    assert all(world.parents(place)[0] == idlib for place in found)
    assert world.children(world.get("geonames:169389")) == []


def test_places_in_a_country_have_it_among_their_parents(world):
    found = world.places_in("geonames:163843", feature_class="P")
    assert found[0].name == "Damascus"
    assert all(world.country("SY") in world.parents(place) for place in found)
    assert len(world.places_in("geonames:163843", feature_class="P", limit=3)) == 3


def test_places_in_a_region_without_a_part(world):
    whole = {p.place_id for p in world.places_in(world.region("Syria"))}
    without = {p.place_id for p in world.places_in(world.region("Syria minus Idlib"))}
    idlib = {p.place_id for p in world.places_in(world.region("geonames:169387"))}
    assert idlib < whole
    assert without == whole - idlib - {"geonames:169387"}


@pytest.mark.parametrize(
    "shape", [shapely.box(36.0, 35.5, 37.0, 36.2), shapely.Point(36.63, 35.93).buffer(0.2)]
)
def test_places_in_a_geometry_have_their_point_in_it(world, shape):
    found = world.places_in(shape, feature_class="P")
    assert "Idlib" in {place.name for place in found}
    assert all(shape.intersects(shapely.Point(p.longitude, p.latitude)) for p in found)
    rows = [world.row(place.place_id) for place in found]
    assert rows == sorted(rows)


def test_a_geometry_in_two_parts_across_the_antimeridian(world):
    parts = shapely.MultiPolygon(
        [shapely.box(178, -19, 180, -16), shapely.box(-180, -19, -178, -16)]
    )
    countries = {place.country_code for place in world.places_in(parts, feature_class="P")}
    assert "FJ" in countries


def test_nothing_lies_in_an_empty_geometry(world):
    assert world.places_in(shapely.Polygon()) == []
