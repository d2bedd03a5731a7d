"""DatelineGeocoder behaves as geopy documents its geocoders, and needs no network."""

import asyncio
import functools
import json
import pickle
import socket
from concurrent.futures import ThreadPoolExecutor

import geopandas
import geopandas.tools
import geopy.exc
import geopy.geocoders
import pandas as pd
import pytest
import shapely
from geopy.adapters import BaseAsyncAdapter, URLLibAdapter
from geopy.extra.rate_limiter import AsyncRateLimiter, RateLimiter
from geopy.location import Location
from geopy.point import Point
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import DatelineGeocoder, Gazetteer

HOMS = "geonames:169577"
IDLIB = "geonames:169389"
PARIS_TEXAS = "geonames:4717560"


@pytest.fixture(scope="module")
def geocoder(world):
    return DatelineGeocoder(world)


def ids(locations):
    return [location.raw["place_id"] for location in locations]


# What geocode and reverse give


def test_one_location_is_its_address_and_point(geocoder):
    found = geocoder.geocode("Jisr al-Shughur")
    assert isinstance(found, Location)
    assert (
        found.address == str(found) == ("Jisr ash Shughūr, Jisr al-Shughur District, Idlib, Syria")
    )
    assert (found.latitude, found.longitude, found.altitude) == (35.81418, 36.31983, 0)
    address, (latitude, longitude) = found
    assert (address, latitude, longitude) == (found.address, found.latitude, found.longitude)
    assert isinstance(found.point, Point)


def test_raw_is_plain_and_tells_how_the_place_was_found(geocoder):
    found = geocoder.geocode("12345 Berlin, Germany")
    raw = found.raw
    assert json.loads(json.dumps(raw)) == raw
    assert pickle.loads(pickle.dumps(found)) == found
    assert raw["place_id"] == "geonames:2950159"
    assert raw["geonameid"] == 2950159
    assert (raw["name"], raw["country_code"], raw["admin1_code"]) == ("Berlin", "DE", "16")
    assert (raw["feature_class"], raw["feature_code"]) == ("P", "PPLC")
    assert raw["population"] > 3_000_000
    assert (raw["how"], raw["closeness"], raw["distance_km"]) == ("exact", 1.0, None)
    assert (raw["matched"], raw["unmatched"]) == (["Berlin", "Germany"], ["12345"])
    assert raw["address"]["city"] == "Berlin"
    assert raw["address"]["country"] == "Germany"
    assert raw["address"]["country_code"] == "de"


def test_the_bounding_box_is_south_north_west_east(geocoder, world):
    country = geocoder.geocode("Syria")
    west, south, east, north = world.geometry(country.raw["place_id"]).bounds
    assert country.raw["boundingbox"] == pytest.approx([south, north, west, east], abs=1e-4)
    town = geocoder.geocode("Homs, Syria")
    south, north, west, east = town.raw["boundingbox"]
    assert south < town.latitude < north < south + 1
    assert west < town.longitude < east < west + 1


def test_a_region_has_no_city(geocoder):
    address = geocoder.geocode("Sahel", country_codes=None).raw["address"]
    assert address == {"region": "Sahel"}


def test_the_address_may_be_left_out(geocoder):
    assert "address" not in geocoder.geocode("Homs", addressdetails=False).raw
    assert "address" not in geocoder.reverse((35.93, 36.63), addressdetails=False).raw


@pytest.mark.parametrize("exactly_one", [True, False])
def test_nothing_is_none_and_never_an_empty_list(geocoder, exactly_one):
    for query in ("Xqzwv", "", " , ", {}, {"postalcode": 10117}):
        assert geocoder.geocode(query, exactly_one=exactly_one) is None
    assert geocoder.reverse((0, -30), exactly_one=exactly_one) is None


def test_lists_have_ten_places_or_as_many_as_the_limit_says(geocoder):
    assert {type(location) for location in geocoder.geocode("Paris", exactly_one=False)} == {
        Location
    }
    assert len(geocoder.geocode("San Jose", exactly_one=False)) == 10
    assert len(geocoder.geocode("San Jose", exactly_one=False, limit=15)) == 15
    assert len(geocoder.reverse((48.86, 2.35), exactly_one=False)) == 10
    assert len(geocoder.reverse((48.86, 2.35), exactly_one=False, limit=3)) == 3
    best = geocoder.geocode("San Jose")
    assert geocoder.geocode("San Jose", limit=1) == best
    assert geocoder.geocode("San Jose", exactly_one=False, limit=1) == [best]


