"""Who published a report, where its record does not say so: as far as its head or title tell."""

import re

from geo.layout.dateline import agency_name
from geo.layout.head_lines import head_lines, is_outlet

_TAIL = re.compile(r"\s[-\u2013\u2014|\u00b7]\s+(?P<name>[^-\u2013\u2014|\u00b7]{3,40})\Z")
"""The site behind the title of a page: "Strike on Khan Younis - The Levant Post"."""


def stated_source(text: str) -> str | None:
    """The outlet that a line at the head of a text names ("Published on 12 March 2025 by The
    Wire"), else the agency of its dateline ("NAIROBI, May 4 (Reuters) -")."""
    named = (head.outlet for _, head in head_lines(text) if head.outlet)
    return next(named, None) or agency_name(text)


def site_of_title(title: str) -> str | None:
    """The name of an outlet behind the title of a page."""
    found = _TAIL.search(" ".join(title.split()))
    return found["name"] if found and is_outlet(found["name"]) else None
