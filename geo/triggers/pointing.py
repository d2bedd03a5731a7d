"""Sentences that only say where or when it was, or what it cost: "The incident took place in Puerto
Bello", "At least 30 people died", "The toll rose to 15".

Their verb tells of no event by itself. It takes the type of what the sentences before told of, and
is joined to that (`geo.tellings.retelling`), which so gets its place, day and dead.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from geo.dates.words import YEAR
from geo.language.arguments import direct_objects, direct_subjects, objects, subjects
from geo.language.grammar import children, told_in, uppermost
from geo.language.text import Analysis, Token
from geo.records import Trigger
from geo.triggers.lexicon import Reading, lexicon
from geo.triggers.outcomes import DYING

INCIDENTS = frozenset({"ACCIDENT", "ASSAULT", "COERCE", "CRIME", "DISASTER", "PROTEST"})
"""The types of what may be called an incident."""
SPEECH = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"})
"""Types of what is said: the places in it are not where it was said."""
VIOLENT = frozenset({"ACCIDENT", "ASSAULT", "DISASTER"})
"""The types of what people die in."""
_DEADLY = VIOLENT | {"HEALTH"}
"""The types of what a sentence may tell the dead of."""
REACH = 2
"""Sentences back that an incident may have been told in."""

_NOUNS = frozenset(
    "act action affair crime deed episode event incident occurrence operation tragedy".split()
)
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_HAPPEN = frozenset({"happen", "occur", "unfold"})
_DONE = frozenset({"carry", "commit", "perpetrate", "stage"})
_FIND = frozenset({"count", "find", "pull", "recover", "retrieve"})
_REMAINS = frozenset({"body", "corpse"})
_DEATHS = frozenset({"casualty", "death", "fatality", "injury"})
_COUNTING = frozenset("announce be confirm count log note receive record register report".split())
_CAUSES = frozenset({"from", "of", "when"})
_YEAR = re.compile(YEAR)
_TOLL_VERBS = frozenset("be climb grow increase jump mount pass reach rise stand".split())
_SETTING = frozenset("bring increase lift put raise revise take update".split())
"""Verbs whose object is a toll that somebody tells anew: "put the death toll at 17"."""
_WOUNDS = frozenset({"burn", "injury", "wound"})
_DEAD = frozenset({"casualty", "dead", "death", "fatality"})


def point_back(read: Reading, found: dict[int, Trigger]) -> None:
    """Add the verbs that only point back, each with the type of the last incident told before."""
    tokens = read.analysis.tokens
    told = {i for i in found if found[i].event_type in INCIDENTS}
    for token in tokens:
        if token.index in found:
            continue
        if tells_toll(read, token):
            beside = told_in(read.analysis, token.sentence, found)
            if not token.sentence or any(found[i].event_type in _DEADLY for i in beside):
                continue
            last = told_in(read.analysis, token.sentence - 1, told)
            last = [i for i in last if found[i].event_type in VIOLENT]
            if last:
                meant = found[max(uppermost(read.analysis, last))]
                found[token.index] = replace(
                    meant, start=token.start, end=token.end, text=token.text, also=(), phrase=()
                )
                told.add(token.index)
            continue
        if not points_back(read, token):
            continue
        reach = reversed(range(max(token.sentence - REACH, 0), token.sentence))
        near = (told_in(read.analysis, sentence, told) for sentence in reach)
        same = next(filter(None, near), None)
        if same:
            meant = found[max(same, key=lambda i: (found[i].probability, -i))]
            found[token.index] = Trigger(
                token.start,
                token.end,
                token.text,
                meant.event_type,
                meant.sub_type,
                meant.probability,
            )


def points_back(read: Reading, token: Token) -> bool:
    """Whether a verb says of an incident told before, which it does not name, that it happened."""
    if token.pos != "VERB":
        return False
    if token.lemma in _HAPPEN:
        meant = subjects(read.analysis, token.index)
    elif token.lemma == "take":
        placed = any(c.lemma == "place" for c in children(read.analysis, token.index, "dobj"))
        meant = subjects(read.analysis, token.index) if placed else []
    elif token.lemma in _DONE and children(read.analysis, token.index, "nsubjpass"):
        meant = objects(read.analysis, token.index)
    else:
        return False
    return any(names_what_was_told(read, read.analysis.tokens[index]) for index in meant)


def tells_toll(read: Reading, token: Token) -> bool:
    """Whether a main verb tells how many died, not of what: "30 people died", "the toll rose", "42
    bodies had been recovered"; or a noun that it has: "a clinic reported 22 deaths"."""
    if token.lemma in _DEATHS:
        return _is_counted(read.analysis, token)
    if token.dep != "ROOT" and not (token.lemma in _TOLL_VERBS and _is_said(read, token)):
        return False
    if token.lemma in _SETTING:
        return any(is_toll(read.analysis, i) for i in direct_objects(read.analysis, token.index))
    if token.lemma in _FIND:
        found = direct_objects(read.analysis, token.index)
        return any(read.analysis.tokens[i].lemma in _REMAINS for i in found)
    subject = [read.analysis.tokens[i] for i in direct_subjects(read.analysis, token.index)]
    if token.lemma in DYING:
        prepositions = children(read.analysis, token.index, "prep")
        why = {c.lemma for c in prepositions if not _is_of_wounds(read.analysis, c)}
        clauses = children(read.analysis, token.index, "advcl")
        marks = (m for c in clauses for m in children(read.analysis, c.index, "mark", "advmod"))
        why |= {mark.lemma for mark in marks}
        return bool(subject) and _CAUSES.isdisjoint(why)
    rises = token.lemma in _TOLL_VERBS
    return rises and any(is_toll(read.analysis, noun.index) for noun in subject)


