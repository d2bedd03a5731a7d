"""What nouns foremost mean."""

import csv
from importlib.resources import files

import pytest

from geo.language.nouns import known_form, noun_classes, persons


@pytest.mark.parametrize(
    ("noun", "named"),
    [
        ("ambulance", "VEHICLE"),
        ("dhow", "VEHICLE"),
        ("abattoir", "BUILDING"),
        ("platoon", "UNIT"),
        ("paratrooper", "WARRIOR"),
        ("arsonist", "CROOK"),
        ("hepatitis", "ILLNESS"),
        ("carbine", "WEAPON"),
        ("stonemason", "WORKER"),
        ("commissioner", "LEADER"),
        ("crocodile", "ANIMAL"),
        ("foreman", "ANYONE"),
    ],
)
def test_a_noun_has_the_class_of_what_it_foremost_means(noun: str, named: str) -> None:
    assert named in noun_classes(noun)


def test_a_missile_is_a_weapon_and_no_vehicle() -> None:
    assert "WEAPON" in noun_classes("missile")
    assert "VEHICLE" not in noun_classes("missile")


def test_a_word_that_is_no_such_noun_has_no_class() -> None:
    assert noun_classes("justice") == frozenset()
    assert noun_classes("xyzzy") == frozenset()


def test_persons_are_the_nouns_of_anyone() -> None:
    assert len(persons()) > 7000
    assert {"bystander", "goatherd"} <= persons()
    assert "house" not in persons()


def test_the_table_is_in_order_and_has_no_noun_twice() -> None:
    text = (files("geo") / "data" / "nouns.csv").read_text(encoding="ascii")
    nouns = [row["noun"] for row in csv.DictReader(text.splitlines())]
    assert len(set(nouns)) == len(nouns)
    assert all(noun == noun.lower() for noun in nouns)


@pytest.mark.parametrize(
    ("lemma", "form", "known"),
    [
        ("rabie", "rabies", "rabies"),
        ("soldier", "soldiers", "soldier"),
        ("zorble", "zorbles", "zorble"),
    ],
)
def test_a_noun_is_known_by_its_lemma_or_else_its_form(lemma: str, form: str, known: str) -> None:
    assert known_form(lemma, form) == known
