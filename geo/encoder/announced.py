"""Names that the words beside them announce: "the town of Andahua", "the Modelo neighborhood",
"rebel-held Idlib".

Of a village that nobody has heard of the encoder may be unsure, most of all in a text in capitals,
whose words all look alike.
"""

from geo.encoder.words import Words

_BEFORE = frozenset(
    "city commune community hamlet municipality neighborhood neighbourhood port settlement suburb "
    "town township village".split()
)
_BEHIND = frozenset(
    "department district municipality neighborhood neighbourhood province settlement suburb "
    "township village".split()
)
_PLURALS = {"cities": "city", "communities": "community", "municipalities": "municipality"}
_HELD = frozenset("administered besieged controlled held occupied ruled".split())
_HYPHENS = frozenset("-\u2010\u2011\u2013")
_QUOTES = frozenset("\"'“‘")


def is_announced(words: Words, first: int, last: int) -> bool:
    """Whether the words around a name say that it is one of a place."""
    at = first - 1
    if at >= 0 and words.surface(at, at) in _QUOTES:
        at -= 1
    behind = last + 1 < len(words) and _singular(_lower(words, last + 1)) in _BEHIND
    return behind or (at >= 1 and _opens_name(words, at))


def _opens_name(words: Words, at: int) -> bool:
    """Whether the words up to here lead to a place: "the town of", "rebel-held"."""
    if _lower(words, at) in _HELD:
        return words.surface(at - 1, at - 1) in _HYPHENS
    return _lower(words, at) == "of" and _singular(_lower(words, at - 1)) in _BEFORE


def _lower(words: Words, at: int) -> str:
    return words.surface(at, at).lower()


def _singular(word: str) -> str:
    return _PLURALS.get(word, word.removesuffix("s"))
