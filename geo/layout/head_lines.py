"""Lines at the head of a report that say when it was published, by whom and in which paper."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from geo.records import Span

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?\s+)?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN = rf"{_NUMBER}\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+{_NUMBER},?\s+\d{{4}}"
_FULL = rf"(?:{_WRITTEN}|\d{{4}}(?:-\d\d-|/\d\d/)\d\d)(?!\d)"
DAY = rf"{_WEEKDAY}(?P<day>{_FULL})"
"""A full day as papers write it, in the group `day`."""

_LABEL = (
    r"(?:(?:first|originally|last|date)\s+)?(?:published|posted|issued|released|updated|modified)"
    r"(?:\s+(?:on|at))?|publication\s+date|date"
)
NOTICE = (
    r"(?:for\s+(?:immediate\s+)?release"
    r"|(?:media|news|press)\s+(?:advisory|briefing|communiqu[e\u00e9]|note|release|statement))\b"
)
"""What says that a text was given to the press: "For immediate release", "PRESS RELEASE"."""
_OF_CHANGE = re.compile(r"updated|modified", re.IGNORECASE)
_ZONE = r"(?:(?-i:[A-Z]{2,5})(?:[+-]\d{1,2}(?::\d\d)?)?|[+-]\d{4})\b"
_CLOCK = (
    rf"\d{{1,2}}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?(?:\s*{_ZONE})?"
    rf"|\d{{1,2}}\s*[ap]\.?m\b\.?(?:\s*{_ZONE})?"
)
_OF_NAMES = ("and", "of", "the", "de", "del", "la", "al", "el", "du", "da", "do", "di", "for", "&")
_JOINING = rf"(?:{'|'.join(_OF_NAMES)})"
ARTICLE = r"(?-i:[ae][a-z]{1,2}-|[dl]['’])"
"""What in small letters is joined to the name behind it: "al-Balah", "ez-Zor", "d'Ivoire"."""
_WORD = rf"(?:{ARTICLE})?(?-i:[^\W\d_a-z])[\w.'’-]*(?:/[^\W\d_a-z][\w.'’-]*)?"
_NEXT = rf"(?!{_WEEKDAY}{_FULL})(?:{_WORD}|\d{{1,3}}\b)"
_PIECE = re.compile(
    rf"(?P<notice>\b{NOTICE})|(?P<label>\b(?:{_LABEL})\b\s*:?)"
    r"|(?P<numbers>\d{1,2}[./]\d{1,2}[./]\d{4})\b"
    r"|(?P<clock>T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
    rf"|{_CLOCK})"
    rf"|{DAY}"
    rf"|(?P<agency>\((?!{_WEEKDAY}{_FULL})[^()\n]{{1,40}}\))"
    r"|(?P<reading>\d+\s+min(?:ute)?s?\s+read\b)"
    r"|(?P<by>\b(?:(?:reported|story|words|written)\s+)?by\b:?)"
    rf"|(?P<names>(?:the\s+)?{_WORD}(?:\s+(?:{_JOINING}\s+)*{_NEXT})*)"
    r"|(?P<bar>[|·•/])|(?P<sign>[,:;—–-]+|[()\[\]])|(?P<at>\b(?:at|on)\b)|(?P<in>\bin\b)",
    re.IGNORECASE,
)
_PAPERS = frozenset(
    "agency bulletin bureau chronicle correspondent courier daily desk dispatch editor examiner "
    "gazette herald journal magazine mail media monitor network news newspaper newsroom newswire "
    "observer post press radio reporter review sentinel service staff standard star sun telegraph "
    "times tribune tv weekly wire".split()
)
"""Last words of the names of papers and of those who work for them."""
_KINDS = frozenset({"agence", "agency", "daily", "news", "radio", "staff"})
"""First words of them."""
_WRITERS = frozenset("bureau correspondent desk editor newsroom reporter service staff".split())
"""Last words of those who work for a paper, and of no paper's name."""
_SECTIONS = frozenset(
    "africa asia breaking business crime europe headline international latest live local middle "
    "more national politics sport sports top us world".split()
)
"""First words of a part of a paper: "World News"."""
HEAD = 400
"""Characters from the start of a text within which such lines are."""
_LONGEST = 200
_LONGEST_NAME = 4
"""Words of the name of a writer."""
_LINE = re.compile(r"[^\n]+")
_GOES_ON = re.compile(
    r"\b(?:after|and|at|before|between|by|for|from|in|of|on|since|the|to|until)[^\S\n]*\n\Z",
)
_TIMES = frozenset("monday tuesday wednesday thursday friday saturday sunday today tonight".split())
_OF_SENTENCES = frozenset(
    "after at before by during for from in of on since that this to until was were with".split()
)
"""Words that neither open nor end a name; in a text in capitals they look like parts of one."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line that is made of days, times, labels and names in capitals, and has no other word."""

    days: tuple[str, ...]
    """Full days as they are written; of several those that a label names as of publication."""
    is_labelled: bool
    """A label names the days as those of publication ("Published: ...")."""
    is_furniture: bool
    """It tells who wrote the report, in which paper, or only when; else its names are those of the
    place where it was written ("Lima, 6 May 2025")."""
    outlet: str | None = None
    """The paper that published the report, where that is sure."""


