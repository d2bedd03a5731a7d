"""Who did it, and to whom: the participants of an event, from the grammar around its word."""

import re
from collections.abc import Iterable, Iterator

from geo.counts.count_words import DONE_TO
from geo.language.arguments import direct_objects
from geo.language.grammar import (
    agents,
    antecedent,
    children,
    coordinated,
    governing_verb,
    is_passive,
    noun_phrase,
    prepositional_objects,
    subjects,
)
from geo.language.numbers import parse_number
from geo.language.quotes import whole_quotes
from geo.language.text import Analysis, Token
from geo.language.words import direction
from geo.records import Actor, Span
from geo.triggers.lexicon import lexicon

_SOURCE_PREPOSITIONS = {"by", "between", "among", "from"}
_TARGET_PREPOSITIONS = {"against", "on", "upon", "with", "of", "to"}
_AGAINST = {"against", "on", "upon"}
_AIMED = frozenset("fire shoot throw hurl lob aim launch spray".split())
"""Verbs that say behind "at" to whom it is done."""
_OF_CROWD_CONTROL = frozenset({"cannon", "gas", "spray", "teargas"})
_SUPPORT = frozenset(
    "reach sign make hold stage carry launch conduct mount commit take give provide have begin "
    "start announce strike perform order plan prepare face suffer impose pay".split()
)
"""Verbs that lend their subject to the noun that is their object ("reached a deal")."""

_UNDERGOING = frozenset("die drown perish starve succumb suffocate vanish disappear".split())

_SIDES = frozenset(
    "army gang government guerrilla insurgent jihadist junta militant military militia navy police "
    "rebel separatist".split()
)
_OF_A_SIDE = frozenset(
    "advance airstrike ambush assault attack barrage bombardment bombing crackdown fire gunfire "
    "incursion offensive operation push raid shelling shellfire strike sweep".split()
)
"""What a side named before it does: "an army raid", and not "army deaths"."""
_MEETING = frozenset("drive hit ride roll run step strike tread".split())
"""Verbs that say what blew up whoever ran into it: "hit a mine", "drove over a landmine"."""


def participants(analysis: Analysis, index: int) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Source and target actors of the event at this token; either may be empty."""
    token = analysis.tokens[index]
    if token.pos in {"VERB", "AUX"}:
        source, target = _of_verb(analysis, index)
    else:
        source, target = _of_noun(analysis, index)
    return _actors(analysis, source), _actors(analysis, target)


def _of_verb(analysis: Analysis, verb: int) -> tuple[list[Token], list[Token]]:
    passive = is_passive(analysis, verb) or _is_headline_passive(analysis, verb)
    doers = list(agents(analysis, verb))
    done_to: list[Token] = []
    if passive or _is_undergone(analysis, verb):
        done_to.extend(subjects(analysis, verb))
    else:
        doers.extend(_agents(analysis, verb, subjects(analysis, verb)))
        light = analysis.tokens[verb].lemma in _SUPPORT
        for direct in children(analysis, verb, "dobj", "dative"):
            if light and direct.dep == "dobj" and _is_act(direct):
                # "carried out an attack on X": the noun tells to whom it was done.
                done_to.extend(_of_noun(analysis, direct.index)[1])
            elif not (
                _is_weapon(direct)
                or _is_bearing(analysis, direct)
                or _is_of_phrase(analysis.tokens[verb], direct)
            ):
                done_to.extend(analysis.tokens[i] for i in coordinated(analysis, direct.index))
    if not done_to:
        aimed = {"at"} if analysis.tokens[verb].lemma in _AIMED else set()
        done_to.extend(_objects(analysis, verb, {"with", "against"} | aimed))
    return doers, done_to


def _is_headline_passive(analysis: Analysis, verb: int) -> bool:
    """The reader takes a participle without "were" for a past tense: "14 people killed in Homs",
    "two men killed and three lorries seized"."""
    own = {subject.index for subject in subjects(analysis, verb)}
    if not own.isdisjoint(direct_objects(analysis, verb)):
        return True
    token = analysis.tokens[verb]
    joined = [token, *children(analysis, verb, "conj")]
    if token.lemma not in DONE_TO or token.tag not in {"VBD", "VBN"}:
        return False
    if any(
        True for word in joined for _ in children(analysis, word.index, "dobj", "dative", "aux")
    ):
        return False
    return any(True for noun in own for _ in children(analysis, noun, "nummod"))


def _is_of_phrase(verb: Token, word: Token) -> bool:
    """It is half of what tells of the event, and nobody: "made landfall", "closed the border"."""
    entries = lexicon().entries.get(("VERB", verb.lemma), ())
    is_half = any(word.lemma in entry.words[1:] for entry in entries)
    return is_half and word.lemma not in lexicon().classes["people"]


def _is_bearing(analysis: Analysis, token: Token) -> bool:
    """What the reader takes for an object says where: "clashed west of Homs"."""
    return direction(token.lemma) is not None and not any(children(analysis, token.index, "det"))


def _agents(analysis: Analysis, verb: int, subjects: Iterable[Token]) -> Iterable[Token]:
    """The subjects, and for one that is an event itself those who do it: of "fighting erupted
    between rebels and the army" and "an attack by rebels killed six"."""
    for subject in (antecedent(analysis, token) for token in subjects):
        if subject.head != verb and _is_undergone(analysis, subject.head):
            continue  # "A bus hit a mine, killing eleven"
        if not _is_act(subject):
            yield subject
            continue
        yield from _of_noun(analysis, subject.index)[0]
        yield from _objects(analysis, verb, {"between"})


