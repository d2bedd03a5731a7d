"""Which events are kept, and what is said to a value that does not exist."""

from datetime import date, timedelta
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point

import gazetteer
from gazetteer import Gazetteer
from gazetteer.errors import AmbiguousRegionError, UnknownRegionError
from geo.errors import FilterError
from geo.filters.filters import FACTUALITIES, event_filter, filter_events
from geo.filters.not_reported import not_reported
from geo.table.frame import conform

DAY = date(2018, 8, 26)


def row(event_id: str, **values: Any) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "event_group": event_id,
        "event_type": "ASSAULT",
        "factuality": "reported",
        "confidence": 0.5,
        **values,
    }


def placed(
    event_id: str, place_id: str, latitude: float, longitude: float, where_prec: int, **values: Any
) -> dict[str, Any]:
    return row(
        event_id,
        place_id=place_id,
        latitude=latitude,
        longitude=longitude,
        where_prec=where_prec,
        radius_km=values.pop("radius_km", 5.0),
        geometry=Point(longitude, latitude),
        **values,
    )


@pytest.fixture(scope="module")
def frame() -> gpd.GeoDataFrame:
    return conform(
        pd.DataFrame(
            [
                placed("city", "geonames:169389", 35.9306, 36.6339, 1, title="Idlib: blast"),
                placed("near", "geonames:169023", 35.82, 36.32, 2, event_type="MOBILIZE"),
                placed("province", "geonames:169387", 35.8, 36.7, 4, factuality="planned"),
                # Syria's own point lies in Homs province, but somewhere in Syria is not there.
                placed("country", "geonames:163843", 35.0, 38.5, 6, event_type="AGREE"),
                placed("part", "geonames:163843", 35.9, 36.9, 5, radius_km=90.0),
                placed("france", "geonames:2988507", 48.8566, 2.3522, 1, event_type="PROTEST"),
                row("nowhere", event_type="DISASTER", notes="Ölüdeniz'de YANGIN"),
            ]
        )
    )


def kept(frame: gpd.GeoDataFrame, world: Gazetteer, **filters: Any) -> list[str]:
    return list(filter_events(frame, gazetteer=world, **filters)["event_id"])


IN_IDLIB = ["city", "near", "province"]
IN_SYRIA = [*IN_IDLIB, "country", "part"]


@pytest.mark.parametrize(
    ("region", "ids"),
    [
        ("Idlib", IN_IDLIB),
        ("Syria", IN_SYRIA),
        ("SY", IN_SYRIA),
        ("geonames:163843", IN_SYRIA),
        ("Middle East", IN_SYRIA),
        ("Homs, Syria", []),
        ("France", ["france"]),
        (["Idlib", "France"], [*IN_IDLIB, "france"]),
        ([], []),
        # A box around Idlib's city and province, and around the point of northwestern Syria.
        ("bbox:36,35.3,37.3,36.4", ["city", "near", "province", "part"]),
        ("bbox:-180,-90,180,90", [*IN_SYRIA, "france"]),
        ("near:Idlib:20km", ["city"]),
    ],
)
def test_regions(frame: gpd.GeoDataFrame, world: Gazetteer, region: Any, ids: list[str]) -> None:
    if region == []:
        ids = list(frame["event_id"])
    assert kept(frame, world, region=region) == ids


def test_a_filter_is_what_it_asks_of_days_and_what_of_the_rest(frame: gpd.GeoDataFrame) -> None:
    wanted = event_filter(event_type="PROTEST", since="2018-08-26", until="2018-09")
    other, days = wanted.apart_from_days()
    assert (other.since, other.until, other.event_types) == (None, None, wanted.event_types)
    assert days == event_filter(since="2018-08-26", until="2018-09")
    pd.testing.assert_frame_equal(days.apply(other.apply(frame)), wanted.apply(frame))


def test_a_region_that_was_made_before(frame: gpd.GeoDataFrame, world: Gazetteer) -> None:
    region = gazetteer.region("Idlib")
    assert isinstance(region, gazetteer.Region)
    assert kept(frame, world, region=region) == IN_IDLIB


def test_regions_that_are_none_say_so(frame: gpd.GeoDataFrame, world: Gazetteer) -> None:
    with pytest.raises(UnknownRegionError, match="Nowhereland"):
        kept(frame, world, region="Nowhereland")
    with pytest.raises(AmbiguousRegionError, match="geonames:"):
        kept(frame, world, region="Springfield")


