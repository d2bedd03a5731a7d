import pytest

from geo.triggers.ontology import find_triggers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jets bombed a school in Kitui where 12 children were killed.", ["bombed"]),
        ("Aircraft hit the clinic, in which 30 people died.", ["hit"]),
        ("Jets bombed a school where 12 pupils had been killed in May.", ["bombed", "killed"]),
        ("The minister visited the clinic where 30 were killed.", ["visited", "killed"]),
    ],
)
def test_harm_where_an_attack_hit_is_its_outcome(analyse, text: str, words: list[str]) -> None:
    assert [t.text for t in find_triggers(analyse(text))] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Guards fired on a minibus; a nurse was hit in the arm.", ["fired"]),
        ("Herders clashed with farmers for a day: three were killed.", ["clashed"]),
        ("Guards fired on a minibus; a nurse was shot in Kitui.", ["fired", "shot"]),
        ("Guards fired on a minibus; a nurse was shot on Monday.", ["fired", "shot"]),
        ("Police arrested nine men; a nurse was hit in the arm.", ["arrested", "hit"]),
    ],
)
def test_a_clause_that_only_says_whom_an_attack_befell(
    analyse, text: str, words: list[str]
) -> None:
    assert [t.text for t in find_triggers(analyse(text))] == words


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Kitui on Monday, 3 dead, 4 wounded.",
        "Floods hit Kitui on Tuesday, 5 dead, 9 injured.",
    ],
)
def test_a_tally_beside_an_event_is_its_own(analyse, text: str) -> None:
    assert len(find_triggers(analyse(text))) == 1


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        (
            "Typhoon Kalina tore off roofs.\n\nPower is out.\n\nTotal: 9 dead, 61 injured.",
            "DISASTER",
        ),
        (
            "Typhoon Kalina tore off roofs. A van overturned.\n\nTotal: 9 dead, 61 injured.",
            "DISASTER",
        ),
        ("Rebels attacked Kitui.\n\nShops are shut.\n\nTotal: 9 dead, 61 injured.", "ASSAULT"),
    ],
)
def test_a_toll_without_a_cause_is_of_the_main_calamity(
    analyse, text: str, event_type: str
) -> None:
    last = find_triggers(analyse(text))[-1]
    assert (last.text, last.event_type) == ("injured", event_type)
