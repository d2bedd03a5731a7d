"""Text of reports that would harm if it were ever more than text."""

import json

import pytest
from map_frames import PAYLOADS, hostile_frame

pytestmark = pytest.mark.browser

TITLE = "Harmless"
MARKUP = "img, svg[onload], script:not([type]), iframe, object, embed, [onerror], [onload]"


def assert_unharmed(opened, scripts):
    page = opened.page
    assert page.title() == TITLE
    assert page.locator("#dateline-panel img, .leaflet-popup img, dialog img").count() == 0
    assert page.locator(MARKUP).count() == scripts
    addresses = page.eval_on_selector_all("a", "(links) => links.map((a) => a.href)")
    assert not [a for a in addresses if not a.startswith(("http", "file:"))]


def test_no_payload_runs_in_list_popup_places_search_or_download(visit):
    opened = visit(hostile_frame(), title=TITLE)
    page = opened.page
    scripts = page.locator(MARKUP).count()
    assert opened.shown == len(PAYLOADS)
    for number in range(len(PAYLOADS)):
        opened.state(f"page.openEvent({number})")
        opened.wait_until(f"dateline.page.events.selected === {number}")
        assert page.locator(".leaflet-popup .dateline-card").count()
    opened.state(f"page.openNamed('x:{3}')")
    page.wait_for_selector("text=Place named in the reports")
    page.fill("#dateline-search", PAYLOADS[3])
    opened.wait_for_shown(1)
    assert_unharmed(opened, scripts)
    page.fill("#dateline-search", "")
    opened.wait_for_shown(len(PAYLOADS))
    with page.expect_download() as started:
        page.click("#dateline-download")
    collection = json.loads(started.value.path().read_text("utf-8"))
    assert [f["properties"]["notes"] for f in collection["features"]] == list(PAYLOADS)
    page.wait_for_timeout(200)
    assert_unharmed(opened, scripts)


def test_popup_shows_the_payload_as_it_was_written(visit):
    opened = visit(hostile_frame(), title=TITLE)
    opened.state("page.openEvent(3)")
    opened.page.wait_for_selector(".leaflet-popup .dateline-card")
    text = opened.page.inner_text(".leaflet-popup .dateline-card h2")
    assert text == PAYLOADS[3]


def test_payloads_in_title_settings_and_region_are_text(visit):
    for payload in PAYLOADS[:4]:
        opened = visit(title=payload, about={"settings": {payload: payload}})
        opened.page.click("#dateline-about")
        assert payload in opened.page.inner_text("#dateline-about-dialog")
        assert opened.page.title() == payload


def test_policy_stops_a_script_that_gets_in_all_the_same(visit):
    opened = visit()
    opened.page.evaluate(
        """() => { const script = document.createElement("script");
        script.textContent = "document.title = 'stolen'"; document.body.append(script); }"""
    )
    assert opened.page.title() != "stolen"
    assert any("Content Security Policy" in problem for problem in opened.problems)
    opened.problems.clear()
