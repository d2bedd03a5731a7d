"""The fields of a report as files give them: their many names, and their values made sure of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from geo.errors import ReportError
from geo.readers.sources import stated_source
from geo.records import Span

FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "full_text", "article", "story", "maintext", "narrative",
             "description", "notes"),
    "report_id": ("report_id", "id", "article_id", "doc", "doc_id", "uuid", "guid"),
    "title": ("title", "headline", "heading"),
    "published": ("published", "date", "published_at", "published_on", "published_date", "pub_date",
                  "publish_date", "date_published", "date_publish", "publication_date", "datetime",
                  "timestamp", "created_at"),
    "source": ("source", "publisher", "outlet", "newspaper", "site", "site_name", "source_name"),
    "url": ("url", "link", "source_url", "href", "uri"),
    "language": ("language", "lang"),
    "spans": ("spans",),
    "triggers": ("triggers",),
}  # fmt: skip
"""Our name of a field, and the names that files give it, the first that has a value wins. Case,
spaces, hyphens and underscores tell none apart: "pubDate" is "pub_date"."""

YEARS = range(1800, 2101)
"""In which reports may have been published."""

_LONGEST_DAY = 40
"""Characters of a value that is a day and no text in which one stands."""
_FOLDED = {
    name: tuple(alias.replace("_", "") for alias in aliases)
    for name, aliases in FIELD_NAMES.items()
}
_ALIASES = {alias: name for name, aliases in _FOLDED.items() for alias in aliases}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", re.I)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.I)
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_ISO = re.compile(r"(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?!\d)")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.I)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as its file gives it, before it has an id and a language of its own."""

    text: str
    report_id: str | None = None
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    spans: tuple[Span, ...] | None = None
    triggers: tuple[Span, ...] | None = None
    unread_day: str | None = None
    """What stands in the field of the day of publication and can't be read as a day."""
    other_day: str | None = None
    """Of a report without a day of publication the key, of none that is read, that holds a day."""
    doubt: str | None = None
    """What is doubtful of how it stands in its file, with the remedy."""


def known_field(key: str) -> str | None:
    """Our name for a column or key, None for one that no report has."""
    return _ALIASES.get(_fold(key))


def draft_from(values: Mapping[str, Any]) -> Draft:
    """A draft of a record with any of the known names; unknown keys are left out. A source that it
    does not state is taken from the head of its text.

    Raises `ReportError` for a missing, empty or wrongly typed text, and for spans outside it.
    """
    fields: dict[str, Any] = {}
    stated = [(_fold(key), value) for key, value in values.items() if value not in (None, "")]
    for name, aliases in _FOLDED.items():
        folded = {key: value for key, value in stated if key in aliases}
        fields[name] = next((folded[alias] for alias in aliases if alias in folded), None)
    text = fields["text"]
    if text is None:
        raise ReportError("no text: a report needs a field 'text' that is not empty")
    if not isinstance(text, str):
        raise ReportError(f"'text' is {type(text).__name__}, it must be a string")
    text = without_surrogates(text)
    if not text.strip():
        raise ReportError("the text is empty")
    published = to_date(fields["published"])
    return Draft(
        text=text,
        report_id=_line(fields["report_id"]),
        title=_line(fields["title"]),
        published=published,
        source=_line(fields["source"]) or stated_source(text),
        url=_line(fields["url"]),
        language=language_code(fields["language"]),
        spans=_spans("spans", fields["spans"], text),
        triggers=_spans("triggers", fields["triggers"], text),
        unread_day=_line(fields["published"]) if published is None else None,
        other_day=_other_day(values) if published is None else None,
    )


def _other_day(values: Mapping[str, Any]) -> str | None:
    """The first key of no name that is read, whose value is a day."""
    days = (
        key
        for key, value in values.items()
        if isinstance(value, str)
        and len(value) <= _LONGEST_DAY
        and known_field(key) is None
        and to_date(value) is not None
    )
    return _line(next(days, None))


def without_surrogates(text: str) -> str:
    r"""The text with lone surrogates (JSON's "\ud800") as U+FFFD: no encoding can write them.

    The length stays, and so do all offsets.
    """
    return _SURROGATE.sub("\ufffd", text)


def to_date(value: object) -> date | None:
    """The day that a date field tells, as the publisher's own time zone has it, or None.

    Understood are ISO 8601, RFC 2822 ("Mon, 27 Aug 2018 10:00:00 GMT") and written months
    ("27 August 2018", "Aug. 27, 2018"), and numbers of which one can be no month ("31/10/2024").
    "03/04/2018" is two different days and therefore none, and so is a slip such as the year 2925:
    the bounds are fixed, so that an output does not depend on the day it was made.
    """
    day = _any_day(value)
    return day if day is not None and day.year in YEARS else None


def _any_day(value: object) -> date | None:
    """The day that a date field tells, in whatever year."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    text = str(value).strip()
    if match := _ISO.match(text):
        return _day(*map(int, match.groups()))
    if match := _NUMERIC.match(text):
        return _only_day(int(match[4]), int(match[1]), int(match[3]))
    if match := _DAY_FIRST.search(text):
        return _day(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.search(text):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None


def why_no_day(value: str) -> str:
    """Why a day of publication can't be read, in words that go behind it."""
    if _any_day(value) is not None:
        return f"is of no year of publication ({YEARS[0]} to {YEARS[-1]})"
    match = _NUMERIC.match(value.strip())
    if match and _day(int(match[4]), int(match[1]), int(match[3])):
        return "may be two days"
    return "is no day"


def language_code(value: object) -> str | None:
    """The ISO 639-1 code in "en", "en-GB" or "EN_us"; None for anything else."""
    match = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    return match[1].lower() if match else None


def _fold(key: object) -> str:
    return re.sub(r"[\s_-]+", "", str(key).casefold())


def _line(value: object) -> str | None:
    # News APIs nest some fields: "source": {"id": null, "name": "Daily Star"}.
    if isinstance(value, Mapping):
        value = value.get("name")
    if value is None or isinstance(value, list):
        return None
    return " ".join(without_surrogates(str(value)).split()) or None


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1 if word[:3].lower() in _MONTHS else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _only_day(year: int, one: int, other: int) -> date | None:
    """The day that two numbers tell in whichever order, None where both orders tell one."""
    days = {day for day in (_day(year, one, other), _day(year, other, one)) if day}
    return days.pop() if len(days) == 1 else None


def _spans(name: str, value: object, text: str) -> tuple[Span, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise ReportError(f"{name!r} must be a list of [start, end]")
    spans = []
    for number, pair in enumerate(value):
        if not (
            isinstance(pair, list)
            and len(pair) == 2
            and all(isinstance(n, int) and not isinstance(n, bool) for n in pair)
            and 0 <= pair[0] < pair[1] <= len(text)
        ):
            raise ReportError(
                f"{name}[{number}] is {pair!r}: it must be [start, end] "
                f"with 0 <= start < end <= {len(text)}, the length of the text"
            )
        spans.append((pair[0], pair[1]))
    return tuple(spans)
