"""The whole of the page by keyboard alone, on wide and narrow screens: the focus is never lost."""

import json
import shlex

import pytest
from map_frames import small_frame
from screens import on_all_screens

import geo
from maps.cli import run

pytestmark = pytest.mark.browser

FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "nothing";
    const { width, height } = element.getBoundingClientRect();
    if (!width || !height || getComputedStyle(element).visibility === "hidden") return "hidden";
    return element.id || element.className || element.textContent.trim();
}"""
RINGED = """() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
}"""


def focus(opened) -> str:
    """What has the keyboard."""
    name: str = opened.page.evaluate(FOCUS)
    return name


def tab_to(opened, selector: str) -> None:
    """Press Tab until an element has the focus, which is seen on the way."""
    for _ in range(120):
        opened.page.keyboard.press("Tab")
        if opened.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert opened.page.evaluate(RINGED), f"the focus on {selector} can't be seen"
            return
    pytest.fail(f"Tab never comes to {selector}")


@pytest.mark.parametrize("viewport", [(1280, 800), (390, 844)], ids=["wide", "narrow"])
def test_reader_filters_opens_corrects_and_downloads_by_keyboard_alone(visit, viewport):
    opened = visit(viewport=viewport)
    page = opened.page
    keyboard = page.keyboard
    if viewport[0] < 600:
        tab_to(opened, "#dateline-sheet")
        keyboard.press("Enter")
    # A region in its tree.
    tab_to(opened, "[data-facet=region] summary")
    keyboard.press("Enter")
    tab_to(opened, "[data-facet=region] .dateline-tree button[aria-label^='Only Syria']")
    keyboard.press("Enter")
    opened.wait_for_shown(5)
    assert focus(opened) == "dateline-legend-text"
    # An event of the list; the keyboard goes into it.
    tab_to(opened, "#dateline-list button")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup .dateline-card")
    page.wait_for_function("document.activeElement.className === 'dateline-popup'")
    assert "1 of 2 here" in page.inner_text(".dateline-pager")
    tab_to(opened, ".dateline-pager [data-step='1']")
    keyboard.press("Enter")
    page.wait_for_selector(".dateline-pager:has-text('2 of 2 here')")
    page.wait_for_function("document.activeElement.dataset.step === '1'")
    # What is wrong with it.
    tab_to(opened, ".dateline-correct summary")
    keyboard.press("Enter")
    tab_to(opened, ".dateline-correct form button")
    keyboard.press("Enter")
    page.wait_for_selector(".dateline-correct output:has-text('Noted')")
    keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")
    if viewport[0] < 600:
        assert focus(opened) == "dateline-sheet"
        keyboard.press("Enter")
    else:
        assert page.evaluate("document.activeElement.closest('#dateline-list') !== null")
    # The files.
    for button in ("#dateline-download", "#dateline-corrections"):
        tab_to(opened, button)
        with page.expect_download():
            keyboard.press("Enter")
        assert focus(opened) == button.removeprefix("#")


def test_filter_that_takes_the_event_of_the_keyboard_away_leaves_it_in_the_list(visit):
    opened = visit()
    page = opened.page
    page.focus("#dateline-list button")
    opened.state("page.filter.set({ confidence: 1 })")
    opened.wait_for_shown(0)
    assert focus(opened) == "dateline-list"


@pytest.mark.parametrize("viewport", [(1280, 800), (390, 844)])
def test_the_link_to_the_list_leads_there_and_leaves_the_filters_alone(visit, viewport):
    opened = visit(viewport=viewport)
    page = opened.page
    opened.state("page.filter.set({ confidence: 0.5 })")
    page.wait_for_function("() => location.hash.includes('sure=0.5')")
    shown = page.locator("[data-dateline-count]").inner_text()
    page.focus(".dateline-skip")
    page.keyboard.press("Enter")
    assert focus(opened) == "dateline-list"
    page.wait_for_timeout(100)  # as long as a new hash would take
    assert "sure=0.5" in page.evaluate("location.hash")
    assert page.locator("[data-dateline-count]").inner_text() == shown
    assert page.locator("#dateline-list button").first.is_visible()


def of_file(opened, button: str) -> list[dict[str, object]]:
    """The features of the file that a button downloads, by keyboard."""
    tab_to(opened, button)
    with opened.page.expect_download() as started:
        opened.page.keyboard.press("Enter")
    found: list[dict[str, object]] = json.loads(started.value.path().read_text("utf-8"))["features"]
    return found


@on_all_screens
def test_reader_searches_plays_draws_and_comes_back_by_keyboard_alone(visit, tmp_path):
    frame = small_frame()
    opened = visit(frame)
    page, keyboard = opened.page, opened.page.keyboard
    is_narrow = page.locator("#dateline-sheet").is_visible()

    def press(selector: str, *keys: str) -> None:
        tab_to(opened, selector)
        for key in keys:
            keyboard.press(key)

    def fold_panel() -> None:
        if is_narrow:
            press("#dateline-sheet", "Enter")

    fold_panel()
    tab_to(opened, "#dateline-search")
    keyboard.type("idlib")
    opened.wait_for_shown(2)
    keyboard.press("Control+A")
    keyboard.press("Backspace")
    opened.wait_for_shown(8)
    # A range of dates, and a play through it.
    press("#dateline-slide-from", "ArrowRight")
    opened.wait_for_shown(7)
    press("#dateline-play", "Enter")
    page.wait_for_selector("#dateline-play[aria-label=Pause]")
    keyboard.press("Enter")
    page.wait_for_selector("#dateline-play:not([aria-label=Pause])")
    press("#dateline-reset", "Enter")
    opened.wait_for_shown(8)
    press("[data-type=AGREE]", "Space")
    opened.wait_for_shown(7)
    press("#dateline-confidence", "End")
    opened.wait_for_shown(0)
    keyboard.press("Home")
    opened.wait_for_shown(7)
    for key in ("factuality", "precision", "source"):
        press(f"[data-facet={key}] summary", "Enter")
        press(f"[data-facet={key}] .dateline-tree input", "Space")
        opened.wait_until("dateline.page.filter.result.shown < 7")
        keyboard.press("Space")
        opened.wait_for_shown(7)
    press("#dateline-sort", "o")
    opened.wait_until("document.activeElement.value === 'oldest'")
    fold_panel()
    # What the map shows, and an area on it; the filters have moved it to what they left.
    opened.state("page.map.setView([33.5, 36.3], 6, { animate: false })")
    press("#dateline-view", "h")
    opened.wait_until("dateline.page.view.kind === 'heat'")
    press("#dateline-show-places", "Space")
    opened.wait_until("dateline.page.places.shown")
    press("#dateline-draw [data-tool=near]", "Enter", "Enter")
    opened.wait_for_shown(1)
    # Out of the page: the address, the command, and the file that the command gives too.
    opened.wait_until("location.hash.includes('area=near')")
    fold_panel()
    ours = of_file(opened, "#dateline-download")
    page.evaluate("document.getElementById('dateline-said').textContent = ''")
    press("#dateline-copy-command", "Enter")
    opened.wait_until("document.getElementById('dateline-said').textContent !== ''")
    command = shlex.split(page.inner_text("#dateline-said").removeprefix("Command copied: "))
    geo.write(frame, tmp_path / "events.geojson")
    output = tmp_path / "filtered.geojson"
    assert run(["filter", str(tmp_path / "events.geojson"), *command[3:-1], str(output)]) == 0
    assert json.loads(output.read_text("utf-8"))["features"] == ours
    again = visit(frame, hash_=page.evaluate("location.hash"))
    assert again.shown == 1
    assert again.state("[page.view.kind, page.places.shown]") == ["heat", True]
