import pytest

from geo.language.arguments import objects, subjects


@pytest.mark.parametrize(
    ("text", "verb", "doer", "done_to"),
    [
        ("Two men on a scooter shot dead a clerk in Cali.", "shot", "men", "clerk"),
        ("A woman carrying a pistol shot dead a judge in Ankara.", "shot", "woman", "judge"),
        ("On Sunday in Lyon, two boys on a scooter shot a man.", "shot", "boys", "man"),
        ("Police fire tear gas at marchers in Nairobi", "fire", "Police", "gas"),
    ],
)
def test_a_sentence_has_a_verb(analyse, text: str, verb: str, doer: str, done_to: str) -> None:
    analysis = analyse(text)
    (token,) = [t for t in analysis.tokens if t.text == verb]
    assert (token.pos, token.dep) == ("VERB", "ROOT")
    assert [analysis.tokens[i].text for i in subjects(analysis, token.index)] == [doer]
    assert [analysis.tokens[i].text for i in objects(analysis, token.index)] == [done_to]


@pytest.mark.parametrize(
    "text",
    [
        "A man on a roof shot at a crowd in Tulsa.",
        "Unknown men in a black car fired at a bus in Tripoli.",
    ],
)
def test_people_aim_at_others(analyse, text: str) -> None:
    (verb,) = [t for t in analyse(text).tokens if t.dep == "ROOT"]
    assert verb.text in {"shot", "fired"}


@pytest.mark.parametrize(
    "text",
    [
        "A man shot dead in Belfast.",
        "Men in a car shot at by soldiers.",
        "The scene of a film shot on a farm.",
        "The house of a village hit by a rocket.",
        "Photos of a car stolen in Lima on Monday.",
        "A shot in the dark.",
        "The last shot the photographer took.",
        "Police raid in Lima",
    ],
)
def test_a_caption_has_none(analyse, text: str) -> None:
    (root,) = [t for t in analyse(text).tokens if t.head == t.index]
    assert root.pos == "NOUN"


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        (
            "An air strike in Tyre killed two and an air strike in Qana wounded four on Monday.",
            ["strike"],
        ),
        ("A bomb in Kano killed two people and a bomb in Zaria wounded nine.", ["bomb"]),
        ("A raid in Kano killed a man and a woman and wounded nine.", []),
        ("A raid in Kano killed two people and wounded nine.", []),
    ],
)
def test_a_joined_clause_has_its_own_subject(analyse, text: str, doers: list[str]) -> None:
    analysis = analyse(text)
    (verb,) = [t for t in analysis.tokens if t.text == "wounded"]
    own = [analysis.tokens[c] for c in analysis.children[verb.index]]
    assert [t.text for t in own if t.dep == "nsubj"] == doers
