"""Without text no sentence and no title of a report is in anything that is written."""

import base64
import gzip
import json
import re
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

import geo
from geo.table.forms import FORMATS
from geo.table.frame import conform
from geo.table.redaction import without_text
from maps.cli import run

TITLE = "Zebra headline of the day"
SENTENCE = "A bomb exploded in Nairobi on Monday, killing 12 people near the purple kiosk."
TELLTALE = re.compile(r"Zebra|purple")  # a map holds words apart


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(f"---\ntitle: {TITLE}\ndate: 2018-08-29\n---\n{SENTENCE}")
    return path


def everything_in(path: Path) -> str:
    """What a file holds, also where it is packed."""
    content = path.read_bytes()
    packed = re.findall(rb"H4sI[A-Za-z0-9+/=]{20,}", content)
    found = [gzip.decompress(base64.b64decode(piece)) for piece in packed]
    return b"".join([content, *found]).decode("utf-8", "replace")


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_holds_text(report: Path, tmp_path: Path, form: str) -> None:
    full, bare = tmp_path / f"full.{form}", tmp_path / f"bare.{form}"
    assert run(["events", str(report), "-o", str(full)]) == 0
    assert run(["filter", str(full), "--text", "kiosk", "--no-text", "-o", str(bare)]) == 0
    assert not TELLTALE.search(everything_in(bare))
    before, after = geo.read_events(full), geo.read_events(bare)
    assert len(before) == len(after) > 0
    same = [name for name in before if name not in ("title", "notes", "evidence")]
    pd.testing.assert_frame_equal(before[same], after[same])
    assert after[["title", "notes"]].isna().all(axis=None)
    first, last = (json.loads(frame["evidence"][0]) for frame in (before, after))
    assert first.pop("sentence_text") == SENTENCE
    assert first == last


def test_maps_and_parsed_reports_hold_no_text(report: Path, tmp_path: Path) -> None:
    for command, name in (("map", "map.html"), ("parse", "parsed.jsonl"), ("events", "e.geojson")):
        output = tmp_path / name
        assert run([command, str(report), "-o", str(output)]) == 0
        assert TELLTALE.search(everything_in(output))
        assert run([command, str(report), "--no-text", "-o", str(output)]) == 0
        held = everything_in(output)
        assert not TELLTALE.search(held)
        assert "Nairobi" in held
    told = json.loads((tmp_path / "e.geojson").read_text(encoding="utf-8"))["metadata"]
    assert told["settings"] == {"no_text": True}


def test_the_sources_of_a_merged_event_are_bared_too() -> None:
    sources = [{"report_id": "r", "title": TITLE, "sentence_text": SENTENCE, "sentence": [[0, 9]]}]
    frame = conform(
        pd.DataFrame({"event_id": ["a"], "event_type": ["AID"], "evidence": [{"sources": sources}]})
    )
    kept = frame.copy()
    bare = without_text(frame)
    assert json.loads(bare["evidence"][0]) == {
        "sources": [{"report_id": "r", "sentence": [[0, 9]]}]
    }
    pd.testing.assert_frame_equal(frame, kept)
    assert isinstance(bare, gpd.GeoDataFrame)
    assert bare.dtypes.equals(frame.dtypes)
