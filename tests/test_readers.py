"""Reports from files of every kind, and what becomes of those that can't be read."""

import io
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import MissingInputError
from geo.export import write
from geo.readers import PassedOver, ReadFailure, language, locate_reports, read_reports
from geo.readers.fields import draft_from, to_date
from geo.readers.headings import stated_day
from geo.readers.text import decode, front_matter, read_text
from geo.readers.twice import decoded_twice
from geo.records import Report
from geo.table.frame import to_frame

TEXT = "Hundreds of people marched through the centre of Nairobi on Tuesday, police said."
ALIENS = "Milhares de pessoas marcharam pelo centro de São Paulo na terça-feira, disse a polícia."


def read(*inputs: object, **options: object) -> tuple[list[Report], list[ReadFailure]]:
    failures: list[ReadFailure] = []
    reports = list(read_reports([str(i) for i in inputs], on_failure=failures.append, **options))
    return reports, failures


# Text and front matter


def test_a_plain_text_is_a_report_of_its_own(tmp_path: Path) -> None:
    text = f"  {TEXT}\r\n\r\nA second paragraph.\t"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (report,), failures = read(tmp_path / "a.txt")
    assert report.text == text
    assert (report.title, report.published, report.source, report.url) == (None,) * 4
    assert report.language == "en"
    assert failures == []


def test_front_matter_gives_fields_and_the_text_is_what_follows(tmp_path: Path) -> None:
    head = (
        '---\nTitle: "A: b"\ndate: 27 August 2018\nsource: Wire\n'
        "url: https://e.org/a?b:c\nx: y\n---\n"
    )
    (tmp_path / "a.txt").write_text(head + TEXT)
    (report,), _ = read(tmp_path / "a.txt")
    assert report.text == TEXT
    assert report.title == "A: b"
    assert report.published == date(2018, 8, 27)
    assert (report.source, report.url) == ("Wire", "https://e.org/a?b:c")


@pytest.mark.parametrize(
    ("text", "fields", "body"),
    [
        ("title: A\ndate: 2018-08-27\n\nBody", {"title": "A", "published": "2018-08-27"}, "Body"),
        ("---\r\ntitle: A\r\n---\r\nBody", {"title": "A"}, "Body"),
        ("---\n---\nBody", {}, "Body"),
        # One known key alone may be the first line of a story.
        ("Source: police say little\n\nBody", {}, "Source: police say little\n\nBody"),
        ("title: A\ndate: B\nKabul: C\n\nBody", {}, "title: A\ndate: B\nKabul: C\n\nBody"),
        ("---\ntitle: never closed\n\nBody", {}, "---\ntitle: never closed\n\nBody"),
        ("--- a line ---\nBody", {}, "--- a line ---\nBody"),
        ("", {}, ""),
    ],
)
def test_front_matter(text: str, fields: dict[str, str], body: str) -> None:
    found, start = front_matter(text)
    assert found == fields
    assert text[start:] == body


@given(st.text(), st.text())
def test_what_follows_the_front_matter_is_untouched(title: str, body: str) -> None:
    line = " ".join(title.split())
    text = f"---\ntitle: {line}\n---\n{body}"
    assert text[front_matter(text)[1] :] == body


# Encodings


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "ascii"),
        (ALIENS, "utf-8"),
        (ALIENS, "utf-8-sig"),
        (ALIENS, "utf-16"),
        (ALIENS, "utf-16-le"),
        (ALIENS, "utf-16-be"),
        (ALIENS, "utf-32"),
        ("Protest in São Paulo: “calm”, officials said on Tuesday. " + TEXT, "cp1252"),
        ("В Москве прошли протесты, полиция задержала десятки человек.", "cp1251"),
        ("وقتل الجيش عددا من المدنيين في إدلب يوم الأحد بحسب المرصد", "cp1256"),
    ],
)
def test_encodings_are_detected(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_text_cut_off_within_a_character_is_still_utf_8() -> None:
    assert decode(f"{ALIENS} é".encode()[:-1]) == f"{ALIENS} \ufffd"


def test_nul_and_control_characters_stay_where_they_are() -> None:
    assert decode(b"A bomb\x00 exploded\x07 in Nairobi.") == "A bomb\x00 exploded\x07 in Nairobi."


@given(st.text(max_size=20))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    # With a sentence before it, so that it is not mostly control characters or NUL.
    assert decode(f"{TEXT} {text}".encode()) == f"{TEXT} {text}"


# Pages


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


ARTICLE = (
    f"<nav>Home Sport Weather</nav><article><h1>March</h1><p>{TEXT}</p><p>{TEXT}</p></article>"
)


def test_a_page_gives_its_main_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    head = (
        "<title>March in Nairobi | The Wire</title>"
        '<meta property="og:site_name" content="The Wire">'
        '<meta property="article:published_time" content="2018-08-27T23:30:00+03:00">'
        '<meta property="og:title" content="March in Nairobi">'
        '<link rel="canonical" href="https://wire.example.org/march">'
    )
    (tmp_path / "a.html").write_bytes(page(ARTICLE, head))
    (report,), _ = read(tmp_path / "a.html")
    assert TEXT in report.text
    assert "Weather" not in report.text
    assert report.title == "March in Nairobi"
    assert report.published == date(2018, 8, 27)
    assert report.source == "The Wire"
    assert report.url == "https://wire.example.org/march"


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("Strike on Khan Younis - The Levant Post", "The Levant Post"),
        ("Strike &amp; truce &#8211; Radio Okapi", "Radio Okapi"),
        ("Strike on Khan Younis | BBC News", "BBC News"),
        ("Strike on Khan Younis | World News", None),
        ("Strike on Khan Younis - police press", None),
        ("Khan Younis - Rafah", None),
        ("Strike on the Levant Post", None),
    ],
)
def test_a_page_that_names_no_site_may_name_it_in_its_title(
    tmp_path: Path, title: str, site: str | None
) -> None:
    (tmp_path / "a.html").write_bytes(page(ARTICLE, f"<title>{title}</title>"))
    (report,), _ = read(tmp_path / "a.html")
    assert report.source == site


