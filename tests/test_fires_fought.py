"""Those whom a fire kills or hurts that they fight."""

import pytest

from geo.triggers.ontology import find_triggers


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A fireman died while battling flames near Coimbra.", ("ACCIDENT", "fire")),
        ("Two soldiers were hurt as they tackled a blaze at a depot in Split.",
         ("ACCIDENT", "fire")),
        ("A fireman died while fighting flames in a forest near Tabuk.",
         ("DISASTER", "wildfire")),
        ("A soldier died while fighting rebels near Goma.", ("ASSAULT", None)),
    ],
)  # fmt: skip
def test_who_dies_fighting_a_fire_dies_of_it(
    analyse, text: str, told: tuple[str, str | None]
) -> None:
    trigger = find_triggers(analyse(text))[0]
    assert (trigger.event_type, trigger.sub_type) == told
