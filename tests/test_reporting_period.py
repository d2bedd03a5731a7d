"""The days that an issue of a series says it covers."""

from datetime import date

import pytest

from geo.headings.reporting_period import reporting_period
from geo.pipeline import Parser
from geo.records import Report

PUBLISHED = date(2023, 8, 10)
DAYS = (date(2023, 7, 31), date(2023, 8, 6))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Period: 31 July to 6 August 2023\n\nShots were heard.", "Camp report"),
        ("Camp report 4\nReporting period: 31 July - 6 August\nShots were heard.", None),
        ("Issued on 9 August 2023 | Covers 31 July-6 August", None),
        ("Week 31 (31 July - 6 August 2023)\n\nShots were heard.", None),
        ("For 31 July-6 August. Not for the public.", "Camp report"),
        ("Figures for 31 July-6 August: nine dead in Gao.", None),
        ("Week ending 6 August 2023\n\nShots were heard.", None),
        ("Shots were heard.", "Camp monitoring (31 July to 6 August)"),
        ("Shots were heard.", "Lake Chad in brief, 31 July-6 August"),
        ("Shots were heard.", "Camp monitoring, fortnight 31 July to 6 August"),
        ("Dates covered: 2023-07-31 to 2023-08-06", None),
        ("Reporting period: 31/07/2023 - 06/08/2023", None),
        ("Reporting period: from 31 July 2023 to 6 August 2023", None),
        # At which hour the days begin.
        ("Reporting period: 06h00 31 July 2023 - 06h00 6 August 2023", None),
        ("Reporting period: 31 July 2023 06:00 to 6 August 2023 06:00", None),
        ("Period covered: 0600 hrs 31 July - 0600 hrs 6 August 2023", None),
        ("Reporting period: from 6 a.m. on 31 July to 6 a.m. on 6 August 2023", None),
        ("Period: 31 July 2023 at 18:00 UTC to 6 August 2023 at 18:00 UTC", None),
        ("Covering 31 July (6 am) to 6 August (6 am, local time)", None),
    ],
)
def test_a_label_a_title_or_a_line_of_its_own_says_the_days(text: str, title: str | None) -> None:
    period = reporting_period(text, title, PUBLISHED)
    assert period is not None
    assert (period.first, period.last) == DAYS


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Rebels held the town from 31 July to 6 August 2023.", "Rebels leave"),
        ("Shots were heard.", "Fighting kills 31 July to 6 August"),
        ("Period: 14 to 20 August 2023", None),  # is to come
        ("Reporting period: 1 January to 6 August 2023", None),
        ("Reporting period: August 2023", None),
        ("Reporting period: 06h00 to 18h00 6 August 2023", None),
        ("Rebels held the town from 6 a.m. on 31 July to 6 August 2023.", None),
        ("Shots were heard.", "Dockers plan strikes, 14-20 August 2023"),
    ],
)
def test_days_of_the_news_or_to_come_are_none(text: str, title: str | None) -> None:
    assert reporting_period(text, title, PUBLISHED) is None


@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_what_has_no_day_and_what_has_a_weekday_are_of_the_days_covered(
    published: date | None,
) -> None:
    text = (
        "Reporting period: 31 July to 6 August 2023\n\nGunmen killed four farmers near Mopti.\n\n"
        "Floods displaced 300 people in Gao on Sunday. Rebels burned a clinic."
    )
    parsed = Parser().parse(Report("r", text, published=published))
    days = {e.trigger.text: e.date and (e.date.first, e.date.last) for e in parsed.events}
    assert days["killed"] == DAYS
    assert days["displaced"] == (DAYS[1], DAYS[1])
    if published:
        assert days["burned"] == (DAYS[1], DAYS[1])


def test_a_report_that_says_only_which_days_it_covers_is_read_as_of_their_last() -> None:
    text = (
        "Reporting period: 31 July to 6 August 2023\n\nBetween 2 and 4 August, gunmen attacked "
        "Mopti. Rebels burned a clinic in Gao.\n\nShells killed two herders in Bamako."
    )
    parsed = Parser().parse(Report("r", text))
    days = {e.trigger.text: e.date and (e.date.first, e.date.last) for e in parsed.events}
    told = (date(2023, 8, 2), date(2023, 8, 4))
    assert days == {"attacked": told, "burned": told, "killed": DAYS}
    assert parsed.report.published is None
