"""A user's own table is read in any format and CRS, and its places come before all others."""

import json

import geopandas as gpd
import pytest
import shapely

from gazetteer import open_gazetteer, stack
from gazetteer.building import build_table
from gazetteer.columns import layer_of
from gazetteer.errors import GazetteerError
from gazetteer.lines import Broken
from gazetteer.sources import BUNDLED, Entry
from gazetteer.table import TableColumns, read_places

CSV = """\
NAME,other,type,lat,lon,pop,iso,adm
Al Qunaya,Qnaya|قنية,village,35.87,36.42,"1,200",SYR,Idlib
Idlib,,town,35.9306,36.6339,,Syria,
Camp 7,,refugee camp,36.2,36.7,,,
,,village,35.0,36.0,,,
Nowhere,,village,n/a,36.0,,,
"""  # with all columns; a place of GeoNames; no country; no name; no point
ALL = TableColumns(
    "NAME", "lat", "lon", alternates=("other",), kind="type", country="iso", population="pop",
    parents=("adm",),
)  # fmt: skip


def table(tmp_path, world, columns=ALL, text=CSV, name="own.csv", crs=None):
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    broken = Broken()
    return read_places(path, "own", columns, world, broken, crs).to_pylist(), broken


def test_columns_say_what_they_are_named_for(tmp_path, world):
    (village, town, camp), broken = table(tmp_path, world)
    assert (village["id"], village["feature"], village["population"]) == ("own:1", "P.PPL", 1200)
    assert village["names"] == ["Al Qunaya", "Qnaya", "قنية"]
    assert village["code"].startswith("SY.12")  # Idlib
    assert town["code"].startswith("SY")
    assert (camp["feature"], camp["kind"]) == ("S.CMP", "refugee camp")
    assert camp["code"].startswith("SY")  # by the polygon that holds it
    assert [(line, reason) for _, line, reason in broken.lines] == [
        (5, "there is no name"),
        (6, "there is no point, or it is out of range"),
    ]


def test_null_island_is_no_place(tmp_path, world):
    text = "NAME,lat,lon\nQunaya,0,0.0\nTema,5.6,0\n"
    (place,), broken = table(tmp_path, world, TableColumns("NAME", "lat", "lon"), text)
    assert place["name"] == "Tema"
    assert broken.lines == [("own.csv", 2, "0, 0 stands for no point")]


def test_each_line_of_the_report_is_one_whatever_its_cells_hold(tmp_path, world):
    text = 'NAME,lat,lon,id\nA,35.8,36.2,"x\n\ty"\nB,35.8,36.2,"x\n\ty"\n'
    _, broken = table(tmp_path, world, TableColumns("NAME", "lat", "lon", id="id"), text)
    broken.write(tmp_path / "report.tsv")
    _, line = (tmp_path / "report.tsv").read_text().splitlines()
    assert line == "own.csv\t3\tthe id own:x y stands before it\tno"


COUNTRIES = """\
NAME,lat,lon,iso
Qunaya,35.87,36.42,Syria
Swapped,36.9,34.6,SY
Ankara,39.93,32.85,SY
At sea,0,-20,SY
Off the coast,35.4,35.5,SY
Over the border,36.6,36.9,SYR
Yalta,44.5,34.16,RU
Baniyas,33.25,35.69,SY
Nowhere,35.8,36.4,Syriaa
Again,35.8,36.4,Syriaa
"""  # in Turkey, also as swapped; claimed by the country named; no such country


def test_places_clearly_out_of_their_country_are_kept_and_noted(tmp_path, world):
    columns = TableColumns("NAME", "lat", "lon", country="iso")
    places, broken = table(tmp_path, world, columns, COUNTRIES)
    assert [place["name"] for place in places] == [
        line.partition(",")[0] for line in COUNTRIES.splitlines()[1:]
    ]
    assert broken.count == 0
    assert [(line, doubt) for _, line, doubt in broken.notes] == [
        (3, "lies in Turkey, not in Syria; with latitude and longitude the other way round it "
            "would lie there"),
        (4, "lies in Turkey, not in Syria; are latitude and longitude right, and the country?"),
        (5, "lies in no country, not in Syria; are latitude and longitude right, and the country?"),
        (10, "'Syriaa' is no known country; told once"),
    ]  # fmt: skip


def test_parents_that_are_no_known_division_are_noted_once(tmp_path, world):
    text = """\
NAME,lat,lon,iso,adm1,adm2
Kafr Dolmun,36.1,36.5,SY,Idleb,Harim
Qunaya,35.87,36.42,SY,Idleb,Jisr ash Shughur
Bdama,35.8,36.2,SY,Idleb,Harim
Sarmin,35.9,36.72,SY,Idlibb,Harem
"""
    columns = TableColumns("NAME", "lat", "lon", country="iso", parents=("adm1", "adm2"))
    places, broken = table(tmp_path, world, columns, text)
    assert [place["code"] for place in places] == [
        "SY.12", "SY.12.169022", "SY.12", "SY.12.169865"
    ]  # fmt: skip
    assert broken.notes == [
        ("own.csv", 2, "'Harim' is no known division of Idlib; told once"),
        ("own.csv", 5, "'Idlibb' is no known division of Syria; told once"),
    ]


def test_semicolons_and_decimal_commas_are_read(tmp_path, world):
    text = 'NAME;lat;lon;pop\n"Qunaya; Upper";35,87;36,42;"1.200"\nBdama;35.8;36.2;10\n'
    (first, second), broken = table(tmp_path, world, TableColumns("NAME", "lat", "lon"), text)
    assert (first["name"], first["latitude"], first["longitude"]) == ("Qunaya; Upper", 35.87, 36.42)
    assert (second["latitude"], second["longitude"]) == (35.8, 36.2)
    assert broken.count == 0


