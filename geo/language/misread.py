"""Verbs that the reader takes for nouns or participles, where its sentence has no other verb.

A report's sentence that ends in a full stop tells something, so that it has a finite verb. Where
the reader finds none, it took the verb for what it hangs on what stands before it: of "Two men on a
motorcycle shot dead a guard" it makes a motorcycle's shot, of "Men in a car fired at a bus" a car
that was fired. The verb is known by what stands behind it, which no noun and no participle has.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.language.nouns import persons

if TYPE_CHECKING:
    from geo.language.text import Token

_FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
_PAST = {"beat": "beat", "burst": "burst", "cut": "cut", "hit": "hit", "shot": "shoot"}
"""Past forms that are nouns as well, with the verbs that they are of."""
_RAIDING = frozenset("arrest attack charge fire free hunt raid shell shoot storm strike".split())
"""Verbs that a headline has in the present, and that are nouns as well."""
_AIMED, _AT = frozenset({"fire", "shoot"}), frozenset({"at", "on"})
"""Verbs that people do at somebody as well as to them, and how."""
_PEOPLE = frozenset({"man", "people"})
"""Nouns that mean persons, and foremost something else."""
_OPENS_NOUN = frozenset({"CD", "DT", "PRP$", "PRP"})
_OF_NOUN = frozenset({"NOUN", "PROPN", "NUM"})
_NAMED = frozenset({"ADJ", "DET", "NOUN", "NUM", "PROPN"})
_WHERE = frozenset({"prep", "punct", "npadvmod", "advmod"})


def mended(sentence: Sequence["Token"]) -> list["Token"]:
    """The tokens of a sentence, with the grammar of the verb that the reader missed in it."""
    tokens = list(sentence)
    root = next((t for t in tokens if t.head == t.index), None)
    if root is None or root.pos not in _OF_NOUN or any(t.tag in _FINITE for t in tokens):
        return tokens
    at = _headline_verb(tokens)
    if at is None and tokens[-1].text == ".":
        at = next((i for i in range(1, len(tokens) - 1) if _is_verb(tokens, i, root)), None)
    return tokens if at is None else _hung_on(tokens, at, root)


def with_subjects(sentence: Sequence["Token"]) -> list["Token"]:
    """The tokens of a sentence, with the subjects of joined clauses that the reader joins to the
    object before: of "a raid in Tyre killed two and a raid in Qana wounded four" the second."""
    tokens = list(sentence)
    if not tokens:
        return tokens
    first = tokens[0].index
    for verb in sentence:
        noun = _taken_subject(tokens, verb)
        if noun is None:
            continue
        before = verb.head
        for token in tokens:
            if token.index == noun.index:
                tokens[token.index - first] = replace(token, dep="nsubj", head=verb.index)
            elif token.dep == "cc" and token.head == noun.head:
                tokens[token.index - first] = replace(token, head=before)
    return tokens


def _taken_subject(tokens: Sequence["Token"], verb: "Token") -> "Token | None":
    """The noun with an article between "and" and a joined verb that has an object, but no
    subject."""
    own = {t.dep for t in tokens if t.head == verb.index}
    if (verb.pos, verb.dep) != ("VERB", "conj") or verb.tag not in _FINITE or "dobj" not in own:
        return None
    if not own.isdisjoint({"nsubj", "nsubjpass", "aux", "auxpass", "cc"}):
        return None
    objects = {t.index for t in tokens if t.dep == "dobj" and t.head == verb.head}
    for noun in tokens:
        if noun.dep != "conj" or noun.head not in objects or noun.pos != "NOUN":
            continue
        part = _subtree(tokens, noun)
        opening = next((t for t in tokens if t.index == min(part) - 1), noun)
        has_article = any(t.index == min(part) and t.dep == "det" for t in tokens)
        if has_article and opening.lemma == "and" and max(part) == verb.index - 1:
            return noun
    return None


def _subtree(tokens: Sequence["Token"], word: "Token") -> set[int]:
    """The places of a word and of all that hangs on it."""
    found, size = {word.index}, 0
    while len(found) > size:
        size = len(found)
        found |= {t.index for t in tokens if t.head in found}
    return found


def _is_verb(tokens: Sequence["Token"], at: int, root: "Token") -> bool:
    """Whether the word at a place is the verb that the sentence has to have."""
    token, behind = tokens[at], tokens[at + 1 :]
    if token.index < root.index or tokens[at - 1].pos not in _OF_NOUN:
        return False
    aimed = root.lemma in persons() | _PEOPLE and behind[0].text in _AT and _is_object(behind[1:])
    if token.pos == "NOUN" and token.text in _PAST:
        aimed = aimed and _PAST[token.text] in _AIMED
        return aimed or _is_object(behind[1:] if behind[0].text == "dead" else behind)
    if token.dep != "acl" or token.tag != "VBN" or token.head == root.index:
        return False
    if any(t.dep == "agent" for t in behind):
        return False  # "a man in a car fired at by soldiers"
    return _is_object(behind) or (aimed and token.lemma in _AIMED)


def _is_object(behind: Sequence["Token"]) -> bool:
    """Whether words open with an article or the like, behind which a noun stands."""
    if len(behind) < 2 or behind[0].tag not in _OPENS_NOUN:
        return False
    return behind[0].tag == "PRP" or behind[1].pos in _NAMED


def _headline_verb(tokens: Sequence["Token"]) -> int | None:
    """The place of the verb of "Police fire tear gas at marchers", of which the reader makes a
    gas."""
    if len(tokens) < 4 or tokens[-1].text in {".", ":"}:
        return None
    doers = tokens[0].tag == "NNS" or tokens[0].text == "Police"
    is_verb = tokens[1].tag == "NN" and tokens[1].text in _RAIDING
    return 1 if doers and is_verb and tokens[2].pos in _NAMED else None


def _hung_on(tokens: Sequence["Token"], at: int, root: "Token") -> list["Token"]:
    """The tokens with the verb at a place as their root, what stands before it as its subject and
    what stands behind it as its object."""
    verb = tokens[at]
    own = (t for t in tokens if t.head == root.index and t.dep == "nsubj" and t.index < root.index)
    doer = next(own, root if root.index < verb.index else tokens[at - 1])
    found = []
    for token in tokens:
        if token.index == verb.index:
            token = _as_verb(token)
        elif token.index == doer.index:
            token = replace(token, dep="nsubj", head=verb.index)
        elif token.index == root.index and token.index < verb.index:
            # "men on a scooter", where the reader makes the scooter's subject of the men
            over = next((t for t in tokens if t.dep == "prep" and t.head == doer.index), doer)
            token = replace(token, dep="pobj" if over.dep == "prep" else "appos", head=over.index)
        elif token.index < verb.index:
            token = _before(token, tokens[at - 1], verb, doer)
        elif token.head <= verb.index or token.index == root.index:
            token = replace(token, head=verb.index, dep=_dep_behind(token, verb))
        found.append(token)
    return found


def _as_verb(token: "Token") -> "Token":
    known = token.pos == "VERB"
    lemma = token.lemma if known else _PAST.get(token.text, token.lemma)
    tag = "VBD" if known or token.text in _PAST else "VBP"
    return replace(token, pos="VERB", tag=tag, lemma=lemma, dep="ROOT", head=token.index)


def _before(token: "Token", last: "Token", verb: "Token", doer: "Token") -> "Token":
    """A word before the verb: the noun beside it stands where the verb stood, what hung on the verb
    hangs on that one, and a phrase that opens the sentence on the verb."""
    if token.index == last.index and token.head == verb.index:
        head, dep = (verb.head, verb.dep) if verb.head < verb.index else (doer.index, "appos")
        return replace(token, head=head, dep=dep)
    if token.head == verb.index:
        return replace(token, head=last.index)
    opens = token.index < doer.index and token.head == doer.index and token.dep in _WHERE
    return replace(token, head=verb.index) if opens else token


def _dep_behind(token: "Token", verb: "Token") -> str:
    """How a word behind the verb hangs on it that the reader hung on what stands before it."""
    if token.pos in _OF_NOUN:
        return "dobj"
    if token.text == "dead":
        return "oprd"
    return token.dep
