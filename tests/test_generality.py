import pytest

from geo.language.grammar import head_token
from geo.triggers.generality import is_habit, is_trend, told_in_general


@pytest.mark.parametrize(
    ("text", "word", "said_by"),
    [
        ("There was a wave of bombings in the south.", "bombings", "bombings"),
        ("They are accused of killing civilians.", "killing", "civilians"),
        ("The group has a history of kidnapping foreigners.", "kidnapping", "foreigners"),
        ("Journalists were attacked in the south.", "attacked", "Journalists"),
        ("Two bombings shook Lima.", "bombings", None),
        ("The bombings shook Lima.", "bombings", None),
        ("A bombing shook Lima.", "bombing", None),
        ("Gunmen attacked villages in the south.", "attacked", None),
        ("They are accused of killing a judge.", "killing", None),
        ("They are accused of killing six civilians.", "killing", None),
    ],
)
def test_bare_plurals_tell_in_general(analyse, text: str, word: str, said_by: str | None) -> None:
    analysis = analyse(text)
    start = text.index(word)
    token = head_token(analysis, start, start + len(word))
    span = told_in_general(analysis, token.index)
    assert (text[slice(*span)] if span else None) == said_by


@pytest.mark.parametrize(
    ("text", "word", "habit"),
    [
        ("Cholera returns to the delta every year.", "returns", True),
        ("Herders and farmers often clash in Jos.", "clash", True),
        ("Cholera returns to the delta.", "returns", False),
        ("Gunmen often attacked the delta.", "attacked", False),
    ],
)
def test_what_happens_again_and_again_is_a_habit(
    analyse, text: str, word: str, habit: bool
) -> None:
    analysis = analyse(text)
    start = text.index(word)
    token = head_token(analysis, start, start + len(word))
    assert is_habit(analysis, token.index) is habit


@pytest.mark.parametrize(
    ("text", "word", "trend"),
    [
        ("Kidnappings have multiplied in the delta.", "Kidnappings", True),
        ("The number of clashes fell in May.", "clashes", True),
        ("The clashes in Gao intensified.", "clashes", False),
        ("Three bombings shook Gao.", "bombings", False),
        ("Shells fell on Gao.", "Shells", True),
    ],
)
def test_what_only_becomes_more_or_less_is_a_trend(
    analyse, text: str, word: str, trend: bool
) -> None:
    analysis = analyse(text)
    start = text.index(word)
    token = head_token(analysis, start, start + len(word))
    assert is_trend(analysis, token.index) is trend
