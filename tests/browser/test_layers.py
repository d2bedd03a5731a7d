"""What else the map shows: a heat map, counts by area, online tiles, layers of the user's own."""

import re

import folium
import pandas as pd
import pytest
from map_frames import many_events, small_frame
from screens import on_all_screens

import maps
from gazetteer.errors import DatelineError
from maps.tiles import tiles_of

pytestmark = pytest.mark.browser

# Of a copy: a browser warns of canvases that are read often.
INK = """(canvas) => { const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext("2d"); context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    let sum = 0; for (let i = 3; i < data.length; i += 4) sum += data[i] > 0; return sum; }"""


def ink(opened):
    """Pixels of the layer of heat and counts that are painted."""
    shown = "dateline.page.map.hasLayer(dateline.page.view.layer)"
    return opened.page.evaluate(f"() => {shown} ? ({INK})(dateline.page.view.layer._container) : 0")


def counted(opened):
    """The counts that the areas bear, by their names."""
    return opened.state(
        "Object.fromEntries([...page.view.counts.shown.counts].map(([a, n]) => [a.node.label, n]))"
    )


def show(opened, kind):
    opened.page.select_option("#dateline-view", kind)


@on_all_screens
def test_heat_map_takes_the_place_of_the_marks_and_follows_the_filter(visit):
    opened = visit(many_events(400))
    assert ink(opened) == 0
    show(opened, "heat")
    everything = ink(opened)
    assert everything > 1000
    assert opened.state("page.events.groups.length") == 0
    opened.panel().click("[aria-label^='Only Protest']")
    opened.wait_until("dateline.page.filter.result.shown < 400")
    assert 0 < ink(opened) < everything
    assert "known only by a region or country left out" in opened.page.inner_text(
        "#dateline-shades"
    )
    opened.map()
    show(opened, "marks")
    assert ink(opened) == 0
    assert opened.page.locator("#dateline-shades").is_hidden()


@on_all_screens
def test_counts_by_country_follow_the_filter_and_say_what_is_left_out(visit):
    opened = visit()
    show(opened, "countries")
    assert counted(opened) == {"Syria": 5, "Poland": 1, "Sudan": 1}
    assert opened.page.inner_text("#dateline-shades-note") == "1 entry of no country on this map"
    assert ink(opened) > 1000
    opened.page.uncheck("[data-type=ASSAULT]")
    opened.wait_for_shown(6)
    assert counted(opened) == {"Syria": 3, "Poland": 1, "Sudan": 1}


def test_counts_by_division_are_those_of_the_tree(visit):
    opened = visit(hash_="#as=divisions")
    assert opened.page.input_value("#dateline-view") == "divisions"
    assert counted(opened) == {"Idlib": 2, "Damascus": 1, "Łódź Voivodeship": 1, "Khartoum": 1}
    assert opened.page.inner_text("#dateline-shades-note") == "3 entries of no division on this map"


def test_event_at_two_places_of_a_country_counts_once(visit):
    frame = small_frame()
    frame["event_group"] = ["e1", "e1", *frame["event_group"][2:]]
    opened = visit(frame, hash_="#as=countries")
    assert counted(opened)["Syria"] == 4


@on_all_screens
def test_country_opens_and_narrows_the_filter(visit):
    opened = visit(hash_="#as=countries&view=5/35/38.5")
    box = opened.page.locator(".folium-map").bounding_box()
    opened.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = opened.page.locator(".leaflet-popup .dateline-card")
    card.wait_for()
    assert re.sub(r"\s+", " ", card.inner_text()).startswith("Country Syria 5 events")
    card.get_by_text("Show only these").click()
    opened.wait_for_shown(5)
    assert "Where: Syria" in opened.page.inner_text("#dateline-active")


@on_all_screens
def test_play_goes_through_the_dates_and_stops_at_the_last(visit):
    opened = visit(many_events(200))
    opened.panel().click("#dateline-play")
    assert opened.page.get_attribute("#dateline-play", "aria-label") == "Pause"
    first = opened.state("page.filter.from")
    opened.wait_until(f"dateline.page.filter.from > {first}")
    shown = opened.state("page.filter.result.shown")
    assert 0 < shown < 100
    opened.page.click("#dateline-play")
    stopped = opened.state("page.filter.from")
    opened.page.wait_for_timeout(700)
    assert opened.state("page.filter.from") == stopped
    # A chosen part of the days is what is played.
    opened.state("page.filter.set({from: page.filter.lastDay - 22, to: page.filter.lastDay - 12})")
    opened.page.click("#dateline-play")
    opened.wait_until("!dateline.page.panel.histogram.playing")
    assert opened.state(
        "[page.filter.to - page.filter.from, page.filter.to - page.filter.lastDay]"
    ) == [
        10,
        0,
    ]


def test_page_offers_no_online_map_unless_it_was_asked_for(visit):
    opened = visit()
    assert opened.page.locator("#dateline-tiles-choice").is_hidden()


