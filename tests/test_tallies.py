from collections.abc import Callable

import pytest

from geo.counts.tallies import counts_by_trigger
from geo.language.text import Analysis
from geo.triggers.ontology import find_triggers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Villagers attacked a patrol with stones. Two officers are dead.", {"attacked": 2}),
        ("Rebels shelled Kherson on Sunday. A woman is dead.", {"shelled": 1}),
        ("Rebels shelled Kherson on Sunday.\n\nA woman is dead.", {}),
        ("Rebels shelled Kherson, killing two. In all four are dead.", {"shelled": 2}),
        ("The minister opened a bridge. Two officers are dead.", {}),
        ("Rebels shelled Kherson. Some 900 are homeless.", {}),
        # Beside what did no harm
        (
            "Rebels shelled Kherson. Three men suffered injuries and nine were arrested.",
            {"shelled": 3, "arrested": 9},
        ),
        ("A cholera outbreak began in Beira. There have been 40 cases.", {"began": 40}),
        (
            "A man was charged with the murder of a clerk who was stabbed in Otley.",
            {"stabbed": 1},
        ),
        (
            "Rebels claimed a raid in which the army says two men were killed and nine wounded.",
            {"killed": 9},
        ),
        ("A mayor spoke. Three men suffered injuries and nine were arrested.", {"arrested": 9}),
    ],
)
def test_a_toll_in_a_sentence_of_its_own_is_of_the_event_before(
    analyse: Callable[[str], Analysis], text: str, expected: dict[str, int]
) -> None:
    analysis = analyse(text)
    counts = counts_by_trigger(analysis, find_triggers(analysis))
    found = {text[slice(*span)]: count.low for span, of in counts.items() for count in of}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two pupils died in a fire in Kano and a third died.", [3]),
        ("A bomb killed five people in Kano and three others died of their wounds.", [8]),
        ("A bomb killed five people in Kano and more than 20 people died.", [5, 20]),
        ("Five people were killed in Kano, including two others who died in hospital.", [5, 2]),
    ],
)
def test_others_are_added_to_those_of_their_event(
    analyse: Callable[[str], Analysis], text: str, expected: list[int]
) -> None:
    analysis = analyse(text)
    counts = counts_by_trigger(analysis, find_triggers(analysis))
    assert [count.low for of in counts.values() for count in of] == expected