# Queries


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ("Homs, Syria", HOMS),
        ("Paris, TX, USA", PARIS_TEXAS),
        ({"city": "Paris", "state": "Texas", "country": "us"}, PARIS_TEXAS),
        ({"country": "Syria", "city": None, "street": ""}, "geonames:163843"),
        ({"city": "Berlin", "postalcode": 10117}, "geonames:2950159"),
    ],
)
def test_texts_and_fields(geocoder, query, place_id):
    assert geocoder.geocode(query).raw["place_id"] == place_id


def test_a_close_spelling_says_how_close_it_is(geocoder):
    raw = geocoder.geocode("Homss, Syria").raw
    assert (raw["place_id"], raw["how"]) == (HOMS, "spelling")
    assert 0.5 < raw["closeness"] < 1


def test_a_spelling_that_is_far_off_is_not_taken(geocoder, world):
    assert geocoder.geocode("Nowhereville") is None
    assert DatelineGeocoder(world, min_closeness=1).geocode("Bagdhad") is None
    assert DatelineGeocoder(world, min_closeness=0.5).geocode("Nowhereville") is not None


def test_an_address_known_in_part_is_found_unless_that_is_refused(geocoder, world):
    whole = DatelineGeocoder(world, partial=False)
    for query in (
        "10 Downing Street, London, UK",
        {"street": "10 Downing Street", "city": "London", "country": "UK"},
    ):
        raw = geocoder.geocode(query).raw
        assert raw["place_id"] == "geonames:2643743"
        assert (raw["matched"], raw["unmatched"]) == (["London", "UK"], ["10 Downing Street"])
        assert whole.geocode(query) is None
        assert whole.geocode(query, exactly_one=False) is None
    assert whole.geocode("12345 Berlin, Germany").raw["place_id"] == "geonames:2950159"


@pytest.mark.parametrize(
    "query", ["35.93, 36.63", "35.93 36.63", "35.93;36.63", "35.93° N, 36.63° E", "+35.93,+36.63"]
)
def test_coordinates_as_a_query_are_looked_at_in_reverse(geocoder, query):
    found = geocoder.geocode(query)
    assert found == geocoder.reverse("35.93, 36.63")
    assert (found.raw["place_id"], found.raw["how"]) == (IDLIB, "nearest")
    assert geocoder.geocode(query, country_codes="tr") is None
    assert geocoder.geocode(query, featuretype="country").raw["name"] == "Syria"


def test_southern_and_western_coordinates(geocoder):
    assert geocoder.geocode("34.6 S, 58.4 W").raw["country_code"] == "AR"
    assert geocoder.geocode("-34.6, -58.4").raw["country_code"] == "AR"
    assert geocoder.geocode("134.6, 58.4") is None


@pytest.mark.parametrize(
    "query",
    [
        *("\x00", "Homs\x00", "<script>alert(1)</script>", "' OR 1=1 --", "\ud800", "%s%n", "🎈"),
        *("(" * 500, "ا" * 400, "1 " * 200, "San " * 100, "San Jose Springfield, " * 20),
    ],
)  # fmt: skip
def test_hostile_queries_do_no_harm(geocoder, query):
    found = geocoder.geocode(query)
    assert found is None or isinstance(found, Location)
    found = geocoder.geocode({"city": query, "country": query}, exactly_one=False)
    assert found is None or isinstance(found[0], Location)


@given(query=st.text(max_size=40))
def test_any_text_gives_a_location_or_none(geocoder, query):
    found = geocoder.geocode(query)
    assert found is None or isinstance(found, Location)


# Narrowing and ordering


def test_countries(geocoder):
    assert geocoder.geocode("Moscow", country_codes="RU").raw["country_code"] == "RU"
    for codes in (["us", "ca"], ("US", "CA"), "us,ca", {"US", "CA"}):
        assert geocoder.geocode("Moscow", country_codes=codes).raw["country_code"] == "US"
    assert geocoder.geocode("Moscow", country_codes=[]).raw["country_code"] == "RU"
    assert geocoder.geocode("Paris, Texas", country_codes="FR") is None


