"""Which country an option means."""

import pytest

from gazetteer import Gazetteer
from geo.errors import FilterError
from maps.cli.countries import country_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SY", "SY"),
        ("syr", "SY"),
        (" Syria ", "SY"),
        ("sudan", "SD"),
        ("Chad", "TD"),
        ("Georgia", "GE"),
        ("Guinea", "GN"),
        ("Ivory Coast", "CI"),
        ("Burma", "MM"),
        ("UK", "GB"),
        ("DRC", "CD"),
    ],
)
def test_a_country_is_given_by_its_code_or_its_name(world: Gazetteer, text: str, code: str) -> None:
    assert country_code(world, text) == code


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Congo", r"Democratic Republic of the Congo \(CD\); Republic of the Congo \(CG\)"),
        ("Korea", r"South Korea \(KR\); North Korea \(KP\); give the code of one"),
        ("Sirya", r"no such country \(did you mean Syria \(SY\)"),
        ("Damascus", r"no such country; give a name or an ISO 3166 code"),
        ("XX", "no such country"),
        ("SY-ID", "no such country"),
        ("", "no such country"),
    ],
)
def test_what_is_no_country_or_several_is_told_with_the_choices(
    world: Gazetteer, text: str, message: str
) -> None:
    with pytest.raises(FilterError, match=message):
        country_code(world, text)
