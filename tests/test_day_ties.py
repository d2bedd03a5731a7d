"""Which of the days that a sentence names is that of an event."""

from collections.abc import Callable

import pytest

from geo.dating.day_ties import is_of_matter, is_parted, tie_of_state
from geo.language.text import Analysis

Analyse = Callable[[str], Analysis]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("The firm accused the union of having burned a bridge in May.", "accused", True),
        ("The firm accused the union of having burned a bridge in May.", "burned", False),
        ("The firm sued in May.", "sued", False),
    ],
)
def test_the_day_of_a_deed_is_not_that_of_the_accusation(
    analyse: Analyse, text: str, trigger: str, expected: bool
) -> None:
    analysis = analyse(text)
    index = {token.text: token.index for token in analysis.tokens}
    told_of = {index[word] for word in ("accused", "burned", "sued") if word in index}
    day = analysis.tokens[index["May"]]
    assert is_of_matter(analysis, index[trigger], day, told_of) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The union condemned Friday's raid.", True),
        ("The police led Friday's raid.", False),
        ("The union condemned the raid on Friday.", False),
    ],
)
def test_the_day_of_what_is_reacted_to_is_not_that_of_the_reaction(
    analyse: Analyse, text: str, expected: bool
) -> None:
    analysis = analyse(text)
    index = {token.text: token.index for token in analysis.tokens}
    trigger = index.get("condemned", index.get("led"))
    assert trigger is not None
    day = analysis.tokens[index["Friday"]]
    assert is_of_matter(analysis, trigger, day, {trigger, index["raid"]}) is expected


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("A nurse who went out on Friday to fetch water was shot.", True),
        ("A nurse who said on Friday she was ill was shot.", False),
        ("Rebels shot a nurse who went out on Friday.", False),
    ],
)
def test_the_day_of_a_clause_about_its_subject_may_be_an_events(
    analyse: Analyse, text: str, is_so: bool
) -> None:
    analysis = analyse(text)
    index = {token.text: token.index for token in analysis.tokens}
    tie = tie_of_state(analysis, index["shot"], index["Friday"], {index["shot"]})
    assert (tie > 0.5) is is_so


def test_a_semicolon_parts_an_event_from_a_day_behind_it(analyse: Analyse) -> None:
    text = "Guards fled; on Monday rebels came."
    analysis = analyse(text)
    assert is_parted(analysis, 1, text.index("on"))
    assert not is_parted(analysis, 5, text.index("on"))
