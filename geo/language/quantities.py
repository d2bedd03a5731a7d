"""Numbers of people or things as news writes them, exact, bounded or vague.

Vague words are read as ranges, by convention: a handful or several is 3 to 9, dozens 24 to 99,
scores 40 to 99, hundreds 200 to 999, thousands 2,000 to 9,999, tens of thousands 20,000 to 99,999,
hundreds of thousands 200,000 to 999,999, millions 2,000,000 to 9,999,999.
"""

import re
from dataclasses import dataclass

from geo.language.numbers import parse_number

MOST_PEOPLE = 8_500_000_000
"""More than live on earth: 8.2 billion in 2024, and this many by 2030, by the United Nations' World
Population Prospects 2024. A larger number counts no people."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text, from `low` to `high`, both included."""

    start: int
    end: int
    low: int
    high: int | None
    """None: open upwards ("at least 12")."""


_VAGUE: dict[str, tuple[int, int]] = {
    "hundreds of thousands": (200_000, 999_999),
    "tens of thousands": (20_000, 99_999),
    "several thousand": (3_000, 9_999),
    "several hundred": (300, 999),
    "several dozen": (36, 99),
    "a few thousand": (3_000, 9_999),
    "a few hundred": (300, 999),
    "a few dozen": (36, 99),
    "a couple of dozen": (24, 24),
    "half a dozen": (6, 6),
    "a handful": (3, 9),
    "a couple": (2, 2),
    "a few": (3, 9),
    "several": (3, 9),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2_000_000, 9_999_999),
}
_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_SCALE = "hundred|thousand|million|billion"
_FIGURES = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
# "8.05 Two women" is an hour and a number.
_NUMBER = (
    rf"(?:(?:(?:{_FIGURES})(?:[ -](?:{_SCALE}))*|(?:{_WORDS})(?:[ -](?:{_WORDS}|{_SCALE}))*)"
    rf"(?:(?:(?<=hundred)|(?<=thousand)|(?<=million)) and (?:{_WORDS})(?:-(?:{_WORDS}))?)?"
    rf"(?: dozen)?|a (?:dozen|{_SCALE}))"
)
_OPEN = "at least|no fewer than|not less than|a minimum of|more than|well over|upwards of|over"
_CLOSED = "at most|no more than|not more than|up to|as many as"
_BELOW = "fewer than|less than|under"
_AFTER = r"(?![\w%]|[.,:]\d|-(?:year|day|week|month|hour|minute|man))"
_EXPRESSION = (
    rf"(?<!\d[.,:])\b(?:(?P<bound>{_OPEN}|{_CLOSED}|{_BELOW}|between|from) )?"
    rf"(?:(?P<vague>{'|'.join(_VAGUE)})|(?P<low>{_NUMBER})"
    rf"(?:(?: to | or |[-–—])(?P<high>{_NUMBER})| and (?P<and>{_NUMBER}))?){_AFTER}"
)
# In the expression a space is any white space.
_PATTERN = re.compile(_EXPRESSION.replace(" ", r"\s+"), re.IGNORECASE)


_CHANGED = re.compile(
    r"\b(?:climb(?:ed|ing|s)?|(?:increas|rais|revis|updat|lower)(?:ed|es|ing)|jump(?:ed|ing|s)?"
    r"|grew|grow(?:n|ing|s)|rose|rise[ns]?|rising|soar(?:ed|ing|s)?|went)\s+"
    r"(?:(?:up|down|upwards?|downwards?|\w+ly)\s+)?$",
    re.IGNORECASE,
)
"""Before "from 22 to 28": a number that was 22, and is 28."""
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def find_quantities(text: str) -> list[Quantity]:
    """The numbers of a text in order, with the words that bound them; none above `MOST_PEOPLE`."""
    found = []
    position = 0
    while match := _PATTERN.search(text, position):
        position = match.end()
        bound = " ".join((match["bound"] or "").lower().split())
        if match["and"] and bound != "between":
            # "three and four others": two numbers
            position = match.start("and") - 1
            end = match.end("low")
        else:
            end = match.end()
        start = match.start()
        if bound == "from" and match["high"] and _CHANGED.search(text[max(start - 40, 0) : start]):
            # "rose from 22 to 28": what it rose to is said anew
            position = match.end("low")
            continue
        value = _value(match, bound)
        if value is not None:
            found.append(Quantity(start, end, *value))
    return found


def _value(match: re.Match[str], bound: str) -> tuple[int, int | None] | None:
    high: int | None
    if match["vague"]:
        low, high = _VAGUE[" ".join(match["vague"].lower().split())]
    else:
        number = _whole_number(match["low"])
        if number is None:
            return None
        low = high = number
        other = match["high"] or (match["and"] if bound == "between" else None)
        if other:
            second = _whole_number(other)
            if second is None:
                return None
            # "two to three thousand": the scale is said once
            scale = _SCALES.get(other.split()[-1].lower(), 1)
            if low * scale <= second:
                low *= scale
            low, high = min(low, second), max(low, second)
    if bound in _OPEN.split("|"):
        return low, None
    if bound in _CLOSED.split("|"):
        return 0, high
    if bound in _BELOW.split("|"):
        return 0, max(0, (high or 1) - 1)
    return low, high


def _whole_number(words: str) -> int | None:
    words = " ".join(words.lower().split())
    dozens = words.endswith(" dozen")
    words = words.removesuffix(" dozen")
    value = 1.0 if words == "a" else parse_number(words.removeprefix("a "))
    if value is None or value * (12 if dozens else 1) > MOST_PEOPLE:
        return None
    return round(value * (12 if dozens else 1))
