"""A file of boundaries is joined to the divisions that its areas are of, and nothing is guessed."""

import geopandas as gpd
import pytest
import shapely

from gazetteer.boundaries import read_boundaries
from gazetteer.errors import GazetteerError
from gazetteer.lines import Broken

IDLIB = "geonames:169387"


def joined(tmp_path, world, rows, **options):
    path = tmp_path / "borders.geojson"
    frame = gpd.GeoDataFrame(rows, crs=4326)
    frame.to_file(path)
    broken = Broken()
    table = read_boundaries(path, world, broken, **options)
    return dict(zip(table["id"].to_pylist(), table["wkb"].to_pylist(), strict=True)), broken


def test_an_area_is_joined_by_code_or_by_name_where_the_division_lies(tmp_path, world):
    idlib, homs = world.geometry(IDLIB), world.geometry(world.by_iso("SY-HI").place_id)
    rows = [
        {"shapeName": "Idleb", "shapeISO": "SY-ID", "geometry": idlib.buffer(0.01)},  # by its code
        {"shapeName": "Homs", "shapeISO": "", "geometry": homs},  # by its name and area
        {"shapeName": "Idlib", "shapeISO": "", "geometry": shapely.box(0, 0, 1, 1)},  # elsewhere
        {"shapeName": "Nowhere", "shapeISO": "", "geometry": idlib},
    ]
    found, broken = joined(tmp_path, world, rows)
    assert set(found) == {IDLIB, world.by_iso("SY-HI").place_id}
    assert shapely.from_wkb(found[IDLIB]).equals_exact(idlib.buffer(0.01), 1e-6)
    assert [(line, reason) for _, line, reason in broken.lines] == [
        (3, "Idlib: no division of this name lies here"),
        (4, "Nowhere: no division of this name lies here"),
    ]


def test_a_file_without_a_column_of_names_lists_its_columns(tmp_path, world):
    rows = [{"label": "Idlib", "geometry": world.geometry(IDLIB)}]
    with pytest.raises(GazetteerError, match="--name says so; there are label"):
        joined(tmp_path, world, rows)
    assert set(joined(tmp_path, world, rows, name="label")[0]) == {IDLIB}
