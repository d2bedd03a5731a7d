import pytest

from geo.actors.actors import participants


def texts(analyse, text: str, word: str) -> tuple[list[str], list[str]]:
    analysis = analyse(text)
    index = next(t.index for t in analysis.tokens if t.text == word)
    source, target = participants(analysis, index)
    return [a.text for a in source], [a.text for a in target]


@pytest.mark.parametrize(
    ("text", "word", "source", "target"),
    [
        ("Rebels shot a farmer.", "shot", ["Rebels"], ["a farmer"]),
        ("A farmer was shot by rebels.", "shot", ["rebels"], ["A farmer"]),
        ('Jets bombed a "terrorist refuge".', "bombed", ["Jets"], ['a "terrorist refuge"']),
        ("Jets bombed a “terrorist refuge,” he said.", "bombed", ["Jets"], ["a terrorist refuge"]),
        ("Iran and Syria signed a deal.", "signed", ["Iran", "Syria"], []),
        ("Gunmen stormed the hotel and killed six guests.", "killed", ["Gunmen"], ["six guests"]),
        ("The attack by militants on the convoy failed.", "attack", ["militants"], ["the convoy"]),
        ("Russia's invasion of Ukraine began.", "invasion", ["Russia"], ["Ukraine"]),
        (
            "The army carried out an attack on the village.",
            "carried",
            ["The army"],
            ["the village"],
        ),
        ("Police arrested him on Sunday.", "arrested", ["Police"], []),
        (
            "The navy struck depots in response to bombings that killed nine.",
            "bombings",
            [],
            [],
        ),
        ("Police caught the men who attacked Kano.", "attacked", ["the men"], ["Kano"]),
        ("Fighting erupted between rebels and militia.", "erupted", ["rebels", "militia"], []),
        ("An attack by rebels killed six men.", "killed", ["rebels"], ["six men"]),
        ("Crowds held rallies on the anniversary of a coup.", "rallies", ["Crowds"], []),
        ("The army said it killed six men.", "killed", ["The army"], ["six men"]),
        ("Residents said they killed six men.", "killed", [], ["six men"]),
        ("A spokesman said it killed six men.", "killed", [], ["six men"]),
        ("An airstrike killed six men.", "killed", [], ["six men"]),
        ("A mortar attack that killed six men ended.", "killed", [], ["six men"]),
        ("Ten miners died in the tunnel.", "died", [], ["Ten miners"]),
        ("Police fired tear gas at a crowd.", "fired", ["Police"], ["a crowd"]),
        ("Police seized six rifles.", "seized", ["Police"], []),
        ("Police shot dead two men in Nairobi.", "shot", ["Police"], ["two men"]),
        ("Homs was shelled on Monday, killing six men.", "killing", [], ["six men"]),
        ("Homs was shelled by rebels, killing six men.", "killing", ["rebels"], ["six men"]),
        ("Drones hit Homs, the army said, killing six.", "killing", ["Drones"], []),
        ("A bus hit a mine, killing eleven.", "hit", [], ["A bus"]),
        ("A bus hit a mine, killing eleven.", "killing", [], []),
        ("A bus drove over a mine, killing six men.", "killing", [], ["six men"]),
        ("A bus hit a barracks, killing eleven men.", "killing", ["A bus"], ["eleven men"]),
        ("Six of the men were killed.", "killed", [], ["Six of the men"]),
        (
            "Bandits abducted at least 30 villagers in Zamfara.",
            "abducted",
            ["Bandits"],
            ["at least 30 villagers"],
        ),
        (
            '"They burned our homes, and then our stores," said Salimata Diallo, a farmer.',
            "burned",
            [],
            ["our homes"],
        ),
        (
            "Rebels killed a mayor, his wife and three aides.",
            "killed",
            ["Rebels"],
            ["a mayor", "his wife", "three aides"],
        ),
        ("Troops clashed west of Homs.", "clashed", ["Troops"], []),
        ("Typhoon Yagi made landfall in Hainan.", "made", ["Typhoon Yagi"], []),
        ("Poland closed the border with Belarus.", "closed", ["Poland"], ["Belarus"]),
        ("The army regained control of Goma.", "regained", ["The army"], []),
        ("Gunmen took ten hostages.", "took", ["Gunmen"], ["ten hostages"]),
        ("17:40 Two grocers were shot in Homs.", "shot", [], ["Two grocers"]),
        ("13 Nov; four bricklayers died in Homs.", "died", [], ["four bricklayers"]),
        ("2 March - 14 people killed, 3 wounded in Homs.", "killed", [], ["14 people"]),
        ("The colonel, whose men shot a farmer, fled.", "shot", ["men"], ["a farmer"]),
        ("Gunmen killed 14 people, eight of them women.", "killed", ["Gunmen"], ["14 people"]),
        ("The army killed and wounded dozens of rebels.", "killed", ["The army"], []),
        (
            "Doctors of the University of Mosul protested.",
            "protested",
            ["Doctors of the University of Mosul"],
            [],
        ),
    ],
)
def test_who_did_it_to_whom(
    analyse, text: str, word: str, source: list[str], target: list[str]
) -> None:
    assert texts(analyse, text, word) == (source, target)
