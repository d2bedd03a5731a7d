"""Where an outlet may be at home, by its own name and address: "denverpost.com" is of Denver."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from gazetteer import Gazetteer

_PRESS_WORDS = sorted(
    "advertiser advocate argus beacon blade bulletin bee call chronicle citizen commercial "
    "courier daily democrat dispatch echo enquirer evening examiner express free gazette globe "
    "guardian herald independent inquirer journal leader ledger live local mail media mercury "
    "messenger mirror monitor morning network news newspaper newspapers observer online post "
    "press record recorder register reporter republic republican review sentinel standard star "
    "sun sunday telegram telegraph the times today tribune tv radio union voice weekly world my "
    "your insider now report reports eagle banner courant gleaner nation patriot".split(),
    key=lambda word: (-len(word), word),
)
"""Words of newspapers' and stations' names, the longest first."""
_LEAST = 4
"""Letters of the shortest name that is believed to be a place."""
_MOST = 4
"""Names kept of one outlet."""


def home_names(url: str | None, source: str | None, gazetteer: "Gazetteer") -> tuple[str, ...]:
    """Names of the gazetteer within an outlet's address and name, the longest first."""
    return _home_names(_labels(url), source or "", gazetteer)


def _labels(url: str | None) -> tuple[str, ...]:
    """The labels of the host name, without its top-level domain."""
    if not url:
        return ()
    host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    return tuple(label for label in host.split(".")[:-1] if label not in {"www", "co", "com"})


@lru_cache(maxsize=1024)
def _home_names(labels: tuple[str, ...], source: str, gazetteer: "Gazetteer") -> tuple[str, ...]:
    found: dict[str, None] = {}
    for label in labels:
        for piece in _pieces(label):
            known = (name for name in _readings(piece) if gazetteer.has_name(name))
            if (name := next(known, None)) is not None:
                found[name] = None
    words = [w for w in re.findall(r"[^\W\d_]+", source) if w.lower() not in _PRESS_WORDS]
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            name = " ".join(words[i : i + size])
            if len(name) >= _LEAST and name[0].isupper() and gazetteer.has_name(name):
                found[name] = None
    ordered = sorted(found, key=lambda name: (-len(name), name))
    return tuple(ordered[:_MOST])


def home_country(url: str | None, gazetteer: "Gazetteer") -> int:
    """Row of the country whose top-level domain the address has; -1 without one."""
    if not url:
        return -1
    host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    code = host.rpartition(".")[2].upper()
    code = "GB" if code == "UK" else code
    if code in _SOLD_DOMAINS or code not in gazetteer.country_codes():
        return -1
    return gazetteer.row(gazetteer.country(code).place_id)


_SOLD_DOMAINS = frozenset("AI CC CO FM GG IO LY ME SH TO TV WS".split())
"""Top-level domains that are sold to all the world."""


def _pieces(label: str) -> list[str]:
    """What is left of a label when the words of the press are taken off either end."""
    pieces = re.split(r"[-_\d]+|(?<=\w{4})and(?=\w{4})", label.lower())
    return [bare for piece in pieces if len(bare := _stripped(piece)) >= _LEAST]


def _stripped(piece: str) -> str:
    while True:
        for word in _PRESS_WORDS:
            if piece != word and piece.endswith(word):
                piece = piece[: -len(word)]
                break
            if piece != word and piece.startswith(word):
                piece = piece[len(word) :]
                break
        else:
            return "" if piece in _PRESS_WORDS else piece


def _readings(piece: str) -> list[str]:
    """A run of letters as one word, as two ("kansascity": "Kansas City"), and its longest parts."""
    halves = (f"{piece[:i].title()} {piece[i:].title()}" for i in range(3, len(piece) - 2))
    parts = (p for i in range(1, len(piece) - _LEAST_PART) for p in (piece[:-i], piece[i:]))
    return [piece.title(), *halves, *(part.title() for part in parts)]


_LEAST_PART = 5
"""Letters, less one, of the shortest place that only begins or ends what is left of an address."""
