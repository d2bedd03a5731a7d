"""Names of regions mean the places of a user's own table where these bear the very name."""

import pytest

from gazetteer import Gazetteer, open_gazetteer, stack
from gazetteer.building import build_table
from gazetteer.columns import layer_of
from gazetteer.errors import AmbiguousRegionError
from gazetteer.sources import BUNDLED, Entry
from gazetteer.table import TableColumns

VILLAGES = """\
NAME,kind,lat,lon,iso,id
Salamin,village,35.60,36.60,SY,C9004
Basra,hamlet,35.50,36.50,SY,Tall
Tall,,35.40,36.40,SY,C9006
Kiew,refugee camp,35.30,36.30,SY,C9007
"""
# GeoNames has that of another spelling, a city, others of the same name, a capital spelt otherwise.
# The id of letters is a name before it is an id.


@pytest.fixture(scope="module")
def stacked(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """Own villages over a few places of GeoNames."""
    folder = tmp_path_factory.mktemp("regions")
    world = [
        Entry("geonames:1", "Syria", 35.0, 38.0, "A", "PCLI", "SY", None, 300.0, 1e7),
        Entry("geonames:2", "Iraq", 33.0, 44.0, "A", "PCLI", "IQ", None, 300.0, 1e7),
        Entry("geonames:3", "Basra", 30.2, 47.5, "A", "ADM1", "IQ.02", None, 90.0, 3e6,
              kind="Popularate"),
        Entry("geonames:4", "Lislāmīn", 35.86, 36.90, "P", "PPL", "SY", 1000, 1.0, 3e3,
              ["Lislāmīn", "Salamin"], ["folded", "folded"]),
        Entry("geonames:5", "Kyiv", 50.45, 30.52, "P", "PPLC", "", 3_000_000, 20.0, 3e6,
              ["Kyiv", "Kiew"], ["folded", "folded"]),
        Entry("geonames:6", "Tall", 36.9, 38.9, "P", "PPL", "SY", 90_000, 4.0, 9e4),
        Entry("geonames:7", "Tall", 33.9, 44.9, "P", "PPL", "IQ", 90_000, 4.0, 9e4),
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DATA", str(folder / "data"))
        patch.setenv("DATELINE_CACHE", str(folder / "cache"))
        patch.setattr(stack, "bundled", lambda: ([layer_of(world, BUNDLED)], [], []))
        path = folder / "own.csv"
        path.write_text(VILLAGES, encoding="utf-8")
        columns = TableColumns("NAME", "lat", "lon", kind="kind", country="iso", id="id")
        build_table("own", path, columns, ["dateline"])
        return open_gazetteer(stack=["own"])


@pytest.mark.parametrize("text", ["Salamin", "salamin", "near:Salamin:10km"])
def test_an_own_place_is_meant_rather_than_a_small_one_of_another_spelling(
    stacked: Gazetteer, text: str
) -> None:
    region = stacked.region(text)
    assert region.label.endswith("Salamin (village, Syria)")
    assert region.note is None


def test_a_city_of_another_spelling_is_meant_still(stacked: Gazetteer) -> None:
    region = stacked.region("Kiew")
    assert (region.place.name, region.note) == (
        "Kyiv",
        "Kyiv (capital) is meant, not Kiew (refugee camp, Syria) own:C9007",
    )


def test_the_note_names_the_own_place_that_is_not_meant(stacked: Gazetteer) -> None:
    region = stacked.region("Basra")
    assert region.note == "Basra (division, Iraq) is meant, not Basra (hamlet, Syria) own:Tall"


def test_an_own_place_is_among_the_choices(stacked: Gazetteer) -> None:
    with pytest.raises(AmbiguousRegionError, match=r"Tall \(town, Syria\) own:C9006"):
        stacked.region("Tall")


@pytest.mark.parametrize("text", ["C9004", "own:C9004", "near:C9004:10km"])
def test_an_own_place_is_met_by_the_id_that_its_table_has(stacked: Gazetteer, text: str) -> None:
    assert stacked.region(text).label.endswith("Salamin (village, Syria)")
