"""A hundred names that news uses, chosen before any look at the gazetteer: most are right at once.

The file is not changed to fit the code. `within_km` is how far the place's point may lie from the
expected one; `country` is empty for what lies in more than one, or is disputed.
"""

import csv
from pathlib import Path

import pytest

from gazetteer.place import distance_km

ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "data" / "hundred_names.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
)
KINDS = ("spelling", "demonym", "region", "abbreviation")


def miss(world, row):
    """What was found instead of the expected place, None where it is right."""
    found = world.lookup(row["text"], close=True)
    if not found:
        return "nothing"
    place = found[0].place
    shown = f"{place.name} ({place.feature_code}, {place.country_code or '-'}, {place.place_id})"
    if place.latitude is None or place.longitude is None:
        return f"{shown}, of which no point is known"
    off = distance_km(
        place.latitude, place.longitude, float(row["latitude"]), float(row["longitude"])
    )
    if off > float(row["within_km"]):
        return f"{shown}, {off:.0f} km off"
    if row["country"] and (place.country_code or row["country"]) != row["country"]:
        return f"{shown}, of another country"
    if row["kind"] == "region" and place.feature_class == "P":
        return f"{shown}, a town"
    return None


def test_there_are_a_hundred_of_four_kinds_over_the_world():
    assert len({row["text"] for row in ROWS}) == 100
    assert [sum(row["kind"] == kind for row in ROWS) for kind in KINDS] == [25] * 4
    west = sum(float(row["longitude"]) < -30 for row in ROWS)
    south = sum(float(row["latitude"]) < 0 for row in ROWS)
    assert west >= 20
    assert south >= 10


def test_95_of_the_hundred_are_right_at_first_place(world):
    misses = [
        f"{row['text']} is {row['expected_name']}, not {wrong}"
        for row in ROWS
        if (wrong := miss(world, row)) is not None
    ]
    if len(misses) > 5:
        pytest.fail(f"{100 - len(misses)} of 100 right\n" + "\n".join(misses))
