"""Which language a report is written in, as far as its letters tell."""

import re
from functools import cache
from typing import Any

# Of 8,885 English sentences of news with so many letters, one is taken for another language at
# this probability and 16 are left open; at 0.9 it is one and 185.
_ENOUGH_LETTERS = 60
_SURE = 0.6
_SAMPLE = 3000


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of a text, None where it is too short or too mixed to be told.

    The words between characters 0 and 3,000 decide, in lower case: old wire reports are all in
    capitals, which looks like another language to a detector of letter sequences.
    """
    sample = text[:_SAMPLE].lower()
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return None
    if _is_plainly_english(sample):
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None


def _is_plainly_english(sample: str) -> bool:
    """Whether the commonest words are English, which spares the table below its second."""
    words = _WORD.findall(sample)
    count = sum(word in _ENGLISH for word in words)
    return count >= _SHARE * len(words) and words.count("the") >= _OF_THE * len(words)


_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the and that with were for from said which of by have has had their they this been not but "
    "who to is are".split()
)
_SHARE, _OF_THE = 0.15, 0.02
"""Least shares of these words and of "the"; news in English has .3 and .06."""


@cache
def _identifier() -> Any:
    # Imported here: the table takes a second to unpack.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
