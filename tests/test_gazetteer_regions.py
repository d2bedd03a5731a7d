"""What lies in regions: towns, divisions, countries, other regions, and relative locations."""

import numpy as np
import pytest
import shapely

from gazetteer.errors import UnknownRegionError
from gazetteer.gazetteer import UnknownPlaceError
from gazetteer.locations import of_events, of_places
from gazetteer.region_contents import contents, made_of
from gazetteer.regions import Region, lies_in

SYRIA, IDLIB, IDLIB_CITY, HOMS_CITY = (
    "geonames:163843", "geonames:169387", "geonames:169389", "geonames:169577"
)  # fmt: skip


@pytest.mark.parametrize(
    ("region", "place_id", "expected"),
    [
        ("Syria", SYRIA, True),
        ("Middle East", SYRIA, True),
        ("Homs, Syria", SYRIA, False),
        ("Homs, Syria", HOMS_CITY, True),
        ("Idlib", IDLIB, True),
        ("Idlib", IDLIB_CITY, True),
        ("Idlib", HOMS_CITY, False),
        ("Middle East", "dateline:levant", True),
        ("Levant", "dateline:middle-east", False),
        ("Ukraine", "dateline:donbas", True),
        ("France", SYRIA, False),
        ("Ohio", "geonames:5165418", True),  # the state, not the river
        ("Mississippi", "geonames:4436296", True),
        ("Ohio River", "dateline:ohio-river", True),
        ("bbox:35,32,43,38", SYRIA, True),
        ("bbox:35,34,38,37", SYRIA, False),
        ("bbox:35,34,38,37", IDLIB, True),
        ("near:Idlib:20km", IDLIB_CITY, True),
        ("near:Idlib:20km", IDLIB, False),
        ("Syria minus Idlib", IDLIB_CITY, False),
        ("Syria minus Idlib", HOMS_CITY, True),
        ("Syria, Iraq", HOMS_CITY, True),
        ("bbox:170,-20,-170,-10", "geonames:2198148", True),  # Suva
        ("bbox:170,-20,-170,-10", "geonames:169389", False),
    ],
)
def test_in_a_region(world, region, place_id, expected):
    assert world.region(region).contains(place_id) is expected


@pytest.mark.parametrize(
    ("region", "within", "outside"),
    [
        ("Darfur", ["Nyala", "El Fasher"], ["Khartoum", "Port Sudan"]),
        ("Donbas", ["Kramatorsk", "Luhansk"], ["Kharkiv", "Odesa"]),
        ("Crimea", ["Simferopol", "Kerch"], ["Kherson"]),
        ("Gaza Strip", ["Rafah, PS", "Khan Yunis"], ["Hebron, PS", "Tel Aviv"]),
        ("West Bank", ["Ramallah", "Hebron, PS"], ["Haifa", "Amman"]),
        ("Golan Heights", ["Katzrin"], ["Damascus", "Haifa", "Safed"]),
        ("Eastern Ghouta", ["Duma, SY", "Harasta"], ["Homs", "Damascus"]),
        ("dateline:kashmir", ["Srinagar", "Muzaffarabad"], ["Lahore", "New Delhi"]),
        ("Tibet", ["Lhasa"], ["Chengdu", "Kathmandu"]),
        ("Scandinavia", ["Oslo", "Malmö"], ["Helsinki", "Hamburg"]),
        ("Horn of Africa", ["Mogadishu", "Asmara"], ["Nairobi", "Khartoum"]),
        ("Sahel", ["Bamako", "Niamey"], ["Abidjan", "Algiers"]),
        ("Balkans", ["Sarajevo", "Sofia"], ["Vienna", "Budapest"]),
        ("Caucasus", ["Tbilisi", "Grozny"], ["Moscow, RU", "Tehran"]),
        ("Iraqi Kurdistan", ["Erbil", "Duhok"], ["Mosul", "Baghdad"]),
        ("Latin America", ["Bogotá", "Mexico City"], ["Miami", "Madrid"]),
        ("Caribbean", ["Kingston, JM", "Port-au-Prince"], ["Caracas", "Miami"]),
        ("Maghreb", ["Tunis", "Rabat"], ["Cairo", "Dakar"]),
        ("Gulf states", ["Doha", "Riyadh"], ["Tehran", "Baghdad"]),
        ("Southeast Asia", ["Hanoi", "Jakarta"], ["Dhaka", "Taipei"]),
    ],
)
def test_regions_of_the_news(world, region, within, outside):
    area = world.region(region)
    for expected, names in ((True, within), (False, outside)):
        for name in names:
            short, _, country = name.partition(", ")
            place = next(
                m.place
                for m in world.lookup(short, country=country or None)
                if m.place.feature_class == "P"
            )
            assert area.contains(place.place_id) is expected, (region, name)


