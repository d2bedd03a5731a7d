"""Documents are renamed for training; what is annotated of them moves along."""

import random
from typing import Any

import numpy as np
import pytest

from gazetteer import Gazetteer
from geo.encoder.hints import Hints
from geo.encoder.model import shipped_model
from training.encoder.corpora import UNKNOWN, Document, Name, document
from training.encoder.renaming import Renamer, renamed


class Swapped:
    """A renamer with a fixed answer for each name."""

    def __init__(self, **names: str) -> None:
        self._names = names

    def another(self, name: str, rng: random.Random) -> str:
        return self._names.get(name, name)


@pytest.fixture(scope="module")
def hints(world) -> Hints:
    return Hints(world)


class BestKnown:
    """The world, of which only the first places, the best known, give their names."""

    def __init__(self, world: Gazetteer) -> None:
        self._world = world
        self.index = range(10_000)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._world, name)


@pytest.fixture(scope="module")
def renamer(world) -> Renamer:
    return Renamer(BestKnown(world))


TEXT = "Officials in Aleppo said on Monday that HOMS was quiet. Aleppo and Foo mourned."


def read(hints: Hints) -> Document:
    names = [Name(TEXT.index(n), TEXT.index(n) + len(n), 0) for n in ("Aleppo", "HOMS")]
    second = TEXT.rindex("Aleppo")
    made = document(
        "c", "d", "e", TEXT, [*names, Name(second, second + 6, 3)], shipped_model().tokenizer, hints
    )
    first, last = made.words.covering(TEXT.index("Foo"), TEXT.index("Foo") + 3)
    made.tags[first : last + 1] = UNKNOWN
    return made


def test_names_move_with_their_kinds_and_what_nobody_is_sure_of(hints) -> None:
    other = Swapped(Aleppo="Upper Marlboro", HOMS="Ubon")
    made = renamed(read(hints), other, random.Random(1), shipped_model().tokenizer, hints)
    text = made.words.text
    assert text == TEXT.replace("Aleppo", "Upper Marlboro").replace("HOMS", "UBON")
    assert [(text[n.start : n.end], n.kind) for n in made.names] == [
        ("Upper Marlboro", 0),
        ("UBON", 0),
        ("Upper Marlboro", 3),
    ]
    unsure = np.flatnonzero(made.tags == UNKNOWN).tolist()
    assert [made.words.surface(n, n) for n in unsure] == ["Foo"]
    tagged = [made.words.surface(n, n) for n in np.flatnonzero(made.tags > 0).tolist()]
    assert tagged == ["Upper", "Marlboro", "UBON", "Upper", "Marlboro"]


def test_a_document_whose_names_stay_stays(hints) -> None:
    before = read(hints)
    after = renamed(before, Swapped(), random.Random(1), shipped_model().tokenizer, hints)
    assert after.words.text == TEXT
    assert after.tags.tolist() == before.tags.tolist()
    assert after.kinds.tolist() == before.kinds.tolist()


def test_a_town_becomes_another_name_and_the_same_seed_the_same(renamer: Renamer) -> None:
    drawn = [renamer.another("Aleppo", random.Random(seed)) for seed in range(20)]
    assert len(set(drawn)) > 10
    assert "Aleppo" not in drawn[:3]
    assert drawn == [renamer.another("Aleppo", random.Random(seed)) for seed in range(20)]


def test_a_country_becomes_its_capital_or_stays(renamer: Renamer) -> None:
    drawn = {renamer.another("Kenya", random.Random(seed)) for seed in range(20)}
    assert drawn == {"Kenya", "Nairobi"}


@pytest.mark.parametrize("name", ["Syrian", "Nile", "Zzyxqqwv", "UN"])
def test_what_is_no_town_division_or_country_stays(renamer: Renamer, name: str) -> None:
    assert {renamer.another(name, random.Random(seed)) for seed in range(5)} == {name}
