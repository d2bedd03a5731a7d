"""Names of countries and divisions that a filter asks for, and what is said to misspelt ones."""

import pytest

from gazetteer import Gazetteer
from gazetteer.errors import UnknownRegionError
from geo.filters.divisions import refuse_unknown


@pytest.mark.parametrize(
    "name", ["Syria", "Syria/Idlib", "Syria/", "Kosovo", "Ukraine/Kharkiv", "", "/"]
)
def test_what_the_gazetteer_has_is_known(world: Gazetteer, name: str) -> None:
    refuse_unknown([name], [], world)


def test_what_the_table_has_is_known_whatever_the_gazetteer_has(world: Gazetteer) -> None:
    refuse_unknown(["Sirya", "Syria/Idleb", "Sirya/"], ["Sirya", "Syria/Idleb"], world)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Sirya", "Syria"),
        ("USA", "United States"),
        ("Idlib", "Syria/Idlib"),
        ("Syria/Idleb", "Syria/Idlib"),
        ("Sirya/Idlib", "Syria/Idlib"),
        ("Syria/Halab", "Syria/Aleppo"),
        ("Nigeria/Borno", "Nigeria/Borno State"),
    ],
)
def test_a_misspelt_name_is_told_with_what_is_close(
    world: Gazetteer, name: str, meant: str
) -> None:
    with pytest.raises(UnknownRegionError, match="did you mean") as error:
        refuse_unknown(["Kenya", name], ["Kenya"], world)
    message = str(error.value)
    assert repr(name) in message
    assert "\n" not in message
    assert message.partition("did you mean ")[2].rstrip("?").split(" or ")[0] == meant


def test_names_of_the_table_are_close_too(world: Gazetteer) -> None:
    with pytest.raises(UnknownRegionError, match=r"did you mean Zzyland/Northern Vale\?"):
        refuse_unknown(["Zzyland/Northen Vale"], ["Zzyland/Northern Vale"], world)


def test_what_is_like_nothing_is_told_how_to_write(world: Gazetteer) -> None:
    with pytest.raises(UnknownRegionError, match="'Xyzzy'; write 'Syria' or 'Syria/Idlib'"):
        refuse_unknown(["Xyzzy"], [], world)
