"""Other bounds that a name may have, and which of them are right.

The tags mark "Florida Highway" of "Florida Highway Patrol" and all of "Paris Community Hospital",
where the name is Florida and Paris. Boosted trees weigh what the tags say of each stretch of words
beside what the gazetteer knows of it and what its words are.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.encoder.boundaries import may_close
from geo.encoder.known import COUNTRY, Known
from geo.encoder.model import FOLDER
from geo.encoder.tags import BEGIN, INSIDE, OUTSIDE, Tagged
from geo.language.words import FACILITY_WORDS, INSTITUTION_WORDS, PLACE_NOUNS
from geo.trees import Trees

FEATURES = (
    "likelihood", "begins", "inside", "odds_before", "odds_behind",
    "prominence", "sort", "how", "shorter", "longer",
    "words", "last_word", "next_word", "capitals_behind", "dot",
)  # fmt: skip
"""Of a stretch of words. What the tags say: how much likelier it is than the one that they mark,
that a name begins at its first word, that its last word goes on with one, and the log-odds of the
words beside it. What the gazetteer knows of it, and whether it knows it with a word less or more.
Of its words: how many they are, of which sort the last and the next one are, how many words with
capitals follow, and whether it ends in a full stop."""

PLAUSIBLE = 6.0
"""How much less likely than what the tags mark a stretch may be, in nats: 99 in 100 of those that
are right on the folds are."""
_LEFT, _RIGHT = 3, 4
"""Words that a name may be longer."""
_BEHIND = 5
"""Words with capitals that are counted behind it."""
_LONGEST = 12
"""Words in a name that has alternatives: what is longer is a list or none."""
ALONE = 4.0
"""The log-odds of bounds without an alternative; those of others stay within it."""
_NO_ODDS = -14.0
"""Of a word where there is none."""

Numbers = NDArray[np.float64]
Stretch = tuple[int, int]
"""First and last word."""


@dataclass(frozen=True, slots=True, eq=False)
class Alternatives:
    """What a name may be, the one that the tags mark first."""

    spans: tuple[Stretch, ...]
    features: Numbers
    """(N, F), empty where there is but one."""


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """The fitted trees."""

    trees: Trees

    @classmethod
    def read(cls, path: Path) -> "Bounds":
        """The trees in a file of JSON."""
        return cls(Trees(json.loads(path.read_text(encoding="utf-8"))["trees"], FEATURES))

    def choose(self, found: Sequence[Alternatives]) -> list[tuple[int, int, float]]:
        """Of each name of a text, in order, the likeliest of its alternatives, none overlapping
        another, and the log-odds that it is right."""
        several = [a.features for a in found if len(a.spans) > 1]
        scores = self.trees.score(np.vstack(several)).tolist() if several else []
        chosen, at, reached = [], 0, -1
        for alternatives in found:
            number = len(alternatives.spans)
            best, believed = 0, ALONE
            if number > 1:
                own = scores[at : at + number]
                at += number
                free = [n for n in range(number) if alternatives.spans[n][0] > reached]
                best = max(free, key=own.__getitem__)  # the first of equals: as it was marked
                believed = min(max(own[best], -ALONE), ALONE)
            first, last = alternatives.spans[best]
            chosen.append((first, last, believed))
            reached = last
        return chosen


def alternatives(tagged: Tagged, spans: Sequence[Stretch], known: Known) -> list[Alternatives]:
    """What each of the names that are marked in a text, in order, may be; none takes of another."""
    if not spans:
        return []
    return list(_Reading(tagged, known).around(spans))


class _Reading:
    """The words of one text with what the tags say of them, and the gazetteer."""

    def __init__(self, tagged: Tagged, known: Known) -> None:
        words, tags = tagged.words, tagged.tags.astype(np.float64)
        self._words, self._known = words, known
        self._texts = [
            words.text[start:end]
            for start, end in zip(words.starts.tolist(), words.ends.tolist(), strict=True)
        ]
        self._begin, self._inside = tags[:, BEGIN].tolist(), tags[:, INSIDE].tolist()
        self._opens: list[float] = (tags[:, BEGIN] - tags[:, OUTSIDE]).tolist()
        goes_on = tags[:, INSIDE] - tags[:, OUTSIDE]
        self._summed: list[float] = [0.0, *np.cumsum(goes_on).tolist()]
        self._odds = log_odds(tags[:, OUTSIDE]).tolist()

    def around(self, spans: Sequence[Stretch]) -> Iterator[Alternatives]:
        sentences = self._words.sentences
        of = np.searchsorted(sentences, [first for first, _ in spans], side="right")
        for number, (first, last) in enumerate(spans):
            begin, end = int(sentences[of[number] - 1]), int(sentences[of[number]])
            low = max(begin, spans[number - 1][1] + 1 if number else 0)
            high = min(end, spans[number + 1][0] if number + 1 < len(spans) else end)
            stretches = [(first, last), *self._others(first, last, low, high)]
            rows: Numbers = np.zeros((0, len(FEATURES)))
            if len(stretches) > 1:
                marked = self._likelihood(first, last)
                rows = np.array([self._features(*s, marked, begin, end) for s in stretches])
            yield Alternatives(tuple(stretches), rows)

    def _others(self, first: int, last: int, low: int, high: int) -> Iterator[Stretch]:
        if last - first >= _LONGEST or self._sort(first, last) == COUNTRY:
            return
        least = self._likelihood(first, last) - PLAUSIBLE
        starts, ends = [*range(first, last + 1)], [*range(first, last + 1)]
        while starts[0] > max(low, first - _LEFT) and self._may_be_in(starts[0] - 1):
            starts.insert(0, starts[0] - 1)
        while ends[-1] + 1 < min(high, last + 1 + _RIGHT) and self._may_be_in(ends[-1] + 1):
            ends.append(ends[-1] + 1)
        for start in starts:
            for end in ends:
                if (
                    start <= end
                    and (start, end) != (first, last)
                    and self._likelihood(start, end) > least
                    and self._may_open(start)
                    and self._may_close(start, end)
                    and (end >= last or self._may_end_before(start, end, last))
                ):
                    yield start, end

    def _sort(self, first: int, last: int) -> int:
        return self._known.of(self._words.surface(first, last)).sort

    def _likelihood(self, first: int, last: int) -> float:
        """Log-probability of the tags that mark it, over that of no name at all."""
        return self._opens[first] + self._summed[last + 1] - self._summed[first + 1]

    def _may_be_in(self, at: int) -> bool:
        word = self._texts[at]
        return word[0].isupper() or word.isdigit() or word.lower() in _SMALL

    def _may_open(self, at: int) -> bool:
        word = self._texts[at]
        if at > 1 and self._texts[at - 1] == "-" and self._texts[at - 2].lower() in _ARTICLES:
            return False
        return word[0].isupper() and word.lower() not in _NEVER_FIRST

    def _may_close(self, first: int, last: int) -> bool:
        word = self._texts[last]
        if word == ".":  # of an abbreviation, and not of the sentence
            initial = last > first and len(self._texts[last - 1]) == 1
            return initial or may_close(self._words, first, last, self._known.gazetteer)
        if word.lower() in _SMALL or not word[-1].isalnum():
            return False
        return word[0].isupper() or word.isdigit()

    def _may_end_before(self, first: int, end: int, last: int) -> bool:
        """Whether the last words of what is marked may be no part of the name.

        They are of a body ("Paris Community Hospital") or no name; what is built is a place of
        its own ("Hama Airport"), and other words end the name of a village ("Khan Touman").
        """
        closing = self._texts[last]
        if not closing[0].isupper():
            return True
        sort = _sort_of(closing)
        if sort == _FACILITY:
            return closing.lower() not in _SITES and self._sort(first, end) != COUNTRY
        return sort != 0

    def _features(
        self, first: int, last: int, marked: float, begin: int, end: int
    ) -> tuple[float, ...]:
        words, texts, has = self._words, self._texts, self._known.has
        knowledge = self._known.of(words.surface(first, last))
        behind, furthest = last + 1, min(end, last + 1 + _BEHIND)
        while behind < furthest and texts[behind][0].isupper():
            behind += 1
        follows = last + 1 < end
        longer = has(words.surface(first, last + 1)) if behind > last + 1 else -1.0
        shorter = has(words.surface(first, last - 1)) if last > first else -1.0
        return (
            self._likelihood(first, last) - marked,
            self._begin[first],
            self._inside[last] if last > first else 0.0,
            self._odds[first - 1] if first > begin else _NO_ODDS,
            self._odds[last + 1] if follows else _NO_ODDS,
            knowledge.prominence,
            float(knowledge.sort),
            float(knowledge.how),
            float(shorter),
            float(longer),
            float(last - first + 1),
            _sort_of(texts[last]),
            _sort_of(texts[last + 1]) if follows else 0.0,
            float(behind - last - 1),
            float(texts[last] == "."),
        )


def log_odds(outside: Numbers) -> Numbers:
    """Log-odds of words to be in a name, by the log-probabilities that they are outside."""
    below = np.minimum(outside, -1e-6)
    result: Numbers = np.log(-np.expm1(below)) - below
    return result


_SMALL = frozenset("of the and de la del on upon al s - / . & ' \u2019".split())
"""Words that stand within names and close none."""
_ARTICLES = frozenset("al el ad an ar as ash at az".split())
"""Of Arabic, which a hyphen joins to a name."""
_NEVER_FIRST = _SMALL | {"a", "an"}
_STREETS = frozenset(
    "street st avenue ave road rd boulevard blvd drive dr lane ln highway hwy route way parkway "
    "interstate turnpike pike freeway expressway".split()
)
_FIRMS = frozenset("inc corp ltd llc plc fc company corporation group bank".split())
_DIVISIONS = PLACE_NOUNS.keys() - {
    noun for noun, sort in PLACE_NOUNS.items() if sort in {"H", "T", "L"}
}


_FACILITY = 5
_SITES = frozenset(
    "airport airbase airfield base bridge camp crossing dam gate hotel market mosque palace port "
    "prison square station terminal".split()
)


def _sort_of(word: str) -> float:
    """1 of streets, 2 of divisions and towns, 3 of rivers and the like, 4 of firms, 5 of
    facilities, 6 of institutions, 0 of others."""
    plain = word.lower()
    sorts = (_STREETS, _DIVISIONS, PLACE_NOUNS, _FIRMS, FACILITY_WORDS, INSTITUTION_WORDS)
    return float(next((number for number, sort in enumerate(sorts, 1) if plain in sort), 0))


@cache
def shipped_bounds() -> Bounds:
    """The trees that come with Dateline, read once."""
    return Bounds.read(FOLDER / "bounds.json")
