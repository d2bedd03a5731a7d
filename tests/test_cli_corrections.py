"""Corrections on the command line: honoured by every command, told, and never lost in silence."""

import json
from pathlib import Path

import pytest

import geo
from geo.corrections import Correction, write_corrections
from maps.cli import run

TEXT = "A bomb exploded in Tripoli on Monday, killing 12 people. Protesters marched in Sidon."
LIBYA = "geonames:2210247"
Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report, the table of its events, and corrections of a name and of an event."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(f"---\ndate: 2018-08-29\n---\n{TEXT}")
    assert run(["events", "a.txt", "-o", "events.geojson"]) == 0
    frame = geo.read_events("events.geojson")
    protest = frame[frame["event_type"] == "PROTEST"].iloc[0]
    write_corrections(
        [
            Correction("place", LIBYA, name="Sidon", scope="everywhere", who="Ana", why="test"),
            Correction("drop", event_id="gone", report_id=protest["report_id"], sentence="Gone."),
            Correction("type", "AID", event_id=protest["event_id"], sentence=protest["notes"]),
        ],
        "mine.csv",
    )
    return tmp_path


def said(capsys: Output) -> list[str]:
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("source", ["a.txt", "events.geojson"])
def test_reports_and_tables_are_corrected_alike_and_it_is_said(
    folder: Path, capsys: Output, source: str
) -> None:
    capsys.readouterr()
    assert run(["events", source, "--corrections", "mine.csv", "-o", "out.geojson"]) == 0
    lines = said(capsys)
    assert "corrections: 2 applied, 1 not applied" in lines
    assert (
        "note: mine.csv:3: drop of event gone ('Gone.') is not applied: "
        "the report has no such event any more"
    ) in lines
    frame = geo.read_events("out.geojson")
    row = frame[frame["event_type"] == "AID"].iloc[0]
    assert (row["place_id"], row["confidence"]) == (LIBYA, 1.0)
    assert [entry["action"] for entry in json.loads(row["corrected"])] == ["place", "type"]
    told = json.loads(Path("out.geojson").read_text(encoding="utf-8"))["metadata"]
    assert told["settings"]["corrections"] == "mine.csv"


def test_filters_see_what_was_corrected(folder: Path) -> None:
    command = ["--corrections", str(folder / "mine.csv"), "--type", "AID", "--region", "Libya"]
    assert run(["filter", "events.geojson", *command, "-o", "aid.geojson"]) == 0
    assert len(geo.read_events("aid.geojson")) == 1
    assert run(["parse", "a.txt", *command, "-o", "parsed.jsonl"]) == 0
    (line,) = Path("parsed.jsonl").read_text(encoding="utf-8").splitlines()
    parsed = json.loads(line)
    (event,) = parsed["events"]
    assert (event["event_type"], event["place_id"], event["event_date"]) == (
        "AID", LIBYA, "2018-08-27",
    )  # fmt: skip
    places = {name["text"]: name["place"]["place_id"] for name in parsed["toponyms"]}
    assert places["Sidon"] == LIBYA


def test_parse_keeps_account_of_corrections_over_all_reports(folder: Path, capsys: Output) -> None:
    Path("b.txt").write_text("Floods hit Lagos on Tuesday.")
    capsys.readouterr()
    assert run(["parse", "a.txt", "b.txt", "--corrections", "mine.csv", "-o", "p.jsonl"]) == 0
    assert "corrections: 2 applied, 1 not applied" in said(capsys)
    assert run(["parse", "b.txt", "--corrections", "mine.csv", "-o", "p.jsonl"]) == 0
    *_, last, _ = said(capsys)
    assert last == "corrections: 0 applied, 1 not applied, 2 of reports that are not here"


@pytest.mark.parametrize("command", [["events", "a.txt"], ["parse", "a.txt"],
                                     ["filter", "events.geojson"]])  # fmt: skip
def test_an_id_that_no_event_has_is_told_with_its_line_and_the_remedy(
    folder: Path, capsys: Output, command: list[str]
) -> None:
    Path("hand.csv").write_text("action,value,event_id\ntype,AID,0123456789abcdef\n")
    capsys.readouterr()
    assert run([*command, "--corrections", "hand.csv", "-o", "o.geojson"]) == 0
    told, counted, _ = said(capsys)
    assert told.startswith(
        "note: hand.csv:2: type 'AID' of event 0123456789abcdef is not applied: no event here has "
        "this id; copy it from the column event_id"
    )
    assert counted == "corrections: 0 applied, 1 not applied"


@pytest.mark.parametrize("command", [["events", "a.txt"], ["parse", "a.txt"],
                                     ["filter", "events.geojson"]])  # fmt: skip
def test_a_line_that_is_no_correction_is_told_and_the_rest_applies(
    folder: Path, capsys: Output, command: list[str]
) -> None:
    protest = geo.read_events("events.geojson").iloc[1]["event_id"]
    Path("hand.csv").write_text(f"action;value;event_id\nfly;;{protest}\ndrop;;{protest}\n")
    capsys.readouterr()
    assert run([*command, "--corrections", "hand.csv", "-o", "o.geojson"]) == 0
    told, summary, _ = said(capsys)
    assert told.startswith("note: not applied: hand.csv:2: there is no action 'fly'; choose from")
    assert summary == "corrections: 1 applied, 1 not applied, 1 row dropped"
    Path("hand.csv").write_text(f"action,event_id\nfly,{protest}\n")
    assert run([*command, "--corrections", "hand.csv", "-o", "o.geojson"]) == 0
    assert "corrections: 0 applied, 1 not applied" in said(capsys)


