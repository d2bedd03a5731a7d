"""The dateline that opens a report: "GOMA, DR Congo (Agency) —", "BEIRUT, Dec 1 (Agency) -",
"QUETTA:"."""

import re
from collections.abc import Callable, Iterator

from geo.records import Span

_DATELINE = re.compile(
    r"(?:\A|\n)\s*(?:(?P<places>[A-Z][^\n\u2014\u2013()]{1,60}?)[^\S\n]*"
    r"(?P<agency>\([^()\n]{1,40}\)[^\S\n]*)?(?:\u2014|\u2013|--|[^\S\n]-\s)"
    r"|(?P<before_colon>[A-Z][A-Z'. -]{1,30}(?:, [A-Z][\w'. -]{1,30})?):\s+"
    r"(?=[\"'\u2018\u201c]?(?:A\s|[A-Z][a-z])))"
)
_REACH = 400
"""Characters from the start within which a dateline is looked for: behind a title at most."""


def dateline(text: str) -> tuple[Span, Span] | None:
    """Spans of the places and of the whole dateline with its agency; None without one.

    The first word is in capitals, which tells a dateline from a sentence with a dash.
    """
    for match in _DATELINE.finditer(text, 0, min(len(text), _REACH)):
        group = "places" if match["places"] else "before_colon"
        first = match[group].split()[0].rstrip(",")
        if first.isupper() and len(first) > 1:
            return match.span(group), (match.start(group), match.end())
    return None


def dateline_names(text: str, is_known: Callable[[str], bool]) -> Iterator[Span]:
    """The names of the dateline that are known, such as GOMA and DR Congo."""
    found = dateline(text)
    if found is None:
        return
    (start, end), _ = found
    for piece in re.finditer(r"[^,/]+", text[start:end]):
        name = piece.group().strip()
        left = start + piece.start() + piece.group().index(name) if name else start
        if name and is_known(name):
            yield left, left + len(name)


def agency(text: str) -> Span:
    """What stands behind the places of the dateline: "(Nile Wire)" is no place. Else empty."""
    found = dateline(text)
    return (found[0][1], found[1][1]) if found else (0, 0)
