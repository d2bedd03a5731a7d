"""The title and the day of publication that stand at the head of a text."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from geo.headings.reporting_period import reporting_period
from geo.layout.head_lines import ARTICLE, DAY, HEAD, NOTICE, head_line, head_lines
from geo.readers.fields import known_field, to_date

_LONGEST_TITLE = 120


def _named(group: str) -> str:
    """The pattern of a day whose group has this name."""
    return DAY.replace("?P<day>", f"?P<{group}>")


# Names of places begin with a capital and have no word of a sentence among them.
_PLACE = r"(?P<place>[^\W\d_][^\n\d():;!?—–]{1,60}?)"
_AGENCY = r"(?:\s*\([A-Z][^()\n]{0,30}\))?"
_DASH = r"\s*(?:[—–]|--?\s)"
_WORDS = r"\s*(?=[\"'‘“]?(?-i:[^\W\d_a-z]))"
_RUNNING = re.compile(
    rf"(?:{NOTICE}(?:\s*:|{_DASH})\s*)?[(\[]?{_PLACE}{_AGENCY}(?:"
    # "LIMA, May 6, 2025 - Gunmen", "LIMA: May 6, 2025 - Gunmen", "Lima, 6 May 2025. Gunmen"
    # "(Nairobi, 14 March 2024) - Gunmen"
    rf"(?:\s*[,:]\s*{DAY}[)\]]?|\s*\({_named('inner')}\)){_AGENCY}(?:{_DASH}|[.:]\s{_WORDS})"
    # "GAO, Mali — March 3, 2024 — Gunmen", "KYIV – (12 May 2023) Drones"
    rf"|{_DASH}(?:{_AGENCY}{_DASH})?\s*"
    rf"(?:{_named('behind')}{_AGENCY}(?:{_DASH}|[.:]\s)|\({_named('apart')}\){_DASH}?){_WORDS})"
    # "March 3, 2024 — GAO, Mali — Gunmen", "March 3, 2024: Gunmen", "March 3, 2024. Gunmen"
    rf"|{_named('first')}{_AGENCY}(?:{_DASH}|[.:]\s){_WORDS}",
    re.IGNORECASE,
)
_OF_ISSUE = re.compile(
    rf"\b(?:as of|as at)\s+{_named('inner')}\)?\.?\Z"
    r"|\A(?=[^\n]*\b(?:brief|bulletin|digest|log|report|sitrep|update)\b)"
    rf"[^\n]{{1,80}}[,|:\u2013-]\s*{DAY}\Z",
    re.IGNORECASE,
)
"""The title of an issue of a series: "Floods Situation Report No. 6 (as of 29 August 2025)", "Flash
Update 3, 29 August 2025"."""
_SERIES = re.compile(
    r"\bsitrep\b|\b(?:access|daily|emergency|field|flash|fortnightly|humanitarian|incident|monthly"
    r"|operational|protection|response|security|situation|weekly)\s(?:[\w-]+\s){0,2}"
    r"(?:analysis|brief|briefing|bulletin|digest|highlights|log|note|overview|report|review"
    r"|round-?up|snapshot|summary|update)\b",
    re.IGNORECASE,
)
"""What an issue of a series calls itself: "Flash Update No. 3", "Weekly Access Snapshot"."""
_FIRST_LINES = 4
"""So many lines from the head a byline may stand, the title with it."""
_DAYS = ("day", "inner", "behind", "apart", "first")
_JOINING = frozenset({"and", "of", "the", "de", "del", "la", "al", "el", "du", "da", "do", "di"})
_NO_PLACE = frozenset(
    {"on", "in", "since", "by", "from", "until", "before", "after", "at", "the", "this", "that"}
)
_ARTICLE = re.compile(rf"\b{ARTICLE}(?=[^\W\d_a-z])")
_SENTENCE_END = re.compile(r"(?<!\bNo)(?<!\bVol)[.!?][\"”’]?(?:\s|$)")


def with_stated_day(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a report; where none is its day of publication, with that at the head of its
    text."""
    held = {known_field(key) for key, value in values.items() if value not in (None, "")}
    text = next((v for key, v in values.items() if known_field(key) == "text"), None)
    if "published" in held or not isinstance(text, str):
        return dict(values)
    return {**values, "published": stated_day(text)}


def stated_day(text: str) -> date | str | None:
    """The day of publication at the head of a plain text, None where it states none or several.

    Full dates count that a label names ("Published: 12 March 2025"), that have a line to
    themselves, with or without a place, that stand in a byline or masthead or the title of an issue
    in the first lines ("Situation Report No. 6 (as of 29 August 2025)"), and in a dateline ("PARIS,
    Texas (June 3, 2025) -"), all before the first sentence. What is stated
    and is no day, or may be two ("03/04/2025"), is given as it is written.
    """
    labelled: list[str] = []
    others: list[str] = []
    title = headline(text)
    heads = {text[start:end].strip(): head for (start, end), head in head_lines(text)}
    lines = filter(None, map(str.strip, text[:HEAD].splitlines()))
    for number, bare in enumerate(lines):
        if number < _FIRST_LINES and (issue := _OF_ISSUE.search(bare)) is not None:
            labelled.append(issue["inner"] or issue["day"])
            continue
        if bare == title:
            continue
        head, running = heads.get(bare), _RUNNING.match(bare)
        said = _days_of_dateline(running) if head is None else head.days
        if head is None or not head.is_furniture or head.is_labelled or number < _FIRST_LINES:
            (labelled if head is not None and head.is_labelled else others).extend(said)
        # Behind a day alone another may follow: then it is a chronology and no day of its own.
        if (running and not running["first"]) or (not said and _SENTENCE_END.search(bare)):
            break
    days = {to_date(written) or written for written in labelled or others}
    return days.pop() if len(days) == 1 else None


def headline(text: str) -> str | None:
    """The first line where it looks like a title: short, no sentence, and behind it a blank line
    or one that says when or by whom it was published, or which days it covers; that of a series
    is one by its name ("Flash Update No. 3: Floods in Adamawa")."""
    first, _, rest = text.lstrip("\ufeff\r\n \t").partition("\n")
    title = first.strip()
    stops = title.endswith(".") and not title.endswith("...")
    if not 0 < len(title) < _LONGEST_TITLE or stops:
        return None
    following = rest.partition("\n")[0].strip()
    if not rest.strip() or head_line(title) or _days_of_dateline(_RUNNING.match(title)):
        return None
    is_head = not following or head_line(following) or reporting_period(following, None, None)
    return title if is_head or _is_of_series(title, following) else None


def _is_of_series(title: str, following: str) -> bool:
    """Whether a line names an issue of a series and does not run on in the next."""
    name = _SERIES.search(title)
    runs_on = following[:1].islower() or _SENTENCE_END.search(title) is not None
    return name is not None and name[0][0].isupper() and not runs_on


def _days_of_dateline(match: re.Match[str] | None) -> tuple[str, ...]:
    """The day of a dateline before the text, as it is written."""
    if match is None or not _is_place(match["place"]):
        return ()
    return tuple(filter(None, map(match.groupdict().get, _DAYS)))


def _is_place(name: str | None) -> bool:
    if name is None:
        return True
    words = re.findall(r"[^\W\d_][\w.'’-]*", _ARTICLE.sub("", name))
    return words[0].lower() not in _NO_PLACE and not any(
        word[0].islower() and word not in _JOINING for word in words
    )
