"""What a reader corrects on the page comes back: as a file, in the table, and on the next page."""

import pandas as pd
from map_frames import small_frame

from gazetteer import Gazetteer
from geo.corrections import correct, read_corrections
from geo.corrections.record import COLUMNS


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
