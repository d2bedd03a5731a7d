"""What the words of harm ("killing five", "four were hurt") are the outcome of.

A death is an assault only where somebody or nothing known brings it about: as the outcome of an
earthquake or a crash it is of their type. Harm to nobody has not happened.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from geo.language.arguments import direct_subjects, objects, subjects
from geo.language.grammar import children, hangs_on, is_passive, told_in, uppermost
from geo.language.text import Analysis, Token
from geo.records import Trigger
from geo.triggers.fires_fought import fire_fought
from geo.triggers.lexicon import Reading, lexicon, names_storm

CALAMITIES = frozenset({"DISASTER", "ACCIDENT"})
_HARM = frozenset(
    "die drown find hurt injure kill leave lose maim martyr perish succumb wound".split()
)
DYING = frozenset({"die", "lose", "perish", "succumb"})
"""Verbs whose subject dies; that of "lose" its life."""
_HURTING = frozenset({"injure", "kill", "maim", "wound"})
_HARM_OF_CALAMITY = frozenset({"bury", "char", "crush"})
"""Verbs of harm where what they tell of is a calamity."""
_NATURE = ("earthquake", "flood", "landslide", "storm")
"""Classes of disasters that a heading names."""
_DAMAGE = frozenset({"bury", "damage", "destroy"})
_OF_HARM = CALAMITIES | {"ASSAULT"}
"""The types of "left ten dead" and "found dead"; "leave" may also tell of a visit's end."""
_TOTAL = re.compile(
    r"(?:(?:in|the|a) )?(?:grand |overall )?(?:all|cumulative|sum|toll|total)\b", re.IGNORECASE
)
"""Opens what all of a report's events cost."""
_NOBODY = frozenset({"neither", "nobody", "none", "nothing"})
_ANYBODY = frozenset({"anybody", "anyone"})
_COMPARED = frozenset({"few", "fewer", "less", "little", "more"})
_HELPED = frozenset({"dobj", "nsubjpass"})
_COMPLEMENTS = frozenset({"oprd", "xcomp", "acomp"})
_MAIN = frozenset({"ROOT", "conj", "ccomp", "advcl", "parataxis"})


def is_harm(token: Token, trigger: Trigger) -> bool:
    """Whether a trigger tells of people killed or hurt, however that came about."""
    if token.pos != "VERB":
        return False
    if token.lemma in _HARM_OF_CALAMITY:
        return trigger.event_type in CALAMITIES
    if token.lemma not in _HARM:
        return False
    if token.lemma == "lose" and trigger.sub_type == "capture":
        return False  # armies lose towns
    return token.lemma not in {"find", "leave"} or trigger.event_type in _OF_HARM


def _is_damage(token: Token, trigger: Trigger) -> bool:
    return token.lemma in _DAMAGE and trigger.event_type == "ASSAULT"


def befalls_nobody(read: Reading, index: int) -> bool:
    """Whether nobody takes part: "no one was hurt", "none of them was reported killed"."""
    tokens, children = read.analysis.tokens, read.analysis.children
    token = tokens[index]
    around = [*objects(read.analysis, index), *subjects(read.analysis, index)]
    if token.dep in _COMPLEMENTS:
        around += [c for c in children[token.head] if tokens[c].dep in {"nsubj", "nsubjpass"}]
    negated = any(tokens[c].dep == "neg" for c in children[index])
    if token.dep == "pcomp" and tokens[token.head].lemma == "without":
        negated = True
    return any(
        _means_nobody(read, other) or (negated and tokens[other].lemma in _ANYBODY)
        for other in around
    )


def _means_nobody(read: Reading, index: int) -> bool:
    tokens = read.analysis.tokens
    if tokens[index].lemma in _NOBODY:
        return True
    for child in read.analysis.children[index]:
        word = tokens[child]
        # "no fewer than five people"
        compared = tokens[min(child + 1, len(tokens) - 1)].lemma in _COMPARED
        if word.lemma == "no" and word.dep == "det" and not compared:
            return True
        if word.lemma == "not" and tokens[min(child + 2, len(tokens) - 1)].lemma == "single":
            return True
    return False


