"""The command line as people meet it: what it writes, what it says, how it exits."""

import io
import json
import re
import resource
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest

import geo
from gazetteer import Gazetteer
from geo.table.columns import EVENT_COLUMNS
from maps.cli import run

ATTACK = "A bomb exploded in Nairobi on Monday, killing 12 people, police said."
FLOOD = "Floods hit Lagos on Tuesday and thousands of people fled their homes, officials said."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two reports, one of them dated, and a file that can't be read."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(f"---\ntitle: Attack\ndate: 2018-08-29\n---\n{ATTACK}")
    (folder / "b.txt").write_text(FLOOD)
    (folder / "c.txt").write_bytes(b"PK\x03\x04 no text")
    return folder


Output = pytest.CaptureFixture[str]


def said(capsys: Output) -> list[str]:
    return capsys.readouterr().err.splitlines()


def test_events_writes_what_can_be_read_and_counts_the_rest(
    reports: Path, tmp_path: Path, capsys: Output
) -> None:
    output = tmp_path / "events.geojson"
    assert run(["events", str(reports), "--published", "2018-08-30", "-o", str(output)]) == 0
    *notes, summary = said(capsys)
    assert notes == [f"not read: {reports}/c.txt: is a zip archive or an office document, not text"]
    assert summary.startswith("2 reports read, 1 not read, ")
    assert "placed" in summary
    assert str(output) in summary
    frame = geo.read_events(output)
    assert {"Kenya", "Nigeria"} <= set(frame["country"])
    kenya = frame[frame["country"] == "Kenya"].iloc[0]
    assert (kenya["event_type"], str(kenya["event_date"].date())) == ("ASSAULT", "2018-08-27")
    told = json.loads(output.read_text(encoding="utf-8"))["metadata"]
    assert told["settings"] == {"published": "2018-08-30"}
    assert told["gazetteer"]["packages"]


def test_every_command_takes_the_same_filters(
    reports: Path, tmp_path: Path, capsys: Output
) -> None:
    events = tmp_path / "events.geojson"
    filters = ["--region", "Kenya", "--type", "ASSAULT,AGREE", "--factuality", "reported"]
    filters += ["--since", "2018-08-27", "--until", "2018-08", "--min-confidence", "0.01"]
    filters += ["--text", "bomb"]
    assert run(["events", str(reports), "-o", str(events)]) == 0
    for command, name in [("filter", events), ("events", reports), ("map", events)]:
        output = tmp_path / f"kept.{'html' if command == 'map' else 'csv'}"
        assert run([command, str(name), *filters, "-o", str(output)]) == 0
        if command != "map":
            frame = geo.read_events(output)
            assert set(frame["country"]) == {"Kenya"}
            assert len(frame) >= 1
    assert run(["parse", str(reports), *filters, "-o", str(tmp_path / "parsed.jsonl")]) == 0
    lines = (tmp_path / "parsed.jsonl").read_text(encoding="utf-8").splitlines()
    attack, flood = map(json.loads, lines)
    assert {event["country"] for event in attack["events"]} == {"Kenya"}
    assert flood["events"] == []
    assert flood["toponyms"]


def test_events_without_a_date_are_left_out_aloud(
    reports: Path, tmp_path: Path, capsys: Output
) -> None:
    output = str(tmp_path / "a.csv")
    assert run(["events", str(reports / "b.txt"), "--since", "2018", "-o", output]) == 0
    _, note, summary = said(capsys)
    assert "without a date left out" in note
    assert "0 events" in summary


def test_only_events_that_the_other_filters_keep_are_left_out_for_want_of_a_date(
    reports: Path, tmp_path: Path, capsys: Output
) -> None:
    table, output = str(tmp_path / "a.csv"), str(tmp_path / "b.csv")
    (reports / "d.txt").write_text("Protesters marched in Nairobi. Protesters rallied in Lagos.")
    assert run(["events", str(reports), "-o", table]) == 0
    frame = geo.read_events(table)
    undated = frame[frame["event_date"].isna()]
    assert undated["event_group"].nunique() > 1
    here = undated[(undated["country"] == "Kenya") & (undated["event_type"] == "PROTEST")]
    assert here["event_group"].nunique() == 1
    since = ["--since", "2018", "-o", output]
    assert run(["filter", table, "--region", "Kenya", "--type", "PROTEST", *since]) == 0
    assert "note: 1 event without a date left out" in said(capsys)
    assert run(["filter", table, "--region", "Peru", *since]) == 0
    assert not any("without a date" in line for line in said(capsys))


