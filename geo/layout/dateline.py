"""The dateline that opens a report: "GOMA, DR Congo (Agency) —", "BEIRUT, Dec 1 (Agency) -",
"QUETTA:", "Juba, 3 May 2025 -", "(Nairobi, 14 March 2024) -"."""

import re
from collections.abc import Callable, Iterator

from geo.layout.head_lines import NOTICE, is_outlet
from geo.records import Span

_DASH = r"(?:\u2014|\u2013|--|[^\S\n]-\s)"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY_OF_YEAR = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})"
)
_FULL_DAY = rf"{_DAY_OF_YEAR},?\s+\d{{4}}"
_DAY = rf"{_DAY_OF_YEAR}(?:,?\s+\d{{4}})?"
_AGENCY = r"\([^()\n]{1,40}\)"
_LINE_END = r"(?=[^\S\n]*(?:\n|\Z))"
_NOTICE = rf"(?i:{NOTICE})"
_FIRST = rf"(?:\A|\n)\s*(?:{_DAY}\s*{_DASH}\s*)?(?:{_NOTICE}(?:\s*:|\s*{_DASH})\s*)?(?!{_NOTICE})"
"""Where a dateline may open: behind nothing, the day ("March 3, 2024 -- GAO, Mali --"), or what
says that it was given to the press ("PRESS RELEASE -- GAO, Mali --")."""
_DATELINE = re.compile(
    rf"{_FIRST}(?:(?P<places>[A-Z][^\n\u2014\u2013()]{{1,60}}?)[^\S\n]*"
    rf"(?P<agency>{_AGENCY}[^\S\n]*)?{_DASH}"
    r"|(?P<before_colon>[A-Z][A-Z'. -]{1,30}(?:, [A-Z][\w'. -]{1,30})?):\s+"
    r"(?=[\"'\u2018\u201c]?(?:A\s|[A-Z][a-z]))"
    # On a line of its own.
    rf"|(?P<before_day>[A-Z][^\n\u2014\u2013():]{{1,60}}?),?[^\S\n]+(?:{_AGENCY},?[^\S\n]+)?"
    rf"{_FULL_DAY}(?:[^\S\n]+{_AGENCY})?\.?{_LINE_END})"
)
_PLACES = ("places", "before_colon", "before_day")
_BEHIND = re.compile(
    rf"[^\S\n]*(?:{_AGENCY}[^\S\n]*{_DASH}|\({_DAY}\)[^\S\n]*{_DASH}?"
    rf"|{_DAY}(?:[^\S\n]*{_AGENCY})?[^\S\n]*(?:{_DASH}|[.:](?=\s)|{_LINE_END}))"
)
"""What may follow the dash: "GAO, Mali -- March 3, 2024 --", "KYIV -- (12 May 2023)"."""
_NAMES = (
    r"(?!(?:After|Before|By|From|In|On|Since|Until)\s)"
    r"(?P<places>[A-Z][\w'\u2019.-]+(?:[ /](?:[a-z]{1,3}[ -])?[A-Z][\w'\u2019.-]+){0,3}"
    r"(?:,\s+[A-Z][\w'\u2019.-]+(?: [A-Z][\w'\u2019.-]+){0,2})?)"
)
_IN_SMALL_LETTERS = re.compile(
    rf"{_FIRST}{_NAMES}"
    rf"(?:(?:,?\s+{_DAY}(?:\s+\([^()\n]{{1,40}}\))?|\s+\([^()\n]{{1,40}}\),?\s+{_DAY}"
    rf"|\s+\([A-Z][^()\n]{{1,40}}\)|\s*{_DASH}\s*{_DAY}(?:\s+{_AGENCY})?"
    rf")\s*{_DASH}\s*|,\s+{_FULL_DAY}(?:\s+{_AGENCY})?[.:]\s+"
    rf"|(?:\s+\([A-Z][^()\n]{{1,40}}\))?,\s+{_DAY}(?:\s+{_AGENCY}(?:\.-|[.:])?|:)[^\S\n]+"
    r")(?=[\"'\u2018\u201c]?[A-Z])"
)
"""A dateline in small letters, which a day or an agency tells from a sentence with a dash; in India
no dash need follow: "Ara (Bihar), Nov 21 (Agency) Rebels ..."."""
_IN_BRACKETS = re.compile(
    rf"{_FIRST}(?P<whole>[(\[]{_NAMES}(?P<day>,?\s+{_DAY})?[)\]]\s*{_DASH}\s*)"
    r"(?=[\"'\u2018\u201c]?[A-Z])"
)
"""As those who watch over rights write it: "(Nairobi, 14 March 2024) - Gunmen ..."."""
_NAMED = re.compile(rf"(?P<day>{_DAY},?\s*)?\((?P<name>[A-Z][^()\d\n]{{1,39}})\)")
AGENCIES = frozenset(
    "aa afp anadolu ani ansa ap app bernama bss dpa efe ians interfax ips irin irna kyodo pti "
    "reuters sana tass ukrinform unian upi wafa xinhua yonhap".split()
)
_NO_AGENCY = frozenset(
    "agencies agency analysis correspondent desk exclusive news opinion reporter special staff "
    "time update updated".split()
)
"""What stands in the place of an agency's name, or ends what does: "(Web Desk)"."""
_REACH = 400
"""Characters from the start within which a dateline is looked for: behind a title at most."""


def dateline(text: str) -> tuple[Span, Span] | None:
    """Spans of the places and of the whole dateline with its agency; None without one.

    The first word is in capitals, or a day or an agency stands behind the places, which tells a
    dateline from a sentence with a dash.
    """
    for match in _DATELINE.finditer(text, 0, min(len(text), _REACH)):
        group = next(name for name in _PLACES if match[name])
        first = match[group].split()[0].rstrip(",")
        if first.isupper() and len(first) > 1:
            return match.span(group), (match.start(group), _end(text, match.end()))
    reach = min(len(text), _REACH)
    enclosed = _IN_BRACKETS.search(text, 0, reach)
    if enclosed is not None and (enclosed["day"] or not _is_agency(enclosed["places"])):
        return enclosed.span("places"), enclosed.span("whole")
    told = _IN_SMALL_LETTERS.search(text, 0, reach)
    return (told.span("places"), (told.start("places"), _end(text, told.end()))) if told else None


def _end(text: str, dash: int) -> int:
    """The end of a dateline with the agency and the day behind its first dash."""
    while behind := _BEHIND.match(text, dash):
        dash = behind.end()
    return dash


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


def agency_name(text: str) -> str | None:
    """The agency of the dateline, where it is surely one and no country: behind the day
    ("NAIROBI, May 4 (Reuters) -"), or known, or called after its kind ("(Horn Wire)")."""
    found = dateline(text)
    if found is None:
        return None
    (start, _), (_, end) = found
    for match in _NAMED.finditer(text, start, end):
        name = match["name"].strip()
        words = name.lower().split()
        vague = words[-1] in _NO_AGENCY and not is_outlet(name)
        if _is_agency(name) or (match["day"] and not vague):
            return name
    return None


def _is_agency(name: str) -> bool:
    """Whether a name is surely that of an agency or several: "AFP", "Reuters/AP", "Horn Wire"."""
    known = all(part.strip() in AGENCIES for part in re.split(r"/|,|\band\b", name.lower()))
    return known or is_outlet(name.title())


def agency(text: str) -> Span:
    """What stands behind the places of the dateline: "(Nile Wire)" is no place. Else empty."""
    found = dateline(text)
    return (found[0][1], found[1][1]) if found else (0, 0)
