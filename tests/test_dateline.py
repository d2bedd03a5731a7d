"""What opens a report, and what only looks like it."""

import pytest

from geo.dateline import dateline


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("GOMA, DR Congo (Agency) \u2014 Rebels fled.", "GOMA, DR Congo"),
        ("Rebels flee\n\nBEIRUT, Dec 1 (Agency) - Rebels fled.", "BEIRUT, Dec 1"),
        ("QUETTA: A bomb killed four people.", "QUETTA"),
        ("QUETTA, Pakistan: Police said so.", "QUETTA, Pakistan"),
        ("SANA'A: At least six people died.", "SANA'A"),
        ("Port-au-Prince (agency) 14 November 2025 - Gangs fled.", "Port-au-Prince"),
        ("Juba/Nairobi, 3 May 2025 \u2013 Aid arrived.", "Juba/Nairobi"),
        ("Washington (AP) - He fled.", "Washington"),
        ("Deir ez-Zor, Syria (SANA), Nov. 3 - They fled.", "Deir ez-Zor, Syria"),
        ("Rebels (again) - fled.", None),
        ("Geneva - they say - is quiet.", None),
        ("On 3 May 2025 - a Saturday - they fled.", None),
        ("Officials: They fled.", None),
        ("The president - who fled - was found.", None),
        ("PRESIDENT CRISTIANI SAID: THE REBELS FLED.", None),
    ],
)
def test_a_dateline_opens_with_a_place_and_has_more_than_a_dash(
    text: str, places: str | None
) -> None:
    found = dateline(text)
    assert (text[slice(*found[0])] if found else None) == places
