"""The ways of writing dates: patterns, in order of precedence, with what reads them.

Of overlapping readings the first rule's is taken: the more words a date has, the earlier it stands.
In the patterns a space is any white space.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from geo.dates import ago, counted, full_ranges, seasons
from geo.dates import readers as read
from geo.dates.cues import cue_of
from geo.dates.readers import Circumstances, Found
from geo.dates.words import (
    DAY,
    DECADE,
    FEAST,
    HOUR,
    LEAD,
    MONTH,
    NTH,
    NUMBER,
    ORDINAL,
    PART,
    SEASON,
    TO,
    UNIT,
    WEEKDAY,
    YEAR,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing dates."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Circumstances], Found]
    absolute: bool
    """Whether the date says its year."""
    cue: re.Pattern[str] | None
    """What each match has in it, None where nothing is known."""


_Row = tuple[str, str, Callable[[re.Match[str], Circumstances], Found]]

_OF_YEAR = rf",? (?:of )?(?P<y>{YEAR})"
_OF_THAT_YEAR = r",? (?:of )?(?P<which>(?i:last|this|next)) (?i:year)\b"
_ON = rf"{LEAD}(?:{WEEKDAY},? )?(?:(?i:the) )?"
_SPAN = rf"{LEAD}(?:(?i:between|from) (?:(?i:the) )?)?"
_DAY_MONTH = rf"(?P<d>{DAY})(?: of)? (?P<m>{MONTH})"
_MONTH_DAY = rf"(?P<m>{MONTH}) (?P<d>{DAY})"
_DAYS_MONTH = (
    rf"(?P<d>{DAY})(?:, \d{{1,2}},?|(?: of)? (?P<m>{MONTH}))?{TO}"
    rf"(?:(?i:the) )?(?P<d2>{DAY})(?: of)? (?P<m2>{MONTH})"
)
_MONTH_DAYS = rf"(?P<m>{MONTH}) (?P<d>{DAY}){TO}(?:(?P<m2>{MONTH}) )?(?P<d2>{DAY})"
_WEEK_OF = (
    r"\b(?:(?i:in|over|during|since|until|by) )?(?i:the) (?P<n>(?i:first|second|third|fourth|last"
    rf"|final)) (?i:week) (?i:of|in) (?P<m>{MONTH})"
)
_BEHIND_NTH = (
    "a|an|and|as|at|but|after|before|between|by|her|his|in|its|near|of this month|off|on|over|some|"
    "that|their|there|to|when|where|which|while|with|it|he|she|they|we|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|\d+|\w+ed"
)
"""What may follow "on the 17th" that tells no "17th floor" or "17th battalion"."""
_THE_NEXT = r"(?i:the|that) (?i:following|next|previous|preceding|same) "
_BEFORE_DURATION = r"(?:(?i:the|more than|about|at least|nearly|over|almost|around|some) )*"
_BEFORE_YEAR = r"\b(?i:in|since|until|till|by|during|of|from|throughout|year|before|after)"
_BEFORE_MONTH = r"\b(?i:in|since|until|till|by|during|from|before|after|of)"

_DAY_IN_A_ROW: tuple[_Row, ...] = (
    (
        "in a row",
        rf"\b(?i:for|on) (?i:a|the|its|their|his|her) (?P<n>{ORDINAL}) "
        r"(?:(?i:consecutive|straight|successive|running) )?(?i:day|night)"
        r"(?: (?i:in a row|running|in succession))?\b",
        counted.read_in_a_row,
    ),
)

_NO_DATES: tuple[_Row, ...] = tuple(
    ("none", pattern, read.not_a_date)
    for pattern in (
        rf"\b(?i:for|lasting|within) {_BEFORE_DURATION}{NUMBER} (?:{NUMBER} )?{UNIT}\b"
        r"(?! (?i:ago|earlier|later|before))",
        rf"\b{NUMBER}-(?P<unit>{UNIT})(?:-(?i:old))?\b(?! (?i:anniversary of)\b)",
        rf"\b{NUMBER} (?P<unit>{UNIT}) (?i:old|a|an|per|in a row|straight|running|each|every)\b",
        rf"\b(?i:every|each|per|any) (?:{NUMBER} |(?i:other) )?(?:{UNIT}|{WEEKDAY}|{MONTH})\b",
        rf"\b(?i:its|their|his|her|the|a) {ORDINAL} (?:\w+ )?(?i:day|week|month|year)\b"
        rf"(?! (?i:of|in) {MONTH})",
        rf"\b(?:Bloody|Black|Good|Easter|Palm|Super|Holy|Ash|Cyber) {WEEKDAY}\b",
        rf"\b{WEEKDAY} (?:Times|Herald|Telegraph|Mail|Mirror|Post|Express|Tribune|School)\b",
    )
)

_WITH_YEAR: tuple[_Row, ...] = (
    ("range", rf"{_SPAN}{full_ranges.FULL_RANGE}", full_ranges.read_full_range),
    ("iso", r"\b(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+Z?)?\b", read.read_iso),
    ("slashes", r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", read.read_slashes),
    ("dots", r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(20\d\d)\b(?!\.\d)", read.read_dots),
    ("range", rf"{_SPAN}{_DAYS_MONTH}{_OF_YEAR}", read.read_dated_range),
    ("range", rf"{_SPAN}{_MONTH_DAYS}{_OF_YEAR}", read.read_dated_range),
    ("day", rf"{_ON}{_DAY_MONTH},? (?P<y>{YEAR}|\d\d(?=(?: )?[\[\](]))", read.read_dated),
    ("day", rf"{_ON}{_MONTH_DAY},? (?P<y>{YEAR})", read.read_dated),
    ("feast", rf"{LEAD}(?P<feast>{FEAST}),? (?:in |of )?(?P<y>{YEAR})", read.read_feast_of_year),
    ("week of month", rf"{_WEEK_OF}{_OF_YEAR}", read.read_week_of_month),
    ("month", rf"{LEAD}{PART}?(?P<m>{MONTH}){_OF_YEAR}", read.read_month_of_year),
    ("season", rf"{LEAD}{PART}?(?P<s>{SEASON})(?: of)? (?P<y>{YEAR})", seasons.read_season_of_year),
    (
        "years",
        rf"\b(?i:between|from) (?P<y>{YEAR}) (?i:and|to|until|through) (?P<y2>{YEAR})",
        read.read_years,
    ),
    (
        "years",
        rf"\b(?i:in|of|the|during) (?:the )?(?P<y>{YEAR})[-–—](?P<y2>{YEAR}|\d\d)\b",
        read.read_years,
    ),
    (
        "years",
        rf"\b(?i:in|of|during) (?P<y>{YEAR}) (?i:and) (?P<y2>{YEAR})(?![-–—]\d)\b",
        read.read_two_years,
    ),
    ("decade", rf"{LEAD}(?:(?i:the) )?{PART}?(?P<y>{DECADE})['’]?s\b", read.read_decade),
    ("year", rf"{LEAD}{PART}(?P<y>{YEAR})(?![-–—]\d)\b", read.read_year),
    ("year", rf"{_BEFORE_YEAR} (?:the )?(?:year )?(?P<y>{YEAR})(?![-–—]\d)\b", read.read_year),
    ("year", rf"\b(?P<y>{YEAR})(?=, when\b)", read.read_year),
    # "the 2014 elections"
    ("year", rf"\b(?i:the|a) (?P<y>{YEAR})(?= [a-z])", read.read_year),
)

_FROM_PUBLICATION: tuple[_Row, ...] = (
    ("day", rf"{_ON}{_DAY_MONTH}{_OF_THAT_YEAR}", read.read_day_of_that_year),
    ("day", rf"{_ON}{_MONTH_DAY}{_OF_THAT_YEAR}", read.read_day_of_that_year),
    ("month", rf"{LEAD}{PART}?(?P<m>{MONTH}){_OF_THAT_YEAR}", read.read_month_of_that_year),
    ("range", rf"{_SPAN}{_DAYS_MONTH}", read.read_day_range),
    ("range", rf"{_SPAN}{_MONTH_DAYS}", read.read_day_range),
    ("feast", rf"{LEAD}(?P<feast>{FEAST})(?![A-Za-z])", read.read_feast),
    ("day", rf"{_ON}{_DAY_MONTH}\b", read.read_day_of_month),
    ("day", rf"{_ON}{_MONTH_DAY}\b", read.read_day_of_month),
    (
        "day number",
        rf"{LEAD}(?:the )?(?i:day|night|eve|evening|afternoon|morning|early hours) of the "
        rf"(?P<d>{NTH})(?! [A-Z])(?: of this month)?",
        read.read_day_number,
    ),
    (
        "day",
        rf"{LEAD}(?P<w>{WEEKDAY}),? (?:(?i:the) )?(?P<d>{NTH})(?! (?:[A-Z]|of ))",
        read.read_weekday_number,
    ),
    (
        "day number",
        rf"\bThe (?P<d>{NTH})(?= (?:saw|brought|began|dawned|passed)\b)",
        read.read_day_number,
    ),
    (
        "day number",
        rf"\b(?i:on|since|until|till|by|from) (?:the) (?P<d>{NTH})"
        rf"(?=(?: )?(?:[.,;:)]|$|(?:{_BEHIND_NTH})\b))(?: of this month)?",
        read.read_day_number,
    ),
    (
        "day",
        r"(?:(?<![^\n])|(?<=\n[-*+•‣▪●◦·–—]\s))(?P<one>\d\d?)/(?P<two>\d\d?)"
        r"(?=\s?[-–—:|·•])",
        read.read_day_of_entry,
    ),
    ("day", r"\b(?i:on) (?P<d>1[3-9]|2\d|3[01])/(?P<m>0?[1-9]|1[0-2])\b(?!/)", read.read_day_slash),
    ("day", r"\b(?i:on) (?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])\b(?!/)", read.read_day_slash),
    ("week of month", rf"{_WEEK_OF}\b", read.read_week_of_month),
    ("that month", rf"{LEAD}{_THE_NEXT}{MONTH}(?! \d)", counted.read_that_month),
    ("month", rf"{LEAD}(?P<which>(?i:last|next|this)) (?P<m>{MONTH})", read.read_month),
    ("month", rf"{LEAD}{PART}(?P<m>{MONTH})", read.read_month),
    (
        "that month",
        rf"\b(?i:that) (?:(?!M(?i:ay)\b){MONTH}|M(?i:ay)(?=(?: )?(?:[.,;:)]|$)))",
        counted.read_that_month,
    ),
    ("month", rf"\b(?i:in|since|during) (?P<m>(?!M(?i:ay|arch)\b){MONTH})", read.read_month),
    ("month", rf"{_BEFORE_MONTH} (?P<m>{MONTH})(?! [A-Z])", read.read_month),
    (
        "weekdays",
        rf"\b(?:(?i:from|between|on) )?(?P<w>{WEEKDAY})"
        r"(?: (?i:to|through|until|and|into|or) |[-–—])"
        rf"(?P<w2>{WEEKDAY})(?!\w)",
        read.read_weekdays,
    ),
    (
        "ago",
        rf"\b(?P<n>{NUMBER}) (?i:weeks?) (?i:ago) (?:(?i:on) )?(?P<w>{WEEKDAY})(?!\w){HOUR}",
        ago.read_weekday_ago,
    ),
    (
        "ago",
        rf"\b(?P<n>{NUMBER}) (?i:years?) (?i:ago) (?P<same>(?i:today|this (?:week|month)))\b",
        ago.read_same_time_ago,
    ),
    ("that day", rf"\b(?:(?i:on) )?(?i:that) (?P<w>{WEEKDAY})(?!\w){HOUR}", read.read_weekday),
    (
        "weekday of week",
        rf"\b(?:(?i:on) )?(?P<w>{WEEKDAY}){HOUR}(?: of)? (?P<which>(?i:last|this|next))"
        r" (?i:week)\b",
        read.read_weekday_of_week,
    ),
    (
        "weekday",
        rf"{LEAD}\b(?P<w>{WEEKDAY}) (?P<which>(?i:last|next))(?=(?: )?(?:[.,;:)]|$))",
        read.read_weekday,
    ),
    (
        "weekday",
        rf"(?:\b(?i:early|late) )?{LEAD}(?:(?P<which>(?i:last|next|this|past|coming)) )?"
        rf"\b(?P<w>{WEEKDAY})(?!\w){HOUR}",
        read.read_weekday,
    ),
    (
        "named day",
        r"\b(?:(?i:since|until|till) )?(?i:the day before yesterday|the day after tomorrow"
        r"|yesterday|tomorrow|today|tonight|this (?:morning|afternoon|evening)"
        rf"|overnight(?! (?:(?:on|into|from|to) )?(?:{WEEKDAY}|{MONTH}|\d))"
        r"|last (?:night|evening))\b",
        read.read_named_day,
    ),
    ("ago", rf"\b(?P<n>{NUMBER}) (?P<unit>{UNIT}) (?i:ago)\b", ago.read_ago),
    (
        "ago",
        rf"\b(?P<n>{NUMBER}) (?P<unit>(?i:day|week|month|year)s?) (?i:back)(?=(?: )?[.,;:)])",
        ago.read_ago,
    ),
    (
        "past units",
        rf"\b(?i:in|over|during|for|within) (?i:the) (?i:past|last) (?P<n>{NUMBER}) "
        rf"(?P<unit>{UNIT})\b",
        read.read_past_units,
    ),
    (
        "past units",
        r"\b(?i:in|over|during|for|within) (?i:the past) (?P<unit>(?i:week|month|year|decade))\b",
        read.read_past_units,
    ),
    (
        "unit",
        r"\b(?:(?P<edge>(?i:earlier|later|early|mid|late))[- ])?"
        r"(?:(?i:over|at|during|in|since|until) )?(?:the )?"
        r"(?P<which>(?i:this|last|next|past|coming)) "
        r"(?P<unit>(?i:week|weekend|month|year|decade))\b",
        read.read_this_unit,
    ),
    (
        "unit",
        r"\b(?P<edge>(?i:earlier|later|early|late)) (?i:in) (?P<which>(?i:the)) "
        r"(?P<unit>(?i:week|month|year))\b",
        read.read_this_unit,
    ),
    (
        "unit",
        r"\b(?i:since) (?:the )?(?i:start|beginning) of (?P<which>(?i:the|this)) "
        r"(?P<unit>(?i:week|month|year))\b",
        read.read_this_unit,
    ),
    (
        "unit",
        r"\b(?i:over|at|on|during) (?P<which>(?i:the)) (?P<unit>(?i:weekend))\b",
        read.read_this_unit,
    ),
    (
        "deadline",
        r"\b(?P<way>(?i:by|before)) (?i:the end of (?:the|this)|the(?= weekend)) "
        r"(?P<unit>(?i:week|weekend|month|year))\b",
        read.read_deadline,
    ),
    ("that season", rf"{LEAD}{_THE_NEXT}(?P<s>{SEASON})\b", seasons.read_that_season),
    (
        "that season",
        rf"(?:\b(?i:in|by|during|over|since|until) (?i:that) (?P<s>{SEASON})"
        r"|\b(?i:that) (?i:summer|autumn|winter))\b",
        seasons.read_that_season,
    ),
    (
        "season",
        rf"{LEAD}\b(?P<which>(?i:this|last|next)) (?P<s>{SEASON})\b",
        seasons.read_season,
    ),
    ("season", rf"\b(?i:in|since|until|by|during)(?: the)? (?P<s>{SEASON})\b", seasons.read_season),
)

_FROM_EVENT: tuple[_Row, ...] = (
    (
        "beside event",
        # "Hid for 11 years before" tells how long.
        rf"(?<![Ff]or\s)\b(?P<n>{NUMBER}) (?P<unit>{UNIT}) "
        r"(?P<way>(?i:earlier|later|before|after|previously|on(?=(?: )?(?:[.,;:)]|$))))\b",
        counted.read_beside_event,
    ),
    (
        "beside event",
        r"\b(?P<n>(?i:the)) (?P<unit>(?i:day|night|week|month|year)) (?P<way>(?i:before|after))\b",
        counted.read_beside_event,
    ),
    (
        "eve",
        r"\b(?:(?i:on) )?(?i:the eve of)(?= (?i:the|this|that|his|her|its|their)\b)",
        counted.read_eve,
    ),
    (
        "anniversary",
        rf"\b(?:(?P<n>{ORDINAL}|{NUMBER}-(?i:year)) )?(?i:anniversary) (?i:of)\b",
        counted.read_anniversary,
    ),
    (
        "anniversary",
        rf"\b(?P<n>{NUMBER}) (?P<unit>(?i:day|week|month|year)s?) (?i:since|on from)\b",
        counted.read_since,
    ),
    *(
        (
            f"same {unit}",
            r"\b(?i:in |during )?(?i:(?:the|that) (?:very )?same|that) "
            rf"(?i:{unit})\b(?! (?i:as)\b)",
            counted.read_same_unit,
        )
        for unit in ("week", "month", "year")
    ),
    (
        "next unit",
        r"\b(?i:the|that) (?P<way>(?i:next|following|previous|preceding|same|very same))"
        r" (?P<unit>(?i:day|morning|afternoon|evening|night|week|month|year))\b",
        counted.read_next_unit,
    ),
    (
        "next unit",
        r"\b(?P<way>(?i:next|same)) (?P<unit>(?i:day|morning|afternoon|evening|night))\b",
        counted.read_next_unit,
    ),
)


def _rule(row: _Row, *, absolute: bool) -> Rule:
    name, pattern, reader = row
    cue = cue_of(pattern)
    return Rule(name, _compiled(pattern), reader, absolute, None if cue is None else _compiled(cue))


def _compiled(pattern: str) -> re.Pattern[str]:
    # Line breaks within a date are as good as spaces.
    return re.compile(pattern.replace(" ", r"\s+"))


RULES: tuple[Rule, ...] = tuple(
    _rule(row, absolute=rows is _WITH_YEAR)
    for rows in (_DAY_IN_A_ROW, _NO_DATES, _WITH_YEAR, _FROM_PUBLICATION, _FROM_EVENT)
    for row in rows
)
