"""Tables whose places the gazetteer does not have: other gazetteers, tables made by hand."""

from typing import Any

import pandas as pd
import pytest

from gazetteer import Gazetteer
from geo.errors import FilterError
from geo.filters.filters import filter_events
from geo.filters.table_places import locate
from geo.table.frame import conform

SOMEWHERE = "other:1"
"""The id of a place that the bundled world does not have."""


def event(event_id: str, latitude: Any, longitude: Any, where_prec: Any, **names: Any) -> Any:
    return {
        "event_id": event_id,
        "place_id": names.pop("place_id", SOMEWHERE),
        "latitude": latitude,
        "longitude": longitude,
        "where_prec": where_prec,
        "radius_km": names.pop("radius_km", 2.0),
        **names,
    }


@pytest.fixture(scope="module")
def frame() -> Any:
    return conform(
        pd.DataFrame(
            [
                # In Idlib province by its names, by its point alone, and by a point and a country.
                event("names", 35.90, 36.60, 1, iso3="SYR", admin1="Idlib"),
                event("point", 35.90, 36.60, 1),
                event("country", 35.90, 36.60, 2, country="Syria"),
                event("no precision", 35.90, 36.60, None),
                event("no id", 35.90, 36.60, 1, place_id=None),
                event("district", 35.65, 36.68, 3, iso3="SYR", admin1="Idlib",
                      admin2="Maarrat al-Nu'man District"),
                # Just over the border as it is drawn, but the table knows better.
                event("border", 36.25, 36.85, 1, iso3="TUR"),
                event("province", 35.82, 36.68, 4, admin1="Idlib", iso3="SYR", radius_km=45),
                # Somewhere in Syria, whose point lies in Homs.
                event("whole", 35.0, 38.5, 6, iso3="SYR", radius_km=240),
                event("whole by point", 35.0, 38.5, 6, radius_km=240),
                # A region that reaches over borders is in none of the countries around its point.
                event("region", 35.0, 38.5, 5, radius_km=600),
                event("at sea", 35.0, 30.0, 7, radius_km=50),
                # Known, and so by its own chain, whatever the names say.
                event("known", 35.93062, 36.63393, 1, place_id="geonames:169389", iso3="FRA"),
                event("names only", None, None, None, iso3="SYR", admin1="Idlib"),
                event("nothing", None, None, None, place_id=None),
            ]
        )
    )  # fmt: skip


IN_IDLIB = [
    "names", "point", "country", "no precision", "no id", "district", "province", "known",
    "names only",
]  # fmt: skip


@pytest.mark.parametrize(
    ("region", "kept"),
    [
        ("Idlib", IN_IDLIB),
        ("Maarrat al-Nu'man District", ["district"]),
        ("Syria", [*IN_IDLIB, "whole", "whole by point"]),
        ("Homs, Syria", []),
        ("Turkey", ["border"]),
        ("France", []),
        ("Syria minus Idlib", ["whole", "whole by point"]),
        # Shapes go by the coordinates, and by the extent of what stands for a division or country.
        ("bbox:36,35,37,36", ["names", "point", "country", "no precision", "no id", "district",
                              "known"]),
        ("bbox:36.1,35.3,37.3,36.4", [*IN_IDLIB, "border"]),
        ("bbox:35,32,43,38", [*IN_IDLIB, "border", "whole", "whole by point"]),
        ("bbox:25,30,45,40", [*IN_IDLIB, "border", "whole", "whole by point", "at sea"]),
    ],
)  # fmt: skip
def test_what_stands_for_a_place(
    frame: Any, world: Gazetteer, region: str, kept: list[str]
) -> None:
    found = filter_events(frame, region=region, gazetteer=world)["event_id"]
    assert set(found) == set(kept)


def test_what_is_in_a_division_is_in_its_country(frame: Any, world: Gazetteer) -> None:
    inner = set(filter_events(frame, region="Idlib", gazetteer=world)["event_id"])
    outer = set(filter_events(frame, region="Syria", gazetteer=world)["event_id"])
    assert inner <= outer


def test_columns_that_name_divisions_may_be_missing(frame: Any, world: Gazetteer) -> None:
    bare = frame.drop(columns=["iso3", "country", "admin1", "admin2"])
    found = filter_events(bare, region="Idlib", gazetteer=world)["event_id"]
    assert "point" in set(found)
    with pytest.raises(FilterError, match="no column where_prec"):
        locate(world, frame.drop(columns="where_prec"))


def test_a_name_that_no_division_has_leaves_the_country(world: Gazetteer) -> None:
    table = conform(
        pd.DataFrame(
            [
                event("a", None, None, 1, iso3="SYR", admin1="Nowherestan"),
                event("b", None, None, 1, iso3="ZZZ", country="Nowherestan"),
            ]
        )
    )
    assert list(filter_events(table, region="Syria", gazetteer=world)["event_id"]) == ["a"]


def test_a_part_of_a_place_is_its_own_point_and_the_region_of_its_name(world: Gazetteer) -> None:
    """A table as `events` writes it of "in northern Lebanon" and the like."""
    lebanon, congo = "geonames:272103", "geonames:203312"

    def part(location: str, place_id: str, latitude: float, longitude: float) -> Any:
        return event(location, latitude, longitude, 5, place_id=place_id, location=location)

    table = conform(
        pd.DataFrame(
            [
                part("northern Lebanon", lebanon, 34.2739, 36.1112),
                part("the south of Lebanon", lebanon, 33.4766, 35.6137),
                part("eastern Democratic Republic of the Congo", congo, -4.0, 26.8),
                part("southern Lebanon", lebanon, 34.2739, 36.1112),
            ]
        )
    )

    def kept(region: str) -> list[int]:
        return list(filter_events(table, region=region, gazetteer=world).index)

    assert kept("Northern Lebanon") == [0]
    assert kept("Southern Lebanon") == [1, 3]
    assert kept("Lebanon") == kept("Levant") == [0, 1, 3]
    assert kept("Eastern Congo") == [2]
    # A province has not what happened somewhere in its part of the country; boxes take the point.
    assert kept("Akkar") == []
    assert kept("bbox:36,34.2,36.2,34.4") == [0, 3]
    assert table["place_id"][0] == lebanon
