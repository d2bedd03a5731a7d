"""Paragraphs are learnt from as reports of their own, with what is known of their words."""

from geo.records import Report
from training.implied import excerpts
from training.implied.marked import Marked
from training.keyed import read_keyed

REPORT = """=== a01
title: Nine held
date: 2025-03-10

Police [1:held] nine men in Sake on Sunday.

The [1:raid] angered many, and some may [2:march].

The rain has stopped.

--- events
1 | COERCE | reported | 2025-03-09 | Sake -1.57 29.04 | -
2 | PROTEST | planned | ? | ? | -
"""


def test_each_paragraph_of_a_key_has_the_events_that_it_mentions(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    alone = list(excerpts.of_keyed(next(read_keyed(tmp_path))))
    words = [
        [each.text[start:end] for event in each.events for start, end in event.mentions]
        for each in alone
    ]
    assert words == [["held"], ["raid", "march"], []]
    assert {(each.name, each.title, each.published) for each in alone} == {
        ("a01", None, "2025-03-10")
    }


def test_each_paragraph_with_marks_has_them_at_its_own_offsets() -> None:
    text = "Homs was hit.\n\nA shell killed two in Hama. It was quiet.\nNothing else."
    where = {9: (0,), text.index("killed"): (0, text.index("Hama")), text.index("was quiet"): ()}
    first, second = excerpts.of_marked(Marked("told", Report("r", text, title="Hit"), where))
    assert (first.report.text, first.where) == ("Homs was hit.", {9: (0,)})
    assert second.report.text == "A shell killed two in Hama. It was quiet."
    assert (second.report.report_id, second.report.title) == ("r", None)
    killed, quiet = second.where
    assert second.report.text[killed:].startswith("killed")
    assert second.report.text[quiet:].startswith("was quiet")
    # A name of another paragraph stands nowhere in this one; what is no event has none.
    outside, here = second.where[killed]
    assert outside < 0
    assert second.report.text[here:].startswith("Hama")
    assert second.where[quiet] == ()


def test_a_single_paragraph_is_read_as_it_is() -> None:
    report = Report("r", "Homs was hit.")
    assert list(excerpts.of_marked(Marked("told", report, {9: (0,)}))) == []