def test_a_page_that_states_no_day_has_that_at_the_head_of_its_text(tmp_path: Path) -> None:
    article = f"<article><p>GAO, Mali - March 3, 2024. {TEXT}</p><p>{TEXT}</p></article>"
    (tmp_path / "a.html").write_bytes(page(article))
    (report,), _ = read(tmp_path / "a.html")
    assert report.published == date(2024, 3, 3)


def test_a_page_without_a_date_has_none(tmp_path: Path) -> None:
    body = f"<article><p>{TEXT}</p><p>The law of 12 May 1997 was cited.</p></article>"
    (tmp_path / "a.htm").write_bytes(page(body))
    (report,), _ = read(tmp_path / "a.htm")
    assert report.published is None


def test_a_page_in_a_declared_encoding(tmp_path: Path) -> None:
    text = "Тысячи людей вышли на улицы Москвы во вторник, сообщила полиция города. " * 2
    data = page(f"<article><p>{text}</p></article>", '<meta charset="koi8-r">').decode()
    (tmp_path / "a.html").write_bytes(data.encode("koi8-r"))
    (report,), _ = read(tmp_path / "a.html")
    assert text.strip() in report.text
    assert report.language == "ru"


@pytest.mark.parametrize("charset", ["no-such-charset", "rot13", "base64", "utf-8"])
def test_a_wrongly_declared_encoding_does_no_harm(tmp_path: Path, charset: str) -> None:
    body = f"<article><p>{TEXT} Caf\u00e9.</p></article>"
    data = page(body, f'<meta charset="{charset}">').decode().encode("latin-1")
    (tmp_path / "a.html").write_bytes(data)
    (report,), _ = read(tmp_path / "a.html")
    assert "Café" in report.text


# JSON and tables


def write_lines(path: Path, *records: object) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records) + "\n")
    return path


def test_json_lines_with_everything_that_the_contract_has(tmp_path: Path) -> None:
    record = {
        "text": TEXT,
        "report_id": "r1",
        "title": "T",
        "published": "2018-08-27",
        "source": "S",
        "url": "https://example.org",
        "language": "en-GB",
        "spans": [[47, 54]],
        "triggers": [[19, 26]],
    }
    (report,), failures = read(write_lines(tmp_path / "a.jsonl", record))
    assert failures == []
    assert report == Report(
        "r1",
        TEXT,
        "T",
        date(2018, 8, 27),
        "https://example.org",
        "S",
        "en",
        ((47, 54),),
        ((19, 26),),
    )


def test_no_spans_and_an_empty_list_of_spans_are_different(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": TEXT}, {"text": TEXT, "spans": []})
    (free, none), _ = read(path)
    assert free.spans is None
    assert none.spans == ()


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("cut off", "JSON object"),
        ({"title": "no text"}, "no text"),
        ({"text": " \n"}, "empty"),
        ({"text": 7}, "must be a string"),
        ({"text": "abc", "spans": [[0, 4]]}, "length of the text"),
        ({"text": "abc", "spans": [[2, 2]]}, "start < end"),
        ({"text": "abc", "spans": [[0, 1], [True, 2]]}, r"spans\[1\]"),
        ({"text": "abc", "triggers": "0-1"}, "list of"),
    ],
)
def test_a_broken_record_costs_its_line_only(tmp_path: Path, record: object, reason: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": TEXT}, record, {"text": ALIENS})
    reports, failures = read(path)
    assert [report.text for report in reports] == [TEXT, ALIENS]
    (failure,) = failures
    assert (failure.path, failure.line) == (str(path), 2)
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(failure.reason)


def test_lone_surrogates_are_replaced_and_offsets_stay(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a \\ud800 b", "spans": [[4, 5]]}')
    (report,), _ = read(tmp_path / "a.jsonl")
    assert report.text == "a \ufffd b"
    assert report.text[slice(*report.spans[0])] == "b"


@pytest.mark.parametrize(
    "value", [[{"text": TEXT}], {"articles": [{"body": TEXT}]}, {"content": TEXT}]
)
def test_json_files_of_many_shapes(tmp_path: Path, value: object) -> None:
    (tmp_path / "a.json").write_text(json.dumps(value))
    (report,), _ = read(tmp_path / "a.json")
    assert report.text == TEXT


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_tables_by_the_names_of_their_columns(tmp_path: Path, name: str, delimiter: str) -> None:
    rows = [["Headline", "Publication Date", "Outlet", "Link", "Body", "Words"]]
    rows.append(["March", "2018-08-27", "Wire", "https://example.org", f'"{TEXT}\nMore."', "13"])
    text = "\n".join(delimiter.join(row) for row in rows)
    (tmp_path / name).write_text(text, encoding="utf-8-sig")
    (report,), failures = read(tmp_path / name)
    assert failures == []
    assert report.text == f"{TEXT}\nMore."
    assert (report.title, report.published) == ("March", date(2018, 8, 27))
    assert (report.source, report.url) == ("Wire", "https://example.org")


@pytest.mark.parametrize(
    "name",
    ["publish_date", "pub_date", "pubDate", "datePublished", "Published At", "created_at", "DATE"],
)
def test_the_day_of_publication_has_many_names(tmp_path: Path, name: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": TEXT, name: "2018-08-27", "article_id": "a7"})
    (report,), _ = read(path)
    assert (report.published, report.report_id) == (date(2018, 8, 27), "a7")


def test_an_empty_field_hides_none_of_the_same_name() -> None:
    values = {"text": TEXT, "pub_date": "2018-08-27", "pubDate": "", "created_at": "2020-01-01"}
    assert draft_from(values).published == date(2018, 8, 27)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"issue_day": "2018-08-27", "n": 3}, "issue_day"),
        ({"Erschienen": "27 August 2018"}, "Erschienen"),
        ({"issue_day": "2018-08-27", "published": "2018-08-28"}, None),
        ({"place": "Homs", "n": 20180827, "lead": f"On 27 August 2018 {TEXT}"}, None),
    ],
)
def test_a_column_that_holds_a_day_and_is_not_read_is_known(
    tmp_path: Path, values: dict[str, object], key: str | None
) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": TEXT, **values})
    (located,) = locate_reports(path)
    assert located.other_day == key


