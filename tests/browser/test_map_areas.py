"""Areas drawn on the map, by pointer and by keyboard."""

import pytest
from map_frames import many_events
from screens import on_all_screens

from geo.filters.areas import area

pytestmark = pytest.mark.browser

SYRIA = "#view=6/34.5/38"


def corner(opened, latitude, longitude):
    """Where on the screen a point of the earth is."""
    return opened.state(
        f"""(() => {{ const box = page.map.getContainer().getBoundingClientRect();
        const point = page.map.latLngToContainerPoint([{latitude}, {longitude}]);
        return [box.x + point.x, box.y + point.y]; }})()"""
    )


def click(opened, latitude, longitude):
    opened.page.mouse.click(*corner(opened, latitude, longitude))


def tool(opened, name):
    opened.page.click(f"#dateline-draw [data-tool={name}]")


def drawn(opened):
    return opened.state("page.filter.area && page.filter.area.text")


@on_all_screens
def test_rectangle_is_dragged(visit):
    opened = visit(hash_=SYRIA)
    tool(opened, "bbox")
    opened.page.mouse.move(*corner(opened, 37, 36))
    opened.page.mouse.down()
    opened.page.mouse.move(*corner(opened, 36, 36.5))
    opened.page.mouse.move(*corner(opened, 35.2, 37.5), steps=3)
    opened.page.mouse.up()
    # Near Jisr, and the whole of Idlib; not the whole of Syria.
    opened.wait_for_shown(2)
    assert drawn(opened).startswith("bbox:3")
    assert opened.page.locator(".leaflet-popup").count() == 0
    opened.panel().click("#dateline-active button:has-text('a rectangle')")
    opened.wait_for_shown(8)


def test_rectangle_is_clicked_and_comes_back_from_its_link(visit):
    opened = visit(hash_=SYRIA)
    tool(opened, "bbox")
    click(opened, 33, 35.5)
    click(opened, 34, 37)
    opened.wait_for_shown(1)
    opened.wait_until("location.hash.includes('area=bbox')")
    assert visit(hash_=opened.page.evaluate("location.hash")).shown == 1


@on_all_screens
def test_polygon_is_closed_by_its_first_corner_and_by_its_button(visit):
    for close in (
        lambda opened: click(opened, 35, 36),
        lambda opened: opened.page.click("#dateline-draw-done"),
    ):
        opened = visit(hash_=SYRIA)
        tool(opened, "polygon")
        for latitude, longitude in ((35, 36), (35.5, 36.6), (36.5, 36.6), (36.5, 36)):
            click(opened, latitude, longitude)
        close(opened)
        # Idlib reaches over its edge.
        opened.wait_for_shown(1)
        assert drawn(opened).startswith("polygon:")
        assert not opened.state("page.drawing.isOn")


@on_all_screens
def test_circle_has_the_radius_that_is_typed_and_can_be_given_another(visit):
    opened = visit(hash_=SYRIA)
    tool(opened, "near")
    click(opened, 35.9, 36.4)
    opened.wait_for_shown(1)
    assert drawn(opened).endswith(":50km")
    opened.page.fill("#dateline-draw-km", "100")
    opened.page.keyboard.press("Enter")
    opened.wait_for_shown(2)
    assert "within 100 km of 35.9" in opened.page.inner_text("#dateline-active")


def test_circle_is_dragged_from_its_middle_to_its_edge(visit):
    opened = visit(hash_=SYRIA)
    tool(opened, "near")
    opened.page.mouse.move(*corner(opened, 33.5, 36.3))
    opened.page.mouse.down()
    opened.page.mouse.move(*corner(opened, 34.4, 36.3), steps=3)
    opened.page.mouse.up()
    opened.wait_for_shown(1)
    assert 95 <= float(opened.page.input_value("#dateline-draw-km")) <= 105


def test_area_is_drawn_by_keyboard_with_the_middle_of_the_map(visit):
    opened = visit(hash_="#view=6/33.5/36.3")
    opened.page.focus("#dateline-draw [data-tool=near]")
    opened.page.keyboard.press("Enter")
    assert "Enter takes its middle" in opened.page.inner_text("#dateline-draw-said")
    opened.page.keyboard.press("Enter")
    opened.wait_for_shown(1)


def test_escape_leaves_things_as_they_were(visit):
    opened = visit(hash_=SYRIA)
    tool(opened, "polygon")
    click(opened, 35, 36)
    opened.page.keyboard.press("Escape")
    assert not opened.state("page.drawing.isOn")
    assert opened.shown == 8
    assert opened.page.locator("#dateline-drawing").is_hidden()


def test_hash_with_an_area_that_is_none_is_passed_over(visit):
    opened = visit()
    for text in ("bbox:1,2,3", "near:1e99,2:5km", "near:1,2:-5km", "polygon:1,2,3,4", "<b>:1"):
        opened.page.evaluate("(text) => dateline.page.restore('#area=' + text)", text)
        assert opened.shown == 8


@pytest.mark.parametrize(
    "text",
    [
        "bbox:-30,-20,60.5,50",
        "bbox:150,-50,-120,60",
        "near:10,20:3000km",
        "polygon:-60,-40,80,-45,60,50,10,0,-50,55",
    ],
)
def test_page_and_command_line_have_the_same_in_an_area(visit, text):
    frame = many_events(1500)
    opened = visit(frame, hash_="#area=" + text)
    found = opened.state("[...page.filter.inArea]")
    assert found == area(text).contains(frame).astype(int).tolist()
    assert 50 < sum(found) < 1400
