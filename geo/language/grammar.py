"""Questions that several steps ask of a sentence's grammar; pure functions over `Analysis`."""

import re
from collections.abc import Container, Iterable, Iterator

from geo.language.text import Analysis, Token
from geo.language.words import TELLING_VERBS
from geo.records import Span

_NAMING_LEFT = {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "case", "advmod"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "pobj"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "acl"})


def head_token(analysis: Analysis, start: int, end: int) -> Token | None:
    """The token of a span on which its others hang; None where the span holds no token."""
    tokens = analysis.tokens_in(start, end)
    inside = {t.index for t in tokens}
    for token in tokens:
        if token.head not in inside or token.head == token.index:
            return token
    return tokens[0] if tokens else None


def children(analysis: Analysis, index: int, *deps: str) -> Iterator[Token]:
    """The dependents of a token that have one of these labels, in order."""
    for child in analysis.children[index]:
        if analysis.tokens[child].dep in deps:
            yield analysis.tokens[child]


def antecedent(analysis: Analysis, token: Token) -> Token:
    """The noun that a relative pronoun stands for: of "the gunmen who attacked" the gunmen."""
    verb = analysis.tokens[token.head]
    if token.tag in {"WP", "WDT"} and verb.dep == "relcl":
        return analysis.tokens[verb.head]
    return token


def coordinated(analysis: Analysis, index: int) -> tuple[int, ...]:
    """The token and all that "and", "or" or a comma joins to it, in order."""
    found = [index]
    for child in children(analysis, index, "conj", "appos"):
        if child.dep == "conj" or is_listed(analysis, child.index):
            found.extend(coordinated(analysis, child.index))
    return tuple(sorted(found))


def is_listed(analysis: Analysis, index: int) -> bool:
    """What the reader takes for an apposition is the next of a list: "a judge, his driver and two
    guards". The name in apposition to "a judge" is not somebody's, and no number goes with it."""
    joined = list(children(analysis, index, "conj"))
    return analysis.tokens[index].dep == "appos" and any(
        child.dep == "nummod" or (child.dep == "poss" and child.pos == "PRON")
        for word in (analysis.tokens[index], *joined)
        if joined
        for child in (analysis.tokens[c] for c in analysis.children[word.index])
    )


def first_conjunct(analysis: Analysis, index: int) -> int:
    """The first of the tokens that are joined to this one."""
    while analysis.tokens[index].dep == "conj" and analysis.tokens[index].head != index:
        index = analysis.tokens[index].head
    return index


def _is_apart(analysis: Analysis, index: int) -> bool:
    """Whether the first word of a phrase is no part of it: "shot dead two men"."""
    token, following = analysis.tokens[index], analysis.tokens[index + 1]
    opens = following.pos in {"DET", "NUM"} or following.text.lower() == "at"
    return token.dep == "punct" or (token.text == "dead" and opens)


def noun_phrase(analysis: Analysis, index: int) -> Span:
    """Characters of the phrase around a noun: its modifiers, and an "of" phrase behind it.

    A name is whole: "the Syrian Observatory for Human Rights". A time is no part of it, though
    the parser hang it there: "last Monday gunmen".
    """
    first = last = index
    for child in analysis.children[index]:
        token = analysis.tokens[child]
        if child < index and _is_time(analysis, child, index):
            first = index
        elif child < index and token.dep in _NAMING_LEFT and token.lemma not in _OPENING:
            first = min(first, min(analysis.subtree(child)))
        elif child > index and token.dep == "prep" and token.text.lower() in {"of", "for"}:
            objects = list(children(analysis, child, "pobj"))
            if token.text != "of" and not _names_body(analysis, index, objects):
                continue
            if objects and objects[0].index - child <= 6:
                end = noun_phrase(analysis, objects[0].index)[1]
                inside = [t.index for t in analysis.tokens_in(analysis.tokens[index].start, end)]
                last = max(last, objects[0].index if len(inside) > 9 else inside[-1])
    name = analysis.name_at(index, index)
    if name is not None and name.label == "ORG":
        first, last = min(first, name.first), max(last, name.last)
    while first < index and _is_apart(analysis, first):
        first += 1
    return analysis.tokens[first].start, analysis.tokens[last].end


_OPENING = frozenset({"after", "as", "when", "while"})
"""Words that open a clause, which the reader may hang on its subject."""


def _is_time(analysis: Analysis, index: int, noun: int) -> bool:
    name = analysis.name_at(index, index)
    timed = name is not None and name.label in {"DATE", "TIME"} and name.last < noun
    return timed and analysis.tokens[index].dep in {"compound", "nmod", "npadvmod"}