@pytest.mark.parametrize(
    "viewbox",
    [
        [Point(25, -107), Point(33.8, -95)],
        ((33.8, -95), (25, -107)),
        [[25, -95], [33.8, -107]],
        ["25,-107", "33.8,-95"],
        [("25", "-107"), ("33.8", "-95")],
    ],
)
def test_a_view_box_comes_first_and_is_all_when_bounded(geocoder, viewbox):
    first = geocoder.geocode("Paris", viewbox=viewbox, exactly_one=False)
    assert first[0].raw["place_id"] == PARIS_TEXAS
    assert "FR" in {location.raw["country_code"] for location in first}
    only = geocoder.geocode("Paris", viewbox=viewbox, bounded=True, exactly_one=False)
    assert ids(only) == [PARIS_TEXAS]
    assert geocoder.geocode("Lyon", viewbox=viewbox, bounded=True) is None


@pytest.mark.parametrize(
    ("featuretype", "codes"),
    [
        ("country", {"PCLI"}),
        ("state", {"ADM1"}),
        ("county", {"ADM2"}),
        ("city", {"PPL", "PPLC"}),
        ("settlement", {"PPL", "PPLC", "ADM1", "ADM2"}),
    ],
)
def test_feature_types(geocoder, featuretype, codes):
    found = geocoder.geocode("Mexico", featuretype=featuretype, exactly_one=False) or []
    assert {location.raw["feature_code"] for location in found} <= codes
    assert found or featuretype == "county"


# Languages


def test_names_are_in_the_language_asked_for(geocoder):
    found = geocoder.geocode("Homs, Syria", language="ar")
    assert found.raw["place_id"] == HOMS
    assert found.raw["name"] == found.raw["address"]["city"] == "حمص"
    assert found.raw["address"]["country"] == "سوريا"
    assert found.address.startswith("حمص, ")
    assert geocoder.reverse((34.72, 36.72), language="ar").raw["address"]["country"] == "سوريا"


def test_languages_are_tried_in_order_and_the_usual_name_is_last(geocoder, monkeypatch):
    names = {"de": "Deutschland", "fr": "Allemagne"}
    monkeypatch.setattr(Gazetteer, "name_in", lambda self, place, language: names.get(language))

    def name(language):
        return geocoder.geocode("Germany", language=language).address

    assert name("de") == name("de-AT") == name("DE_de") == name("it, de") == "Deutschland"
    assert name("fr,de") == name("de;q=0.5, fr;q=0.9, it") == "Allemagne"
    assert name("it") == name(None) == name(False) == name("") == "Germany"


def test_a_language_may_be_bound_beforehand(geocoder):
    bound = functools.partial(geocoder.geocode, language="ru")
    assert bound("Moscow").raw["name"].startswith("М")


def test_name_in_is_of_the_script_of_the_language(world):
    homs = world.get(HOMS)
    assert world.name_in(homs, "ar") == "حمص"
    assert world.name_in(homs, "el") == "Χομς"
    assert world.name_in(homs, "ja") == "ホムス"
    assert world.name_in(homs, "en") == "Homs"
    assert world.name_in(homs, "km") is None


# Reverse


@pytest.mark.parametrize(
    "query",
    [(35.93, 36.63), [35.93, 36.63], "35.93,36.63", Point(35.93, 36.63, 5), (35.93, 396.63)],
)
def test_reverse_takes_whatever_is_a_point_to_geopy(geocoder, query):
    assert geocoder.reverse(query).raw["place_id"] == IDLIB


def test_reverse_gives_the_nearest_first(geocoder):
    found = geocoder.reverse((35.93, 36.63), exactly_one=False, limit=5)
    distances = [location.raw["distance_km"] for location in found]
    assert distances == sorted(distances)
    assert {location.raw["how"] for location in found} == {"nearest"}
    assert found[0].raw["closeness"] is None


def test_reverse_tells_the_divisions_that_hold_the_point(geocoder):
    address = geocoder.reverse((35.93, 36.63)).raw["address"]
    assert list(address) == ["city", "county", "state", "country", "country_code"]
    assert list(address.values()) == ["Idlib", "Idlib District", "Idlib", "Syria", "sy"]


def test_reverse_stays_in_the_country_of_the_point(geocoder):
    """Kilis in Turkey lies nearer to the border than most of what is south of it."""
    south = geocoder.reverse((36.63, 37.09))
    assert south.raw["country_code"] == "SY"
    assert south.raw["address"]["country_code"] == "sy"


def test_far_from_towns_reverse_gives_the_division_or_country(geocoder, world):
    desert = geocoder.reverse((25, 30))
    assert (desert.raw["how"], desert.raw["distance_km"]) == ("contains", 0)
    assert desert.address == "New Valley, Egypt"
    assert geocoder.reverse((25, 30), featuretype="city") is None
    far = DatelineGeocoder(world, max_km=300).reverse((25, 30))
    assert far.raw["how"] == "nearest"
    assert 50 < far.raw["distance_km"] <= 300


