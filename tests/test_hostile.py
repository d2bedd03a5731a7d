"""Bad input costs the report that it is in, never the run."""

import csv
import json
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
from hostile import ATTACK, NUMBERS, OF_NUMBERS, PAYLOADS, Hostile, write_hostile

import geo
from gazetteer import Gazetteer
from geo.readers import ReadFailure
from geo.records import ParsedReport, Report
from maps.cli import run as dateline

GOOD = {"a_good.txt": ATTACK, "z_good.txt": f"{ATTACK} It was the first in years."}
"""They are read before and after all the hostile ones."""


class Run:
    """A folder of hostile files with a good one at each end, read file by file and in one run."""

    def __init__(self, folder: Path, world: Gazetteer) -> None:
        self.files = write_hostile(folder)
        for name, text in GOOD.items():
            (folder / name).write_text(f"---\ndate: 2024-05-07\nsource: {name}\n---\n{text}")
        self.failures: list[ReadFailure] = []
        self.reports = {
            path.name: list(geo.read_reports([path], on_failure=self.failures.append))
            for path in sorted(folder.iterdir())
        }
        together = geo.read_reports([folder], on_failure=lambda failure: None)
        self.parsed = list(geo.parse(together, gazetteer=world))
        self.frame = geo.events(self.parsed, gazetteer=world)

    def failed(self, name: str) -> list[ReadFailure]:
        """The failures that were listed of one file."""
        return [failure for failure in self.failures if Path(failure.path).name == name]

    def parsed_of(self, name: str) -> list[ParsedReport]:
        """The parsed reports of one file."""
        wanted = {report.text for report in self.reports[name]}
        return [parsed for parsed in self.parsed if parsed.report.text in wanted]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, world: Gazetteer) -> Run:
    return Run(tmp_path_factory.mktemp("hostile"), world)


def test_every_file_gives_what_it_holds(run: Run) -> None:
    wrong = [
        (file.name, len(run.reports[file.name]), [str(f) for f in run.failed(file.name)])
        for file in run.files
        if not _as_expected(file, len(run.reports[file.name]), len(run.failed(file.name)))
    ]
    assert wrong == []


def _as_expected(file: Hostile, reports: int, failures: int) -> bool:
    if file.reports < 0:  # Either is right, as long as nothing is passed over in silence.
        return reports + failures == 1
    return (reports, failures) == (file.reports, file.failures)


def test_one_run_gives_as_much_as_each_file_alone(run: Run) -> None:
    alone = [report.text for reports in run.reports.values() for report in reports]
    assert [parsed.report.text for parsed in run.parsed] == alone


def test_failures_say_where_and_why_in_one_line(run: Run) -> None:
    assert run.failures
    for failure in run.failures:
        assert failure.reason.strip()
        assert "\n" not in str(failure)
        assert Path(failure.path).name in str(failure)
        assert "Traceback" not in str(failure)
    lines = {failure.line for failure in run.failed("broken_lines.jsonl")}
    assert lines == {2, 3, 4, 5, 6, 7, 8, 11}


def test_good_reports_are_read_as_if_alone(run: Run) -> None:
    for name in GOOD:
        rows = run.frame[run.frame.source == name]
        assert "Nairobi" in set(rows.location)
        assert {str(day)[:10] for day in rows.event_date} == {"2024-05-06"}
        assert 12 in set(rows.fatalities_low)


@pytest.mark.parametrize(
    "name", ["latin1.txt", "utf16.txt", "broken_utf8.txt", "nul.txt", "odd_characters.txt"]
)
def test_event_is_found_whatever_the_encoding(run: Run, name: str) -> None:
    (parsed,) = run.parsed_of(name)
    places = {loc.place.name for event in parsed.events for loc in event.locations}
    assert places & {"Nairobi", "Bogotá"}


def test_accents_of_latin_1_are_read(run: Run) -> None:
    (report,) = run.reports["latin1.txt"]
    assert "explosé à Bogotá" in report.text


def test_offsets_hold_in_text_that_runs_both_ways(run: Run) -> None:
    (parsed,) = run.parsed_of("right_to_left.txt")
    names = [found.toponym for found in parsed.toponyms]
    assert {"Aleppo", "Haifa"} <= {name.text for name in names}
    for name in names:
        assert parsed.report.text[name.start : name.end] == name.text


