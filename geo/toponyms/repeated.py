"""Names of several words that a report has more than once.

The recogniser may find one of them in one sentence and pass over it in the next. Who has read of
Cox's Bazar knows it again; of a single word ("Jordan") the next may be a person.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from geo.records import Toponym

_PART_BEFORE = re.compile(
    r"(?:\w[-\u2013'\u2019]|\b(?!(?:And|At|But|From|In|Near|On|The|To)\b)[A-Z][\w'\u2019-]*[^\S\n])\Z"
)
_PART_BEHIND = re.compile(r"[-\u2013]?\w|[^\S\n]+(?:[A-Z]|&)")
"""What makes a name part of a longer one: "the Port Sudan Times", "Old Port Sudan"."""


def with_repeated(text: str, names: Sequence[Toponym]) -> tuple[Toponym, ...]:
    """The names, and the further mentions of those of several words that are places themselves."""
    sure = {
        n.text: n
        for n in reversed(names)
        if len(n.text.split()) > 1 and (n.usage, n.kind) == ("literal", "noun")
    }
    found = [
        replace(name, start=match.start(), end=match.end())
        for surface, name in sure.items()
        for match in re.finditer(re.escape(surface), text)
        if not any(n.start < match.end() and match.start() < n.end for n in names)
        and not _PART_BEFORE.search(text, max(0, match.start() - 30), match.start())
        and not _PART_BEHIND.match(text, match.end())
    ]
    apart: list[Toponym] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        if not apart or apart[-1].end <= name.start:
            apart.append(name)
    return tuple(sorted((*names, *apart), key=lambda name: (name.start, name.end)))
