"""What a reader does with the map: look, click, filter, search, download, come back."""

import json
import math
from collections import Counter

import pandas as pd
import pytest
from map_frames import many_events, small_frame
from screens import on_all_screens

from geo.export.geojson import features
from geo.table.columns import dump_json

pytestmark = pytest.mark.browser

TEHRAN = "geonames:112931"


def popup(opened):
    return opened.page.locator(".leaflet-popup .dateline-card")


ROWS_DRAWN = "page.events.groups.flatMap((one) => [...page.events.rowsOf(one)]).sort()"


def test_all_events_are_counted_and_drawn(visit):
    opened = visit()
    assert opened.shown == 8
    assert "8 of 8 events" in opened.page.inner_text("#dateline-count")
    drawn = opened.state(ROWS_DRAWN)
    assert drawn == [0, 1, 2, 3, 4, 6, 7]
    painted = opened.state(
        """(() => { const c = page.events.layer._container;
        return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((v) => v); })()"""
    )
    assert painted


@on_all_screens
def test_land_and_labels_are_drawn(visit):
    opened = visit()
    colours = opened.state(
        """(() => { const c = page.base.layer._container, context = c.getContext("2d");
        const data = context.getImageData(0, 0, c.width, c.height).data, seen = new Set();
        for (let i = 0; i < data.length; i += 4) seen.add(data.slice(i, i + 4).join());
        return [...seen]; })()"""
    )
    assert "248,246,240,255" in colours
    assert len(colours) > 20


@on_all_screens
def test_marks_say_how_exactly_a_place_is_known(visit):
    opened = visit(hash_="#view=6/34.5/38")
    coarse = (
        "page.events.groups.filter((one) => one.coarse)"
        ".flatMap((one) => [...page.events.rowsOf(one)]).sort()"
    )
    assert opened.state(coarse) == [0, 1, 3]
    circles = "[...page.store.x.keys()].map((row) => page.store.circle(row))"
    assert opened.state(circles) == [None, None, 5, None, None, None, None, None]


@on_all_screens
def test_click_on_a_mark_opens_what_is_known_of_it(visit):
    opened = visit(hash_="#view=8/35.6/36.5")
    opened.page.mouse.click(*opened.position(2))
    popup(opened).wait_for()
    text = popup(opened).inner_text()
    for words in (
        "Chlorine claim",
        "24 August 2018",
        "the day is known",
        "near Jisr ash Shughūr",
        "within 5 km",
        "Idlib, Syria",
        "Claimed",
        "the ministry",
        "Agence Ǧisr",
    ):
        assert words in text
    assert popup(opened).locator("mark.dateline-trigger").all_inner_texts() == ["brought"]
    assert popup(opened).locator("mark.dateline-location").all_inner_texts() == ["Jisr ash Shughūr"]
    link = popup(opened).locator("a")
    assert link.get_attribute("href") == "https://news.example/3"
    assert link.get_attribute("rel") == "noopener noreferrer"


@on_all_screens
def test_all_events_at_one_point_are_reached_by_next_and_previous(visit):
    opened = visit(hash_="#view=6/35/38")
    opened.page.mouse.click(*opened.position(0))
    popup(opened).wait_for()
    titles = [popup(opened).locator("h2").inner_text()]
    assert "1 of 2 here" in opened.page.inner_text(".dateline-pager")
    opened.page.click(".dateline-pager [aria-label=Next]")
    opened.page.wait_for_selector("text=2 of 2 here")
    titles.append(popup(opened).locator("h2").inner_text())
    assert set(titles) == {"Iran and Syria sign a deal", "Diplomat in Syria"}
    opened.page.click(".dateline-pager [aria-label=Next]")
    opened.page.wait_for_selector("text=1 of 2 here")


def test_click_on_a_cluster_of_several_points_zooms_until_they_part(visit):
    opened = visit(hash_="#view=2/35/30")
    before = opened.state("page.map.getZoom()")
    groups = opened.state("page.events.groups.map((one) => [...page.events.rowsOf(one)])")
    cluster = next(rows for rows in groups if len(rows) > 1 and 4 in rows)
    opened.page.mouse.click(*opened.position(cluster[0]))
    opened.wait_until(f"dateline.page.map.getZoom() > {before}")


