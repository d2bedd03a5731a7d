"""Review: the least sure rows first, answers in the file at once, and a safe terminal."""

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import geo
from geo.corrections import read_corrections
from geo.merge import merge_events
from geo.table.frame import conform
from maps.cli import run
from maps.cli.review import described
from tests.tellings import table as table_of
from tests.tellings import telling, town

SENTENCE = "A bomb \x1b[2J\x1b]0;owned\x07exploded in\nTripoli \u202eon Monday."
LIBYA = "geonames:2210247"


def row(number: int, confidence: float, **values: Any) -> dict[str, Any]:
    start = SENTENCE.index("exploded")
    place = SENTENCE.index("Tripoli")
    return {
        "event_id": f"e{number}",
        "event_type": "ASSAULT",
        "sub_event_type": "bombing",
        "event_date": "2018-08-27",
        "location": "Tripoli",
        "place_id": "geonames:266826",
        "country": "Lebanon",
        "latitude": 34.43,
        "longitude": 35.84,
        "where_prec": 1,
        "factuality": "reported",
        "confidence": confidence,
        "source": "Cedar\x9b31m News",
        "report_id": f"r{number}",
        "title": "\x1b[31mred",
        "notes": " ".join(SENTENCE.split()),
        "counts": [{"what": "killed", "low": 12, "high": None, "start": 1, "end": 2}],
        "places": [
            {"start": 100 + place, "end": 107 + place, "text": "Tripoli", "role": "where",
             "place_id": "geonames:266826"},
        ],
        "evidence": {
            "sentence": [[100, 100 + len(SENTENCE)]],
            "sentence_text": SENTENCE,
            "sentence_start": 100,
            "trigger": [[100 + start, 108 + start]],
            "location": [[100 + place, 107 + place]],
        },
        **values,
    }  # fmt: skip


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three rows, the second of them the least sure."""
    monkeypatch.chdir(tmp_path)
    frame = conform(pd.DataFrame([row(0, 0.9), row(1, 0.2), row(2, 0.5)], dtype=object))
    geo.write(frame, "events.geojson")
    return tmp_path


def answered(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))


Output = pytest.CaptureFixture[str]


def test_the_least_sure_row_comes_first_with_its_sentence_marked(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    answered(monkeypatch, "s", "q")
    assert run(["review", "events.geojson", "--order", "confidence"]) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert lines[1:3] == ["1 of 3", "ASSAULT / bombing, reported, 20% sure"]
    assert "  counts killed=12+" in lines
    assert any("«exploded» in [Tripoli]" in line for line in lines)
    assert told.err.strip() == "1 row seen, 2 left; nothing written"
    assert not Path("corrections.csv").exists()


def test_text_of_reports_cannot_drive_the_terminal(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    answered(monkeypatch, "?", "p", "\x1b[2Jx", "", "u")
    assert run(["review", "events.geojson"]) == 0
    out = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)
    (first, *_) = geo.read_events("events.geojson")["event_id"]
    from geo.corrections.applying import plain_table

    shown = "\n".join(described(plain_table(geo.read_events("events.geojson"))[0], colour=True))
    # On a terminal the only escapes are the marks, and each is closed.
    assert first == "e0"
    assert (
        shown.replace("\x1b[1;4m", "").replace("\x1b[1;36m", "").replace("\x1b[0m", "").find("\x1b")
        == -1
    )
    assert shown.count("\x1b[0m") == 2


def test_enter_after_a_change_only_goes_on(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    answered(monkeypatch, "t", "CRIME/murder", "", "", "q")
    assert run(["review", "events.geojson"]) == 0
    told = capsys.readouterr()
    assert [c.action for c in read_corrections("corrections.csv")] == ["type"]
    assert "Enter go on" in told.out
    assert told.err.strip() == "1 row seen, 2 left; 1 correction written to corrections.csv"


def test_answers_become_corrections_that_the_next_run_honours(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    answered(
        monkeypatch,
        "t", "WAR", "CRIME/murder", "gone to court",  # e1: a wrong type, then a right one, and why
        "d", "2018-08-28", "",
        "p", "Tripoli", LIBYA, "", "it says so",  # a name of several places, then an id; this event
        "p", LIBYA, "e", "always",  # e2: wherever it is named
        "",  # e0 is right
    )  # fmt: skip
    assert run(["review", "events.geojson", "--who", "Ana"]) == 0
    told = capsys.readouterr()
    assert "there is no event type 'WAR'" in told.out
    assert "'Tripoli' is the name of several places" in told.out
    assert told.err.strip() == "3 rows seen, 0 left; 5 corrections written to corrections.csv"
    made = read_corrections("corrections.csv")
    assert [(c.action, c.value, c.event_id, c.name, c.scope) for c in made] == [
        ("type", "CRIME/murder", "e1", None, None),
        ("date", "2018-08-28", "e1", None, None),
        ("place", LIBYA, "e1", None, None),
        ("place", LIBYA, None, "Tripoli", "everywhere"),
        ("confirm", None, "e0", None, None),
    ]
    assert {c.who for c in made} == {"Ana"}
    assert [c.why for c in made] == ["gone to court", None, "it says so", "always", None]
    assert (made[0].trigger, made[0].report_id) == ("exploded", "r1")
    assert run(["filter", "events.geojson", "-o", "new.geojson"]) == 0
    new = geo.read_events("new.geojson")
    assert list(new["event_type"]) == ["ASSAULT", "CRIME", "ASSAULT"]
    assert set(new["place_id"]) == {LIBYA}
    assert list(new["confidence"]) == [1.0, 1.0, 0.5]
    # Nothing is left to look at.
    answered(monkeypatch)
    capsys.readouterr()
    assert run(["review", "events.geojson"]) == 0
    assert "0 rows seen, 0 left" in capsys.readouterr().err
    answered(monkeypatch, "s")
    assert run(["review", "events.geojson", "--all"]) == 0
    assert "1 of 3" in capsys.readouterr().out


def test_places_in_the_event_s_own_country_are_offered_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    frame = conform(pd.DataFrame([row(0, 0.9, country="Ethiopia", iso3="ETH")], dtype=object))
    geo.write(frame, "events.geojson")
    answered(monkeypatch, "p", "Merawi", "", "q")
    assert run(["review", "events.geojson"]) == 0
    assert "'Merawi' is the name of several places: Mer’āwī (town, Amhara, Ethiopia)" in (
        capsys.readouterr().out
    )


def test_a_name_of_a_merged_row_is_placed_in_the_source_whose_sentence_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = [row(0, 0.9, source="Coast Wire"), row(1, 0.5, source="Harbour News")]
    joined = row(0, 0.9, source="Coast Wire; Harbour News")
    joined["evidence"] = {**joined["evidence"], "sources": told}
    geo.write(conform(pd.DataFrame([joined], dtype=object)), "events.geojson")
    answered(monkeypatch, "p", LIBYA, "s", "", "q")
    assert run(["review", "events.geojson"]) == 0
    (made,) = read_corrections("corrections.csv")
    assert (made.name, made.scope, made.source) == ("Tripoli", "source", "Coast Wire")


def test_only_what_people_are_counted_as_is_taken(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    answered(monkeypatch, "c", "foo=3", "Detained=3", "", "q")
    assert run(["review", "events.geojson"]) == 0
    assert "'foo=3': nobody is counted as foo; choose from killed, wounded," in (
        capsys.readouterr().out
    )
    (made,) = read_corrections("corrections.csv")
    assert (made.action, made.value) == ("counts", "Detained=3")


def test_the_last_correction_can_be_undone(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    answered(monkeypatch, "f", "denied", "", "u", "u", "x", "no event", "q")
    assert run(["review", "events.geojson", "--corrections", "c.jsonl"]) == 0
    assert "nothing to undo" in capsys.readouterr().out
    made = read_corrections("c.jsonl")
    assert [(c.action, c.value) for c in made] == [
        ("factuality", "denied"), ("undo", "factuality"), ("drop", None),
    ]  # fmt: skip
    assert run(["filter", "events.geojson", "--corrections", "c.jsonl", "-o", "n.geojson"]) == 0
    assert list(geo.read_events("n.geojson")["event_id"]) == ["e0", "e2"]


def test_a_script_may_answer_and_end_and_nothing_is_lost(table: Path) -> None:
    code = "from maps.cli import main; main()"
    command = [sys.executable, "-c", code, "review", "events.geojson", "--corrections", "c.csv"]
    done = subprocess.run(command, input="x\nno\n", capture_output=True, text=True, check=True)
    assert "1 row seen, 2 left; 1 correction written to c.csv" in done.stderr
    assert len(read_corrections("c.csv")) == 1


def test_wrong_use_is_told(table: Path, capsys: Output) -> None:
    assert run(["review", "events.geojson", "--order", "size"]) == 2
    assert run(["review", "events.geojson", "--corrections", "c.txt"]) == 1
    Path("a.txt").write_text("A report.", encoding="utf-8")
    assert run(["review", "a.txt"]) == 1
    assert "not a file of events" in capsys.readouterr().err


def test_a_merged_event_is_corrected_in_each_of_its_reports_and_can_be_parted_and_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [telling(name, town("Konduga"), killed=5) for name in ("a", "b", "c")]
    other = telling("d", town("Bama"), "2025-02-20", confidence=0.9)
    geo.write(merge_events(table_of(*rows, other)), "merged.geojson")
    answered(
        monkeypatch,
        "o", "9", "3", "another one",  # the third report tells of another event
        "m", "nobody", "d", "the same",
        "f", "denied", "",
        "u", "s", "q",
    )  # fmt: skip
    assert run(["review", "merged.geojson", "--who", "Ana"]) == 0
    out = capsys.readouterr().out
    assert "  id     a, of 3 reports" in out
    made = read_corrections("corrections.csv")
    assert [(c.action, c.event_id, c.value) for c in made] == [
        ("split", "c", "a"), ("split", "c", "b"), ("merge", "a", "d"),
        ("factuality", "a", "denied"), ("factuality", "b", "denied"), ("factuality", "c", "denied"),
        ("undo", "c", "factuality"), ("undo", "b", "factuality"), ("undo", "a", "factuality"),
    ]  # fmt: skip
    assert {c.why for c in made[:2]} == {"another one"}
    assert run(["filter", "merged.geojson", "-o", "out.geojson"]) == 0
    frame = geo.read_events("out.geojson").set_index("event_group")
    assert frame["n_sources"].to_dict() == {"a": 3, "c": 1}