def _names_body(analysis: Analysis, index: int, objects: list[Token]) -> bool:
    """A name goes on: "the Syrian Observatory for Human Rights"."""
    return all(token.pos == "PROPN" for token in (analysis.tokens[index], *objects))


def auxiliaries(analysis: Analysis, index: int) -> tuple[str, ...]:
    """Lemmas of the auxiliaries of a verb; of the first of joined verbs where it has none."""
    own = _auxiliaries(analysis, index)
    first = first_conjunct(analysis, index)
    return own if own or first == index else _auxiliaries(analysis, first)


def _auxiliaries(analysis: Analysis, index: int) -> tuple[str, ...]:
    found = children(analysis, index, "aux", "auxpass")
    return tuple(t.lemma for t in found if not is_month(analysis, t))


def is_month(analysis: Analysis, token: Token) -> bool:
    """Whether "May" is the month: "floods that struck on 11 May have killed nine"."""
    before = analysis.tokens[max(token.index - 1, 0)]
    return token.text == "May" and before.tag == "CD"


def governing_verb(analysis: Analysis, index: int) -> int | None:
    """The verb of the clause that a token stands in; the token itself where it is the verb."""
    for candidate in (index, *analysis.ancestors(index)):
        if analysis.tokens[candidate].pos in {"VERB", "AUX"}:
            return candidate
    return None


def subjects(analysis: Analysis, verb: int) -> tuple[Token, ...]:
    """The subjects of a verb; those that it shares with the verb it is joined to or hangs on."""
    current = verb
    while True:
        own = tuple(children(analysis, current, "nsubj", "nsubjpass", "csubj"))
        if own:
            return tuple(
                analysis.tokens[i] for first in own for i in coordinated(analysis, first.index)
            )
        token = analysis.tokens[current]
        if token.dep in {"acl", "relcl"}:
            return (analysis.tokens[token.head],)
        # "Gunmen fled, killing two" shares its subject, "when troops attacked" has its own.
        shares = token.dep in {"conj", "xcomp"} or (
            token.dep == "advcl" and token.tag in {"VB", "VBG", "VBN"}
        )
        above = hangs_on(analysis, current)
        if not shares or above in {verb, current}:
            return ()
        current = above
        is_result = token.tag == "VBG" and token.lemma in _RESULTS
        if is_result and is_passive(analysis, current):
            # Of "Homs was shelled, killing three" whoever shelled it killed them.
            return agents(analysis, current)


_RESULTS = frozenset("kill wound injure maim hurt damage destroy leave displace trap burn".split())


def hangs_on(analysis: Analysis, verb: int) -> int:
    """The head of a verb; of one that the reader hangs on who tells it, the verb of what is told:
    "rebels shelled Homs, the army said, killing three", "two were killed when a slope gave way,
    police said"; of one behind a relative clause that clause's: "a bus that overturned, killing
    three, was found". The reader may take a main verb for such a clause: "A lorry overturned at
    Loruk, killing three", and a finite verb for another infinitive."""
    token = analysis.tokens[verb]
    if token.dep == "advcl" and (token.tag == "VBG" or verb < token.head):
        told = children(analysis, token.head, "ccomp")
        before = min(verb, token.head)
        return next((clause.index for clause in told if clause.index < before), token.head)
    if token.dep == "conj" and _joins_teller(analysis, token):
        return analysis.tokens[token.head].head
    if token.dep == "conj" and (above := _above_infinitive(analysis, token)) is not None:
        return above
    if token.dep == "acl" and token.tag == "VBG":
        inside = (analysis.tokens[i] for i in analysis.subtree(token.head) if i < verb)
        clauses = [w.index for w in inside if w.dep == "relcl" or _is_clause(analysis, w)]
        return clauses[-1] if clauses else token.head
    return token.head


def passive_beside(analysis: Analysis, token: Token) -> int | None:
    """The passive to whose clause "and" joins a number and a participle, where the reader joins
    them to a verb further up: of "claimed a raid in which two were killed and nine wounded"."""
    if token.dep != "conj" or token.tag != "VBN" or token.index - token.head < _JOINED:
        return None
    before, joining = analysis.tokens[token.index - 1], analysis.tokens[token.index - 2]
    last = analysis.tokens[token.index - 3]
    if before.pos != "NUM" or before.head != token.index or joining.lemma != "and":
        return None
    return last.index if last.tag == "VBN" and is_passive(analysis, last.index) else None


_JOINED = 4
"""How far the verb further up is from what is joined to it at least."""