def test_of_nested_namesakes_the_one_that_is_meant_is_said(
    reports: Path, tmp_path: Path, capsys: Output
) -> None:
    assert run(["events", str(reports), "--region", "Idlib", "-o", str(tmp_path / "a.csv")]) == 0
    assert any("Idlib (province, Syria) is meant" in line for line in said(capsys))


def test_another_name_of_a_region_is_said_to_be_taken_for_it(
    reports: Path, tmp_path: Path, capsys: Output
) -> None:
    assert run(["events", str(reports), "--region", "Grece", "-o", str(tmp_path / "a.csv")]) == 0
    assert "note: 'Grece' is taken for Greece (country)" in said(capsys)


def test_map_of_reports_and_of_a_file_of_events(
    reports: Path, tmp_path: Path, capsys: Output
) -> None:
    page, events = tmp_path / "a.html", tmp_path / "events.geojson"
    assert run(["map", str(reports), "-o", str(page), "--title", "Mine <b>"]) == 0
    assert page.stat().st_size > 100_000
    assert "Mine <b>" not in page.read_text(encoding="utf-8")
    assert run(["events", str(reports), "-o", str(events)]) == 0
    assert run(["map", str(events), str(reports / "a.txt"), "-o", str(page)]) == 0
    assert "1 table of events read" in said(capsys)[-1]


