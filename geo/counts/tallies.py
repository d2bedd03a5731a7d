"""Which event each count of people belongs to."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from geo.counts.befallen import count_of
from geo.counts.count_words import NOUNS
from geo.counts.counts import CountMention, find_counts
from geo.counts.headcount import Headcount
from geo.counts.pronouns import count_of_them
from geo.language.grammar import clause_tie, head_token
from geo.language.text import Analysis
from geo.records import Span, Trigger

LEAST_COUNT_TIE = 0.1
"""A count that hangs on an event by less belongs to none that was found."""
_TOLLS = frozenset({"killed", "missing", "wounded"})
_HARMFUL = frozenset({"ACCIDENT", "ASSAULT", "DISASTER"})
_HARMLESS = frozenset({"COERCE", "MOBILIZE", "PROTEST", "REQUEST"})
"""Types of events that a toll only stands beside where something told with it did harm."""
_PARTS = frozenset({"among", "including"})
"""Words behind which those are told of who are counted already."""
_VIOLENT_AT_TIMES = frozenset({"COERCE", "PROTEST"})
_OF_ILLNESS = frozenset({"HEALTH"})
_OF_COURTS = frozenset({"ACCUSE", "SANCTION"})
"""Types of events that tell of others, which have cost what is told with them."""

_KINDS_BEFORE = {
    **dict.fromkeys(_TOLLS, (_HARMFUL, _VIOLENT_AT_TIMES, _OF_ILLNESS)),
    "infected": (_OF_ILLNESS,),
    "protesters": (frozenset({"PROTEST"}),),
}
"""To which types of events of the sentence before what is counted may belong, the likeliest
first."""


def counts_by_trigger(
    analysis: Analysis, triggers: Sequence[Trigger]
) -> dict[Span, list[CountMention]]:
    """Each count under the trigger of its sentence that its word is tied to best; a toll told in a
    sentence of its own ("Two officers were hurt.") under that of the sentence before."""
    heads: dict[int, list[tuple[int, Trigger]]] = defaultdict(list)
    for trigger in triggers:
        for span in ((trigger.start, trigger.end), *trigger.also):
            if (token := head_token(analysis, *span)) is not None:
                heads[token.sentence].append((token.index, trigger))
    counts: dict[Span, list[CountMention]] = defaultdict(list)
    found = find_counts(analysis)
    for count in found:
        tied = [
            (clause_tie(analysis, index, count.token), -index, trigger)
            for index, trigger in heads.get(analysis.tokens[count.token].sentence, ())
        ]
        if not tied:
            before = _told_before(analysis, count, heads)
            known = counts[before.start, before.end] if before is not None else []
            if before is not None and count.what not in {other.what for other in known}:
                known.append(count)
            continue
        tie, index, nearest = max(tied, key=lambda item: item[:2])
        if tie <= LEAST_COUNT_TIE:
            continue
        if nearest.event_type in _HARMLESS and -index != count.token:
            harm = _harm_beside(analysis, count, heads) or nearest
            known = counts[harm.start, harm.end]
            nearest = nearest if count.what in {other.what for other in known} else harm
        if nearest.event_type in _OF_COURTS:
            nearest = _harm_judged(analysis, count, heads) or nearest
        _add(analysis, counts[nearest.start, nearest.end], count)
    words = sorted((word for told in heads.values() for word in told), key=lambda word: word[0])
    headcount = Headcount(analysis, NOUNS.keys())
    for trigger, count in (
        *_by_type(analysis, headcount, words, {c.span for c in found}),
        *_of_them(analysis, headcount, words),
    ):
        known = counts[trigger.start, trigger.end]
        if count.what not in {other.what for other in known}:
            known.append(count)
    return counts


def _add(analysis: Analysis, known: list[CountMention], count: CountMention) -> None:
    """Add a count to those of its event; of more than before the sum: "two pupils died and a third
    died"."""
    same = [n for n, one in enumerate(known) if one.what == count.what]
    before = known[same[-1]] if same and count.is_more else None
    if before is None or not _is_of_others(analysis, before, count):
        known.append(count)
        return
    high = None if before.high is None or count.high is None else before.high + count.high
    known[same[-1]] = replace(
        before, low=before.low + count.low, high=high, span=(before.span[0], count.span[1])
    )