@on_all_screens
def test_online_map_is_asked_for_by_the_reader_and_gives_way_when_offline(visit):
    opened = visit(tiles="https://{s}.tiles.example/{z}/{x}/{y}.png")
    assert opened.page.inner_text("#dateline-tiles-choice").endswith("from tiles.example")
    assert not [url for url in opened.requests if "tiles.example" in url]
    opened.page.click("#dateline-tiles")
    opened.page.wait_for_selector("text=The online map can't be reached")
    assert not opened.page.is_checked("#dateline-tiles")
    assert opened.page.locator(".leaflet-tile").count() == 0
    assert opened.page.locator("#dateline-credits").inner_text().endswith("Leaflet")
    asked = [url for url in opened.requests if not url.startswith(("file:", "blob:"))]
    assert asked
    assert all(re.match(r"https://[abc]\.tiles\.example/\d+/\d+/\d+\.png", url) for url in asked)
    opened.requests.clear()
    assert all("ERR_INTERNET_DISCONNECTED" in problem for problem in opened.problems)
    opened.problems.clear()


def test_tiles_of_a_name_carry_their_attribution_and_their_host():
    tiles = tiles_of("OpenStreetMap")
    assert "OpenStreetMap" in tiles.attribution
    assert tiles.origin == "https://tile.openstreetmap.org"


@pytest.mark.parametrize(
    "given",
    ["nothing of the kind", "CartoDB Positron", "https://example.org/{z}/{x}.png", "{z}/{x}/{y}",
     "https://a;script-src *.example/{z}/{x}/{y}", "https://{host}.example/{z}/{x}/{y}",
     "javascript:alert(1)//{z}{x}{y}"],
)  # fmt: skip
def test_tiles_that_can_not_be_had_are_an_error(given):
    with pytest.raises(DatelineError, match=r"provider of tiles|want a key|no address of tiles"):
        tiles_of(given)


@on_all_screens
def test_marker_with_a_popup_of_the_users_own_opens_offline(visit):
    def add(drawn):
        folium.Marker([10, 20], popup=folium.Popup("A camp of ours")).add_to(drawn)

    opened = visit(small_frame().iloc[:0], change=add)
    opened.page.click(".leaflet-marker-icon")
    opened.page.wait_for_selector(".leaflet-popup >> text=A camp of ours")


def test_page_without_such_layers_holds_no_jquery():
    plain = maps.event_map(small_frame()).get_root().render()
    assert "jQuery" not in plain
    with_marker = maps.event_map(small_frame())
    folium.Marker([10, 20], popup="Camp").add_to(with_marker)
    page = with_marker.get_root().render()
    assert "jQuery" in page
    assert "https://code.jquery.com" not in page


def test_many_divisions_are_found_in_time(visit):
    frame = many_events(4000)
    frame["iso3"] = pd.NA
    opened = visit(frame.astype({"iso3": "string"}))
    spent = opened.page.evaluate(
        "() => { const t = performance.now(); dateline.page.view.choose('divisions'); "
        "dateline.page.drawView(); return performance.now() - t; }"
    )
    # Measured at about 0.2 s for 500 divisions of no known country, in any of 4,000.
    assert spent < 5000


def test_country_is_zoomed_to_on_its_mainland(visit):
    frame = many_events(9).assign(where_prec=1, country="France", iso3="FRA")
    places = [(48.85, 2.35), (43.3, 5.4), (50.6, 3.1), (44.8, -0.6), (48.6, 7.7)]
    # Réunion and New Caledonia, which are of France in some gazetteers; and another country.
    for row, place in enumerate([*places, (-21.1, 55.5), (-22.3, 166.5)]):
        frame.loc[row, ["latitude", "longitude"]] = place
    frame.loc[7:, ["country", "iso3"]] = ["Japan", "JPN"]
    opened = visit(frame)
    opened.page.click("[data-facet=region] summary")
    opened.page.click("[aria-label^='Only France']")
    opened.wait_for_shown(7)
    opened.wait_until("dateline.page.map.getZoom() >= 4 && !dateline.page.map._animatingZoom")
    south, west, north, east = opened.state(
        "(({ _southWest: a, _northEast: b }) => [a.lat, a.lng, b.lat, b.lng])(page.map.getBounds())"
    )
    assert 30 < south < 43.3
    assert 50.6 < north < 60
    assert -15 < west < -0.6
    assert 7.7 < east < 25


LABELS = """(() => {
    const { map, base } = page, { layer } = base;
    const style = getComputedStyle(document.documentElement);
    const value = (name) => style.getPropertyValue("--" + name).trim();
    const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (...layers) => {
        for (const [ink, alpha] of layers) {
            probe.globalAlpha = alpha;
            probe.fillStyle = ink;
            probe.fillRect(0, 0, 1, 1);
        }
        const [red, green, blue] = [...probe.getImageData(0, 0, 1, 1).data].map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrasts = {};
    for (const ink of ["country-label", "city-label", "division-label"])
        for (const ground of ["land", "count-1", "count-2", "count-3", "count-4", "count-5"]) {
            const [a, b] = [
                luminance([value(ink), 1]),
                luminance([value("land"), 1], [value(ground), 0.82], [value("halo"), 1]),
            ];
            contrasts[ink + " on " + ground] = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        }
    return { contrasts, above: map.hasLayer(base.labels),
        order: [base.layer, page.view.layer, base.labels].map((one) =>
            Number(getComputedStyle(one._container.parentNode).zIndex)) };
})()"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_names_can_be_read_on_the_shades_of_areas(visit, dark):
    opened = visit(dark=dark, hash_="#as=countries")
    found = opened.state(LABELS)
    assert found["above"]
    assert found["order"] == sorted(found["order"])
    assert {what: ratio for what, ratio in found["contrasts"].items() if ratio < 4.5} == {}
    show(opened, "marks")
    assert not opened.state("page.map.hasLayer(page.base.labels)")
