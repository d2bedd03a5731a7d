import pytest

from geo.records import Toponym
from geo.toponyms.struck import with_struck


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Kherson was shelled on Monday.", ["Kherson"]),
        ("On Monday, Kharkiv was shelled, killing three.", ["Kharkiv"]),
        ("Rebels besieged Djibo for months.", ["Djibo"]),
        ("The army recaptured Sake on Sunday.", ["Sake"]),
        ("Gunmen attacked Morales in his home.", []),
        ("Police captured Santos on Monday.", []),
        ("Israel bombed Hamas.", []),
        ("Jets bombed the Williams house.", []),
        ("Soldiers liberated the hostages.", []),
    ],
)
def test_what_is_struck_as_places_are_is_a_town(
    analyse, world, text: str, towns: list[str]
) -> None:
    found = with_struck(analyse(text), [], world)
    assert [t.text for t in found] == towns
    assert all(t.usage == "literal" for t in found)


def test_names_that_were_found_stay(analyse, world) -> None:
    name = Toponym(0, 7, "Kherson", "literal", "noun", 0.9)
    assert with_struck(analyse("Kherson was shelled."), [name], world) == (name,)
