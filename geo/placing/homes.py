"""Where people live of whom something is told: "Ann Lee, 58, of Harrogate, was jailed".

Reports of courts and crashes tell it of everyone, and what happened was mostly elsewhere.
"""

import re

from geo.language.text import Analysis
from geo.records import Toponym

_NEAR = 120
_STREET = r"(?:[A-Z0-9][\w'\u2019-]*(?: [A-Z][\w'\u2019-]*){0,3},\s+){0,2}"
"""What of an address may stand before the town: "of Mill Lane, Harrogate"."""
_AGED = re.compile(
    rf"\b[A-Z][\w'\u2019-]+(?:,?\s+\(\d{{1,3}}\),?|,\s+(?:aged\s+)?\d{{1,3}},)"
    rf"\s+(?:of|from)\s+{_STREET}$"
)
_NAMED = re.compile(rf"\b[A-Z][\w'\u2019-]+,\s+of\s+{_STREET}$")
_COMMA = re.compile(r"\s*,")
_NO_PERSONS = frozenset("DATE FAC GPE LOC NORP ORG".split())
"""Labels of what has no home; the reader often has none for a family name alone."""


def is_home(analysis: Analysis, toponym: Toponym) -> bool:
    """Whether a name stands behind a person's age as that of a home, or behind a person's name
    between commas."""
    text, start = analysis.text, toponym.start
    before = max(0, start - _NEAR)
    if _AGED.search(text, before, start):
        return True
    named = _NAMED.search(text, before, start)
    if named is None or _COMMA.match(text, toponym.end) is None:
        return False
    person = analysis.tokens_in(named.start(), named.start() + 1)
    entity = analysis.name_at(person[0].index, person[0].index) if person else None
    return entity is None or entity.label not in _NO_PERSONS
