"""Which words of a sentence tell of the same event: one of them stays its trigger.

"Killed in a bombing", "an attack killed", "shelling killed", "attacked, wounding five", "were
killed when a bus overturned" and "a convoy carrying food arrived" tell of one event each.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from geo.language.arguments import direct_objects, direct_subjects
from geo.language.grammar import (
    first_conjunct,
    hangs_on,
    is_inverted,
    is_ranked,
    passive_beside,
    told_as_part_of,
    told_in,
    uppermost,
)
from geo.language.nouns import persons
from geo.language.text import Token
from geo.language.words import SAYING
from geo.records import Trigger
from geo.triggers.apart import AT, SUBJECTS, is_elsewhere, is_of_others, is_placed
from geo.triggers.beside import in_doing, in_phrase
from geo.triggers.lexicon import Reading, lexicon
from geo.triggers.outbreaks import same_outbreak
from geo.triggers.outcomes import (
    CALAMITIES,
    does_harm,
    has_agent,
    is_harm,
    outcome_of,
    parted_subject,
)
from geo.triggers.pointing import is_charged_with
from geo.triggers.tallied import befallen_beside, harm_there, tallied_beside
from geo.triggers.unlisted import listed_with

_MERGING_PREPOSITIONS = frozenset({"in", "by", "during", "with", "of", "from", "through"})
_CLAUSE_LINKS = frozenset({"conj", "advcl", "xcomp", "oprd", "acl", "dep"})
_CAUSAL = frozenset({"when", "as", "after", "if"})
_BRINGING = frozenset("bring cause produce spark trigger unleash".split())
_SAID = frozenset({"ACCUSE", "REQUEST"})
"""What may be rejected, and what those who protest say by it: an accusation, a demand."""
_DEADLY = frozenset({"dead", "down"})
_LATER = frozenset({"afterwards", "later", "subsequently", "then"})


def merge(read: Reading, index: int, found: dict[int, Trigger]) -> None:
    """Drop the trigger at a token where another word of the clause tells of the same event.

    The word that stays takes over a sub type that it lacks.
    """
    rules = _OF_VERBS if read.analysis.tokens[index].pos == "VERB" else _OF_NOUNS
    keepers = (rule(read, index, found) for rule in rules)
    keeper = next((k for k in keepers if k is not None), None)
    if keeper is None and (keeper := _goes_on(read, index, found)) is not None:
        # What else a blow did says nothing of what it was.
        found[index] = replace(found[index], sub_type=None)
    if keeper is not None:
        _replace(found, index, keeper)


def merge_unlisted(read: Reading, found: dict[int, Trigger]) -> None:
    """Drop each unlisted word beside the listed one that tells of its event."""
    for index in sorted(found):
        if (keeper := listed_with(read, index, found)) is not None:
            _replace(found, index, keeper)


def _replace(found: dict[int, Trigger], dropped: int, keeper: int) -> None:
    kept, gone = found[keeper], found.pop(dropped)
    found[keeper] = replace(
        kept,
        sub_type=kept.sub_type or (gone.sub_type if gone.event_type == kept.event_type else None),
        also=tuple(sorted({*kept.also, *gone.also, (gone.start, gone.end)})),
        phrase=tuple(sorted({*kept.phrase, *gone.phrase})),
        probability=max(kept.probability, gone.probability),
    )


def _governor_of(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The word of the same clause that tells of this noun's event."""
    tokens = read.analysis.tokens
    token = tokens[index]
    # The reader takes the quake of "a magnitude 6.3 quake jolted" for another word of magnitude.
    while token.dep in {"conj", "appos"} and token.head != token.index:
        token = tokens[token.head]
    token = told_as_part_of(read.analysis, token)
    head = tokens[token.head]
    preposition = None
    if token.dep == "pobj":
        preposition, head = head.lemma, tokens[head.head]
    if head.index == index or not _same_type(found, index, head.index):
        return None
    if preposition is not None and preposition not in _MERGING_PREPOSITIONS:
        # "went on strike"
        sub_type = found[index].sub_type
        return head.index if sub_type and sub_type == found[head.index].sub_type else None
    return head.index


