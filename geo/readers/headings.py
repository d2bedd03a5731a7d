"""The title and the day of publication that stand at the head of a plain text."""

import re
from datetime import date

from geo.readers.fields import to_date

_HEAD = 300
_LONGEST_TITLE = 120
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN = rf"{_NUMBER}\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+{_NUMBER},?\s+\d{{4}}"
_DAY = rf"{_WEEKDAY}(?P<day>{_WRITTEN}|\d{{4}}-\d\d-\d\d)\b"


def _named(group: str) -> str:
    """The pattern of a day whose group has this name."""
    return _DAY.replace("?P<day>", f"?P<{group}>")


_TIME = r"(?:[\s,|T·–-]+(?:at\s+)?\d{1,2}[:.]\d\d\b(?:\s*[ap]\.m\.)?[^.!?]{0,30})?"
_CLOCK = (
    r"(?:(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\b\.?)?(?:\s*[A-Z]{2,5}\b)?"
    r"(?:\s*[,|·–-]\s*|\s+)(?:on\s+)?)?"
)
"""The time before its day: "Updated 11:20 GMT, 8 October 2025"."""
_LABELLED = re.compile(
    r"(?P<label>published|posted|publication date|date|(?:last )?updated)(?:\s+on)?\s*:?\s*"
    rf"{_CLOCK}(?:{_DAY}|(?P<numbers>\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})){_TIME}",
    re.IGNORECASE,
)
# Names of places begin with a capital and have no word of a sentence among them.
_PLACE = r"(?P<place>[^\W\d_][^\n\d():;!?—–]{1,60}?)"
_AGENCY = r"(?:\s*\([A-Z][^()\n]{0,30}\))?"
_DASH = r"\s*(?:[—–]|--?\s)"
_ALONE = re.compile(
    rf"(?:{_PLACE}{_AGENCY}(?:\s*[,:]|{_DASH})\s*)?{_CLOCK}\(?{_DAY}\)?{_TIME}{_AGENCY}"
    r"\s*(?:[.:]|[—–-]{0,2})",
    re.I,
)
_WORDS = r"\s*(?=[\"'‘“]?(?-i:[^\W\d_a-z]))"
_RUNNING = re.compile(
    rf"{_PLACE}{_AGENCY}(?:"
    # "LIMA, May 6, 2025 - Gunmen", "LIMA: May 6, 2025 - Gunmen", "Lima, 6 May 2025. Gunmen"
    rf"(?:\s*[,:]\s*{_DAY}|\s*\({_named('inner')}\)){_AGENCY}(?:{_DASH}|[.:]\s{_WORDS})"
    # "GAO, Mali — March 3, 2024 — Gunmen", "KYIV – (12 May 2023) Drones"
    rf"|{_DASH}(?:{_AGENCY}{_DASH})?\s*"
    rf"(?:{_named('behind')}{_AGENCY}(?:{_DASH}|[.:]\s)|\({_named('apart')}\){_DASH}?){_WORDS})"
    # "March 3, 2024 — GAO, Mali — Gunmen", "March 3, 2024: Gunmen"
    rf"|{_named('first')}{_AGENCY}(?:{_DASH}|:\s){_WORDS}",
    re.IGNORECASE,
)
_OPENING = re.compile(rf"{_PLACE}{_AGENCY}\s*(?:[—–]|--|-\s)\s*(?={_LABELLED.pattern}$)", re.I)
"""The dateline before a labelled day: "VALDOSTA, Ga. (Southern News) -- Published: May 6, 2025"."""
_BYLINE = re.compile(
    r"(?P<by>By:?\s+)?(?P<names>[^\W\d_][^\n\d();!?]{1,90}?)(?:\s*[,:|·•]|\s+[—–-]+(?=\s))\s*"
    rf"(?:(?:published|posted|updated)(?:\s+on)?:?\s*)?{_CLOCK}{_DAY}{_TIME}\.?",
    re.IGNORECASE,
)
"""Who wrote it and the day: "By Liam O'Shea, The Examiner, 9 May 2024", "Ana Sy | 9 May 2024"."""
_FIRST_LINES = 4
"""So many lines from the head a byline may stand, the title with it."""
_DAYS = ("day", "inner", "behind", "apart", "first")
_JOINING = frozenset({"and", "of", "the", "de", "del", "la", "al", "el", "du", "da", "do", "di"})
_NO_PLACE = frozenset(
    {"on", "in", "since", "by", "from", "until", "before", "after", "at", "the", "this", "that"}
)
_TIMES = frozenset("monday tuesday wednesday thursday friday saturday sunday today tonight".split())
_SENTENCE_END = re.compile(r"[.!?][\"”’]?(?:\s|$)")


def stated_day(text: str) -> date | None:
    """The day of publication at the head of a plain text, None where it states none or several.

    Full dates count that a label names ("Published: 12 March 2025"), that have a line to
    themselves, with or without a place, that end a byline in the first lines, and that stand in a
    dateline ("PARIS, Texas (June 3, 2025) -"), all before the first sentence.
    """
    labelled: list[date] = []
    others: list[date] = []
    title = headline(text)
    lines = filter(None, map(str.strip, text[:_HEAD].splitlines()))
    for number, bare in enumerate(lines):
        if bare == title:
            continue
        named, day = _day_of(bare)
        if day is None and number < _FIRST_LINES:
            day = _day_of_byline(bare)
        if day is not None:
            (labelled if named else others).append(day)
        running = _RUNNING.match(bare)
        # Behind a day alone another may follow: then it is a chronology and no day of its own.
        if (running and not running["first"]) or (day is None and _SENTENCE_END.search(bare)):
            break
    days = set(labelled) or set(others)
    return days.pop() if len(days) == 1 else None


def headline(text: str) -> str | None:
    """The first line where it looks like a title: short, no sentence, a blank line after it."""
    first, _, rest = text.lstrip("\ufeff\r\n \t").partition("\n")
    title = first.strip()
    stops = title.endswith(".") and not title.endswith("...")
    if not 0 < len(title) < _LONGEST_TITLE or stops:
        return None
    following = rest.partition("\n")[0]
    stated = (_day_of(title)[1] or _day_of_byline(title)) is not None
    return title if rest.strip() and not following.strip() and not stated else None


def _day_of(line: str) -> tuple[bool, date | None]:
    """Whether a label names the day of a line as that of publication, and the day."""
    opening = _OPENING.match(line)
    if match := _LABELLED.fullmatch(line, opening.end() if opening else 0):
        named = not match["label"].lower().endswith("updated")
        return named, to_date(match["day"] or match["numbers"])
    match = _ALONE.fullmatch(line) or _RUNNING.match(line)
    if match is None or not _is_place(match["place"]):
        return False, None
    return False, to_date(next(filter(None, map(match.groupdict().get, _DAYS)), None))


def _day_of_byline(line: str) -> date | None:
    """The day that ends a line of who wrote it, which has no word of a sentence."""
    match = _BYLINE.fullmatch(line)
    if match is None or not _is_place(match["names"]):
        return None
    # "By Monday, 3 May 2024" is when something is to be.
    return None if match["names"].lower() in _TIMES else to_date(match["day"])


def _is_place(name: str | None) -> bool:
    if name is None:
        return True
    words = re.findall(r"[^\W\d_][\w.'’-]*", name)
    return words[0].lower() not in _NO_PLACE and not any(
        word[0].islower() and word not in _JOINING for word in words
    )
