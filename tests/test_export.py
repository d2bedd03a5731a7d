"""Tables of events written to files and read back, whatever their texts hold."""

import csv
import io
import itertools
import json
import os
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from gazetteer.errors import CoordinateError
from geo.errors import EventsFileError, FormatError, WriteError
from geo.export import check_output, read_events, write
from geo.export.geojson import features, geojson_lines, read_geojson, rfc7946
from geo.export.provenance import ATTRIBUTION, CREDITS, NOTICE, provenance
from geo.export.tables import csv_lines, defuse, read_csv
from geo.table.columns import EVENT_COLUMNS
from geo.table.forms import FORMATS, SUFFIXES, is_events_file
from geo.table.frame import conform

PAYLOADS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "''",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    'a "quoted", cell',
    "\u202eright to left\u202c \x00 \x1b[31m",
    "\u2028",
]

TEXTS = [column.name for column in EVENT_COLUMNS if column.kind == "text"]


def small() -> gpd.GeoDataFrame:
    """A full row, a row with nothing but its id and type, and a row of payloads."""
    full = {
        "event_id": "a",
        "event_group": "a",
        "event_type": "ASSAULT",
        "event_date": "2018-08-26",
        "event_date_end": "2018-08-27",
        "quad_code": 4,
        "latitude": -35.1234567,
        "longitude": 36.5,
        "fatalities_low": 12,
        "counts": [{"what": "killed", "low": 12, "high": None}],
        "places": [{"name": "Jisr ash Shughūr", "latitude": 35.8}],
        "evidence": {"sentence": [[0, 5]], "sentence_text": "A “b”"},
        "confidence": 0.1,
        "geometry": Point(36.5, -35.1234567),
    }
    bare = {"event_id": "b", "event_type": "AGREE"}
    hostile = [
        {"event_id": f"c{n}", "event_type": "AGREE", "title": text, "notes": text}
        for n, text in enumerate(PAYLOADS)
    ]
    return conform(pd.DataFrame([full, bare, *hostile]))


def same(one: gpd.GeoDataFrame, other: gpd.GeoDataFrame) -> None:
    pd.testing.assert_frame_equal(one, other)
    assert one.crs == other.crs


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("rows", [0, 1, 2, None])
def test_every_format_gives_the_table_back(tmp_path: Path, suffix: str, rows: int | None) -> None:
    frame = small()[:rows].reset_index(drop=True)
    path = tmp_path / f"events{suffix}"
    if suffix in (".gpkg", ".fgb"):
        # GDAL ends a text at a NUL.
        frame["title"] = frame["title"].str.replace("\x00", "")
        frame["notes"] = frame["notes"].str.replace("\x00", "")
    before = frame.copy(deep=True)
    write(frame, path)
    same(read_events(path), frame)
    pd.testing.assert_frame_equal(frame, before)


TEXT = st.text(max_size=20).filter(lambda text: text != "")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=5,
)


KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXT,
    "whole": st.integers(-(2**50), 2**50),
    "real": st.floats(allow_nan=False, allow_infinity=False),
    "day": st.dates(date(1, 1, 1), date(9999, 12, 31)),
    "json": st.lists(JSON) | st.dictionaries(TEXT, JSON),
    "geometry": st.builds(
        lambda x, y: Point(x / 1e7, y / 1e7),
        st.integers(-1_800_000_000, 1_800_000_000),
        st.integers(-900_000_000, 900_000_000),
    ),
}
DRAWN = st.fixed_dictionaries(
    {kind: st.lists(st.none() | values, min_size=1, max_size=9) for kind, values in KINDS.items()}
)
"""A few values a kind, which the cells take in turn: a draw a cell takes longer than the rest."""


@st.composite
def tables(draw: st.DrawFn) -> gpd.GeoDataFrame:
    """Any table of events with points of at most seven decimals."""
    in_turn = {kind: itertools.cycle(values) for kind, values in draw(DRAWN).items()}
    rows = [
        {column.name: next(in_turn[column.kind]) for column in EVENT_COLUMNS}
        | {"event_id": f"e{number}", "event_type": "ASSAULT"}
        for number in range(draw(st.integers(0, 4)))
    ]
    return conform(pd.DataFrame(rows))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_geojson_and_csv_are_inverses(frame: gpd.GeoDataFrame) -> None:
    text = "".join(geojson_lines(frame, {}))
    same(conform(read_geojson(text, "x")), frame)
    same(conform(read_csv("".join(csv_lines(frame)), "x")), frame)


# GeoJSON


