"""`dateline gazetteer`: what is built is listed, told, verified, used and removed."""

import json
import shutil
from pathlib import Path

import pytest

from gazetteer import Gazetteer, stack
from gazetteer.columns import layer_of
from gazetteer.sources import BUNDLED, Entry
from maps.cli import run

CREDIT = "Villages: Zeltun Mappers </script>, CC0"
VOID = "is no setting, and has no effect; "
Output = pytest.CaptureFixture[str]
VILLAGES = """\
NAME,AR,lat,lon
Qurayyat Zeltun,قرية زيتون,35.87,36.42
Beit Zeltun,,35.85,36.40
,,35.8,36.4
"""  # two that GeoNames lacks, and a broken row


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("DATELINE_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.delenv("DATELINE_GAZETTEERS", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def small_world(world: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stack's lowest layer of one country; opening the bundled world gives the real one."""
    syria = Entry("geonames:163843", "Syria", 35.0, 38.0, "A", "PCLI", "SY", None, 300.0, 1e7)
    monkeypatch.setattr(stack, "bundled", lambda: ([layer_of([syria], BUNDLED)], [], []))
    monkeypatch.setattr("gazetteer.gazetteer._open_bundled", lambda *_: world)
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))


def build(tmp_path: Path) -> int:
    path = tmp_path / "villages.csv"
    path.write_text(VILLAGES, encoding="utf-8")
    columns = ["--name", "NAME", "--alternates", "AR", "--latitude", "lat", "--longitude", "lon"]
    credit = ["--attribution", CREDIT]
    return run(["gazetteer", "build", "table", str(path), *columns, *credit])


def rows(capsys: Output) -> list[list[str]]:
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("small_world")
def test_a_gazetteer_is_built_listed_told_verified_and_removed(
    tmp_path: Path, capsys: Output
) -> None:
    assert build(tmp_path) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[-1] == "2 places with 3 names; use them by --gazetteer villages"
    assert "1 line could not be used, the first villages.csv:4 (there is no name)" in said[-2]
    assert "villages.csv\t4\tthere is no name" in Path("villages-broken-lines.tsv").read_text()
    assert run(["gazetteer", "list"]) == 0
    assert [row[:4] for row in rows(capsys)][1:] == [
        ["villages", "table", "2", "3"], ["world", "bundled", "", ""]
    ]  # fmt: skip
    assert run(["gazetteer", "info", "villages"]) == 0
    told = dict(row for row in rows(capsys) if len(row) == 2)
    assert told["command"].startswith("dateline gazetteer build table ")
    size = sum(path.stat().st_size for path in Path(told["index"]).iterdir())
    assert float(told["index MB"]) == pytest.approx(size / 1e6, abs=0.06)
    assert run(["gazetteer", "verify", "villages"]) == 0
    assert rows(capsys) == [["villages: whole"]]
    assert run(["gazetteer", "remove", "villages"]) == 0
    assert rows(capsys) == [["villages: removed"]]
    assert run(["places", "Beit Zeltun", "--gazetteer", "villages"]) == 1
    assert "no gazetteer is called 'villages'" in capsys.readouterr().err


