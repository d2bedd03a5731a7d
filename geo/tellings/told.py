"""What a report has told so far, and which of it a word may speak of again."""

from collections import defaultdict
from collections.abc import Iterable

from geo.language.grammar import children, head_token
from geo.language.text import Token
from geo.records import Actor, Event
from geo.triggers.lexicon import Reading, lexicon
from geo.triggers.outcomes import CALAMITIES
from geo.triggers.pointing import DEFINITE

_ARTICLES = frozenset({"a", "an"})
BESIDE_IT = frozenset("after amid before despite during following since until".split())
"""Prepositions with which something else is told by when the event was."""


class Told:
    """The events told so far, by their numbers in the order of their first telling."""

    def __init__(self, read: Reading) -> None:
        self._read = read
        self.events: list[Event] = []
        self.last_words: list[Token] = []
        """Of each event the word that told of it last."""
        self._of_type: dict[str, list[int]] = defaultdict(list)
        self._ending_in: dict[int, set[int]] = defaultdict(set)
        self._brought_in: dict[int, frozenset[str]] = {}

    def put(self, event: Event, number: int) -> None:
        """Add an event behind the others, or in the place of one of its type."""
        last = last_word(self._read, event)
        if number == len(self.events):
            self.events.append(event)
            self.last_words.append(last)
            self._of_type[event.event_type].append(number)
        else:
            self._ending_in[self.last_words[number].sentence].discard(number)
            self._brought_in.pop(number, None)
            self.events[number], self.last_words[number] = event, last
        self._ending_in[last.sentence].add(number)

    def of_types(self, types: Iterable[str]) -> list[int]:
        """The events of some types, the last first."""
        return sorted((n for kind in types for n in self._of_type[kind]), reverse=True)

    def ending_in(self, sentence: int) -> list[int]:
        """The events that a sentence told of last."""
        return sorted(self._ending_in.get(sentence, ()))

    def brought_in(self, number: int) -> frozenset[str]:
        """The nouns that an event brings in: those whom it befell, and what did it."""
        found = self._brought_in.get(number)
        if found is None:
            event = self.events[number]
            nouns = (*heads(self._read, event.target_actors), *things(self._read, event))
            found = frozenset(t.lemma for t in nouns if not is_definite(self._read, t))
            self._brought_in[number] = found
        return found


def last_word(read: Reading, event: Event) -> Token:
    """The word that told of the event last."""
    start, end = max(event.evidence["trigger"])
    return read.analysis.tokens_in(start, end)[0]


def things(read: Reading, event: Event) -> list[Token]:
    """The weapons that did it, and the boat that sank in an accident."""
    weapons, anything = lexicon().classes["weapon"], event.event_type in CALAMITIES
    by = heads(read, event.source_actors)
    return [token for token in by if anything or token.lemma in weapons]


def heads(read: Reading, actors: Iterable[Actor]) -> list[Token]:
    """The words that name these actors."""
    found = (head_token(read.analysis, *actor.span) for actor in actors)
    return [token for token in found if token is not None]


def is_definite(read: Reading, token: Token) -> bool:
    """Whether a noun speaks of somebody or something that the reader is supposed to know."""
    words = children(read.analysis, token.index, "det", "poss")
    return token.pos == "PRON" or any(_is_of_known(read, word) for word in words)


def _is_of_known(read: Reading, word: Token) -> bool:
    """Whether an article is definite, or an owner known: "the pope's guard", not "a judge's"."""
    if word.dep != "poss":
        return word.lemma in DEFINITE
    articles = children(read.analysis, word.index, "det")
    return not any(article.lemma in _ARTICLES for article in articles)
