"""Whom violence befell, told in a sentence or half-sentence behind it: "Eleven were wounded." """

from geo.language.grammar import children, head_token, is_perfect, uppermost
from geo.language.nouns import noun_classes
from geo.language.text import Token
from geo.records import Event, Span
from geo.tellings.differences import another_day, is_day_of_telling, other_numbers, same_kind
from geo.tellings.told import BESIDE_IT, Told, heads, is_definite
from geo.triggers.lexicon import Reading, lexicon
from geo.triggers.outcomes import CALAMITIES, DYING, has_agent, is_harm, is_said_of_it, only_befalls
from geo.triggers.pointing import VIOLENT, tells_toll

_MISSILES = frozenset("bottle brick debris fragment glass rock shrapnel splinter stone".split())


def cause_before(read: Reading, event: Event, told: Told) -> int | None:
    """The number of the violence of the sentence or half-sentence before, where this only says whom
    it befell: "Eleven people were wounded." """
    token = head_token(read.analysis, event.trigger.start, event.trigger.end)
    if token is None or event.event_type not in VIOLENT or not _only_befell(read, token, event):
        return None
    before = [
        number
        for number in (*told.ending_in(token.sentence - 1), *told.ending_in(token.sentence))
        if _may_hurt(other := told.events[number], event)
        and _is_just_before(read, last := told.last_words[number], token)
        and not _says_where_or_when(event, _own_start(read, last, token))
        and event.factuality == other.factuality
        and same_kind(event, other)
        and (event.event_type == other.event_type or not is_said_of_it(read, token.index))
        and not other_numbers(event, other)
        and not another_day(event, other)
        and not _is_anothers(event, other)
        and not _is_in_passing(read, other)
    ]
    words = {told.last_words[number].index: number for number in before}
    latest = max(uppermost(read.analysis, words), default=None)
    return words[latest] if latest is not None else None


def _may_hurt(other: Event, event: Event) -> bool:
    """Whether people may come to harm in it; in a riot or by tear gas they are hurt."""
    if other.event_type in VIOLENT:
        return True
    rough = other.event_type == "PROTEST" or other.trigger.sub_type == "crowd control"
    return rough and {count.what for count in event.counts} == {"wounded"}


def _is_just_before(read: Reading, told: Token, token: Token) -> bool:
    """In the sentence before, or in this one before a semicolon or "and"."""
    if told.sentence != token.sentence:
        return told.sentence == token.sentence - 1
    parted = ";" in read.analysis.text[told.end : token.start]
    joined = token.dep == "conj" and not is_said_of_it(read, token.index)
    return (parted or joined) and told.end <= _own_start(read, told, token)


def _is_in_passing(read: Reading, event: Event) -> bool:
    """A clause of time tells it beside what the sentence is about: "have marched since a roof
    collapsed"."""
    token = head_token(read.analysis, event.trigger.start, event.trigger.end)
    if token is None or token.dep != "advcl":
        return False
    return any(mark.lemma in BESIDE_IT for mark in children(read.analysis, token.index, "mark"))


def _is_anothers(event: Event, other: Event) -> bool:
    """Each is told by somebody else: what one side lost is not what the other complains of."""
    one, two = event.claimed_by, other.claimed_by
    return one is not None and two is not None and one.text != two.text


def _only_befell(read: Reading, token: Token, event: Event) -> bool:
    """Nobody does the harm."""
    if any(count.is_total for count in event.counts):
        return False  # a war's dead are of no one event
    died = token.lemma in DYING and bool(event.counts)
    befell = is_harm(token, event.trigger) and (died or only_befalls(read, token.index))
    counts = bool(event.counts) and tells_toll(read, token)  # whoever finds the dead
    of_it = is_said_of_it(read, token.index) and (
        event.event_type in CALAMITIES
        # "It killed nine", but not "as it bombed the town": that is said within its own sentence.
        or (is_harm(token, event.trigger) and token.dep in {"ROOT", "ccomp"})
    )
    return (
        (befell or of_it or counts)
        and (counts or not has_agent(read, token.index))
        and not is_perfect(read.analysis, token.index)
        and (counts or all(_is_missile(noun) for noun in heads(read, event.source_actors)))
        and not any(_is_told_below(read, token, word) for word in event.trigger.also)
    )


def _is_missile(noun: Token) -> bool:
    """Whether it is a thing that hit them, and not who threw it: "were hurt by stones"."""
    weapons = lexicon().classes["weapon"] | _MISSILES
    return noun.lemma in weapons or "WEAPON" in noun_classes(noun.lemma)


def _says_where_or_when(event: Event, start: int) -> bool:
    """From there on its sentence says where or when it was, and not only when it was told."""
    told = [link.toponym.toponym.start for link in event.links if link.role == "where"]
    if event.location_step == "grammar":
        told += [where for where, _ in event.evidence.get("location", ())]
    if event.date is not None and event.date.span and not is_day_of_telling(event.date):
        told.append(event.date.span[0])
    return any(word >= start for word in told)


def _own_start(read: Reading, told: Token, token: Token) -> int:
    """Where the part of its sentence begins that a semicolon or "and" parts from what was told."""
    start = read.analysis.sentences[token.sentence].start
    half = read.analysis.text.rfind(";", start, token.start)
    joined = told.sentence == token.sentence and token.dep == "conj"
    own = read.analysis.subtree(token.index)[0] if joined else 0
    return max(start, half, read.analysis.tokens[own].start)


def _is_told_below(read: Reading, token: Token, word: Span) -> bool:
    """A clause or noun of the harm tells what did it: "were injured when their car overturned",
    "died in the gunfight that followed"."""
    head = head_token(read.analysis, *word)
    if head is None:
        return False
    if head.dep == "advcl":
        return head.head == token.index
    own = not is_definite(read, head) or any(children(read.analysis, head.index, "relcl"))
    return head.dep == "pobj" and own and read.analysis.tokens[head.head].head == token.index
