"""The page's JavaScript and CSS: linted, formatted, and tested by node without a browser."""

import json
import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from map_frames import hostile_frame, many_events, small_frame

from maps.parts import text_column
from maps.payload import Packing, pack_columns, pack_prose, pack_texts
from maps.prose import PROSE
from maps.texts import JSON, PLAIN

ROOT = Path(__file__).parents[1]


def run(*command: str, stdin: str | None = None) -> str:
    done = subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


def need(found: object, reason: str) -> None:
    if found:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and this run must check the page's scripts", pytrace=False)
    pytest.skip(reason)


@pytest.fixture
def node() -> str:
    found = shutil.which("node")
    need(found, "there is no node on the path (apt-get install nodejs)")
    return str(found)


def test_scripts_and_styles_are_linted_and_formatted(node):
    biome = ROOT / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"
    need(biome.exists(), "biome is not installed (npm install)")
    run(node, str(biome), "check", "--error-on-warnings")


def test_modules_that_need_no_browser_do_what_their_tests_say(node):
    tests = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.mjs"))
    assert tests
    run(node, "--test", *tests)


@pytest.mark.parametrize("frame", [small_frame(), hostile_frame(), many_events(1_005)],
                         ids=["few", "hostile", "many"])  # fmt: skip
def test_page_reads_the_texts_that_were_written(node, frame):
    with ThreadPoolExecutor(1) as pool:
        packing = Packing(pool)
        head = pack_columns(frame, packing) | {"types": []}
        pack_prose(frame, packing)
        pack_texts(frame, packing)
    elements = dict(re.findall(r'id="dateline-data-([\w-]+)">([^<]*)<', packing.scripts()))
    given = json.dumps({"head": head, "elements": elements})
    rows = json.loads(run(node, "tests/js/read_texts.mjs", stdin=given))
    for name in (*PLAIN, *PROSE, *JSON):
        assert [row[name] for row in rows] == text_column(frame, name).to_pylist(), name
