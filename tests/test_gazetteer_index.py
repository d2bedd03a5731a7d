"""The index on disk: built once, whole or not at all, and never a wrong answer."""

import gc
import json
import os
import shutil
import subprocess
import sys
import time

import pytest

import gazetteer.index
from gazetteer.cache import cache_folder
from gazetteer.columns import layer_of
from gazetteer.errors import GazetteerError
from gazetteer.gazetteer import Gazetteer, open_gazetteer
from gazetteer.index import Index
from gazetteer.installing import ensure_index
from gazetteer.region_tables import RegionRow
from gazetteer.sources import Entry

TOWN = "geonames:2"


def sources():
    entries = [
        Entry("geonames:1", "Ruritania", 47.0, 18.0, "A", "PCLI", "RU", 9, 80.0, 1e6, iso="RUR"),
        Entry(TOWN, "Strelsau", 47.1, 18.1, "P", "PPLC", "RU", 5000, 2.0, 5000,
              ["Strelsau", "Штрельзау"], ["folded", "folded"]),  # a name of another script
        Entry("geonames:3", "Strelsau", 40.0, -75.0, "P", "PPL", "RU", None, 1.0, 0),  # a namesake
        Entry("dateline:east", "The East", None, None, "L", "RGN", "east", None, 90.0, 1e5,
              is_region=True),
    ]  # fmt: skip
    return [layer_of(entries, "ruritania")], [RegionRow("east", ("RU",), None)], []


@pytest.fixture
def built(tmp_path):
    folder = tmp_path / "index"
    ensure_index(folder, sources, {"built": "2026-11-01"})
    return folder


def test_a_small_index_answers(built):
    small = Gazetteer(Index.open(built))
    assert [m.place.place_id for m in small.lookup("STRELSAU")] == [TOWN, "geonames:3"]
    assert small.get(TOWN).country_code == "RU"
    assert small.lookup("штрельзау")[0].name == "Штрельзау"
    assert small.get("dateline:east").latitude is None
    assert small.members("dateline:east") == {"dateline:east", "geonames:1"}
    assert small.info()["built"] == "2026-11-01"


def test_building_twice_gives_the_same_files(tmp_path):
    for name in ("one", "two"):
        ensure_index(tmp_path / name, sources, {})
    for path in (tmp_path / "one").iterdir():
        if path.name != "manifest.json":
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_progress_runs_from_nothing_to_all(tmp_path):
    told = []
    ensure_index(tmp_path / "index", sources, {}, lambda step, done: told.append(done))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def every_file(folder):
    return sorted(path.name for path in folder.iterdir())


def test_any_damaged_file_is_told(built):
    for name in every_file(built):
        damaged = built.parent / "damaged"
        shutil.copytree(built, damaged)
        path = damaged / name
        content = bytearray(path.read_bytes())
        if content:
            content[len(content) // 2] ^= 0xFF
            path.write_bytes(content)
            with pytest.raises(GazetteerError, match="damaged"):
                Index.open(damaged)
        shutil.rmtree(damaged)


def test_a_missing_or_cut_file_is_told(built):
    for name in every_file(built):
        for spoil in (lambda p: p.unlink(), lambda p: p.write_bytes(b"")):
            damaged = built.parent / "damaged"
            shutil.copytree(built, damaged)
            if (damaged / name).stat().st_size:
                spoil(damaged / name)
                with pytest.raises(GazetteerError):
                    Index.open(damaged)
            shutil.rmtree(damaged)


def test_a_damaged_index_is_built_again(built):
    (built / "names.bin").write_bytes(b"x")
    assert len(ensure_index(built, sources, {})) == 4


def test_an_index_that_goes_while_it_is_opened_is_not_there(built, monkeypatch):
    # Another process may take it away behind the check of its files.
    monkeypatch.setattr(gazetteer.index, "_check_file", lambda *_, **__: None)
    (built / "keys.marisa").unlink()
    with pytest.raises(GazetteerError, match="no whole index"):
        Index.open(built)


def test_a_whole_index_is_kept_where_the_system_has_no_files_left(built):
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from gazetteer.errors import ScarceError\n"
        "from gazetteer.installing import ensure_index\n"
        "most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (40, most))\n"
        "try:\n"
        "    ensure_index(Path(sys.argv[1]), None, {})\n"
        "except ScarceError as error:\n"
        "    print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(built)], capture_output=True, text=True, check=True
    )
    assert "Too many open files" in told.stdout
    assert len(Index.open(built)) == 4


