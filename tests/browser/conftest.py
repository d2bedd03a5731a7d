"""Pages in a real Chromium with the network off; what they log and ask for is kept."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pytest
from map_frames import small_frame
from screens import SCREENS

import maps

try:
    from playwright.sync_api import Browser, Page, sync_playwright
except ImportError:
    sync_playwright = None


@dataclass
class Visit:
    """An open page, with everything it asked for and everything that went wrong."""

    page: "Page"
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def state(self, expression: str) -> Any:
        """A value of the page's own objects."""
        return self.page.evaluate(f"() => {{ const page = dateline.page; return {expression}; }}")

    def panel(self) -> "Page":
        """The page with its filters and list to hand, which a narrow screen folds away."""
        return self._sheet(True)

    def map(self) -> "Page":
        """The page with its map to hand."""
        return self._sheet(False)

    def _sheet(self, is_open: bool) -> "Page":
        button = self.page.locator("#dateline-sheet")
        if button.is_visible() and button.get_attribute("aria-expanded") != str(is_open).lower():
            button.click()
        return self.page

    @property
    def shown(self) -> int:
        """How many events pass the filter."""
        element = self.page.locator("[data-dateline-count]")
        return int(element.get_attribute("data-dateline-count"))

    def wait_for_shown(self, count: int) -> None:
        self.page.wait_for_selector(f'[data-dateline-count="{count}"]')

    def wait_until(self, expression: str) -> None:
        """Wait for an expression to be true; the page's policy forbids Playwright's own way."""
        deadline = time.monotonic() + 60
        while not self.page.evaluate(f"() => Boolean({expression})"):
            assert time.monotonic() < deadline, f"never came true: {expression}"
            self.page.wait_for_timeout(20)

    def position(self, row: int) -> tuple[float, float]:
        """Where on the screen the mark of an event is."""
        x, y = self.state(
            f"""(() => {{
                const group = page.events.groupOf({row});
                const corner = page.events.layer._container.getBoundingClientRect();
                return [corner.x + group.x, corner.y + group.y];
            }})()"""
        )
        return x, y


def _unavailable(reason: str) -> None:
    """A machine without a browser skips these tests; one that checks the project must not."""
    if os.environ.get("CI") or os.environ.get("DATELINE_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and this run must test the browser", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def unavailable() -> Callable[[str], None]:
    """Skip, or fail where the project is checked, for a reason."""
    return _unavailable


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    if sync_playwright is None:
        _unavailable("playwright is not installed (pip install playwright)")
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        _unavailable("there is no chromium on the path (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


Open = Callable[..., Visit]


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Width and height of the screen: a wide one, unless a test asks for others."""
    return SCREENS[getattr(request, "param", "wide")]


@pytest.fixture(scope="session")
def small_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the small table as it comes, which most tests open, drawn once."""
    path = tmp_path_factory.mktemp("small") / "events.html"
    maps.save_map(maps.event_map(small_frame()), path)
    return path


@pytest.fixture
def visit(
    browser: "Browser", small_page: Path, tmp_path: Path, screen: tuple[int, int]
) -> Iterator[Open]:
    """Open the map of a frame; at the end nothing but the file was asked for or went wrong.

    A script may run `before` those of the page.
    """
    visits = []

    def open_(
        frame: gpd.GeoDataFrame | None = None,
        *,
        hash_: str = "",
        viewport: tuple[int, int] | None = None,
        dark: bool = False,
        before: str = "",
        change: Callable[[folium.Map], None] | None = None,
        **options: Any,
    ) -> Visit:
        path = small_page
        if frame is not None or change or options:
            path = tmp_path / "events.html"
            drawn = maps.event_map(small_frame() if frame is None else frame, **options)
            if change:
                change(drawn)
            maps.save_map(drawn, path)
        width, height = viewport or screen
        context = browser.new_context(
            offline=True,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
            reduced_motion="reduce",
        )
        # Ample for a busy machine: what never comes true fails all the same.
        context.set_default_timeout(60_000)
        if before:
            context.add_init_script(before)
        opened = Visit(context.new_page())
        visits.append(opened)
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.problems.append(str(error)))
        opened.page.on(
            "console",
            lambda message: (
                opened.problems.append(message.text)
                if message.type in ("error", "warning")
                else None
            ),
        )
        opened.page.on("dialog", lambda dialog: opened.problems.append(f"dialog {dialog.message}"))
        opened.page.goto(path.as_uri() + hash_)
        # Ready, and the texts have come too.
        opened.page.wait_for_selector("[data-dateline-searchable]", state="attached")
        return opened

    yield open_
    for opened in visits:
        outside = [url for url in opened.requests if not url.startswith(("file:", "blob:"))]
        problems = opened.problems
        opened.page.context.close()
        assert outside == []
        assert problems == []
