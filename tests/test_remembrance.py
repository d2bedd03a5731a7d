import pytest

from geo.triggers.ontology import find_triggers
from geo.triggers.remembrance import is_in_work, remembered


def index_of(analysis, word: str) -> int:
    return next(t.index for t in analysis.tokens if t.text == word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A museum about the bombing of Hiroshima opened in Tokyo.", "bombing"),
        ("Crowds saw a memorial to the massacre at Srebrenica.", "massacre"),
        ("A film on the siege of Sarajevo won a prize.", "siege"),
        ("She wrote a book about the war and the shelling of Mostar.", "shelling"),
        ("They laid flowers at a monument to the victims of the bombing.", "bombing"),
        ("A statue of the general killed in Tehran was stolen.", "killed"),
        ("A mural depicting the shooting was painted over.", "shooting"),
        ("The monument, dedicated to the victims of the massacre, was opened.", "massacre"),
        ("The exhibition tells of the bombing of Guernica.", "bombing"),
        ("The film, which depicts the murder of a priest, was banned.", "murder"),
        ("Soldiers stormed the Museum of the Massacre in Nanjing.", "Massacre"),
    ],
)
def test_what_a_work_is_about_is_no_event(analyse, text: str, word: str) -> None:
    analysis = analyse(text)
    assert is_in_work(analysis, index_of(analysis, word))
    assert word not in {trigger.text for trigger in find_triggers(analysis)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Vandals attacked a memorial to the massacre.", "attacked"),
        ("The museum was bombed in Hiroshima.", "bombed"),
        ("A museum damaged in the bombing was closed.", "damaged"),
        ("A series of attacks hit Kabul.", "attacks"),
        ("Film of the attack was shown.", "attack"),
        ("The museum marked the day as protesters clashed with police.", "clashed"),
    ],
)
def test_what_befalls_a_work_or_stands_beside_it_is_an_event(analyse, text: str, word: str) -> None:
    analysis = analyse(text)
    assert not is_in_work(analysis, index_of(analysis, word))
    told = (span for trigger in find_triggers(analysis) for span in trigger.words)
    assert word in {text[start:end] for start, end in told}


@pytest.mark.parametrize(
    ("text", "word", "head"),
    [
        ("They commemorated the victims of the genocide.", "genocide", "victims"),
        ("They marched in memory of a student killed in May.", "killed", "student"),
        ("The victims of the massacre were remembered.", "massacre", "victims"),
        ("The parade marked the capture of the city.", "capture", "capture"),
        ("The attack marked a return to shelling.", "shelling", None),
        ("Rebels captured the city.", "captured", None),
    ],
)
def test_what_is_commemorated(analyse, text: str, word: str, head: str | None) -> None:
    analysis = analyse(text)
    found = remembered(analysis, index_of(analysis, word))
    assert (None if found is None else analysis.tokens[found].text) == head
