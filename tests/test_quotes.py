"""Phrases with one quotation mark of two."""

import pytest

from geo.language.quotes import whole_quotes


@pytest.mark.parametrize(
    ("text", "phrase", "words", "whole"),
    [
        ('on a "safe haven" there', 'a "safe haven', 'a "safe haven"', 'a "safe haven"'),
        ("on a “safe haven” there", "a “safe haven", "a “safe haven”", "a “safe haven”"),
        ('the "safe" haven', 'safe" haven', '"safe" haven', '"safe" haven'),
        ('a "safe haven," he said', 'a "safe haven', "a safe haven", 'a "safe haven'),
        ('hit "rebels and allies" there', '"rebels', "rebels", "rebels"),
        ('hit "their rebels" there', 'rebels"', "rebels", "rebels"),
        ("hit « rebels » there", "« rebels", "rebels", "rebels"),
        ('the "Red" Brigade', 'the "Red" Brigade', 'the "Red" Brigade', 'the "Red" Brigade'),
        ("the farmers' union", "the farmers' union", "the farmers' union", "the farmers' union"),
        ('hit " there', '"', "", ""),
    ],
)
def test_odd_marks_are_completed_or_left_out(
    text: str, phrase: str, words: str, whole: str
) -> None:
    start = text.index(phrase)
    found, span = whole_quotes(text, (start, start + len(phrase)))
    assert found == words
    assert text[slice(*span)] == whole
