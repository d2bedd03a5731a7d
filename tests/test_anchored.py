"""Days and months that count from the time which a text named last."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.dates import find_dates
from geo.language.text import Analysis

MONDAY = date(2018, 8, 27)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Rebels came on 3 July. On the 9th they left.", date(2018, 7, 9), date(2018, 7, 9)),
        ("Rebels came on 30 July. On the 2nd they left.", date(2018, 8, 2), date(2018, 8, 2)),
        ("Rebels came on 14 July. By the 12th they had met.", date(2018, 7, 12), date(2018, 7, 12)),
        ("Rebels came in July. The 9th brought a raid.", date(2018, 7, 9), date(2018, 7, 9)),
        ("Rebels came, first since March. On the 9th they left.",) + (date(2018, 8, 9),) * 2,
        ("Rebels came on 3 July 2016.\n\nEnvoys will meet on the 9th.",) + (date(2018, 9, 9),) * 2,
        ("Rebels came. On the 9th they left.", date(2018, 8, 9), date(2018, 8, 9)),
        ("Rebels came in 2013. They left that June.", date(2013, 6, 1), date(2013, 6, 30)),
        (
            "Rebels came in July 2013. They left that March.",
            date(2014, 3, 1),
            date(2014, 3, 31),
        ),
        ("A bomb went off on 14 July. That Sunday many fled.",) + (date(2018, 7, 15),) * 2,
        ("Rebels came in July 2016. They left the next July.", date(2017, 7, 1), date(2017, 7, 31)),
        (
            "Rebels came in 2013. They left the following March.",
            date(2014, 3, 1),
            date(2014, 3, 31),
        ),
        ("Rebels came in May 2013, and the previous May.", date(2012, 5, 1), date(2012, 5, 31)),
        (
            "Rebels came in May 2013. They left the following spring.",
            date(2014, 3, 1),
            date(2014, 5, 31),
        ),
        ("Rebels came in 2013. They left the next summer.", date(2014, 6, 1), date(2014, 8, 31)),
        ("Rebels came in 2013. They left that winter.", date(2013, 12, 1), date(2014, 2, 28)),
        ("Rebels came in 2013 and the preceding autumn.", date(2012, 9, 1), date(2012, 11, 30)),
        (
            "Rebels came in July 2013. That same summer they left.",
            date(2013, 6, 1),
            date(2013, 8, 31),
        ),
        (
            "Rebels came on 3 July 2016. They will be back the next spring.",
            date(2019, 3, 1),
            date(2019, 5, 31),
        ),
        ("Rebels came on Wednesday the 8th.", date(2018, 8, 8), date(2018, 8, 8)),
        ("Rebels came on Tuesday, the 8th.", date(2018, 5, 8), date(2018, 5, 8)),
    ],
)
def test_a_number_and_that_month_are_read_from_the_time_before(
    analyse: Callable[[str], Analysis], text: str, first: date, last: date
) -> None:
    (*_, mention) = find_dates(text, MONDAY, analyse(text))
    assert (mention.first, mention.last) == (first, last)


def test_that_month_is_unknown_without_a_time_before_it(
    analyse: Callable[[str], Analysis],
) -> None:
    (mention,) = find_dates(text := "Rebels left that June.", MONDAY, analyse(text))
    assert (mention.first, mention.last) == (None, None)
