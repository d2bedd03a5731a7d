import pytest

from geo.language import arguments
from geo.language.grammar import (
    clause_tie,
    head_token,
    is_passive,
    is_perfect,
    noun_phrase,
    subjects,
)


def index_of(analysis, word: str) -> int:
    return next(t.index for t in analysis.tokens if t.text == word)


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("Rebels shot a farmer.", "shot", False),
        ("A farmer was shot by rebels.", "shot", True),
        ("Doctors treated a farmer shot by rebels.", "shot", True),
    ],
)
def test_passive(analyse, text: str, verb: str, passive: bool) -> None:
    analysis = analyse(text)
    assert is_passive(analysis, index_of(analysis, verb)) == passive


def test_perfect_tense_is_told_from_simple_past(analyse) -> None:
    perfect = analyse("Thousands have been killed in the war.")
    simple = analyse("Thousands were killed in the battle.")
    assert is_perfect(perfect, index_of(perfect, "killed"))
    assert not is_perfect(simple, index_of(simple, "killed"))


def test_a_joined_verb_shares_its_subject(analyse) -> None:
    analysis = analyse("Gunmen stormed the hotel and killed six guests.")
    assert [t.text for t in subjects(analysis, index_of(analysis, "killed"))] == ["Gunmen"]


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("Some 4,000 people reached Adre after fleeing Geneina.", "fleeing", ["people"]),
        ("Two men were shot after entering the base.", "entering", ["men"]),
    ],
)
def test_who_does_what_stands_behind_after(analyse, text: str, word: str, who: list[str]) -> None:
    analysis = analyse(text)
    assert [
        analysis.tokens[i].text for i in arguments.subjects(analysis, index_of(analysis, word))
    ] == who


def test_a_noun_phrase_takes_its_modifiers_and_its_of_phrase(analyse) -> None:
    text = "The defence minister of Iran signed a deal."
    analysis = analyse(text)
    start, end = noun_phrase(analysis, index_of(analysis, "minister"))
    assert text[start:end] == "The defence minister of Iran"


def test_head_of_a_span(analyse) -> None:
    text = "They reached Deir ez-Zor at noon."
    analysis = analyse(text)
    start = text.index("Deir")
    head = head_token(analysis, start, start + len("Deir ez-Zor"))
    assert head is not None
    assert head.text.endswith("Zor")
    assert head_token(analysis, len(text) + 5, len(text) + 6) is None


def test_a_phrase_of_the_same_clause_ties_more_than_one_of_another(analyse) -> None:
    analysis = analyse("Police in Lagos said that gunmen killed six people in Kano.")
    killed = index_of(analysis, "killed")
    own = clause_tie(analysis, killed, index_of(analysis, "Kano"))
    other = clause_tie(analysis, killed, index_of(analysis, "Lagos"))
    assert own > 0.5 > other
