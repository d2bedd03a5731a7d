"""What is said of the table of events holds for the tables that are written."""

import json
from pathlib import Path

import geopandas as gpd
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from table_schema import problems

import geo
from gazetteer import Gazetteer
from geo.table.columns import EVENT_COLUMNS
from geo.table.schema import VALUES, json_schema, rows, table_schema
from maps.cli import run

REPORT = (
    "A suicide bomber killed at least 12 people near Homs, Syria, on Monday, police said. "
    "=Protesters marched in Idlib and Hama. Talks in Geneva could begin next week. "
    "Floods hit northern Lagos."
)


@pytest.fixture(scope="module")
def events(world: Gazetteer) -> gpd.GeoDataFrame:
    report = geo.Report("r", REPORT, title="-1", source="Agency", url="https://example.org/a")
    return geo.events(geo.parse([report], gazetteer=world), gazetteer=world)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(json_schema())
    return Draft202012Validator(json_schema(), format_checker=FormatChecker())


def test_a_geojson_file_is_what_the_json_schema_says(
    events: gpd.GeoDataFrame, validator: Draft202012Validator, tmp_path: Path
) -> None:
    geo.write(events, tmp_path / "a.geojson")
    written = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert len(written["features"]) >= 4
    assert list(validator.iter_errors(written)) == []
    assert any(feature["properties"]["places"] for feature in written["features"])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event_type", "WAR"),
        ("event_id", None),
        ("where_prec", 8),
        ("latitude", "35"),
        ("event_date", "27 August"),
        ("counts", [{"what": "killed"}]),
        ("places", [{"role": "site"}]),
        ("evidence", {"trigger": [3]}),
        ("surprise", 1),
    ],
)
def test_the_json_schema_refuses_what_is_no_event(
    events: gpd.GeoDataFrame,
    validator: Draft202012Validator,
    tmp_path: Path,
    column: str,
    value: object,
) -> None:
    geo.write(events, tmp_path / "a.geojson")
    written = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    written["features"][0]["properties"][column] = value
    (error, *_) = validator.iter_errors(written)
    assert list(error.absolute_path)[:3] == ["features", 0, "properties"]


def test_a_line_of_geojsonl_is_a_feature(
    events: gpd.GeoDataFrame, validator: Draft202012Validator, tmp_path: Path
) -> None:
    geo.write(events, tmp_path / "a.geojsonl")
    lines = (tmp_path / "a.geojsonl").read_text(encoding="utf-8").splitlines()
    feature = validator.evolve(schema={**json_schema(), "$ref": "#/$defs/feature", "type": "object",
                                       "properties": {}, "required": []})  # fmt: skip
    assert [error for line in lines for error in feature.iter_errors(json.loads(line))] == []


def test_beside_a_csv_file_stands_the_frictionless_resource_that_describes_it(
    events: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    geo.write(events, tmp_path / "a.csv")
    told = json.loads((tmp_path / "a.csv-metadata.json").read_text(encoding="utf-8"))
    assert (told["profile"], told["path"]) == ("tabular-data-resource", "a.csv")
    assert told["notice"]
    assert told["schema"] == table_schema()
    assert problems(tmp_path / "a.csv", told["schema"]) == []


def test_the_table_schema_finds_what_is_wrong(events: gpd.GeoDataFrame, tmp_path: Path) -> None:
    wrong = events.copy()
    wrong.loc[0, "confidence"] = 2.0
    wrong.loc[1, "factuality"] = "rumoured"
    wrong["event_id"] = wrong["event_id"].where(wrong.index != 3, wrong["event_id"][2])
    geo.write(wrong, tmp_path / "a.csv")
    found = problems(tmp_path / "a.csv", table_schema())
    assert [line.partition(":")[0] for line in found[:2]] == [
        "row 1, confidence",
        "row 2, factuality",
    ]
    assert found[2].endswith("is not unique")


def test_every_column_has_a_meaning_and_every_measured_one_a_unit() -> None:
    for column in EVENT_COLUMNS:
        assert column.meaning
        assert column.unit or column.kind != "real"
    assert {name for name, *_ in rows()} >= set(VALUES)


def test_the_command_prints_each_description(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.split("\t") == ["column", "type", "unit", "meaning"]
    assert [line.split("\t")[0] for line in lines] == [column.name for column in EVENT_COLUMNS]
    assert run(["schema", "--format", "json-schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()
    assert run(["schema", "--format", "table-schema"]) == 0
    assert json.loads(capsys.readouterr().out) == table_schema()
    assert run(["schema", "--format", "xsd"]) == 2
    assert capsys.readouterr().err.startswith("dateline: no format 'xsd': choose one of table,")