@on_all_screens
def test_the_whole_world_fits_on_the_screen(visit):
    opened = visit(hash_="#view=0/20/0")
    left, right = opened.state(
        "[-179, 179].map((longitude) => page.map.latLngToContainerPoint([0, longitude]).x)"
    )
    assert left >= 0
    assert right <= opened.state("page.map.getSize().x")


@on_all_screens
def test_event_without_a_place_is_at_the_end_of_the_list_and_opens(visit):
    opened = visit()
    opened.panel()
    box = opened.page.locator("#dateline-list")
    box.evaluate("(list) => (list.scrollTop = list.scrollHeight)")
    opened.page.wait_for_selector("text=No place known: 1 event")
    opened.page.click("#dateline-list button:has-text('A minister resigned')")
    dialog = opened.page.locator("#dateline-dialog")
    dialog.wait_for()
    assert "No place known" in dialog.inner_text()
    opened.page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


@on_all_screens
def test_filter_by_type_drives_map_list_and_counts(visit):
    opened = visit()
    opened.panel()
    opened.page.uncheck("[data-type=ASSAULT]")
    opened.wait_for_shown(6)
    assert 4 not in opened.state(ROWS_DRAWN)
    opened.page.wait_for_selector("text=5 events in view")
    row = opened.page.locator(".dateline-legend-row:has([data-type=ASSAULT])")
    assert row.locator(".dateline-count").inner_text() == "2"
    opened.page.click("text=Clear filters >> visible=true")
    opened.wait_for_shown(8)


def facet(opened, key):
    """A part of the panel, opened."""
    box = opened.page.locator(f"[data-facet={key}]")
    if not box.locator("details").get_attribute("open"):
        box.locator("summary").click()
    return box


def tree(opened, key):
    """The names and counts that a part of the panel shows, in their order."""
    rows = opened.page.locator(f"[data-facet={key}] .dateline-legend-row")
    return [
        (
            row.locator(".dateline-legend-text").inner_text(),
            row.locator(".dateline-count").inner_text(),
        )
        for row in rows.all()
    ]


def test_name_in_a_tree_shows_it_alone_and_once_more_all(visit):
    opened = visit()
    opened.page.click("button:has-text('Material conflict')")
    opened.wait_for_shown(4)
    box = opened.page.get_by_label("Verbal cooperation", exact=True)
    assert not box.is_checked()
    opened.page.click("button:has-text('Material conflict')")
    opened.wait_for_shown(8)
    assert box.is_checked()


def test_box_of_a_class_hides_all_of_its_types_and_is_half_ticked_by_some(visit):
    opened = visit()
    box = opened.page.get_by_label("Material conflict", exact=True)
    box.uncheck()
    opened.wait_for_shown(4)
    opened.page.check("[data-type=PROTEST]")
    opened.wait_for_shown(5)
    assert box.evaluate("(box) => box.indeterminate")


def test_types_branch_into_finer_ones(visit):
    opened = visit()
    opened.page.click("[aria-label='What is within Agreement']")
    assert ("Deal", "1") in tree(opened, "type")
    frame = small_frame()
    frame.loc[4, "sub_event_type"] = "bombing"
    opened = visit(frame)
    opened.page.click("[aria-label='What is within Attack']")
    opened.page.click("[aria-label^='Only Bombing']")
    opened.wait_for_shown(1)
    opened.wait_until("/type=ASSAULT%2Fbombing/.test(location.hash)")
    opened.page.click("#dateline-active button")
    opened.wait_for_shown(8)


def test_filter_by_factuality(visit):
    opened = visit()
    facet(opened, "factuality").locator("[data-factuality=reported]").uncheck()
    opened.wait_for_shown(2)


@on_all_screens
def test_filter_by_country_and_division(visit):
    opened = visit()
    opened.panel()
    box = facet(opened, "region")
    assert tree(opened, "region") == [
        ("Syria", "5"), ("Poland", "1"), ("Sudan", "1"), ("No country known", "1"),
    ]  # fmt: skip
    box.get_by_label("Only Syria").click()
    opened.wait_for_shown(5)
    box.get_by_label("What is within Syria").click()
    assert tree(opened, "region")[:4] == [
        ("Syria", "5"), ("Idlib", "2"), ("Damascus", "1"), ("No division known", "2"),
    ]  # fmt: skip
    box.get_by_label("Only Idlib").click()
    opened.wait_for_shown(2)
    assert box.locator("summary").inner_text().endswith("Idlib")
    opened.page.click("text=Clear filters >> visible=true")
    opened.wait_for_shown(8)


