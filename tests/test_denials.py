"""What is denied makes one row: of the event where its place or day is told, else of the denial."""

import pytest


@pytest.fixture
def told(events_told):
    def rows(text: str) -> list[tuple[str, str]]:
        return [(event.event_type, event.factuality) for event in events_told(text)]

    return rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The army in Goma denied targeting civilians.", [("REJECT", "reported")]),
        ("The rebels denied that they had shelled Goma.", [("ASSAULT", "denied")]),
        (
            "The army rejected as false the claim that it had shelled Goma on Sunday.",
            [("ASSAULT", "denied")],
        ),
        (
            "The governor denied reports that rebels had attacked Goma on Sunday.",
            [("ASSAULT", "denied")],
        ),
        (
            "A report that rebels had attacked Goma on Sunday was dismissed as untrue.",
            [("ASSAULT", "denied")],
        ),
        ("The police in Kano denied that any shots were fired.", [("REJECT", "reported")]),
        ("The mayor of Kano resigned. They did not shoot.", [("RETREAT", "reported")]),
        ("The army did not shell the camp in Goma.", [("ASSAULT", "denied")]),
    ],
)
def test_a_denial_is_one_row(told, text: str, rows: list[tuple[str, str]]) -> None:
    assert told(text) == rows


def test_denied_hearsay_is_one_row_of_what_is_denied(told) -> None:
    text = "Social media reported an attack on a church in Jos on Sunday, which the police denied."
    assert told(text) == [("ASSAULT", "denied")]