@pytest.mark.parametrize(
    ("rows", "texts", "told"),
    [
        # As many cells as there are columns: the mark is a slip before a row of one line.
        (['A,"Shells fell on Goma,2026-01-01', "B,{0},"], ["Shells fell on Goma", TEXT],
         [(2, "is taken to end with the line")]),
        # A comma in the text: what the row holds can't be told.
        (['A,"Shells fell, again,2026-01-01', "B,{0},", "C,{0},"], [TEXT, TEXT],
         [(2, "the row is left out, and line 3 is the next")]),
        (['A,"Shells fell.', "More fell, they said, again", "", '2026-01-01', "B,{0},"], [TEXT],
         [(2, "the row is left out, and line 6 is the next")]),
        # The next mark ends the cell.
        (['A,"Shells fell, again,2026-01-01', 'B,"{0}",', "C,{0},"], [TEXT, TEXT],
         [(2, "line 3 is the next")]),
        (["A,{0},", 'B,"Shells fell, again,', 'C,"Mines, too,', "D,{0},"], [TEXT, TEXT],
         [(3, "line 5 is the next")]),
        # Nothing behind it is a row.
        (['A,"Shells fell.', "Mines, too."], ["Shells fell.\nMines, too."],
         [(2, "rows behind it may be part of it")]),
        (['A,"They fell.', 'He said "no" again,2026-01-01', "B,{0},"],
         ['They fell.\nHe said no" again', TEXT], [(2, "rows behind it may be part of it")]),
        # Nothing is wrong, or nothing that runs on.
        (['A,"Shells fell.\nB,{0},",', "C,{0},"], ["Shells fell.\nB,{0},", TEXT], []),
        (['A,"Police said ""no"".\nMore, too.",', "C,{0},"],
         ['Police said "no".\nMore, too.', TEXT], []),
        (['A,"He said "no" to,', "C,{0},"], ['He said no" to', TEXT], []),
    ],
)  # fmt: skip
def test_a_quotation_mark_that_is_not_closed_costs_its_row_alone(
    tmp_path: Path, rows: list[str], texts: list[str], told: list[tuple[int, str]]
) -> None:
    sentence = TEXT.replace(",", "")
    body = "\n".join(["id,text,date", *rows])
    (tmp_path / "a.csv").write_text(body.replace("{0}", sentence))
    troubles: list[ReadFailure] = []
    located = locate_reports(
        tmp_path / "a.csv", on_failure=troubles.append, on_doubt=troubles.append
    )
    wanted = [text.replace("{0}", sentence).replace(TEXT, sentence) for text in texts]
    assert [found.report.text for found in located] == wanted
    assert [trouble.line for trouble in troubles] == [line for line, _ in told]
    for trouble, (_, words) in zip(troubles, told, strict=True):
        assert words in trouble.reason
        assert trouble.reason.startswith("a quotation mark opens here")


def test_a_large_table_with_an_open_mark_is_read_in_time_in_proportion(tmp_path: Path) -> None:
    rows = [f'{number},"{TEXT}",' for number in range(20_000)]
    rows[3] = f'3,"{TEXT},'
    (tmp_path / "a.csv").write_text("\n".join(["id,text,date", *rows]))
    reports, (failure,) = read(tmp_path / "a.csv")
    assert (len(reports), failure.line) == (19_999, 5)


def test_a_row_without_text_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'title,text\nA,"{TEXT}"\nB,\nC,"{ALIENS}"\n')
    reports, (failure,) = read(tmp_path / "a.csv")
    assert [report.title for report in reports] == ["A", "C"]
    assert failure.line == 3


def test_a_table_without_a_text_column_says_which_it_has(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,age\nA,1\n")
    reports, (failure,) = read(tmp_path / "a.csv")
    assert reports == []
    assert "name, age" in failure.reason


# Inputs


def test_folders_are_read_to_the_bottom_in_order_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "a/picture.png", "c.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{name} {TEXT}")
    reports, failures = read(tmp_path, tmp_path / "b.txt", f"{tmp_path}/*.txt")
    assert [report.text.split()[0] for report in reports] == ["b.txt", "c.TXT", "a/z.txt"]
    assert failures == []


