import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.language.quantities import MOST_PEOPLE, find_quantities


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12", 12, 12),
        ("1,200", 1200, 1200),
        ("twenty-three", 23, 23),
        ("two hundred and five", 205, 205),
        ("1.5 million", 1_500_000, 1_500_000),
        ("at least 12", 12, None),
        ("more than 300", 300, None),
        ("up to 20", 0, 20),
        ("fewer than 5", 0, 4),
        ("between 12 and 15", 12, 15),
        ("12 to 15", 12, 15),
        ("12-15", 12, 15),
        ("two to three thousand", 2000, 3000),
        ("dozens", 24, 99),
        ("two dozen", 24, 24),
        ("half a dozen", 6, 6),
        ("several hundred", 300, 999),
        ("hundreds of thousands", 200_000, 999_999),
        ("a thousand", 1000, 1000),
    ],
)
def test_numbers_are_read(text: str, low: int, high: int | None) -> None:
    (quantity,) = find_quantities(f"It was {text} people.")
    assert (quantity.low, quantity.high) == (low, high)
    assert f"It was {text} people."[quantity.start : quantity.end] == text


@pytest.mark.parametrize("text", ["a 30-year-old", "12%", "3.5.1", "the A4 road", "one-day"])
def test_ages_shares_and_names_are_no_numbers_of_people(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize("text", ["08.05 Two", "19.20 Two", "at 4 two"])
def test_an_hour_before_a_number_adds_nothing_to_it(text: str) -> None:
    assert find_quantities(f"{text} women were hurt")[-1].low == 2


def test_more_people_than_there_are_are_no_number_of_people() -> None:
    (most,) = find_quantities(f"{MOST_PEOPLE:,} people")
    assert most.high == MOST_PEOPLE
    for number in (f"{MOST_PEOPLE + 1:,}", "9 billion", "9" * 400, "12 to 9,000,000,000"):
        assert find_quantities(f"{number} people") == []


@pytest.mark.parametrize(
    "words", ["rose", "has risen", "climbed sharply", "was raised", "was revised down", "went up"]
)
def test_of_a_number_that_changed_the_one_that_it_is_now_stands(words: str) -> None:
    (now,) = find_quantities(f"The toll {words} from 22 to 28 dead.")
    assert (now.low, now.high) == (28, 28)
    (span,) = find_quantities("It killed from 22 to 28 people.")
    assert (span.low, span.high) == (22, 28)


def test_and_joins_two_numbers_unless_between_goes_before() -> None:
    assert [q.low for q in find_quantities("three and four others")] == [3, 4]


@given(st.text(alphabet="0123456789 ,.-–andtoormehzsx", max_size=60))
def test_any_text_gives_true_offsets_and_low_below_high(text: str) -> None:
    position = 0
    for quantity in find_quantities(text):
        assert position <= quantity.start < quantity.end <= len(text)
        assert quantity.high is None or 0 <= quantity.low <= quantity.high
        position = quantity.end