@pytest.mark.parametrize(
    ("event_type", "ids"),
    [
        ("AGREE", ["country"]),
        ("agree", ["country"]),
        (["AGREE", "PROTEST"], ["country", "france"]),
        ("material conflict", ["city", "near", "province", "part", "france"]),
        ("Verbal-Cooperation", ["country"]),
        ("DISASTER", ["nowhere"]),
    ],
)
def test_types_and_classes(
    frame: gpd.GeoDataFrame, world: Gazetteer, event_type: Any, ids: list[str]
) -> None:
    assert kept(frame, world, event_type=event_type) == ids


def test_words_are_found_whatever_their_case_and_marks(
    frame: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    assert kept(frame, world, text="OLUDENIZ yangin") == ["nowhere"]
    assert kept(frame, world, text="blast idlib") == ["city"]
    assert kept(frame, world, text="bla idl") == ["city"]
    assert kept(frame, world, text="last dlib") == []
    assert kept(frame, world, text="blast oludeniz") == []
    assert len(kept(frame, world, text="  ")) == len(frame)


def test_factuality_and_confidence(frame: gpd.GeoDataFrame, world: Gazetteer) -> None:
    assert kept(frame, world, factuality="planned") == ["province"]
    assert len(kept(frame, world, factuality=["planned", "Reported"])) == len(frame)
    assert len(kept(frame, world, min_confidence=0.5)) == len(frame)
    assert kept(frame, world, min_confidence=0.51) == []


def test_a_confidence_that_is_not_known_is_not_enough(world: Gazetteer) -> None:
    frame = conform(pd.DataFrame([row("a", confidence=None)]))
    assert kept(frame, world, min_confidence=0.0) == []


@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [
        ("2018-08-27", None, ["long", "late"]),
        (None, "2018-08-26", ["early", "long"]),
        ("2018-08", "2018-08", ["early", "long", "late"]),
        ("2018", None, ["early", "long", "late"]),
        ("2019", None, []),
        (date(2018, 8, 28), date(2018, 8, 28), ["late"]),
    ],
)
def test_days(world: Gazetteer, since: Any, until: Any, ids: list[str]) -> None:
    frame = conform(
        pd.DataFrame(
            [
                row("early", event_date="2018-08-26"),
                row("long", event_date="2018-08-25", event_date_end="2018-08-27"),
                row("late", event_date="2018-08-28", event_date_end="2018-08-28"),
                row("undated"),
            ]
        )
    )
    assert kept(frame, world, since=since, until=until) == ids


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"event_type": "WAR"}, "ASSAULT.*material conflict"),
        ({"factuality": "maybe"}, "reported, planned, conditional, denied"),
        ({"min_confidence": 1.5}, "within 0 and 1"),
        ({"min_confidence": float("nan")}, "within 0 and 1"),
        ({"since": "27/08/2018"}, "2018-08-27"),
        ({"since": "2018-13"}, "2018-08-27"),
        ({"until": "2018-02-30"}, "2018-08-27"),
        ({"since": "2019", "until": "2018"}, "after"),
    ],
)
def test_values_that_do_not_exist(filters: dict[str, Any], message: str) -> None:
    with pytest.raises(FilterError, match=message):
        event_filter(**filters)


def test_a_frame_that_is_no_table_of_events(world: Gazetteer) -> None:
    with pytest.raises(FilterError, match="event_type"):
        filter_events(gpd.GeoDataFrame({"a": [1]}), event_type="AGREE", gazetteer=world)


def test_the_callers_frame_is_not_changed(frame: gpd.GeoDataFrame, world: Gazetteer) -> None:
    before = frame.copy(deep=True)
    found = filter_events(frame, region="Syria", text="idlib", since=None, gazetteer=world)
    found["title"] = "mine"
    pd.testing.assert_frame_equal(frame, before)
    assert isinstance(found, gpd.GeoDataFrame)
    assert found.crs == frame.crs
    assert list(found.index) == [0]


def test_no_filter_keeps_all_and_an_empty_table_stays_empty(
    frame: gpd.GeoDataFrame, world: Gazetteer
) -> None:
    pd.testing.assert_frame_equal(filter_events(frame, gazetteer=world), frame)
    empty = filter_events(frame.iloc[:0], region="Syria", since="2018", gazetteer=world)
    assert len(empty) == 0
    assert list(map(str, empty.dtypes)) == list(map(str, frame.dtypes))


