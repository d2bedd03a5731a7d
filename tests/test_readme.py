"""The README and the pages of docs/ say what is there, all of it, and nothing else."""

import re
import shlex
import subprocess
import tomllib
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
import typer

from geo.event_types import EVENT_TYPES
from geo.filters.filters import FACTUALITIES, QUAD_CLASSES
from geo.readers import SUFFIXES as INPUT_SUFFIXES
from geo.readers.fields import FIELD_NAMES
from geo.table.columns import EVENT_COLUMNS
from geo.table.forms import SUFFIXES
from maps.cli import app
from maps.cli.options import FilterOptions

ROOT = Path(__file__).parent.parent
PAGES = {
    path: path.read_text(encoding="utf-8")
    for path in [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").glob("*.md")),
    ]
}
README = PAGES[ROOT / "README.md"]
MANUAL = "\n".join(PAGES.values())
USERS = MANUAL.replace(PAGES[ROOT / "CONTRIBUTING.md"], "")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)


def commands() -> dict[str, set[str]]:
    """Each command of the program with its options."""
    found = {}
    root = typer.main.get_command(app)
    queue = [("", root)]
    while queue:
        name, command = queue.pop()
        inner = getattr(command, "commands", {})
        queue += [(f"{name} {key}".strip(), value) for key, value in inner.items()]
        if not inner:
            found[name] = {o for p in command.params for o in p.opts if o.startswith("-")}
    return found


COMMANDS = commands()


def test_there_are_the_commands_that_the_readme_names() -> None:
    assert set(COMMANDS) == {
        "map",
        "merge",
        "events",
        "filter",
        "parse",
        "places",
        "regions",
        "review",
        "schema",
        "gazetteer boundaries",
        "gazetteer build geonames",
        "gazetteer build table",
        "gazetteer info",
        "gazetteer list",
        "gazetteer remove",
        "gazetteer verify",
    }
    assert all(f"dateline {name}" in MANUAL for name in COMMANDS)


def test_every_option_is_in_the_readme_and_every_option_there_exists() -> None:
    options = {option for found in COMMANDS.values() for option in found if option != "--help"}
    text = re.sub(r"pip install.*", "", USERS)
    options |= {option for p in typer.main.get_command(app).params for option in p.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", text))
    assert named - {"--help"} == {option for option in options if option.startswith("--")} - {
        "--output"
    }
    assert "`-o`" in MANUAL


@pytest.mark.parametrize("command", ["map", "events", "filter", "parse"])
def test_the_filter_options_are_the_same_everywhere(command: str) -> None:
    fields = FilterOptions.__dataclass_fields__
    assert {f"--{name.replace('_', '-')}" for name in fields} <= COMMANDS[command]


def examples() -> list[str]:
    lines = [line for language, block in BLOCKS if language == "sh" for line in block.splitlines()]
    return [line for line in lines if line.startswith("dateline ")]


@pytest.mark.parametrize("line", examples())
def test_the_example_commands_are_ones_that_can_be_given(line: str) -> None:
    _, *words = shlex.split(line, comments=True)
    starts = (" ".join(words[:length]) for length in (3, 2, 1))
    name = next(start for start in starts if start in COMMANDS)
    assert {word for word in words if word.startswith("-")} <= COMMANDS[name]


def test_the_examples_in_python_are_right() -> None:
    import gazetteer
    import geo
    import maps

    code = "\n".join(block for language, block in BLOCKS if language == "python")
    compile(code, "README.md", "exec")
    modules = {"gazetteer": gazetteer, "geo": geo, "maps": maps, "world": gazetteer.Gazetteer}
    for module, name in re.findall(r"\b(gazetteer|geo|maps|world)\.([\w.]+)\(", code):
        assert callable(attrgetter(name)(modules[module]))


def test_the_gazetteer_s_example_runs_and_gives_what_it_says() -> None:
    code = next(block for _, block in BLOCKS if block.startswith("import gazetteer"))
    found: dict[str, Any] = {}
    exec(code, found)
    assert found["world"].lookup("Bagdhad", close=True)[0].place.name == "Baghdad"
    assert found["sahel"].contains("geonames:2440485")
    assert found["places"].geocode("Homs, Syria").raw["name"] == "Homs"


def test_the_table_of_columns_is_that_of_the_code() -> None:
    rows = [f"| `{column.name}` | {column.meaning} |" for column in EVENT_COLUMNS]
    assert "\n".join(rows) in MANUAL


def test_the_names_of_fields_are_those_that_are_read() -> None:
    for name, aliases in FIELD_NAMES.items():
        if len(aliases) > 1:
            row = f"| `{name}` | {', '.join(f'`{alias}`' for alias in aliases[1:])} |"
            assert row in MANUAL


def test_types_formats_and_words_are_those_of_the_code() -> None:
    flat = " ".join(MANUAL.split())
    for name in [*EVENT_TYPES, *FACTUALITIES, *SUFFIXES, *INPUT_SUFFIXES]:
        if name not in (".geoparquet", ".htm", ".ndjson"):
            assert name in flat, name
    assert any(name in MANUAL for name in QUAD_CLASSES)


def test_what_the_readme_links_to_is_there() -> None:
    for page, text in PAGES.items():
        for target in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", text):
            assert (page.parent / target).exists(), (page.name, target)
    for name in ("LICENSE", "DATA.md", "CHANGELOG.md", "examples", "tools/run_tests"):
        assert (ROOT / name).exists(), name


def test_the_two_commands_are_single_lines_and_ci_runs_the_one_for_the_tests() -> None:
    setups = [block for _, block in BLOCKS if "venv" in block]
    assert [block.count("\n") for block in setups] == [1, 1]
    assert all(block.startswith("python3 -m venv") for block in setups)
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (sed,) = (line for line in script.splitlines() if line.startswith("test_command="))
    result = subprocess.run(
        ["bash", "-c", f'{sed}; printf "%s\\n" "$test_command"'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout == setups[1]


def test_the_licence_and_python_version_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    assert "Apache 2.0" in README
    assert project["requires-python"].removeprefix(">=") in README


def test_every_room_of_geo_is_told_to_those_who_change_it() -> None:
    told = set(re.findall(r"^\| `(\w+)/` \|", PAGES[ROOT / "CONTRIBUTING.md"], re.MULTILINE))
    rooms = {path.name for path in (ROOT / "geo").iterdir() if path.is_dir()} - {"__pycache__"}
    assert told == rooms