def head_lines(text: str) -> list[tuple[Span, HeadLine]]:
    """The lines at the head of a text that say when or by whom it was published.

    A day on a line of its own that a wrapped sentence runs over is none.
    """
    lines = [match.span() for match in _LINE.finditer(text, 0, HEAD) if not match[0].isspace()]
    if lines and lines[-1][1] == HEAD < len(text):
        lines.pop()
    read = ((span, head_line(text[slice(*span)])) for span in lines)
    return [
        (span, head)
        for span, head in read
        if head and not goes_on(text, span[1]) and not _GOES_ON.search(text, 0, span[0])
    ]


def goes_on(text: str, end: int) -> bool:
    """Whether the line behind one that ends here begins in small letters: a sentence runs on."""
    following = text[end : end + 80].lstrip(" \t\r").removeprefix("\n").lstrip(" \t")
    return following[:1].islower()


def head_line(line: str) -> HeadLine | None:
    """What a line says of its report's publication, None for one that has words of a sentence."""
    pieces = _pieces(line.strip().rstrip(".")) if len(line) <= _LONGEST else []
    days = list(_days(pieces))
    names = [value.split() for kind, value in pieces if kind == "names"]
    byline = _is_byline(pieces, names)
    # In a text that is all in capitals "BY" opens many a line.
    if not days and not (byline and pieces[0][0] == "by" and not line.isupper()):
        return None
    if not days and any(map(_is_title, names)):
        return None
    if any(map(_is_no_name, names)) or (not byline and _ends_in_title(pieces)):
        return None
    published = tuple(day for day, label in days if label and not _OF_CHANGE.search(label))
    unlabelled = tuple(day for day, label in days if not label)
    only_when = not names and len(unlabelled) < len(days)
    return HeadLine(
        published or unlabelled or tuple(day for day, _ in days[:1]),
        bool(published),
        byline or only_when,
        _outlet(pieces),
    )


def is_outlet(name: str) -> bool:
    """Whether a name is surely that of a paper, an agency or a broadcaster: "Levant Monitor"."""
    words = name.split()
    first, last = words[0].lower(), words[-1].lower()
    is_capital = all(word[0].isupper() or word.lower() in _OF_NAMES for word in words)
    is_section = last == "news" and first in _SECTIONS
    is_paper = last in _PAPERS - _WRITERS or first in {"agence", "radio"}
    return len(words) > 1 and is_capital and is_paper and not is_section


def _outlet(pieces: list[tuple[str, str]]) -> str | None:
    """The paper that a line names: behind "published ... by", or with "The" before it."""
    published = False
    for (before, _), (kind, value) in pairwise([("", ""), *pieces]):
        published = published or kind == "label"
        behind = published and before == "by"
        if kind != "names" or not (behind or value.lower().startswith("the ")):
            continue
        # No writer goes by a single name.
        if is_outlet(value) or (behind and len(value.split()) == 1):
            return value
    return None


def _pieces(line: str) -> list[tuple[str, str]]:
    """The parts of a line by their kind, none where something else stands between them."""
    found = []
    reached = 0
    while reached < len(line):
        match = _PIECE.match(line, reached)
        if match is None or match.lastgroup is None:
            return []
        found.append((match.lastgroup, match[match.lastgroup]))
        reached = match.end() + len(line[match.end() :]) - len(line[match.end() :].lstrip())
    kinds = [kind for kind, _ in found]
    by_a_day = ("by", "names") not in pairwise(kinds) and "by" in kinds
    # "By Ana Sy in Goma" has a place, "in Goma" alone is of a sentence.
    return [] if by_a_day or ("in" in kinds and "by" not in kinds) else found


def _days(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each day with the label before it, an empty one where there is none."""
    label = ""
    for kind, value in pieces:
        if kind == "label":
            label = value
        elif kind == "day" or (kind == "numbers" and label):
            yield value, label
            label = ""


def _is_byline(pieces: list[tuple[str, str]], names: list[list[str]]) -> bool:
    """Whether the names are those of people or of a paper."""
    kinds = {kind for kind, _ in pieces}
    return bool(names) and (
        bool(kinds & {"by", "bar"})
        or any(words[-1].lower() in _PAPERS or words[0].lower() in _KINDS for words in names)
    )


def _ends_in_title(pieces: list[tuple[str, str]]) -> bool:
    """Whether names follow the day: it is that of an event, and they are its title."""
    kinds = [kind for kind, _ in pieces]
    last = max(i for i, kind in enumerate(kinds) if kind in ("day", "numbers"))
    return "names" in kinds[last:]


def _is_title(words: list[str]) -> bool:
    """Too many words for a name, or a day among them: "By Sunday Rebels Had Captured Kosti"."""
    return len(words) > _LONGEST_NAME or not _TIMES.isdisjoint(w.lower() for w in words)


def _is_no_name(words: list[str]) -> bool:
    first, last = words[0].lower(), words[-1].lower()
    is_time = len(words) == 1 and first in _TIMES
    return is_time or not _OF_SENTENCES.isdisjoint((first, last))
