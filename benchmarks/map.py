"""The map page beside folium's own ways of drawing many points, in Chromium with the network off.

    python benchmarks/map.py [--sizes 1000 10000 100000] [--pages dateline geojson] [--slow]

The same made-up events (`synthetic.py`) are written as a page by Dateline and by folium's
MarkerCluster, FastMarkerCluster and GeoJson, with title and sentence in popups; these have no
filter or search, so what a reader would write for it is measured: taking away all marks and adding
those that pass. What they link to is handed to them from npm's packages. Without `--slow`,
MarkerCluster is left out at sizes where it takes minutes.

Times are those of the page's own clock: interactive once its scripts have run and it has been
painted, a filter or search from the reader's input to the last change on the screen, list and
counts included. The heap is that of the page's scripts with their arrays, after all filters and
searches.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
from folium.plugins import FastMarkerCluster, MarkerCluster
from playwright.sync_api import Page, Route, sync_playwright
from synthetic import synthetic_events
from xstatic.pkg import leaflet as xstatic_leaflet

import maps

SIZES = (1_000, 10_000, 100_000, 500_000)
SLOW = {"marker_cluster": 10_000, "fast_marker_cluster": 100_000, "geojson": 100_000}
"""Up to how many events a rival takes no minutes."""
MEGA = 1_000_000
LIBRARIES = {"jquery": "jquery@3", "leaflet.markercluster": "leaflet.markercluster@1"}
"""npm packages of what the rivals link to, by a part of the link's last name."""
PATIENCE_MS = 300_000
QUIET_MS = 700
"""No change for so long is the end of what an input has caused."""

WATCH = """
window.__changed = 0;
// A frame after each change: what was changed is then on the screen.
window.__note = () => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => (window.__changed = performance.now());
  channel.port2.postMessage(null);
});
const clear = CanvasRenderingContext2D.prototype.clearRect;
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  window.__note();
  return clear.apply(this, box);
};
window.__ready = new Promise((resolve) => {
  const look = () => document.querySelector("[data-dateline-ready]") || window.__rival;
  const painted = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  new MutationObserver((_, self) => look() && (self.disconnect(), painted())).observe(document, {
    attributes: true, childList: true, subtree: true });
  addEventListener("load", () => window.__isRival && painted());
});
addEventListener("DOMContentLoaded", () =>
  new MutationObserver(window.__note).observe(document.body, {
    attributes: true, childList: true, subtree: true, characterData: true }));
"""

ACT = """
async ([action, quiet, counts]) => {
  const count = () => document.querySelector("[data-dateline-count]")?.dataset.datelineCount;
  const before = count();
  const start = performance.now();
  window.__changed = 0;
  const found = await new Function(action)();
  if (found === false) return null;
  window.__note();
  while (counts && count() === before) await new Promise((resolve) => setTimeout(resolve, 5));
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const last = window.__changed;
    if (last && performance.now() - last > quiet) return last - start;
  }
}
"""


def _click(selector: str) -> str:
    return f"const box = document.querySelector('{selector}'); if (!box) return false; box.click();"


def _type(element: str, value: str, event: str) -> str:
    return (
        f"const box = document.getElementById('dateline-{element}'); if (!box) return false;"
        f"box.value = {value}; box.dispatchEvent(new Event('{event}', {{ bubbles: true }}));"
    )


FILTERS = {
    **{facet: _click(f"[data-{facet}]") for facet in
       ("type", "factuality", "region", "precision", "source")},
    "date": _type("slide-from", "Number(box.min) + (box.max - box.min) / 3", "input"),
    "certainty": _type("confidence", "70", "input"),
    "clear": _click("#dateline-reset"),
}  # fmt: skip
"""What is done on Dateline's page, one after the other, so that filters add up."""
SEARCHES = {"first": "police", "next": "government forc", "rare": "zzz"}


def dateline_page(frame: gpd.GeoDataFrame, path: Path) -> None:
    maps.save_map(maps.event_map(frame), path)


def marker_cluster(frame: gpd.GeoDataFrame, path: Path) -> None:
    drawn = folium.Map(prefer_canvas=True, tiles=None, max_zoom=13)
    cluster = MarkerCluster().add_to(drawn)
    for latitude, longitude, text in _points(frame):
        folium.Marker((latitude, longitude), popup=folium.Popup(text)).add_to(cluster)
    _save(drawn, path, f"{cluster.get_name()}", "cluster.getLayers()")


def fast_marker_cluster(frame: gpd.GeoDataFrame, path: Path) -> None:
    drawn = folium.Map(prefer_canvas=True, tiles=None, max_zoom=13)
    callback = (
        "function (row) { const marker = L.marker(new L.LatLng(row[0], row[1]));"
        "return marker.bindPopup(row[2]); }"
    )
    cluster = FastMarkerCluster(_points(frame), callback=callback).add_to(drawn)
    _save(drawn, path, f"{cluster.get_name()}", "cluster.getLayers()")


def geojson(frame: gpd.GeoDataFrame, path: Path) -> None:
    drawn = folium.Map(prefer_canvas=True, tiles=None, max_zoom=13)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
            "properties": {"text": text},
        }
        for latitude, longitude, text in _points(frame)
    ]
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=5),
        popup=folium.GeoJsonPopup(["text"]),
    ).add_to(drawn)
    _save(drawn, path, f"{layer.get_name()}", "cluster.getLayers()")


