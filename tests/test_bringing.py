import pytest

from geo.triggers.ontology import find_triggers


@pytest.mark.parametrize(
    "text",
    [
        "Four people died in a landslide caused by the storm.",
        "A landslide set off by heavy rain killed four people.",
        "Floods fed by torrential rain killed four people.",
        "A river swollen by the storm swept away four people.",
        "Four people were killed by a landslide that the storm had triggered.",
    ],
)
def test_what_brought_a_calamity_about_is_no_second_one(analyse, text: str) -> None:
    told = find_triggers(analyse(text))
    assert [t.event_type for t in told] == ["DISASTER"]
    assert told[0].sub_type != "storm"


def test_what_a_calamity_brought_about_is_told(analyse) -> None:
    told = find_triggers(analyse("Heavy rain caused floods in Mbeya."))
    assert [(t.text, t.sub_type) for t in told] == [("floods", "flood")]


def test_what_another_calamity_did_is_told(analyse) -> None:
    told = find_triggers(analyse("Houses damaged by the quake fell in an aftershock."))
    assert [t.text for t in told] == ["damaged", "aftershock"]
