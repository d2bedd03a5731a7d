"""What readers marked of where events were is read as they marked it."""

import json

import pytest

from training.implied.marked import MARKS, OWN, read_marked, read_marks
from training.triggers.told import read_told


def test_a_mark_says_where_an_event_was_or_that_it_is_none(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("report,event,where\nr1,12,40 61\nr1,80,x\nr2,5,9\n", encoding="utf-8")
    assert read_marks(path) == {"r1": {12: (40, 61), 80: ()}, "r2": {5: (9,)}}


def test_the_marks_of_our_own_news_stand_at_words() -> None:
    texts = {told.name: told.text for told in read_told()}
    for name, marks in read_marks(MARKS / f"{OWN}.csv").items():
        text = texts[name]
        for place in {*marks, *(place for where in marks.values() for place in where)}:
            assert text[place].isalnum(), (name, place)
            assert place == 0 or not text[place - 1].isalnum(), (name, place)


def test_each_corpus_gives_the_reports_that_are_marked(tmp_path) -> None:
    marked = {path.stem: read_marks(path) for path in MARKS.glob("*.csv") if path.stem != OWN}
    for corpus, marks in marked.items():
        rows = [
            {("id" if corpus == "muc" else "doc"): name, "text": "Text.", "date": "2009-03-15"}
            for name in [*marks, "another"]
        ]
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{corpus}.jsonl").write_text(lines, encoding="utf-8")
    read = list(read_marked(tmp_path))
    assert {each.corpus for each in read} == {*marked, OWN}
    for corpus, marks in marked.items():
        found = {each.report.report_id: each.where for each in read if each.corpus == corpus}
        assert found == marks


def test_a_corpus_that_is_absent_is_left_out(tmp_path) -> None:
    assert {each.corpus for each in read_marked(tmp_path)} == {OWN}


def test_a_report_that_is_marked_and_not_there_is_told(tmp_path) -> None:
    for path in MARKS.glob("*.csv"):
        (tmp_path / f"{path.stem}.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"gwn\.csv: no report gwn-1"):
        list(read_marked(tmp_path))
