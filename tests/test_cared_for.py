"""Where the hurt are treated is not where they were hurt."""

import pytest

from geo.placing.cared_for import is_cared_for_at


def cared_for(analyse, text: str, word: str, name: str) -> bool:
    analysis = analyse(text)
    trigger = next(t.index for t in analysis.tokens if t.text == word)
    return is_cared_for_at(analysis, trigger, next(t for t in analysis.tokens if t.text == name))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Three farmers hurt in the raid were treated in Multan.", "raid"),
        ("A farmer was shot on Monday and taken to hospital in Multan.", "shot"),
        ("Two passengers died at a hospital in Multan.", "died"),
        ("A boy hurt by the blast died in hospital in Multan.", "died"),
        ("A farmer died on the way to the hospital in Multan.", "died"),
        ("Two passengers died in a health centre in Multan.", "died"),
        ("A farmer who was shot was admitted to a clinic in Multan.", "shot"),
    ],
)
def test_the_hurt_are_treated_elsewhere(analyse, text: str, word: str) -> None:
    assert cared_for(analyse, text, word, "Multan")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A drone struck a hospital in Multan.", "struck"),
        ("Gunmen killed a nurse at a hospital in Multan.", "killed"),
        ("Two passengers died in Multan.", "died"),
        ("Militants operated in Multan before the raid.", "raid"),
        ("Nine people were taken to hospital after a blast in Multan.", "blast"),
        ("Three wounded men were taken to hospital in Multan.", "taken"),
        ("Doctors treated nine people in Multan.", "treated"),
    ],
)
def test_what_strikes_a_hospital_was_there_and_so_was_the_care(
    analyse, text: str, word: str
) -> None:
    assert not cared_for(analyse, text, word, "Multan")
