"""A dump is fetched once, taken up where it broke off, and checked; from a server on loopback."""

import io
import zipfile
from http.server import BaseHTTPRequestHandler
from typing import ClassVar

import pytest

from gazetteer import download
from gazetteer.errors import GazetteerError
from gazetteer.geonames import find_dump
from tests.loopback import serving


def zipped(name, text):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, text)
    return data.getvalue()


@pytest.fixture
def server(tmp_path, monkeypatch):
    """A server of a small dump; what it was asked, and how many bytes it sends before it breaks."""
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path))

    class Handler(BaseHTTPRequestHandler):
        files: ClassVar[dict[str, bytes]] = {}
        asked: ClassVar[list[tuple[str, str, str]]] = []
        breaks_after: int | None = None
        tag = "one"

        def do_HEAD(self):
            self.answer(body=False)

        def do_GET(self):
            self.answer(body=True)

        def answer(self, *, body):
            cls = type(self)
            cls.asked.append((self.command, self.path, self.headers.get("Range", "")))
            data = cls.files.get(self.path)
            if data is None:
                self.send_error(404)
                return
            begin = int((self.headers.get("Range") or "bytes=0-")[6:-1])
            self.send_response(206 if begin else 200)
            self.send_header("ETag", cls.tag)
            self.send_header("Content-Length", str(len(data) - begin))
            self.end_headers()
            if body:
                end = len(data)
                if cls.breaks_after is not None and end - begin > cls.breaks_after:
                    end, cls.breaks_after = begin + cls.breaks_after, None
                self.wfile.write(data[begin:end])

        def log_message(self, *_):
            pass

    Handler.asked = []
    Handler.files = {
        "/NL.zip": zipped("NL.txt", "1\tOnder\n" * 50_000),
        "/alternatenames/NL.zip": zipped("NL.txt", "1\t1\ten\tUnder\n"),
        "/hierarchy.zip": zipped("hierarchy.txt", "1\t2\tADM\n"),
        **{f"/{name}": b"x" for name in download.TABLES if name.endswith(".txt")},
    }
    with serving(Handler) as address:
        Handler.base = f"http://{address}/"
        yield Handler


def fetch(server, told=None):
    return download.fetch_dump(["NL"], (told if told is not None else []).append, base=server.base)


def got(server):
    return [(path, part) for command, path, part in server.asked if command == "GET"]


def test_a_dump_is_fetched_once_and_its_size_told_first(server):
    told = []
    folder = fetch(server, told)
    size = sum(map(len, server.files.values()))
    assert f"7 files of GeoNames from {server.base}: {size / 1e6:,.1f} MB" in told[0]
    assert [path.name for path in find_dump(folder).files()][:2] == ["NL.zip", "NL.zip"]
    assert len(got(server)) == 7
    assert fetch(server) == folder
    assert len(got(server)) == 7


def test_what_broke_off_is_taken_up_where_it_was(server):
    server.breaks_after = 100
    folder = fetch(server)
    assert (folder / "NL.zip").read_bytes() == server.files["/NL.zip"]
    assert [part for path, part in got(server) if path == "/NL.zip"] == ["", "bytes=100-"]


def test_what_was_left_by_a_killed_run_is_taken_up(server, monkeypatch):
    monkeypatch.setattr(download, "TRIES", 1)
    server.breaks_after = 100
    with pytest.raises(GazetteerError, match=r"NL\.zip: cannot be fetched .* --from"):
        fetch(server)
    fetch(server)
    assert [part for path, part in got(server) if path == "/NL.zip"] == ["", "bytes=100-"]


def test_a_file_that_changed_meanwhile_is_fetched_anew(server, monkeypatch):
    monkeypatch.setattr(download, "TRIES", 1)
    server.breaks_after = 100
    with pytest.raises(GazetteerError):
        fetch(server)
    server.tag = "two"
    folder = fetch(server)
    assert (folder / "NL.zip").read_bytes() == server.files["/NL.zip"]
    assert [part for path, part in got(server) if path == "/NL.zip"] == ["", ""]


def test_a_damaged_zip_is_an_error_and_is_not_kept(server):
    data = server.files["/NL.zip"]
    server.files = {**server.files, "/NL.zip": data[:60] + bytes([data[60] ^ 255]) + data[61:]}
    with pytest.raises(GazetteerError, match="the zip came damaged"):
        fetch(server)
    server.files = {**server.files, "/NL.zip": data}
    assert (fetch(server) / "NL.zip").read_bytes() == data


def test_a_missing_file_names_the_address(server):
    server.files = {k: v for k, v in server.files.items() if "admin2" not in k}
    with pytest.raises(GazetteerError, match=r"admin2Codes\.txt: cannot be fetched"):
        fetch(server)


def test_nothing_but_https_is_fetched_from_elsewhere(server):
    with pytest.raises(GazetteerError, match="only https"):
        download.fetch_dump(["NL"], print, base="http://example.org/")