def test_offsets_hold_in_every_report(run: Run) -> None:
    for parsed in run.parsed:
        text = parsed.report.text
        for found in parsed.toponyms:
            assert text[found.toponym.start : found.toponym.end] == found.toponym.text
        for event in parsed.events:
            assert text[event.trigger.start : event.trigger.end] == event.trigger.text


def test_events_at_both_ends_of_two_megabytes_are_found(run: Run) -> None:
    (parsed,) = run.parsed_of("long.txt")
    assert len(parsed.report.text) > 1_900_000
    assert [event.event_type for event in parsed.events] == ["ASSAULT", "PROTEST"]
    assert parsed.report.text[parsed.events[-1].trigger.start :].startswith("protested")


def test_report_without_a_date_is_not_given_one(run: Run) -> None:
    (parsed,) = run.parsed_of("utf16.txt")
    assert parsed.report.published is None
    assert all(event.date is None for event in parsed.events)


def test_markup_is_kept_as_the_words_that_it_is(run: Run) -> None:
    reports = run.reports["markup.jsonl"]
    for payload, report in zip(PAYLOADS, reports, strict=True):
        assert report.text.count(payload) == 3
        assert report.title == payload
        assert report.published is None


@pytest.mark.parametrize("ending", [".geojson", ".geojsonl", ".parquet", ".gpkg", ".fgb", ".csv"])
def test_every_format_takes_it_and_gives_it_back(run: Run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"events{ending}"
    geo.write(run.frame, path)
    again = geo.read_events(path)
    # FlatGeobuf keeps its features in the order of its spatial index.
    assert sorted(again.event_id) == sorted(run.frame.event_id)
    assert len(again) == len(run.frame) > len(PAYLOADS)


def test_geojson_is_json_to_a_strict_reader(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "events.geojson"
    geo.write(run.frame, path)

    def refuse(constant: str) -> float:
        raise AssertionError(constant)

    collection = json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)
    assert len(collection["features"]) == len(run.frame)


def test_no_cell_of_the_csv_is_a_formula(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    geo.write(run.frame, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    begins = {cell[0] for cell in cells if cell and not _is_number(cell)}
    assert not begins & set("=+-@\t\r")


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_ids_are_unique(run: Run) -> None:
    assert run.frame.event_id.is_unique


def test_table_has_its_shape_when_nothing_was_found(world: Gazetteer) -> None:
    empty = geo.events([], gazetteer=world)
    full = geo.events(geo.parse([Report("1", ATTACK)], gazetteer=world), gazetteer=world)
    assert isinstance(empty, gpd.GeoDataFrame)
    assert len(empty) == 0 < len(full)
    assert list(empty.dtypes.items()) == list(full.dtypes.items())


def test_a_filter_by_hostile_words_is_only_a_search(run: Run, world: Gazetteer) -> None:
    for payload in PAYLOADS:
        kept = geo.filter_events(run.frame, text=payload, gazetteer=world)
        assert len(kept) <= len(run.frame)


def test_a_number_that_nothing_on_earth_has_costs_no_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [text.replace("{}", number) for text in OF_NUMBERS for number in NUMBERS]
    lines = [json.dumps({"text": text, "published": "2025-01-07"}) for text in texts]
    (tmp_path / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    path = tmp_path / "events.geojson"
    assert dateline(["events", str(tmp_path / "reports.jsonl"), "-o", str(path)]) == 0
    (summary,) = capsys.readouterr().err.splitlines()
    assert summary.startswith(f"{len(texts)} reports read, ")
    table = geo.read_events(path)
    assert table.report_id.nunique() == len(texts)
    assert table.fatalities_low.max() <= 12
    assert {str(day)[:4] for day in table.event_date.dropna()} <= {"2024", "2025"}


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_cost_no_event(published: str, world: Gazetteer) -> None:
    told = "A bomb in Homs {} on Sunday, last winter, next summer, 40 years ago and next week."
    reports = [
        Report(verb, told.format(verb), published=date.fromisoformat(published))
        for verb in ("killed three", "will kill three")
    ]
    assert len([p for p in geo.parse(reports, gazetteer=world) if p.events]) == len(reports)
