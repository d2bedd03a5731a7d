import pytest

from geo.language.grammar import head_token
from geo.triggers.naming import names_body


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("The Directorate of Judicial Police and investigations spoke.", "investigations", True),
        ("A bureau of investigation was set up.", "investigation", True),
        ("The department of conciliation spoke.", "conciliation", True),
        ("The unit of the attack spoke.", "attack", False),
        ("The office of a murdered mayor saw protests.", "protests", False),
        ("The commission of inquiry into the raid sat.", "inquiry", False),
        ("The court heard of arrests in Lima.", "arrests", False),
    ],
)
def test_what_a_body_is_there_for_is_part_of_its_name(
    analyse, text: str, word: str, names: bool
) -> None:
    analysis = analyse(text)
    start = text.index(word)
    token = head_token(analysis, start, start + len(word))
    assert names_body(analysis, token) == names
