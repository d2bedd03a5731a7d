"""Clauses that only say who somebody is, or what a vehicle had aboard, make no row."""

from datetime import date

import pytest

from geo.pipeline import Parser
from geo.records import Event, Report


@pytest.fixture(scope="module")
def parser(world, reader) -> Parser:
    return Parser(world, reader)


@pytest.fixture
def told(parser):
    def types(text: str) -> list[str]:
        events: tuple[Event, ...] = parser.parse(
            Report("r", text, published=date(2018, 8, 27))
        ).events
        return [event.event_type for event in events]

    return types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("A boat carrying wedding guests was hit by a shell near Malakal.", ["ASSAULT"]),
        ("A boy who sold peanuts by the road was hurt by a shell in Homs.", ["ASSAULT"]),
        ("Two lorries hired by a charity were looted in Gao.", ["CRIME"]),
        ("A grenade exploded in Cali. Nobody was hurt as the school was closed.", ["ASSAULT"]),
        ("The police in Kano arrested a man who shot a judge in Gao.", ["COERCE", "ASSAULT"]),
    ],
)
def test_who_or_what_it_was_is_no_event(told, text: str, types: list[str]) -> None:
    assert told(text) == types
