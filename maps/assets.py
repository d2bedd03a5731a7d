"""Makes a folium page self-contained and safe: nothing is fetched, and nothing of a report is run.

branca compiles what its elements hold as Jinja templates in this very process, and folium's popups
hand text to the browser as markup. So text from reports never enters such an element. It travels
in a `RawElement`, whose `render` gives back its string as it is, inside `<script>` elements that
are data and not code; the page's own scripts write it with `textContent`; and a Content-Security-
Policy names, by their hashes, the only scripts and styles that may run.
"""

import base64
import hashlib
import json
import logging
import re
from collections.abc import Sequence
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink
from xstatic.pkg import leaflet as xstatic_leaflet

logger = logging.getLogger(__name__)

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_COMMENT = re.compile(r"^[ ]*/\*.*?\*/\n", re.DOTALL | re.MULTILINE)
_LINE_COMMENT = re.compile(r"^[ ]*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \n]+", re.MULTILINE)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_CSS_URL = re.compile(r"url\((images/[\w.-]+\.png)\)")
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


class RawElement(Element):
    """Text that reaches the page as it is and is never read as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **kwargs: Any) -> str:
        """Return the text."""
        return self._text


def json_for_script(value: Any) -> str:
    """JSON that can stand in a `<script>` element whatever its strings hold."""
    return compact_json(value).translate(_ESCAPES)


def compact_json(value: Any) -> str:
    """JSON that can be encoded as UTF-8 whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        # A lone surrogate can't be encoded; JSON has an escape for it.
        text = json.dumps(value, separators=(",", ":"), allow_nan=False)
    return text


def data_script(name: str, text: str, media_type: str) -> str:
    """A `<script>` element that holds data; `text` is base64 or from `json_for_script`."""
    return f'<script type="{media_type}" id="dateline-data-{name}">{text}</script>\n'


def template(name: str) -> str:
    """A file of `maps/templates` as text."""
    return (resources.files("maps") / "templates" / name).read_text(encoding="utf-8")


def page_script(modules: tuple[str, ...]) -> str:
    """The page's own modules in the order given; each adds to one global object, `dateline`."""
    return _bare("\n".join(template(f"js/{module}.js") for module in modules))


def page_style(sheets: tuple[str, ...]) -> str:
    """The page's own style sheets in the order given."""
    return _bare("\n".join(template(f"css/{sheet}.css") for sheet in sheets))


def _bare(code: str) -> str:
    """Code without its indents and the comments on lines of their own, a quarter of its size."""
    return _INDENT.sub("", _LINE_COMMENT.sub("", _COMMENT.sub("", code)))


def leaflet() -> tuple[str, str]:
    """Leaflet's JavaScript and CSS with its pictures inside, from the package XStatic-Leaflet."""
    folder = Path(xstatic_leaflet.BASE_DIR)
    script = (folder / "leaflet.js").read_text(encoding="utf-8")
    script = re.sub(r"\n//# sourceMappingURL=.*", "", script).replace("</script", "<\\/script")
    style = _CSS_URL.sub(
        lambda match: f"url({_data_uri(folder / match[1])})",
        (folder / "leaflet.css").read_text(encoding="utf-8"),
    )
    # Leaflet reads the folder of its marker pictures from the CSS, where there is none now.
    pictures = {
        key: _data_uri(folder / "images" / file)
        for key, file in (
            ("iconUrl", "marker-icon.png"),
            ("iconRetinaUrl", "marker-icon-2x.png"),
            ("shadowUrl", "marker-shadow.png"),
        )
    }
    icon = (
        f'L.Icon.Default.imagePath = "";\nL.Icon.Default.mergeOptions({json_for_script(pictures)});'
    )
    return f"{script}\n{icon}\n", style


def jquery() -> str:
    """jQuery, which folium's popups call for, from the package XStatic-jQuery."""
    # Most pages have no such layer.
    from xstatic.pkg import jquery as xstatic_jquery

    script = (Path(xstatic_jquery.BASE_DIR) / "jquery.min.js").read_text(encoding="utf-8")
    return script.replace("</script", "<\\/script")


