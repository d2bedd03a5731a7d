"""How many people a noun itself counts: "12 soldiers", "a nun", "both men", "a group of 12"."""

import re
from collections.abc import Iterator, Set

from geo.dates.words import MONTH
from geo.language.nouns import noun_classes, persons
from geo.language.quantities import Quantity, find_quantities
from geo.language.text import Analysis, Token
from geo.language.words import NEXT_ONES
from geo.triggers.lexicon import lexicon

_NOT_PEOPLE = frozenset(
    "animal bird building business car cattle chicken cow dog donkey fish goat home hope horse "
    "house job life livestock pig place plan sheep shop time town tree vehicle village "
    "weapon".split()
)
_THINGS = frozenset({"ANIMAL", "BUILDING", "VEHICLE", "WEAPON"})
"""Classes of nouns that are no people, unless they may mean a person too."""
_BODIES = frozenset(
    "army clan community crowd family gang group household mob team tribe unit".split()
)
"""Several people each: the number of families is none of people."""
_GROUPS = _BODIES | {"crew", "force", "police"}
"""No single person; "eleven crew" are eleven people all the same."""
_ONE = frozenset({"another", "he", "her", "herself", "him", "himself", "his", "she"})
_BORN_TOGETHER = {"twin": 2, "triplet": 3}
_NOBODY = frozenset({"neither", "nobody", "none"})
_NO = frozenset({"neither", "no"})
_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass"})
_DAYS = 31
_LEAST_WHOLE = 2
"""Of fewer there is no half."""
_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}")


