from datetime import date

import pytest

BOMB = "A bomb exploded in Kano on Monday, killing 22 people."


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (f"{BOMB} The death toll rose to 31 on Tuesday.", (31, 31)),
        (f"{BOMB} The death toll rose to 31.", (31, 31)),
        (f"{BOMB} Police on Tuesday put the death toll at 27.", (27, 27)),
        (f"{BOMB} The number of deaths rose to 27 on Tuesday.", (27, 27)),
        (f"{BOMB} Officials said on Tuesday that the toll had risen to 27.", (27, 27)),
        (f"{BOMB} One of the wounded died on Tuesday.", (23, 23)),
        (f"{BOMB} Two more people died of their wounds on Tuesday.", (24, 24)),
        (f"{BOMB} The toll rose to 25 on Tuesday after three of the wounded died.", (25, 25)),
        (f"{BOMB} More than 30 people have died.", (30, None)),
        ("A bus overturned near Kano on Monday. Seven passengers have died.", (7, 7)),
        ("A factory in Kano burned down on Monday. Three men died on Tuesday.", (3, 3)),
    ],
)
def test_a_later_toll_is_that_of_the_event_which_keeps_its_day(
    events, text: str, killed: tuple[int, int | None]
) -> None:
    (event,) = events(text)
    assert [(c.low, c.high) for c in event.counts if c.what == "killed"] == [killed]
    assert event.date is not None
    assert event.date.first == date(2024, 5, 13)


@pytest.mark.parametrize(
    "later",
    [
        "The Israeli toll stood at 1,200 on Tuesday.",
        "The president died on Tuesday.",
        "The mayor of Zaria died on Tuesday.",
        "Nearly 900 people have died since 2014.",
        "Two people died on the spot.",
        "Forty people died of hunger on Tuesday.",
    ],
)
def test_the_dead_of_something_else_are_not_of_the_event(events, later: str) -> None:
    event = events(f"{BOMB} {later}")[0]
    assert [(c.low, c.high) for c in event.counts] == [(22, 22)]


def test_the_toll_of_another_place_and_some_who_died_later_stay_by_themselves(events) -> None:
    for later in ("In Niger, the death toll rose to 14 on Tuesday.", "Nine died on Tuesday."):
        killed = [[c.low for c in event.counts] for event in events(f"{BOMB} {later}")]
        assert killed in ([[22], [14]], [[22], [9]])
