"""Makes docs/map.png, the README's picture: the map of the example reports in Chromium.

.venv/bin/python tools/draw_picture.py
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from maps.cli import run

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "map.png"
WIDTH, HEIGHT = 1280, 860
VIEW = "#view=2.5/15/12"
"""Zoom, latitude and longitude: most of the events, without the emptier ends of the world."""
SETTLED_MS = 1500
"""Until the base map and the clusters are drawn."""


def main() -> int:
    executable = shutil.which("chromium")
    if executable is None:
        print("no chromium on the path: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "events.html"
        if status := run(["map", str(ROOT / "examples"), "-o", str(page_file)]):
            return status
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.context.set_offline(True)
        page.goto(page_file.as_uri() + VIEW)
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=PICTURE)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
