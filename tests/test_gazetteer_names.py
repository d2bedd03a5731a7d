"""Folding: what must meet does, what must not does not, and folding twice changes nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.names import (
    fold,
    fold_many,
    is_code,
    is_transliteration,
    skeleton,
    skeletons,
    split_type,
    written_out,
)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_names_are_apart_by_single_spaces(text):
    assert fold(text) == " ".join(fold(text).split())


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_case_does_not_count_in_latin_script(text):
    # U+0149 and the like have capitals of two letters that fold to more than they do.
    if text.upper().lower() == text.lower():
        assert fold(text.upper()) == fold(text.lower())


@given(st.lists(st.text()))
def test_folding_many_is_folding_each(names):
    assert fold_many(names) == [fold(name) for name in names]


@given(st.lists(st.text().map(fold), min_size=1))
def test_skeletons_of_many_are_those_of_each(keys):
    assert skeletons("\n".join(keys)).split("\n") == [skeleton(key) for key in keys]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("W. Columbia", "West Columbia"),
        ("Madison Twp.", "Madison Township"),
        ("Loudon Co.", "Loudon County"),
        ("N. Kivu prov.", "North Kivu Province"),
        ("Columbia", None),
        ("U.S.", None),
        ("St. Louis", None),
    ],
)
def test_words_that_were_cut_short_are_written_out(short, full):
    assert written_out(short) == full


@given(st.text())
def test_a_skeleton_is_no_longer_than_its_name_but_for_forms_written_out(text):
    key = fold(text)
    assert len(skeleton(key).split()) <= len(key.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łódź", "LODZ"),
        ("São Paulo", "sao paulo"),
        ("N'Djamena", "N’Djaména"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("U.S.A.", "USA"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("إدلب", "ادلب"),
        ("İstanbul", "Istanbul"),
        ("Straße", "STRASSE"),
        ("Αθήνα", "ΑΘΗΝΑ"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_spellings_that_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("नई दिल्ली", "नई दल्ली"), ("東京", "京東"), ("Iran", "Iraq")]
)
def test_spellings_that_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jisr al-Shughur", "Jisr ash Shughūr"),
        ("Deir ez-Zor", "Deir al-Zor"),
        ("Al Hasakah", "Hasakah"),
        ("St. Louis", "Saint Louis"),
        ("Mt. Pleasant", "Mount Pleasant"),
        ("Ft. Worth", "Fort Worth"),
        ("the Hague", "Hague"),
    ],
)
def test_articles_and_short_forms_do_not_count_in_skeletons(one, other):
    assert skeleton(fold(one)) == skeleton(fold(other))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("idlib province", ("idlib", "province")),
        ("state of texas", ("texas", "state")),
        ("orange county", ("orange", "county")),
        ("jewish autonomous oblast", ("jewish", "autonomous oblast")),
        ("county", None),
        ("idlib", None),
    ],
)
def test_type_words(name, expected):
    assert split_type(name) == expected


def test_codes_and_transliterations():
    assert is_code("NYC")
    assert is_code("U.S.")
    assert not is_code("Rome")
    assert not is_code("LONDON")
    assert is_transliteration("lun dun")
    assert not is_transliteration("London")
