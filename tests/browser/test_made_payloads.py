"""A thousand texts of pieces of markup, script and formulas, through all that shows a text."""

import csv
import io
import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from map_frames import hostile_frame

pytestmark = pytest.mark.browser

COUNT = 1_000
RUN = "window.__ran=1"
PIECES = (
    *("<", ">", '"', "'", "`", "/", "=", "&", "\\", " ", "\n", "\t", "\0", "\u2028", "\u202e"),
    *("</", "<!--", "-->", "<![CDATA[", "]]>", "{{", "}}", "{%", "${", "}", "&lt;", "&#x3c;"),
    *("script", "<script>", "</script>", "</title>", "</style>", "</textarea>", "</template>"),
    *("<img src=x onerror=", "<svg/onload=", "<iframe srcdoc='", "<object data=", "<base href="),
    *("<math><mtext></form><form>", "<style>@import'//x'", "<a href=", "<details ontoggle="),
    *(" onclick=", " style=x:", "javascript:", "data:text/html,", "vbscript:", "https://x/"),
    *("=cmd|'/c calc'!A0", "@SUM(1)", "+1", "-1", "＝1", "'=1", "__proto__", "constructor", "%s"),
    *(RUN, f"<img src=x onerror={RUN}>", f"<script>{RUN}</script>", "document.title=1", "é", "東"),
)
LONGEST = 6
HOSTILE = st.binary(min_size=2_500, max_size=2_500)
"""Many texts in one draw, for a draw each takes Hypothesis longer than all the rest."""
FORMULA = tuple("=+-@\t\r\n＝＋－＠")

WATCH = """
window.__faults = [];
const fault = (what) => window.__faults.length < 20 && window.__faults.push(what);
for (const name of ["alert", "confirm", "prompt", "open"])
  window[name] = (text) => fault(name + ": " + text);
document.addEventListener("securitypolicyviolation", (event) =>
  fault("policy: " + event.violatedDirective + " " + event.sample));
const TAGS = ["IMG", "IFRAME", "OBJECT", "EMBED", "BASE", "LINK", "MATH", "STYLE", "TEXTAREA"];
const look = (element) => {
  if (TAGS.includes(element.tagName)) fault("element " + element.outerHTML.slice(0, 200));
  if (element.tagName === "SCRIPT") fault("script " + element.textContent.slice(0, 200));
  for (const { name, value } of element.attributes) {
    if (name.startsWith("on")) fault("handler " + element.outerHTML.slice(0, 200));
    if (["href", "src"].includes(name) && !/^https?:\\/\\//i.test(value) && value !== "#close")
      fault("address " + value.slice(0, 200));
  }
};
// What the page itself is written with has been parsed by then.
addEventListener("DOMContentLoaded", () =>
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node.nodeType === 1) for (const e of [node, ...node.querySelectorAll("*")]) look(e);
  }).observe(document, { childList: true, subtree: true }));
"""
LIST = """async () => {
    const { box } = dateline.page.list;
    const seen = new Set();
    for (let top = 0; top < box.scrollHeight; top += box.clientHeight) {
        box.scrollTop = top;
        dateline.page.list.draw();
        for (const entry of box.querySelectorAll(".dateline-list-snippet"))
            seen.add(entry.textContent);
    }
    return [...seen];
}"""
CARDS = """async () => {
    const { page } = dateline;
    const box = document.body.appendChild(document.createElement("div"));
    const titles = [];
    for (const row of page.store.rows) {
        box.replaceChildren(
            dateline.card.event(page.store, row, await page.store.texts(row), () => {}));
        titles.push(box.querySelector("h2").textContent);
    }
    for (const place of page.places.places) box.replaceChildren(page.places.card(place, () => {}));
    box.remove();
    return titles;
}"""
TREES = """() => {
    let names = 0;
    for (const tree of dateline.page.panel.trees) {
        tree.show(true);
        const nodes = [...tree.facet.root.within()].filter((node) => node.path !== null);
        for (let first = 0; first < nodes.length; first += 100) {
            const box = document.body.appendChild(document.createElement("ul"));
            box.append(...tree.branch(nodes.slice(first, first + 100)));
            names += box.querySelectorAll("input").length;
            box.remove();
        }
        tree.build();
    }
    return names;
}"""


