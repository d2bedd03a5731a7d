"""How many people a noun counts: its own number, and those of the words that are joined to it."""

import calendar
import itertools
from collections.abc import Iterator, Set

from geo.counts.count_words import STATES
from geo.counts.own_numbers import OwnNumbers, is_thing
from geo.language.grammar import is_listed
from geo.language.quantities import Quantity
from geo.language.text import Analysis, Token
from geo.language.words import MORE, SAYING
from geo.triggers.lexicon import names_event

_SOME = frozenset({"all", "half", "many", "most", "several", "some"})
"""What may be said of a part of those that are counted: "100 people, most of them women"."""
_SOME_MORE = frozenset("certain few many more numerous other others several various".split())
"""Words with which a noun is no more of the number before the other."""
_AT = frozenset({"at", "in", "near", "outside"})
_MONTHS = frozenset(month.lower() for month in calendar.month_name[1:])
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OF_THEM = frozenset({"among", "include", "including"})
_OPENING_PARTS = frozenset({":", "among", "including", "them", "whom"})
_LISTING = frozenset({",", "and", "another"})
_WEEK = frozenset(calendar.day_name)


class Headcount:
    """How many people the nouns of a text count, with those that are joined to them."""

    def __init__(self, analysis: Analysis, deeds: Set[str] = frozenset()) -> None:
        """`deeds` are lemmas of nouns that count what befell people, each for itself: 22 deaths and
        16 injuries are not 38 of either."""
        self._analysis, self._deeds = analysis, deeds
        self._own = OwnNumbers(analysis)

    def own(self, head: int) -> Quantity | None:
        """How many the word at an index counts by itself."""
        return self._own.of(head)

    def of(self, head: int) -> Quantity | None:
        """How many the word at an index counts, with the words coordinated to it."""
        head = self._whole_of(head)
        first = self._own.of(head)
        if first is None:
            return None
        before = self._before(head)
        if before is not None:
            first = _sum(before, first)
        others = {*self._coordinated(head), *self._beside(head), *self._elsewhere(head)}
        others |= {other for other in self._along(head) if self._own.of(other) is not None}
        for other in sorted(i for i in others if not self._is_of_others(i)):
            more = self._own.of(other)
            if more is None:
                if self._shares_number(head, other):
                    continue
                end = self._analysis.tokens[other].end
                first = Quantity(first.start, end, first.low, None)
            elif more.start >= first.end:
                first = _sum(first, more)
        return first

    def _shares_number(self, head: int, other: int) -> bool:
        """Whether the number before the one noun is of both: "eleven women and girls"."""
        tokens, children = self._analysis.tokens, self._analysis.children
        numbered = any(tokens[c].dep == "nummod" and c < head for c in children[head])
        before = [tokens[c] for c in children[other] if c < other]
        bare = all(word.dep in {"amod", "compound"} for word in before)
        some = any(word.text.lower() in _SOME_MORE for word in before)
        plural = tokens[head].tag == tokens[other].tag == "NNS"
        return numbered and plural and bare and not some and tokens[other].head == head

    def _before(self, head: int) -> Quantity | None:
        """How many the noun counts to which "and" joins this one, where the reader joins the clause
        to it: "Nine inmates and a guard were killed"."""
        tokens = self._analysis.tokens
        verb = tokens[tokens[head].head]
        noun = tokens[verb.head]
        own = self._analysis.subtree(head)[0]
        if tokens[head].dep not in _SUBJECTS or (verb.dep, noun.pos) != ("conj", "NOUN"):
            return None
        joined = own > noun.index and tokens[own - 1].lemma == "and"
        return self._own.of(noun.index) if joined else None

    def _whole_of(self, part: int) -> int:
        """Of "23 people, nine of them nurses, were hurt", where the reader takes the part for the
        subject, the whole."""
        tokens, children = self._analysis.tokens, self._analysis.children
        state = tokens[tokens[part].head]
        auxiliary = any(tokens[c].dep in {"aux", "cop"} for c in children[state.index])
        if state.pos == "ADJ" and state.dep != "ROOT" and not auxiliary:
            return part  # "118 cases, six of them fatal": the six
        of = [o for c in children[part] if tokens[c].lemma == "of" for o in children[c]]
        some = tokens[part].pos == "NUM" or tokens[part].text.lower() in _SOME
        if part < 2 or not some or tokens[part - 1].text != ",":
            return part
        if not any(tokens[o].text.lower() in {"them", "whom"} for o in of):
            return part
        last = part - 2
        for above in self._analysis.ancestors(last):
            if (
                tokens[above].pos in {"AUX", "VERB"}
                or self._analysis.subtree(above)[-1] != part - 2
            ):
                break
            last = above  # "a boy of 16, all of them ..."
        return last if self._own.of(last) is not None else part

    def _coordinated(self, head: int) -> list[int]:
        tokens, found, queue = self._analysis.tokens, [], [head]
        told = self._tellers_behind(head)
        while queue:
            word = queue.pop()
            children = self._analysis.children[word]
            if any(tokens[c].dep == "cc" and tokens[c].lemma == "or" for c in children):
                continue
            nouns = [
                c
                for c in children
                if (tokens[c].dep == "conj" and tokens[c].pos != "VERB")
                or is_listed(self._analysis, c)
            ]
            nouns += self._behind_name(word)
            nouns = [c for c in nouns if c < told and not self._is_of_them(c)]
            # "between 12 and 15" and "12 soldiers" are one quantity each
            found += [c for c in nouns if self._is_no_mere_number(c) or not self._own.is_number(c)]
            queue += nouns
        return found

    def _is_no_mere_number(self, word: int) -> bool:
        """Whether a word is no mere number: "a priest and nine of his flock"."""
        tokens = self._analysis.tokens
        of = any(tokens[c].lemma == "of" for c in self._analysis.children[word])
        return tokens[word].pos != "NUM" or of

    def _tellers_behind(self, head: int) -> int:
        """Where those begin who tell it and whom the reader joins to those counted: of "killing 60
        soldiers, two officials said" the officials. Behind the text where there are none."""
        tokens, children = self._analysis.tokens, self._analysis.children
        own = self._analysis.subtree(head)
        saying = tokens[own[-1] + 1] if own[-1] + 1 < len(tokens) else None
        if saying is None or saying.lemma not in SAYING or saying.index not in self._above(head):
            return len(tokens)
        if any(tokens[c].dep in _SUBJECTS for c in children[saying.index]):
            return len(tokens)
        return max((i for i in own if i > head and tokens[i].text == ","), default=len(tokens))

    def _above(self, head: int) -> Set[int]:
        return set(self._analysis.ancestors(head))

    def _is_of_others(self, noun: int) -> bool:
        """Whether it counts no more of the same people: "and 16 injuries", "and three trucks"."""
        lemma = self._analysis.tokens[noun].lemma
        is_event = names_event(lemma)  # "killed two and a raid in Qana wounded four"
        return lemma in self._deeds or is_thing(lemma) or is_event or self._has_own_state(noun)

    def _has_own_state(self, number: int) -> bool:
        """Whether what befell those of a bare number is said right behind it: of "two dead and a
        dozen injured" the dozen."""
        behind = self._analysis.tokens[number + 1 : number + 2]
        states = (t.text.lower() in STATES for t in behind)
        return self._own.is_number(number) and any(states)

    def is_of_more(self, head: int) -> bool:
        """Whether it counts others than those before: "a third", "three more", "two others"."""
        tokens, children = self._analysis.tokens, self._analysis.children
        numbers = [c for c in children[head] if tokens[c].dep == "nummod"]
        below = [c for word in (head, *numbers) for c in children[word]]
        words = {tokens[c].text.lower() for c in (head, *below)}
        more = "than" not in words and not words.isdisjoint(MORE)
        return more or self._own.is_another(tokens[head])

    def _is_of_them(self, noun: int) -> bool:
        """Whether it is some of those counted: "50 people, among them a pastor"."""
        tokens = self._analysis.tokens
        below = (tokens[c] for c in self._analysis.children[noun])
        if any(word.lemma in _OF_THEM and word.index < noun for word in below):
            return True
        # "Eight neighbours, among them a midwife", where the reader hangs "among" on the eight
        first = self._analysis.subtree(noun)[0]
        opening = [word.text.lower() for word in tokens[max(first - 2, 0) : first]]
        return opening in (["among", "them"], ["among", "whom"])

    def _behind_name(self, noun: int) -> list[int]:
        """The nouns that the reader joins to a name in apposition: "a nun, Sister Eva Lind, and a
        driver"."""
        tokens, children = self._analysis.tokens, self._analysis.children
        names = [c for c in children[noun] if (tokens[c].dep, tokens[c].pos) == ("appos", "PROPN")]
        joined = [c for name in names for c in children[name] if tokens[c].dep == "conj"]
        found = []
        for other in joined:
            first = self._analysis.subtree(other)[0]
            comma = [word.text for word in tokens[max(first - 2, 0) : first]] == [",", "and"]
            if comma and tokens[other].pos == "NOUN":
                found.append(other)
        return found

    def _beside(self, head: int) -> Iterator[int]:
        """The subjects that "and" joins to this one, which the reader hangs on the verb: "Raisi and
        eight others died"."""
        tokens, children = self._analysis.tokens, self._analysis.children
        joins = {c + 1 for c in children[head] if tokens[c].dep == "cc"}
        for other in children[tokens[head].head]:
            joined = tokens[other].dep == tokens[head].dep and tokens[head].dep in _SUBJECTS
            joined = joined and self._analysis.subtree(other)[0] in joins
            if joined or self._is_joined_object(head, other):
                yield other

    def _is_joined_object(self, head: int, other: int) -> bool:
        """The same of objects: "kidnapped a priest and his driver"."""
        tokens, last = self._analysis.tokens, self._analysis.subtree(head)[-1]
        joined = (tokens[head].dep, tokens[other].dep, tokens[other].pos) == (
            "dobj",
            "conj",
            "NOUN",
        )
        behind = joined and self._analysis.subtree(other)[0] == last + 2
        return behind and tokens[last + 1].lemma == "and"

    def _along(self, head: int) -> Iterator[int]:
        """Those to whom it was done too: "arrested the owner together with his son"."""
        tokens, children = self._analysis.tokens, self._analysis.children
        if tokens[head].dep not in {"dobj", "nsubjpass"}:
            return
        for child in (*children[head], *children[tokens[head].head]):
            along = tokens[max(child - 1, 0)].text.lower() in {"along", "together"}
            if child > head and tokens[child].lemma == "with" and along:
                yield from (o for o in children[child] if tokens[o].dep == "pobj")

    def _elsewhere(self, head: int) -> Iterator[int]:
        """The numbers of others at other places or on other days: "three people in Kherson and five
        in Nikopol", "one on Monday and three more on Tuesday".

        The reader hangs them on the people, the verb or the place; so their order tells. What
        follows a colon or "including" are parts of the number before it.
        """
        tokens = self._analysis.tokens
        where = when = False
        last = self._analysis.sentences[tokens[head].sentence].last
        for one, two in itertools.pairwise(tokens[head + 1 : last + 3]):
            if one.sentence != tokens[head].sentence or (one.pos == "VERB" and (where or when)):
                return
            if one.text.lower() in _OPENING_PARTS:
                return
            if one.lemma in _AT and two.pos == "PROPN":
                if not where and self._is_listed_number(head, one.index - 1):
                    return  # "six died on Sunday, two in Kano and four in Zaria": parts
                where = True
            elif one.lemma == "on" and two.text in _WEEK:
                when = True
            elif (two.lemma in _AT and where) or (two.lemma == "on" and when):
                number = tokens[one.index - 1] if one.text.lower() in MORE else one
                if self._is_number_at(number, two):
                    yield number.index

    def _is_listed_number(self, head: int, number: int) -> bool:
        before = self._analysis.tokens[number - 1].text
        return number > head + 1 and self._own.is_number(number) and before in {",", "-", "\u2013"}

    def _is_number_at(self, number: Token, preposition: Token) -> bool:
        """Whether a bare number, listed behind another, is of what was at a place or on a day."""
        tokens = self._analysis.tokens
        named = tokens[preposition.index + 1 : preposition.index + 2]
        if preposition.lemma == "on":
            is_named = any(t.text in _WEEK for t in named)
        else:
            is_named = any(t.pos == "PROPN" and t.lemma not in _MONTHS for t in named)
        is_bare = self._own.is_number(number.index) and number.pos == "NUM"
        return is_bare and is_named and tokens[number.index - 1].lemma in _LISTING


def _sum(one: Quantity, two: Quantity) -> Quantity:
    high = None if one.high is None or two.high is None else one.high + two.high
    return Quantity(one.start, two.end, one.low + two.low, high)