def is_cared_for(read: Reading, index: int, found: Mapping[int, Trigger]) -> bool:
    """Whether a participle only says whom somebody helps: "treated 14 wounded", "evacuated ten
    injured miners".

    They were hurt before, in what is told elsewhere; "treated 14 hurt in an attack" tells of that.
    """
    tokens = read.analysis.tokens
    token = tokens[index]
    if token.tag not in {"VBN", "VBD"} or token.lemma not in _HARM - {"find", "leave"}:
        return False
    counted = tokens[index - 1] if index else token
    if token.dep in _HELPED:
        whom = token
    elif token.dep == "amod" or (token.dep == "acl" and token.head == index - 1):
        whom = tokens[token.head]
    elif counted.pos == "NUM" and counted.head == token.head and counted.dep in _HELPED:
        whom = counted  # "treated 14 wounded", where the reader hangs both on the verb
    else:
        return False
    below = [i for i in read.analysis.subtree(index) if i != index]
    if any(tokens[i].dep == "agent" or i in found for i in below):
        return False
    helps = found.get(whom.head)
    return whom.dep in _HELPED and helps is not None and helps.event_type == "AID"


def is_load_taken(read: Reading, index: int, found: Mapping[int, Trigger]) -> bool:
    """Whether relief is only what those carried who were attacked or robbed: "barges carrying food
    were attacked", "looted a truck carrying flour"."""
    token = read.analysis.tokens[index]
    if found[index].event_type != "AID" or (token.dep, token.tag) != ("acl", "VBG"):
        return False
    verb = found.get(read.analysis.tokens[token.head].head)
    befell = verb is not None and verb.event_type in {"ASSAULT", "COERCE", "CRIME"}
    return befell and token.head in objects(read.analysis, read.analysis.tokens[token.head].head)


def take_causes(read: Reading, found: dict[int, Trigger]) -> None:
    """Give each word of harm the type of the disaster or accident that it is the outcome of."""
    main = _main_type(read, found)
    for index in sorted(found):
        token = read.analysis.tokens[index]
        if (told := _told_as_it(read, index, found)) is not None:
            found[index] = replace(found[index], event_type=told.event_type, sub_type=told.sub_type)
            continue
        if not is_harm(token, found[index]) and not _is_damage(token, found[index]):
            _take_driver(read, index, found)
            continue
        harm = found[index]
        cause = _cause_in_clause(read, index, found)
        if cause is None and is_tallied(read, index):
            cause = _cause_of_tally(read, index, found, main)
        elif cause is None and (
            harm.event_type not in CALAMITIES or _is_bare_drowning(token, harm)
        ):
            cause = _cause_around(read, index, found)
        if cause is not None and (cause.event_type != harm.event_type or cause.sub_type):
            found[index] = replace(harm, event_type=cause.event_type, sub_type=cause.sub_type)
        elif cause is None and harm.event_type == "DISASTER" and has_agent(read, index):
            found[index] = replace(harm, event_type="ASSAULT", sub_type=None)


def is_tallied(read: Reading, index: int) -> bool:
    """Whether a number stands before a word of harm and nothing says what did it: "Total: nine
    dead, 61 injured", "the office counts 11 dead, 37 injured"."""
    token, before = read.analysis.tokens[index], read.analysis.tokens[max(index - 1, 0)]
    below = {read.analysis.tokens[c].dep for c in read.analysis.children[index]}
    counted = before.pos == "NUM" and token.tag in {"JJ", "VBD", "VBN"}
    bare = below.isdisjoint({"agent", "aux", "auxpass", "dobj"}) and not any(
        read.labels.get(o) != "GPE"  # "902 injured in Sindh"
        for c in read.analysis.children[index]
        if read.analysis.tokens[c].dep == "prep"
        for o in read.analysis.children[c]
    )
    return token.lemma in _HURTING and counted and bare


def _main_type(read: Reading, found: Mapping[int, Trigger]) -> Trigger | None:
    """What the report tells of most, of all that people die in; of several the first."""
    told = [
        trigger
        for index, trigger in sorted(found.items())
        if trigger.event_type in _OF_HARM and not is_harm(read.analysis.tokens[index], trigger)
    ]
    times = Counter(trigger.event_type for trigger in told)
    return max(told, key=lambda trigger: times[trigger.event_type], default=None)


