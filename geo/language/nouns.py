"""English nouns, and of what sort is what they foremost mean: a person, a vehicle, a weapon, an
illness (WordNet 3.0, Miller 1995; see DATA.md)."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_NONE: frozenset[str] = frozenset()


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    text = (files("geo") / "data" / "nouns.csv").read_text(encoding="ascii")
    rows = csv.DictReader(text.splitlines())
    return {row["noun"]: frozenset(row["classes"].split()) for row in rows}


def noun_classes(lemma: str) -> frozenset[str]:
    """The classes of a noun by its lemma in small letters, in capitals; empty for one of none."""
    return _classes().get(lemma, _NONE)


def known_form(lemma: str, form: str) -> str:
    """The lemma of a noun, or its form where only that is known: the reader takes the last letter
    of "rabies" and "mumps" for a plural's."""
    return form if noun_classes(form) and not noun_classes(lemma) else lemma


_ROLES = frozenset("councilor keeper master operator principal triplet twin".split())
"""Persons by what they do or are, of nouns that foremost mean something else."""


@cache
def persons() -> frozenset[str]:
    """The lemmas of all nouns that mean a person."""
    return _ROLES.union(noun for noun, classes in _classes().items() if "ANYONE" in classes)
