"""What is said where latitude and longitude of a filter seem to be swapped."""

from dataclasses import replace

import geopandas as gpd
import pytest

from gazetteer import Gazetteer
from geo.errors import FilterError
from geo.filters.areas import area
from geo.filters.filters import event_filter
from geo.pipeline import events, parse
from geo.records import Report

ATTACK = "A bomb exploded in Goma on Monday, killing 12 people, police said."


@pytest.fixture(scope="module")
def frame(world: Gazetteer) -> gpd.GeoDataFrame:
    """An event in Goma, at 1.68° south and 29.22° east."""
    return events(parse([Report("r", ATTACK, language="en")], gazetteer=world), gazetteer=world)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("near:29.22,-1.68:50km", "in it"),
        ("bbox:-2,29,-1,30", "in it"),
        ("near:32,-1:50km", "within 1,000 km of it"),
    ],
)
@pytest.mark.parametrize("option", ["region", "area"])
def test_degrees_that_are_swapped_are_said_to_be(
    world: Gazetteer, frame: gpd.GeoDataFrame, option: str, text: str, where: str
) -> None:
    wanted = event_filter(**{option: text}, gazetteer=world)
    assert not len(wanted.apply(frame))
    (said,) = wanted.missed(frame)
    assert said.startswith("no event is in ")
    assert f", but 1 would be {where} with latitude and longitude swapped: near: takes" in said


@pytest.mark.parametrize(
    "text",
    [
        "near:-1.68,29.22:50km",
        # Not there, but not far; far from both; a place by its name.
        "near:-3,33:5km",
        "near:60,60:50km",
        "near:Tripoli, Libya:50km",
        "bbox:29,-2,30,-1",
    ],
)
def test_degrees_that_are_right_or_lead_nowhere_are_not(
    world: Gazetteer, frame: gpd.GeoDataFrame, text: str
) -> None:
    assert event_filter(region=text, gazetteer=world).missed(frame) == []


@pytest.mark.parametrize("text", ["near:136,35:50km", "bbox:35,134,38,137"])
def test_a_latitude_that_there_is_not_is_asked_about(text: str) -> None:
    with pytest.raises(FilterError, match=r"is no area \(are the two swapped\?\)"):
        area(text)


def test_an_area_that_is_swapped_twice_is_itself() -> None:
    drawn = area("near:33.5,36.3:50km")
    assert drawn.swapped() == replace(drawn, corners=((33.5, 36.3),))
    assert drawn.swapped().swapped() == drawn