def _joins_teller(analysis: Analysis, token: Token) -> bool:
    """Whether "and" joins a verb to the one of saying, where the reader joins it to what is said:
    the accusing of "denied that it had shelled Homs and accused the rebels"."""
    told = analysis.tokens[token.head]
    teller = analysis.tokens[told.head]
    own = any(children(analysis, token.index, "nsubj", "nsubjpass", "aux", "auxpass", "mark"))
    if told.dep != "ccomp" or teller.tag != "VBD" or token.tag != "VBD" or own:
        return False
    return told.tag in {"VB", "VBN"} or token.lemma in _ACCUSING


_ACCUSING = frozenset({"accuse", "blame"})


def _above_infinitive(analysis: Analysis, token: Token) -> int | None:
    """The finite verb that "and" joins a finite one to, where the reader joins it to the infinitive
    between: the urging of "urged them to wait and rebuffed a plea"."""
    current = analysis.tokens[token.head]
    if token.tag not in _FINITE or current.tag != "VB" or _auxiliaries(analysis, token.index):
        return None
    if "to" not in _auxiliaries(analysis, current.index):
        return None
    while current.head != current.index and current.tag not in _FINITE:
        current = analysis.tokens[current.head]
    return current.index if current.tag in _FINITE and current.pos == "VERB" else None


_FINITE = frozenset({"VBD", "VBZ"})


def _is_clause(analysis: Analysis, verb: Token) -> bool:
    """Whether it is the verb of a whole sentence that the reader takes for a noun."""
    noun = analysis.tokens[verb.head]
    return (verb.dep, noun.dep) == ("acl", "ROOT") and verb.tag in {"VBN", "VBD"}


_STRETCHES = frozenset(
    "barrage day flurry hour month rash round sequence series session spate string succession wave "
    "week".split()
)


def told_as_part_of(analysis: Analysis, noun: Token) -> Token:
    """What a noun is told of as parts of: the rounds of "two rounds of talks failed"."""
    of = analysis.tokens[noun.head]
    stretch = analysis.tokens[of.head]
    return stretch if of.lemma == "of" and stretch.lemma in _STRETCHES else noun


def was_to(analysis: Analysis, verb: Token) -> Token | None:
    """The "was" of what was to be done: "was to leave by 3 May"."""
    be = analysis.tokens[verb.head]
    to_be_done = verb.dep == "xcomp" and verb.tag == "VB" and be.index != verb.index
    return be if to_be_done and be.lemma == "be" and be.tag == "VBD" else None


def is_ranked(analysis: Analysis, noun: int) -> bool:
    """Whether a noun is one of several of its kind: "the deadliest attack", "the fifth killing"."""
    return any(
        word.tag == "JJS" or _ORDINAL.fullmatch(word.text.lower()) is not None
        for word in children(analysis, noun, "amod", "nummod")
    )


_ORDINAL = re.compile(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)"
)


def told_in(analysis: Analysis, sentence: int, words: Container[int]) -> list[int]:
    """Those of some words that stand in a sentence, in order."""
    part = analysis.sentences[sentence]
    return [index for index in range(part.first, part.last + 1) if index in words]


def uppermost(analysis: Analysis, words: Iterable[int]) -> list[int]:
    """Of words of one sentence those that stand under none of the others: what it is about is told
    in its main clause. One that "and" joins to another stands beside it."""
    words = list(words)
    return [i for i in words if not any(_is_under(analysis, i, other) for other in words)]


def _is_under(analysis: Analysis, index: int, other: int) -> bool:
    beside = True
    while analysis.tokens[index].head != index:
        beside = beside and analysis.tokens[index].dep == "conj"
        index = analysis.tokens[index].head
        if index == other:
            return not beside
    return False


def agents(analysis: Analysis, verb: int) -> tuple[Token, ...]:
    """Those by whom a passive says that it was done."""
    return tuple(prepositional_objects(analysis, children(analysis, verb, "agent")))


def prepositional_objects(analysis: Analysis, prepositions: Iterable[Token]) -> Iterator[Token]:
    """The objects of these prepositions, with the words coordinated to them."""
    for preposition in prepositions:
        for noun in children(analysis, preposition.index, "pobj"):
            for index in coordinated(analysis, noun.index):
                yield analysis.tokens[index]


def is_passive(analysis: Analysis, verb: int) -> bool:
    """The verb is passive, or a bare participle behind a noun ("the man killed in Homs")."""
    if any(True for _ in children(analysis, verb, "nsubjpass", "auxpass", "agent")):
        return True
    token = analysis.tokens[verb]
    if token.dep == "conj" and token.tag == "VBN":
        return not auxiliaries(analysis, verb) or is_passive(
            analysis, first_conjunct(analysis, verb)
        )
    is_participle = token.tag == "VBN" and token.dep == "acl"
    return is_participle and not is_finite_behind(analysis, verb)