def test_place_is_found_in_the_tree_by_its_name(visit):
    frame = many_events(300)
    frame.loc[0, ["country", "admin1"]] = ["Côte d'Ivoire", "Yamoussoukro"]
    opened = visit(frame)
    box = facet(opened, "region")
    for words, name in (("cote divoire", "Côte d'Ivoire"), ("yamous", "Yamoussoukro")):
        box.get_by_label("Find in Where").fill(words)
        opened.wait_until("document.querySelectorAll('[data-region]').length === 1")
        assert [found for found, _ in tree(opened, "region")] == [name]
    box.get_by_label("Only Yamoussoukro").click()
    opened.wait_for_shown(1)


@on_all_screens
def test_filter_by_precision_of_the_place(visit):
    opened = visit()
    opened.panel()
    box = facet(opened, "precision")
    assert tree(opened, "precision") == [
        ("Exact place", "3"), ("Near a place", "1"), ("Division only", "1"), ("Country only", "2"),
        ("Not stated", "1"),
    ]  # fmt: skip
    box.get_by_label("Only Country only").click()
    opened.wait_for_shown(2)


@on_all_screens
def test_filter_by_certainty(visit):
    frame = small_frame()
    frame["confidence"] = [0.1, 0.5, 0.7, 0.7, 0.9, None, 0.3, 0.2]
    opened = visit(frame)
    opened.panel()
    opened.page.fill("#dateline-confidence", "70")
    opened.wait_for_shown(3)
    assert opened.page.inner_text("#dateline-confidence-said") == "at least 70 %"


@on_all_screens
def test_filter_by_source(visit):
    opened = visit()
    box = facet(opened, "source")
    assert tree(opened, "source") == [
        ("The Daily Wire", "6"), ("Agence Ǧisr", "1"), ("No source named", "1"),
    ]  # fmt: skip
    box.locator("[data-source='The Daily Wire']").uncheck()
    opened.wait_for_shown(2)


@on_all_screens
def test_filter_by_date_counts_events_that_overlap_the_range(visit):
    opened = visit()
    opened.panel()
    opened.page.fill("#dateline-date-from", "2018-08-25")
    opened.page.keyboard.press("Tab")
    # The undated event goes too: nobody can say that it lies in the range.
    opened.wait_for_shown(3)
    opened.page.fill("#dateline-date-to", "2018-08-29")
    opened.page.keyboard.press("Tab")
    opened.wait_for_shown(3)
    opened.page.fill("#dateline-date-from", "2018-08-30")
    opened.page.keyboard.press("Tab")
    opened.wait_for_shown(1)


def test_few_dates_far_off_do_not_press_all_others_into_one_bar(visit):
    frame = many_events(200).assign(time_precision=1)
    frame.loc[0, ["event_date", "event_date_end"]] = pd.Timestamp("1969-05-01")
    opened = visit(frame)
    bins = opened.state("[...page.filter.result.bins]")
    assert sum(bins) == 200
    assert sum(1 for bin_ in bins if bin_) > 40
    assert opened.page.input_value("#dateline-date-from") == "1969-05-01"
    opened.page.focus("#dateline-slide-from")
    opened.page.keyboard.press("ArrowRight")
    opened.wait_for_shown(199)
    opened.page.keyboard.press("ArrowLeft")
    opened.wait_for_shown(200)
    opened.page.fill("#dateline-date-to", "1969-12-31")
    opened.page.keyboard.press("Tab")
    opened.wait_for_shown(1)


def test_date_slider_moves_by_keyboard(visit):
    opened = visit()
    opened.page.focus("#dateline-slide-from")
    opened.page.keyboard.press("ArrowRight")
    # A day later than the first: the undated event is gone, March still overlaps.
    opened.wait_for_shown(7)
    assert opened.page.input_value("#dateline-date-from") == "2018-03-02"