def _cause_of_tally(
    read: Reading, index: int, found: Mapping[int, Trigger], main: Trigger | None
) -> Trigger | None:
    """The calamity whose toll it is: that of its paragraph, else the report's main one."""
    if has_agent(read, index) or _tells_violence(read, read.analysis.tokens[index], found):
        return None
    here = read.analysis.tokens[index].sentence
    line = read.analysis.sentences[here]
    for sentence in range(here, -1, -1):
        if read.analysis.sentences[sentence].paragraph != line.paragraph:
            break
        words = told_in(read.analysis, sentence, found)
        violent = [i for i in words if i != index and found[i].event_type in _OF_HARM]
        if violent and not _TOTAL.match(read.analysis.text, line.start):
            main = found[max(uppermost(read.analysis, violent))]
            break
    return main if main is not None and main.event_type in CALAMITIES else None


def _told_as_it(read: Reading, index: int, found: Mapping[int, Trigger]) -> Trigger | None:
    """The calamity that the sentence before is about, where violence is said of "it": "A cyclone
    hit Beira. It destroyed 400 houses." """
    if found[index].event_type != "ASSAULT" or not is_said_of_it(read, index):
        return None
    main = _main_verb(read, read.analysis.tokens[index].sentence - 1)
    if main is None:
        return None
    about = subjects(read.analysis, main)
    # "The army left its base. It killed six": the army may do it, a train that derailed may not.
    about += [main] if not any(does_harm(read, i) for i in about) else []
    told = (found[i] for i in about if i in found)
    return next((cause for cause in told if cause.event_type in CALAMITIES), None)


def is_said_of_it(read: Reading, index: int) -> bool:
    """Whether the subject of a verb is "it" alone."""
    return {read.analysis.tokens[i].lemma for i in subjects(read.analysis, index)} == {"it"}


def _main_verb(read: Reading, sentence: int) -> int | None:
    """The main verb of a sentence; of "..., the army said" that of what is said."""
    if sentence < 0:
        return None
    tokens = read.analysis.tokens
    words = read.analysis.tokens_of(read.analysis.sentences[sentence])
    root = next((token.index for token in words if token.dep == "ROOT"), None)
    if root is not None and tokens[root].lemma in lexicon().classes["saying"]:
        said = (c for c in read.analysis.children[root] if tokens[c].dep == "ccomp")
        return next(said, root)
    return root


def _is_bare_drowning(token: Token, harm: Trigger) -> bool:
    """Nothing in its clause says whether a flood or a wreck drowned them."""
    return token.lemma == "drown" and harm.sub_type is None


def _take_driver(read: Reading, index: int, found: dict[int, Trigger]) -> None:
    """Give "drove 500 people from the town" the type of the shelling or flood that did it."""
    if found[index].sub_type != "displacement" or read.analysis.tokens[index].pos != "VERB":
        return
    for subject in direct_subjects(read.analysis, index):
        cause = found.get(subject)
        if cause is not None and cause.event_type in _OF_HARM:
            found[index] = replace(
                found[index], event_type=cause.event_type, sub_type=cause.sub_type
            )


def parted_subject(read: Reading, index: int) -> int | None:
    """The subject of a verb that the reader took for a participle: "a raid on a camp killed six".

    A participle has no object of its own.
    """
    tokens = read.analysis.tokens
    if tokens[index].dep != "acl" or tokens[index].tag not in {"VBN", "VBD"}:
        return None
    if not any(tokens[c].dep == "dobj" for c in read.analysis.children[index]):
        return None
    *_, top = read.analysis.ancestors(index)
    return top if tokens[top].pos == "NOUN" else None