@pytest.mark.usefixtures("small_world")
def test_one_place_is_told_as_one_and_found_by_its_id(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "one.csv").write_text("NAME;lat;lon;code\nBeit Zeituna;35,9;36,4;C9004\n")
    columns = ["--name", "NAME", "--latitude", "lat", "--longitude", "lon", "--id", "code"]
    assert run(["gazetteer", "build", "table", str(tmp_path / "one.csv"), *columns]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[-1] == "1 place with 1 name; use it by --gazetteer one"
    for text in ("C9004", "one:C9004"):
        assert run(["places", text, "--gazetteer", "one"]) == 0
        assert rows(capsys)[1][:2] == ["Beit Zeituna", "one:C9004"]
    assert run(["places", "C9005", "--gazetteer", "one"]) == 1
    assert capsys.readouterr().err == ("dateline: no place is called 'C9005' or is spelt like it\n")


@pytest.mark.usefixtures("small_world")
def test_the_option_the_environment_and_the_configuration_stack_it(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(tmp_path) == 0
    asked = ["places", "قرية زيتون", "--json"]
    assert run([*asked, "--gazetteer", "villages"]) == 0
    assert json.loads(capsys.readouterr().out)["place_id"] == "villages:1"
    Path("config.toml").write_text('gazetteers = ["villages"]')
    assert run(asked) == 0
    monkeypatch.setenv("DATELINE_GAZETTEERS", "")
    assert run(asked) == 1
    monkeypatch.setenv("DATELINE_GAZETTEERS", "villages")
    assert run(asked) == 0
    assert run([*asked, "--gazetteer", "world"]) == 1


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('gazeteers = ["villages"]', f"'gazeteers' {VOID}did you mean 'gazetteers'?"),
        ("colour = 1", f"'colour' {VOID}there are gazetteers, online"),
        ("[online.Nominatm]", f"'online.Nominatm' {VOID}did you mean 'online.nominatim'?"),
        (None, "DATELINE_CONFIG names this file, but it is not there; nothing is set"),
        ('gazetteers = []\n[online.nominatim]\ndomain = "example.org"', None),
    ],
)
def test_settings_without_effect_are_told_in_one_line(
    tmp_path: Path, capsys: Output, settings: str | None, says: str | None
) -> None:
    path = tmp_path / "config.toml"
    if settings is None:
        path.unlink()
    else:
        path.write_text(settings)
    assert run(["gazetteer", "list"]) == 0
    expected = [f"note: {path}: {says}"] if says else []
    assert capsys.readouterr().err.splitlines() == expected


def test_a_folder_of_gazetteers_that_cannot_be_written_is_named_by_its_variable(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "file"))
    assert build(tmp_path) == 1
    (said,) = [line for line in capsys.readouterr().err.splitlines() if "cannot write" in line]
    assert "cannot write the gazetteer (" in said
    assert "set DATELINE_DATA to a folder that can be written" in said


@pytest.mark.usefixtures("small_world")
def test_a_damaged_gazetteer_is_one_line_with_the_command(tmp_path: Path, capsys: Output) -> None:
    assert build(tmp_path) == 0
    (path,) = (tmp_path / "data").rglob("*.parquet")
    path.write_bytes(path.read_bytes()[:-20])
    capsys.readouterr()
    assert run(["gazetteer", "verify"]) == 1
    (said,) = [line for line in capsys.readouterr().err.splitlines() if "damaged" in line]
    assert said.startswith(f"villages: {path.name} is damaged; 'dateline gazetteer build table ")
    assert run(["places", "Beit Zeltun", "--gazetteer", "villages"]) == 1
    capsys.readouterr()
    assert run(["gazetteer", "list"]) == 0
    listed = capsys.readouterr()
    assert listed.out.splitlines()[1] == "villages\tdamaged\t\t\t\t\t\t"
    assert listed.err.splitlines() == [f"note: {said}"]
    told = json.loads(path.with_name("about.json").read_text())
    path.with_name("about.json").write_text(json.dumps({**told, "format_version": 1}))
    assert run(["gazetteer", "list"]) == 0
    listed = capsys.readouterr()
    assert listed.out.splitlines()[1].startswith("villages\toutdated\t")
    assert listed.err.startswith("note: villages: built for format 1, ")


