"""Rules, stances, what may happen to anybody and how something goes make no row."""

import pytest

_NEWS = "The council of Cali sat on Monday. "


@pytest.mark.parametrize(
    "text",
    [
        "It is forbidden to carry arms.",
        "The sale of petrol to children is prohibited.",
        "Managers can be jailed for such deaths.",
        "A stroke can kill within the hour.",
        "Groups that oppose the law were heard.",
        "Anyone who supports him is heard.",
        "The union opposes the law.",
        "Most farmers support the mayor.",
        "Ana Ruiz, who chairs the panel, was ill.",
        "The score bombards the ear, and the second act captures the mood.",
        "The wasp paralyses the spider and carries it off.",
    ],
)
def test_what_is_told_of_no_day_is_no_event(types_told, text: str) -> None:
    assert types_told(_NEWS + text) == types_told(_NEWS)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council banned the sale of petrol.", "COERCE"),
        ("Rallies are banned by the army.", "COERCE"),
        ("Rallies are banned in Lima from Friday.", "COERCE"),
        ("Eva Luz is banned from Oslo.", "COERCE"),
        ("The decree bans the sale of petrol.", "COERCE"),
        ("Managers were jailed for the deaths.", "COERCE"),
        ("The governor opposed the plan on Tuesday.", "REJECT"),
        ("The army, which denies it, left.", "REJECT"),
        ("The union opposes the law, its head said.", "REJECT"),
        ("The union demands higher pay.", "REQUEST"),
        ("Brazil condemns the raid.", "ACCUSE"),
        ("The shelling continues.", "ASSAULT"),
        ("When the lorry came, they set it alight.", "ASSAULT"),
        ("The diocese gives blankets to the families.", "AID"),
        ("Rebels shell Goma as troops flee.", "ASSAULT"),
    ],
)
def test_what_was_or_is_said_on_a_day_is_one(types_told, text: str, kind: str) -> None:
    assert kind in types_told(_NEWS + text)


@pytest.mark.parametrize("text", ["Rebels seize a town.", "Flood kills dozens."])
def test_headlines_are_in_the_present(types_told, text: str) -> None:
    assert types_told(text)