def test_the_bundled_world_is_opened_once(world):
    steps = [lambda *_: None, lambda *_: None]
    assert len({id(open_gazetteer(progress=step)) for step in steps}) == 1


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="no /proc to count open files by")
def test_an_index_closes_its_files_with_its_last_user(built):
    before = len(os.listdir("/proc/self/fd"))
    gc.disable()
    try:
        small = Gazetteer(Index.open(built))
        assert small.parents(small.get(TOWN))
        assert len(os.listdir("/proc/self/fd")) > before
        del small
        assert len(os.listdir("/proc/self/fd")) == before
    finally:
        gc.enable()


def test_another_format_is_told(built):
    manifest = json.loads((built / "manifest.json").read_text())
    manifest["format_version"] = 999
    (built / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(GazetteerError, match="format 999"):
        Index.open(built)


def test_a_copied_index_opens(built, tmp_path):
    shutil.copytree(built, tmp_path / "copy", copy_function=shutil.copyfile)
    assert len(Index.open(tmp_path / "copy")) == 4


def test_a_failed_build_leaves_nothing(tmp_path):
    def failing():
        raise GazetteerError("the source is unreadable")

    with pytest.raises(GazetteerError, match="unreadable"):
        ensure_index(tmp_path / "index", failing, {})
    assert [p.name for p in tmp_path.iterdir()] == ["index.lock"]


SLOW = """
import sys, time
from pathlib import Path
from gazetteer.installing import ensure_index
from tests.test_gazetteer_index import sources
def slow():
    print("building", flush=True)
    time.sleep(float(sys.argv[2]))
    return sources()
print(len(ensure_index(Path(sys.argv[1]), slow, {})))
"""


def start(folder, seconds):
    environment = os.environ | {"PYTHONPATH": os.getcwd()}
    return subprocess.Popen(
        [sys.executable, "-c", SLOW, str(folder), str(seconds)],
        stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def test_two_processes_at_once_build_it_once(tmp_path):
    both = [start(tmp_path / "index", 0.5) for _ in range(2)]
    said = sorted(process.communicate(timeout=60)[0] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert said == ["4\n", "building\n4\n"]


def test_a_killed_build_leaves_nothing_that_counts(tmp_path):
    process = start(tmp_path / "index", 60)
    assert process.stdout.readline() == "building\n"
    process.kill()
    process.communicate()
    assert not (tmp_path / "index").exists()
    began = time.monotonic()
    assert len(ensure_index(tmp_path / "index", sources, {})) == 4
    assert time.monotonic() - began < 30
    assert sorted(p.name for p in tmp_path.iterdir()) == ["index", "index.lock"]


def test_a_folder_that_cannot_be_written_names_the_remedy(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(GazetteerError, match="DATELINE_CACHE"):
        ensure_index(blocked / "index", sources, {})


def test_the_cache_folder_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine"
    monkeypatch.delenv("DATELINE_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert cache_folder() == tmp_path / "dateline"


def test_importing_the_package_is_light():
    code = (
        "import sys, gazetteer; "
        "print([m for m in ('numpy', 'pyarrow', 'shapely', 'geopandas', 'pandas', 'geopy') "
        "if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_looking_up_needs_no_pandas(world):
    code = (
        "import sys, gazetteer; g = gazetteer.open_gazetteer(); g.lookup('Idlib'); "
        "print([m for m in ('pyarrow', 'geopandas', 'pandas', 'folium') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
