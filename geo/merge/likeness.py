"""How strongly two tellings speak for one event, in bits, after Fellegi and Sunter (1969).

Each trait adds the logarithm, base 2, of about how much likelier it is to look so among tellings of
one event than among those of two events of one type that are near in time. The weights are set by
hand, by what a trait is and none by single words. What contradicts takes a pair out for good.
"""

import numpy as np
from numpy.typing import NDArray

from geo.merge.blocks import EXACT_PREC
from geo.merge.traits import NO_DAY, Ints, Reals, Traits
from geo.records import COUNTED

NEEDED_BITS = 7.5
"""Evidence against which two tellings of one type and about one time begin."""
SAME_PLACE = 6.0
SAME_DAY = 4.0

_CHUNK = 500_000
_EARTH_KM = 6371.0088
_SELDOM_APART = 3.0
"""Numbers of one event seldom differ by more than this factor."""
_STEEP, _STEEP_RISEN, _STEEP_FALLEN = 6.0, 2.0, 4.5
"""Bits against numbers that are twice as far apart: in reports of one day, where the later report
has the larger, and where it has the smaller."""
_TOLD_APART = 4.0
"""Bits against two events that one report tells of in two sentences, of other targets."""
_PART_REACH = 2.0
"""A part of a region or a sea is drawn roughly: its circle reaches so many radii."""

Evidence = tuple[Reals, NDArray[np.bool_]]
"""Of each pair the bits, and whether it is possible at all."""


def likeness(traits: Traits, pairs: tuple[Ints, Ints]) -> tuple[tuple[Ints, Ints], Reals]:
    """The pairs that do not contradict each other, and for each how it speaks for one event.

    Positive speaks for it, negative against it, 0 is silence: evidence that is not enough only
    because a place or a day is known roughly speaks against nothing.
    """
    left, right = pairs
    found_left, found_right, found_bits = [left[:0]], [right[:0]], [np.empty(0)]
    for begin in range(0, len(left), _CHUNK):
        chunk = slice(begin, begin + _CHUNK)
        kept_left, kept_right, bits = _weigh(traits, left[chunk], right[chunk])
        found_left.append(kept_left)
        found_right.append(kept_right)
        found_bits.append(bits)
    left, right = np.concatenate(found_left), np.concatenate(found_right)
    bits = np.concatenate(found_bits)
    return (left, right), _among_others(traits, left, right, bits)


def _among_others(traits: Traits, left: Ints, right: Ints, bits: Reals) -> Reals:
    """The evidence where a town has several events of the type on a day: more is needed there.

    The more tellings there are that are rather of another event, the less likely it is that two
    are of one.
    """
    same_town = _one_place_id(traits, left, right)
    same_town &= (traits.finest[left] <= EXACT_PREC) & (traits.finest[right] <= EXACT_PREC)
    apart = same_town & (bits < 0)
    others = np.bincount(left[apart], minlength=len(traits))
    others += np.bincount(right[apart], minlength=len(traits))
    most = np.maximum(others[left], others[right])
    return np.where((bits > 0) & (most > 0), bits - np.log2(1.0 + most) - 0.5, bits)


def _weigh(traits: Traits, left: Ints, right: Ints) -> tuple[Ints, Ints, Reals]:
    """What is cheap to tell first: most pairs of a block fall with it."""
    where_when = np.zeros(len(left))
    for trait in (time_bits, place_bits):
        bits, possible = trait(traits, left, right)
        where_when = (where_when + bits)[possible]
        left, right = left[possible], right[possible]
    others = np.zeros(len(left))
    for trait in (kind_bits, number_bits, actor_bits, name_bits, word_bits):
        bits, possible = trait(traits, left, right)
        others, where_when = (others + bits)[possible], where_when[possible]
        left, right = left[possible], right[possible]
    total = where_when + others - NEEDED_BITS
    if_exact = SAME_PLACE + SAME_DAY + others - NEEDED_BITS
    return left, right, np.where(total > 0, total, np.minimum(if_exact, 0.0))


def time_bits(traits: Traits, left: Ints, right: Ints) -> Evidence:
    """Days that both allow; an outbreak may be dated some days apart."""
    first = np.maximum(traits.first[left], traits.first[right])
    last = np.minimum(traits.last[left], traits.last[right])
    gap = np.maximum(first - last, 0)
    span = (
        np.maximum(traits.last[left], traits.last[right])
        - np.minimum(traits.first[left], traits.first[right])
        + 1
    )
    told_same = (traits.day[left] == traits.day[right]) & (
        traits.day[left] == traits.day_end[right]
    )
    told_same &= traits.day_end[left] == traits.day[left]
    rough = ~traits.dated[left] | ~traits.dated[right]
    bits = np.where(
        told_same,
        np.where(rough, SAME_DAY - 1.0, SAME_DAY),
        np.maximum(SAME_DAY - np.log2(span), 0.0) - gap,
    )
    return bits, gap <= traits.linger[left]