def test_globs_reach_below(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text(TEXT)
    reports, _ = read(f"{tmp_path}/**/*.txt")
    assert len(reports) == 1


@pytest.mark.parametrize("name", ["no.txt", "no*.txt", "empty_folder"])
def test_inputs_that_are_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty_folder").mkdir()
    (tmp_path / "good.txt").write_text(TEXT)
    reports, (failure,) = read(tmp_path / name, tmp_path / "good.txt")
    assert len(reports) == 1
    assert failure.path.endswith(name)


def test_a_zip_called_txt(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"PK\x03\x04\x14\x00" + bytes(range(256)))
    (tmp_path / "a.jsonl").write_bytes(b"PK\x03\x04\x14\x00" + b"\n" * 50 + bytes(range(256)))
    reports, failures = read(tmp_path)
    assert reports == []
    assert len(failures) == 2
    assert all("zip" in failure.reason for failure in failures)


@pytest.mark.parametrize("name", ["no.txt", "no*.txt", "empty_folder"])
def test_without_a_callback_an_input_that_is_not_there_is_an_error(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty_folder").mkdir()
    with pytest.raises(MissingInputError, match=f"{re.escape(name)}: (no|the folder holds no) "):
        list(read_reports([tmp_path / name]))
    with pytest.raises(FileNotFoundError):
        list(read_reports(tmp_path / name))


def test_without_a_callback_failures_are_logged_and_python_prints_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.txt").write_text(TEXT)
    code = f"import geo; print(len(list(geo.read_reports({str(tmp_path)!r}))))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "1\n"
    assert run.stderr == f"{tmp_path / 'a.txt'}: is a zip archive or an office document, not text\n"


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (TEXT.encode(), [TEXT]),
        (json.dumps({"text": TEXT}).encode() + b'\n{"text": "two"}\n', [TEXT, "two"]),
        (json.dumps([{"text": TEXT}], indent=1).encode(), [TEXT]),
        (json.dumps({"text": TEXT}, indent=1).encode(), [TEXT]),
        (f"---\ntitle: A\n---\n{TEXT}".encode(), [TEXT]),
        (b"[Wire] " + TEXT.encode(), [f"[Wire] {TEXT}"]),
        (b"{Updates} " + TEXT.encode(), [f"{{Updates}} {TEXT}"]),
    ],
)
def test_standard_input_is_known_by_how_it_begins(
    monkeypatch: pytest.MonkeyPatch, data: bytes, texts: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    reports, failures = read("-")
    assert [report.text for report in reports] == texts
    assert failures == []


def test_broken_lines_on_standard_input_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'{"text": "cut\n' + json.dumps({"text": TEXT}).encode() + b"\n"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    (report,), (failure,) = read("-")
    assert report.text == TEXT
    assert (failure.path, failure.line) == ("-", 1)


def test_a_page_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(page(ARTICLE))))
    (report,), _ = read("-")
    assert "<p>" not in report.text


def test_own_outputs_and_files_of_other_kinds_are_passed_over_and_counted(tmp_path: Path) -> None:
    table = to_frame([], None)
    for name in ("a.csv", "a.geojsonl", "a.geojson"):
        write(table, tmp_path / name)
    (tmp_path / "feature.jsonl").write_text(
        '{"type":"Feature","id":"1","properties":{"event_id":"1","event_type":"AID"}}\n'
    )
    (tmp_path / "parsed.jsonl").write_text('{"report_id":"1","toponyms":[],"events":[]}\n')
    (tmp_path / "map.html").write_text('<p id="dateline-count"></p><p>' + TEXT * 3 + "</p>")
    (tmp_path / "notes-metadata.json").write_text(json.dumps({"text": TEXT}))
    # A report, whatever its fields are called.
    write_lines(tmp_path / "a.jsonl", {"text": TEXT, "toponyms": [], "events": [], "report_id": 1})
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.PDF").write_bytes(b"%PDF-")
    (tmp_path / "c.docx").write_bytes(b"PK")
    passed_over = PassedOver()
    failures: list[ReadFailure] = []
    found = list(locate_reports(tmp_path, on_failure=failures.append, passed_over=passed_over))
    names = [Path(located.path).name for located in found]
    assert names == ["a.jsonl", "b.txt", "notes-metadata.json"]
    assert failures == []
    # The empty .geojsonl cannot be known by what it holds.
    assert passed_over.own == 7
    assert passed_over.other == {".pdf": 1, ".docx": 1, ".geojsonl": 1}


