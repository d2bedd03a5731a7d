"""Write geo/data/nouns.csv: English nouns, and of what sort is what they foremost mean.

From WordNet 3.0: nouns of one word whose commonest sense lies below the senses that `ROOTS` gives
for a class. Persons are those of its file noun.person, without the names of single people and words
that may mean an animal. Words whose use it says to be disparaging, a slur, obscene, slang or out of
date are left out.

    apt-get install wordnet-base && python tools/build_nouns.py [/usr/share/wordnet]
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).parent.parent / "geo" / "data" / "nouns.csv"
ANIMAL, PERSON = "05", "18"
"""Numbers of noun.animal and noun.person among WordNet's lexicographer files (lexnames(5WN))."""
UNFIT = frozenset({"archaism", "disparagement", "ethnic_slur", "obscenity", "slang"})
"""Kinds of use, as the domain pointers ";u" name them (wninput(5WN)), that are left out."""
ROOTS: Mapping[str, Sequence[tuple[str, int]]] = {
    "ANIMAL": [("animal", 1)],
    "BUILDING": [
        ("building", 1),
        ("building_complex", 1),
        ("place_of_business", 1),
        ("housing", 1),
        ("bridge", 1),
        ("place_of_worship", 1),
    ],
    "CROOK": [("criminal", 1)],
    "ILLNESS": [("disease", 1), ("infection", 1), ("epidemic_disease", 1)],
    "LEADER": [("leader", 1), ("functionary", 1), ("diplomat", 1), ("negotiator", 1)],
    "UNIT": [("military_unit", 1), ("armed_service", 1)],
    "VEHICLE": [("vehicle", 1)],
    "WARRIOR": [
        ("serviceman", 1),
        ("insurgent", 1),
        ("gunman", 2),
        ("terrorist", 1),
        ("police_officer", 1),
        ("irregular", 1),
    ],
    "WEAPON": [("weapon", 1), ("ammunition", 1), ("explosive_device", 1)],
    "WORKER": [("worker", 1), ("professional", 1)],
}
"""Of each class the word and number of the senses under which its nouns lie."""


def nouns(wordnet: Path) -> Iterator[tuple[str, str]]:
    """Nouns with their classes parted by blanks, in the order of index.noun: the alphabet's."""
    synsets = {synset: fields for synset, *fields in _lines(wordnet / "data.noun")}
    senses = dict(_senses(wordnet))
    classes: dict[str, set[str]] = defaultdict(set)
    below: dict[str, list[str]] = defaultdict(list)
    for synset, fields in synsets.items():
        for mark, above in pairwise(fields):
            if mark == "@":
                below[above].append(synset)
    for name, roots in ROOTS.items():
        open_ = [senses[word][number - 1] for word, number in roots]
        while open_:
            synset = open_.pop()
            if name not in classes[synset]:
                classes[synset].add(name)
                open_.extend(below[synset])
    for lemma, meanings in senses.items():
        commonest, *others = meanings
        fields = synsets[commonest]
        found = set(classes[commonest])
        if "WEAPON" in found:
            found.discard("VEHICLE")  # missiles and torpedoes
        if _is_person(fields) and not any(synsets[o][0] == ANIMAL for o in others):
            found.add("ANYONE")
        plain = lemma.isascii() and lemma.replace("-", "").isalpha()
        if found and plain and not _is_unfit(fields, synsets):
            yield lemma, " ".join(sorted(found))


def _is_person(fields: Sequence[str]) -> bool:
    return fields[0] == PERSON and "@i" not in fields  # "@i" is of an instance: somebody's name


def _is_unfit(fields: Sequence[str], synsets: Mapping[str, Sequence[str]]) -> bool:
    return any(mark == ";u" and synsets[used][3] in UNFIT for mark, used in pairwise(fields))


def _senses(wordnet: Path) -> Iterator[tuple[str, list[str]]]:
    """Each noun with its senses, the commonest first."""
    for lemma, _, _, pointers, *rest in _lines(wordnet / "index.noun"):
        yield lemma, rest[int(pointers) + 2 :]


def _lines(path: Path) -> Iterator[list[str]]:
    """The fields of each line; lines of the licence open with blanks."""
    for line in path.read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            yield line.split()


def main() -> None:
    wordnet = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet")
    with TARGET.open("w", encoding="ascii", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("noun", "classes"))
        rows.writerows(nouns(wordnet))


if __name__ == "__main__":
    main()
