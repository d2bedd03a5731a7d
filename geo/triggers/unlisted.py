"""Words that tell of events though the ontology has no entry for them, as the encoder reads them.

The ontology knows what a word means where it has it; news finds new words every day. What the
encoder says of a word counts only where the ontology says nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language.arguments import objects, related, subjects
from geo.language.grammar import children, hangs_on
from geo.language.text import Analysis, Token
from geo.language.words import PLANNING, REQUESTING
from geo.records import Trigger
from geo.triggers.lexicon import Reading
from geo.triggers.outcomes import CALAMITIES
from geo.triggers.pointing import SPEECH

if TYPE_CHECKING:
    from geo.encoder.triggers import Asked, TriggerReader

LEAST = 0.42
"""How likely a word tells of an event of its type from which it is taken. From less on more events
were found in the odd reports of `benchmarks/unseen.py`, and as many more rows that tell of none."""
KNOWN = 0.78
"""How likely a word tells of an event at all that is taken for one where the ontology has the word
with the type that the encoder finds likeliest, though with none of its conditions: the two speak
for each other, and the encoder may waver between types. From less on as many words were none."""
SURE = 0.6
"""How likely a word tells of an event that is taken though the ontology speaks for another one, or
for none: a verb of saying, one beside the noun of its object."""

_OF_STATES = frozenset(
    "be belong consist deserve exist have lack mean need owe own resemble suffice".split()
)
"""Verbs of which none tells of an event by itself."""
_REMAINS = frozenset({"body", "corpse", "remains"})


@dataclass(frozen=True, slots=True)
class Unlisted:
    """What a word tells of that the ontology may not have."""

    event_type: str
    probability: float
    """0 to 1, that it tells of an event of this type."""
    of_any: float = 1.0
    """0 to 1, that it tells of an event of any type."""

    def is_taken(self, known: Collection[str]) -> bool:
        """Whether it counts, where the ontology has the word with the `known` types."""
        return self.probability >= LEAST or (self.of_any >= KNOWN and self.event_type in known)

    def overrules(self, known: Collection[str]) -> bool:
        """Whether it counts though an entry says that the word tells of nothing where it stands,
        while others have it with the `known` types: such entries name what a word may mean besides,
        and catch too much ("hit in the neck", "beaten by masked men")."""
        sure = self.probability >= SURE and self.of_any >= KNOWN
        return sure and self.event_type in known


def unlisted(text: str, analysis: Analysis, reader: "TriggerReader") -> Mapping[int, Unlisted]:
    """By token the verbs that tell of an event, as `reader` reads `text`.

    Nouns are not asked: those that the ontology lacks are mostly things ("a bomb"). Nor are verbs
    that only tell of the aim of another ("intends to send"), or that something is written down.
    """
    tokens = [t for t in analysis.tokens if t.pos == "VERB" and not tells_of_no_act(analysis, t)]
    believed = reader.read(text, [asked(analysis, token) for token in tokens])
    found = {}
    for token, read in zip(tokens, believed, strict=True):
        best = 1 + int(read[1:].argmax())
        # Without the last digits, in which processors differ.
        probability, of_any = round(float(read[best]), 4), round(1 - float(read[0]), 4)
        if probability >= LEAST or of_any >= KNOWN:
            found[token.index] = Unlisted(reader.types[best], probability, of_any)
    return found


_WRITING_DOWN = frozenset("count log record register tally".split())
_OF_AIM = frozenset({"acl", "advcl", "relcl", "xcomp"})
_DUE_OR_BEGUN = frozenset({"be", "begin", "start"})
"""Verbs of which what hangs on them is done, or is to be: "is to fly in vaccines"."""


def tells_of_no_act(analysis: Analysis, token: Token) -> bool:
    """Whether a verb only tells that something is planned, aimed at or written down."""
    if token.lemma in _WRITING_DOWN:
        return True
    only_plans = token.lemma in PLANNING - REQUESTING - {"propose"}
    # "asked the strikers to let them pass" is a request all the same
    if only_plans and any(children(analysis, token.index, "xcomp")):
        return True
    governor = analysis.tokens[token.head]
    told_of = token.dep == "xcomp" and governor.lemma in PLANNING | _DUE_OR_BEGUN
    # "wrote more to honour him", but "intends to honour him"
    is_aim = token.dep in _OF_AIM and not told_of
    return is_aim and any(c.lemma == "to" for c in children(analysis, token.index, "aux"))


def asked(analysis: Analysis, token: Token) -> "Asked":
    """A word as the encoder is asked of it."""
    from geo.encoder.triggers import FORMS, Asked

    return Asked(
        (token.start, token.end),
        tuple(_spans(analysis, objects(analysis, token.index))),
        tuple(_spans(analysis, subjects(analysis, token.index))),
        frozenset(FORMS) & {token.pos, token.tag, token.dep},
    )


def _spans(analysis: Analysis, indices: Iterable[int]) -> Iterable[tuple[int, int]]:
    tokens = analysis.tokens
    return [(tokens[i].start, tokens[i].end) for i in indices]


def tells_nothing_more(read: Reading, index: int, found: Mapping[int, Trigger]) -> bool:
    """Whether an unlisted verb tells of no event of its own beside those of the ontology.

    It is of a state ("the hills have floods"), or only says that an event is done.
    """
    token = read.analysis.tokens[index]
    if found[index].listed:
        return False
    if token.lemma in _OF_STATES or _only_finds_dead(read, index, found):
        return True
    return _does_what_is_listed(read, index, found)


def _only_finds_dead(read: Reading, index: int, found: Mapping[int, Trigger]) -> bool:
    """Whether it is of help only to the bodies of those whom a calamity has killed that is told
    before: "The bus fell into a gorge. ... We have recovered 14 bodies"."""
    whom = {read.analysis.tokens[o].lemma for o in objects(read.analysis, index)}
    killed = any(i < index and found[i].event_type in CALAMITIES for i in found)
    return found[index].event_type == "AID" and not whom.isdisjoint(_REMAINS) and killed


def _does_what_is_listed(read: Reading, index: int, found: Mapping[int, Trigger]) -> bool:
    """Whether a verb only says that the event of its object is done ("readies an offensive"; but
    who decries an offensive speaks, and of one type the verb stays: "obtained a truce"), whom a
    calamity befell ("caught in a landslide"), or what they
    did whom an event of its type befell ("killed two men gathering firewood")."""
    trigger, tokens = found[index], read.analysis.tokens
    if trigger.event_type in SPEECH:
        return False
    done = [found[o] for o in objects(read.analysis, index) if o in found and found[o].listed]
    is_it = trigger.probability >= SURE and all(o.event_type == trigger.event_type for o in done)
    if done and not is_it:
        return True
    # "miners caught in a landslide"
    within = (found.get(o) for o in related(read.analysis, tokens[index], "in"))
    if any(held and held.listed and held.event_type in CALAMITIES for held in within):
        return True
    befell = found.get(tokens[tokens[index].head].head)
    if befell is None or tokens[index].dep != "acl":
        return False
    return befell.listed and befell.event_type == trigger.event_type


def listed_with(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The listed verb of the clause that tells of an unlisted one's event: of "blocked both lanes,
    halting traffic", "placed the bodies on the road and blocked it", "forced them to flee"."""
    if found[index].listed:
        return None
    token = read.analysis.tokens[index]
    below = [
        verb.index
        for verb in children(read.analysis, index, "conj", "xcomp")
        if not any(children(read.analysis, verb.index, "nsubj", "nsubjpass"))
    ]
    above = [hangs_on(read.analysis, index)] if (token.dep, token.tag) == ("advcl", "VBG") else []
    verbs = (i for i in (*above, *below) if i in found and read.analysis.tokens[i].pos == "VERB")
    of_type = (i for i in verbs if found[i].event_type == found[index].event_type)
    return next((i for i in of_type if found[i].listed), None)
