"""The bounds of names, by Dateline's convention."""

import pytest

from gazetteer import Gazetteer
from geo.encoder.boundaries import trimmed, widened, with_directions
from geo.encoder.model import shipped_model
from geo.encoder.sentences import sentences
from geo.encoder.words import Words, read_words


def words_of(text: str) -> Words:
    tokenizer = shipped_model().tokenizer
    return read_words(text, sentences(text), tokenizer)


@pytest.mark.parametrize(
    ("found", "name"),
    [
        ("Idlib province", "Idlib"),
        ("the Gulf", "Gulf"),
        ("Walker County", "Walker County"),
        ("Homs'", "Homs"),
        ("- Shughur", "Shughur"),
        ("U.S.", "U.S."),
        ("Calif.", "Calif."),
        ("Jisr al-Shughur", "Jisr al-Shughur"),
        ("Batroun.", "Batroun"),
        ("Lafayette Ave.", "Lafayette Ave."),
        ("U.S. states", "U.S."),
        ("West Virginia Division of", "West Virginia Division"),
        ("Mt.", None),
        ("the province", None),
        ("-", None),
    ],
)
def test_a_name_has_neither_article_nor_type_word(
    world: Gazetteer, found: str, name: str | None
) -> None:
    words = words_of(found)
    bounds = trimmed(words, 0, len(words) - 1, world)
    assert (words.surface(*bounds) if bounds else None) == name


@pytest.mark.parametrize(
    ("text", "found", "name"),
    [
        ("In the Republic of Turkey today", "Turkey", "Republic of Turkey"),
        ("the Syrian Arab Republic said", "Syrian", "Syrian Arab Republic"),
        ("the Syrian Arab Army said", "Syrian", "Syrian"),
        ("Talks in New York City", "New York", "New York"),
        ("A fire in South Charleston", "Charleston", "South Charleston"),
        ("A fire in South Idlib", "Idlib", "Idlib"),
        ("It ended. Republic of Turkey", "ended", "ended"),
        ("Protesters in Cox's Bazar", "Bazar", "Cox's Bazar"),
        ("Protesters in Cox\u2019s Bazar", "Cox", "Cox\u2019s Bazar"),
        ("A march in St. John's on Sunday", "St. John", "St. John's"),
        ("A march in Homs's centre", "Homs", "Homs"),
        ("A fire in Slavyansk-on-Kuban today", "Slavyansk", "Slavyansk-on-Kuban"),
        ("A fire in Slavyansk-on-Kuban today", "Kuban", "Slavyansk-on-Kuban"),
        ("The Iran-Iraq border", "Iran", "Iran"),
    ],
)
def test_the_longer_name_that_the_gazetteer_knows_is_one_name(
    world: Gazetteer, text: str, found: str, name: str
) -> None:
    words = words_of(text)
    start = text.index(found)
    first = words.starts.tolist().index(start)
    last = words.ends.tolist().index(start + len(found))
    assert words.surface(*widened(words, first, last, world)) == name


@pytest.mark.parametrize(
    ("text", "found", "names"),
    [
        ("diamonds in South Venezuela", [(2, 2), (3, 3)], ["South Venezuela"]),
        ("shot in South Los Angeles", [(2, 2), (3, 4)], ["South Los Angeles"]),
        ("the South, Venezuela and Chad", [(1, 1), (3, 3)], ["South", "Venezuela"]),
        ("Abuja Nigeria", [(0, 0), (1, 1)], ["Abuja", "Nigeria"]),
        ("in the North", [(2, 2)], ["North"]),
    ],
)
def test_a_direction_marked_apart_is_part_of_the_name_behind_it(
    text: str, found: list[tuple[int, int]], names: list[str]
) -> None:
    words = words_of(text)
    joined = with_directions(text, [(words.starts[a], words.ends[b]) for a, b in found])
    assert [words.surface(found[one][0], found[other][1]) for one, other in joined] == names
