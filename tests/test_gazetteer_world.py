"""The shipped world: counts, ids, known places of all continents, polygons, tables."""

import csv
import hashlib
import math
import re
from collections import Counter
from pathlib import Path

import pyarrow.parquet
import pytest
import shapely

from gazetteer.place import Place
from gazetteer.sources import data_folder, describe, read_regions, read_rows

FOLDER = data_folder()


def test_the_files_are_those_that_the_script_wrote():
    checksums = describe(FOLDER)["checksums"]
    assert sorted(checksums) == sorted(path.name for path in FOLDER.glob("*.parquet"))
    for name, checksum in checksums.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == checksum


def test_the_world_stays_under_forty_megabytes():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 40_000_000


def test_counts(world):
    counts = world.info()["counts"]
    assert counts["places"] > 280_000
    assert counts["by_feature_code"]["PCLI"] == 250
    assert counts["by_feature_code"]["ADM1"] == 3_865
    assert counts["by_feature_code"]["ADM2"] == 47_643
    assert counts["by_feature_code"]["CONT"] == 7
    assert counts["polygons"] > 5_000


def test_ids_are_unique_and_lead_to_their_place(world):
    index = world.index
    ids = [index.place_id(row) for row in range(len(index))]
    assert len(set(ids)) == len(ids)
    assert index.rows(ids).tolist() == list(range(len(index)))


def test_codes_are_those_of_iso_3166(world):
    index = world.index
    for code, alpha3 in (("SY", "SYR"), ("CD", "COD"), ("XK", "XKX"), ("PS", "PSE"), ("TW", "TWN")):
        assert world.iso3(code) == alpha3
    for row in range(len(index)):
        feature, iso = index.feature_code(row), index.iso(row)
        if feature == "A.PCLI":
            assert re.fullmatch("[A-Z]{3}", iso)
        elif iso is not None:
            assert re.fullmatch("[A-Z]{2}-[A-Z0-9]{1,3}", iso)
            assert iso[:2] == index.code(row)[:2]


def test_countries_are_the_territories_of_cldr(world):
    babel = pytest.importorskip("babel", reason="babel comes with the extra 'world'")
    named = babel.Locale("en").territories
    # Parts of other territories with a code of their own, and what is no territory.
    others = {
        "AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ",
    }  # fmt: skip
    assert {code for code in named if len(code) == 2} - others == set(world.country_codes())


@pytest.mark.parametrize(
    ("table", "level", "missing", "of_our_own"),
    [("admin1CodesASCII", 1, 3, 4), ("admin2Codes", 2, 100, 234)],
)
def test_divisions_are_those_of_geonames_own_tables(table, level, missing, of_our_own):
    path = Path(__file__).parents[2] / "shared" / "gazetteer" / f"{table}.txt"
    if not path.exists():
        pytest.skip("GeoNames' own tables of codes are not beside the repository")
    lines = path.read_text(encoding="utf-8").splitlines()
    theirs = {line.split("\t")[0]: int(line.split("\t")[3]) for line in lines}
    ours = {
        row["code"]: row["geonameid"]
        for row in pyarrow.parquet.read_table(FOLDER / "divisions.parquet").to_pylist()
        if row["level"] == level
    }
    assert {code for code in ours.keys() & theirs.keys() if ours[code] != theirs[code]} == set()
    # The tables are of another day than the packages.
    assert len(theirs.keys() - ours.keys()) <= missing
    assert len(ours.keys() - theirs.keys()) <= of_our_own


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("DE", "fr", "Allemagne"), ("CN", "zh-Hant", "中國"), ("RU", "uk", "Росія"),
        ("DE-BY", "en", "Bavaria"), ("DE-BY", "it", "Baviera"), ("SY-ID", "ar", "محافظة إدلب"),
    ],
)  # fmt: skip
def test_countries_and_divisions_have_names_by_language(world, code, language, name):
    assert world.name_in(world.by_iso(code), language) == name


