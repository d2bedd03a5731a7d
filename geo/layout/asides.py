"""Lines of a copied page that are no part of its report: teasers, links, bylines and mastheads."""

import re
from collections.abc import Iterator, Sequence

from geo.layout.head_lines import goes_on, head_lines
from geo.records import Span

_LONGEST_LINK = 140
_STORIES = "(?:articles?|content|coverage|news|posts?|reading|stories|story|topics?|videos?)"
_OF_LINKS = (
    "(?:also |must )?read(?: (?:also|more|next|on|the full (?:report|story)))?(?: here)?"
    "|(?:see|watch|listen) also|also (?:read|see|watch)|in case you missed it|further reading"
    f"|(?:related|recommended|suggested|more|trending)(?: {_STORIES})?(?: for you)?"
    f"|(?:latest|more|other|top) {_STORIES}"
    f"|(?:read )?more (?:{_STORIES} )?(?:on|from|about) [^:\n]{{1,40}}"
    "|(?:most|more) (?:read|popular|viewed|watched|shared)|trending now|editor['’]?s['’]? picks?"
    "|you (?:may|might) (?:also )?(?:like|be interested in)|(?:what to )?(?:read|watch) next"
    "|up next|don['’]t miss|(?:watch|listen)(?: (?:live|now|here|more|the video))?|video"
)
"""What stands over or before links to other reports."""
_ALONE = (
    "advertisements?|(?:paid|promoted|sponsored)(?: content)?|continue reading"
    "|(?:article|story|content) continues below(?: (?:this )?(?:ad|advertisement))?"
)
"""What is a line of its own, with no links below it."""
_SPACE = r"[^\S\n]"
_MARK = rf"{_SPACE}*+[\[(*>»▶►•–-]*+{_SPACE}*+"
_END = rf"{_SPACE}*+[:»>\])*…→.-]*+{_SPACE}*+(?=\n|\Z)"


def _spaced(words: str) -> str:
    """The pattern of words however wide the spaces are between them on a line."""
    return words.replace(" ", f"{_SPACE}+")


_ASIDE = re.compile(
    rf"^{_MARK}(?=(?-i:[^\W\d_a-z]))(?:(?P<alone>(?:{_spaced(_ALONE)}){_END})"
    rf"|(?P<heading>(?:{_spaced(_OF_LINKS)}){_END})"
    # "Read more: Ten killed in a crash", "RELATED | Strike kills 12"; wrapped, it goes on in small
    # letters.
    rf"|(?:{_spaced(_OF_LINKS)}){_SPACE}*+(?:[:|»>→–—]|-{_SPACE})[^\n]*+"
    rf"(?:\n{_SPACE}*+(?-i:[a-z])[^\n]*+)*)",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL = re.compile(r"[^:|»>→–—]*?(?:[:|»>→–—]|-\s)\s*")
_PROSE = re.compile(
    r"[\"'\u201c\u2018(]*[^\W\d_A-Z]|.*[.!?][\"'\u201d\u2019)]*\s+\S"
    r"|(?:\S+\s+){6,}\S*[.!?][\"'\u201d\u2019)]*(?<!\.\.\.)\s*\Z",
    re.DOTALL,
)
"""What is no title: it opens in small letters, has the end of a sentence within it, or has seven
words and more and ends as a sentence does."""
_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"[^\S\n]*(?:\n|\Z)")
_BULLET = re.compile(r"[^\S\n]*(?:[-*+•‣▪●◦·–—]|\d{1,2}[.)])[^\S\n]+\S")


def asides(text: str) -> list[Span]:
    """The lines of a text that tell of other reports or of who wrote this one, in order.

    A line that opens with a label such as "Read more:" is a teaser, and one that is no more than
    such a label is a heading: the links below it, up to a blank line or to what is prose, go with
    it. The first line of a text is its headline, whatever it opens with.
    """
    found = list(_teasers(text))
    found += [
        span for span, head in head_lines(text) if head.is_furniture and not _is_in(span, found)
    ]
    return sorted(found)


def _teasers(text: str) -> Iterator[Span]:
    reached = len(text) - len(text.lstrip()) + 1
    for match in _ASIDE.finditer(text):
        start, end = match.span()
        if start < reached:
            continue
        is_label = match["heading"] or match["alone"]
        if goes_on(text, end) if is_label else _is_prose(match[0]):
            continue
        reached = _end_of_links(text, end) if match["heading"] else end
        yield start, reached


def _is_prose(line: str) -> bool:
    """Whether what stands behind the label of a line is a sentence of the report itself."""
    label = _LABEL.match(line)
    return label is not None and _PROSE.match(line, label.end()) is not None


def _end_of_links(text: str, end: int) -> int:
    """Where the links below a heading end: its own end where there are none."""
    at = end + 1
    if blank := _BLANK.match(text, at) if at < len(text) else None:
        # Behind a blank line only a list with its marks is known to be of links.
        at = blank.end()
        if not _BULLET.match(text, at):
            return end
    while (line := _LINE.match(text, at)) and _is_link(text, *line.span()):
        end = line.end()
        at = end + 1
    return end


def _is_link(text: str, start: int, end: int) -> bool:
    """Whether a line may be a title: short, no end of a sentence, and not going on in the next."""
    line = text[start:end].strip()
    is_short = 0 < len(line) <= _LONGEST_LINK
    return is_short and line[-1] not in ".,;" and not line[0].islower() and not goes_on(text, end)


def _is_in(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] < end for start, end in others)