def is_toll(analysis: Analysis, noun: int) -> bool:
    """Whether a noun is the number of an event's dead: "the toll", "the number of dead"."""
    token = analysis.tokens[noun]
    if token.lemma != "number":
        return token.lemma == "toll"
    return any(word.lemma in _DEAD for word in numbered(analysis, noun))


def numbered(analysis: Analysis, noun: int) -> Iterator[Token]:
    """What a number is of: "the number of people"."""
    for of in children(analysis, noun, "prep"):
        if of.lemma == "of":
            yield from children(analysis, of.index, "pobj")


def _is_of_wounds(analysis: Analysis, preposition: Token) -> bool:
    """Whether they died of what befell them: "died of their wounds"."""
    return any(word.lemma in _WOUNDS for word in children(analysis, preposition.index, "pobj"))


def _is_said(read: Reading, token: Token) -> bool:
    """Whether somebody says it, and the sentence says no more: "officials said the toll rose"."""
    saying = read.analysis.tokens[token.head]
    said = saying.lemma in lexicon().classes["saying"]
    return token.dep == "ccomp" and saying.dep == "ROOT" and said


def _is_counted(analysis: Analysis, noun: Token) -> bool:
    """Whether the main verb only says how many deaths there were: "22 deaths were recorded"."""
    verb = analysis.tokens[noun.head]
    held = noun.dep in {"attr", "dobj", "nsubjpass"} and verb.dep == "ROOT"
    numbered = any(children(analysis, noun.index, "nummod"))
    caused = (c.lemma for c in children(analysis, noun.index, "prep"))
    return held and numbered and verb.lemma in _COUNTING and _CAUSES.isdisjoint(caused)


REACTIONS = frozenset(
    "condemn decry demonstrate denounce deplore grieve investigate march mourn probe protest rally "
    "react vigil".split()
)
_TO_IT = frozenset("about against at into over to".split())
_NAMING = frozenset("brand call describe label".split())
"""Verbs that say what an event was: "called the attacks shocking"."""


def is_reacted_to(analysis: Analysis, index: int) -> bool:
    """Whether a definite noun is what somebody reacts to: "condemned the attack in Ottawa",
    "traders in Karachi protested against the bombing".

    Where an attack was told before it is that one, and the place is where they react.
    """
    tokens = analysis.tokens
    token = tokens[index]
    before = {t.lemma for t in children(analysis, index, "det")}
    if token.pos not in {"NOUN", "PROPN"} or DEFINITE.isdisjoint(before):
        return False
    governor = tokens[token.head]
    if token.dep == "pobj" and governor.lemma in _TO_IT:
        governor = tokens[governor.head]
    named = governor.lemma in _NAMING and token.dep in {"dobj", "nsubj", "nsubjpass"}
    return governor.index != index and (named or governor.lemma in REACTIONS)


_CHARGES = frozenset("charge count suspicion".split())
_CHARGING = frozenset("accuse acquit charge convict guilty suspect".split())
_HOLDING = frozenset("arrest detain hold jail question sentence try".split())


def is_charged_with(analysis: Analysis, index: int) -> bool:
    """Whether a noun is what somebody is to have done: "on suspicion of murder", "charged with a
    robbery". Where they were arrested or tried it need not have been."""
    tokens = analysis.tokens
    token = tokens[index]
    if token.pos != "NOUN" or token.dep != "pobj":
        return False
    preposition = tokens[token.head]
    governor = tokens[preposition.head]
    if governor.dep == "dobj" and governor.lemma not in _CHARGES:
        governor = tokens[governor.head]  # "convicted two men of murder"
    if preposition.lemma == "of":
        return governor.lemma in _CHARGES | _CHARGING
    if preposition.lemma == "over":
        return governor.lemma in _CHARGING | _HOLDING
    return preposition.lemma == "with" and governor.lemma in _CHARGING


_SEEKING = frozenset({"seek", "want"})
_TAKING_PART = frozenset(
    "charge connection involvement number part role series spate string suspicion".split()
)


def is_wanted_for(analysis: Analysis, index: int) -> bool:
    """Whether a word is what somebody is sought for, and so was before all that the report tells of
    him: "a man wanted for killing two guards", "sought in connection with a murder". "The murder"
    may be that of the report."""
    tokens = analysis.tokens
    current = tokens[index]
    if not DEFINITE.isdisjoint(t.lemma for t in children(analysis, index, "det")):
        return False
    opened = False
    while current.dep in {"pcomp", "pobj", "prep"} and current.head != current.index:
        opened = opened or current.lemma in {"for", "over", "with"}
        current = tokens[current.head]
        if current.pos != "ADP" and current.lemma not in _TAKING_PART:
            break
    sought = current.lemma in _SEEKING and current.tag in {"VBD", "VBN"}
    # Who "wanted it for" something is no fugitive.
    return opened and sought and not any(children(analysis, current.index, "dobj"))


def names_what_was_told(read: Reading, token: Token) -> bool:
    """Whether a noun is "the incident", of whatever kind that was."""
    before = {t.lemma for t in children(read.analysis, token.index, "det")}
    return token.lemma in _NOUNS and not DEFINITE.isdisjoint(before)


def years(read: Reading, words: Iterable[int]) -> set[int]:
    """The years that stand among some words."""
    texts = (read.analysis.tokens[index].text for index in words)
    return {int(text) for text in texts if _YEAR.fullmatch(text)}
