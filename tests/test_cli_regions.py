"""`dateline regions`: what a name means, where it is, and what lies in it."""

import json
from pathlib import Path

import geopandas
import pytest
import shapely

from gazetteer import Gazetteer
from maps.cli import run

Output = pytest.CaptureFixture[str]


def facts(capsys: Output, *arguments: str) -> dict[str, str]:
    assert run(["regions", *arguments]) == 0
    table, _, _ = capsys.readouterr().out.partition("\n\n")
    return dict(line.split("\t", 1) for line in table.splitlines())


def test_a_division(capsys: Output) -> None:
    found = facts(capsys, "Idlib")
    assert found["region"] == "Idlib (province, Syria)"
    assert found["id"] == "geonames:169387"
    assert found["kind"] == "province"
    assert "is meant" in found["note"]
    assert found["lies in"] == "Syria"
    assert found["border"] == "a polygon"
    assert "km²" in found["area"]
    assert found["second-order divisions"].startswith("5: Ariha District, ")
    assert int(found["populated places"]) > 20


def test_the_largest_places_are_a_table_of_their_own(capsys: Output) -> None:
    assert run(["regions", "Syria", "--limit", "2"]) == 0
    _, _, towns = capsys.readouterr().out.partition("\n\n")
    heading, *rows = [line.split("\t") for line in towns.splitlines()]
    assert heading[:3] == ["largest places", "place_id", "within"]
    assert [row[0] for row in rows] == ["Aleppo", "Damascus"]
    assert run(["regions", "Syria", "--limit", "0"]) == 0
    assert "largest" not in capsys.readouterr().out


def test_regions_of_the_news_tell_what_they_are_made_of(capsys: Output) -> None:
    found = facts(capsys, "Donbas")
    assert found["made of"] == "2: Donetsk, Luhansk"
    assert "made of" in found["border"]
    assert "countries" not in found
    assert "by hand" in facts(capsys, "Ghouta")["border"]
    assert facts(capsys, "Middle East")["countries"].endswith("more")


def test_what_has_no_polygon_says_so(capsys: Output) -> None:
    found = facts(capsys, "geonames:169389")
    assert found["border"].startswith("not known")
    assert "area" not in found


def test_shapes_unions_and_differences(capsys: Output) -> None:
    assert facts(capsys, "near:Goma:30mi")["kind"] == "shape"
    assert facts(capsys, "Syria + Iraq")["kind"] == "union"
    found = facts(capsys, "Syria minus Idlib")
    assert found["kind"] == "difference"
    assert "id" not in found
    assert found["first-order divisions"].startswith("13: ")


def test_what_is_taken_out_but_not_out_of_the_polygon_is_said(capsys: Output) -> None:
    found = facts(capsys, "Syria minus geonames:169389")
    assert "area" in found
    assert found["left in it"].startswith("Idlib (town, Idlib, Syria), of which no polygon")
    assert run(["regions", "Syria minus geonames:169389", "--geojson", "-"]) == 0
    captured = capsys.readouterr()
    assert "Idlib (town, Idlib, Syria)" in captured.err
    assert json.loads(captured.out)["properties"]["left_in_border"] == [
        "Idlib (town, Idlib, Syria)"
    ]


