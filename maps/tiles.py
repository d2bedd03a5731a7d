"""Online map tiles, for pages that are asked to offer them: nothing is fetched until a reader does.

A page's Content-Security-Policy names the one host that its pictures may come from, so the source
of the tiles is settled when the page is written.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from maps.payload import MapError

_FIELDS = ("z", "x", "y")
_FIELD = re.compile(r"\{(\w+)\}")
_HOST = re.compile(r"(?:\{s\}\.)?[a-z0-9.-]+(?::\d+)?")


@dataclass(frozen=True, slots=True)
class Tiles:
    """A source of tiles in Web Mercator."""

    url: str
    """With {z}, {x} and {y}, and perhaps {s} for a subdomain and {r} for sharper ones."""
    attribution: str
    subdomains: str = "abc"
    max_zoom: int = 19

    @property
    def origin(self) -> str:
        """What the page's policy lets pictures come from."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def tiles_of(given: str) -> Tiles:
    """The tiles that a provider's name ("OpenStreetMap") or an address with {z}, {x}, {y} means.

    Names are those of the package xyzservices. Raises `MapError` for other names, for providers
    that want a key, and for addresses that are none.
    """
    if "{" in given or "://" in given:
        return _checked(Tiles(given, attribution=""))
    # Half a second, and hardly ever wanted.
    from xyzservices import providers

    query = "OpenStreetMap.Mapnik" if given.casefold() == "openstreetmap" else given
    try:
        provider = providers.query_name(query)
    except ValueError:
        raise MapError(
            f"there is no provider of tiles {given!r}; xyzservices lists the names, or give an "
            "address with {z}, {x} and {y}"
        ) from None
    if provider.requires_token():
        raise MapError(f"the tiles {given!r} want a key: give their address with the key in it")
    fields = {name: str(value) for name, value in provider.items() if name not in ("url", "s", "r")}
    url = _FIELD.sub(lambda match: fields.get(match[1], match[0]), provider.url)
    return _checked(
        Tiles(
            url,
            provider.attribution,
            subdomains=str(provider.get("subdomains", "abc")),
            max_zoom=int(provider.get("max_zoom", 19)),
        )
    )


def _checked(tiles: Tiles) -> Tiles:
    parts = urlsplit(tiles.url)
    fields = set(_FIELD.findall(tiles.url))
    if (
        parts.scheme not in ("https", "http")
        or not _HOST.fullmatch(parts.netloc)
        or not fields.issuperset(_FIELDS)
        or fields - {*_FIELDS, "s", "r"}
    ):
        raise MapError(
            f"{tiles.url!r} is no address of tiles: https://example.org/{{z}}/{{x}}/{{y}}.png"
        )
    return tiles
