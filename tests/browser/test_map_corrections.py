"""What a reader corrects on the page comes back: as a file, in the table, and on the next page."""

from pathlib import Path

import pandas as pd
import pytest
from map_frames import small_frame

import geo
from gazetteer import Gazetteer
from geo.corrections import Correction, correct, read_corrections
from geo.corrections.record import COLUMNS
from geo.merge import merge_events
from maps.cli import run
from tests.tellings import table, telling, town


def note(opened, action: str, value: str | None, why: str) -> None:
    """Say something of the event whose card is open."""
    card = opened.page.locator(".dateline-card").last
    card.locator("summary").click()
    card.get_by_label("What is wrong").select_option(action)
    if value is not None:
        card.get_by_label("What is right").fill(value)
    card.get_by_label("Why").fill(why)
    card.get_by_label("Who you are").fill("Ana")
    card.get_by_role("button", name="Note it").click()


def open_card(opened, row: int) -> None:
    opened.page.evaluate(f"() => dateline.page.openEvent({row})")
    opened.page.wait_for_selector(".dateline-correct")
    # Leaflet glides to a card in frames of its own: a press meanwhile would land where it was.
    opened.wait_until("!dateline.page.map._panAnim || !dateline.page.map._panAnim._inProgress")


def test_corrections_go_round_through_the_page(visit, tmp_path, world: Gazetteer) -> None:
    frame = small_frame()
    opened = visit(frame)
    assert not opened.page.is_visible("#dateline-corrections")
    open_card(opened, 0)
    note(opened, "place", "geonames:2210247", '=wrong "town", says\tthe police')
    note_again = opened.page.locator(".dateline-card").last
    note_again.get_by_label("What is wrong").select_option("drop")
    note_again.get_by_role("button", name="Note it").click()
    assert opened.page.inner_text("#dateline-corrections") == "Corrections (2)"
    opened.page.click("#dateline-corrections-undo")
    with opened.page.expect_download() as started:
        opened.page.click("#dateline-corrections")
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    assert path.name == "corrections.csv"
    (made,) = read_corrections(path)
    first = frame.iloc[0]
    assert (made.action, made.value, made.who) == ("place", "geonames:2210247", "Ana")
    assert made.why == '=wrong "town", says\tthe police'
    assert (made.event_id, made.report_id) == (first["event_id"], first["report_id"])
    corrected, outcome = correct(frame, [made], gazetteer=world)
    assert outcome.stale() == []
    assert corrected["country"][0] == "Libya"
    pd.testing.assert_frame_equal(corrected[1:], frame[1:])
    # The next page tells what was corrected, by whom, and what stood there.
    again = visit(corrected)
    open_card(again, 0)
    text = again.page.locator(".dateline-card").last.inner_text()
    assert "Corrected" in text
    assert "place by Ana" in text
    assert f"was {first['location']}" in text
    assert opened.page.evaluate("() => dateline.corrections.COLUMNS") == list(COLUMNS)


@pytest.mark.parametrize(("width", "height"), [(1300, 1000), (1280, 560), (390, 844)])
def test_the_whole_form_is_seen_where_it_is_unfolded(visit, width: int, height: int) -> None:
    frame = small_frame()
    # A card that is long already.
    frame["actor1"] = frame["actor2"] = "Rebels of a front whose name is long; " * 5
    opened = visit(frame)
    opened.page.set_viewport_size({"width": width, "height": height})
    open_card(opened, 0)
    fold = opened.page.locator(".dateline-correct").last
    fold.locator("summary").click()
    button = fold.get_by_role("button", name="Note it")
    opened.wait_until("!dateline.page.map._panAnim || !dateline.page.map._panAnim._inProgress")
    box, seen = button.bounding_box(), opened.page.locator(".leaflet-popup-content").bounding_box()
    assert box is not None
    assert seen is not None
    for edge in (box["y"], box["y"] + box["height"]):
        assert max(0, seen["y"]) <= edge <= min(height, seen["y"] + seen["height"])


