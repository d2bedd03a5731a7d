"""Which name "the city", "this province" or "there" takes up."""

from datetime import date

import pytest

from geo.pipeline import Parser
from geo.placing.anaphors import anaphors
from geo.records import Report


@pytest.fixture
def parser(world, reader) -> Parser:
    return Parser(world, reader)


@pytest.fixture
def placed(parser):
    """Where the event of a word was, and by which step."""

    def found(text: str, word: str) -> tuple[list[str], str | None]:
        parsed = parser.parse(Report("r", text, published=date(2025, 3, 5)))
        event = next(e for e in parsed.events if e.trigger.text == word)
        return [location.place.name for location in event.locations], event.location_step

    return found


@pytest.mark.parametrize(
    ("text", "word", "where"),
    [
        ("Aleppo lies 60 km from Idlib. Two bombs exploded in the city.", "exploded", "Aleppo"),
        ("The army left Homs. A truce signed in the same city was broken.", "signed", "Homs"),
        ("A ceasefire was agreed in Luanda. Soldiers opened fire there.", "opened", "Luanda"),
        ("Doctors in Homs were tired. Staff there struck on Monday.", "struck", "Homs"),
        ("Rebels came to Homs. They shelled the town on Monday.", "shelled", "Homs"),
        ("Homs lies in Homs Governorate. A bomb exploded in the city.", "exploded", "Homs"),
    ],
)
def test_a_definite_noun_takes_up_the_last_place_of_its_sort(
    placed, text: str, word: str, where: str
) -> None:
    assert placed(text, word) == ([where], "anaphor")


def test_where_something_happened_comes_before_what_is_only_mentioned(placed) -> None:
    text = "Police arrested ten men in Aleppo, which lies south of Gaziantep. Later two bombs "
    assert placed(text + "exploded in the city.", "exploded") == (["Aleppo"], "anaphor")


def test_there_is_where_something_was_and_not_a_town_that_somebody_spoke_of(placed) -> None:
    text = "Gunmen shot two men in Homs. Officials from Aleppo spoke of it. In 2013 a bomb killed "
    assert placed(text + "47 people there.", "killed")[0] == ["Homs"]


def test_a_new_paragraph_takes_up_what_the_report_is_about(placed) -> None:
    text = (
        "Protesters marched in Lagos on Monday. Lagos was quiet later, and so was Kano.\n\n"
        "In 2020 soldiers shot twelve people in the city."
    )
    assert placed(text, "shot") == (["Lagos"], "anaphor")


@pytest.mark.parametrize(
    "text",
    [
        "Bombs exploded in Homs. Later troops shelled a city.",
        "Bombs exploded in Homs. Later troops shelled another city.",
        "Bombs exploded in Homs. Later troops shelled the nearby town.",
        "Bombs exploded in Homs. Later troops shelled the city where he was born.",
        "Bombs exploded in Homs. Later troops shelled the town of Zzyx.",
        "Bombs exploded in Syria. Later troops shelled the city.",
        "Troops shelled the city.",
        "Bombs exploded in Damascus. Later troops shelled the village.",
    ],
)
def test_other_words_take_up_nothing(parser, text: str) -> None:
    events = parser.parse(Report("r", text)).events
    assert all(event.location_step != "anaphor" for event in events)


def test_there_is_and_there_are_take_up_nothing(parser) -> None:
    parsed = parser.parse(Report("r", "They met in Homs. There was a long war."))
    (analysis,) = parser._reader.read([parsed.report.text])
    assert anaphors(analysis, analysis.sentences[1], parsed.toponyms, ()) == []


def test_what_no_gazetteer_knows_is_taken_up_as_unknown(placed) -> None:
    """It is not the town before it: that would be a wrong pin."""
    text = "Rebels left Homs. They burned the village of Zzyxa near Idlib. They also shelled "
    where, _ = placed(text + "the village on Monday.", "shelled")
    assert where != ["Homs"]


def test_what_happened_there_is_not_where_the_last_event_of_its_kind_was(placed) -> None:
    text = "Shells hit Homs. Survivors in Zzyxa, near Idlib, described executions there."
    where, step = placed(text, "executions")
    assert where != ["Homs"]
    assert step != "event"


def test_the_words_and_the_name_are_evidence(parser) -> None:
    text = "Rebels came to Homs. A bomb exploded in the city."
    event = next(e for e in parser.parse(Report("r", text)).events if e.trigger.text == "exploded")
    assert [text[start:end] for start, end in event.evidence["location"]] == ["Homs", "the city"]
