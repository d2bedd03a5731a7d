"""Which language a report is written in, as far as its letters tell."""

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
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE else None


@cache
def _identifier() -> Any:
    # Imported here: the table takes a second to unpack.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