@pytest.mark.parametrize(
    ("region", "place_id", "expected"),
    [
        # A region that is made of others lies in what holds all of them, by chain or in a shape.
        ("Africa", "dateline:sahel", True),
        ("Middle East", "dateline:sahel", False),
        ("Donbas", "UA", False),
        ("Europe", "dateline:donbas", True),
        ("bbox:36,46,41,51", "dateline:donbas", True),
        ("bbox:36,46,39,51", "dateline:donbas", False),
        # One that is drawn lies in what holds its outline, though it has no chain to go by.
        ("Ghouta", "dateline:eastern-ghouta", True),
        ("Eastern Ghouta", "dateline:ghouta", False),
        ("Syria", "dateline:ghouta", True),
        ("Africa", "dateline:sahara", True),
        ("South America", "dateline:patagonia", True),
        ("Europe", "dateline:sahara", False),
        ("Europe", "dateline:black-sea", False),
        ("near:Damascus:100km", "dateline:ghouta", True),
        ("near:Damascus:15km", "dateline:ghouta", False),
        # Somewhere in the whole is not known to be in the part that is taken out.
        ("Syria minus Idlib", SYRIA, True),
        ("Syria minus Idlib", IDLIB, False),
        ("Middle East minus Syria", "dateline:levant", True),
        ("Levant minus Middle East", "dateline:levant", False),
        ("Syria + Iraq", "dateline:middle-east", False),
        # A region with itself in it.
        ("dateline:levant", "dateline:levant", True),
    ],
)
def test_regions_in_regions(world, region, place_id, expected):
    place = world.by_iso(place_id)
    assert world.region(region).contains(place.place_id if place else place_id) is expected


def test_a_town_of_unknown_district_lies_in_one_by_its_point(world):
    index = world.index
    shaped = [
        row
        for row in index.rows_with_shape.tolist()
        if index.feature_code(row) == "A.ADM2" and index.code(row).startswith("BA.")
    ]
    loose = np.flatnonzero(
        np.isin(index.parents[:, 1], index.parents[shaped, 1]) & (index.parents[:, 2] < 0)
    ).astype(np.int32)
    loose = loose[[index.feature_code(row).startswith("P.") for row in loose.tolist()]]
    assert len(loose) > 100
    held = 0
    for row in shaped:
        region = world.region(index.place_id(row))
        found = region.contains_rows(loose)
        points = shapely.points(index.longitude[loose], index.latitude[loose])
        expected = shapely.intersects(region.geometry, points)
        expected &= index.parents[loose, 1] == index.parents[row, 1]
        assert found.tolist() == expected.tolist()
        held += found.sum()
    assert held > 50


def test_a_division_without_a_point_lies_where_what_holds_it_does(world):
    index = world.index
    row = next(
        row
        for row in np.flatnonzero(np.isnan(index.latitude[:])).tolist()
        if index.code(row).startswith("SY.")
    )
    assert world.region("bbox:35,32,43,38").contains(index.place_id(row))
    assert not world.region("bbox:36,35,37,36").contains(index.place_id(row))


def located(world, place_id, latitude, longitude, where_prec, radius_km):
    rows = world.index.rows([place_id])
    numbers = [np.array([float(n)]) for n in (latitude, longitude, where_prec, radius_km)]
    return of_events(world.index, rows, *numbers)


NAN = float("nan")


@pytest.mark.parametrize(
    ("location", "region", "expected"),
    [
        # A relative location is its own point in shapes, whatever its place is, and where that is.
        ((SYRIA, 35.5, 36.5, 5, 200), "bbox:36,35,37,36", True),
        ((SYRIA, 35.5, 36.5, 5, 200), "bbox:37,33,40,36", False),
        ((SYRIA, 35.5, 36.5, 5, 200), "Syria", True),
        ((SYRIA, 35.5, 36.5, 5, 10), "Idlib", False),
        # Off the coast of a town, too; near a town is where the town is.
        (("geonames:173576", 35.51, 35.78, 7, 50), "bbox:35.5,35,36,36", False),
        (("geonames:173576", 35.51, 35.78, 7, 10), "bbox:35.5,35,36,36", True),
        (("geonames:173576", 35.51, 35.78, 2, 50), "bbox:35.5,35,36,36", True),
        # Across the antimeridian.
        (("geonames:2198148", -17.0, 179.9, 7, 30), "bbox:179,-18,-179,-16", True),
        (("geonames:2198148", -17.0, 179.9, 7, 30), "bbox:179,-18,180,-16", False),
        # A region at its own point is all of it, not the circle of its size.
        (("dateline:ghouta", 33.49, 36.365, 5, 1), "bbox:36.3,33.4,36.4,33.6", True),
        # What is absent: the place tells.
        ((SYRIA, NAN, NAN, 6, NAN), "bbox:35,32,43,38", True),
        ((SYRIA, NAN, NAN, NAN, NAN), "bbox:36,34,37,35", False),
        ((IDLIB_CITY, NAN, NAN, NAN, NAN), "bbox:36,35,37,36", True),
        # A place that is not in the gazetteer: its point, or its circle.
        (("geonames:1", 35.9, 36.6, 1, NAN), "bbox:36,35,37,36", True),
        (("geonames:1", 35.9, 36.6, NAN, NAN), "bbox:36,35,37,36", True),
        (("geonames:1", 35.9, 36.6, 4, 40), "bbox:36,35,37,36", False),
        (("geonames:1", 35.9, 36.6, 5, 40), "bbox:36,35,37,36", False),
        (("geonames:1", NAN, NAN, 1, NAN), "bbox:-180,-90,180,90", False),
        (("geonames:1", 35.9, 36.6, 1, NAN), "Syria", False),
    ],
)
def test_locations_of_events(world, location, region, expected):
    found = world.region(region).contains_locations(located(world, *location))
    assert found.tolist() == [expected]


