"""What is searched only around its cue is found as if it were searched in the whole text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dates import _matches
from geo.dates.cues import WORDS_AROUND
from geo.dates.rules import RULES, Rule

WITH_CUE = [rule for rule in RULES if rule.cue is not None]

_WORDS = """
    A B. a about ago an and anniversary at back before beginning between by Christmas Day days
    day-old decade each early earlier Easter end Eve evening every few first following for from
    hours in into it last late later March may May, mid Monday Monday, month months morning new
    New next night of on over overnight past percent same school second September since some
    spring start straight summer Sunday-Tuesday that the this three throughout to today until
    week weekend weeks when which winter year year's years yesterday 1 3rd 12 12/09 17th 17th,
    90 1990s 2003 2014-16 2019 2020, 2020% 2021-05-06 03/25/2021 – -
""".split()
_texts = st.lists(
    st.tuples(st.sampled_from(_WORDS), st.sampled_from([" ", " ", " ", "\n", "  ", "-", ". "])),
    max_size=120,
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@settings(max_examples=100)
@given(text=_texts, far=st.sampled_from(["", "word " * 30, " " * 500]))
def test_dates_are_found_as_in_a_search_of_the_whole_text(text: str, far: str) -> None:
    text = far.join((text, text[::2], text[::-1], text))
    whole = [(rule, m.regs) for rule in RULES for m in rule.pattern.finditer(text)]
    assert [(rule, match.regs) for rule, match in _matches(text)] == whole


@pytest.mark.parametrize(
    "date",
    [
        "Since the beginning of in the May , of 2019",
        "Between the 30 March and until the 2 June , of 2020",
        "since the\n\n\nend of in the 1990s",
        "during the end of in the winter of 2014",
        "by the early hours of the 7th of this month",
        "a couple of weeks ago on Monday night",
        "a couple of weeks old",
    ],
)
def test_long_dates_far_from_others_are_found_whole(date: str) -> None:
    text = "word " * 50 + date + " word" * 50
    whole = [(rule, m.regs) for rule in RULES for m in rule.pattern.finditer(text)]
    assert whole
    assert [(rule, match.regs) for rule, match in _matches(text)] == whole


@pytest.mark.parametrize("rule", WITH_CUE, ids=lambda rule: rule.pattern.pattern[:40])
def test_no_date_with_a_cue_is_longer_than_what_is_searched_around_it(rule: Rule) -> None:
    pattern = rule.pattern.pattern
    assert pattern.count(r"\s") <= WORDS_AROUND
    assert not re.search(r"\)[*+{]", pattern), "words may be repeated without an end"


def test_most_rules_have_a_cue() -> None:
    assert len(WITH_CUE) > 0.6 * len(RULES)
