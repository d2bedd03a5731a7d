"""The world's waters and landforms: their table, the cities on and off them, and its reading.

A city of `tests/data/physical_cities.csv` is "Name, CC" or, where its country has a better known
one of that name, "Name, CC.ADM1" by GeoNames' codes.
"""

import csv
import math
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import shapely

from gazetteer.errors import GazetteerError
from gazetteer.place import distance_km
from gazetteer.region_tables import (
    CORRIDOR_KM,
    REGION_TABLES,
    corridor,
    polygon,
    read_region_tables,
)
from gazetteer.sources import data_folder, read_regions, read_rows

FOLDER = data_folder()
ROWS = read_rows(FOLDER, "physical")
CITIES = Path(__file__).parent / "data" / "physical_cities.csv"

COUNTS = {
    "H.OCN": 9, "H.SEA": 74, "H.GULF": 65, "H.BAY": 96, "H.SD": 21, "H.STRT": 73, "H.CHN": 4,
    "H.CNL": 29, "H.STM": 400, "H.LK": 230, "H.RSV": 110, "H.LGN": 11, "H.FJD": 5, "H.GLCR": 19,
    "H.FLLS": 5, "T.MTS": 215, "T.MT": 200, "T.VLC": 140, "T.PLAT": 26, "T.PLN": 16, "T.VAL": 63,
    "T.CNYN": 12, "T.PASS": 25, "T.DLTA": 19, "T.PEN": 90, "T.ISTH": 4, "T.CAPE": 40,
    "T.ISL": 450, "T.ISLS": 136, "L.DSRT": 54, "L.PRK": 220, "V.FRST": 30, "L.AREA": 81,
}  # fmt: skip
"""At least so many of each kind."""
NEAR_KM = {"H.STM": 40, "H.OCN": 150, "H.SEA": 150}
"""How far from the outline a city that lies on or near it may be; 80 km of all other kinds."""
AWAY_KM = {"H.OCN": 500, "H.SEA": 500, "T.MTS": 500}
"""How far a city that does not lie near it is at least; 200 km of all other kinds."""


@pytest.fixture(scope="module")
def regions():
    return {region.slug: region for region in read_regions(FOLDER)}


@pytest.fixture(scope="module")
def city(world):
    @cache
    def find(text):
        name, _, code = text.rpartition(", ")
        country, _, admin1 = code.partition(".")
        for match in world.lookup(name, country=country):
            place = match.place
            if place.feature_class == "P" and admin1 in ("", place.admin1_code):
                return place
        raise AssertionError(f"{CITIES.name}: there is no city {text!r}")

    return find


def distance_from(shape, place):
    """Kilometres from a place to the nearest point of a shape, 0 inside."""
    scale = (math.cos(math.radians(place.latitude)), 1.0)
    flat = shapely.transform(shape, lambda xy: xy * scale)
    point = shapely.Point(place.longitude * scale[0], place.latitude)
    nearest = shapely.get_point(shapely.shortest_line(flat, point), 0)
    return distance_km(place.latitude, place.longitude, nearest.y, nearest.x / scale[0])


def test_every_kind_is_there_in_full():
    counts = Counter(row["feature"] for row in ROWS)
    assert set(counts) == set(COUNTS)
    assert {kind: count for kind, count in counts.items() if count < COUNTS[kind]} == {}


def test_slugs_are_unique_across_the_tables():
    slugs = [row["slug"] for table in REGION_TABLES for row in read_rows(FOLDER, table)]
    assert [slug for slug, count in Counter(slugs).items() if count > 1] == []


def test_no_two_of_a_kind_show_the_same_name():
    shown = Counter((row["feature"], row["name"]) for row in ROWS)
    assert [name for name, count in shown.items() if count > 1] == []


def test_no_row_lists_a_name_twice():
    for row in ROWS:
        names = [row["name"], *filter(None, row["names"].split("|"))]
        assert len(set(names)) == len(names), row["slug"]


