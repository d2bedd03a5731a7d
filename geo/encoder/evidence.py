"""What speaks for a proposal of the encoder to be a name, as numbers."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.encoder.alternatives import log_odds
from geo.encoder.announced import is_announced
from geo.encoder.kinds import KINDS
from geo.encoder.known import COUNTRY, DIVISION, TOWN, UNKNOWN, Known
from geo.encoder.tags import OUTSIDE, Tagged
from geo.language.words import LOCATIVE_PREPOSITIONS

FEATURES = (
    "odds", "least_odds", "same", "bounds", "modifier",
    "known", "prominence", "division", "town", "head_known", "tail_known",
    "words", "all_capitals", "after_capital", "announced", "preposition", "listed", "before_region",
)  # fmt: skip
"""What the encoder says of a name: the mean and the least log-odds of its words, the mean of all
that have the same words in the text, the log-odds that its bounds are right, and the probability
that it says whose something is ("Syrian"). What the bundled world knows: the name, how well, and
whether as a division or a town; whether it is known without its last or first word. The logarithm
of how many words it has; whether all of the text is in capitals, where the encoder's odds are too
low. Of what stands beside it: whether a word with a capital is before it; words that announce it
("the town of Andahua"); a preposition of place; a proposal and a comma before it; a comma and a
country or division behind it."""

Numbers = NDArray[np.float64]
Bounded = tuple[int, int, float]
"""First and last word, and the log-odds that these are the bounds."""

_MODIFIER = KINDS.index(("associative", "modifier"))


def evidence(tagged: Tagged, proposed: Sequence[Bounded], known: Known) -> Numbers:
    """(N, F) of the proposals of a text, in order."""
    words = tagged.words
    surfaces = [words.surface(first, last) for first, last, _ in proposed]
    odds = log_odds(tagged.tags[:, OUTSIDE].astype(np.float64))
    means = [float(odds[first : last + 1].mean()) for first, last, _ in proposed]
    same = defaultdict(list)
    for surface, mean in zip(surfaces, means, strict=True):
        same[surface.lower()].append(mean)
    listed = [
        words.text[words.ends[one[1]] : words.starts[other[0]]] == ", "
        for one, other in pairwise(proposed)
    ]
    told = [known.of(surface) for surface in surfaces]
    in_capitals = words.in_capitals
    rows = []
    for number, (first, last, bounds) in enumerate(proposed):
        alike, knowledge = same[surfaces[number].lower()], told[number]
        before = words.surface(first - 1, first - 1) if first else ""
        rows.append(
            (
                means[number],
                odds[first : last + 1].min(),
                sum(alike) / len(alike),
                bounds,
                tagged.kinds[first : last + 1, _MODIFIER].mean(),
                knowledge.sort != UNKNOWN,
                knowledge.prominence,
                knowledge.sort == DIVISION,
                knowledge.sort == TOWN,
                last > first and known.has(words.surface(first, last - 1)),
                last > first and known.has(words.surface(first + 1, last)),
                np.log(last - first + 1),
                in_capitals,
                before[:1].isupper(),
                is_announced(words, first, last),
                before.lower() in LOCATIVE_PREPOSITIONS,
                number > 0 and listed[number - 1],
                number + 1 < len(proposed)
                and listed[number]
                and told[number + 1].sort in {COUNTRY, DIVISION},
            )
        )
    return np.array(rows, np.float64).reshape(len(rows), len(FEATURES))