# Ids, dates, languages


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("PARIS, Texas (June 3, 2025) - A bomb exploded.", date(2025, 6, 3)),
        ("Port-au-Prince, January 29, 2025\n\nGangs attacked.", date(2025, 1, 29)),
        ("GOMA, Congo, March 12, 2025 (Reuters) - Rebels came.", date(2025, 3, 12)),
        ("KYIV, Ukraine (AP), Jan. 2, 2025 — Drones fell.", date(2025, 1, 2)),
        ("VALDOSTA, Ga. (News) -- Published: May 6, 2025\nA storm hit.", date(2025, 5, 6)),
        ("VALDOSTA, Ga. (News) -- A review published May 6, 2025 says so.", None),
        ("GAO, Mali — March 3, 2024 — Gunmen came.", date(2024, 3, 3)),
        ("KYIV – (12 May 2023) Drones fell.", date(2023, 5, 12)),
        ("KYIV - (Agency) - 12 May 2023 - Drones fell.", date(2023, 5, 12)),
        ("GAO — Sunday, March 3, 2024 — Gunmen came.", date(2024, 3, 3)),
        ("GAO, Mali - March 3, 2024. Gunmen came.", date(2024, 3, 3)),
        ("March 3, 2024 — GAO, Mali — Gunmen came.", date(2024, 3, 3)),
        ("Monday 4 March 2024. Gunmen came.", date(2024, 3, 4)),
        ("Gunmen in Gao...\n\nMarch 3, 2024\n\nText.", date(2024, 3, 3)),
        ("Who took Gao? What we know\n\nMarch 3, 2024\n\nText.", date(2024, 3, 3)),
        ("A headline\n\nTBILISI, 2 February 2025 — Police said.", date(2025, 2, 2)),
        ("Published: 12 March 2025\nUpdated: 14 March 2025\n\nText.", date(2025, 3, 12)),
        ("Published: 31/10/2024\n\nText.", date(2024, 10, 31)),
        ("A headline\n\nWednesday, 12 March 2025 10:30 GMT\n\nText.", date(2025, 3, 12)),
        ("A headline\n\nLVIV, Ukraine (Desk) - November 3, 2025\n\nText.", date(2025, 11, 3)),
        ("A headline\n\nQUETTA: May 9, 2025\n\nText.", date(2025, 5, 9)),
        ("QUETTA: May 9, 2025 - A bomb went off.", date(2025, 5, 9)),
        ("Arequipa, 9 Oct. 2025. Two men fled.", date(2025, 10, 9)),
        ("Arequipa, 9 Oct. 2025.\nTwo men fled.", date(2025, 10, 9)),
        ("Oct. 9, 2025: Two men fled.", date(2025, 10, 9)),
        ("A headline\n\nOct. 9, 2025:\n\nText.", date(2025, 10, 9)),
        ("Updated 11:25 GMT, 9 October 2025\n\nText.", date(2025, 10, 9)),
        ("Published at 7.42 p.m. EDT on October 9, 2025\n\nText.", date(2025, 10, 9)),
        ("Posted: October 9, 2025 7:42 p.m. EDT\n\nText.", date(2025, 10, 9)),
        ("A title\n\nBy Ann O'Shea, The Examiner, 11 September 2024\n\nText.", date(2024, 9, 11)),
        ("A title\nThandi Mokoena, Cape Bureau | 9 May 2024\n\nText.", date(2024, 5, 9)),
        ("By J. B. Sy and Leo de Souza - Updated: May 9, 2024 10:15\nText.", date(2024, 5, 9)),
        ("A title\n\nBY ANA SY | THURSDAY, 9 MAY 2024\n\nText.", date(2024, 5, 9)),
        ("A title\nMon 5 May 2025 08.12 BST\n\nText.", date(2025, 5, 5)),
        ("A title\nFirst published on Mon 5 May 2025 08.12 BST\n\nText.", date(2025, 5, 5)),
        ("Published on 14 July 2025 by Levant Monitor\nText.", date(2025, 7, 14)),
        ("Floods Situation Report No. 6 (as of 29 August 2025)\n\nText.", date(2025, 8, 29)),
        ("Flash Update 3, 29 August 2025\n\nText.", date(2025, 8, 29)),
        ("KENYA: Floods\nFlash Update No. 4\nAs of 6 May 2025\n\nText.", date(2025, 5, 6)),
        ("KENYA: Floods\nVol. 2 No. 4\n(as at 6 May 2025)\nText.", date(2025, 5, 6)),
        ("KENYA: Floods\nFour died. No. They fled.\nIt rained.\nMay 6, 2025\n", None),
        ("Mudslide of 29 August 2025\n\nText.", None),
        ("May 11, 2025 | Great Lakes Daily\n\nText.", date(2025, 5, 11)),
        ("A title\nPosted Tue Feb 4 2025 9:15 AM\nText.", date(2025, 2, 4)),
        ("PUBLISHED: 10:31, 5 May 2025 | UPDATED: 11:02, 6 May 2025\nText.", date(2025, 5, 5)),
        ("Wednesday 25 June 2025 Updated Thursday 26 June 2025\nText.", date(2025, 6, 25)),
        ("The Kabul Courier, Monday, September 1, 2025\n\nText.", date(2025, 9, 1)),
        ("By A. Reporter | 3 March 2025\nText.", date(2025, 3, 3)),
        ("Manila / The Hague, 14 March 2025, by Ana Sy\nText.", date(2025, 3, 14)),
        ("March 3, 2025 / 9:15 AM EST / CBS News\nText.", date(2025, 3, 3)),
        ("2025-03-03T10:00:00Z\nText.", date(2025, 3, 3)),
        ("A title\n(5 May 2025)\n\nText.", date(2025, 5, 5)),
        ("Published: 14.05.2025\n\nText.", date(2025, 5, 14)),
        ("Date: 2025/05/14\n\nText.", date(2025, 5, 14)),
        ("News | 5 May 2025 | 10:31 GMT+3\n\nText.", date(2025, 5, 5)),
        ("By Ana Sy in Nairobi, 5 May 2025\n\nText.", date(2025, 5, 5)),
        (
            "A title\n\nBy Rana Saleh in Deir al-Balah | Sunday 25 January 2026 09.15 GMT\n\nText.",
            date(2026, 1, 25),
        ),
        ("By Khalid al-Sayed in Deir ez-Zor, 5 May 2025\n\nText.", date(2025, 5, 5)),
        ("By Awa d'Almeida in Yamoussoukro, Côte d'Ivoire | 5 May 2025\nText.", date(2025, 5, 5)),
        ("Deir al-Balah, 5 May 2025 — Shells fell.", date(2025, 5, 5)),
        ("By rebels in al-qaim, 9 May 2024\nText.", None),
        ("By ANA SY Associated Press May 5, 2025\n\nText.", date(2025, 5, 5)),
        ("Ten people were killed in Goma on\n3 May 2025\nRebels fled.", None),
        ("Ten people were killed in Goma\n3 May 2025\nand more died.", None),
        ("On 14 July 2025 rebels seized Goma.", None),
        ("On 14 July 2025\nrebels seized Goma.", None),
        ("Rebels seized Goma on\n14 July 2025 and fled.", None),
        ("On 14 July 2025 Rebels Seized Goma\n\nText.", None),
        ("A title\n\nA line\n\nAnother\n\nOne more\n\nBy Ana Sy, 9 May 2024\n\nText.", None),
        ("By Thursday, 9 May 2024\nall had fled.", None),
        ("By rebels who fled, 9 May 2024\nText.", None),
        ("By Ana Sy, 9 May 2024 was quiet\n\nText.", None),
        ("By Ana Sy, May 2024\n\nText.", None),
        ("Ana Sy fled | 9 May 2024\n\nText.", None),
        ("A war in days\n\n3 May 2024: Rebels come.\n\n9 May 2024: Rebels flee.", None),
        ("Rebels took Lima, May 9, 2025. They fled.", None),
        ("In Lima, May 9, 2025. They fled.", None),
        ("Rebels who fled: May 9, 2025 was quiet.", None),
        # Days of events, days that may be two, and days after the first sentence.
        ("On January 6, 2021, rioters stormed the Capitol.", None),
        ("On January 6, 2021 - rioters stormed the Capitol.", None),
        ("Rebels who took the city, March 12, 2025 - a black day.", None),
        ("Rebels who took the city — March 12, 2025 — Fled.", None),
        ("GAO — March 12, 2025 was quiet.", None),
        ("January 6, 2021 - rioters stormed the Capitol.", None),
        ("Published: 03/04/2024\n\nText.", None),
        ("12 March 2025\n13 March 2025\n\nText.", None),
        ("Police said so.\n12 March 2025\n\nText.", None),
        ("GOMA, March 12 (Reuters) - Rebels came.", None),
        ("São Paulo, 31 February 2025 — No such day.", None),
    ],
)
def test_the_day_of_publication_at_the_head_of_a_text(text: str, day: date | None) -> None:
    draft = read_text(text.encode())
    assert draft.published == day
    assert draft.text == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Published on 12 March 2025 by The Wire\nText.", "The Wire"),
        ("Published on 14 July 2025 by Levant Monitor\nText.", "Levant Monitor"),
        ("A title\n\nPublished: 14 July 2025 by Reuters\n\nText.", "Reuters"),
        ("The Kabul Courier, March 12, 2025\n\nText.", "The Kabul Courier"),
        ("By Ann O'Shea, The Examiner, 11 September 2024\n\nText.", "The Examiner"),
        ("A title\n\nNAIROBI, May 4 (Reuters) - Police said so.", "Reuters"),
        ("NAIROBI, Kenya (HORN WIRE) — Police said so.", "HORN WIRE"),
        ("Nairobi, 4 May (North Coast) - Police said so.", "North Coast"),
        ("GOMA, Congo, March 12, 2025 (Reuters/AP) - Rebels came.", "Reuters/AP"),
        ("Published on 14 July 2025 by The Wire\n\nGOMA (AFP) — Rebels came.", "The Wire"),
        # Writers, countries, days, desks.
        ("Published on 14 July 2025 by Ana Sy\nText.", None),
        ("By Ana Sy, 14 July 2025\nText.", None),
        ("The Hague, 6 May 2025\n\nText.", None),
        ("Thandi Mokoena, Cape Bureau | 9 May 2024\n\nText.", None),
        ("GOMA (DR Congo) - Rebels came.", None),
        ("KYIV – (12 May 2023) Drones fell.", None),
        ("KYIV - (Agency) - 12 May 2023 - Drones fell.", None),
        ("KARACHI, May 4 (Web Desk) - Police said so.", None),
        ("Police (Reuters) said so in Nairobi.", None),
    ],
)
def test_who_published_it_is_read_from_the_head_of_the_text(text: str, source: str | None) -> None:
    assert read_text(text.encode()).source == source
    assert draft_from({"text": text, "outlet": "Own"}).source == "Own"
    assert draft_from({"text": text}).source == source


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Lake watch\nReporting period: 9 to 15 November 2025\n\nText.", "Lake watch"),
        ("CHAD: Situation Report No. 4\nLac and Kanem\n\nText.", "CHAD: Situation Report No. 4"),
        ("Weekly Access Snapshot\nIn Bol a bridge fell.", "Weekly Access Snapshot"),
        ("The weekly update of the office tells of\nfloods in Bol.", None),
        ("Lake watch\nIn Bol a bridge fell.", None),
    ],
)
def test_the_first_line_of_an_issue_of_a_series_is_its_title(text: str, title: str | None) -> None:
    assert read_text(text.encode()).title == title