def _points(frame: gpd.GeoDataFrame) -> list[tuple[float, float, str]]:
    texts = [
        f"<b>{escape(title)}</b><br>{escape(notes)}".replace("`", "'").replace("{", "(")
        for title, notes in zip(frame.title, frame.notes, strict=True)
    ]
    return list(zip(frame.latitude.tolist(), frame.longitude.tolist(), texts, strict=True))


def _save(drawn: folium.Map, path: Path, layer: str, all_: str) -> None:
    """With what a reader would have to write to filter: half of the layers go, and come back."""
    page = drawn.get_root().render()
    script = (
        "<script>window.__isRival = true; window.__filter = () => {"
        f"const cluster = {layer}; const all = (window.__all ??= {all_});"
        "cluster.clearLayers(); window.__turn = !window.__turn;"
        "const kept = all.filter((_, i) => i % 2 || !window.__turn);"
        "cluster.addLayers ? cluster.addLayers(kept) : kept.forEach((l) => cluster.addLayer(l));"
        "};</script>"
    )
    path.write_text(page + script, encoding="utf-8")


PAGES: dict[str, Callable[[gpd.GeoDataFrame, Path], None]] = {
    "dateline": dateline_page,
    "marker_cluster": marker_cluster,
    "fast_marker_cluster": fast_marker_cluster,
    "geojson": geojson,
}


def measure(write: Callable[[gpd.GeoDataFrame, Path], None], frame: gpd.GeoDataFrame,
            libraries: Path) -> dict[str, Any]:  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        start = time.perf_counter()
        write(frame, path)
        found: dict[str, Any] = {
            "write_s": time.perf_counter() - start,
            "mb": path.stat().st_size / MEGA,
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(PATIENCE_MS)
            page.route("http*://**/*", lambda route: _hand_out(route, libraries))
            page.add_init_script(WATCH)
            page.goto(path.as_uri(), timeout=PATIENCE_MS)
            found["interactive_s"] = page.evaluate("() => window.__ready") / 1000
            found |= _use(page)
            session = page.context.new_cdp_session(page)
            session.send("HeapProfiler.collectGarbage")
            heap = session.send("Runtime.getHeapUsage")
            found["heap_mb"] = (heap["usedSize"] + heap.get("backingStorageSize", 0)) / MEGA
            browser.close()
    return found


def _use(page: Page) -> dict[str, Any]:
    """Milliseconds of each filter and search."""
    if page.evaluate("() => Boolean(window.__isRival)"):
        spent = [page.evaluate(ACT, ["window.__filter()", QUIET_MS]) for _ in range(2)]
        return {"filters_ms": {"half": spent[0], "clear": spent[1]}}
    shown = int(page.locator("[data-dateline-count]").get_attribute("data-dateline-count") or 0)
    # A reader who opens a page takes a moment to look at it.
    page.wait_for_timeout(3_000)
    # Twice: the first time a browser has yet to compile what it runs.
    for _ in range(2):
        filters = {name: page.evaluate(ACT, [act, QUIET_MS]) for name, act in FILTERS.items()}
        page.wait_for_timeout(200)
    searches = {
        name: page.evaluate(ACT, [_type("search", json.dumps(text), "input"), QUIET_MS, True])
        for name, text in SEARCHES.items()
    }
    return {
        "shown": shown,
        "filters_ms": {name: ms for name, ms in filters.items() if ms is not None},
        "searches_ms": searches,
    }


def _hand_out(route: Route, libraries: Path) -> None:
    """Answer a link of folium's from what npm has installed; what is for looks only is empty."""
    address = route.request.url
    if address.endswith("leaflet.js"):
        route.fulfill(path=Path(xstatic_leaflet.BASE_DIR) / "leaflet.js")
        return
    for name in LIBRARIES:
        file = libraries / "node_modules" / name / "dist" / f"{name}.js"
        if name in address and address.endswith(".js") and file.exists():
            route.fulfill(path=file)
            return
    route.fulfill(body="")


def report(name: str, count: int, found: dict[str, Any]) -> None:
    def slowest(times: dict[str, float]) -> str:
        return f"{min(times.values()):.0f}-{max(times.values()):.0f}" if times else "-"

    print(
        f"| {name} | {count:,} | {found['mb']:.1f} | {found['write_s']:.1f} "
        f"| {found['interactive_s']:.1f} | {slowest(found['filters_ms'])} "
        f"| {slowest(found.get('searches_ms', {}))} | {found['heap_mb']:.0f} |",
        flush=True,
    )
    details = found["filters_ms"] | found.get("searches_ms", {})
    print("   ", ", ".join(f"{key} {ms:.0f}" for key, ms in details.items()), file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many events")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES))
    parser.add_argument("--slow", action="store_true", help="rivals also where they take minutes")
    options = parser.parse_args()
    if shutil.which("chromium") is None:
        sys.exit("no chromium on the path: apt-get install chromium")
    print("| page | events | MB | write s | interactive s | filter ms | search ms | heap MB |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as libraries:
        if options.pages != ["dateline"]:
            command = ["npm", "install", "--silent", "--prefix", libraries, *LIBRARIES.values()]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        for count in options.sizes:
            frame = synthetic_events(count)
            for name in options.pages:
                if not options.slow and count > SLOW.get(name, count):
                    print(f"left out: {name} at {count:,} (--slow)", file=sys.stderr)
                    continue
                report(name, count, measure(PAGES[name], frame, Path(libraries)))


if __name__ == "__main__":
    main()