@on_all_screens
def test_search_finds_every_word_whatever_its_marks(visit):
    opened = visit()
    opened.panel()
    for query, count in (
        ("jisr", 1),
        ("syria", 5),
        ("ǦISR", 1),
        ("damascus chlorine", 0),
        ("shughur village", 1),
        ("", 8),
        ("lodz", 1),
        ("damascus", 1),
        ("iran and syria", 1),
        ("idlib", 2),
        ("Tehran", 1),
    ):
        opened.page.fill("#dateline-search", query)
        opened.wait_until(f"dateline.page.filter.words === {query!r}")
        assert opened.shown == count, query


@on_all_screens
def test_empty_result_says_why_and_offers_the_way_back(visit):
    opened = visit()
    opened.page.fill("#dateline-search", "nothing of the kind")
    opened.wait_for_shown(0)
    assert "No event passes" in opened.page.inner_text("#dateline-empty")
    assert "8 events without “nothing of the kind”" in opened.page.inner_text(
        "#dateline-empty-ways"
    )
    opened.page.click("#dateline-empty-reset")
    opened.wait_for_shown(8)


def test_filters_in_force_are_named_and_taken_away_one_by_one(visit):
    opened = visit()
    facet(opened, "region").get_by_label("Only Poland").click()
    opened.page.fill("#dateline-search", "flooded")
    opened.wait_until("dateline.page.filter.words === 'flooded'")
    opened.page.fill("#dateline-date-from", "2018-08-25")
    opened.page.keyboard.press("Tab")
    opened.wait_for_shown(0)
    chips = opened.page.locator("#dateline-active button").all_inner_texts()
    named = ["".join(chip.split("\n")) for chip in chips]
    assert named == ["Where: Poland×", "since 25 August 2018×", "“flooded”×"]
    opened.page.click("text=1 event without “since 25 August 2018”")
    opened.wait_for_shown(1)
    opened.page.click("#dateline-active button >> nth=1")
    opened.wait_until("dateline.page.filter.words === ''")
    assert opened.page.input_value("#dateline-search") == ""


def test_empty_table_says_why(visit):
    opened = visit(small_frame().iloc[:0])
    assert opened.shown == 0
    assert "none was found in the reports" in opened.page.inner_text("#dateline-empty")
    assert opened.page.locator("#dateline-dates").is_hidden()


@on_all_screens
def test_layer_of_places_shows_where_nothing_happened_and_in_what_role(visit):
    opened = visit(hash_="#view=5/35/46")
    assert opened.page.inner_text("#dateline-places-count") == "2"
    opened.page.check("#dateline-show-places")
    at = opened.state(
        f"""(() => {{
            const group = page.places.groups.find((g) => g.places.some((p) => p.id === "{TEHRAN}"));
            const corner = page.places.layer._container.getBoundingClientRect();
            return [corner.x + group.x, corner.y + group.y];
        }})()"""
    )
    opened.page.mouse.click(*at)
    popup(opened).wait_for()
    text = popup(opened).inner_text()
    for words in ("Tehran", "capital · Iran", "Named in 1 event", "its government or people acts"):
        assert words in text
    popup(opened).locator("button:has-text('Agreement')").click()
    opened.page.wait_for_selector("text=Iran and Syria sign a deal")


def test_layer_of_places_follows_the_filter(visit):
    opened = visit()
    opened.page.uncheck("[data-type=AGREE]")
    opened.page.wait_for_selector("#dateline-places-count:text('1')")
    assert opened.state("page.places.visible().map((v) => v.place.name)") == ["Syria"]


def test_place_named_in_an_event_opens_from_its_popup(visit):
    opened = visit()
    opened.page.click("#dateline-list button:has-text('Tehran denied')")
    popup(opened).wait_for()
    popup(opened).locator(".dateline-place-button:has-text('Tehran')").click()
    opened.page.wait_for_selector("text=Place named in the reports")
    assert opened.page.is_checked("#dateline-show-places")


