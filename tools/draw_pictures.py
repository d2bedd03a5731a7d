"""Makes the README's pictures from the example reports, in Chromium with the network off.

    .venv/bin/python tools/draw_pictures.py

docs/map.png shows an event with its sentence, docs/map-narrow.png a phone in the dark.
"""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from maps.cli import run

ROOT = Path(__file__).parent.parent
SETTLED_MS = 1_000
"""Until popups have faded in and the list has followed the map."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of docs/ and what it shows."""

    name: str
    width: int
    height: int
    words: str
    """What is searched for; the first event found is opened."""
    dark: bool = False


PICTURES = (
    Picture("map.png", 1280, 860, "refineries Lillebonne"),
    Picture("map-narrow.png", 390, 844, "Gyumri protested", dark=True),
)


def draw(browser: Browser, page_file: Path, picture: Picture) -> None:
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    page.context.set_offline(True)
    page.goto(page_file.as_uri())
    page.wait_for_selector("[data-dateline-searchable]", state="attached")
    page.evaluate(
        """async (words) => {
            const { page } = dateline;
            const matches = await page.search.find(words);
            page.openEvent(page.store.rows.find((row) => matches[row]));
        }""",
        picture.words,
    )
    page.wait_for_selector(".leaflet-popup .dateline-card")
    page.wait_for_timeout(SETTLED_MS)
    page.screenshot(path=ROOT / "docs" / picture.name)
    page.close()


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
        for picture in PICTURES:
            draw(browser, page_file, picture)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