def test_far_at_sea_there_is_nothing(geocoder):
    for point in [(0, -30), (0, 180), (0, -180), (-65, -120), (54.4, 5)]:
        assert geocoder.reverse(point) is None


@pytest.mark.parametrize(
    ("featuretype", "name"), [("city", "Idlib"), ("state", "Idlib"), ("country", "Syria")]
)
def test_reverse_at_a_level(geocoder, featuretype, name):
    raw = geocoder.reverse((35.93, 36.63), featuretype=featuretype).raw
    assert raw["name"] == name
    assert (raw["how"] == "nearest") == (featuretype == "city")


# Errors


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"query": {"planet": "Mars"}}, "'planet' is none of street, city"),
        ({"query": None}, "must be text, not NoneType"),
        ({"query": 5}, "must be text, not int"),
        ({"query": {"city": ["Paris"]}}, "city: must be text, not list"),
        ({"query": "a" * 501}, "501 characters"),
        ({"query": {"city": "a" * 501}}, "city: 501 characters"),
        ({"query": "Paris", "country_codes": "XX"}, "'XX' is not ISO 3166-1 alpha-2"),
        ({"query": "Paris", "country_codes": ["FR", "USA"]}, "'USA' is not"),
        ({"query": "Paris", "viewbox": [Point(25, -107)]}, "bounding box"),
        ({"query": "Paris", "viewbox": "25,-107,33,-95"}, "bounding box"),
        ({"query": "Paris", "featuretype": "planet"}, "must be one of city, county"),
        ({"query": "Paris", "language": 5}, "must be a code"),
        ({"query": "Paris", "language": "de;q=x"}, "'q=x' is no weight"),
    ],
)
def test_a_bad_query_is_geopys_error_in_one_line(geocoder, parameters, message):
    with pytest.raises(geopy.exc.GeocoderQueryError, match=message) as caught:
        geocoder.geocode(**parameters)
    assert isinstance(caught.value, ValueError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("limit", [0, -1, "many"])
def test_a_limit_is_at_least_one(geocoder, limit):
    for call, query in ((geocoder.geocode, "Paris"), (geocoder.reverse, (48.86, 2.35))):
        with pytest.raises(ValueError, match=r"limit|invalid literal"):
            call(query, exactly_one=False, limit=limit)


@pytest.mark.parametrize(
    "query", ["Homs", "", None, 5.5, (1,), (1, 2, 3, 4), (float("nan"), 0), {"lat": 1}, object()]
)
def test_what_is_no_point_is_a_value_error(geocoder, query):
    with pytest.raises(ValueError, match=r"\S"):
        geocoder.reverse(query)


def test_a_latitude_out_of_range_is_an_error_as_in_geopy(geocoder):
    with pytest.warns(UserWarning, match="Latitude"), pytest.raises(ValueError, match="Latitude"):
        geocoder.reverse((95, 0))


def test_a_level_that_reverse_does_not_know_is_an_error(geocoder):
    with pytest.raises(geopy.exc.GeocoderQueryError, match="city, county, state or country"):
        geocoder.reverse((48.86, 2.35), featuretype="settlement")


def test_a_parameter_of_another_geocoder_is_an_error(geocoder):
    with pytest.raises(TypeError, match="zoom"):
        geocoder.reverse((48.86, 2.35), zoom=10)


# Settings


def test_the_settings_of_geopy_are_taken(world):
    geocoder = DatelineGeocoder(
        world,
        scheme="http",
        timeout=7,
        proxies="192.0.2.0:8080",
        user_agent="tests/1",
        adapter_factory=URLLibAdapter,
    )
    assert geocoder.scheme == "http"
    assert geocoder.timeout == 7
    assert geocoder.proxies == {"http": "192.0.2.0:8080", "https": "192.0.2.0:8080"}
    assert geocoder.headers == {"User-Agent": "tests/1"}
    assert isinstance(geocoder.adapter, URLLibAdapter)
    assert geocoder.geocode("Homs", timeout=None).raw["name"] == "Homs"
    assert DatelineGeocoder(world).timeout == geopy.geocoders.options.default_timeout


@pytest.mark.parametrize(
    "settings", [{"scheme": "ftp"}, {"adapter_factory": dict}, {"max_km": 0}, {"max_km": -1}]
)
def test_bad_settings_are_a_configuration_error(world, settings):
    with pytest.raises(geopy.exc.ConfigurationError):
        DatelineGeocoder(world, **settings)


def test_no_socket_is_opened(world, monkeypatch):
    def refuse(*_arguments, **_parameters):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with DatelineGeocoder(world, user_agent="tests/1") as geocoder:
        assert geocoder.geocode("Homs, Syria").raw["place_id"] == HOMS
        assert geocoder.geocode("Xqzwv") is None
        assert geocoder.reverse("35.93, 36.63").raw["place_id"] == IDLIB


# In geopy's and geopandas' hands


def nominatim_calls(geocoder):
    """Calls as programs make them to geopy's Nominatim."""
    yield geocoder.geocode("Chicago, IL, USA", timeout=10)
    yield geocoder.geocode("Kyoto, Japan", addressdetails=True, language="en")
    yield geocoder.geocode("Kazan", country_codes=["ru", "tr"], exactly_one=True)
    yield geocoder.geocode("Georgia", featuretype="country", limit=5)
    yield geocoder.geocode({"country": "us", "city": "moscow", "state": "idaho"})
    box = [Point(52, -2), Point(50, 0.5)]
    yield geocoder.geocode("Oxford", viewbox=box, bounded=True)
    yield geocoder.reverse(Point(40.7537, -73.9848), timeout=None)
    yield geocoder.reverse("52.509669, 13.376294", exactly_one=True, language="en")
    yield geocoder.reverse((-33.87, 151.21), addressdetails=True)


def test_calls_to_nominatim_work_unchanged(geocoder):
    found = list(nominatim_calls(geocoder))
    places = [(one.raw["address"]["country_code"], one.address.split(",")[0]) for one in found]
    assert places[:6] == [
        ("us", "Chicago"),
        ("jp", "Kyoto"),
        ("ru", "Kazan"),
        ("ge", "Georgia"),
        ("us", "Moscow"),
        ("gb", "Oxford"),
    ]
    assert [country for country, _ in places[6:]] == ["us", "de", "au"]
    assert found[6].raw["address"]["state"] == "New York"


def test_rate_limiters_work_around_it(geocoder):
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0.001)
    found = pd.Series(["Homs, Syria", "Xqzwv"]).apply(limited)
    assert found[0].raw["place_id"] == HOMS
    assert found[1] is None
    assert RateLimiter(geocoder.reverse)((35.93, 36.63)).raw["place_id"] == IDLIB


