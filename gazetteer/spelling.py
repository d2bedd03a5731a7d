"""Close spellings: names that sound like another or are one slip of the pen away from it.

Two ways lead from a misspelt name to names of the index, neither of which grows with it:

- every name that one letter left out, added, changed or swapped gives (Damerau 1964) is looked up,
  as far as a filter of the names' hashes lets it pass;
- names with the same *sound* (consonants without what transliterations disagree on) are a bucket
  of the index: "Kfraya", "Kefraya" and "Kafraïya" all sound "kfr".

What is found is ranked by optimal string alignment, as a share of the longer name's letters.
"""

import re
from collections.abc import Iterator

from gazetteer.index import Index
from gazetteer.layout import HOW_BITS, LENT
from gazetteer.lookup import FOLDED, HISTORIC, VARIANT
from gazetteer.names import fold, skeleton
from gazetteer.slips import slips

BUCKET = 200
"""Keys of one sound that are compared; a bucket begins with those of the most prominent places."""
POSTINGS = 200
"""Postings of one key that are looked at, the most prominent places first: some names have
thousands."""
MOST = 20
"""Places that a close spelling gives at most."""
SLIP_FLOOR, SOUND_FLOOR = 0.7, 0.55
"""Closeness below which a name is another, one that sounds alike being given more room."""
PROMINENCE_SHARE = 0.15
"""How much of a name's letters the prominence of its place may outweigh in the order."""
_SPELT = (FOLDED, VARIANT, HISTORIC)
"""How plain names are met; a posting that is lent by another key has one more flag."""

# In this order: longer spellings of a sound before those that are a part of them.
_SOUNDS = (
    ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("dzh", "j"), ("dj", "j"), ("zh", "j"),
    ("sh", "s"), ("ch", "s"), ("cz", "s"), ("tz", "s"), ("ts", "s"), ("ph", "f"), ("ck", "k"),
    ("q", "k"), ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("c", "k"), ("z", "s"),
    ("bourg", "burg"), ("borough", "burg"), ("wa", "va"), ("wo", "vo"),
)  # fmt: skip
_TWICE = re.compile(r"([a-z])(?=\1)")
_OPENING = re.compile(r"^[aeiouyh]+", re.MULTILINE)
_MUTE = str.maketrans("", "", "aeiouwyh ")


def sounds(folded: str) -> str:
    """The sounds of folded names without articles, a line each; "" for other scripts' names.

    Vowels, "h" and "w" count only where a name begins with them, spaces and doubling not at all.
    """
    text = folded
    for spelling, sound in _SOUNDS:
        text = text.replace(spelling, sound)
    text = _OPENING.sub("A", _TWICE.sub("", text))
    return text.translate(_MUTE)


def close_rows(index: Index, name: str) -> list[tuple[float, int, int, int]]:
    """Closeness, how, row and number of the name met, of places spelt much like this, best first.

    Closeness is below 1: places of the very name are left to `lookup.find`.
    """
    key = fold(name)
    if len(key) < 3:
        return []
    closeness = _keys_by_slip(index, key) | _keys_by_sound(index, key)
    ranked: list[tuple[float, float, int, int, int]] = []
    floor, rows = 0.0, set[int]()
    for number, close in sorted(closeness.items(), key=lambda item: -item[1]):
        if close < floor:
            break
        for position in _plain_postings(index, number):
            row, rank = index.posting_row[position], index.rank_of(position)
            known = index.prominence_of(min(rank, len(index) - 1))
            how, which = index.how_of(position), index.which_name.of(position)
            ranked.append((PROMINENCE_SHARE * known + close, close, -how, -row, -which))
            rows.add(row)
        # What is further away than prominence makes up for comes after these.
        if not floor and len(rows) >= MOST:
            floor = close - PROMINENCE_SHARE
    best: dict[int, tuple[float, int, int, int]] = {}
    for _, close, how, row, which in sorted(ranked, reverse=True):
        if -row not in best:
            best[-row] = (close, -how, -row, index.primary_of(-row) - which)
            if len(best) == MOST:
                break
    return list(best.values())


def _plain_postings(index: Index, number: int) -> Iterator[int]:
    """Postings of a key by plain names of its own: of each way of matching the foremost places."""
    left, before = dict.fromkeys(_SPELT, MOST), -1
    for position in index.postings(number)[:POSTINGS]:
        way = index.posting_flags[position] & (HOW_BITS | LENT)
        if left.get(way):
            yield position
            # Spellings of one key that a place has stand one after another.
            row = index.posting_row[position]
            left[way] -= row != before
            before = row


def _keys_by_slip(index: Index, key: str) -> dict[int, float]:
    """Keys one slip away, with their closeness."""
    if len(key) < 4:
        return {}
    number = index.key_number
    found = {
        n: 1 - 1 / max(len(key), len(other))
        for other in slips(index.key_filter, key)
        if (n := number(other)) is not None
    }
    own = number(key)
    if own is not None:
        found.pop(own, None)
    return {n: close for n, close in found.items() if close >= SLIP_FLOOR}


def _keys_by_sound(index: Index, key: str) -> dict[int, float]:
    """Keys that sound like the name, with their closeness."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    bones = skeleton(key)
    sound = sounds(bones) if bones.isascii() else ""
    if not sound:
        return {}
    positions = index.sounding(sound)
    keys = [index.sounding_key(p) for p in positions[:BUCKET]]
    spelt = [other.removeprefix("~") for other in keys]
    near = extract(
        bones, spelt, scorer=OSA.normalized_similarity, limit=None, score_cutoff=SOUND_FLOOR
    )
    return {
        number: min(close, 0.99)
        for text, close, at in near
        if text != key and (number := index.key_number(keys[at])) is not None
    }
