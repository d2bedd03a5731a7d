import pytest

from geo.language.verbs import inflections


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("attack", {"attacks", "attacked", "attacking"}),
        ("seize", {"seizes", "seized", "seizing"}),
        ("ban", {"bans", "banned", "banning"}),
        ("clash", {"clashes", "clashed", "clashing"}),
        ("bury", {"buries", "buried", "burying"}),
    ],
)
def test_regular_verbs_are_inflected(verb: str, forms: set[str]) -> None:
    assert forms <= set(inflections(verb))