def test_parse_keeps_the_contract_with_given_spans_and_triggers(
    tmp_path: Path, capsys: Output
) -> None:
    spans, triggers = [[19, 26]], [[7, 15]]
    line = {"text": ATTACK, "report_id": "x", "spans": spans, "triggers": triggers}
    (tmp_path / "a.jsonl").write_text(json.dumps(line) + "\n" + json.dumps({"text": FLOOD}))
    assert run(["parse", str(tmp_path / "a.jsonl")]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["report_id"] == "x"
    assert [[t["start"], t["end"]] for t in first["toponyms"]] == spans
    assert [[e["trigger"]["start"], e["trigger"]["end"]] for e in first["events"]] == triggers
    assert first["events"][0]["location_spans"] == [{"start": 19, "end": 26}]
    assert {column.name for column in EVENT_COLUMNS} <= set(first["events"][0])
    assert [t["text"] for t in second["toponyms"]] == ["Lagos"]


def test_why_a_name_got_its_place_in_words_and_in_numbers(reports: Path, capsys: Output) -> None:
    assert run(["parse", str(reports / "a.txt"), "--explain"]) == 0
    report, name, *reasons = capsys.readouterr().out.splitlines()
    assert report.startswith("a-")
    assert name.startswith("  Nairobi (19-26): Nairobi (capital, ")
    assert reasons[0].startswith("    or else: ")
    assert run(["parse", str(reports / "a.txt"), "--explain", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    (toponym,) = json.loads(line)["toponyms"]
    assert toponym["candidates"][0]["features"]["prominence"] > 0


def test_two_processes_give_what_one_gives(reports: Path, capsys: Output) -> None:
    assert run(["parse", str(reports)]) == 0
    alone = capsys.readouterr().out
    assert run(["parse", str(reports), "--jobs", "2"]) == 0
    assert capsys.readouterr().out == alone


def test_standard_input_and_output(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    stream = SimpleNamespace(buffer=io.BytesIO(ATTACK.encode()), isatty=lambda: False)
    monkeypatch.setattr(sys, "stdin", stream)
    assert run(["events", "-", "-o", "-"]) == 0
    data = capfdbinary.readouterr().out
    assert json.loads(data)["features"][0]["properties"]["country"] == "Kenya"
    stream.buffer = io.BufferedReader(io.BytesIO(data))  # type: ignore[type-var]
    assert run(["filter", "-", "--format", "csv"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"event_id,")


def test_reports_in_other_languages_are_said_and_counted(tmp_path: Path, capsys: Output) -> None:
    text = "Miles de personas marcharon en Bogotá contra la reforma, dijo la policía de Colombia."
    (tmp_path / "a.txt").write_text(f"---\ntitle: Marcha\n---\n{text}", encoding="utf-8")
    assert run(["parse", str(tmp_path / "a.txt")]) == 0
    captured = capsys.readouterr()
    assert f"{tmp_path}/a.txt ('Marcha') is not in English" in captured.err
    assert "1 not in English" in captured.err
    assert "Bogotá" in [t["text"] for t in json.loads(captured.out)["toponyms"]]


def test_what_did_not_happen_is_kept_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    report = "A bomb killed four people in Nairobi on Monday. The army denied it shelled Mombasa."
    Path("a.txt").write_text(f"---\ndate: 2025-06-10\n---\n{report}\n")
    note = "note: 1 of 2 events is not told as having happened (1 denied); --factuality reported"
    assert run(["events", "a.txt", "-o", "a.geojson", "--type", "attack"]) == 0
    assert said(capsys)[0].startswith(note)
    assert geo.read_events("a.geojson")["factuality"].tolist() == ["reported", "denied"]
    assert run(["filter", "a.geojson", "-o", "b.csv", "--type", "attack"]) == 0
    assert said(capsys)[0].startswith(note)
    for word, count in (("reported", 1), ("denied", 1)):
        assert run(["filter", "a.geojson", "-o", "c.csv", "--factuality", word]) == 0
        (summary,) = said(capsys)
        assert f"{count} event," in summary


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        (["events", "a.txt"], "typo.txt"),
        (["events", "a.txt"], "typo"),
        (["map", "a.txt"], "typo.txt"),
        (["map", "a.geojson"], "typo.geojson"),
        (["parse", "a.txt"], "typo.txt"),
        (["parse", "--explain", "a.txt"], "typo.txt"),
        (["filter", "a.geojson"], "typo.geojson"),
        (["merge", "a.geojson"], "typo.geojson"),
        (["merge", "a.geojson"], "typo.csv"),
        (["review", "a.geojson"], "typo.geojson"),
    ],
)
def test_an_input_that_is_not_there_ends_every_command_before_it_writes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
    command: list[str],
    missing: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("A bomb killed four people in Nairobi.\n")
    empty = {"type": "FeatureCollection", "features": []}
    Path("a.geojson").write_text(json.dumps(empty))
    output = [] if command[0] == "review" else ["-o", "new.html" if command[0] == "map" else "new"]
    formats = ["--format", "csv"] if command[0] in ("events", "filter", "merge") else []
    assert run([*command, missing, *output, *formats]) == 1
    told = capsys.readouterr()
    assert told.err.splitlines()[-1].startswith(f"dateline: {missing}: no such file")
    assert (told.out, Path("new").exists(), Path("new.html").exists()) == ("", False, False)


def test_a_pattern_without_files_is_said_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("A bomb killed four people in Nairobi.\n")
    assert run(["parse", "a.txt", "*.html", "-o", "a.jsonl"]) == 0
    assert "not read: *.html: no file matches" in said(capsys)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["events", "no.txt"], 1, "no.txt: no such file"),
        (["events", "no*.txt"], 1, "no file matches"),
        (["events", "no.txt", "-o", "no/folder/a.csv"], 1, "no folder"),
        (["filter", "no.geojson"], 1, "no such file"),
        (["filter", "no.csv"], 1, "no.csv: no such file"),
        (["merge", "no.csv"], 1, "no.csv: no such file"),
        (["filter", "reports/a.txt"], 1, "not a file of events"),
        (["filter", "no.geojson", "--region", "Nowhereland"], 1, "Nowhereland"),
        (["filter", "no.geojson", "--region", "Springfield"], 1, "geonames:"),
        (["filter", "no.geojson", "--region", "near:Goma"], 2, "near:PLACE:50km"),
        (["filter", "no.geojson", "--region", "near:Goma:50leagues"], 2, "near:PLACE:50km"),
        (["filter", "no.geojson", "--region", "bbox:1,2,3"], 2, "bbox:west,south,east,north"),
        (["filter", "no.geojson", "--region", ""], 2, "no region is named"),
        (["filter", "no.geojson", "--region", "Northern", "Lebanon"], 2, "'Northern Lebanon'"),
        (["events", "reports", "--region", "Middle", "East"], 2, "--region 'Middle East'"),
        (["filter", "area.geojson"], 1, "--region FILE"),
        (["regions", "Horn", "of", "Africa"], 2, "quotes"),
        (["places", "Xyzzyqwrt"], 1, "Xyzzyqwrt"),
        (["places", "Al-Shifa Hospital"], 1, "streets, buildings and hamlets are not"),
        (["places", "Homs", "--within", "Texas"], 1, "elsewhere there is Homs (town, Homs, Syria)"),
        (["places", "Xyzzyqwrt", "--country", "SY"], 1, "no place in Syria is called"),
        (["places", "Xyzzyqwrt", "--prefix"], 1, "give fewer letters"),
        (["places", "Homs", "--within", "Atlantis"], 1, "Atlantis"),
        (["places", "Homs", "--country", "XX"], 2, "ISO 3166"),
        (["parse", "reports", "--country", "Sirya"], 2, "(did you mean Syria (SY)?); give a name"),
        (
            ["parse", "reports", "--country", "Congo"],
            2,
            "Republic of the Congo (CG); give the code",
        ),
        (["events", "a.txt", "-o", "a.xlsx"], 2, ".geojson"),
        (["events", "a.txt", "--format", "shp"], 2, "geojson"),
        (["map", "a.txt", "-o", "a.geojson"], 2, ".html"),
        (["events", "reports", "--admin", "Sirya/Idlib"], 1, "did you mean Syria/Idlib?"),
        (["parse", "reports", "--admin", "Idlib"], 1, "did you mean Syria/Idlib?"),
        (["map", "reports", "--admin", "Kenia"], 1, "did you mean Kenya"),
        (["events", "a.txt", "--type", "WAR"], 2, "ASSAULT"),
        (["events", "a.txt", "--factuality", "maybe"], 2, "planned"),
        (["events", "a.txt", "--since", "soon"], 2, "2018-08-27"),
        (
            ["events", "reports", "--published", "yesterday"],
            2,
            "--published 'yesterday' is no day; write one as 2018-08-27",
        ),
        (["events", "reports", "--published", "03/04/2025"], 2, "may be two days; write"),
        (["events", "a.txt", "--min-confidence", "2"], 2, "2.0 is not from 0 to 1; see"),
        (["events", "a.txt", "--min-confidence", "high"], 2, "'high' is no number; see"),
        (["events", "a.txt", "--jobs", "0"], 2, "'-j': 0 is less than 1; see"),
        (["events", "a.txt", "--jobs", "1.5"], 2, "'1.5' is no whole number; see"),
        (["parse", "reports", "--explain", "--names-only"], 2, "neither --names-only"),
        (["parse", "reports", "--explain", "--region", "Syria"], 2, "nor a filter"),
        (["parse", "reports", "--names-only", "--type", "ASSAULT"], 2, "--names-only"),
        (["events", "a.txt", "--no-such-option"], 2, "option; see 'dateline events --help'"),
        (["filter", "a.csv", "--typ", "PROTEST"], 2, "--typ (did you mean --type?); see"),
        (["filter", "a.csv", "--shema", "acled"], 2, "--shema (did you mean --schema?); see"),
        (["events"], 2, "INPUT"),
        (["no-such-command"], 2, "dateline --help"),
        (["gazetteer"], 2, "dateline gazetteer --help"),
    ],
)
def test_errors_are_one_line_that_says_what_would_be_right(
    reports: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
    arguments: list[str],
    status: int,
    message: str,
) -> None:
    monkeypatch.chdir(reports.parent)
    Path("area.geojson").write_text('{"type": "Polygon", "coordinates": []}')
    assert run(arguments) == status
    captured = capsys.readouterr()
    (line,) = captured.err.splitlines()
    assert line.startswith("dateline: ")
    assert message in line
    assert captured.out == ""