def test_metres_without_their_crs_are_said_to_be_none(tmp_path, world):
    text = "NAME,lat,lon\nQunaya,4253000,4060000\nBdama,35.8,36.2\n"
    _, broken = table(tmp_path, world, TableColumns("NAME", "lat", "lon"), text)
    ((_, line, reason),) = broken.lines
    assert (line, reason) == (2, "4.253e+06, 4.06e+06 are no degrees; --crs says what they are")


def test_a_point_beyond_its_projection_is_no_place(tmp_path, world):
    text = "NAME,y,x\nQunaya,4283000,4054000\nFar,4000000000,4000000000\n"
    columns = TableColumns("NAME", "y", "x")
    (place,), broken = table(tmp_path, world, columns, text, crs="EPSG:3857")
    assert place["name"] == "Qunaya"
    assert [line for _, line, _ in broken.lines] == [3]


def test_a_table_of_which_no_line_is_of_use_says_what_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    path = tmp_path / "own.csv"
    path.write_text("NAME,lat,lon\n,35.8,36.2\nBdama,x,36.2\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"own\.csv: .*line 2 \(there is no name\), 3 \("):
        build_table("own", path, TableColumns("NAME", "lat", "lon"), ["dateline"])


def test_degrees_the_wrong_way_round_are_said_to_be_so(tmp_path, world):
    text = "NAME,lat,lon\nQunaya,135.5,35.8\nBdama,35.8,36.2\n"
    places, broken = table(tmp_path, world, TableColumns("NAME", "lat", "lon"), text)
    assert [place["id"] for place in places] == ["own:2"]
    ((_, line, reason),) = broken.lines
    assert (line, reason) == (
        2, "latitude 135.5 is out of range; are the two the wrong way round?"
    )  # fmt: skip


def test_a_file_that_is_no_text_is_said_to_be_none(tmp_path, world):
    (tmp_path / "own.csv").write_bytes(b"NAME,lat,lon\n\x91\xff,1,2\n")
    with pytest.raises(GazetteerError, match="no text in UTF-8"):
        table(tmp_path, world, text=None)


def test_any_crs_is_reprojected_and_areas_keep_their_polygon(tmp_path, world):
    area = shapely.box(36.4, 35.8, 36.5, 35.9)
    frame = gpd.GeoDataFrame({"name": ["Jabal"], "code": ["SY0705"]}, geometry=[area], crs=4326)
    frame.to_crs(32637).to_file(tmp_path / "areas.gpkg")
    (place,), _ = table(
        tmp_path, world, TableColumns("name", id="code"), text=None, name="areas.gpkg"
    )
    assert place["id"] == "own:SY0705"
    assert (place["latitude"], place["longitude"]) == pytest.approx((35.85, 36.45), abs=0.01)
    assert shapely.from_wkb(place["wkb"]).equals_exact(area, 0.001) or (
        shapely.from_wkb(place["wkb"]).symmetric_difference(area).area < 1e-4
    )
    assert place["radius_km"] == pytest.approx(5.7, abs=0.3)


def test_geojson_needs_no_columns_for_its_points(tmp_path, world):
    feature = {"type": "Feature", "properties": {"name": "Qunaya"},
               "geometry": {"type": "Point", "coordinates": [36.42, 35.87]}}  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (place,), _ = table(tmp_path, world, TableColumns("name"), text, "own.geojson")
    assert (place["latitude"], place["longitude"]) == (35.87, 36.42)


@pytest.mark.parametrize(
    ("columns", "text", "says"),
    [
        (TableColumns("TITLE", "lat", "lon"), CSV, "there is no column 'TITLE'; there are NAME"),
        (TableColumns("NAME"), CSV, "--latitude and --longitude name its columns"),
        (ALL, "", "there is nothing in this file"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_the_remedy(tmp_path, world, columns, text, says):
    with pytest.raises(GazetteerError, match=says):
        table(tmp_path, world, columns, text)


def test_own_places_come_first_and_are_one_with_those_of_geonames(tmp_path, world, monkeypatch):
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    small = [
        Entry("geonames:1", "Syria", 35.0, 38.0, "A", "PCLI", "SY", None, 300.0, 1e7),
        Entry("geonames:169389", "Idlib", 35.93, 36.63, "P", "PPL", "SY", 165_000, 5.0, 165_000,
              ["Idlib", "Edlib"], ["folded", "folded"]),
        Entry("geonames:7", "Al Qunaya", 10.0, 10.0, "P", "PPL", "", 900_000, 9.0, 900_000),
    ]  # fmt: skip
    monkeypatch.setattr(stack, "bundled", lambda: ([layer_of(small, BUNDLED)], [], []))
    monkeypatch.setattr("gazetteer.gazetteer.open_gazetteer", lambda **_: world)
    path = tmp_path / "own.csv"
    path.write_text(CSV, encoding="utf-8")
    built = build_table("own", path, ALL, ["dateline"])
    assert built.broken.count == 2
    stacked = open_gazetteer(stack=["own"])
    assert [m.place.place_id for m in stacked.lookup("Al Qunaya")] == ["own:1", "geonames:7"]
    assert stacked.lookup("قنية")[0].place.place_id == "own:1"
    # Both ids of the merged town lead to one place, with the names of both.
    assert [m.place.place_id for m in stacked.lookup("Idlib")] == ["own:2"]
    assert stacked.lookup("Edlib")[0].place.population == 165_000
    assert stacked.get("own:2") == stacked.get("geonames:169389")
    assert [place.name for place in stacked.parents("own:1")] == ["Syria"]
