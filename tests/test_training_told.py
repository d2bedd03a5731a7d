"""Marked news is read as it is marked."""

import pytest

from geo.encoder.triggers import NOTHING
from training.triggers.told import TOLD, read_told


def test_marks_are_taken_out_of_the_text(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(
        "Police [COERCE:rounded] up 30 youths.\nThey were [COERCE|SANCTION:deported].\n"
        "\n\nA [?:ransom] was paid.\n",
        encoding="utf-8",
    )
    first, second = read_told(tmp_path)
    assert [first.name, second.name] == ["a.txt:1", "a.txt:5"]
    assert first.text == "Police rounded up 30 youths.\n\nThey were deported."
    assert {first.text[s:e]: types for (s, e), types in first.marks.items()} == {
        "rounded": ("COERCE",),
        "deported": ("COERCE", "SANCTION"),
    }
    assert first.types((0, 6)) == (NOTHING,)
    assert second.types((2, 8)) == ()


def test_a_type_that_is_none_is_told_with_its_line(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("One.\n\nThey [RIOT:ran].\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.txt:3: RIOT is no type of event"):
        list(read_told(tmp_path))


def test_what_ships_can_be_read() -> None:
    told = list(read_told(TOLD))
    assert len(told) > 4000
    assert all("[" not in report.text.replace("[...]", "") for report in told)