def _is_act(token: Token) -> bool:
    if token.pos not in {"NOUN", "VERB"} or token.lemma in lexicon().classes["people"]:
        return False
    lemma = token.text.lower() if token.tag == "VBG" else token.lemma
    entries = lexicon().entries.get(("NOUN", lemma), ())
    return any(entry.probability > 0 and len(entry.words) == 1 for entry in entries)


def _is_weapon(token: Token) -> bool:
    """It is what is fired, not whom it is fired at."""
    classes = lexicon().classes
    return token.lemma in classes["weapon"] | classes["ammunition"] | _OF_CROWD_CONTROL


def _is_undergone(analysis: Analysis, verb: int) -> bool:
    """What the verb tells happens to its subject: "12 civilians died", "lost their lives", "a bus
    hit a mine"."""
    objects = {token.lemma for token in children(analysis, verb, "dobj")}
    lemma = analysis.tokens[verb].lemma
    if lemma in _MEETING:
        met = objects | {token.lemma for token in _objects(analysis, verb, {"on", "onto", "over"})}
        return not met.isdisjoint(lexicon().classes["explosive"] | {"device"})
    return (lemma in _UNDERGOING and not objects) or (lemma == "lose" and "life" in objects)


def _of_noun(analysis: Analysis, noun: int) -> tuple[list[Token], list[Token]]:
    doers = list(_objects(analysis, noun, _SOURCE_PREPOSITIONS))
    doers.extend(children(analysis, noun, "poss"))
    doers.extend(
        t
        for t in children(analysis, noun, "amod", "compound", "nmod")
        if t.text[:1].isupper() or (t.lemma in _SIDES and analysis.tokens[noun].lemma in _OF_A_SIDE)
    )
    done_to = list(_objects(analysis, noun, _TARGET_PREPOSITIONS))
    for doer in doers:
        # "the attack by militants on a convoy": the parser hangs the convoy on the militants.
        done_to.extend(_objects(analysis, doer.index, _AGAINST))
    token = analysis.tokens[noun]
    verb = governing_verb(analysis, noun)
    done = token.dep in {"dobj", "nsubjpass"} or (
        token.dep == "pobj" and analysis.tokens[token.head].head == verb
    )
    if not doers and verb is not None and done:
        if analysis.tokens[verb].lemma in _SUPPORT and not is_passive(analysis, verb):
            doers.extend(subjects(analysis, verb))
        doers.extend(agents(analysis, verb))
    return doers, done_to


def _objects(analysis: Analysis, index: int, words: set[str]) -> Iterator[Token]:
    """The objects of these prepositions under a token."""
    under = children(analysis, index, "prep", "agent")
    return prepositional_objects(analysis, (t for t in under if t.text.lower() in words))


def _meant(analysis: Analysis, token: Token) -> Token:
    """The noun that a pronoun stands for: of "the army said it killed six" the army.

    Only of a body that speaks of itself; in "residents said they fired" who fired stays open.
    """
    token = antecedent(analysis, token)
    verb = analysis.tokens[token.head]
    says = analysis.tokens[verb.head]
    if token.lemma not in {"it", "they"} or verb.dep != "ccomp":
        return token
    if says.lemma not in lexicon().classes["saying"] | {"deny"}:
        return token
    if token.lemma == "they" and verb.index < says.index:
        return token  # "They burned our stores," said Awa Diallo of others
    speakers = list(children(analysis, says.index, "nsubj"))
    return speakers[0] if len(speakers) == 1 and _is_body(analysis, speakers[0]) else token


def _is_body(analysis: Analysis, token: Token) -> bool:
    name = analysis.name_at(token.index, token.index)
    named = token.pos == "PROPN" and name is not None and name.label in {"ORG", "GPE"}
    return named or token.lemma in _BODIES


_HEAD = re.compile(
    r"(?:[;|\u2022]|\s[-\u2013\u2014])\s*|\b\d{1,2}[:.]\d{2}\b(?:\s*[ap]\.?m\b\.?)?\s*|\bwhose\s+",
    re.IGNORECASE,
)
"""What parts a line of a log from its day or hour: "13 Nov; four labourers", "17:40 Two people";
and the word that hangs somebody on what is told before: "whose men"."""


def _without_head(analysis: Analysis, span: Span, noun: Token) -> Span:
    """A phrase without the day, hour or place that heads a line of a log."""
    start, end = span
    for part in _HEAD.finditer(analysis.text, start, noun.start):
        start = part.end()
    return start, end


_BODIES = frozenset("army force gang government group junta militia military navy police".split())
_NO_ACTOR = {"DATE", "TIME", "ORDINAL", "MONEY", "PERCENT"}


def _actors(analysis: Analysis, tokens: Iterable[Token]) -> tuple[Actor, ...]:
    """One actor a noun; times, sums, bare numbers and pronouns are none."""
    seen: dict[tuple[int, int], Actor] = {}
    meant = [_meant(analysis, token) for token in tokens]
    all_of_it = {token.index for token in meant}
    for token in meant:
        if token.dep == "appos" and token.pos == "NUM" and token.head in all_of_it:
            continue  # "14 people, eight of them women"
        name = analysis.name_at(token.index, token.index)
        timed = name is not None and name.label in _NO_ACTOR
        timed = timed or token.lemma in {"anniversary", "toll"}
        if token.pos in {"NOUN", "PROPN", "NUM", "ADJ"} and not timed:
            phrase = _without_head(analysis, noun_phrase(analysis, token.index), token)
            words, span = whole_quotes(analysis.text, phrase)
            if words and parse_number(words) is None:
                seen.setdefault(span, Actor(words, span))
    return tuple(seen[span] for span in sorted(seen))