class Offline(BaseAsyncAdapter):
    """An asynchronous adapter that may not be asked for anything."""

    async def get_text(self, url, *, timeout, headers):
        raise AssertionError(url)

    async def get_json(self, url, *, timeout, headers):
        raise AssertionError(url)


def test_with_an_asynchronous_adapter_it_is_awaited(world):
    async def run():
        async with DatelineGeocoder(world, adapter_factory=Offline) as geocoder:
            limited = AsyncRateLimiter(geocoder.geocode)
            return [
                await limited("Homs, Syria"),
                await geocoder.geocode("Xqzwv"),
                await geocoder.reverse((35.93, 36.63), exactly_one=False, limit=1),
            ]

    # In a thread of its own: a browser of other tests has a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        one, nothing, several = thread.submit(asyncio.run, run()).result()
    assert one.raw["place_id"] == HOMS
    assert nothing is None
    assert ids(several) == [IDLIB]


def test_it_serves_geopandas(world):
    names = pd.Series(["Homs, Syria", "Xqzwv", None, "Aleppo"], index=[7, 8, 9, 10])
    frame = geopandas.tools.geocode(names, provider=DatelineGeocoder, gazetteer=world)
    assert str(frame.crs).upper() == "EPSG:4326"
    assert frame.index.tolist() == [7, 8, 9, 10]
    assert frame.address[7] == "Homs, Homs District, Homs, Syria"
    assert frame.address[[8, 9]].isna().all()
    assert frame.geometry[[8, 9]].is_empty.all()
    assert frame.geometry[7].distance(shapely.Point(36.72339, 34.72682)) < 0.01


def test_it_serves_geopandas_in_reverse(world):
    points = geopandas.GeoSeries([shapely.Point(36.63, 35.93), shapely.Point(-30, 0)])
    frame = geopandas.tools.reverse_geocode(points, provider=DatelineGeocoder, gazetteer=world)
    assert frame.address[0] == "Idlib, Idlib District, Idlib, Syria"
    assert frame.address.isna().tolist() == [False, True]
