"""Where the other words of a phrase stand: of "opened heavy fire", "a suicide car bombing"."""

from geo.language.text import Analysis, Token

_MAX_GAP = 4
_GAP_WORDS = frozenset({"DET", "ADJ", "ADV", "PRON", "NUM", "NOUN", "PROPN"})


def same(token: Token, word: str) -> bool:
    """Whether a token is this word of a phrase; "self" is any reflexive pronoun."""
    if word == "self":
        return token.lemma.endswith(("self", "selves")) or token.text.lower().endswith("selves")
    return word in {token.lemma, token.text.lower()}


def words_before(window: tuple[Token, ...], words: tuple[str, ...]) -> tuple[int, ...] | None:
    """The words where they stand right before, but for an adjective, noun or hyphen."""
    found: list[int] = []
    position = len(window) - 1
    for word in reversed(words):
        gap = 0
        while position >= 0 and not same(window[position], word):
            if gap == 2 or window[position].pos not in {"ADJ", "NOUN", "PROPN", "PUNCT"}:
                return None
            if window[position].pos == "PUNCT" and window[position].text != "-":
                return None
            gap += 1
            position -= 1
        if position < 0:
            return None
        found.append(window[position].index)
        position -= 1
    return tuple(reversed(found))


def words_behind(window: tuple[Token, ...], words: tuple[str, ...]) -> tuple[int, ...] | None:
    """The words where they follow at once, but for articles, adjectives, pronouns and the like."""
    found: list[int] = []
    position = 0
    for word in words:
        gap = 0
        while position < len(window) and not same(window[position], word):
            if gap == _MAX_GAP or window[position].pos not in _GAP_WORDS:
                return None
            gap += 1
            position += 1
        if position == len(window):
            return None
        found.append(window[position].index)
        position += 1
    return tuple(found)


_WITHIN = frozenset(
    {"dobj", "obj", "prt", "prep", "pobj", "advmod", "acomp", "oprd", "dative", "pcomp"}
)


def words_below(analysis: Analysis, index: int, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """The words where they hang on the verb, in order, through its objects and prepositions."""
    hanging, queue = [], [index]
    while queue:
        children = [c for c in analysis.children[queue.pop()] if analysis.tokens[c].dep in _WITHIN]
        hanging.extend(children)
        queue.extend(children)
    found: list[int] = []
    position = index
    for word in words:
        below = [i for i in sorted(hanging) if i > position and same(analysis.tokens[i], word)]
        if not below:
            return None
        position = below[0]
        found.append(position)
    return tuple(found)
