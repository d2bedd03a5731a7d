"""The map page beside folium's own ways of drawing many points, in Chromium with the network off.

    python benchmarks/map.py [--sizes 1000 10000 100000] [--pages dateline geojson] [--patience 60]

The same made-up events (`synthetic.py`) are written as a page by Dateline and by folium's
MarkerCluster, FastMarkerCluster and GeoJson, with title and sentence in popups; these have no
filter or search, so what a reader would write for it is measured: taking away all marks and adding
those that pass. What they link to is handed to them from npm's packages. Each page has a process
of its own, which is ended when it is not written, not open or not filtered in the patience given;
a rival that was ended is not tried with more events, and the table says so.

Times are those of the page's own clock: interactive once its scripts have run and it has been
painted, a filter or search from the reader's input to the last change on the screen, list and
counts included. The heap is that of the page's scripts with their arrays, after all filters and
searches.
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from html import escape
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
from folium.plugins import FastMarkerCluster, MarkerCluster
from playwright.sync_api import Page, Route, sync_playwright
from synthetic import synthetic_events
from xstatic.pkg import leaflet as xstatic_leaflet

import maps

Measures = dict[str, Any]
FORK = multiprocessing.get_context("fork")
SIZES = (1_000, 10_000, 100_000, 500_000)
MEGA = 1_000_000
LIBRARIES = {"jquery": "jquery@3", "leaflet.markercluster": "leaflet.markercluster@1"}
"""npm packages of what the rivals link to, by a part of the link's last name."""
PATIENCE = 60
"""Seconds for each step of a page: nobody waits longer for a map."""
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


def _map() -> folium.Map:
    # Not `max_zoom`, which only reaches a layer of tiles; markers do not cluster without it.
    return folium.Map(prefer_canvas=True, tiles=None, maxZoom=13)


def marker_cluster(frame: gpd.GeoDataFrame, path: Path) -> None:
    drawn = _map()
    cluster = MarkerCluster().add_to(drawn)
    for latitude, longitude, text in _points(frame):
        folium.Marker((latitude, longitude), popup=folium.Popup(text)).add_to(cluster)
    _save(drawn, path, f"{cluster.get_name()}", "cluster.getLayers()")


def fast_marker_cluster(frame: gpd.GeoDataFrame, path: Path) -> None:
    drawn = _map()
    callback = (
        "function (row) { const marker = L.marker(new L.LatLng(row[0], row[1]));"
        "return marker.bindPopup(row[2]); }"
    )
    cluster = FastMarkerCluster(_points(frame), callback=callback).add_to(drawn)
    _save(drawn, path, f"{cluster.get_name()}", "cluster.getLayers()")


def geojson(frame: gpd.GeoDataFrame, path: Path) -> None:
    drawn = _map()
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


def measure(name: str, frame: gpd.GeoDataFrame, libraries: Path, patience: float) -> Measures:
    """What is found of a page; of one that takes longer than the patience, up to where it came."""
    # A fork has the events without a copy; in a session of its own it takes its browser with it.
    here, there = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_measure, args=(name, frame, libraries, there))
    process.start()
    there.close()
    found: Measures = {"ended": f"in {patience:.0f} s"}
    try:
        while here.poll(patience):
            found |= here.recv()
    except EOFError:
        found["ended"] = "for a fault"
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid or 0, signal.SIGKILL)
    process.join()
    return found


def _measure(name: str, frame: gpd.GeoDataFrame, libraries: Path, out: Connection) -> None:
    """Say over a connection what each step has found."""
    os.setsid()
    with tempfile.TemporaryDirectory(dir=libraries) as folder:
        path = Path(folder) / "page.html"
        start = time.perf_counter()
        PAGES[name](frame, path)
        spent = time.perf_counter() - start
        out.send({"write_s": spent, "mb": path.stat().st_size / MEGA})
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(0)
            page.route("http*://**/*", lambda route: _hand_out(route, libraries))
            page.add_init_script(WATCH)
            faults: list[str] = []
            page.on("pageerror", lambda fault: faults.append(str(fault)))
            page.goto(path.as_uri())
            ready = page.evaluate("() => window.__ready") / 1000
            if faults:
                sys.exit(f"the page of {name} is broken: {'; '.join(faults)}")
            out.send({"interactive_s": ready})
            for used in _use(page):
                out.send(used)
            session = page.context.new_cdp_session(page)
            session.send("HeapProfiler.collectGarbage")
            heap = session.send("Runtime.getHeapUsage")
            held = heap["usedSize"] + heap.get("backingStorageSize", 0)
            out.send({"heap_mb": held / MEGA})
            browser.close()