def test_front_matter_without_a_title_leaves_the_headline_to_the_text() -> None:
    body = "\nRebels take Goma\n\nRebels came."
    without, with_one = (f"---\n{line}\n---\n{body}" for line in ("source: Wire", "title: A"))
    draft = read_text(without.encode())
    assert (draft.title, draft.source, draft.text) == ("Rebels take Goma", "Wire", body)
    assert read_text(with_one.encode()).title == "A"


def test_front_matter_goes_before_the_head_of_the_text() -> None:
    text = "GOMA, Congo, March 12, 2025 - Rebels came."
    assert read_text(f"---\ndate: 2025-03-13\n---\n{text}".encode()).published == date(2025, 3, 13)
    assert read_text(f"---\ntitle: A\n---\n{text}".encode()).published == date(2025, 3, 12)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Rebels take Goma\n\nText.", "Rebels take Goma"),
        ("\r\nRebels take Goma \r\n\r\nText.", "Rebels take Goma"),
        ("Rebels took Goma.\n\nText.", None),
        ("Rebels take Goma...\n\nText.", "Rebels take Goma..."),
        ("Rebels ... take Goma\n\nText.", "Rebels ... take Goma"),
        ("Rebels take Goma\nText.", None),
        (
            "Rebels take Goma\nThe Kivu Courier, Monday, September 1, 2025\n\nText.",
            "Rebels take Goma",
        ),
        ("Rebels take Goma", None),
        ("Goma, 12 March 2025\n\nText.", None),
        ("a" * 120 + "\n\nText.", None),
    ],
)
def test_a_first_line_that_looks_like_a_title_is_one(text: str, title: str | None) -> None:
    assert read_text(text.encode()).title == title


