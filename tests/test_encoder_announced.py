"""What the words beside a name say of it."""

import pytest

from geo.encoder.announced import is_announced
from geo.encoder.model import shipped_model
from geo.encoder.sentences import sentences
from geo.encoder.words import read_words


@pytest.mark.parametrize(
    ("text", "name", "announced"),
    [
        ("The village of Tha Yet Oke was burnt.", "Tha Yet Oke", True),
        ("IN THE TOWNS OF ANTA AND ROSASPATA", "ANTA", True),
        ('the community of "Juan Parra del Riego"', "Juan Parra del Riego", True),
        ("SHOT IN THE MODELO NEIGHBORHOOD", "MODELO", True),
        ("in Arauca and Meta departments", "Meta", True),
        ("In government-held Marib, a shell landed.", "Marib", True),
        ("the rebel-controlled Goma", "Goma", True),
        ("She held Marib in her arms.", "Marib", False),
        ("the mayor of Hostigal said", "Hostigal", False),
        ("Hostigal was attacked", "Hostigal", False),
        ("the town near Hostigal", "Hostigal", False),
    ],
)
def test_type_words_of_settlements_announce_a_name(text: str, name: str, announced: bool) -> None:
    words = read_words(text, sentences(text), shipped_model().tokenizer)
    first, last = words.covering(text.index(name), text.index(name) + len(name))
    assert is_announced(words, first, last) is announced