@pytest.mark.parametrize(
    ("place_id", "name", "country", "latitude", "longitude"),
    [
        ("geonames:169023", "Jisr ash Shughūr", "SY", 35.81, 36.32),
        ("geonames:2643743", "London", "GB", 51.51, -0.13),
        ("geonames:3448439", "São Paulo", "BR", -23.55, -46.64),
        ("geonames:2332459", "Lagos", "NG", 6.45, 3.39),
        ("geonames:5128581", "New York City", "US", 40.71, -74.01),
        ("geonames:2147714", "Sydney", "AU", -33.87, 151.21),
        ("geonames:1850147", "Tokyo", "JP", 35.69, 139.69),
    ],
)
def test_known_places(world, place_id, name, country, latitude, longitude):
    place = world.get(place_id)
    assert (place.name, place.country_code) == (name, country)
    assert place.latitude == pytest.approx(latitude, abs=0.05)
    assert place.longitude == pytest.approx(longitude, abs=0.05)


@pytest.mark.parametrize(
    ("place_id", "country", "admin1", "code"),
    [
        ("geonames:169387", "SY", "12", "ADM1"),
        ("geonames:169388", "SY", "12", "ADM2"),
        ("geonames:2638360", "GB", "SCT", "ADM1"),
        ("geonames:5379524", "US", "CA", "ADM2"),
        ("geonames:163843", "SY", None, "PCLI"),
    ],
)
def test_divisions_have_their_geonames_codes(world, place_id, country, admin1, code):
    place = world.get(place_id)
    assert (place.country_code, place.admin1_code, place.feature_code) == (country, admin1, code)


def test_parents_run_to_the_country(world):
    chain = [place.place_id for place in world.parents(world.get("geonames:5391811"))]
    assert chain == ["geonames:5391832", "geonames:5332921", "geonames:6252001"]


@pytest.mark.parametrize(
    "name", ["Scotland", "Catalonia", "Lombardy", "Île-de-France", "Crimea", "Turkana"]
)
def test_divisions_finer_or_cut_otherwise_in_natural_earth_are_dissolved(world, name):
    place = next(m.place for m in world.lookup(name) if m.place.feature_code == "ADM1")
    shape = world.geometry(place.place_id)
    assert shape is not None
    assert shape.area > 1


def test_polygons_are_valid_and_on_the_globe(world):
    index = world.index
    shapes = shapely.from_wkb([index.wkb(row) for row in index.rows_with_shape.tolist()])
    assert shapely.is_valid(shapes).all()
    assert {shape.geom_type for shape in shapes} == {"Polygon", "MultiPolygon"}
    west, south, east, north = shapely.bounds(shapes).T
    assert west.min() >= -180
    assert east.max() <= 180
    assert south.min() >= -90
    assert north.max() <= 90


def test_every_country_has_a_demonym(world):
    listed = {row["place"] for row in read_rows(FOLDER, "demonyms")}
    # Without people, or spoken of only by the name itself.
    bare = {
        "AQ", "BQ", "BL", "BV", "CC", "CX", "GS", "HM", "IO", "NF", "PM", "PN", "SJ", "TF", "UM",
    }  # fmt: skip
    countries = set(world.country_codes())
    assert countries - listed - bare == set()


def test_tables_name_each_place_once_a_way():
    for table in ("demonyms", "regions"):
        column = "slug" if table == "regions" else "place"
        keys = [row[column] for row in read_rows(FOLDER, table)]
        assert [key for key, count in Counter(keys).items() if count > 1] == []
    hows = {row["how"] for row in read_rows(FOLDER, "aliases")}
    assert hows <= {"name", "folded", "variant", "historic", "abbreviation", "seat"}


def test_regions_have_members_or_a_valid_outline():
    regions = read_regions(FOLDER)
    assert len(regions) > 150
    for region in regions:
        assert bool(region.members) != bool(region.outline), region.slug
        if region.outline:
            shape = shapely.from_wkt(region.outline)
            assert shape.is_valid, region.slug
            assert -180 <= shape.bounds[0] <= shape.bounds[2] <= 180


def test_tables_are_plain_csv_without_stray_space():
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert [cell.strip() for cell in row] == row, path.name


def test_points_are_known_or_openly_absent(world):
    index = world.index
    without = 0
    for row in range(len(index)):
        latitude, longitude = float(index.latitude[row]), float(index.longitude[row])
        assert math.isnan(latitude) == math.isnan(longitude)
        without += math.isnan(latitude)
    # Second-order divisions that hold no bundled place, and two first-order ones.
    assert without < 11_700
    assert all(world.country(code).latitude is not None for code in ("SY", "US", "FJ", "VA"))


def test_a_place_is_a_place(world):
    assert isinstance(world.get("dateline:middle-east"), Place)
