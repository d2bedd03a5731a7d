import pytest

from geo.language.numbers import parse_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("12", 12),
        ("1,200", 1200),
        ("2.5", 2.5),
        ("eight", 8),
        ("thirty-two", 32),
        ("a", None),
        ("two hundred", 200),
        ("two hundred and five", 205),
        ("300 thousand", 300_000),
        ("1.5 million", 1_500_000),
        ("hundred", 100),
        ("four hundred thousand and one", 400_001),
        ("many", None),
        ("", None),
        ("and", None),
        ("12,34", None),
        ("9" * 400, None),
    ],
)
def test_figures_and_words(words: str, value: float | None) -> None:
    assert parse_number(words) == value
