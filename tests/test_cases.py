"""Numbers of cases, bodies and totals since a day."""

import pytest

from geo.counts.counts import find_counts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Officials reported 12 cases of cholera, all fatal.",
         {"infected": 12, "killed": 12}),
        ("Officials reported cholera in Kagera, with eight cases and five deaths.",
         {"infected": 8, "killed": 5}),
        ("In some cases patients with cholera died, with five deaths in Kagera.", {"killed": 5}),
        ("A boat capsized off Kalemie; 9 bodies recovered, 6 missing.",
         {"killed": 9, "missing": 6}),
        ("A bomb killed two and an air strike in Qana wounded four.",
         {"killed": 2, "wounded": 4}),
    ],
)  # fmt: skip
def test_each_number_is_of_what_it_is_said_of(analyse, text: str, told: dict[str, int]) -> None:
    counts = find_counts(analyse(text))
    assert {count.what: count.low for count in counts} == told
    assert all(count.high == count.low for count in counts)


@pytest.mark.parametrize(
    "text", ["Cumulative since 14 May: 388 deaths in Sindh.", "Since 3 March rains have killed 30."]
)
def test_what_was_since_a_day_is_a_total(analyse, text: str) -> None:
    assert [count.is_total for count in find_counts(analyse(text))] == [True]


def test_a_total_of_floods_is_no_attack_and_no_event_of_its_own(events) -> None:
    text = (
        "Floods hit Sindh on Monday.\n\nCumulative since 14 May: 388 deaths, 902 injured in Sindh."
    )
    assert [event.event_type for event in events(text)] == ["DISASTER"]


def test_bodies_that_are_found_after_a_crash_are_no_event_beside_it(events) -> None:
    text = (
        'A bus fell into a gorge near Puno on Monday, killing 14 people.\n\n"We have recovered 14 '
    )
    assert [event.event_type for event in events(text + 'bodies," police said.')] == ["ACCIDENT"]