def _with_it(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The verb of harm that "and" joins this one to without its "were", which the reader takes for
    a participle: "18 were killed and 48 others injured in two blasts"."""
    tokens = read.analysis.tokens
    token = tokens[index]
    whom = tokens[token.head]
    if (beside := passive_beside(read.analysis, token)) is not None:
        return beside if _same_type(found, index, beside) else None
    if (token.dep, token.tag, whom.dep) != ("acl", "VBN", "conj") or not _same_type(
        found, index, whom.head
    ):
        return None
    verb = whom.head
    both = is_harm(token, found[index]) and is_harm(tokens[verb], found[verb])
    return verb if both and tokens[verb].pos == "VERB" else None


def _ranked(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The event that this noun ranks among others: "killed 26 people, in the deadliest attack since
    2019", "a man was shot, the fifth killing this year"."""
    tokens = read.analysis.tokens
    token = tokens[index]
    if not is_ranked(read.analysis, index):
        return None
    if token.dep == "pobj" and tokens[token.head].lemma == "of":
        token = tokens[tokens[token.head].head]  # "one of the deadliest attacks"
    inside = token.dep == "pobj" and tokens[token.head].lemma == "in"
    if not inside and token.dep not in {"appos", "npadvmod"}:
        return None
    near = told_in(read.analysis, token.sentence, found)
    before = [i for i in near if i < index and _same_type(found, index, i)]
    return next(iter(uppermost(read.analysis, before)), None)


def _cause_of(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The word whose event a verb of result ("killing five") tells the outcome of."""
    tokens = read.analysis.tokens
    token = tokens[index]
    tells_outcome = (
        token.lemma in lexicon().classes["result"]
        or is_harm(token, found[index])
        or _kills(read, token)
    )
    if tells_outcome and (teller := _teller_of(read, token)) is not None:
        return _described(read, index, teller, found)
    if not tells_outcome or token.dep not in {"relcl", *_CLAUSE_LINKS}:
        return None
    if (token.dep == "advcl" and is_of_others(read, index)) or is_elsewhere(read, index):
        return None
    subject = parted_subject(read, index)
    if token.dep == "relcl":
        # "the first weeks of the invasion, when a strike killed nine"
        return None if _is_causal(read, index) else _described(read, index, index, found)
    head = hangs_on(read.analysis, index) if subject is None else subject
    if (
        token.dep == "acl"
        and tokens[head].dep == "dobj"
        and tokens[tokens[head].head].lemma == "leave"
    ):
        head = tokens[head].head  # "left six people injured"
    own = [tokens[c] for c in read.analysis.children[index] if tokens[c].dep in SUBJECTS]
    if token.dep == "conj" and any((c.start, c.end) in found[index].also for c in own):
        return None  # "locusts destroyed crops and drought left thousands homeless"
    return head if head != index and _same_type(found, index, head) else None


def _teller_of(read: Reading, token: Token) -> int | None:
    """The verb of saying in the relative clause that says what a noun did: said, in "strikes that
    the ministry said killed nine"."""
    teller = read.analysis.tokens[token.head]
    if token.dep not in {"ccomp", "xcomp"} or teller.dep != "relcl" or teller.lemma not in SAYING:
        return None
    own = (read.analysis.tokens[c] for c in read.analysis.children[token.index])
    others = (c for c in own if c.dep in SUBJECTS and c.lemma not in {"that", "which"})
    return None if any(others) else teller.index


def _kills(read: Reading, token: Token) -> bool:
    """ "shot dead", "gunned down"."""
    behind = read.analysis.tokens[token.index + 1 : token.index + 2]
    return token.lemma in {"gun", "shoot"} and any(t.text.lower() in _DEADLY for t in behind)


def _brought_about(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The calamity that another brings about, and whose course a participle tells: the floods of
    "rains triggered floods, sweeping away nine"."""
    tokens = read.analysis.tokens
    token, verb = tokens[index], tokens[index].head
    is_calamity = found[index].event_type in CALAMITIES
    if token.dep == "acl" and is_calamity and _same_type(found, index, verb):
        return verb  # "a quake jolted Bam", which the reader takes for a quake that was jolted
    if token.dep not in {"nsubj", "advcl"} or tokens[verb].lemma not in _BRINGING:
        return None
    brought = (c for c in read.analysis.children[verb] if tokens[c].dep == "dobj" and c in found)
    return next((c for c in brought if is_calamity and _same_type(found, index, c)), None)


def _brings_harm(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The word of harm that says what came of a calamity which another brought about: "18 died
    after rains caused floods"."""
    tokens = read.analysis.tokens
    noun = tokens[first_conjunct(read.analysis, index)]
    verb = tokens[noun.head]
    if found[index].event_type not in CALAMITIES or noun.dep not in {"dobj", "nsubj"}:
        return None
    if verb.lemma not in _BRINGING or verb.dep != "advcl" or not _is_causal(read, verb.index):
        return None
    head = _joined_to(read, verb.head, found)
    harms = _same_type(found, index, head) and is_harm(tokens[head], found[head])
    return head if harms and not has_agent(read, head) else None


def _joined_to(read: Reading, verb: int, found: Mapping[int, Trigger]) -> int:
    """The verb, or where it tells of no event of its own the one that "and" joins it to."""
    tokens = read.analysis.tokens
    while verb not in found and tokens[verb].dep == "conj":
        verb = tokens[verb].head
    return verb


def _told_of_subject(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The verb whose subject this clause tells of, where that is no person: "floods which struck
    Beira killed nine", "a fire started by inmates killed five"; or a calamity itself: "fought a
    blaze which tore through a barn"."""
    tokens = read.analysis.tokens
    token = tokens[index]
    noun = tokens[token.head]
    if token.dep not in {"relcl", "acl"} or noun.pos != "NOUN":
        return None
    if found[index].event_type in CALAMITIES and _same_type(found, index, noun.index):
        return noun.index
    if noun.dep not in SUBJECTS:
        return None
    return noun.head if not _is_somebody(noun) and _same_type(found, index, noun.head) else None


def _is_somebody(noun: Token) -> bool:
    classes = lexicon().classes
    return noun.lemma in classes["people"] | classes["forces"] | persons()


def _described(read: Reading, index: int, clause: int, found: Mapping[int, Trigger]) -> int | None:
    """The noun whose outcome a word in a relative clause tells, and which the reader may hang on
    another noun of its phrase: of "an attack on a market in Kano that killed six"."""
    tokens, noun = read.analysis.tokens, read.analysis.tokens[clause].head
    while noun not in found:
        preposition = tokens[noun].head
        is_where = tokens[preposition].lemma in AT
        if tokens[noun].dep != "pobj" or (does_harm(read, noun) and not is_where):
            return None
        noun = tokens[preposition].head
    return noun if tokens[noun].pos == "NOUN" and _same_type(found, index, noun) else None


def _harm_of(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The word of harm that says what came of this one: "30 were killed when a tunnel collapsed".

    Somebody who does the harm may do it in another event: "he shot five after they attacked him".
    """
    tokens = read.analysis.tokens
    token = tokens[index]
    head, causal = hangs_on(read.analysis, index), _is_causal(read, index)
    if token.dep == "acl" and _is_causal(read, token.head):
        # "when a bus overturned", which the reader takes for a bus that was overturned
        before = (i for i in told_in(read.analysis, token.sentence, found) if i < index)
        head, causal = max((i for i in before if is_harm(tokens[i], found[i])), default=head), True
    elif token.dep != "advcl":
        return None
    head = _joined_to(read, head, found)  # "were killed and 20 wounded when a bomb exploded"
    if not _same_type(found, index, head):
        return None
    if not is_harm(tokens[head], found[head]) or has_agent(read, head):
        return None
    return head if causal or is_inverted(read.analysis, index) else None


def _is_causal(read: Reading, index: int) -> bool:
    """Whether "when", "as" or the like opens the clause of a word, or hangs on its subject."""
    tokens, below = read.analysis.tokens, read.analysis.children
    words = [*below[index]]
    words += [w for c in below[index] if tokens[c].dep in SUBJECTS for w in below[c] if w < c]
    return any(tokens[w].lemma in _CAUSAL and tokens[w].dep in {"mark", "advmod"} for w in words)


def _act_of(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The verb whose subject this participle describes: "a convoy carrying food arrived"."""
    tokens = read.analysis.tokens
    token = tokens[index]
    noun = tokens[token.head]
    if token.dep != "acl" or token.tag != "VBG" or noun.dep not in SUBJECTS:
        return None
    return noun.head if _same_type(found, index, noun.head) else None


def _aim_of(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The act whose aim or cries this verb says: "took to the streets to protest planned cuts",
    "marched, demanding elections", "killed two men, accusing them of spying"."""
    tokens = read.analysis.tokens
    token = tokens[index]
    alike = found[index].event_type == "PROTEST" or found[index].sub_type == "crowd control"
    aims = any(tokens[c].lemma == "to" for c in read.analysis.children[index])
    aims = aims or (token.dep, token.tag) == ("advcl", "VBG")
    if token.dep not in {"advcl", "xcomp"} or not aims or token.head not in found:
        return None
    cries = _SAID | {"REJECT"} if token.tag != "VBG" else _SAID
    said = found[index].event_type in cries and found[token.head].event_type == "PROTEST"
    accused = found[index].event_type == "ACCUSE" and token.tag == "VBG"
    said = said or (accused and found[token.head].event_type in {"ASSAULT", "COERCE"})
    return token.head if said or (alike and _same_type(found, index, token.head)) else None


def _done_by(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The verb whose subject is this gerund: "Shelling killed two people"."""
    token = read.analysis.tokens[index]
    if token.tag != "VBG" or token.dep not in {"nsubj", "nsubjpass", "csubj", "csubjpass"}:
        return None
    return token.head if _same_type(found, index, token.head) else None


def _course_of(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The verb before this one of a calamity's course: "a tanker overturned and exploded"."""
    token = read.analysis.tokens[index]
    if token.dep != "conj" or found[index].event_type not in CALAMITIES:
        return None
    if any(read.analysis.tokens[c].dep in SUBJECTS for c in read.analysis.children[index]):
        return None
    head = hangs_on(read.analysis, index)
    verbs = read.analysis.tokens[head].pos == "VERB"
    return head if verbs and _same_type(found, index, head) else None


def _goes_on(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The verb that "and" joins this one to, where it is one act or the deed of one blow: "threw up
    barricades and marched", "a strike killed two and set orchards ablaze", "attacked a camp,
    killing nine and burning tents"."""
    tokens, children = read.analysis.tokens, read.analysis.children
    token = tokens[index]
    own = any(tokens[c].dep in SUBJECTS for c in children[index])
    if (token.pos, token.dep) != ("VERB", "conj") or own:
        return None
    verb = tokens[first_conjunct(read.analysis, index)]
    near = [verb.index, *(c for c in children[verb.index] if tokens[c].dep == "dobj")]
    head = next((i for i in near if i != index and _same_type(found, index, i)), None)
    are_outcomes = (verb.dep, verb.tag, token.tag) == ("advcl", "VBG", "VBG")
    by = [tokens[i] for i in direct_subjects(read.analysis, verb.index)]
    is_blow = bool(by) and all(noun.pos == "NOUN" and not _is_somebody(noun) for noun in by)
    later = any(tokens[c].lemma in _LATER for c in children[index])
    before = [i for i in read.analysis.subtree(verb.index) if i < index]
    elsewhere = is_placed(read, before) and is_placed(read, read.analysis.subtree(index))
    one_protest = found[index].event_type == "PROTEST" and not (later or elsewhere)
    is_one = one_protest or are_outcomes or is_blow
    return head if is_one else None


def _brokered(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """What somebody brings about between others: "brokered a truce", "a deal mediated by them"."""
    if found[index].sub_type != "mediation":
        return None
    deals = direct_objects(read.analysis, index)
    return next((i for i in deals if i in found and found[i].event_type == "AGREE"), None)


def _harm_behind(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The word of harm that this noun tells the cause of: "were hurt after an explosion"."""
    tokens = read.analysis.tokens
    preposition = tokens[tokens[index].head]
    if tokens[index].dep != "pobj" or preposition.lemma != "after":
        return None
    words = {tokens[c].lemma for c in read.analysis.children[index] if tokens[c].dep == "det"}
    head = _joined_to(read, preposition.head, found)
    harms = _same_type(found, index, head) and is_harm(tokens[head], found[head])
    indefinite = words <= {"a", "an"}
    return head if harms and indefinite and not has_agent(read, head) else None


def _means_of(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The verb that this noun tells the way or the matter of: "arrested 60 men in raids", "rejected
    the accusation"."""
    tokens = read.analysis.tokens
    token = tokens[index]
    if token.dep == "dobj":
        rejected = token.head in found and found[token.head].event_type == "REJECT"
        return token.head if rejected and found[index].event_type in _SAID else None
    preposition = tokens[token.head]
    if token.dep != "pobj" or preposition.lemma not in {"in", "during"}:
        return None
    verb = found.get(preposition.head)
    taken = verb is not None and verb.sub_type in {"arrest", "seizure"}
    return preposition.head if taken and found[index].sub_type == "raid" else None


def _charged_again(read: Reading, index: int, found: Mapping[int, Trigger]) -> int | None:
    """The violence that somebody is charged with: "charged with murder after a man was stabbed"."""
    tokens = read.analysis.tokens
    killing = found[index].sub_type == "murder" or tokens[index].lemma in {"killing", "murder"}
    if not killing or not is_charged_with(read.analysis, index):
        return None
    others = told_in(read.analysis, tokens[index].sentence, found)
    return next((i for i in others if i != index and found[i].event_type == "ASSAULT"), None)


def _same_type(found: Mapping[int, Trigger], one: int, other: int) -> bool:
    return other in found and found[other].event_type == found[one].event_type


_Rule = Callable[[Reading, int, Mapping[int, Trigger]], int | None]
"""Tells the word that stays of one that tells of the same event, None where none does."""
_OF_VERBS: tuple[_Rule, ...] = (
    in_phrase,
    _with_it,
    _cause_of,
    _harm_of,
    harm_there,
    tallied_beside,
    befallen_beside,
    _act_of,
    _told_of_subject,
    _brokered,
    _aim_of,
    _done_by,
    _course_of,
    _brought_about,
    in_doing,
)
_OF_NOUNS: tuple[_Rule, ...] = (
    _governor_of,
    _ranked,
    _brought_about,
    _brings_harm,
    _harm_behind,
    _means_of,
    same_outbreak,
    _charged_again,
    outcome_of,
)
"""In this order: the first that knows a word tells it."""
