"""A table of events as an interactive map: a `folium.Map` that saves as one offline HTML file."""

import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
from branca.element import Figure, MacroElement

from geo.atomic import replacing
from geo.export.provenance import CREDITS, credits_beside, provenance
from geo.records import ParsedReport
from maps import basemap
from maps.assets import (
    OfflineFigure,
    RawElement,
    compact_json,
    data_script,
    json_for_script,
    page_script,
    page_style,
    template,
)
from maps.named_places import ROLES, named_places
from maps.palette import styles_of
from maps.payload import (
    MapError,
    Packing,
    pack_columns,
    pack_prose,
    pack_texts,
    table_of_events,
)
from maps.tiles import Tiles, tiles_of

MODULES = (
    "theme",
    "unpack",
    "prose",
    "texts",
    "spots",
    "opening",
    "store",
    "words",
    "fold",
    "facets",
    "area",
    "filter",
    "search",
    "canvas",
    "shapes",
    "outlines",
    "topology",
    "labels",
    "basemap",
    "glyphs",
    "marks",
    "groups",
    "clusters",
    "corrections",
    "correcting",
    "card",
    "heat",
    "counts",
    "view",
    "places",
    "popup",
    "list",
    "histogram",
    "draw",
    "tree",
    "panel",
    "tiles",
    "share",
    "export",
    "main",
)
"""The page's modules in the order in which they build on each other."""

STYLES = ("theme", "panel", "legend", "cards", "narrow")

MIN_ZOOM, MAX_ZOOM = 2, 13


def event_map(
    frame: gpd.GeoDataFrame,
    parsed: Iterable[ParsedReport] = (),
    *,
    title: str | None = None,
    about: Mapping[str, Any] | None = None,
    made_on: date | None = None,
    tiles: str | None = None,
) -> folium.Map:
    """Draw a table of events on a map that works without a network.

    `frame` has the columns of `geo.table.columns.EVENT_COLUMNS` (EPSG:4326, one row an event and
    place; it is not changed) and may be empty. `parsed` adds to the layer of named places those
    that no event is linked to. `about` says how the events were made, as
    `geo.export.provenance.provenance` does; the page shows it with the day it was `made_on`, by
    default today. With `tiles`, a provider's name or an address (`maps.tiles.tiles_of`), a reader
    can choose an online map; nothing is fetched before.

    Returns a `folium.Map`: `.save(path)` writes one HTML file with no outside reference, layers of
    folium can be added to it, and notebooks show it. Raises `MapError` for a frame that is no
    table of events and `CoordinateError` for coordinates out of range.
    """
    heading = title or "Events in the news"
    source = tiles_of(tiles) if tiles else None
    element = _EventsElement(
        table_of_events(frame),
        parsed,
        title=heading,
        about=about or provenance(credits=frame.attrs.get(CREDITS, ())),
        made_on=made_on or date.today(),
        tiles=source,
    )
    drawn = folium.Map(
        location=[25, 20],
        zoom_start=3,
        tiles=None,
        zoom_control="topright",
        control_scale=True,
        prefer_canvas=True,
        # Not folium's own arguments of these names, which only reach a layer of tiles.
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM,
        zoomSnap=0.5,
        attributionControl=False,
    )
    # folium's ids are random; the content's own digest gives the same page for the same events.
    drawn._id = element.digest
    drawn.add_child(element, name="events")
    OfflineFigure(heading, pictures=[source.origin] if source else []).add_child(drawn)
    return drawn


def save_map(drawn: folium.Map, path: str | Path) -> None:
    """Write the page so that nobody ever sees half of it. Raises `WriteError`."""
    page = drawn.get_root().render().encode("utf-8")
    with replacing(path) as draft:
        draft.write_bytes(page)


class _EventsElement(MacroElement):
    """The events, the page's controls and the script that brings them to life."""

    def __init__(
        self,
        table: gpd.GeoDataFrame,
        parsed: Iterable[ParsedReport],
        *,
        title: str,
        about: Mapping[str, Any],
        made_on: date,
        tiles: Tiles | None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Events"
        # Arrow and zlib, which do most of the work, let other threads run.
        with ThreadPoolExecutor(2) as pool:
            first, prose, texts, rest = (Packing(pool) for _ in range(4))
            told = [pool.submit(pack_texts, table, texts), pool.submit(pack_prose, table, prose)]
            columns = pack_columns(table, first)
            places = named_places(table, parsed)
            rest.add("links", places.packed())
            rest.add("places", compact_json(places.rows).encode())
            for one in told:
                one.result()
        types = styles_of(columns["dictionaries"]["event_type"])
        head = {
            "title": title,
            "made_on": made_on.isoformat(),
            "about": dict(about),
            "attribution": " · ".join([basemap.ATTRIBUTION, *credits_beside(about)]),
            "tiles": {**asdict(tiles), "origin": tiles.origin} if tiles else None,
            "types": [asdict(style) for style in types],
            "roles": ROLES,
            **columns,
        }
        self._data = (
            data_script("head", json_for_script(head), "application/json")
            + first.scripts()
            + data_script("basemap", basemap.packed_basemap(), "text/plain")
        )
        self._texts = prose.scripts() + texts.scripts() + rest.scripts()
        digest = hashlib.sha256(self._data.encode("utf-8"))
        digest.update(self._texts.encode("ascii"))
        self.digest = digest.hexdigest()[:16]

    def render(self, **kwargs: Any) -> str:
        """Put styles, markup, data and scripts into the figure, past every template."""
        figure, drawn = self.get_root(), self._parent
        if not isinstance(figure, Figure) or drawn is None:
            raise MapError("the events can't be drawn alone; add them to a map")
        style = f"<style>\n{page_style(STYLES)}</style>\n"
        script = f"<script>\n{page_script(MODULES)}</script>\n"
        figure.header.add_child(RawElement(style + script), name="dateline_head")
        figure.html.add_child(RawElement(template("page.html") + self._data), name="dateline_page")
        start = f"dateline.start({drawn.get_name()});"
        figure.script.add_child(RawElement(start), name="dateline_start")
        if isinstance(figure, OfflineFigure):
            figure.after = self._texts
        else:
            figure.html.add_child(RawElement(self._texts), name="dateline_texts")
        return ""
