"""Texts in capitals as sentences, for the grammar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.casing import in_sentence_case


@pytest.mark.parametrize(
    ("text", "names", "cased"),
    [
        (
            "REBELS SHELLED HOMS ON SUNDAY.  THEY LEFT.",
            ["HOMS"],
            "Rebels shelled Homs on sunday.  They left.",
        ),
        (
            "CLASHES IN EL SALVADOR LEFT 3 DEAD.",
            ["EL SALVADOR"],
            "Clashes in El Salvador left 3 dead.",
        ),
        (
            "ON 24 MAY REBELS MAY MARCH ON HOMS. ON MARCH 6 THEY DID.",
            ["HOMS"],
            "On 24 May rebels may march on Homs. On March 6 they did.",
        ),
        # Only what is in capitals is changed: a headline above prose.
        (
            "BOMB KILLS THREE IN KABUL\n\nA bomb killed three, NATO said.",
            ["KABUL"],
            "Bomb kills three in Kabul\n\nA bomb killed three, NATO said.",
        ),
        ("NATO said so.", [], "NATO said so."),
        (
            "PORT-AU-PRINCE, APRIL 2 (WIRE) - GANGS STORMED MIREBALAIS.",
            ["PORT-AU-PRINCE", "MIREBALAIS"],
            "PORT-AU-PRINCE, APRIL 2 (WIRE) - Gangs stormed Mirebalais.",
        ),
        ("GOMA, DR Congo", ["GOMA"], "GOMA, DR Congo"),
        ("Calm. CEASE-FIRE HOLDS SO FAR. NO.", [], "Calm. Cease-fire holds so far. NO."),
        ("UNHCR, WFP", [], "UNHCR, WFP"),
        ("", [], ""),
    ],
)
def test_sentences_in_capitals_are_written_small(text: str, names: list[str], cased: str) -> None:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    assert in_sentence_case(text, spans) == cased


@given(st.text(alphabet="ABCÄÉßİǅ abc.\n1", max_size=60))
def test_every_letter_stays_where_it_is(text: str) -> None:
    cased = in_sentence_case(text, [])
    assert len(cased) == len(text)
    assert cased.lower() == text.lower()
