"""Which of the days that a sentence names is that of an event."""

from collections.abc import Callable

import pytest

from geo.dating.day_ties import is_of_matter, is_parted
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


def test_a_semicolon_parts_an_event_from_a_day_behind_it(analyse: Analyse) -> None:
    text = "Guards fled; on Monday rebels came."
    analysis = analyse(text)
    assert is_parted(analysis, 1, text.index("on"))
    assert not is_parted(analysis, 5, text.index("on"))
