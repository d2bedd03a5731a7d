"""Write geo/data/persons.txt: the English nouns that foremost mean a person.

From WordNet 3.0: nouns of one word whose commonest sense is in its file noun.person, without
the names of single people, words that may mean an animal, and words whose use it says to be
disparaging, a slur, obscene, slang or out of date.

    apt-get install wordnet-base && python tools/build_persons.py [/usr/share/wordnet]
"""

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).parent.parent / "geo" / "data" / "persons.txt"
ANIMAL, PERSON = "05", "18"
"""Numbers of noun.animal and noun.person among WordNet's lexicographer files (lexnames(5WN))."""
UNFIT = frozenset({"archaism", "disparagement", "ethnic_slur", "obscenity", "slang"})
"""Kinds of use, as the domain pointers ";u" name them (wninput(5WN)), that are left out."""


def persons(wordnet: Path) -> Iterator[str]:
    """The nouns, in the order of index.noun, which is that of the alphabet."""
    synsets = list(_lines(wordnet / "data.noun"))
    animals = {synset for synset, number, *_ in synsets if number == ANIMAL}
    unfit = {synset for synset, _, _, _, word, *_ in synsets if word in UNFIT}
    about_people = {
        synset
        for synset, number, *rest in synsets
        if number == PERSON
        and "@i" not in rest  # the hypernym of an instance: somebody's name
        and unfit.isdisjoint(used for mark, used in pairwise(rest) if mark == ";u")
    }
    for lemma, _, _, pointers, *rest in _lines(wordnet / "index.noun"):
        commonest, *others = rest[int(pointers) + 2 :]
        if commonest not in about_people or not animals.isdisjoint(others):
            continue
        if lemma.isascii() and lemma.replace("-", "").isalpha():
            yield lemma


def _lines(path: Path) -> Iterator[list[str]]:
    """The fields of each line; lines of the licence open with blanks."""
    for line in path.read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            yield line.split()


def main() -> None:
    wordnet = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/wordnet")
    TARGET.write_text("".join(f"{noun}\n" for noun in persons(wordnet)), encoding="ascii")


if __name__ == "__main__":
    main()
