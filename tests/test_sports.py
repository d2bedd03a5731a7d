"""Games, whose words are those of war."""

from collections.abc import Callable

import pytest

from geo.language.text import Analysis
from geo.triggers.lexicon import reading
from geo.triggers.ontology import find_triggers
from geo.triggers.sports import sentences_of_games

Analyse = Callable[[str], Analysis]


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired wide of the goal in Leeds.",
        "The visitors surrendered a lead in the league match when the referee erred.",
        "The Colombian cyclist launched his attack and took the title in Nice.",
        "The spinner captured four wickets as the batsman fell in Perth.",
    ],
)
def test_what_a_game_is_told_with_is_no_event(analyse: Analyse, text: str) -> None:
    assert find_triggers(analyse(text)) == []


def test_the_report_of_a_game_borrows_words_of_arms(analyse: Analyse) -> None:
    text = (
        "The referee whistled at half-time, with the midfield in ruins. Rovers, whose captain had "
        "ambushed a sleepy defender, withdrew and hoped to survive the siege. The visitors' coach "
        "conceded that the title was lost. Police arrested two supporters in Leeds."
    )
    assert [t.text for t in find_triggers(analyse(text))] == ["arrested"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Gunmen attacked a football team before a match in Lahore.", "attacked"),
        ("The goalkeeper was killed in a bus crash after the match.", "killed"),
        ("Police arrested the striker after the league match.", "arrested"),
        ("Fans rioted after the match when the referee was booed.", "rioted"),
        ("Rival factions seized the town as the season began.", "seized"),
        ("A team of rebels captured the stadium and the town.", "captured"),
    ],
)
def test_harm_arms_and_arrests_are_meant_on_a_pitch_too(
    analyse: Analyse, text: str, trigger: str
) -> None:
    assert trigger in {t.text for t in find_triggers(analyse(text))}


def test_a_report_of_a_game_needs_but_one_word_of_it_in_a_sentence(analyse: Analyse) -> None:
    game = (
        "The coach of the league champions praised his goalkeeper and the midfielder after the "
        "match. The visitors stormed back in the match."
    )
    assert sentences_of_games(reading(analyse(game))) == {0, 1}
    assert sentences_of_games(reading(analyse("Rebels stormed a match in Goma."))) == set()