@pytest.mark.parametrize("command", ["events", "parse", "map"])
def test_an_input_is_never_overwritten(
    reports: Path, tmp_path: Path, capsys: Output, command: str
) -> None:
    page, link = reports / "d.html", tmp_path / "link.html"
    page.write_text(f"<p>{ATTACK}</p>")
    link.symlink_to(page)
    before = page.read_bytes()
    kind = ["--format", "csv"] if command == "events" else []
    for given, output in [(page, page), (reports, page), (page, link), (link, page)]:
        assert run([command, str(given), "-o", str(output), *kind]) == 1
        (line,) = said(capsys)
        assert "is one of the inputs" in line
        assert page.read_bytes() == before


def test_results_may_lie_among_the_reports_and_be_made_again(reports: Path, capsys: Output) -> None:
    output = str(reports / "events.csv")
    assert run(["events", str(reports), "-o", output]) == 0
    first = Path(output).read_bytes()
    assert run(["events", str(reports), "-o", output]) == 0
    assert Path(output).read_bytes() == first
    assert "2 files of Dateline's own passed over" in said(capsys)[-1]
    assert run(["filter", output, "-o", output]) == 1
    assert "is one of the inputs" in said(capsys)[-1]


def test_the_summary_tells_what_is_left_open(reports: Path, capsys: Output) -> None:
    (reports / "d.docx").write_bytes(b"PK")
    record = {"text": FLOOD, "published": "03/04/2024"}
    (reports / "e.jsonl").write_text(json.dumps(record))
    assert run(["parse", str(reports)]) == 0
    *notes, summary = said(capsys)
    assert any(f"{reports}/e.jsonl:1: the day of publication '03/04/2024'" in n for n in notes)
    assert "2 state no day of publication" in summary
    (named,) = (found[1] for n in notes if (found := re.search(r"no day .* in (.*?); --pub", n)))
    assert any(name.startswith("'e-") for name in named.split(", ")), named
    assert "1 file of another kind passed over (.docx)" in summary