OPTIONS = {
    "region": st.sampled_from(["Syria", "Idlib", "Middle East", "bbox:30,30,40,40"]),
    "event_type": st.sampled_from(["ASSAULT", "material conflict", "AGREE"]),
    "factuality": st.sampled_from(FACTUALITIES),
    "min_confidence": st.floats(0, 1),
    "text": st.sampled_from(["idlib", "blast", ""]),
    "since": st.integers(-3, 3).map(lambda days: DAY + timedelta(days=days)),
}


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries({}, optional=OPTIONS))
def test_filters_together_keep_what_each_keeps(
    frame: gpd.GeoDataFrame, world: Gazetteer, filters: dict[str, Any]
) -> None:
    expected = set(frame["event_id"])
    for name, value in filters.items():
        expected &= set(kept(frame, world, **{name: value}))
    found = kept(frame, world, **filters)
    assert set(found) == expected
    assert found == [i for i in frame["event_id"] if i in expected]


@pytest.mark.parametrize(
    ("given", "types"),
    [
        ("Attack", {"ASSAULT"}),
        ("attacks", {"ASSAULT"}),
        ("natural disaster", {"DISASTER"}),
        ("Talks or visit", {"CONSULT"}),
        ("visit", {"CONSULT"}),
        ("mobilisation", {"MOBILIZE"}),
    ],
)
def test_types_by_their_labels(given: str, types: set[str]) -> None:
    assert event_filter(event_type=given).event_types == types


def test_a_type_that_does_not_exist_brings_close_ones_to_mind() -> None:
    with pytest.raises(FilterError, match=r"did you mean ASSAULT \(attack\)\?"):
        event_filter(event_type="atack")
    with pytest.raises(FilterError, match=r"no event type 'zzz'; .*DISASTER \(natural disaster\)"):
        event_filter(event_type="zzz")


def test_a_finer_type_that_there_is_not_is_an_error_that_tells_which_there_are() -> None:
    with pytest.raises(FilterError) as error:
        event_filter(event_type="DISASTER/cyclone")
    assert "no finer type 'cyclone' of DISASTER" in str(error.value)
    assert "flood, " in str(error.value)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("drone strike", "ASSAULT/airstrike"),
        ("Drone strikes", "ASSAULT/airstrike"),
        ("suicide bombing", "ASSAULT/suicide attack"),
        ("kidnapping", "COERCE/abduction"),
    ],
)
def test_a_word_of_an_event_brings_its_type_to_mind(given: str, meant: str) -> None:
    with pytest.raises(FilterError, match=rf"did you mean {meant}\?"):
        event_filter(event_type=given)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("flood", "DISASTER/flood"),
        ("Floods", "DISASTER/flood"),
        ("airstrike", "ASSAULT/airstrike"),
        ("martial law", "COERCE/martial law"),
    ],
)
def test_a_finer_type_of_one_type_is_known_alone(given: str, meant: str) -> None:
    assert event_filter(event_type=given).event_types == {meant}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("relations", "SUPPORT/relations or SANCTION/relations"),
        ("blockade", "PROTEST/blockade or COERCE/blockade"),
    ],
)
def test_a_finer_type_of_several_types_is_an_error_that_tells_how_it_is_written(
    given: str, meant: str
) -> None:
    with pytest.raises(FilterError) as error:
        event_filter(event_type=given)
    assert f"(did you mean {meant}?)" in str(error.value)
    assert event_filter(event_type=meant.split(" or ")).event_types == set(meant.split(" or "))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["reported", None], None),
        (["reported", "denied"], "1 of 2 events is not told as having happened (1 denied)"),
        (
            ["denied", "planned", "reported", "denied"],
            "3 of 4 events are not told as having happened (1 planned, 2 denied)",
        ),
        ([], None),
    ],
)
def test_events_that_did_not_happen_are_counted(told: list[str | None], said: str | None) -> None:
    rows = [row(f"e{number}", factuality=word) for number, word in enumerate(told)]
    # A second place of one event is no second event.
    rows += [{**row("e1-2", factuality=told[1]), "event_group": "e1"}] if rows else []
    assert not_reported(conform(pd.DataFrame(rows))) == said


