"""Regions: what their names mean, and what lies in them."""

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.errors import AmbiguousRegionError, CoordinateError, UnknownRegionError
from gazetteer.region_syntax import RegionFormError
from gazetteer.regions import box, chain_of, circle, extent_of, lies_in

SYRIA, IDLIB, IDLIB_CITY, HOMS_CITY = (
    "geonames:163843", "geonames:169387", "geonames:169389", "geonames:169577"
)  # fmt: skip


def inside(world, region, place_id):
    return world.region(region).contains(chain_of(world, place_id), extent_of(world, place_id))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Syria", "Syria (country)"),
        ("SY", "Syria (country)"),
        ("SYR", "Syria (country)"),
        ("usa", "United States (country)"),
        ("SY-ID", "Idlib (province, Syria)"),
        ("geonames:169387", "Idlib (province, Syria)"),
        ("169387", "Idlib (province, Syria)"),
        ("Idlib", "Idlib (province, Syria)"),
        ("Idlib province", "Idlib (province, Syria)"),
        ("Homs, Syria", "Homs (province, Syria)"),
        ("Georgia, US", "Georgia (state, United States)"),
        ("Middle East", "Middle East (region)"),
        ("Catalonia", "Catalonia (autonomous community, Spain)"),
        ("Donbas", "Donbas (region, Ukraine)"),
        ("Gaza", "Gaza Strip (first-order division, Palestine)"),
        ("Syria, Iraq", "Syria (country), Iraq (country)"),
        ("Syria + Iraq", "Syria (country), Iraq (country)"),
        ("Syria minus Idlib", "Syria (country) minus Idlib (province, Syria)"),
        ("near:Damascus:50km", "within 50 km of Damascus (capital, Damascus, Syria)"),
        ("bbox:35,34,38,37", "box 35,34 to 38,37"),
    ],
)
def test_labels(world, text, label):
    assert world.region(text).label == label


def test_of_nested_namesakes_the_outermost_is_meant_and_the_note_says_so(world):
    region = world.region("Idlib")
    assert region.members == {IDLIB}
    assert "also a town" in region.note
    assert "is meant" in region.note
    assert world.region("Syria").note is None


@pytest.mark.parametrize("text", ["Georgia", "Springfield", "Punjab", "Congo", "Korea"])
def test_other_ambiguity_lists_the_choices_with_ids(world, text):
    with pytest.raises(AmbiguousRegionError, match=r"geonames:\d+.*; .*geonames:\d+"):
        world.region(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "Nowherestan", "bbox:1,2", "bbox:10,10,0,5", "missing.geojson", "geonames:1",
        "near:Nowherestan:5km", "near:Damascus:0km", "Syria minus Nowherestan",
    ],
)  # fmt: skip
def test_what_is_no_region_is_told(world, text):
    with pytest.raises(UnknownRegionError):
        world.region(text)


@pytest.mark.parametrize(
    "text", ["near:Goma", "near:Goma:50mi", "near:", "bbox:", "bbox:a,b,c,d", "bbox:1,2,3", ""]
)
def test_a_wrong_form_is_told_from_an_unknown_name(world, text):
    with pytest.raises(RegionFormError):
        world.region(text)


def test_near_takes_a_place_with_what_it_lies_in(world):
    assert "Texas" in world.region("near:Paris, Texas:50km").label


def test_unusual_words_for_divisions_are_not_shown(world):
    assert world.region("Tripoli District").label == "Tripoli District (division, Libya)"


def test_close_spellings_are_offered(world):
    with pytest.raises(UnknownRegionError, match=r"did you mean .*Ukraine"):
        world.region("Ukrane")


def test_swapped_coordinates_are_told(world):
    with pytest.raises(CoordinateError, match="latitude"):
        world.region("bbox:34,135,37,138")


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
    assert inside(world, region, place_id) is expected


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
            extent = extent_of(world, place.place_id)
            chain = chain_of(world, place.place_id)
            assert area.contains(chain, extent) is expected, (region, name)


