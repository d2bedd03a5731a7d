"""People who see little or use no mouse: the rules of axe-core, and filters by keys."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = (1280, 800), (390, 844)
RUN = """
() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
  "best-practice"] }).then(({ violations }) => violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, help, nodes }) => ({ id, help, where: nodes.map((n) => n.target.join(" ")),
      why: nodes[0].failureSummary })))
"""


@pytest.fixture(scope="module")
def axe(unavailable) -> str:
    if not AXE.exists():
        unavailable("axe-core is not installed (npm install)")
    return AXE.read_text(encoding="utf-8")


def faults(opened, axe: str) -> list[dict[str, Any]]:
    # A popup that fades in is pale for a moment.
    opened.page.wait_for_timeout(300)
    opened.page.evaluate(axe)
    found: list[dict[str, Any]] = opened.page.evaluate(RUN)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_nothing_serious(visit, axe, dark, viewport):
    opened = visit(viewport=viewport, dark=dark)
    page = opened.page
    found = {"start": faults(opened, axe)}
    if viewport == NARROW:
        page.click("#dateline-sheet")
        found["sheet"] = faults(opened, axe)
    page.locator("#dateline-list button").first.click()
    page.wait_for_selector(".leaflet-popup .dateline-card")
    found["popup"] = faults(opened, axe)
    if viewport == NARROW:
        page.click("#dateline-sheet")
    page.click("#dateline-about")
    found["about"] = faults(opened, axe)
    page.keyboard.press("Escape")
    page.fill("#dateline-search", "nothing of the kind")
    opened.wait_for_shown(0)
    found["empty"] = faults(opened, axe)
    assert {state: one for state, one in found.items() if one} == {}


def test_filters_are_set_by_keyboard_alone(visit):
    opened = visit()
    page = opened.page
    page.focus("[data-type=ASSAULT]")
    page.keyboard.press("Space")
    opened.wait_for_shown(6)
    page.focus("#dateline-reset")
    page.keyboard.press("Enter")
    opened.wait_for_shown(8)
