"""Months below the years of a chronology, and the days of the entries below a month."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.headings.headings import read_headings
from geo.headings.months import with_months
from geo.headings.years import years_over
from geo.language.text import Analysis
from geo.pipeline import Parser
from geo.records import Report

PUBLISHED = date(2023, 8, 10)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "2019\n\nMay\n\n4 - Rebels fled.\n\n21: A man fell.\n\nJune\n\n2nd - Rebels met.",
            ["2019-05-04", "2019-05-21", "2019-06-02"],
        ),
        ("May 2019\n4: Rebels fled.\n21: A man fell.", ["2019-05-04", "2019-05-21"]),
        ("May 2019\n\n- 21: A man fell.\n- 4: Rebels fled.", ["2019-05-21", "2019-05-04"]),
        ("May 2019\n\n4-6: Rebels fled.", ["2019-05-04 2019-05-06"]),
        (
            "2019\n\nMay: Rebels fled.\n\nJune \u2013 A man fell.",
            ["2019-05-01 2019-05-31", "2019-06-01 2019-06-30"],
        ),
        ("1: Rebels fled.\n\n12: A man fell.", []),
        ("May\n\n4: Rebels fled.\n\n12: A man fell.", []),
        ("2019\n\n4: Rebels fled.\n\n12: A man fell.", []),
        ("May 2019\n\n1: Rebels fled.\n\n2: A man fell.\n\n3: Rebels met.", []),
        ("May 2019\n\n4: Rebels fled.\n\n2: A man fell.\n\n9: Rebels met.", []),
        ("April 2019\n\n31: Rebels fled.", []),
        ("May 2019\n\n40: Rebels fled.\n\n6:30 A man fell.\n\n7 men fled.", []),
        ("August 2023\n\n9: Rebels fled.\n\n11: A man fell.", ["2023-08-09"]),
        ("2019\n\nMay: I shall stay.", []),
        ("May: Rebels fled.\n\nJune: A man fell.", []),
    ],
)
def test_numbers_are_days_only_in_order_below_a_month_whose_year_is_known(
    analyse: Callable[[str], Analysis], text: str, days: list[str]
) -> None:
    headings = read_headings(analyse(text))
    heads = with_months(headings, years_over(headings, PUBLISHED), PUBLISHED).values()
    found = [" ".join(dict.fromkeys((str(h.days.first), str(h.days.last)))) for h in heads]
    assert found == days


@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_what_an_entry_tells_is_of_its_day_or_month(published: date | None) -> None:
    text = (
        "How the siege went\n\n2019\n\nMarch\n\n"
        "14 - Fighters under Omar attack a barracks in Mueda.\n\n2020\n\nJune\n\n"
        "9: Soldiers kill six herders in Palma.\n\nOctober: A bomb explodes in Macomia."
    )
    parsed = Parser().parse(Report("r", text, published=published))
    days = {e.trigger.text: e.date and (e.date.first, e.date.last) for e in parsed.events}
    assert days["attack"] == (date(2019, 3, 14), date(2019, 3, 14))
    assert days["kill"] == (date(2020, 6, 9), date(2020, 6, 9))
    assert days["explodes"] == (date(2020, 10, 1), date(2020, 10, 31))


def test_lines_of_entries_one_below_the_other_are_entries_each() -> None:
    text = (
        "May 2021\n"
        "6: Gunmen attack a village on the road that leads from Mueda to the coast.\n"
        "19: Soldiers kill three men in a market on the northern outskirts of Palma.\n"
    )
    parsed = Parser().parse(Report("r", text, published=PUBLISHED))
    days = {e.trigger.text: e.date and (e.date.first, e.date.last) for e in parsed.events}
    assert days["attack"] == (date(2021, 5, 6), date(2021, 5, 6))
    assert days["kill"] == (date(2021, 5, 19), date(2021, 5, 19))
