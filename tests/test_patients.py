from collections.abc import Callable

import pytest

from geo.counts.counts import find_counts
from geo.language.text import Analysis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thirty people were treated for burns in Lahore.", {("wounded", 30)}),
        ("A train derailed; 51 people were treated for poisoning.", {("wounded", 51)}),
        ("Nurses treated 30 women for malaria.", {("infected", 30)}),
        ("The clinic treated 30 women for free.", set()),
        ("Plague has killed five people and 19 are under treatment.",
         {("killed", 5), ("infected", 19)}),
        ("After the blast 19 people are under treatment.", {("wounded", 19)}),
        ("Two men are in a critical condition.", {("wounded", 2)}),
        ("Two of the injured are in a critical condition.", set()),
        ("A man of 70 is in a serious condition.", {("wounded", 1)}),
        ("Two bridges are in a critical condition.", set()),
        ("A scuffle left three guards with broken ribs.", {("wounded", 3)}),
        ("The blast left three shops with broken windows.", set()),
        ("Nine people fell ill in Taraz.", {("infected", 9)}),
        ("Twelve pupils were taken ill at school.", {("infected", 12)}),
    ],
)  # fmt: skip
def test_who_has_to_be_treated_is_hurt_or_ill(
    analyse: Callable[[str], Analysis], text: str, expected: set[tuple[str, int]]
) -> None:
    assert {(c.what, c.low) for c in find_counts(analyse(text))} == expected