def test_a_region_at_its_own_point_is_all_of_it(world):
    place = world.get("dateline:ghouta")
    location = located(world, place.place_id, place.latitude, place.longitude, 5, 1)
    for text, expected in (("bbox:36.3,33.4,36.4,33.6", False), ("bbox:36,33,37,34", True)):
        assert world.region(text).contains_locations(location).tolist() == [expected]


def test_places_are_locations_of_their_own(world):
    rows = world.index.rows([SYRIA, IDLIB, IDLIB_CITY, "dateline:levant"])
    places = of_places(world.index, rows)
    assert places.whole.tolist() == [True, True, False, True]
    assert not places.circles.any()


def test_geometry_of_unions_and_differences(world):
    syria, iraq, idlib = (world.region(text).geometry for text in ("Syria", "Iraq", "Idlib"))
    joint = world.region("Syria + Iraq").geometry
    assert joint.area == pytest.approx(syria.area + iraq.area, rel=1e-6)
    rest = world.region("Syria minus Idlib").geometry
    assert rest.area == pytest.approx(syria.area - idlib.area, rel=1e-6)
    assert world.region("Donbas").geometry.geom_type in ("Polygon", "MultiPolygon")


def test_there_is_no_polygon_where_that_of_a_part_is_unknown(world):
    for text in (IDLIB_CITY, f"Homs, Syria + {IDLIB_CITY}", f"{IDLIB_CITY} minus Syria"):
        assert world.region(text).geometry is None


def test_a_difference_keeps_its_polygon_where_that_of_what_is_taken_is_unknown(world):
    rest = world.region(f"Syria minus {IDLIB_CITY} minus Homs, Syria")
    assert rest.geometry.equals(world.region("Syria minus Homs, Syria").geometry)
    assert rest.left_in == ("Idlib (town, Idlib, Syria)",)
    assert not rest.contains(IDLIB_CITY)
    assert world.region("Syria minus Homs, Syria").left_in == ()


def test_lies_in_lets_borders_of_two_sources_differ_a_little():
    shape = shapely.box(0, 0, 10, 10)
    assert lies_in(shapely.box(0, 0, 10.4, 10), shape)
    assert not lies_in(shapely.box(0, 0, 11, 10), shape)
    assert lies_in(shapely.Point(10, 10), shape)
    assert not lies_in(shapely.Point(10.1, 10), shape)


def test_contents_are_what_the_filter_finds(world):
    inside = contents(world.region("Donbas"), limit=2)
    assert inside.countries == ()
    assert [place.name for place in inside.first_order_divisions] == ["Donetsk", "Luhansk"]
    assert [place.name for place in inside.largest_places] == ["Donetsk", "Luhansk"]
    assert inside.populated_places > 100
    assert [place.name for place in made_of(world.region("Donbas"))] == ["Donetsk", "Luhansk"]
    around = contents(world.region("bbox:35,32,43,38"), limit=0)
    assert {"Syria", "Lebanon"} == {place.name for place in around.countries}
    assert {"Ghouta", "Golan Heights"} <= {place.name for place in around.regions}
    assert around.largest_places == ()


def test_the_places_of_a_country_are_its_own(world):
    inside = contents(world.region("Syria"))
    assert world.get(SYRIA) not in inside.countries
    assert {p.country_code for p in inside.second_order_divisions} == {"SY"}
    assert len(inside.first_order_divisions) == 14
    populations = [place.population for place in inside.largest_places]
    assert populations == sorted(populations, reverse=True)


def test_members_that_the_index_does_not_have_hold_nothing(world):
    region = Region(world, "a", "a", members=frozenset({"geonames:1"}))
    assert not region.contains_rows(np.arange(1000, dtype=np.int32)).any()


def test_unknown_regions_leave_no_trace(world):
    with pytest.raises(UnknownRegionError):
        world.region("Syria + Nowherestan")


def test_a_name_is_no_id_to_ask_for(world):
    with pytest.raises(UnknownPlaceError, match="geonames:169389"):
        world.region("Syria").contains("Idlib")
