"""Files of polygons as regions: what GeoPandas reads, in any CRS, and what is wrong with some."""

import geopandas
import pytest
import shapely

from gazetteer.errors import UnknownRegionError

IDLIB_CITY, HOMS_CITY, SUVA = "geonames:169389", "geonames:169577", "geonames:2198148"
AREA = shapely.box(36, 35.5, 37, 36.5)


def frame(*shapes, crs=4326):
    return geopandas.GeoDataFrame(geometry=list(shapes), crs=crs)


@pytest.mark.parametrize(
    "name",
    ["a.geojson", "north west.geojson", "a.gpkg", "a.fgb", "a.shp", "a.parquet", "a.geojsonl",
     "Syria minus Idlib + 2, 3.geojson", "a.GeoJSON"],
)  # fmt: skip
def test_formats(world, tmp_path, name):
    path = tmp_path / name
    written = frame(AREA)
    if path.suffix == ".parquet":
        written.to_parquet(path)
    else:
        driver = "GeoJSONSeq" if path.suffix == ".geojsonl" else None
        written.to_file(path, driver=driver or ("GeoJSON" if "eo" in path.suffix else None))
    region = world.region(str(path))
    assert region.label == name
    assert region.contains(IDLIB_CITY)
    assert not region.contains(HOMS_CITY)
    assert region.geometry.equals_exact(AREA, 1e-6) or region.geometry.equals(AREA)


@pytest.mark.parametrize("crs", [3857, 32637, 4258])
def test_any_crs(world, tmp_path, crs):
    path = tmp_path / "a.gpkg"
    frame(AREA).to_crs(crs).to_file(path)
    region = world.region(str(path))
    assert region.contains(IDLIB_CITY)
    assert region.geometry.symmetric_difference(AREA).area < 1e-3


def test_a_path_needs_no_known_ending(world, tmp_path, monkeypatch):
    frame(AREA).to_file(tmp_path / "area.geojson")
    (tmp_path / "area.geojson").rename(tmp_path / "area")
    assert world.region(str(tmp_path / "area")).contains(IDLIB_CITY)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Idlib").write_text("a file of the user's own")
    assert world.region("Idlib").place is not None


def test_files_in_unions_and_differences(world, tmp_path):
    frame(AREA).to_file(tmp_path / "a.geojson")
    rest = world.region(f"Syria minus {tmp_path}/a.geojson")
    assert rest.contains(HOMS_CITY)
    assert not rest.contains(IDLIB_CITY)
    joint = world.region(f"{tmp_path}/a.geojson + Homs, Syria")
    assert joint.contains(HOMS_CITY)
    assert joint.contains(IDLIB_CITY)


def test_polygons_count_and_lines_and_points_do_not(world, tmp_path):
    mixed = [AREA, shapely.Point(36.7, 34.7), shapely.LineString([(36, 34), (37, 35)]), None]
    frame(*mixed).to_file(tmp_path / "a.geojson")
    region = world.region(str(tmp_path / "a.geojson"))
    assert region.geometry.equals(AREA)


def test_polygons_that_cross_themselves_are_mended(world, tmp_path):
    bow = shapely.Polygon([(36, 35), (37, 36), (37, 35), (36, 36)])
    frame(bow).to_file(tmp_path / "a.geojson")
    assert world.region(str(tmp_path / "a.geojson")).geometry.is_valid


def test_what_runs_past_180_degrees_is_cut_there(world, tmp_path):
    frame(shapely.box(170, -20, 190, -10)).to_file(tmp_path / "a.geojson")
    region = world.region(str(tmp_path / "a.geojson"))
    assert region.contains(SUVA)
    assert region.geometry.bounds == (-180, -20, 180, -10)


def test_of_several_layers_the_first_with_polygons_is_meant_and_said(world, tmp_path):
    path = tmp_path / "a.gpkg"
    frame(shapely.Point(1, 2)).to_file(path, layer="towns")
    frame(AREA).to_file(path, layer="zone")
    frame(shapely.box(0, 0, 1, 1)).to_file(path, layer="other")
    region = world.region(str(path))
    assert region.geometry.equals(AREA)
    assert region.note == "a.gpkg has the layers towns, zone, other; zone is meant"


def no_crs(path):
    frame(AREA, crs=None).to_file(path.with_suffix(".shp"))
    return path.with_suffix(".shp")


def in_metres(path):
    frame(AREA).to_crs(3857).set_crs(4326, allow_override=True).to_file(path)
    return path


def points(path):
    frame(shapely.Point(1, 2)).to_file(path)
    return path


def nothing(path):
    path.write_text('{"type": "FeatureCollection", "features": []}')
    return path


def garbage(path):
    path.write_bytes(b"\x00\x01 no polygons")
    return path


def empty(path):
    path.write_bytes(b"")
    return path


def broken_parquet(path):
    path = path.with_suffix(".parquet")
    path.write_bytes(b"PAR1 no")
    return path


def plain_table(path):
    import pandas

    path = path.with_suffix(".parquet")
    pandas.DataFrame({"a": [1]}).to_parquet(path)
    return path


def folder(path):
    path.mkdir()
    return path


def missing(path):
    return path


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (no_crs, "does not tell its coordinate reference system"),
        (in_metres, "are not degrees of longitude and latitude"),
        (points, "no polygons in this file"),
        (nothing, "no polygons in this file"),
        (garbage, "cannot be read as a file of polygons"),
        (empty, "cannot be read as a file of polygons"),
        (broken_parquet, "cannot be read as a file of polygons"),
        (plain_table, "cannot be read as a file of polygons"),
        (folder, "cannot be read as a file of polygons"),
        (missing, "there is no such file"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(world, tmp_path, make, message):
    path = make(tmp_path / "a.geojson")
    with pytest.raises(UnknownRegionError, match=message) as caught:
        world.region(str(path))
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)