def test_reports_without_a_day_are_named_or_told_where_to_find(
    tmp_path: Path, capsys: Output
) -> None:
    for number in range(12):
        (tmp_path / f"r{number}.txt").write_text(f"{FLOOD} So said {number} people.")
    lines = tmp_path / "out" / "parsed.jsonl"
    lines.parent.mkdir()
    assert run(["parse", str(tmp_path), "-o", str(lines)]) == 0
    (note,) = (n for n in said(capsys) if n.startswith("note: no day of publication"))
    assert len(re.findall(r"'r\d+-\w+'", note)) == 10
    assert "and 2 more" in note
    parsed = map(json.loads, lines.read_text().splitlines())
    assert [report["published"] for report in parsed] == [None] * 12
    # What the note says of the other way is so.
    (head,) = re.findall(r"'(date: .*?)'", note)
    for number in range(12):
        (tmp_path / f"r{number}.txt").write_text(f"---\n{head}\n---\n{FLOOD} {number} said so.")
    assert run(["parse", str(tmp_path), "-o", str(lines)]) == 0
    assert "no day of publication" not in "".join(said(capsys))


def test_a_report_that_says_which_days_it_covers_lacks_no_day(
    tmp_path: Path, capsys: Output
) -> None:
    (tmp_path / "a.txt").write_text(f"Reporting period: 3 to 9 May 2021\n\n{FLOOD}")
    assert run(["parse", str(tmp_path), "--names-only"]) == 0
    assert "no day of publication" not in "".join(said(capsys))


def test_a_column_of_days_that_is_not_read_is_named(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "a.csv").write_text(f"issue_day,text\n2018-08-27,{FLOOD}\n2018-08-28,{FLOOD}\n")
    assert run(["parse", str(tmp_path), "--names-only"]) == 0
    (note,) = (n for n in said(capsys) if n.startswith("note: no day of publication"))
    assert "(days stand in 'issue_day', which is read where it is called 'published'); --" in note


