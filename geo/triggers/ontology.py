"""The words of a report that tell of an event, and of which type.

Words and phrases stand in `data/ontology.csv`. A trigger is always one word, the head of its
phrase: the verb of "opened fire", the noun of "suicide bombing".

- Of a light verb and its noun ("carried out an attack", "signed a deal", "clashes erupted") the
  verb is the trigger, since actors, place and day hang on it; the type is the noun's, and the
  other words of the phrase are kept beside it (`Trigger.phrase`).
- One event told by several words of a clause is one trigger: in "killed in a bombing", "an attack
  killed", "opened fire and killed" and "attacked, wounding five" the governing verb is kept and
  takes over a sub type that it lacks.
- Harm is of the type of the earthquake or crash that it is the outcome of, and harm to nobody is no
  event (`geo.triggers.outcomes`).
- Verbs of saying are attribution and tell of nothing; neither do "war", "conflict" and "crisis",
  which are circumstances, nor nouns that modify another ("attack helicopter").
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from geo.language.arguments import objects, subjects
from geo.language.text import Analysis, Sentence, Token
from geo.records import Span, Trigger
from geo.triggers.bringing import without_bringers
from geo.triggers.harmed_in import take_acts
from geo.triggers.lexicon import (
    Entry,
    Reading,
    compound_noun,
    compounds,
    entry_at,
    is_gerund,
    is_modifier,
    lexicon,
    listed_at,
    phrase_at,
    reading,
    types_at,
)
from geo.triggers.means import with_means
from geo.triggers.outcomes import DYING, befalls_nobody, is_cared_for, is_load_taken, take_causes
from geo.triggers.participles import names_people
from geo.triggers.phases import phase_of
from geo.triggers.pointing import VIOLENT, point_back, tells_toll
from geo.triggers.remembrance import is_in_work
from geo.triggers.reviews import is_of_plot, is_review
from geo.triggers.same_event import merge, merge_unlisted
from geo.triggers.sports import FIGURATIVE, sentences_of_games
from geo.triggers.unlisted import SURE, Unlisted, tells_nothing_more

FALLBACK_TYPE = "CONSULT"
"""The type of a given event word that nothing is known of: those left are mostly words of speech
and movement between people."""

_EVENT_WORDS = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
"""An adjective only where it stands for a noun ("an offensive")."""
_GRANTED = frozenset({"SUPPORT"})
_OF_STANDING = frozenset({"coup", "displacement"})
_STANDING = frozenset({"displace", "flood"})
"""Types, sub types and words of which a participle before a noun only says how that one stands:
"the recognised government", "the ousted president", "families displaced" but not "displaced
families"."""
_BEFORE_MODIFIERS = frozenset({"ADJ", "ADP", "CCONJ", "DET", "NUM", "VERB"})
"""What stands before an attributive participle, and seldom before a finite verb."""
_EDITING = frozenset("amend correct edit revise update".split())
_REPORTS = frozenset("article caption headline story version".split())
_ONLY_SAYS = frozenset({"add", "say", "state"})
_FITTED = frozenset({"arm", "equip"})
"""Of whom it is said what they carry: "fighters armed with machetes"."""
_UNREALISED = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
_SUBORDINATE_FACTOR = 0.8
"""The surest event of a sentence is mostly that of its main clause: of PLOVER's sentences it has
the right type in .69 without this, in .73 with .9, and in .77 with .8 and .7."""
_UNREALISED_FACTOR = 0.6
_MODIFIER_FACTOR = 0.5
"""An attributive participle ("wounded soldiers") mostly refers back to an event told elsewhere."""


def find_triggers(
    analysis: Analysis, unlisted: Mapping[int, Unlisted] = MappingProxyType({})
) -> list[Trigger]:
    """The words that tell of events, in order of text, one for each event.

    `unlisted` says of tokens what they tell of where the ontology says nothing.
    """
    read = reading(analysis)
    found = _event_words(read, unlisted)
    for index in [i for i in found if befalls_nobody(read, i) or is_cared_for(read, i, found)]:
        del found[index]
    for index in [i for i in found if is_load_taken(read, i, found)]:
        del found[index]
    merge_unlisted(read, found)
    # Nouns before the verbs that they hang on, and the last first: of "exploded, killing six and
    # wounding ten" the last tells of the one before it.
    for index in sorted(found, key=lambda i: (analysis.tokens[i].pos == "VERB", -i)):
        merge(read, index, found)
    for index in sorted(found):
        _weaken_unrealised(read, index, found)
        found[index] = with_means(read, index, found[index])
    _weaken_subordinate(read, found)
    point_back(read, found)
    for index in found:
        phase = phase_of(analysis, analysis.tokens[index])
        if phase is not None and phase.index not in found:
            phrase = (*found[index].phrase, *_spans(read, [phase.index]))
            found[index] = replace(found[index], phrase=tuple(sorted(phrase)))
    return [found[index] for index in sorted(found)]


