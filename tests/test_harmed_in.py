import pytest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Police fired tear gas in Nairobi, wounding nine marchers.", [("COERCE", 9)]),
        ("Nine marchers were wounded when police used batons in Lyon.", [("COERCE", 9)]),
        ("Officers used pepper spray in Lyon and hurt three people.", [("COERCE", 3)]),
        ("Marchers threw stones at police in Dakar, injuring three guards.", [("PROTEST", 3)]),
        ("A man rammed a car into a crowd in Ulm, injuring 28 people.", [("ASSAULT", 28)]),
        ("A van rammed into a crowd in Ulm and injured 28 people.", [("ASSAULT", 28)]),
        ("A bus rammed into a tree near Agra, killing five.", [("ACCIDENT", 5)]),
        (
            "Police used batons in Lyon and killed three people.",
            [("COERCE", None), ("ASSAULT", 3)],
        ),
        (
            "Soldiers broke up a march in Lyon, killing three people.",
            [("COERCE", None), ("PROTEST", None), ("ASSAULT", 3)],
        ),
        (
            "Three people were killed when police used batons in Lyon.",
            [("ASSAULT", 3), ("COERCE", None)],
        ),
        (
            "Gunmen abducted a priest in Kaduna, killing two guards.",
            [("COERCE", 1), ("ASSAULT", 2)],
        ),
    ],
)
def test_an_act_is_told_once_with_its_harm(events_told, text: str, told: list[object]) -> None:
    found = [(e.event_type, e.counts[0].low if e.counts else None) for e in events_told(text)]
    assert found == told
