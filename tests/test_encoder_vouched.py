"""Names that something beside the encoder vouches for."""

import pytest

from gazetteer import open_gazetteer
from geo.encoder.known import Known
from geo.encoder.model import shipped_model
from geo.encoder.recognizer import EncoderRecognizer
from geo.encoder.sentences import sentences
from geo.encoder.vouched import is_vouched_for
from geo.encoder.words import read_words


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(open_gazetteer())


@pytest.fixture(scope="module")
def recognizer() -> EncoderRecognizer:
    return EncoderRecognizer()


@pytest.mark.parametrize(
    ("text", "name", "vouched"),
    [
        ("Kharkiv was hit by drones.", "Kharkiv", True),
        ("Aid reached Chibok, where gunmen fled.", "Chibok", True),
        ("They burned the village of Zzyxa.", "Zzyxa", True),
        ("Homs was bombed overnight.", "Homs", True),
        ("They left besieged Chibok.", "Chibok", True),
        ("Hailin was hit by a strong earthquake.", "Hailin", True),
        ("Hailin was hit by a car.", "Hailin", False),
        ("The blast was felt as far as Cozumel.", "Cozumel", True),
        ("The blast was felt as far as Zzyxa.", "Zzyxa", False),
        ("Zzyxa was hit by a strong earthquake.", "Zzyxa", False),
        ("Johnson was promoted.", "Johnson", False),
        ("Zzyxa, where he worked, was sold.", "Zzyxa", False),
        ("Johnson was arrested.", "Johnson", False),
        ("Jordan was arrested.", "Jordan", False),
        ("Victoria was shot.", "Victoria", False),
        ("KHARKIV WAS HIT BY DRONES.", "KHARKIV", False),
        ("The NICE ruled on it.", "NICE", False),
    ],
)
def test_a_well_known_town_vouches_for_a_name_that_hardly_any_other_has(
    known, text: str, name: str, vouched: bool
) -> None:
    words = read_words(text, sentences(text), shipped_model().tokenizer)
    first, last = words.covering(text.index(name), text.index(name) + len(name))
    assert is_vouched_for(words, first, last, known) is vouched


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kharkiv was hit by drones.", {"Kharkiv"}),
        ("Kinshasa accused Kigali of arming the rebels.", {"Kinshasa", "Kigali"}),
        ("El Fasher, which fell in October, remains cut off.", {"El Fasher"}),
        ("Johnson accused Victoria of arming the rebels.", set()),
        ("Barzani was hit by drones.", set()),
    ],
)
def test_such_names_are_found_where_little_is_said_of_them(
    recognizer, text: str, names: set[str]
) -> None:
    (found,) = recognizer.recognize([text])
    assert {name.text for name in found} == names
