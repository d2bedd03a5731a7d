"""DatelineGeocoder behaves as geopy documents its geocoders."""

import geopandas.tools
import pytest
from geopy.location import Location
from geopy.point import Point

from gazetteer import DatelineGeocoder


@pytest.fixture(scope="module")
def geocoder(world):
    return DatelineGeocoder(world)


def test_one_location_with_its_raw_record(geocoder):
    found = geocoder.geocode("Jisr al-Shughur")
    assert isinstance(found, Location)
    assert found.address == "Jisr ash Shughūr, Idlib, Syria"
    assert (found.latitude, found.longitude) == (35.81418, 36.31983)
    assert found.raw["place_id"] == "geonames:169023"
    assert found.raw["how"] == "variant"


def test_nothing_is_none(geocoder):
    assert geocoder.geocode("Xqzwv") is None
    assert geocoder.geocode("") is None
    assert geocoder.geocode("Xqzwv", exactly_one=False) is None


def test_lists_and_limits(geocoder):
    found = geocoder.geocode("Paris", exactly_one=False, limit=3)
    assert [type(location) for location in found] == [Location] * 3
    with pytest.raises(ValueError, match="limit"):
        geocoder.geocode("Paris", limit=0)


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ("Paris, Texas", "geonames:4717560"),
        ("Paris, TX", "geonames:4717560"),
        ("Paris, France", "geonames:2988507"),
        ("Homs, Syria", "geonames:169577"),
        ({"city": "Paris", "country": "United States"}, "geonames:4717560"),
        ({"country": "Syria"}, "geonames:163843"),
    ],
)
def test_qualified_and_structured_queries(geocoder, query, place_id):
    assert geocoder.geocode(query).raw["place_id"] == place_id


def test_an_unknown_field_is_an_error(geocoder):
    with pytest.raises(ValueError, match="planet"):
        geocoder.geocode({"planet": "Mars"})


def test_countries_and_boxes(geocoder):
    assert geocoder.geocode("Paris", country_codes="us").raw["country_code"] == "US"
    assert geocoder.geocode("London", country_codes=["CA", "US"]).raw["country_code"] == "CA"
    texas = [Point(25, -107), Point(33.8, -95)]
    assert geocoder.geocode("Paris", viewbox=texas).raw["admin1_code"] == "TX"
    only = geocoder.geocode("Paris", viewbox=texas, bounded=True, exactly_one=False)
    assert {location.raw["admin1_code"] for location in only} == {"TX"}
    with pytest.raises(ValueError, match="corners"):
        geocoder.geocode("Paris", viewbox=[Point(25, -107)])


@pytest.mark.parametrize("query", [(35.93, 36.63), "35.93, 36.63", Point(35.93, 36.63)])
def test_reverse(geocoder, query):
    assert geocoder.reverse(query).raw["place_id"] == "geonames:169389"


def test_reverse_gives_the_nearest_first(geocoder):
    found = geocoder.reverse((35.93, 36.63), exactly_one=False, limit=5)
    distances = [location.raw["distance_km"] for location in found]
    assert len(found) == 5
    assert distances == sorted(distances)


def test_reverse_of_bad_coordinates_is_an_error(geocoder):
    with pytest.warns(UserWarning, match="Latitude"), pytest.raises(ValueError, match="Latitude"):
        geocoder.reverse((95, 0))


def test_it_serves_geopandas(world):
    frame = geopandas.tools.geocode(["Homs, Syria", "Aleppo"], provider=DatelineGeocoder)
    assert frame.address.tolist() == ["Homs, Syria", "Aleppo, Syria"]
    assert str(frame.crs).upper() == "EPSG:4326"