def test_json_has_all_names(capsys: Output) -> None:
    assert run(["regions", "Middle East", "--json", "--limit", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found["countries"]) == 17
    assert len(found["first_order_divisions"]) > 100
    assert {"name": "Syria", "place_id": "geonames:163843"} in found["countries"]
    assert [town["name"] for town in found["largest_places"]] == ["Istanbul"]
    west, south, east, north = found["bbox"]
    assert west < 36 < east
    assert south < 35 < north
    assert 5e6 < found["area_km2"] < 9e6


@pytest.mark.parametrize(
    "text", ["Idlib", "Fiji", "Syria minus Idlib", "near:Suva:800km", "South Africa"]
)
def test_geojson_is_as_rfc_7946_has_it(
    world: Gazetteer, tmp_path: Path, capsys: Output, text: str
) -> None:
    path = tmp_path / "region.geojson"
    assert run(["regions", text, "--geojson", str(path)]) == 0
    assert f"written to {path}" in capsys.readouterr().err
    feature = json.loads(path.read_text(encoding="utf-8"))
    assert feature["type"] == "Feature"
    assert "crs" not in feature
    shape = shapely.geometry.shape(feature["geometry"])
    assert shape.is_valid
    for polygon in shapely.get_parts(shape):
        assert polygon.exterior.is_ccw
        assert not any(hole.is_ccw for hole in polygon.interiors)
    coordinates = shapely.get_coordinates(shape)
    assert (abs(coordinates) <= [180, 90]).all()
    assert (coordinates.round(7) == coordinates).all()
    expected = world.region(text)
    assert shape.symmetric_difference(expected.geometry).area < 1e-5
    assert feature["properties"]["label"] == expected.label
    west, south, east, north = feature["bbox"]
    assert south < north
    assert (west > east) == (text in ("Fiji", "near:Suva:800km"))
    assert any("GeoNames" in line for line in feature["metadata"]["attribution"])


def test_geojson_is_a_region_again(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "region.geojson"
    assert run(["regions", "Donbas", "--geojson", str(path)]) == 0
    assert geopandas.read_file(path).loc[0, "label"] == "Donbas (region, Ukraine)"
    capsys.readouterr()
    assert "Donetsk" in facts(capsys, str(path))["first-order divisions"]


def test_geojson_on_standard_output_is_alone_there(capsys: Output) -> None:
    assert run(["regions", "Idlib", "--geojson", "-"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["id"] == "geonames:169387"
    assert captured.err.startswith("note: Idlib is also a town")


def test_without_a_name_the_regions_are_counted_by_kind(world: Gazetteer, capsys: Output) -> None:
    assert run(["regions"]) == 0
    captured = capsys.readouterr()
    heading, *rows = [line.split("\t") for line in captured.out.splitlines()]
    assert heading == ["kind", "regions", "such as"]
    assert len(rows) < 60
    assert sum(int(row[1]) for row in rows) == len(world.index.regions)
    kinds = [row[0] for row in rows]
    assert kinds == sorted(kinds, key=lambda kind: (kind not in ("continent", "region"), kind))
    assert f"{len(world.index.regions):,} regions of {len(rows)} kinds" in captured.err
    assert run(["regions", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == len(world.index.regions)
    assert {line["border"] for line in lines} == {"outline", "members"}
    for line in lines[:: len(lines) // 10]:
        assert world.region(line["place_id"]).place.name == line["name"]


def test_regions_are_listed_by_kind_and_by_word(capsys: Output) -> None:
    assert run(["regions", "--kind", "Continents"]) == 0
    captured = capsys.readouterr()
    heading, first, *rest = [line.split("\t") for line in captured.out.splitlines()]
    assert heading == ["kind", "name", "slug", "place_id", "border"]
    assert first[:3] == ["continent", "Africa", "africa"]
    assert captured.err.strip() == f"{len(rest) + 1} regions"
    assert run(["regions", "--word", "lebanon", "--json"]) == 0
    slugs = [json.loads(line)["slug"] for line in capsys.readouterr().out.splitlines()]
    assert "northern-lebanon" in slugs
    assert run(["regions", "--word", "northern lebanon", "--kind", "region"]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 2
    assert captured.err.strip() == "1 region"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["Nowherestan"], 1, "no region or place is called 'Nowherestan'"),
        (["Ukrane"], 1, "did you mean Ukraine"),
        (["Georgia"], 1, "geonames:614540"),
        (["bbox:1,2,3"], 2, "bbox:west,south,east,north"),
        (["bbox:34,135,37,138"], 1, "swapped"),
        (["near:Goma"], 2, "near:PLACE:50km"),
        ([""], 2, "no region is named"),
        (["missing.geojson"], 1, "no such file"),
        (["geonames:169389", "--geojson", "-"], 1, "no polygon is known"),
        (["Idlib", "--geojson", "no/folder/a.geojson"], 1, "no folder"),
        (["Idlib", "--json", "--geojson", "-"], 2, "without --json"),
        (["--geojson", "-"], 2, "goes with a NAME"),
        (["Idlib", "--limit", "-1"], 2, "--limit"),
        (["Idlib", "Homs"], 2, "Homs"),
        (["--kind", "planet"], 1, "they are area, bay, canal"),
        (["--kind", "lake", "--word", "lebanon"], 1, "no region with 'lebanon' is of the kind"),
        (["--word", "xyzzy"], 1, "no region has a name with 'xyzzy'"),
        (["Idlib", "--kind", "lake"], 2, "without a NAME"),
    ],
)
def test_errors_are_one_line(
    capsys: Output, arguments: list[str], status: int, message: str
) -> None:
    assert run(["regions", *arguments]) == status
    captured = capsys.readouterr()
    (line,) = captured.err.splitlines()
    assert line.startswith("dateline: ")
    assert message in line
    assert captured.out == ""


@pytest.mark.parametrize("text", ["{path}", "Syria minus {path}"])
def test_a_file_that_is_read_is_never_written(tmp_path: Path, capsys: Output, text: str) -> None:
    path = tmp_path / "area.geojson"
    geopandas.GeoDataFrame(geometry=[shapely.box(36, 35, 37, 36)], crs=4326).to_file(path)
    before = path.read_bytes()
    assert run(["regions", text.format(path=path), "--geojson", str(path)]) == 1
    assert "is one of the inputs" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_the_help_has_examples(capsys: Output) -> None:
    assert run(["regions", "--help"]) == 0
    assert "dateline regions near:Goma:30mi --json" in capsys.readouterr().out
