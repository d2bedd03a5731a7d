from collections.abc import Callable

import pytest

from geo.counts.own_numbers import OwnNumbers
from geo.language.text import Analysis


@pytest.mark.parametrize(
    ("text", "noun", "number"),
    [
        ("Rebels killed 12 soldiers near Gao.", "soldiers", (12, 12)),
        ("Rebels killed 12 soldiers and three nuns near Gao.", "soldiers", (12, 12)),
        ("Rebels killed a nun near Gao.", "nun", (1, 1)),
        ("Rebels killed a group of 12 men near Gao.", "group", (12, 12)),
        ("Rebels freed half of the 41 hostages.", "half", (20, 21)),
        ("Nobody was killed near Gao.", "Nobody", (0, 0)),
        ("Rebels burned 12 houses near Gao.", "houses", None),
        ("Rebels drove out hundreds of families near Gao.", "hundreds", None),
    ],
)
def test_a_noun_counts_people_by_its_own_number(
    analyse: Callable[[str], Analysis], text: str, noun: str, number: tuple[int, int] | None
) -> None:
    analysis = analyse(text)
    found = OwnNumbers(analysis).of(next(t.index for t in analysis.tokens if t.text == noun))
    assert (found and (found.low, found.high)) == number
