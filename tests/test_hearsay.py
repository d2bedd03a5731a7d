import pytest

from geo.language.grammar import head_token
from geo.stance.stance import stance


@pytest.mark.parametrize(
    ("text", "word", "factuality"),
    [
        ("Social media reported an attack in Jos, which police denied.", "attack", "denied"),
        ("Rumours of a raid spread, but the army denied them.", "raid", "denied"),
        ("Posts spoke of a bombing in Sirte. The ministry dismissed this.", "bombing", "denied"),
        ("Nurses reported a bombing in Sirte, but the ministry denied it.", "bombing", "reported"),
        ("Social media reported an attack in Jos.", "attack", "reported"),
    ],
)
def test_denied_hearsay_is_denied(analyse, text: str, word: str, factuality: str) -> None:
    analysis = analyse(text)
    start = text.index(word)
    token = head_token(analysis, start, start + len(word))
    assert stance(analysis, token.index, harm=True).factuality == factuality
