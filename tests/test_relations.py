import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.place import Place, distance_km
from geo.language.words import DIRECTIONS
from geo.relations import (
    KM_PER_MILE,
    ROAD_KM,
    at,
    halfway,
    locate,
    on_road,
    part_of,
    precision,
    within,
)

HOMS = Place("test:homs", "Homs", 34.73, 36.72, "P", "PPLA", "SY", "11", None, 775_000, 8.0, "test")
SYRIA = Place("test:syria", "Syria", 35.0, 38.5, "A", "PCLI", "SY", None, None, None, 243.0, "test")
OUTLINE = shapely.box(36.0, 32.0, 42.0, 37.0)


class Outlines:
    """Of a gazetteer only the polygons matter here."""

    def geometry(self, place: Place) -> shapely.Polygon | None:
        return OUTLINE if place == SYRIA else None


def located(text: str, name: str = "Homs", place: Place = HOMS):
    start = text.index(name)
    location = locate(text, start, start + len(name), place, Outlines())
    assert location is not None
    return location


def test_a_bare_name_is_the_place_itself() -> None:
    location = located("Troops entered Homs on Sunday.")
    assert (location.relation, location.where_prec) == (None, 1)
    assert (location.latitude, location.longitude) == (34.73, 36.72)


@pytest.mark.parametrize(
    "text",
    [
        "They were delivered to a village near Homs city.",
        "A village close to the city of Homs was hit.",
        "Fighting went on outside Homs.",
        "They were shot in an ambush north of Homs.",
        "on the outskirts of Homs",
        "in the countryside around Homs",
    ],
)
def test_near_a_town_is_not_the_town(text: str) -> None:
    location = located(text)
    assert location.where_prec == 2
    assert location.relation is not None
    assert location.radius_km > HOMS.radius_km


@pytest.mark.parametrize(
    ("text", "kilometres", "north", "east"),
    [
        ("about 30 km north of Homs", 30, 1, 0),
        ("some 30 kilometers (19 miles) northeast of Homs", 30, 1, 1),
        ("twenty miles south-west of the city of Homs", 20 * KM_PER_MILE, -1, -1),
        ("1,200 km to the east of Homs", 1200, 0, 1),
    ],
)
def test_distance_and_direction_move_the_point(
    text: str, kilometres: float, north: int, east: int
) -> None:
    location = located(text)
    away = distance_km(34.73, 36.72, location.latitude, location.longitude)
    assert away == pytest.approx(kilometres, rel=0.01)
    assert (location.latitude - 34.73) * north >= 0
    assert (location.longitude - 36.72) * east >= 0
    assert location.radius_km < away


def test_a_distance_without_direction_is_a_ring_around_the_place() -> None:
    location = located("15 km from Homs")
    assert (location.latitude, location.longitude) == (34.73, 36.72)
    assert location.radius_km >= 15
    assert location.where_prec == 2


def test_a_part_of_a_country_is_its_polygon_in_that_direction() -> None:
    location = located("in northwestern Syria", "Syria", SYRIA)
    assert location.where_prec == 5
    assert location.geometry is not None
    assert location.geometry.bounds == (36.0, 34.5, 39.0, 37.0)
    assert location.geometry.contains(shapely.Point(location.longitude, location.latitude))


def test_a_part_of_a_town_is_still_the_town() -> None:
    location = located("in eastern Homs")
    assert (location.where_prec, location.relation) == (1, "eastern")


def test_the_north_of_a_place_is_a_part_of_it() -> None:
    assert located("in the north of Syria", "Syria", SYRIA).geometry is not None
    assert located("in the north of Homs").where_prec == 1


def test_off_the_coast_is_at_sea() -> None:
    assert located("off the coast of Syria", "Syria", SYRIA).where_prec == 7


@pytest.mark.parametrize(
    "text", ["in hills overlooking Homs", "above Homs", "villages surrounding Homs", "next to Homs"]
)
def test_what_lies_by_a_town_is_near_it(text: str) -> None:
    assert located(text).where_prec == 2


@pytest.mark.parametrize(
    "text",
    [
        "on the road to Homs",
        "along the highway leading towards Homs",
        "on the road between Hama and Homs",
        "on the highway from Deir ez-Zor to Homs",
        "on the Homs-Hama highway",
        "the Homs road",
    ],
)
def test_on_the_way_to_a_town_is_rarely_in_it(text: str) -> None:
    location = located(text)
    assert (location.where_prec, location.radius_km) == (2, ROAD_KM + HOMS.radius_km)
    assert on_road(location)


