"""Gazetteers on the shelf outlive killed builds, full disks and damage, and never answer wrongly.

The world beneath is a single country here, so that a build takes a second.
"""

import json
import multiprocessing
import os
import random
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from gazetteer import open_gazetteer, shelf, stack
from gazetteer.building import build_geonames
from gazetteer.columns import layer_of
from gazetteer.errors import GazetteerError
from gazetteer.geonames import Wanted
from gazetteer.settings import chosen_gazetteers
from gazetteer.sources import BUNDLED, Entry

COMMAND = ["dateline", "gazetteer", "build", "geonames", "--as", "villages"]


def one_country():
    country = Entry("geonames:9", "Ruritania", 47.0, 18.0, "A", "PCLI", "RU", 9, 80.0, 1e6)
    return [layer_of([country], BUNDLED)], [], []


@pytest.fixture(autouse=True)
def small_world(monkeypatch, tmp_path):
    monkeypatch.setattr(stack, "bundled", one_country)
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.delenv("DATELINE_GAZETTEERS", raising=False)


def dump(folder, name, places=1):
    """A dump in which places 1, 2 ... have this name."""
    folder.mkdir(exist_ok=True)
    line = "{}\t{}\t\t\t52.1\t5.1\tP\tPPL\tRU\t\t\t\t\t\t70\t\t3\tEtc/UTC\t2020-01-01\n"
    lines = [line.format(number, name) for number in range(1, places + 1)]
    (folder / "RU.txt").write_text("".join(lines), encoding="utf-8")
    return folder


def build(folder):
    return build_geonames("villages", folder, Wanted(), COMMAND).kept


def found(name):
    return len(open_gazetteer(stack=["villages"]).lookup(name))


CHILD = """
import sys
from pathlib import Path
from gazetteer import stack
from tests.test_gazetteer_shelf import build, one_country
stack.bundled = one_country
print("ready", flush=True)
sys.stdin.read()
build(Path(sys.argv[1]))
"""


def child(folder):
    """A process that has imported all of it and builds once its input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process.stdout as said:
        assert said.readline() == "ready\n"
    return process


def forked(folder):
    """A fork of this process, which builds at once; not for beside threads."""
    process = multiprocessing.get_context("fork").Process(target=build, args=(folder,))
    process.start()
    return process


def leftovers(tmp_path):
    return [*tmp_path.glob("data/**/building-*"), *tmp_path.glob("cache/*.building-*")]


def test_what_is_built_is_found_over_the_world_beneath(tmp_path):
    one = build(dump(tmp_path / "dump", "Strelsau"))
    assert shelf.names() == ["villages"]
    assert one.about["places"] == 1
    (match,) = open_gazetteer(stack=["villages"]).lookup("strelsau")
    assert [p.name for p in open_gazetteer(stack=["villages"]).parents(match.place)] == [
        "Ruritania"
    ]


def test_a_build_killed_at_ten_points_leaves_the_old_one(tmp_path):
    old, new = dump(tmp_path / "old", "Strelsau"), dump(tmp_path / "new", "Zenda", 3000)
    build(old)
    began = time.monotonic()
    process = forked(new)
    process.join()
    whole = time.monotonic() - began
    build(old)
    chance, done = random.Random(7), 0
    for _ in range(10):
        process = forked(new)
        time.sleep(chance.uniform(0, whole))
        process.kill()
        process.join()
        # Either build stands as a whole; the old one unless the new one was ready.
        if found("Zenda"):
            assert (found("Zenda"), found("Strelsau")) == (3000, 0)
            done += 1
            build(old)
        assert (found("Zenda"), found("Strelsau")) == (0, 1)
    assert done < 10
    build(new)
    assert found("Zenda") == 3000
    assert leftovers(tmp_path) == []


def test_twenty_readers_see_the_old_or_the_new_during_rebuilds(tmp_path):
    old, new = dump(tmp_path / "old", "Strelsau"), dump(tmp_path / "new", "Zenda")
    build(old)
    builders = [child(new), child(old)]
    stop, wrong, seen = threading.Event(), [], set()

    def read():
        while not stop.is_set():
            try:
                world = open_gazetteer(stack=["villages"])
                answer = len(world.lookup("Strelsau")), len(world.lookup("Zenda"))
            except Exception as error:
                wrong.append(repr(error))
                return
            seen.add(answer)
            time.sleep(0.25)  # the builder needs a processor too

    readers = [threading.Thread(target=read) for _ in range(20)]
    for reader in readers:
        reader.start()
    for builder in builders:
        builder.stdin.close()
        assert builder.wait(timeout=300) == 0
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert seen <= {(1, 0), (0, 1)}


def test_two_builds_at_once_both_end_and_one_counts(tmp_path):
    both = [child(dump(tmp_path / name, name)) for name in ("Strelsau", "Zenda")]
    for process in both:
        process.stdin.close()
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert sorted([found("Strelsau"), found("Zenda")]) == [0, 1]
    assert leftovers(tmp_path) == []
    assert len(list((tmp_path / "data" / "gazetteers" / "villages").glob("*.parquet"))) == 1


def test_a_truncated_file_of_the_index_is_made_again(tmp_path):
    one = build(dump(tmp_path / "dump", "Strelsau"))
    folder = stack.index_folder([one])
    # That any of its files is missed is a test of the index; it is made again as a whole.
    for name in sorted(path.name for path in folder.iterdir())[::5]:
        path = folder / name
        if path.stat().st_size:
            os.truncate(path, path.stat().st_size // 2)
            assert found("Strelsau") == 1, name
            assert path.stat().st_size > 0


@pytest.mark.parametrize("spoil", ["cut", "gone", "changed"])
def test_damaged_places_are_one_line_with_the_command_that_mends_them(tmp_path, spoil):
    one = build(dump(tmp_path / "dump", "Strelsau"))
    content = one.places.read_bytes()
    middle = len(content) // 2
    match spoil:
        case "cut":
            one.places.write_bytes(content[:middle])
        case "gone":
            one.places.unlink()
        case "changed":
            one.places.write_bytes(content[:middle] + b"?" + content[middle + 1 :])
    with pytest.raises(GazetteerError, match=r"villages: .* damaged; 'dateline gazetteer build"):
        shelf.check(shelf.kept("villages"))


def test_an_unreadable_description_says_how_to_begin_anew(tmp_path):
    one = build(dump(tmp_path / "dump", "Strelsau"))
    (one.places.parent / "about.json").write_text("{")
    with pytest.raises(GazetteerError, match="dateline gazetteer remove villages"):
        open_gazetteer(stack=["villages"])
    shelf.remove("villages")
    assert shelf.names() == []


def test_another_format_names_the_command(tmp_path):
    one = build(dump(tmp_path / "dump", "Strelsau"))
    path = one.places.parent / "about.json"
    path.write_text(json.dumps({**one.about, "format_version": 999}))
    with pytest.raises(GazetteerError, match=r"format 999.*dateline gazetteer build geonames"):
        open_gazetteer(stack=["villages"])


@contextmanager
def small_disk(folder, size):
    """A file system of so many bytes; needs root."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no small file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # it is still mapped


