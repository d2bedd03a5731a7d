"""What a user's own table names is found as it is written there."""

from dataclasses import replace

import pytest

from gazetteer import Gazetteer, open_gazetteer, stack
from gazetteer.building import build_table
from gazetteer.columns import layer_of
from gazetteer.sources import BUNDLED, Entry
from gazetteer.table import TableColumns
from geo.placing.focus import main_country, without_mistakable
from geo.records import Toponym
from geo.resolver import Resolver
from geo.toponyms.own_names import PROBABILITY, own_spans, with_own_names

VILLAGES = """\
NAME,lat,lon,other
Bab al-Rummana,35.82,36.77,باب الرمانة
Rummana,35.90,36.70,
Deir Qamhiya,35.71,36.70,
Hassan,35.60,36.60,
Kurin,35.76,36.53,
"""


@pytest.fixture(scope="module")
def villages(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """Five villages over a world of two countries and a town."""
    folder = tmp_path_factory.mktemp("own")
    syria = Entry("geonames:163843", "Syria", 35.0, 38.0, "A", "PCLI", "SY", None, 300.0, 1e7)
    russia = Entry("geonames:2017370", "Russia", 60.0, 100.0, "A", "PCLI", "RU", None, 900.0, 1e8)
    klin = Entry(
        "geonames:547523", "Klin", 56.33, 36.73, "P", "PPL", "RU", 80_585, 5.0, 8e4,
        ["Klin", "Kurin"], ["folded", "folded"],
    )  # fmt: skip
    world = [syria, russia, klin]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_DATA", str(folder / "data"))
        patch.setenv("DATELINE_CACHE", str(folder / "cache"))
        patch.setattr(stack, "bundled", lambda: ([layer_of(world, BUNDLED)], [], []))
        path = folder / "villages.csv"
        path.write_text(VILLAGES, encoding="utf-8")
        columns = TableColumns("NAME", "lat", "lon", alternates=("other",))
        build_table("villages", path, columns, ["dateline"])
        return open_gazetteer(stack=["villages"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clashes broke out in Bab al-Rummana on Monday.", ["Bab al-Rummana"]),
        ("An air strike hit Deir Qamhiya.", ["Deir Qamhiya"]),
        ("Deir  Qamhiya's mayor", ["Deir  Qamhiya"]),
        ("Deir\nQamhiya was shelled", ["Deir\nQamhiya"]),
        ("Deir\n\nQamhiya was shelled", []),
        ("shelled باب الرمانة, witnesses said", ["باب الرمانة"]),
        ("bab al-rummana in small letters", []),
        ("The village of Hassan (and Rummana) burnt.", ["Hassan"]),
        ("Mr Hassan said that Rummana burnt.", []),
        ("They fled to Hassan, near Rummana.", ["Hassan", "Rummana"]),
        ("Shelling hit al-Rummana and an airstrike hit al-Hassan.", []),
        ("Rebels shelled Rummana. A rocket hit Hassan. Hassan said so.", ["Rummana", "Hassan"]),
        ("Floods in Syria.", []),
        ("", []),
    ],
)
def test_names_of_several_words_and_single_ones_where_a_place_is_spoken_of(
    villages: Gazetteer, text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in own_spans(text, villages)] == found


def test_an_own_name_takes_the_place_of_what_was_read_of_it(villages: Gazetteer) -> None:
    text = "Clashes in Bab al-Rummana and Syria."
    read = [Toponym(11, 14, "Bab", "literal", "noun", 0.8)]
    read += [Toponym(18, 25, "Rummana", "literal", "noun", 0.7)]
    read += [Toponym(30, 35, "Syria", "literal", "noun", 1.0)]
    whole, country = with_own_names(text, read, villages)
    assert (whole.text, whole.start, whole.probability) == ("Bab al-Rummana", 11, PROBABILITY)
    assert country == read[-1]


def test_what_was_read_as_long_or_longer_stays(villages: Gazetteer) -> None:
    text = "At Deir Qamhiya Hospital"
    read = (Toponym(3, 24, "Deir Qamhiya Hospital", "literal", "noun", 0.9),)
    assert with_own_names(text, read, villages) == read


def test_own_names_in_a_teaser_are_not_taken(villages: Gazetteer) -> None:
    text = "Rebels fled.\n\nRead more: Strike on Bab al-Rummana\nThey left Deir Qamhiya."
    assert [name.text for name in with_own_names(text, (), villages)] == ["Deir Qamhiya"]


def test_without_an_own_table_nothing_is_added(world: Gazetteer) -> None:
    assert own_spans("Clashes in Idlib and in Bab al-Rummana", world) == []


def test_a_village_of_an_own_table_wins_over_a_town_abroad_that_the_report_does_not_speak_of(
    villages: Gazetteer,
) -> None:
    text = "An air strike hit Kurin on Monday."
    (kurin,) = Resolver(villages).resolve(text, [Toponym(18, 23, "Kurin", "literal", "noun", 0.9)])
    assert kurin.place is not None
    assert kurin.place.source == "villages"
    told = [replace(kurin, score=0.2)]
    main = main_country(told, villages)
    assert without_mistakable(told, main, villages)[0].location is not None
