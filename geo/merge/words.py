"""The words of a telling that say what it is about, as sets to be compared."""

import re
from functools import cache, lru_cache

from geo.triggers.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"(?:^|[.!?:\"“”]\s*)$")
_ENDINGS = ("ings", "ing", "edly", "ed", "ers", "er", "ies", "es", "s", "y", "e")

_CALENDAR = frozenset(
    """
    afternoon april august day days december early evening february friday hours january july
    june late march may monday month months morning night november october overnight saturday
    september sunday thursday today tomorrow tuesday wednesday week weeks year years yesterday
    """.split()
)
_FUNCTION = frozenset(
    """
    a about above across after again against all almost along already also although am among an
    and another any are around as at away back be became because become been before behind being
    below between both but by can could did do does doing down during each either else even ever
    every few first for former from further get got had has have having he her here hers him his
    how however i if in including into is it its itself just last least less like made make many
    may me might more most much must my near nearly neither never new next no nor not now of off
    often on once one only onto or other others our out over own part per put rather same second
    see seen several she should since so some still such take taken than that the their them
    then there these they this those though three through thus to together too took toward
    towards two under until up upon us very was way we well went were what when where whether
    which while who whole whom whose why will with within without would yet you your
    """.split()
)
_PEOPLE = frozenset(
    """
    about alleged dozen dozens eight eighteen eighty eleven fifteen fifty five forty four
    fourteen hundred hundreds least man member members men million nine nineteen ninety number
    numbers people person persons seven seventeen seventy six sixteen sixty some suspected ten
    thirteen thirty thousand thousands twelve twenty woman women
    """.split()
)
_ATTRIBUTION = frozenset(
    """
    accord according account add added agency announce announced authorities authority confirm
    confirmed governor group groups local mayor media minister ministry news official officials
    police quote quoted report reported reports resident residents said say saying says source
    sources spokesman spokesperson spokeswoman state statement tell telling tells told witness
    witnesses
    """.split()
)
_NO_PARTY = _CALENDAR | _FUNCTION | _PEOPLE
_EMPTY = _NO_PARTY | _ATTRIBUTION
"""Words that most reports share, whatever they tell of."""


def stems(text: str) -> frozenset[str]:
    """The content words of a text, cut to stems: "villages" and "village" meet, "the" is none.

    Words that tell of events ("attack", "flooded") are left out: the types have them already.
    """
    return _stems(text, _EMPTY) - _event_stems()


@cache
def _event_stems() -> frozenset[str]:
    known = lexicon()
    return frozenset(map(stem, (*known.forms, *(word for _, word in known.entries))))


def parties(text: str) -> frozenset[str]:
    """The words of actors, and the short forms of their names: "police", "eu"."""
    return _stems(text, _NO_PARTY) | _initials(text)


def _stems(text: str, left_out: frozenset[str]) -> frozenset[str]:
    words = (_plain(word) for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if len(word) > 1 and word not in left_out)


def names(text: str) -> frozenset[str]:
    """Words with a capital that a sentence's beginning does not give them, as stems."""
    found = set()
    for match in _WORD.finditer(text):
        word = match[0]
        if not word[0].isupper() or _SENTENCE_END.search(text, 0, match.start()):
            continue
        plain = _plain(word)
        if len(plain) > 1 and plain not in _EMPTY:
            found.add(stem(plain))
    return frozenset(found)


def _initials(text: str) -> frozenset[str]:
    """The short forms of names of several words: "eu" of "the European Union"."""
    found, run = set(), ""
    for match in _WORD.finditer(text + " ."):
        if match[0][0].isupper():
            run += match[0][0].casefold()
            continue
        if len(run) > 1:
            found.add(run)
        run = ""
    if len(run) > 1:
        found.add(run)
    return frozenset(found)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its inflection, roughly: two forms of a word mostly have one stem."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    # "stopped", "stop".
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")