@pytest.mark.parametrize("text", ["marched down the road and into Homs", "a road in Homs"])
def test_a_road_in_a_town_is_there(text: str) -> None:
    assert located(text).where_prec == 1
    assert not on_road(located(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Families fled towards Homs", "towards"),
        ("Rebels were advancing on foot toward the city of Homs", "toward"),
        ("smugglers heading for Homs", "heading for"),
        ("a convoy travelling to Homs", "travelling to"),
        ("soldiers on their way to Homs", "on their way to"),
    ],
)
def test_on_the_way_to_a_town_is_far_around_it(text: str, words: str) -> None:
    location = located(text)
    assert (location.relation, location.where_prec) == (words, 5)
    assert location.radius_km == ROAD_KM + HOMS.radius_km


@pytest.mark.parametrize(
    "text", ["marched and moved to Homs", "an attitude towards Homs", "fled from Homs"]
)
def test_other_words_with_towards_and_to_are_no_way(text: str) -> None:
    assert located(text).where_prec == 1


def test_off_a_town_is_near_it_and_off_a_country_at_sea() -> None:
    assert located("A boat sank off Homs").where_prec == 2
    assert located("A boat sank off Syria", "Syria", SYRIA).where_prec == 7


@pytest.mark.parametrize("text", ["Rebels cut off Homs", "Police sealed off the city of Homs"])
def test_what_is_cut_off_is_the_town_itself(text: str) -> None:
    assert located(text).where_prec == 1


def test_halfway_lies_on_the_sphere() -> None:
    one, other = at(HOMS), at(SYRIA)
    assert one is not None
    assert other is not None
    latitude, longitude = halfway(one, other)
    assert (latitude, longitude) == pytest.approx((34.87, 37.61), abs=0.02)


def test_near_a_country_is_no_better_known_than_the_country() -> None:
    assert located("near Syria", "Syria", SYRIA).where_prec == 6


def test_a_relation_does_not_reach_over_a_sentence() -> None:
    assert located("The base is near. Homs was quiet.").relation is None


def test_a_place_without_coordinates_has_no_location() -> None:
    unknown = Place("test:x", "X", None, None, "A", "ADM2", "SY", "1", "2", None, 0.0, "test")
    assert at(unknown) is None
    assert locate("in X", 3, 4, unknown, Outlines()) is None


@pytest.mark.parametrize(
    ("feature_class", "code", "expected"),
    [
        ("P", "PPL", 1),
        ("S", "AIRP", 1),
        ("A", "ADM2", 3),
        ("A", "ADM1", 4),
        ("L", "RGN", 5),
        ("A", "PCLI", 6),
        ("H", "SEA", 7),
    ],
)
def test_precision_after_ucdp(feature_class: str, code: str, expected: int) -> None:
    place = Place("t:1", "X", 0.0, 0.0, feature_class, code, "SY", None, None, None, 1.0, "test")
    assert precision(place) == expected


def test_what_is_farther_than_the_far_side_of_the_earth_is_no_distance() -> None:
    assert located("20,016 km north of Homs") == located("Homs")
    assert located("20,015 km north of Homs") != located("Homs")


@given(st.sampled_from(sorted(DIRECTIONS)))
def test_a_part_lies_within_the_whole_and_is_smaller(towards: str) -> None:
    part = part_of(OUTLINE, towards)
    assert OUTLINE.covers(part)
    assert 0 < part.area < OUTLINE.area


@given(st.floats(1, 2000), st.sampled_from(["north", "south", "east", "west"]))
def test_any_distance_gives_valid_coordinates(kilometres: float, towards: str) -> None:
    location = located(f"{kilometres:.0f} km {towards} of Homs")
    assert -90 <= location.latitude <= 90
    assert -180 <= location.longitude <= 180


def test_a_district_without_a_point_is_around_the_town_that_it_is_called_after(world) -> None:
    (district,) = [
        match.place
        for match in world.lookup("Banibangou")
        if match.place.feature_code == "ADM2" and match.place.latitude is None
    ]
    around = within(district, world)
    assert around is not None
    assert (around.place, around.where_prec) == (district, 3)
    assert distance_km(around.latitude, around.longitude, 15.04, 2.70) < 10
