"""Records of labelled lines, and the rows of tables."""

from collections.abc import Callable
from datetime import date

import pytest

from geo.headings.headings import read_headings
from geo.language.text import Analysis
from geo.pipeline import Parser
from geo.records import Report


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Location: Gao\nDate: 3 May\nDescription: Two men fled.\n\n"
            "Location: Mopti\nDate: 5 May\nDescription: A man fell.",
            [("Two men fled.", "Gao", "3 May"), ("A man fell.", "Mopti", "5 May")],
        ),
        (
            "What: Two men fled.\nWhere: Gao\nWhen: 3 May\n\n"
            "What: A man fell.\nWhere: Mopti\nWhen: 5 May",
            [("Two men fled.", "Gao", "3 May"), ("A man fell.", "Mopti", "5 May")],
        ),
        (
            "Incident date: 3 May\nRegion: Mopti\nVillage: Ouo\nSummary: Two men fled.",
            [("Two men fled.", "Ouo", "3 May")],
        ),
        ("Place: Gao\nDate: 3 May\n\nTwo men fled.", [("Two men fled.", "Gao", "3 May")]),
        ("Place: Gao\nDate: 3 May\nTwo men fled.", [("Two men fled.", "Gao", "3 May")]),
        ("Town: Gao\nTime: 10:40\nEvent: Men fled.", [("Men fled.", "Gao", "10:40")]),
        (
            "Date | Location | Event\n3 May | Gao | Two men fled.\n5 May | Mopti | A man fell.",
            [("Two men fled.", "Gao", "3 May"), ("A man fell.", "Mopti", "5 May")],
        ),
        (
            "| Hour | Region | Town | Event |\n|---|---|---|---|\n"
            "| 10:40 | Mopti | Ouo | Men fled |",
            [("Men fled", "Ouo", "10:40")],
        ),
        (
            "Two men fled from Gao.\t3 May\tGao\nMen fell.\t5 May\tOuo",
            [("Two men", "Gao", "3 May")],
        ),
        ("State: Two men fled.\nSport: A man fell.\nCity: Men met.", []),
        ("Health: Two men fled.\n\nAccess: A man fell.", []),
        ("He said: Gao is ours.\nLocation matters.", []),
        ("Location: Gao", []),
        ("3 May | Gao | Kidal\n\nTwo men fled.", []),
        ("A | B\nC | D", []),
    ],
)
def test_fields_say_where_and_when_the_others_were(
    analyse: Callable[[str], Analysis], text: str, found: list[tuple[str, str, str]]
) -> None:
    analysis = analyse(text)
    entries = read_headings(analysis).fields
    if not found:
        assert not any(of.places or of.when for of in entries.values())
    for words, place, when in found:
        sentence = analysis.sentence_at(text.index(words) + 1)
        assert sentence is not None
        of = entries[sentence.paragraph]
        assert of.when is not None
        assert text[slice(*of.places[0])] == place
        assert text[slice(*of.when)] == when


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def _told(parser: Parser, text: str) -> dict[str, tuple[str | None, date | None]]:
    """Of each event word the place and day."""
    parsed = parser.parse(Report("r", text, published=date(2024, 6, 20)))
    return {
        e.trigger.text: (
            next((at.place.name for at in e.locations if at.place), None),
            e.date and e.date.first,
        )
        for e in parsed.events
    }


def test_what_a_record_tells_was_where_and_when_its_fields_say(parser: Parser) -> None:
    told = _told(
        parser,
        "Incidents\n\nLocation: Bunia\nDate: 3 June 2024\nDescription: Rebels burned a clinic.\n\n"
        "Location: Kisangani\nDate: 7 June 2024\nDescription: Nurses protested for hours.",
    )
    assert told["burned"] == ("Bunia", date(2024, 6, 3))
    assert told["protested"] == ("Kisangani", date(2024, 6, 7))


def test_what_a_row_tells_was_where_and_when_its_cells_say(parser: Parser) -> None:
    told = _told(
        parser,
        "Log of events\n\nDate | Region | Town | What\n"
        "3 June | Sumy | Shostka | A missile struck a depot and wounded two guards\n"
        "7 June | Kharkiv | Vovchansk | Porters protested at noon over their pay",
    )
    assert told["struck"] == ("Shostka", date(2024, 6, 3))
    assert told["protested"] == ("Vovchansk", date(2024, 6, 7))