def _is_of_others(analysis: Analysis, before: CountMention, count: CountMention) -> bool:
    """Whether neither counts the other's people too: not "11 died, including two others who"."""
    between = analysis.text[before.span[1] : count.span[0]].lower()
    is_toll = analysis.tokens[before.token].lemma in {"number", "toll"}
    return (
        before.span[1] <= count.span[0]
        and before.is_total == count.is_total
        and not is_toll
        and not any(word in between.split() for word in _PARTS)
    )


def _of_them(
    analysis: Analysis, headcount: Headcount, words: Iterable[tuple[int, Trigger]]
) -> Iterator[tuple[Trigger, CountMention]]:
    """The counts of those whom a verb only calls "them"."""
    for index, trigger in words:
        count = count_of_them(analysis, headcount, analysis.tokens[index])
        if count is not None:
            yield trigger, count


def _harm_beside(
    analysis: Analysis, count: CountMention, heads: Mapping[int, Sequence[tuple[int, Trigger]]]
) -> Trigger | None:
    """The one event of a toll's sentence that does harm, or that of the sentence before: of "Three
    men sustained injuries and nine were led away" what is told before."""
    if count.what not in _TOLLS:
        return None
    told = heads.get(analysis.tokens[count.token].sentence, ())
    harmful = [trigger for _, trigger in told if trigger.event_type in _HARMFUL]
    if harmful:
        return harmful[0] if len(harmful) == 1 else None
    return _told_before(analysis, count, heads)


def _harm_judged(
    analysis: Analysis, count: CountMention, heads: Mapping[int, Sequence[tuple[int, Trigger]]]
) -> Trigger | None:
    """The one attack of a sentence that tells for what somebody is tried: of "charged with the
    murder of a clerk who was stabbed" the stabbing."""
    told = heads.get(analysis.tokens[count.token].sentence, ())
    harmful = [trigger for _, trigger in told if trigger.event_type in _HARMFUL]
    return harmful[0] if count.what in _TOLLS and len(harmful) == 1 else None


def _by_type(
    analysis: Analysis,
    headcount: Headcount,
    words: Iterable[tuple[int, Trigger]],
    counted: set[Span],
) -> Iterator[tuple[Trigger, CountMention]]:
    """The counts that only the types of the events tell, of people who are not counted already."""
    taken = sorted(counted)
    for index, trigger in words:
        count = count_of(analysis, headcount, trigger, analysis.tokens[index])
        if count is not None and not _overlaps(taken, count.span):
            insort(taken, count.span)
            yield trigger, count


def _overlaps(taken: Sequence[Span], span: Span) -> bool:
    """Whether a span shares a letter with one of some in order, of which none reaches far."""
    at = bisect_left(taken, (span[1], span[1]))
    return any(span[0] < end for _, end in taken[max(at - 2, 0) : at])


def _told_before(
    analysis: Analysis, count: CountMention, heads: Mapping[int, Sequence[tuple[int, Trigger]]]
) -> Trigger | None:
    """The event of the sentence before in the same paragraph that may have cost lives or limbs."""
    sentence = analysis.tokens[count.token].sentence
    kinds = _KINDS_BEFORE.get(count.what, ())
    if not kinds or count.is_total or sentence == 0:
        return None
    here, last = analysis.sentences[sentence], analysis.sentences[sentence - 1]
    if here.paragraph != last.paragraph:
        return None
    told = sorted(heads.get(sentence - 1, ()), key=lambda item: item[0])
    for types in kinds:
        found = [t for _, t in told if t.event_type in types and t.sub_type != "arrest"]
        if found:
            return found[-1]
    return None
