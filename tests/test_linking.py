import pytest

from geo.placing.linking import link_names
from geo.toponyms.toponyms import find_toponyms


@pytest.fixture
def roles(analyse, world):
    def found(text: str, word: str) -> dict[str, str]:
        analysis = analyse(text)
        index = next(t.index for t in analysis.tokens if t.text == word)
        toponyms = find_toponyms(analysis, world)
        links = link_names(analysis, index, toponyms, [])
        return {toponyms[k.position].text: k.role for k in links}

    return found


@pytest.mark.parametrize(
    ("text", "word", "where"),
    [
        ("Six people were killed in Homs on Sunday.", "killed", {"Homs"}),
        ("In Homs, six people were killed.", "killed", {"Homs"}),
        ("The army captured Palmyra on Sunday.", "captured", {"Palmyra"}),
        ("Troops patrolled the streets of Grozny.", "patrolled", {"Grozny"}),
        ("Protests erupted in Lagos and Abuja.", "Protests", {"Lagos", "Abuja"}),
        ("A bomb exploded in Karrada, a district of Baghdad.", "exploded", {"Karrada"}),
        ("Gunmen shot a man in the West Bank city of Nablus.", "shot", {"Nablus"}),
        ("Police in Lagos said that gunmen killed six people in Kano.", "killed", {"Kano"}),
        ("The Syrian army shelled Idlib.", "shelled", {"Idlib"}),
        ("Rebels clashed with troops in hills overlooking Aleppo.", "clashed", {"Aleppo"}),
        ("Gunmen clashed west of Aleppo.", "clashed", {"Aleppo"}),
        ("Rebels blocked the Aleppo highway on Sunday.", "blocked", {"Aleppo"}),
        ("Protests erupted in Lagos after a killing in Kano.", "erupted", {"Lagos"}),
        ("Tehran condemned the attack.", "attack", set()),
        (
            "Clashes were reported in Goma, Bukavu and Uvira.",
            "Clashes",
            {"Goma", "Bukavu", "Uvira"},
        ),
        ("Students rallied outside the Chinese embassy in Manila.", "rallied", {"Manila"}),
        ("Six soldiers from Chad were killed in Mali.", "killed", {"Mali"}),
        ("The UN in Geneva condemned the attack on Aleppo.", "attack", {"Aleppo"}),
        ("A depot was shelled near Sumy, the governor said in Kyiv.", "shelled", {"Sumy"}),
        ("The army will send troops there, he said in Kyiv.", "send", set()),
        ("Bandits burned a depot, the minister told reporters in Kyiv.", "burned", set()),
        ("He told a press briefing in Kyiv that a depot near Sumy had burned.", "burned", {"Sumy"}),
        ("The army shelled two depots, he said at a news conference in Kyiv.", "shelled", set()),
        ("The mayor said that gunmen attacked reporters in Kyiv.", "attacked", {"Kyiv"}),
        ("Cholera has spread to Goma.", "spread", {"Goma"}),
        ("A depot was shelled, police said, on a road near Sumy.", "shelled", {"Sumy"}),
        (
            "Thousands have fled since the army captured the town of Sumy.",
            "fled",
            set(),
        ),
        ("The raids on Homs came after a missile hit Aleppo.", "raids", {"Homs"}),
        ("A wave of raids on Homs came days after a missile hit Aleppo.", "raids", {"Homs"}),
        ("The raids came after a missile hit Aleppo.", "raids", set()),
        ("The raid follows a bombing in Kano.", "raid", set()),
        ("Jets struck Homs in response to a raid on Aleppo.", "struck", {"Homs"}),
        ("Jets struck Homs in retaliation for a raid on Aleppo.", "struck", {"Homs"}),
        ("Jets struck Homs in retaliation for a raid on Aleppo.", "raid", {"Aleppo"}),
        (
            "Jets bombed the port of Tyre as a reprisal for an attack a day earlier.",
            "attack",
            set(),
        ),
        ("Nurses worked in Beira in the response to floods.", "floods", {"Beira"}),
        ("In New York, diplomats condemned the bombing of Kharkiv.", "bombing", {"Kharkiv"}),
        ("Residents fled from Lagos to Abuja after the shelling.", "shelling", {"Lagos"}),
        (
            "Floods hit Aberdeen and Dundee, and storms battered Glasgow.",
            "storms",
            {"Glasgow"},
        ),
    ],
)
def test_where_it_happened(roles, text: str, word: str, where: set[str]) -> None:
    assert {name for name, role in roles(text, word).items() if role == "where"} == where


def test_a_movement_keeps_both_ends(roles) -> None:
    found = roles("Thousands of people fled from Goma to Rwanda.", "fled")
    assert found == {"Goma": "from", "Rwanda": "to"}


def test_every_name_of_the_sentence_has_a_role(roles) -> None:
    found = roles("Iranian forces shelled Erbil, and Ankara protested.", "shelled")
    assert set(found) == {"Iranian", "Erbil", "Ankara"}
    assert found["Erbil"] == "where"


def test_an_associative_name_is_never_where(roles) -> None:
    assert "where" not in roles("Syrian troops attacked.", "attacked").values()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A nurse who was born in Kano was shot on Sunday.", "shot"),
        ("Men hailing from Kano blocked the highway on Sunday.", "blocked"),
    ],
)
def test_where_somebody_comes_from_is_an_aside(analyse, world, text: str, word: str) -> None:
    analysis = analyse(text)
    index = next(t.index for t in analysis.tokens if t.text == word)
    (link,) = link_names(analysis, index, find_toponyms(analysis, world), [])
    assert link.is_aside


def test_where_babies_are_born_in_a_siege_is_where_that_is(analyse, world) -> None:
    analysis = analyse("Nine babies were born in Kano during the siege.")
    index = next(t.index for t in analysis.tokens if t.text == "siege")
    (link,) = link_names(analysis, index, find_toponyms(analysis, world), [])
    assert not link.is_aside
