"""The day of a sentence that the grammar ties to no event is that of its main clause."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.dates import find_dates
from geo.dating.unclaimed import unclaimed_day
from geo.language.text import Analysis


@pytest.mark.parametrize(
    ("text", "trigger", "told", "is_so"),
    [
        ("Police shot a man who walked in with a knife on Friday.", "shot", (), True),
        ("Shells hit a bus parked by the bank in the north on Friday.", "hit", (), True),
        ("Police shot a man who said he came on Friday.", "shot", (), False),
        ("Police shot a man who robbed a bank on Friday.", "shot", ("robbed",), False),
        ("Police shot a man who had fled prison on Friday.", "shot", (), False),
        ("Police shot a man who came on Friday and left on Monday.", "shot", (), False),
        ("Police shot a man; a nurse came on Friday.", "shot", (), False),
        ("Police condemned a man who came on Friday.", "condemned", (), False),
        ("Rebels took a gun, which the elders gave back on Friday.", "took", (), False),
        ("Police have shot a man who came on Friday.", "shot", (), False),
    ],
)
def test_the_only_day_of_no_event(
    analyse: Callable[[str], Analysis], text: str, trigger: str, told: tuple[str, ...], is_so: bool
) -> None:
    analysis = analyse(text)
    index = {token.text: token.index for token in analysis.tokens}
    mentions = find_dates(text, date(2018, 8, 27), analysis)
    told_of = {index[word] for word in (trigger, *told)}
    found = unclaimed_day(analysis, mentions, index[trigger], told_of)
    assert (found is not None) is is_so
