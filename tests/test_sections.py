"""What stands over the sections of a situation report."""

import pytest

from geo.headings.headings import read_headings
from geo.headings.sections import days_over_items, section_headings


@pytest.mark.parametrize(
    ("line", "below", "is_heading"),
    [
        ("2. Flooding", "- Bor: A dyke broke on Monday", True),
        ("Attacks and displacement", "Gunmen burned a village on Monday.", True),
        ("Violence against civilians", "* Gunmen burned a village", True),
        ("Access", "Gunmen shut a road.", True),
        ("Drone strike in Kutum", "Six people were killed.", False),
        ("Attack kills 12", "Gunmen burned a village on Monday.", False),
        ("Gunmen burned a village", "They fled.", False),
        ("- Flooding in the camp", "Gunmen burned a village.", False),
        ("A fire broke out.", "They fled.", False),
    ],
)
def test_a_line_of_nouns_over_sentences_or_items_is_a_heading(
    analyse, line: str, below: str, is_heading: bool
) -> None:
    text = f"Rebels took Goma on Monday.\n\n{line}\n\n{below}"
    found = [text[slice(*span)] for span in section_headings(analyse(text))]
    assert found == ([line.removeprefix("2. ")] if is_heading else [])


@pytest.mark.parametrize(
    ("second", "is_heading"),
    [("Situation Report No. 5 (as of 20 May 2025)", True), ("It struck at night.", False)],
)
def test_the_title_of_an_issue_is_a_heading_and_that_of_a_story_is_none(
    analyse, second: str, is_heading: bool
) -> None:
    text = f"Afghanistan: Earthquake and Returns\n{second}\n\nMen fled Herat."
    assert bool(section_headings(analyse(text))) == is_heading


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("What happened on Tuesday\n- Rebels took Goma.\n- Men fled.", ["Rebels", "Men"]),
        ("Incidents of 5 May:\n\n- Gao: men fled.\n- Men fell.\n\nIt rained.", ["Gao", "Men"]),
        ("Key events\n- Rebels took Goma.\n- Men fled.", []),
        ("Rebels took Goma on Tuesday.\n- Men fled.\n- Men fell.", []),
        ("From Monday to Tuesday\n- Men fled.\n- Men fell.", []),
    ],
)
def test_the_day_over_a_list_is_that_of_its_items(analyse, text: str, items: list[str]) -> None:
    analysis = analyse(text)
    dated = days_over_items(read_headings(analysis))
    first = {s.paragraph: s.start for s in reversed(analysis.sentences)}
    assert [analysis.text[first[p] :].split()[0].strip(":") for p in dated] == items
