"""Reviews of films, books and plays: what their heroes live through has not happened.

A plot is told in the present tense. What befell those who made the work is told as news is, in the
past.
"""

from geo.language.grammar import governing_verb
from geo.triggers.lexicon import Reading, lexicon

_ENOUGH = 2, 4
"""Words that only reviews are told with, and words of works in all, each counted once, from which
a report is one."""
_PRESENT = frozenset({"VBP", "VBZ"})


def is_review(read: Reading) -> bool:
    """Whether a whole report is about a work."""
    classes = lexicon().classes
    told = frozenset().union(*read.lemmas)
    reviews, works = told & classes["review"], told & (classes["review"] | classes["work"])
    return len(reviews) >= _ENOUGH[0] and len(works) >= _ENOUGH[1]


def is_of_plot(read: Reading, index: int) -> bool:
    """Whether the clause of a word of a review is in the present tense."""
    verb = governing_verb(read.analysis, index)
    if verb is None:
        return True
    words = (verb, *read.analysis.children[verb])
    return any(read.analysis.tokens[i].tag in _PRESENT for i in words)
