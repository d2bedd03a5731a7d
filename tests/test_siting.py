import numpy as np
import pytest

from geo.encoder.linker import Linker
from geo.placing.linking import link_names
from geo.placing.siting import FEATURES, LEAST, Weighing, features, shipped, sited
from geo.toponyms.toponyms import find_toponyms
from geo.trees import Trees


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker()


@pytest.fixture
def read(analyse, world, linker):
    """The grammar's and the network's reading of an event's word."""

    def _read(text: str, word: str):
        analysis = analyse(text)
        trigger = next(t for t in analysis.tokens if t.text == word)
        toponyms = find_toponyms(analysis, world)
        links = link_names(analysis, trigger.index, toponyms, [])
        (where,) = linker.read(text, [(trigger.start, trigger.end)])
        return analysis, trigger.index, toponyms, links, where

    return _read


@pytest.mark.parametrize(
    ("text", "word", "places"),
    [
        ("Six people were killed in Homs on Sunday.", "killed", {"Homs"}),
        ("Rebels shelled Idlib and captured Palmyra.", "captured", {"Palmyra"}),
        ("Six soldiers from Chad were killed in Mali.", "killed", {"Mali"}),
        ("Protests erupted in Lagos and Abuja.", "erupted", {"Lagos", "Abuja"}),
        ("Gunmen shot a man in the West Bank city of Nablus.", "shot", {"Nablus"}),
    ],
)
def test_where_it_happened(read, text: str, word: str, places: set[str]) -> None:
    analysis, trigger, toponyms, links, where = read(text, word)
    spans, linked = sited(analysis, trigger, toponyms, links, where)
    assert {text[start:end] for start, end in spans} == places
    assert {toponyms[k.position].text for k in linked if k.role == "where"} == places
    assert all(LEAST <= probability < 1 for probability in spans.values())


def test_a_linked_place_has_its_probability_as_strength(read) -> None:
    text = "Six people were killed in Homs on Sunday."
    analysis, trigger, toponyms, links, where = read(text, "killed")
    spans, (link,) = sited(analysis, trigger, toponyms, links, where)
    assert spans == {(26, 30): link.strength}


def test_a_movement_keeps_both_ends(read) -> None:
    analysis, trigger, toponyms, links, where = read(
        "Thousands of people fled from Goma to Rwanda.", "fled"
    )
    _, linked = sited(analysis, trigger, toponyms, links, where)
    assert [link.role for link in linked] == ["from", "to"]


def never() -> Weighing:
    """Trees that believe in no place."""
    leaf = {"feature": ["likeliest"], "threshold": [0.0], "left": [[0, 1]], "value": [-9.0, -9.0]}
    return Weighing(Trees([leaf], FEATURES))


def test_where_the_trees_say_nothing_the_grammar_does(read) -> None:
    analysis, trigger, toponyms, links, where = read("Leaders met in Geneva.", "met")
    spans, linked = sited(analysis, trigger, toponyms, links, where, never())
    assert spans == {}
    assert linked == links
    assert linked[0].role == "where"


def test_no_names_no_places(read) -> None:
    analysis, trigger, toponyms, links, where = read("Six people were killed.", "killed")
    assert sited(analysis, trigger, toponyms, links, where) == ({}, ())


def test_features_of_a_name_do_not_hang_on_another_record(read) -> None:
    text = "Six soldiers from Chad were killed in Mali."
    analysis, trigger, toponyms, links, where = read(text, "killed")
    matrix = features(analysis, trigger, toponyms, links, where)
    assert matrix.shape == (2, len(FEATURES))
    assert np.isfinite(matrix).all()
    alone = [shipped().probabilities(row[None])[0] for row in matrix]
    assert alone == shipped().probabilities(matrix).tolist()
