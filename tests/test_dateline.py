"""What opens a report, and what only looks like it."""

import pytest

from geo.layout.dateline import dateline


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
        ("(Nairobi, 14 March 2024) - Rebels fled.", "Nairobi"),
        ("Rebels flee\n\n(N'Djamena, May 3, 2024) \u2013 Rebels fled.", "N'Djamena"),
        ("(Geneva, New York, 3 May 2024) -- Rebels fled.", "Geneva, New York"),
        ("[Kampala, 3 May] \u2014 Rebels fled.", "Kampala"),
        ("(New York) \u2013 Rebels fled.", "New York"),
        ("PRESS RELEASE - GAO, Mali \u2014 Rebels fled.", "GAO, Mali"),
        ("PRESS RELEASE - They fled.", None),
        ("(Reuters) - Rebels fled.", None),
        ("(In Nairobi, 14 March 2024) - Rebels fled.", None),
        ("(Nairobi, 14 March 2024) - rebels fled.", None),
        ("Rebels fled (Nairobi, 14 March 2024) - They hid.", None),
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


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("GAO, Mali \u2014 March 3, 2024 \u2014 Rebels fled.", "GAO, Mali"),
        ("KYIV \u2013 (12 May 2023) Rebels fled.", "KYIV"),
        ("KYIV - (Agency) - 12 May 2023 - Rebels fled.", "KYIV"),
        ("GAO, Mali - Sunday, March 3, 2024. Rebels fled.", "GAO, Mali"),
        ("Bamako \u2014 March 3, 2024 (Agency) \u2014 Rebels fled.", "Bamako"),
        ("March 3, 2024 \u2014 GAO, Mali \u2014 Rebels fled.", "GAO, Mali"),
        ("GAO, Mali \u2014 Rebels fled.", "GAO, Mali"),
        ("LVIV, Ukraine (Desk) - November 3, 2025\n\nRebels fled.", "LVIV, Ukraine"),
        ("QUETTA: May 9, 2025\n\nRebels fled.", "QUETTA"),
        ("BATUMI, Georgia, May 9, 2025\n\nRebels fled.", "BATUMI, Georgia"),
        ("BATUMI (Desk), 9 May 2025\n\nRebels fled.", "BATUMI"),
        ("Arequipa, 9 Oct. 2025. Rebels fled.", "Arequipa"),
        # As agencies and papers of India write it, with nothing or a colon behind.
        ("Ara (Bihar), Nov 21 (MNS) Rebels fled.", "Ara"),
        ("New Delhi, Nov 21 (MNS): Rebels fled.", "New Delhi"),
        ("Srinagar, Nov 3: Rebels fled.", "Srinagar"),
    ],
)
def test_a_day_behind_the_dash_or_before_the_place_is_of_the_dateline(
    text: str, places: str
) -> None:
    found = dateline(text)
    assert found is not None
    assert text[slice(*found[0])] == places
    assert text[found[1][1] :].strip() == "Rebels fled."


def test_a_day_that_the_first_sentence_tells_is_of_the_sentence() -> None:
    text = "GAO, Mali \u2014 March 3 was quiet."
    found = dateline(text)
    assert found is not None
    assert text[found[1][1] :].strip() == "March 3 was quiet."


@pytest.mark.parametrize(
    "text",
    [
        "Rebels fled Gao, May 9, 2025.\n\nA",
        "Evening Post, May 9, 2025\n\nA",
        "Gao, May 9. A",
        "On Friday, May 9: Rebels fled.",
        "In Gao, May 9 (a Friday) The rebels fled.",
        "By Ana Sy, May 9: Rebels fled.",
    ],
)
def test_a_sentence_or_a_paper_before_a_day_is_no_dateline(text: str) -> None:
    assert dateline(text) is None
