"""Where those are who tell of an event from afar."""

from collections.abc import Callable

import pytest

from geo.language.grammar import head_token
from geo.pipeline import Parser
from geo.placing.tellers import is_told_at
from geo.records import Report


@pytest.mark.parametrize(
    ("text", "word", "name", "told"),
    [
        ("Jets bombed the clinic, Omar told Reuters by phone from Mersin.", "bombed", "Mersin",
         True),
        ("Reached by phone in Mersin, Omar said that jets bombed the clinic.", "bombed", "Mersin",
         True),
        ("Speaking to the BBC from Mersin, she said that shells killed him.", "killed", "Mersin",
         True),
        ("Omar, speaking by video link from Mersin, said that jets bombed it.", "bombed", "Mersin",
         True),
        ('"They burned our house," Hawa, a tailor, said in an interview in Mersin.', "burned",
         "Mersin", True),
        ("Reached by soldiers in Mersin, Omar said that jets bombed it.", "bombed", "Mersin",
         False),
        ("Omar said that jets bombed a clinic in Mersin.", "bombed", "Mersin", False),
        ("Jets bombed it and police said a man was held in Mersin.", "bombed", "Mersin", False),
    ],
)  # fmt: skip
def test_where_somebody_is_heard_is_where_it_is_told(
    analyse, text: str, word: str, name: str, told: bool
) -> None:
    analysis = analyse(text)
    trigger = next(t.index for t in analysis.tokens if t.text == word)
    head = head_token(analysis, text.index(name), text.index(name) + len(name))
    assert head is not None
    assert is_told_at(analysis, trigger, head) is told


@pytest.fixture(scope="module")
def places(world, reader) -> Callable[[str, str], list[str]]:
    parser = Parser(world, reader)

    def places_of(text: str, word: str) -> list[str]:
        events = parser.parse(Report("r", text)).events
        event = next(e for e in events if e.trigger.text == word)
        return [location.place.name for location in event.locations]

    return places_of


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Shells killed my aunt, Omar told Reuters by phone from Mersin. He left Homs in May.",
         "Homs"),
        ("Shells killed my aunt, Omar told Reuters by phone from Mersin, Turkey. He left Homs.",
         "Homs"),
    ],
)  # fmt: skip
def test_a_refugee_who_speaks_from_abroad_tells_of_home(
    places: Callable[[str, str], list[str]], text: str, place: str
) -> None:
    assert places(text, "killed") == [place]
