"""Numbers as English news writes them: "1,200", "12.5", "thirty-two", "two hundred thousand"."""

import math
import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def parse_number(words: str) -> float | None:
    """The value of a number in figures or words; None for anything else, and for what no float
    holds.

    >>> parse_number("1,200"), parse_number("thirty-two"), parse_number("2.5 million")
    (1200.0, 32.0, 2500000.0)
    >>> parse_number("two hundred and five thousand"), parse_number("many") is None
    (205000.0, True)
    """
    total = current = 0.0
    seen = False
    for word in words.casefold().replace("-", " ").split():
        if _FIGURES.fullmatch(word):
            current += float(word.replace(",", ""))
        elif word in _SMALL:
            current += _SMALL[word]
        elif word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1_000:
                total, current = total + current, 0.0
        elif word == "and" and seen:
            continue
        else:
            return None
        seen = True
    return total + current if seen and math.isfinite(total + current) else None
