"""What happens in films and books has not happened."""

from collections.abc import Callable

from geo.language.text import Analysis
from geo.triggers.lexicon import reading
from geo.triggers.ontology import find_triggers
from geo.triggers.reviews import is_review

Analyse = Callable[[str], Analysis]

REVIEW = (
    "The thriller opens when a bomb tears through a market in Baghdad and kills a guard. The "
    "cinematography is fine, the plot is not, and the film has no hero. "
)


def test_the_plot_of_a_work_tells_of_no_event(analyse: Analyse) -> None:
    told = analyse(REVIEW + "Its protagonist storms a prison in Tikrit.")
    assert is_review(reading(told))
    assert find_triggers(told) == []


def test_what_befell_those_who_made_it_is_news(analyse: Analyse) -> None:
    told = analyse(REVIEW + "Its director was arrested in Tehran on Monday.")
    assert [t.text for t in find_triggers(told)] == ["arrested"]


def test_a_report_in_which_a_film_is_named_is_no_review(analyse: Analyse) -> None:
    told = analyse("Gunmen attacked a cinema in Baghdad. It was showing a film.")
    assert not is_review(reading(told))
    assert [t.text for t in find_triggers(told)] == ["attacked"]