class OwnNumbers:
    """The numbers of a text, and which of them counts a word alone."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._by_token: dict[int, Quantity] = {}
        text = analysis.text
        quantities = (q for q in find_quantities(text) if not _is_of_date(text, q))
        quantity = next(quantities, None)
        for token in analysis.tokens:
            while quantity is not None and quantity.end <= token.start:
                quantity = next(quantities, None)
            if quantity is not None and quantity.start < token.end:
                self._by_token[token.index] = quantity

    def is_number(self, index: int) -> bool:
        """Whether a word is one of a number."""
        return index in self._by_token

    def of(self, head: int) -> Quantity | None:
        """How many the word at an index counts by itself, if people."""
        tokens = self._analysis.tokens
        token = tokens[head]
        if is_thing(token.lemma) or self._is_of_bodies(token):
            return None
        children = self._analysis.children[head]
        no = [
            tokens[c].start
            for c in children
            if tokens[c].lemma.lower() in _NO
            and tokens[c + 1].text.lower() not in {"fewer", "less"}
        ]
        if (half := self._half(token)) is not None:
            return half
        if token.lemma.lower() in _NOBODY or no:
            return Quantity(min([*no, token.start]), token.end, 0, 0)
        if token.text.lower() in _ONE or self._is_aged(token) or self.is_another(token):
            return Quantity(token.start, token.end, 1, 1)
        if token.text.lower() == "both":
            return Quantity(token.start, token.end, 2, 2)
        both = [tokens[c].start for c in children if tokens[c].text.lower() == "both"]
        if both and (token.lemma in lexicon().classes["people"] or token.lemma in persons()):
            return Quantity(both[0], token.end, 2, 2)
        own = () if token.lemma in _BODIES else (head, *self._left_of(head))
        for index in self._nearest_first({*own, *self._inside(head)}, head):
            quantity = self._by_token.get(index)
            if quantity is not None and not self._is_age(index):
                return Quantity(
                    quantity.start, max(quantity.end, token.end), quantity.low, quantity.high
                )
        if token.tag == "NNS" and token.lemma in _BORN_TOGETHER:
            many = _BORN_TOGETHER[token.lemma]
            return Quantity(token.start, token.end, many, many)
        return self._single(token)

    def _half(self, token: Token) -> Quantity | None:
        """Of "half of the 40 detainees" 20, and of 41 20 or 21; not of "half of them"
        nor of "nearly half"."""
        tokens, children = self._analysis.tokens, self._analysis.children[token.index]
        of = [o for c in children if tokens[c].lemma == "of" for o in self._analysis.children[c]]
        if token.text.lower() != "half" or len(of) != 1 or len(children) != 1:
            return None
        whole = self.of(of[0])
        if whole is None or whole.high != whole.low or whole.low < _LEAST_WHOLE:
            return None
        return Quantity(token.start, whole.end, whole.low // 2, (whole.low + 1) // 2)

    def _is_of_bodies(self, token: Token) -> bool:
        """Whether it is a number of families or the like: "hundreds of families"; not of those in
        one, "two of the family"."""
        tokens, children = self._analysis.tokens, self._analysis.children
        if token.pos != "NUM" and not self.is_number(token.index):
            return False
        of = (o for c in children[token.index] if tokens[c].lemma == "of" for o in children[c])
        return any(tokens[o].tag == "NNS" and tokens[o].lemma in _BODIES for o in of)

    def _nearest_first(self, numbers: Set[int], head: int) -> list[int]:
        """The words that may be the number of a noun in order, but first that which a comma parts
        from others before it: of "four dead, nine hurt" the nine."""
        tokens = self._analysis.tokens
        own = [i for i in sorted(numbers) if tokens[i].dep == "nummod" and tokens[i].head == head]
        parted = own and any(t.text == "," for t in tokens[own[0] : own[-1]])
        return [*(own[-1:] if parted else ()), *sorted(numbers)]

    def _left_of(self, head: int) -> Iterator[int]:
        """Numbers before a noun: its modifiers, and theirs."""
        for child in self._analysis.children[head]:
            token = self._analysis.tokens[child]
            if child < head and token.dep in {"nummod", "quantmod", "amod", "det", "compound"}:
                yield child
                yield from self._left_of(child)

    def _inside(self, head: int) -> Iterator[int]:
        """The partitive noun: "a group of 12 men"."""
        if self._analysis.tokens[head].lemma in _GROUPS | {"total", "number", "score", "dozen"}:
            for child in self._analysis.children[head]:
                if self._analysis.tokens[child].lemma == "of":
                    for noun in self._analysis.children[child]:
                        yield from (noun, *self._left_of(noun))

    def _is_age(self, index: int) -> bool:
        following = self._analysis.tokens[index + 1 : index + 3]
        return any(t.lemma in {"year", "%", "percent"} for t in following)

    def _is_aged(self, token: Token) -> bool:
        """Whether it is somebody by age alone: "a 16-year-old"."""
        tokens = self._analysis.tokens
        aged = token.lemma == "old" and token.index >= 4 and tokens[token.index - 2].lemma == "year"
        single = any(tokens[c].lemma in {"a", "an"} for c in self._analysis.children[token.index])
        return aged and single and token.dep in _ARGUMENTS

    def is_another(self, token: Token) -> bool:
        """One more: "shot dead two men and wounded a third"; not a third of them."""
        below = {self._analysis.tokens[c].lemma for c in self._analysis.children[token.index]}
        return token.text in NEXT_ONES and "a" in below and "of" not in below

    def _single(self, token: Token) -> Quantity | None:
        """One person: "a soldier", "the mayor", "a Palestinian"; two of "an elderly couple"."""
        if token.tag not in {"NN", "NNP"} or token.lemma in _GROUPS:
            return None
        children = (self._analysis.tokens[c] for c in self._analysis.children[token.index])
        before = [child for child in children if child.dep in {"det", "poss"}]
        start = min([word.start for word in before] or [token.start])
        if token.lemma == "couple":
            return Quantity(start, token.end, 2, 2)
        if token.pos == "PROPN" and self._is_named(token):
            return Quantity(start, token.end, 1, 1)
        names = {token.lemma, self._hyphenated(token)}
        of_people = token.pos == "PROPN" and any(word.lemma in {"a", "an"} for word in before)
        of_role = persons() | {"head"}  # "the head of the office"; not 300 head of cattle
        known = names & lexicon().classes["people"] or (before and names & of_role)
        if of_people or (token.tag == "NN" and known):
            return Quantity(start, token.end, 1, 1)
        return None

    def _is_named(self, token: Token) -> bool:
        """Whether it is the name of a person, which "kingpin" or "Colonel" before it tells too."""
        around = self._analysis.name_at(token.index, token.index)
        if around is not None:
            return around.label == "PERSON"
        before = (self._analysis.tokens[c] for c in self._analysis.children[token.index])
        return any(word.dep == "compound" and word.text.lower() in persons() for word in before)

    def _hyphenated(self, token: Token) -> str:
        """The word whole that the reader parts: "passer-by"."""
        if token.index < 2 or self._analysis.tokens[token.index - 1].text != "-":
            return ""
        first = self._analysis.tokens[token.index - 2]
        return self._analysis.text[first.start : token.end].lower()


def is_thing(noun: str) -> bool:
    """Whether a noun means no people, whatever stands beside it."""
    classes = noun_classes(noun)
    return noun in _NOT_PEOPLE or ("ANYONE" not in classes and not _THINGS.isdisjoint(classes))


def _is_of_date(text: str, quantity: Quantity) -> bool:
    """It is the day of a month: "12 Nov, Kano: a boy was shot", "the 7 November blast"."""
    is_day = quantity.low == quantity.high and quantity.low <= _DAYS
    return is_day and _MONTH_BEHIND.match(text, quantity.end) is not None
