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


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (
            "The death toll from a 5.9-magnitude earthquake that struck off Sumatra on Monday rose "
            "to 41 on Wednesday, with 120 injured, officials said.",
            41,
        ),
        ("On Wednesday, the death toll from a blast in Kano on Monday reached 41.", 41),
        ("The number of people killed by a landslide in Jos on Monday rose to 41 on Tuesday.", 41),
        ("Officials on Wednesday raised the death toll from Monday's cyclone in Sofala to 41.", 41),
        ("Dozens of deaths on Tuesday took the toll from Monday's stampede in Kano to 141.", 141),
        (
            "Toll in Sumatra quake rises to 41 on Tuesday\n\n"
            "The death toll from the earthquake in Sumatra rose to 41 on Tuesday. The quake struck "
            "on Monday. Officials had earlier given a toll of 38.",
            41,
        ),
        (f"{BOMB} The bomb went off at noon. An initial count had put the dead at 12.", 22),
    ],
)
def test_the_day_of_a_toll_is_not_that_of_what_cost_the_lives(
    events, text: str, killed: int
) -> None:
    (event,) = events(text)
    assert [c.low for c in event.counts if c.what == "killed"] == [killed]
    assert (event.date.first, event.date.last) == (date(2024, 5, 13),) * 2


@pytest.mark.parametrize(
    "text",
    [
        "The death toll from floods in Borno climbed to 41 on Monday.",
        "The death toll rose to 41 on Monday from a fire at a market in Kano.",
    ],
)
def test_what_cost_lives_before_the_day_of_its_toll_says_no_day(events, text: str) -> None:
    (event,) = events(text)
    assert event.date.span is None


def test_a_day_beside_a_toll_of_nothing_is_that_of_the_event(events) -> None:
    (event,) = events("Fifteen people were killed on Monday in a blast in Kano; the toll may rise.")
    assert event.date.first == date(2024, 5, 13)


def test_the_toll_of_another_place_and_some_who_died_later_stay_by_themselves(events) -> None:
    for later in ("In Niger, the death toll rose to 14 on Tuesday.", "Nine died on Tuesday."):
        killed = [[c.low for c in event.counts] for event in events(f"{BOMB} {later}")]
        assert killed in ([[22], [14]], [[22], [9]])