def outcome_of(read: Reading, noun: int, found: Mapping[int, Trigger]) -> int | None:
    """The word of harm beside a calamity's own clause: of "fire filled the hotel, killing five"."""
    tokens = read.analysis.tokens
    verb = tokens[noun].head
    if tokens[noun].dep != "nsubj" or verb in found or found[noun].event_type not in CALAMITIES:
        return None
    for child in read.analysis.children[verb]:
        beside = tokens[child].dep in {"advcl", "conj"} and child in found
        same = beside and found[child].event_type == found[noun].event_type
        if same and is_harm(tokens[child], found[child]):
            return child
    return None


def _cause_in_clause(read: Reading, index: int, found: Mapping[int, Trigger]) -> Trigger | None:
    for position in _clause(read, index):
        if position not in found:
            continue
        if found[position].event_type in CALAMITIES:
            return found[position]
        if found[position].sub_type == "riot" and not has_agent(read, index):
            return found[position]
    if (fire := fire_fought(read, index)) is not None:
        return replace(found[index], event_type=fire[0], sub_type=fire[1])
    # "Survivors of the earthquake in Kunar, which killed 90": named, and told of by its harm alone
    lemmas = (read.analysis.tokens[i].lemma for i in _antecedents(read.analysis, index))
    return next(filter(None, (_disaster(lemma, found[index]) for lemma in lemmas)), None)


def _cause_around(read: Reading, index: int, found: Mapping[int, Trigger]) -> Trigger | None:
    """The calamity of the sentence, else of those before, where nobody and no arms do the harm."""
    token = read.analysis.tokens[index]
    if has_agent(read, index) or _tells_violence(read, token, found):
        return None
    same = told_in(read.analysis, token.sentence, found)
    near = [i for i in same if i != index and found[i].event_type in CALAMITIES]
    if near:
        return found[min(near, key=lambda i: (abs(i - index), i))]
    return _told_before(read, index, found)


def _clause(read: Reading, index: int) -> Iterator[int]:
    """The words of a clause that may name its cause, the likeliest first."""
    tokens, children = read.analysis.tokens, read.analysis.children
    if (subject := parted_subject(read, index)) is not None:
        yield subject
    yield from direct_subjects(read.analysis, index)
    for child in children[index]:
        if tokens[child].dep == "prep":
            yield from (o for o in children[child] if tokens[o].dep in {"pobj", "pcomp"})
        elif tokens[child].dep == "advcl" and any(
            tokens[c].lemma in {"when", "as", "after"} for c in children[child]
        ):
            yield child
    yield from _antecedents(read.analysis, index)
    current = tokens[index]
    while current.dep in {"conj", "advcl", "acl", "xcomp", "dep"} and current.head != current.index:
        current = tokens[hangs_on(read.analysis, current.index)]
        yield current.index


def _antecedents(analysis: Analysis, verb: int) -> Iterator[int]:
    """What a relative clause may be said of: of "the landslide at Yambali, which buried hundreds"
    the place, where the reader hangs it, and the landslide."""
    tokens, noun = analysis.tokens, analysis.tokens[verb].head
    while tokens[verb].dep == "relcl":
        yield noun
        if tokens[noun].dep == "conj" and tokens[noun].pos == "PROPN":
            noun = tokens[noun].head  # "in Kunar and Nangarhar, which"
        elif tokens[noun].dep == "pobj":
            noun = tokens[tokens[noun].head].head
        else:
            break


def _told_before(read: Reading, index: int, found: Mapping[int, Trigger]) -> Trigger | None:
    """What the report told last, where a passive ("four people were hurt") names no cause."""
    tokens = read.analysis.tokens
    if not only_befalls(read, index) or _befalls_fighters(read, index):
        return None
    violent = CALAMITIES | {"ASSAULT"}
    own = tokens[index].sentence
    for sentence in range(own, -1, -1):
        before = told_in(read.analysis, sentence, found) if sentence < own else []
        if before := [i for i in before if found[i].event_type in violent]:
            last = found[max(uppermost(read.analysis, before))]
            return last if last.event_type in CALAMITIES else None
        if (named := _named_in(read, sentence, own, found[index])) is not None:
            return named
    return None


