"""Where people live of whom something is told."""

import pytest

from geo.placing.homes import is_home
from geo.records import Toponym


@pytest.mark.parametrize(
    ("text", "name", "is_so"),
    [
        ("Paul Meadows, 61, of Derby, was jailed in Hull.", "Derby", True),
        ("Paul Meadows, 61, of Derby, was jailed in Hull.", "Hull", False),
        ("Paul Meadows (61), of Mill Lane, Derby, was jailed.", "Derby", True),
        ("Paul Meadows, aged 61, from Derby, was hurt.", "Derby", True),
        ("Paul Meadows, of Derby, was jailed.", "Derby", True),
        ("In the case of Paul Meadows, of 4 High Street, Derby, they met.", "Derby", True),
        ("Paul Meadows was hurt on the edge of Derby, police said.", "Derby", False),
        ("Meadows, of Derby, was jailed.", "Derby", True),
        ("The people of Sudan, of Derby, and of Hull fled.", "Derby", False),
        ("In 2015, 61 of Derby's shops were looted.", "Derby", False),
        ("The bus, of Derby, burned.", "Derby", False),
        ("Troops pulled out of Derby, witnesses said.", "Derby", False),
        ("On Monday, the siege of Derby, a town, began.", "Derby", False),
        ("They fled on May 6, from Derby to Hull.", "Derby", False),
        ("Of the 12 people, 6 of Derby and 6 of Hull, two died.", "Hull", False),
    ],
)
def test_behind_a_person_and_an_age_stands_a_home(
    analyse, text: str, name: str, is_so: bool
) -> None:
    start = text.index(name)
    toponym = Toponym(start, start + len(name), name, "literal", "noun", 0.9)
    assert is_home(analyse(text), toponym) == is_so


def test_a_street_is_not_in_the_town_that_it_is_called_after(events) -> None:
    told = events("A man was stabbed on Manchester Road on Tuesday, police in Sheffield said.")
    assert [e.locations[0].place.name for e in told] == ["Sheffield"]


def test_a_sentence_was_passed_at_the_court(events) -> None:
    jailed, *_ = events("Paul Meadows, 61, of Derby, was jailed by Leeds Crown Court on Friday.")
    assert jailed.locations[0].place.name == "Leeds"
