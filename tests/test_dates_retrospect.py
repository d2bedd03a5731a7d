"""Days and months of the year that their story is of."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.dates import find_dates
from geo.language.text import Analysis


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("On 3 May 2015 rebels took Bor. On 9 June the army retook it.", "2015-06-09"),
        ("On 3 March 2015 rebels took Bor. Many fled. In May the army retook it.", "2015-05-01"),
        ("On 3 December 2015 rebels took Bor. On 9 January they left.", "2016-01-09"),
        ("In May 2015 rebels took Bor.\n\nA month later, on 9 June, they left.", "2015-06-09"),
        ("On 3 May 2015 rebels took Bor.\n\nOn 9 June the army retook it.", "2018-06-09"),
        ("On 3 May 2015 rebels took Bor. On 20 August the army retook it.", "2018-08-20"),
        ("The army, which took power in May 2015, held a vote. On 9 June it won.", "2018-06-09"),
        ("On 3 May 2015 rebels took Bor. On 2 May 2018 they left. On 9 June they lost.",
         "2018-06-09"),
        ("On 3 May 2018 rebels took Bor. On 9 June the army retook it.", "2018-06-09"),
        ("On 3 May 2015 rebels took Bor. They left it on Sunday. On 9 June they lost.",
         "2018-06-09"),
    ],
)  # fmt: skip
def test_what_goes_on_a_story_of_another_year_is_of_it(
    analyse: Callable[[str], Analysis], text: str, first: str
) -> None:
    last = find_dates(text, date(2018, 8, 27), analyse(text))[-1]
    assert last.first is not None
    assert last.first.isoformat() == first
