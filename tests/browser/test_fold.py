"""The page folds text as the command line does, so that both find the same."""

import sys
from collections import Counter
from unicodedata import category

import pytest

from gazetteer.names import fold

pytestmark = pytest.mark.browser

SENTENCES = (
    "The U.S. and the U.N. met at N'Djamena.",
    "Ǧisr aš-Šuġūr & Łódź — “Straße”, İstanbul; ΟΔΥΣΣΕΥΣ",
    "a.b.c. 3.5 x.y ½. Ⅻ.",
    "كردستان مدرسة ىی",
    "ทดสอบ कोलकाता 東京都",
)


def in_page(opened, texts):
    return opened.page.evaluate("(texts) => texts.map((text) => dateline.fold(text))", list(texts))


def test_sentences_fold_alike(visit):
    opened = visit()
    assert in_page(opened, SENTENCES) == [fold(text) for text in SENTENCES]


def test_characters_that_fold_to_one_here_do_so_there(visit):
    opened = visit()
    # Without those that only one of the two versions of Unicode may know.
    known = (c for c in map(chr, range(1, sys.maxunicode)) if category(c) not in ("Cn", "Co", "Cs"))
    texts = [f"a{character}b" for character in known]
    pairs = set(zip(map(fold, texts), in_page(opened, texts), strict=True))
    for side in (0, 1):
        seen = Counter(pair[side] for pair in pairs)
        assert [pair for pair in pairs if seen[pair[side]] > 1] == []
    # Cherokee has its capitals for its small letters in one, and the other way round in the other.
    assert all(ours == theirs or "\u13a0" <= theirs[1] <= "\u13f5" for theirs, ours in pairs)
