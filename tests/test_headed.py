from datetime import date

import pytest

from geo import Report
from geo.headings.headed import with_headed
from geo.headings.headings import read_headings
from geo.pipeline import Parser
from geo.records import Toponym


@pytest.fixture
def named(analyse, world):
    """The names of a text with those in its headings."""

    def names(text: str, known: list[Toponym]) -> tuple[Toponym, ...]:
        analysis = analyse(text)
        return with_headed(analysis, read_headings(analysis), known, world)

    return names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MALI\nA pit caved in on Monday.\n\nPERU\nA bus fell on Monday.", ["MALI", "PERU"]),
        ("CHAD: Soldiers shot two men.\n\nGABON: Police fled.", ["CHAD", "GABON"]),
        ("News.\n\nLEBANON/SYRIA - Smugglers were shot.", ["LEBANON", "SYRIA"]),
        ("News.\n\nDAMASCUS\n\n- Shelling killed a man.", ["DAMASCUS"]),
        ("News.\n\nMasnaa, 4.40 p.m.: A shell fell.", ["Masnaa"]),
        ("News.\n\nMasnaa: A shell fell.", []),
        ("News.\n\nPOLICE: A man was shot.\n\nHOPE\n\nIt rained.", []),
        ("News.\n\nSYRIAN: A man was shot.", []),
        ("News.\n\nSOUTH\n\nA man was shot.", []),
        ("News.\n\nAirport, 6 p.m.: A plane landed.", []),
        ("MARCH 3\n\nA man was shot.", []),
        ("Jordan said so: it was late.", []),
    ],
)
def test_what_heads_an_item_alone_is_a_place(named, text: str, names: list[str]) -> None:
    found = named(text, [])
    assert [t.text for t in found] == names


@pytest.mark.parametrize(
    ("country", "items", "names"),
    [
        (
            "Afghanistan",
            "- Aybak: A camp was hit.\n- Islam Qala: Men fled.",
            ["Aybak", "Islam Qala"],
        ),
        ("Afghanistan", "- Aybak (Samangan): A camp was hit.\n- Access: A road was shut.", None),
        ("Sudan", "- Police: Two were held.\n- Market: A fire broke out.\n- Hope: It rained.", []),
        ("Sudan", "- Aybak: A camp was hit.\n- Islam Qala: Men fled.", []),
        ("Afghanistan", "- Aybak: A camp was hit.\n- Two men fled on Monday.", []),
        ("Poland", "- Airport: A plane fell.\n- Police: Two were held.", []),
    ],
)
def test_labels_of_items_are_small_places_of_a_country_that_the_report_names(
    named, country: str, items: str, names: list[str] | None
) -> None:
    text = f"{country} update\n\n{items}"
    name = Toponym(0, len(country), country, "literal", "noun", 0.9)
    found = named(text, [name])[1:]
    assert [t.text for t in found] == (["Aybak", "Samangan"] if names is None else names)


@pytest.mark.parametrize(
    ("items", "names"),
    [
        ("1: Gao. Men fled.\n\n2: Mopti. Men fell.\n\n3: Ansongo. Men met.", ["Ansongo"]),
        ("1: Gao. Men fled.\n\n2: Mopti. Men fell.\n\n3: Health. Men met.", []),
        ("1: Gao. Men fled.\n\n3: Ansongo. Men met.", []),
    ],
)
def test_towns_in_labels_say_of_which_country_the_others_are(
    named, items: str, names: list[str]
) -> None:
    text = f"News.\n\n{items}"
    towns = [town for town in ("Gao", "Mopti") if town in text]
    at = [(text.index(town), town) for town in towns]
    known = [Toponym(a, a + len(t), t, "literal", "noun", 0.9) for a, t in at]
    found = named(text, known)
    assert [t.text for t in found] == [*towns, *names]


def test_a_division_and_a_town_in_a_heading_are_two_names(named) -> None:
    text = "Warrap / Tonj: Men fled.\n\nJonglei / Bor: Men fell."
    name = Toponym(0, 13, "Warrap / Tonj", "literal", "noun", 0.9)
    found = named(text, [name])
    assert [t.text for t in found][:2] == ["Warrap", "Tonj"]


def test_a_country_that_heads_an_item_is_no_government(named) -> None:
    name = Toponym(7, 11, "MALI", "associative", "metonym", 0.9)
    (headed,) = named("News.\n\nMALI - The junta banned two parties.", [name])
    assert (headed.usage, headed.kind) == ("literal", "noun")


def test_what_stands_under_a_country_in_capitals_is_there() -> None:
    text = (
        "World in brief\n\nMALI\nA gold pit caved in near Kangaba on Monday, killing 31. "
        "Gendarmes have arrested its manager.\n\nPERU\nA bus plunged into a gorge outside "
        "Ayacucho on Tuesday, killing 18.\n\nINDIA\nTen workers died at Sivakasi on Monday."
    )
    events = Parser().parse(Report("brief", text, published=date(2024, 12, 11))).events
    assert {e.trigger.text: e.locations[0].place.country_code for e in events}["arrested"] == "ML"


def test_a_town_that_heads_an_item_is_no_government(named) -> None:
    text = "27 - Homs: A shell fell.\n28 - Idlib: Two sides clashed."
    idlib = Toponym(text.index("Idlib"), text.index("Idlib") + 5, "Idlib", "associative", "noun", 1)
    found = {t.text: t for t in named(text, [idlib])}
    assert found["Idlib"].usage == "literal"