def test_the_text_of_a_table_of_incidents_is_its_narrative(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Incident No,Date,Narrative\n7,2024-03-03,Gunmen came.\n")
    (tmp_path / "b.csv").write_text("notes,text\nchecked,Gunmen came.\n")
    assert [report.text for report in read_reports(tmp_path)] == ["Gunmen came."] * 2


def test_a_head_of_fields_never_swallows_the_text(tmp_path: Path) -> None:
    text = "Title: Raid\nDate: 2024-03-03\nDescription: Gunmen came.\n\nThey left."
    (tmp_path / "a.txt").write_text(text)
    (report,) = read_reports(tmp_path)
    assert "Gunmen came." in report.text


def test_a_record_without_a_day_has_that_at_the_head_of_its_text(tmp_path: Path) -> None:
    text = "GAO, Mali - March 3, 2024. Gunmen came."
    write_lines(
        tmp_path / "a.jsonl",
        {"text": text},
        {"text": text, "published": ""},
        {"text": text, "published": "2024-03-05"},
    )
    (tmp_path / "b.csv").write_text(f'text\n"{text}"\n')
    days = [report.published for report in read_reports(tmp_path)]
    assert days == [date(2024, 3, d) for d in (3, 3, 5, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "(Nairobi, 14 March 2024) - Gunmen came.",
        "Gunmen come\n\n(Nairobi, March 14, 2024) \u2013 Gunmen came on 2 March 2024.",
        "[Geneva, New York, 14 March 2024] \u2014 Gunmen came.",
        "For immediate release - Nairobi, 14 March 2024\n\nGunmen come\n\nGunmen came.",
        "PRESS RELEASE\nFor immediate release \u2013 Port Sudan, March 14, 2024\n\nGunmen came.",
        "Media statement: Nairobi, 14 March 2024\n\nGunmen came.",
        "For immediate release | 14 March 2024\n\nGunmen came.",
        "Press release - Nairobi, 14 March 2024 - Gunmen came.",
    ],
)
def test_a_day_in_brackets_or_behind_what_is_said_to_the_press_is_stated(text: str) -> None:
    assert stated_day(text) == date(2024, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "News release - Gunmen came to Baragoi on 14 March 2024\n\nThey came.",
        "(In Nairobi, on 14 March 2024) - Gunmen came.",
        "Gunmen (Nairobi, 14 March 2024) - They came.",
        "The release of 14 March 2024\n\nThey came.",
    ],
)
def test_a_day_of_an_event_behind_a_bracket_or_a_release_is_not(text: str) -> None:
    assert stated_day(text) is None


def test_a_stated_day_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    days = ["31/10/2024", "03/04/2024", None]
    path = write_lines(tmp_path / "a.jsonl", *({"text": TEXT, "published": day} for day in days))
    told: list[ReadFailure] = []
    found = [located.report.published for located in locate_reports(path, on_doubt=told.append)]
    assert found == [date(2024, 10, 31), None, None]
    (failure,) = told
    assert (failure.path, failure.line) == (str(path), 2)
    assert "'03/04/2024' may be two days" in failure.reason


def test_a_year_in_which_nothing_was_published_is_told_with_its_place(tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "a.jsonl", {"text": TEXT, "published": "2925-01-05"})
    text = tmp_path / "b.txt"
    text.write_text(f"A title\n\nPublished: 5 January 2925\n\n{TEXT}")
    told: list[ReadFailure] = []
    found = [r.report.published for r in locate_reports([lines, text], on_doubt=told.append)]
    assert found == [None, None]
    why = "is of no year of publication (1800 to 2100) and is left out; write it as 2018-08-27"
    assert list(map(str, told)) == [
        f"{lines}:1: the day of publication '2925-01-05' {why}",
        f"{text}: the day of publication '5 January 2925' {why}",
    ]