def _named_in(read: Reading, sentence: int, of: int, harm: Trigger) -> Trigger | None:
    """The harm as that of a disaster which a heading ("Earthquake response") or a sentence of the
    same paragraph names without telling of it."""
    line = read.analysis.sentences[sentence]
    words = read.analysis.tokens_of(line)
    heads = all(word.pos not in {"AUX", "VERB"} for word in words)
    if not heads and line.paragraph != read.analysis.sentences[of].paragraph:
        return None
    for word in words:
        if (named := _disaster(word.lemma.lower(), harm)) is not None:
            return named
    return None


def _disaster(noun: str, harm: Trigger) -> Trigger | None:
    """The harm as that of the disaster that a noun names, if it does."""
    entries = lexicon().entries.get(("NOUN", noun), ()) if noun in _of_nature() else ()
    entry = next((e for e in entries if e.words == (noun,) and not e.clauses), None)
    if entry is None or entry.event_type != "DISASTER":
        return None
    return replace(harm, event_type=entry.event_type, sub_type=entry.sub_type)


def _of_nature() -> frozenset[str]:
    return frozenset().union(*(lexicon().classes[kind] for kind in _NATURE))


def only_befalls(read: Reading, index: int) -> bool:
    """Whether a main clause tells of harm as what befell: "four people were hurt"."""
    token = read.analysis.tokens[index]
    around = {read.analysis.tokens[c].dep for c in read.analysis.children[index]}
    passive = not around.isdisjoint({"auxpass", "nsubjpass"}) or token.lemma == "drown"
    clipped = is_clipped(read.analysis, index)
    return is_tallied(read, index) or ((passive or clipped) and token.dep in _MAIN)


def is_clipped(analysis: Analysis, index: int) -> bool:
    """Whether a number of people is all that stands before a word of harm: "Six wounded, two of
    them badly."."""
    token = analysis.tokens[index]
    below = [analysis.tokens[c] for c in analysis.children[index]]
    whole = token.dep == "ROOT" and token.tag in {"VBD", "VBN"} and token.lemma in _HURTING
    bare = {word.dep for word in below}.isdisjoint({"aux", "auxpass", "dobj"})
    numbered = any(
        word.dep == "nsubj" and (word.pos == "NUM" or any(children(analysis, word.index, "nummod")))
        for word in below
    )
    return whole and bare and numbered


def _befalls_fighters(read: Reading, index: int) -> bool:
    fighters = lexicon().classes["fighter"]
    return any(read.analysis.tokens[o].lemma in fighters for o in objects(read.analysis, index))


def _tells_violence(read: Reading, token: Token, found: Mapping[int, Trigger]) -> bool:
    return any(
        found[i].event_type == "ASSAULT" and not is_harm(read.analysis.tokens[i], found[i])
        for i in told_in(read.analysis, token.sentence, found)
        if i != token.index
    ) or not lexicon().classes["armed"].isdisjoint(read.lemmas[token.sentence])


def has_agent(read: Reading, index: int) -> bool:
    """Whether somebody does the harm, or a weapon."""
    token = read.analysis.tokens[index]
    drowned = token.lemma == "drown" and not objects(read.analysis, index)
    elided = _is_elided_passive(read, token) or is_clipped(read.analysis, index)
    if token.lemma in DYING or drowned or elided:
        return False
    return any(does_harm(read, position) for position in direct_subjects(read.analysis, index))


def _is_elided_passive(read: Reading, token: Token) -> bool:
    """Whether "were" is said before alone: "two were killed and three others wounded"."""
    below = {read.analysis.tokens[c].dep for c in read.analysis.children[token.index]}
    joined = token.dep == "conj" and is_passive(read.analysis, token.head)
    return joined and token.tag in {"VBN", "VBD"} and below.isdisjoint({"aux", "auxpass", "dobj"})


def does_harm(read: Reading, noun: int) -> bool:
    """Whether a noun is somebody, or a weapon; Cyclone Freddy is neither."""
    classes, tokens = lexicon().classes, read.analysis.tokens
    if any(names_storm(read.analysis, tokens[c]) for c in read.analysis.children[noun]):
        return False
    agents = classes["people"] | classes["forces"] | classes["weapon"]
    agents |= classes["air_weapon"] - classes["vehicle"]
    return tokens[noun].lemma in agents or read.labels.get(noun) in agents