def is_finite_behind(analysis: Analysis, verb: int) -> bool:
    """Whether a verb that the reader takes for a participle is that of a clause, for it has an
    object: "Bandits abducted 30 villagers"; but what "a man given two years" got is one of two."""
    token = analysis.tokens[verb]
    alike = token.dep == "acl" and token.tag in {"VBN", "VBD"} and token.lemma not in _GIVING
    return alike and any(True for _ in children(analysis, verb, "dobj"))


_GIVING = frozenset(
    "award charge deny give grant hand offer owe pay promise send show teach tell".split()
)


def is_perfect(analysis: Analysis, verb: int) -> bool:
    """The verb is in the present perfect ("have been killed"), which tells of no certain day."""
    first = verb
    while not any(True for _ in children(analysis, first, "aux", "auxpass")):
        if analysis.tokens[first].dep != "conj":
            return False
        first = analysis.tokens[first].head
    return any(
        token.text.lower() in {"have", "has", "'ve", "\u2019ve"}
        for token in children(analysis, first, "aux")
    )


def is_inverted(analysis: Analysis, index: int) -> bool:
    """The clause is a condition by its order alone: "had the bomb gone off", "were it to rain"."""
    token = analysis.tokens[index]
    if token.dep != "advcl":
        return False
    if token.text.lower() == "had" and analysis.subtree(index)[0] == index:
        # "Had the bomb in Kabul exploded", where the reader takes "had" for the verb
        return any(True for _ in children(analysis, index, "ccomp"))
    auxiliary = next(children(analysis, index, "aux", "auxpass"), None)
    subject = next(children(analysis, index, "nsubj", "nsubjpass"), None)
    return (
        auxiliary is not None
        and subject is not None
        and auxiliary.text.lower() in {"had", "were", "should"}
        and auxiliary.index < subject.index
    )


def _is_simultaneous(analysis: Analysis, index: int) -> bool:
    """The clause tells of the same moment as the one that it hangs on."""
    if analysis.tokens[index].dep != "advcl":
        return False
    return any(
        token.lemma in {"when", "as", "while", "where"}
        for token in children(analysis, index, "mark", "advmod")
    )


def _of_joined(analysis: Analysis, index: int) -> float:
    """How much a place of the first of joined verbs is one of another's: less where that has its
    own subject ("floods hit Aberdeen and storms battered Wick")."""
    token = analysis.tokens[index]
    if token.pos not in {"VERB", "AUX"}:
        return 0.7
    own = any(True for _ in children(analysis, index, "nsubj", "nsubjpass"))
    return 0.35 if own else 0.7


def _told_by(analysis: Analysis, noun: Token) -> str:
    """The lemma of the word whose object a noun is: of "protest against the raid" the protest."""
    head = analysis.tokens[noun.head]
    against = head.dep == "prep" and head.lemma == "against"
    return analysis.tokens[head.head].lemma if against else head.lemma


def clause_tie(analysis: Analysis, trigger: int, anchor: int) -> float:
    """How surely a phrase that modifies `anchor` belongs to the event at `trigger`, 0 to 1."""
    if anchor == trigger:
        return 1.0
    above_anchor = [anchor, *analysis.ancestors(anchor)]
    above_trigger = [trigger, *analysis.ancestors(trigger)]
    common = next((i for i in above_anchor if i in above_trigger), None)
    if common is None:
        return 0.0
    down = above_anchor[: above_anchor.index(common)]
    up = above_trigger[: above_trigger.index(common)]
    strength = 1.0
    for index in down:
        token = analysis.tokens[index]
        if token.dep == "relcl" and token.head == trigger:
            strength *= 0.6  # "the fire that broke out in Vinton"
        elif token.dep in _CLAUSES:
            # "while planting a bomb in Taji", "when troops shelled it": the same time and place.
            same = token.tag == "VBG" or _is_simultaneous(analysis, index)
            strength *= 0.6 if same else 0.25
        elif token.dep == "conj" and token.pos in {"VERB", "AUX"}:
            strength *= 0.4
        elif token.dep in _SUBJECTS and index != anchor and common != trigger:
            strength *= 0.3  # "the UN in Geneva condemned the attack"
        else:
            strength *= 0.95
    for index in up:
        token = analysis.tokens[index]
        if token.dep in {"ccomp", "parataxis", "relcl"}:
            strength *= 0.35
        elif token.dep == "advcl":
            strength *= 0.6
        elif token.dep in _OBJECTS and _told_by(analysis, token) in TELLING_VERBS:
            strength *= 0.35  # where it was condemned is not where it was
        elif token.dep == "conj":
            strength *= _of_joined(analysis, index)
        else:
            strength *= 0.9
    return strength
