"""Tellings gathered into events, so that within an event nobody contradicts anybody.

Average linkage over the pairs that were weighed: the two groups whose pairs speak for each other
most are joined first, and only where every pair between them was found possible. Ties go by the
order of events, so that the same tellings give the same groups.
"""

import heapq

import numpy as np

from geo.merge.traits import Ints, Reals


def gather(count: int, pairs: tuple[Ints, Ints], bits: Reals) -> Ints:
    """For each of `count` events the number of its group: the least event in it.

    `pairs` are the possible ones, left < right, and `bits` their evidence; positive speaks for one.
    """
    left, right = pairs
    groups = _components(count, left[bits > 0], right[bits > 0])
    inside = groups[left] == groups[right]
    left, right, bits = left[inside], right[inside], bits[inside]
    members = np.bincount(groups, minlength=count)
    favourable = np.bincount(groups[left], weights=bits > 0, minlength=count)
    # Where all speak for all there is nothing to weigh.
    agreed = favourable == members * (members - 1) // 2
    disputed = ~agreed[groups[left]]
    left, right, bits = left[disputed], right[disputed], bits[disputed]
    order = np.lexsort((right, left, groups[left]))
    left, right, bits = left[order], right[order], bits[order]
    bounds = np.flatnonzero(np.diff(groups[left], prepend=-1, append=-1))
    result = groups.copy()
    result[~agreed[groups]] = np.flatnonzero(~agreed[groups])
    for begin, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        _settle(
            left[begin:end].tolist(), right[begin:end].tolist(), bits[begin:end].tolist(), result
        )
    return result


def _components(count: int, left: Ints, right: Ints) -> Ints:
    """For each event the least event that pairs lead to from it."""
    least = np.arange(count)
    while True:
        one, other = least[left], least[right]
        if np.array_equal(one, other):
            return least
        low = np.minimum(one, other)
        np.minimum.at(least, one, low)
        np.minimum.at(least, other, low)
        # Each points to one that it is tied to; follow the pointers to their ends.
        while not np.array_equal(least, shorter := least[least]):
            least = shorter


def _settle(left: list[int], right: list[int], bits: list[float], result: Ints) -> None:
    """Join the events of one component; their groups go into `result`."""
    members: dict[int, list[int]] = {}
    links: dict[int, dict[int, tuple[float, int]]] = {}
    heap = []
    for one, other, weight in zip(left, right, bits, strict=True):
        for event in (one, other):
            members.setdefault(event, [event])
            links.setdefault(event, {})
        links[one][other] = links[other][one] = (weight, 1)
        if weight > 0:
            heap.append((-weight, one, other))
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        found = links.get(one, {}).get(other)
        if found is None or -found[0] / found[1] != negative:
            continue  # one of them has grown since
        size = len(members[one])
        joined = size + len(members[other])
        members[one] += members.pop(other)
        gone = links.pop(other)
        del gone[one], links[one][other]
        for third in sorted(set(links[one]) | set(gone)):
            mine, theirs = links[one].pop(third, None), gone.get(third)
            links[third].pop(one, None)
            links[third].pop(other, None)
            if mine is None or theirs is None:
                continue
            total, known = mine[0] + theirs[0], mine[1] + theirs[1]
            if known != joined * len(members[third]):
                continue
            links[one][third] = links[third][one] = (total, known)
            if total > 0:
                low, high = min(one, third), max(one, third)
                heapq.heappush(heap, (-total / known, low, high))
    for joined_events in members.values():
        result[joined_events] = min(joined_events)
