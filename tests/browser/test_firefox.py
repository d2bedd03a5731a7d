"""The page in Debian's Firefox ESR: it opens, is drawn, follows a filter, and logs nothing."""

import shutil
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from firefox import Firefox
from map_frames import PAYLOADS, hostile_frame, many_events, small_frame

import maps

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory, unavailable) -> Iterator[Firefox]:
    executable = shutil.which("firefox-esr")
    if executable is None:
        unavailable("there is no firefox-esr on the path (apt-get install firefox-esr)")
    with Firefox(executable, tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def show(firefox: Firefox, folder: Path, frame, **options) -> None:
    path = folder / "events.html"
    maps.save_map(maps.event_map(frame, **options), path)
    firefox.open(path.as_uri())


def colours(png: bytes) -> int:
    """How many different bytes the picture's data have: an empty page has a handful."""
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    return len(set(zlib.decompress(data)))


def count(firefox: Firefox) -> int:
    element = "document.querySelector('[data-dateline-count]')"
    return int(firefox.run(f"return {element}.dataset.datelineCount"))


@pytest.mark.parametrize("frame", [small_frame(), many_events(1_500)], ids=["few", "many"])
def test_page_opens_is_drawn_and_has_nothing_to_say(firefox, tmp_path, frame):
    show(firefox, tmp_path, frame)
    assert count(firefox) == len(frame)
    assert colours(firefox.screenshot()) > 60
    assert firefox.run("return document.querySelectorAll('#dateline-list li').length") >= 1
    assert firefox.problems() == []


def test_filter_is_followed(firefox, tmp_path):
    show(firefox, tmp_path, small_frame())
    firefox.run("document.querySelector('[data-type=ASSAULT]').click()")
    assert count(firefox) == 6
    assert firefox.problems() == []


def test_text_that_harms_is_text(firefox, tmp_path):
    show(firefox, tmp_path, hostile_frame(), title="Harmless")
    assert count(firefox) == len(PAYLOADS)
    firefox.run("document.querySelector('#dateline-list button').click()")
    assert firefox.run("return document.title") == "Harmless"
    assert firefox.run("return document.querySelectorAll('img[src=x], svg[onload]').length") == 0
    assert firefox.problems() == []