def _data_uri(picture: Path) -> str:
    return "data:image/png;base64," + base64.b64encode(picture.read_bytes()).decode("ascii")


class OfflineFigure(Figure):
    """A figure that renders into one page with no outside reference.

    Of the libraries that folium links to, the page needs Leaflet alone, which is put inside, and so
    is jQuery where a layer that a user adds has popups. Other links that such a layer needs stay,
    and the log says that the page then does need the network.
    """

    def __init__(self, title: str, pictures: Sequence[str] = (), **kwargs: Any) -> None:
        """`pictures` are the origins that the page's own pictures may come from."""
        super().__init__(**kwargs)
        self._page_title = title
        self._pictures = tuple(pictures)
        self.after = ""
        """Data at the very end, which a browser reads when the scripts have begun."""

    def render(self, **kwargs: Any) -> str:
        """Return the page, the same for the same content."""
        for child in list(self._children.values()):
            child.render(**kwargs)
        links = self._inline_links()
        page: str = self._template.render(this=self, kwargs=kwargs)
        # The browser reads every line end as \n before it takes the hash of a script.
        page = page.replace("\r\n", "\n").replace("\r", "\n")
        head = (
            '<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{self._policy(page, links)}">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{escape(_plain(self._page_title))}</title>"
        )
        page = page.replace("<head>", head, 1).replace("<html>", '<html lang="en">', 1)
        start, end, rest = page.rpartition("</html>")
        return start + self.after + end + rest

    def _inline_links(self) -> list[str]:
        """Put libraries in the place of folium's links; the addresses of links that stay."""
        defaults = {name for name, _ in (*folium.Map.default_js, *folium.Map.default_css)}
        needed = _libraries_of_layers(self)
        children = self.header._children
        kept = []
        for name, child in list(children.items()):
            if isinstance(child, JavascriptLink | CssLink):
                if name == "jquery" or (name in defaults and name not in needed):
                    del children[name]
                else:
                    kept.append(child.url)
        self._has_layers = bool(needed)
        if "jquery" in needed:
            self._inline("jquery_inline", f"<script>{jquery()}</script>\n")
        script, style = leaflet()
        self._inline("leaflet_inline", f"<style>{style}</style>\n<script>{script}</script>\n")
        if kept:
            logger.warning("layers that were added need the network: %s", ", ".join(kept))
        return kept

    def _inline(self, name: str, text: str) -> None:
        if name not in self.header._children:
            self.header.add_child(RawElement(text), name=name, index=0)

    def _policy(self, page: str, links: list[str]) -> str:
        scripts = [_hash(text) for text in _SCRIPT.findall(page)]
        styles = [_hash(text) for text in _STYLE.findall(page)]
        scripts += [url for url in links if url.endswith(".js")]
        styles += [url for url in links if url.endswith(".css")]
        pictures = ["data:", "blob:", *self._pictures]
        if any(isinstance(e, folium.raster_layers.TileLayer) for e in _descendants(self)):
            pictures.append("https:")
        rules = [
            "default-src 'none'",
            f"script-src {' '.join(scripts)}",
            f"style-src {' '.join(styles)}",
            f"img-src {' '.join(pictures)}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
        if links:
            rules.append("font-src https:")
        if links or self._has_layers:
            # Popups and icons of folium come with styles of their own.
            rules.append("style-src-attr 'unsafe-inline'")
        return "; ".join(rules)


def _plain(text: str) -> str:
    """The text without what HTML can't hold: control characters and lone surrogates."""
    return _CONTROL.sub(" ", text.encode("utf-8", "replace").decode("utf-8"))


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _descendants(element: Element) -> list[Element]:
    found = []
    for child in element._children.values():
        found += [child, *_descendants(child)]
    return found


def _libraries_of_layers(figure: Figure) -> set[str]:
    """Names of folium's default libraries that layers added by a user call for."""
    needed: set[str] = set()
    for element in _descendants(figure):
        if isinstance(element, folium.Popup | folium.Tooltip):
            needed.add("jquery")
        if isinstance(element, folium.Icon):
            needed |= {name for name, _ in (*folium.Map.default_js, *folium.Map.default_css)} - {
                "leaflet",
                "leaflet_css",
            }
    return needed
