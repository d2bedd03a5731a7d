"""Imports go one way, and a package costs little until it is used."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import geo

ROOT = Path(__file__).parent.parent
ALLOWED = {
    "gazetteer": {"gazetteer"},
    "geo": {"gazetteer", "geo"},
    "maps": {"gazetteer", "geo", "maps"},
}


def imported(path: Path) -> set[str]:
    """Top-level names that a module imports anywhere, also within functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("package", ALLOWED)
def test_packages_import_only_those_before_them(package: str) -> None:
    modules = sorted((ROOT / package).rglob("*.py"))
    assert modules
    for path in modules:
        assert imported(path) & set(ALLOWED) <= ALLOWED[package], path


def rooms_imported(path: Path) -> set[str]:
    """The rooms of `geo` that a module imports from: its folders, and the modules beside them."""
    return {
        node.module.split(".")[1]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geo.")
    }


def test_the_rooms_of_geo_build_on_each_other_in_one_order() -> None:
    home = ROOT / "geo"
    rooms: dict[str, set[str]] = {}
    for path in home.rglob("*.py"):
        if path == home / "__init__.py":
            continue  # it names what the package shows, and loads it later
        room = path.relative_to(home).with_suffix("").parts[0]
        rooms.setdefault(room, set()).update(rooms_imported(path) - {room})
    assert len(rooms) > 20
    assert list(TopologicalSorter(rooms).static_order())


@pytest.mark.parametrize("package", ALLOWED)
def test_nothing_is_unpickled_and_the_network_is_not_touched(package: str) -> None:
    networked = {"pickle", "dill", "joblib", "socket", "urllib3", "requests", "httpx", "http"}
    for path in sorted((ROOT / package).rglob("*.py")):
        assert not imported(path) & networked, path


HEAVY = {"spacy", "folium", "onnxruntime", "dask", "geopandas", "pandas", "trafilatura", "numpy"}


def loaded(statement: str) -> set[str]:
    """Top-level names of the modules that a fresh Python has loaded after a statement."""
    code = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


@pytest.mark.parametrize("package", ["gazetteer", "geo", "maps", "maps.cli"])
def test_importing_loads_nothing_heavy(package: str) -> None:
    assert loaded(f"import {package}").isdisjoint(HEAVY)


FORKED = """
import os, sys
import geopandas, pyarrow  # no part of ours, and most of the time that each would take
for name in sys.argv[1:]:
    if not os.fork():
        import geo
        os._exit(not hasattr(geo, name))
    print(name, os.wait()[1], flush=True)
"""


def test_all_that_geo_names_is_there_after_its_import_alone() -> None:
    command = [sys.executable, "-c", FORKED, *geo.__all__]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [f"{name} 0" for name in geo.__all__], run.stderr


def test_what_the_readme_calls_in_the_modules_of_geo_is_there() -> None:
    assert "geo" in loaded("import geo\ngeo.crosswalk.to_schema, geo.corrections.correct")


def test_reading_and_exporting_need_no_model() -> None:
    statement = "import geo\ngeo.read_reports, geo.write, geo.read_events, geo.filter_events"
    assert loaded(statement).isdisjoint({"spacy", "folium", "onnxruntime", "dask", "trafilatura"})


def test_the_names_of_a_report_need_neither_tables_nor_grammar(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Shells fell on Sake and Goma in North Kivu on Monday.", encoding="utf-8")
    output = tmp_path / "names.jsonl"
    arguments = ["parse", str(report), "--names-only", "-o", str(output)]
    modules = loaded(f"from maps.cli import run\nassert run({arguments!r}) == 0")
    assert "Goma" in output.read_text(encoding="utf-8")
    assert modules.isdisjoint(HEAVY - {"onnxruntime", "numpy"})


def test_modules_stay_small() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for package in ALLOWED
        for path in (ROOT / package).rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 450
    }
    assert long == {}
