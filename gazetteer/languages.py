"""Which of a place's names a reader of a language reads."""

import unicodedata
from collections.abc import Iterable

SCRIPTS = {
    language: scripts
    for languages, scripts in (
        ("ar fa ur ps sd ug", ("ARABIC",)),
        ("ru uk be bg sr mk kk ky tg mn", ("CYRILLIC",)),
        ("el", ("GREEK",)),
        ("he yi", ("HEBREW",)),
        ("zh", ("CJK",)),
        ("ja", ("HIRAGANA", "KATAKANA", "CJK")),
        ("ko", ("HANGUL",)),
        ("th", ("THAI",)),
        ("hi mr ne", ("DEVANAGARI",)),
        ("bn as", ("BENGALI",)),
        ("pa", ("GURMUKHI",)),
        ("gu", ("GUJARATI",)),
        ("ta", ("TAMIL",)),
        ("te", ("TELUGU",)),
        ("ka", ("GEORGIAN",)),
        ("hy", ("ARMENIAN",)),
        ("am ti", ("ETHIOPIC",)),
        ("my", ("MYANMAR",)),
        ("km", ("KHMER",)),
        ("lo", ("LAO",)),
        ("si", ("SINHALA",)),
        ("bo dz", ("TIBETAN",)),
    )
    for language in languages.split()
}
"""Scripts of languages that are not written in Latin letters, by Unicode's names of letters."""


def name_in(language: str, labels: str, name: str, others: Iterable[str]) -> str | None:
    """The name in a language (ISO 639-1) of a place that goes by `name`; None if it is not known.

    `labels` are lines of "language=name", where the sources tell them. Without one a language of
    another script takes the first of the `others` that is written in it, and one in Latin letters
    the name that the place goes by.
    """
    for line in labels.splitlines():
        code, _, label = line.partition("=")
        if code == language:
            return label
    scripts = SCRIPTS.get(language)
    if scripts is None:
        return name
    return next((other for other in others if _is_written_in(other, scripts)), None)


def _is_written_in(name: str, scripts: tuple[str, ...]) -> bool:
    """Whether all letters of a name are of these scripts."""
    letters = [unicodedata.name(letter, "") for letter in name if letter.isalpha()]
    return bool(letters) and all(letter.startswith(scripts) for letter in letters)
