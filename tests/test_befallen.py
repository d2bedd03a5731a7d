"""People whom only the type of an event counts."""

from collections.abc import Callable

import pytest

from geo.counts.tallies import counts_by_trigger
from geo.language.text import Analysis
from geo.records import Event, Trigger

Analyse = Callable[[str], Analysis]
Counts = list[tuple[str, int, int | None]]


def counted(analyse: Analyse, text: str, word: str, event_type: str) -> Counts:
    start = text.index(word)
    trigger = Trigger(start, start + len(word), word, event_type, None, 0.9)
    counts = counts_by_trigger(analyse(text), [trigger])
    return [(c.what, c.low, c.high) for c in counts[trigger.start, trigger.end]]


@pytest.mark.parametrize(
    ("text", "word", "event_type", "expected"),
    [
        (
            "About 80 fishermen blocked the harbour gate with nets.",
            "blocked",
            "PROTEST",
            [("protesters", 80, 80)],
        ),
        (
            "Some 4,000 dockers downed tools and filled the square.",
            "filled",
            "PROTEST",
            [("protesters", 4000, 4000)],
        ),
        ("A woman threw an egg at the mayor.", "threw", "PROTEST", []),
        ("Forty policemen blocked the road.", "blocked", "PROTEST", []),
        ("Forty men blocked the road.", "blocked", "COERCE", []),
    ],
)
def test_who_takes_part_in_a_protest_is_counted_whatever_the_verb(
    analyse: Analyse, text: str, word: str, event_type: str, expected: Counts
) -> None:
    assert counted(analyse, text, word, event_type) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Two bakers were picked up from a teahouse.", "picked", [("detained", 2, 2)]),
        ("Police lifted nine of them into vans.", "lifted", [("detained", 9, 9)]),
        ("The gunmen held three teachers in a barn.", "held", [("abducted", 3, 3)]),
        ("Soldiers took 16 men from the village.", "took", [("detained", 16, 16)]),
        ("Masked men took six girls from a school.", "took", [("abducted", 6, 6)]),
        ("Six traders were taken to the police station.", "taken", [("detained", 6, 6)]),
        ("Twelve traders were taken in.", "taken", [("detained", 12, 12)]),
        ("The elders took two boys for spies.", "took", []),
        ("Officers held back 300 supporters.", "held", []),
        ("Police took two rifles from the house.", "took", []),
    ],
)
def test_whom_force_takes_is_detained_or_abducted(
    analyse: Analyse, text: str, word: str, expected: Counts
) -> None:
    assert counted(analyse, text, word, "COERCE") == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("A baker was beaten in the market.", "beaten", [("wounded", 1, 1)]),
        ("Youths stabbed two guards at the gate.", "stabbed", [("wounded", 2, 2)]),
        ("Youths stabbed two guards to death.", "stabbed", [("killed", 2, 2)]),
        ("Youths pelted two guards.", "pelted", []),
        ("A cook was slapped by a guest.", "slapped", [("wounded", 1, 1)]),
    ],
)
def test_who_is_beaten_or_stabbed_is_wounded(
    analyse: Analyse, text: str, word: str, expected: Counts
) -> None:
    assert counted(analyse, text, word, "ASSAULT") == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Fifteen miners were saved.", "saved", [("rescued", 15, 15)]),
        ("Helicopters lifted 20 people from roofs.", "lifted", [("rescued", 20, 20)]),
        ("Divers brought five sailors ashore.", "brought", [("rescued", 5, 5)]),
        ("The agency brought 400 people food.", "brought", []),
        ("Divers brought five bodies ashore.", "brought", []),
        ("Firemen pulled nine people through a window.", "pulled", [("rescued", 9, 9)]),
        ("Boats fetched 40 people from roofs.", "fetched", [("rescued", 40, 40)]),
    ],
)
def test_who_is_brought_out_of_danger_is_rescued(
    analyse: Analyse, text: str, word: str, expected: Counts
) -> None:
    assert counted(analyse, text, word, "AID") == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Nine of the wounded were moved to Juba.", "moved", [("wounded", 9, 9)]),
        ("A miner was airlifted to Kano with burns.", "airlifted", [("wounded", 1, 1)]),
        ("Five men who needed surgery were driven to Kano.", "driven", [("wounded", 5, 5)]),
        ("Two women were referred to Kano.", "referred", [("wounded", 2, 2)]),
        ("The injured lay in a barn. Six were sent on to Kano.", "sent", [("wounded", 6, 6)]),
        ("The injured lay in a barn. A nurse was sent to Kano.", "sent", []),
        ("Two sick children were flown to Kano.", "flown", []),
        ("Forty families were moved to Kano.", "moved", []),
    ],
)
def test_who_is_brought_to_care_is_wounded(
    analyse: Analyse, text: str, word: str, expected: Counts
) -> None:
    assert counted(analyse, text, word, "AID") == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The strike by 412 nurses goes on.", "strike", [("protesters", 412, 412)]),
        ("Some 90 farmers began a vigil.", "vigil", [("protesters", 90, 90)]),
        ("Some 90 officers broke up a vigil.", "vigil", []),
    ],
)
def test_who_holds_a_protest_takes_part_in_it(
    analyse: Analyse, text: str, word: str, expected: Counts
) -> None:
    assert counted(analyse, text, word, "PROTEST") == expected


def test_who_is_counted_already_is_not_counted_twice(analyse: Analyse) -> None:
    text = "A guard was stabbed on Monday; he is in a stable condition."
    assert counted(analyse, text, "stabbed", "ASSAULT") == [("wounded", 1, 1)]


@pytest.mark.parametrize(
    ("text", "word", "event_type", "expected"),
    [
        ("A cook and her two sons were crushed.", "crushed", "ACCIDENT", [("killed", 3, 3)]),
        ("Two men were electrocuted in a shop.", "electrocuted", "ACCIDENT", [("killed", 2, 2)]),
        ("The army crushed 40 rebels.", "crushed", "ASSAULT", []),
        ("A wall crushed two cars.", "crushed", "ACCIDENT", []),
    ],
)
def test_whom_a_calamity_overwhelms_it_kills(
    analyse: Analyse, text: str, word: str, event_type: str, expected: Counts
) -> None:
    assert counted(analyse, text, word, event_type) == expected


def test_those_on_a_boat_that_is_turned_back_are_not_detained(
    events_told: Callable[[str], tuple[Event, ...]],
) -> None:
    (event,) = events_told("The coastguard turned back a boat with 20 refugees off Lesbos.")
    assert not event.counts