@on_all_screens
def test_download_is_what_the_table_exports_feature_for_feature(visit):
    opened = visit()
    opened.panel()
    facet(opened, "region").get_by_label("Only Syria").click()
    opened.wait_for_shown(5)
    with opened.page.expect_download() as started:
        opened.page.click("#dateline-download")
    collection = json.loads(started.value.path().read_text("utf-8"))
    frame = small_frame()
    exported = dump_json(list(features(frame[frame["country"] == "Syria"])))
    assert collection["features"] == json.loads(exported)
    assert "not checked by people" in collection["metadata"]["notice"]


@on_all_screens
def test_state_is_in_the_address_and_comes_back(visit):
    opened = visit()
    opened.panel()
    opened.page.uncheck("[data-type=AGREE]")
    facet(opened, "region").get_by_label("Only Syria").click()
    opened.page.fill("#dateline-search", "idlib")
    opened.map().check("#dateline-show-places")
    opened.wait_for_shown(2)
    opened.wait_until("/places=1/.test(location.hash) && /words=idlib/.test(location.hash)")
    again = visit(hash_=opened.page.evaluate("location.hash"))
    assert again.shown == 2
    assert again.page.input_value("#dateline-search") == "idlib"
    assert again.page.locator("[data-facet=region] summary").inner_text().endswith("Syria")
    assert not again.page.is_checked("[data-type=AGREE]")
    assert again.page.is_checked("#dateline-show-places")


@pytest.mark.parametrize(
    "hash_",
    [
        "#view=NaN/1e999/x",
        "#region=<img src=x onerror=alert(1)>&words={{7*7}}&since=2018-99-99&type=__proto__",
        "#%E0%A4%A",
        "#type=constructor&source=(none)&sure=9e99",
    ],
)
def test_hash_that_someone_else_made_does_no_harm(visit, hash_):
    opened = visit(hash_=hash_)
    assert opened.shown in (0, 8)


def test_list_is_gone_through_by_keyboard(visit):
    opened = visit()
    first = opened.page.locator("#dateline-list li button").first
    first.focus()
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("ArrowDown")
    focused = opened.page.evaluate("document.activeElement.textContent")
    assert "An Iranian diplomat" in focused
    opened.page.keyboard.press("Enter")
    popup(opened).wait_for()
    assert "Diplomat in Syria" in popup(opened).inner_text()


@on_all_screens
def test_list_can_be_ordered(visit):
    opened = visit()
    opened.panel()
    opened.page.select_option("#dateline-sort", "oldest")
    assert "Protest" in opened.page.locator("#dateline-list li").first.inner_text()


def test_dark_is_chosen_by_system_and_by_button(visit):
    opened = visit(dark=True)
    background = "getComputedStyle(document.getElementById('dateline-panel')).backgroundColor"
    assert opened.page.evaluate(background) == "rgb(21, 29, 37)"
    opened.page.click("#dateline-theme")
    assert opened.page.evaluate(background) == "rgb(255, 255, 255)"


def test_narrow_screen_has_the_map_first_and_all_the_rest_in_a_sheet(visit):
    opened = visit(viewport=(390, 844))
    assert opened.page.locator(".folium-map").bounding_box()["height"] > 700
    opened.page.click("#dateline-sheet")
    opened.page.uncheck("[data-type=ASSAULT]")
    opened.wait_for_shown(6)
    opened.page.locator("#dateline-list button").first.click()
    popup(opened).wait_for()
    box = popup(opened).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    opened.page.click("#dateline-sheet")
    count = opened.page.locator("#dateline-of").bounding_box()
    assert count["x"] + count["width"] <= opened.page.locator("#dateline-sheet").bounding_box()["x"]
    overflow = opened.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0


@on_all_screens
def test_about_says_how_and_from_what_the_map_was_made(visit):
    opened = visit(about={"generator": "Dateline", "gazetteer": {"date": "2026-05-01"}})
    opened.page.click("#dateline-about")
    text = opened.page.inner_text("#dateline-about-dialog")
    for words in ("gazetteer: date", "2026-05-01", "GeoNames", "Natural Earth", "made on"):
        assert words in text


