"""What was between two towns lies about halfway."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.pipeline import Parser
from geo.records import Location, Report


@pytest.fixture(scope="module")
def parser(world, reader) -> Parser:
    return Parser(world, reader)


@pytest.fixture
def scene(parser: Parser) -> Callable[[str], tuple[Location, ...]]:
    """The places of a text's first event."""

    def places_of(text: str) -> tuple[Location, ...]:
        return parser.parse(Report("r", text, published=date(2025, 6, 10))).events[0].locations

    return places_of


@pytest.mark.parametrize(
    "told",
    [
        "a bus between Nakuru and Eldoret",
        "a bus between the towns of Nakuru and Eldoret",
        "a bus on the road between Nakuru and Eldoret",
        "a bus on the highway linking Nakuru with Eldoret",
        "a bus on the road from Nakuru to Eldoret",
    ],
)
def test_between_two_towns_is_halfway(scene, told: str) -> None:
    (location,) = scene(f"Gunmen attacked {told} on Monday, killing four people.")
    assert location.latitude == pytest.approx(0.1, abs=0.2)
    assert location.longitude == pytest.approx(35.7, abs=0.2)
    assert location.where_prec == 5
    assert 50 < location.radius_km < 90
    assert location.relation is not None
    assert location.relation.endswith("between Nakuru and")
    assert location.place.name == "Eldoret"


def test_between_neighbours_is_near_both(scene) -> None:
    (location,) = scene("Gunmen attacked a bus between Naivasha and Gilgil on Monday.")
    assert location.where_prec == 2


@pytest.mark.parametrize(
    "text",
    [
        # A highway is called by its ends where something happened near one of them.
        "Gunmen attacked a bus on the Nakuru-Eldoret highway on Monday.",
        "Gunmen attacked buses in Nakuru and Eldoret on Monday.",
        # So far apart halfway says nothing.
        "Gunmen attacked a bus between Cairo and Cape Town on Monday.",
    ],
)
def test_other_pairs_of_towns_stay_two(scene, text: str) -> None:
    assert not any("between" in (place.relation or "") for place in scene(text))


def test_between_countries_is_in_no_middle(scene) -> None:
    places = scene("Gunmen attacked a bus between Kenya and Uganda on Monday.")
    assert {place.where_prec for place in places} == {6}
