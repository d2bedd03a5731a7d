"""Reports with keys are read as they are written."""

import re
from datetime import date

import pytest

from geo.encoder.triggers import NOTHING
from training.judged import judge
from training.keyed import Point, read_keyed
from training.triggers.told import read_reports

REPORT = """=== a01
title: Nine held
date: 2025-03-10

Police [1:held] nine men in Sake on Sunday. The [1:raid] angered many, and some may [2:march].

--- events
1 | COERCE/ASSAULT | reported | 2025-03-09 | Sake -1.57 29.04 or CD | detained 9, wounded 2..
?2 | PROTEST | planned | ? | ? | -
"""


def test_a_key_says_types_days_places_and_counts(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (keyed,) = read_keyed(tmp_path)
    assert keyed.text.startswith("Police held nine men in Sake on Sunday. The raid angered")
    assert (keyed.title, keyed.published) == ("Nine held", "2025-03-10")
    held, march = keyed.events
    assert held.types == ("COERCE", "ASSAULT")
    assert held.days == (date(2025, 3, 9), date(2025, 3, 9))
    assert held.places == (Point(-1.57, 29.04, 35.0), "CD")
    assert held.counts == {("detained", 9, 9), ("wounded", 2, None)}
    assert [keyed.text[start:end] for start, end in held.mentions] == ["held", "raid"]
    assert (march.optional, march.days, march.places) == (True, None, ())


def test_a_key_that_cannot_be_read_is_told_with_file_and_report(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(REPORT.replace("-1.57 29.04", "near Goma"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.txt: a01: no place: Sake near Goma"):
        list(read_keyed(tmp_path))


def test_what_a_key_may_leave_out_may_tell_of_nothing(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (told,) = read_reports(tmp_path)
    types = {told.text[start:end]: types for (start, end), types in told.marks.items()}
    assert types == {
        "held": ("COERCE", "ASSAULT"),
        "raid": ("COERCE", "ASSAULT"),
        "march": ("PROTEST", NOTHING),
    }
    police = (0, 6)
    assert told.types(police) == (NOTHING,)
    assert told.types(police, listed=True) == ()


def test_a_row_meets_an_event_by_any_of_the_words_that_it_shows(tmp_path, events_told) -> None:
    text = REPORT.replace("[1:held] nine men in Sake on Sunday. The [1:raid]", "made a [1:raid].")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (keyed,) = read_keyed(tmp_path)
    (event,) = events_told("Police made a raid.")
    judged = judge(keyed, [event])
    assert [wanted for wanted, *_ in judged.met] == [keyed.events[0]]
    assert judged.spurious == ()


def test_all_reports_that_are_learnt_from_can_be_read() -> None:
    reports = list(read_keyed())
    assert len(reports) > 100
    assert not any(re.search(r"\[\??\d+:", report.text) for report in reports)
    assert sum(bool(event.places) for report in reports for event in report.events) > 1500