@pytest.mark.usefixtures("small_world")
def test_verifying_changes_nothing_unless_told_to_mend(tmp_path: Path, capsys: Output) -> None:
    assert build(tmp_path) == 0
    (path,) = (tmp_path / "cache").glob("*/names.bin")
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    spoilt = path.read_bytes()
    capsys.readouterr()
    assert run(["gazetteer", "verify", "villages"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1] == (
        "villages: its index is damaged; 'dateline gazetteer verify villages --mend' builds it "
        "again"
    )
    assert path.read_bytes() == spoilt
    assert run(["gazetteer", "verify", "villages", "--mend"]) == 0
    assert capsys.readouterr().out == "villages: its index was damaged and is built again\n"
    assert path.read_bytes() != spoilt
    assert run(["gazetteer", "verify", "villages"]) == 0
    shutil.rmtree(path.parent)
    capsys.readouterr()
    assert run(["gazetteer", "verify", "villages", "--mend"]) == 0
    assert "not built yet" in capsys.readouterr().out
    assert not path.parent.exists()


@pytest.mark.usefixtures("small_world")
def test_a_stack_of_several_is_verified_with_them(tmp_path: Path, capsys: Output) -> None:
    assert build(tmp_path) == 0
    (tmp_path / "more.csv").write_text("NAME;lat;lon\nBeit Zeituna;35,9;36,4\n")
    columns = ["--name", "NAME", "--latitude", "lat", "--longitude", "lon"]
    assert run(["gazetteer", "build", "table", str(tmp_path / "more.csv"), *columns]) == 0
    both = ["--gazetteer", "more", "--gazetteer", "villages"]
    assert run(["places", "Beit Zeituna", *both]) == 0
    capsys.readouterr()
    assert run(["gazetteer", "verify"]) == 0
    assert ["more over villages: whole"] in rows(capsys)
    stacked = [(path.parent / "names.bin", json.loads(path.read_text()).get("stack", ()))
               for path in (tmp_path / "cache").glob("*/manifest.json")]  # fmt: skip
    (path,) = (path for path, names in stacked if len(names) == 2)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert run(["gazetteer", "verify"]) == 1
    assert "more over villages: its index is damaged" in capsys.readouterr().err
    assert run(["gazetteer", "verify", "--mend"]) == 0
    assert run(["gazetteer", "verify"]) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["geonames", "--from", "missing"], "no such folder"),
        (["geonames", "--from", ".", "--countries", "XX"], "no country has this ISO 3166 code"),
        (["geonames", "--from", ".", "--feature-classes", "PQ"], "AHLPRSTUV"),
        (["geonames", "--from", ".", "--languages", "English"], "ISO 639"),
        (["geonames", "--from", ".", "--as", "World"], "small letters"),
        (["table", "missing.csv", "--name", "N"], "cannot be read as a table"),
        (["table", "missing.csv", "--name", "N", "--latitude", "y"], "go together"),
    ],
)
def test_what_is_wrong_is_one_line(capsys: Output, arguments: list[str], says: str) -> None:
    assert run(["gazetteer", "build", *arguments]) in (1, 2)
    assert says in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.usefixtures("small_world")
def test_events_are_placed_in_the_villages_of_an_own_table(tmp_path: Path) -> None:
    build(tmp_path)
    text = (
        "Rebels killed six soldiers in the village of Qurayyat Zeltun in Syria on Sunday. "
        "On Tuesday an air strike hit Qurayyat Zeltun in Syria."
    )
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    for options, place in (([], None), (["--gazetteer", "villages"], "Qurayyat Zeltun")):
        assert run(["events", "report.txt", "-o", "events.geojson", *options]) == 0
        found = json.loads(Path("events.geojson").read_text(encoding="utf-8"))
        placed = {event["properties"]["location"] for event in found["features"]}
        assert (placed == {place}) == (place is not None)
        assert (CREDIT in found["metadata"]["attribution"]) == (place is not None)
        Path("events.geojson").unlink()
    asked = ["--gazetteer", "villages"]
    assert run(["events", "report.txt", "-o", "events.csv", *asked]) == 0
    # What was read from a file of events has the credits that it names.
    assert run(["filter", "events.csv", "-o", "some.gpkg", "--type", "ASSAULT"]) == 0
    assert run(["merge", "some.gpkg", "-o", "merged.geojson"]) == 0
    merged = json.loads(Path("merged.geojson").read_text(encoding="utf-8"))
    assert CREDIT in merged["metadata"]["attribution"]
    for inputs in (["report.txt", *asked], ["merged.geojson"]):
        assert run(["map", *inputs, "-o", "map.html"]) == 0
        page = Path("map.html").read_text(encoding="utf-8")
        assert "Villages: Zeltun Mappers" in page
        assert CREDIT not in page  # which would be markup
