"""Towns that label a title."""

import pytest

from geo.records import Toponym
from geo.toponyms.titles import with_label


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Iquitos: Firemen down tools over pay", "Iquitos"),
        ("Santa Cruz: Firemen down tools over pay", "Santa Cruz"),
        ("Firemen: No pay, no water", None),  # no town is called so
        ("Iquitos firemen down tools", None),  # the recogniser's to find
    ],
)
def test_the_town_before_a_titles_colon_is_a_place(world, title: str, found: str | None) -> None:
    names = with_label(title, (), world)
    assert [(n.text, n.usage) for n in names] == ([(found, "literal")] if found else [])


def test_a_label_that_was_found_is_the_place_itself_and_other_names_stay(world) -> None:
    title = "Iquitos: Lima sends troops"
    label = Toponym(0, 7, "Iquitos", "associative", "metonym", 0.9)
    other = Toponym(9, 13, "Lima", "associative", "metonym", 0.9)
    town, kept = with_label(title, (label, other), world)
    assert (town.usage, town.kind) == ("literal", "noun")
    assert kept == other