def test_geojson_follows_rfc_7946(tmp_path: Path) -> None:
    write(small(), tmp_path / "a.geojson", metadata={"settings": {"region": ["Idlib"]}})
    value = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))
    assert value["type"] == "FeatureCollection"
    assert "crs" not in value
    feature = value["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.5, -35.1234567]}
    assert feature["id"] == "a"
    properties = feature["properties"]
    assert list(properties) == [c.name for c in EVENT_COLUMNS if c.name != "geometry"]
    assert (properties["event_date"], properties["event_date_end"]) == ("2018-08-26", "2018-08-27")
    assert properties["counts"] == [{"what": "killed", "low": 12, "high": None}]
    assert properties["places"][0]["name"] == "Jisr ash Shughūr"
    assert properties["evidence"]["sentence"] == [[0, 5]]
    assert properties["quad_code"] == 4
    assert properties["title"] is None
    assert value["features"][1]["geometry"] is None
    told = value["metadata"]
    assert told["notice"] == NOTICE
    assert told["attribution"] == list(ATTRIBUTION)
    assert told["settings"] == {"region": ["Idlib"]}
    assert told["version"]


def test_geopandas_reads_the_geojson(tmp_path: Path) -> None:
    write(small(), tmp_path / "a.geojson")
    frame = gpd.read_file(tmp_path / "a.geojson")
    assert frame.crs == "EPSG:4326"
    assert frame.geometry.iloc[0] == Point(36.5, -35.1234567)


def test_rings_run_counter_clockwise_and_decimals_are_seven() -> None:
    clockwise = Polygon([(0, 0), (0, 1.123456789), (1, 1), (1, 0)])
    found = rfc7946(clockwise)
    assert found.exterior.is_ccw
    assert 1.1234568 in [y for _, y in found.exterior.coords]


def test_what_crosses_the_antimeridian_is_cut_there() -> None:
    found = rfc7946(box(170, -10, 190, 10))
    assert found.geom_type == "MultiPolygon"
    assert found.area == pytest.approx(400)
    assert found.bounds == (-180, -10, 180, 10)
    assert all(part.bounds[2] - part.bounds[0] == 10 for part in found.geoms)
    assert all(part.exterior.is_ccw for part in found.geoms)
    assert rfc7946(Point(190, 5)) == Point(-170, 5)
    assert rfc7946(Point(180, 5)) == Point(180, 5)


def test_numbers_that_are_none_become_null() -> None:
    frame = conform(pd.DataFrame({"event_id": ["a"], "radius_km": [float("inf")]}))
    (feature,) = features(frame)
    assert feature["properties"]["radius_km"] is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "broken JSON"),
        ("[]", "not a GeoJSON object"),
        ('{"type": "Feature"}', "no event_type"),
        ('{"type": "Topology"}', "FeatureCollection"),
        (
            '{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": '
            "[[[0, 0], [1, 0], [1, 1], [0, 0]]]}}",
            "no event_type; .*--region FILE",
        ),
        ('{"type": "Polygon", "coordinates": []}', "a geometry alone.*--region FILE"),
        ('{"type": "FeatureCollection", "features": [1]}', "feature 1"),
        (
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
            '{"event_id": "a", "event_type": "AID"}, "geometry": {"type": "Blob"}}]}',
            "feature 1.*geometry",
        ),
        ('{"type": "FeatureCollection", "features": [], "crs": {"name": "EPSG:3857"}}', "4326"),
        (
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": '
            '{"event_type": "AID"}, "geometry": null}, {"type": "Feature", "geometry": null}]}',
            None,
        ),
        (
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, '
            '"properties": {"name": "Aleppo"}}]}',
            "no event_type",
        ),
        (
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, '
            '"properties": {"event_id": "a", "event_type": "AID", "event_date": "Sunday"}}]}',
            "column",
        ),
    ],
)
def test_broken_geojson_says_where(tmp_path: Path, text: str, message: str | None) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(text)
    if message is None:
        assert len(read_events(path)) == 2
        return
    with pytest.raises(EventsFileError, match=message) as raised:
        read_events(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_event_may_be_a_feature_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(
        '{"type": "Feature", "id": "a", "geometry": {"type": "Point", "coordinates": [36, 35]}, '
        '"properties": {"event_type": "AID"}}'
    )
    assert list(read_events(path)["event_id"]) == ["a"]


def test_swapped_coordinates_are_an_error_that_says_so(tmp_path: Path) -> None:
    frame = conform(pd.DataFrame({"event_id": ["a"], "event_type": ["AID"]}))
    frame.geometry = [Point(33.9, 151.2)]
    write(frame, tmp_path / "a.geojson")
    with pytest.raises(CoordinateError, match="swapped"):
        read_events(tmp_path / "a.geojson")


# CSV


def test_no_cell_of_text_is_a_formula() -> None:
    frame = small()
    for line in csv.reader(io.StringIO("".join(csv_lines(frame)), newline="")):
        for name, cell in zip([c.name for c in EVENT_COLUMNS], line, strict=True):
            if name in TEXTS:
                assert cell[:1] not in list("=+-@\t\r\n"), (name, cell)


def test_numbers_are_left_alone() -> None:
    (row,) = csv.DictReader(io.StringIO("".join(csv_lines(small()[:1]))))
    assert row["latitude"] == "-35.1234567"
    assert row["geometry"] == "POINT (36.5 -35.1234567)"
    assert json.loads(row["counts"])[0]["low"] == 12


@settings(max_examples=25)
@given(st.lists(st.text(), min_size=1, max_size=15))
def test_defusing_can_be_undone(texts: list[str]) -> None:
    titles = {"event_id": map(str, range(len(texts))), "title": [text or None for text in texts]}
    frame = conform(pd.DataFrame(titles))
    for text in texts:
        assert defuse(text)[:1] not in list("=+-@\t\r\n")
    same(conform(read_csv("".join(csv_lines(frame)), "x")), frame)


def test_csv_files_have_the_mark_that_excel_needs_and_pandas_reads_them(tmp_path: Path) -> None:
    frame = conform(pd.DataFrame({"event_id": ["a"], "event_type": ["AID"], "title": ["Haïti"]}))
    write(frame, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfevent_id,")
    table = pd.read_csv(tmp_path / "a.csv")
    assert list(table.columns) == [column.name for column in EVENT_COLUMNS]
    assert table["title"][0] == "Haïti"
    assert is_events_file(tmp_path / "a.csv")
    same(read_events(tmp_path / "a.csv"), frame)


# Other formats, and what they carry


def test_metadata_is_in_every_format(tmp_path: Path) -> None:
    for name in FORMATS:
        write(small()[:1], tmp_path / f"a.{name}")
    told = [
        json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["metadata"],
        json.loads((tmp_path / "a.csv-metadata.json").read_text(encoding="utf-8")),
        json.loads((tmp_path / "a.geojsonl-metadata.json").read_text(encoding="utf-8")),
        json.loads(pq.read_schema(tmp_path / "a.parquet").metadata[b"dateline"]),
        *(
            json.loads(pyogrio.read_info(tmp_path / f"a.{name}")["layer_metadata"]["dateline"])
            for name in ("gpkg", "fgb")
        ),
    ]
    assert all(one.items() >= provenance().items() for one in told)


def test_provenance_holds_no_path_of_the_users(tmp_path: Path) -> None:
    info = {"format_version": 1, "built": "2026-01-01", "folder": str(tmp_path)}
    told = provenance(gazetteer=info, settings={"published": "2018-08-27"})
    assert str(tmp_path) not in json.dumps(told)
    assert told["gazetteer"] == {"format_version": 1, "built": "2026-01-01"}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_file_says_whose_data_is_in_it_and_what_is_made_of_it_says_so_too(
    tmp_path: Path, format_: str
) -> None:
    lines = [*ATTRIBUTION, "Villages: some\nmappers", 7, ""]
    path, again = tmp_path / f"a.{format_}", tmp_path / "b.geojson"
    write(small(), path, metadata={"attribution": lines})
    frame = read_events(path)
    assert frame.attrs == {CREDITS: ["Villages: some mappers"]}
    write(frame, again)
    told = json.loads(again.read_text(encoding="utf-8"))["metadata"]
    assert told["attribution"] == [*ATTRIBUTION, "Villages: some mappers"]


@pytest.mark.parametrize("told", ["[]", '{"attribution": {"a": 1}}', "{", "null"])
def test_metadata_of_any_kind_costs_no_events(tmp_path: Path, told: str) -> None:
    write(small(), tmp_path / "a.csv")
    (tmp_path / "a.csv-metadata.json").write_text(told, encoding="utf-8")
    frame = read_events(tmp_path / "a.csv")
    assert len(frame) == len(small())
    assert frame.attrs == {CREDITS: []}


def test_geoparquet_keeps_types_and_crs(tmp_path: Path) -> None:
    write(small(), tmp_path / "a.parquet")
    frame = gpd.read_parquet(tmp_path / "a.parquet")
    assert frame.crs == "EPSG:4326"
    assert pd.api.types.is_datetime64_dtype(frame["event_date"])


def test_a_table_of_other_making_needs_ids_types_and_coordinates_only(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("event_id,event_type,latitude,longitude\na,ASSAULT,34.7,36.7\nb,AID,,\n")
    frame = read_events(path)
    assert list(frame["event_group"]) == ["a", "b"]
    assert frame.geometry.iloc[0] == Point(36.7, 34.7)
    assert frame.geometry.iloc[1] is None


@pytest.mark.parametrize("suffix", [".gpkg", ".fgb"])
def test_gis_formats_carry_days_as_times(tmp_path: Path, suffix: str) -> None:
    write(small(), tmp_path / f"a{suffix}")
    fields = pyogrio.read_info(tmp_path / f"a{suffix}")
    kinds = dict(zip(fields["fields"], fields["dtypes"], strict=True))
    assert kinds["event_date"].startswith("datetime64")


def test_other_layers_of_a_geopackage_are_not_deleted(tmp_path: Path) -> None:
    path = tmp_path / "mine.gpkg"
    small()[["event_id", "geometry"]].to_file(path, layer="mylayer")
    for attempt in (lambda: write(small(), path), lambda: check_output(path)):
        with pytest.raises(WriteError, match="mylayer"):
            attempt()
    assert [name for name, _ in pyogrio.list_layers(path)] == ["mylayer"]


def test_its_own_geopackage_is_written_again(tmp_path: Path) -> None:
    write(small(), tmp_path / "a.gpkg")
    write(small()[:1], tmp_path / "a.gpkg")
    assert len(read_events(tmp_path / "a.gpkg")) == 1


def test_a_layer_in_another_crs_is_read_in_degrees(tmp_path: Path) -> None:
    frame = small()[:1].to_crs(3857)
    frame["event_date"] = frame["event_date"].astype(str)
    frame["event_date_end"] = frame["event_date_end"].astype(str)
    frame.to_file(tmp_path / "a.gpkg", layer="mine")
    found = read_events(tmp_path / "a.gpkg")
    assert shapely.distance(found.geometry.iloc[0], Point(36.5, -35.1234567)) < 1e-9


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("geojson", "geojsonl", "csv", "parquet", "fgb"):
        write(small(), tmp_path / f"a.{name}")
        write(small(), tmp_path / f"b.{name}")
        assert (tmp_path / f"a.{name}").read_bytes() == (tmp_path / f"b.{name}").read_bytes(), name


# Files


def test_an_unknown_ending_says_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"\.geojson.*\.csv"):
        write(small(), tmp_path / "a.xlsx")
    with pytest.raises(FormatError, match="geojson"):
        write(small(), tmp_path / "a.geojson", format="shp")
    with pytest.raises(FormatError):
        read_events(tmp_path / "a.json")


def test_a_format_goes_before_the_ending(tmp_path: Path) -> None:
    write(small(), tmp_path / "a.data", format="CSV")
    assert (tmp_path / "a.data").read_text(encoding="utf-8-sig").startswith("event_id,")


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.geojson"
    path.write_text("old")

    def broken(frame: object, metadata: object) -> Any:
        yield "half of "
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("geo.export.geojson_lines", broken)
    with pytest.raises(WriteError, match="No space left"):
        write(small(), path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.geojson"]


def test_files_are_for_others_to_read_as_usual(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write(small(), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").stat().st_mode == plain.stat().st_mode


def test_targets_that_can_not_be_written(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="no folder"):
        check_output(tmp_path / "no" / "a.csv")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(WriteError, match="is a folder"):
        write(small(), tmp_path / "b.csv")


def test_standard_output_and_input(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for format_ in (None, "geojsonl", "csv"):
        write(small(), "-", format=format_)
        data = capfdbinary.readouterr().out
        stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[type-var]
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
        assert is_events_file("-") == (format_ is None)
        same(read_events("-"), small())


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file"):
        read_events(tmp_path / "a.geojson")
    for name in ("a.parquet", "a.gpkg", "a.fgb"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 not this")
        with pytest.raises(EventsFileError, match=r"a\.") as raised:
            read_events(tmp_path / name)
        assert "\n" not in str(raised.value)
    (tmp_path / "a.csv").write_text("event_id,event_type\na\n")
    with pytest.raises(EventsFileError, match="row 2"):
        read_events(tmp_path / "a.csv")


def test_events_are_told_from_reports(tmp_path: Path) -> None:
    write(small(), tmp_path / "events.csv")
    (tmp_path / "reports.csv").write_text("title,text\n")
    assert is_events_file(tmp_path / "events.csv")
    assert not is_events_file(tmp_path / "reports.csv")
    assert not is_events_file(tmp_path / "no.csv")
    assert is_events_file("events.geojson")
    assert not is_events_file("reports.jsonl")
    assert not is_events_file("reports/")