def test_ten_thousand_events_stay_quick(visit):
    opened = visit(many_events(10_000))
    assert opened.shown == 10_000
    entries = opened.page.locator("#dateline-list li").count()
    assert 0 < entries < 60
    spent = opened.page.evaluate(
        "() => { const t = performance.now(); dateline.page.filter.set({}); "
        "return performance.now() - t; }"
    )
    # Measured at about 40 ms; the rest is room for a slow machine.
    assert spent < 400
    opened.page.fill("#dateline-search", "city 42 troops")
    opened.wait_until("dateline.page.filter.words !== ''")
    assert 0 < opened.shown < 10_000


def test_groups_do_not_cover_each_other(visit):
    opened = visit(many_events(2000))
    overlaps = opened.state(
        """(() => { const groups = page.events.groups; let count = 0;
        for (const a of groups) for (const b of groups) if (a !== b && a.overlaps(b)) count++;
        return count; })()"""
    )
    assert overlaps == 0


STANDS = """page.events.groups.map((one) => {
    const corner = page.events.layer._container.getBoundingClientRect();
    const map = page.map.getContainer().getBoundingClientRect();
    const mark = [corner.x + one.x - map.x, corner.y + one.y - map.y];
    const place = (row) => [page.store.latitude(row), page.store.longitude(row)];
    const rows = [...page.events.rowsOf(one)].map((row) => {
        const { x, y } = page.map.latLngToContainerPoint(place(row));
        return [x, y, ...place(row)];
    });
    return { mark, rows };
})"""


@pytest.mark.parametrize("frame", [small_frame(), many_events(300)], ids=["few", "many"])
def test_every_mark_stands_on_the_place_of_most_of_its_events(visit, frame):
    opened = visit(frame)
    stands = opened.state(STANDS)
    assert stands
    for view in ("2/20/0", "4/35/38", "5/35/38"):
        opened.page.evaluate("(hash) => dateline.page.restore(hash)", f"#view={view}")
        opened.wait_until(f"dateline.page.map.getZoom() === {view[0]}")
        more = opened.state(STANDS)
        assert more
        stands += more
    for one in stands:
        places = Counter((latitude, longitude) for _, _, latitude, longitude in one["rows"])
        most = max(places.values())
        # Leaflet rounds the corner of the map to whole pixels, and so do its points.
        on_mark = [
            places[latitude, longitude]
            for x, y, latitude, longitude in one["rows"]
            if math.dist((x, y), one["mark"]) < 2
        ]
        assert max(on_mark, default=0) == most


def test_events_of_near_countries_are_no_mark_between_them(visit):
    frame = many_events(2).assign(where_prec=6)
    for row, (latitude, longitude) in enumerate([(18.97, -72.28), (9.93, -84.08)]):
        frame.loc[row, ["latitude", "longitude"]] = [latitude, longitude]
    opened = visit(frame, hash_="#view=2/10/-80")
    stands = opened.state(STANDS)
    assert sorted(len(one["rows"]) for one in stands) == [1, 1]
    for one in stands:
        assert math.dist(one["rows"][0][:2], one["mark"]) < 2


def test_filter_that_leaves_nothing_in_view_goes_to_what_it_leaves(visit):
    opened = visit(hash_="#view=8/51.8/19.5")
    opened.page.wait_for_selector("text=1 event in view")
    opened.page.click("#dateline-list button >> nth=0")
    popup(opened).wait_for()
    opened.page.fill("#dateline-search", "jisr")
    opened.wait_for_shown(1)
    popup(opened).wait_for(state="detached")
    opened.page.wait_for_selector("#dateline-in-view:text('1 event in view')")
    opened.page.wait_for_selector("#dateline-list button:has-text('Jisr')")
    assert opened.page.locator("#dateline-elsewhere").is_hidden()


def test_filter_leaves_the_view_and_the_popup_of_an_event_that_passes(visit):
    opened = visit(hash_="#view=6/34.5/38")
    opened.page.click("#dateline-list button:has-text('Jisr')")
    popup(opened).wait_for()
    opened.wait_until("dateline.page.events.selected === 2")
    opened.page.wait_for_timeout(700)  # the map glides until the popup is in view
    view = "[page.map.getZoom(), page.map.getCenter()]"
    before = opened.state(view)
    opened.page.uncheck("[data-type=AGREE]")
    opened.wait_for_shown(7)
    assert popup(opened).count() == 1
    assert opened.state(view) == before