def test_a_polygon_file_is_a_region(world, tmp_path):
    path = tmp_path / "north west.geojson"
    frame = geopandas.GeoDataFrame(geometry=[shapely.box(36, 35.5, 37, 36.5)], crs=4326)
    frame.to_crs(3857).to_file(path.with_suffix(".gpkg"))
    frame.to_file(path)
    for file in (path, path.with_suffix(".gpkg")):
        region = world.region(str(file))
        assert region.contains(chain_of(world, IDLIB_CITY), extent_of(world, IDLIB_CITY))
        assert not region.contains(chain_of(world, HOMS_CITY), extent_of(world, HOMS_CITY))


def test_a_file_without_polygons_is_told(world, tmp_path):
    path = tmp_path / "points.geojson"
    geopandas.GeoDataFrame(geometry=[shapely.Point(1, 2)], crs=4326).to_file(path)
    with pytest.raises(UnknownRegionError, match="no polygons"):
        world.region(str(path))
    path.write_text("not json")
    with pytest.raises(UnknownRegionError, match="cannot be read"):
        world.region(str(path))


def rows_of(world, ids):
    places = [world.get(place_id) for place_id in ids]
    nan = float("nan")
    precision = {"PPL": 1.0, "PPLC": 1.0, "PCLI": 6.0, "ADM1": 4.0, "ADM2": 3.0}
    return (
        ids,
        np.array([nan if p.latitude is None else p.latitude for p in places]),
        np.array([nan if p.longitude is None else p.longitude for p in places]),
        np.array([precision[p.feature_code] for p in places]),
        np.array([p.radius_km for p in places]),
    )


@pytest.mark.parametrize(
    "text", ["Syria", "Middle East", "bbox:35,32,43,38", "near:Damascus:200km", "Syria minus Idlib"]
)
def test_many_rows_agree_with_one_by_one(world, text):
    region = world.region(text)
    ids = [world.index.place_id(row) for row in range(0, 40_000, 37)]
    ids = [i for i in ids if world.get(i).feature_class in "PA"] + [SYRIA, IDLIB, IDLIB_CITY]
    one_by_one = [region.contains(chain_of(world, i), extent_of(world, i)) for i in ids]
    together = region.contains_places(world, *rows_of(world, ids))
    assert together.tolist() == one_by_one


def test_rows_without_a_place_or_point_lie_nowhere(world):
    nothing = np.array([np.nan])
    for text in ("Syria", "bbox:-180,-90,180,90"):
        found = world.region(text).contains_places(
            world, [None], nothing, nothing, nothing, nothing
        )
        assert found.tolist() == [False]


def test_a_relative_location_lies_in_a_box_with_its_circle(world):
    box_region = world.region("bbox:36,35,37,36")
    place = np.array([36.5])
    for radius, expected in ((10.0, True), (200.0, False)):
        found = box_region.contains_places(
            world, [SYRIA], np.array([35.5]), place, np.array([5.0]), np.array([radius])
        )
        assert found.tolist() == [expected]


@settings(max_examples=60, deadline=None)
@given(row=st.integers(0, 60_000))
def test_union_and_difference_are_those_of_sets(world, row):
    place_id = world.index.place_id(row)
    chain, extent = chain_of(world, place_id), extent_of(world, place_id)
    a, b = "Asia", "bbox:60,-20,120,50"
    in_a, in_b = (world.region(text).contains(chain, extent) for text in (a, b))
    assert world.region(f"{a} + {b}").contains(chain, extent) == (in_a or in_b)
    assert world.region(f"{a} minus {b}").contains(chain, extent) == (in_a and not in_b)


@settings(max_examples=60, deadline=None)
@given(latitude=st.floats(-85, 85), longitude=st.floats(-180, 180), radius=st.floats(1, 2000))
def test_circles_are_valid_and_hold_their_middle(latitude, longitude, radius):
    shape = circle(latitude, longitude, radius)
    assert shape.is_valid
    assert shape.bounds[0] >= -180
    assert shape.bounds[2] <= 180
    assert lies_in(shapely.Point(longitude, latitude), shape)


def test_boxes_across_the_antimeridian():
    assert lies_in(shapely.Point(-175, 0), box(170, -10, -170, 10))
    assert not lies_in(shapely.Point(0, 0), box(170, -10, -170, 10))