@pytest.mark.parametrize("variable", ["DATELINE_DATA", "DATELINE_CACHE"])
def test_a_full_disk_is_an_error_and_what_was_there_stays(tmp_path, monkeypatch, variable):
    build(dump(tmp_path / "old", "Strelsau"))
    with small_disk(tmp_path / "disk", 16_000) as disk, monkeypatch.context() as patch:
        patch.setenv(variable, str(disk))
        with pytest.raises(GazetteerError, match=f"free some space or set {variable}"):
            build(dump(tmp_path / "new", "Zenda", 20_000))
        assert [path for path in disk.rglob("*") if "building" in path.name] == []
    assert (found("Zenda"), found("Strelsau")) == (0, 1)


def test_a_read_only_folder_can_be_read(tmp_path, monkeypatch):
    with small_disk(tmp_path / "disk", 64_000_000) as disk:
        monkeypatch.setenv("DATELINE_DATA", str(disk))
        monkeypatch.setenv("DATELINE_CACHE", str(disk / "cache"))
        build(dump(tmp_path / "dump", "Strelsau"))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert found("Strelsau") == 1


def test_the_environment_and_the_configuration_choose_the_stack(tmp_path, monkeypatch):
    assert chosen_gazetteers() == ()
    (tmp_path / "config.toml").write_text('gazetteers = ["villages", "levant"]\n')
    assert chosen_gazetteers() == ("villages", "levant")
    monkeypatch.setenv("DATELINE_GAZETTEERS", "own, other")
    assert chosen_gazetteers() == ("own", "other")
    monkeypatch.delenv("DATELINE_GAZETTEERS")
    (tmp_path / "config.toml").write_text("gazetteers = 7\n")
    with pytest.raises(GazetteerError, match=r"config\.toml: gazetteers must be a list"):
        chosen_gazetteers()


def test_unknown_names_list_those_that_there_are(tmp_path):
    build(dump(tmp_path / "dump", "Strelsau"))
    with pytest.raises(GazetteerError, match="no gazetteer is called 'towns'; there are villages"):
        open_gazetteer(stack=["towns"])
    for name in ("world", "../towns", "", "A"):
        with pytest.raises(GazetteerError):
            shelf.check_name(name)


def test_removing_takes_the_indexes_too(tmp_path):
    build(dump(tmp_path / "dump", "Strelsau"))
    shelf.remove("villages")
    assert shelf.names() == []
    assert list((tmp_path / "cache").glob("gazetteer-*/manifest.json")) == []
