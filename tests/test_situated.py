"""Known places that the recogniser passed over, or cut wrongly."""

import pytest

from geo.pipeline import Parser
from geo.records import Report, Toponym
from geo.toponyms.situated import with_situated, without_sort


def named(text: str, *names: str) -> list[Toponym]:
    """Names of a text as the recogniser has them."""
    return [
        Toponym(text.index(n), text.index(n) + len(n), n, "literal", "noun", 0.9) for n in names
    ]


@pytest.mark.parametrize(
    ("text", "known", "found"),
    [
        ("Jets hit a house in Deir Mimas in Lebanon.", ["Lebanon"], ["Deir Mimas"]),
        ("A drone fell near Aita ech Chaab, the Lebanese army said.", ["Lebanese"], []),
        ("Two died when a van fell off a road near Khan Yunis.", ["Lebanon"], []),
        ("Two were held in Khan Yunis on Monday, Gaza police said.", ["Gaza"], ["Khan Yunis"]),
        ("Rebels in Beni Mazar, in Egypt, shot a man.", ["Egypt"], ["Beni Mazar"]),
        ("He spoke in Deir Mimas, in Canada.", ["Canada"], []),
        ("They met in San Antonio Express offices in Texas.", ["Texas"], []),
        ("Police in Texas said they believed in John Day.", ["Texas"], []),
        ("Shares in Home Depot fell in Texas.", ["Texas"], []),
        ("A storm came in Late May in Texas.", ["Texas"], []),
    ],
)
def test_a_town_of_the_country_behind_a_preposition_is_a_place(
    analyse, world, text: str, known: list[str], found: list[str]
) -> None:
    names = named(text, *(name for name in known if name in text))
    kept = with_situated(analyse(text), names, world)
    assert [t.text for t in kept if t not in names] == found


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("Men raided Fataki IDP camp.", "Fataki IDP", "Fataki"),
        ("Men raided Malakal PoC site.", "Malakal PoC", "Malakal"),
        ("Men raided Xazuri IDP site.", "Xazuri IDP", "Xazuri IDP"),
        ("Men raided Fataki IDP.", "Fataki IDP", "Fataki IDP"),
    ],
)
def test_what_a_camp_is_is_no_part_of_its_name(world, text: str, name: str, kept: str) -> None:
    assert [t.text for t in without_sort(text, named(text, name), world)] == [kept]


def test_a_camp_is_at_the_town_of_its_name(world) -> None:
    text = (
        "ITURI, DR Congo\n\n3 March, Djugu territory: Gunmen attacked Fataki IDP camp, killing 2."
    )
    attacked, *_ = Parser(world).parse(Report("log", text)).events
    assert attacked.locations[0].place.name == "Fataki"
