"""With which place a paragraph or a sentence opens: the scene of all that it tells."""

import re
from collections.abc import Sequence

from geo.headings.headings import Headings
from geo.language.text import Analysis
from geo.layout.dateline import dateline
from geo.records import ResolvedToponym, Span


def openings(
    analysis: Analysis, headings: Headings, toponyms: Sequence[ResolvedToponym]
) -> dict[int, str]:
    """The code of the country with which each paragraph opens, if one does: "In Rennes, ...", or
    "Niger: ..."."""
    found: dict[int, str] = {}
    for toponym in toponyms:
        sentence = analysis.sentence_at(toponym.toponym.start)
        if sentence is None or toponym.place is None or not toponym.place.country_code:
            continue
        is_first = sentence.index == 0 or (
            analysis.sentences[sentence.index - 1].paragraph != sentence.paragraph
        )
        before = analysis.text[sentence.start : toponym.toponym.start]
        head = headings.before.get(sentence.paragraph) if is_first else None
        if is_first and (_IN.fullmatch(before) or _is_heading(analysis, before, toponym, head)):
            found.setdefault(sentence.paragraph, toponym.place.country_code)
    return found


def _is_heading(
    analysis: Analysis, before: str, toponym: ResolvedToponym, head: Span | None
) -> bool:
    """Whether a country's name is the heading of its item in a digest."""
    is_country = toponym.place is not None and toponym.place.feature_code.startswith("PCL")
    heading = _TITLE if toponym.toponym.text.isupper() else _HEADING
    is_head = (toponym.toponym.start, toponym.toponym.end) == head
    return (
        is_country
        and not before.strip(_BULLETS)
        and (is_head or heading.match(analysis.text, toponym.toponym.end) is not None)
    )


def opens(analysis: Analysis, trigger: int, toponym: ResolvedToponym) -> bool:
    """Whether the sentence of the event at the token `trigger` opens with the name as its scene:
    "In Kordofan, the army said it had taken Bara". In a capital things are also only said."""
    if toponym.place is None or toponym.toponym.usage != "literal":
        return False
    sentence = analysis.sentences[analysis.tokens[trigger].sentence]
    if not _IN.fullmatch(analysis.text, sentence.start, toponym.toponym.start):
        return False
    above = (trigger, *analysis.ancestors(trigger))
    told = any(analysis.tokens[i].dep in {"ccomp", "parataxis"} for i in above)
    return not (told and toponym.place.feature_code == "PPLC")


def goes_elsewhere(analysis: Analysis, trigger: int) -> bool:
    """Whether the sentence of an event says that it leaves what was told: "Separately, ..."."""
    sentence = analysis.sentences[analysis.tokens[trigger].sentence]
    return _APART.match(analysis.text, sentence.start, sentence.end) is not None


_THERE = "across|around|in|near|outside"
_IN = re.compile(
    rf"\W*(?:(?:[A-Z][a-z]+,?\s+)?(?:{_THERE})|{_THERE.title()})\s+(?:[a-z'-]+\s+){{0,5}}"
)
_BULLETS = "*\u2022-\u2013# \t\n"
_HEADING = re.compile(r"\**\s*:|\**\s+[\u2013\u2014]")
_TITLE = re.compile(rf"{_HEADING.pattern}|\**\s*(?:\.|\n)")
"""In capitals a country's name may also be a sentence or a line of its own: "MALI. Gunmen ..."."""
_APART = re.compile(
    r"\W*(?:separately|elsewhere|in (?:another|a separate|an unrelated))\b", re.IGNORECASE
)


def dateline_name(text: str, toponyms: Sequence[ResolvedToponym]) -> ResolvedToponym | None:
    """The first place that the dateline names; None without one."""
    spans = dateline(text)
    if spans is None:
        return None
    (start, end), _ = spans
    return next(
        (
            t
            for t in toponyms
            if start <= t.toponym.start and t.toponym.end <= end and t.location is not None
        ),
        None,
    )