def test_an_error_leaves_no_output_behind(reports: Path, tmp_path: Path) -> None:
    assert run(["parse", str(reports / "c.txt"), "-o", str(tmp_path / "a.jsonl")]) == 1
    assert run(["events", str(reports / "c.txt"), "-o", str(tmp_path / "a.csv")]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["reports"]


def test_what_reports_hold_has_no_power_over_the_terminal(tmp_path: Path, capsys: Output) -> None:
    text = "Miles de personas marcharon en Bogotá contra la reforma, dijo la policía de Colombia."
    line = {"text": text, "title": "\x1b]0;owned\x07\x1b[31m[bold]red[/bold] \u202egnp.exe"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    (tmp_path / "\x1b[2Jb.txt").write_bytes(b"")
    assert run(["parse", str(tmp_path)]) == 0
    err = capsys.readouterr().err
    assert not {"\x1b", "\x07", "\u202e"} & set(err)
    assert "[bold]red[/bold]" in err


def test_places_as_a_table_and_as_json(capsys: Output) -> None:
    assert run(["places", "Jisr al-Shughur", "--country", "SY"]) == 0
    heading, first, *_ = capsys.readouterr().out.splitlines()
    row = dict(zip(heading.split("\t"), first.split("\t"), strict=True))
    assert (row["place_id"], row["name"], row["country"]) == (
        "geonames:169023",
        "Jisr ash Shughūr",
        "SY",
    )
    assert run(["places", "Jisr al-Shughur", "--country", "syr", "--json", "--limit", "1"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["place_id"] == "geonames:169023"


def test_places_gives_close_spellings_and_says_so(capsys: Output) -> None:
    assert run(["places", "Hati", "--json", "--limit", "1"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert (found["name"], found["how"]) == ("Haiti", "spelling")
    assert 0.7 < found["closeness"] < 1
    assert err.strip() == "no such place is called 'Hati'; these are spelt like it"
    assert run(["places", "Goma", "--country", "SY"]) == 0
    err = capsys.readouterr().err
    assert "; elsewhere there is Goma (town, North Kivu, Democratic Republic of the Congo)" in err
    assert run(["places", "University of Aleppo"]) == 0
    out, err = capsys.readouterr()
    assert "part: Aleppo" in out
    assert "part of it" in err


def test_places_within_a_region_and_by_their_beginning(capsys: Output) -> None:
    assert run(["places", "Paris", "--within", "Texas", "--json"]) == 0
    assert {json.loads(line)["admin1_code"] for line in capsys.readouterr().out.splitlines()} == {
        "TX"
    }
    assert run(["places", "Jisr al", "--prefix", "--within", "Idlib", "--json"]) == 0
    names = [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()]
    assert "Jisr ash Shughūr" in names


def test_places_says_where_no_point_is_known(capsys: Output) -> None:
    assert run(["places", "Kinnaur", "--limit", "1"]) == 0
    out, err = capsys.readouterr()
    assert "\tADM2\t" in out
    assert "no point is known" in err


def test_places_takes_a_name_with_what_it_lies_in(capsys: Output) -> None:
    assert run(["places", "Paris, Texas", "--json"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert first["place_id"] == "geonames:4717560"


def test_gazetteer_info_tells_source_and_size(capsys: Output) -> None:
    assert run(["gazetteer", "info"]) == 0
    rows = dict(line.split("\t", 1) for line in capsys.readouterr().out.splitlines())
    assert "GeoNames" in rows["attribution"]
    assert int(rows["counts: places"]) > 200_000


def test_no_arguments_is_a_call_for_help(capsys: Output) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    for command in ("map", "events", "filter", "parse", "places", "gazetteer"):
        assert command in text


def test_the_version_is_told(capsys: Output) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"dateline {version('dateline')}\n"


@pytest.mark.parametrize("arguments", [["places", "San", "--prefix", "--limit", "20000"],
                                       ["places", "Homs", "--json"]])  # fmt: skip
def test_a_reader_that_has_seen_enough_is_no_error(world: Gazetteer, arguments: list[str]) -> None:
    """As `| head` does; of little output and of more than a pipe holds."""
    command = [sys.executable, "-c", "from maps.cli import main; main()", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert b"dateline:" not in said
        assert b"Error" not in said
        assert process.wait(60) == 0


def test_help_takes_under_0_4_seconds_of_cpu() -> None:
    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    times = []
    for _ in range(3):
        before = used()
        command = [sys.executable, "-c", "from maps.cli import main; main()", "map", "--help"]
        subprocess.run(command, check=True, capture_output=True)
        times.append(used() - before)
    assert min(times) < 0.4
