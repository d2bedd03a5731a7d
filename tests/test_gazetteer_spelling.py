"""Close spellings: what is misspelt or transliterated otherwise is met, and by how much."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.names import fold, skeleton
from gazetteer.slips import slips
from gazetteer.spelling import MOST, close_rows, sounds


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Bagdhad", "geonames:98182"),  # Baghdad
        ("Philidelphia", "geonames:4560349"),  # Philadelphia, and not Amman of that old name
        ("Cincinatti", "geonames:4508722"),
        ("Bagota", "geonames:3688689"),
        ("Khan Sheikun", "geonames:168325"),
        ("Jisr al-Shughour", "geonames:169023"),
        ("Tel Abyadh", "geonames:163750"),
        ("Kfar Nabl", "geonames:168661"),
        ("Mogadisho", "geonames:53654"),
        ("Тегеранн", "geonames:112931"),
    ],
)
def test_a_close_spelling_finds_the_place(world, name, place_id):
    assert world.lookup(name, close=True)[0].place.place_id == place_id


def test_how_and_how_closely_are_told(world):
    (first, *_) = world.lookup("Bagdhad", close=True)
    assert (first.name, first.how) == ("Baghdad", "spelling")
    assert first.closeness == pytest.approx(1 - 1 / 7, abs=0.001)


def test_places_of_the_very_name_come_before_close_spellings(world):
    found = world.lookup("Kiel", close=True)
    hows = [match.how for match in found]
    assert found[0].place.name == "Kiel"
    assert "spelling" in hows
    assert hows == sorted(hows, key=lambda how: how == "spelling")
    assert [m.place for m in world.lookup("Kiel")] == [
        m.place for m in found if m.how != "spelling"
    ]


def test_each_place_is_met_once(world):
    ids = [match.place.place_id for match in world.lookup("Nablus", close=True)]
    assert len(ids) == len(set(ids))
    assert len(close_rows(world.index, "San Jose")) <= MOST


@pytest.mark.parametrize("name", ["", "a", "ab", "...", "Xqzwvkj", "1234567"])
def test_what_is_like_no_name_meets_nothing(world, name):
    assert close_rows(world.index, name) == []


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_one_slip_away_from_a_name_its_place_is_met(world, data):
    index = world.index
    row = data.draw(st.integers(0, 20_000))
    name = fold(index.name(row))
    if len(name) < 6 or not (name.isascii() and name.replace(" ", "").isalpha()):
        return
    at = data.draw(st.integers(1, len(name) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    slip = data.draw(st.sampled_from([name[:at] + name[at + 1 :], name[:at] + letter + name[at:]]))
    if fold(slip) != slip or slip == name:
        return
    assert name in slips(index.key_filter, slip)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kfraya", "kafriya"),
        ("deir zour", "deir zor"),
        ("chernobyl", "tschernobyl"),
        ("edinburgh", "edinbourgh"),
        ("moskva", "moskwa"),
        ("quneitra", "kunaitra"),
        ("foua", "fua"),
    ],
)
def test_transliterations_of_a_name_sound_alike(one, other):
    assert sounds(one) == sounds(other)


@given(st.lists(st.text(alphabet=string.ascii_lowercase + " "), max_size=8))
def test_sounds_of_many_names_are_those_of_each(names):
    lines = [" ".join(name.split()) for name in names]
    together = sounds("\n".join(lines)).split("\n") if lines else []
    assert together == [sounds(line) for line in lines]


@given(st.text())
def test_skeletons_have_no_sound_of_their_own_script_only(text):
    assert "\n" not in sounds(skeleton(fold(text)))