def event_words(analysis: Analysis) -> list[Trigger]:
    """As `find_triggers`, but with every word that tells of an event, also where several do."""
    found = _event_words(reading(analysis), {})
    return [found[index] for index in sorted(found)]


def _event_words(read: Reading, unlisted: Mapping[int, Unlisted]) -> dict[int, Trigger]:
    found = _raw_triggers(read, unlisted)
    for token in read.analysis.tokens:
        _move_to_light_verb(read, token.index, found)
    take_causes(read, found)
    take_acts(read, found)
    without_bringers(read, found)
    return found


def trigger_at(analysis: Analysis, span: Span) -> Trigger:
    """The type of event that a given word tells of; it never fails.

    Tried in turn, with less probability each: the word itself; its object or subject; the word
    without regard to part of speech and conditions; the nearest trigger of its sentence by grammar;
    the nearest of the text; `FALLBACK_TYPE`.
    """
    start, end = span
    read = reading(analysis)
    tokens = analysis.tokens_in(start, end)
    best = _best_type(read, tokens)
    return replace(best, start=start, end=end, text=analysis.text[start:end])


def _best_type(read: Reading, tokens: tuple[Token, ...]) -> Trigger:
    analysis = read.analysis
    found = _event_words(read, {})
    for token in tokens:
        if token.index in found:
            return found[token.index]
        if (entry := entry_at(read, token)) is not None:
            return _trigger(read, token, entry, _MODIFIER_FACTOR)
    for token in tokens:
        for index in (*objects(analysis, token.index), *subjects(analysis, token.index)):
            argument = analysis.tokens[index]
            if argument.pos == "NOUN" and (entry := entry_at(read, argument)) is not None:
                return _trigger(read, argument, entry, 0.9)
    for token in tokens:
        if (entry := _entry_by_form(read, token)) is not None:
            return _trigger(read, token, entry, 0.5)
    return _nearest(read, tokens, found)


def _entry_by_form(read: Reading, token: Token) -> Entry | None:
    if token.lemma in lexicon().classes["saying"]:
        return None
    return max(
        (
            entry
            for tag in ("VERB", "NOUN")
            if (entry := entry_at(read, replace(token, pos=tag), conditions=False)) is not None
        ),
        key=lambda entry: entry.probability,
        default=None,
    )


def _nearest(read: Reading, tokens: tuple[Token, ...], found: Mapping[int, Trigger]) -> Trigger:
    near = [i for i in found for t in tokens if read.analysis.tokens[i].sentence == t.sentence]
    if near:
        first = tokens[0].index
        best = min(near, key=lambda i: (_steps(read.analysis, i, first), abs(i - first), i))
        return replace(found[best], probability=found[best].probability * 0.4)
    if found:
        first = tokens[0].index if tokens else 0
        best = min(found, key=lambda i: (abs(i - first), i))
        return replace(found[best], probability=found[best].probability * 0.2)
    return Trigger(0, 0, "", FALLBACK_TYPE, None, 0.05)


def _steps(analysis: Analysis, one: int, other: int) -> int:
    """Edges between two words of a sentence's tree."""
    up = {index: steps for steps, index in enumerate((one, *analysis.ancestors(one)))}
    for steps, index in enumerate((other, *analysis.ancestors(other))):
        if index in up:
            return steps + up[index]
    return len(analysis.tokens)


def _raw_triggers(read: Reading, unlisted: Mapping[int, Unlisted]) -> dict[int, Trigger]:
    """The words of the lexicon that tell of an event here, and the unlisted, by token."""
    found = {}
    saying = lexicon().classes["saying"]
    notes = {s.index for s in read.analysis.sentences if _is_editors_note(read, s)}
    games, review = sentences_of_games(read), is_review(read)
    for token in read.analysis.tokens:
        if token.sentence in notes:
            continue
        if token.pos not in _EVENT_WORDS or is_modifier(read, token):
            continue
        if token.pos == "VERB" and _is_adjective(read, token):
            continue
        if token.pos == "NOUN" and _is_participle(token) and names_people(read.analysis, token):
            continue
        if _is_habitual(read, token) or is_in_work(read.analysis, token.index):
            continue
        entry = listed_at(read, token)
        listed = entry is not None
        if token.index in unlisted and (entry is None or entry.probability == 0):
            told = unlisted[token.index]
            known = types_at(read, token) if token.lemma not in DYING else frozenset()
            if _is_overruled(read, token, told, known) if listed else told.is_taken(known):
                entry, listed = _as_entry(token, told), False
        if entry is not None and entry.probability > 0:
            attributes = token.lemma in saying and token.pos == "VERB"
            if attributes and not _tells_what_was_done(read, token, entry, listed=listed):
                continue
            attributive = token.dep == "amod" and token.sentence not in read.unmarked
            stands = entry.event_type in _GRANTED or entry.sub_type in _OF_STANDING
            stands = stands or token.lemma in _STANDING
            if attributive and token.tag == "VBN" and stands:
                continue
            if token.sentence in games and entry.event_type in FIGURATIVE:
                continue
            if review and is_of_plot(read, token.index):
                continue
            trigger = _trigger(read, token, entry, _MODIFIER_FACTOR if attributive else 1.0)
            found[token.index] = replace(trigger, listed=listed)
    for index in [i for i in found if tells_nothing_more(read, i, found)]:
        del found[index]
    return found


