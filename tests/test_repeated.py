import pytest

from geo.records import Kind, Toponym, Usage
from geo.toponyms.repeated import with_repeated


def _found(text: str, name: str, usage: Usage = "literal", kind: Kind = "noun") -> list[int]:
    start = text.index(name)
    first = Toponym(start, start + len(name), name, usage, kind, 0.6)
    return [t.start for t in with_repeated(text, [first]) if t.text == name and t is not first]


@pytest.mark.parametrize(
    ("text", "name", "again"),
    [
        ("Floods hit Cox's Bazar. Camps in Cox's Bazar fell.", "Cox's Bazar", 1),
        ("Rebels took Port Sudan. Port Sudan's airport is shut.", "Port Sudan", 1),
        ("Rebels took Port Sudan. In Port Sudan it rained.", "Port Sudan", 1),
        ("They left El Obeid, then El Obeid, and El Obeid.", "El Obeid", 2),
        ("Rebels took Port Sudan, says the Port Sudan Times.", "Port Sudan", 0),
        ("Rebels took Port Sudan and Old Port Sudan.", "Port Sudan", 0),
        ("Rain fell in San Juan-side and San Juan-les-Bains.", "San Juan", 0),
        ("They left Jordan. Jordan said so.", "Jordan", 0),
    ],
)
def test_a_name_of_several_words_is_known_again(text: str, name: str, again: int) -> None:
    assert len(_found(text, name)) == again


def test_what_stands_for_a_government_says_nothing_of_the_next() -> None:
    text = "Burkina Faso denied it. Burkina Faso is dry."
    assert _found(text, "Burkina Faso", "associative", "metonym") == []
