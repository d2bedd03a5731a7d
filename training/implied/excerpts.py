"""Paragraphs as reports of their own.

What is read in practice may be a headline or a message of one sentence. A network that has only
seen whole reports takes the events of such texts for none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from geo.records import Span
from training.implied.marked import Marked
from training.keyed import Keyed

_PARAGRAPH = re.compile(r"\S[^\n]*")


def of_keyed(report: Keyed) -> Iterator[Keyed]:
    """Each paragraph of a keyed report, with the events that it mentions and no title."""
    for start, end in _paragraphs(report.text):
        events = []
        for event in report.events:
            mentions = [(s - start, e - start) for s, e in event.mentions if start <= s < end]
            if mentions:
                events.append(replace(event, mentions=tuple(mentions)))
        yield replace(report, title=None, text=report.text[start:end], events=tuple(events))


def of_marked(marked: Marked) -> Iterator[Marked]:
    """Each paragraph in which a word is marked. Names of other paragraphs stay, at offsets outside
    of it: without any a word would tell of no event."""
    report = marked.report
    for start, end in _paragraphs(report.text):
        where = {
            at - start: tuple(name - start for name in names)
            for at, names in marked.where.items()
            if start <= at < end
        }
        if where:
            alone = replace(report, title=None, text=report.text[start:end])
            yield replace(marked, report=alone, where=where)


def _paragraphs(text: str) -> Iterator[Span]:
    """None of a text of a single one, which is read as it is."""
    found = [match.span() for match in _PARAGRAPH.finditer(text)]
    if len(found) > 1:
        yield from found