def test_every_outline_is_a_valid_polygon_on_the_globe(regions):
    for row in ROWS:
        shape = polygon(regions[row["slug"]])
        assert shape.is_valid, row["slug"]
        assert shape.geom_type in ("Polygon", "MultiPolygon"), row["slug"]
        west, south, east, north = shape.bounds
        assert -180 <= west < east <= 180, row["slug"]
        assert -90 <= south < north <= 90, row["slug"]


@pytest.mark.parametrize("kind", sorted(COUNTS))
def test_cities_lie_on_what_they_should_and_off_what_they_should_not(kind, regions, city):
    """Some islands, glaciers and deep seas have no bundled city near them."""
    checked, wrong = 0, []
    with CITIES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            region = regions[row["slug"]]
            if region.feature != kind:
                continue
            shape = polygon(region)
            for name in filter(None, row["near"].split("; ")):
                checked += 1
                distance = distance_from(shape, city(name))
                if distance > NEAR_KM.get(kind, 80):
                    wrong.append(f"{row['slug']}: {name} is {distance:.0f} km away")
            if row["far"]:
                distance = distance_from(shape, city(row["far"]))
                if distance < AWAY_KM.get(kind, 200):
                    wrong.append(f"{row['slug']}: {row['far']} is only {distance:.0f} km away")
    assert wrong == []
    assert checked >= 0.4 * COUNTS[kind]


def test_every_row_has_cities():
    with CITIES.open(encoding="utf-8", newline="") as file:
        listed = [row["slug"] for row in csv.DictReader(file)]
    assert listed == [row["slug"] for row in ROWS]


def test_what_lies_within_a_country_does(world, regions):
    """By its middle, within a degree: the source leaves out small islands and reefs."""
    open_water = ("H.OCN", "H.SEA", "H.GULF", "H.BAY", "H.SD", "H.STRT", "H.CHN", "T.ISL", "T.ISLS")
    for row in ROWS:
        if not row["within"] or row["feature"] in open_water:
            continue
        place = world.get(f"dateline:{row['slug']}")
        country = world.geometry(world.by_iso(row["within"]).place_id)
        if country is not None:
            point = shapely.Point(place.longitude, place.latitude)
            assert shapely.distance(country, point) < 1, row["slug"]


def test_the_index_keeps_the_outlines(world):
    river = world.lookup("the Euphrates")[0].place
    assert (river.place_id, river.feature_class, river.feature_code) == (
        "dateline:euphrates", "H", "STM",
    )  # fmt: skip
    assert world.is_drawn(river.place_id)
    assert not world.is_drawn("dateline:middle-east")
    assert world.geometry(river.place_id).contains(shapely.Point(river.longitude, river.latitude))


@pytest.mark.parametrize(
    ("region", "inside", "outside"),
    [
        ("Euphrates", "Deir ez-Zor, SY", "Damascus, SY"),
        ("Jordan River", "Jericho, PS", "Gaza, PS"),
        ("Lake Victoria", "Entebbe, UG", "Nairobi, KE"),
        ("Alps", "Innsbruck, AT", "Paris, FR"),
        ("Oahu", "Honolulu, US", "Hilo, US"),
    ],
)
def test_a_filter_by_one_takes_the_cities_in_it(world, city, region, inside, outside):
    found = world.region(region)
    assert found.contains(city(inside).place_id)
    assert not found.contains(city(outside).place_id)


def edge_km(shape, latitude, longitude):
    """Kilometres from a point inside to the nearest point of the edge."""
    boundary = shapely.segmentize(shape.boundary, 0.01)
    corners = shapely.get_coordinates(boundary).tolist()
    return min(distance_km(latitude, longitude, y, x) for x, y in corners)


@pytest.mark.parametrize("latitude", [0.0, 45.0, 72.0, -60.0])
@pytest.mark.parametrize("step", [(4.0, 0.0), (0.0, 4.0), (3.0, 2.0)])
def test_a_corridor_is_as_wide_at_all_latitudes(latitude, step):
    line = shapely.LineString([(10.0, latitude), (10.0 + step[0], latitude + step[1])])
    shape = corridor(line)
    assert shape.is_valid
    middle = line.interpolate(0.5, normalized=True)
    assert edge_km(shape, middle.y, middle.x) == pytest.approx(CORRIDOR_KM, rel=0.05)
    assert edge_km(shape, latitude, 10.0) == pytest.approx(CORRIDOR_KM, rel=0.05)


