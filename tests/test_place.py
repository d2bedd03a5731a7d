import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import CoordinateError, DatelineError
from gazetteer.place import Place, check_coordinates, distance_km

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


def place(latitude: float, longitude: float, place_id: str = "geonames:1") -> Place:
    return Place(place_id, "X", latitude, longitude, "P", "PPL", "SY", None, None, None, 1.0, "t")


def test_swapped_coordinates_are_hinted_at() -> None:
    with pytest.raises(CoordinateError, match="swapped"):
        place(151.2, -33.9)


@pytest.mark.parametrize("values", [(91, 200), (float("nan"), 0), (0, float("inf"))])
def test_impossible_coordinates_are_errors(values: tuple[float, float]) -> None:
    with pytest.raises(DatelineError):
        check_coordinates(*values)


@given(LATITUDES, LONGITUDES)
def test_all_coordinates_in_range_are_taken(latitude: float, longitude: float) -> None:
    assert place(latitude, longitude).latitude == latitude


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distance_is_symmetric_and_at_most_half_way_round(
    a: float, b: float, c: float, d: float
) -> None:
    there, back = distance_km(a, b, c, d), distance_km(c, d, a, b)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 20_016
    assert distance_km(a, b, a, b) == 0


def test_known_distance() -> None:
    assert distance_km(51.5, -0.12, 48.85, 2.35) == pytest.approx(343, abs=2)


def test_a_geonames_id_is_a_number_and_others_have_none() -> None:
    assert place(0, 0, "geonames:169389").geonameid == 169389
    assert place(0, 0, "dateline:sahel").geonameid is None
