"""The ways in which an event is told, which make it more or less sure."""

from datetime import date

import pytest

from geo.language.grammar import head_token
from geo.records import Count, EventDate
from geo.stance.telling import ways_of_telling

BEFORE = "The mayor spoke to reporters. "


def told(analyse, text: str, word: str, **fields) -> frozenset[str]:
    analysis = analyse(text)
    start = text.index(word)
    token = head_token(analysis, start, start + len(word))
    known = {
        "factuality": "reported",
        "day": None,
        "counts": (),
        "general": False,
        "listed": True,
    }
    return ways_of_telling(analysis, token.index, **{**known, **fields})


@pytest.mark.parametrize(
    ("sentence", "word", "ways"),
    [
        ("Gunmen killed two guards.", "killed", set()),
        ("Two guards were killed.", "killed", set()),
        ("Gunmen kill guards every week.", "kill", {"present"}),
        ("Gunmen were killing their guards.", "killing", {"going on"}),
        ("He is accused of killing two guards.", "killing", {"gerund"}),
        ("They wanted to kill two guards.", "kill", {"infinitive"}),
        ("The attack shook the town.", "attack", set()),
        ("Their attack shook the town.", "attack", set()),
        ("An attack shook the town.", "attack", {"indefinite noun"}),
        ("It was a time of hunger and attack.", "attack", {"bare noun"}),
        ("The attacks shook the town.", "attacks", {"plural"}),
        ("Two attacks shook the town.", "attacks", {"indefinite noun", "plural"}),
        ("We buried two guards after the attack.", "attack", {"first person"}),
        ("\u201cThe attack was cowardly,\u201d he said.", "attack", {"quotation"}),
    ],
)
def test_the_form_of_the_word_and_its_sentence_say_how_it_is_told(
    analyse, sentence: str, word: str, ways: set[str]
) -> None:
    assert told(analyse, BEFORE + sentence, word) - {"lead"} == ways


def test_a_headline_has_a_grammar_of_its_own(analyse) -> None:
    assert told(analyse, "Gunmen kill two guards", "kill") == {"lead"}


def test_the_first_third_of_a_report_leads(analyse) -> None:
    text = "Gunmen killed two guards. They left. It rained. Later they shot a cook. He lives."
    assert "lead" in told(analyse, text, "killed")
    assert "lead" not in told(analyse, text, "shot")


def test_what_took_years_is_no_one_event(analyse) -> None:
    def ways(first: date, last: date, span: tuple[int, int] | None) -> frozenset[str]:
        day = EventDate(first, last, 3, span)
        return told(analyse, BEFORE + "Gunmen killed two guards.", "killed", day=day) - {"lead"}

    yesterday = date(2024, 5, 19)
    assert ways(yesterday, yesterday, (0, 4)) == {"day said"}
    assert ways(yesterday, yesterday, None) == set()
    assert ways(date(2024, 1, 1), date(2024, 12, 31), (0, 4)) == {"day said"}
    assert ways(date(2019, 3, 1), yesterday, None) == {"years"}


def test_counts_conditions_and_what_is_told_in_general_are_ways_of_telling(analyse) -> None:
    ways = told(
        analyse,
        BEFORE + "Gunmen killed two guards.",
        "killed",
        counts=[Count("killed", 2, 2, (44, 54))],
        factuality="conditional",
        general=True,
        listed=False,
    )
    assert ways >= {"counted", "conditional", "in general", "unlisted"}
