"""Lines above the first sentence that say when and by whom a report was published."""

import pytest

from geo.layout.head_lines import HeadLine, head_line


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("Published on 14 July 2025 by Levant Monitor", ("14 July 2025",)),
        ("PUBLISHED: 10:31, 5 May 2025 | UPDATED: 11:02, 6 May 2025", ("5 May 2025",)),
        ("UPDATED: 11:02, 6 May 2025 | PUBLISHED: 10:31, 5 May 2025", ("5 May 2025",)),
        ("Published: 03/04/2025", ("03/04/2025",)),
        ("The Kabul Courier, Monday, September 1, 2025", ("September 1, 2025",)),
        ("Radio Okapi, 6 May 2025", ("6 May 2025",)),
        ("May 11, 2025 | Great Lakes Daily", ("May 11, 2025",)),
        ("Last updated: 2 May 2025 at 14:03", ("2 May 2025",)),
        ("By Amina Osman, Nile Dispatch", ()),
        ("By Rana Saleh in Deir al-Balah", ()),
        ("By Rana Saleh in Deir al-Balah | Sunday 25 January 2026 09.15 GMT", ("25 January 2026",)),
    ],
)
def test_who_wrote_it_and_when_is_furniture(line: str, days: tuple[str, ...]) -> None:
    head = head_line(line)
    assert head is not None
    assert head.days == days
    assert head.is_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Lima, 6 May 2025",
        "The Hague, 6 May 2025",
        "GOMA, Congo, 6 May 2025 (Reuters)",
        "6 May 2025",
    ],
)
def test_where_it_was_written_is_none(line: str) -> None:
    assert head_line(line) == HeadLine(("6 May 2025",), False, False)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By Thursday, 9 May 2024",
        "By rebels who fled, 9 May 2024",
        "BY THE CENTRAL COMMAND",
        "OAS MEETING HELD ON 13 NOVEMBER 1989.",
        "DURING THE MILITARY COUP OF SEPTEMBER 11, 1973",
        "On 14 July 2025 Rebels Seized Goma",
        "Rebels seized Goma on 14 July 2025",
        "May 9, 2025 - Rebels Seize Goma",
        "Protesters march in Goma | 3 March 2025",
        "Published 2 hours ago",
        "Rebels Seize Goma",
    ],
)
def test_a_line_with_words_of_a_sentence_or_without_a_day_says_nothing(line: str) -> None:
    assert head_line(line) is None