def _is_overruled(read: Reading, token: Token, told: Unlisted, known: frozenset[str]) -> bool:
    """Whether an unlisted reading stands against an entry by which the word tells of nothing; whom
    harm only befell is told beside what did it ("was hit in the thigh")."""
    befell = told.event_type in VIOLENT and not subjects(read.analysis, token.index)
    return told.overrules(known) and not befell


def _tells_what_was_done(read: Reading, token: Token, entry: Entry, *, listed: bool) -> bool:
    """Whether a verb of saying tells of more than that something is said: "claimed nine lives",
    "described the vote as a farce", but not "reported 22 deaths", where the deaths tell."""
    said = [read.analysis.tokens[i] for i in objects(read.analysis, token.index)]
    if listed:
        own = subjects(read.analysis, token.index) and any(entry_at(read, n) for n in said)
        return len(entry.words) > 1 or bool(entry.clauses and not own)
    is_act = token.lemma not in _ONLY_SAYS and not any(tells_toll(read, noun) for noun in said)
    return is_act and entry.probability >= SURE


def _as_entry(token: Token, told: Unlisted) -> Entry:
    """What an unlisted word tells of, as if it stood in the lexicon."""
    return Entry((token.lemma,), token.pos, told.event_type, None, told.probability, ())


def _is_editors_note(read: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is about the report itself: "This story has been corrected to say that
    four were hurt"."""
    tokens, children = read.analysis.tokens, read.analysis.children
    return any(
        token.dep == "ROOT"
        and token.tag == "VBN"
        and token.lemma in _EDITING
        and any(
            tokens[c].dep == "nsubjpass" and tokens[c].lemma in _REPORTS
            for c in children[token.index]
        )
        for token in read.analysis.tokens_of(sentence)
    )


def _is_adjective(read: Reading, token: Token) -> bool:
    """Whether a participle is half of a word like "Saudi-backed", a noun ("the accused", "that
    killing"), describes who is named behind it ("the outlawed Baloch Liberation Army"),
    or says what somebody carries ("fighters armed with machetes")."""
    hyphened = read.analysis.text[token.start - 1 : token.start] == "-"
    if token.dep in {"amod", "acl", "acomp"} and hyphened:
        return not _is_compound(read, token)
    if token.tag == "VB" and _is_hyphened(read, token):
        return True
    if token.dep == "acl" and token.lemma in _FITTED and _has_dep(read, token, "prep"):
        return not _has_dep(read, token, "agent")
    if _only_modifies(read, token):
        return True
    named = read.analysis.tokens[token.head].pos == "PROPN" and token.sentence not in read.unmarked
    if token.dep == "amod" and token.tag == "VBN" and named:
        return True
    children = read.analysis.children[token.index]
    deps = {read.analysis.tokens[c].dep: read.analysis.tokens[c].lemma for c in children}
    if token.tag == "VBG" and deps == {"mark": "that"}:
        return True
    return token.tag == "VBN" and names_people(read.analysis, token)


def _is_participle(token: Token) -> bool:
    """Whether a noun has the form of a verb's participle: "the injured"."""
    form = token.text.lower()
    return form.endswith("ed") and form in lexicon().forms


def _only_modifies(read: Reading, token: Token) -> bool:
    """Whether a participle says of the noun behind it how that one is: "burning tyres", "the stolen
    lorry", "a drug trafficking gang"; of "Sofia scrambled fighter jets" the reader makes scrambled
    jets, but behind a noun."""
    if token.sentence in read.unmarked:
        return False
    before = read.analysis.tokens[max(token.index - 1, 0)]
    if token.tag == "VBG" and token.dep in {"amod", "compound"} and _is_of_trade(before, token):
        return read.analysis.tokens[token.head].lemma not in lexicon().classes["event_head"]
    if token.dep != "amod" or token.tag not in {"VBN", "VBG"}:
        return False
    opens = before.index == token.index
    return not opens and before.pos in _BEFORE_MODIFIERS and before.lemma != "have"


def _is_of_trade(before: Token, token: Token) -> bool:
    """Whether a word before a gerund is what it is done with: the "drug" of "drug trafficking"."""
    return before.dep in {"compound", "npadvmod"} and before.head == token.index


def _is_compound(read: Reading, token: Token) -> bool:
    """Whether a verb and the word before its hyphen are one entry of the lexicon: of "police
    baton-charged farmers" the reader makes charged farmers."""
    entries = lexicon().entries
    return any(("VERB", compound) in entries for compound in compounds(read.analysis, token))


def _is_hyphened(read: Reading, token: Token) -> bool:
    """Whether a verb is part of a word like "shoot-on-sight" or "SHOOT-TO-KILL"."""
    text = read.analysis.text
    before = text[max(token.start - 4, 0) : token.start].lower()
    return text.startswith("-", token.end) or before == "-to-"


def _has_dep(read: Reading, token: Token, dep: str) -> bool:
    return any(read.analysis.tokens[c].dep == dep for c in read.analysis.children[token.index])


def _is_habitual(read: Reading, token: Token) -> bool:
    """Whether it is what often happens: "deadly crashes are common"."""
    tokens = read.analysis.tokens
    verb = tokens[token.head]
    if token.dep != "nsubj" or verb.lemma != "be":
        return False
    habitual = lexicon().classes["habitual"]
    return any(
        tokens[c].dep in {"acomp", "attr"} and tokens[c].lemma in habitual
        for c in read.analysis.children[verb.index]
    )


def _trigger(read: Reading, token: Token, entry: Entry, factor: float) -> Trigger:
    phrase = phrase_at(read, token, entry) if len(entry.words) > 1 else None
    if entry.words == (compound_noun(read.analysis, token),):
        phrase = (token.index - 2,)  # the "cease" of "cease-fire"
    return Trigger(
        token.start,
        token.end,
        token.text,
        entry.event_type,
        entry.sub_type,
        round(entry.probability * factor, 4),
        phrase=_spans(read, (i for i in phrase or () if read.analysis.tokens[i].dep != "prep")),
    )


def _spans(read: Reading, words: Iterable[int]) -> tuple[Span, ...]:
    return tuple((read.analysis.tokens[i].start, read.analysis.tokens[i].end) for i in words)


def _weaken_unrealised(read: Reading, index: int, found: dict[int, Trigger]) -> None:
    """Make an act that is only promised, threatened, refused or demanded less probable."""
    token = read.analysis.tokens[index]
    head = found.get(token.head)
    if token.dep in {"xcomp", "ccomp"} and head is not None and head.event_type in _UNREALISED:
        trigger = found[index]
        probability = round(trigger.probability * _UNREALISED_FACTOR, 4)
        found[index] = replace(trigger, probability=probability)


def _weaken_subordinate(read: Reading, found: dict[int, Trigger]) -> None:
    """Make what is told under another event ("demanded that those who murdered") less probable."""
    below = [i for i in found if any(head in found for head in read.analysis.ancestors(i))]
    for index in below:
        probability = round(found[index].probability * _SUBORDINATE_FACTOR, 4)
        found[index] = replace(found[index], probability=probability)


def _move_to_light_verb(read: Reading, index: int, found: dict[int, Trigger]) -> None:
    """Make a light verb the trigger of the event that its object or subject names."""
    tokens = read.analysis.tokens
    token = tokens[index]
    if not _is_light(token) or token.dep == "amod":
        return  # "renewed fighting"
    if read.analysis.text[token.start - 1 : token.start] == "-":
        return  # "the Saudi-led airstrike"
    own = found[index].phrase if index in found else ()
    nouns = [i for i in objects(read.analysis, index) if _is_noun(read, i, found)]
    if nouns and own:
        return  # "broke up a march", but "cholera carried off nine"
    nouns = nouns or [i for i in subjects(read.analysis, index) if _is_noun(read, i, found)]
    if not nouns:
        return
    best = max(nouns, key=lambda i: (found[i].probability, -i))
    named = found[best]
    same = sorted({i for i in nouns if found[i].event_type == named.event_type})
    phrase = {span for i in same for span in found[i].phrase} | {*own, *_spans(read, same)}
    for noun in same:
        del found[noun]
    found[index] = replace(
        named,
        start=token.start,
        end=token.end,
        text=token.text,
        phrase=tuple(sorted(phrase)),
        probability=round((1 + named.probability) / 2, 4),
    )


def _is_light(token: Token) -> bool:
    lemmas = {token.lemma, *lexicon().forms.get(token.text.lower(), ())}
    return token.pos == "VERB" and not lexicon().classes["light"].isdisjoint(lemmas)


def _is_noun(read: Reading, index: int, found: Mapping[int, Trigger]) -> bool:
    token = read.analysis.tokens[index]
    return index in found and (token.pos != "VERB" or is_gerund(read.analysis, token))
