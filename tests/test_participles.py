import pytest

from geo.language.grammar import head_token
from geo.triggers.participles import names_people


@pytest.mark.parametrize(
    ("text", "word", "are_people"),
    [
        ("Nuns care for the sick and displaced.", "displaced", True),
        ("Eleven of Friday's wounded are in Lima.", "wounded", True),
        ("Two of the eleven wounded had died by noon.", "wounded", True),
        ("They hid guns among the displaced.", "displaced", True),
        ("The blast killed two and wounded four.", "wounded", False),
        ("Four men were wounded.", "wounded", False),
        ("Two of the men wounded in the raid had died.", "wounded", False),
    ],
)
def test_participles_that_stand_for_people(analyse, text: str, word: str, are_people: bool) -> None:
    analysis = analyse(text)
    start = text.index(word)
    token = head_token(analysis, start, start + len(word))
    assert names_people(analysis, token) is are_people
