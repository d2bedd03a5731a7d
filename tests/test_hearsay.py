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
        ("Rumours of a raid spread in Jos. Elders say nothing has happened.", "raid", "denied"),
        ("Rumours of a raid spread in Jos. Nothing happened to the clerk.", "raid", "reported"),
        ("Nurses told of a raid in Jos. Nothing else happened.", "raid", "reported"),
        (
            "The navy denied that it shelled Sirte, where rebels claimed that nine were killed.",
            "killed",
            "denied",
        ),
        (
            "The navy denied the shelling. Rebels had claimed that it killed nine.",
            "killed",
            "denied",
        ),
        (
            "The navy denied the shelling of Jos. Rebels had claimed that guards shot nine there.",
            "shot",
            "denied",
        ),
        ("The navy denied that. Rebels had claimed that guards shot nine.", "shot", "denied"),
        (
            "The navy denied the shelling. Rebels had claimed that they seized a base.",
            "seized",
            "reported",
        ),
        (
            "The navy denied losing a port. Rebels had claimed to have shot down a jet.",
            "shot",
            "reported",
        ),
        ("The navy denied the shelling and claimed that it killed nine.", "killed", "reported"),
        (
            "The navy did not deny shelling Sirte, where rebels claimed that nine were killed.",
            "killed",
            "reported",
        ),
        ("Rebels claimed that the shelling killed nine.", "killed", "reported"),
        (
            "The navy denied the shelling, in which doctors said nine were killed.",
            "killed",
            "reported",
        ),
    ],
)
def test_denied_hearsay_is_denied(analyse, text: str, word: str, factuality: str) -> None:
    analysis = analyse(text)
    start = text.index(word)
    token = head_token(analysis, start, start + len(word))
    assert stance(analysis, token.index, harm=True).factuality == factuality
