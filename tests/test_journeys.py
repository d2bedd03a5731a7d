import pytest

from geo.language.grammar import head_token
from geo.placing.journeys import is_end_of_journey


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Nurses brought milk from Lviv on Monday.", "brought", "Lviv"),
        ("Recruits arrived from Kassala at dawn.", "arrived", "Kassala"),
        ("Two lorries that had carried flour from Gao overturned.", "overturned", "Gao"),
        ("Officers sent from Quito pushed the students back.", "pushed", "Quito"),
        ("Two squads were flown in from Lae.", "flown", "Lae"),
        ("Gunmen robbed the post office and fled to Gao.", "robbed", "Gao"),
        ("The airline suspended its flights to Beirut.", "suspended", "Beirut"),
        ("She cancelled a trip to Vienna.", "cancelled", "Vienna"),
    ],
)
def test_an_end_of_a_journey_is_not_where_it_happened(
    analyse, text: str, word: str, name: str
) -> None:
    assert _is_end(analyse(text), word, name)


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Civilians fled from Homs on Monday.", "fled", "Homs"),
        ("Troops withdrew from Bakhmut.", "withdrew", "Bakhmut"),
        ("The agency shipped tents from Dubai.", "shipped", "Dubai"),
        ("They marched to Jos and burned a bank.", "burned", "Jos"),
        ("The troops moved to Gao on Monday.", "moved", "Gao"),
        ("The airline suspended its flights in Beirut.", "suspended", "Beirut"),
    ],
)
def test_where_they_leave_or_are_sent_or_act_it_happened(
    analyse, text: str, word: str, name: str
) -> None:
    assert not _is_end(analyse(text), word, name)


def _is_end(analysis, word: str, name: str) -> bool:
    trigger = next(t.index for t in analysis.tokens if t.text == word)
    start = analysis.text.index(name)
    head = head_token(analysis, start, start + len(name))
    assert head is not None
    return is_end_of_journey(analysis, trigger, head)
