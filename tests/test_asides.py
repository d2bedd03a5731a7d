"""What of a copied page is no part of its report."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Gazetteer
from geo.language.text import Analysis, paragraphs
from geo.layout.asides import asides
from geo.pipeline import Parser
from geo.records import Report

LEAD = "Rebels seized Goma.\n\n"


def left_out(text: str) -> list[str]:
    return [text[start:end] for start, end in asides(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Ten killed in bus crash near Nairobi",
        "MUST READ: Gaza strike kills 12",
        "READ ALSO: Gaza strike kills 12",
        "Also read: Gaza strike kills 12.",
        "See also | Gaza strike kills 12",
        "Related: Gaza strike kills 12 as\n  truce falters",
        "More on this story: Gaza strike kills 12",
        "More from Kenya: Ten killed near Nairobi",
        "Watch: Protesters storm parliament in Tbilisi",
        "Recommended: Gaza strike kills 12",
        "Recommended for you",
        "[Read more: Gaza strike kills 12]",
        "▶ Watch: Protesters in Tbilisi",
        "Most read",
        "Advertisement",
        "ADVERTISEMENT",
        "Continue reading",
        "Story continues below",
    ],
)
def test_a_line_that_opens_with_a_label_of_links_is_left_out(line: str) -> None:
    text = f"{LEAD}{line}\nThe army fled."
    assert left_out(text) == [line]
    assert [text[a:b] for a, b in paragraphs(text)] == ["Rebels seized Goma.", "The army fled."]


@pytest.mark.parametrize(
    ("below", "links"),
    [
        ("\nStrike kills 12\n  Roof collapse: 231 dead\n\nThe end.", 2),
        ("\nStrike kills 12\nRebels fled on Monday.", 1),
        ("\nRebels fled on Monday\nand came back.", 0),
        ("\n\n- Strike kills 12\n- Ten killed\n\n- An item of the report.", 2),
        ("\n\nRebels fled on Monday", 0),
        (":\nStrike kills 12", 1),
        ("", 0),
    ],
)
def test_the_links_below_a_heading_go_with_it_and_prose_does_not(below: str, links: int) -> None:
    text = f"{LEAD}You may also like{below}"
    (aside,) = left_out(text)
    assert aside.count("\n") - ("\n\n" in aside) == links


@pytest.mark.parametrize(
    "text",
    [
        "A headline\n\nWatch: Troops shelled Homs on Monday. Nine people died, police said.",
        f"{LEAD}More: 17 people were wounded when a shell hit the bus station in Kosti.",
        f"{LEAD}See also: in Sennar the army bombed a school",
        f"{LEAD}More on this story: In Rabak the army killed six men, residents said.",
        "A headline\nBy Sunday Rebels Had Captured Kosti",
        "A headline\nBy Rebel Account Ten Soldiers Were Killed in Kosti",
        "Watch: Protesters storm parliament in Tbilisi\n\nThey came.",
        f"{LEAD}Watch the river, the mayor said.",
        f"{LEAD}Police said that\nrelated: attacks were few.",
        f"{LEAD}More: the army fled, said the governor,\n".replace("More:", "More than that"),
        f"{LEAD}Related\nattacks were few.",
        f"{LEAD}Read more books, he said: they help.",
    ],
)
def test_headlines_and_sentences_stay(text: str) -> None:
    assert left_out(text) == []


def test_a_masthead_below_a_headline_is_no_part_of_its_sentence(
    analyse: Callable[[str], Analysis],
) -> None:
    head = "Quake of magnitude 6.0 kills more than 800 people in eastern Afghanistan"
    text = f"{head}\nThe Kabul Courier, Monday, September 1, 2025\n\nThey died."
    analysis = analyse(text)
    assert [text[s.start : s.end] for s in analysis.sentences] == [head, "They died."]


def test_where_a_report_was_written_stands_alone_and_is_read() -> None:
    text = (
        "Quake of magnitude 6.0 kills more than 800 people in the east\nKabul, 1 September 2025\nA"
    )
    assert [text[a:b] for a, b in paragraphs(text)] == text.split("\n")


def test_teasers_give_no_events_and_no_names(world: Gazetteer) -> None:
    told = "Gunmen killed four people in Bamako on Monday, police said."
    text = (
        f"{told}\n\nRead more: Ten killed in bus crash near Nairobi\nRelated: Gaza strike kills 12"
    )
    parsed = Parser(world).parse(Report("r", text, language="en"))
    assert [t.toponym.text for t in parsed.toponyms] == ["Bamako"]
    assert {e.sentence for e in parsed.events} == {(0, len(told))}


def test_names_and_triggers_that_are_given_in_a_teaser_are_kept(world: Gazetteer) -> None:
    text = f"{LEAD}Read more: Ten killed in bus crash near Nairobi"
    name, word = text.index("Nairobi"), text.index("killed")
    report = Report("r", text, spans=((name, name + 7),), triggers=((word, word + 6),))
    parsed = Parser(world).parse(report)
    (toponym,) = parsed.toponyms
    assert toponym.place is not None
    assert toponym.place.name == "Nairobi"
    assert [e.trigger.text for e in parsed.events] == ["killed"]


@given(
    st.lists(st.sampled_from(["Read more", ": ", "\n", "\n\n", "Related", "A", "a.", " ", "- "]))
)
def test_asides_are_in_order_apart_and_whole_lines(parts: list[str]) -> None:
    text = "".join(parts)
    reached = 0
    for start, end in asides(text):
        assert reached <= start < end
        assert text[:start].rpartition("\n")[2] == ""
        assert text[end : end + 1] in ("", "\n")
        reached = end