def test_view_without_events_offers_the_way_to_them(visit):
    opened = visit(hash_="#view=6/-40/-120")
    assert "No event in view" in opened.page.inner_text("#dateline-in-view")
    opened.page.click("text=Show the 7 events on the map")
    opened.page.wait_for_selector("text=7 events in view")


def test_dates_say_how_many_events_without_one_they_leave_out(visit):
    opened = visit()
    left_out = opened.page.locator("#dateline-undated")
    assert left_out.is_hidden()
    opened.page.fill("#dateline-date-from", "2018-08-25")
    opened.page.keyboard.press("Tab")
    opened.wait_for_shown(3)
    assert left_out.inner_text() == "1 event without a date left out"
    opened.page.click("text=Clear filters >> visible=true")
    opened.wait_for_shown(8)
    assert left_out.is_hidden()


def test_event_at_several_places_is_counted_once(visit):
    frame = small_frame()
    frame["event_group"] = ["e1", "e1", *frame["event_group"][2:]]
    opened = visit(frame)
    assert opened.shown == 8
    count = opened.page.inner_text("#dateline-count")
    assert count == "7 of 7 events · 8 entries"
    opened.page.wait_for_selector("text=6 events in view")


def test_report_is_known_by_its_source_and_by_its_id_only_if_all_else_is_unknown(visit):
    frame = small_frame().assign(source=None, source_url=None)
    frame.loc[4, "title"] = None
    opened = visit(frame)
    expected = {"Jisr": "Report: Chlorine claim", frame.loc[4, "notes"]: "Report: report-5"}
    for words, footer in expected.items():
        opened.page.click(f"#dateline-list button:has-text({json.dumps(words)})")
        card = f".dateline-card:has(blockquote:has-text({json.dumps(words)}))"
        shown = opened.page.locator(f".leaflet-popup {card} .dateline-card-source")
        assert shown.inner_text() == footer


def test_link_says_that_it_was_copied_and_moves_nothing(visit):
    opened = visit()
    buttons = opened.page.locator("#dateline-actions button:visible, #dateline-top button:visible")
    before = [button.bounding_box() for button in buttons.all()]
    opened.page.click("#dateline-copy-link")
    said = opened.page.locator("#dateline-said")
    said.wait_for()
    assert said.inner_text() in ("Link copied", "Copy the address above")
    assert [button.bounding_box() for button in buttons.all()] == before
    panel = opened.page.locator("#dateline-panel").bounding_box()
    assert all(box["x"] + box["width"] <= panel["x"] + panel["width"] for box in before)
    said.wait_for(state="hidden")


def test_list_has_room_for_four_events_and_for_more_when_the_filters_are_folded(visit):
    opened = visit(many_events(50))
    in_full = """(() => {
        const box = document.getElementById("dateline-list").getBoundingClientRect();
        return [...document.querySelectorAll("#dateline-list li")]
            .map((item) => item.getBoundingClientRect())
            .filter((item) => item.top >= box.top && item.bottom <= box.bottom).length;
    })()"""
    assert opened.state(in_full) >= 4
    opened.page.click("#dateline-fold")
    opened.page.locator("#dateline-filters").wait_for(state="hidden")
    opened.wait_until(in_full + " >= 7")
    opened.page.click("#dateline-fold")
    assert opened.page.locator("#dateline-search").is_visible()


def test_no_name_of_a_type_is_cut(visit):
    opened = visit()
    cut = opened.state(
        """[...document.querySelectorAll("[data-facet=type] .dateline-legend-text")]
        .filter((name) => name.scrollWidth > name.clientWidth || name.scrollHeight >
            name.clientHeight + 2).map((name) => name.textContent)"""
    )
    assert cut == []


def test_histogram_says_from_when_to_when_it_reaches(visit):
    opened = visit()
    ends = opened.page.locator("#dateline-axis span").all_inner_texts()
    assert ends == ["Mar 2018", "Aug 2018"]
    frame = many_events(200)
    frame.loc[0, ["event_date", "event_date_end"]] = pd.Timestamp("1969-05-01")
    first, last = visit(frame).page.locator("#dateline-axis span").all_inner_texts()
    assert first.startswith("before ")
    assert not last.startswith("after")
