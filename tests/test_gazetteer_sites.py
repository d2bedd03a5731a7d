"""The sites that news names and GeoNames' larger places lack: where they are."""

import pytest
import shapely

from gazetteer.place import distance_km
from gazetteer.sources import data_folder, read_rows

ROWS = read_rows(data_folder(), "sites")
KINDS = {
    "H.RSV", "P.PPL", "P.PPLX", "S.AIRB", "S.BDG", "S.CMPRF", "S.INSM", "S.NUC", "S.PRN", "S.PSTB",
    "S.STNM",
}  # fmt: skip


def point(row: dict[str, str]) -> tuple[float, float]:
    at = shapely.from_wkt(row["outline"])
    return at.y, at.x


def test_each_is_a_point_with_a_radius_in_one_country() -> None:
    for row in ROWS:
        assert shapely.from_wkt(row["outline"]).geom_type == "Point", row["slug"]
        assert 0 < float(row["radius_km"]) <= 10, row["slug"]
        assert row["feature"] in KINDS, row["slug"]
        country, *first = row["within"].split(".")
        assert len(country) == 2, row["slug"]
        assert len(first) <= 1, row["slug"]


def test_each_lies_in_its_country_or_on_its_border(world) -> None:
    for row in ROWS:
        country = world.country(row["within"].split(".")[0])
        shape = world.geometry(country.place_id)
        latitude, longitude = point(row)
        here = shapely.Point(longitude, latitude)
        assert shape.distance(here) < 0.2, row["slug"]


def test_a_region_that_is_a_division_holds_the_towns_of_the_table(world) -> None:
    for name, region in (("Minova", "South Kivu"), ("Belladère", "Centre, Haiti")):
        (place, *_) = [m.place for m in world.lookup(name) if m.place.source == "dateline"]
        assert place in world.places_in(world.region(region)), name


@pytest.mark.parametrize(
    ("name", "country", "town", "most_km"),
    [
        ("Torkham", "PK", "Peshawar", 60),
        ("Rafah crossing", "PS", "Rafah", 8),
        ("Bab al-Hawa crossing", "SY", "Idlib", 45),
        ("Zaatari camp", "JO", "Mafraq", 20),
        ("Zamzam camp", "SD", "El Fasher", 25),
        ("Kutupalong", "BD", "Cox's Bazar", 40),
        ("Ain al-Hilweh", "LB", "Sidon", 6),
        ("Khiam", "LB", "Nabatieh", 20),
        ("Zaporizhzhia nuclear plant", "UA", "Enerhodar", 12),
        ("Hmeimim air base", "SY", "Jableh", 10),
        ("Al Udeid", "QA", "Doha", 40),
        ("Minova", "CD", "Goma", 35),
        ("Akobo", "SS", "Malakal", 260),
        ("Belladère", "HT", "Mirebalais", 45),
        ("Kani", "MM", "Monywa", 50),
        ("Yongbyon", "KP", "Kusong", 60),
        ("Barsalogho", "BF", "Kaya", 45),
        ("Natanz nuclear site", "IR", "Kashan", 50),
        ("Mae La camp", "TH", "Mae Sot", 60),
        ("Guantanamo Bay Naval Base", "CU", "Caimanera", 15),
    ],
)
def test_each_is_where_the_towns_around_it_say(world, name, country, town, most_km) -> None:
    (site, *_) = [m.place for m in world.lookup(name, country=country)]
    near = next(m.place for m in world.lookup(town, country=country) if m.place.latitude)
    assert distance_km(site.latitude, site.longitude, near.latitude, near.longitude) < most_km, site