def test_a_corridor_that_passes_the_antimeridian_goes_on_beyond_it():
    shape = corridor(shapely.LineString([(178.0, 68.0), (180.0, 68.0)]))
    west, _, east, _ = shape.bounds
    assert (west, east) == (-180.0, 180.0)
    assert shape.contains(shapely.Point(-179.8, 68.0))
    assert not shape.contains(shapely.Point(-179.0, 68.0))


HEAD = "slug,name,feature,members,outline,within,names,weight,geonameid"
LAKE = 'a-lake,A Lake,H.LK,,"POLYGON ((1 1, 2 1, 2 2, 1 1))",,,1000,,'


def read(folder, *rows):
    """What the reading makes of a table of these rows; regions.csv has none."""
    (folder / "regions.csv").write_text(HEAD + "\n", encoding="utf-8")
    table = "\n".join([f"{HEAD},radius_km", *rows]) + "\n"
    (folder / "physical.csv").write_text(table, encoding="utf-8")
    (folder / "sites.csv").write_text(f"{HEAD},radius_km\n", encoding="utf-8")
    return read_region_tables(folder, {"AS": ["SY", "TR"]})


def test_a_row_is_read_as_it_stands(tmp_path):
    mount = "b-mount,B Mount,T.MT,,POINT (10 45),IT,Mount B|B,2000,7,5"
    lake, peak = read(tmp_path, LAKE, mount)
    assert (lake.slug, lake.place_id, lake.weight) == ("a-lake", "dateline:a-lake", 1000)
    assert (peak.names, peak.within, peak.place_id) == (("Mount B", "B"), "IT", "geonames:7")
    assert edge_km(polygon(peak), 45, 10) == pytest.approx(5, rel=0.01)


@pytest.mark.parametrize(
    ("row", "remedy"),
    [
        (LAKE.replace("POLYGON", "POLYGONE"), "must be WKT"),
        (LAKE.replace("2 2, 1 1))", "2 2))"), "the last corner of a ring the first again"),
        (LAKE.replace("2 1, 2 2", "2 1"), "order its corners around the area"),
        (LAKE.replace("2 2", "2 200"), "longitude comes first"),
        (LAKE.replace("2 1, 2 2", "2 2, 1 2, 2 1"), "order its corners around the area"),
        (LAKE.replace("POLYGON ((1 1, 2 1, 2 2, 1 1))", "POINT (1 1)"), "every POINT has one"),
        (LAKE + "9", "radius_km belongs to a POINT"),
        (LAKE.replace("H.LK,,", "H.LK,SY,"), "members or an outline, one of the two"),
        (LAKE.replace('"', ""), "an outline stands in quotes"),
        (LAKE.replace("1000", "much"), "weight is 'much'; it must be a number greater than 0"),
        (LAKE.replace("a-lake", "A lake"), "must be small letters with hyphens between"),
        ("c,C,L.RGN,@XX,,,,1,,", "'XX' is no continent; the codes are ['AS']"),
        ("c,C,L.RGN,SY -TR,,,,1,,", "'-TR' takes out what is not a member before it"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told_with_file_line_and_remedy(tmp_path, row, remedy):
    good = LAKE.replace("a-lake", "b-lake")
    with pytest.raises(GazetteerError) as error:
        read(tmp_path, good, row)
    message = str(error.value)
    assert "physical.csv, line 3: " in message
    assert remedy in message
    assert "\n" not in message


def test_a_slug_that_is_taken_is_told(tmp_path):
    with pytest.raises(GazetteerError, match=r"physical\.csv, line 3: the slug 'a-lake' is taken"):
        read(tmp_path, LAKE, LAKE)
