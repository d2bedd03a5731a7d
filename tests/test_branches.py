"""Names within those of organisations: branches, courts, streets."""

import pytest

from geo.records import Toponym
from geo.toponyms.usage import is_branch, is_of_court


@pytest.mark.parametrize(
    ("text", "name", "is_so"),
    [
        ("Islamic State in the Sahel Province claimed it.", "Sahel", True),
        ("Islamic State in the Sahel Province claimed it.", "Sahel Province", True),
        ("Islamic State West Africa Province claimed it.", "West Africa", True),
        ("ISIS-Khorasan Province claimed it.", "Khorasan", True),
        ("Islamic State's Sinai Province claimed it.", "Sinai", True),
        ("Islamic State killed nine in Raqqa province.", "Raqqa", False),
        ("Islamic State in Raqqa province killed nine.", "Raqqa", False),
        ("Islamic State in Libya killed nine.", "Libya", False),
        ("Troops in Sahel Province killed nine.", "Sahel Province", False),
        ("The state West Africa Province is in killed nine.", "West Africa", False),
    ],
)
def test_a_branch_bears_the_name_of_where_it_says_it_rules(
    text: str, name: str, is_so: bool
) -> None:
    assert is_branch(text, _named(text, name)) == is_so


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Leeds Crown Court jailed him.", True),
        ("Leeds Magistrates' Court jailed him.", True),
        ("Leeds Court jailed him.", True),
        ("Leeds United jailed him.", False),
        ("Leeds was at court.", False),
    ],
)
def test_a_court_is_in_its_town(text: str, is_so: bool) -> None:
    assert is_of_court(text, _named(text, "Leeds")) == is_so


def test_no_event_is_at_where_a_branch_is_called_after(events) -> None:
    text = (
        "NIAMEY, 9 May - Islamic State in the Sahel Province has claimed an attack on a post at "
        "Ayorou, in western Niger, in which it says 12 soldiers were killed and 9 wounded."
    )
    places = {location.place.name for event in events(text) for location in event.locations}
    assert "Sahel" not in places


def _named(text: str, name: str) -> Toponym:
    start = text.index(name)
    return Toponym(start, start + len(name), name, "literal", "noun", 0.9)
