import pytest

from geo.stance.stance import stance


@pytest.mark.parametrize(
    ("text", "word", "factuality"),
    [
        ("Gunfire near the barracks turned out to be a drill.", "Gunfire", "denied"),
        ("Gunfire heard by the port; later confirmed as a naval exercise.", "Gunfire", "denied"),
        ("The explosion in Kano was part of a military exercise.", "explosion", "denied"),
        ("Police said the bombing reported in Jos was a hoax.", "bombing", "denied"),
        ("Shots were heard in Ibb. It was a drill, police said.", "Shots", "denied"),
        ("A blast near Minna was found to have been a routine drill.", "blast", "denied"),
        ("Rumours of a raid on Ibb turned out to be a false alarm.", "raid", "denied"),
        ("Reports that rebels raided Ibb proved to be a hoax.", "raided", "denied"),
        ("A rumour spoke of a raid on Ibb. We rang the base. False alarm.", "raid", "denied"),
        ("A blast was reported in Nakuru. False alarm, police said.", "blast", "denied"),
        ("A blast was reported in Nakuru. A false alarm, the mayor added.", "blast", "denied"),
        ("A blast was reported in Nakuru. False alarms abound, police say.", "blast", "reported"),
        ("A blast hit a mall in Nakuru. False alarm, police said.", "blast", "reported"),
        ("Rebels raided Ibb. A bomb threat followed. False alarm.", "raided", "reported"),
        ("A warning of a raid on Ibb came. No false alarm.", "raid", "conditional"),
        ("The explosion in Kano was no drill.", "explosion", "reported"),
        ("The explosion in Kano may have been a drill.", "explosion", "conditional"),
        ("The attack on Jos was an exercise in cruelty.", "attack", "reported"),
        ("The bombing killed nine. The first warning was a hoax.", "bombing", "reported"),
        ("The shooting in Gao interrupted what was a drill.", "shooting", "reported"),
        ("An attack hit a camp in Gao described as a training exercise.", "attack", "reported"),
    ],
)
def test_what_was_a_false_alarm_was_no_attack(
    analyse, text: str, word: str, factuality: str
) -> None:
    analysis = analyse(text)
    index = next(t.index for t in analysis.tokens if t.text == word)
    assert stance(analysis, index, harm=True).factuality == factuality


def test_other_things_than_harm_may_be_an_exercise(analyse) -> None:
    analysis = analyse("The landing at Gao was a military exercise.")
    index = next(t.index for t in analysis.tokens if t.text == "landing")
    assert stance(analysis, index).factuality == "reported"
