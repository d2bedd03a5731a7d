"""Cities that lie in our own regions, and others near by that don't, written down beforehand.

The files tests/data/region_cities_*.csv have a line for every land region of regions.csv. They
come from what is known of the regions, not from the table: where the two differ the table is
mended, not the cities.
"""

import csv
import math
from pathlib import Path

import pytest
import shapely
from region_ids import region_id

import gazetteer


def read(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


FILES = sorted((Path(__file__).parent / "data").glob("region_cities_*.csv"))
ROWS = [row for file in FILES for row in read(file)]
FEW_TOWNS = {"antarctica-continent": 0, "abyei": 1, "south-waziristan": 1, "northern-rakhine": 1}
"""Regions of which the gazetteer has less than two towns."""
TOLERANCE_KM = 5.0
"""Borders of polygons are simplified, and outlines are drawn by hand."""
KM_PER_DEGREE = 111.195
NAMES = ("exact", "folded", "variant", "historic")


def land_regions():
    table = Path(gazetteer.__file__).parent / "data" / "regions.csv"
    return [row for row in read(table) if row["feature"][0] == "L" and row["feature"] != "L.DSRT"]


def city(world, text):
    """The most prominent town of the name in the country."""
    name, _, country = text.rpartition(", ")
    towns = [
        match.place
        for match in world.lookup(name, country=country, feature_class="P")
        if match.how in NAMES
    ]
    assert towns, f"no town of {country} is called {name!r}"
    return max(towns, key=lambda place: (world.prominence(place), place.place_id))


def border_km(shape, place):
    """How far a town lies from the border of a shape in degrees, in km on a plane of its own."""
    scale = (KM_PER_DEGREE * math.cos(math.radians(place.latitude)), KM_PER_DEGREE)
    plane = shapely.transform(shape.boundary, lambda xy: xy * scale)
    return plane.distance(shapely.Point(place.longitude * scale[0], place.latitude * scale[1]))


def faults(world, row):
    """What of a line doesn't hold, in words."""
    region = world.region(region_id(row["slug"]))
    shape = region.geometry
    if any(world.geometry(member) is None for member in region.members):
        shape = None  # Polygons of some members are not known: the union would have holes.
    for column in ("inside", "outside"):
        wanted = column == "inside"
        for text in filter(None, row[column].split("|")):
            place = city(world, text)
            if region.contains(place.place_id) != wanted:
                yield f"{text} ({place.place_id}) should be {column}"
            if shape is None:
                continue
            drawn = shapely.intersects_xy(shape, place.longitude, place.latitude)
            if drawn != wanted and (km := border_km(shape, place)) > TOLERANCE_KM:
                yield f"{text} ({place.place_id}) should be {column} the polygon, {km:.0f} km off"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["slug"])
def test_a_region_holds_the_cities_that_lie_in_it_and_not_those_beside_it(world, row):
    assert list(faults(world, row)) == []


def test_every_land_region_is_written_down_once():
    assert sorted(row["slug"] for row in ROWS) == sorted(row["slug"] for row in land_regions())


def test_every_line_has_cities_inside_and_outside():
    for row in ROWS:
        inside, outside = (
            [text for text in row[column].split("|") if text] for column in ("inside", "outside")
        )
        assert FEW_TOWNS.get(row["slug"], 2) <= len(inside) <= 5, row["slug"]
        assert 2 <= len(outside) <= 5, row["slug"]
        assert not set(inside) & set(outside), row["slug"]