def place_bits(traits: Traits, left: Ints, right: Ints) -> Evidence:
    """The best of the places of both."""
    sizes = [traits.row_start[events + 1] - traits.row_start[events] for events in (left, right)]
    lengths = sizes[0] * sizes[1]
    pair = np.repeat(np.arange(len(left)), lengths)
    offset = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    one = traits.row_start[left][pair] + offset // sizes[1][pair]
    other = traits.row_start[right][pair] + offset % sizes[1][pair]
    bits = np.full(len(left), -np.inf)
    np.maximum.at(bits, pair, _of_rows(traits, one, other))
    possible = ~np.isinf(bits)
    return np.where(possible, bits, 0.0), possible


def kind_bits(traits: Traits, left: Ints, right: Ints) -> Evidence:
    """The finer type, and whether it happened at all."""
    one, other = traits.sub_type[left], traits.sub_type[right]
    bits = np.where(one == other, 1.0, -1.5) * ((one >= 0) & (other >= 0))
    same = traits.factuality[left] == traits.factuality[right]
    both_happened = traits.happened[left] & traits.happened[right]
    over = _is_over(traits, left, right) | _is_over(traits, right, left)
    return bits, same | (both_happened & ~over)


def _is_over(traits: Traits, done: Ints, planned: Ints) -> NDArray[np.bool_]:
    """What a report says is still to come was not done before it."""
    known = (traits.last[done] != NO_DAY) & (traits.published[planned] != NO_DAY)
    is_before: NDArray[np.bool_] = known & (traits.last[done] < traits.published[planned])
    return is_before & traits.planned[planned] & ~traits.planned[done]