@pytest.mark.parametrize("given", ["Él Diario", "ÉL DIARIO", "él diario"])
def test_a_source_is_named_in_any_case(given: str) -> None:
    rows = [row(name, source=name) for name in ("Él Diario", "Horn Wire")]
    table = conform(pd.DataFrame(rows))
    chosen = event_filter(source=given)
    assert list(chosen.apply(table)["source"]) == ["Él Diario"]
    assert chosen.missed(table) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("horn wire", ["a", "b"]),
        ("Gulf Agency", ["a"]),
        ("Horn Wire; Gulf Agency", ["a"]),
        ("Wire", []),
        ("", ["c"]),
    ],
)
def test_a_merged_event_is_of_each_of_its_sources(given: str, kept: list[str]) -> None:
    sources = {"a": "Horn Wire; Gulf Agency", "b": "Horn Wire", "c": None}
    table = conform(pd.DataFrame([row(name, source=told) for name, told in sources.items()]))
    chosen = event_filter(source=given)
    assert list(chosen.apply(table)["event_id"]) == kept
    said = chosen.missed(table)
    assert bool(kept) != bool(said)
    assert kept or "did you mean Horn Wire?" in said[0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Gulf", "no event is of the source 'Gulf', which must be as the table names it; did you "
                 "mean Gulf Agency?"),
        ("gulf agency", None),
        ("Guf Agency", "did you mean Gulf Agency?"),
        ("Le Monde", "the table has Gulf Agency, Horn Wire"),
        ("", "every event names a source"),
        ("Horn Wire", None),
        (["Horn Wire", "Gulf"], "did you mean Gulf Agency?"),
    ],
)  # fmt: skip
def test_of_a_source_that_the_table_lacks_those_are_told_that_may_be_meant(
    given: str | list[str], said: str | None
) -> None:
    rows = [row(name, source=name) for name in ("Gulf Agency", "Horn Wire")]
    table = conform(pd.DataFrame(rows))
    told = event_filter(source=given).missed(table)
    assert len(told) == (said is not None)
    assert said is None or told[0].endswith(said)


LEBANESE = placed("north", "geonames:266826", 34.43352, 35.84415, 1)
LIBYAN = placed("coast", "geonames:2210247", 32.88743, 13.18733, 1)


@pytest.mark.parametrize(
    ("rows", "region", "namesake"),
    [
        ([LEBANESE], "Tripoli", "geonames:266825"),
        ([LEBANESE], "Tripoli + Beirut", "geonames:266825"),
        ([LEBANESE, LIBYAN], "Tripoli", None),
        ([LEBANESE], "Tripoli, Lebanon", None),
        ([LEBANESE], "geonames:2210247", None),
        ([LEBANESE], "Idlib", None),
        ([], "Tripoli", None),
    ],
)
def test_where_only_a_namesake_has_events_it_is_told(
    world: Gazetteer, rows: list[dict[str, Any]], region: str, namesake: str | None
) -> None:
    said = event_filter(region=region, gazetteer=world).missed(conform(pd.DataFrame(rows)))
    assert bool(said) == (namesake is not None)
    assert not said or (said[0].startswith("no event is in Tripoli") and namesake in said[0])


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"region": "Idlib"}, ": 1 somewhere in Syria"),
        ({"region": "Idlib + Paris"}, ": 1 somewhere in Syria"),
        # What holds the district is the province, and the country.
        ({"region": "geonames:169389"}, ": 1 somewhere in Syria, 1 somewhere in Idlib"),
        ({"region": "Idlib", "event_type": "AGREE"}, ": 1 somewhere in Syria"),
        ({"region": "Idlib", "event_type": "PROTEST"}, None),
        ({"region": "Syria"}, None),
        ({"region": "Paris"}, None),
        ({"region": "bbox:35,34,38,37"}, None),
        ({"event_type": "AGREE"}, None),
    ],
)
def test_events_are_counted_that_may_be_in_the_region_for_all_that_is_known(
    frame: gpd.GeoDataFrame, world: Gazetteer, filters: dict[str, str], told: str | None
) -> None:
    said = event_filter(gazetteer=world, **filters).wider(frame)
    assert (said is None) == (told is None)
    assert not told or (said is not None and said.endswith(told))


def test_a_division_that_is_not_in_the_table_keeps_nothing_and_a_misspelt_one_is_an_error(
    world: Gazetteer,
) -> None:
    table = conform(
        pd.DataFrame(
            [
                row("idlib", country="Syria", admin1="Idlib"),
                row("other", country="Sirya", admin1="Idleb"),
                row("nowhere"),
            ]
        )
    )
    assert kept(table, world, admin="Syria/Idlib") == ["idlib"]
    assert kept(table, world, admin=["Sirya", ""]) == ["other", "nowhere"]
    assert kept(table, world, admin="Syria/Aleppo") == []
    with pytest.raises(UnknownRegionError, match=r"'Syria/Idleb'; did you mean Syria/Idlib"):
        kept(table, world, admin="Syria/Idleb")
