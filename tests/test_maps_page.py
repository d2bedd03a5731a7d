"""The page as it is written: whole, safe, the same for the same events."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import folium
import folium.plugins
import pytest
from geopandas.testing import assert_geodataframe_equal
from map_frames import PAYLOADS, hostile_frame, many_events, small_frame

import maps
from gazetteer.errors import CoordinateError, DatelineError
from geo.errors import WriteError
from geo.table.frame import conform

DAY = date(2026, 1, 1)


class Elements(HTMLParser):
    """The page's elements, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": []}
        self._open: tuple[str, dict[str, str | None]] = ("", {})
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._open = (tag, dict(attributes))
        self.found.append(self._open)

    def handle_data(self, data: str) -> None:
        tag, attributes = self._open
        if tag in self.texts and "type" not in attributes:
            self.texts[tag].append(data)

    def handle_endtag(self, tag: str) -> None:
        self._open = ("", {})

    @property
    def policy(self) -> dict[str, list[str]]:
        content = next(
            a["content"] or ""
            for tag, a in self.found
            if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
        )
        return {name: values for name, *values in (rule.split() for rule in content.split(";"))}


def render(frame, **options) -> str:
    return maps.event_map(frame, made_on=DAY, **options).get_root().render()


@pytest.fixture(scope="module")
def page() -> str:
    return render(small_frame(), title="Events of the week")


def test_nothing_is_loaded_from_outside(page):
    for tag, attributes in Elements(page).found:
        assert "src" not in attributes
        if tag == "link":
            assert not (attributes.get("href") or "").startswith(("http", "//"))
        assert not [name for name in attributes if name.startswith("on")]
    assert "@import" not in page
    assert re.findall(r"url\((?!data:|#)", page) == []


def test_policy_names_every_script_and_style_by_its_hash_and_allows_no_more(page):
    elements = Elements(page)
    for kind, rule in (("script", "script-src"), ("style", "style-src")):
        hashes = {
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for text in elements.texts[kind]
        }
        assert hashes == set(elements.policy[rule])
    assert elements.policy["default-src"] == ["'none'"]
    assert elements.policy["img-src"] == ["data:", "blob:"]
    assert not [v for values in elements.policy.values() for v in values if "unsafe" in v]


def test_links_of_the_page_itself_tell_nothing_to_where_they_lead(page):
    links = [attributes for tag, attributes in Elements(page).found if tag == "a"]
    outward = [a for a in links if (a["href"] or "").startswith("http")]
    assert outward
    assert all(a["rel"] == "noopener noreferrer" for a in outward)


def test_same_events_give_the_same_bytes():
    assert render(small_frame()) == render(small_frame())


def test_rendering_twice_gives_the_same_page():
    drawn = maps.event_map(small_frame(), made_on=DAY)
    assert drawn.get_root().render() == drawn.get_root().render()


def test_frame_is_not_changed():
    frame = small_frame()
    before = frame.copy(deep=True)
    render(frame)
    assert_geodataframe_equal(frame, before)


def test_text_of_reports_is_never_run_as_a_template_nor_read_as_markup():
    hostile = render(hostile_frame(), title=PAYLOADS[0])
    assert str(os.getpid()) not in re.findall(r"<title>(.*?)</title>", hostile)[0]
    calm = render(small_frame())
    # The elements are those of any page, the data of more or fewer chunks apart.
    assert [tag for tag, _ in Elements(hostile).found] == [tag for tag, _ in Elements(calm).found]


@pytest.mark.parametrize("payload", [*PAYLOADS, "a lone \ud800 surrogate"])
def test_title_and_settings_may_hold_anything(payload):
    page = render(small_frame(), title=payload, about={"settings": {"region": payload}})
    elements = Elements(page)
    assert [tag for tag, _ in elements.found].count("title") == 1
    assert "stolen" not in "".join(elements.texts["script"])
    page.encode("utf-8")


def test_empty_table_gives_a_page():
    assert "data-dateline-count" in render(small_frame().iloc[:0])


def test_page_of_a_hundred_events_is_at_most_a_megabyte():
    assert len(render(many_events(100)).encode()) <= 1_000_000


def test_page_says_where_it_comes_from(page):
    for words in ("not checked by people", "GeoNames", "CC BY 4.0", "Natural Earth", "Leaflet"):
        assert words in page
    assert '"made_on":"2026-01-01"' in page
    assert '"generator":"Dateline"' in page


def test_what_is_no_table_of_events_is_an_error_that_names_the_column():
    with pytest.raises(DatelineError, match="no column longitude"):
        maps.event_map(small_frame().drop(columns="longitude"))


def test_columns_of_other_types_are_read_or_refused():
    frame = small_frame()
    loose = frame.assign(event_date=frame["event_date"].dt.strftime("%Y-%m-%d"))
    assert render(loose) == render(frame)
    with pytest.raises(DatelineError, match="not a table of events"):
        maps.event_map(frame.assign(latitude="north"))


def test_swapped_coordinates_are_an_error():
    frame = small_frame()
    frame.loc[0, ["latitude", "longitude"]] = [151.2, -33.9]
    with pytest.raises(CoordinateError, match="swapped"):
        maps.event_map(frame)


def test_saved_page_is_the_rendered_one(tmp_path):
    drawn = maps.event_map(small_frame(), made_on=DAY)
    maps.save_map(drawn, tmp_path / "a.html")
    drawn.save(tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_failed_save_leaves_the_old_page(tmp_path, monkeypatch):
    path = tmp_path / "map.html"
    path.write_text("old")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(WriteError, match="disk full"):
        maps.save_map(maps.event_map(small_frame()), path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["map.html"]


def test_layers_of_folium_can_be_added():
    drawn = maps.event_map(small_frame(), made_on=DAY)
    folium.Circle([35, 36], radius=1000).add_to(drawn)
    page = drawn.get_root().render()
    assert "L.circle(" in page
    assert not [a for _, a in Elements(page).found if "src" in a]


def test_layer_that_needs_another_library_keeps_its_link_and_the_policy_allows_just_that(caplog):
    drawn = maps.event_map(small_frame(), made_on=DAY)
    folium.plugins.MarkerCluster([[35, 36]]).add_to(drawn)
    page = Elements(drawn.get_root().render())
    sources = [a["src"] for tag, a in page.found if tag == "script" and "src" in a]
    assert [re.search("markercluster", s) is not None for s in sources] == [True]
    assert sources[0] in page.policy["script-src"]
    assert "need the network" in caplog.text


def test_notebooks_show_the_map():
    shown = maps.event_map(small_frame())._repr_html_()
    assert "<iframe" in shown
    assert "data-dateline-count" in shown


def test_importing_maps_loads_no_folium():
    code = "import sys, maps; assert not {'folium', 'geopandas', 'spacy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_functions_are_there_whatever_was_imported_before():
    code = "import maps.page, maps; maps.event_map; maps.save_map; assert callable(maps.event_map)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_map_of_a_conformed_frame_is_that_of_the_frame():
    frame = small_frame()
    assert render(conform(frame)) == render(frame)