@pytest.fixture(scope="module")
def payloads() -> list[str]:
    """The same texts in each run."""
    made: dict[str, None] = {}

    @settings(
        max_examples=20,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(HOSTILE)
    def make(drawn: bytes) -> None:
        made.update(dict.fromkeys(text for text in texts_of(drawn) if text.strip()))

    make()
    return list(made)[:COUNT]


def texts_of(drawn: bytes) -> Iterator[str]:
    """Texts of one to six pieces: a byte says how many, then each is a piece or a character."""
    at = 0
    while at < len(drawn):
        end = at + 2 + drawn[at] % LONGEST
        yield "".join(piece_of(byte) for byte in drawn[at + 1 : end])
        at = end


def piece_of(byte: int) -> str:
    return PIECES[byte % len(PIECES)] if byte < 224 else chr(byte * byte % 0xD000 + 1)


def test_a_thousand_made_texts_are_never_more_than_text(visit, payloads):
    assert len(payloads) == COUNT
    frame = hostile_frame(payloads)
    opened = visit(frame, title="Harmless", before=WATCH)
    page = opened.page
    assert opened.shown == COUNT
    # A canvas' pictures apart, the notes of the list are what was written.
    assert set(page.evaluate(LIST)) == set(payloads)
    assert page.evaluate(CARDS) == payloads
    assert page.evaluate(TREES) > 5 * COUNT
    for row in range(0, COUNT, 97):
        page.evaluate("(row) => dateline.page.openEvent(row)", row)
    search_for(page, payloads[::40])
    open_hashes(page, payloads[::50])
    features, rows = downloads(page)
    assert [feature["properties"]["notes"] for feature in features] == payloads
    assert [row["actor1"] for row in rows] == [
        f"'{text}" if text.lstrip("'").startswith(FORMULA) else text for text in payloads
    ]
    assert all(row["latitude"] == str(float(row["latitude"])) for row in rows)
    assert page.title() == "Harmless"
    assert page.evaluate("[window.__ran, window.__faults]") == [None, []]


def search_for(page, texts):
    """What is looked for is found in its own row, and named among the filters in force."""
    missed = page.evaluate(
        """async (texts) => {
            const { search, filter, store } = dateline.page;
            const missed = [];
            for (const text of texts) {
                const matches = await search.find(text);
                filter.set({ words: text.trim(), matches });
                const first = store.rows.find((row) => store.prose.text("notes", row) === text);
                if (dateline.fold(text) && !matches[first]) missed.push(text);
            }
            dateline.page.panel.resetFilter();
            return missed;
        }""",
        texts,
    )
    assert missed == []


def open_hashes(page, texts):
    """Addresses made of the texts, as they are and as the page would write them."""
    hashes = [
        "#" + "&".join(f"{key}={value}" for key in
                       ("words", "region", "type", "source", "area", "view", "since", "as"))
        for text in texts for value in (text, quote(text))
    ]  # fmt: skip
    page.evaluate(
        """async (hashes) => {
            for (const hash of hashes) await dateline.page.restore(hash);
            await dateline.page.restore("");
        }""",
        hashes,
    )
    for hash_ in hashes[:6]:
        page.evaluate("(hash) => (location.hash = hash)", hash_)
    page.evaluate("() => dateline.page.restore('')")


def downloads(page):
    """The features of one file and the rows of the other."""
    files = {}
    for name, button in (("geojson", "#dateline-download"), ("csv", "#dateline-download-csv")):
        with page.expect_download() as started:
            page.click(button)
        files[name] = started.value.path().read_bytes().decode("utf-8")
    rows = csv.DictReader(io.StringIO(files["csv"].removeprefix("\ufeff"), newline=""))
    return json.loads(files["geojson"])["features"], list(rows)
