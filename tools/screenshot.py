"""Take a picture of a map page, as the README shows it.

    python tools/screenshot.py events.html docs/map.png --view 6/34.5/40 --open "chlorine"

Needs Chromium on the path and Playwright from PyPI; the network stays off.
"""

import argparse
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

WIDTH, HEIGHT = 1280, 800
LARGEST = 400_000
"""Bytes; a README with a heavier picture is slow to open."""


def take(arguments: argparse.Namespace) -> None:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        sys.exit("there is no chromium on the path; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            color_scheme="dark" if arguments.dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
        )
        page.context.set_offline(True)
        show(page, arguments)
        arguments.picture.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=arguments.picture)
        browser.close()
    size = arguments.picture.stat().st_size
    print(f"{arguments.picture}: {size:,} bytes")
    if size > LARGEST:
        sys.exit(f"{arguments.picture} is larger than {LARGEST:,} bytes; choose a calmer view")


def show(page: Page, arguments: argparse.Namespace) -> None:
    """Bring the page to the view asked for, with one event open."""
    fragment = f"#view={arguments.view}" if arguments.view else ""
    if arguments.places:
        fragment += ("&" if fragment else "#") + "places=1"
    page.goto(arguments.page.resolve().as_uri() + fragment)
    page.wait_for_selector("[data-dateline-ready]", state="attached")
    if arguments.open:
        page.click(f"#dateline-list button:has-text({arguments.open!r})")
        page.wait_for_selector(".leaflet-popup .dateline-card")
    # Leaflet fades popups in, and the list is redrawn a moment after the map comes to rest.
    page.wait_for_timeout(600)


def main() -> None:
    parser = argparse.ArgumentParser(description="Take a picture of a map page.")
    parser.add_argument("page", type=Path, help="a page that 'dateline map' wrote")
    parser.add_argument("picture", type=Path, help="the PNG file to write")
    parser.add_argument("--view", help="zoom/latitude/longitude; all events if left out")
    parser.add_argument("--open", help="open the first event in the list with these words")
    parser.add_argument("--places", action="store_true", help="show the layer of named places")
    parser.add_argument("--dark", action="store_true", help="in the dark theme")
    take(parser.parse_args())


if __name__ == "__main__":
    main()