def test_a_stated_day_that_may_be_two_is_told_of_a_text_too(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A title\n\nPublished: 03/04/2025\nTBILISI - They marched.")
    told: list[ReadFailure] = []
    (located,) = locate_reports(path, on_doubt=told.append)
    assert located.report.published is None
    assert [str(failure).partition(";")[0] for failure in told] == [
        f"{path}: the day of publication '03/04/2025' may be two days and is left out"
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Cholera kills 9 in Nâ€™Djamena, AbÃ©chÃ©", "Nâ€™Djamena,"),
        ("They met in AbÃ©chÃ© on Monday", "AbÃ©chÃ©"),
        ("They met at the Ã‰cole", "Ã‰cole"),
        ("Ð¼Ð¾ÑÐºÐ²Ð° fell", "Ð¼Ð¾ÑÐºÐ²Ð°"),
        ("They met in N’Djamena, Abéché and São Paulo", None),
        ("IN THE CAFÉ” AND IN SÃO TOMÉ’S “IRMÃ”", None),
        ("Temperatures of 41 Â°C", None),
        ("", None),
    ],
)
def test_what_was_decoded_twice_is_known_by_its_words(text: str, word: str | None) -> None:
    assert decoded_twice(text) == word


@given(
    st.lists(
        st.sampled_from(["é", "ß", "ÉCOLE", "SÃO", "Åre", "Ø", "’", "“", "”", "–", "°", "a", " "])
    )
)
def test_text_that_was_decoded_rightly_is_none(parts: list[str]) -> None:
    assert decoded_twice(" ".join(parts)) is None


def test_a_report_that_was_decoded_twice_is_named_once_with_the_remedy(tmp_path: Path) -> None:
    texts = ["Nine died in Nâ€™Djamena and AbÃ©chÃ©.", TEXT]
    path = write_lines(tmp_path / "a.jsonl", *({"text": text} for text in texts))
    told: list[ReadFailure] = []
    (first, _) = locate_reports(path, on_doubt=told.append)
    assert first.report.text == texts[0]
    (doubt,) = map(str, told)
    assert doubt.startswith(f"{path}:1: the text was decoded wrongly before it was saved ('Nâ€™Dja")
    assert "save it anew" in doubt


def test_ids_name_the_file_and_come_from_content_and_not_from_the_folder(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a march.txt").write_text(TEXT)
    (first,), _ = read(tmp_path / "a")
    (second,), _ = read(tmp_path / "b", published=date(2020, 1, 1))
    assert first.report_id == second.report_id
    assert first.report_id.startswith("a-march-")
    both, _ = read(tmp_path)
    assert [r.report_id for r in both] == [first.report_id, f"{first.report_id}-2"]


def test_ids_are_unique_within_a_run_also_against_given_suffixes(tmp_path: Path) -> None:
    ids = ["a", "a", "a-2", "a", 7]
    path = write_lines(tmp_path / "a.jsonl", *({"text": TEXT, "report_id": i} for i in ids))
    reports, _ = read(path)
    found = [report.report_id for report in reports]
    assert found == ["a", "a-2", "a-2-2", "a-3", "7"]


def test_published_is_for_reports_that_state_none(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "a.jsonl", {"text": TEXT, "published": "2018-08-27"}, {"text": TEXT}
    )
    reports, _ = read(path, published=date(2020, 1, 1))
    assert [report.published for report in reports] == [date(2018, 8, 27), date(2020, 1, 1)]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2018-08-27", date(2018, 8, 27)),
        ("20180827", date(2018, 8, 27)),
        ("2018-08-27T23:30:00+03:00", date(2018, 8, 27)),
        ("2018-08-27 23:30", date(2018, 8, 27)),
        ("Mon, 27 Aug 2018 10:00:00 GMT", date(2018, 8, 27)),
        ("27 August 2018", date(2018, 8, 27)),
        ("Aug. 27th, 2018", date(2018, 8, 27)),
        ("Monday August 27 2018 10:00", date(2018, 8, 27)),
        ("31/10/2024", date(2024, 10, 31)),
        ("31.10.2024 09:30", date(2024, 10, 31)),
        ("10/31/2024", date(2024, 10, 31)),
        ("05/05/2024", date(2024, 5, 5)),
        ("32/10/2024", None),
        # Two different days on the two sides of the Atlantic, so none.
        ("03/04/2018", None),
        ("2018-02-30", None),
        ("1800-01-01", date(1800, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
        ("2925-01-05", None),
        ("5 January 1799", None),
        (date(2925, 1, 5), None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (True, None),
        ({"$date": 1}, None),
    ],
)
def test_days_of_publication(value: object, day: date | None) -> None:
    assert to_date(value) == day


@given(st.one_of(st.text(), st.integers(), st.none()))
def test_any_date_field_is_a_day_or_none(value: object) -> None:
    assert to_date(value) is None or isinstance(to_date(value), date)


@pytest.mark.parametrize(
    ("text", "language"), [(TEXT, "en"), (TEXT.upper(), "en"), (ALIENS, "pt"), ("Kabul", None)]
)
def test_languages(tmp_path: Path, text: str, language: str | None) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (report,), _ = read(tmp_path / "a.txt")
    assert report.language == language


def test_five_megabytes_are_read_whole() -> None:
    data = (TEXT + "\n\n").encode() * (5_000_000 // len(TEXT))
    assert len(read_text(data).text) == len(data)


def test_fields_hold_text_of_one_line_or_nothing() -> None:
    draft = draft_from(
        {"text": TEXT, "title": " a\n b ", "source": {"id": None, "name": "Wire"}, "url": ""}
    )
    assert (draft.title, draft.source, draft.url) == ("a b", "Wire", None)


def test_plain_english_needs_no_table_of_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> None:
        raise AssertionError("the table was opened")

    monkeypatch.setattr(language, "_identifier", never)
    text = "The army said that rebels had shelled the town of Saraqib, and that the road was cut."
    assert language.detect_language(text) == "en"
    dutch = "De regering zei dat de troepen in de stad waren en dat het leger had gevochten."
    with pytest.raises(AssertionError, match="table"):
        language.detect_language(dutch)
