"""What leaves the page is what `dateline filter` gives with the command that the page copies."""

import csv
import io
import json
import shlex

import geopandas as gpd
import pandas as pd
import pytest
from map_frames import PAYLOADS, hostile_frame, many_events, small_frame
from screens import SCREENS, on_all_screens

import geo
from geo.table.frame import conform
from maps.cli import run

pytestmark = pytest.mark.browser

FORMULAS = ("=1+1", "+1", "-1", "@x", "'=1", "\t=1", "－2", '"quoted", and\nlines', "-")


def formula_frame():
    """Texts that a spreadsheet would run, and numbers that only look like them."""
    frame = pd.concat([small_frame()] * 2, ignore_index=True)
    frame["event_id"] = frame["event_group"] = [f"x{n}" for n in range(len(frame))]
    for column in ("title", "notes", "actor1", "source", "claimed_by", "location"):
        frame[column] = [FORMULAS[n % len(FORMULAS)] for n in range(len(frame))]
    frame["longitude"] = -frame["longitude"]
    frame["confidence"] = [0.1 + 0.05 * n for n in range(len(frame))]
    frame["radius_km"] = [1e-7, 1e17, 123456.789, 3.0] * 4
    points = gpd.GeoSeries(gpd.points_from_xy(frame["longitude"], frame["latitude"]), crs=4326)
    frame["geometry"] = points.where(frame["longitude"].notna())
    return conform(frame)


CASES = {
    "region": "region=Syria%2FIdlib&region=Poland",
    "no division": "region=Syria%2F",
    "no country": "region=",
    "type": "type=ASSAULT&type=CONSULT%2Fvisit",
    "factuality": "factuality=planned&factuality=denied",
    "precision": "precision=country&precision=unknown",
    "source": "source=Agence+%C7%A6isr&source=",
    "dates": "since=2018-08-22&until=2018-08-25",
    "certainty": "sure=0.35",
    "words": "words=in+syria",
    "marks": "words=SHUGHUR+jisr",
    "claim": "words=ministry",
    "rectangle": "area=bbox:30,30,40,37",
    "circle": "area=near:35.8,36.4:60km",
    "polygon": "area=polygon:36,35,37,35,37,37,36,37",
    "much": "region=Syria&type=ASSAULT&type=AGREE&since=2018-01-01&words=idlib",
}  # fmt: skip


def downloaded(opened, button):
    with opened.page.expect_download() as started:
        opened.page.click(button)
    return started.value.path().read_bytes().decode("utf-8")


def copied(opened):
    """The command that the page says it copied, as words of a shell."""
    # The clipboard takes a moment: what is said until then is of the command before.
    opened.page.evaluate("document.getElementById('dateline-said').textContent = ''")
    opened.page.click("#dateline-copy-command")
    opened.wait_until("document.getElementById('dateline-said').textContent !== ''")
    said = opened.page.inner_text("#dateline-said").removeprefix("Command copied: ")
    return shlex.split(said)


def rows_of(text):
    return csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))


def assert_same(opened, frame, tmp_path):
    """Both downloads are what the copied command makes of the table, of which a folder has one."""
    table = tmp_path / "events.geojson"
    if not table.exists():
        geo.write(frame, table)
    command = copied(opened)
    assert command[:3] == ["dateline", "filter", "events.geojson"]
    assert command[-2:] == ["-o", "filtered.geojson"]
    for ending, button in ((".geojson", "#dateline-download"), (".csv", "#dateline-download-csv")):
        output = tmp_path / f"filtered{ending}"
        status = run(["filter", str(table), *command[3:-2], "-o", str(output)])
        assert status == 0
        theirs, ours = output.read_bytes().decode("utf-8"), downloaded(opened, button)
        if ending == ".csv":
            assert ours == theirs
        else:
            assert json.loads(ours)["features"] == json.loads(theirs)["features"]
            assert len(json.loads(ours)["features"]) == opened.shown


@on_all_screens
def test_download_is_what_the_copied_command_gives(visit, tmp_path, screen):
    frame = small_frame()
    frame["confidence"] = [0.1, 0.35, 0.7, 0.7, 0.9, None, 0.3, 0.2]
    opened = visit(frame)
    # Each screen downloads every other one.
    turn = list(SCREENS.values()).index(screen)
    for number, (name, hash_) in enumerate(CASES.items()):
        opened.page.evaluate("(hash) => dateline.page.restore('#' + hash)", hash_)
        assert 0 < opened.shown < 8, name
        if number % len(SCREENS) == turn:
            assert_same(opened, frame, tmp_path)
    opened.page.evaluate("dateline.page.restore('#source=(none)')")
    opened.page.click("#dateline-copy-command")
    assert "no command" in opened.page.inner_text("#dateline-said")


def test_whole_table_with_texts_that_look_like_formulas(visit, tmp_path):
    frame = formula_frame()
    opened = visit(frame)
    assert_same(opened, frame, tmp_path)
    rows = list(rows_of(downloaded(opened, "#dateline-download-csv")))
    assert [row["title"] for row in rows[:3]] == ["'=1+1", "'+1", "'-1"]
    assert rows[0]["longitude"].startswith("-")


def test_source_that_a_shell_or_spreadsheet_would_take_for_more(visit, tmp_path):
    frame = formula_frame()
    opened = visit(frame)
    for source in FORMULAS:
        opened.page.evaluate(
            """(source) => { const { filter } = dateline.page; const { source: facet } =
            filter.facet; facet.showOnly([facet.byPath.get(source)]); filter.run(); }""",
            source,
        )
        assert 0 < opened.shown < 16
        if "\t" in source or "\n" in source:
            command = opened.page.evaluate("dateline.share.command(dateline.page.filter)")
            assert "--source=$'" in command
            assert "\n" not in command
        else:
            assert_same(opened, frame, tmp_path)


def test_hostile_texts_survive_the_way_out(visit):
    frame = hostile_frame()
    opened = visit(frame)
    rows = list(rows_of(downloaded(opened, "#dateline-download-csv")))
    assert [row["notes"] for row in rows] == list(PAYLOADS)


def test_many_events_filtered_by_all_at_once(visit, tmp_path):
    frame = many_events(1500)
    # As tables that Dateline makes have them.
    frame[["latitude", "longitude"]] = frame[["latitude", "longitude"]].round(7)
    hash_ = (
        "#type=ASSAULT&type=AID&precision=exact&precision=near&since=2020-06-01&words=troops+river"
    )
    opened = visit(frame, hash_=hash_)
    assert 10 < opened.shown < 400
    assert_same(opened, frame, tmp_path)
