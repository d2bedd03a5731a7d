"""What stands in a grammatical relation to a word: objects, subjects, modifiers, governors.

Objects and subjects are seen through passives, participles, relative clauses and coordination.
"""

from collections.abc import Iterable, Sequence

from geo.language.grammar import hangs_on, is_finite_behind, told_as_part_of
from geo.language.nouns import persons
from geo.language.text import Analysis, Token

_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "nsubj:pass", "dative"})
_SUBJECTS = frozenset({"nsubj"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod"})
_PARTICIPLES = frozenset({"VBN", "VBD"})
"""The reader takes the verb of a short clause ("violence flared") for a participle."""
_CAUSATIVE = frozenset({"cause", "compel", "drive", "enable", "force", "lead", "oblige", "prompt"})
"""Verbs whose object does what they bring about."""
_DYING = frozenset({"die", "drown", "perish", "succumb", "suffocate"})
"""Verbs of which nothing but a clause can be made: who is said to do so is their subject."""
_BOUNDS = frozenset({"about", "above", "around", "near", "over", "under"})
"""Words before a number that the reader may take for prepositions."""
_PARTICLES = frozenset({"advmod", "prep", "prt"})
_ADVERBIAL = frozenset({"down", "in", "off", "out", "over", "up"})
"""Particles that the reader may take for prepositions with the verb's object."""
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def related(analysis: Analysis, token: Token, relation: str) -> tuple[int, ...]:
    """The tokens that stand in a condition's relation to this one, in order."""
    tokens, i = analysis.tokens, token.index
    children = analysis.children[i]
    if relation == "obj":
        found = objects(analysis, i)
    elif relation == "subj":
        found = subjects(analysis, i)
    elif relation == "article":
        of = subjects(analysis, i)
        found = [c for s in of for c in analysis.children[s] if tokens[c].dep == "det"]
    elif relation == "mod":
        found = [c for c in children if tokens[c].dep in _MODIFIERS]
        found += [g for c in found for g in analysis.children[c] if tokens[g].dep in _MODIFIERS]
    elif relation == "head":
        found = governors(analysis, i)
    elif relation in {"xcomp", "ccomp", "acomp", "advmod", "conj", "oprd"}:
        found = [c for c in children if tokens[c].dep == relation]
    elif relation in {"prev", "next"}:
        neighbour = i + (1 if relation == "next" else -1)
        same = 0 <= neighbour < len(tokens) and tokens[neighbour].sentence == token.sentence
        found = [neighbour] if same else []
    elif relation == "label":
        found = [i]
    else:
        preps = [c for c in children if tokens[c].lemma == relation]
        # "marched out of the base", where "of" hangs on "out"
        below = [g for c in children if tokens[c].dep in _PARTICLES for g in analysis.children[c]]
        preps += [g for g in below if tokens[g].lemma == relation and tokens[g].dep == "prep"]
        found = [o for p in preps for o in analysis.children[p] if tokens[o].dep == "pobj"]
        found = whole(analysis, found)
    return tuple(sorted(set(found)))


def objects(analysis: Analysis, verb: int) -> list[int]:
    """The objects of a verb, or the subjects of its passive, with the words coordinated to them."""
    return whole(analysis, direct_objects(analysis, verb))


def direct_objects(analysis: Analysis, verb: int) -> list[int]:
    """The objects of a verb, or the subjects of its passive."""
    tokens = analysis.tokens
    this = tokens[verb]
    found = [c for c in analysis.children[verb] if tokens[c].dep in _OBJECTS]
    if number := _of_clause_behind(analysis, verb, found):
        return number
    found = found or _of_elided_passive(analysis, verb)
    if this.dep == "acl" and this.tag in _PARTICIPLES and not is_finite_behind(analysis, verb):
        found.append(this.head)
    if this.dep == "amod":
        found.append(this.head)
    if this.dep == "relcl" and any(tokens[c].lemma in _RELATIVE for c in found):
        found.append(this.head)
    if not found and this.dep == "ccomp" and this.head > verb:
        # "killed four in Dilling, medics said", where the reader has the four say it
        by = [c for c in analysis.children[this.head] if tokens[c].dep == "nsubj"]
        found = [c for c in by if analysis.subtree(c)[0] == verb + 1]
    found = found or _of_parted_passive(analysis, verb) or _of_raised_passive(analysis, verb)
    # "was arrested and freed", of which the reader may take the second for a past tense
    if not found and this.dep == "conj" and (this.tag == "VBN" or _may_be_passive(analysis, this)):
        head = this.head
        found = _of_passive(analysis, head)
        if tokens[head].dep == "acl":
            found.append(tokens[head].head)
        if not found and any(tokens[c].dep == "auxpass" for c in analysis.children[verb]):
            found = direct_subjects(analysis, head)  # "came to the gate and were beaten"
    return found


def _of_clause_behind(analysis: Analysis, verb: int, found: Sequence[int]) -> list[int]:
    """The number that a passive is of where the reader gives it the subject of the clause before:
    of "six nurses and a guard died and over 20 were hurt" the 20."""
    tokens = analysis.tokens
    auxiliary = next((c for c in analysis.children[verb] if tokens[c].dep == "auxpass"), 0)
    number = tokens[max(auxiliary - 1, 0)]
    if number.pos != "NUM" or number.index in found:
        return []
    before = (i for noun in found for i in analysis.subtree(noun) if i < number.index)
    return [number.index] if any(_subject_parted(analysis, i) is not None for i in before) else []


def _subject_parted(analysis: Analysis, verb: int) -> int | None:
    """Who died where the reader takes a verb of dying for a participle, and them for whom the next
    clause's passive befell: of "six nurses and a guard died and over 20 were hurt" the nurses."""
    tokens, this = analysis.tokens, analysis.tokens[verb]
    parted = this.dep == "acl" and this.tag in _PARTICIPLES and this.lemma in _DYING
    joined = tokens[min(verb + 1, len(tokens) - 1)].lemma == "and"
    if not parted or not joined or this.head != verb - 1:
        return None
    noun = tokens[this.head]
    while noun.dep == "conj" and noun.head < noun.index:
        noun = tokens[noun.head]
    return noun.index if noun.dep == "nsubjpass" and noun.head > verb else None


def _of_parted_passive(analysis: Analysis, verb: int) -> list[int]:
    """Whom a passive befalls where the reader takes a participle before it for the clause's verb:
    of "two drivers hired by a mill were detained" the drivers."""
    tokens = analysis.tokens
    this, head = tokens[verb], tokens[tokens[verb].head]
    passive = any(tokens[c].dep == "auxpass" for c in analysis.children[verb])
    if this.dep != "conj" or not passive or head.tag not in _PARTICIPLES:
        return []
    below = [tokens[c] for c in analysis.children[head.index] if c < verb]
    if any(word.dep in {"cc", "aux", "auxpass", "dobj"} or word.text in ",;" for word in below):
        return []
    return [word.index for word in below if word.dep == "nsubj"]


def _of_raised_passive(analysis: Analysis, verb: int) -> list[int]:
    """Whom a passive befalls that is only thought or feared, or that had to be: of "20 miners are
    feared to have been killed" the miners."""
    tokens, head = analysis.tokens, analysis.tokens[analysis.tokens[verb].head]
    passive = any(tokens[c].dep == "auxpass" for c in analysis.children[verb])
    above = head.lemma in _THOUGHT or head.lemma == "have"  # "had to be rescued"
    if tokens[verb].dep != "xcomp" or not passive or not above:
        return []
    return [c for c in analysis.children[head.index] if tokens[c].dep in {"nsubj", "nsubjpass"}]


def objects_behind(analysis: Analysis, verb: Token, words: Sequence[str]) -> tuple[int, ...]:
    """The objects of a verb whose particle the reader takes for a preposition: of "drive off" in
    "drove off the raiders" the raiders."""
    tokens = analysis.tokens
    behind = [c for c in analysis.children[verb.index] if c == verb.index + 1]
    if not behind or tokens[behind[0]].lemma not in _ADVERBIAL.intersection(words):
        return ()
    found = [o for o in analysis.children[behind[0]] if tokens[o].dep == "pobj"]
    return tuple(sorted(set(whole(analysis, found))))


def _of_elided_passive(analysis: Analysis, verb: int) -> list[int]:
    """Whom a participle befalls that shares the "were" of the verb before: of "two men were killed
    and three lorries seized" the lorries."""
    tokens = analysis.tokens
    below = [tokens[c] for c in analysis.children[verb]]
    has_own = any(word.dep in {"aux", "auxpass", "dobj", "nsubjpass"} for word in below)
    if tokens[verb].tag != "VBN" or tokens[verb].dep != "conj" or has_own:
        return []
    own = [word.index for word in below if word.dep in {"nsubj", "nummod"} and word.index < verb]
    return own or bounded_number(analysis, verb)


def bounded_number(analysis: Analysis, verb: int) -> list[int]:
    """The number before a verb that the reader hangs on its bound: "over a million displaced"."""
    number = analysis.tokens[verb - 1]
    bound = analysis.tokens[number.head]
    is_own = (number.pos, number.dep, bound.head) == ("NUM", "pobj", verb)
    return [number.index] if is_own and bound.lemma in _BOUNDS else []


def _may_be_passive(analysis: Analysis, verb: Token) -> bool:
    """A past tense in form that has neither subject nor object of its own."""
    tags = {"nsubj", "nsubjpass", "dobj", "prt"}
    below = any(analysis.tokens[c].dep in tags for c in analysis.children[verb.index])
    return verb.tag == "VBD" and verb.text.lower().endswith("ed") and not below


def subjects(analysis: Analysis, verb: int) -> list[int]:
    """The subjects of a verb, or the agent of its passive, with the words coordinated to them."""
    return whole(analysis, direct_subjects(analysis, verb))


def _meant_by(analysis: Analysis, noun: int, pronouns: Sequence[str]) -> int:
    """Whom a relative pronoun means: of "the driver of the bus, who died" the driver."""
    tokens = analysis.tokens
    governor = tokens[noun].head
    owner = tokens[governor].head
    thing = tokens[noun].pos == "NOUN" and tokens[noun].lemma not in persons()
    of = thing and tokens[noun].dep == "pobj" and tokens[governor].lemma == "of"
    return owner if of and "who" in pronouns and tokens[owner].lemma in persons() else noun


def direct_subjects(analysis: Analysis, verb: int) -> list[int]:
    """The subjects of a verb, or the agent of its passive."""
    tokens = analysis.tokens
    this = tokens[verb]
    children = analysis.children[verb]
    found = [c for c in children if tokens[c].dep in _SUBJECTS]
    agents = [c for c in children if tokens[c].dep == "agent"]
    found += [o for a in agents for o in analysis.children[a] if tokens[o].dep == "pobj"]
    if this.dep == "relcl" and any(tokens[c].lemma in _RELATIVE for c in found):
        found.append(_meant_by(analysis, this.head, [tokens[c].lemma for c in found]))
    passive = any(tokens[c].dep in {"nsubjpass", "auxpass"} for c in children)
    if not found and not passive and _is_caused(analysis, verb):
        head = this.head
        found = (
            [head]
            if tokens[head].pos in {"NOUN", "PROPN", "NUM"}
            else direct_objects(analysis, head)
        )
    if not found and not passive:
        if (parted := _subject_parted(analysis, verb)) is not None:
            found.append(parted)
        elif this.dep == "acl" and (this.tag == "VBG" or is_finite_behind(analysis, verb)):
            found.append(this.head)
        elif this.dep == "xcomp" and tokens[this.head].lemma in _RAISING:
            # "The storm is expected to hit Nampula" by nobody else.
            raised = {"nsubj", "nsubjpass"}
            found = [c for c in analysis.children[this.head] if tokens[c].dep in raised]
        elif (
            this.dep == "conj" and this.tag in _FINITE and (of := _of_passive(analysis, this.head))
        ):
            found = of  # "was hit by a bus and died"
        elif this.dep in {"conj", "xcomp", "advcl"} and this.head != verb:
            found = direct_subjects(analysis, hangs_on(analysis, verb))
            if tokens[this.head].pos not in {"VERB", "AUX"} and not found:
                found = [this.head]
        elif this.dep == "pcomp" and (above := tokens[this.head].head) != this.head:
            # "4,000 people reached Adre after fleeing Geneina"
            found = direct_subjects(analysis, above) or _of_passive(analysis, above)
    return found


def _of_passive(analysis: Analysis, verb: int) -> list[int]:
    """Whom a passive verb befalls."""
    return [c for c in analysis.children[verb] if analysis.tokens[c].dep == "nsubjpass"]


_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_RAISING = frozenset("believe expect forecast predict project report say schedule tip".split())
_THOUGHT = _RAISING | frozenset(
    "allege assume estimate fear know presume suppose suspect think understand".split()
)
"""Verbs of what is thought or said, whose subject is whom a passive behind them befalls."""


def _is_caused(analysis: Analysis, verb: int) -> bool:
    """Somebody is made to do it: "forced residents to flee"."""
    tokens = analysis.tokens
    this = tokens[verb]
    if not any(tokens[c].dep == "aux" and tokens[c].lemma == "to" for c in analysis.children[verb]):
        return False
    head = tokens[this.head]
    if this.dep in {"relcl", "acl"} and head.pos in {"NOUN", "PROPN", "NUM"}:
        # The reader may open a clause there: "forced residents to flee to Hinche, the UN said".
        above = (tokens[head.head], tokens[tokens[head.head].head])
        return any(t.lemma in _CAUSATIVE and t.index < head.index for t in above)
    return this.dep in {"xcomp", "ccomp", "advcl"} and head.lemma in _CAUSATIVE


def governors(analysis: Analysis, noun: int) -> list[int]:
    """What a noun depends on: the verb it is subject or object of, also through a preposition.

    Of a part that is what its series depends on: "a wave of strikes hit".

    For a noun that the reader made the root, the participle that follows it.
    """
    tokens = analysis.tokens
    while tokens[noun].dep == "conj" and tokens[noun].head != noun:
        noun = tokens[noun].head
    noun = told_as_part_of(analysis, tokens[noun]).index
    head = tokens[noun].head
    if head == noun:
        # "214 cases and nine deaths reported in Goma"
        last = max([noun, *(c for c in analysis.children[noun] if tokens[c].dep == "conj")])
        after = [c for c in analysis.children[last] if c == last + 1]
        return [c for c in after if tokens[c].dep == "acl" and tokens[c].tag in _PARTICIPLES]
    return [head, tokens[head].head] if tokens[noun].dep == "pobj" else [head]


def whole(analysis: Analysis, found: Iterable[int]) -> list[int]:
    """The words with those coordinated to them, and those in "dozens of people"."""
    tokens, result = analysis.tokens, list(found)
    for index in result:
        for child in analysis.children[index]:
            if tokens[child].dep == "conj":
                result.append(child)
            elif tokens[child].dep == "prep" and tokens[child].lemma == "of":
                result += [o for o in analysis.children[child] if tokens[o].dep == "pobj"]
    return result