def download(opened, path: Path) -> list[Correction]:
    with opened.page.expect_download() as started:
        opened.page.click("#dateline-corrections")
    started.value.save_as(path)
    return read_corrections(path)


def say(opened, what: str, value: str | None = None, **choices: str) -> None:
    """Choose something on the open card's form, and note it."""
    card = opened.page.locator(".dateline-card").last
    if not card.get_by_label("What is wrong").is_visible():
        card.locator("summary").click()
    card.get_by_label("What is wrong").select_option(what)
    if value is not None:
        card.get_by_label("What is right").fill(value)
    for label, choice in choices.items():
        card.get_by_label(label.replace("_", " ")).select_option(choice)
    card.get_by_role("button", name="Note it").click()


def test_names_splits_and_merges_that_are_marked_on_the_page_are_honoured(
    visit, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [telling(name, town("Konduga"), killed=5) for name in ("a", "b", "c")]
    link = {"text": "Konduga", "role": "where", "place_id": "geonames:1", "start": 0, "end": 7}
    other = telling("d", town("Bama"), "2025-02-20", places=[link | {"text": "Bama"}])
    rows = [{**row, "places": [link]} for row in rows]
    placed_by = {"trigger": [[0, 6]], "location": [[0, 7]], "published": "2025-03-21"}
    third = telling("e", town("Konduga"), "2025-03-20", places=[link], evidence=placed_by)
    geo.write(merge_events(table(*rows, other, third)), "events.geojson")
    opened = visit(geo.read_events("events.geojson"))
    open_card(opened, 0)
    say(opened, "split", Which_report="2")
    say(opened, "hold")
    open_card(opened, 1)
    say(opened, "merge")
    open_card(opened, 2)
    say(opened, "name", "geonames:2210247", Which_name="Konduga", Where_it_means_that="report")
    # Three notes are four lines: a report that is split off is so from both of the others.
    assert opened.page.inner_text("#dateline-corrections") == "Corrections (3)"
    made = download(opened, tmp_path / "corrections.csv")
    assert [(c.action, c.event_id, c.value) for c in made] == [
        ("split", "c", "a"),
        ("split", "c", "b"),
        ("merge", "a", "d"),
        ("place", None, "geonames:2210247"),
    ]
    assert (made[-1].name, made[-1].scope, made[-1].report_id) == ("Konduga", "report", "report e")
    command = ["--corrections", "corrections.csv", "-o"]
    assert run(["map", "events.geojson", *command, "map.html"]) == 0
    assert run(["filter", "events.geojson", *command, "out.geojson"]) == 0
    frame = geo.read_events("out.geojson").set_index("event_group")
    assert sorted(frame.index) == ["a", "c", "e"]
    assert (frame["n_sources"]["a"], frame["country"]["e"]) == (3, "Libya")
    page = opened.page
    page.goto((tmp_path / "map.html").as_uri())
    page.wait_for_selector('[data-dateline-count="3"]')


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_a_card_that_is_unfolded_stays_on_the_map(visit, width: int, height: int) -> None:
    opened = visit(small_frame())
    opened.page.set_viewport_size({"width": width, "height": height})
    # Leaflet takes a new size up in frames of its own.
    container = "dateline.page.map.getContainer()"
    opened.wait_until(f"dateline.page.map.getSize().x === {container}.clientWidth")
    open_card(opened, 0)
    opened.page.click(".dateline-correct summary")
    opened.wait_until("document.querySelector('.dateline-correct').open")
    opened.page.wait_for_timeout(400)  # the map glides
    close = opened.page.locator(".leaflet-popup-close-button").bounding_box()
    around = opened.page.locator(".leaflet-container").first.bounding_box()
    assert close["y"] >= around["y"]
    form = opened.page.locator(".dateline-correct form")
    form.scroll_into_view_if_needed()
    assert form.is_visible()
    assert opened.page.evaluate("document.activeElement.tagName") == "SUMMARY"
