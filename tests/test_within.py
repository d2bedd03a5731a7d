import pytest


@pytest.mark.parametrize(
    "text",
    [
        "A clinic in Kano was attacked in January, when 60 people died.",
        "Soldiers retook Kano after nine days of fighting.",
        "Shopkeepers in Kano closed their stalls for a day in protest.",
        "Fighters raided a village near Kano, burning huts and wounding a nurse.",
    ],
)
def test_what_hangs_on_an_event_tells_more_of_it(events_told, text: str) -> None:
    (event,) = events_told(text)
    assert [location.place.name for location in event.locations] == ["Kano"]


def test_a_clause_below_adds_its_dead(events_told) -> None:
    (event,) = events_told("A clinic in Kano was attacked in January, when 60 people died.")
    assert [(count.what, count.low) for count in event.counts] == [("killed", 60)]


@pytest.mark.parametrize(
    "text",
    [
        "Troops shelled Kano on Monday, a week after rebels on 5 May attacked Kukawa.",
        "More than 900 people have been killed in Kano since the army overran Kukawa.",
        "Rebels shot a trader an hour by road from the scene of the fighting in Kano.",
    ],
)
def test_another_day_or_a_fight_that_the_reader_knows_is_another_event(
    events_told, text: str
) -> None:
    assert len([event for event in events_told(text) if event.event_type == "ASSAULT"]) == 2
