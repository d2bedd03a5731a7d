"""The years that head the entries of a chronology date what they tell of."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.headings.headings import read_headings
from geo.headings.years import years_over
from geo.language.text import Analysis
from geo.pipeline import Parser
from geo.records import Report

PUBLISHED = date(2023, 8, 10)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019: Rebels fled.\n\n2021: Rebels met.", [2019, 2021]),
        ("2021 - Rebels met.\n\n2019 - Rebels fled.", [2021, 2019]),
        (
            "A siege\n\n2013\n\nRebels fled.\n\nA man fell.\n\nLate 2015\n\nRebels met.",
            [None, 2013, 2013, 2013, 2015, 2015],
        ),
        ("2019: Rebels fled.\n\nA man fell.\n\n2021: Rebels met.", [2019, None, 2021]),
        ("2019\nRebels fled.\n\nA man fell.\n\n2021\nRebels met.", [2019] * 3 + [2021] * 2),
        (
            "Chronology of a siege, 2022\n\n3 May: Rebels met.\n\nA man fell.\n\n9 June: Men fled.",
            [None, 2022, None, 2022],
        ),
        ("2022\n\n- May 3: Rebels met.\n- June 9: Rebels fled.", [None, 2022, 2022]),
        ("Incidents, May 2022\n\n3 May: Rebels met.\n\n9 May: Rebels fled.", [None, 2022, 2022]),
        (
            "May 2022\n\n(1) Gao - 3 May. Rebels met.\n\n(2) Gao - 9 May. Rebels fled.",
            [None, 2022, 2022],
        ),
        ("May 2022\n\n3 May\n\nRebels met.\n\n9 May\n\nMen fled.", [None, *[2022, None] * 2]),
        (
            "Log, December 2022\n\n3 December: Men met.\n\n9 December: Men fled.\n\n"
            "2 January: Men fell.",
            [None, 2022, 2022, None],
        ),
        ("Gao, 2022\n\nMay 2021\n\n3 May: Rebels met.\n\n9 May: Rebels fled.", [None] * 4),
        ("Rebels fled in May 2022.\n\n3 May: Rebels met.\n\n9 May: Men fled.", [None] * 3),
        ("Flight since 2022\n\n3 May: Rebels met.\n\n9 June: Rebels fled.", [None] * 3),
        ("3 May: Rebels met.\n\n2022\n\n9 June: Rebels fled.", [None] * 3),
        # One year alone, hours of a log, years that are to come or in no order
        ("2019: Rebels fled.\n\nA man fell.", [None, None]),
        ("2013: Shots were heard.\n\n21:40 A man fell.\n\n2014: Rebels met.", [None] * 3),
        ("0645: Shots were heard.\n\n2014: Rebels met.", [None, None]),
        ("2019: Rebels fled.\n\n2031: Rebels met.", [None, None]),
        ("2019: Rebels fled.\n\n2013: Rebels met.\n\n2021: A man fell.", [None] * 3),
    ],
)
def test_several_years_in_their_order_head_paragraphs(
    analyse: Callable[[str], Analysis], text: str, years: list[int | None]
) -> None:
    analysis = analyse(text)
    above = years_over(read_headings(analysis), PUBLISHED)
    paragraphs = sorted({sentence.paragraph for sentence in analysis.sentences})
    assert [above[p].days.first.year if p in above else None for p in paragraphs] == years


def test_what_an_entry_tells_is_of_its_year_and_of_the_months_in_it() -> None:
    text = (
        "How the siege went\n\n2019: Rebels attacked a school in Macomia.\n\n"
        "2020: Soldiers killed nine men in Palma in October. On 3 May a bomb exploded in Mueda."
    )
    parsed = Parser().parse(Report("r", text, published=PUBLISHED))
    days = {e.trigger.text: e.date and (e.date.first, e.date.last) for e in parsed.events}
    assert days["attacked"] == (date(2019, 1, 1), date(2019, 12, 31))
    assert days["killed"] == (date(2020, 10, 1), date(2020, 10, 31))
    assert days["exploded"] == (date(2020, 5, 3), date(2020, 5, 3))


def test_days_below_a_year_are_of_it_whatever_the_tense() -> None:
    text = (
        "2022\n\nJanuary 16: Rebels attack a village near Mueda. Eighty people are killed.\n\n"
        "2023\n\nMay 18: The rebels free five soldiers in Mueda."
    )
    parsed = Parser().parse(Report("r", text, published=PUBLISHED))
    days = {e.trigger.text: e.date and e.date.first for e in parsed.events}
    assert days["attack"] == date(2022, 1, 16)
    assert days.get("killed", date(2022, 1, 16)) == date(2022, 1, 16)
    assert days["free"] == date(2023, 5, 18)


def test_entries_below_one_year_have_days_without_a_day_of_publication() -> None:
    text = (
        "Chronology\n2021\n3 February - Gunmen attacked a mine near Mueda. Four men died.\n"
        "12 March - Soldiers shot dead six villagers in Palma."
    )
    parsed = Parser().parse(Report("r", text))
    days = {e.trigger.text: e.date and e.date.first for e in parsed.events}
    assert days["attacked"] == date(2021, 2, 3)
    assert days["shot"] == date(2021, 3, 12)


def test_without_a_day_of_publication_the_month_of_the_title_has_the_year_of_the_days() -> None:
    text = (
        "Mindanao log, October 2023\n\n4 October: Jolo. Rebels attacked a truck.\n\n"
        "26 October: Police arrested a smuggler in Isulan."
    )
    parsed = Parser().parse(Report("r", text))
    days = {e.trigger.text: e.date and e.date.first for e in parsed.events}
    assert days == {"attacked": date(2023, 10, 4), "arrested": date(2023, 10, 26)}
