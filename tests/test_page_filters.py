"""The page's filters and downloads are those of `dateline filter`, of the command that it copies.

Here the page's own modules run in node; `tests/browser/test_download.py` has them in a browser.
"""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from map_frames import hostile_frame, many_events, small_frame

import geo
from geo.table.frame import conform
from maps.cli import run
from maps.page import event_map

ROOT = Path(__file__).parents[1]
SMALL = (
    "region=Syria%2FIdlib&region=Poland",
    "region=Syria%2F",
    "region=",
    "type=ASSAULT&type=CONSULT%2Fvisit",
    "factuality=planned&factuality=denied",
    "precision=country&precision=unknown",
    "source=Agence+%C7%A6isr&source=",
    "since=2018-08-22&until=2018-08-25",
    "sure=0.35",
    "words=in+syria",
    "words=SHUGHUR+jisr",
    "words=ministry",
    "area=bbox:30,30,40,37",
    "area=near:35.8,36.4:60km",
    "area=polygon:36,35,37,35,37,37,36,37",
    "region=Syria&type=ASSAULT&type=AGREE&since=2018-01-01&words=idlib",
)
MANY = (
    "",
    "type=ASSAULT&type=AID&precision=exact&precision=near&since=2020-06-01&words=troops+river",
    "area=bbox:150,-50,-120,60&sure=0.5",
    "area=near:10,20:3000km&region=Land+7&region=Land+8&region=Land+9%2FProvince+69",
    "area=polygon:-60,-40,80,-45,60,50,10,0,-50,55&type=PROTEST%2F",
)


def in_page(frame: gpd.GeoDataFrame, hashes: tuple[str, ...]) -> list[dict[str, Any]]:
    """What the page of a table shows and downloads after each hash."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on the path (apt-get install nodejs)")
    page = event_map(frame).get_root().render()
    elements = dict(re.findall(r'id="dateline-data-([\w-]+)">([^<]*)<', page))
    head = json.loads(elements.pop("head"))
    given = json.dumps({"head": head, "elements": elements, "hashes": hashes})
    script = str(ROOT / "tests" / "js" / "filtered.mjs")
    done = subprocess.run([node, script], input=given, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-3000:]
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def assert_same(frame: gpd.GeoDataFrame, page: dict[str, Any], folder: Path) -> None:
    """Both downloads are what the copied command makes of the table, of which a folder has one."""
    table = folder / "events.geojson"
    if not table.exists():
        geo.write(frame, table)
    words = shlex.split(page["command"])
    assert words[:3] == ["dateline", "filter", "events.geojson"]
    assert words[-2:] == ["-o", "filtered.geojson"]
    for ending in ("geojson", "csv"):
        output = folder / f"filtered.{ending}"
        assert run(["filter", str(table), *words[3:-2], "-o", str(output)]) == 0
        theirs = output.read_bytes().decode("utf-8")
        if ending == "csv":
            assert page["csv"] == theirs
        else:
            features = json.loads(page["geojson"])["features"]
            assert features == json.loads(theirs)["features"]
            assert len(features) == page["shown"]


def test_filters_of_a_small_table(tmp_path):
    frame = small_frame()
    frame["confidence"] = [0.1, 0.35, 0.7, 0.7, 0.9, None, 0.3, 0.2]
    for page in in_page(frame, SMALL):
        assert 0 < page["shown"] < len(frame), page["command"]
        assert_same(frame, page, tmp_path)


def test_filters_of_a_large_table(tmp_path):
    frame = many_events(1500)
    # As tables that Dateline makes have them.
    frame[["latitude", "longitude"]] = frame[["latitude", "longitude"]].round(7)
    first, *others = in_page(frame, MANY)
    assert first["shown"] == 1500
    assert_same(frame, first, tmp_path)
    for page in others:
        assert 0 < page["shown"] < 1200, page["command"]
        assert_same(frame, page, tmp_path)


def test_numbers_are_written_as_python_writes_them(tmp_path):
    frame = small_frame()
    frame["radius_km"] = [1e-7, 1e17, 123456.789, 3.0, 1e-5, 0.0001, 1.5e16, 1e22]
    (page,) = in_page(conform(frame), ("",))
    assert_same(conform(frame), page, tmp_path)


def test_texts_of_reports_are_words_of_the_command_and_no_more(tmp_path):
    frame = hostile_frame()
    (everything,) = in_page(frame, ("",))
    assert everything["shown"] == len(frame)
    tricky = ("-x", "a'b", "$(touch x)", "`id`", "; rm -rf ~", 'say "no"', "a\\b", "ünï")
    frame = small_frame()
    frame["source"] = tricky
    hashes = tuple(
        f"source={name.encode().hex(' ').replace(' ', '%').join(['%', ''])}" for name in tricky
    )
    for page, name in zip(in_page(frame, hashes), tricky, strict=True):
        assert shlex.split(page["command"])[3] == f"--source={name}"
        assert page["shown"] == 1
        assert_same(frame, page, tmp_path)


def test_control_characters_are_never_in_the_command():
    frame = small_frame()
    frame["source"] = [f"a{chr(code)}b'" for code in (1, 7, 9, 10, 13, 27, 127, 0x2028)]
    hashes = tuple(f"source=a%{code:02X}b'" for code in (1, 7, 9, 10, 13, 27, 127))
    for page in in_page(frame, hashes):
        assert page["shown"] == 1
        assert page["command"].isprintable()
        assert "--source=$'a\\u00" in page["command"]