def _use(page: Page) -> Iterator[Measures]:
    """Milliseconds of each filter, then of each search."""
    if page.evaluate("() => Boolean(window.__isRival)"):
        spent = [page.evaluate(ACT, ["window.__filter()", QUIET_MS]) for _ in range(2)]
        yield {"filters_ms": {"half": spent[0], "clear": spent[1]}, "searches_ms": {}}
        return
    # A reader who opens a page takes a moment to look at it, and opens a facet to choose in it.
    page.wait_for_timeout(3_000)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.wait_for_timeout(1_000)
    # Twice: the first time a browser has yet to compile what it runs.
    for _ in range(2):
        filters = {name: page.evaluate(ACT, [act, QUIET_MS]) for name, act in FILTERS.items()}
        page.wait_for_timeout(200)
    missing = [name for name, spent in filters.items() if spent is None]
    if missing:
        sys.exit(f"the page has no filter by {', '.join(missing)}")
    yield {"filters_ms": filters}
    searches = {
        name: page.evaluate(ACT, [_type("search", json.dumps(text), "input"), QUIET_MS, True])
        for name, text in SEARCHES.items()
    }
    yield {"searches_ms": searches}


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


STEPS = {"write_s": "written", "interactive_s": "open", "filters_ms": "filtered",
         "searches_ms": "searched", "heap_mb": "weighed"}  # fmt: skip


def report(name: str, count: int, found: Measures) -> bool:
    """Print a row of the table; whether the page came to the end."""
    missing = [said for key, said in STEPS.items() if key not in found]
    times = {key: found.get(key, {}) for key in ("filters_ms", "searches_ms")}
    cells = [
        *(
            f"{found[key]:.1f}" if key in found else "-"
            for key in ("mb", "write_s", "interactive_s")
        ),
        *(f"{min(ms.values()):.0f}-{max(ms.values()):.0f}" if ms else "-" for ms in times.values()),
        f"{found['heap_mb']:.0f}" if "heap_mb" in found else "-",
    ]
    note = f" not {missing[0]} {found['ended']}" if missing else ""
    print(f"| {name} | {count:,} | {' | '.join(cells)} |{note}", flush=True)
    details = times["filters_ms"] | times["searches_ms"]
    print("   ", ", ".join(f"{key} {ms:.0f}" for key, ms in details.items()), file=sys.stderr)
    return not missing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many events")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES))
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds for each step")
    options = parser.parse_args()
    if shutil.which("chromium") is None:
        sys.exit("no chromium on the path: apt-get install chromium")
    print("| page | events | MB | write s | interactive s | filter ms | search ms | heap MB |")
    print("|---|---|---|---|---|---|---|---|")
    ended: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as libraries:
        if options.pages != ["dateline"]:
            command = ["npm", "install", "--silent", "--prefix", libraries, *LIBRARIES.values()]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        for count in sorted(options.sizes):
            frame = synthetic_events(count)
            for name in options.pages:
                if name in ended:
                    cells = "| - " * 6
                    print(
                        f"| {name} | {count:,} {cells}| not tried, see {ended[name]:,}", flush=True
                    )
                    continue
                # Dateline has to come to the end.
                patience = options.patience * (10 if name == "dateline" else 1)
                found = measure(name, frame, Path(libraries), patience)
                if not report(name, count, found):
                    ended[name] = count


if __name__ == "__main__":
    main()
