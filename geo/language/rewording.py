"""What a text says in words that the parser misreads, in others as long that it reads as meant.

Offsets stay true, and of words whose meaning counts the tokens keep their own.
"""

import re

from geo.language.nouns import persons
from geo.language.numbers import parse_number


def for_grammar(text: str) -> str:
    """The text as the parser reads it best, with the same offsets.

    It takes a bracket for the end of a sentence ("the Farabundo Marti Front [FMLN] in San Miguel"),
    the people of "killed between 12 and 15 people" for those between whom it was, the period of a
    title that it does not know for that of a sentence ("Sgt. Victoria Paris"), the shot of "a guard
    shot dead a boy" for a noun, the storm of "Insurgents storm airport" for bad weather, and what
    befalls "49" who "drown" for a thing of which there are 49.
    """
    text = _TITLE.sub(_as_known_title, _INSERTED.sub(r"(\1)", text))
    text = _SHOT_DEAD.sub(_AS_PARTICLE, _BETWEEN.sub(_as_about, text))
    return _DYING.sub(_as_alive, _HEADLINE.sub(_as_verb, text))


def own_word(said: str, read: str) -> str | None:
    """The word that a text has where the parser was given another one, if it is one that counts."""
    return said if said != read and said.lower() in _KEPT else None


def _as_known_title(match: re.Match[str]) -> str:
    """A title as long that the parser knows. With the period left out it finds fewer names."""
    return ("Gen." if len(match[0]) > 3 else "Dr.").ljust(len(match[0]))


def _as_about(match: re.Match[str]) -> str:
    """A word as long that bears no object, where numbers of people follow."""
    are_numbers = all(parse_number(number) is not None for number in match.groups())
    return "perhaps" if are_numbers else match[0]


_NUMBER = r"(\d{1,3}(?:,\d{3})*|\d{5,}|[a-z]+(?:-[a-z]+)?)"
"""Of four figures without a comma most are years."""
_BETWEEN = re.compile(
    rf"\bbetween(?=\s+{_NUMBER}\s+and\s+{_NUMBER}\s+"
    r"(?!(?:[ap]\.?m|hours?|days?|weeks?|months?|years?|minutes?|per|percent|miles?|k\w*met\w+)\b)[a-z])"
)
_TITLE = re.compile(
    r"\b(?:Brig|Capt|Cmdr|Const|Cpl|Det|Hon|Insp|Lieut|Lt|Maj|Pte|Pvt|Sgt|Supt)\.(?=\s+[^\W\d_a-z])"
)
_INSERTED = re.compile(r"(?<=[\w,]\s)\[([^\[\]]*)\]")
_SHOT_DEAD = re.compile(
    r"\b((?:shoot(?:s|ing)?|shot)\s+)dead(?=\s+\w)"
    r"(?!\s+(?:after|along|and|as|at|before|but|by|during|for|from|in|inside|near|of|on|or|outside|"
    r"since|to|when|where|while|with)\b)"
)
"""Somebody stands behind it: "was shot dead by a guard" is read as it is."""
_AS_PARTICLE = r"\1away"
"""A word as long that leaves the verb its subject and object."""

_ATTACKING = "ambush attack blockade bomb loot raid shell storm target torch".split()
_NO_NOUNS = {4: "take", 5: "seize", 6: "occupy", 8: "surround"}
"""By their length verbs of what is done to a place that are no nouns."""
_TOGETHER = frozenset(
    "children dozens forces hundreds jets police people rebels scores taliban thousands troops "
    "warplanes".split()
)
_HEADLINE = re.compile(
    r"(?P<before>(?:^|(?<=[.!?:]\s))(?:[\w\u2019'-]+ ){0,2}(?P<who>[A-Za-z]+) )"
    rf"(?P<verb>{'|'.join(_ATTACKING)})"
    r"(?= (?!(?:after|and|are|as|at|came|has|had|in|is|of|on|that|to|was|were)\b"
    r"|(?:claim|injur|kill|leav|spark|wound)\w*\b|\w+(?:ed|ing)\b)\w)",
)
"""Of "Rebels attack kills five" the attack is a noun."""
_NO_DEATHS = {"drown": "occur", "perish": "happen"}
"""Verbs as long of what somebody does of which the parser knows that they are verbs."""
_DYING = re.compile(
    rf"(?<![\w,-])(?P<who>[\w,-]+) (?P<verb>{'|'.join(_NO_DEATHS)})\b(?!['\u2019-])"
)
"""What befalls people today, "49 drown"; in other forms the parser knows it for a verb. It is
sought from where a word begins: from each letter of a word of 300,000 it took a minute."""
_KEPT = frozenset({"dead", *_ATTACKING, *_NO_DEATHS})


def _as_alive(match: re.Match[str]) -> str:
    """Something that several people do, in the place of what befell them."""
    who = match["who"].lower()
    if parse_number(who) is None and not _are_many(who):
        return match[0]
    return f"{match['who']} {_NO_DEATHS[match['verb']]}"


def _as_verb(match: re.Match[str]) -> str:
    """What people do to a place, where the line opens with them and the parser may take the verb
    for a noun and them for what says of which sort it is."""
    if not _are_many(match["who"].lower()):
        return match[0]
    return match["before"] + _NO_NOUNS[len(match["verb"])]


def _are_many(word: str) -> bool:
    """Whether a word is the plural of one of persons or means several."""
    one = word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")
    return word in _TOGETHER or (one != word and one in persons())