def number_bits(traits: Traits, left: Ints, right: Ints) -> Evidence:
    """Equal numbers speak the more the larger they are; those far apart speak against, and those
    that conflict as the days do, and have not grown, leave nothing possible."""
    bits = np.zeros(len(left))
    one_report = traits.report[left] == traits.report[right]
    # Numbers rise from day to day, and differ less among the reports of one.
    days = traits.published[left] - traits.published[right]
    known = (traits.published[left] != NO_DAY) & (traits.published[right] != NO_DAY)
    other_days = traits.dated[left] & traits.dated[right]
    other_days &= traits.first[left] != traits.first[right]
    # Where neither a town nor one day is told nothing but the numbers tells two attacks apart.
    vague = (traits.finest[left] > EXACT_PREC) & (traits.finest[right] > EXACT_PREC)
    vague &= (traits.day[left] != traits.day[right]) & ~traits.grows[left]
    possible = np.ones(len(left), bool)
    for number in range(len(COUNTED)):
        low = np.stack([traits.low[left, number], traits.low[right, number]])
        high = np.stack([traits.high[left, number], traits.high[right, number]])
        both = ~np.isnan(low).any(axis=0)
        least, most = low.min(axis=0), low.max(axis=0)
        meet = most <= high.min(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            factor = most / np.maximum(np.minimum(high.min(axis=0), most), 1.0)
            support = np.minimum(np.log2(1.0 + most), 5.0) * 0.85
            fell = np.where(days > 0, low[0] < low[1], low[1] < low[0])
            later = (days != 0) & known
            steep = np.where(later, np.where(fell, _STEEP_FALLEN, _STEEP_RISEN), _STEEP)
            apart = np.maximum(np.log2(factor / _SELDOM_APART) + 1.0, 0.0) * steep
        # One report that gives two numbers tells of two things.
        apart = apart + np.where(one_report, 3.0, 0.0)
        told = np.where(least == most, support, np.where(meet, 0.5, -apart))
        bits += np.where(both, told, 0.0)
        # Both say when it was, and differ in that too; but news grows.
        possible &= ~(both & ~meet & (vague | (other_days & (fell | ~later))))
    return np.clip(bits, -12.0, 6.0), possible


def actor_bits(traits: Traits, left: Ints, right: Ints) -> Evidence:
    """Who did it and to whom.

    Victims and attackers go by many names, while those who meet, protest or sign are what tells one
    event from another. In a fight or an agreement either may be named first; elsewhere the same
    actor on the other side makes it another event.
    """
    shares, named = {}, {}
    for one, side in enumerate((traits.actor1, traits.actor2)):
        for two, other in enumerate((traits.actor1, traits.actor2)):
            lengths = np.minimum(side.lengths(left), other.lengths(right))
            named[one, two] = lengths > 0
            shares[one, two] = side.meet(left, other, right) / np.maximum(lengths, 1)
    straight = np.maximum(shares[0, 0], shares[1, 1])
    crossed = np.maximum(shares[0, 1], shares[1, 0])
    mutual = traits.mutual[left] | traits.mutual[right]
    # A report that names others in another sentence tells of another event, whoever did both.
    others = _in_two_sentences(traits, left, right) & named[1, 1] & (shares[1, 1] == 0)
    straight = np.where(others, 0.0, straight)
    best = np.where(mutual, np.maximum(straight, crossed), straight)
    against = np.where(traits.by_actor[left], 3.0, 1.0) * named[0, 0] + 1.5 * named[1, 1]
    against = np.where(~mutual & (crossed > 0), against + 2.0, against)
    against = np.where(others, against + _TOLD_APART, against)
    return np.where(best > 0, 2.5 * best, -against), np.ones(len(left), bool)


def _in_two_sentences(traits: Traits, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Two sentences of one report tell of them, whose reader did not take them for one event."""
    one, other = traits.sentence[left], traits.sentence[right]
    known = (one >= 0) & (other >= 0) & (traits.report[left] == traits.report[right])
    apart: NDArray[np.bool_] = known & (one != other)
    return apart


def name_bits(traits: Traits, left: Ints, right: Ints) -> Evidence:
    """Names in both sentences; where a place is not known they stand for it.

    Sentences that have names and share none speak against, but where both are at one place.
    """
    wide = (traits.finest[left] > EXACT_PREC) | (traits.finest[right] > EXACT_PREC)
    fresh = np.minimum(traits.names.shared(left, right), 2) * 1.5
    bits = fresh.astype(float)
    shared = traits.all_names.shared(left, right)
    bits = np.where(wide, np.maximum(bits, np.minimum(shared, 2) * 2.5), bits)
    both = np.minimum(traits.all_names.lengths(left), traits.all_names.lengths(right)) > 0
    other = both & (shared == 0) & ~_one_place_id(traits, left, right)
    bits = np.where(other, bits - 2.0, bits)
    # A report goes on naming where it is.
    bits = np.where(_in_two_sentences(traits, left, right), np.minimum(bits, 1.5), bits)
    return bits, np.ones(len(left), bool)


def word_bits(traits: Traits, left: Ints, right: Ints) -> Evidence:
    """Words that both sentences or titles have."""
    lengths = [traits.words.lengths(events) for events in (left, right)]
    alike = traits.words.shared(left, right) / np.maximum(np.sqrt(lengths[0] * lengths[1]), 1.0)
    # A sentence of few words has few to share.
    bits = 8.0 * alike - 1.5 * np.minimum(np.minimum(*lengths) / 6.0, 1.0)
    one_report = traits.report[left] == traits.report[right]
    return np.where(one_report, np.minimum(bits, 2.5), bits), np.ones(len(left), bool)


def _one_place_id(traits: Traits, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Whether both events have, as their first, the same place of the gazetteer."""
    one, other = (traits.place[traits.row_start[events]] for events in (left, right))
    same: NDArray[np.bool_] = (one == other) & (one >= 0)
    return same


def one_place(traits: Traits, one: int, other: int) -> bool:
    """Whether two rows may be of one place."""
    return bool(np.isfinite(_of_rows(traits, np.array([one]), np.array([other]))[0]))


def _of_rows(traits: Traits, one: Ints, other: Ints) -> Reals:
    """Evidence of the places of two rows, minus infinity where they are two places."""
    fine, coarse = np.sort(np.stack([traits.where_prec[one], traits.where_prec[other]]), axis=0)
    radius = np.stack([traits.radius_km[one], traits.radius_km[other]])
    distance = _distance_km(traits, one, other)
    near = distance <= radius.sum(axis=0)
    around = distance <= _PART_REACH * radius.sum(axis=0)
    within = distance <= radius.max(axis=0)
    same = (traits.place[one] == traits.place[other]) & (traits.place[one] >= 0)
    exact = coarse <= EXACT_PREC
    decided = [
        (fine == 0, 0.0),
        (exact & same, SAME_PLACE),
        (exact & within, 3.5),
        (exact & near & (coarse == EXACT_PREC), 3.0),
        (exact, -np.inf),
    ]
    for precision, key, bits in (
        (3, traits.admin2, 3.0),
        (4, traits.admin1, 2.5),
        (6, traits.country, 0.5),
    ):
        known = (coarse == precision) & (key[one] >= 0) & (key[other] >= 0)
        decided += [(known & (key[one] == key[other]), bits), (known, -np.inf)]
    decided += [(around & (radius.max(axis=0) <= 100.0), 2.0), (around, 1.0)]
    conditions, values = zip(*decided, strict=True)
    found: Reals = np.select(conditions, values, default=-np.inf)
    # The same region or division named by both is more than one that holds the other.
    return np.where((fine > 0) & same & ~exact, np.maximum(found, 5.0 - coarse / 1.5), found)


def _distance_km(traits: Traits, one: Ints, other: Ints) -> Reals:
    lat1, lat2 = np.radians(traits.latitude[one]), np.radians(traits.latitude[other])
    turn = np.radians(traits.longitude[one] - traits.longitude[other])
    chord = np.sin((lat1 - lat2) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin(turn / 2) ** 2
    found: Reals = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return found
