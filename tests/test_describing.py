"""Clauses that only say who somebody is, or what a vehicle had aboard, make no row."""

import pytest


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
def test_who_or_what_it_was_is_no_event(types_told, text: str, types: list[str]) -> None:
    assert types_told(text) == types
