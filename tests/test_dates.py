import itertools
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.dates import DateMention, find_dates
from geo.language.text import Analysis

Analyse = Callable[[str], Analysis]
MONDAY = date(2018, 8, 27)
JOINED = (
    "On Sunday he met them. Last Friday she left. It began in March 2011, a day after the vote. "
    "Earlier this month, on 3 August, it rained. Two weeks ago they will say: next Monday. "
    "Since 2011, over the weekend, between 3 and 7 June, from Monday to Wednesday, in late May, "
    "the next day, 3-5 June 2020, until Friday, last summer, yesterday, in the 1990s."
)


def dates(
    analyse: Analyse, text: str, published: date | None = MONDAY
) -> list[tuple[str, str | None, str | None, int]]:
    found = find_dates(text, published, analyse(text))
    return [
        (
            text[m.start : m.end],
            m.first and m.first.isoformat(),
            m.last and m.last.isoformat(),
            m.time_precision,
        )
        for m in found
    ]


@pytest.mark.parametrize(
    ("text", "words", "first", "last", "precision"),
    [
        ("He left on Sunday evening.", "on Sunday evening", "2018-08-26", "2018-08-26", 1),
        ("He left on Monday.", "on Monday", "2018-08-27", "2018-08-27", 1),
        ("He left last Monday.", "last Monday", "2018-08-20", "2018-08-20", 1),
        ("He left early on Thursday.", "early on Thursday", "2018-08-23", "2018-08-23", 1),
        ("He will leave on Friday.", "on Friday", "2018-08-31", "2018-08-31", 1),
        ("He plans to leave on Friday.", "on Friday", "2018-08-31", "2018-08-31", 1),
        ("The vote is to be held on Friday.", "on Friday", "2018-08-31", "2018-08-31", 1),
        ("He meets her next Monday.", "next Monday", "2018-09-03", "2018-09-03", 1),
        ("Sunday's attack was big.", "Sunday", "2018-08-26", "2018-08-26", 1),
        ("It happened today.", "today", "2018-08-27", "2018-08-27", 1),
        ("It happened yesterday.", "yesterday", "2018-08-26", "2018-08-26", 1),
        ("It will happen tomorrow.", "tomorrow", "2018-08-28", "2018-08-28", 1),
        ("It happened last night.", "last night", "2018-08-26", "2018-08-26", 1),
        ("It happened overnight.", "overnight", "2018-08-26", "2018-08-27", 2),
        ("They met this week.", "this week", "2018-08-27", "2018-08-27", 2),
        ("They met last week.", "last week", "2018-08-20", "2018-08-26", 2),
        ("They met last month.", "last month", "2018-07-01", "2018-07-31", 3),
        ("They met last year.", "last year", "2017-01-01", "2017-12-31", 3),
        ("They met on Tuesday last week.", "on Tuesday last week", "2018-08-21", "2018-08-21", 1),
        ("It fell on Friday night of last week.", "on Friday night of last week", "2018-08-24",
         "2018-08-24", 1),
        ("It fell a week ago on Saturday.", "a week ago on Saturday", "2018-08-18",
         "2018-08-18", 1),
        ("It fell three weeks ago Monday.", "three weeks ago Monday", "2018-08-06",
         "2018-08-06", 1),
        ("It fell two years ago this month.", "two years ago this month", "2016-08-01",
         "2016-08-31", 3),
        ("It fell two years ago this week.", "two years ago this week", "2016-08-22",
         "2016-08-28", 2),
        ("It fell a year ago today.", "a year ago today", "2017-08-27", "2017-08-27", 1),
        ("It fell five months back.", "five months back", "2018-03-01", "2018-03-31", 3),
        ("Many recalled 2011, when it fell.", "2011", "2011-01-01", "2011-12-31", 3),
        ("A judge sought papers by 3 September.", "by 3 September", "2018-09-03", "2018-09-03", 1),
        ("A judge had papers by 3 August.", "by 3 August", "2018-08-03", "2018-08-03", 1),
        ("It lasts through Sunday.", "through Sunday", None, "2018-08-26", 1),
        ("04/08 \u2013 Gao. It fell.", "04/08", "2018-08-04", "2018-08-04", 1),
        ("08/14: It fell.", "08/14", "2018-08-14", "2018-08-14", 1),
        ("09/08 \u2013 Gao. It fell.", "09/08", "2018-08-09", "2018-08-09", 1),
        ("It fell three days ago.", "three days ago", "2018-08-24", "2018-08-24", 1),
        ("It fell two weeks ago.", "two weeks ago", "2018-08-10", "2018-08-16", 2),
        ("It fell two months ago.", "two months ago", "2018-06-01", "2018-06-30", 3),
        ("It fell a few days ago.", "a few days ago", "2018-08-20", "2018-08-25", 2),
        ("It began in March 2011.", "in March 2011", "2011-03-01", "2011-03-31", 3),
        ("It began in March.", "in March", "2018-03-01", "2018-03-31", 3),
        ("It began in October.", "in October", "2017-10-01", "2017-10-31", 3),
        ("It will begin in October.", "in October", "2018-10-01", "2018-10-31", 3),
        ("It began March 15.", "March 15", "2018-03-15", "2018-03-15", 1),
        ("It began on Sept. 3.", "on Sept. 3", "2017-09-03", "2017-09-03", 1),
        ("It began on 15 March 2019.", "on 15 March 2019", "2019-03-15", "2019-03-15", 1),
        ("It began on March 15th, 2019.", "on March 15th, 2019", "2019-03-15", "2019-03-15", 1),
        ("It began 25/03/2021.", "25/03/2021", "2021-03-25", "2021-03-25", 1),
        ("It began 03/25/2021.", "03/25/2021", "2021-03-25", "2021-03-25", 1),
        ("It began 2019-05-06.", "2019-05-06", "2019-05-06", "2019-05-06", 1),
        ("It began in 2014.", "in 2014", "2014-01-01", "2014-12-31", 3),
        ("It hit the war of 2023 and 2024.", "of 2023 and 2024", "2023-01-01", "2024-12-31", 3),
        ("It fell in 2012 and 2019.", "in 2012", "2012-01-01", "2012-12-31", 3),
        (
            "A plane crashed on landing at Babanusa on Nov 4.",
            "on Nov 4",
            "2017-11-04",
            "2017-11-04",
            1,
        ),
        ("They fight since 2011.", "since 2011", "2011-01-01", None, 3),
        ("They fought until 2011.", "until 2011", None, "2011-12-31", 3),
        ("It was calm in the 1990s.", "in the 1990s", "1990-01-01", "1999-12-31", 3),
        ("It rained earlier this month.", "earlier this month", "2018-08-01", "2018-08-27", 3),
        ("It rained earlier in the week.", "earlier in the week", "2018-08-27", "2018-08-27", 2),
        ("It rains since the start of the month.", "since the start of the month", "2018-08-01",
         None, 3),
        ("It rained overnight on Monday.", "on Monday", "2018-08-27", "2018-08-27", 1),
        ("It rained overnight Tuesday into Wednesday.", "Tuesday into Wednesday", "2018-08-21",
         "2018-08-22", 2),
        ("It rained in late May.", "in late May", "2018-05-21", "2018-05-31", 2),
        ("It rained between 3 and 7 June.", "between 3 and 7 June", "2018-06-03", "2018-06-07", 2),
        ("It rained 3-5 June 2020.", "3-5 June 2020", "2020-06-03", "2020-06-05", 2),
        ("It rained on 3, 4 and 6 June.", "on 3, 4 and 6 June", "2018-06-03", "2018-06-06", 2),
        (
            "It rained from the 3rd to the 5th of June.",
            "from the 3rd to the 5th of June", "2018-06-03", "2018-06-05", 2,
        ),
        ("It rained Dec. 30 - Jan. 2, 2020.", "Dec. 30 - Jan. 2, 2020", "2019-12-30",
         "2020-01-02", 2),
        ("It rained from Monday to Wednesday.", "from Monday to Wednesday", "2018-08-20",
         "2018-08-22", 2),
        ("It rained over the weekend.", "over the weekend", "2018-08-25", "2018-08-26", 2),
        ("It rained last summer.", "last summer", "2017-06-01", "2017-08-31", 3),
        ("It rained in the summer of 2014.", "in the summer of 2014", "2014-06-01",
         "2014-08-31", 3),
        ("It rained on Monday,\nAugust 20.", "on Monday,\nAugust 20", "2018-08-20",
         "2018-08-20", 1),
        ("It fell on Christmas Day.", "on Christmas Day", "2017-12-25", "2017-12-25", 1),
        ("It will fall on New Year\u2019s Eve.", "on New Year\u2019s Eve", "2018-12-31",
         "2018-12-31", 1),
        ("It fell on Boxing Day 2004.", "on Boxing Day 2004", "2004-12-26", "2004-12-26", 1),
        ("It rained on Saturday or Sunday.", "on Saturday or Sunday", "2018-08-25",
         "2018-08-26", 2),
        ("It fell on Monday last.", "on Monday last", "2018-08-20", "2018-08-20", 1),
        ("It fell on the 17th.", "on the 17th", "2018-08-17", "2018-08-17", 1),
        ("Hail on the 14th damaged a school.", "on the 14th", "2018-08-14", "2018-08-14", 1),
        ("It was seized on the 20th with salt.", "on the 20th", "2018-08-20", "2018-08-20", 1),
        (
            "Two were hurt on the 4th of this month in Lutsk.",
            "on the 4th of this month",
            "2018-08-04",
            "2018-08-04",
            1,
        ),
        (
            "It broke on the night of the 14th near Homs.",
            "on the night of the 14th",
            "2018-08-14",
            "2018-08-14",
            1,
        ),
        ("A boat was attacked on 13/08.", "on 13/08", "2018-08-13", "2018-08-13", 1),
        ("A boat was attacked on 8/13.", "on 8/13", "2018-08-13", "2018-08-13", 1),
        ("It will fall on the 3rd.", "on the 3rd", "2018-09-03", "2018-09-03", 1),
        ("It rained in the last week of July.", "in the last week of July", "2018-07-25",
         "2018-07-31", 2),
        ("It rained in the second week of May 2017.", "in the second week of May 2017",
         "2017-05-08", "2017-05-14", 2),
        ("SAN SALVADOR, 08 JAN 90 (ACAN) -- X.", "08 JAN 90", "1990-01-08", "1990-01-08", 1),
    ],
)  # fmt: skip
def test_dates_are_read(
    analyse: Analyse, text: str, words: str, first: str | None, last: str | None, precision: int
) -> None:
    assert dates(analyse, text) == [(words, first, last, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "The war is in its eighth year.",
        "They fought for three days.",
        "He was on a three-day visit.",
        "A 30-year-old man died.",
        "It floods every year.",
        "They march every Sunday.",
        "They fired on the 3rd Brigade.",
        "They fell from the 1st floor.",
        "It is open 24 hours a day.",
        "The Sunday Times wrote about it.",
        "Bloody Sunday is remembered.",
        "A Christmas market was attacked.",
        "Protesters march and may riot.",
        "It was signed 03/04/2021.",
        "It was signed on February 30, 2019.",
        "Prices rose by 3 percent to 2,014 dollars.",
        "Prime Minister Theresa May spoke.",
    ],
)
def test_durations_frequencies_ages_and_names_are_no_dates(analyse: Analyse, text: str) -> None:
    assert dates(analyse, text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Talks would take place in Gazakh on 2 October.", "2018-10-02"),
        ("A storm may strike Georgia on Tuesday.", "2018-08-28"),
        ("The envoys would meet in Geneva on Friday.", "2018-08-31"),
        ("They agreed to hold an exercise off Crete in November.", "2018-11-01"),
        ("The junta was to leave by 2 July.", "2018-07-02"),
        ("The junta was to leave by 14 September.", "2018-09-14"),
        ("The junta was to leave on Sunday.", "2018-09-02"),
        ("The junta is to leave by 2 July.", "2019-07-02"),
        ("The talks are scheduled for 2 October.", "2018-10-02"),
        ("Officials announced elections for 2 October.", "2018-10-02"),
        ("The agency plans to vaccinate children from Sunday.", "2018-09-02"),
        ("The council is due to meet on Friday.", "2018-08-31"),
        ("Tension rose ahead of elections in November.", "2018-11-01"),
        ("Police were deployed ahead of Sunday's vote.", "2018-09-02"),
        ("Unions threatened to strike on Friday.", "2018-08-31"),
        ("Unions resolved to picket the mine on Friday.", "2018-08-31"),
        ("It will be recalled that on 24 May he resigned.", "2018-05-24"),
        ("The talks begin on Friday.", "2018-08-31"),
        ("The summit was postponed to 2 October.", "2018-10-02"),
        ("A curfew has been imposed in Khartoum from 1 September.", "2018-09-01"),
        ("Tariffs rise as of 1 September.", "2018-09-01"),
        ("A strike was called, starting Friday.", "2018-08-31"),
        ("A curfew was in force from 1 August.", "2018-08-01"),
        ("Protests beginning on 20 August spread.", "2018-08-20"),
        ("Protests starting on 20 August spread.", "2018-08-20"),
        ("Protests beginning on Saturday spread.", "2018-08-25"),
        ("A curfew was imposed from Wednesday.", "2018-08-29"),
        ("The army vowed on Friday to retake Goma.", "2018-08-24"),
        ("The sides agreed to a truce on Friday.", "2018-08-24"),
        ("Friday's attack will be investigated.", "2018-08-24"),
        ("Friday's vote will be the first.", "2018-08-31"),
        ("Rescuers could not reach the town on Friday.", "2018-08-24"),
        ("They would have met on Friday.", "2018-08-24"),
        ("He said on Friday that the army would withdraw.", "2018-08-24"),
        ("The bomb was set off on Friday.", "2018-08-24"),
        ("The summit was postponed on Friday.", "2018-08-24"),
        ("They were forced to flee on Friday.", "2018-08-24"),
        ("The envoy is due in Baku on Friday.", "2018-08-31"),
        ("Flights were cancelled due to a storm on Friday.", "2018-08-24"),
        ("The attack on Friday was planned for months.", "2018-08-24"),
        ("He was arrested for an attack on Friday.", "2018-08-24"),
        ("Friday's plan was rejected.", "2018-08-24"),
        ("They called for a march to the palace on Friday.", "2018-08-31"),
        ("They called for a bandh of shops on Friday.", "2018-08-31"),
        ("They called for the march on Friday.", "2018-08-24"),
        ("Nurses will stop work for two hours on Thursday over rosters.", "2018-08-30"),
        ("He made them work on Thursday.", "2018-08-23"),
        ("Unions are calling for an act in Homs on Friday.", "2018-08-31"),
        ("The union calls for a strike on Friday.", "2018-08-31"),
        ("Police are investigating the shooting on Friday.", "2018-08-24"),
        ("Thousands were moved out ahead of the storm by Saturday.", "2018-08-25"),
        ("The ferry sank in June last year.", "2017-06-01"),
        ("The ferry sank in June of this year.", "2018-06-01"),
        ("The ferry sank on 5 June last year.", "2017-06-05"),
        ("The ferry sank on June 5, last year.", "2017-06-05"),
        ("The bridge will open in late May next year.", "2019-05-21"),
    ],
)
def test_a_date_lies_where_the_words_around_it_look(
    analyse: Analyse, text: str, first: str
) -> None:
    assert [found[1] for found in dates(analyse, text)] == [first]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They called for rallies on 7 September.", "2018-09-07"),
        ("Unions want a strike in September.", "2018-09-01"),
        ("They called for rallies on 7 February.", "2018-02-07"),
        ("Bombers struck the station on 7 September.", "2017-09-07"),
        ("The 7 September attack killed ten.", "2017-09-07"),
        ("The attack on 7 September killed ten.", "2017-09-07"),
        ("Rallies on 7 August drew crowds.", "2018-08-07"),
        ("Troops left in September.", "2017-09-01"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_unless_told_as_past(
    analyse: Analyse, text: str, day: str
) -> None:
    ((_, first, _, _),) = dates(analyse, text)
    assert first == day


def test_until_means_the_nearer_of_two_days(analyse: Analyse) -> None:
    text = "The truce was extended until 2 October, the war lasted until 2 July."
    found = find_dates(text, MONDAY, analyse(text))
    assert [m.last for m in found] == [date(2018, 10, 2), date(2018, 7, 2)]


@pytest.mark.parametrize(
    ("text", "words", "days", "precision"),
    [
        ("A day earlier, he met her.", "A day earlier", -1, 1),
        ("Two days later they left.", "Two days later", 2, 1),
        ("The next day, it rained.", "The next day", 1, 1),
        ("The previous day it snowed.", "The previous day", -1, 1),
        ("Lorries came next morning.", "next morning", 1, 1),
        ("Same day, it rained.", "Same day", 0, 1),
        ("They met again two days on.", "two days on", 2, 1),
        ("He had left a week before.", "a week before", -7, 2),
        ("It came a day after the vote.", "a day after", 1, 1),
        ("It came the day before.", "the day before", -1, 1),
        ("It came two months later.", "two months later", 60, 3),
    ],
)
def test_dates_beside_another_event_are_days_from_it(
    analyse: Analyse, text: str, words: str, days: int, precision: int
) -> None:
    (mention,) = find_dates(text, MONDAY, analyse(text))
    assert text[mention.start : mention.end] == words
    assert (mention.relative_to, mention.offset_days) == ("event", days)
    assert (mention.first, mention.last, mention.time_precision) == (None, None, precision)


def test_without_a_day_of_publication_only_dates_with_a_year_resolve(analyse: Analyse) -> None:
    text = "On Sunday, two weeks ago, in March, March 3, last summer and this week, but in 2014."
    found = find_dates(text, None, analyse(text))
    assert len(found) == 7
    assert [m.first for m in found if m.relative_to == "published"] == [None] * 6
    assert found[-1].first == date(2014, 1, 1)
    assert found[-1].relative_to is None


def test_bounds_are_told_from_days(analyse: Analyse) -> None:
    text = "Since Tuesday, until Friday, on Sunday."
    assert [m.bound for m in find_dates(text, MONDAY, analyse(text))] == [
        "since",
        "until",
        "within",
    ]


def resolved(mentions: list[DateMention], rules: set[str]) -> list[tuple[date, date]]:
    return [(m.first, m.last) for m in mentions if m.rule in rules and m.first and m.last]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_mentions_are_in_order_true_to_the_text_and_move_with_the_week(
    analyse: Analyse, published: date
) -> None:
    analysis = analyse(JOINED) if not _KEPT else _KEPT[0]
    _KEPT[:] = [analysis]
    found = find_dates(JOINED, published, analysis)
    assert len(found) == 19
    for one, two in itertools.pairwise(found):
        assert one.end <= two.start
    for mention in found:
        assert 0 <= mention.start < mention.end <= len(JOINED)
        assert JOINED[mention.start : mention.end].strip() == JOINED[mention.start : mention.end]
        if mention.first and mention.last:
            assert mention.first <= mention.last
    weekly = {"weekday", "weekdays", "named day"}
    later = find_dates(JOINED, published + timedelta(days=7), analysis)
    week = timedelta(days=7)
    moved = [(first + week, last + week) for first, last in resolved(found, weekly)]
    assert resolved(later, weekly) == moved
    assert len(moved) >= 5


_KEPT: list[Analysis] = []


def test_a_date_at_the_end_of_the_calendar_is_unresolved(analyse: Analyse) -> None:
    text = "It will end tomorrow."
    (mention,) = find_dates(text, date.max, analyse(text))
    assert mention.first is None


@pytest.mark.parametrize(
    "words",
    [
        "at the end of March", "in the early days of May 2019", "at the beginning of the year 2014",
        "in the middle of September", "late last month", "a couple of weeks ago", "the end of 1990",
        "over the past two weeks", "earlier this month", "two days later", "in the summer of 2014",
        "on Tuesday last week", "the next day", "from Monday to Wednesday", "between 3 and 7 June",
        "in the first half of 2020", "by the end of this week", "at the end of last year",
    ],
)  # fmt: skip
def test_a_line_may_break_within_a_date(analyse: Analyse, words: str) -> None:
    (read, broken) = (
        [found[1:] for found in dates(analyse, f"It began {written}, he said.")]
        for written in (words, words.replace(" ", "\n"))
    )
    assert broken == read