def test_the_file_in_the_folder_is_used_and_said_and_can_be_left_out(
    folder: Path, capsys: Output
) -> None:
    Path("mine.csv").rename("corrections.csv")
    capsys.readouterr()
    assert run(["events", ".", "-o", "out.geojson"]) == 0
    lines = said(capsys)
    assert lines[0].startswith("note: corrections.csv in this folder is used")
    # It is no report, and neither is the table beside it.
    assert "2 files of Dateline's own passed over" in lines[-1]
    assert "AID" in set(geo.read_events("out.geojson")["event_type"])
    assert run(["events", "a.txt", "--corrections", "none", "-o", "out.geojson"]) == 0
    assert "AID" not in set(geo.read_events("out.geojson")["event_type"])
    Path("corrections.csv").write_text("region,text\nA,b\n")
    capsys.readouterr()
    assert run(["events", "a.txt", "-o", "out.geojson"]) == 0
    assert not any("corrections" in line for line in said(capsys))


def test_what_does_not_apply_of_a_file_that_nobody_named_is_said_in_one_line(
    folder: Path, capsys: Output
) -> None:
    drops = "".join(f"drop,{number:016x}\n" for number in range(9))
    Path("corrections.csv").write_text(f"action,event_id\n{drops}")
    capsys.readouterr()
    assert run(["filter", "events.geojson", "-o", "o.geojson"]) == 0
    used, counted, _ = said(capsys)
    assert used.startswith("note: corrections.csv in this folder is used")
    see = "(--corrections corrections.csv says why)"
    assert counted == f"corrections: 0 applied, 9 not applied {see}"
    named = ["--corrections", "corrections.csv"]
    assert run(["filter", "events.geojson", *named, "-o", "o.geojson"]) == 0
    *each, counted, _ = said(capsys)
    assert len(each) == 9
    assert counted == "corrections: 0 applied, 9 not applied"


def test_what_is_merged_already_is_corrected_in_what_it_was_merged_from(
    folder: Path, capsys: Output
) -> None:
    Path("b.txt").write_text(f"---\ndate: 2018-08-29\n---\nPolice said: {TEXT}")
    assert run(["events", "b.txt", "-o", "b.geojson"]) == 0
    assert run(["merge", "events.geojson", "b.geojson", "-o", "m.geojson"]) == 0
    before = geo.read_events("m.geojson")
    assert list(before["n_sources"]) == [2, 2]
    write_corrections([Correction("place", LIBYA, name="Sidon", scope="everywhere")], "names.csv")
    assert run(["merge", "m.geojson", "--corrections", "names.csv", "-o", "n.geojson"]) == 0
    after = geo.read_events("n.geojson")
    assert list(after["n_sources"]) == [2, 2]
    protest = after[after["event_type"] == "PROTEST"].iloc[0]
    assert protest["place_id"] == LIBYA
    write_corrections([Correction("date", "none", event_id=protest["event_id"])], "day.csv")
    capsys.readouterr()
    assert run(["filter", "m.geojson", "--corrections", "day.csv", "-o", "n.geojson"]) == 0
    assert any("day.csv:2: date" in n and "of all 2 reports" in n for n in said(capsys))


def test_a_count_of_what_there_is_not_is_told_with_its_line_and_the_rest_applies(
    folder: Path, capsys: Output
) -> None:
    protest = geo.read_events("events.geojson").iloc[1]["event_id"]
    lines = ["action,value,event_id", f"counts,foo=3,{protest}", f"type,AID,{protest}"]
    Path("hand.csv").write_text("\n".join(lines))
    capsys.readouterr()
    assert run(["filter", "events.geojson", "--corrections", "hand.csv", "-o", "o.geojson"]) == 0
    told = said(capsys)
    assert told[0].startswith("note: hand.csv:2: counts 'foo=3' of event ")
    assert "nobody is counted as foo; choose from killed, wounded," in told[0]
    assert told[1] == "corrections: 1 applied, 1 not applied"
    assert geo.read_events("o.geojson")["event_type"][1] == "AID"


def test_a_file_that_cannot_be_read_stops_the_run_before_anything_is_written(
    folder: Path, capsys: Output
) -> None:
    Path("bad.csv").write_text("action,id\ndrop,a\n")
    capsys.readouterr()
    for name in ("bad.csv", "missing.csv", "bad.txt"):
        assert run(["events", "a.txt", "--corrections", name, "-o", "new.geojson"]) == 1
        (line,) = said(capsys)
        assert line.startswith(f"dateline: {name}")
    assert not Path("new.geojson").exists()
    assert run(["events", "a.txt", "--corrections", "mine.csv", "-o", "mine.csv"]) == 1
    assert "it is the file of corrections" in said(capsys)[0]
